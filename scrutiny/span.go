package scrutiny

// end is one end of a span: a nil value is infinite, and an open end is not itself possible.
type end struct {
	v    *ratio
	open bool
}

// span is the set of values that a figure may have had, kept in exact fractions because formulas divide. Every span is
// an unbroken run of values and holds at least one.
type span struct{ lo, hi end }

func point(v *ratio) span { return span{end{v: v}, end{v: v}} }

func everything() span { return span{end{open: true}, end{open: true}} }

func (s span) isPoint() bool {
	return s.lo.v != nil && s.hi.v != nil && s.lo.v.Cmp(s.hi.v) == 0
}

func (s span) bounded() bool { return s.lo.v != nil && s.hi.v != nil }

// compareLow orders two lower ends: an infinite one first, a closed one before an open one of the same value.
func compareLow(a, b end) int {
	if a.v == nil || b.v == nil {
		return boolOrder(b.v == nil, a.v == nil)
	}
	if c := a.v.Cmp(b.v); c != 0 {
		return c
	}
	return boolOrder(a.open, b.open)
}

// compareHigh orders two upper ends: an open one before a closed one of the same value, an infinite one last.
func compareHigh(a, b end) int {
	if a.v == nil || b.v == nil {
		return boolOrder(a.v == nil, b.v == nil)
	}
	if c := a.v.Cmp(b.v); c != 0 {
		return c
	}
	return boolOrder(b.open, a.open)
}

// boolOrder is 1 when only the first holds, -1 when only the second does.
func boolOrder(first, second bool) int {
	switch {
	case first == second:
		return 0
	case first:
		return 1
	}
	return -1
}

// meet is the part that two spans share; ok is false when they share nothing.
func (s span) meet(t span) (span, bool) {
	m := s
	if compareLow(t.lo, m.lo) > 0 {
		m.lo = t.lo
	}
	if compareHigh(t.hi, m.hi) < 0 {
		m.hi = t.hi
	}
	if m.lo.v == nil || m.hi.v == nil {
		return m, true
	}
	c := m.lo.v.Cmp(m.hi.v)
	return m, c < 0 || (c == 0 && !m.lo.open && !m.hi.open)
}

// hull is the smallest span that holds both.
func (s span) hull(t span) span {
	if compareLow(t.lo, s.lo) < 0 {
		s.lo = t.lo
	}
	if compareHigh(t.hi, s.hi) > 0 {
		s.hi = t.hi
	}
	return s
}

func (s span) contains(v *ratio) bool {
	_, ok := s.meet(point(v))
	return ok
}

func addEnds(a, b end) end {
	if a.v == nil || b.v == nil {
		return end{open: true}
	}
	return end{new(ratio).Add(a.v, b.v), a.open || b.open}
}

// grow adds an end to e, whose value is nobody else's.
func (e *end) grow(by end) {
	if e.v == nil || by.v == nil {
		*e = end{open: true}
		return
	}
	e.v.Add(e.v, by.v)
	e.open = e.open || by.open
}

func (s span) add(t span) span { return span{addEnds(s.lo, t.lo), addEnds(s.hi, t.hi)} }

// neg swaps the ends, and their open marks with them.
func (s span) neg() span { return span{s.hi.neg(), s.lo.neg()} }

func (e end) neg() end {
	if e.v == nil {
		return e
	}
	return end{new(ratio).Neg(e.v), e.open}
}

func (s span) sub(t span) span { return s.add(t.neg()) }

func (s span) scale(k *ratio) span {
	switch {
	case k.Sign() == 0:
		return point(new(ratio))
	case k.isOne():
		return s
	case k.Sign() < 0:
		return s.neg().scale(new(ratio).Neg(k))
	}
	by := func(e end) end {
		if e.v == nil {
			return e
		}
		return end{new(ratio).Mul(e.v, k), e.open}
	}
	return span{by(s.lo), by(s.hi)}
}

func (s span) mul(t span) span {
	if t.isPoint() {
		return s.scale(t.lo.v)
	}
	if s.isPoint() {
		return t.scale(s.lo.v)
	}
	if !s.bounded() || !t.bounded() {
		return everything()
	}
	var product span
	for i, a := range []end{s.lo, s.hi} {
		for j, b := range []end{t.lo, t.hi} {
			// A closed zero gives zero whatever stands on the other side, so an open end there does not open the product.
			zero := (a.v.Sign() == 0 && !a.open) || (b.v.Sign() == 0 && !b.open)
			corner := end{new(ratio).Mul(a.v, b.v), (a.open || b.open) && !zero}
			if i+j == 0 {
				product = span{corner, corner}
				continue
			}
			product = product.hull(span{corner, corner})
		}
	}
	return product
}

// holdsZero reports whether zero is inside or at an end, open or not: nothing is divided by such a span.
func (s span) holdsZero() bool {
	return (s.lo.v == nil || s.lo.v.Sign() <= 0) && (s.hi.v == nil || s.hi.v.Sign() >= 0)
}

// inverse is 1/x over a span that does not hold zero.
func (s span) inverse() span {
	flip := func(e end) end {
		if e.v == nil {
			return end{v: new(ratio), open: true}
		}
		return end{new(ratio).Inv(e.v), e.open}
	}
	return span{flip(s.hi), flip(s.lo)}
}

func (s span) abs() span {
	switch {
	case s.lo.v != nil && s.lo.v.Sign() >= 0:
		return s
	case s.hi.v != nil && s.hi.v.Sign() <= 0:
		return s.neg()
	}
	far := s.hi
	if compareHigh(s.lo.neg(), far) > 0 {
		far = s.lo.neg()
	}
	return span{end{v: new(ratio)}, far}
}

func (s span) atLeast(t span) span {
	if compareLow(t.lo, s.lo) > 0 {
		s.lo = t.lo
	}
	if compareHigh(t.hi, s.hi) > 0 {
		s.hi = t.hi
	}
	return s
}

func (s span) atMost(t span) span { return s.neg().atLeast(t.neg()).neg() }
