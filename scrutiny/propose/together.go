package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// together proposes that a figure is the sum of those of the sentence before: "Education was the source of 80 (43%) and early years of
// 34 (18%). Together these two account for 62%".
func (p *proposer) together(s *sentence) {
	if s.before == nil {
		return
	}
	for _, q := range s.said {
		if q.claimed && q.tie == nil || !q.exact() || q.figure.Class != prose.Quantity || q.figure.Form > prose.Words || q.firstOfMeasure() != q || !q.opensTogether() {
			continue
		}
		var parts []*said
		for _, f := range s.before.said {
			if f.value.unit.Measure == q.value.unit.Measure && f.figure.Class == prose.Quantity && f.exact() && !f.changed() {
				parts = append(parts, f)
			}
		}
		if n := q.saysHowMany(); len(parts) < 2 || n > 0 && n != len(parts) {
			continue
		}
		sum, off := total(parts)
		switch {
		case q.value.fits(sum, off):
			p.sum(q, parts, false)
		case p.togetherOfWhole(q, s.before):
		case !s.supposes() && !q.firmlyTied() && (q.saysHowMany() == len(parts) || len(parts) == 2 && q.value.unit.Measure != figure.Plain) && q.value.base < 2*sum && sum < 2*q.value.base:
			p.retract(q)
			p.sum(q, parts, true)
		}
	}
}

// firstOfMeasure is the first figure of its measure in the sentence.
func (q *said) firstOfMeasure() *said {
	for _, f := range q.in.said {
		if f.value.unit.Measure == q.value.unit.Measure && f.figure.Class == prose.Quantity {
			if n := q.in.saidNumber(f); n {
				continue
			}
			return f
		}
	}
	return nil
}

// saidNumber says whether a figure only counts what is taken together: "these two sectors".
func (s *sentence) saidNumber(f *said) bool {
	switch s.word(f.token - 1) {
	case "these", "the", "those":
		return f.figure.Form == prose.Words && f.value.base < 6
	}
	return false
}

// opensTogether says whether the sentence opens with "together", "combined" or "between them" and leads to the figure.
func (q *said) opensTogether() bool {
	s := q.in
	for i := 0; i < min(len(s.tokens), 4) && i < q.token; i++ {
		switch s.word(i) {
		case "together", "combined":
			return q.token-i <= 12
		}
	}
	return false
}

// saysHowMany is the number of "these two sectors", 0 where none is said.
func (q *said) saysHowMany() int {
	for _, f := range q.in.said {
		if f.token < q.token && q.in.saidNumber(f) {
			return int(f.value.base)
		}
	}
	return 0
}

// togetherOfWhole proposes that a percentage is the share of what the parts of the sentence before come to, in the whole of those parts.
func (p *proposer) togetherOfWhole(q *said, before *sentence) bool {
	if q.value.unit.Measure != figure.Percent {
		return false
	}
	members := before.shareParts()
	if len(members) < 2 {
		return false
	}
	var parts []*said
	for _, m := range members {
		parts = append(parts, m.part)
	}
	sum, off := total(parts)
	for _, b := range members[0].share.wholesOf(members[0].part) {
		if b.value.base < sum || slices.ContainsFunc(members, func(m sharePart) bool { return !(pair{a: ofSaid(m.part), b: b}).sharesAs(m.share) }) {
			continue
		}
		if !q.value.fits(sum/b.value.base*100, 100*off/b.value.base) {
			continue
		}
		operands, formula := []operand{}, "("
		for i, f := range parts {
			if i > 0 {
				formula += " + "
			}
			formula += nameOf(i)
			operands = append(operands, ofSaid(f))
		}
		formula += ") / " + nameOf(len(parts)) + " * 100"
		p.propose("share", q.at(), ofSaid(q).input, formula, "The parts of the sentence before, in their whole.", false, append(operands, b)...)
		q.claimed = true
		return true
	}
	return false
}
