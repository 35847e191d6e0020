package flow

import (
	"math"
	"slices"
)

// widen adds the uncertainty of estimated rates to every variance of p, to first order: a rate from n events in a number
// of child-days has the standard deviation √n over that number, and the difference it makes to the expected stock is what
// the projection itself says when the rate is that much higher. Rates are independent of one another.
func (m Model) widen(p *Projection, stock []Children, s Settings, reports func(day int) bool) error {
	ends := map[int]bool{}
	for _, periods := range [...][]Period{p.Months, p.Quarters} {
		for _, period := range periods {
			ends[p.endOf(period)] = true
		}
	}
	wanted := func(day int) bool { return reports(day) || ends[day] }
	base, err := m.project(stock, s, wanted)
	if err != nil {
		return err
	}
	for _, higher := range m.oneHigher() {
		moved, err := higher.project(stock, s, wanted)
		if err != nil {
			return err
		}
		byDay := map[int][]float64{}
		for i, moment := range moved.Moments {
			byDay[moment.Day] = difference(moment.Mean, base.Moments[i].Mean)
		}
		p.spread(byDay)
	}
	return nil
}

// endOf is the day on which a period's stock is taken.
func (p *Projection) endOf(period Period) int {
	last := p.Moments[len(p.Moments)-1].Day
	return min(daysBetween(p.Start, period.To), last)
}

// oneHigher are the models in which one estimated rate is a standard deviation higher; lower where the rates would sum to
// more than 1.
func (m Model) oneHigher() []Model {
	var models []Model
	for i, r := range m.Rates {
		if r.Events == 0 {
			continue
		}
		changed := m
		changed.Rates = slices.Clone(m.Rates)
		sd := math.Sqrt(float64(r.Events)) / float64(r.ChildDays)
		changed.Rates[i].PerDay += sd
		if changed.Check() != nil {
			changed.Rates[i].PerDay = max(r.PerDay-sd, 0)
		}
		models = append(models, changed)
	}
	for i, e := range m.Entries {
		if e.Events == 0 {
			continue
		}
		changed := m
		changed.Entries = slices.Clone(m.Entries)
		changed.Entries[i].PerDay += math.Sqrt(float64(e.Events)) / float64(e.Days)
		models = append(models, changed)
	}
	return models
}

func difference(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}

// spread adds the outer product of the differences to the covariance of each day, and their squares to the periods.
func (p *Projection) spread(byDay map[int][]float64) {
	for _, m := range p.Moments {
		d := byDay[m.Day]
		for i := range d {
			for j := range d {
				m.Covariance[i][j] += d[i] * d[j]
			}
		}
	}
	for _, periods := range [...][]Period{p.Months, p.Quarters} {
		for i := range periods {
			period := &periods[i]
			sums := map[string]float64{}
			for state, v := range byDay[p.endOf(*period)] {
				sums[p.States[state].Placement] += v
				sums[all] += v
			}
			for k := range period.Placements {
				placement := &period.Placements[k]
				placement.End.Variance += sums[placement.Placement] * sums[placement.Placement]
			}
			period.Total.End.Variance += sums[all] * sums[all]
		}
	}
}
