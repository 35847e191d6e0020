package propose

import (
	"slices"
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

// ordinals are the words for places; nobody counts further in words.
var ordinals = [...]string{1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}

// ranks proposes what superlatives say of a figure among its line: "17.9% is the highest shown".
func (p *proposer) ranks(s *sentence) {
	for i := range s.tokens {
		w := s.word(i)
		way := superlative(w)
		if way == 0 || s.word(i-1) == "at" || s.word(i+1) == "of" && (w == "most" || w == "least") || w == "most" && s.word(i-1) != "the" && s.word(i+1) != "cases" || s.word(i-2) == "one" {
			continue
		}
		place := max(1, slices.Index(ordinals[:], s.word(i-1)))
		p.rank(s, i, way, place)
	}
}

// rank proposes one place: of the tied figure that stands nearest to the word.
func (p *proposer) rank(s *sentence, i, way, place int) {
	c := s.rankedRow(i)
	if c == nil {
		c = s.nearestTied(i)
	}
	bound := c != nil
	if c == nil {
		c = s.namedCell(i)
		bound = c != nil && s.isCalled(c, i)
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
		if way > 0 && bound && c.in.sumsUp(of, c) {
			return // a total that no longer adds up ranks among nothing
		}
		holds := place > better && place <= better+level+1
		if !holds && !bound {
			return
		}
		printed := map[int]string{1: "highest", -1: "lowest"}[way]
		if place > 1 {
			printed = ordinals[place] + " " + printed
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

// sumsUp says whether one of some cells is about what all others come to with a cell of their line, so that it may be their total.
func (v *view) sumsUp(of []scrutiny.At, mine *cell) bool {
	if len(of) < 3 {
		return false
	}
	sum, most := mine.value.base, 0.0
	for _, at := range of {
		v.each(func(x *cell) {
			if x.at() == at {
				sum += x.value.base
				most = max(most, x.value.base)
			}
		})
	}
	return most > 0 && sum-most > 0.95*most && sum-most < 1.05*most && most > mine.value.base
}

// rankAxes says along which axes a superlative may rank a cell: down the column, along the row; the axis that is not named by
// the words of measure comes first.
func (s *sentence) rankAxes(c *cell, i int) []bool {
	rowPeriod, colPeriod := c.rowAxis().period.key != "", c.colAxis().period.key != ""
	overTime := strings.Contains(s.words(0, len(s.tokens)), " years ") || s.says("since", "ever", "month", "months", "quarter", "quarters", "year", "record", "period")
	switch {
	case colPeriod && s.standsBehind(c.colAxis(), i):
		return []bool{false} // "highest in September 2025"
	case colPeriod && c.rowAxis().isTotal():
		return []bool{false}
	case c.rowAxis().isTotal():
		return nil
	case colPeriod && !rowPeriod && (c.in.mixed() || overTime && c.in.mixed()):
		return []bool{false}
	case rowPeriod && !colPeriod:
		return []bool{true}
	case colPeriod && overTime && s.share(c.rowAxis()) >= 0.6 && s.share(c.colAxis()) > 0.9:
		return []bool{false}
	case !c.in.mixed():
		return []bool{true}
	}
	if c.in.mixed() && !colPeriod {
		return []bool{false} // measures in rows, and what has them in columns
	}
	return nil
}

// says reports whether one of some words stands in the sentence.
func (s *sentence) says(words ...string) bool {
	for i := range s.tokens {
		for _, w := range words {
			if s.word(i) == w {
				return true
			}
		}
	}
	return false
}

// share is the largest share of a label's words that stand together in the sentence.
func (s *sentence) share(a *axis) float64 {
	best := 0.0
	for _, m := range s.mentions(a) {
		best = max(best, m.share)
	}
	return best
}

// mixed says whether the rows of a table measure different things, so that no row ranks among the others.
func (v *view) mixed() bool {
	rates, others := 0, 0
	for r := range v.rows {
		if !v.rows[r].used {
			continue
		}
		if u := v.rows[r].unit; u.rate || u.stated || u.money {
			rates++
		} else {
			others++
		}
	}
	return rates > 0 && rates+others >= 2 && (others > 0 || rates < 3 || v.unlike())
}

// unlike says whether the figures of one column lie more than a hundredfold apart.
func (v *view) unlike() bool {
	for c := range v.cols {
		low, high := 0.0, 0.0
		for r := range v.rows {
			if x := v.cell(r, c); x != nil && x.value.base > 0 {
				if low == 0 || x.value.base < low {
					low = x.value.base
				}
				high = max(high, x.value.base)
			}
		}
		if low > 0 && high > 100*low {
			return true
		}
	}
	return false
}

// rankedRow is the cell of the row that stands right behind a superlative ("highest in the Central area"), in the column of a
// figure that the sentence ties, or of one that it names.
func (s *sentence) rankedRow(i int) *cell {
	near, _ := s.scope()
	var found *cell
	for _, v := range near {
		for r := range v.rows {
			a := &v.rows[r]
			if !a.used || a.isTotal() || !s.standsBehind(a, i) {
				continue
			}
			col := -1
			for _, q := range s.said {
				if q.tie != nil && q.tie.in == v && (col < 0 || q.tie.col == col) {
					col = q.tie.col
				} else if q.tie != nil && q.tie.in == v {
					return nil // two columns: which is meant?
				}
			}
			if col < 0 {
				continue
			}
			if x := v.cell(r, col); x != nil {
				if found != nil && found != x {
					return nil
				}
				found = x
			}
		}
	}
	return found
}

// standsBehind says whether a label follows a superlative with nothing between but "in", "at", "the".
func (s *sentence) standsBehind(a *axis, i int) bool {
	for _, m := range s.mentions(a) {
		if m.first <= i || m.first > i+4 || m.share < 0.99 {
			continue
		}
		ok := true
		for k := i + 1; k < m.first; k++ {
			switch s.word(k) {
			case "in", "at", "for", "the", "was", "is", "by", "among", "our":
			default:
				ok = false
			}
		}
		if ok {
			return true
		}
	}
	return false
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
			if w := s.word(k); (w == "and" || w == "but" || w == "while" || w == "whereas") && k > q.token {
				broken = true // the word belongs to what follows
			} else if w == "and" || w == "but" || w == "yet" {
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

// isCalled says whether "is the" stands between the row of a cell and a superlative, and the column right behind it: "Special schools
// is the largest pressure".
func (s *sentence) isCalled(c *cell, i int) bool {
	switch s.word(i - 2) {
	case "is", "are", "was", "were", "remains", "remain":
	default:
		return false
	}
	before := slices.ContainsFunc(s.mentions(c.rowAxis()), func(m spot) bool { return m.share > 0.99 && m.last == i-3 })
	return before && s.word(i-1) == "the" && slices.ContainsFunc(s.mentions(c.colAxis()), func(m spot) bool { return m.share > 0.99 && m.first == i+1 })
}
