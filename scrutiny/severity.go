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
	places := order.Places(len(c.findings), func(i, j int) bool { return c.findings[i].worseThan(&c.findings[j]) })
	order.Arrange(c.findings, c.behindRoots(places))
}

// worseThan says whether the finding goes before another.
func (f *Finding) worseThan(g *Finding) bool {
	return cmp.Or(cmp.Compare(f.rank(), g.rank()), boolOrder(g.Severity == Major, f.Severity == Major), cmp.Compare(g.size, f.size)) < 0
}

// rank is the part of the list that the finding stands in, 0 for the first.
func (f *Finding) rank() int {
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

// behindRoots moves the findings that are carried over from another to behind that one.
func (c *checker) behindRoots(places []int32) []int32 {
	carried := map[string][]int32{}
	for _, i := range places {
		if root := c.findings[i].Root; root != "" {
			carried[root] = append(carried[root], i)
		}
	}
	if len(carried) == 0 {
		return places
	}
	grouped := make([]int32, 0, len(places))
	for _, i := range places {
		if f := &c.findings[i]; f.Root == "" {
			grouped = append(append(grouped, i), carried[f.ID]...)
			delete(carried, f.ID)
		}
	}
	for _, i := range places {
		// A root that bears another's id twice would lose its followers: they are kept at the end.
		if _, left := carried[c.findings[i].Root]; left {
			grouped = append(grouped, i)
		}
	}
	return grouped
}
