package scrutiny

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// Exact fractions grow with every division: forty figures of forty digits, each divided by, give a fraction of 3,000 digits,
// and a formula of 4 kB can ask for it two thousand times. What a formula costs is therefore counted before it is worked out.
// A unit is about ten nanoseconds, so that one formula has a quarter of a second and a report two seconds, on any machine the
// same formulas.
const (
	maxFormulaCost = 25_000_000
	maxReportCost  = 200_000_000
)

// errCostly is a formula that is not worked out.
var errCostly = errors.New("the formula is too much work with figures of so many digits: give it in smaller steps")

// errSpent is a report whose formulas together are too much work.
var errSpent = errors.New("the formulas of the report together are too much work with figures of so many digits: check it in parts")

// work is what is left of the work that a report may ask for: for verdicts, and for slips that would account for a
// difference, of which a long sum has hundreds to try. A nil one has no bound.
type work struct {
	left, slips int64
	// stopped says that slips were left untried: then none that was found is known to be the only one.
	stopped bool
}

// newWork is the work of one report, maxReportCost where no other is given.
func newWork(most int64) *work {
	if most <= 0 {
		most = maxReportCost
	}
	return &work{left: most, slips: most}
}

func (w *work) spend(cost int64) bool {
	if w == nil {
		return true
	}
	if w.left < cost {
		return false
	}
	w.left -= cost
	return true
}

// allowance is the work that one formula may still ask for.
type allowance struct {
	// splits bounds the halvings of a formula that rises and falls.
	splits int
	// left and work bound the work, step is what one step of [node.within] costs.
	left, step int64
	work       *work
}

// allow says what a formula may cost: the error is errCostly or errSpent where not even one evaluation is within it.
func (f Formula) allow(v values, repeated int) (*allowance, error) {
	once := f.root.cost(v)
	if once > maxFormulaCost {
		return nil, errCostly
	}
	if !f.work.spend(once) {
		return nil, errSpent
	}
	// Each halving costs a derivative for every repeated name, some five evaluations, and one evaluation at each end.
	return &allowance{splits: maxSplits / (1 + repeated/8), left: maxFormulaCost - once, step: once * int64(2+5*repeated), work: f.work}, nil
}

// spend takes one step; false is that there is nothing left for it.
func (a *allowance) spend() bool {
	if a.left < a.step || !a.work.spend(a.step) {
		return false
	}
	a.left -= a.step
	return true
}

// try takes the work of trying one slip; false is that no more are tried.
func (f Formula) try(v values) bool {
	if f.work == nil {
		return true
	}
	cost := int64(f.root.steps()) * 5
	if !v.light() {
		cost *= 4
	}
	if f.work.slips < cost {
		f.work.stopped = true
		return false
	}
	f.work.slips -= cost
	return true
}

// cost is about what one evaluation over spans takes: for every step the square of the words of its fraction.
func (n *node) cost(v values) int64 {
	if steps := n.steps(); steps <= lightSteps && v.light() {
		return int64(steps) * 5
	}
	m := measure{values: v}
	m.extent(n)
	return m.cost
}

// lightSteps is how long a formula of small figures may be whose fractions stay small: it is not measured, because reports
// hold a hundred thousand of them.
const lightSteps = 16

func (n *node) steps() int {
	steps := 1
	for _, arg := range n.args {
		steps += arg.steps()
	}
	return steps
}

// light says that every value is a small fraction.
func (v values) light() bool {
	for _, s := range v {
		if s.lo.v != nil && s.lo.v.b != nil || s.hi.v != nil && s.hi.v.b != nil {
			return false
		}
	}
	return true
}

// measure walks a formula and counts.
type measure struct {
	values values
	cost   int64
}

// extent is how long a fraction gets: bits of its numerator and of its denominator. The denominator is told apart by what it
// is made of, so that adding 1/a to 1/a, or two figures of three decimal places, does not count twice.
type extent struct {
	top    int
	bottom map[string]factor
}

// factor is a part of a denominator: so many bits, so many times.
type factor struct{ bits, times int }

func (e extent) denominator() int {
	bits := 0
	for _, f := range e.bottom {
		bits += f.bits * f.times
	}
	return bits
}

func (m *measure) extent(n *node) extent {
	switch n.op {
	case '#':
		return extentOf(n.number)
	case '@':
		s := m.values[n.name]
		e := extentOf(s.lo.v)
		if high := extentOf(s.hi.v); high.top+high.denominator() > e.top+e.denominator() {
			e = high
		}
		return e
	}
	args := make([]extent, len(n.args))
	for i, arg := range n.args {
		args[i] = m.extent(arg)
	}
	e := args[0]
	switch {
	case n.op == '*':
		e = times(e, args[1])
	case n.op == '/':
		e = divided(e, args[1], n.args[1])
	case n.op == 'f' && n.name == "round":
		e = extent{top: e.top, bottom: map[string]factor{ten: {4, 12}}}
	default:
		for _, arg := range args[1:] {
			e = plus(e, arg)
			m.charge(e)
		}
		return e
	}
	m.charge(e)
	return e
}

// charge counts one step that gives a fraction of some length: four products of its ends, and the common divisor of each,
// which takes some eight products.
func (m *measure) charge(e extent) {
	words := int64(e.top+e.denominator())/64 + 1
	m.cost += 1 + words*words*4
}

// ten is the denominator of printed figures.
const ten = "10"

func extentOf(r *ratio) extent {
	if r == nil {
		return extent{top: 1}
	}
	if r.b == nil && r.den() == 1 {
		return extent{top: 64}
	}
	top, bottom := r.Num().BitLen(), r.Denom()
	if bottom.BitLen() <= 1 {
		return extent{top: top}
	}
	// Halves of a printed unit have one more factor of two.
	places := bottom.BitLen()/3 + 1
	if new(big.Int).Mod(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil), bottom).Sign() == 0 {
		return extent{top: top, bottom: map[string]factor{ten: {4, places}}}
	}
	return extent{top: top, bottom: map[string]factor{bottom.String(): {bottom.BitLen(), 1}}}
}

func plus(a, b extent) extent {
	bottom := make(map[string]factor, len(a.bottom)+len(b.bottom))
	for key, f := range a.bottom {
		bottom[key] = f
	}
	for key, f := range b.bottom {
		bottom[key] = factor{f.bits, max(f.times, bottom[key].times)}
	}
	e := extent{bottom: bottom}
	whole := e.denominator()
	e.top = 1 + max(a.top+whole-a.denominator(), b.top+whole-b.denominator())
	return e
}

func times(a, b extent) extent {
	bottom := make(map[string]factor, len(a.bottom)+len(b.bottom))
	for key, f := range a.bottom {
		bottom[key] = f
	}
	for key, f := range b.bottom {
		bottom[key] = factor{f.bits, f.times + bottom[key].times}
	}
	return extent{a.top + b.top, bottom}
}

// divided turns b over: its numerator becomes a part of the denominator, told apart by the formula that gives it.
func divided(a, b extent, by *node) extent {
	return times(a, extent{b.denominator() + 1, map[string]factor{by.key(): {b.top, 1}}})
}

// key is the formula of a step without spaces, the same for the same steps.
func (n *node) key() string {
	var b strings.Builder
	n.writeKey(&b)
	return b.String()
}

func (n *node) writeKey(b *strings.Builder) {
	b.WriteByte(n.op)
	switch n.op {
	case '#':
		b.WriteString(n.text)
		return
	case '@':
		b.WriteString(strconv.Quote(n.name))
		return
	}
	b.WriteString(n.name)
	for _, arg := range n.args {
		b.WriteByte('(')
		arg.writeKey(b)
	}
	b.WriteByte(')')
}
