package finance

import "github.com/shopspring/decimal"

// Pressure is one listed reason of a variance.
type Pressure struct {
	Name string
	// Amount is in pounds, positive when it adds to an overspend.
	Amount decimal.Decimal
}

// Explanation holds a list of pressures against the variance that it explains.
type Explanation struct {
	Variance Variance
	// Listed is the sum of the pressures.
	Listed decimal.Decimal
	// Residual is the part of the variance that the list does not explain. Negative beside an overspend, other services
	// or lines underspend by it: the listed contributors may exceed the variance, which is no fault.
	Residual Variance
	// Shares is each pressure as per cent of the variance, in the order of the list.
	Shares []Percentage
}

// Explain holds a list of pressures against a variance: Oldham's month 4 of 2024/25 lists 12,267 against 12,087, which
// leaves −180.
func Explain(v Variance, pressures []Pressure) Explanation {
	e := Explanation{Variance: v}
	for _, p := range pressures {
		e.Listed = e.Listed.Add(p.Amount)
		e.Shares = append(e.Shares, Percentage{Part: p.Amount, Whole: v.Amount})
	}
	e.Residual = Variance{v.Amount.Sub(e.Listed)}
	return e
}
