package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// wholeByNoun is the figure of the paragraph that a share is said to be of by its noun: "a net budget of £42.9m, or 9.6% of the
// budget", "40 files … In a quarter of the files"; nil where none or several have it.
func (q *said) wholeByNoun(part *said) *said {
	noun := q.nounBehindOf()
	if noun == "" {
		return nil
	}
	var found *said
	consider := func(f *said) bool {
		if f == part || !f.countable() || f.value.unit.Measure != part.value.unit.Measure || f.changed() || f.bond != nil && f.bond.whole != part && f.in == q.in && f.token > part.token {
			return true
		}
		named := slices.Contains(f.countNouns(), noun)
		if f.value.unit.Measure == figure.Pounds {
			named = f.amountNoun() == noun || slices.Contains(f.subject(), noun)
		}
		if !named {
			return true
		}
		if found != nil && found.value.base != f.value.base {
			return false
		}
		found = f
		return true
	}
	for _, f := range q.figuresBefore() {
		if !consider(f) {
			return nil
		}
	}
	if found == nil || found.value.base < part.value.base {
		return nil
	}
	return found
}

// operandByNoun is the figure of the paragraph or, where it has none, the total of the one column that has the noun for its name.
func (q *said) operandByNoun(part *said) *operand {
	if f := q.wholeByNoun(part); f != nil {
		o := ofSaid(f)
		return &o
	}
	noun := q.nounBehindOf()
	if part.value.unit.Measure != figure.Plain {
		return nil // of an amount it may be the line's own
	}
	near, _ := q.in.scope()
	var found *operand
	for _, v := range near {
		for c := range v.cols {
			if !v.cols[c].used || len(v.cols[c].words) != 1 || v.cols[c].words[0] != noun {
				continue
			}
			for r := range v.rows {
				x := v.cell(r, c)
				if x == nil || !v.rows[r].isTotal() || x.value.unit.Measure != part.value.unit.Measure || x.value.rate || x.value.base < part.value.base {
					continue
				}
				if found != nil {
					return nil
				}
				o := ofCell(x)
				found = &o
			}
		}
	}
	return found
}

// nounBehindOf is the stem of the one noun in "of the budget", "of its places" behind a share; empty where more words are said.
func (q *said) nounBehindOf() string {
	s := q.in
	i := q.token + 1
	if s.word(i) != "of" {
		return ""
	}
	i++
	switch s.word(i) {
	case "its", "their":
		return "" // of something that the sentence goes on about
	case "the", "this", "that", "our", "these":
		i++
	}
	switch s.word(i) {
	case "net", "gross", "approved", "revised", "total", "whole", "current":
		i++
	}
	if i >= len(s.tokens) || s.tokens[i].said != nil || s.tokens[i].punct || s.word(i) == "total" || idle[s.word(i)] {
		return ""
	}
	// "of fostered children (178)"
	if i+2 < len(s.tokens) && s.tokens[i+2].text == "(" && s.tokens[i+1].said == nil && !s.tokens[i+1].punct && !idle[s.word(i+1)] {
		i++
	}
	// A noun with more behind it is of another whole: "of the budget for placements".
	if i+1 < len(s.tokens) && !s.tokens[i+1].punct {
		switch s.word(i + 1) {
		case "is", "are", "was", "were", "had", "have", "has", "and", "there":
		default:
			return ""
		}
	}
	return s.tokens[i].stem
}

// subject is the stems of the words before a figure in its clause, up to the next figure.
func (q *said) subject() []string {
	s := q.in
	var words []string
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil && s.tokens[i].text != ";" && s.tokens[i].text != ","; i-- {
		if !s.tokens[i].punct && !idle[s.word(i)] {
			words = append(words, s.tokens[i].stem)
		}
	}
	return words
}

// sharesByNoun proposes "£4.4m, 34% of the programme", "a quarter of the files (10)": the whole is the figure that has the noun.
func (p *proposer) sharesByNoun(s *sentence) {
	for _, q := range s.said {
		fraction := q.figure.Form == prose.Fraction
		if q.figure.Class != prose.Quantity || !fraction && (q.value.unit.Measure != figure.Percent || !q.exact() || q.figure.Form > prose.Words || q.form() != formPlain) || q.claimed && q.tie == nil || p.accused(q) || q.nounBehindOf() == "" {
			continue
		}
		part := q.partOfNoun()
		if part == nil {
			continue
		}
		whole := q.operandByNoun(part)
		if whole == nil {
			continue
		}
		x := pair{a: ofSaid(part), b: *whole, stated: true, why: "The whole is the figure of which the noun is said."}
		percent, off, ok := x.share()
		switch {
		case !ok:
		case fraction:
			if span := q.extent(); span.holds(percent, off) || !s.supposes() {
				p.fraction(q, x, span, !span.holds(percent, off))
			}
		case x.sharesAs(q):
			p.share(q, x, x.why, false)
		case !s.supposes() && !q.firmlyTied():
			p.retract(q)
			p.share(q, x, x.why, true)
		}
	}
}

// partOfNoun is the part of a share that is said to be of a noun: in brackets behind it, or right before it.
func (q *said) partOfNoun() *said {
	s := q.in
	if next := s.neighbour(q, 1); next != nil && next.countable() && next.token <= q.token+8 && s.tokens[next.token-1].text == "(" && (next.token+1 >= len(s.tokens) || s.tokens[next.token+1].text == ")") {
		return next
	}
	prev := s.neighbour(q, -1)
	if prev == nil || !prev.countable() || q.token-prev.token > 5 {
		return nil
	}
	for i := prev.token + 1; i < q.token; i++ {
		switch {
		case s.tokens[i].text == "," || s.tokens[i].text == "(":
		case s.word(i) == "or" || s.word(i) == "which" || s.word(i) == "is" || s.word(i) == "representing" || s.word(i) == "equivalent" || s.word(i) == "to" || s.word(i) == "at" || s.word(i) == "some" || s.word(i) == "just":
		case s.tokens[i].stem == q.nounBehindOf():
		default:
			return nil
		}
	}
	// "an overspend of £4.1m against a net budget of £42.9m, or 9.6% of the budget": the whole stands between.
	if noun := q.nounBehindOf(); prev.amountNoun() == noun || slices.Contains(prev.countNouns(), noun) {
		first := s.neighbour(prev, -1)
		if first == nil || !first.countable() || !s.ledBy(prev, "against", "on", "of", "from") {
			return nil
		}
		return first
	}
	return prev
}
