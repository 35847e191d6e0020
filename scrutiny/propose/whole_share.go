package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// boundShares proposes the percentages that stand beside parts whose whole the words name.
func (p *proposer) boundShares(s *sentence) {
	p.thatIsShare(s)
	for _, q := range s.said {
		if q.value.unit.Measure != figure.Percent || !q.exact() || q.figure.Form > prose.Words || q.form() != formPlain || q.ofSomethingElse() || q.isTarget() {
			continue
		}
		part := q.partBeside()
		if part == nil {
			part = q.partConcluded()
		}
		if part == nil {
			part = q.subjectOfThem()
		}
		if part == nil {
			p.shareOfSubject(q)
			p.shareOfTwo(q)
			continue
		}
		if part.bond == nil || !part.bond.sure || part.value.exact != part.bond.whole.value.exact {
			continue
		}
		x := pair{a: ofSaid(part), b: ofSaid(part.bond.whole), stated: true, why: part.bond.why}
		switch {
		case x.sharesAs(q):
			p.share(q, x, x.why, false)
		case s.supposes() || part.nested(q) || q.firmlyTied():
		case p.blame(x, func(y pair) bool { return y.sharesAs(q) }):
			q.claimed = true
		default:
			p.share(q, x, x.why, true)
		}
	}
}

// shareOfTwo proposes "624 parents were referred and 461 engaged, giving an engagement rate of 74%": the sentence has two counts and the
// rate of the second in the first.
func (p *proposer) shareOfTwo(q *said) {
	s := q.in
	if q.claimed || q.index != 2 || !q.around(6, 0, "giving a", "giving an", "a conversion rate of", "so the rate", "a rate of", "giving") || !q.around(4, 0, "rate of", "rate is", "rate was") || s.supposes() || q.firmlyTied() {
		return
	}
	whole, part := s.said[0], s.said[1]
	if !whole.countable() || !part.countable() || whole.changed() || part.changed() || whole.value.base < part.value.base || whole.value.exact != part.value.exact || whole.value.unit.Measure != part.value.unit.Measure {
		return
	}
	x := pair{a: ofSaid(part), b: ofSaid(whole), why: "The sentence has two counts, and calls the percentage their rate."}
	p.share(q, x, x.why, !x.sharesAs(q))
}

// thatIsShare proposes "68 children. That is 0.11% of our child population of 59,200": the part is the only count of the sentence before.
func (p *proposer) thatIsShare(s *sentence) {
	before := s.before
	if before == nil && s.number > 0 {
		before = s.page.sentences[s.number-1] // a paragraph may go on with "That is"
	}
	if w := s.word(0); w != "that" && w != "this" || before == nil || before.section != s.section || before.heading || before.list || len(s.said) < 2 || s.supposes() {
		return
	}
	q, whole := s.said[0], s.said[1]
	part := before.soleCount()
	if part == nil || q.claimed || q.value.unit.Measure != figure.Percent || !q.exact() || q.form() != formPlain || q.token > 4 || !whole.countable() || whole.token-q.token > 7 || s.word(q.token+1) != "of" || s.breakBetween(q.token, whole.token) ||
		whole.value.unit.Measure != part.value.unit.Measure || whole.value.base < part.value.base || whole.value.exact != part.value.exact || !s.ledBy(whole, "of") {
		return
	}
	x := pair{a: ofSaid(part), b: ofSaid(whole), why: "The part is the figure of the sentence before."}
	p.share(q, x, x.why, !x.sharesAs(q))
}

// subjectOfThem is the count that opens the sentence, bound to the only count of the one before it, where a percentage is "of them": "549
// families. 345 made progress, which is 63% of them".
func (q *said) subjectOfThem() *said {
	s := q.in
	if s.before == nil || q.index != 1 || !s.pronoun(q.token+1) || !s.said[0].countable() || s.said[0].token > 3 || s.said[0].changed() || !q.around(3, 0, "which is", "which was", "that is", "or", "representing", "equal to", "equivalent to") {
		return nil
	}
	whole := s.before.soleCount()
	if whole == nil || whole.value.base < s.said[0].value.base || s.said[0].bond != nil {
		return nil
	}
	s.said[0].bond = &bond{whole: whole, sure: true, why: "The percentage is said to be of the figure before."}
	return s.said[0]
}

// shareOfSubject proposes "248 posts. 35 are vacant, a vacancy rate of 14.1%": the sentence opens with a part of the only count of the
// one before it. It accuses a slip alone.
func (p *proposer) shareOfSubject(q *said) {
	s := q.in
	if s.before == nil || q.index != 1 || !s.said[0].countable() || s.said[0].token > 3 || s.said[0].changed() || s.said[0].hasShare() || !q.around(4, 0, "rate of") {
		return
	}
	whole := s.before.soleCount()
	if whole == nil || whole.value.base < s.said[0].value.base || whole.value.exact != s.said[0].value.exact {
		return
	}
	x := pair{a: ofSaid(s.said[0]), b: ofSaid(whole), why: "The rate is of the figure that opens the sentence, and of the one before it."}
	percent, off, ok := x.share()
	if holds := ok && x.sharesAs(q); holds || ok && similarTo(q.value, percent, off) && !s.supposes() && !q.firmlyTied() {
		p.share(q, x, x.why, !holds)
	}
}

// firmlyTied says whether a figure repeats a cell of three digits or more, so that it is no slip of the sentence's own.
func (q *said) firmlyTied() bool { return q.tie != nil && q.value.digits() >= 3 }

// ofSomethingElse says whether words behind a percentage name what it is of, or hold it against another figure.
func (q *said) ofSomethingElse() bool {
	s := q.in
	i := q.token + 1
	if i < len(s.tokens) && s.tokens[i].text == ")" {
		i++
	}
	switch s.word(i) {
	case "of":
		switch s.word(i + 1) {
		case "them", "these", "those", "it", "whom", "which":
			return i+2 < len(s.tokens) && !s.tokens[i+2].punct && s.word(i+1) == "those"
		case "the":
			return s.word(i+2) != "total" && s.word(i+2) != "whole" && s.word(i+2) != "cohort"
		}
		return true
	case "points", "against", "compared":
		return true
	}
	return false
}

// isTarget says whether words beside a percentage make it a target, a comparator or the figure of another time.
func (q *said) isTarget() bool {
	return q.around(5, 2, "target", "target of", "against", "compared", "compared to", "compared with", "England", "nationally", "national", "average", "neighbours", "previously", "than", "from", "last year", "up", "down", "plan", "planned", "england") ||
		q.isEarlier()
}

// partBeside is the part to which a percentage belongs by its place: "75 (64%)", "64% (75)", "75 of the 117 were in time: 64%".
func (q *said) partBeside() *said {
	s := q.in
	next := s.neighbour(q, 1)
	if q.labelled(next) {
		return next
	}
	prev := s.neighbour(q, -1)
	if prev == nil || !prev.countable() {
		return nil
	}
	if prev.bond != nil && prev.bond.whole == prev {
		return nil
	}
	// "31 of the 52 posts (60%)": the whole stands between.
	if first := s.neighbour(prev, -1); first != nil && first.bond != nil && first.bond.whole == prev && s.ofLink(first, prev) {
		if q.closeTo(prev, q.bracketed()) || q.colonClose(prev) {
			return first
		}
		return nil
	}
	if prev.bond == nil || !q.bracketed() || !q.closeTo(prev, true) {
		if prev.bond != nil && (s.word(q.token-1) == "or" || s.word(q.token-1) == "ie" || s.tokens[q.token-1].text == ",") && q.token-prev.token <= 6 {
			return prev
		}
		return nil
	}
	return prev
}

// labelled says whether the next figure stands in brackets right behind a percentage or the few words that say what it is of: "61% (298)",
// "61% are White (2,540)".
func (q *said) labelled(next *said) bool {
	s := q.in
	if next == nil || !next.countable() || next.token > q.token+7 || s.tokens[next.token-1].text != "(" || next.token+1 < len(s.tokens) && s.tokens[next.token+1].text != ")" {
		return false
	}
	for i := q.token + 1; i < next.token-1; i++ {
		if s.tokens[i].punct || s.word(i) == "of" && i == q.token+1 && s.word(i+1) != "other" && s.word(i+1) != "unknown" {
			return false
		}
	}
	return true
}

// colonClose says whether a colon, a dash or a comma leads from what a sentence counts to its percentage, which ends the clause.
func (q *said) colonClose(prev *said) bool {
	s := q.in
	lead := q.leadIn()
	t := &s.tokens[lead]
	if !t.punct || t.text != ":" && t.text != "," && t.text != "–" && t.text != "-" && t.text != "—" {
		return false
	}
	words := 0
	for i := prev.token + 1; i < lead; i++ {
		switch {
		case s.tokens[i].text == ";" || s.tokens[i].text == ":" || s.word(i) == "and" || s.word(i) == "but" || s.word(i) == "while":
			return false
		case !s.tokens[i].punct:
			words++
		}
	}
	next := q.token + 1
	return words <= 16 && (next >= len(s.tokens) || s.tokens[next].punct)
}

// leadIn is the token before a figure and the words that bound or hedge it.
func (q *said) leadIn() int {
	s := q.in
	i := q.token - 1
	for i > 0 {
		switch s.word(i) {
		case "more", "than", "over", "just", "nearly", "almost", "about", "under", "less", "fewer", "around", "only", "a", "roughly", "or":
			i--
			continue
		}
		break
	}
	return max(i, 0)
}

// partConcluded is the part of which a percentage is drawn as a conclusion: "1,133 of these became referrals, a conversion rate of
// 25%", "160 of the 330 were in time. Timeliness was therefore 48%".
func (q *said) partConcluded() *said {
	s := q.in
	if !q.around(5, 0, "a conversion rate of", "conversion rate of", "rate of", "a proportion of", "therefore", "equates to", "equating to", "equivalent to", "represents", "representing", "this is", "that is", "which is", "which equates to", "meaning", "giving", "so") && !q.around(0, 3, "therefore", "thus") {
		return nil
	}
	pick := func(list []*said) *said {
		var only *said
		for _, f := range list {
			if f.bond == nil || !f.bond.sure {
				continue
			}
			if only != nil {
				return nil
			}
			only = f
		}
		return only
	}
	for _, f := range s.said[:q.index] {
		if f.value.unit.Measure == figure.Percent {
			return nil // it may go on from that one
		}
	}
	if part := pick(s.said[:q.index]); part != nil {
		return part
	}
	if part := q.samePredicate(s); part != nil && part.token < q.token {
		return part
	}
	if q.index > 0 || s.before == nil {
		return nil
	}
	// A percentage said already says that the part has its share.
	for _, f := range s.before.said {
		if f.value.unit.Measure == figure.Percent {
			return nil
		}
	}
	if part := pick(s.before.said); part != nil {
		return part
	}
	return q.samePredicate(s.before)
}

// samePredicate is the one bound part of a sentence of which the words behind it are said of a percentage again: "31 were
// substantiated … 35% were therefore substantiated".
func (q *said) samePredicate(before *sentence) *said {
	mine := q.predicate()
	var only *said
	for _, f := range before.said {
		theirs := f.predicate()
		if f == q || f.value.unit.Measure == figure.Percent || f.bond == nil || !f.bond.sure || len(theirs) == 0 || slices.ContainsFunc(theirs, func(w string) bool { return !slices.Contains(mine, w) }) {
			continue
		}
		if only != nil {
			return nil
		}
		only = f
	}
	return only
}

// predicate is the stems of the words behind a figure up to the next figure or mark, without idle words.
func (q *said) predicate() []string {
	s := q.in
	var words []string
	i := q.token + 1
	if next := s.neighbour(q, 1); next != nil && next.bracketed() && next.token == q.token+2 && next.token+1 < len(s.tokens) && s.tokens[next.token+1].text == ")" {
		i = next.token + 2
	}
	for ; i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct && s.word(i) != "and"; i++ {
		if w := s.word(i); !idle[w] && !connectors[w] && w != "therefore" && w != "also" {
			words = append(words, s.tokens[i].stem)
		}
	}
	return words
}
