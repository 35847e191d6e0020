package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// amountNoun is the stem of the noun that an amount is of, right before it: "an overspend of £2.1m", "the forecast overspend was £2.4m";
// empty where other words stand between.
func (q *said) amountNoun() string {
	s := q.in
	for i := q.token - 1; i >= max(0, q.token-6); i-- {
		t := &s.tokens[i]
		if t.said != nil || t.masked != nil || t.punct && t.text != "(" && t.text != ":" {
			return ""
		}
		switch w := s.word(i); {
		case w == "forecast" || w == "projected" || connectors[w] || idle[w] || t.punct || w == "remains" || w == "standing":
		default:
			return t.stem
		}
	}
	return ""
}

// countNouns are the stems of the words behind a count that say what is counted.
func (q *said) countNouns() []string {
	s := q.in
	var nouns []string
	for i := q.token + 1; i <= q.token+4 && i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.said != nil || t.punct || idle[s.word(i)] && len(nouns) > 0 || s.word(i) == "of" {
			break
		}
		if t.masked == nil && !idle[s.word(i)] {
			nouns = append(nouns, t.stem)
		}
	}
	return nouns
}

// sameAmounts are the two amounts before a change that are of one thing, the later first, where words say which was when: "an overspend
// of £4.1m … At month 6 the overspend was £3.9m".
func (d *said) sameAmounts() (later, earlier *said) {
	var nouns []string
	byNoun := map[string][]*said{}
	for _, f := range d.figuresBefore() {
		if f.value.unit.Measure != figure.Pounds || !f.exact() || f.figure.Form > prose.Words || f.form() != formPlain {
			continue
		}
		noun := f.amountNoun()
		switch noun {
		case "overspend", "underspend", "deficit", "surplu", "pressur", "shortfall", "varianc", "gap", "balanc":
			if !slices.Contains(nouns, noun) {
				nouns = append(nouns, noun)
			}
			byNoun[noun] = append(byNoun[noun], f)
		}
	}
	if len(nouns) != 1 || len(byNoun[nouns[0]]) != 2 {
		return nil, nil
	}
	a, b := byNoun[nouns[0]][0], byNoun[nouns[0]][1]
	switch x, y := a.wasThen(), b.wasThen(); {
	case x && !y:
		return b, a
	case y && !x:
		return a, b
	}
	return nil, nil
}

// wasThen says whether words before a figure tell of another time: a period, and a verb of the past.
func (q *said) wasThen() bool {
	s := q.in
	past, period := false, false
	for i := q.token - 1; i >= 0 && s.tokens[i].said == nil && s.tokens[i].text != ";"; i-- {
		switch s.word(i) {
		case "was", "were", "stood", "had", "reported", "previously":
			past = true
		}
		period = period || s.tokens[i].period.key != "" || s.tokens[i].period.previous || s.tokens[i].masked != nil && s.tokens[i].masked.Class == prose.Date
	}
	return past && period || q.isEarlier()
}
