package scrutiny

import (
	"fmt"
	"slices"
)

// judged is a finding of a table with the equation it came from.
type judged struct {
	finding int // index in the checker's findings
	e       equation
	o       outcome
	h       *hints
	// cells and weights are the equation as a balance; nil when it is not linear.
	balance *balance
}

// balanced makes the equation a balance, where it is linear and was judged.
func (j judged) balanced() judged {
	if weights, constant, linear := j.e.formula.linear(); linear && j.o.reason == "" {
		b := balance{constant: new(ratio).Neg(constant)}
		for _, name := range j.e.formula.names {
			b.put(j.e.inputs[name], weights[name])
		}
		b.put(j.e.printed, newRatio(-1, 1))
		j.balance = &b
	}
	return j
}

// needs is every value that the balance leaves to one of its cells.
func (b *balance) needs(q *quantity) (span, bool) {
	rest := point(b.constant)
	var own *ratio
	for i, other := range b.cells {
		if other == q {
			own = b.weights[i]
			continue
		}
		rest = rest.sub(other.all().scale(b.weights[i]))
	}
	if own == nil || own.Sign() == 0 {
		return span{}, false
	}
	return rest.scale(new(ratio).Inv(own)), true
}

// explainTable looks at all that failed in a table together. One cell whose change would mend every failing sum, and break
// none that passes, is the root; the other findings are carried over from it. Failing that, a slip that explains all
// failing columns of a total in the same way is shown for each.
func (c *checker) explainTable(all []judged) {
	var failed []judged
	for _, j := range all {
		if j.o.verdict == Differs && j.o.reason == "" {
			failed = append(failed, j)
		}
	}
	if len(failed) == 0 || c.cutNotRounded(all, failed) {
		return
	}
	for i := range all {
		all[i] = all[i].balanced()
	}
	for i := range failed {
		failed[i] = failed[i].balanced()
	}
	if len(failed) > 1 || failed[0].balance != nil {
		if c.explainByRoot(all, failed) {
			return
		}
	}
	c.explainByTotal(failed)
}

// explainByRoot finds the one cell at fault.
func (c *checker) explainByRoot(all, failed []judged) bool {
	// The work grows with the square of the table; a table so large is not one that a person prints.
	const mostWork = 200_000
	if failed[0].balance == nil || len(failed[0].balance.cells)*len(all) > mostWork {
		return false
	}
	var roots []*quantity
	var wanted []span
	for _, q := range failed[0].balance.cells {
		if s, ok := mends(q, all); ok {
			roots, wanted = append(roots, q), append(wanted, s)
		}
	}
	if len(roots) != 1 {
		return false
	}
	root := roots[0]
	primary := &c.findings[failed[0].finding]
	for _, j := range failed {
		// The root is best told where it is itself the printed result.
		if j.e.printed == root {
			primary = &c.findings[j.finding]
		}
	}
	one, ok := classify(root, wanted[0])
	for _, j := range failed {
		f := &c.findings[j.finding]
		if f.ID != primary.ID {
			f.Root = primary.ID
		}
		if rowSlip, found := simplest(j.e.rowSlips(j.h)); found && j.e.printed == root && !(ok && (one.slip == SlipSign || one.slip == SlipScale)) {
			one, ok = rowSlip, true
		}
	}
	for _, j := range failed {
		f := &c.findings[j.finding]
		f.Slip, f.Explanation = "", fmt.Sprintf("One figure accounts for it: %s is printed %s, its row and column need %s.", root.where, root.text, root.showSpan(wanted[0]))
		if ok {
			f.Slip, f.Explanation = one.slip, one.sentence
		}
	}
	return true
}

// mends says whether another value of one cell would let every failing sum pass and every passing one still pass.
func mends(q *quantity, all []judged) (span, bool) {
	needed := everything()
	for _, j := range all {
		if j.o.reason != "" {
			continue
		}
		if j.balance == nil {
			if j.o.verdict == Differs && !j.usesCell(q) {
				return needed, false
			}
			continue
		}
		s, in := j.balance.needs(q)
		if !in {
			if j.o.verdict == Differs {
				return needed, false
			}
			continue
		}
		var ok bool
		if needed, ok = needed.meet(s); !ok {
			return needed, false
		}
	}
	return needed, needed.bounded()
}

func (j judged) usesCell(q *quantity) bool {
	if j.e.printed == q {
		return true
	}
	for _, name := range j.e.formula.names {
		if j.e.inputs[name] == q {
			return true
		}
	}
	return false
}

// classify names the slip that makes of the wanted value what is printed.
func classify(q *quantity, wanted span) (candidate, bool) {
	middle := new(ratio).Add(wanted.lo.v, wanted.hi.v)
	middle.Quo(middle, newRatio(2, 1))
	told := fmt.Sprintf("%s is printed %s, its row and column need %s", q.where, q.text, q.showSpan(wanted))
	if _, meets := q.span.neg().meet(wanted); meets && q.value.Sign() != 0 {
		return candidate{slip: SlipSign, sentence: told + ": the sign is turned over."}, true
	}
	for _, power := range []int32{1, 2, 3, 6} {
		for _, sign := range []int32{1, -1} {
			scaled := new(ratio).Mul(q.value, powerOfTen(sign*power))
			reach := point(scaled)
			if sign > 0 && q.step != nil && q.value.Sign() != 0 && significantDigits(q.fig) > 1 {
				reach = q.span.scale(powerOfTen(power))
			}
			if _, meets := reach.meet(wanted); meets && scaled.Sign() != 0 {
				return candidate{slip: SlipScale, sentence: fmt.Sprintf("%s: a factor of %s.", told, scaleNames()[power])}, true
			}
		}
	}
	switch digitSlip(q, wanted) {
	case SlipTransposed:
		return candidate{slip: SlipTransposed, sentence: told + ": two digits are changed round."}, true
	case SlipDigit:
		return candidate{slip: SlipDigit, sentence: told + ": one digit differs."}, true
	}
	return candidate{}, false
}

// explainByTotal shows, for the failing columns of each total, the slip that explains them all in the same way.
func (c *checker) explainByTotal(failed []judged) {
	byLine := map[*line][]judged{}
	var order []*line
	for _, j := range failed {
		if j.h == nil || j.h.line == nil {
			continue
		}
		if byLine[j.h.line] == nil {
			order = append(order, j.h.line)
		}
		byLine[j.h.line] = append(byLine[j.h.line], j)
	}
	for _, l := range order {
		group := byLine[l]
		if len(group) < 2 {
			continue
		}
		shared := group[0].e.candidates(group[0].o, group[0].h)
		for _, j := range group[1:] {
			here := j.e.candidates(j.o, j.h)
			shared = slices.DeleteFunc(shared, func(c candidate) bool {
				return !slices.ContainsFunc(here, func(d candidate) bool { return d.slip == c.slip && d.key == c.key })
			})
		}
		one, ok := simplest(shared)
		if !ok {
			continue
		}
		for _, j := range group {
			for _, own := range j.e.candidates(j.o, j.h) {
				if own.slip == one.slip && own.key == one.key {
					c.findings[j.finding].Slip, c.findings[j.finding].Explanation = own.slip, own.sentence
				}
			}
			if first := c.findings[group[0].finding].ID; c.findings[j.finding].ID != first {
				c.findings[j.finding].Root = first
			}
		}
	}
}

// cutNotRounded asks whether the whole table holds if its figures were cut, not rounded. Where several sums fail under
// rounding and none under cutting, the table was printed so, and what seemed to differ is within its rounding.
func (c *checker) cutNotRounded(all, failed []judged) bool {
	if len(failed) < 2 {
		return false
	}
	for _, j := range all {
		if j.o.reason != "" {
			continue
		}
		if j.e.printed.setting.rounding != Nearest || !j.e.holdsCut() {
			return false
		}
	}
	for _, j := range failed {
		f := &c.findings[j.finding]
		f.Verdict, f.Slip, f.Explanation = WithinRounding, SlipTruncated, "Every sum of the table holds if its figures were cut, not rounded."
	}
	return true
}

// holdsCut judges the equation with every figure cut instead of rounded.
func (e equation) holdsCut() bool {
	cut := func(q *quantity) (span, bool) {
		if q.group != nil || q.oneSided() || q.isRange() {
			return span{}, false
		}
		return q.around(q.value, Truncated), true
	}
	all := values{}
	for _, name := range e.formula.names {
		s, ok := cut(e.inputs[name])
		if !ok {
			return false
		}
		all[name] = s
	}
	printed, ok := cut(e.printed)
	if !ok {
		return false
	}
	possible, err := e.formula.possible(all)
	if err != nil {
		return false
	}
	_, meets := possible.meet(printed)
	return meets
}
