package rag_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// TestAssess_PossibleAreTheColoursOfTheInterval holds the colours that a printed value may have against those of every hundredth
// that prints so.
func TestAssess_PossibleAreTheColoursOfTheInterval(t *testing.T) {
	for _, polarity := range []rag.Polarity{rag.HigherBetter, rag.LowerBetter, rag.CloserBetter} {
		for _, edge := range []rag.Edge{rag.Better, rag.Worse} {
			rule := rag.MustRule(rag.Rule{Polarity: polarity, Method: rag.Tolerance{
				GreenWithin: rag.MustParseAllowance("0.4"), AmberWithin: rag.MustParseAllowance("1.35"), Edges: rag.Edges{Green: edge, Red: edge},
			}})
			for tenths := int64(480); tenths <= 520; tenths++ {
				printed := decimal.New(tenths, -1)
				x := rag.Reading{Actual: rag.MustPrinted(printed.StringFixed(1)), Target: rag.MustPrinted("50.0")}
				var found [4]bool
				for hundredths := tenths*10 - 5; hundredths <= tenths*10+5; hundredths++ {
					rating, _ := rule.Rate(rag.Reading{Actual: rag.Exact(decimal.New(hundredths, -2)), Target: rag.Exact(decimal.New(50, 0))})
					found[rating] = true
				}
				var want []rag.Rating
				for rating, is := range found {
					if is {
						want = append(want, rag.Rating(rating))
					}
				}
				if len(want) == 1 {
					want = nil
				}
				assert.Equal(t, want, rule.Assess(x).Possible, "%s, %s, %s", printed, polarity, edge)
			}
		}
	}
}
