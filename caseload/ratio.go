package caseload

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Ratio is one sum over another, kept apart, so that nothing is rounded before it is printed and every figure can show
// how it was made. The zero value is not defined.
type Ratio struct {
	// Definition says what is divided by what: "cases / FTE of workers holding at least one case".
	Definition  string          `json:"definition"`
	Numerator   decimal.Decimal `json:"numerator"`
	Denominator decimal.Decimal `json:"denominator"`
	// Percent says that the ratio is printed as a number of per cent: 19.4, never 0.194.
	Percent bool `json:"percent,omitempty"`
}

// exact is the value, times 100 when the ratio is a percentage.
func (r Ratio) exact() figure.Ratio {
	if r.Percent {
		return figure.Ratio{Numerator: r.Numerator.Shift(2), Denominator: r.Denominator}
	}
	return figure.Ratio{Numerator: r.Numerator, Denominator: r.Denominator}
}

// Defined reports whether the ratio has a value: its denominator is not zero.
func (r Ratio) Defined() bool { return r.exact().Defined() }

// Round is the value to so many decimal places, half away from zero. ok is false when the denominator is zero.
func (r Ratio) Round(places int32) (value decimal.Decimal, ok bool) { return r.exact().Round(places) }

// Cmp compares the exact value with v: −1 when it is below, 0 when it is equal, 1 when it is above. A float would call
// 209 of 190 more than 110 per cent. ok is false when the ratio is not defined.
func (r Ratio) Cmp(v decimal.Decimal) (order int, ok bool) {
	if !r.Defined() {
		return 0, false
	}
	return r.exact().CmpDecimal(v), true
}

// Equal reports whether two ratios have the same definition and the same sums.
func (r Ratio) Equal(other Ratio) bool {
	return r.Definition == other.Definition && r.Percent == other.Percent &&
		r.Numerator.Equal(other.Numerator) && r.Denominator.Equal(other.Denominator)
}

// Working is the sum that was done, to so many places: "2727 / 141.9 = 19.2".
func (r Ratio) Working(places int32) string {
	times, unit := "", ""
	if r.Percent {
		times, unit = " × 100", " %"
	}
	value, ok := r.Round(places)
	if !ok {
		return fmt.Sprintf("%s / %s%s is not defined", r.Numerator, r.Denominator, times)
	}
	return fmt.Sprintf("%s / %s%s = %s%s", r.Numerator, r.Denominator, times, value.StringFixed(places), unit)
}

// one is what a figure that is no ratio is divided by.
var one = decimal.NewFromInt(1)

// count is a number of workers or children as a decimal.
func count(n int) decimal.Decimal {
	if n >= 0 && n < len(counts) {
		return counts[n]
	}
	return decimal.NewFromInt(int64(n))
}

// counts are the caseloads of nearly all workers, which share them: a decimal never changes.
var counts = func() (counts [100]decimal.Decimal) {
	for n := range counts {
		counts[n] = decimal.NewFromInt(int64(n))
	}
	return counts
}()

// percentOf is a ratio of counts in per cent.
func percentOf(definition string, part, whole int) Ratio {
	return Ratio{Definition: definition, Numerator: count(part), Denominator: count(whole), Percent: true}
}
