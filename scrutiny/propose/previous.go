package propose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Previous holds a document against the last of its series and adds what it finds to what the document claims of itself.
//
// What the document quotes from the last one is claimed to be what stands there: a column of the previous period, row by row, and
// figures of sentences that say so ("at month 6 the overspend was £3.9m"). A figure of a period that was over when the last document
// was written, and is another now, is asked about, unless the section or the table says that figures were restated: it may have
// been put right. Forecasts, budgets and targets move, and are not compared.
func Previous(report scrutiny.Report, now, last document.Document) scrutiny.Report {
	p := &proposer{page: newPage(now), ids: map[string]int{}}
	for _, c := range report.Claims {
		p.ids[c.ID]++
	}
	s := series{proposer: p, last: newPage(last)}
	s.period, _ = readPeriod(last.Title)
	for i := 0; s.period.key == "" && i < min(len(last.Blocks), 3); i++ {
		s.period, _ = readPeriod(last.Blocks[i].Text)
	}
	for _, v := range p.page.views {
		if w := s.counterpart(v); w != nil {
			s.changed(v, w)
			s.quoted(v, w)
		}
	}
	for _, q := range p.page.figures() {
		s.said(q)
	}
	for _, x := range p.proposals {
		report.Claims = append(report.Claims, x.claim)
	}
	report.Questions = append(report.Questions, p.questions...)
	return report
}

// series is a document beside the last one.
type series struct {
	*proposer
	last *page
	// period is that of the last document, as its title tells.
	period period
}

// labelled is the cells of a view by their labels; of labels that stand twice there is none.
func (v *view) labelled() map[[2]string]*cell {
	found := map[[2]string]*cell{}
	twice := map[[2]string]bool{}
	v.each(func(c *cell) {
		key := [2]string{sameLabel(c.rowAxis().label), sameLabel(c.colAxis().label)}
		if found[key] != nil {
			twice[key] = true
		}
		found[key] = c
	})
	for key := range twice {
		delete(found, key)
	}
	return found
}

// sameLabel is a label in the form in which it is compared.
func sameLabel(label string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.Trim(label, "*†‡:. "))), " ")
}

// counterpart is the table of the last document that has the rows of one: the one with the most, by its title among equals; nil where
// less than half of the rows stand in it or two have as many.
func (s series) counterpart(v *view) *view {
	var best *view
	most, level := 0.0, false
	for _, w := range s.last.views {
		n, all := 0, 0
		for i := range v.rows {
			if !v.rows[i].used {
				continue
			}
			all++
			if slices.ContainsFunc(w.rows, func(a axis) bool { return a.used && sameLabel(a.label) == sameLabel(v.rows[i].label) }) {
				n++
			}
		}
		if n < 2 || 2*n < all {
			continue
		}
		score := float64(n) + 0.9*overlap(v.title, w.title) + 0.5*columnsShared(v, w)
		switch {
		case score > most:
			best, most, level = w, score, false
		case score == most:
			level = true
		}
	}
	if level {
		return nil
	}
	return best
}

// overlap is the share of some words that stand among others.
func overlap(words, among []string) float64 {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, w := range words {
		if slices.Contains(among, w) {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

// columnsShared is the share of the columns of a view that stand in another.
func columnsShared(v, w *view) float64 {
	n, all := 0, 0
	for i := range v.cols {
		if !v.cols[i].used {
			continue
		}
		all++
		if slices.ContainsFunc(w.cols, func(a axis) bool { return a.used && sameLabel(a.label) == sameLabel(v.cols[i].label) }) {
			n++
		}
	}
	return float64(n) / float64(max(1, all))
}

// changed asks about figures of periods past that are others than they were.
func (s series) changed(v, w *view) {
	then := w.labelled()
	var moved [][2]*cell
	compared := 0
	v.each(func(c *cell) {
		key := [2]string{sameLabel(c.rowAxis().label), sameLabel(c.colAxis().label)}
		old := then[key]
		if old == nil || !old.past() || c.moves() {
			return
		}
		compared++
		if !repeats(c.value, old.value) {
			moved = append(moved, [2]*cell{c, old})
		}
	})
	if len(moved) == 0 || s.restated(v) {
		return
	}
	if len(moved) > 3 && 2*len(moved) > compared {
		at := moved[0][0].at()
		s.asks(at, fmt.Sprintf("%d of the %d figures of past periods that stand in both documents are others now; the first is %s for %q, %q, which was %s.", len(moved), compared, at.Text, at.RowLabel, at.ColLabel, moved[0][1].text),
			"Say on what basis the figures were restated.", moved[0][1].at())
		return
	}
	for _, m := range moved {
		at := m[0].at()
		s.asks(at, fmt.Sprintf("The last document had %s for %q, %q, and this one has %s.", m[1].text, at.RowLabel, at.ColLabel, at.Text), "Say that the figure was restated, and why; or put it right.", m[1].at())
	}
}

func (s series) asks(at scrutiny.At, text, settle string, of scrutiny.At) {
	s.questions = append(s.questions, scrutiny.Question{ID: at.ID("previous") + "?", At: at, Of: []scrutiny.At{of}, Kind: string(scrutiny.RelationTie), Printed: at.Text, Question: text, Settle: settle})
}

// repeats says whether one cell has the figure of another, sign and all. Where the unit of either is only supposed, the figures are
// compared as printed.
func repeats(a, b value) bool {
	if a.unit != b.unit && (a.guessed || b.guessed || a.unit.Measure != b.unit.Measure) {
		return a.printed.Equal(b.printed)
	}
	return near(a, b) && (a.base < 0) == (b.base < 0)
}

// past says whether a cell is of a period that was over when its document was written: an earlier one than the latest of its line.
func (c *cell) past() bool {
	over := func(a *axis, list []axis) bool {
		return a.period.key != "" && slices.ContainsFunc(list, func(b axis) bool { return b.used && b.period.key != "" && b.after(a) > 0 })
	}
	return over(c.rowAxis(), c.in.rows) || over(c.colAxis(), c.in.cols)
}

// moves says whether the labels of a cell make it a figure that moves from one document to the next.
func (c *cell) moves() bool {
	for _, a := range []*axis{c.rowAxis(), c.colAxis()} {
		if a.role == table.RoleTarget {
			return true
		}
		for _, w := range a.words {
			switch w {
			case "forecast", "project", "projection", "budget", "target", "estimat", "plan", "provisional", "expect", "cumulativ", "ytd", "date":
				return true
			}
		}
	}
	return false
}

// restated says whether a table or its section tells that figures were changed.
func (s series) restated(v *view) bool {
	says := func(text string) bool {
		lower := strings.ToLower(text)
		for _, w := range []string{"restated", "re-stated", "rebased", "re-based", "amended", "corrected", "revised since", "have been revised", "has been revised", "were revised", "previously published"} {
			if strings.Contains(lower, w) {
				return true
			}
		}
		return false
	}
	if says(v.grid.Title) || slices.ContainsFunc(v.grid.Notes, says) {
		return true
	}
	return slices.ContainsFunc(s.page.sentences, func(x *sentence) bool { return x.section == v.section && says(x.quote) })
}

// quoted claims that the columns of the period of the last document are what stood there: where most rows are, the others differ.
func (s series) quoted(v, w *view) {
	for c := range v.cols {
		col := &v.cols[c]
		if !col.used || !(col.isPrevious() && col.period.year == 0 || s.period.key != "" && col.period.key == s.period.key) || col.role == table.RoleTarget {
			continue
		}
		source := s.columnThen(v, w, col)
		if source < 0 {
			continue
		}
		var pairs [][2]*cell
		held := 0
		for r := range v.rows {
			x := v.cell(r, c)
			if x == nil {
				continue
			}
			at := slices.IndexFunc(w.rows, func(a axis) bool { return a.used && sameLabel(a.label) == sameLabel(v.rows[r].label) })
			if at < 0 {
				continue
			}
			y := w.cell(at, source)
			if y == nil {
				continue
			}
			pairs = append(pairs, [2]*cell{x, y})
			if repeats(x.value, y.value) {
				held++
			}
		}
		if held < 2 || 3*held < 2*len(pairs) {
			continue // it is no quotation of that column, or all of it was restated
		}
		restated := s.restated(v)
		for _, m := range pairs {
			o := ofCell(m[1])
			differs := !repeats(m[0].value, m[1].value)
			if differs && restated {
				continue
			}
			at := m[0].at()
			claim := scrutiny.Claim{
				Relation: scrutiny.RelationTie, Kind: scrutiny.KindSame, Printed: m[0].value.input(m[0].text), At: at, Of: []scrutiny.At{o.at},
				Why: fmt.Sprintf("The column is that of the last document, and %d of its %d figures are what stood there.", held, len(pairs)), Where: whereOf(at), Label: at.Text, Inputs: map[string]scrutiny.Input{"the last document": o.input},
			}
			s.add(claim, differs)
		}
	}
}

// columnThen is the column of the last document of which one of this repeats the figures: of the same period and the same other words, or
// the one that has the words of this document's own current column.
func (s series) columnThen(v, w *view, col *axis) int {
	words := withoutPeriod(col)
	found, level := -1, false
	for k := range w.cols {
		a := &w.cols[k]
		if !a.used || a.role == table.RoleTarget || a.isPrevious() && !a.period.matches(s.period) {
			continue
		}
		own := withoutPeriod(a)
		same := slices.Equal(own, words) && (a.period.key == "" || a.period.key == s.period.key || a.period.key == col.period.key)
		if len(words) == 0 && !same {
			same = a.period.key != "" && (a.period.key == s.period.key || a.period.key == col.period.key) && len(own) == 0
		}
		if same {
			level = found >= 0
			found = k
		}
	}
	if level {
		return -1
	}
	return found
}

// withoutPeriod is the words of a label that name no period.
func withoutPeriod(a *axis) []string {
	var words []string
	for _, w := range a.words {
		switch w {
		case "last", "previous", "prior", "preced", "month", "quarter", "year", "period", "previously", "report":
			continue
		}
		if _, is := readPeriod(w); is || strings.Trim(w, "0123456789/") == "" || len(w) == 2 && (w[0] == 'm' || w[0] == 'p') || quarterKey(w) {
			continue
		}
		words = append(words, w)
	}
	return words
}

// said claims that a figure of a sentence which speaks of the last document's period is what stood there.
func (s series) said(q *said) {
	if !q.exact() || q.figure.Class != prose.Quantity || q.figure.Form != prose.Digits || q.in.supposes() || q.form() != formPlain || q.value.digits() < 2 {
		return
	}
	own := q.period()
	if !(own.previous && own.year == 0 || s.period.key != "" && own.key == s.period.key || q.saysReported()) {
		return
	}
	var all []address
	for _, w := range s.last.views {
		all = append(all, q.addressesIn(w, true)...)
	}
	slices.SortStableFunc(all, func(a, b address) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var best *address
	matches := 0
	for i := range all {
		if all[i].matches {
			matches++
			if best == nil {
				best = &all[i]
			}
		}
	}
	if best != nil {
		if best.score >= q.enough(matches) && best.score >= 0.8 {
			s.same(q, ofCell(best.cell), "The figure is said to be of the last document, and stands there.", false)
		}
		return
	}
	if f := s.saidThen(q); f != nil {
		s.same(q, ofSaid(f), "The figure is said to be of the last document; the same words stand around a figure there.", !near(q.value, f.value))
		return
	}
	if len(all) == 0 || len(all) > 1 && all[1].score > all[0].score-0.2 {
		return
	}
	top := all[0]
	if similar(q.value, top.cell.value) && !top.cell.value.guessed && (top.row.explicit() || top.row.implied && top.cell.rowAxis().isTotal()) && (top.col.explicit() || top.col.bound) && top.firm(q) && !explained(q, top.cell) {
		s.same(q, ofCell(top.cell), top.why()+" It is a slip from what the last document has.", true)
	}
}

// saysReported says whether a sentence quotes: "previously reported", "as reported last time".
func (q *said) saysReported() bool {
	return q.around(8, 4, "previously reported", "last report", "reported last", "reported in", "reported at", "reported previously")
}

// saidThen is the figure of the last document that stands in the same words: the same noun for an amount, the same nouns for a count, and
// no other figure there has them.
func (s series) saidThen(q *said) *said {
	amount, nouns := q.amountNoun(), q.countNouns()
	var found *said
	for _, f := range s.last.figures() {
		if f.value.unit.Measure != q.value.unit.Measure || !f.exact() || f.figure.Class != prose.Quantity || f.figure.Form != prose.Digits || f.form() != formPlain || f.isEarlier() || f.in.supposes() {
			continue
		}
		same := amount != "" && f.amountNoun() == amount && overlap(q.phrase(), f.phrase()) >= 0.5
		if amount == "" {
			same = len(nouns) > 1 && slices.Equal(f.countNouns(), nouns)
		}
		if !same {
			continue
		}
		if near(q.value, f.value) {
			return f
		}
		if found != nil && found.value.base != f.value.base {
			return nil
		}
		found = f
	}
	if found == nil || !similar(q.value, found.value) && !likeness(q.value, found.value) {
		return nil
	}
	if !similar(q.value, found.value) && amount == "" {
		return nil
	}
	return found
}
