package scrutiny

import (
	"errors"
)

// errZeroBase is a division by zero, or by values that may be zero.
var errZeroBase = errors.New("a base is zero, or may be: nothing can be divided by it")

// values gives each name its possible values.
type values map[string]span

// at works the formula out at single values.
func (n *node) at(v map[string]*ratio) (*ratio, error) {
	switch n.op {
	case '#':
		return n.number, nil
	case '@':
		return v[n.name], nil
	}
	args := make([]*ratio, len(n.args))
	for i, arg := range n.args {
		value, err := arg.at(v)
		if err != nil {
			return nil, err
		}
		args[i] = value
	}
	x := new(ratio)
	switch n.op {
	case '+':
		return x.Add(args[0], args[1]), nil
	case '-':
		return x.Sub(args[0], args[1]), nil
	case '*':
		return x.Mul(args[0], args[1]), nil
	case '/':
		if args[1].Sign() == 0 {
			return nil, errZeroBase
		}
		return x.Quo(args[0], args[1]), nil
	case 'n':
		return x.Neg(args[0]), nil
	}
	return callAt(n, args), nil
}

func callAt(n *node, args []*ratio) *ratio {
	x := new(ratio).Set(args[0])
	switch n.name {
	case "abs":
		return x.Abs(x)
	case "round":
		return roundTo(x, n.step())
	}
	for _, arg := range args[1:] {
		switch {
		case n.name == "sum":
			x.Add(x, arg)
		case n.name == "min" && arg.Cmp(x) < 0, n.name == "max" && arg.Cmp(x) > 0:
			x.Set(arg)
		}
	}
	return x
}

// step is the step that a round rounds to.
func (n *node) step() *ratio {
	return powerOfTen(-int32(n.args[1].number.Num().Int64()))
}

// over is every value that the formula can take, or more: a name that occurs twice is taken as two figures here, and
// [Formula.possible] mends that.
func (n *node) over(v values) (span, error) {
	switch n.op {
	case '#':
		return point(n.number), nil
	case '@':
		return v[n.name], nil
	}
	args := make([]span, len(n.args))
	for i, arg := range n.args {
		s, err := arg.over(v)
		if err != nil {
			return span{}, err
		}
		args[i] = s
	}
	value, ok := n.combine(args)
	if !ok {
		return span{}, errZeroBase
	}
	return value, nil
}

// combine applies one operation; ok is false for a division by what may be zero.
func (n *node) combine(args []span) (value span, ok bool) {
	switch n.op {
	case '+':
		return args[0].add(args[1]), true
	case '-':
		return args[0].sub(args[1]), true
	case '*':
		return args[0].mul(args[1]), true
	case '/':
		if args[1].holdsZero() {
			return span{}, false
		}
		return args[0].mul(args[1].inverse()), true
	case 'n':
		return args[0].neg(), true
	}
	return callOver(n, args), true
}

func callOver(n *node, args []span) span {
	x := args[0]
	switch n.name {
	case "abs":
		return x.abs()
	case "round":
		round := func(e end) end {
			if e.v == nil {
				return e
			}
			return end{v: roundTo(e.v, n.step())}
		}
		return span{round(x.lo), round(x.hi)}
	}
	for _, arg := range args[1:] {
		switch n.name {
		case "sum":
			x = x.add(arg)
		case "min":
			x = x.atMost(arg)
		case "max":
			x = x.atLeast(arg)
		}
	}
	return x
}

// slope is the values of a step and of its derivative by one name; ok is false where there is no derivative to speak of.
func (n *node) slope(name string, v values) (value, slope span, ok bool) {
	zero := point(new(ratio))
	switch {
	case n.op == '#':
		return point(n.number), zero, true
	case n.op == '@' && n.name == name:
		return v[n.name], point(newRatio(1, 1)), true
	case n.op == '@':
		return v[n.name], zero, true
	}
	args, slopes, moves := make([]span, len(n.args)), make([]span, len(n.args)), false
	for i, arg := range n.args {
		if args[i], slopes[i], ok = arg.slope(name, v); !ok {
			return value, slope, false
		}
		moves = moves || !slopes[i].isZero()
	}
	if value, ok = n.combine(args); !ok || !moves {
		return value, zero, ok
	}
	switch n.op {
	case '+':
		return value, slopes[0].add(slopes[1]), true
	case '-':
		return value, slopes[0].sub(slopes[1]), true
	case 'n':
		return value, slopes[0].neg(), true
	case '*':
		return value, slopes[0].mul(args[1]).add(args[0].mul(slopes[1])), true
	case '/':
		inverse := args[1].inverse()
		return value, slopes[0].mul(args[1]).sub(args[0].mul(slopes[1])).mul(inverse).mul(inverse), true
	}
	switch n.name {
	case "sum":
		slope = zero
		for _, s := range slopes {
			slope = slope.add(s)
		}
		return value, slope, true
	case "min", "max":
		return value, n.chosenSlope(slopes, args), true
	case "abs":
		return value, absSlope(slopes[0], args[0]), true
	}
	return value, slope, false
}

// chosenSlope is the slope of a least or greatest: that of every argument which may be the one chosen.
func (n *node) chosenSlope(slopes, args []span) span {
	least := args[0]
	for _, arg := range args[1:] {
		if n.name == "min" {
			least = least.atMost(arg)
		} else {
			least = least.atLeast(arg)
		}
	}
	chosen, found := span{}, false
	for i, arg := range args {
		if _, meets := arg.meet(least); !meets {
			continue
		}
		if !found {
			chosen, found = slopes[i], true
			continue
		}
		chosen = chosen.hull(slopes[i])
	}
	return chosen
}

// absSlope is the slope of a size: turned over where the value is negative, and either way where it may be both.
func absSlope(slope, value span) span {
	switch {
	case value.lo.v != nil && value.lo.v.Sign() >= 0:
		return slope
	case value.hi.v != nil && value.hi.v.Sign() <= 0:
		return slope.neg()
	}
	return slope.hull(slope.neg())
}

func (s span) isZero() bool { return s.isPoint() && s.lo.v.Sign() == 0 }

// maxSplits bounds the halvings of a formula that rises and falls within its inputs' intervals.
const maxSplits = 32

// possible is every value the formula can take when each name is one figure. It is exact where the formula rises or falls
// throughout in every name that occurs more than once, as shares, changes and ratios do; elsewhere, and where exactness costs
// too much, the inputs are halved less or not at all, and what is left over errs on the wide side, which can only excuse. The
// error is errZeroBase, errCostly or errSpent.
func (f Formula) possible(v values) (span, error) {
	if sum, linear := f.weighed(func(name string) span { return v[name] }); linear {
		return sum, nil
	}
	var repeated []string
	for _, name := range f.names {
		if !v[name].isPoint() && f.root.uses(name) > 1 {
			repeated = append(repeated, name)
		}
	}
	a, err := f.allow(v, len(repeated))
	if err != nil {
		return span{}, err
	}
	return f.root.within(v, repeated, a)
}

func (n *node) within(v values, repeated []string, a *allowance) (span, error) {
	whole, err := n.over(v)
	if err != nil || len(repeated) == 0 || !a.spend() {
		return whole, err
	}
	low, high, wandering := v.copied(), v.copied(), ""
	lowOpen, highOpen := false, false
	for _, name := range repeated {
		_, slope, ok := n.slope(name, v)
		rising := ok && slope.lo.v != nil && slope.lo.v.Sign() >= 0
		falling := ok && slope.hi.v != nil && slope.hi.v.Sign() <= 0
		if !rising && !falling {
			wandering = name
			continue
		}
		first, last := v[name].lo, v[name].hi
		if !rising {
			first, last = last, first
		}
		low[name], high[name] = v[name].atEnd(!rising), v[name].atEnd(rising)
		// Only a formula that truly moves with the name fails to reach what lies at an open end.
		moves := (rising && slope.lo.v.Sign() > 0) || (falling && slope.hi.v.Sign() < 0)
		lowOpen, highOpen = lowOpen || (moves && first.open), highOpen || (moves && last.open)
	}
	if wandering == "" {
		least, err := n.over(low)
		if err != nil {
			return span{}, err
		}
		greatest, err := n.over(high)
		if err != nil {
			return span{}, err
		}
		least.lo.open, greatest.hi.open = least.lo.open || lowOpen, greatest.hi.open || highOpen
		return span{least.lo, greatest.hi}, nil
	}
	if a.splits <= 0 || !v[wandering].bounded() {
		return whole, nil
	}
	a.splits--
	lower, upper := v.copied(), v.copied()
	lower[wandering], upper[wandering] = v[wandering].halves()
	first, err := n.within(lower, repeated, a)
	if err != nil {
		return span{}, err
	}
	second, err := n.within(upper, repeated, a)
	if err != nil {
		return span{}, err
	}
	return first.hull(second), nil
}

func (v values) copied() values {
	c := make(values, len(v))
	for name, s := range v {
		c[name] = s
	}
	return c
}

// atEnd is one end as a point.
func (s span) atEnd(high bool) span {
	e := s.lo
	if high {
		e = s.hi
	}
	if e.v == nil {
		return s
	}
	return point(e.v)
}

func (s span) halves() (lower, upper span) {
	middle := new(ratio).Add(s.lo.v, s.hi.v)
	middle.Quo(middle, newRatio(2, 1))
	return span{s.lo, end{v: middle}}, span{end{v: middle}, s.hi}
}

// measurePower is the power to which the measure of the names stands in the result, each name holding it to the power given;
// ok is false where terms of different powers are added.
func (n *node) measurePower(of func(name string) int) (power int, ok bool) {
	switch n.op {
	case '#':
		return 0, true
	case '@':
		return of(n.name), true
	}
	powers := make([]int, len(n.args))
	for i, arg := range n.args {
		if powers[i], ok = arg.measurePower(of); !ok {
			return 0, false
		}
	}
	switch {
	case n.op == '*':
		return powers[0] + powers[1], true
	case n.op == '/':
		return powers[0] - powers[1], true
	case n.op == 'f' && n.name == "round":
		return powers[0], true
	}
	for _, p := range powers {
		if p != powers[0] {
			return 0, false
		}
	}
	return powers[0], true
}

// weighing is a formula as a constant and a weight for each name, which nobody changes.
type weighing struct {
	weights  map[string]*ratio
	constant *ratio
	linear   bool
}

// weigh works out the weights once for all who ask.
func (f *Formula) weigh() {
	weights, constant, linear := f.root.linear()
	f.weighing = &weighing{weights, constant, linear}
}

// linear gives the formula as a constant and a weight for each name; ok is false when it is not of that form.
func (f Formula) linear() (weights map[string]*ratio, constant *ratio, ok bool) {
	if f.weighing == nil {
		return f.root.linear()
	}
	return f.weighing.weights, f.weighing.constant, f.weighing.linear
}

// weighed is every value of a formula that is linear, in which each name stands once; ok is false for another.
func (f Formula) weighed(values func(name string) span) (sum span, ok bool) {
	weights, constant, linear := f.linear()
	if !linear {
		return sum, false
	}
	sum = span{end{v: new(ratio).Set(constant)}, end{v: new(ratio).Set(constant)}}
	for _, name := range f.names {
		part := values(name).scale(weights[name])
		sum.lo.grow(part.lo)
		sum.hi.grow(part.hi)
	}
	return sum, true
}

// linear gives the formula below the node as a constant and a weight for each name; ok is false when it is not of that form.
func (n *node) linear() (weights map[string]*ratio, constant *ratio, ok bool) {
	weights, constant = map[string]*ratio{}, new(ratio)
	return weights, constant, n.addTo(weights, constant, newRatio(1, 1))
}

func (n *node) addTo(weights map[string]*ratio, constant, factor *ratio) bool {
	switch {
	case n.op == '#':
		constant.Add(constant, new(ratio).Mul(factor, n.number))
		return true
	case n.op == '@':
		if weights[n.name] == nil {
			weights[n.name] = new(ratio)
		}
		weights[n.name].Add(weights[n.name], factor)
		return true
	case n.op == '+' || (n.op == 'f' && n.name == "sum"):
		for _, arg := range n.args {
			if !arg.addTo(weights, constant, factor) {
				return false
			}
		}
		return true
	case n.op == '-':
		return n.args[0].addTo(weights, constant, factor) && n.args[1].addTo(weights, constant, new(ratio).Neg(factor))
	case n.op == 'n':
		return n.args[0].addTo(weights, constant, new(ratio).Neg(factor))
	case n.op == '*' && n.args[0].op == '#':
		return n.args[1].addTo(weights, constant, new(ratio).Mul(factor, n.args[0].number))
	case n.op == '*' && n.args[1].op == '#':
		return n.args[0].addTo(weights, constant, new(ratio).Mul(factor, n.args[1].number))
	case n.op == '/' && n.args[1].op == '#' && n.args[1].number.Sign() != 0:
		return n.args[0].addTo(weights, constant, new(ratio).Quo(factor, n.args[1].number))
	}
	return false
}
