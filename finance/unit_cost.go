package finance

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Denominator is what a unit cost is divided by. It is always named, because figures by different ones do not compare.
// The zero value is [CareDays].
type Denominator int

const (
	// CareDays is the days of care given in the year: the unit cost a day of the DfE's LAIT, where a year's figure may be
	// provisional on the care days of the year before.
	CareDays Denominator = iota
	// AverageSupported is the average number of children supported over the year: gross expenditure in the year by the
	// average number (House of Commons, 1998-99, Health, table 5.3.1).
	AverageSupported
	// MeanOfTwoCounts is the mean of the counts at 31 March before and after the year (Department of Health, 1999).
	MeanOfTwoCounts
)

var denominatorNames = enum.Of("Denominator", "care_days", "average_supported", "mean_of_two_counts")

// String is care_days, average_supported or mean_of_two_counts.
func (d Denominator) String() string { return denominatorNames.String(int(d)) }

// MarshalText writes the name of the denominator.
func (d Denominator) MarshalText() ([]byte, error) { return denominatorNames.Marshal(int(d)) }

// UnmarshalText reads the name of a denominator.
func (d *Denominator) UnmarshalText(text []byte) error {
	return enum.Unmarshal(denominatorNames, text, d)
}

// UnitCost is an expenditure by a named denominator.
type UnitCost struct {
	// Expenditure is in pounds; say whether it is gross or net beside it.
	Expenditure decimal.Decimal
	By          Denominator
	// Count is the days of care, or the children.
	Count decimal.Decimal
}

// UnitCostByCounts is the unit cost by the mean of two counts of children at 31 March.
func UnitCostByCounts(expenditure decimal.Decimal, before, after int) UnitCost {
	return UnitCost{expenditure, MeanOfTwoCounts, half(decimal.NewFromInt(int64(before)).Add(decimal.NewFromInt(int64(after))))}
}

// Value is the expenditure a day, or a child and year, rounded to so many places. Without days or children it is
// [ErrUndefined].
func (u UnitCost) Value(places int32) (decimal.Decimal, error) {
	if !u.Count.IsPositive() {
		return decimal.Decimal{}, fmt.Errorf("a unit cost by %s needs more than zero, not %s: %w", u.By, u.Count, ErrUndefined)
	}
	return u.Expenditure.DivRound(u.Count, places), nil
}

// Weekly is the expenditure a child and week, rounded to so many places, by the annual factor where the denominator is a
// number of children.
func (u UnitCost) Weekly(factor AnnualFactor, places int32) (decimal.Decimal, error) {
	if _, err := u.Value(places); err != nil {
		return decimal.Decimal{}, err
	}
	if u.By == CareDays {
		return u.Expenditure.Mul(decimal.NewFromInt(7)).DivRound(u.Count, places), nil
	}
	weeks, divisor := factor.Weeks()
	return u.Expenditure.Mul(divisor).DivRound(u.Count.Mul(weeks), places), nil
}
