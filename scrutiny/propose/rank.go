package propose

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// superlative is 1 for a word of the highest, -1 for one of the lowest and 0 for others. Words of judgement (best, worst)
// say nothing without a polarity.
func superlative(word string) int {
	switch word {
	case "highest", "largest", "biggest", "greatest", "most", "busiest", "longest", "dearest", "fullest", "peak", "peaked", "costliest", "heaviest":
		return 1
	case "lowest", "smallest", "fewest", "least", "quietest", "shortest", "cheapest", "thinnest", "lightest":
		return -1
	}
	return 0
}

// ranks proposes what superlatives say of a figure among its line: "17.9% is the highest shown".
func (p *proposer) ranks(s *sentence) {
	for i := range s.tokens {
		w := s.word(i)
		way := superlative(w)
		if way == 0 || s.word(i-1) == "at" || s.word(i+1) == "of" && (w == "most" || w == "least") || w == "most" && s.word(i-1) != "the" && s.word(i+1) != "cases" || s.word(i-2) == "one" {
			continue
		}
		place := 1
		switch s.word(i - 1) {
		case "second":
			place = 2
		case "third":
			place = 3
		case "fourth":
			place = 4
		}
		p.rank(s, i, way, place)
	}
}

// rank proposes one place: of the tied figure that stands nearest to the word.
func (p *proposer) rank(s *sentence, i, way, place int) {
	c := s.nearestTied(i)
	bound := c != nil
	if c == nil {
		c = s.namedCell(i)
	}
	if c == nil {
		return
	}
	v := c.in
	for _, down := range s.rankAxes(c, i) {
		var items []scrutiny.Item
		var of []scrutiny.At
		better, level := 0, 0
		mine := c.colAxis()
		if down {
			mine = c.rowAxis()
		}
		for k := range max(len(v.rows), len(v.cols)) {
			x := v.cell(c.row, k)
			if down {
				x = v.cell(k, c.col)
			}
			if x == nil || x == c {
				continue
			}
			line := x.colAxis()
			if down {
				line = x.rowAxis()
			}
			if line.isTotal() || line.role == table.RoleAverage || line.role == table.RoleTarget || line.role == table.RolePrevious || mine.period.key != "" && line.period.key == "" || x.value.unit.Measure != c.value.unit.Measure {
				continue
			}
			if x.value.base*float64(way) > c.value.base*float64(way) {
				better++
			} else if x.value.base == c.value.base {
				level++
			}
			items = append(items, scrutiny.Item{Label: line.label, Value: ofCell(x).input})
			of = append(of, x.at())
		}
		if len(items) < 2 {
			continue
		}
		holds := place > better && place <= better+level+1
		if !holds && !bound {
			return
		}
		printed := map[int]string{1: "highest", -1: "lowest"}[way]
		if place > 1 {
			printed = map[int]string{2: "second ", 3: "third ", 4: "4th "}[place] + printed
		}
		at := s.atWord(i)
		claim := scrutiny.Claim{
			Relation: scrutiny.KindCompare, Kind: scrutiny.KindRank, Printed: scrutiny.Print(printed), Value: ofCell(c).input, Items: items, At: at,
			Of: append([]scrutiny.At{c.at()}, of...), Where: whereOf(at), Label: strings.TrimSpace(at.Text), Why: "The superlative is held against the other lines.",
		}
		p.add(claim, !holds)
		return
	}
}

// rankAxes says along which axes a superlative may rank a cell: down the column, along the row; the axis that is not named by
// the words of measure comes first.
func (s *sentence) rankAxes(c *cell, i int) []bool {
	row, col := 0.0, 0.0
	for _, m := range s.mentions(c.rowAxis()) {
		row = max(row, m.share)
	}
	for _, m := range s.mentions(c.colAxis()) {
		col = max(col, m.share)
	}
	if c.colAxis().period.key != "" && col > 0 && row < 0.99 {
		return []bool{false}
	}
	if c.colAxis().period.key != "" && c.rowAxis().period.key == "" {
		if row >= 0.6 && col > 0.9 {
			return []bool{false}
		}
		return []bool{true}
	}
	return []bool{true}
}

// nearestTied is the cell that the figure nearest to a word repeats, in its clause.
func (s *sentence) nearestTied(i int) *cell {
	var best *cell
	distance := 12
	for _, q := range s.said {
		if q.tie == nil || q.figure.Class != prose.Quantity || q.value.unit.Measure == figure.Points {
			continue
		}
		d := q.token - i
		if d < 0 {
			d = -d
		}
		first, last := min(q.token, i), max(q.token, i)
		broken := false
		for k := first; k < last; k++ {
			t := &s.tokens[k]
			if t.text == ";" || t.text == "." {
				broken = true
			}
			if w := s.word(k); w == "and" || w == "but" || w == "yet" {
				d += 3
			}
		}
		if !broken && d < distance {
			best, distance = q.tie, d
		}
	}
	return best
}

// namedCell is the cell of a row and a column that the clause names in full around a superlative.
func (s *sentence) namedCell(i int) *cell {
	near, _ := s.scope()
	var found *cell
	for _, v := range near {
		for r := range v.rows {
			if !v.rows[r].used || !s.fully(&v.rows[r], i) {
				continue
			}
			for c := range v.cols {
				if x := v.cell(r, c); x != nil && s.fully(&v.cols[c], i) {
					if found != nil {
						return nil
					}
					found = x
				}
			}
		}
	}
	return found
}

func (s *sentence) fully(a *axis, i int) bool {
	for _, m := range s.mentions(a) {
		if m.share > 0.99 && m.first > i-10 && m.last < i+10 {
			return true
		}
	}
	return false
}
