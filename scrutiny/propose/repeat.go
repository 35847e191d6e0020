package propose

import (
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// repeats ties figures that sentences of different paragraphs say twice: a summary and what it sums up. A figure of three digits
// or more that stands in no table repeats the earlier one of the same unit with which it shares the words around it; where the
// words are the same and the figure is a slip away, it differs.
func (p *proposer) repeats(all []*said) {
	index := map[string][]*said{}
	for _, q := range all {
		if !q.exact() || q.figure.Class != prose.Quantity || q.figure.Form != prose.Digits || q.value.digits() < 3 || q.in.heading {
			continue
		}
		words := q.phrase()
		if q.tie == nil && !q.claimed {
			p.repeat(q, words, index)
		}
		for _, w := range words {
			const most = 60
			if len(index[w]) < most {
				index[w] = append(index[w], q)
			}
		}
	}
}

// repeat ties one figure to an earlier one.
func (p *proposer) repeat(q *said, words []string, index map[string][]*said) {
	common := map[*said]int{}
	var earlier []*said
	for _, w := range words {
		for _, f := range index[w] {
			if f.in.block == q.in.block || f.value.unit.Measure != q.value.unit.Measure {
				continue
			}
			if common[f] == 0 {
				earlier = append(earlier, f)
			}
			common[f]++
		}
	}
	var same, slip *said
	slips := 0
	for _, f := range earlier {
		switch {
		case common[f] >= 2 && near(q.value, f.value) && q.form() == f.form():
			if same == nil || common[f] > common[same] {
				same = f
			}
		case common[f] >= 3 && 2*common[f] >= len(words)+len(f.phrase())-common[f] && similar(q.value, f.value) && q.period().key == f.period().key && q.form() == formPlain && f.form() == formPlain:
			slip = f
			slips++
		}
	}
	switch {
	case same != nil:
		p.same(q, ofSaid(same), fmt.Sprintf("The same is said in %s.", same.in.place.String()), false)
	case slips == 1 && !q.supported && !q.in.supposes() && q.value.unit.Measure != figure.Percent:
		p.same(q, ofSaid(slip), fmt.Sprintf("The same words stand around a figure in %s.", slip.in.place.String()), true)
	}
}

// phrase is the stems of the words around a figure, up to the next figure or mark on either side.
func (q *said) phrase() []string {
	s := q.in
	var words []string
	add := func(i int) bool {
		t := &s.tokens[i]
		if t.said != nil || t.punct && t.text != "-" && t.text != "(" && t.text != ")" && t.text != "/" {
			return false
		}
		if w := s.word(i); !t.punct && t.masked == nil && !idle[w] && !connectors[w] && !slices.Contains(words, t.stem) {
			words = append(words, t.stem)
		}
		return true
	}
	for i := q.token - 1; i >= max(0, q.token-10) && add(i); i-- {
	}
	for i := q.token + 1; i < min(len(s.tokens), q.token+8) && add(i); i++ {
	}
	return words
}

// period is the period that is named nearest to a figure in its part of the sentence.
func (q *said) period() period {
	s := q.in
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil; i-- {
		if p := s.tokens[i].period; p.key != "" || p.previous {
			return p
		}
	}
	for i := q.token + 1; i < len(s.tokens) && s.tokens[i].said == nil; i++ {
		if p := s.tokens[i].period; p.key != "" || p.previous {
			return p
		}
	}
	return period{}
}
