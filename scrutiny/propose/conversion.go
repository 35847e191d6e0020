package propose

import (
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// conversions proposes one price by two lengths of time: "£5,346 a week, or £277,992 a year". A year has 52 weeks, as most councils
// reckon, or the 52.18 of 365.25 days; twelve months.
func (p *proposer) conversions(s *sentence) {
	for i := 0; i+1 < len(s.said); i++ {
		a, b := s.said[i], s.said[i+1]
		if a.value.unit.Measure != figure.Pounds || b.value.unit.Measure != figure.Pounds || !a.exact() || !b.exact() || a.figure.Form > prose.Words || b.claimed && b.tie == nil || b.token-a.token > 6 {
			continue
		}
		least, most := lengthsIn(a.unitOfTime(), b.unitOfTime())
		if least == 0 || !s.restates(a, b) {
			continue
		}
		low, high := a.value.base*least, a.value.base*most
		off := a.value.slack()*most + b.value.slack()
		holds := b.value.base >= low-off && b.value.base <= high+off
		if !holds && (s.supposes() || b.firmlyTied()) {
			continue
		}
		formula := "a * 52"
		switch {
		case most == least:
			formula = "a * " + map[float64]string{12: "12", 7: "7"}[least]
		case holds && !b.value.fits(low, off):
			formula = "a * 52.18"
			if !b.value.fits(a.value.base*52.18, a.value.slack()*52.18) {
				formula = "a * 365 / 7"
			}
		}
		p.propose(scrutiny.RelationRatio, b.at(), ofSaid(b).input, formula, "The sentence gives one price by two lengths of time.", !holds, ofSaid(a))
		b.claimed = true
	}
}

// lengthsIn is how many of the first length of time make the second, at least and at most; zero where that is not known.
func lengthsIn(from, to string) (least, most float64) {
	switch from + " " + to {
	case "week year":
		return 52, 52.18
	case "month year":
		return 12, 12
	case "day week", "night week":
		return 7, 7
	}
	return 0, 0
}

// unitOfTime is the length of time of "a week", "per year" or "each month" right behind a figure.
func (q *said) unitOfTime() string {
	switch q.in.word(q.token + 1) {
	case "a", "per", "each", "every":
		switch w := q.in.word(q.token + 2); w {
		case "week", "month", "year", "day", "night":
			return w
		}
	}
	return ""
}

// restates says whether "or", "equal to" or a bracket alone stands between two prices.
func (s *sentence) restates(a, b *said) bool {
	or := false
	for i := a.token + 3; i < b.token; i++ {
		switch {
		case s.word(i) == "or" || s.tokens[i].text == "(" || s.word(i) == "equivalent" || s.word(i) == "equals":
			or = true
		case s.tokens[i].text == ",", s.word(i) == "to", s.word(i) == "between", s.word(i) == "them", s.word(i) == "in", s.word(i) == "all", s.word(i) == "each", s.word(i) == "total":
		default:
			return false
		}
	}
	return or
}
