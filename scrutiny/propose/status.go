package propose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// statusColumn is a column of a table that gives each line one of a few words: Red, Amber, Green; On track, Late.
type statusColumn struct {
	v   *view
	at  int
	of  map[string]int // lines by their word in lower case
	all int
}

// statusColumns are the columns of words of a table: three lines or more, of six words at most, of which one stands twice.
func (v *view) statusColumns() []statusColumn {
	var found []statusColumn
	rows, cols := v.grid.Size()
	for c := 1; c < cols; c++ {
		x := statusColumn{v: v, at: c, of: map[string]int{}}
		for r := v.heads; r < rows; r++ {
			text := strings.ToLower(cleanCell(v.grid.Text(r, c)))
			if text == "" || text == "-" || text == "–" || text == "n/a" {
				continue
			}
			if len(text) > 24 || strings.ContainsAny(text, "0123456789") || len(strings.Fields(text)) > 3 || v.rows[r].isTotal() {
				x.all = -1000
			}
			x.of[text]++
			x.all++
		}
		const most = 6
		if x.all >= 3 && len(x.of) <= most && len(x.of) < x.all {
			found = append(found, x)
		}
	}
	return found
}

// statuses proposes how many lines of a table have a word: "three of the five indicators are red", "two actions are late".
func (p *proposer) statuses(s *sentence) {
	for _, q := range s.said {
		if q.claimed || !q.exact() || q.figure.Class != prose.Quantity || q.value.unit != (figure.Unit{}) || q.value.places > 0 || q.value.base < 0 || q.value.base > 60 || q.figure.Form > prose.Words {
			continue
		}
		// "three of the five indicators": the five are all of them.
		if before := s.neighbour(q, -1); before != nil && s.word(before.token+1) == "of" && s.ofLink(before, q) {
			continue
		}
		p.status(q)
	}
}

func (p *proposer) status(q *said) {
	near, far := q.in.scope()
	if len(near) == 0 {
		near = far[:min(len(far), 2)]
	}
	var columns []statusColumn
	for _, v := range near {
		columns = append(columns, v.statusColumns()...)
	}
	if len(columns) == 0 {
		return
	}
	word := q.statusWord(columns)
	if word == "" {
		return
	}
	var fits, others []statusColumn
	for _, x := range columns {
		n, known := x.of[word]
		if !known {
			continue
		}
		if float64(n) == q.value.base {
			fits = append(fits, x)
		} else {
			others = append(others, x)
		}
	}
	switch {
	case len(fits) > 0:
		p.statusClaim(q, fits[0], word, false)
	case len(others) == 1 && q.countsStatus(others[0]) && !q.in.supposes():
		p.statusClaim(q, others[0], word, true)
	}
}

// statusWord is the word of a status column that the sentence says of a count: right behind it ("two red indicators"), or behind "are"
// and its like.
func (q *said) statusWord(columns []statusColumn) string {
	s := q.in
	verb := false
	for i := q.token + 1; i < min(len(s.tokens), q.token+10); i++ {
		t := &s.tokens[i]
		if t.punct && t.text != "-" {
			return ""
		}
		switch s.word(i) {
		case "of":
			switch s.word(i - 1) {
			case "opinion", "rating", "judgement", "grade", "status":
				verb = true
			}
			// "two had an opinion of Limited and three of Reasonable"
			verb = verb || i == q.token+1 && q.index > 0 && s.said[q.index-1].claimed
		case "is", "are", "was", "were", "rated", "remain", "remains", "at", "as", "showing", "on", "to":
			verb = true
		case "not", "no", "longer", "last", "than":
			return ""
		}
		if t.said != nil && s.word(q.token+1) != "of" {
			return ""
		}
		for _, x := range columns {
			for word := range x.of {
				if s.spells(i, word) && (verb || i <= q.token+1 || t.said == nil && i == q.token+2 && s.word(i-1) == "a") {
					return word
				}
			}
		}
	}
	return ""
}

// spells says whether the words of a phrase stand at a token.
func (s *sentence) spells(i int, phrase string) bool {
	for k, w := range strings.Fields(phrase) {
		if s.word(i+k) != w {
			return false
		}
	}
	return true
}

// countsStatus says whether a count is one of the lines of a status column: "of the five" with as many lines, or a noun of what the
// table lists.
func (q *said) countsStatus(x statusColumn) bool {
	s := q.in
	if s.word(q.token+1) == "of" {
		for i := q.token + 2; i < min(len(s.tokens), q.token+5); i++ {
			if f := s.tokens[i].said; f != nil {
				return f.value.base == float64(x.all)
			}
		}
	}
	// "three … are amber and one is red": the first says of how many.
	for _, f := range s.said[:q.index] {
		if f.claimed && (s.word(f.token+1) == "of" || f.status) {
			return true
		}
	}
	for i := q.token + 1; i <= q.token+4 && i < len(s.tokens) && !s.tokens[i].punct; i++ {
		switch s.tokens[i].stem {
		case "opinion", "rating", "judgement":
			return true
		case "indicator", "measur", "action", "risk", "recommendation", "project", "target", "milestone", "priority", "kpi", "item", "objectiv", "scheme", "workstream", "saving", "standard":
			return slices.Contains(x.v.title, s.tokens[i].stem) || x.v.section == s.section
		}
	}
	return false
}

func (p *proposer) statusClaim(q *said, x statusColumn, word string, accuses bool) {
	n := x.of[word]
	claim := scrutiny.Claim{
		Relation: scrutiny.RelationCount, Kind: scrutiny.KindFormula, Printed: scrutiny.Input{Value: q.value.printed.String(), Exact: true}, At: q.at(), Where: whereOf(q.at()), Label: q.figure.Text,
		Inputs: map[string]scrutiny.Input{"lines": {Value: fmt.Sprint(n), Exact: true}}, Formula: "lines",
	}
	var names []string
	for r := range x.v.rows {
		if r >= x.v.heads && strings.EqualFold(cleanCell(x.v.grid.Text(r, x.at)), word) {
			at := scrutiny.At{Place: x.v.grid.Place(r, x.at), RowLabel: x.v.grid.Text(r, 0), ColLabel: x.v.cols[x.at].label, Text: x.v.grid.Text(r, x.at)}
			claim.Of = append(claim.Of, at)
			names = append(names, at.RowLabel)
		}
	}
	claim.Why = fmt.Sprintf("%d of %d lines are %q: %s.", n, x.all, word, strings.Join(names, ", "))
	p.add(claim, accuses)
	q.claimed, q.status = true, true
}
