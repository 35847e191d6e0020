package finance

import "github.com/shopspring/decimal"

// Row is a line as its statement prints it: in its unit and with its signs, unrounded.
type Row struct {
	Service, Group             string
	Budget, Forecast, Reserves decimal.Decimal
	// OriginalBudget, Actual and Commitments where the line gives them.
	OriginalBudget, Actual, Commitments decimal.NullDecimal
	// Variance has the sign of the convention; for two unsigned columns it is the size, and Direction says which column.
	Variance decimal.Decimal
	// Percent is the variance, with the sign that is printed, as per cent of the budget.
	Percent   Percentage
	Direction Direction
}

// Row gives a line in the unit and with the signs of the statement.
func (s Statement) Row(l Line) Row {
	c, v := s.Convention, l.Variance()
	net := func(pounds decimal.Decimal) decimal.Decimal {
		if l.Income {
			pounds = c.readIncome(pounds)
		}
		return s.Unit.FromPounds(pounds)
	}
	given := func(amount decimal.NullDecimal) decimal.NullDecimal {
		return decimal.NullDecimal{Decimal: net(amount.Decimal), Valid: amount.Valid}
	}
	return Row{
		Service: l.Service, Group: l.Group,
		Budget: net(l.Budget), Forecast: net(l.Forecast), Reserves: s.Unit.FromPounds(c.readReserves(l.Reserves)),
		OriginalBudget: given(l.OriginalBudget), Actual: given(l.Actual), Commitments: given(l.Commitments),
		Variance: s.Unit.FromPounds(c.Print(v)), Percent: Percentage{Part: c.Print(v), Whole: l.Budget},
		Direction: v.Direction(),
	}
}

// Working is the sum that gives the variance of a line, as its table does it: "53,387 + 0 - 41,300 = 12,087", or "41,300 -
// 53,387 - 0 = -12,087" where underspends are positive.
func (s Statement) Working(l Line) string {
	return s.tieWorking(l) + " = " + plain(s.Unit.FromPounds(s.printVariance(l.Variance().Amount)))
}
