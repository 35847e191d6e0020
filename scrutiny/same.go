package scrutiny

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// joinRepeated makes one variable of each figure that is printed in several places, and then lets their intervals meet.
func (c *checker) joinRepeated() {
	each := func(reference string, in Input, q *quantity) {
		if in.SameAs == "" {
			return
		}
		target := c.named[in.SameAs]
		if target == nil || target == q {
			q.problem = fmt.Sprintf("repeats %q, which is no figure of the report", in.SameAs)
			return
		}
		if in.Value == "" && in.Missing == "" {
			// A reference without a value of its own stands for the figure.
			where, was := q.where, q.group
			*q = *target
			q.where, q.group = where, was
		}
		q.adopt(target, in)
		join(q, target)
	}
	for i, g := range c.tables {
		if !g.repeats {
			continue
		}
		for _, l := range g.lines {
			for _, column := range g.columns {
				if q := l.cells[column.ID]; q != nil {
					each(q.where, c.cellInput(i, l, column.ID), q)
				}
			}
		}
	}
	for _, s := range c.claims {
		if s.claim.SameAs != "" {
			in := s.claim.Printed
			in.SameAs = s.claim.SameAs
			each(s.id, in, s.printed)
		} else {
			each(s.id, s.claim.Printed, s.printed)
		}
		for name, in := range s.claim.Inputs {
			each(s.id+"/"+name, in, s.inputs[name])
		}
		for name, in := range map[string]Input{"value": s.claim.Value, "against": s.claim.Against, "base": s.claim.Base, "target": s.claim.Target} {
			if q := s.inputs[name]; q != nil {
				each(s.id+"/"+name, in, q)
			}
		}
	}
	joined := map[string]*group{}
	for reference, q := range c.named {
		if q.group != nil {
			joined[reference] = q.group
		}
	}
	settled := map[*group]bool{}
	for _, reference := range sortedKeys(joined) {
		if g := joined[reference]; !settled[g] {
			settled[g] = true
			g.settle()
		}
	}
}

// adopt reads a bare figure in the unit of the figure that it repeats: the text's 12,261 is the 12,261 of a table in £k.
// A figure that prints a unit, or even a pound sign, says what it is.
func (q *quantity) adopt(target *quantity, in Input) {
	if in.Value == "" || in.Unit != "" || q.setting.unit != "" || !q.usable() || !target.usable() || q.fig.Unit != (figure.Unit{}) || target.fig.Unit == q.fig.Unit {
		return
	}
	unit := target.fig.Unit
	s := q.setting
	s.parsed = &unit
	q.reread(in, s)
}

// reread reads a figure again under other settings; it stays where it is.
func (q *quantity) reread(in Input, s setting) {
	where, group := q.where, q.group
	*q = *newQuantity(in, s)
	q.where, q.group = where, group
}

// cellInput is the cell of a line as the document has it.
func (c *checker) cellInput(table int, l *line, id string) Input {
	if l.total != nil {
		return l.total.Cells[id]
	}
	for _, row := range c.report.Tables[table].Rows {
		if row.Label == l.label {
			return row.Cells[id]
		}
	}
	return Input{}
}

// checkSameClaim judges a figure that repeats another: at the same precision the two must be equal, at different ones the
// coarser must be what the finer prints as.
func (c *checker) checkSameClaim(s *statement) {
	f := s.start()
	other, name := c.other(s)
	if other == nil {
		c.add(cannotCheck(f, s.printed, "the figure that it repeats is not stated"), s.printed)
		return
	}
	if s.printed.problem != "" || other.problem != "" {
		reason := "the figure it repeats " + other.problem
		if s.printed.problem != "" {
			reason = "the printed figure " + s.printed.problem
		}
		c.add(cannotCheck(f, s.printed, reason), s.printed)
		return
	}
	f.Verdict = repeats(s.printed, other)
	if note := s.printed.lostUnit(); note != "" {
		f.Notes = append(f.Notes, note)
	}
	f.Computed = s.printed.decimal(other.value)
	f.Low, f.High = s.printed.decimalEnd(other.span.lo), s.printed.decimalEnd(other.span.hi)
	here, there := s.printed.spell(s.printed.fig.Unit), other.spell(s.printed.fig.Unit)
	switch f.Verdict {
	case Agrees:
		f.Working = fmt.Sprintf("%s = %s (%s), as printed", here, there, name)
	case WithinRounding:
		f.Working = fmt.Sprintf("%s and %s (%s) may be the same figure, rounded", here, there, name)
	default:
		f.Working = fmt.Sprintf("%s here, %s in %s: the same figure differs", here, there, name)
	}
	e := equation{formula: Formula{root: &node{op: '@', name: "it"}, names: []string{"it"}}, inputs: map[string]*quantity{"it": alone(other)}, printed: alone(s.printed)}
	o := outcome{verdict: f.Verdict, computed: other.value, possible: other.span}
	if f.Verdict == Differs {
		e.explain(&f, o, nil)
	}
	f.Telling = e.telling(o)
	e.weigh(&f, o)
	c.add(f, s.printed, other)
}

// alone is a figure as it is printed here, apart from its other printings.
func alone(q *quantity) *quantity {
	copied := *q
	copied.group = nil
	return &copied
}

// other is the figure that a claim of kind same repeats.
func (c *checker) other(s *statement) (q *quantity, name string) {
	reference := s.claim.SameAs
	if reference == "" {
		reference = s.claim.Printed.SameAs
	}
	if reference != "" {
		return c.named[reference], reference
	}
	for _, name := range sortedKeys(s.inputs) {
		return s.inputs[name], name
	}
	return nil, ""
}

// repeats is the verdict on two printings of one figure.
func repeats(a, b *quantity) Verdict {
	if a.oneSided() || b.oneSided() || a.isRange() || b.isRange() {
		if _, ok := a.span.meet(b.span); ok {
			return Agrees
		}
		return Differs
	}
	if a.sameStep(b) {
		if a.value.Cmp(b.value) == 0 {
			return Agrees
		}
		return Differs
	}
	coarse, fine := a, b
	if a.finerThan(b) {
		coarse, fine = b, a
	}
	if coarse.prints(fine.value) {
		return Agrees
	}
	if _, ok := a.span.meet(b.span); ok {
		return WithinRounding
	}
	return Differs
}
