package propose

import "slices"

// opposites are words of which one says what the other denies, so that those of whom each is said are all there are.
var opposites = [...][2]string{
	{"boy", "girl"},
	{"male", "female"},
	{"vacant", "fill"},
	{"late", "time"},
	{"time", "overdue"},
	{"permanent", "agency"},
	{"permanent", "temporary"},
	{"complete", "outstanding"},
	{"implement", "outstanding"},
	{"meet", "miss"},
	{"approv", "refus"},
	{"authoris", "unauthoris"},
	{"planned", "unplanned"},
	{"internal", "external"},
	{"inside", "outside"},
	{"in-house", "external"},
	{"young", "professional"},
	{"primary", "secondary"},
	{"accompani", "unaccompani"},
}

// opposed says whether two counts are of what excludes each other and leaves no third: boys and girls, vacant and filled, did and did not,
// in court and out of court.
func opposed(a, b *said) bool {
	x, y := a.predicate(), b.predicate()
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for _, pair := range opposites {
		if slices.Contains(x, pair[0]) && slices.Contains(y, pair[1]) || slices.Contains(x, pair[1]) && slices.Contains(y, pair[0]) {
			return true
		}
	}
	// "did" and "did not", "out of court" and "in court".
	s, t := a.in.words(a.token+1, a.token+9), b.in.words(b.token+1, b.token+9)
	return len(x) > 0 && slices.Equal(x[max(0, len(x)-1):], y[max(0, len(y)-1):]) && negated(s) != negated(t)
}

func negated(words string) bool {
	for _, w := range []string{" not ", " out of ", " without "} {
		for i := 0; i+len(w) <= len(words); i++ {
			if words[i:i+len(w)] == w {
				return true
			}
		}
	}
	return false
}

// complements proposes that two opposed counts make up their whole: "2,249 are boys (54%) and 1,915 are girls".
func (p *proposer) complements(s *sentence) {
	for _, b := range s.said {
		if !b.countable() || b.changed() || p.hasDifference(b) || b.claimed && b.tie == nil && !b.hasShare() {
			continue
		}
		if a := s.neighbour(b, -1); a != nil && a.bond == nil && a.countable() && !a.changed() && opposed(a, b) && a.index == 0 && s.before != nil && !s.namesPeriod() {
			whole := s.before.soleCount()
			if whole != nil && whole.value.unit.Measure == a.value.unit.Measure && whole.value.base > a.value.base && whole.value.base > b.value.base {
				if gap := (a.value.base + b.value.base) / whole.value.base; gap > 0.8 && gap < 1.25 {
					a.bond = &bond{whole: whole, sure: true, why: "The parts exclude each other, and the whole is the figure before them."}
				}
			}
		}
		for _, a := range b.figuresBefore() {
			if a.bond == nil || !a.bond.sure || !a.countable() || a.bond.whole == b || a.value.unit.Measure != b.value.unit.Measure || !opposed(a, b) && !b.deniesOnly(a) || b.bond != nil && b.bond.whole != a.bond.whole {
				continue
			}
			whole := a.bond.whole
			if slices.ContainsFunc(a.siblings(), func(f *said) bool { return f != b }) {
				break // there are others
			}
			holds := whole.value.base == a.value.base+b.value.base
			if !holds && (s.supposes() || b.firmlyTied() || p.accused(a) || a.value.base >= whole.value.base) {
				break
			}
			if !holds && b.hasShare() && (pair{a: ofSaid(b), b: ofSaid(whole)}).sharesAs(s.neighbour(b, 1)) {
				break // its own share bears it out
			}
			p.remains(b, whole, []*said{a}, "Those of whom the opposite is said make up the rest of the whole.", !holds)
			break
		}
	}
}

// namesPeriod says whether a sentence names a period, so that it may go on about another time than the one before.
func (s *sentence) namesPeriod() bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool { return t.period.key != "" || t.period.previous })
}

// deniesOnly says whether "did not", "were not" or "had no" is said of a count behind the one part that its sentence names.
func (q *said) deniesOnly(part *said) bool {
	if part.in != q.in {
		return false
	}
	for _, f := range q.in.said {
		if f != part && f != q && f.countable() && f.value.unit.Measure == q.value.unit.Measure && f != part.bond.whole {
			return false
		}
	}
	s := q.in
	switch s.word(q.token+1) + " " + s.word(q.token+2) {
	case "did not", "were not", "was not", "had not", "have not", "are not", "do not", "had no", "have no":
		return true
	}
	return false
}
