package rag

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// clash says why two values of one measure cannot be held against each other as they are written; nothing when they can.
// Pounds are no per cent. Beside a value with a per cent sign a bare one of 1 or less may be a fraction or a number of per
// cent: 0.9 beside 88% is 90 % or less than one. And of two bare ones a fraction beside about a hundred times as much,
// 0.88 beside 90, is a proportion beside a percentage. Neither is guessed: 88 would pass a target of 0.9 by 87. Two exact values are taken at their word: whoever made them knows their unit.
func clash(a, b Value) string {
	if !a.known || !b.known || a.text == "" && b.text == "" {
		return ""
	}
	if a.measure != b.measure && a.measure != uint8(figure.Plain) && b.measure != uint8(figure.Plain) && !(a.percents() && b.percents()) {
		return fmt.Sprintf("%s and %s are of two units", a, b)
	}
	if a.percents() != b.percents() {
		signed, bare := a, b
		if b.percents() {
			signed, bare = b, a
		}
		if bare.measure == uint8(figure.Plain) && !bare.number.IsZero() && !beyondOne(bare.number) && beyondOne(signed.number) {
			return fmt.Sprintf("%s has a per cent sign and %s none: write %s%% or %s%%", signed, bare, bare.number.Shift(2), bare.number)
		}
		return ""
	}
	if a.measure != b.measure {
		return thousandfold(a, b)
	}
	if a.measure != uint8(figure.Plain) {
		return ""
	}
	small, large := a, b
	if beyondOne(small.number) {
		small, large = b, a
	}
	if small.number.IsZero() || small.number.Exponent() >= 0 || beyondOne(small.number) || !beyondOne(large.number) {
		return ""
	}
	if about(large.number, small.number.Shift(2)) {
		return fmt.Sprintf("%s may be a fraction and %s a number of per cent: write both with a per cent sign", small, large)
	}
	return ""
}

// thousandfold finds pounds beside a bare number of which they are about a thousand or a million times as much: £1.2m
// beside 1,250, which is likely in £k.
func thousandfold(a, b Value) string {
	for _, power := range [...]int32{3, 6} {
		if about(a.number, b.number.Shift(power)) || about(b.number, a.number.Shift(power)) {
			return fmt.Sprintf("%s and %s are about a factor of %s apart, and one has no unit: write both with theirs", a, b, decimal.New(1, power))
		}
	}
	return ""
}

// about reports whether two numbers of one sign are within a factor of two of each other.
func about(a, b decimal.Decimal) bool {
	two := decimal.NewFromInt(2)
	a, b = a.Abs(), b.Abs()
	return a.IsPositive() && a.LessThanOrEqual(b.Mul(two)) && b.LessThanOrEqual(a.Mul(two))
}

// percents reports whether a value carries a per cent sign, or says that it is in percentage points.
func (v Value) percents() bool {
	return v.measure == uint8(figure.Percent) || v.measure == uint8(figure.Points)
}

// beyondOne reports whether the size of a number is above 1. A number is compared by its digits first, because nearly
// every figure of a scorecard has more before the point than one.
func beyondOne(d decimal.Decimal) bool {
	if int32(d.NumDigits())+d.Exponent() > 1 {
		return !d.IsZero()
	}
	return d.Abs().GreaterThan(decimal.NewFromInt(1))
}

// unlikeMoney says that a tolerance in money cannot be held against a figure of which nobody said that it is in pounds: 50,000
// pounds beside a bare 41,300 of a column in £k. An exact number is taken at its word.
func unlikeMoney(actual Value, allowances ...Allowance) string {
	if actual.text == "" || actual.measure == uint8(figure.Pounds) {
		return ""
	}
	for _, a := range allowances {
		if a.money() {
			return fmt.Sprintf("the tolerance %s is money and %s has no £: write the figure with its unit, or the tolerance without", a, actual)
		}
	}
	return ""
}

// tooWide says that a tolerance in points cannot be meant for fractions: 5 points of 0.88 against 0.9 would allow
// everything.
func tooWide(actual Value, target decimal.Decimal, a Allowance) string {
	x, one := actual.number, decimal.NewFromInt(1)
	if actual.text == "" || actual.measure != uint8(figure.Plain) || a.least().LessThan(one) || x.Exponent() >= 0 && target.Exponent() >= 0 || target.IsZero() || beyondOne(x) || beyondOne(target) {
		return ""
	}
	return fmt.Sprintf("a tolerance of %s allows every figure between 0 and 1: write the figures in per cent, or the tolerance as a fraction", a)
}
