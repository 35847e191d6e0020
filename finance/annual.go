package finance

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// AnnualFactor is how many weeks a weekly price is multiplied by to be called annual. It is always named, because the
// choice alone moves the answer: £22,085 a week is £1.148m over 52 weeks and £1.152m over 365 days. The zero value is
// [Weeks365].
type AnnualFactor int

const (
	// Weeks365 is 365/7, the weeks of a financial year of 365 days.
	Weeks365 AnnualFactor = iota
	// Weeks366 is 366/7, those of a year with a 29 February.
	Weeks366
	// Weeks52 is 52 whole weeks, 364 days.
	Weeks52
	// Weeks5214 is 52.14, as Devon's answers to requests for information use.
	Weeks5214
	// WeeksJulian is 365.25/7, the average of four years.
	WeeksJulian
	// Weeks53 is 53 weekly pay runs.
	Weeks53
	// Weeks56 is 52 weeks and four weeks of extra allowance (Lincolnshire and Moray: Christmas, birthday, holidays).
	Weeks56
)

// annualFactors are the names and the exact weeks, numerator and denominator.
var annualFactors = [...]struct {
	name           string
	weeks, divisor int64
}{
	{"365/7", 365, 7}, {"366/7", 366, 7}, {"52", 52, 1}, {"52.14", 5214, 100}, {"365.25/7", 1461, 28}, {"53", 53, 1}, {"56", 56, 1},
}

// AnnualFactors are all named factors.
func AnnualFactors() []AnnualFactor {
	return []AnnualFactor{Weeks365, Weeks366, Weeks52, Weeks5214, WeeksJulian, Weeks53, Weeks56}
}

// AnnualFactorOf is the factor of the days of a financial year: 365/7 or 366/7.
func AnnualFactorOf(year FinancialYear) AnnualFactor {
	if year.Days() == 366 {
		return Weeks366
	}
	return Weeks365
}

// known is the factor, or 365/7 for one that does not exist.
func (f AnnualFactor) known() AnnualFactor {
	if f < 0 || int(f) >= len(annualFactors) {
		return Weeks365
	}
	return f
}

// Weeks is the factor as a fraction, exact: 365 and 7.
func (f AnnualFactor) Weeks() (weeks, divisor decimal.Decimal) {
	entry := annualFactors[f.known()]
	return decimal.NewFromInt(entry.weeks), decimal.NewFromInt(entry.divisor)
}

// Annual is a weekly price over the factor, rounded to so many places.
func (f AnnualFactor) Annual(weekly decimal.Decimal, places int32) decimal.Decimal {
	weeks, divisor := f.Weeks()
	return weekly.Mul(weeks).DivRound(divisor, places)
}

// Against is how much more a year costs by this factor than by another, for the same weekly price: the price and places
// as in Annual, rounded once.
func (f AnnualFactor) Against(other AnnualFactor, weekly decimal.Decimal, places int32) decimal.Decimal {
	a, b := f.Weeks()
	c, d := other.Weeks()
	return weekly.Mul(a.Mul(d).Sub(c.Mul(b))).DivRound(b.Mul(d), places)
}

// Ratio is this factor as a change from another, in per cent: 52 weeks is −0.2740 % against 365/7.
func (f AnnualFactor) Ratio(other AnnualFactor) Percentage {
	a, b := f.Weeks()
	c, d := other.Weeks()
	return Percentage{Part: a.Mul(d).Sub(c.Mul(b)), Whole: c.Mul(b)}
}

// String is 365/7, 366/7, 52, 52.14, 365.25/7, 53 or 56.
func (f AnnualFactor) String() string {
	if f.known() != f {
		return fmt.Sprintf("AnnualFactor(%d)", int(f))
	}
	return annualFactors[f].name
}

// MarshalText writes the factor as [AnnualFactor.String] does.
func (f AnnualFactor) MarshalText() ([]byte, error) {
	if f.known() != f {
		return nil, fmt.Errorf("annual factor %d does not exist", int(f))
	}
	return []byte(f.String()), nil
}

// UnmarshalText reads 365/7, 366/7, 52, 52.14, 365.25/7, 53 or 56.
func (f *AnnualFactor) UnmarshalText(text []byte) error {
	for i, entry := range annualFactors {
		if entry.name == strings.TrimSpace(string(text)) {
			*f = AnnualFactor(i)
			return nil
		}
	}
	return fmt.Errorf("annual factor %q: use 365/7, 366/7, 52, 52.14, 365.25/7, 53 or 56", text)
}
