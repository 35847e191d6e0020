package reserves

import "github.com/shopspring/decimal"

// Cover is how long a balance lasts at a yearly draw.
type Cover struct {
	Reading Reading         `json:"reading"`
	Draw    decimal.Decimal `json:"draw"`
	// DrawBasis is mean, last, largest or planned, of draws; mean_fall or last_fall, of the balances. DrawYears is how many
	// years it is of.
	DrawBasis string `json:"draw_basis"`
	DrawYears int    `json:"draw_years"`
	State     State  `json:"state"`
	// Years and Months are the time until the balance is used up, absent unless it Falls; WholeMonths is rounded down.
	Years       decimal.NullDecimal `json:"years"`
	Months      decimal.NullDecimal `json:"months"`
	WholeMonths *int                `json:"whole_months"`
	// To is "nil" or "minimum".
	To string `json:"to"`
}

// Last says how long a balance lasts at a yearly draw until it is down to a floor: in years and months, and in whole months
// rounded down. A balance that is exactly at the floor falls in 0 months.
func Last(balance, draw, floor decimal.Decimal) (state State, years, months decimal.Decimal, whole int) {
	switch left := balance.Sub(floor); {
	case left.IsNegative():
		return AlreadyBelow, years, months, 0
	case !draw.IsPositive():
		return NotFalling, years, months, 0
	default:
		twelve := left.Mul(decimal.NewFromInt(12))
		quotient, _ := twelve.QuoRem(draw, 0)
		return Falls, left.DivRound(draw, places), twelve.DivRound(draw, places), int(quotient.IntPart())
	}
}

func coverOf(b Balance, basis basis, floor decimal.Decimal, to string) Cover {
	c := Cover{Reading: b.Reading, Draw: basis.draw, DrawBasis: basis.name, DrawYears: basis.years, To: to}
	state, years, months, whole := Last(b.Balance, basis.draw, floor)
	c.State = state
	if state == Falls {
		c.Years, c.Months, c.WholeMonths = decimal.NewNullDecimal(years), decimal.NewNullDecimal(months), &whole
	}
	return c
}

func (c Cover) equal(o Cover) bool {
	return c.Reading == o.Reading && c.Draw.Equal(o.Draw) && c.DrawBasis == o.DrawBasis && c.DrawYears == o.DrawYears && c.State == o.State &&
		same(c.Years, o.Years) && same(c.Months, o.Months) && c.To == o.To && (c.WholeMonths == nil) == (o.WholeMonths == nil) && (c.WholeMonths == nil || *c.WholeMonths == *o.WholeMonths)
}
