package scrutiny

import (
	"cmp"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Severity says how much a finding matters to the report. It is empty for findings that do not differ.
type Severity string

const (
	// Major changes a conclusion of the text, or is at least one per cent of the largest figure of its measure in the
	// report, its headline.
	Major Severity = "major"
	// Minor is any other difference.
	Minor Severity = "minor"
)

// headlines are the largest figures of the claims by their measure, and of the tables where no claim has one.
func (c *checker) headlines() map[figure.Measure]*ratio {
	largest := map[figure.Measure]*ratio{}
	take := func(q *quantity) {
		if !q.usable() || q.oneSided() {
			return
		}
		size := new(ratio).Abs(q.value)
		if known := largest[q.fig.Unit.Measure]; known == nil || size.Cmp(known) > 0 {
			largest[q.fig.Unit.Measure] = size
		}
	}
	for _, s := range c.claims {
		take(s.printed)
	}
	claimed := largest
	largest = map[figure.Measure]*ratio{}
	for _, q := range c.figures {
		take(q)
	}
	for measure, size := range claimed {
		largest[measure] = size
	}
	return largest
}

// weighAll gives every difference its severity.
func (c *checker) weighAll() {
	headlines := c.headlines()
	for i := range c.findings {
		f := &c.findings[i]
		if f.Verdict != Differs {
			continue
		}
		f.Severity = Minor
		headline := headlines[f.measure]
		large := f.gap != nil && headline != nil && headline.Sign() > 0 && new(ratio).Mul(f.gap, newRatio(100, 1)).Cmp(headline) >= 0
		if f.Material != "" || large || f.Slip == SlipDate || f.gap == nil {
			f.Severity = Major
		}
	}
}

// order puts the worst first: contradictions, then questions, then what is within rounding, cannot be checked or agrees;
// among contradictions the major ones, and then by the gap against the figure. What is carried over from another finding
// follows it.
func (c *checker) order() {
	rank := func(f Finding) int {
		switch {
		case f.Verdict == Differs && !f.Question:
			return 0
		case f.Question:
			return 1
		case f.Verdict == WithinRounding:
			return 2
		case f.Verdict == CannotCheck:
			return 3
		}
		return 4
	}
	order.Stable(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), boolOrder(b.Severity == Major, a.Severity == Major), cmp.Compare(b.size, a.size))
	})
	carried := map[string][]Finding{}
	for _, f := range c.findings {
		if f.Root != "" {
			carried[f.Root] = append(carried[f.Root], f)
		}
	}
	if len(carried) == 0 {
		return
	}
	grouped := make([]Finding, 0, len(c.findings))
	for _, f := range c.findings {
		if f.Root == "" {
			grouped = append(append(grouped, f), carried[f.ID]...)
			delete(carried, f.ID)
		}
	}
	for _, f := range c.findings {
		// A root that bears another's id twice would lose its followers: they are kept at the end.
		if _, left := carried[f.Root]; left {
			grouped = append(grouped, f)
		}
	}
	c.findings = grouped
}
