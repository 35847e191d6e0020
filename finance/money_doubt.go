package finance

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// UnitDoubt is an amount whose unit is probably not the one printed: "£12.087" beside a table that says 12,087 in £k, or
// "£4.170k" where £4.170m is meant.
type UnitDoubt struct {
	Money Money
	// Factor is what the amount must be multiplied by to be what is meant; zero when only its form is odd.
	Factor decimal.Decimal
	// Beside is the amount of the table that it matches then, in pounds.
	Beside decimal.Decimal
	// Reason is a sentence for the reader.
	Reason string
}

// Doubt holds an amount against the amounts of the table that it speaks of, in pounds. It matches none of them as it
// stands, but one when a unit is supplied, corrected (a factor of 1,000 or a million) or a digit shifted (a factor of
// 10): then its unit is in doubt. Amounts of fewer than three digits match too easily to be judged. Without a match an
// amount is still doubted when it has three or more decimal places and no scale, as no pounds and pence have; ok is
// false when there is no doubt.
func (m Money) Doubt(beside ...decimal.Decimal) (doubt UnitDoubt, ok bool) {
	if !m.HasAmount() || m.Pounds.IsZero() {
		return UnitDoubt{}, false
	}
	for _, amount := range beside {
		if m.prints(amount, decimal.New(1, 0)) {
			return UnitDoubt{}, false
		}
	}
	if m.Pounds.Normalize().NumDigits() >= 3 {
		for _, power := range [...]int32{3, 6, -3, -6, 1, -1} {
			factor := decimal.New(1, power)
			for _, amount := range beside {
				if m.prints(amount, factor) {
					reason := fmt.Sprintf("%q is %s, the table says %s: a unit is missing or wrong", m.Text, inPounds(m.Pounds), inPounds(amount))
					return UnitDoubt{m, factor, amount, reason}, true
				}
			}
		}
	}
	if m.Style.Unit == Pounds && m.Style.Suffix == "" && m.Style.Places >= 3 {
		return UnitDoubt{Money: m, Reason: fmt.Sprintf("%q has %d decimal places of a pound: is £m or £k missing?", m.Text, m.Style.Places)}, true
	}
	return UnitDoubt{}, false
}

// prints reports whether an amount of the table, or its opposite, would be printed as m times factor.
func (m Money) prints(amount, factor decimal.Decimal) bool {
	gap := m.Pounds.Mul(factor).Abs().Sub(amount.Abs()).Abs()
	return gap.LessThanOrEqual(half(m.Step.Mul(factor)))
}

func inPounds(d decimal.Decimal) string {
	return MoneyStyle{Pound: true, Grouped: true, Places: min(max(0, -d.Normalize().Exponent()), 6)}.Print(d)
}
