package flow

import (
	"fmt"
	"time"
)

// calendar collects child-days by month and by quarter.
type calendar struct {
	p      *Projection
	start  time.Time
	end    time.Time
	months span
	quart  span
}

// span is the period that is being counted.
type span struct {
	next   func(time.Time) (label string, from, to time.Time)
	out    *[]Period
	days   []float64
	period Period
	active bool
}

func newCalendar(s Settings, p *Projection) *calendar {
	c := &calendar{p: p, start: s.Start, end: s.Start.AddDate(0, 0, s.Days)}
	c.months = span{next: month, out: &p.Months}
	c.quart = span{next: quarter, out: &p.Quarters}
	return c
}

// month is the calendar month of a day.
func month(day time.Time) (label string, from, to time.Time) {
	from = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	return from.Format("2006-01"), from, from.AddDate(0, 1, 0)
}

// quarter is the quarter of the financial year, which begins on 1 April.
func quarter(day time.Time) (label string, from, to time.Time) {
	first := (int(day.Month()) - 1) / 3 * 3
	from = time.Date(day.Year(), time.Month(first+1), 1, 0, 0, 0, 0, time.UTC)
	year, number := day.Year(), first/3
	if number == 0 {
		year, number = year-1, 4
	}
	return fmt.Sprintf("%d-%02d Q%d", year, (year+1)%100, number), from, from.AddDate(0, 3, 0)
}

// count adds today's children, who spend this day in care.
func (c *calendar) count(r *run) {
	today := r.start.AddDate(0, 0, r.day)
	means := r.means()
	for _, s := range [...]*span{&c.months, &c.quart} {
		if !s.active {
			s.active, s.days = true, make([]float64, len(means))
			s.period = Period{}
			s.period.Label, s.period.From, s.period.To = s.next(today)
		}
		s.period.Days++
		for k, v := range means {
			s.days[k] += v
		}
	}
}

// close ends a period on the day after its last, or on the last day of the projection.
func (c *calendar) close(r *run) {
	today := r.start.AddDate(0, 0, r.day)
	var moment *Moment
	for _, s := range [...]*span{&c.months, &c.quart} {
		if !s.active || today.Before(s.period.To) && r.day < r.days {
			continue
		}
		if moment == nil {
			m := r.moment()
			moment = &m
		}
		s.active = false
		p := s.period
		p.Whole = !p.From.Before(c.start) && !p.To.After(c.end)
		for k, name := range c.p.Placements {
			p.Placements = append(p.Placements, PlacementPeriod{
				Placement: name, ChildDays: s.days[k],
				End: moment.In(c.p.States, func(s State) bool { return s.Placement == name }),
			})
			p.Total.ChildDays += s.days[k]
		}
		p.Total.Placement = all
		p.Total.End = moment.In(c.p.States, func(State) bool { return true })
		*s.out = append(*s.out, p)
	}
}
