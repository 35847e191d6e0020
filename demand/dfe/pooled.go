package dfe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
)

// Member is a neighbour that is gone, or is not there yet, and what stands for it.
type Member struct {
	Code string
	// Used are the codes whose figures stand for it, and Value their figure as one; empty where nothing does, as Reason says.
	Used   []string
	Value  demand.Value
	Reason string
}

// Equal reports whether two members are the same.
func (m Member) Equal(o Member) bool {
	return m.Code == o.Code && slices.Equal(m.Used, o.Used) && m.Value.Equal(o.Value) && m.Reason == o.Reason
}

// pools works the figures of councils that were divided, merged or renamed out of those of their parts.
type pools struct {
	data    *Data
	changes succession.Changes
	touched []string
	base    Base
	blocks  map[string]*block    // by indicator, period and filters
	bases   map[int32]pooledBase // by indicator
}

// newPools is ready for the changes of a query, whose codes may be of either kind; nil where there are none.
func (d *Data) newPools(q Query) (*pools, error) {
	changes, err := q.Changes.Recode(d.codeOf)
	if err != nil {
		return nil, err
	}
	p := &pools{data: d, changes: changes, touched: changes.Touched(), base: q.Base, blocks: map[string]*block{}, bases: map[int32]pooledBase{}}
	if len(p.touched) == 0 {
		return nil, nil
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		p.blocks[p.key(b.indicator, b)] = b
	}
	return p, nil
}

func (p *pools) key(indicator int32, b *block) string {
	return fmt.Sprint(indicator, " ", b.period, " ", strings.Join(b.filters, "\x00"))
}

// standIn is what stands for a council in a block: whose figure, and the figure.
type standIn struct {
	codes  []string
	value  demand.Value
	reason string
}

// of is what stands for a code in a block, where that is not the council itself; ok is false where it is.
func (p *pools) of(b *block, code string, own bool) (s standIn, ok bool) {
	year, known := p.data.periods[b.period].Year()
	if !known || !slices.Contains(p.touched, code) {
		return s, false
	}
	if v, there := p.figure(b, code); there && present(v) {
		return s, false
	}
	if own {
		s.codes = p.changes.Covering(code, year)
	} else {
		s.codes, s.reason = p.changes.Standing(code, year)
	}
	if len(s.codes) == 1 && s.codes[0] == code {
		return s, false
	}
	if s.reason != "" || len(s.codes) == 0 {
		return s, !own
	}
	slices.Sort(s.codes)
	s.value, s.reason = p.value(b, s.codes, year)
	return s, true
}

// value is the figure of councils as one: that of the only one, that of their joint return, or what their counts make.
func (p *pools) value(b *block, codes []string, year int) (demand.Value, string) {
	missing := demand.Absent(demand.Unavailable)
	if joint, ok := p.joint(b, codes); ok {
		return joint, ""
	}
	if len(codes) == 1 {
		v, ok := p.figure(b, codes[0])
		switch {
		case !ok:
			return missing, fmt.Sprintf("%s has no figure of %d", codes[0], year)
		case !present(v):
			return missing, fmt.Sprintf("the figure of %s of %d is missing: %s", codes[0], year, v)
		}
		return v, ""
	}
	base := p.baseOf(b.indicator)
	if base.why != "" {
		return missing, base.why
	}
	counts := p.blocks[p.key(base.count, b)]
	if base.population < 0 {
		return p.sum(b, counts, codes, year)
	}
	populations := p.blocks[p.key(base.population, b)]
	if counts == nil || populations == nil {
		return missing, "the counts behind the figures are not in the file"
	}
	var parts []succession.Part
	for _, code := range codes {
		count, ok := p.figure(counts, code)
		population, there := p.figure(populations, code)
		n, known := population.Decimal()
		if !ok || !there || !known {
			return missing, fmt.Sprintf("%s has no figure of %d", code, year)
		}
		part := succession.Part{Code: code, Year: year, Population: n}
		switch x, counted := count.Decimal(); {
		case counted:
			part.Count = succession.Exactly(x)
		default:
			why, _ := count.Missing()
			if why != demand.Confidential {
				return missing, fmt.Sprintf("the figure of %s of %d is missing: %s", code, year, count)
			}
			part.Count = succession.Suppressed()
		}
		parts = append(parts, part)
	}
	pooled, err := succession.Pool(parts)
	if err != nil {
		return missing, err.Error()
	}
	low, high := pooled.Rate(base.per)
	lower, known := low.Round(base.places)
	upper, _ := high.Round(base.places)
	if !known || !lower.Equal(upper) {
		return missing, fmt.Sprintf("a count is suppressed: together it is between %s and %s", lower, upper)
	}
	return demand.Number(lower), ""
}

// sum is a count of councils as one.
func (p *pools) sum(b, counts *block, codes []string, year int) (demand.Value, string) {
	if counts == nil {
		counts = b
	}
	var total decimal.Decimal
	for _, code := range codes {
		v, ok := p.figure(counts, code)
		d, known := v.Decimal()
		if !ok || !known {
			return demand.Absent(demand.Unavailable), fmt.Sprintf("%s has no figure of %d", code, year)
		}
		total = total.Add(d)
	}
	return demand.Number(total), ""
}

// pooledBase is the columns behind an indicator and the places that it is printed with, or why they cannot be told. The
// population is −1 where the indicator is a count itself.
type pooledBase struct {
	count, population int32
	per               int
	places            int32
	why               string
}

func (p *pools) baseOf(indicator int32) pooledBase {
	base, known := p.bases[indicator]
	if !known {
		base = p.findBase(indicator)
		p.bases[indicator] = base
	}
	return base
}

// findBase takes the columns that were named, or those that make the printed figures.
func (p *pools) findBase(indicator int32) pooledBase {
	name := p.data.indicators[indicator]
	made := p.base
	if made.Count == "" {
		var ok bool
		if made, ok = p.data.BaseOf(name); !ok {
			if p.data.IsCount(name) {
				return pooledBase{count: indicator, population: -1}
			}
			return pooledBase{why: "the file does not say which columns " + name + " is made of: name the count and the population"}
		}
	}
	base := pooledBase{per: made.Per, places: int32(p.data.printedPlaces(p.data.of(indicator)))}
	if base.per == 0 {
		base.per = 10_000
	}
	var err error
	if base.count, err = p.data.indicator(made.Count); err == nil {
		base.population, err = p.data.indicator(made.Population)
	}
	if err != nil {
		base.why = err.Error()
	}
	return base
}

// figure is the figure of a council in a block; ok is false where it has no row.
func (p *pools) figure(b *block, code string) (v demand.Value, ok bool) {
	at, found := p.data.places[code]
	if !found {
		return v, false
	}
	for _, c := range b.cells {
		if c.area == at {
			return p.data.value(c), true
		}
	}
	return v, false
}

// joint is the figure of a joint return of exactly these councils.
func (p *pools) joint(b *block, codes []string) (v demand.Value, ok bool) {
	if len(codes) < 2 {
		return v, false
	}
	for _, c := range b.cells {
		if a := p.data.areas[c.area]; a.Level == LocalAuthority && slices.Equal(slices.Sorted(slices.Values(a.Codes())), codes) {
			v := p.data.value(c)
			return v, present(v)
		}
	}
	return v, false
}

func present(v demand.Value) bool {
	_, ok := v.Decimal()
	return ok
}

// successors puts into a row what stands for its own authority and for the neighbours that changes touch. ok is false where
// that is nothing: then the row is as any other.
func (e *engine) successors(r *Row, own string) (ok bool) {
	p := e.pools
	if p == nil {
		return false
	}
	set, ok := e.query.Neighbours.Of(own)
	if !ok && r.Area.GSS != "" {
		set, _ = e.query.Neighbours.Of(r.Area.GSS)
	}
	self, changed := p.of(r.block, own, true)
	touched := changed || slices.ContainsFunc(set, func(n demand.Neighbour) bool { return slices.Contains(p.touched, e.data.codeOf(n.Code)) }) ||
		slices.Contains(p.touched, own)
	if !touched {
		return false
	}
	q := r.question()
	q.Area, q.Pooled = own, demand.Figures{}
	if changed && len(self.codes) > 0 {
		delete(q.Figures, own) // a row that says only that it is gone
		q.Pooled[own], r.Used = self.value, self.codes
	}
	ownCodes := append([]string{own}, self.codes...)
	var kept []demand.Neighbour
	used := map[string]string{}
	for _, n := range set {
		n.Code = e.data.codeOf(n.Code)
		s, gone := p.of(r.block, n.Code, false)
		if !gone {
			s.codes = []string{n.Code}
		}
		member := Member{Code: n.Code, Reason: s.reason, Value: demand.Absent(demand.Unavailable)}
		for _, code := range s.codes {
			switch by, taken := used[code]; {
			case slices.Contains(ownCodes, code):
				member.Reason = "it is part of one's own authority"
			case taken:
				member.Reason = fmt.Sprintf("%s stands for %s already", code, by)
			}
		}
		switch {
		case member.Reason != "":
			r.LeftOut = append(r.LeftOut, member)
			continue
		case gone:
			delete(q.Figures, n.Code)
			q.Pooled[n.Code] = s.value
			member.Used, member.Value = s.codes, s.value
			r.Combined = append(r.Combined, member)
		}
		for _, code := range s.codes {
			used[code] = n.Code
		}
		kept = append(kept, n)
	}
	q.Neighbours = nil
	if list := e.query.Neighbours; list != nil {
		local := demand.NewList(list.Name, list.Since, list.Source)
		if err := local.Add(own, kept); err == nil { // the list was checked when it was made
			q.Neighbours = local
		}
	}
	c := demand.Compare(q)
	r.take(&c)
	r.In = len(set)
	return true
}

// gone are the areas that were asked for and have no row in a block, but what stands for them.
func (e *engine) gone(b *block) (areas []Area) {
	if e.pools == nil {
		return nil
	}
	for _, a := range e.touched {
		if _, there := e.pools.figure(b, a.Code); there {
			continue
		}
		s, ok := e.pools.of(b, a.Code, true)
		if ok && slices.ContainsFunc(s.codes, func(code string) bool { _, there := e.pools.figure(b, code); return there }) {
			areas = append(areas, a)
		}
	}
	return areas
}

// codeOf is an authority's code in the data, or the code itself where the data does not have it.
func (d *Data) codeOf(code string) string {
	if at, ok := d.places[code]; ok {
		return d.areas[at].Code
	}
	return code
}
