package series

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Point is one period of a series. A quantity that the file does not have, or shows as missing, is not valid.
type Point struct {
	// Period is the label of the period, as the file writes it.
	Period string
	// Value is the measure itself: a rate, a percentage, a number of children.
	Value decimal.NullDecimal
	// Lower and Upper are the 95 % interval of Value.
	Lower, Upper decimal.NullDecimal
	// Count and Denominator are whole numbers: children with the property, and children at risk of it.
	Count, Denominator decimal.NullDecimal
	// Percent says that value, lower and upper carry a per cent sign: 85.2 is 85.2 %.
	Percent bool
	// Line is where the point stands in its file, from 1; 0 when it comes from elsewhere.
	Line int
}

// Schema is the columns of a series, of which need must be there beside the period.
func Schema(need ...string) table.Schema {
	schema := table.Schema{
		Name: "series.csv", Label: "period", Across: &table.Across{Column: "period", Is: namesPeriod},
		Columns: []table.Column{{ID: "period", Label: "Period", Synonyms: []string{"Month", "Year", "Quarter", "Date", "Time period"}, Need: "say which month, quarter or year this is"}},
	}
	for _, id := range [...]string{"value", "lower", "upper", "count", "denominator"} {
		kind := table.KindFigure
		if id == "count" || id == "denominator" {
			kind = table.KindCount
		}
		schema.Columns = append(schema.Columns, table.Column{
			ID: id, Kind: kind, Optional: !slices.Contains(need, id), Blank: true, Gaps: true, Dash: table.DashMissing, Rate: id == "lower" || id == "upper",
		})
	}
	return schema
}

// namesPeriod says whether a heading is the period of a series, which may leave out its year.
func namesPeriod(heading string) bool {
	_, ok := ParsePeriod(heading)
	return ok || table.IsMonthName(heading)
}

// Read reads delimited text as [Of] reads a table; the notes on its table are left to that.
func Read(r io.Reader, need ...string) ([]Point, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	points, _, err := Of(g, table.Options{}, need...)
	return points, err
}

// Of reads a series from a table, and puts it in order of time where its labels tell it: see [Notes] for what to say about
// that. need names the columns, beside period, that it must have; the other quantities are optional. A total or an average
// of the periods is none and left out, which the notes of the table say. Errors are a [*figure.Fault] or [figure.Faults].
func Of(g *table.Grid, o table.Options, need ...string) (points []Point, notes []string, err error) {
	t, err := Schema(need...).Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	c := columnsOf(t)
	faults := t.Faults
	lines := t.Lines()
	seen := newLabels(len(lines))
	points = make([]Point, 0, len(lines))
	for _, i := range lines {
		p, fault := c.point(i)
		if fault != nil && t.FaultOf(i) == nil {
			faults = append(faults, fault)
		}
		points = append(points, p)
		if first, twice := seen.add(points); twice {
			faults = append(faults, t.Fault(i, "period", "twice", fmt.Sprintf("the period %q stands twice, first in line %d", p.Period, points[first].Line), "remove one"))
		}
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	if err := alike(points); err != nil {
		return nil, nil, err
	}
	return points, t.Notes, arrange(points)
}

// columns are the columns of a series as read.
type columns struct {
	t                                               *table.Records
	period, value, lower, upper, count, denominator *table.Values
}

func columnsOf(t *table.Records) columns {
	return columns{t, t.Column("period"), t.Column("value"), t.Column("lower"), t.Column("upper"), t.Column("count"), t.Column("denominator")}
}

// point is one record.
func (c columns) point(i int) (Point, *figure.Fault) {
	p := Point{Period: c.period.Text(i), Line: c.t.Line(i), Count: c.count.Null(i), Denominator: c.denominator.Null(i)}
	marks := 0
	for _, held := range [...]struct {
		values *table.Values
		into   *decimal.NullDecimal
	}{{c.value, &p.Value}, {c.lower, &p.Lower}, {c.upper, &p.Upper}} {
		if !held.values.Has(i) {
			continue
		}
		if form := held.values.Numbers().Form(i); form == (column.Form{State: column.Value, Places: form.Places}) {
			// A plain number, as most are.
			if marks > 0 && p.Percent {
				return p, c.t.Fault(i, held.values.ID(), "wrong_unit", "some figures of the row have a per cent sign and some none", "write all alike")
			}
			marks++
			*held.into = held.values.Null(i)
			continue
		}
		f := held.values.Figure(i)
		percent := f.Unit.Measure == figure.Percent
		switch {
		case f.Kind == figure.Range || !percent && f.Unit != (figure.Unit{}):
			return p, c.t.Fault(i, held.values.ID(), "wrong_unit", fmt.Sprintf("%q is no plain number", f.Text), "write a number, or a number of per cent")
		case marks > 0 && percent != p.Percent:
			return p, c.t.Fault(i, held.values.ID(), "wrong_unit", "some figures of the row have a per cent sign and some none", "write all alike")
		}
		p.Percent, marks = percent, marks+1
		*held.into = held.values.Null(i)
	}
	return p, nil
}

// alike refuses a series of which some figures carry a per cent sign and others none: 0.85 beside 84.9 % is either
// 85 per cent or less than one.
func alike(points []Point) error {
	var marked, bare *Point
	for i := range points {
		p := &points[i]
		if !p.Value.Valid && !p.Lower.Valid && !p.Upper.Valid {
			continue
		}
		if p.Percent {
			marked = p
		} else {
			bare = p
		}
	}
	if marked == nil || bare == nil {
		return nil
	}
	return &figure.Fault{
		Code: figure.BadValue, Place: figure.Place{Line: max(marked.Line, bare.Line)}, Heading: "value",
		Problem: fmt.Sprintf("the figure of %s has a per cent sign and that of %s none: write all alike", marked.Period, bare.Period),
	}
}

// Values are the values as float64, for the statistics. The error is a [*figure.Fault] at the first missing value.
func Values(points []Point) ([]float64, error) {
	values := make([]float64, len(points))
	for i, p := range points {
		if !p.Value.Valid {
			return nil, p.missing("value")
		}
		values[i] = number(p.Value.Decimal)
	}
	return values, nil
}

// number is a decimal as the nearest float.
func number(d decimal.Decimal) float64 {
	n, small := fixed.Of(d)
	if small && n.Exponent <= 0 && -n.Exponent < int32(len(powers)) && n.Units > -exact && n.Units < exact {
		return float64(n.Units) / powers[-n.Exponent] // both exact: the quotient is the nearest float
	}
	return d.InexactFloat64()
}

// exact is below what every whole number is a float64, as are the powers of ten.
const exact = 1 << 53

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// Counts are the counts and denominators. The error is a [*figure.Fault] at the first that is missing.
func Counts(points []Point) (counts, denominators []int, err error) {
	for _, p := range points {
		if !p.Count.Valid {
			return nil, nil, p.missing("count")
		}
		if !p.Denominator.Valid {
			return nil, nil, p.missing("denominator")
		}
		count, ok := checked.Int(p.Count.Decimal)
		if !ok {
			return nil, nil, p.uncountable("count", p.Count.Decimal)
		}
		denominator, ok := checked.Int(p.Denominator.Decimal)
		if !ok {
			return nil, nil, p.uncountable("denominator", p.Denominator.Decimal)
		}
		counts, denominators = append(counts, count), append(denominators, denominator)
	}
	return counts, denominators, nil
}

func (p Point) uncountable(name string, value decimal.Decimal) error {
	return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: p.Line}, Heading: name, Value: value.String(), Problem: fmt.Sprintf("the %s of %s is %s: a count is a whole number, and not more than there are people", name, p.Period, value)}
}

func (p Point) missing(name string) error {
	return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: p.Line}, Heading: name, Problem: fmt.Sprintf("the %s of %s is missing: no method here can bridge a gap; start the series after it", name, p.Period)}
}

// Year is the year of a yearly period: 2025, 31/03/2025, 2025-03-31, or the year in which a financial or academic year
// ends, as in 2024-25, 2024/25, 202425 and 2024/2025.
func Year(period string) (int, error) {
	p, ok := ParsePeriod(period)
	switch {
	case ok && p.Grain == Years:
		return p.Index, nil
	case ok && p.Grain == Days:
		d, _ := parseDay(strings.TrimSpace(period))
		return d.Year(), nil
	}
	return 0, fmt.Errorf("%q is not a year: write 2025 or 2024-25", period)
}
