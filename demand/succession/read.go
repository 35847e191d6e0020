package succession

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Figure is a measure of one council in a year.
type Figure struct {
	Code, Name string
	Year       int
	// Count is not known where Reason says why: "x". A suppressed count is 1 to 5.
	Count      Count
	Reason     string
	Population decimal.Decimal
	// PopulationYear is the year of the population, 0 for that of the figure.
	PopulationYear int
	// Value is the figure as it was published, where it was.
	Value decimal.NullDecimal
	Place figure.Place
}

// Comparable says whether a measure can be compared across a break. The zero value is [No].
type Comparable int

const (
	// No rules out any change across the break.
	No Comparable = iota
	// Partly lets it run, with the note on it.
	Partly
)

var comparableNames = enum.Of("Comparable", "no", "partly")

// String is no or partly.
func (c Comparable) String() string { return comparableNames.String(int(c)) }

// MarshalText writes the name.
func (c Comparable) MarshalText() ([]byte, error) { return comparableNames.Marshal(int(c)) }

// UnmarshalText reads the name.
func (c *Comparable) UnmarshalText(text []byte) error {
	return enum.Unmarshal(comparableNames, text, c)
}

// Break is a year from which on a measure is another one.
type Break struct {
	Measure    string              `json:"measure"`
	Year       int                 `json:"period"`
	Comparable Comparable          `json:"comparable"`
	Reason     string              `json:"reason"`
	Source     string              `json:"source"`
	LinkFactor decimal.NullDecimal `json:"link_factor"`
}

// Equal reports whether two breaks are the same.
func (b Break) Equal(o Break) bool {
	same := b.LinkFactor.Valid == o.LinkFactor.Valid && b.LinkFactor.Decimal.Equal(o.LinkFactor.Decimal)
	return same && b.Measure == o.Measure && b.Year == o.Year && b.Comparable == o.Comparable && b.Reason == o.Reason && b.Source == o.Source
}

// Note says what the break rules out.
func (b Break) Note() string {
	if b.Comparable == Partly {
		return fmt.Sprintf("%s can be compared across %d only in part: %s (%s)", b.Measure, b.Year, b.Reason, b.Source)
	}
	return fmt.Sprintf("%s cannot be compared across %d: %s (%s)", b.Measure, b.Year, b.Reason, b.Source)
}

func text(id string, optional bool, need string) table.Column {
	return table.Column{ID: id, Optional: optional, Blank: optional, Need: need}
}

func number(id string, optional bool) table.Column {
	return table.Column{ID: id, Kind: table.KindNumber, Optional: optional, Blank: optional, Rate: true}
}

// FiguresSchema is the columns of a table of figures.
func FiguresSchema() table.Schema {
	return table.Schema{Name: "figures.csv", Columns: []table.Column{
		{ID: "code", Synonyms: []string{"area", "old_la_code", "new_la_code", "la_code"}, Need: "give the council's code"},
		{ID: "name", Synonyms: []string{"la_name", "council"}, Optional: true, Blank: true},
		{ID: "period", Synonyms: []string{"year", "time_period"}, Need: "give the year"},
		{ID: "count", Synonyms: []string{"children", "number"}, Kind: table.KindNumber, Gaps: true, Blank: true, Rate: true, Dash: table.DashMissing},
		number("population", false),
		{ID: "population_year", Kind: table.KindCount, Optional: true, Blank: true},
		{ID: "value", Synonyms: []string{"rate"}, Kind: table.KindNumber, Optional: true, Gaps: true, Blank: true, Rate: true, Dash: table.DashMissing},
	}}
}

// FiguresOf reads figures: code, period, count and population and, where given, name, population_year and value (as published). A
// count of c is 1 to 5; with rounded every other count is known to 5 either way. The same council twice in a year is refused. The
// error is [figure.Faults].
func FiguresOf(g *table.Grid, rounded bool, o table.Options) (figures []Figure, notes []string, err error) {
	t, err := FiguresSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	type key struct {
		code string
		year int
	}
	seen := map[key]int{}
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		f := Figure{
			Code: t.Column("code").Text(i), Name: t.Column("name").Text(i), Population: t.Column("population").Decimal(i), PopulationYear: t.Column("population_year").Int(i),
			Value: t.Column("value").Null(i), Place: t.Place(i, ""),
		}
		if f.Year, err = yearOf(t.Column("period").Text(i)); err != nil {
			faults = append(faults, t.Fault(i, "period", "year", err.Error(), "write 2025, or 2024/25 for the year that ends then"))
			continue
		}
		count := t.Column("count")
		switch {
		case !count.Has(i) && count.Reason(i) == figure.Confidential:
			f.Count = Suppressed()
		case !count.Has(i):
			f.Reason = count.Text(i)
			if f.Reason == "" {
				f.Reason = "blank"
			}
		case count.Decimal(i).IsNegative() || !count.Decimal(i).IsInteger():
			faults = append(faults, t.Fault(i, "count", "count", "it is no number of children", "use a whole number of 0 or more"))
		case rounded:
			f.Count = Rounded(count.Decimal(i))
		default:
			f.Count = Exactly(count.Decimal(i))
		}
		k := key{f.Code, f.Year}
		if earlier, twice := seen[k]; twice {
			faults = append(faults, t.Fault(i, "code", "twice", fmt.Sprintf("%s stands twice in %d, here and in row %d", f.Code, f.Year, earlier), "leave one out"))
		}
		seen[k] = t.Line(i)
		figures = append(figures, f)
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return figures, t.Notes, nil
}

// yearOf reads 2025, and 2024/25 and 202425 as the year that they end in.
func yearOf(s string) (int, error) {
	var a, b int
	plain := strings.NewReplacer("/", "", "-", "", "–", "").Replace(s)
	for _, r := range plain {
		if r < '0' || r > '9' {
			return 0, fmt.Errorf("%q is no year", s)
		}
	}
	switch len(plain) {
	case 4:
		if _, err := fmt.Sscanf(plain, "%4d", &a); err != nil || a < 1900 || a > 2200 || plain != s {
			return 0, fmt.Errorf("%q is no year", s)
		}
		return a, nil
	case 6, 8:
		if _, err := fmt.Sscanf(plain, "%4d%d", &a, &b); err != nil || b%100 != (a+1)%100 || len(plain) == 8 && b != a+1 {
			return 0, fmt.Errorf("%q is no year", s)
		}
		return a + 1, nil
	}
	return 0, fmt.Errorf("%q is no year", s)
}

// ChangesSchema is the columns of a table of successions.
func ChangesSchema() table.Schema {
	return table.Schema{Name: "changes.csv", Columns: []table.Column{
		{ID: "kind", Kind: table.KindChoice, Choices: []table.Choice{{Value: "split"}, {Value: "merge"}, {Value: "continues"}}},
		text("from_code", false, "give the code of the council that ends"), text("to_code", false, "give the code of its successor"),
		{ID: "on", Kind: table.KindDate},
		number("weight", true),
	}}
}

// ChangesOf reads successions: kind, from_code, to_code, on and, where given, weight. The error is [figure.Faults].
func ChangesOf(g *table.Grid, o table.Options) (c Changes, notes []string, err error) {
	t, err := ChangesSchema().Read(g, o)
	if err != nil {
		return c, nil, err
	}
	if err := t.Err(); err != nil {
		return c, nil, err
	}
	var all []Change
	for _, i := range t.Lines() {
		x := Change{From: t.Column("from_code").Text(i), To: t.Column("to_code").Text(i), On: t.Column("on").Day(i), Weight: t.Column("weight").Null(i), Place: t.Place(i, "")}
		if err := x.Kind.UnmarshalText([]byte(t.Column("kind").Text(i))); err != nil {
			return c, nil, t.Fault(i, "kind", "kind", err.Error(), "use split, merge or continues")
		}
		all = append(all, x)
	}
	c, err = New(all)
	return c, t.Notes, err
}

// BreaksSchema is the columns of a table of breaks.
func BreaksSchema() table.Schema {
	return table.Schema{Name: "breaks.csv", Columns: []table.Column{
		text("measure", false, "name the measure"), text("period", false, "give the first year of the new measure"),
		{ID: "comparable", Kind: table.KindChoice, Choices: []table.Choice{{Value: "no"}, {Value: "partly"}}},
		text("reason", false, "say what changed"), text("source", false, "say where that is written"), number("link_factor", true),
	}}
}

// BreaksOf reads breaks: measure, period, comparable (no or partly), reason, source and, where given, link_factor. The error is
// [figure.Faults].
func BreaksOf(g *table.Grid, o table.Options) (breaks []Break, notes []string, err error) {
	t, err := BreaksSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		b := Break{Measure: t.Column("measure").Text(i), Reason: t.Column("reason").Text(i), Source: t.Column("source").Text(i), LinkFactor: t.Column("link_factor").Null(i)}
		if b.Year, err = yearOf(t.Column("period").Text(i)); err != nil {
			faults = append(faults, t.Fault(i, "period", "year", err.Error(), "write 2025"))
		}
		if err := b.Comparable.UnmarshalText([]byte(t.Column("comparable").Text(i))); err != nil {
			faults = append(faults, t.Fault(i, "comparable", "comparable", err.Error(), "use no or partly"))
		}
		if b.LinkFactor.Valid && !b.LinkFactor.Decimal.IsPositive() {
			faults = append(faults, t.Fault(i, "link_factor", "link_factor", "a factor is above 0", "give new over old of the year for which both are known"))
		}
		breaks = append(breaks, b)
	}
	return breaks, t.Notes, faults.Err()
}
