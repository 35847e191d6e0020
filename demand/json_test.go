package demand_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// readsBack marshals a result and reads it again.
func readsBack[T interface{ Equal(T) bool }](t *testing.T, made T) {
	t.Helper()
	text, err := json.Marshal(made)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(text, &back), string(text))
	assert.True(t, made.Equal(back), "%s\n%+v", text, back)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
}

// draw makes the same random numbers on every run.
func draw() *rand.Rand { return rand.New(rand.NewPCG(20, 26)) }

func TestIntervals_ReadBackEqual(t *testing.T) {
	random := draw()
	methods := [...]demand.Method{demand.Auto, demand.Wilson, demand.ExactPoisson, demand.Byar, demand.ClopperPearson, demand.WilsonCorrected}
	for range 200 {
		var samples []demand.Sample
		for range 1 + random.IntN(5) {
			n := 1 + random.IntN(400)
			s := demand.Count(random.IntN(n+1), n, demand.Kind(random.IntN(2)), [...]int{1, 100, 10_000}[random.IntN(3)])
			s.Method = methods[random.IntN(len(methods))]
			s.Confidence = [...]demand.Confidence{0, 0.9, demand.Confidence95, demand.Confidence998, 0.999}[random.IntN(5)]
			samples = append(samples, s)
		}
		made, err := demand.NewIntervals(samples)
		require.NoError(t, err)
		made.Notes = []string{"a note & <more>"}
		readsBack(t, made)
	}
}

func TestIntervals_ALimitThatDoesNotExistIsNullWithItsReason(t *testing.T) {
	s := demand.Count(1, 100, demand.RateKind, 1)
	s.Method, s.Confidence = demand.Byar, 0.9999
	made, err := demand.NewIntervals([]demand.Sample{s})
	require.NoError(t, err)
	text, err := json.Marshal(made)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"lower":null,"upper":"`)
	assert.Contains(t, string(text), `"lower_reason":"x"`)
	readsBack(t, made)
}

func TestPipeline_ReadsBackEqual(t *testing.T) {
	random := draw()
	for range 100 {
		stages := make([]demand.Stage, 2+random.IntN(4))
		for i := range stages {
			stages[i] = demand.Stage{Name: fmt.Sprintf("stage %d", i), Count: 1 + random.IntN(3000)}
		}
		made, err := demand.NewPipeline(stages)
		require.NoError(t, err)
		readsBack(t, made)
	}
}

func TestPipeline_AnswersFromTheFirstStageToTheLast(t *testing.T) {
	// 391 of 2,202 are 17.756… per cent.
	p, err := demand.NewPipeline([]demand.Stage{{"contacts", 2202}, {"referrals", 428}, {"assessments", 391}})
	require.NoError(t, err)
	assert.Equal(t, "For 2,202 contacts there were 391 assessments: 17.8 per cent.", p.Answer())
}

func TestFunnelResult_ReadsBackEqual(t *testing.T) {
	random := draw()
	for range 100 {
		f := demand.Funnel{Kind: demand.Kind(random.IntN(2)), Multiplier: decimal.NewFromInt(100), Polarity: rag.Polarity(random.IntN(3))}
		if f.Kind == demand.Proportion {
			f.Method = demand.FunnelMethod(random.IntN(3))
		}
		f.Overdispersed = random.IntN(2) == 0 && (f.Kind == demand.RateKind || f.Method == demand.ArcSineLimits)
		for i := range 3 + random.IntN(20) {
			n := 50 + random.IntN(900)
			p := demand.FunnelPoint{Name: fmt.Sprintf("council %d", i), X: decimal.NewFromInt(int64(1 + random.IntN(n-1))), N: decimal.NewFromInt(int64(n))}
			if i > 1 && random.IntN(5) == 0 {
				p.Absent, p.X, p.Reason = true, decimal.Decimal{}, demand.Missing(random.IntN(6))
			}
			f.Points = append(f.Points, p)
		}
		made, err := f.Place()
		require.NoError(t, err)
		made.Notes = append([]demand.Note{{Code: demand.NoteTable, Text: "the row Total was left out"}}, made.Notes...)
		readsBack(t, made)
	}
}

func TestFunnelResult_AnswersWhoLiesOutside(t *testing.T) {
	place := func(points ...demand.FunnelPoint) demand.FunnelResult {
		r, err := demand.Funnel{Points: points, Kind: demand.RateKind, Multiplier: decimal.NewFromInt(100), Polarity: rag.LowerBetter}.Place()
		require.NoError(t, err)
		return r
	}
	point := func(name string, x, n int64) demand.FunnelPoint {
		return demand.FunnelPoint{Name: name, X: decimal.NewFromInt(x), N: decimal.NewFromInt(n)}
	}
	assert.Equal(t, "Nobody of 2 lies outside the 99.8 % limits around 10.", place(point("A", 100, 1000), point("B", 100, 1000)).Answer())
	assert.Equal(t, "1 of 3 lies outside the 99.8 % limits around 10.1: C (worse).", place(point("A", 1000, 10000), point("B", 1000, 10000), point("C", 40, 100)).Answer())
	outside := []demand.FunnelPoint{point("A", 100_000, 1_000_000)}
	for i := range 6 {
		outside = append(outside, point(fmt.Sprint(i), 40, 100))
	}
	assert.Equal(t, "6 of 7 lie outside the 99.8 % limits around 10.", place(outside...).Answer())
}

func TestTrendMarker_ReadsBackEqual(t *testing.T) {
	random := draw()
	for range 200 {
		kind := demand.TrendKind(random.IntN(4))
		points := make([]demand.TrendPoint, 3+random.IntN(4))
		for i := range points {
			p := demand.TrendPoint{Year: 2019 + i, Denominator: 1000 + random.IntN(100)}
			p.Count = random.IntN(p.Denominator)
			v := decimal.NewFromInt(int64(random.IntN(90)))
			p.Value = decimal.NewNullDecimal(v)
			if random.IntN(4) > 0 {
				p.Lower, p.Upper = decimal.NewNullDecimal(v.Sub(decimal.NewFromInt(2))), decimal.NewNullDecimal(v.Add(decimal.NewFromInt(2)))
			}
			points[i] = p
		}
		made, err := demand.FivePointTrend(points, kind, rag.Polarity(random.IntN(3)))
		require.NoError(t, err)
		text, err := json.Marshal(made)
		require.NoError(t, err)
		var back demand.TrendMarker
		require.NoError(t, json.Unmarshal(text, &back))
		if len(made.Notes) == 0 {
			made.Notes = []string{}
		}
		assert.Equal(t, made, back, string(text))
	}
}

func TestTrendMarker_WhatIsNotFiniteIsNull(t *testing.T) {
	text, err := json.Marshal(demand.TrendMarker{ChiSquare: math.Inf(1), Slope: math.NaN()})
	require.NoError(t, err)
	assert.Contains(t, string(text), `"chi_square":null,"slope":null`)
}

func TestTrendMarker_AnswersInASentence(t *testing.T) {
	for want, m := range map[string]demand.TrendMarker{
		"The trend cannot be told.":                             {},
		"No significant change from 2021 to 2025.":              {Direction: demand.TrendNoChange, From: 2021, To: 2025},
		"A significant rise from 2021 to 2025.":                 {Direction: demand.TrendIncreasing, From: 2021, To: 2025},
		"A significant rise from 2021 to 2025: getting worse.":  {Direction: demand.TrendIncreasing, Judgement: demand.TrendGettingWorse, From: 2021, To: 2025},
		"A significant fall from 2021 to 2025: getting better.": {Direction: demand.TrendDecreasing, Judgement: demand.TrendGettingBetter, From: 2021, To: 2025},
	} {
		assert.Equal(t, want, m.Answer())
	}
}

func TestClaimResult_ReadsBackEqual(t *testing.T) {
	random := draw()
	for _, claim := range []string{"below", "above", "in line with", "3 points higher", "2.50 points lower"} {
		c, err := demand.ParseClaim(claim)
		require.NoError(t, err)
		c.Tolerance = decimal.New(int64(random.IntN(3)), -1)
		figures := demand.Figures{}
		list := demand.NewList("made", time.Time{}, "")
		var set []demand.Neighbour
		for i := range 6 {
			code := fmt.Sprint(301 + i)
			figures[code] = demand.Number(decimal.New(int64(random.IntN(900)), -1))
			if random.IntN(4) == 0 {
				figures[code] = demand.Absent(demand.Missing(random.IntN(6)))
			}
			if i > 0 {
				set = append(set, demand.Neighbour{Code: code})
			}
		}
		require.NoError(t, list.Add("301", set))
		made := demand.CheckClaim(c, demand.Question{Area: "301", Figures: figures, Neighbours: list})
		made.Notes = []string{"a note"}
		readsBack(t, made)
	}
}

func TestClaimResult_AnswersHowFarTheClaimGoes(t *testing.T) {
	claim := demand.Claim{Kind: demand.ClaimBelow}
	cases := []demand.ClaimCase{{Outcome: demand.Holds}, {Outcome: demand.Fails}, {Outcome: demand.CannotTell}}
	for want, r := range map[string]demand.Robustness{
		`"below" holds under every average and list that was tried.`:         demand.HoldsUnderAll,
		`"below" holds under no average and no list that was tried.`:         demand.HoldsUnderNone,
		`"below" holds under 1 of 2 averages and lists: say which is meant.`: demand.Depends,
		`"below" cannot be tried: a figure is missing.`:                      demand.Unknown,
	} {
		assert.Equal(t, want, demand.ClaimResult{Claim: claim, Robustness: r, Cases: cases}.Answer())
	}
}
