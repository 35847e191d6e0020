package demand

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// YearValue is a measure in one year.
type YearValue struct {
	// Year is the year in which the period ends, as in 2025 for 31 March 2025 and for 2024-25.
	Year int
	// Value is the measure; not valid when it is missing.
	Value decimal.NullDecimal
}

// ChangeSettings say how values are compared over time.
type ChangeSettings struct {
	// Percentage says that the values are percentages: their difference is in percentage points, and they have no per
	// cent change, because "3 % higher" would mean two things. Defaults to false.
	Percentage bool
	// Years is the distance that is asked for. Defaults to 1.
	Years int
	// Material is the least size of a change that matters, in units or points. Defaults to none: every change is material.
	Material decimal.NullDecimal
	// MaterialPercent is the same in per cent of the earlier value. Where both are given a change must reach both.
	// Defaults to none.
	MaterialPercent decimal.NullDecimal
}

// Change is the difference between two years.
type Change struct {
	// From and To are the years.
	From, To int
	// Earlier and Later are their values.
	Earlier, Later decimal.Decimal
	// Absolute is later less earlier, exact: in the units of the measure, or in points for percentages.
	Absolute decimal.Decimal
	// Points says that Absolute is in percentage points.
	Points bool
	// Material says that the change reaches what the settings ask for. Reaching it exactly counts.
	Material bool
	// Notes say why there is no per cent change where one was asked about.
	Notes []string
}

// Percent is the change in per cent of the earlier value, rounded half away from zero to so many places. ok is false for
// percentages and where the earlier value is zero or negative: such a share has no meaning.
func (c Change) Percent(places int32) (percent decimal.Decimal, ok bool) {
	if c.Points || c.Earlier.Sign() <= 0 {
		return decimal.Zero, false
	}
	return c.Absolute.Shift(2).DivRound(c.Earlier, places), true
}

// Equal reports whether two changes say the same.
func (c Change) Equal(d Change) bool {
	return c.From == d.From && c.To == d.To && c.Points == d.Points && c.Material == d.Material &&
		c.Earlier.Equal(d.Earlier) && c.Later.Equal(d.Later) && c.Absolute.Equal(d.Absolute)
}

// GapError is a change that would reach across other years than those asked for.
type GapError struct {
	// From and To are the years that were given, Years the distance that was asked for.
	From, To, Years int
}

// Error says which years would do.
func (e *GapError) Error() string {
	return fmt.Sprintf("%d and %d are %d years apart, not %d: a change is not taken across missing years", e.From, e.To, e.To-e.From, e.Years)
}

// MissingValueError is a year whose value is missing.
type MissingValueError struct{ Year int }

// Error names the year.
func (e *MissingValueError) Error() string {
	return fmt.Sprintf("the value of %d is missing: it has no change", e.Year)
}

// ChangeBetween compares two years. The errors are a [*GapError] when they are not the asked number of years apart, and
// a [*MissingValueError].
func ChangeBetween(earlier, later YearValue, s ChangeSettings) (Change, error) {
	years := s.Years
	if years == 0 {
		years = 1
	}
	if later.Year-earlier.Year != years || years < 0 {
		return Change{}, &GapError{From: earlier.Year, To: later.Year, Years: years}
	}
	for _, v := range [...]YearValue{earlier, later} {
		if !v.Value.Valid {
			return Change{}, &MissingValueError{Year: v.Year}
		}
	}
	c := Change{
		From: earlier.Year, To: later.Year, Earlier: earlier.Value.Decimal, Later: later.Value.Decimal,
		Absolute: later.Value.Decimal.Sub(earlier.Value.Decimal), Points: s.Percentage,
	}
	if !s.Percentage && c.Earlier.Sign() <= 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("no per cent change: the value of %d is %s", c.From, c.Earlier))
	}
	c.Material = c.reaches(s)
	return c, nil
}

// reaches compares with the materiality without dividing, so that a change exactly at it is exactly at it.
func (c Change) reaches(s ChangeSettings) bool {
	size := c.Absolute.Abs()
	if s.Material.Valid && size.LessThan(s.Material.Decimal) {
		return false
	}
	if !s.MaterialPercent.Valid || c.Points || c.Earlier.Sign() <= 0 {
		return true
	}
	return size.Shift(2).GreaterThanOrEqual(s.MaterialPercent.Decimal.Mul(c.Earlier))
}

// YearlyChanges compares each year of a series with the year asked for before it, in the order of the series. A year
// that has no such partner, or a missing value on either side, has no entry: the neighbouring row is not its partner
// because it happens to stand beside it.
func YearlyChanges(series []YearValue, s ChangeSettings) []Change {
	years := s.Years
	if years == 0 {
		years = 1
	}
	byYear := make(map[int]YearValue, len(series))
	for _, v := range series {
		byYear[v.Year] = v
	}
	var changes []Change
	for _, later := range series {
		earlier, ok := byYear[later.Year-years]
		if !ok {
			continue
		}
		if c, err := ChangeBetween(earlier, later, s); err == nil {
			changes = append(changes, c)
		}
	}
	return changes
}
