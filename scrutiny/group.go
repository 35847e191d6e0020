package scrutiny

import (
	"fmt"
	"strings"
)

// group is one figure printed in several places: one variable.
type group struct {
	members []*quantity
	span    span
	best    *quantity
	// conflict is the sentence that says which printings cannot be one figure; empty when they can.
	conflict string
}

// join makes two printings one figure.
func join(a, b *quantity) {
	if a.group != nil && a.group == b.group {
		return
	}
	joined := &group{}
	for _, q := range []*quantity{a, b} {
		if q.group == nil {
			joined.members = append(joined.members, q)
			continue
		}
		joined.members = append(joined.members, q.group.members...)
	}
	for _, q := range joined.members {
		q.group = joined
	}
}

// settle lets the intervals of the printings meet, and finds the most precise.
func (g *group) settle() {
	for _, q := range g.members {
		if !q.usable() {
			g.unusable(q)
			continue
		}
		if g.best == nil {
			g.best, g.span = q, q.span
			continue
		}
		for _, other := range g.members {
			if other != q && other.usable() && q.sameStep(other) && q.value.Cmp(other.value) != 0 && g.conflict == "" {
				g.conflict = fmt.Sprintf("%s and %s are printed for one figure at the same precision", other.text, q.text)
			}
		}
		met, ok := g.span.meet(q.span)
		if !ok {
			g.conflict = fmt.Sprintf("%s and %s cannot be one figure", g.best.text, q.text)
			continue
		}
		g.span = met
		if q.finerThan(g.best) {
			g.best = q
		}
	}
}

// unusable notes a printing that cannot take part: a blank beside a value cannot be the same figure, and a figure with a
// fault of its own spoils the others.
func (g *group) unusable(q *quantity) {
	for _, other := range g.members {
		if g.conflict == "" && other != q && (other.usable() || !q.missing) {
			g.conflict = strings.TrimSpace(q.text + " " + q.problem)
		}
	}
}

func (q *quantity) sameStep(p *quantity) bool {
	if q.step == nil || p.step == nil {
		return q.step == p.step
	}
	return q.step.Cmp(p.step) == 0
}

// finerThan orders printings by precision: an exact one before all.
func (q *quantity) finerThan(p *quantity) bool {
	if q.step == nil || p.step == nil {
		return q.step == nil && p.step != nil
	}
	return q.step.Cmp(p.step) < 0
}

// best is the most precise printing of the figure; q itself where it is printed once.
func (q *quantity) best() *quantity {
	if q.group == nil || q.group.best == nil {
		return q
	}
	return q.group.best
}

// all is every value the figure may have, from all its printings.
func (q *quantity) all() span {
	if q.group == nil || q.group.best == nil {
		return q.span
	}
	return q.group.span
}

// obstacle is why the figure cannot take part in a check, or empty.
func (q *quantity) obstacle() string {
	switch {
	case q == nil:
		return "is not printed"
	case q.group != nil && q.group.conflict != "":
		return "is printed twice, differently: " + q.group.conflict
	case q.group != nil && q.group.best != nil:
		return ""
	}
	return q.problem
}
