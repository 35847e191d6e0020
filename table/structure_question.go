package table

import (
	"math"
	"slices"
)

// Question is what a table leaves open: it is no accusation.
type Question struct {
	Doubt Doubt
	// Across says that what is asked about is a column, or the figure of one.
	Across bool
	// Row and Column are the cell that the question is about, and Of the cells of the nearest reading.
	Row, Column int
	Of          []Operand
}

// Doubt is what a question is about. The zero value is a total.
type Doubt int

const (
	// DoubtTotal: words promise a total, and the figures bear it out on no reading.
	DoubtTotal Doubt = iota
	// DoubtAdded: rates were added up, of which that of all lies among those of the parts, unless all parts have one base.
	DoubtAdded
	// DoubtMean: the quotient of a total is the plain mean of the quotients of its lines, and not that of its own figures.
	DoubtMean
)

// doubts asks about rates that were added up, and about quotients of a total that are the mean of those of the lines.
func (s *Structure) doubts() {
	for k := range s.Relations {
		r := &s.Relations[k]
		v := s.viewOf(r)
		for l := range int32(v.lines) {
			if int(l) < r.From || int(l) >= r.To {
				continue
			}
			switch {
			case s.addedRates(v, r, l):
				q := Question{Doubt: DoubtAdded, Across: r.Across}
				q.Row, q.Column = v.place(int32(r.Target), l)
				q.Of = s.operands(nil, v, r, r.Members, int(l))
				s.Questions = append(s.Questions, q)
			case s.meanOfLines(v, r, l):
				q := Question{Doubt: DoubtMean, Across: r.Across}
				q.Row, q.Column = v.place(int32(r.Target), l)
				for _, m := range s.linesOf(v, r, l) {
					row, column := v.place(int32(r.Target), m)
					q.Of = append(q.Of, Operand{row, column, 1})
				}
				s.Questions = append(s.Questions, q)
			}
		}
	}
}

// viewOf is a table along the axis of a relation, to try its pattern by.
func (s *Structure) viewOf(r *Relation) *view {
	v := &view{n: s.numbers, across: r.Across, lines: s.numbers.columns, labels: s.labels, dashes: r.Kind == Sum}
	if r.Across {
		v.lines = s.numbers.rows
	}
	return v
}

// lineLabel is what heads a line.
func (v *view) lineLabel(l int32) label {
	if v.across {
		return v.labels.row[l]
	}
	return v.labels.column[l]
}

// addedRates says whether a sum is one of percentages that come to more than the whole, or of rates per so many: they were
// added where nothing adds up, and that the sum is right is no agreement. Parts of one base add up; then their rates are to
// each other as figures on another line are.
func (s *Structure) addedRates(v *view, r *Relation, l int32) bool {
	i := v.cell(int32(r.Target), l)
	if r.Kind != Sum || slices.ContainsFunc(r.Members, func(m Member) bool { return m.Sign < 0 }) {
		return false
	}
	n := s.numbers
	if n.marks[i]&percentMark != 0 {
		whole := float64(100) * math.Pow10(n.scale)
		return float64(n.value[i]) > whole+float64(len(r.Members))*float64(n.step(i))
	}
	if !v.lineLabel(l).per || !n.amount(i) {
		return false
	}
	for m := range int32(v.lines) {
		if m != l && s.proportional(v, r, l, m) {
			return false
		}
	}
	return true
}

// proportional says whether the members of a sum are to each other on one line as on another, within their last places.
func (s *Structure) proportional(v *view, r *Relation, a, b int32) bool {
	n := s.numbers
	t, u := v.cell(int32(r.Target), a), v.cell(int32(r.Target), b)
	if !n.amount(t) || !n.amount(u) || n.value[t] == 0 || n.value[u] == 0 || v.lineLabel(b).per {
		return false
	}
	held := 0
	for _, m := range r.Members {
		i, j := v.cell(int32(m.Position), a), v.cell(int32(m.Position), b)
		if !n.amount(i) || !n.amount(j) {
			continue
		}
		held++
		share := float64(n.value[j]) / float64(n.value[u])
		spread := share * (float64(n.ownStep(j))/math.Max(1, math.Abs(float64(n.value[j]))) + float64(n.ownStep(u))/math.Abs(float64(n.value[u]))) * math.Abs(float64(n.value[t]))
		if math.Abs(float64(n.value[i])-share*float64(n.value[t])) > float64(n.ownStep(i))+math.Abs(spread) {
			return false
		}
	}
	return held > 1
}

// linesOf are the lines before a total on which a quotient stands.
func (s *Structure) linesOf(v *view, r *Relation, total int32) []int32 {
	var lines []int32
	for l := total - 1; l >= 0 && int(l) >= r.From; l-- {
		said := v.lineLabel(l)
		if said.kind == wordsTotal {
			break
		}
		if s.numbers.amount(v.cell(int32(r.Target), l)) {
			lines = append(lines, l)
		}
	}
	slices.Reverse(lines)
	return lines
}

// meanOfLines says whether the quotient on a line of totals is the plain mean of those of the lines before it, and plainly not
// that of its own figures: small lines weigh as much in it as large ones.
func (s *Structure) meanOfLines(v *view, r *Relation, l int32) bool {
	if r.Kind != Ratio || r.accused[l] || v.lineLabel(l).kind != wordsTotal {
		return false
	}
	if got := v.try(r.fit.pattern, l, -1).outcome; got != rounded && got != missed {
		return false
	}
	n := s.numbers
	i := v.cell(int32(r.Target), l)
	above, _, told := v.added(r.fit.members[:max(1, r.fit.split)], l)
	below, _, known := v.added(r.fit.members[max(1, r.fit.split):], l)
	if told != exact || known != exact || below == 0 {
		return false
	}
	own := above / below * r.fit.factor * math.Pow10(n.scale)
	step, printed := float64(n.step(i)), float64(n.value[i])
	lines, sum := s.linesOf(v, r, l), 0.0
	for _, m := range lines {
		sum += float64(n.value[v.cell(int32(r.Target), m)])
	}
	return len(lines) > 1 && math.Abs(own-printed) > 2*step && math.Abs(sum/float64(len(lines))-printed) <= step
}
