package succession

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/quantile"
)

// Label says how a figure came about.
type Label string

const (
	// AsPublished is a figure of the source.
	AsPublished Label = "as_published"
	// IsPooled is the figure of several councils as one.
	IsPooled Label = "pooled"
	// Linked is a figure in terms of a later definition.
	Linked Label = "linked"
)

// Row is an area in a year.
type Row struct {
	Area string `json:"area"`
	Name string `json:"name,omitempty"`
	Year int    `json:"period"`
	// Count, Population and Value are absent where a part has no figure; Count and Value also where they are a range, from
	// Lower to Upper.
	Count      decimal.NullDecimal `json:"count"`
	Population decimal.NullDecimal `json:"population"`
	Value      decimal.NullDecimal `json:"value"`
	Lower      decimal.NullDecimal `json:"lower"`
	Upper      decimal.NullDecimal `json:"upper"`
	Label      Label               `json:"label"`
	// Parts are the codes that were pooled.
	Parts []string `json:"parts,omitempty"`
	// Missing says why there is no value.
	Missing string `json:"missing,omitempty"`
}

// Member is a council that a list names.
type Member struct {
	Code string `json:"code"`
	// Used are the codes whose figure stands for it; empty where none does, as Reason then says.
	Used   []string            `json:"used"`
	Value  decimal.NullDecimal `json:"value"`
	Reason string              `json:"reason,omitempty"`
}

// Beside is an area against the members of a list.
type Beside struct {
	Area  string              `json:"area"`
	Name  string              `json:"name,omitempty"`
	Year  int                 `json:"period"`
	Value decimal.NullDecimal `json:"value"`
	N     int                 `json:"n"`
	In    int                 `json:"in"`
	// Mean and Median are of the members that have a value; LeftOut is how it would be without pooled successors.
	Mean    decimal.NullDecimal `json:"mean"`
	Median  decimal.NullDecimal `json:"median"`
	LeftOut Average             `json:"left_out"`
}

// Average is a mean and a median of n values.
type Average struct {
	N      int                 `json:"n"`
	Mean   decimal.NullDecimal `json:"mean"`
	Median decimal.NullDecimal `json:"median"`
}

// Combination is areas through their successions, and an area beside a list where one is given.
type Combination struct {
	Rows      []Row    `json:"rows"`
	Beside    *Beside  `json:"beside"`
	Members   []Member `json:"members"`
	Breaks    []Break  `json:"breaks"`
	Notes     []string `json:"notes"`
	Questions []string `json:"questions"`
	// Words says it in a sentence or two.
	Words string `json:"answer"`
}

// Settings say what is combined.
type Settings struct {
	// Per is the base of the rate: 100 for a per cent. Defaults to 10,000.
	Per int
	// Places are those of a value. Defaults to 0, as DfE prints looked-after rates.
	Places int32
	// Measure names what is measured, to find its breaks. Defaults to all breaks.
	Measure string
	// Area and List are an own council and the codes of its neighbours. Default to none.
	Area string
	List []string
	// Year is the year of the comparison. Defaults to the latest.
	Year int
	// Verb is what councils do, for the sentence: "look after". Defaults to "have", or "look after" where Measure says so.
	Verb string
	// Link brings the years before a break to the later definition where its factor is given. Defaults to no.
	Link bool
}

// places are those of a mean.
const places = 16

// combining is the work between figures and a combination.
type combining struct {
	figures map[string]map[int]Figure
	names   map[string]string
	changes Changes
	s       Settings
	years   []int
	out     *Combination
}

// Combine follows the areas of changes through the years of figures. The error is [figure.Faults] or a [*figure.Fault].
func Combine(figures []Figure, changes Changes, breaks []Break, s Settings) (Combination, error) {
	if s.Per == 0 {
		s.Per = 10_000
	}
	out := Combination{Rows: []Row{}, Members: []Member{}, Breaks: []Break{}, Notes: []string{}, Questions: []string{}}
	c := combining{figures: map[string]map[int]Figure{}, names: map[string]string{}, changes: changes, s: s, out: &out}
	for _, f := range figures {
		if c.figures[f.Code] == nil {
			c.figures[f.Code] = map[int]Figure{}
		}
		c.figures[f.Code][f.Year] = f
		if f.Name != "" {
			c.names[f.Code] = f.Name
		}
		if !slices.Contains(c.years, f.Year) {
			c.years = append(c.years, f.Year)
		}
	}
	slices.Sort(c.years)
	for _, b := range breaks {
		if s.Measure == "" || strings.EqualFold(b.Measure, s.Measure) {
			out.Breaks = append(out.Breaks, b)
		}
	}
	for _, area := range c.areas() {
		for _, year := range c.years {
			row, ok, err := c.row(area, year)
			if err != nil {
				return Combination{}, err
			}
			if ok {
				out.Rows = append(out.Rows, c.linked(row))
			}
		}
	}
	for _, b := range out.Breaks {
		out.Notes = append(out.Notes, b.Note())
	}
	if s.Area != "" {
		if err := c.beside(); err != nil {
			return Combination{}, err
		}
	}
	out.Words = c.answer()
	return out, nil
}

// areas are those that changes are about: a divided council as a whole, a merged one with its parts before, one that continues.
func (c combining) areas() (areas []string) {
	for _, x := range c.changes.all {
		area := x.From
		if x.Kind != Split {
			area = x.To
		}
		if !slices.Contains(areas, area) {
			areas = append(areas, area)
		}
	}
	return areas
}

// row is an area in a year: as published, or its parts pooled.
func (c combining) row(area string, year int) (row Row, ok bool, err error) {
	codes := c.changes.Covering(area, year)
	if len(codes) == 0 {
		return row, false, nil
	}
	row, err = c.pooled(area, year, codes)
	return row, err == nil && !c.nothing(codes, year), err
}

// nothing says that no part has a row in a year.
func (c combining) nothing(codes []string, year int) bool {
	return !slices.ContainsFunc(codes, func(code string) bool { _, ok := c.figures[code][year]; return ok })
}

// pooled is the figure of codes as one.
func (c combining) pooled(area string, year int, codes []string) (Row, error) {
	row := Row{Area: area, Name: c.names[area], Year: year, Label: AsPublished}
	if len(codes) > 1 {
		row.Label, row.Parts = IsPooled, slices.Sorted(slices.Values(codes))
	} else if codes[0] != area {
		row.Parts = codes
	}
	var parts []Part
	for _, code := range codes {
		f, ok := c.figures[code][year]
		switch {
		case !ok:
			row.Missing = fmt.Sprintf("%s has no figure of %d", code, year)
			return row, nil
		case f.Reason != "":
			row.Missing = fmt.Sprintf("the figure of %s of %d is missing: %s", code, year, f.Reason)
			return row, nil
		}
		parts = append(parts, Part{Code: code, Year: year, Count: f.Count, Population: f.Population, PopulationYear: f.PopulationYear})
	}
	p, err := Pool(parts)
	if err != nil {
		return row, err
	}
	row.Population = decimal.NewNullDecimal(p.Population)
	low, high := p.Rate(c.s.Per)
	lower, _ := low.Round(c.s.Places)
	upper, _ := high.Round(c.s.Places)
	row.Lower, row.Upper = decimal.NewNullDecimal(lower), decimal.NewNullDecimal(upper)
	if p.Count.Known() {
		row.Count = decimal.NewNullDecimal(p.Count.Lower)
	}
	if lower.Equal(upper) {
		row.Value = decimal.NewNullDecimal(lower)
	}
	if f := c.figures[codes[0]][year]; len(codes) == 1 && f.Value.Valid {
		row.Value, row.Lower, row.Upper = f.Value, f.Value, f.Value
	}
	return row, nil
}

// linked brings a row of a year before a break to the later definition, where that is asked for.
func (c combining) linked(row Row) Row {
	if !c.s.Link {
		return row
	}
	for _, b := range c.out.Breaks {
		if row.Year < b.Year && b.LinkFactor.Valid {
			row.Label = Linked
			for _, v := range [...]*decimal.NullDecimal{&row.Value, &row.Lower, &row.Upper} {
				v.Decimal = v.Decimal.Mul(b.LinkFactor.Decimal).Round(c.s.Places)
			}
		}
	}
	return row
}

// beside compares the own council with the members of its list.
func (c combining) beside() error {
	year := c.s.Year
	if year == 0 {
		year = c.years[len(c.years)-1]
	}
	own, _, err := c.row(c.s.Area, year)
	if err != nil {
		return err
	}
	b := Beside{Area: c.s.Area, Name: c.names[c.s.Area], Year: year, Value: own.Value, In: len(c.s.List)}
	var with, without []decimal.Decimal
	used := map[string]string{}
	for _, code := range c.s.List {
		m := Member{Code: code, Used: []string{}}
		row, reason, err := c.member(code, year, used)
		if err != nil {
			return err
		}
		if m.Reason = reason; reason == "" {
			m.Used, m.Value = row.codes(), row.Value
			if !m.Value.Valid {
				m.Reason = "the figure is a range and no value"
				if row.Missing != "" {
					m.Reason = row.Missing
				}
				m.Used = []string{}
			}
		}
		if m.Value.Valid {
			with = append(with, m.Value.Decimal)
			if len(m.Used) == 1 && m.Used[0] == code {
				without = append(without, m.Value.Decimal)
			} else {
				m.Reason = "successors, pooled as one member"
				if len(m.Used) == 1 {
					m.Reason = "same area, or its whole successor"
				}
			}
			for _, u := range m.Used {
				used[u] = code
			}
		}
		c.out.Members = append(c.out.Members, m)
	}
	all, left := averageOf(with), averageOf(without)
	b.N, b.Mean, b.Median, b.LeftOut = all.N, all.Mean, all.Median, left
	if b.N < b.In {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("%d of %d members of the list have a figure", b.N, b.In))
	}
	c.out.Beside = &b
	return nil
}

func (r Row) codes() []string {
	if len(r.Parts) > 0 {
		return r.Parts
	}
	return []string{r.Area}
}

// member is what stands for a council that a list names, or why nothing does.
func (c combining) member(code string, year int, used map[string]string) (row Row, reason string, err error) {
	codes, reason := c.changes.Standing(code, year)
	if reason != "" {
		return row, reason, nil
	}
	own := c.changes.Successors(c.s.Area, year)
	for _, x := range codes {
		if slices.Contains(own, x) {
			return row, "it is part of one's own authority", nil
		}
		if by, taken := used[x]; taken {
			return row, fmt.Sprintf("%s stands for %s already", x, by), nil
		}
	}
	row, err = c.pooled(code, year, codes)
	return row, "", err
}

func averageOf(values []decimal.Decimal) Average {
	a := Average{N: len(values)}
	if a.N == 0 {
		return a
	}
	values = slices.Clone(values)
	total := decimal.Sum(values[0], values[1:]...)
	quantile.Sort(values)
	median, _ := quantile.Median(values)
	a.Mean, a.Median = decimal.NewNullDecimal(total.DivRound(decimal.NewFromInt(int64(a.N)), places)), decimal.NewNullDecimal(median)
	return a
}

// name is a council as a sentence has it.
func (c combining) name(code string) string {
	if n := c.names[code]; n != "" {
		return n
	}
	return code
}

// answer says what became of each divided council, and what the comparison would rest on without.
func (c combining) answer() string {
	var said []string
	for _, area := range c.areas() {
		if s := c.divided(area); s != "" {
			said = append(said, s)
		}
	}
	b := c.out.Beside
	if b == nil {
		return strings.Join(said, ". ") + stop(said)
	}
	without := fmt.Sprintf("the comparison of %s rests on %s of %s", c.name(b.Area), spelled(b.N), councils(b.In))
	if b.LeftOut.N < b.N {
		without = fmt.Sprintf("without them the comparison of %s would rest on %s, not %s", c.name(b.Area), councils(b.LeftOut.N), spelled(b.N))
	}
	if len(said) == 0 {
		return strings.ToUpper(without[:1]) + without[1:] + "."
	}
	return strings.Join(said, ". ") + "; " + without + "."
}

func stop(said []string) string {
	if len(said) == 0 {
		return ""
	}
	return "."
}

// divided is the sentence of a council that was split; empty for others.
func (c combining) divided(area string) string {
	var on Change
	successors := 0
	for _, x := range c.changes.all {
		if x.From == area && x.Kind == Split {
			on, successors = x, successors+1
		}
	}
	if successors < 2 {
		return ""
	}
	var before, after *Row
	for i, r := range c.out.Rows {
		if r.Area != area || !r.Value.Valid {
			continue
		}
		if r.Label == IsPooled {
			after = &c.out.Rows[i]
		} else if after == nil {
			before = &c.out.Rows[i]
		}
	}
	said := fmt.Sprintf("%s was divided in %d", c.name(area), on.On.Time().Year())
	if after == nil {
		return said
	}
	per := "per " + grouped(c.s.Per)
	if c.s.Per == 100 {
		per = "per cent"
	}
	verb := c.s.Verb
	switch {
	case verb != "":
	case strings.Contains(strings.ToLower(c.s.Measure), "looked after"):
		verb = "look after"
	default:
		verb = "have"
	}
	said += fmt.Sprintf("; taken together its %s successors %s %s %s", spelled(successors), verb, after.Value.Decimal.StringFixed(c.s.Places), per)
	if before != nil && !c.broken(before.Year, after.Year) {
		switch after.Value.Decimal.Cmp(before.Value.Decimal) {
		case -1:
			said += ", down from " + before.Value.Decimal.StringFixed(c.s.Places)
		case 1:
			said += ", up from " + before.Value.Decimal.StringFixed(c.s.Places)
		default:
			said += ", as before"
		}
	}
	return said
}

// broken says whether a break that cannot be compared lies between two years.
func (c combining) broken(from, to int) bool {
	return slices.ContainsFunc(c.out.Breaks, func(b Break) bool {
		return b.Comparable == No && from < b.Year && b.Year <= to && !(c.s.Link && b.LinkFactor.Valid)
	})
}

func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func councils(n int) string {
	if n == 1 {
		return "one council"
	}
	return spelled(n) + " councils"
}

func spelled(n int) string {
	if words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}; n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// Answer is the combination in a sentence or two.
func (c Combination) Answer() string { return c.Words }
