package propose

import (
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// pair is a part and its whole, or a later figure and an earlier one.
type pair struct {
	a, b operand
	// stated says that the words of the sentence leave no other pair.
	stated bool
	// ordered says that words or periods say which of the two is the later.
	ordered bool
	// distant says that the sentence names the line and not the two cells.
	distant bool
	why     string
}

const shareFormula = "a / b * 100"

// share is a as a per cent of b, and how far it may lie off.
func (x pair) share() (percent, off float64, ok bool) {
	if x.b.value.base == 0 {
		return 0, 0, false
	}
	percent = x.a.value.base / x.b.value.base * 100
	off = 100 * (x.a.value.slack() + math.Abs(x.a.value.base/x.b.value.base)*x.b.value.slack()) / math.Abs(x.b.value.base)
	return percent, off, true
}

func (x pair) sharesAs(q *said) bool {
	percent, off, ok := x.share()
	return ok && q.value.fits(percent, off)
}

// shares proposes the shares that a sentence states: "31 of 164 posts (18.9%)", "22% of them", "19% of section 47 enquiries".
func (p *proposer) shares(s *sentence) {
	for _, q := range s.said {
		if q.value.unit.Measure != figure.Percent || !q.exact() || q.claimed || q.figure.Form > prose.Words || q.form() != formPlain {
			continue
		}
		if p.shareStated(q) || p.shareOfPronoun(q) || p.shareInBrackets(q) || p.shareOfLabel(q) {
			continue
		}
	}
	p.shareSets(s)
}

// shareStated proposes "a of b (p%)" and its turns: the sentence names part and whole.
func (p *proposer) shareStated(q *said) bool {
	x, ok := q.statedPair()
	if !ok || x.a.value.unit.Measure != x.b.value.unit.Measure || x.a.value.unit.Measure == figure.Percent || math.Abs(x.a.value.base) > math.Abs(x.b.value.base) {
		return false
	}
	if !x.sharesAs(q) {
		// Another whole may be meant: one that stands before and fits.
		for _, other := range q.wholesBefore(x.a) {
			if y := (pair{a: x.a, b: other}); y.sharesAs(q) {
				return p.share(q, y, "The figure before it is a share of one said earlier.", false)
			}
		}
		if p.blame(x, func(y pair) bool { return y.sharesAs(q) }) {
			q.claimed = true
			return true
		}
	}
	return p.share(q, x, x.why, true)
}

func (p *proposer) share(q *said, x pair, why string, accuses bool) bool {
	p.propose(scrutiny.KindShare, q.at(), ofSaid(q).input, shareFormula, why, accuses, x.a, x.b)
	q.claimed = true
	if part := x.a.said; part != nil && x.b.said != nil && part.bond == nil && !accuses && (x.stated || q.bracketed()) {
		part.bond = &bond{whole: x.b.said, sure: true, why: "The share of the part says which whole it is of."}
	}
	return true
}

// statedPair finds part and whole of a percentage by the words between the figures.
func (q *said) statedPair() (pair, bool) {
	x, ok := q.namedPair()
	if !ok || !x.a.said.exact() || !x.b.said.exact() {
		return pair{}, false
	}
	if next := q.token + 1; q.bracketed() && next < len(q.in.tokens) && !q.in.tokens[next].punct && q.in.word(next) != "of" {
		return pair{}, false
	}
	return x, true
}

func (q *said) namedPair() (pair, bool) {
	s := q.in
	prev, next := s.neighbour(q, -1), s.neighbour(q, 1)
	bracketed := q.bracketed()
	if prev != nil {
		if first := s.neighbour(prev, -1); first != nil && s.ofLink(first, prev) && q.closeTo(prev, bracketed) && !s.linked(first) {
			return pair{a: ofSaid(first), b: ofSaid(prev), why: "Part and whole stand before the percentage."}, true
		}
		if first := s.neighbour(prev, -1); first != nil && q.closeTo(prev, bracketed) && s.opensWithOf(first) && s.plainBetween(first, prev) {
			return pair{a: ofSaid(prev), b: ofSaid(first), why: "Whole and part stand before the percentage."}, true
		}
		if next != nil && q.closeTo(prev, true) && s.followedByOf(q, next) && prev.figure.Unit.Measure == next.figure.Unit.Measure {
			return pair{a: ofSaid(prev), b: ofSaid(next), why: "The part stands before the percentage and the whole behind it."}, true
		}
	}
	if next != nil && s.tokens[min(q.token+1, len(s.tokens)-1)].text == "(" {
		if whole := s.neighbour(next, 1); whole != nil && s.ofLink(next, whole) && next.token == q.token+2 {
			return pair{a: ofSaid(next), b: ofSaid(whole), why: "Part and whole stand in the brackets."}, true
		}
	}
	return pair{}, false
}

// neighbour is the figure before (-1) or after (1) in the sentence.
func (s *sentence) neighbour(q *said, step int) *said {
	for i := q.index + step; i >= 0 && i < len(s.said); i += step {
		if s.said[i].figure.Class == prose.Quantity {
			return s.said[i]
		}
	}
	return nil
}

// bracketed says whether the figure opens a bracket.
func (q *said) bracketed() bool {
	i := q.token - 1
	for i >= 0 && (q.in.word(i) == "or" || q.in.word(i) == "just" || q.in.word(i) == "ie" || q.in.word(i) == "equivalent" || q.in.word(i) == "to" || q.in.word(i) == "ie") {
		i--
	}
	return i >= 0 && q.in.tokens[i].text == "("
}

// closeTo says whether a percentage follows a figure closely enough to speak of it.
func (q *said) closeTo(prev *said, bracketed bool) bool {
	s := q.in
	if s.ranksItems(prev) {
		return false
	}
	words, hard := 0, 0
	for i := prev.token + 1; i < q.token; i++ {
		t := &s.tokens[i]
		switch {
		case t.punct && (t.text == ";" || t.text == "."):
			hard++
		case t.punct && (t.text == ":" || t.text == "–" || t.text == "—") && !bracketed:
		case !t.punct:
			words++
			switch s.word(i) {
			case "against", "compared", "while", "whereas", "but", "from", "up", "down", "below", "above", "target":
				hard++
			}
		}
	}
	if bracketed {
		return hard == 0 && words <= 14
	}
	last := s.word(q.token - 1)
	return hard == 0 && words <= 8 && (s.tokens[q.token-1].punct || last == "or" || last == "is" || last == "at" || last == "making" || last == "represents" || last == "representing" || last == "just" || last == "only" || last == "was" || last == "were" || last == "equals" || last == "about")
}

// ranksItems says whether a figure only counts what is listed behind it: "the four most frequent reasons were delay (38%), …".
func (s *sentence) ranksItems(q *said) bool {
	switch s.word(q.token + 1) {
	case "most", "main", "top", "biggest", "largest", "commonest", "key", "leading", "highest", "principal":
		return true
	}
	return false
}

// ofLink says whether "a of b" stands between two figures: at most one word before "of" and three behind it.
func (s *sentence) ofLink(a, b *said) bool {
	for i := a.token + 1; i <= a.token+4 && i < b.token; i++ {
		if s.tokens[i].punct || s.tokens[i].said != nil {
			return false
		}
		if w := s.word(i); w == "of" || w == "out" && s.word(i+1) == "of" || w == "from" && s.word(i+1) == "a" {
			for k := i + 1; k < b.token; k++ {
				if s.tokens[k].punct {
					return false
				}
			}
			return b.token-i <= 6
		}
	}
	return false
}

// linked says whether the figure is itself the whole of one before it: "a of b of c".
func (s *sentence) linked(q *said) bool {
	prev := s.neighbour(q, -1)
	return prev != nil && s.ofLink(prev, q)
}

// opensWithOf says whether "of" or "out of" with nothing said before it in its clause leads to the figure: "Of 301 staff".
func (s *sentence) opensWithOf(q *said) bool {
	for i := q.token - 1; i >= max(0, q.token-6); i-- {
		if s.tokens[i].punct || s.tokens[i].said != nil {
			return false
		}
		if w := s.word(i - 1); s.word(i) == "of" && (w == "cohort" || w == "sample" || w == "total") {
			i--
			continue
		}
		if s.word(i) == "of" {
			return i == 0 || s.tokens[i-1].punct || s.word(i-1) == "and" || s.word(i-1) == "but" || s.word(i-1) == "out" && i == 1
		}
	}
	return false
}

func (s *sentence) plainBetween(a, b *said) bool {
	for i := a.token + 1; i < b.token; i++ {
		if s.tokens[i].text == ";" {
			return false
		}
	}
	return b.token-a.token <= 14
}

// followedByOf says whether "of" stands between a percentage and the next figure: "5.1% of the 58,310 pupils", "(41%) of 37".
func (s *sentence) followedByOf(q, next *said) bool {
	for i := q.token + 1; i < next.token && i <= q.token+3; i++ {
		if s.word(i) == "of" {
			return next.token-i <= 5
		}
		if !s.tokens[i].punct || s.tokens[i].text != ")" {
			return false
		}
	}
	return false
}

// figuresBefore are the figures said before one in its paragraph, the nearest first.
func (q *said) figuresBefore() []*said {
	var found []*said
	for i := q.index - 1; i >= 0; i-- {
		found = append(found, q.in.said[i])
	}
	for s := q.in.before; s != nil; s = s.before {
		for i := len(s.said) - 1; i >= 0; i-- {
			found = append(found, s.said[i])
		}
	}
	const most = 12
	return found[:min(len(found), most)]
}

// wholesBefore are figures said before that can be the whole of a part.
func (q *said) wholesBefore(part operand) []operand {
	var wholes []operand
	for _, f := range q.figuresBefore() {
		if f == part.said || f.figure.Class != prose.Quantity || f.measured() || f.in == q.in && f.hasShare() || !f.exact() || f.figure.Form > prose.Words || f.value.unit.Measure != part.value.unit.Measure || math.Abs(f.value.base) < math.Abs(part.value.base) {
			continue
		}
		wholes = append(wholes, ofSaid(f))
	}
	const most = 5
	wholes = wholes[:min(len(wholes), most)]
	return append(wholes, q.wholeCells(part)...)
}

// pronoun says whether "of them", "of these", "of which" stands behind a token.
func (s *sentence) pronoun(i int) bool {
	if s.word(i) == ")" || i < len(s.tokens) && s.tokens[i].text == ")" {
		i++
	}
	if s.word(i) != "of" {
		return false
	}
	switch s.word(i + 1) {
	case "them", "these", "which", "whom", "it", "all":
		return true
	case "those":
		// "of those looked after" names its whole itself.
		return i+2 >= len(s.tokens) || s.tokens[i+2].punct || s.word(i+2) == "were" || s.word(i+2) == "are" || s.word(i+2) == "had"
	case "the":
		return (s.word(i+2) == "whole" || s.word(i+2) == "total" || s.word(i+2) == "lot") && (i+3 >= len(s.tokens) || s.tokens[i+3].punct)
	}
	return false
}

// passive says whether "has been", "were" or the like stands behind a percentage: "44% has been spent".
func (s *sentence) passive(i int) bool {
	switch s.word(i) {
	case "has", "have", "had":
		return s.word(i+1) == "been"
	case "was", "were", "is", "are":
		return true
	}
	return false
}

// shareOfPronoun proposes "71 of them (38%)" and "23% of them in the town centre".
func (p *proposer) shareOfPronoun(q *said) bool {
	s := q.in
	prev := s.neighbour(q, -1)
	if prev != nil && q.bracketed() && (s.pronoun(prev.token+1) || s.pronounNear(prev)) && prev.exact() {
		a := ofSaid(prev)
		wholes := q.wholesBefore(a)
		for _, b := range wholes {
			if x := (pair{a: a, b: b}); x.sharesAs(q) {
				return p.share(q, x, "The part is said to be of the figure before it.", false)
			}
		}
		if len(wholes) > 0 && wholes[0].said != nil && len(wholes) <= 3 {
			return p.share(q, pair{a: a, b: wholes[0]}, "The part is said to be of the figure before it; no figure before it fits.", true)
		}
		return false
	}
	if !s.pronoun(q.token+1) && !s.passive(q.token+1) {
		return false
	}
	if next := s.neighbour(q, 1); next != nil && s.tokens[next.token-1].text == "(" && next.token-q.token <= 6 {
		return p.shareAmong(q, ofSaid(next))
	}
	return p.shareOfTied(q)
}

// pronounNear says whether "of them" stands within three words behind a figure: "153 of which", "96 cases of these".
func (s *sentence) pronounNear(q *said) bool {
	for i := q.token + 1; i <= q.token+3; i++ {
		if s.pronoun(i) {
			return true
		}
	}
	return false
}

// shareAmong proposes that a stated part is a share of a figure said before.
func (p *proposer) shareAmong(q *said, part operand) bool {
	for _, b := range q.wholesBefore(part) {
		if x := (pair{a: part, b: b}); x.sharesAs(q) {
			return p.share(q, x, "The part stands beside the percentage and the whole before it.", false)
		}
	}
	return false
}

// shareOfTied proposes that the cell of the line that the sentence names is a share of the cell that a figure before repeats.
func (p *proposer) shareOfTied(q *said) bool {
	for _, f := range q.figuresBefore() {
		whole := f.tie
		if whole == nil {
			if slip := f.slip(); slip != nil {
				whole = slip.cell
			}
		}
		if whole == nil || f.value.unit.Measure == figure.Percent || whole.value.rate || whole.value.guessed {
			continue
		}
		v := whole.in
		var pairs []pair
		sure := false
		best := 0.0
		for _, byRow := range []bool{true, false} {
			list := v.cols
			if byRow {
				list = v.rows
			}
			for i := range list {
				part := v.cell(whole.row, i)
				if byRow {
					part = v.cell(i, whole.col)
				}
				if part == nil || part == whole || list[i].isTotal() {
					continue
				}
				h := q.holdTo(&list[i])
				if !h.same || h.share < 0.5 {
					continue
				}
				x := pair{a: ofCell(part), b: ofCell(whole), why: "The whole is the figure before it, and the part the line that the sentence names."}
				if h.score() > best {
					best, sure = h.score(), h.share > 0.99
					pairs = append([]pair{x}, pairs...)
				} else {
					pairs = append(pairs, x)
				}
			}
		}
		for _, x := range pairs {
			if x.sharesAs(q) {
				return p.share(q, x, x.why, false)
			}
		}
		if percent, off, ok := pairShare(pairs); len(pairs) == 1 && sure && f.tie != nil && q.in.pronoun(q.token+1) && (ok && similarTo(q.value, percent, off) || withinWhole(pairs)) {
			return p.share(q, pairs[0], pairs[0].why, true)
		}
		if len(pairs) > 0 {
			return false
		}
	}
	return false
}

func pairShare(pairs []pair) (percent, off float64, ok bool) {
	if len(pairs) == 0 {
		return 0, 0, false
	}
	return pairs[0].share()
}

// withinWhole says whether the part of the first pair is its whole or less, so that the share means something.
func withinWhole(pairs []pair) bool {
	return math.Abs(pairs[0].a.value.base) <= math.Abs(pairs[0].b.value.base)
}

// shareInBrackets proposes "41 (34%)" and "34% (41)": the part stands beside the percentage, the whole has to be found.
func (p *proposer) shareInBrackets(q *said) bool {
	s := q.in
	part := s.neighbour(q, 1)
	if part == nil || s.tokens[part.token-1].text != "(" || part.token != q.token+2 || part.value.unit.Measure == figure.Percent {
		part = s.neighbour(q, -1)
		if part == nil || part.value.unit.Measure == figure.Percent || part.form() != formPlain {
			return false
		}
		if !q.closeTo(part, q.bracketed()) && !(s.word(q.token+1) == "of" && s.sameClause(part, q)) {
			return false
		}
	}
	if !part.exact() || part.figure.Form > prose.Words || part.measured() {
		return false
	}
	a := ofSaid(part)
	wholes := q.wholesOf(part)
	fits := 0
	var found pair
	for _, b := range wholes {
		if x := (pair{a: a, b: b}); x.sharesAs(q) {
			fits++
			if fits == 1 {
				found = x
			}
		}
	}
	if fits > 0 && (len(wholes) <= 10 || q.value.digits() >= 3) {
		return p.share(q, found, "The part stands beside the percentage.", false)
	}
	// A percentage of three digits that is one slip from the only whole there is.
	if x, formula := q.lastTwo(); formula != "" {
		p.propose(scrutiny.KindShare, q.at(), ofSaid(q).input, formula, "The two figures before it give the percentage.", false, x.a, x.b)
		q.claimed = true
		return true
	}
	if fits == 0 && len(wholes) > 0 && !part.in.supposes() && part.value.unit.Measure == figure.Plain && (q.bracketed() || part.token > q.token) {
		most := 1
		if q.value.digits() >= 3 {
			most = 3
		}
		for _, b := range wholes[:min(len(wholes), most)] {
			x := pair{a: a, b: b}
			if percent, off, ok := x.share(); ok && similarTo(q.value, percent, off) {
				return p.share(q, x, "The part stands beside the percentage, and the whole before it.", true)
			}
		}
	}
	return false
}

// wholesOf are figures and cells of which a figure can be a part, the likelier first.
func (q *said) wholesOf(part *said) []operand {
	wholes := q.wholesBefore(ofSaid(part))
	add := func(c *cell) {
		if c == nil || c.value.unit.Measure != part.value.unit.Measure || math.Abs(c.value.base) <= math.Abs(part.value.base) || c.bound != figure.Exactly {
			return
		}
		for _, w := range wholes {
			if w.value.base == c.value.base {
				return
			}
		}
		wholes = append(wholes, ofCell(c))
	}
	lined := false // the table has a whole for the part
	if t := part.tie; t != nil {
		v := t.in
		before := len(wholes)
		for r := range v.rows {
			if v.rows[r].isTotal() {
				add(v.cell(r, t.col))
			}
		}
		for c := range v.cols {
			add(v.cell(t.row, c))
		}
		lined = len(wholes) > before && t.rowAxis().isTotal()
		for r := range v.rows {
			if h := q.holdTo(&v.rows[r]); h.same && h.share >= 0.6 {
				add(v.cell(r, t.col))
			}
		}
	} else {
		near, _ := q.in.scope()
		for _, v := range near {
			for r := range v.rows {
				if !v.rows[r].isTotal() {
					continue
				}
				for c := range v.cols {
					add(v.cell(r, c))
				}
			}
		}
	}
	for _, f := range q.saidEarlier(4) {
		if lined && q.value.digits() < 3 {
			break
		}
		if f.value.unit.Measure == part.value.unit.Measure && f.value.base > part.value.base && len(wholes) < 10 {
			wholes = append(wholes, ofSaid(f))
		}
	}
	// Later figures of the sentence: "a (p%) of the b".
	for i := q.index + 1; i < len(q.in.said); i++ {
		f := q.in.said[i]
		if f.exact() && f.value.unit.Measure == part.value.unit.Measure && f.value.base > part.value.base && f.figure.Class == prose.Quantity {
			wholes = append(wholes, ofSaid(f))
		}
	}
	return wholes
}

// reach are the tables near a figure, or else the others.
func (q *said) reach() []*view {
	near, far := q.in.scope()
	if len(near) == 0 {
		return far
	}
	return near
}

// pairsByLabel are the pairs of cells that the words of a figure may name, in the tables in its reach, the best first.
func (q *said) pairsByLabel() []scored {
	var pairs []scored
	for _, v := range q.reach() {
		pairs = append(pairs, q.labelPairs(v)...)
	}
	slices.SortStableFunc(pairs, func(x, y scored) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	return pairs
}

// shareOfLabel proposes shares of one cell in another: "32% of section 47 enquiries went on to a conference", "transport is
// 12% of the budget". Part and whole stand in one row or one column.
func (p *proposer) shareOfLabel(q *said) bool {
	pairs := q.pairsByLabel()
	const most = 24
	pairs = pairs[:min(len(pairs), most)]
	if len(pairs) == 0 && q.in.word(q.token+1) == "of" {
		return p.shareOfSomeColumn(q, q.reach())
	}
	fit := -1
	for i, x := range pairs {
		if x.sharesAs(q) {
			fit = i
			break
		}
	}
	if fit >= 0 && (pairs[fit].score >= 1.2 && fit < 6 || pairs[fit].score >= 1 && (fit < 3 || q.value.digits() >= 3)) && !(fit > 0 && pairs[0].named && pairs[0].score > pairs[fit].score+0.5) {
		return p.share(q, pairs[fit].pair, pairs[fit].why, false)
	}
	if len(pairs) == 0 || fit >= 0 && !pairs[0].named {
		return false
	}
	if q.ofSeveralKinds() {
		return false
	}
	top := pairs[0]
	if top.named && q.fitsOtherWhole(top.pair) {
		return p.share(q, top.pair, top.why+" It is a share of another whole of the line.", true)
	}
	if slip, count := namedSlip(q, pairs); count == 1 && slip.score >= top.score-0.4 {
		return p.share(q, slip.pair, slip.why, true)
	}
	if top.stated && top.score >= 1.7 && (len(pairs) == 1 || pairs[1].score < top.score-0.15) {
		return p.share(q, top.pair, top.why, true)
	}
	return false
}

// ofSeveralKinds says whether a share is of all overspends or underspends, which no column holds.
func (q *said) ofSeveralKinds() bool {
	s := q.in
	for i := q.token + 2; i < min(len(s.tokens), q.token+7) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		switch s.word(i) {
		case "overspends", "underspends", "pressures", "overspendings", "shortfalls":
			return true
		}
	}
	return false
}

type scored struct {
	pair
	score float64
	// named says that the whole is named in full behind "of", and the part by most words of its label.
	named bool
}

// fitsOtherWhole says whether a percentage is the share of the part in another cell of its row or column, so that the wrong
// whole was taken.
func (q *said) fitsOtherWhole(x pair) bool {
	c := x.a.cell
	if c == nil {
		return false
	}
	for k := range max(len(c.in.rows), len(c.in.cols)) {
		for _, other := range []*cell{c.in.cell(c.row, k), c.in.cell(k, c.col)} {
			if other != nil && other != c && other != x.b.cell && other.value.unit.Measure == c.value.unit.Measure && other.value.base > c.value.base && (other.rowAxis().isTotal() || other.row == c.row) &&
				(pair{a: x.a, b: ofCell(other)}).sharesAs(q) {
				return true
			}
		}
	}
	return false
}

// labelPairs are the pairs of cells of a view whose labels the sentence names around a percentage.
func (q *said) labelPairs(v *view) []scored {
	s := q.in
	ofAt := -1
	if s.word(q.token+1) == "of" {
		ofAt = q.token + 1
	}
	rowHold, colHold := make([]hold, len(v.rows)), make([]hold, len(v.cols))
	for i := range v.rows {
		rowHold[i] = q.holdTo(&v.rows[i])
	}
	for i := range v.cols {
		colHold[i] = q.holdTo(&v.cols[i])
	}
	// afterOf says how well a label stands right behind "of".
	afterOf := func(a *axis) float64 {
		if ofAt < 0 {
			return 0
		}
		best := 0.0
		for _, m := range s.mentions(a) {
			if m.first > ofAt && m.first-ofAt <= 5 && !s.figureBetween(ofAt, m.first) && !s.breakBetween(ofAt, m.first) && !s.verbBetween(ofAt, m.first) {
				best = math.Max(best, m.share)
			}
		}
		return best
	}
	var found []scored
	found = append(found, q.groupPairs(v)...)
	consider := func(part, whole *cell, score float64, stated, named bool, why string) {
		if part == nil || whole == nil || part == whole || part.value.unit.Measure != whole.value.unit.Measure || part.value.unit.Measure == figure.Percent || part.value.guessed || whole.value.guessed || part.value.rate {
			return
		}
		found = append(found, scored{pair: pair{a: ofCell(part), b: ofCell(whole), stated: stated, why: why}, score: score, named: named})
	}
	latest := func(i int, cols bool) float64 {
		if cols {
			return implied(v.cols, colHold, i)
		}
		return implied(v.rows, rowHold, i)
	}
	for r := range v.rows {
		for c := range v.cols {
			part := v.cell(r, c)
			if part == nil {
				continue
			}
			// The whole in the same column.
			for w := range v.rows {
				if w == r || v.cell(w, c) == nil {
					continue
				}
				subject := rowHold[r]
				if subject.share < 0.5 || subject.strength < 0.3 {
					break
				}
				after := afterOf(&v.rows[w])
				col := math.Max(colHold[c].score(), latest(c, true))
				colAfter := afterOf(&v.cols[c])
				switch {
				case after >= 0.6 && (afterOf(&v.rows[r]) < after || ofAt >= 0 && s.turnedFrom(&v.rows[w], &v.rows[r], ofAt)):
					near := subject.same && q.reaches(&v.rows[r])
					consider(part, v.cell(w, c), subject.score()+after+0.5*col, near && subject.share > 0.99 && after > 0.99, near && subject.share >= 0.45 && after > 0.99, "The row behind \"of\" is the whole.")
				case v.rows[w].isTotal() && colAfter >= 0.5:
					consider(part, v.cell(w, c), subject.score()+colAfter+0.2, subject.same && subject.share > 0.99 && colAfter > 0.99, subject.same && subject.share >= 0.45 && colAfter > 0.99, "The column behind \"of\" is the whole, and the row its part.")
				case v.rows[w].isTotal() && col >= 0.4:
					beside := ofAt < 0 && q.bracketed() && subject.bound && subject.share > 0.99 && colHold[c].same && colHold[c].share > 0.9
					consider(part, v.cell(w, c), subject.score()+col, false, beside, "The row is a part of the total.")
				case ofAt < 0 && rowHold[w].share >= 0.6 && col >= 0.4:
					turns := s.turnsInto(q) && subject.after && subject.share > 0.9 && rowHold[w].share > 0.9 && !rowHold[w].after
					consider(part, v.cell(w, c), 0.7*(subject.score()+rowHold[w].score())+0.4*col, false, turns, "Both rows are named.")
				}
			}
			// The whole in the same row.
			for w := range v.cols {
				if w == c || v.cell(r, w) == nil {
					continue
				}
				subject := colHold[c]
				if subject.share < 0.5 {
					if !(afterOf(&v.cols[w]) >= 0.6 && rowHold[r].share >= 0.6 && v.cols[c].role != v.cols[w].role) {
						break
					}
				}
				after := afterOf(&v.cols[w])
				row := math.Max(rowHold[r].score(), latest(r, false))
				rowAfter := afterOf(&v.rows[r])
				switch {
				case after >= 0.6 && afterOf(&v.cols[c]) < after && row >= 0.4:
					consider(part, v.cell(r, w), subject.score()+after+0.5*row, subject.same && subject.share > 0.99 && after > 0.99 && subject.bound, false, "The column behind \"of\" is the whole.")
				case v.cols[w].isTotal() && rowAfter >= 0.6:
					consider(part, v.cell(r, w), subject.score()+rowAfter+0.2, subject.same && subject.share > 0.99 && rowAfter > 0.99, subject.same && subject.share >= 0.45 && rowAfter > 0.99, "The row behind \"of\" is the whole, and the column its part.")
				case v.cols[w].isTotal() && row >= 0.4:
					consider(part, v.cell(r, w), subject.score()+row, false, false, "The column is a part of the total.")
				case ofAt < 0 && colHold[w].share >= 0.6 && row >= 0.4:
					consider(part, v.cell(r, w), 0.7*(subject.score()+colHold[w].score())+0.4*row, false, false, "Both columns are named.")
				}
			}
		}
	}
	return found
}

// implied is how much goes without saying for a line: the total's and the latest period's.
func implied(list []axis, holds []hold, i int) float64 {
	if list[i].isTotal() {
		return 0.45
	}
	if list[i].period.key == "" || list[i].period.previous {
		only := true
		for k := range list {
			if k != i && list[k].used {
				only = false
			}
		}
		if only {
			return 0.5
		}
		return 0
	}
	for k := range list {
		if list[k].used && k != i && list[k].period.key != "" && (list[k].period.year > list[i].period.year || list[k].period.year == list[i].period.year && k > i) {
			return 0
		}
		if holds[k].same && holds[k].share > 0.9 && k != i && list[k].period.key != "" {
			return 0
		}
	}
	return 0.45
}

// breakBetween says whether a comma or a harder mark stands between two tokens.
func (s *sentence) breakBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if s.tokens[i].punct && s.tokens[i].text != "%" && s.tokens[i].text != "-" && s.tokens[i].text != "/" {
			return true
		}
	}
	return false
}

// verbBetween says whether a verb stands between two tokens, so that a label behind it is said of what stands before it: "17% of children
// are placed more than 20 miles away".
func (s *sentence) verbBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		switch s.word(i) {
		case "what", "those", "all":
			return false // "of what has been delivered"
		case "is", "are", "was", "were", "has", "have", "had":
			return true
		}
	}
	return false
}

// saidEarlier are plain figures of the paragraphs before, the nearest first, of so many paragraphs with figures.
func (q *said) saidEarlier(paragraphs int) []*said {
	var found []*said
	block := q.in.block
	all := q.in.page.sentences
	for i := q.in.number - 1; i >= 0 && paragraphs > 0; i-- {
		s := all[i]
		if s.block == q.in.block {
			continue
		}
		if s.section != q.in.section && len(q.in.page.sections) > 6 {
			break
		}
		if len(s.said) == 0 {
			continue
		}
		if s.block != block {
			if block != q.in.block {
				paragraphs--
			}
			block = s.block
		}
		for k := len(s.said) - 1; k >= 0 && paragraphs > 0; k-- {
			if f := s.said[k]; f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words && f.form() == formPlain && f.value.unit.Measure != figure.Percent {
				found = append(found, f)
			}
		}
	}
	return found
}

// wholeCells are the totals of the lines of which the sentences before speak.
func (q *said) wholeCells(part operand) []operand {
	var found []operand
	add := func(c *cell) {
		const most = 3
		if c == nil || len(found) >= most || c.value.unit.Measure != part.value.unit.Measure || c.value.rate || c.value.guessed || c.value.base <= part.value.base {
			return
		}
		for _, o := range found {
			if o.cell == c {
				return
			}
		}
		found = append(found, ofCell(c))
	}
	for _, f := range q.figuresBefore() {
		if f.tie == nil {
			continue
		}
		v := f.tie.in
		for c := range v.cols {
			if v.cols[c].isTotal() {
				add(v.cell(f.tie.row, c))
			}
		}
		for r := range v.rows {
			if v.rows[r].isTotal() {
				add(v.cell(r, f.tie.col))
			}
		}
	}
	return found
}

// turnsInto says whether a verb by which one thing becomes another stands behind a percentage: "19% became referrals".
func (s *sentence) turnsInto(q *said) bool {
	switch s.word(q.token + 1) {
	case "became", "become", "went", "go", "led", "lead", "resulted", "result", "progressed", "proceeded", "moved", "converted", "turned", "ended", "were", "are":
		return true
	}
	return false
}

// turnedFrom says whether one label stands behind "of" and the other behind it, with more between them than a word that joins the
// two: "25% of contacts became referrals".
func (s *sentence) turnedFrom(whole, part *axis, ofAt int) bool {
	for _, a := range s.mentions(whole) {
		if a.first <= ofAt || a.first > ofAt+5 || a.share < 0.6 {
			continue
		}
		for _, b := range s.mentions(part) {
			if between := b.first - a.last - 1; b.share >= 0.6 && between > 0 && !s.figureBetween(ofAt, b.first) && s.word(a.last+1) != "and" && s.word(a.last+1) != "or" {
				return true
			}
		}
	}
	return false
}

// reaches says whether a figure and words of a label stand together, with no other percentage between that they may belong to.
func (q *said) reaches(a *axis) bool {
	s := q.in
	return slices.ContainsFunc(s.mentions(a), func(m spot) bool {
		return !slices.ContainsFunc(s.said, func(other *said) bool {
			return (other.token > q.token && other.token < m.first || other.token > m.last && other.token < q.token) && other.value.unit.Measure == figure.Percent
		})
	})
}

// lastTwo is the formula by which the two figures before a percentage give it, as a share or as a change; empty for none.
func (q *said) lastTwo() (pair, string) {
	second := q.in.neighbour(q, -1)
	if second == nil {
		return pair{}, ""
	}
	first := q.in.neighbour(second, -1)
	if first == nil || first.value.unit.Measure != second.value.unit.Measure || second.value.unit.Measure == figure.Percent || !first.exact() || !second.exact() {
		return pair{}, ""
	}
	for _, x := range []pair{{a: ofSaid(first), b: ofSaid(second)}, {a: ofSaid(second), b: ofSaid(first)}} {
		if x.sharesAs(q) {
			return x, shareFormula
		}
		if formula, _, ok := x.changesBy(q); ok {
			return x, formula
		}
	}
	return pair{}, ""
}

// groupPairs are the cells under a heading of two rows: "Boys are 57% of those looked after", where the upper heading stands
// behind "of" and the lower before.
func (q *said) groupPairs(v *view) []scored {
	s := q.in
	if s.word(q.token+1) != "of" {
		return nil
	}
	end := q.token + 1
	for end < len(s.tokens) && end < q.token+8 && s.tokens[end].said == nil && !s.tokens[end].punct && s.word(end) != "and" {
		end++
	}
	var found []scored
	for w := range v.cols {
		whole := &v.cols[w]
		if !whole.isTotal() || len(whole.group) == 0 || !s.stemsIn(whole.group, q.token+1, end) {
			continue
		}
		for c := range v.cols {
			part := &v.cols[c]
			if c == w || part.isTotal() || !slices.Equal(part.group, whole.group) || !s.stemsIn(part.leaf, 0, q.token) {
				continue
			}
			for r := range v.rows {
				x, y := v.cell(r, c), v.cell(r, w)
				if x == nil || y == nil || !v.rows[r].isTotal() {
					continue
				}
				found = append(found, scored{pair{a: ofCell(x), b: ofCell(y), stated: true, why: "The upper heading is the whole, and the lower its part."}, 2.2, true})
			}
		}
	}
	return found
}

// stemsIn says whether all of some stems stand among the tokens of a range.
func (s *sentence) stemsIn(stems []string, from, to int) bool {
	for _, w := range stems {
		if !slices.ContainsFunc(s.tokens[from:to], func(t token) bool { return t.stem == w }) {
			return false
		}
	}
	return len(stems) > 0
}

// shareOfSomeColumn proposes that the row which the sentence names is a share of the total of one column, where one column
// alone fits: "Safeguarding is the largest team with 31% of posts".
func (p *proposer) shareOfSomeColumn(q *said, views []*view) bool {
	var fits []pair
	for _, v := range views[:min(len(views), 3)] {
		for r := range v.rows {
			if h := q.holdTo(&v.rows[r]); !v.rows[r].used || v.rows[r].isTotal() || !h.same || h.share < 0.99 || h.after {
				continue
			}
			for w := range v.rows {
				if !v.rows[w].isTotal() {
					continue
				}
				for c := range v.cols {
					part, whole := v.cell(r, c), v.cell(w, c)
					if part == nil || whole == nil || part.value.rate || part.value.unit.Measure == figure.Percent {
						continue
					}
					if x := (pair{a: ofCell(part), b: ofCell(whole)}); x.sharesAs(q) {
						fits = append(fits, x)
					}
				}
			}
		}
	}
	if len(fits) != 1 {
		return false
	}
	return p.share(q, fits[0], "The row is this share of the total of one column.", false)
}

// namedSlip is the one pair that the words name in full and from whose share the percentage is a slip; the count says how
// many there are.
func namedSlip(q *said, pairs []scored) (slip scored, count int) {
	for _, x := range pairs {
		if !x.named {
			continue
		}
		if percent, off, ok := x.share(); ok && similarTo(q.value, percent, off) {
			if count == 0 {
				slip = x
			}
			if count == 0 || x.a.value.base != slip.a.value.base || x.b.value.base != slip.b.value.base {
				count++
			}
		}
	}
	return slip, count
}

// hasShare says whether a percentage in brackets stands right behind a figure, so that it is a part beside others.
func (q *said) hasShare() bool {
	next := q.in.neighbour(q, 1)
	return next != nil && next.value.unit.Measure == figure.Percent && next.bracketed() && next.token-q.token <= 6
}

// blame accuses one figure of a pair, and not what the pair should give, where that figure is a slip from a cell with which all
// holds.
func (p *proposer) blame(x pair, holds func(y pair) bool) bool {
	for _, first := range []bool{true, false} {
		o := x.b
		if first {
			o = x.a
		}
		if o.said == nil || o.said.tie != nil || o.said.claimed {
			continue
		}
		slip := o.said.slip()
		if slip == nil {
			continue
		}
		y := pair{a: x.a, b: ofCell(slip.cell)}
		if first {
			y = pair{a: ofCell(slip.cell), b: x.b}
		}
		if holds(y) {
			p.tieTo(o.said, slip.cell, slip.why()+" With the cell what the sentence makes of it holds.", true)
			return true
		}
	}
	return false
}
