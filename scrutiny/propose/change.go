package propose

import (
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// direction is what a word says of a change or of two figures: 1 for more, -1 for less, 0 for nothing.
func direction(word string) int {
	switch word {
	case "up", "rose", "rise", "rises", "risen", "rising", "increase", "increased", "increases", "increasing", "grew", "grown", "grow", "grows", "growth", "growing", "more", "higher", "above", "greater", "larger", "gain", "gained",
		"uplift", "jump", "jumped", "climbed", "climb", "exceeds", "exceeded", "exceed", "exceeding", "longer", "dearer", "over", "surpassed", "bigger", "older", "added", "ahead":
		return 1
	case "down", "fell", "fall", "falls", "fallen", "falling", "decrease", "decreased", "decreases", "decreasing", "drop", "dropped", "drops", "reduction", "reduced", "reduces", "fewer", "less", "lower", "below", "smaller", "decline", "declined",
		"declining", "cut", "shrank", "shrunk", "cheaper", "shorter", "under", "loss", "lost", "dipped", "dip", "short", "behind", "younger":
		return -1
	}
	return 0
}

// changes proposes what sentences say of two figures: a change by so much, and the word for its direction.
func (p *proposer) changes(s *sentence) {
	for _, d := range s.said {
		if d.figure.Class != prose.Quantity || !d.exact() || d.figure.Form > prose.Words || d.form() == formPlain || d.claimed && d.tie == nil {
			continue
		}
		p.change(d)
	}
	p.comparisons(s)
}

// change proposes that a figure is the change between two others.
func (p *proposer) change(d *said) {
	pairs := d.changePairs()
	word, at := d.directionWord()
	stated := slices.ContainsFunc(pairs, func(x pair) bool { return x.stated })
	if prev := d.saysAgain(); prev != nil && prev.change != nil {
		x := *prev.change
		x.stated = true
		pairs, stated = []pair{x}, true
	}
	agrees := func(x pair) bool {
		way := direction(word)
		return way == 0 || float64(way)*(x.a.value.base-x.b.value.base) > 0
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { // those that go the way of the word come first among the unstated
		if x.stated != y.stated || agrees(x) == agrees(y) {
			return 0
		}
		if agrees(x) {
			return -1
		}
		return 1
	})
	for _, x := range pairs {
		formula, relation, ok := x.changesBy(d)
		if ok && !x.stated && !x.ordered && x.a.said != nil && x.b.said != nil && !d.nearestTwo(x) && !(x.a.said.in == d.in && x.b.said.in == d.in) && d.value.digits() < 4 {
			continue // any two figures of a paragraph lie some way apart
		}
		if !ok || stated && x.turnsStated(pairs) || stated && !x.stated && !(x.a.said != nil && x.b.said != nil && x.a.said.in == d.in && x.b.said.in == d.in) {
			continue
		}
		if !d.claimed {
			p.propose(relation, d.at(), ofSaid(d).input, formula, x.why, false, x.a, x.b.minus())
			d.claimed = true
			d.change = &x
			p.earlierSaid(d, x, pairs)
		}
		p.directionOf(d, x, word, at, x.stated || x.ordered)
		if at < 0 {
			for _, y := range pairs {
				if _, _, ok := y.changesBy(d); ok && y.ordered {
					p.judgement(d, y, true)
				}
			}
		}
		return
	}
	if d.claimed {
		return
	}
	first := true
	for i, x := range pairs {
		if d.value.unit.Measure == figure.Points && i < 2 && x.a.said != nil && x.b.said != nil && d.onlyPercents(x) {
			x.ordered, x.stated = true, true
		}
		if d.saysNet() && d.nearestTwo(x) && d.onlyTwo(x) {
			x.stated = true
		}
		if i < 12 && !x.distant && d.nearestTwo(x) && d.value.digits() >= 2 && isChangeVerb(d.verb()) && similarTo(d.value, x.a.value.base-x.b.value.base, 0) && d.value.unit.Measure == x.a.value.unit.Measure && !d.betweenOthers() {
			x.stated = true
		}
		if d.value.unit.Measure == figure.Points && i < 2 && !x.ordered && x.a.said != nil && x.b.said != nil && d.value.digits() >= 2 && similarTo(d.value, x.a.value.base-x.b.value.base, 0) {
			x.ordered, x.stated = true, true
		}
		slips := x.ordered && !x.distant && x.slips(d, first)
		first = first && !x.ordered
		if !x.stated && !slips || d.toldAlready(x) {
			continue
		}
		formula, relation := x.formula(d)
		if formula == "" {
			continue
		}
		if p.blame(x, func(y pair) bool { _, _, ok := y.changesBy(d); return ok }) {
			d.claimed = true
			return
		}
		p.propose(relation, d.at(), ofSaid(d).input, formula, x.why, true, x.a, x.b.minus())
		d.claimed = true
		p.directionOf(d, x, word, at, x.ordered)
		return
	}
}

// toldAlready says whether another figure of the sentence is the change between the same two: "£8 more than now and £76 more than for the
// youngest".
func (d *said) toldAlready(x pair) bool {
	return slices.ContainsFunc(d.in.said, func(f *said) bool {
		return f != d && f.change != nil && f.value.unit.Measure == d.value.unit.Measure && f.change.a.value.base == x.a.value.base && f.change.b.value.base == x.b.value.base
	})
}

// turnsStated says whether a pair is a stated one the other way round.
func (x pair) turnsStated(pairs []pair) bool {
	return !x.stated && x.a.said != nil && x.b.said != nil && slices.ContainsFunc(pairs, func(y pair) bool {
		return y.stated && y.a.said == x.b.said && y.b.said == x.a.said
	})
}

// earlierSaid accuses the earlier figure of a sentence that is a slip of the cell with which its change holds: "571 …, 51 more than a
// year earlier (250)".
func (p *proposer) earlierSaid(d *said, x pair, pairs []pair) {
	if x.b.cell == nil {
		return
	}
	for _, y := range pairs {
		q := y.b.said
		if !y.stated || q == nil || y.a.said == nil || q.tie != nil || q.claimed || q.in != d.in || !similar(q.value, x.b.cell.value) || y.a.said != x.a.said || d.in.supposes() {
			continue
		}
		p.tieTo(q, x.b.cell, "The change that the sentence tells holds with the cell.", true)
		return
	}
}

// thisIsMore is the figure of the sentence before and the one behind "than" in "This is 22 more than the 51 of the year before".
func (d *said) thisIsMore(after []*said) (later, earlier *said) {
	s := d.in
	if w := s.word(0); w != "this" && w != "that" || d.index != 0 || d.token > 3 || len(after) != 1 || !s.ledBy(after[0], "than") || s.before == nil {
		return nil, nil
	}
	first := s.before.soleCount()
	if first == nil {
		// A figure and nothing but its parts is one figure as well.
		for _, f := range s.before.said {
			switch {
			case !f.countable() || f.changed():
			case first == nil:
				first = f
			case f.bond == nil || f.bond.whole != first:
				return nil, nil
			}
		}
	}
	if first == nil || first.value.unit.Measure != after[0].value.unit.Measure {
		return nil, nil
	}
	return first, after[0]
}

// shortBy is the two amounts of a sentence of which it says the gap: "covers £52,195, whereas a placement costs £61,400: a shortfall of
// £9,205".
func (d *said) shortBy(before []*said) (more, less *said) {
	s := d.in
	before = slices.DeleteFunc(slices.Clone(before), (*said).perUnit)
	if len(before) != 2 || s.word(d.token-1) != "of" || before[0].value.unit.Measure != before[1].value.unit.Measure || d.value.unit.Measure != before[0].value.unit.Measure {
		return nil, nil
	}
	switch s.word(d.token - 2) {
	case "shortfall", "gap", "difference":
		return before[0], before[1]
	}
	return nil, nil
}

// comparesWith is the figure that opens the sentence or the paragraph before, and the one that "That compares with 135 in the year before"
// holds against it; sole says that no other figure can be meant.
func (d *said) comparesWith(before []*said) (later, earlier *said, sole bool) {
	s := d.in
	if w := s.word(0); w != "this" && w != "that" && w != "it" || s.word(1) != "compares" && s.word(1) != "compared" || len(before) != 1 {
		return nil, nil, false
	}
	last := s.before
	if last == nil && s.number > 0 {
		last = s.page.sentences[s.number-1]
	}
	if last == nil || last.heading || last.section != s.section {
		return nil, nil, false
	}
	if f := last.soleCount(); f != nil {
		return f, before[0], true
	}
	for last.before != nil {
		last = last.before
	}
	for _, f := range last.said {
		if f.countable() && !f.changed() {
			return f, before[0], false
		}
	}
	return nil, nil, false
}

// targetBeaten is what was reached and the target of "the target of 466 families was exceeded by 83", where one other figure of the
// paragraph counts families.
func (d *said) targetBeaten(before []*said) (reached, target *said) {
	s := d.in
	if len(before) != 1 || s.word(d.token-1) != "by" {
		return nil, nil
	}
	switch s.word(d.token - 2) {
	case "exceeded", "missed", "beaten", "surpassed":
	default:
		return nil, nil
	}
	target = before[0]
	nouns := target.countNouns()
	if !s.ledBy(target, "target") || len(nouns) == 0 {
		return nil, nil
	}
	for _, f := range append(d.figuresBefore(), d.saidEarlier(2)...) {
		if f == target || !f.countable() || f.value.unit.Measure != target.value.unit.Measure || !slices.Contains(f.countNouns(), nouns[0]) {
			continue
		}
		if reached != nil {
			return nil, nil
		}
		reached = f
	}
	return reached, target
}

// pairBefore is the later and the earlier of the only two figures of the sentence before, where this one opens with the change
// between them: "56 in 2025/26, against 75 in 2024/25. This 25.3% fall …".
func (d *said) pairBefore() (later, earlier *said) {
	s := d.in
	if s.before == nil || d.index != 0 || d.token > 3 {
		return nil, nil
	}
	values := s.before.values(d)
	if (s.word(1) == "difference" || s.word(1) == "gap") && len(values) == 2 && values[0].value.unit.Measure == values[1].value.unit.Measure && d.value.unit.Measure == values[0].value.unit.Measure {
		return values[0], values[1]
	}
	if s.word(0) != "this" && s.word(0) != "that" {
		return nil, nil
	}
	if len(values) != 2 || values[0].value.unit.Measure != values[1].value.unit.Measure {
		return nil, nil
	}
	if s.before.ledBy(values[0], "from") && s.before.ledBy(values[1], "to") {
		return values[1], values[0]
	}
	if !s.before.ledBy(values[1], "from", "than", "against", "compared") {
		return nil, nil
	}
	return values[0], values[1]
}

// directionOf proposes that the word of a change has its sign.
func (p *proposer) directionOf(d *said, x pair, word string, at int, accuses bool) {
	if !x.stated && !x.ordered {
		return // which of the two came first is not said, so that no word can be wrong
	}
	p.word(d.in, word, at, "The word says which way the figures go.", accuses, x.a, x.b)
}

// word proposes that the first of two figures is above the second, or below, as a word says; each word is held to one pair.
func (p *proposer) word(s *sentence, word string, at int, why string, accuses bool, later, earlier operand) {
	way := direction(word)
	if way == 0 || at < 0 || s.worded[at] {
		return
	}
	s.worded[at] = true
	kind := "above"
	if way < 0 {
		kind = "below"
	}
	p.compare(s.atWord(at), kind, "a - b", why, accuses, later, earlier)
}

// atWord is the place of a word of a sentence.
func (s *sentence) atWord(i int) scrutiny.At {
	t := s.tokens[i]
	return scrutiny.At{Place: s.place, Text: t.text, Quote: s.quote, Offset: t.start + 1}
}

// directionWord is the word beside a figure of change that says which way it goes.
func (d *said) directionWord() (string, int) {
	s := d.in
	for i := d.token + 1; i <= d.token+2 && i < len(s.tokens); i++ {
		if s.tokens[i].said != nil || s.tokens[i].punct && s.tokens[i].text != ")" {
			break
		}
		if w := s.word(i); direction(w) != 0 && !((w == "over" || w == "under") && s.spanOfTime(i+1)) {
			return w, i
		}
	}
	for i := d.token - 1; i >= max(0, d.token-12); i-- {
		if s.tokens[i].text == ";" {
			break
		}
		if w := s.word(i); direction(w) != 0 && w != "over" && w != "under" && w != "more" && w != "less" {
			return w, i
		}
	}
	return "", -1
}

// values are the figures of a sentence that a change may lie between: those that are no change themselves.
func (s *sentence) values(like *said) []*said {
	var found []*said
	for _, q := range s.said {
		// "from 11.1 to 11.5 days": a duration is held against another figure where the sentence leads from one to the other.
		led := q.figure.Class == prose.Duration && (q.in.ledBy(q, "to") || q.in.ledBy(q, "from"))
		if (q.figure.Class == prose.Quantity || led) && q.exact() && q.figure.Form <= prose.Words && q.form() == formPlain && q != like {
			found = append(found, q)
		}
	}
	return found
}

// changePairs are the pairs of figures that a figure of change may lie between: stated ones first.
func (d *said) changePairs() []pair {
	s := d.in
	values := s.values(d)
	measure := d.value.unit.Measure
	fits := func(q *said) bool {
		switch measure {
		case figure.Points:
			return q.value.unit.Measure == figure.Percent || q.value.unit.Measure == figure.Plain
		case figure.Percent:
			return true
		}
		return q.value.unit.Measure == measure
	}
	var before, after []*said
	for _, q := range values {
		switch {
		case !fits(q):
		case q.index < d.index:
			before = append(before, q)
		default:
			after = append(after, q)
		}
	}
	var pairs []pair
	add := func(later, earlier *said, stated bool, why string) {
		if later == nil || earlier == nil || later == earlier || later.value.unit.Measure != earlier.value.unit.Measure {
			return
		}
		x := pair{a: ofSaid(later), b: ofSaid(earlier), stated: stated, ordered: stated, why: why}
		order := laterOf(later, earlier)
		if order == 0 {
			order = s.againstOrder(later, earlier)
		}
		if !stated && order != 0 {
			if order < 0 {
				return // the other way round is added as well
			}
			x.ordered = true
		}
		pairs = append(pairs, x)
	}
	// from a to b
	for _, list := range [][]*said{after, before} {
		for i := 0; i+1 < len(list); i++ {
			x, y := list[i], list[i+1]
			if s.ledBy(x, "from") && s.ledBy(y, "to") && s.within(d, x, y) {
				add(y, x, true, "The sentence says from which figure to which.")
			}
			if s.ledBy(x, "to") && s.ledBy(y, "from") && s.within(d, x, y) {
				add(x, y, true, "The sentence says to which figure and from which.")
			}
		}
	}
	// b, up d on a
	if len(before) > 0 && len(after) > 0 {
		later, earlier := before[len(before)-1], after[0]
		if s.ledBy(earlier, "from", "than", "on", "against", "compared", "over", "above", "below") && s.sameClause(later, earlier) && !s.changesBetween(d, earlier) && !s.ledBy(later, "than", "from") {
			add(later, earlier, true, "The figure is held against the one behind it.")
		}
	}
	// a (2023/24: b), up d
	if n := len(before); n > 1 && before[n-2].index == before[n-1].index-1 && s.inBracketsOfPeriod(before[n-1]) {
		add(before[n-2], before[n-1], true, "The bracket holds the figure of the earlier period.")
	}
	// b against a, a rise of d
	if n := len(before); n > 1 {
		later, earlier := before[n-2], before[n-1]
		if s.ledBy(earlier, "from", "than", "against", "compared", "with", "to") {
			add(later, earlier, s.ledBy(earlier, "from", "than", "against", "compared"), "Both figures stand before it.")
		}
	}
	if later, earlier := d.thisIsMore(after); later != nil {
		add(later, earlier, true, "The sentence holds the figure before it against this one.")
	}
	if later, earlier := d.shortBy(before); later != nil {
		add(later, earlier, true, "The sentence names the gap between its two figures.")
	}
	if later, earlier, sole := d.comparesWith(before); later != nil {
		add(later, earlier, sole, "The sentence holds the figure before it against this one.")
	}
	if later, earlier := d.targetBeaten(before); later != nil {
		add(later, earlier, true, "The target is held against the figure that has its noun.")
	}
	if later, earlier := d.pairBefore(); later != nil {
		add(later, earlier, true, "The sentence before holds the one figure against the other.")
	}
	if later, earlier := d.sameAmounts(); later != nil && measure == figure.Pounds && len(after) == 0 && !slices.ContainsFunc(pairs, func(x pair) bool { return x.stated }) {
		add(later, earlier, true, "Both are of one thing, and the words say which was then.")
	}
	pairs = append(pairs, d.tiedPairs(before, after)...)
	// Two figures said before, in the sentence or in the one before it.
	var said []*said
	for _, f := range d.figuresBefore() {
		if f.figure.Class == prose.Quantity && f.exact() && f.figure.Form <= prose.Words && f.form() == formPlain && fits(f) && len(said) < 7 && (measure != figure.Percent || f.value.unit.Measure != figure.Percent) {
			said = append(said, f)
		}
	}
	for i := range said {
		for k := i + 1; k < len(said); k++ {
			add(said[i], said[k], false, "Two figures before it are this far apart.")
			add(said[k], said[i], false, "Two figures before it are this far apart.")
		}
	}
	return pairs
}

// inBracketsOfPeriod says whether a figure stands in brackets behind a period: "(2023/24: 3,761)".
func (s *sentence) inBracketsOfPeriod(q *said) bool {
	i := q.token - 1
	if i >= 0 && s.tokens[i].text == ":" {
		i--
	}
	return i > 0 && s.tokens[i].masked != nil && s.tokens[i].period.key != "" && s.tokens[i-1].text == "("
}

// tiedPairs are pairs of cells of one line, where one is the cell that a figure before repeats, or the line is named.
func (d *said) tiedPairs(before, after []*said) []pair {
	var pairs []pair
	s := d.in
	bases := append([]*said{}, before...)
	if len(before) == 0 {
		for _, f := range d.figuresBefore() {
			if f.tie != nil && len(bases) < 3 {
				bases = append(bases, f)
			}
		}
	}
	for i := len(bases) - 1; i >= 0; i-- {
		f := bases[i]
		if f.tie == nil || f.in != s && s.namesOther(f.tie) {
			continue
		}
		v := f.tie.in
		for _, along := range []bool{true, false} { // along the row, then down the column
			list := v.rows
			if along {
				list = v.cols
			}
			for k := range list {
				other := v.cell(k, f.tie.col)
				if along {
					other = v.cell(f.tie.row, k)
				}
				if other == nil || other == f.tie || other.value.unit.Measure != f.tie.value.unit.Measure || list[k].role == table.RoleChange || list[k].role == table.RoleRate && f.tie.value.unit.Measure != figure.Percent {
					continue
				}
				h := d.holdTo(&list[k])
				named := h.same && h.share >= 0.6
				isPeriod := list[k].period.key != "" || list[k].period.previous
				if !named && !(isPeriod && along) && !(isPeriod && !along) {
					continue
				}
				mine := &v.rows[f.tie.row]
				if along {
					mine = &v.cols[f.tie.col]
				}
				order := mine.after(&list[k])
				yearBefore := d.heldAgainstEarlier() && i == len(bases)-1 && mine.period.year > 0 && list[k].period.year == mine.period.year-1
				switch {
				case yearBefore:
					pairs = append([]pair{{a: ofSaid(f), b: ofCell(other), stated: true, ordered: true, why: "The figure is held against that of the year before."}}, pairs...)
				case named && h.after && h.share > 0.99 && order < 0 && h.strength >= 0.75 && list[k].period.key != "":
					pairs = append([]pair{{a: ofCell(other), b: ofSaid(f), stated: i == len(bases)-1, ordered: true, why: "The figure leads to the cell that is named."}}, pairs...)
				case named && h.after && h.share > 0.99 && order >= 0:
					pairs = append([]pair{{a: ofSaid(f), b: ofCell(other), stated: h.strength >= 0.75 && i == len(bases)-1 && d.ledTo(h), ordered: true, why: "The figure is held against the cell that is named."}}, pairs...)
				case order < 0:
					pairs = append(pairs, pair{a: ofCell(other), b: ofSaid(f), ordered: true, why: "The figure is held against a later one of its line."})
				case order > 0:
					pairs = append(pairs, pair{a: ofSaid(f), b: ofCell(other), ordered: true, why: "The figure is held against an earlier one of its line."})
				default:
					pairs = append(pairs, pair{a: ofSaid(f), b: ofCell(other), why: "The figure is held against another of its line."}, pair{a: ofCell(other), b: ofSaid(f), why: "The figure is held against another of its line."})
				}
			}
		}
	}
	near, _ := s.scope()
	for _, v := range near {
		pairs = append(pairs, d.namedPairs(v)...)
		for r := range v.rows {
			h := d.holdTo(&v.rows[r])
			if !h.same || h.share < 0.6 {
				continue
			}
			for c := range v.cols {
				for k := range v.cols {
					x, y := v.cell(r, c), v.cell(r, k)
					if k == c || v.cols[c].after(&v.cols[k]) < 0 || x == nil || y == nil || x.value.unit.Measure != y.value.unit.Measure || v.cols[c].period.key == "" && v.cols[k].period.key == "" && v.cols[k].role != table.RolePrevious {
						continue
					}
					if len(pairs) < 60 {
						pairs = append(pairs, pair{a: ofCell(x), b: ofCell(y), distant: !(d.heldAgainstEarlier() && v.cols[k].prior && v.cols[c].period.year == v.cols[k].period.year+1 && h.share > 0.99), ordered: v.cols[c].after(&v.cols[k]) > 0, why: "The row is named, and these are two of its periods."})
					}
				}
			}
		}
	}
	return pairs
}

// ledBy says whether one of some words leads to a figure: at most four words between, none a figure or a hard mark.
func (s *sentence) ledBy(q *said, words ...string) bool {
	most := 6
	for i := q.token - 1; i >= max(0, q.token-most); i-- {
		t := &s.tokens[i]
		if t.said != nil && t.said.figure.Class != prose.Duration || t.punct && t.text != "," && !(t.text == "(" && i == q.token-1) {
			return false
		}
		for _, w := range words {
			if s.word(i) == w {
				return true
			}
		}
		if timeWords[s.word(i)] {
			most = min(most+1, 11) // "than a year earlier, when there were 2,608"
		}
	}
	return false
}

// changesBetween says whether another change stands between one and the figure that it may be held against: "19 more than in September
// and 44 more than a year ago (658)".
func (s *sentence) changesBetween(d, earlier *said) bool {
	return slices.ContainsFunc(s.said, func(f *said) bool { return f.index > d.index && f.index < earlier.index && f.form() != formPlain })
}

// timeWords are words that say when the figure behind them was.
var timeWords = map[string]bool{
	"year": true, "before": true, "earlier": true, "ago": true, "when": true, "there": true, "were": true, "was": true, "previous": true, "last": true, "same": true, "point": true, "time": true, "month": true, "months": true, "quarter": true,
	"period": true, "stood": true, "it": true, "at": true,
}

// within says whether a figure of change stands beside a pair: no other clause between.
func (s *sentence) within(d, x, y *said) bool {
	from, to := y.token+1, d.token
	if d.token < x.token {
		from, to = d.token+1, x.token
	}
	words := 0
	for i := from; i < to; i++ {
		switch s.word(i) {
		case "while", "whereas", "but", "and", "although", "though", "when", "with":
			return false
		}
		if s.tokens[i].text == ";" || s.tokens[i].text == "." || s.tokens[i].said != nil && s.tokens[i].said.form() == formPlain {
			return false
		}
		if !s.tokens[i].punct {
			words++
		}
	}
	return words <= 10
}

func (s *sentence) sameClause(a, b *said) bool {
	for i := a.token; i < b.token; i++ {
		if s.tokens[i].text == ";" {
			return false
		}
	}
	return true
}

// apart is the formula of how far two figures lie apart, the greater first, as a reader would reckon it.
func (x pair) apart() string {
	if x.a.value.base < x.b.value.base {
		return "b - a"
	}
	return "a - b"
}

// changesBy says whether a figure is the change of a pair, and by which formula.
func (x pair) changesBy(d *said) (formula string, relation scrutiny.Kind, ok bool) {
	a, b := x.a.value, x.b.value
	gap := math.Abs(a.base - b.base)
	off := a.slack() + b.slack()
	if d.value.unit.Measure != figure.Percent {
		if d.value.unit.Measure != figure.Points && d.value.unit.Measure != a.unit.Measure {
			return "", "", false
		}
		if d.value.unit.Measure == figure.Points && a.unit.Measure == figure.Pounds {
			return "", "", false
		}
		return x.apart(), scrutiny.RelationDifference, gap > 0 && d.value.fits(gap, off)
	}
	if b.base != 0 {
		percent := gap / math.Abs(b.base) * 100
		rel := 100 * (off/math.Abs(b.base) + gap*b.slack()/(b.base*b.base))
		if d.value.fits(percent, rel) && gap > 0 {
			return "(" + x.apart() + ") / b * 100", scrutiny.RelationPercentChange, true
		}
	}
	if a.unit.Measure == figure.Percent && d.value.fits(gap, off) && gap > 0 {
		return x.apart(), scrutiny.RelationDifference, true
	}
	return "", "", false
}

// formula is how a figure of change must follow from a stated pair; empty where it can be said in two ways.
func (x pair) formula(d *said) (string, scrutiny.Kind) {
	switch {
	case d.value.unit.Measure == figure.Percent && x.a.value.unit.Measure == figure.Percent:
		return "", ""
	case d.value.unit.Measure == figure.Percent:
		return "(" + x.apart() + ") / b * 100", scrutiny.RelationPercentChange
	case d.value.unit.Measure == figure.Points && x.a.value.unit.Measure == figure.Pounds:
		return "", ""
	}
	return x.apart(), scrutiny.RelationDifference
}

// after says whether an axis is of a later period than another, 1, or of an earlier, -1; 0 where that is not known.
func (a *axis) after(b *axis) int {
	switch {
	case a.period.previous || a.role == table.RolePrevious:
		if b.period.previous || b.role == table.RolePrevious {
			return 0
		}
		return -1
	case b.period.previous || b.role == table.RolePrevious:
		return 1
	case a.period.year != b.period.year && a.period.year > 0 && b.period.year > 0:
		return sign(a.period.year - b.period.year)
	case a.period.key != "" && b.period.key != "":
		return sign(a.at - b.at)
	}
	return 0
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// laterOf says which of two figures is of the later period, by the period words of their clauses and the cells they repeat.
func laterOf(a, b *said) int {
	x, y := a.isEarlier(), b.isEarlier()
	if x != y {
		if x {
			return -1
		}
		return 1
	}
	if a.tie != nil && b.tie != nil && a.tie.in == b.tie.in {
		if a.tie.row == b.tie.row {
			return a.tie.colAxis().after(b.tie.colAxis())
		}
		if a.tie.col == b.tie.col {
			return a.tie.rowAxis().after(b.tie.rowAxis())
		}
	}
	if p, q := a.year(), b.year(); p > 0 && q > 0 {
		return sign(p - q)
	}
	return 0
}

// isEarlier says whether words of an earlier period stand in the figure's part of the sentence.
func (q *said) isEarlier() bool {
	s := q.in
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil && s.tokens[i].text != ";"; i-- {
		if s.tokens[i].period.previous {
			return true
		}
	}
	for i := q.token + 1; i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		if s.tokens[i].period.previous {
			return true
		}
	}
	return q.tie != nil && (q.tie.colAxis().role == table.RolePrevious || q.tie.rowAxis().role == table.RolePrevious)
}

// year is the year that stands nearest to a figure in its part of the sentence, 0 where there is none.
func (q *said) year() int {
	s := q.in
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil && s.tokens[i].text != ";"; i-- {
		if y := s.tokens[i].period.year; y > 0 {
			return y
		}
	}
	for i := q.token + 1; i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		if y := s.tokens[i].period.year; y > 0 {
			return y
		}
	}
	return 0
}

// namedPairs are two cells of a row that the sentence names, where the column of the one stands behind the figure of change:
// "transport is forecast 13.4% over its budget".
func (d *said) namedPairs(v *view) []pair {
	var pairs []pair
	for r := range v.rows {
		h := d.holdTo(&v.rows[r])
		if !v.rows[r].used || h.share < 0.6 && !v.rows[r].isTotal() {
			continue
		}
		for k := range v.cols {
			base := v.cell(r, k)
			g := d.holdTo(&v.cols[k])
			if base == nil || !g.same || !g.after || g.share < 0.6 || g.strength < 0.75 {
				continue
			}
			for c := range v.cols {
				x := v.cell(r, c)
				if x == nil || c == k || x.value.unit.Measure != base.value.unit.Measure || v.cols[c].role == table.RoleChange || v.cols[c].role == table.RoleRate {
					continue
				}
				const most = 12
				if len(pairs) < most {
					pairs = append(pairs, pair{a: ofCell(x), b: ofCell(base), distant: !d.ledTo(g), ordered: true, why: "The row is named, and the column that its figure is held against."})
				}
			}
		}
	}
	return pairs
}

// slips says whether a figure of change is one slip from the change of a pair, where its digits make that telling: three of
// them, or two in the first pair of the line.
func (x pair) slips(d *said, first bool) bool {
	if digits := d.value.digits(); digits < 2 || digits == 2 && !first || x.b.value.base == 0 {
		return false
	}
	gap := math.Abs(x.a.value.base - x.b.value.base)
	if d.value.unit.Measure == figure.Percent {
		if x.a.value.unit.Measure == figure.Percent {
			return false
		}
		return similarTo(d.value, gap/math.Abs(x.b.value.base)*100, 0)
	}
	return d.value.unit.Measure == x.a.value.unit.Measure && similarTo(d.value, gap, 0)
}

// heldAgainstEarlier says whether a word of an earlier period follows the figure in its clause: "3 fewer than a year before".
func (d *said) heldAgainstEarlier() bool {
	s := d.in
	for i := d.token + 1; i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		if s.tokens[i].period.previous {
			return true
		}
	}
	return false
}

// ledTo says whether a word of comparison leads from a figure to the label that it holds to: "than August's", "over its budget".
func (d *said) ledTo(h hold) bool {
	s := d.in
	for i := d.token + 1; i <= d.token+1+max(2, h.gap) && i < len(s.tokens); i++ {
		switch s.word(i) {
		case "than", "on", "from", "against", "over", "above", "below", "under", "compared", "to", "since":
			return true
		}
		if s.tokens[i].said != nil {
			return false
		}
	}
	return false
}

// onlyPercents says whether a pair is the only two percentages that the paragraph has said so far, the nearer in the sentence of
// the difference, and the difference is said to be above or below.
func (d *said) onlyPercents(x pair) bool {
	n, own := 0, false
	for _, f := range d.figuresBefore() {
		if f.value.unit.Measure == figure.Percent && f.exact() && f.form() == formPlain {
			n++
			own = own || f.in == d.in
			if f != x.a.said && f != x.b.said {
				return false
			}
		}
	}
	switch d.in.word(d.token + 1) {
	case "above", "below", "higher", "lower", "more", "less":
		return n == 2 && own
	}
	return false
}

// againstOrder orders two figures of one sentence of which the second stands behind "against", "from" or "than": that is the
// earlier.
func (s *sentence) againstOrder(a, b *said) int {
	if a.in != b.in {
		return 0
	}
	first, second := a, b
	way := 1
	if a.index > b.index {
		first, second, way = b, a, -1
	}
	if second.index == first.index+1 && second.in.ledBy(second, "against", "from", "than", "compared") {
		return way
	}
	return 0
}

// nearestTwo says whether a pair is the two nearest figures of its measure before the figure of change.
func (d *said) nearestTwo(x pair) bool {
	if x.a.said == nil || x.b.said == nil {
		return false
	}
	n := 0
	for _, f := range d.figuresBefore() {
		if f.value.unit.Measure != x.a.value.unit.Measure || !f.exact() || f.form() != formPlain || f.figure.Class != prose.Quantity {
			continue
		}
		if f != x.a.said && f != x.b.said {
			return false
		}
		if n++; n == 2 {
			return true
		}
	}
	return false
}

// verb is the verb of change before "by" and a figure.
func (d *said) verb() string {
	s := d.in
	for i := d.token - 1; i >= max(0, d.token-6); i-- {
		if isChangeVerb(s.word(i)) {
			return s.word(i)
		}
		if s.tokens[i].said != nil {
			break
		}
	}
	return ""
}

// judgement holds "improved" and "worsened" against two figures of which more is worse, as words in front of them say: an
// overspend, a deficit, a pressure, a shortfall.
func (p *proposer) judgement(d *said, x pair, accuses bool) {
	s := d.in
	at, better := -1, false
	for i := max(0, d.token-8); i < min(len(s.tokens), d.token+3); i++ {
		switch s.word(i) {
		case "improved", "improvement", "better", "improves":
			at, better = i, true
		case "worsened", "worse", "deteriorated", "deterioration", "worsens":
			at, better = i, false
		}
	}
	if at < 0 || !worseWhenMore(x.a) || !worseWhenMore(x.b) || s.worded[at] {
		return
	}
	s.worded[at] = true
	kind := "above"
	if better {
		kind = "below"
	}
	p.compare(s.atWord(at), kind, "a - b", "More of it is worse, as its name says.", accuses, x.a, x.b)
}

// worseWhenMore says whether the words of the sentence around a figure name something of which more is worse, and nothing of
// which more is better.
func worseWhenMore(o operand) bool {
	if o.said == nil {
		return false
	}
	worse := false
	for i := range o.said.in.tokens {
		switch o.said.in.tokens[i].stem {
		case "overspend", "deficit", "shortfall", "pressur":
			worse = true
		case "underspend", "surplus", "saving":
			return false
		}
	}
	return worse
}

// saysNet says whether a figure is called the net of what was said: "a net reduction of £0.019m".
func (d *said) saysNet() bool {
	return d.around(4, 0, "net reduction of", "net increase of", "net change of", "net gain of", "net loss of", "net saving of", "net effect of", "net movement of", "net growth of", "net fall of", "net rise of")
}

// onlyTwo says whether no other figure of their measure stands in the sentence before the figure of change.
func (d *said) onlyTwo(x pair) bool {
	for _, f := range d.in.said[:d.index] {
		if f != x.a.said && f != x.b.said && f.value.unit.Measure == x.a.value.unit.Measure && f.figure.Class == prose.Quantity {
			return false
		}
	}
	return x.a.said.in == d.in && x.b.said.in == d.in
}

// betweenOthers says whether some two figures that the paragraph said before lie exactly so far apart: then those may be meant, and not
// the two nearest.
func (d *said) betweenOthers() bool {
	before := d.figuresBefore()
	for i, a := range before {
		for _, b := range before[i+1:] {
			if a.value.unit.Measure == d.value.unit.Measure && b.value.unit.Measure == d.value.unit.Measure && d.value.fits(math.Abs(a.value.base-b.value.base), a.value.slack()+b.value.slack()) {
				return true
			}
		}
	}
	return false
}

// namesOther says whether the sentence names another row or column of a cell's table in full, so that a figure of an earlier
// sentence is not the one that it goes on about.
func (s *sentence) namesOther(c *cell) bool {
	for _, list := range [][]axis{c.in.rows, c.in.cols} {
		for i := range list {
			a := &list[i]
			if a.used && a != c.rowAxis() && a != c.colAxis() && a.period.key == "" && !a.isTotal() && s.share(a) > 0.99 {
				return true
			}
		}
	}
	return false
}
