package flow

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// OwnWeights is children whose weights are their own until they first move: those with a price of their own, which lasts as
// long as the placement.
type OwnWeights struct {
	Children
	// Weights are by day. After the first move those of the type count.
	Weights []float64
}

// Range is the days from From up to and without To of a projection, from 0.
type Range struct{ From, To int }

// TotalSettings say what is summed. Days is that of the longest Range at least.
type TotalSettings struct {
	Settings
	// Weights are what a child in a placement type counts on a day, by [day][placement type in the order of the model].
	Weights [][]float64
	// Own are children beside the stock, with weights of their own.
	Own []OwnWeights
	// Ranges are the periods, which may overlap.
	Ranges []Range
	// EntriesFrom is the first day on which modelled entries begin: earlier ones are left out, because they are known.
	// Defaults to all.
	EntriesFrom int
}

// Totals are the exact mean and variance of the weighted child-days of each range, in the order of the ranges.
//
// The days of a child are not independent of one another, so the variances of days are never added. For each child one
// pass back from the last day of a range gives the mean a and the second moment b of what is still to come:
//
//	a(t,s) = c(t,s) + Σ_r M_t(r,s) a(t+1,r)
//	b(t,s) = c(t,s)² + 2 c(t,s) Σ_r M_t(r,s) a(t+1,r) + Σ_r M_t(r,s) b(t+1,r)
//
// with the rates of the band that the child's true age puts it in on the day. A child of the stock adds b − a² to the variance; an
// entrant, of a Poisson number, adds b. A child whose date of birth is not known has a and b as means over the days of birth
// that fit, before b − a² is taken. The variance of a year is not the sum of its months'.
//
// With UncertainRates the square of what one standard deviation of each estimated rate changes in the mean is added. Errors are those
// of [Model.Project], and [*SettingError].
func (m Model) Totals(stock []Children, s TotalSettings) ([]Expected, error) {
	m = m.filled()
	settings, err := s.check()
	if err != nil {
		return nil, err
	}
	s.Settings = settings
	if err := s.checkTotals(len(m.Placements)); err != nil {
		return nil, err
	}
	out, err := m.totals(stock, s)
	if err != nil || !s.UncertainRates {
		return out, err
	}
	for _, higher := range m.oneHigher() {
		moved, err := higher.totals(stock, s)
		if err != nil {
			return nil, err
		}
		for i := range out {
			d := moved[i].Mean - out[i].Mean
			out[i].Variance += d * d
		}
	}
	return out, nil
}

func (s TotalSettings) checkTotals(k int) error {
	if len(s.Weights) < s.Days {
		return &SettingError{"weights", fmt.Sprintf("%d days of weights for %d days", len(s.Weights), s.Days)}
	}
	for _, row := range s.Weights {
		if len(row) != k {
			return &SettingError{"weights", fmt.Sprintf("%d weights for %d placement types", len(row), k)}
		}
	}
	for _, r := range s.Ranges {
		if r.From < 0 || r.To < r.From || r.To > s.Days {
			return &SettingError{"ranges", fmt.Sprintf("%d to %d is outside of 0 to %d", r.From, r.To, s.Days)}
		}
	}
	for _, one := range s.Own {
		if len(one.Weights) < s.Days {
			return &SettingError{"own", fmt.Sprintf("%d days of weights for %d days", len(one.Weights), s.Days)}
		}
	}
	return nil
}

// NightsFrom are the expected children of each placement type on each night, by [day][placement type], with entries from a day on,
// as in [TotalSettings].
func (m Model) NightsFrom(stock []Children, s Settings, entriesFrom int) ([][]float64, error) {
	m = m.filled()
	s, err := s.check()
	if err != nil {
		return nil, err
	}
	r, err := newRun(m, stock, s)
	if err != nil {
		return nil, err
	}
	nights := make([][]float64, s.Days)
	for day := range nights {
		nights[day] = r.means()
		r.stepWith(day+1 >= entriesFrom)
	}
	return nights, nil
}

// Staying is the chance that a child has not moved, on each night.
func (m Model) Staying(c Children, s Settings) ([]float64, error) {
	m = m.filled()
	s, err := s.check()
	if err != nil {
		return nil, err
	}
	all, err := regimes(m, s)
	if err != nil {
		return nil, err
	}
	if err := m.checkStock([]Children{c}, s.Start); err != nil {
		return nil, err
	}
	if c.Born.IsZero() {
		return nil, &StockError{Problem: "a date of birth is needed"}
	}
	k, at := len(m.Placements), slices.Index(m.Placements, c.Placement)
	still, chance, now := make([]float64, s.Days), 1.0, 0
	for t := range still {
		band := bandOn(m.Bands, midnight(c.Born), s.Start.AddDate(0, 0, t))
		if band < 0 {
			break
		}
		for now+1 < len(all) && all[now+1].day <= t {
			now++
		}
		still[t] = chance
		chance *= all[now].matrices[band][at*k+at]
	}
	return still, nil
}

// sparse is a matrix of daily moves by the type that is left: what is not there is 0.
type sparse [][]share

type share struct {
	to int
	p  float64
}

func sparseOf(matrix []float64, k int) sparse {
	s := make(sparse, k)
	for from := range k {
		for to := range k {
			if p := matrix[to*k+from]; p != 0 {
				s[from] = append(s[from], share{to, p})
			}
		}
	}
	return s
}

// layer is ranges that do not overlap, in order: one pass back serves them all.
type layer struct {
	ranges []Range
	at     []int // their places among all
	// of is the range that a day is in, −1 where none.
	of []int
}

func layersOf(ranges []Range, days int) []*layer {
	order := make([]int, len(ranges))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return ranges[i].From - ranges[j].From })
	var layers []*layer
	for _, i := range order {
		r := ranges[i]
		if r.From == r.To {
			continue
		}
		at := slices.IndexFunc(layers, func(l *layer) bool { return l.ranges[len(l.ranges)-1].To <= r.From })
		if at < 0 {
			at = len(layers)
			layers = append(layers, &layer{of: slices.Repeat([]int{-1}, days)})
		}
		l := layers[at]
		for t := r.From; t < r.To; t++ {
			l.of[t] = len(l.ranges)
		}
		l.ranges, l.at = append(l.ranges, r), append(l.at, i)
	}
	return layers
}

// passes is the work of [Model.totals].
type passes struct {
	m        Model
	s        TotalSettings
	k, days  int
	layers   []*layer
	moves    [][]sparse  // by day and band
	arrivals [][]arrival // by the day on which they are first there
	buffer   []values    // of the one course of ages that is looked at
	// staying are the values of one who is in a band to the last day, by band and layer.
	staying [][]values
	out     []Expected
	scratch struct{ p, next []float64 }
}

// values are a and b of a layer, by day and type: at day×k+type.
type values struct{ a, b []float64 }

func (m Model) totals(stock []Children, s TotalSettings) ([]Expected, error) {
	all, err := regimes(m, s.Settings)
	if err != nil {
		return nil, err
	}
	held := slices.Clone(stock)
	for _, one := range s.Own {
		held = append(held, one.Children)
	}
	if err := m.checkStock(held, s.Start); err != nil {
		return nil, err
	}
	w := &passes{m: m, s: s, k: len(m.Placements), days: s.Days, layers: layersOf(s.Ranges, s.Days), out: make([]Expected, len(s.Ranges))}
	w.scratch.p, w.scratch.next = make([]float64, w.k), make([]float64, w.k)
	w.prepare(all)
	w.children(stock)
	return w.out, nil
}

func (w *passes) prepare(all []regime) {
	by := make([][]sparse, len(all))
	for i, g := range all {
		for _, matrix := range g.matrices {
			by[i] = append(by[i], sparseOf(matrix, w.k))
		}
	}
	w.moves, w.arrivals = make([][]sparse, w.days), make([][]arrival, w.days)
	seen := make([][]int, len(all)) // by regime: for each entry, a place in prefixes
	var prefixes [][]int32
	for i, g := range all {
		for _, e := range g.entries {
			seen[i] = append(seen[i], len(prefixes))
			prefixes = append(prefixes, prefixOf(e.AgesInDays))
		}
	}
	for t, i := 0, 0; t < w.days; t++ {
		for i+1 < len(all) && all[i+1].day <= t {
			i++
		}
		w.moves[t] = by[i]
		if t+1 == w.days || t+1 < w.s.EntriesFrom {
			continue
		}
		for j, e := range all[i].entries {
			if e.PerDay > 0 {
				w.arrivals[t+1] = append(w.arrivals[t+1], w.arrivalOf(e, t+1, prefixes[seen[i][j]]))
			}
		}
	}
	for range w.layers {
		w.buffer = append(w.buffer, w.blank())
	}
	w.staying = make([][]values, len(w.m.Bands))
	for b := range w.m.Bands {
		for _, l := range w.layers {
			v := w.blank()
			w.back(l, v, 0, w.days, func(int) int { return b })
			w.staying[b] = append(w.staying[b], v)
		}
	}
}

// arrival is an entry on a day: how many are expected of each day of birth.
type arrival struct {
	to               int
	perDay           float64
	youngest, oldest int     // the ages in days over which they are spread evenly
	prefix           []int32 // of stated ages: how many are younger than each; nil where they are spread
}

func (w *passes) arrivalOf(e Entry, day int, prefix []int32) arrival {
	a := arrival{to: slices.Index(w.m.Placements, e.To), perDay: e.PerDay, prefix: prefix}
	if prefix == nil {
		b := w.m.Bands[slices.IndexFunc(w.m.Bands, func(b Band) bool { return b.Name == e.Band })]
		today := w.s.Start.AddDate(0, 0, day)
		a.youngest, a.oldest = daysBetween(today.AddDate(-b.From, 0, 0), today), daysBetween(today.AddDate(-b.To, 0, 1), today)
	}
	return a
}

// prefixOf counts, for each age, the ages below it.
func prefixOf(ages []int) []int32 {
	if len(ages) == 0 {
		return nil
	}
	prefix := make([]int32, slices.Max(ages)+2)
	for _, age := range ages {
		prefix[age+1]++
	}
	for i := 1; i < len(prefix); i++ {
		prefix[i] += prefix[i-1]
	}
	return prefix
}

// of is how many are expected of those whose ages that day are from young to old.
func (a arrival) of(young, old int) float64 {
	if a.prefix == nil {
		return a.perDay * float64(max(min(old, a.oldest)-max(young, a.youngest)+1, 0)) / float64(a.oldest-a.youngest+1)
	}
	last := len(a.prefix) - 1
	below := func(age int) int32 { return a.prefix[max(0, min(age, last))] }
	return a.perDay * float64(below(old+1)-below(young)) / float64(a.prefix[last])
}

func (w *passes) blank() values {
	return values{make([]float64, w.days*w.k), make([]float64, w.days*w.k)}
}

// back fills a and b from the day before to down to from. Who is in no band has 0.
func (w *passes) back(l *layer, v values, from, to int, band func(day int) int) {
	k := w.k
	for t := to - 1; t >= from; t-- {
		a, b := v.a[t*k:t*k+k], v.b[t*k:t*k+k]
		now := band(t)
		if l.of[t] < 0 || now < 0 {
			clear(a)
			clear(b)
			continue
		}
		weights := w.s.Weights[t]
		if t+1 == w.days || l.of[t+1] != l.of[t] {
			for s, c := range weights {
				a[s], b[s] = c, c*c
			}
			continue
		}
		after, later := v.a[(t+1)*k:(t+1)*k+k], v.b[(t+1)*k:(t+1)*k+k]
		for s, column := range w.moves[t][now] {
			var first, second float64
			for _, m := range column {
				first += m.p * after[m.to]
				second += m.p * later[m.to]
			}
			c := weights[s]
			a[s], b[s] = c+first, c*c+2*c*first+second
		}
	}
}

// ages is the course of one born on a day: the band of each day of the projection, and the days on which it changes.
type ages struct {
	born    time.Time
	first   int   // band on day 0, −1 outside of all
	changes []int // the days on which a band begins, in order
	bands   []int // that begin then, −1 outside of all
}

func (w *passes) agesOf(born time.Time) ages {
	g := ages{born: born, first: bandOn(w.m.Bands, born, w.s.Start)}
	var on []int
	for i, b := range w.m.Bands {
		if i == 0 {
			on = append(on, daysBetween(w.s.Start, birthday(born, b.From)))
		}
		on = append(on, daysBetween(w.s.Start, birthday(born, b.To)))
	}
	for i, day := range on {
		if day > 0 && day < w.days {
			band := i
			if i == len(w.m.Bands) {
				band = -1
			}
			g.changes, g.bands = append(g.changes, day), append(g.bands, band)
		}
	}
	return g
}

// on is the band of a day.
func (g ages) on(day int) int {
	band := g.first
	for i, change := range g.changes {
		if day >= change {
			band = g.bands[i]
		}
	}
	return band
}

// last is the band of the last day.
func (g ages) last() int {
	if n := len(g.bands); n > 0 {
		return g.bands[n-1]
	}
	return g.first
}

// values are a and b of one born on a day, by layer, until they are asked for again. Those of one whose band never changes are
// shared.
func (w *passes) values(g ages) []values {
	if len(g.changes) == 0 && g.first >= 0 {
		return w.staying[g.first]
	}
	change := 0
	if n := len(g.changes); n > 0 {
		change = g.changes[n-1]
	}
	for i, l := range w.layers {
		v := w.buffer[i]
		if last := g.last(); last >= 0 { // from the last change on it is as one who stays
			copy(v.a[change*w.k:], w.staying[last][i].a[change*w.k:])
			copy(v.b[change*w.k:], w.staying[last][i].b[change*w.k:])
		}
		w.back(l, v, 0, change, g.on)
	}
	return w.buffer
}

// member is children of the stock who share date of birth and type.
type member struct {
	placement int
	number    float64
	own       []float64 // weights until the first move, nil for those of the type
}

// children adds the stock and the entrants.
func (w *passes) children(stock []Children) {
	known := map[time.Time][]member{}
	groups := []group{}
	for _, c := range stock {
		switch at := slices.Index(w.m.Placements, c.Placement); {
		case c.Number == 0:
		case c.Born.IsZero():
			groups = append(groups, w.groupOf(c, at, nil))
		default:
			born := midnight(c.Born)
			known[born] = joined(known[born], at, c.Number)
		}
	}
	for _, one := range w.s.Own {
		switch at := slices.Index(w.m.Placements, one.Placement); {
		case one.Number == 0:
		case one.Born.IsZero():
			groups = append(groups, w.groupOf(one.Children, at, one.Weights))
		default:
			born := midnight(one.Born)
			known[born] = append(known[born], member{at, one.Number, one.Weights})
		}
	}
	// Everyone who can be in care within the projection is born between these.
	bands := w.m.Bands
	oldest := w.s.Start.AddDate(-bands[len(bands)-1].To, 0, -1)
	youngest := w.s.Start.AddDate(-bands[0].From, 0, max(w.days-1, 0))
	// Births are walked in order, so that sums are the same on every run.
	pooled := make([]pool, len(bands))
	entering := slices.ContainsFunc(w.arrivals, func(a []arrival) bool { return len(a) > 0 })
	for born := oldest; !born.After(youngest); born = born.AddDate(0, 0, 1) {
		g := w.agesOf(born)
		if len(g.changes) == 0 {
			if g.first >= 0 {
				pooled[g.first].add(born)
				pooled[g.first].members = append(pooled[g.first].members, known[born]...)
				for i := range groups {
					groups[i].stay(g.first, born)
				}
			}
			continue
		}
		members := known[born]
		touched := slices.ContainsFunc(groups, func(x group) bool { return x.has(born) })
		if !entering && len(members) == 0 && !touched {
			continue
		}
		v := w.values(g)
		if entering {
			w.entrants(v, g.on, born, born)
		}
		for _, x := range members {
			w.stock(v, g.on, x)
		}
		for i := range groups {
			if groups[i].has(born) {
				groups[i].add(w, v, g.on, 1)
			}
		}
	}
	for band, p := range pooled {
		stays := func(int) int { return band }
		if p.number > 0 {
			w.entrants(w.staying[band], stays, p.first, p.last)
		}
		same := map[int]member{}
		for _, x := range p.members {
			if x.own != nil {
				w.stock(w.staying[band], stays, x)
				continue
			}
			same[x.placement] = member{x.placement, same[x.placement].number + x.number, nil}
		}
		for placement := range w.k {
			if x, ok := same[placement]; ok {
				w.stock(w.staying[band], stays, x)
			}
		}
	}
	for i := range groups {
		groups[i].close(w)
	}
}

func joined(members []member, placement int, number float64) []member {
	for i := range members {
		if members[i].placement == placement {
			members[i].number += number
			return members
		}
	}
	return append(members, member{placement, number, nil})
}

// pool is those born on consecutive days who are in one band from the first day to the last.
type pool struct {
	first, last time.Time
	number      int
	members     []member
}

func (p *pool) add(born time.Time) {
	if p.number == 0 {
		p.first = born
	}
	p.last = born
	p.number++
}

// entrants adds Poisson entrants of one course of ages: those of the days of a range by what is still to come, those before it
// by where they are when it begins.
func (w *passes) entrants(all []values, band func(day int) int, first, last time.Time) {
	k := w.k
	old, young := daysBetween(first, w.s.Start), daysBetween(last, w.s.Start) // their ages in days on day 0
	x, next := w.scratch.p, w.scratch.next
	clear(x)
	started := false
	for t := range w.days {
		now := band(t)
		// Those who were here before.
		if started {
			for i, l := range w.layers {
				if r := l.of[t]; r >= 0 && l.ranges[r].From == t {
					out := &w.out[l.at[r]]
					for s, n := range x {
						out.Mean += n * all[i].a[t*k+s]
						out.Variance += n * all[i].b[t*k+s]
					}
				}
			}
		}
		if now >= 0 {
			for _, e := range w.arrivals[t] {
				if e.prefix == nil && (old+t < e.youngest || young+t > e.oldest) {
					continue // most are of another age, and this is the innermost loop
				}
				n := e.of(young+t, old+t)
				if n == 0 {
					continue
				}
				started = true
				s := e.to
				x[s] += n
				for i, l := range w.layers {
					if r := l.of[t]; r >= 0 {
						out := &w.out[l.at[r]]
						out.Mean += n * all[i].a[t*k+s]
						out.Variance += n * all[i].b[t*k+s]
					}
				}
			}
		} else {
			clear(x)
		}
		if started && now >= 0 {
			w.forward(t, now, x, next)
			copy(x, next)
		}
	}
}

// forward is one day of moves.
func (w *passes) forward(t, band int, x, next []float64) {
	clear(next)
	for s, column := range w.moves[t][band] {
		if x[s] == 0 {
			continue
		}
		for _, m := range column {
			next[m.to] += m.p * x[s]
		}
	}
}

// stock adds children of the stock who share a course of ages: each adds the second moment less the square of the mean.
func (w *passes) stock(all []values, band func(day int) int, x member) {
	w.moments(all, band, x.placement, x.own, func(at int, a, b float64) {
		w.out[at].Mean += x.number * a
		w.out[at].Variance += x.number * (b - a*a)
	})
}

// moments gives the mean and the second moment of each range of one child that is in a type on day 0.
func (w *passes) moments(all []values, band func(day int) int, placement int, own []float64, give func(at int, a, b float64)) {
	k := w.k
	var first []values
	if own != nil {
		first = w.ownValues(all, band, placement, own)
	}
	x, next := w.scratch.p, w.scratch.next
	clear(x)
	still := 0.0 // the chance that a child with weights of its own has not moved
	if own != nil {
		still = 1
	} else {
		x[placement] = 1
	}
	for t := range w.days {
		now := band(t)
		if now < 0 {
			// Care has ended, or has not begun.
			clear(x)
			still = 0
		}
		for i, l := range w.layers {
			if r := l.of[t]; r >= 0 && l.ranges[r].From == t {
				var a, b float64
				for s, p := range x {
					a += p * all[i].a[t*k+s]
					b += p * all[i].b[t*k+s]
				}
				if own != nil {
					a += still * first[i].a[t]
					b += still * first[i].b[t]
				}
				give(l.at[r], a, b)
			}
		}
		if now < 0 {
			continue
		}
		w.forward(t, now, x, next)
		if still > 0 {
			stays := 0.0
			for _, m := range w.moves[t][now][placement] {
				if m.to == placement {
					stays = m.p
				} else {
					next[m.to] += m.p * still
				}
			}
			still *= stays
		}
		copy(x, next)
	}
}

// ownValues are a and b by day of a child that has not moved yet: its own weight counts, and after the first move all is as
// for anyone.
func (w *passes) ownValues(all []values, band func(day int) int, placement int, own []float64) []values {
	k := w.k
	out := make([]values, len(w.layers))
	for i, l := range w.layers {
		v := values{make([]float64, w.days), make([]float64, w.days)}
		for t := w.days - 1; t >= 0; t-- {
			now := band(t)
			if l.of[t] < 0 || now < 0 {
				continue
			}
			var first, second float64
			if t+1 < w.days && l.of[t+1] == l.of[t] {
				for _, m := range w.moves[t][now][placement] {
					if m.to == placement {
						first += m.p * v.a[t+1]
						second += m.p * v.b[t+1]
						continue
					}
					first += m.p * all[i].a[(t+1)*k+m.to]
					second += m.p * all[i].b[(t+1)*k+m.to]
				}
			}
			c := own[t]
			v.a[t], v.b[t] = c+first, c*c+2*c*first+second
		}
		out[i] = v
	}
	return out
}

// group is a part of the stock whose date of birth is not known: a and b are means over the days of birth that fit.
type group struct {
	placement        int
	own              []float64
	number           float64
	oldest, youngest time.Time
	a, b             []float64 // sums by range
	staying          []int     // days of birth by band that never changes
}

func (w *passes) groupOf(c Children, placement int, own []float64) group {
	b := w.m.Bands[slices.IndexFunc(w.m.Bands, func(b Band) bool { return b.Name == c.Band })]
	return group{
		placement: placement, own: own, number: c.Number, youngest: w.s.Start.AddDate(-b.From, 0, 0), oldest: w.s.Start.AddDate(-b.To, 0, 1),
		a: make([]float64, len(w.out)), b: make([]float64, len(w.out)), staying: make([]int, len(w.m.Bands)),
	}
}

func (g group) has(born time.Time) bool { return !born.Before(g.oldest) && !born.After(g.youngest) }

func (g *group) stay(band int, born time.Time) {
	if g.has(born) {
		g.staying[band]++
	}
}

func (g *group) add(w *passes, all []values, band func(day int) int, times float64) {
	w.moments(all, band, g.placement, g.own, func(at int, a, b float64) {
		g.a[at] += times * a
		g.b[at] += times * b
	})
}

func (g *group) close(w *passes) {
	for band, n := range g.staying {
		if n > 0 {
			g.add(w, w.staying[band], func(int) int { return band }, float64(n))
		}
	}
	days := float64(daysBetween(g.oldest, g.youngest) + 1)
	for i := range w.out {
		a, b := g.a[i]/days, g.b[i]/days
		w.out[i].Mean += g.number * a
		w.out[i].Variance += g.number * math.Max(b-a*a, 0)
	}
}
