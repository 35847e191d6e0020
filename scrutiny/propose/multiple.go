package propose

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// multiples proposes what "doubled", "more than halved", "three times as many" say of two figures of the sentence: from the one to the
// other, or the one against the other.
func (p *proposer) multiples(s *sentence) {
	for _, q := range s.said {
		if q.claimed || q.figure.Form != prose.Multiple || q.figure.Class != prose.Quantity || q.value.places > 0 && q.value.base > 1 {
			continue
		}
		x, stated := q.multipliedPair()
		if x.a.said == nil || x.b.value.base == 0 {
			continue
		}
		computed := x.a.value.base / x.b.value.base
		off := computed * (x.a.value.slack()/max(x.a.value.base, 1e-9) + x.b.value.slack()/x.b.value.base)
		span := q.extent()
		holds := span.holds(computed, off)
		if !holds && (!stated || s.supposes()) {
			continue
		}
		p.propose(scrutiny.RelationRatio, q.at(), span.input(computed), "a / b", x.why, !holds, x.a, x.b)
		q.claimed = true
	}
}

// multipliedPair is the later and the earlier figure, or the greater and the smaller, that a multiple speaks of; stated says that the
// words leave no other.
func (q *said) multipliedPair() (x pair, stated bool) {
	s := q.in
	values := s.values(q)
	for i := 0; i+1 < len(values); i++ {
		a, b := values[i], values[i+1]
		if a.value.unit.Measure != b.value.unit.Measure || a.token < q.token {
			continue
		}
		switch {
		case s.ledBy(a, "from") && s.ledBy(b, "to") && q.multiplies():
			return pair{a: ofSaid(b), b: ofSaid(a), why: "The sentence says from which figure to which."}, s.untroubled(q, a)
		case s.ledBy(a, "to") && s.ledBy(b, "from") && q.multiplies():
			return pair{a: ofSaid(a), b: ofSaid(b), why: "The sentence says to which figure and from which."}, s.untroubled(q, a)
		}
	}
	// "£9,800 a week, twice the price of 2022 (£4,900)"
	var before, after *said
	for _, f := range values {
		if f.index < q.index {
			before = f
		} else if after == nil {
			after = f
		}
	}
	if before != nil && after != nil && len(values) == 2 && before.value.unit.Measure == after.value.unit.Measure && s.word(q.token+1) == "the" && s.tokens[after.token-1].text == "(" && after.token-q.token <= 10 {
		return pair{a: ofSaid(before), b: ofSaid(after), why: "The one is said to be so many times the other."}, true
	}
	return pair{}, false
}

// untroubled says whether few words and no other clause stand between a multiple and the figure that it leads to.
func (s *sentence) untroubled(q, a *said) bool {
	for i := q.token + 1; i < a.token; i++ {
		if s.tokens[i].said != nil || s.tokens[i].text == ";" || s.word(i) == "while" || s.word(i) == "and" || s.word(i) == "but" {
			return false
		}
	}
	return a.token-q.token <= 12
}

// multiplies says whether a multiple is a verb of change: "doubled", "has more than halved".
func (q *said) multiplies() bool {
	switch strings.ToLower(q.figure.Text) {
	case "doubled", "trebled", "tripled", "quadrupled", "halved", "doubling", "trebling", "halving", "doubles":
		return true
	}
	return false
}
