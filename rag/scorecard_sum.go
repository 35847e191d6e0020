package rag

import (
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// cardSum is what the indicators of a scorecard come to, gathered as they are walked: no list of them is kept, but for the places
// of those that are red.
type cardSum struct {
	counts counts
	score  scoreSum
	newest Item // of those that a policy is asked about, and where it stands; −1 for none
	at     int
	reds   []redAt
}

// redAt is where a red indicator stands, and its position: as a ratio too where it is of large numbers.
type redAt struct {
	at       int32
	position position
	ratio    *Ratio
}

// sum walks the indicators.
func (s Scorecard) sum() cardSum {
	sum := cardSum{score: newScoreSum(), at: -1}
	var a Assessment
	read := s.each()
	q, fast := s.quick()
	for i := range s.Len() {
		if fast {
			if m, ok := q.rate(i); ok {
				sum.addQuick(i, &q, m, s.Settings.Missing)
				continue
			}
		}
		s.Rule.assess(&a, read(i))
		item := a.Item("")
		sum.add(i, &item, s.Settings.Missing)
	}
	return sum
}

// addQuick adds an indicator that was rated in whole numbers.
func (c *cardSum) addQuick(i int, q *quick, m missed, missing MissingData) {
	at := q.position(m)
	if at.small && !c.score.addPosition(at.over, at.under) {
		ratio := NewRatio(at.over.Decimal(), at.under.Decimal())
		c.score.addItem(&Item{Position: ratio})
	}
	c.counts.add(m.rating, Current, missing)
	if m.rating == Red {
		c.reds = append(c.reds, redAt{at: int32(i), position: at})
	}
	if day := q.day(i); c.at < 0 || day > c.newest.Date || day == c.newest.Date && m.rating > c.newest.Rating {
		c.newest, c.at = Item{Rating: m.rating, Date: day}, i
	}
}

func (c *cardSum) add(i int, item *Item, missing MissingData) {
	c.counts.add(item.Rating, item.State, missing)
	if item.Rating == Red {
		red := redAt{at: int32(i), position: positionOf(item.Position)}
		if !red.position.small {
			ratio := item.Position
			red.ratio = &ratio
		}
		c.reds = append(c.reds, red)
	}
	switch {
	case item.Rating.known() != Unrated:
	case missing == CountRed && !item.State.excused():
		item.Rating = Red
	default:
		return
	}
	c.score.addItem(item)
	if c.at < 0 || newer(item, &c.newest) {
		c.newest, c.at = *item, i
	}
}

// overall is that of a policy of this package; ok is false for another.
func (s Scorecard) overall(sum *cardSum, policy Policy) (o Overall, ok bool) {
	g := gatheredOf(sum.counts, s.Settings)
	rating, reason, known := s.decide(sum, policy)
	if !known {
		return o, false
	}
	return g.overall(decided{policy.Name(), rating, reason}), true
}

// decide is what a policy of this package makes of the indicators that it is asked about.
func (s Scorecard) decide(sum *cardSum, policy Policy) (rating Rating, reason string, ok bool) {
	if sum.counts.counted.Items() == 0 {
		return Unrated, "", true // which no policy is asked
	}
	switch p := policy.(type) {
	case Weighted:
		rating, reason = weightless(p).ofTally(sum.counts.counted) // no indicator has a weight
		return rating, reason, true
	case Scores:
		score := sum.score
		rating, reason = p.ofMean(score.mean())
		return rating, reason, true
	case Latest:
		newest := sum.newest
		newest.Name = s.each()(sum.at).Name
		rating, reason = p.of(&newest)
		return rating, reason, true
	case Priority: // no indicator is one
		if p.Then == nil {
			return Unrated, "no rated item is a priority item", true
		}
		return s.decide(sum, p.Then)
	case Cap:
		if rating, reason, ok = s.decide(sum, p.then()); ok {
			rating, reason = p.capped(rating, reason, sum.counts.counted)
		}
		return rating, reason, ok
	}
	return byTally(policy, sum.counts.counted)
}

// decided is a policy that was asked already.
type decided struct {
	name   string
	rating Rating
	reason string
}

func (d decided) Name() string                    { return d.name }
func (d decided) Overall([]Item) (Rating, string) { return d.rating, d.reason }
func (d decided) ofTally(Tally) (Rating, string)  { return d.rating, d.reason }

// underEvery is the overall under every policy and by the one that is chosen, and the reds in the order in which they are named.
// Of the overalls none has the reds.
func (s Scorecard) underEvery() (every Comparison, chosen Overall, reds iter.Seq[[]byte]) {
	sum, policy := s.sum(), orPlurality(s.Policy)
	policies, _ := policiesWith(policy)
	under := func(p Policy) Overall {
		o, ok := s.overall(&sum, p)
		if !ok {
			o = RollUp(s.Items(), p, s.Settings)
			o.Reds, o.Unrated = nil, nil
		}
		return o
	}
	for _, p := range policies {
		every.take(under(p))
	}
	return every, under(policy), s.named(sum.reds)
}

// redsAtOnce is of how many red indicators the names are looked up at once.
const redsAtOnce = 64

// named are the names of red indicators, worst first. One is good until the next.
func (s Scorecard) named(reds []redAt) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		read := s.each()
		var rows []int32
		var names [][]byte
		for some := range slices.Chunk(worstFirst(reds), redsAtOnce) {
			rows, names = rows[:0], names[:0]
			for _, from := range some {
				at := int(reds[from].at)
				if s.columns != nil {
					rows = append(rows, int32(s.columns.row(at)))
				} else {
					names = append(names, []byte(read(at).Name))
				}
			}
			if s.columns != nil {
				names = s.columns.name.TextOfEach(rows, names)
			}
			for _, name := range names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// worstFirst is the order of reds by their positions. Two that differ as floats differ so as ratios too; others are compared
// exactly.
func worstFirst(reds []redAt) []int32 {
	near := make([]float64, len(reds))
	for i := range reds {
		near[i] = reds[i].position.near()
	}
	return order.Places(len(reds), func(i, j int) bool {
		switch {
		case near[i] < near[j]:
			return true
		case near[i] > near[j]:
			return false
		}
		sign, ok := reds[i].position.cmp(reds[j].position)
		if !ok {
			sign = reds[i].exactly().Cmp(reds[j].exactly())
		}
		return sign < 0
	})
}

// exactly is the position as a ratio.
func (r *redAt) exactly() Ratio {
	switch {
	case r.ratio != nil:
		return *r.ratio
	case !r.position.small:
		return Ratio{}
	}
	return NewRatio(r.position.over.Decimal(), r.position.under.Decimal())
}

// day is the day of an indicator.
func (q *quick) day(i int) Date {
	if on := q.date.Day(q.row(i)); !on.IsZero() {
		return on
	}
	return q.on
}

// position is where a miss stands between the red line and the green one; not small where there are not two of them.
func (q *quick) position(m missed) (p position) {
	over, under := m.red-m.miss, m.red-m.green
	switch {
	case under == 0:
		return p
	case under < 0:
		over, under = -over, -under
	}
	return position{fixed.Number{Units: over, Exponent: q.exponent}, fixed.Number{Units: under, Exponent: q.exponent}, true}
}
