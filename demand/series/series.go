package series

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

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

// Read reads a file of a series. need names the columns, beside period, that it must have; the other quantities are
// optional. Errors are a [*figure.Fault], or what the reader itself returned.
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
		if n := len(points); n > 0 && backwards(points[n-1].Period, p.Period) {
			return nil, row.Fault("period", fmt.Sprintf("%q comes after %q: put the rows in order of time", p.Period, points[n-1].Period))
		}
		points = append(points, p)
	}
	return points, nil
}

func readPoint(row table.Row) (Point, error) {
	p := Point{Period: row.Get("period"), Line: row.Line}
	if p.Period == "" {
		return p, row.Fault("period", "the period is blank: say which month, quarter or year this is")
	}
	quantities := p.quantities()
	for _, name := range quantityNames {
		text := row.Get(name)
		if _, missing := figure.ParseReason(text); missing || text == "-" {
			continue
		}
		value, err := figure.ParseDecimal(text)
		if err != nil {
			return p, row.Refuse(name, err)
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

// backwards reports whether next lies before previous. Only labels made of digits and hyphens, of one length, sort as
// dates do.
func backwards(previous, next string) bool {
	dated := func(s string) bool { return len(s) >= 4 && strings.Trim(s, "0123456789-") == "" }
	return len(previous) == len(next) && dated(previous) && dated(next) && next < previous
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
	digits := strings.NewReplacer("-", "", "/", "").Replace(strings.TrimSpace(period))
	year, rest := 0, ""
	if n, err := strconv.Atoi(digits); err == nil && n > 0 && len(digits) >= 4 {
		year, _ = strconv.Atoi(digits[:4])
		rest = digits[4:]
	}
	next := strconv.Itoa(year + 1)
	switch {
	case year < 1900 || year > 2199:
		if d, err := time.Parse("02/01/2006", strings.TrimSpace(period)); err == nil {
			return d.Year(), nil
		}
	case rest == "":
		return year, nil
	case rest == next[2:] || rest == next:
		return year + 1, nil
	case len(rest) == 4:
		if d, err := time.Parse(time.DateOnly, strings.TrimSpace(period)); err == nil {
			return d.Year(), nil
		}
	}
	return 0, fmt.Errorf("%q is not a year: write 2025 or 2024-25", period)
}
