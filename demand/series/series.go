package series

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/internal/table"
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

// quantities are the columns of numbers, and where each goes.
func (p *Point) quantities() map[string]*decimal.NullDecimal {
	return map[string]*decimal.NullDecimal{
		"value": &p.Value, "lower": &p.Lower, "upper": &p.Upper, "count": &p.Count, "denominator": &p.Denominator,
	}
}

var quantityNames = [...]string{"value", "lower", "upper", "count", "denominator"}

// Read reads a file of a series, and puts it in order of time where its labels tell it: see [Notes] for what to say about
// that. need names the columns, beside period, that it must have; the other quantities are optional. Errors are a
// [*figure.Fault], or what the reader itself returned.
func Read(r io.Reader, need ...string) ([]Point, error) {
	t, err := table.Read(r, table.Columns{Required: append([]string{"period"}, need...), Optional: quantityNames[:]})
	if err != nil {
		return nil, err
	}
	if len(t.Rows()) == 0 {
		return nil, &figure.Fault{Code: "no_rows", Place: figure.Place{Line: 1}, Problem: "the file has a header but no rows: a series needs its periods"}
	}
	points := make([]Point, 0, len(t.Rows()))
	seen := map[string]int{}
	for _, row := range t.Rows() {
		p, err := readPoint(row)
		if err != nil {
			return nil, err
		}
		if line, twice := seen[p.Period]; twice {
			return nil, row.Fault("period", fmt.Sprintf("the period %q stands twice, first in line %d", p.Period, line))
		}
		seen[p.Period] = row.Line
		points = append(points, p)
	}
	if err := alike(points); err != nil {
		return nil, err
	}
	return points, arrange(points)
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

func readPoint(row table.Row) (Point, error) {
	p := Point{Period: row.Get("period"), Line: row.Line}
	if p.Period == "" {
		return p, row.Fault("period", "the period is blank: say which month, quarter or year this is")
	}
	quantities := p.quantities()
	marks := 0
	for _, name := range quantityNames {
		text := row.Get(name)
		if _, missing := figure.ParseReason(text); missing || text == "-" {
			continue
		}
		value, percent, err := number(text)
		if err != nil {
			return p, row.Refuse(name, err)
		}
		measured := name != "count" && name != "denominator"
		switch {
		case percent && !measured:
			return p, row.Fault(name, fmt.Sprintf("%q is a percentage: a count is a number of children", text))
		case measured && marks > 0 && percent != p.Percent:
			return p, row.Fault(name, "some figures of the row have a per cent sign and some none: write all alike")
		case measured:
			p.Percent, marks = percent, marks+1
		}
		if name == "count" || name == "denominator" {
			if !value.IsInteger() || value.IsNegative() || value.GreaterThan(decimal.New(1, 15)) {
				return p, row.Fault(name, fmt.Sprintf("%q is not a whole number of 0 or more", text))
			}
		}
		*quantities[name] = decimal.NewNullDecimal(value)
	}
	return p, nil
}

// number reads a cell that is a plain number or a percentage.
func number(text string) (value decimal.Decimal, percent bool, err error) {
	f, err := figure.Parse(text)
	if err == nil && f.Kind == figure.Number && f.Unit.Measure == figure.Percent {
		return f.Base(), true, nil
	}
	value, err = figure.ParseDecimal(text)
	return value, false, err
}

// Values are the values as float64, for the statistics. The error is a [*figure.Fault] at the first missing value.
func Values(points []Point) ([]float64, error) {
	values := make([]float64, len(points))
	for i, p := range points {
		if !p.Value.Valid {
			return nil, p.missing("value")
		}
		values[i] = p.Value.Decimal.InexactFloat64()
	}
	return values, nil
}

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
