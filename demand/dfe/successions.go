package dfe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
)

// Through follows the one authority that was asked for, and the neighbours of it that are gone, through the years of the file.
// ok is false where the rows are of several authorities, indicators or filters, where none of them is gone, or where the file
// does not say what the figures are made of. The settings' own area, list, base and places are those of the rows. The errors are those of
// [succession.Combine].
func (c Comparisons) Through(breaks []succession.Break, s succession.Settings) (made succession.Combination, ok bool, err error) {
	e := c.engine
	if e == nil || e.pools == nil || len(e.query.Areas) != 1 || len(e.blocks) == 0 {
		return made, false, nil
	}
	first := e.blocks[0]
	for _, b := range e.blocks {
		if b.indicator != first.indicator || !slices.Equal(b.filters, first.filters) {
			return made, false, nil
		}
	}
	base := e.pools.baseOf(first.indicator)
	if base.why != "" || base.population < 0 {
		return made, false, nil
	}
	figures, ok := e.pools.figures(first, base)
	if !ok {
		return made, false, nil
	}
	s.Area, s.Per, s.Places = e.data.codeOf(e.query.Areas[0]), base.per, base.places
	if at, err := e.data.place(e.query.Areas[0]); err == nil {
		s.Area = e.data.areas[at].Code
	}
	last := e.blocks[len(e.blocks)-1]
	if s.Year, ok = e.data.periods[last.period].Year(); !ok {
		return made, false, nil
	}
	set, _ := e.query.Neighbours.Of(s.Area)
	for _, n := range set {
		s.List = append(s.List, e.data.codeOf(n.Code))
	}
	changes := e.pools.changes.Of(append([]string{s.Area}, s.List...)...)
	if len(changes.Touched()) == 0 {
		return made, false, nil
	}
	if len(s.List) == 0 {
		s.Area = ""
	}
	made, err = succession.Combine(figures, changes, breaks, s)
	return made, err == nil, err
}

// figures are those of all councils in the years of an indicator, with the counts behind them; ok is false where a year
// stands for two periods.
func (p *pools) figures(like *block, base pooledBase) (figures []succession.Figure, ok bool) {
	years := map[int]bool{}
	for i := range p.data.blocks {
		b := &p.data.blocks[i]
		year, known := p.data.periods[b.period].Year()
		if b.indicator != like.indicator || !slices.Equal(b.filters, like.filters) || !known {
			continue
		}
		if years[year] {
			return nil, false
		}
		years[year] = true
		counts, populations := p.blocks[p.key(base.count, b)], p.blocks[p.key(base.population, b)]
		if counts == nil || populations == nil {
			continue
		}
		for _, cell := range b.cells {
			a := p.data.areas[cell.area]
			if a.Level != LocalAuthority {
				continue
			}
			f := succession.Figure{Code: a.Code, Name: a.Name, Year: year}
			count, _ := p.figure(counts, a.Code)
			population, _ := p.figure(populations, a.Code)
			n, based := population.Decimal()
			x, counted := count.Decimal()
			why, _ := count.Missing()
			switch {
			case !based:
				f.Reason = population.String()
			case counted:
				f.Count = succession.Exactly(x)
			case why == demand.Confidential:
				f.Count = succession.Suppressed()
			default:
				f.Reason = count.String()
			}
			if !based && f.Reason == "" {
				f.Reason = "blank"
			}
			f.Population = n
			if d, printed := p.data.value(cell).Decimal(); printed {
				f.Value.Decimal, f.Value.Valid = d, true
			}
			figures = append(figures, f)
		}
	}
	return figures, true
}

// Abolished are notes on the neighbours that the file has no figures of because they were abolished, where no changes were
// given: so that nobody takes a comparison with nine of ten for one with ten.
func (c Comparisons) Abolished() (notes []string) {
	e := c.engine
	if e == nil || e.pools != nil || e.query.Neighbours == nil {
		return nil
	}
	for _, s := range successions {
		if !e.withoutFigure(s) {
			continue
		}
		var named []string
		for _, i := range e.order {
			set, _ := e.query.Neighbours.Of(e.data.areas[i].Code)
			if e.asked[i] && slices.ContainsFunc(set, func(n demand.Neighbour) bool { return n.Code == s.code }) {
				named = append(named, e.data.areas[i].Name)
			}
		}
		if len(named) == 0 {
			continue
		}
		var use []string
		for _, a := range s.successors {
			use = append(use, a.Code+" ("+a.Name+")")
		}
		notes = append(notes, fmt.Sprintf(
			"%s (%s), a neighbour of %s, was abolished in %d and has no figure since: the comparison leaves it out. With a file of changes its successors %s count as one in its place.",
			s.name, s.code, andMore(named), s.year, strings.Join(use, " and "),
		))
	}
	return notes
}

// withoutFigure reports whether a block that is looked at lacks a figure of an authority that was abolished before it.
func (e *engine) withoutFigure(s reorganisation) bool {
	at, found := e.data.places[s.code]
	return slices.ContainsFunc(e.blocks, func(b *block) bool {
		year, ok := e.data.periods[b.period].Year()
		return ok && year > s.year && !(found && slices.ContainsFunc(b.cells, func(c cell) bool { return c.area == at && c.kind != missing }))
	})
}

func andMore(names []string) string {
	const most = 3
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return names[0]
}

// Changed is a neighbour of one authority in a period that is gone or not there yet.
type Changed struct {
	Area, Period string
	Member
}

// Changed are the neighbours of every row that changes touch, those that are combined before those that are left out.
func (c Comparisons) Changed() (changed []Changed) {
	if c.engine != nil && c.engine.pools == nil {
		return nil
	}
	for r := range c.All() {
		for _, m := range slices.Concat(r.Combined, r.LeftOut) {
			changed = append(changed, Changed{r.Area, r.Period, m})
		}
	}
	return changed
}
