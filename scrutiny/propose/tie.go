package propose

import (
	"fmt"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// address is how well a cell fits the words around a figure, whatever its value.
type address struct {
	cell     *cell
	row, col hold
	score    float64
	matches  bool
	near     bool // in the figure's own section
	noun     bool // what the table counts stands right beside the figure
}

// explicit says whether words of the same sentence name the axis, most of its label.
func (h hold) explicit() bool { return h.same && h.share >= 0.6 && !h.implied }

func (h hold) score() float64 { return h.strength * h.share }

// compatible says whether a figure of a sentence can repeat a cell, by their units.
func compatible(q *said, c *cell) bool {
	a, b := q.value.unit.Measure, c.value.unit.Measure
	switch {
	case c.bound != figure.Exactly:
		return false
	case a == b:
		return true
	case a == figure.Points:
		return b == figure.Plain && c.colAxis().role == table.RoleChange
	}
	return false
}

// addresses are the cells that a figure may repeat, best first; at most some.
func (q *said) addresses() []address {
	near, far := q.in.scope()
	var found []address
	for i, list := range [][]*view{near, far} {
		for _, v := range list {
			found = append(found, q.addressesIn(v, i == 0)...)
		}
	}
	slices.SortStableFunc(found, func(a, b address) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return found
}

func (q *said) addressesIn(v *view, own bool) []address {
	rows, cols := make([]hold, len(v.rows)), make([]hold, len(v.cols))
	for i := range v.rows {
		if v.rows[i].used {
			rows[i] = q.holdTo(&v.rows[i])
		}
	}
	for i := range v.cols {
		if v.cols[i].used {
			cols[i] = q.holdTo(&v.cols[i])
		}
	}
	fits := func(r, c int) bool { x := v.cell(r, c); return x != nil && compatible(q, x) }
	q.imply(v, rows, true, fits)
	q.imply(v, cols, false, fits)
	bonus := 0.0
	if own {
		bonus = 0.3
	}
	noun := q.touches(v.title)
	bonus += 0.1 * q.in.shareOf(v.title)
	if noun {
		bonus += 0.2
	}
	var found []address
	boundRow, boundCol := anyBound(rows), anyBound(cols)
	changed := q.form() != formPlain
	v.each(func(c *cell) {
		if !compatible(q, c) {
			return
		}
		a := address{cell: c, row: rows[c.row], col: cols[c.col], near: own, noun: noun}
		a.score = a.row.score() + a.col.score() + bonus
		if changed && a.changes() {
			a.score += 0.4 // what moved by so much is a variance or a movement
		}
		// Where the figure is bound to another line, this one is not meant.
		if boundRow && !a.row.bound && a.row.score() < 0.5 {
			a.score -= 0.3
		}
		if boundCol && !a.col.bound && a.col.score() < 0.5 {
			a.score -= 0.2
		}
		a.matches = near(q.value, c.value)
		found = append(found, a)
	})
	return found
}

func anyBound(holds []hold) bool {
	return slices.ContainsFunc(holds, func(h hold) bool { return h.bound && h.share >= 0.6 })
}

// imply gives lines that no word names what goes without saying: the total, the current period, the only one of its unit.
func (q *said) imply(v *view, holds []hold, rows bool, fits func(r, c int) bool) {
	list := v.cols
	if rows {
		list = v.rows
	}
	possible := func(i int) bool {
		for other := range max(len(v.rows), len(v.cols)) {
			if rows && fits(i, other) || !rows && fits(other, i) {
				return true
			}
		}
		return false
	}
	only, count := -1, 0
	latest := -1
	named := false
	for i := range list {
		if !list[i].used || !possible(i) {
			continue
		}
		only = i
		count++
		if list[i].period.key != "" && !list[i].period.previous && list[i].role != table.RoleTarget {
			if latest < 0 || list[i].period.year >= list[latest].period.year {
				latest = i
			}
		}
		named = named || holds[i].score() >= 0.5 && list[i].period.key != ""
	}
	for i := range list {
		if !list[i].used || holds[i].score() >= 0.45 {
			continue
		}
		switch {
		case count == 1 && i == only:
			holds[i] = hold{strength: 0.6, share: 1, implied: true, gap: 50}
		case list[i].isTotal():
			holds[i] = hold{strength: 0.45, share: 1, implied: true, gap: 50}
		case i == latest && !named:
			holds[i] = hold{strength: 0.5, share: 1, implied: true, gap: 50}
		}
	}
}

// touches says whether one of some words stands within three words behind a figure, or right before it.
func (q *said) touches(words []string) bool {
	s := q.in
	for i := q.token + 1; i <= q.token+3 && i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		if slices.Contains(words, s.tokens[i].stem) {
			return true
		}
	}
	return false
}

// shareOf is the share of some words that stand in the sentence.
func (s *sentence) shareOf(words []string) float64 {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, w := range words {
		if slices.ContainsFunc(s.tokens, func(t token) bool { return t.stem == w }) {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

// enough is the score from which a matching cell is taken for the one that is meant, by the digits of the figure: one digit
// matches many cells by chance, four hardly any.
func (q *said) enough(matches int) float64 {
	switch digits := q.value.digits(); {
	case digits <= 1:
		return 1.2
	case digits == 2:
		return 0.8
	case digits == 3:
		if matches == 1 {
			return 0.3
		}
		return 0.4
	}
	return 0
}

// tieFirst ties a figure to the cell that it repeats, where its words and its digits leave no doubt.
func (p *proposer) tieFirst(q *said) {
	if !q.exact() || q.claimed || q.figure.Form > prose.Words {
		return
	}
	if q.figure.Form == prose.Words && q.value.digits() < 2 && q.value.base < 10 {
		return
	}
	all := q.addresses()
	var best *address
	matches := 0
	for i := range all {
		a := &all[i]
		if !a.matches {
			continue
		}
		matches++
		if best == nil {
			best = a
		}
	}
	if best == nil || best.score < q.enough(matches) {
		return
	}
	// "1,120 of 1,388 (81%)" says itself what the percentage is of.
	if x, stated := q.statedPair(); stated && q.value.unit.Measure == figure.Percent && x.a.value.unit.Measure == x.b.value.unit.Measure && x.a.value.unit.Measure != figure.Percent && !x.sharesAs(q) {
		return
	}
	if p.tieElsewhere(q, best, all) {
		return
	}
	form := q.form()
	if form != formPlain && !(best.col.bound && best.col.share > 0.9 && !best.col.after) && !(best.cell.colAxis().role == table.RoleChange || best.cell.rowAxis().role == table.RoleChange || q.value.digits() >= 3 && best.col.explicit()) {
		return
	}
	if q.value.unit.Measure == figure.Percent && q.in.word(q.token+1) == "of" && (best.score < 0.8 || best.score < 1.2 && q.value.digits() < 3) {
		return
	}
	if q.figure.Class == prose.Duration && !(best.row.explicit() && best.col.explicit()) && q.value.digits() < 4 {
		return
	}
	if !q.roundsTo(best.cell) && best.score < 0.9 {
		return
	}
	p.tieTo(q, best.cell, best.why(), false)
}

// tieElsewhere accuses a figure that stands in a cell of an unnamed period or column, where the words bind it to another cell of
// the same line, in full and beside it: the figure of last year, or of the column next to it.
func (p *proposer) tieElsewhere(q *said, best *address, all []address) bool {
	top := &all[0]
	if top.matches || top.cell.in != best.cell.in || q.form() != formPlain || q.value.digits() < 2 || !top.near || q.in.supposes() || top.cell.value.guessed || best.cell.value.guessed {
		return false
	}
	// "72 are occupied": the total of a column that stands beside the figure, which is a slip from it and equals another row's by
	// chance.
	if top.col.bound && top.col.share > 0.99 && top.row.implied && top.cell.rowAxis().isTotal() && top.cell.col == best.cell.col && !best.row.same && top.score > best.score+0.3 && similar(q.value, top.cell.value) && !q.otherPeriod(top.cell) && !q.ofOneSign(top.cell) && !q.ofOtherAges(top.cell) && !top.ofSeveral(q) {
		p.tieTo(q, top.cell, top.why()+" It is a slip away.", true)
		return true
	}
	// "The busiest month was May with 1,498": the figure of another row of the column.
	if q.ledByRow(top) && top.cell.col == best.cell.col && !best.row.same && q.value.digits() >= 3 && top.score-best.score >= 0.4 && (len(all) == 1 || all[1] == *best || all[1].score < top.score-0.2) {
		p.tieTo(q, top.cell, top.why()+" It stands in another row of the column.", true)
		return true
	}
	if len(all) > 1 && all[1].score > top.score-0.3 || top.score-best.score < 0.6 {
		return false
	}
	if q.staleOf(top, best) && !explained(q, top.cell) {
		p.tieTo(q, top.cell, top.why()+" It is the figure of another period.", true)
		return true
	}
	full := func(h hold) bool { return h.same && !h.implied && h.share > 0.99 && h.strength >= 0.85 && !h.after }
	if !full(top.row) || !top.col.same || top.col.share < 0.6 || top.col.implied || !top.row.bound && !top.col.bound || q.otherPeriod(top.cell) {
		return false
	}
	sameRow := top.cell.row == best.cell.row && !best.col.same
	if !sameRow || explained(q, top.cell) {
		return false
	}
	p.tieTo(q, top.cell, top.why()+" It stands in another column of the row.", true)
	return true
}

// staleOf says whether a figure is that of another period than the one, and only one, that its sentence names: "in 2029/30 it reaches
// 9.8%", which is the figure of 2028/29.
func (q *said) staleOf(top, best *address) bool {
	periods := map[string]bool{}
	for i := range q.in.tokens {
		if k := q.in.tokens[i].period; k.key != "" || k.previous {
			periods[k.key] = true
		}
	}
	if len(periods) != 1 || q.value.digits() < 2 {
		return false
	}
	mine, other, hold, elsewhere := top.cell.rowAxis(), best.cell.rowAxis(), top.row, best.row
	if top.cell.row == best.cell.row {
		mine, other, hold, elsewhere = top.cell.colAxis(), best.cell.colAxis(), top.col, best.col
	} else if top.cell.col != best.cell.col {
		return false
	}
	return mine.period.year > 0 && other.period.year > 0 && mine.period.year != other.period.year && hold.same && !hold.implied && hold.share > 0.99 && hold.strength >= 0.85 && !hold.after && !elsewhere.same
}

// ledByRow says whether a sentence names a row as the highest or the lowest, and the figure right behind it.
func (q *said) ledByRow(a *address) bool {
	if !a.row.same || a.row.after || !a.row.bound || a.row.share < 0.99 || a.col.share == 0 {
		return false
	}
	for i := q.token - 1; i >= max(0, q.token-12) && q.in.tokens[i].said == nil; i-- {
		if superlative(q.in.word(i)) != 0 {
			return true
		}
	}
	return false
}

// roundsTo says whether the finer of a figure and a cell rounds to the coarser, so that the two agree and are not merely near.
func (q *said) roundsTo(c *cell) bool {
	return math.Abs(math.Abs(q.value.base)-math.Abs(c.value.base)) <= math.Max(q.value.slack(), c.value.slack())*(1+1e-9)
}

// why says how the words led to a cell.
func (a address) why() string {
	say := func(h hold, label string) string {
		switch {
		case label == "":
			return ""
		case h.implied:
			return fmt.Sprintf("%q goes without saying", label)
		case h.bound:
			return fmt.Sprintf("%q stands beside the figure", label)
		case h.share > 0:
			return fmt.Sprintf("words of %q stand near it", label)
		}
		return ""
	}
	text := "The figure stands in the table"
	for _, piece := range []string{say(a.row, a.cell.rowAxis().label), say(a.col, a.cell.colAxis().label)} {
		if piece != "" {
			text += "; " + piece
		}
	}
	return text + "."
}

// tieLast accuses a figure that is bound to one cell, differs from it by one slip and is explained by nothing else.
func (p *proposer) tieLast(q *said) {
	if !q.exact() || q.claimed || q.supported || q.figure.Form != prose.Digits || q.figure.Class != prose.Quantity {
		return
	}
	next := q.in.word(q.token + 1)
	if q.value.unit.Measure == figure.Percent && next == "of" || q.in.supposes() {
		return
	}
	top := q.slip()
	if top != nil && q.form() != formPlain && !(top.changes() && top.row.same && (top.row.share > 0.9 && q.value.digits() >= 2 || top.row.share > 0.7 && q.value.digits() >= 3)) {
		top = nil
	}
	if top != nil {
		p.tieTo(q, top.cell, top.why(), true)
		return
	}
	if c := q.beside(); c != nil {
		p.tieTo(q, c, fmt.Sprintf("The figure before it stands in the row %q, and this one is held against it as its %q.", c.rowAxis().label, c.colAxis().label), true)
		return
	}
	p.askTie(q)
}

// beside is the cell that a figure must repeat because the one before it stands in its row and words bind this one to a column: "transport
// is forecast to spend £8.44m against a budget of £7.76m". Nil where the figure stands in the table, is far from the cell, is explained
// by others or other words are said of the column.
func (q *said) beside() *cell {
	s := q.in
	prev := s.neighbour(q, -1)
	if prev == nil || prev.tie == nil || prev.form() != formPlain || q.form() != formPlain || q.value.digits() < 2 || !s.ledBy(q, "against") || s.supposes() || !s.sameClause(prev, q) {
		return nil
	}
	v := prev.tie.in
	if v.rows[prev.tie.row].isTotal() && s.share(prev.tie.rowAxis()) < 0.6 && !v.soleTotal() || !v.rows[prev.tie.row].isTotal() && s.share(prev.tie.rowAxis()) < 0.99 {
		return nil
	}
	var found *cell
	for c := range v.cols {
		x := v.cell(prev.tie.row, c)
		if x == nil || c == prev.tie.col || !compatible(q, x) || x.value.guessed || q.otherPeriod(x) {
			continue
		}
		if h := q.holdTo(&v.cols[c]); !h.bound || h.after || h.share < 0.6 || !s.plainlyNamed(q, &v.cols[c]) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	if found == nil || near(q.value, found.value) || !likeness(q.value, found.value) && !similar(q.value, found.value) || explained(q, found) {
		return nil
	}
	for _, a := range q.addresses() {
		if a.matches {
			return nil
		}
	}
	return found
}

// soleTotal says whether one row of a view is a total.
func (v *view) soleTotal() bool {
	n := 0
	for i := range v.rows {
		if v.rows[i].used && v.rows[i].isTotal() {
			n++
		}
	}
	return n == 1
}

// plainlyNamed says whether no word that makes it another stands before the label of a figure: "the original budget".
func (s *sentence) plainlyNamed(q *said, a *axis) bool {
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil; i-- {
		switch s.word(i) {
		case "original", "initial", "opening", "previous", "former", "earlier", "last", "base", "profiled", "proposed", "provisional":
			return slices.Contains(a.words, s.tokens[i].stem)
		case "against":
			return true
		}
	}
	return true
}

// askTie asks about a figure that words bind in full to one cell which is no slip away: it may be of another day or count
// something else, and a reader would want to know.
func (p *proposer) askTie(q *said) {
	if q.form() != formPlain || q.value.digits() < 2 {
		return
	}
	all := q.addresses()
	if len(all) < 2 || all[0].matches {
		return
	}
	top := all[0]
	full := func(h hold) bool { return h.same && !h.implied && h.share > 0.99 }
	if !top.near || !full(top.row) || !full(top.col) || !top.row.bound && !top.col.bound || all[1].score > top.score-0.3 || top.cell.value.guessed || q.otherPeriod(top.cell) {
		return
	}
	for _, a := range all {
		if a.matches {
			return
		}
	}
	for _, other := range q.in.said {
		if other.tie == top.cell {
			return
		}
	}
	at := top.cell.at()
	p.question(q, scrutiny.RelationTie, fmt.Sprintf("The sentence has %s where its words name %q, %q, and the table has %s there.", q.figure.Text, at.RowLabel, at.ColLabel, at.Text),
		"Say whether both are the same figure, and which is right.", at)
}

// slip is the cell that a figure is bound to and from which it differs by one slip; nil where there is none, or where the
// figure stands in a table or is explained by others.
func (q *said) slip() *address {
	if !q.exact() || q.figure.Form != prose.Digits || q.tie != nil || q.saysReported() {
		return nil
	}
	all := q.addresses()
	for _, a := range all {
		if a.matches {
			return nil
		}
	}
	if len(all) == 0 {
		return nil
	}
	taken := map[*cell]bool{}
	for _, other := range q.in.said {
		if other != q && other.tie != nil {
			taken[other.tie] = true
		}
	}
	best := math.Inf(-1)
	var top *address
	for i := range all {
		a := &all[i]
		if taken[a.cell] {
			continue
		}
		slip := similar(q.value, a.cell.value)
		if slip || likeness(q.value, a.cell.value) {
			best = math.Max(best, a.score)
		}
		if a.score < best-q.leeway() {
			break
		}
		if !slip || a.cell.value.guessed {
			continue
		}
		if top != nil && a.score > top.score-0.1 {
			return nil // two cells are a slip away
		}
		if top == nil {
			top = a
		}
	}
	if top == nil || !top.firm(q) || q.otherPeriod(top.cell) || top.ofSeveral(q) || q.ofOtherAges(top.cell) || explained(q, top.cell) {
		return nil
	}
	return top
}

// ofSeveral says whether the words make a figure one of several cells, and not of this one: the average of a line that is none
// itself, or what some years or months come to together.
func (a address) ofSeveral(q *said) bool {
	row, col := a.cell.rowAxis(), a.cell.colAxis()
	if q.around(6, 3, "average", "averaged", "averages", "averaging", "mean", "median") && !row.isAverage() && !col.isAverage() {
		return true
	}
	if !(a.row.implied && row.period.key != "" || a.col.implied && col.period.key != "") {
		return false
	}
	for i := range q.in.tokens {
		switch q.in.word(i) {
		case "over", "across", "during", "throughout", "within", "in", "for":
			for k := i + 1; k <= i+4; k++ {
				switch q.in.word(k) {
				case "years", "months", "quarters", "weeks":
					return true
				}
			}
		}
	}
	return false
}

// ofOtherAges says whether a figure is said of an age that the labels of a cell do not name: "106 are under five".
func (q *said) ofOtherAges(c *cell) bool {
	s := q.in
	for i := q.token + 1; i < min(q.token+5, len(s.tokens)-1) && !s.tokens[i].punct; i++ {
		switch s.word(i) {
		case "under", "over", "below", "above", "aged":
			if age := s.tokens[i+1].said; age != nil && age.value.unit.Measure == figure.Plain {
				text := age.value.printed.String()
				return !slices.Contains(split(c.rowAxis().label), text) && !slices.Contains(split(c.colAxis().label), text)
			}
		}
		if s.tokens[i].said != nil {
			break
		}
	}
	return false
}

// likeness says whether two figures are of one size, within a factor of four.
func likeness(a, b value) bool {
	x, y := math.Abs(a.base), math.Abs(b.base)
	return x <= 4*y && y <= 4*x
}

// leeway is how far the cell that is a slip away may fall short of the best address: with more digits less of it is chance.
func (q *said) leeway() float64 {
	switch digits := q.value.digits(); {
	case digits >= 4:
		return 0.4
	case digits == 3:
		return 0.2
	}
	return 0.05
}

// otherPeriod says whether the words beside a figure name a period that the cell is not of.
func (q *said) otherPeriod(c *cell) bool {
	s := q.in
	own := false
	check := func(i int) (stop, other bool) {
		p := s.tokens[i].period
		if p.key == "" && !p.previous {
			return false, false
		}
		for _, a := range []*axis{c.rowAxis(), c.colAxis()} {
			if p.matches(a.period) || p.previous && a.isPrevious() {
				own = true
				return true, false
			}
		}
		return true, true
	}
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil && s.tokens[i].text != ";"; i-- {
		if stop, other := check(i); stop {
			if other {
				return c.rowAxis().period.key != "" || c.colAxis().period.key != "" || s.tokens[i].period.previous
			}
			break
		}
	}
	if own {
		return false
	}
	for i := q.token + 1; i < len(s.tokens) && s.tokens[i].said == nil && !s.tokens[i].punct; i++ {
		if stop, other := check(i); stop && other {
			return c.rowAxis().period.key != "" || c.colAxis().period.key != "" || s.tokens[i].period.previous
		}
	}
	return false
}

// explained says whether a figure is the sum of a cell and another of its row or column, or their difference where words
// speak of what is left or apart.
func explained(q *said, c *cell) bool {
	apart := q.around(8, 6, "not", "no", "remaining", "remains", "left", "leaves", "leaving", "still", "gap", "difference", "less", "net", "yet", "other", "rest", "without", "short", "shortfall", "unspent", "balance", "outstanding")
	line := func(n int, at func(k int) *cell, total func(x *cell) bool) bool {
		for i := range n {
			for k := i + 1; k < n; k++ {
				x, y := at(i), at(k)
				if x == nil || y == nil || total(x) || total(y) || x != c && y != c || x.value.unit.Measure != c.value.unit.Measure || y.value.unit.Measure != c.value.unit.Measure {
					continue
				}
				off := x.value.slack() + y.value.slack()
				if q.value.fits(x.value.base+y.value.base, off) || apart && q.value.fits(x.value.base-y.value.base, off) {
					return true
				}
			}
		}
		return false
	}
	v := c.in
	return q.ofOneSign(c) || line(len(v.cols), func(k int) *cell { return v.cell(c.row, k) }, func(x *cell) bool { return x.colAxis().totals() }) ||
		line(min(len(v.rows), 40), func(k int) *cell { return v.cell(k, c.col) }, func(x *cell) bool { return x.rowAxis().totals() })
}

// ofOneSign says whether a figure is the sum of all figures above zero in a cell's column, or of all below: overspends, and what
// offsets them.
func (q *said) ofOneSign(c *cell) bool {
	v := c.in
	sums, offs := [2]float64{}, [2]float64{}
	for r := range v.rows {
		x := v.cell(r, c.col)
		if x == nil || v.rows[r].totals() {
			continue
		}
		side := 0
		if x.value.base < 0 {
			side = 1
		}
		sums[side] += x.value.base
		offs[side] += x.value.slack()
	}
	return sums[1] != 0 && (q.value.fits(sums[0], offs[0]) || q.value.fits(-sums[1], offs[1]))
}

// firm says whether the words bind a figure to a cell firmly enough to accuse it, the more digits agree the less.
func (a address) firm(q *said) bool {
	if a.row.share == 0 || a.col.share == 0 {
		// Of a line that no word names and that does not go without saying there are as many as the table is long.
		return false
	}
	half := func(h hold) bool { return h.implied || h.share >= 0.5 }
	bound := a.row.bound && a.row.share >= 0.6 || a.col.bound && a.col.share >= 0.6
	explicit := a.row.explicit() || a.col.explicit() || a.noun
	switch digits := q.value.digits(); {
	case !a.near && digits < 4:
		return false
	case digits >= 4:
		return explicit && a.score >= 0.9
	case digits == 3:
		return half(a.row) && half(a.col) && (explicit && a.score >= 1.2 || bound && a.score >= 1.1)
	case digits == 2:
		return bound && (a.score >= 1.6 || a.row.explicit() && a.col.explicit() && a.score >= 1.4)
	}
	return false
}

// form is what the words beside a figure make of it.
type form int

const (
	formPlain  form = iota
	formChange      // "up 5%", "rose by 13", "an increase of 4"
	formMore        // "13 more than", "4 points above"
)

var changeNouns = map[string]bool{
	"increase": true, "rise": true, "fall": true, "drop": true, "reduction": true, "decrease": true, "growth": true, "gain": true, "change": true, "difference": true, "gap": true, "movement": true,
	"improvement": true, "shortfall": true, "decline": true, "uplift": true, "jump": true, "loss": true, "deterioration": true, "swing": true,
}

func isChangeVerb(word string) bool {
	switch stem(word) {
	case "rose", "rise", "ris", "risen", "fell", "fall", "fallen", "increas", "decreas", "reduc", "grew", "grow", "grown", "drop", "declin", "improv", "worsen", "chang", "mov", "fal", "jump", "climb", "cut", "gone", "went", "slip", "deteriorat", "doubl", "halv":
		return true
	}
	return false
}

// form reads the words beside a figure.
func (q *said) form() form {
	s := q.in
	switch s.word(q.token + 1) {
	case "more", "fewer", "less", "higher", "lower", "greater", "larger", "smaller", "above", "below", "better", "worse", "cheaper", "dearer", "longer", "shorter", "ahead", "behind", "over", "under", "short", "up", "down":
		next := s.word(q.token + 2)
		switch s.word(q.token + 1) {
		case "over", "under", "up", "down":
			if s.spanOfTime(q.token + 2) {
				break // "from 227 to 375 over the same period"
			}
			if next == "budget" || next == "target" || next == "the" || next == "its" || next == "plan" {
				return formMore
			}
		case "above", "below":
			return formMore
		default:
			return formMore
		}
	}
	// "268 or 10.3% more than": both are of the change.
	if next := s.neighbour(q, 1); next != nil && s.word(q.token+1) == "or" && next.token <= q.token+3 && next.value.unit.Measure == figure.Percent {
		switch s.word(next.token + 1) {
		case "more", "fewer", "less", "higher", "lower":
			return formMore
		}
	}
	// "this 25.3% rise"
	if changeNouns[s.word(q.token+1)] && (q.value.unit.Measure == figure.Percent || q.value.unit.Measure == figure.Points) && s.word(q.token+1) != "gap" {
		return formChange
	}
	i := q.token - 1
	for i >= 0 && (s.word(i) == "a" || s.word(i) == "just" || s.word(i) == "only" || s.word(i) == "some" || s.word(i) == "(") {
		i--
	}
	// "£1.41m, against £1.36m at present: an additional £48k"
	if w := s.word(q.token - 1); (w == "additional" || w == "extra") && (s.word(q.token-2) == "an" || s.word(q.token-2) == "a") && q.token > 2 && (s.tokens[q.token-3].text == ":" || s.tokens[q.token-3].text == ",") && q.index > 1 {
		return formChange
	}
	switch s.word(i) {
	case "up", "down":
		switch s.word(i - 1) {
		case "make", "makes", "made", "making", "set", "take", "taken", "broken", "break", "add", "adds":
		default:
			return formChange
		}
	case "by":
		for k := i - 1; k >= max(0, i-12); k-- {
			if s.tokens[k].said != nil {
				break
			}
			if isChangeVerb(s.word(k)) || s.word(k) == "up" || s.word(k) == "down" || changeNouns[s.word(k)] || s.word(k) == "exceed" || s.word(k) == "exceeds" || s.word(k) == "exceeded" || k == i-1 && (s.word(k) == "missed" || s.word(k) == "beaten" || s.word(k) == "surpassed") {
				return formChange
			}
		}
	case "of":
		if changeNouns[s.word(i-1)] {
			return formChange
		}
	}
	if isChangeVerb(s.word(i)) && q.value.unit.Measure == figure.Percent || isChangeVerb(s.word(i)) && s.word(i) != "cut" && q.value.unit.Measure == figure.Points {
		return formChange
	}
	if q.value.unit.Measure == figure.Points {
		return formChange
	}
	// "up £85.89 (4.97%)": the bracket says the same change again.
	if q.saysAgain() != nil {
		return formChange
	}
	if next := s.word(q.token + 1); q.value.unit.Measure == figure.Percent && (next == "in" || next == "over") && s.spanOfTime(q.token+2) && s.tells() {
		return formChange
	}
	return formPlain
}

// saysAgain is the change just before a percentage that says the same change again: "up £85.89 (4.97%)", "by £1.1m, or 12%".
func (q *said) saysAgain() *said {
	s := q.in
	prev := s.neighbour(q, -1)
	if prev == nil || q.value.unit.Measure != figure.Percent || prev.value.unit.Measure == figure.Percent || q.token-prev.token > 5 || prev.form() == formPlain {
		return nil
	}
	for i := prev.token + 1; i < q.token; i++ {
		switch t := &s.tokens[i]; {
		case t.text == "(" || t.text == ",", s.word(i) == "or", s.word(i) == "just", s.word(i) == "children", s.word(i) == "pupils", s.word(i) == "cases", s.word(i) == "places":
		default:
			return nil
		}
	}
	return prev
}

// spanOfTime says whether a stretch of time begins at a token: "two years", "the year", "five months".
func (s *sentence) spanOfTime(i int) bool {
	for k := i; k < min(i+3, len(s.tokens)); k++ {
		if q := s.tokens[k].said; q != nil && q.figure.Class == prose.Duration {
			return true
		}
		switch s.word(k) {
		case "year", "years", "months", "month", "quarter", "period", "decade":
			return true
		}
	}
	return false
}

// tells says whether a verb of change stands in the sentence.
func (s *sentence) tells() bool {
	for i := range s.tokens {
		if isChangeVerb(s.word(i)) {
			return true
		}
	}
	return false
}

// supposes says whether a sentence tells what would be, and not what is: "If 20 children moved".
func (s *sentence) supposes() bool {
	for i := range s.tokens {
		switch s.word(i) {
		case "if", "would", "could", "might", "suppose", "assuming", "example", "typically", "illustrative", "should":
			return true
		}
	}
	return false
}

// changes says whether the cell of an address is a change itself: a variance, a movement.
func (a address) changes() bool {
	return a.cell.colAxis().role == table.RoleChange || a.cell.rowAxis().role == table.RoleChange
}
