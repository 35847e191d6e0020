package caseload

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Group is the sums of a set of workers: all of them, a team, a role, the newly qualified, agency or permanent. Its averages
// are ratios of these sums.
type Group struct {
	Name string
	// Workers = Holding + WithNone.
	Workers, Holding, WithNone int
	// FTE is of all workers, HoldingFTE of those holding at least one case, with newly qualified workers at their
	// protected FTE where [Protection] says so.
	FTE, HoldingFTE decimal.Decimal
	Cases           int
	// Load and Limit are the sums of what is held and of everyone's own limits, in the unit of the bands: cases or points.
	Load, Limit decimal.Decimal
	// OverLimit, OverExceptional and OverOptimum are how many workers hold more than their own limit, exceptional limit
	// and optimum.
	OverLimit, OverExceptional, OverOptimum int
	// Excess is what the workers over their limit hold above it, added up.
	Excess decimal.Decimal
	// Over says that the group as a whole holds more than its members' limits together.
	Over bool
}

// MeanPerWorker is cases over workers holding at least one case.
func (g Group) MeanPerWorker() Ratio {
	return Ratio{Definition: "cases / workers holding at least one case", Numerator: count(g.Cases), Denominator: count(g.Holding)}
}

// MeanPerFTE is cases over FTE of workers holding at least one case, the DfE's definition of the average caseload.
func (g Group) MeanPerFTE() Ratio {
	return Ratio{Definition: "cases / FTE of workers holding at least one case", Numerator: count(g.Cases), Denominator: g.HoldingFTE}
}

// Utilisation is the load of the group against its limits together.
func (g Group) Utilisation() Utilisation { return Utilisation{Load: g.Load, Capacity: g.Limit} }

// ShareOver is the workers over their limit, of those holding at least one case, in per cent.
func (g Group) ShareOver() Ratio {
	return percentOf("workers over their limit / workers holding at least one case", g.OverLimit, g.Holding)
}

// Equal reports whether two groups have the same name and the same sums.
func (g Group) Equal(other Group) bool {
	return g.Name == other.Name && g.Workers == other.Workers && g.Holding == other.Holding && g.WithNone == other.WithNone &&
		g.FTE.Equal(other.FTE) && g.HoldingFTE.Equal(other.HoldingFTE) && g.Cases == other.Cases &&
		g.Load.Equal(other.Load) && g.Limit.Equal(other.Limit) && g.Excess.Equal(other.Excess) &&
		g.OverLimit == other.OverLimit && g.OverExceptional == other.OverExceptional &&
		g.OverOptimum == other.OverOptimum && g.Over == other.Over
}

// member is what one worker adds to each group that they belong to.
type member struct {
	worker                             Worker
	holds                              bool
	fte, load, limit, excess           decimal.Decimal
	over, overOptimum, overExceptional bool
}

// memberOf works out once what all groups of a worker are given.
func (l Limits) memberOf(w Worker, basis Basis) member {
	m := member{worker: w, fte: l.ASYE.FTE(w), load: w.load(basis), limit: l.Of(w)}
	if m.holds = !m.load.IsZero() || w.Cases > 0; !m.holds {
		return m
	}
	exceeds := func(limit decimal.Decimal) bool { return (Utilisation{m.load, limit}).Over(l.Over) }
	if m.over = exceeds(m.limit); m.over {
		m.excess = m.load.Sub(m.limit)
	}
	stated := !l.assumed.optimum || !w.inPoints(basis)
	m.overOptimum = stated && exceeds(l.OptimumOf(w))
	most, ok := l.ExceptionalOf(w)
	m.overExceptional = ok && exceeds(most)
	return m
}

// memberSums is how many sums a member adds to, and sums what it adds to each: FTE, FTE of those holding, load, limit, excess.
const memberSums = 5

func (m *member) sums() (sums [memberSums]decimal.Decimal) {
	sums = [...]decimal.Decimal{m.worker.FTE, {}, m.load, m.limit, {}}
	if m.holds {
		sums[1] = m.fte
	}
	if m.over {
		sums[4] = m.excess
	}
	return sums
}

// count counts one worker, without the sums.
func (g *Group) count(m *member) {
	g.Workers++
	if !m.holds {
		g.WithNone++
		return
	}
	g.Holding++
	g.Cases += m.worker.Cases
	if m.over {
		g.OverLimit++
	}
	if m.overOptimum {
		g.OverOptimum++
	}
	if m.overExceptional {
		g.OverExceptional++
	}
}

// groupSum is a group while workers are added to it: one decimal a sum is made at the end, not one a worker.
type groupSum struct {
	group Group
	of    [memberSums]fixed.Sum
}

// add counts one worker.
func (s *groupSum) add(m *member) {
	s.group.count(m)
	for q, d := range m.sums() {
		s.of[q].Add(d)
	}
}

// merge adds the sums of workers who are in no other part of s.
func (s *groupSum) merge(part *groupSum) {
	s.group.merge(&part.group)
	for q := range s.of {
		s.of[q].Add(part.of[q].Decimal())
	}
}

// sums is the group with what was added to it.
func (s *groupSum) sums() Group {
	g := s.group
	for q, into := range g.sumsAt() {
		*into = s.of[q].Decimal()
	}
	return g
}

// sumsAt are the sums of a group, in the order of [member.sums].
func (g *Group) sumsAt() [memberSums]*decimal.Decimal {
	return [...]*decimal.Decimal{&g.FTE, &g.HoldingFTE, &g.Load, &g.Limit, &g.Excess}
}

// merge adds the counts of workers who are in no other part of g, without the sums.
func (g *Group) merge(part *Group) {
	g.Workers += part.Workers
	g.Holding += part.Holding
	g.WithNone += part.WithNone
	g.Cases += part.Cases
	g.OverLimit += part.OverLimit
	g.OverExceptional += part.OverExceptional
	g.OverOptimum += part.OverOptimum
}
