package propose

import (
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// comparisons proposes what single words say of two stated figures: "£615k, up from £640k", "78.6%, below the target of 92%".
func (p *proposer) comparisons(s *sentence) {
	values := s.values(nil)
	p.moreThan(s)
	for i := 0; i+1 < len(values); i++ {
		x, y := values[i], values[i+1]
		if x.value.unit.Measure != y.value.unit.Measure {
			continue
		}
		if word, at := s.compareWord(x, y); at >= 0 {
			p.word(s, word, at, "The word stands between the two figures.", true, ofSaid(x), ofSaid(y))
			p.bracketChange(x, y, at)
		}
		if s.ledBy(x, "from") && s.ledBy(y, "to") {
			word, at := s.movesWord(x)
			p.word(s, word, at, "The figures are said to move from the one to the other.", true, ofSaid(y), ofSaid(x))
		}
	}
}

// movesWord is the verb or noun of change before "from a to b".
func (s *sentence) movesWord(x *said) (string, int) {
	for i := x.token - 1; i >= max(0, x.token-8) && s.tokens[i].text != ";"; i-- {
		if w := s.word(i); direction(w) != 0 && (isChangeVerb(w) || changeNouns[w] || w == "up" || w == "down") {
			return w, i
		}
	}
	return "", -1
}

// compareWord is the word of direction between two figures that no figure of change stands beside: "up from", "fewer than
// the", "below the target of".
func (s *sentence) compareWord(x, y *said) (string, int) {
	if y.token-x.token > 14 {
		return "", -1
	}
	for i := x.token + 1; i < y.token; i++ {
		// "82% completed within 45 days, below the target of 90%": the days belong to what is measured.
		between := s.tokens[i].said
		if between != nil && (between.figure.Class != prose.Duration || x.figure.Class == prose.Duration) || s.tokens[i].text == ";" || s.tokens[i].text == ":" {
			return "", -1
		}
	}
	for i := y.token - 1; i > x.token && s.tokens[i].said == nil; i-- {
		if s.tokens[i].punct && s.tokens[i].text != "-" && !(s.tokens[i].text == "(" && i == y.token-1) {
			return "", -1
		}
		w := s.word(i)
		if direction(w) == 0 || s.word(i-1) == "no" || s.word(i-1) == "not" {
			continue // "no fewer than"
		}
		next := s.word(i + 1)
		switch {
		case (w == "up" || w == "down") && (next == "from" || next == "on"),
			(w == "above" || w == "below") && y.token-i <= 9,
			next == "than" && y.token-i <= 9 && w != "more" && w != "less" || (w == "more" || w == "less" || w == "fewer") && next == "than" && y.token-i <= 9 && y.figure.Bound == figure.Exactly:
			return w, i
		}
	}
	return "", -1
}

// bracketChange proposes the percentage in brackets behind two figures of which one is up or down from the other: "184, down from
// 213 last year (14%)".
func (p *proposer) bracketChange(x, y *said, at int) {
	s := x.in
	q := s.neighbour(y, 1)
	w := s.word(at)
	if q == nil || w != "up" && w != "down" || q.claimed || q.value.unit.Measure != figure.Percent || x.value.unit.Measure == figure.Percent || !q.exact() || !q.bracketed() || !q.closeTo(y, true) || q.firmlyTied() || q.ofSomethingElse() {
		return
	}
	pr := pair{a: ofSaid(x), b: ofSaid(y), stated: true, ordered: true, why: "The bracket says the change between the two figures before it."}
	if y.value.base == 0 || pr.sharesAs(q) {
		return
	}
	formula, relation, ok := pr.changesBy(q)
	if !ok {
		if s.supposes() {
			return
		}
		formula, relation = pr.formula(q)
	}
	p.propose(relation, q.at(), ofSaid(q).input, formula, pr.why, !ok, pr.a, pr.b.minus())
	q.claimed = true
}

// moreThan holds "more" and "fewer" against the two figures in brackets behind them: "more were closed (424) than opened (288)".
func (p *proposer) moreThan(s *sentence) {
	for i := range s.tokens {
		w := s.word(i)
		if w != "more" && w != "fewer" && w != "less" && w != "higher" && w != "lower" && w != "greater" && w != "larger" && w != "smaller" || s.worded[i] {
			continue
		}
		var figures []*said
		than := -1
		for k := i + 1; k < len(s.tokens) && k < i+24; k++ {
			t := &s.tokens[k]
			if t.said != nil {
				if k == i+1 || s.tokens[k-1].text != "(" || !t.said.exact() || t.said.figure.Class != prose.Quantity {
					break
				}
				figures = append(figures, t.said)
			}
			if s.word(k) == "than" {
				if len(figures) != 1 || than >= 0 {
					break
				}
				than = k
			}
			if t.text == ";" || t.text == "." {
				break
			}
			if len(figures) == 2 {
				break
			}
		}
		if than < 0 || len(figures) != 2 || figures[0].value.unit.Measure != figures[1].value.unit.Measure {
			continue
		}
		p.word(s, w, i, "The figures in brackets are held against each other.", true, ofSaid(figures[0]), ofSaid(figures[1]))
	}
}
