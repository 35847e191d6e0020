package reserves

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// PathYear is a planned year: what it draws, and the usable reserves at its end.
type PathYear struct {
	Year    finance.FinancialYear `json:"year"`
	Draw    decimal.Decimal       `json:"draw"`
	Closing decimal.Decimal       `json:"closing"`
}

// path carries the usable reserves through the planned years.
func (p *Position) path(planned []Draw) error {
	balance, ok := p.of(Usable)
	if len(planned) == 0 || !ok {
		return nil
	}
	start := p.On.Time()
	if next := start.AddDate(0, 0, 1); next.Equal(finance.FinancialYearOf(next).Start()) {
		start = next
	}
	if !start.Equal(planned[0].Year.Start()) {
		p.Notes = append(p.Notes, fmt.Sprintf("no path is drawn: the balances are of %s and the first planned year is %s", p.On.Long(), planned[0].Year))
		return nil
	}
	for i := 1; i < len(planned); i++ {
		if planned[i].Year != planned[i-1].Year+1 {
			return &figure.Fault{
				Code: "gap", Path: "draws", Value: planned[i].Year.String(), Problem: fmt.Sprintf("no draw is given between %s and %s: a path has no gaps", planned[i-1].Year, planned[i].Year),
				Remedy: "give a row for each year, with 0 where nothing is drawn",
			}
		}
	}
	closing := balance.Balance
	for _, d := range planned {
		amount := p.Unit.FromPounds(d.Amount())
		for m := 1; m <= 12; m++ {
			// Twelve times the balance, so that the comparison is exact.
			left := closing.Mul(decimal.NewFromInt(12)).Sub(amount.Mul(decimal.NewFromInt(int64(m))))
			month := monthName(d.Year.Start().AddDate(0, m-1, 0))
			if p.FirstMonthBelowNil == "" && left.IsNegative() {
				p.FirstMonthBelowNil = month
			}
			if p.Minimum.Valid && p.FirstMonthBelowMinimum == "" && left.LessThan(p.Minimum.Decimal.Mul(decimal.NewFromInt(12))) {
				p.FirstMonthBelowMinimum = month
			}
		}
		closing = closing.Sub(amount)
		p.Path = append(p.Path, PathYear{d.Year, amount, closing})
	}
	p.Notes = append(p.Notes, "planned draws are taken in equal twelfths (own convention), and nothing after "+planned[len(planned)-1].Year.String()+" is extrapolated")
	return nil
}
