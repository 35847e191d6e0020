package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// Document is a report of all that a document claims: of its tables, by [Tables], and of its sentences, by [Sentences].
func Document(doc document.Document) scrutiny.Report {
	said := Sentences(doc)
	used := map[figure.Place]bool{}
	for _, c := range said.Claims {
		for _, at := range c.Of {
			if at.Quote == "" {
				used[at.Place] = true
			}
		}
	}
	report := tables(doc.Tables(), used)
	report.Title, report.Source = said.Title, said.Source
	report.Claims = append(report.Claims, said.Claims...)
	report.Questions = append(report.Questions, said.Questions...)
	for reason, n := range said.Unclaimed {
		if report.Unclaimed == nil {
			report.Unclaimed = map[string]int{}
		}
		report.Unclaimed[reason] += n
	}
	return report
}

// Sentences reads what the sentences of a document claim: of its tables, and of one another.
func Sentences(doc document.Document) scrutiny.Report {
	p := &proposer{page: newPage(doc), ids: map[string]int{}}
	p.page.scale()
	all := p.page.figures()
	for _, q := range all {
		p.tieFirst(q)
	}
	for _, s := range p.page.sentences {
		p.boundShares(s)
		p.partitions(s)
		p.sharesByNoun(s)
		p.conversions(s)
		p.fractions(s)
		p.multiples(s)
		p.statuses(s)
		p.shares(s)
		p.rests(s)
		p.variances(s)
		p.changes(s)
		p.counts(s)
		p.quotients(s)
		p.flows(s)
		p.complements(s)
		p.sums(s)
		p.together(s)
		p.means(s)
		p.ranks(s)
	}
	p.repeats(all)
	for _, q := range all {
		p.tieLast(q)
	}
	return p.report(all)
}

// figures are all figures of the sentences, in order.
func (p *page) figures() []*said {
	var all []*said
	for _, s := range p.sentences {
		all = append(all, s.said...)
	}
	return all
}

// report is what was proposed, without the proposals that turn out to differ although nobody accused them: a reading that
// does not hold after all was no reading.
func (p *proposer) report(all []*said) scrutiny.Report {
	report := scrutiny.Report{Title: p.page.doc.Title, Questions: p.questions, Unclaimed: map[string]int{}}
	report.Source.Document = p.page.doc.Name
	for _, x := range p.proposals {
		report.Claims = append(report.Claims, x.claim)
	}
	result := scrutiny.Check(report, scrutiny.Options{})
	withdrawn := map[string]bool{}
	for _, x := range p.proposals {
		if f, ok := result.Finding(x.claim.ID); ok && (f.Verdict == scrutiny.Differs && !x.accuses || f.Verdict == scrutiny.CannotCheck) {
			withdrawn[x.claim.ID] = true
		}
	}
	report.Claims = slices.DeleteFunc(report.Claims, func(c scrutiny.Claim) bool { return withdrawn[c.ID] })
	for class, n := range p.page.skipped {
		report.Unclaimed[class] += n
	}
	used := map[scrutiny.At]bool{}
	for _, c := range report.Claims {
		at := c.At
		at.Sign = 0
		used[at] = true
		for _, at := range c.Of {
			at.Sign = 0
			used[at] = true
		}
	}
	for _, q := range all {
		switch {
		case used[q.at()]:
		case q.figure.Class == prose.Duration:
			report.Unclaimed["duration"]++
		case !q.exact():
			report.Unclaimed["hedged"]++
		default:
			report.Unclaimed["nothing to hold it against"]++
		}
	}
	return report
}
