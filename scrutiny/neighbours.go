package scrutiny

import (
	"cmp"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Neighbours is the data behind a claim of kind neighbours: what is compared, and the lists of statistical neighbours
// under which the claim is tried.
type Neighbours struct {
	Question demand.Question
	Lists    []*demand.List
}

// checkNeighbours judges a claim about statistical neighbours by the data of Options, through package demand: under each
// list, and under the mean and the median, because two official rules are in use. A claim that holds under one and fails
// under another is a question, not a contradiction.
func (c *checker) checkNeighbours(s *statement) {
	f := s.start()
	data, given := c.options.Neighbours[s.id]
	if !given {
		c.add(cannotCheck(f, nil, "no data file was given for it"))
		return
	}
	claim, err := demand.ParseClaim(s.claim.Printed.Value)
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	holds, fails, judged := 0, 0, 0
	for _, one := range demand.CheckClaim(claim, data.Question, data.Lists...).Cases {
		f.Notes = append(f.Notes, one.Working+".")
		switch one.Outcome {
		case demand.Holds:
			holds++
		case demand.Fails:
			fails++
		case demand.CannotTell:
			continue
		}
		judged++
	}
	sum := fmt.Sprintf("%q holds in %d of %d ways to compare", s.claim.Printed.Value, holds, judged)
	switch {
	case judged == 0:
		f = cannotCheck(f, nil, "the figures of the authority or its neighbours are missing")
	case holds == judged:
		f.Verdict, f.Working = Agrees, sum
	case fails == judged:
		f.Verdict, f.Working, f.size = Differs, sum, 1
		f.Material = fmt.Sprintf("the figures do not bear out %q", s.claim.Printed.Value)
	default:
		notes := f.Notes
		f = cannotCheck(f, nil, "it depends on the definition: "+sum)
		f.Notes, f.Question = notes, true
	}
	f.Printed = cmp.Or(f.Printed, s.claim.Printed.Value)
	c.add(f)
}
