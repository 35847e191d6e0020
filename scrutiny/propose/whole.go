package propose

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// bond is what words make of a figure: a part of another that the same paragraph states.
type bond struct {
	whole *said
	// sure says that the words leave no other whole.
	sure bool
	why  string
}

// bindWholes finds the wholes of the figures of a sentence: "Of the 117 households, 75 …", "640 children, of whom 88 …", "31 of
// the 52", "There were 320 pupils. Of these, 112 …".
func (s *sentence) bindWholes() {
	whole, why := s.openingWhole()
	for _, q := range s.said {
		if !q.countable() {
			continue
		}
		before := s.countBefore(q)
		switch {
		case s.opensWithWhole(q) || s.sampled(q):
			whole, why = q, "The sentence opens with the whole."
			continue
		case before != nil && s.ofLink(before, q) && !s.linked(before) && before.value.base <= q.value.base && !s.ofOther(q):
			if !before.changed() {
				before.bond = &bond{whole: q, sure: true, why: "The sentence gives the part of its whole."}
			}
			whole, why = nil, ""
			continue
		case s.pronoun(q.token+1) && !s.plainPronoun(q):
			if w := s.soleBefore(q); w != nil {
				q.bond = &bond{whole: w, sure: true, why: "The part is said to be of the figure before it."}
				whole, why = w, "The part beside it is said to be of the figure before."
				continue
			}
			whole = nil
		case before != nil && s.ofWhich(before, q):
			whole, why = before, "The parts are said to be of the figure before them."
		}
		if whole != nil && whole != q && whole.value.unit.Measure == q.value.unit.Measure && q.value.base <= whole.value.base && !q.changed() {
			q.bond = &bond{whole: whole, sure: true, why: why}
		}
	}
}

// opensWithWhole says whether a clause opens with "of" and a figure and nothing of its own between: "Of the 117 households".
func (s *sentence) opensWithWhole(q *said) bool {
	if !s.opensWithOf(q) {
		return false
	}
	for i := q.token - 1; i >= 0 && !(s.word(i) == "of" && s.word(i-1) != "cohort" && s.word(i-1) != "sample" && s.word(i-1) != "total"); i-- {
		switch s.word(i) {
		case "the", "all", "our", "its", "their", "those", "a", "total", "cohort", "sample", "caseload":
		case "of":
		default:
			return false
		}
	}
	return true
}

// sampled says whether "sample of" or "cohort of" leads to a figure, so that what follows is of it.
func (s *sentence) sampled(q *said) bool {
	switch s.word(q.token - 2) {
	case "sample", "cohort":
		return s.word(q.token-1) == "of"
	}
	return false
}

// openingWhole is the only count of the sentence before, where this one opens with "Of these".
func (s *sentence) openingWhole() (*said, string) {
	i := 0
	for i < len(s.tokens) && s.tokens[i].punct {
		i++
	}
	if s.word(i) == "out" {
		i++
	}
	if s.word(i) != "of" || s.before == nil {
		return nil, ""
	}
	switch s.word(i + 1) {
	case "these", "those", "them", "which", "whom":
		if i+2 < len(s.tokens) && !s.tokens[i+2].punct && s.tokens[i+2].said == nil && s.word(i+1) == "those" {
			return nil, "" // "Of those placed outside the area" names its whole itself
		}
		// "Of these 34 assessments" gives the whole itself.
		if i+2 < len(s.tokens) && s.tokens[i+2].said != nil && !s.tokens[i+1].punct && s.tokens[i+1].stem == "these" && s.countAfterNoun(i+2) {
			return s.tokens[i+2].said, "The sentence opens with the whole."
		}
		return s.before.soleCount(), "The sentence opens with a word for the figure before it."
	}
	return nil, ""
}

// countAfterNoun says whether another count follows the one at a token, so that the first is the whole of the sentence.
func (s *sentence) countAfterNoun(i int) bool {
	q := s.tokens[i].said
	for _, f := range s.said {
		if f.token > i && f.countable() && f.value.unit.Measure == q.value.unit.Measure {
			return true
		}
	}
	return false
}

// countable says whether a figure can be a part or a whole: a count or an amount.
func (q *said) countable() bool {
	m := q.value.unit.Measure
	return q.exact() && q.figure.Class == prose.Quantity && q.figure.Form <= prose.Words && (m == figure.Plain && q.value.places == 0 && q.value.unit.Power == 0 || m == figure.Pounds) && q.value.base >= 0 && !q.perUnit() && !q.measured()
}

// changed says whether a figure is a change, which is a part of nothing.
func (q *said) changed() bool { return q.form() != formPlain }

// perUnit says whether a figure is for each of something: "£478 a week", "3.1 visits per child".
func (q *said) perUnit() bool {
	s := q.in
	for i := q.token + 1; i <= q.token+3 && i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.said != nil || t.masked != nil && t.masked.Class == prose.Base {
			return t.masked != nil
		}
		switch s.word(i) {
		case "per", "each", "apiece":
			return true
		case "a", "an":
			switch s.tokens[min(i+1, len(s.tokens)-1)].stem {
			case "week", "day", "month", "head", "hour", "night", "child", "place", "quarter", "term":
				return true
			}
		}
		if t.punct {
			return false
		}
	}
	return false
}

// countBefore is the nearest countable figure before one in its sentence.
func (s *sentence) countBefore(q *said) *said {
	for i := q.index - 1; i >= 0; i-- {
		if f := s.said[i]; f.countable() && f.value.unit.Measure == q.value.unit.Measure {
			return f
		}
	}
	return nil
}

// soleBefore is the only figure before one, in its sentence or, where there is none, in the sentence before, that can be what
// "of them" speaks of.
func (s *sentence) soleBefore(q *said) *said {
	var only *said
	for _, f := range s.said[:q.index] {
		if !f.countable() || f.value.unit.Measure != q.value.unit.Measure || f.changed() {
			continue
		}
		if only != nil {
			return nil
		}
		only = f
	}
	if only == nil && s.before != nil {
		only = s.before.soleCount()
	}
	if only != nil && only.value.base < q.value.base {
		return nil
	}
	return only
}

// soleCount is the one count of a sentence; nil where it has none or several.
func (s *sentence) soleCount() *said {
	var only *said
	for _, f := range s.said {
		if f.figure.Class != prose.Quantity || f.value.unit.Measure == figure.Percent || f.value.unit.Measure == figure.Points {
			continue
		}
		if f.changed() {
			continue // "564 children, 40 more than a year before"
		}
		if only != nil || !f.countable() {
			return nil
		}
		only = f
	}
	return only
}

// ofWhich says whether "of whom", "of which", "of these" stands between two figures and nothing else ends a clause there.
func (s *sentence) ofWhich(a, b *said) bool {
	for i := a.token + 1; i < b.token; i++ {
		if s.word(i) == "of" {
			switch s.word(i + 1) {
			case "which", "whom":
				return true
			case "these", "them", "those":
				return s.tokens[i-1].text == "," || s.tokens[i-1].text == ";" || s.word(i-1) == "and"
			}
		}
		if s.tokens[i].text == "." {
			return false
		}
	}
	return false
}

// plainPronoun says whether the pronoun behind a figure opens what follows: "640 children, of whom 88".
func (s *sentence) plainPronoun(q *said) bool {
	at := q.token + 1
	if at < len(s.tokens) && s.tokens[at].text == ")" {
		at++
	}
	return at+2 < len(s.tokens) && s.tokens[at+2].said != nil && (s.word(at+1) == "which" || s.word(at+1) == "whom")
}

// ofOther says whether a whole is followed by words that make it none: "3 of 4 times", "2 of 12 months".
func (s *sentence) ofOther(q *said) bool {
	switch s.word(q.token + 1) {
	case "times", "occasions":
		return true
	}
	return false
}

// partsOf are the figures of a paragraph up to one that are bound to a whole.
func (q *said) partsOf(whole *said) []*said {
	var parts []*said
	for s := q.in; s != nil; s = s.before {
		for _, f := range s.said {
			if f.bond != nil && f.bond.whole == whole && f != q && (s != q.in || f.index < q.index) {
				parts = append(parts, f)
			}
		}
	}
	return parts
}

// siblings are the other parts of the whole of a figure, wherever they stand in its paragraph.
func (q *said) siblings() []*said {
	if q.bond == nil {
		return nil
	}
	var found []*said
	for _, s := range q.in.page.sentences {
		if s.block != q.in.block {
			continue
		}
		for _, f := range s.said {
			if f != q && f.bond != nil && f.bond.whole == q.bond.whole {
				found = append(found, f)
			}
		}
	}
	return found
}

// nested says whether a percentage is the share of a part in a larger sibling, so that the sentence may go on about that one. Parts
// that make up their whole are parts of nothing else.
func (q *said) nested(share *said) bool {
	siblings := q.siblings()
	sum, off := total(append([]*said{q}, siblings...))
	if math.Abs(sum-q.bond.whole.value.base) <= off+q.bond.whole.value.slack() {
		return false
	}
	for _, f := range siblings {
		if f.value.base > q.value.base && !(f.hasShare() && f.in == q.in) && (pair{a: ofSaid(q), b: ofSaid(f)}).sharesAs(share) {
			return true
		}
	}
	return false
}
