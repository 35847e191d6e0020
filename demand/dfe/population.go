package dfe

import (
	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
)

// Population is the number of people of an authority by a mid-year estimate, with its year, for [demand.Rate]. basis names
// the series ("rebased after the 2021 census"). The error is an [*AskError]; ok is false where the estimate is missing.
func (d *Data) Population(area, indicator, year, basis string) (p demand.Population, ok bool, err error) {
	at, err := d.place(area)
	if err != nil {
		return p, false, err
	}
	figures, _, _, err := d.Figures(indicator, year)
	if err != nil {
		return p, false, err
	}
	number, ok := figures[d.areas[at].Code].Decimal()
	if !ok {
		return p, false, nil
	}
	count, ok := checked.Int(number)
	if !ok {
		return p, false, nil
	}
	p = demand.Population{Number: count, Basis: basis}
	p.Year, _ = Period{Text: year}.Year()
	return p, true, nil
}
