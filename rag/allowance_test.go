package rag_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestAllowance_OfTwoTheStatedOneCounts(t *testing.T) {
	for text, want := range map[string]struct{ said, of1000, of10000 string }{
		"1% or 50, whichever is larger":                               {"1% or 50, whichever is larger", "50", "100"},
		"1% or 50, whichever is the greater":                          {"1% or 50, whichever is larger", "50", "100"},
		"1% or 50 whichever is smaller":                               {"1% or 50, whichever is smaller", "10", "50"},
		"£50k or 1%, whichever is lower":                              {"£50,000 or 1%, whichever is smaller", "10", "100"},
		"(1% or 50, whichever is larger) or 80, whichever is smaller": {"(1% or 50, whichever is larger) or 80, whichever is smaller", "50", "80"},
		"£0.0015m": {"£1,500", "1500", "1500"},
		"2 or (3 or 4, whichever is smaller), whichever is the larger":     {"2 or (3 or 4, whichever is smaller), whichever is larger", "3", "3"},
		"1% or (2% or 3%, whichever is smaller), whichever is the greater": {"1% or (2% or 3%, whichever is smaller), whichever is larger", "20", "200"},
	} {
		a, err := rag.ParseAllowance(text)
		require.NoError(t, err, text)
		assert.Equal(t, want.said, a.String())
		assert.True(t, a.Equal(rag.MustParseAllowance(a.String())), text)
		decimaltest.Equal(t, want.of1000, a.Of(decimal.NewFromInt(-1000)), text)
		decimaltest.Equal(t, want.of10000, a.Of(decimal.NewFromInt(10000)), text)
		var back rag.Allowance
		written, err := json.Marshal(a)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(written, &back))
		assert.True(t, a.Equal(back))
	}
	for _, text := range []string{"1% or 50", "1% or 50, whichever", "1% or 50, whichever is nicer", "1% or , whichever is larger", "or 5", "(1%", "((((((((((5))))))))))", "£", "5 children"} {
		_, err := rag.ParseAllowance(text)
		assert.Error(t, err, text)
	}
	five, share := rag.Points(decimal.NewFromInt(5)), rag.PerCent(decimal.NewFromInt(1))
	assert.True(t, five.OrLarger(rag.Allowance{}).Equal(five))
	assert.True(t, rag.Allowance{}.OrSmaller(five).Equal(five))
	assert.False(t, five.OrLarger(share).Equal(five.OrSmaller(share)))
	assert.True(t, share.OrLarger(rag.MustParseAllowance("-1")).Negative())
}

// 1 % of a budget of £41.3m is £413k, of one of £2m £20k: the larger of it and £50k is the line. On it is amber.
func TestBudget_OnePerCentOrFiftyThousandWhicheverIsLarger(t *testing.T) {
	r := rule(t, `{"kind":"budget","amber_within":"1% or £50k, whichever is larger"}`)
	for _, tc := range []struct {
		budget, forecast string
		want             rag.Rating
	}{
		{"£41,300k", "£41,713k", rag.Amber},
		{"£41,300k", "£41,714k", rag.Red},
		{"£41,300k", "£41,300k", rag.Green},
		{"£41,300k", "£41,712k", rag.Amber},
		{"£2,000k", "£2,050k", rag.Amber},
		{"£2,000k", "£2,051k", rag.Red},
		{"£2,000k", "£2,049k", rag.Amber},
	} {
		a := r.Assess(rag.Reading{Actual: rag.MustPrinted(tc.forecast), Target: rag.MustPrinted(tc.budget)})
		assert.Equal(t, tc.want, a.Rating, tc)
	}
	a := r.Assess(rag.Reading{Actual: rag.MustPrinted("£2,049k"), Target: rag.MustPrinted("£2,000k")})
	assert.Equal(t, "£2,049k against a budget of £2,000k: £49k (2.45% of budget) over, within the larger of 1% and £50,000, which is £50k, allowed for amber", a.Reason())
	a = r.Assess(rag.Reading{Actual: rag.MustPrinted("2,049"), Target: rag.MustPrinted("2,000")})
	assert.Equal(t, rag.Unrated, a.Rating, "nobody says that 2,049 is in pounds")
	assert.Contains(t, a.Reason(), "write the figure with its unit")
	assert.Equal(t, rag.Amber, r.Assess(rag.Reading{Actual: number("2049000"), Target: number("2000000")}).Rating, "whoever made the number knows its unit")
	assert.NoError(t, rule(t, `{"kind":"tolerance","polarity":"lower","green_within":"1% or 5, whichever is larger","amber_within":"2% or 10, whichever is larger"}`).Validate().Err())
	bad := rag.Rule{Polarity: rag.LowerBetter, Method: rag.Tolerance{GreenWithin: rag.MustParseAllowance("2% or 10, whichever is larger"), AmberWithin: rag.MustParseAllowance("1% or 5, whichever is larger")}}
	assert.True(t, bad.Validate().Has(rag.Unreachable))
}
