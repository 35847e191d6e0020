package propose

import (
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// means proposes averages whose amount and number the words leave no doubt about: "£2,100 was paid in 6 cases, an average of £350 a
// case", "£11.4m over the four years, an average of £2.85m a year", "8 reviewing officers … 512 children … the average caseload is
// 64".
func (p *proposer) means(s *sentence) {
	for _, q := range s.said {
		if q.claimed || !q.exact() || q.figure.Class != prose.Quantity || q.figure.Form > prose.Words || s.supposes() || q.firmlyTied() {
			continue
		}
		if !q.saysMean() && !(s.word(q.token+1) == "for" && s.word(q.token+2) == "each" && q.around(3, 0, "equivalent to", "or", "equal to", "works out at")) {
			continue
		}
		if q.value.unit.Measure == figure.Percent {
			p.averageOfPeriods(q)
			continue
		}
		if p.meanBetweenThem(q) || p.meanOfPeriods(q) || p.meanOfNoun(q) {
			continue
		}
		p.meanCaseload(q)
	}
}

// meanBetweenThem proposes "11 children reoffended. Between them they committed 44 offences, or 4 each": how many they are stands in the
// sentence before.
func (p *proposer) meanBetweenThem(q *said) bool {
	s := q.in
	if s.word(0) != "between" || s.word(1) != "them" || q.index != 1 || s.before == nil || s.word(q.token+1) != "each" && !q.around(4, 0, "average of") {
		return false
	}
	whole := s.said[0]
	if !whole.countable() || whole.value.unit.Measure != q.value.unit.Measure && q.value.unit.Measure != figure.Plain {
		return false
	}
	var people []*said
	for _, f := range s.before.said {
		if f.countable() && f.value.unit.Measure == figure.Plain && f.value.base > 1 && !f.changed() {
			people = append(people, f)
		}
	}
	if len(people) == 0 {
		return false
	}
	them := people[len(people)-1]
	for _, f := range people {
		if q.value.fits(whole.value.base/f.value.base, whole.value.slack()/f.value.base) {
			them = f
		}
	}
	holds := q.value.fits(whole.value.base/them.value.base, whole.value.slack()/them.value.base)
	p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "What they have between them, by how many they are in the sentence before.", !holds, ofSaid(whole), ofSaid(them))
	q.claimed = true
	return true
}

// meanOfPeriods proposes an average a year of what the sentence adds up over the years of a table.
func (p *proposer) meanOfPeriods(q *said) bool {
	prev := q.in.neighbour(q, -1)
	if prev == nil || prev.periods < 2 || prev.value.unit.Measure != q.value.unit.Measure || !q.perPeriod() {
		return false
	}
	n := float64(prev.periods)
	holds := q.value.fits(prev.value.base/n, prev.value.slack()/n)
	p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, fmt.Sprintf("a / %d", prev.periods), "The sentence gives the total of these periods and calls the figure their average.", !holds, ofSaid(prev))
	q.claimed = true
	return true
}

// perPeriod says whether "a year", "a month" or "a quarter" stands behind a figure.
func (q *said) perPeriod() bool {
	switch q.in.word(q.token + 1) {
	case "a", "per", "each", "every":
		switch q.in.word(q.token + 2) {
		case "year", "month", "quarter":
			return true
		}
	}
	return false
}

// meanOfNoun proposes "an average of £350 a case", where one amount stands before it in its sentence and one count of cases in the
// paragraph.
func (p *proposer) meanOfNoun(q *said) bool {
	s := q.in
	noun := q.perNoun()
	if noun == "" {
		return false
	}
	var amount, count *said
	for _, f := range q.figuresBefore() {
		if !f.exact() || f.figure.Class != prose.Quantity || f.figure.Form > prose.Words {
			continue
		}
		if f.value.unit.Measure == q.value.unit.Measure && f.value.base > q.value.base && f.in == s && (q.value.unit.Measure == figure.Pounds || f.index == q.index-1) && !slices.Contains(f.countNouns(), noun) {
			if amount != nil {
				return false
			}
			amount = f
		}
		if f.countable() && f.value.unit.Measure == figure.Plain && f.value.base > 1 && slices.Contains(f.countNouns(), noun) {
			if count != nil {
				return false
			}
			count = f
		}
	}
	if count == nil {
		for _, f := range q.saidEarlier(3) {
			if f.countable() && f.value.unit.Measure == figure.Plain && f.value.base > 1 && f != amount && (slices.Contains(f.countNouns(), noun) || len(f.countNouns()) == 0 && slices.Contains(f.subject(), noun)) && !f.in.ledBy(f, "target") {
				if count != nil {
					return false
				}
				count = f
			}
		}
	}
	if amount == nil || count == nil {
		return false
	}
	x := pair{a: ofSaid(amount), b: ofSaid(count)}
	computed := x.a.value.base / x.b.value.base
	holds := q.value.fits(computed, x.a.value.slack()/x.b.value.base)
	if !holds && (computed > 10*q.value.base || q.value.base > 10*computed) {
		return false
	}
	p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The paragraph gives one amount and one count of them.", !holds, x.a, x.b)
	q.claimed = true
	return true
}

// perNoun is the stem of the noun of "an average of £350 a case", "137 hours a child", "£2,150 for each family"; empty where there is
// none.
func (q *said) perNoun() string {
	s := q.in
	for i := q.token + 1; i <= q.token+3 && i+1 < len(s.tokens); i++ {
		if s.tokens[i].said != nil || s.tokens[i].punct {
			return ""
		}
		switch s.word(i) {
		case "for":
			if s.word(i+1) != "each" && s.word(i+1) != "every" || i+2 >= len(s.tokens) {
				return ""
			}
			return s.tokens[i+2].stem
		case "a", "an", "per", "each":
			return s.tokens[i+1].stem
		}
	}
	return ""
}

// meanCaseload proposes an average caseload as the only two counts of the paragraph before it, cases by workers; other than by a slip
// it may be reckoned otherwise.
func (p *proposer) meanCaseload(q *said) bool {
	var counts []*said
	for _, f := range q.figuresBefore() {
		if f.exact() && f.figure.Class == prose.Quantity && f.value.unit.Measure == figure.Plain && f.figure.Form <= prose.Words {
			counts = append(counts, f)
		}
	}
	if len(counts) != 2 || q.value.unit.Measure != figure.Plain {
		return false
	}
	cases, workers := ofSaid(counts[0]), ofSaid(counts[1])
	if cases.value.base < workers.value.base {
		cases, workers = workers, cases
	}
	if workers.value.base <= 1 {
		return false
	}
	computed := cases.value.base / workers.value.base
	off := computed * (cases.value.slack()/cases.value.base + workers.value.slack()/workers.value.base)
	holds := q.value.fits(computed, off)
	if !holds && !similarTo(q.value, computed, off) {
		return false
	}
	p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The paragraph gives one number of cases and one of workers.", !holds, cases, workers)
	q.claimed = true
	return true
}
