package demand

import "github.com/shopspring/decimal"

// Null is the number as JSON has it, null for a missing one, and why it is missing: nil for a number.
func (v Value) Null() (number decimal.NullDecimal, why *Missing) {
	if !v.present {
		return decimal.NullDecimal{}, &v.missing
	}
	return decimal.NewNullDecimal(v.number), nil
}

// FromNull is the value that [Value.Null] took apart. A null without a reason is [Blank].
func FromNull(number decimal.NullDecimal, why *Missing) Value {
	switch {
	case number.Valid:
		return Number(number.Decimal)
	case why != nil:
		return Absent(*why)
	}
	return Value{}
}
