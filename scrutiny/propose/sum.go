package propose

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// sums proposes totals and remainders that a sentence states: "a, b and c, 117 in all", "made up of", "together", "the
// other £901,002", "a net gain of 203.9".
func (p *proposer) sums(s *sentence) {
	for _, q := range s.said {
		if q.claimed || !q.exact() || q.figure.Class != prose.Quantity || q.figure.Form > prose.Words {
			continue
		}
		if p.rest(q) || p.sumOfList(q) || p.sumOfLines(q) || p.remainder(q) {
			continue
		}
	}
}

// around reports whether one of some phrases stands near a figure: within so many words before it, or behind it.
func (q *said) around(before, after int, phrases ...string) bool {
	s := q.in
	from, to := q.token, q.token+1
	for from > max(0, q.token-before) && !s.stops(from-1) {
		from--
	}
	for to < min(len(s.tokens), q.token+1+after) && !s.stops(to) {
		to++
	}
	front, back := s.words(from, q.token), s.words(q.token+1, to)
	for _, phrase := range phrases {
		if before > 0 && strings.Contains(front, " "+phrase+" ") || after > 0 && strings.Contains(back, " "+phrase+" ") {
			return true
		}
	}
	return false
}

// stops says whether a token is a figure of its own, beyond which words speak of that one; small number words are none.
func (s *sentence) stops(i int) bool {
	q := s.tokens[i].said
	return q != nil && (q.figure.Form != prose.Words || q.value.base > 12)
}

// words is the words of some tokens, with spaces around each; a figure is "#".
func (s *sentence) words(from, to int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for i := max(0, from); i < min(to, len(s.tokens)); i++ {
		if s.tokens[i].said != nil {
			b.WriteByte('#')
		} else {
			b.WriteString(strings.ToLower(s.tokens[i].text))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func (q *said) saysSum() (before, after bool) {
	after = q.around(0, 5, "in all", "in total", "altogether", "together", "all told", "combined", "between them", "all in all") && !q.leadsToSum()
	before = q.around(6, 0, "total of", "totals", "totalling", "totalled", "together", "combined", "altogether", "in all", "in total", "making", "sum of", "come to", "comes to", "came to", "adds up to", "add up to", "jointly", "make up", "between them", "explain", "account for", "amount to", "the rest")
	return before, after
}

// leadsToSum says whether words of a sum behind a figure lead to the next: "… and education (16%), which together make 100%".
func (q *said) leadsToSum() bool {
	next := q.in.neighbour(q, 1)
	return next != nil && next.summed()
}

// summed says whether words right before a figure make it the sum of those before it and nothing else.
func (q *said) summed() bool {
	return q.around(5, 0, "together come to", "together came to", "together total", "together totalled", "together totalling", "together make", "together makes", "together made", "together account for", "together accounted for", "together amount to",
		"together cost", "together making", "together adding up to", "which together are", "together comprise", "together represent", "combined total of", "come to a total of", "come in total to", "in total come to", "add up to", "adds up to", "added up to", "adding up to", "sum to",
		"between them come to", "between them account for", "between them total", "between them cost", "making a total of", "making in all", "giving a total of", "a total of which is", "for a total of")
}

// marksSum says whether a word of a sum stands beside the figure, so that it is the total and no part.
func (q *said) marksSum() bool {
	before, after := q.saysSum()
	return before || after
}

// parts are the plain figures of a sentence with the measure of a total, the nearest, apart from it and from percentages in brackets.
func (q *said) parts(before bool) []*said {
	var found []*said
	for _, f := range q.in.said {
		if f == q || (f.index < q.index) != before || f.value.unit.Measure != q.value.unit.Measure || !f.exact() || f.figure.Class != prose.Quantity || f.figure.Form > prose.Words || f.value.unit.Measure == figure.Percent && f.form() != formPlain {
			continue
		}
		found = append(found, f)
	}
	// A list of more is none that a person would add up, and each sum is tried from every figure.
	const most = 40
	if before {
		return found[max(0, len(found)-most):]
	}
	return found[:min(len(found), most)]
}

func total(parts []*said) (sum, off float64) {
	for _, f := range parts {
		sum += f.value.base
		off += f.value.slack()
	}
	return sum, off
}

// sumOfList proposes a total of figures that the sentence lists before or behind it.
func (p *proposer) sumOfList(q *said) bool {
	saidBefore, saidAfter := q.saysSum()
	made := q.around(0, 8, "made up of", "comprising", "comprised of", "consisting of", "consists of", "split between", "of which", "namely", "being", "which includes", "made up", "broken down", "met from", "funded by", "funded from", "financed by", "financed from", "shared between", "divided between")
	list := q.parts(true)
	for n := len(list); n >= 2; n-- {
		parts := list[len(list)-n:]
		if sum, off := total(parts); q.value.fits(sum, off) && (saidBefore || saidAfter || n >= 3 && q.value.digits() >= 3) {
			return p.sum(q, parts, false)
		}
	}
	if n := len(list); n >= 2 && q.summed() && q.listed(list) && !q.in.supposes() && !q.firmlyTied() {
		return p.sum(q, list, true)
	}
	if n := len(list); n >= 3 && (saidAfter || q.around(3, 0, "total of", "totalling", "making")) && q.listed(list) {
		return p.sum(q, list, true)
	}
	if n := len(list); n == 2 && (saidBefore || saidAfter) && q.value.digits() >= 3 && q.listed(list) {
		if sum, off := total(list); similarTo(q.value, sum, off) {
			return p.sum(q, list, true)
		}
	}
	behind := q.parts(false)
	for n := len(behind); n >= 2; n-- {
		parts := behind[:n]
		if sum, off := total(parts); q.value.fits(sum, off) && (made || saidBefore || n >= 3 && q.value.digits() >= 2) {
			return p.sum(q, parts, false)
		}
	}
	if n := len(behind); n >= 3 && q.index == 0 && !q.hidesOne(behind) && n == len(q.in.said)-1 && q.listed(behind) && behind[0].token-q.token <= 12 && !behind[n-1].marksSum() {
		if sum, off := total(behind); similarTo(q.value, sum, off) {
			return p.sum(q, behind, true)
		}
	}
	if made && len(behind) >= 2 && !q.hidesOne(behind) && q.around(0, 8, "made up of", "comprising", "consisting of", "consists of", "comprised of", "split between", "met from", "funded by", "funded from", "financed by", "financed from", "shared between", "divided between") && q.listed(behind) {
		return p.sum(q, behind, true)
	}
	return false
}

// hidesOne says whether another number stands between a total and the first of its parts, which may be one that was not read as one.
func (q *said) hidesOne(parts []*said) bool {
	for _, t := range q.in.tokens[q.token+1 : parts[0].token] {
		if t.said != nil || t.masked != nil {
			return true
		}
	}
	return false
}

// listed says whether figures stand in one list: between each and the next only a few words, a comma or "and".
func (q *said) listed(list []*said) bool {
	for i := 0; i+1 < len(list); i++ {
		joined := false
		for k := list[i].token + 1; k < list[i+1].token; k++ {
			t := &q.in.tokens[k]
			if t.said != nil && t.said.value.unit.Measure != figure.Percent && !t.said.measured() || t.text == ";" {
				return false
			}
			joined = joined || t.text == "," || q.in.word(k) == "and"
		}
		if !joined || list[i+1].token-list[i].token > 14 {
			return false
		}
	}
	return true
}

func (p *proposer) sum(q *said, parts []*said, accuses bool) bool {
	operands := make([]operand, len(parts))
	for i, f := range parts {
		operands[i] = ofSaid(f)
	}
	return p.sumOf(q, operands, "The sentence gives the parts and their total.", accuses)
}

func (p *proposer) sumOf(q *said, operands []operand, why string, accuses bool) bool {
	names := make([]string, len(operands))
	for i := range operands {
		names[i] = nameOf(i)
	}
	formula := strings.Join(names, " + ")
	sum := 0.0
	for _, o := range operands {
		sum += o.value.base
	}
	if sum < 0 && q.value.base > 0 {
		formula = "-(" + formula + ")"
	}
	p.propose(scrutiny.KindSum, q.at(), ofSaid(q).input, formula, why, accuses, operands...)
	q.claimed = true
	return true
}

// sumOfLines proposes a sum of cells: of the rows that the sentence names together, or of the periods of one row.
func (p *proposer) sumOfLines(q *said) bool {
	saidBefore, saidAfter := q.saysSum()
	spans := q.around(12, 12, "over the three years", "over the two years", "over the four years", "over the five years", "over three years", "over the period", "over the plan", "over the whole", "in the year", "in the quarter", "so far", "to date", "over the life", "across the", "over the")
	if !saidBefore && !saidAfter && !spans && q.value.digits() < 3 {
		return false
	}
	near, _ := q.in.scope()
	for _, v := range near {
		if p.sumAlong(q, v, spans || saidBefore || saidAfter) || p.sumDown(q, v, saidBefore || saidAfter) {
			return true
		}
	}
	return false
}

// sumAlong proposes the sum of the periods of a row that the sentence names, or of a column where periods stand in rows.
func (p *proposer) sumAlong(q *said, v *view, marked bool) bool {
	try := func(list, across []axis, at func(i, k int) *cell) bool {
		for i := range list {
			h := q.holdTo(&list[i])
			if !list[i].used || !(h.same && h.share >= 0.5) {
				continue
			}
			var parts []operand
			sum, off := 0.0, 0.0
			for k := range across {
				c := at(i, k)
				if c == nil || across[k].isTotal() || across[k].period.key == "" || !compatible(q, c) || c.value.rate || strings.Contains(strings.ToLower(across[k].label), "cumulative") {
					continue
				}
				parts = append(parts, ofCell(c))
				sum += c.value.base
				off += c.value.slack()
			}
			if len(parts) >= 2 && q.value.fits(sum, off) && (marked || q.value.digits() >= 3) {
				q.periods = len(parts)
				return p.sumOf(q, parts, "The sentence names the line, and these are its periods.", false)
			}
			if len(parts) >= 2 && marked && h.bound && h.share >= 0.6 && similarTo(q.value, sum, off) {
				return p.sumOf(q, parts, "The sentence names the line, and these are its periods.", true)
			}
		}
		return false
	}
	return try(v.rows, v.cols, func(i, k int) *cell { return v.cell(i, k) }) || try(v.cols, v.rows, func(i, k int) *cell { return v.cell(k, i) })
}

// similarTo says whether a figure could be a slip of a computed value.
func similarTo(v value, computed, off float64) bool {
	if v.digits() < 2 {
		return false // one digit is a slip of half of all figures
	}
	other := v
	other.base = computed
	return similar(v, other)
}

// sumDown proposes the sum of the rows whose labels share the words that the sentence names.
func (p *proposer) sumDown(q *said, v *view, marked bool) bool {
	var rows, strong []int
	for r := range v.rows {
		if h := q.holdTo(&v.rows[r]); v.rows[r].used && !v.rows[r].isTotal() && h.same && h.share >= 0.4 && h.strength >= 0.7 && !h.after {
			strong = append(strong, r)
		}
	}
	for r := range v.rows {
		if h := q.holdTo(&v.rows[r]); v.rows[r].used && !v.rows[r].isTotal() && h.same && h.share >= 0.4 && h.strength >= 0.3 {
			rows = append(rows, r)
		}
	}
	const most = 8
	if len(rows) < 2 || len(rows) > most {
		return false
	}
	var slips [][]operand
	for c := range v.cols {
		for _, chosen := range subsets(rows) {
			var parts []operand
			sum, off := 0.0, 0.0
			for _, r := range chosen {
				x := v.cell(r, c)
				if x == nil || !compatible(q, x) || x.value.rate && x.value.unit.Measure != figure.Percent {
					parts = nil
					break
				}
				parts = append(parts, ofCell(x))
				sum += x.value.base
				off += x.value.slack()
			}
			if len(parts) >= 2 && q.value.fits(sum, off) && (marked && q.value.digits() >= 2 || q.value.digits() >= 4) {
				return p.sumOf(q, parts, "The sentence names these rows together.", false)
			}
			if len(parts) >= 2 && slices.Equal(chosen, strong) && marked && q.value.digits() >= 4 && similarTo(q.value, sum, off) {
				slips = append(slips, parts)
			}
		}
	}
	if len(slips) == 1 {
		return p.sumOf(q, slips[0], "The sentence names these rows together, and the figure is a slip from their sum.", true)
	}
	return false
}

// subsets are all of the rows, and each two of them.
func subsets(rows []int) [][]int {
	found := [][]int{rows}
	if len(rows) > 2 {
		for i := range rows {
			for k := i + 1; k < len(rows); k++ {
				found = append(found, []int{rows[i], rows[k]})
			}
		}
	}
	return found
}

// remainder proposes what is left of one figure after others: "the other £901,002", "22 claims were not made", "a net gain of".
func (p *proposer) remainder(q *said) bool {
	marked := q.around(6, 4, "the other", "the rest", "the remaining", "remaining", "remainder", "remain", "remains", "leaves", "leaving", "leave", "left", "would leave", "net gain of", "net loss of", "net increase of", "net change of", "net", "other", "others", "rest", "down to", "bring", "balance", "not", "saving", "unfilled", "outstanding", "without", "other or none", "shortfall", "surplus", "gap", "difference", "less", "so", "spare", "unspent", "unallocated", "still", "therefore") ||
		q.form() != formPlain
	if !marked && q.value.digits() < 4 {
		return false
	}
	strong := q.around(8, 4, "gap", "difference", "net cost", "net", "balance", "leaves", "leaving")
	candidates := q.amounts()
	for i, a := range candidates {
		for k, b := range candidates {
			if i == k || a.value.unit.Measure != b.value.unit.Measure || a.value.base <= b.value.base && q.form() == formPlain {
				continue
			}
			gap, off := a.value.base-b.value.base, a.value.slack()+b.value.slack()
			if !strong {
				off = 0 // what only seems to be a difference must be one as printed
			}
			if gap != 0 && q.value.fits(gap, off) && a.value.base != q.value.base && (i < 4 && k < 4 || q.value.digits() >= 3) {
				p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, signedDifference(q, gap), "What is left of one figure after another.", false, a, b.minus())
				q.claimed = true
				return true
			}
		}
	}
	if marked && q.value.digits() >= 4 {
		var slips []pair
		own := candidates[:min(len(candidates), 4)]
		for i, a := range own {
			for k, b := range own {
				if i != k && a.value.base > b.value.base && a.value.base != q.value.base && similarTo(q.value, a.value.base-b.value.base, a.value.slack()+b.value.slack()) {
					slips = append(slips, pair{a: a, b: b})
				}
			}
		}
		if len(slips) == 1 {
			p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, "a - b", "What is left of one figure after another, but for a slip.", true, slips[0].a, slips[0].b.minus())
			q.claimed = true
			return true
		}
	}
	if p.lastPeriod(q) {
		return true
	}
	// The rest of a list: the whole less all figures listed before.
	list := q.parts(true)
	if len(list) >= 2 && marked {
		for _, whole := range candidates {
			parts := slices.DeleteFunc(slices.Clone(list), func(f *said) bool { return whole.said == f })
			sum, off := total(parts)
			if rest := whole.value.base - sum; len(parts) >= 2 && rest > 0 && q.value.fits(rest, off+whole.value.slack()) {
				operands := []operand{whole}
				formula := "a"
				for n, f := range parts {
					operands = append(operands, ofSaid(f).minus())
					formula += " - " + nameOf(n+1)
				}
				p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, formula, "What is left of the whole after all parts listed.", false, operands...)
				q.claimed = true
				return true
			}
		}
	}
	return false
}

func signedDifference(q *said, gap float64) string {
	if (gap < 0) != (q.value.base < 0) {
		return "b - a"
	}
	return "a - b"
}

// amounts are the figures that a remainder can be made of: those of the sentence and the ones before it, and the totals of
// the section's tables.
func (q *said) amounts() []operand {
	var found []operand
	add := func(o operand) {
		if o.value.unit.Measure != q.value.unit.Measure || o.value.guessed {
			return
		}
		for _, x := range found {
			if x.value.base == o.value.base {
				return
			}
		}
		const most = 14
		if len(found) < most {
			found = append(found, o)
		}
	}
	for _, f := range q.in.said {
		if f != q && f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words {
			add(ofSaid(f))
		}
	}
	for _, f := range q.figuresBefore() {
		if f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words {
			add(ofSaid(f))
		}
	}
	near, _ := q.in.scope()
	for _, v := range near {
		v.each(func(c *cell) {
			row, col := q.holdTo(c.rowAxis()), q.holdTo(c.colAxis())
			if c.value.rate && c.value.unit.Measure != figure.Percent {
				return
			}
			if row.same && row.share >= 0.5 && (col.same && col.share >= 0.5 || implied(v.cols, make([]hold, len(v.cols)), c.col) > 0) || c.rowAxis().isTotal() && col.same && col.share >= 0.5 {
				add(ofCell(c))
			}
		})
	}
	for _, v := range near {
		for r := range v.rows {
			if h := q.holdTo(&v.rows[r]); h.same && h.share > 0.99 {
				for c := range v.cols {
					if x := v.cell(r, c); x != nil && (!x.value.rate || x.value.places > 0) {
						add(ofCell(x))
					}
				}
			}
		}
	}
	for _, v := range near {
		v.each(func(c *cell) {
			if c.rowAxis().isTotal() && (c.colAxis().role == table.RoleChange || c.colAxis().isTotal()) {
				add(ofCell(c))
			}
		})
	}
	return found
}

// lastPeriod proposes that a figure is what a running total grew by in its last period: "238 enquiries were begun in the last
// quarter", where the quarters are cumulative.
func (p *proposer) lastPeriod(q *said) bool {
	if !q.around(0, 10, "in the last quarter", "in the last month", "in the quarter", "in the month", "in the final quarter", "in quarter") || q.value.unit.Measure == figure.Percent {
		return false
	}
	near, _ := q.in.scope()
	for _, v := range near {
		for r := range v.rows {
			h := q.holdTo(&v.rows[r])
			if !h.same || h.share < 0.6 {
				continue
			}
			last := -1
			for c := range v.cols {
				x := v.cell(r, c)
				if x == nil || v.cols[c].period.key == "" {
					continue
				}
				if last >= 0 {
					y := v.cell(r, last)
					if gap := x.value.base - y.value.base; gap > 0 && q.value.fits(gap, x.value.slack()+y.value.slack()) && q.value.digits() >= 2 {
						p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, "a - b", "What the running total grew by.", false, ofCell(x), ofCell(y).minus())
						q.claimed = true
						return true
					}
				}
				last = c
			}
		}
	}
	return false
}

// rest proposes that "the remaining 12%" is what the percentages said before it in the sentence leave of a hundred.
func (p *proposer) rest(q *said) bool {
	if q.value.unit.Measure != figure.Percent || !q.around(3, 0, "the remaining", "remaining", "the rest", "the other") {
		return false
	}
	var operands []operand
	formula, left, off := "100", 100.0, 0.0
	for _, f := range q.in.said[:q.index] {
		if f.value.unit.Measure != figure.Percent {
			continue
		}
		if !f.exact() || f.form() != formPlain {
			return false
		}
		formula += " - " + nameOf(len(operands))
		operands = append(operands, ofSaid(f).minus())
		left -= f.value.base
		off += f.value.slack()
	}
	if len(operands) == 0 || left <= 0 {
		return false
	}
	p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, formula, "What the percentages before it leave of a hundred.", !q.value.fits(left, off), operands...)
	q.claimed = true
	return true
}
