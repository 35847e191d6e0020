package propose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// counts proposes how many lines of a table are as a sentence says: "four wards have fewer than 40 places per 100",
// "turnover was below 10% in two regions", "two of the five areas rose", "only one year shows a shortfall".
func (p *proposer) counts(s *sentence) {
	for _, q := range s.said {
		if q.claimed || !q.exact() || q.figure.Class != prose.Quantity && !q.namesPeriods() || q.value.unit != (figure.Unit{}) || q.value.places > 0 || q.value.base < 0 || q.value.base > 30 || q.figure.Form > prose.Words {
			continue
		}
		p.count(q)
	}
}

// condition is what the lines that are counted have in common.
type condition struct {
	threshold *said
	bound     figure.Bound
	way       int    // of a change: rose, fell
	sign      int    // of a balance: a surplus, a shortfall
	word      string // that says it
	none      bool   // nothing: "have no delayed actions"
	from      int    // the token of "no"
}

func (q *said) condition() (condition, bool) {
	s := q.in
	for _, f := range s.said {
		if f != q && f.figure.Bound != figure.Exactly && f.figure.Hedge == "" && f.figure.Class == prose.Quantity {
			return condition{threshold: f, bound: f.figure.Bound}, true
		}
	}
	for i := q.token + 1; i < len(s.tokens) && s.tokens[i].said == nil; i++ {
		if (s.word(i) == "no" || s.word(i) == "none") && (s.word(i-1) == "have" || s.word(i-1) == "had" || s.word(i-1) == "has" || s.word(i-1) == "with" || s.word(i-1) == "show" || s.word(i-1) == "reported") {
			return condition{none: true, from: i}, true
		}
	}
	for i := range s.tokens {
		w := s.word(i)
		switch stem(w) {
		case "shortfall", "deficit", "underspend", "loss":
			return condition{sign: -1, word: w}, true
		case "surplus", "overspend":
			return condition{sign: 1, word: w}, true
		}
		if isChangeVerb(w) && direction(w) != 0 {
			return condition{way: direction(w), word: w}, true
		}
	}
	return condition{}, false
}

// count proposes one count, of the rows or the columns of a table.
func (p *proposer) count(q *said) {
	cond, ok := q.condition()
	if !ok || q.in.word(q.token+1) == "" && q.figure.Form != prose.Words {
		return
	}
	near, far := q.in.scope()
	if len(near) == 0 {
		near = far[:min(len(far), 2)]
	}
	var best []tally
	for _, v := range near {
		for c := range v.cols {
			if v.cols[c].used {
				best = append(best, q.countDown(v, c, cond)...)
			}
		}
		for r := range v.rows {
			if v.rows[r].used {
				best = append(best, q.countAlong(v, r, cond)...)
			}
		}
	}
	if len(best) == 0 {
		p.countOfAll(q, cond, near)
		return
	}
	slices.SortStableFunc(best, func(a, b tally) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	for i, x := range best {
		if i < 4 && x.score >= 0.5 && float64(x.held) == q.value.base && x.score > best[0].score-0.5 {
			p.countClaim(q, x, cond, false)
			return
		}
	}
	if p.countOfAll(q, cond, near) {
		return
	}
	if top := best[0]; top.score >= 0.85 && (len(best) == 1 || best[1].score < top.score-0.1) && (cond.threshold != nil || cond.none) && q.countsLines(top) {
		p.countClaim(q, top, cond, true)
	}
}

// tally is how many cells of one line meet a condition.
type tally struct {
	cells []*cell
	met   []bool
	held  int
	score float64
}

func (q *said) countDown(v *view, c int, cond condition) []tally {
	h := q.best(cond, &v.cols[c])
	score := h.share
	if h.share < 0.4 {
		return nil
	}
	var cells []*cell
	for r := range v.rows {
		if x := v.cell(r, c); x != nil && !v.rows[r].isTotal() && v.rows[r].role != table.RoleAverage {
			cells = append(cells, x)
		}
	}
	return meet(cells, cond, score, v, c)
}

func (q *said) countAlong(v *view, r int, cond condition) []tally {
	h := q.best(cond, &v.rows[r])
	if h.share < 0.6 || cond.threshold == nil {
		return nil
	}
	var cells []*cell
	for c := range v.cols {
		if x := v.cell(r, c); x != nil && !v.cols[c].isTotal() {
			cells = append(cells, x)
		}
	}
	return meet(cells, cond, h.share, v, -1)
}

// best is how an axis is named by the sentence: by its own words, or by the word of the condition.
func (q *said) best(cond condition, a *axis) hold {
	best := hold{}
	for _, m := range q.in.mentions(a) {
		if cond.none && m.first < cond.from {
			continue
		}
		share := m.share
		if cond.none {
			share -= 0.15 * float64(m.first-cond.from-1)
		}
		if share > best.share {
			best = hold{share: share, strength: 1, same: true}
		}
	}
	if cond.word != "" && slices.Contains(a.words, stem(cond.word)) && best.share < 0.8 {
		best = hold{share: 0.8, strength: 1, same: true}
	}
	return best
}

// meet counts the cells that meet a condition.
func meet(cells []*cell, cond condition, score float64, v *view, col int) []tally {
	if len(cells) < 3 {
		return nil
	}
	x := tally{cells: cells, score: score}
	for _, c := range cells {
		ok := false
		switch {
		case cond.threshold != nil:
			if !comparable(cond.threshold, c) {
				return nil
			}
			t := cond.threshold.value.base
			switch cond.bound {
			case figure.Over:
				ok = c.value.base > t
			case figure.Under:
				ok = c.value.base < t
			case figure.AtLeast:
				ok = c.value.base >= t
			case figure.AtMost:
				ok = c.value.base <= t
			}
		case cond.none:
			ok = c.value.base == 0
		case cond.sign != 0:
			ok = c.value.base*float64(cond.sign) > 0
		case c.colAxis().role == table.RoleChange:
			ok = c.value.base*float64(cond.way) > 0
		default:
			return nil
		}
		x.met = append(x.met, ok)
		if ok {
			x.held++
		}
	}
	return []tally{x}
}

func comparable(q *said, c *cell) bool {
	if q.value.unit.Measure == c.value.unit.Measure {
		return true
	}
	return q.value.unit.Measure == figure.Plain && c.value.unit.Measure == figure.Points
}

// countClaim writes a count as a sum of ones for the lines that meet the condition: the formula adds, for each of them, its
// figure divided by itself, so that each line that counts is an operand.
func (p *proposer) countClaim(q *said, x tally, cond condition, accuses bool) {
	printed := scrutiny.Input{Value: q.value.printed.String(), Exact: true}
	claim := scrutiny.Claim{
		Relation: scrutiny.RelationCount, Kind: scrutiny.KindFormula, Printed: printed, At: q.at(), Where: whereOf(q.at()), Label: q.figure.Text,
		Inputs: map[string]scrutiny.Input{"lines": {Value: fmt.Sprint(x.held), Exact: true}}, Formula: "lines",
	}
	var names []string
	for i, c := range x.cells {
		if x.met[i] {
			claim.Of = append(claim.Of, c.at())
			name := c.rowAxis().label
			if x.cells[0].row == x.cells[len(x.cells)-1].row {
				name = c.colAxis().label
			}
			names = append(names, name)
		}
	}
	what := strings.TrimSpace(fmt.Sprint(cond.word))
	if cond.none {
		what = "none"
	}
	if cond.threshold != nil {
		what = boundWords(cond.bound) + " " + cond.threshold.figure.Text
	}
	claim.Why = fmt.Sprintf("%d of %d lines are as the sentence says (%s): %s.", x.held, len(x.cells), what, strings.Join(names, ", "))
	p.add(claim, accuses)
	q.claimed = true
}

func boundWords(b figure.Bound) string {
	switch b {
	case figure.Under:
		return "below"
	case figure.AtMost:
		return "at most"
	case figure.Over:
		return "above"
	case figure.AtLeast:
		return "at least"
	}
	return ""
}

// countsLines says whether the noun behind a figure is one for the lines of a table: what its corner or its title calls them, a
// word for parts of a whole, or "of the five" with as many lines.
func (q *said) countsLines(x tally) bool {
	s := q.in
	if q.figure.Form != prose.Words && q.value.base > 12 {
		return false
	}
	for i := q.token + 1; i <= q.token+4 && i < len(s.tokens) && !s.tokens[i].punct; i++ {
		if f := s.tokens[i].said; f != nil {
			return s.word(q.token+1) == "of" && f.value.base == float64(len(x.cells))
		}
		if slices.Contains(x.cells[0].in.title, s.tokens[i].stem) {
			return true
		}
		switch s.tokens[i].stem {
		case "area", "ward", "team", "region", "sector", "authority", "servic", "category", "month", "quarter", "year", "employer", "locality", "line", "heading", "risk", "indicator", "measur", "provider", "school", "hom", "home", "district", "group",
			"neighbour", "council", "department", "school's", "project", "schem", "priority", "cohort", "agency", "type", "cluster", "borough", "directorat", "unit", "programm", "question", "statement":
			return true
		}
	}
	return false
}

// namesPeriods says whether a number of years or months counts periods and is no duration: "only one year shows a shortfall".
func (q *said) namesPeriods() bool {
	switch q.in.word(q.token + 2) {
	case "shows", "show", "showed", "has", "have", "had", "was", "were", "is", "are", "saw", "see":
		return q.figure.Time == "year" || q.figure.Time == "month"
	}
	return false
}

// countOfAll proposes "two of the five", where the table has five lines and the words name none of its columns, by the one
// column that fits.
func (p *proposer) countOfAll(q *said, cond condition, views []*view) bool {
	next := q.in.neighbour(q, 1)
	if next == nil || next.token-q.token > 4 || !q.in.ofLink(q, next) || cond.threshold == nil {
		return false
	}
	var fits []tally
	for _, v := range views {
		for c := range v.cols {
			var cells []*cell
			for r := range v.rows {
				if x := v.cell(r, c); x != nil && !v.rows[r].isTotal() {
					cells = append(cells, x)
				}
			}
			if float64(len(cells)) != next.value.base {
				continue
			}
			for _, x := range meet(cells, cond, 0.5, v, c) {
				if float64(x.held) == q.value.base {
					fits = append(fits, x)
				}
			}
		}
	}
	if len(fits) == 0 || len(fits) > 2 {
		return false
	}
	p.countClaim(q, fits[0], cond, false)
	return true
}
