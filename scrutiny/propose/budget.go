package propose

import (
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// variances proposes that an overspend or an underspend is what a sentence's spending and budget lie apart, where it has one of each:
// "budget: £1,670k; spend: £1,607k; underspend: £63k".
func (p *proposer) variances(s *sentence) {
	var budget, spent, variance *said
	for _, q := range s.said {
		if q.value.unit.Measure != figure.Pounds || !q.exact() || q.figure.Form > prose.Words || q.figure.Class != prose.Quantity {
			continue
		}
		var role **said
		switch q.amountNoun() {
		case "budget":
			role = &budget
		case "spend", "outturn", "actual":
			role = &spent
		case "underspend", "overspend", "varianc":
			role = &variance
		default:
			return // of what it is the sentence does not say so plainly
		}
		if *role != nil {
			return
		}
		*role = q
	}
	if budget == nil || spent == nil || variance == nil || variance.claimed && variance.tie == nil || s.supposes() {
		return
	}
	a, b := ofSaid(spent), ofSaid(budget)
	gap, off := a.value.base-b.value.base, a.value.slack()+b.value.slack()
	holds := variance.value.fits(gap, off)
	if !holds && variance.firmlyTied() {
		return
	}
	if gap < 0 {
		a, b = b, a
	}
	if !holds {
		p.retract(variance)
	}
	p.propose(scrutiny.RelationDifference, variance.at(), ofSaid(variance).input, "a - b", "The sentence has one budget, what was spent, and the variance.", !holds, a, b.minus())
	variance.claimed = true
}
