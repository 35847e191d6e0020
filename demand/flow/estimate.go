package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrNoHistory is a window in which no child was in care.
var ErrNoHistory = errors.New("no child was in care in the window: check its dates against the episodes")

// Window is a stretch of days from From to the day before To.
type Window struct{ From, To time.Time }

// Days is the length of the window.
func (w Window) Days() int { return daysBetween(midnight(w.From), midnight(w.To)) }

// Estimate takes the rates of a model from histories: events over child-days at risk, in the window. (The mean of daily
// ratios, which others take, makes one move from a stock of one a rate of the same weight as a year's.) A nil bands is
// DefaultBands(). Events of the window's last day must be known: to is the day to which the returns reach.
//
// A child is at risk from the first day of a stay; a move or an exit on a day counts to the band and the placement of the
// day before. A stay that ends on the birthday on which care ends is neither a move nor an exit. Entries are stays that
// begin when the child was not in care the day before; those on the window's first day are part of its stock.
func Estimate(histories []History, w Window, bands []Band) (Model, error) {
	m := Model{Bands: bands}.filled()
	if err := checkBands(m.Bands); err != nil {
		return Model{}, err
	}
	w = Window{midnight(w.From), midnight(w.To)}
	if w.Days() < 1 || w.Days() > maxDays {
		return Model{}, fmt.Errorf("the window from %s to %s has no days: give the earlier date first", w.From.Format(time.DateOnly), w.To.Format(time.DateOnly))
	}
	c := newCounter(m.Bands, w)
	for _, h := range histories {
		c.history(h)
	}
	if len(c.atRisk) == 0 {
		return Model{}, ErrNoHistory
	}
	m.Placements = c.placements()
	c.rates(&m)
	return m, nil
}

// counter counts events and child-days.
type counter struct {
	bands  []Band
	window Window
	atRisk map[[2]string]int // band, placement
	moves  map[[3]string]int // band, from, to
	ages   map[[2]string][]int
}

func newCounter(bands []Band, w Window) *counter {
	return &counter{bands: bands, window: w, atRisk: map[[2]string]int{}, moves: map[[3]string]int{}, ages: map[[2]string][]int{}}
}

func (c *counter) history(h History) {
	leaves := birthday(h.Born, c.bands[len(c.bands)-1].To)
	for i, s := range h.Stays {
		end := s.End
		if end.After(leaves) {
			end = leaves
		}
		c.exposure(h.Born, s.Placement, s.Start, end)
		follows := i > 0 && h.Stays[i-1].End.Equal(s.Start)
		if b := bandOn(c.bands, h.Born, s.Start); !follows && b >= 0 && c.sees(s.Start) {
			key := [2]string{c.bands[b].Name, s.Placement}
			c.ages[key] = append(c.ages[key], daysBetween(h.Born, s.Start))
		}
		if !c.sees(end) || !end.Before(leaves) {
			continue
		}
		to := ""
		if i+1 < len(h.Stays) && h.Stays[i+1].Start.Equal(end) {
			to = h.Stays[i+1].Placement
		}
		if b := bandOn(c.bands, h.Born, end.AddDate(0, 0, -1)); b >= 0 && to != s.Placement {
			c.moves[[3]string{c.bands[b].Name, s.Placement, to}]++
		}
	}
}

// sees tells whether an event on a day is one of the window: after its first day, which makes the stock, and up to its
// end, when the last day's stock has moved.
func (c *counter) sees(day time.Time) bool {
	return day.After(c.window.From) && !day.After(c.window.To)
}

// exposure adds the child-days of a stay to the bands it crosses.
func (c *counter) exposure(born time.Time, placement string, start, end time.Time) {
	for _, b := range c.bands {
		from := latest(start, c.window.From, birthday(born, b.From))
		to := earliest(end, c.window.To, birthday(born, b.To))
		if days := daysBetween(from, to); days > 0 {
			c.atRisk[[2]string{b.Name, placement}] += days
		}
	}
}

func latest(first time.Time, others ...time.Time) time.Time {
	for _, t := range others {
		if t.After(first) {
			first = t
		}
	}
	return first
}

func earliest(first time.Time, others ...time.Time) time.Time {
	for _, t := range others {
		if t.Before(first) {
			first = t
		}
	}
	return first
}

// placements are the types that anybody was in, by name; those that only follow a move at the window's end among them.
func (c *counter) placements() []string {
	seen := map[string]bool{}
	for key := range c.atRisk {
		seen[key[1]] = true
	}
	for key := range c.moves {
		if key[2] != "" {
			seen[key[2]] = true
		}
	}
	for key := range c.ages {
		seen[key[1]] = true
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// rates fills the model, in the order of bands and placements.
func (c *counter) rates(m *Model) {
	for _, b := range m.Bands {
		for _, from := range m.Placements {
			risk := c.atRisk[[2]string{b.Name, from}]
			for _, to := range append(slices.Clone(m.Placements), "") {
				if n := c.moves[[3]string{b.Name, from, to}]; n > 0 {
					m.Rates = append(m.Rates, Rate{Band: b.Name, From: from, To: to, PerDay: float64(n) / float64(risk), Events: n, ChildDays: risk})
				}
			}
		}
	}
	days := c.window.Days()
	for _, b := range m.Bands {
		for _, to := range m.Placements {
			ages := c.ages[[2]string{b.Name, to}]
			if len(ages) == 0 {
				continue
			}
			slices.Sort(ages)
			m.Entries = append(m.Entries, Entry{Band: b.Name, To: to, PerDay: float64(len(ages)) / float64(days), AgesInDays: ages, Events: len(ages), Days: days})
		}
	}
}
