package spc_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// alternating is 1, 2, 1, 2 … with a 10 as its fifth point: the series of NHSRplotthedots, vignettes/deviations.Rmd.
func alternating() []float64 {
	return []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
}

func rules(c spc.Chart) []spc.Rule {
	out := make([]spc.Rule, len(c.Points))
	for i, p := range c.Points {
		out[i] = p.Rule
	}
	return out
}

func TestXmRLimits(t *testing.T) {
	// Published: mean 1.94, screened −0.72 to 4.60, unscreened (the NHS workbook) −3.06 to 6.95. By hand: the 17 ranges
	// are 15 of 1, one of 8 and one of 9, mean 32/17; screened, 1.
	screened, err := spc.XmR(alternating(), spc.Settings{Screen: true})
	require.NoError(t, err)
	assert.InDelta(t, 35.0/18, screened.Last().Centre, 1e-15)
	assert.InDelta(t, 35.0/18-2.66, screened.Last().Lower, 1e-14)
	assert.InDelta(t, 35.0/18+2.66, screened.Last().Upper, 1e-14)
	assert.InDelta(t, 35.0/18+2.66*2/3, screened.Last().NearUpper, 1e-14)
	assert.Equal(t, 2, screened.Last().Screened)

	plain, err := spc.XmR(alternating(), spc.Settings{})
	require.NoError(t, err)
	assert.InDelta(t, 35.0/18-2.66*32/17, plain.Last().Lower, 1e-14)
	assert.InDelta(t, 6.95, plain.Last().Upper, 0.005)
}

func TestTheIChartOfQicharts2DiffersInTheFourthDigit(t *testing.T) {
	chart, err := spc.XmR(alternating(), spc.Settings{Factor: spc.IChart})
	require.NoError(t, err)
	assert.InDelta(t, 35.0/18+3/1.128*32/17, chart.Last().Upper, 1e-14)
}

func TestAConstantSeriesKeepsItsLimitsWhenScreened(t *testing.T) {
	// NHSRplotthedots gives no limits here. Ten values of 0.1 also show that the mean is exactly 0.1: a plain sum is not,
	// and would put every point on one side of the line.
	chart, err := spc.XmR(slices.Repeat([]float64{0.1}, 10), spc.Settings{Screen: true})
	require.NoError(t, err)
	assert.Equal(t, 0.1, chart.Last().Lower)
	assert.Equal(t, 0.1, chart.Last().Upper)
	assert.Equal(t, slices.Repeat([]spc.Rule{spc.NoRule}, 10), rules(chart))
}

func TestOutsideIsBeyondALimitNotOnIt(t *testing.T) {
	// A fixed baseline of 0, 3, 0, 3 has centre 1.5, mean range 3, limits 1.5 ∓ 7.98 = −6.48 and 9.48.
	for _, c := range []struct {
		value float64
		want  spc.Rule
	}{
		{math.Nextafter(1.5+2.66*3, 0), spc.NoRule},
		{1.5 + 2.66*3, spc.NoRule},
		{math.Nextafter(1.5+2.66*3, 10), spc.OutsideLimits},
		{1.5 - 2.66*3, spc.NoRule},
		{-6.4801, spc.OutsideLimits},
	} {
		chart, err := spc.XmR([]float64{0, 3, 0, 3, c.value}, spc.Settings{Baseline: 4})
		require.NoError(t, err)
		assert.Equal(t, c.want, chart.Points[4].Rule, "%v", c.value)
	}
}

func TestATrendIsSevenPointsStrictlyMonotone(t *testing.T) {
	wide := spc.Settings{Baseline: 2} // −100, 100: nothing is outside or near
	for _, c := range []struct {
		name   string
		values []float64
		want   []spc.Rule
	}{
		{"six points rising", []float64{1, -2, 3, 4, 5, 6, 7}, slices.Repeat([]spc.Rule{spc.NoRule}, 7)},
		{"a tie breaks it", []float64{-3, -2, -1, -1, 1, 2, 3}, slices.Repeat([]spc.Rule{spc.NoRule}, 7)},
		{"seven points rising", []float64{-3, -2, -1, 0, 1, 2, 3}, slices.Repeat([]spc.Rule{spc.Trend}, 7)},
		{"seven points falling", []float64{3, 2, 1, 0, -1, -2, -3}, slices.Repeat([]spc.Rule{spc.Trend}, 7)},
		{"the first six of eight only", []float64{-3, -2, -1, 0, 1, 2, 0, 1}, slices.Repeat([]spc.Rule{spc.NoRule}, 8)},
	} {
		t.Run(c.name, func(t *testing.T) {
			// The baseline ends on −100, so that the first value of the case never continues a fall from it.
			chart, err := spc.XmR(slices.Concat([]float64{100, -100, 100, -100, 50, c.values[0]}, c.values), wide)
			require.NoError(t, err)
			assert.Equal(t, c.want, rules(chart)[6:])
		})
	}
}

func TestAPointInTwoTrendsTakesTheLater(t *testing.T) {
	values := []float64{100, -100, 100, -100, 0, 0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0, 7}
	chart, err := spc.XmR(values, spc.Settings{Baseline: 2, Polarity: rag.HigherBetter})
	require.NoError(t, err)
	assert.Equal(t, spc.Improvement, chart.Points[6].Type)
	assert.Equal(t, spc.Concern, chart.Points[11].Type, "the peak of 6 is in both")
}

func TestTwoOfThree(t *testing.T) {
	// Baseline 0, 3, 0, 3: near limits 1.5 ∓ 5.32 = −3.82 and 6.82, limits −6.48 and 9.48.
	for _, c := range []struct {
		name   string
		values []float64
		want   []bool
	}{
		{"two near of three on a side", []float64{7, 2, 7}, []bool{true, false, true}},
		{"on the near limit is not beyond it", []float64{1.5 + 2*(2.66/3)*3, 2, 7}, []bool{false, false, false}},
		{"three sides differ", []float64{7, 1, 7}, []bool{false, false, false}},
		{"one on the centre", []float64{7, 1.5, 7}, []bool{false, false, false}},
		{"a point outside does not count as near", []float64{7, 2, 10}, []bool{false, false, false}},
		{"opposite ends", []float64{7, -4, 7}, []bool{false, false, false}},
		{"below", []float64{-4, -4, 0}, []bool{true, true, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			chart, err := spc.XmR(slices.Concat([]float64{0, 3, 0, 3, 1.5}, c.values), spc.Settings{Baseline: 4})
			require.NoError(t, err)
			for i, want := range c.want {
				assert.Equal(t, want, chart.Points[5+i].Rule == spc.TwoOfThree, "point %d", i)
			}
		})
	}
}

func TestAShiftIsSevenOnOneSideAndTheCentreBreaksIt(t *testing.T) {
	base := []float64{0, 3, 0, 3, 1.5}
	six := []float64{2, 1.6, 2, 1.6, 2, 1.6}
	for _, c := range []struct {
		name string
		tail []float64
		want int
	}{
		{"six", six, 0},
		{"seven", append(slices.Clone(six), 2), 7},
		{"eight", append(slices.Clone(six), 2, 1.6), 8},
		{"six and the centre and one", append(slices.Clone(six), 1.5, 2), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			chart, err := spc.XmR(slices.Concat(base, c.tail), spc.Settings{Baseline: 4})
			require.NoError(t, err)
			count := 0
			for _, r := range rules(chart) {
				if r == spc.Shift {
					count++
				}
			}
			assert.Equal(t, c.want, count)
		})
	}
}

func TestPolarityColoursTheSameSignal(t *testing.T) {
	values := []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 9}
	for _, c := range []struct {
		polarity rag.Polarity
		want     spc.Variation
	}{
		{rag.Neutral, spc.NeutralHigh}, {rag.HigherBetter, spc.Improvement}, {rag.LowerBetter, spc.Concern}, {rag.CloserBetter, spc.NeutralHigh},
	} {
		chart, err := spc.XmR(values, spc.Settings{Polarity: c.polarity, Baseline: 13})
		require.NoError(t, err)
		assert.Equal(t, c.want, chart.Variation, c.polarity.String())
	}
	for i := range values {
		values[i] = -values[i]
	}
	chart, err := spc.XmR(values, spc.Settings{Baseline: 13})
	require.NoError(t, err)
	assert.Equal(t, spc.NeutralLow, chart.Variation)
}

func TestAssurance(t *testing.T) {
	l := spc.Limits{Lower: 1, Upper: 3}
	for _, c := range []struct {
		polarity rag.Polarity
		target   float64
		want     spc.Assurance
	}{
		{rag.HigherBetter, 3.01, spc.ConsistentFail},
		{rag.HigherBetter, 3, spc.Inconsistent},
		{rag.HigherBetter, 1, spc.Inconsistent},
		{rag.HigherBetter, 0.99, spc.ConsistentPass},
		{rag.LowerBetter, 3.01, spc.ConsistentPass},
		{rag.LowerBetter, 2, spc.Inconsistent},
		{rag.LowerBetter, 0.99, spc.ConsistentFail},
		{rag.Neutral, 4, spc.NoAssurance},
		{rag.CloserBetter, 4, spc.NoAssurance},
	} {
		assert.Equal(t, c.want, spc.Assure(l, c.polarity, &c.target), "%s %v", c.polarity, c.target)
	}
	assert.Equal(t, spc.NoAssurance, spc.Assure(l, rag.HigherBetter, nil))
}

func TestRebasingBeginsNewLimitsAndNoRuleLooksAcross(t *testing.T) {
	values := []float64{1, 2, 1, 2, 1, 2, 3, 4, 5, 6, 7, 106, 107, 106, 107, 106, 107, 106, 107}
	chart, err := spc.XmR(values, spc.Settings{Rebase: []int{11}})
	require.NoError(t, err)
	require.Len(t, chart.Parts, 2)
	assert.InDelta(t, 106.5, chart.Last().Centre, 1e-12)
	assert.Equal(t, spc.CommonCause, chart.Variation)
	assert.Equal(t, 1, chart.Points[11].Part)
	assert.Len(t, chart.Notes, 2, "both parts have fewer than 13 points")
}

func TestAFixedBaselineAndAnExcludedPoint(t *testing.T) {
	chart, err := spc.XmR([]float64{0, 100, 3, 0, 3, 50, 60}, spc.Settings{Baseline: 5, Exclude: []int{1}})
	require.NoError(t, err)
	assert.Equal(t, 1.5, chart.Last().Centre)
	assert.Equal(t, 3.0, chart.Last().MeanRange)
	assert.Equal(t, 4, chart.Last().Based)
}

func TestShortSeriesAreChartedWithANoteFrom2To12Points(t *testing.T) {
	for n, notes := range map[int]int{2: 1, 12: 1, 13: 0, 14: 0} {
		chart, err := spc.XmR(make([]float64, n), spc.Settings{})
		require.NoError(t, err)
		assert.Len(t, chart.Notes, notes, "%d points", n)
	}
}

func TestWhatCannotBeCharted(t *testing.T) {
	_, err := spc.XmR(nil, spc.Settings{})
	require.ErrorIs(t, err, spc.ErrTooFew)
	_, err = spc.XmR([]float64{1}, spc.Settings{})
	require.ErrorIs(t, err, spc.ErrTooFew)
	_, err = spc.XmR([]float64{1, 2, 3}, spc.Settings{Rebase: []int{2}})
	require.ErrorIs(t, err, spc.ErrTooFew)
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e308} {
		var fault *spc.ValueError
		_, err = spc.XmR([]float64{1, bad, 2}, spc.Settings{})
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, 1, fault.Index)
		_, err = spc.ProcessLimits([]float64{1, bad, 2}, true)
		require.ErrorAs(t, err, &fault)
	}
	for _, s := range []spc.Settings{{Baseline: 1}, {Baseline: -1}, {Rebase: []int{3}}, {Rebase: []int{-1}}, {Exclude: []int{9}}} {
		var fault *spc.SettingError
		_, err = spc.XmR([]float64{1, 2, 3}, s)
		require.ErrorAs(t, err, &fault)
	}
	var fault *spc.ValueError
	_, err = spc.XmR([]float64{1, 2, 3}, spc.Settings{Target: new(math.NaN())})
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Error(), "target")
}

func TestNames(t *testing.T) {
	text, err := json.Marshal(map[string]any{"rule": spc.TwoOfThree, "type": spc.NeutralLow, "assurance": spc.ConsistentPass})
	require.NoError(t, err)
	assert.JSONEq(t, `{"rule":"two_of_three","type":"special_cause_neutral_low","assurance":"consistent_pass"}`, string(text))
	var r spc.Rule
	require.NoError(t, r.UnmarshalText([]byte("shift")))
	assert.Equal(t, spc.Shift, r)
	require.Error(t, r.UnmarshalText([]byte("shifty")))
	assert.Equal(t, "Rule(9)", spc.Rule(9).String())
	_, err = spc.Rule(9).MarshalText()
	require.Error(t, err)
}

// bySight is the first rule that matches a point, found by looking at every window that holds it: the definition, word
// for word, against which the one pass of the chart is held.
func bySight(values []float64, l spc.Part, i int) spc.Rule {
	above := func(v float64) int {
		switch {
		case v > l.Centre:
			return 1
		case v < l.Centre:
			return -1
		}
		return 0
	}
	near := func(v float64) bool {
		return v >= l.Lower && v <= l.Upper && (v < l.NearLower || v > l.NearUpper)
	}
	holds := func(length int, test func(window []float64) bool) bool {
		for from := max(i-length+1, 0); from <= i && from+length <= len(values); from++ {
			if test(values[from : from+length]) {
				return true
			}
		}
		return false
	}
	switch {
	case values[i] > l.Upper || values[i] < l.Lower:
		return spc.OutsideLimits
	case holds(7, func(w []float64) bool {
		up, down := 0, 0
		for j := 1; j < 7; j++ {
			if w[j] > w[j-1] {
				up++
			} else if w[j] < w[j-1] {
				down++
			}
		}
		return up == 6 || down == 6
	}):
		return spc.Trend
	case near(values[i]) && holds(3, func(w []float64) bool {
		count := 0
		for _, v := range w {
			if near(v) {
				count++
			}
		}
		return count >= 2 && above(w[0]) != 0 && above(w[0]) == above(w[1]) && above(w[1]) == above(w[2])
	}):
		return spc.TwoOfThree
	case holds(7, func(w []float64) bool {
		sum := 0
		for _, v := range w {
			sum += above(v)
		}
		return sum == 7 || sum == -7
	}):
		return spc.Shift
	}
	return spc.NoRule
}

// FuzzXmR holds what is always so: the centre lies between the limits, a mirrored series has mirrored signals, and a
// point outside is flagged so.
func FuzzXmR(f *testing.F) {
	f.Add(uint64(1), 24, false)
	f.Add(uint64(2), 13, true)
	f.Add(uint64(3), 200, true)
	f.Fuzz(func(t *testing.T, seed uint64, n int, screen bool) {
		if n < 2 || n > 500 {
			return
		}
		random := rand.New(rand.NewPCG(seed, 0))
		values, mirrored := make([]float64, n), make([]float64, n)
		for i := range values {
			// Few values, so that ties happen, and now and then a slope or a jump, so that runs do.
			values[i] = float64(random.IntN(9))
			if n%3 == 1 {
				values[i] = float64(i%11) + random.Float64()
			}
			if n%3 == 2 {
				values[i] += float64(i / 9 % 2 * 3)
			}
			mirrored[i] = -values[i]
		}
		chart, err := spc.XmR(values, spc.Settings{Screen: screen})
		require.NoError(t, err)
		mirror, err := spc.XmR(mirrored, spc.Settings{Screen: screen})
		require.NoError(t, err)
		l := chart.Last()
		fast, err := spc.ProcessLimits(values, screen)
		require.NoError(t, err)
		assert.InDelta(t, l.Centre, fast.Centre, 1e-13)
		assert.InDelta(t, l.Upper, fast.Upper, 1e-13)
		assert.InDelta(t, l.MeanRange, fast.MeanRange, 1e-13)
		assert.LessOrEqual(t, l.Lower, l.Centre)
		assert.LessOrEqual(t, l.Centre, l.Upper)
		for i, p := range chart.Points {
			assert.Equal(t, p.Rule, mirror.Points[i].Rule)
			assert.Equal(t, bySight(values, l, i), p.Rule)
			assert.Equal(t, values[i] > l.Upper || values[i] < l.Lower, p.Rule == spc.OutsideLimits)
			assert.Equal(t, p.Rule == spc.NoRule, p.Type == spc.CommonCause)
		}
	})
}

// BenchmarkLimits computes mean and mean moving range of 100,000 series of 24 points.
func BenchmarkLimits(b *testing.B) {
	const series, points = 100_000, 24
	random := rand.New(rand.NewPCG(1, 2))
	data := make([]float64, series*points)
	for i := range data {
		data[i] = math.Round(random.NormFloat64()*10 + 100)
	}
	run := func(b *testing.B, one func(values []float64) float64) {
		total := 0.0
		for b.Loop() {
			for i := range series {
				total += one(data[i*points : (i+1)*points])
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(series*points), "ns/row")
		if total == 0 {
			b.Fatal("nothing was computed")
		}
	}
	b.Run("floor", func(b *testing.B) {
		run(b, func(values []float64) float64 {
			sum, ranges := values[0], 0.0
			for i := 1; i < len(values); i++ {
				sum += values[i]
				ranges += math.Abs(values[i] - values[i-1])
			}
			return sum/points + 2.66*ranges/(points-1)
		})
	})
	b.Run("scrutineer", func(b *testing.B) {
		run(b, func(values []float64) float64 {
			l, err := spc.ProcessLimits(values, false)
			if err != nil {
				b.Fatal(err)
			}
			return l.Upper
		})
	})
}

// The example of nhs-r-community/NHSRplotthedots 194: one point between the near limit and the limit, the next beyond the
// limit. Limits are fixed by the ten before: centre 10, mean moving range 2, limits 4.68 and 15.32, near 13.55.
func TestTwoOfThreeDiffersBetweenEditions(t *testing.T) {
	values := []float64{9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 14, 16, 11}
	older, err := spc.XmR(values, spc.Settings{Baseline: 10})
	require.NoError(t, err)
	assert.Equal(t, []spc.Rule{spc.NoRule, spc.OutsideLimits, spc.NoRule}, []spc.Rule{older.Points[10].Rule, older.Points[11].Rule, older.Points[12].Rule})
	assert.Contains(t, older.Method, "rules nhsr_0.2.2, trends and shifts of 7 points")
	now, err := spc.XmR(values, spc.Settings{Baseline: 10, Edition: spc.MDC2023})
	require.NoError(t, err)
	assert.Equal(t, []spc.Rule{spc.TwoOfThree, spc.OutsideLimits, spc.NoRule}, []spc.Rule{now.Points[10].Rule, now.Points[11].Rule, now.Points[12].Rule})
	assert.Contains(t, now.Method, "rules mdc_2023")
	var e spc.Edition
	require.NoError(t, e.UnmarshalText([]byte("mdc_2023")))
	assert.Equal(t, spc.MDC2023, e)
	require.Error(t, e.UnmarshalText([]byte("nelson")))
}

func TestATrendIsOfSixPointsWhereTheEditionSaysSo(t *testing.T) {
	values := []float64{10, 12, 10, 12, 10, 12, 5, 6, 7, 8, 9, 10}
	for run, want := range map[int]spc.Rule{0: spc.NoRule, 6: spc.Trend, 7: spc.NoRule} {
		c, err := spc.XmR(values, spc.Settings{Run: run, Baseline: 6})
		require.NoError(t, err)
		assert.Equal(t, want, c.Points[10].Rule, run)
	}
	for _, run := range []int{-1, 5, 8} {
		_, err := spc.XmR(values, spc.Settings{Run: run})
		var fault *spc.SettingError
		require.ErrorAs(t, err, &fault, run)
	}
}

func TestALoneSpikeIsAskedAbout(t *testing.T) {
	said := func(values []float64, s spc.Settings) string {
		c, err := spc.XmR(values, s)
		require.NoError(t, err)
		return strings.Join(c.Notes, "; ")
	}
	// Median 11, median moving range 1: a spike lies beyond 11 ∓ 6.29.
	assert.Contains(t, said([]float64{10, 11, 12, 11, 18, 11, 10, 11, 12}, spc.Settings{}), "point 5 (18) stands alone")
	assert.NotContains(t, said([]float64{10, 11, 12, 11, 17, 11, 10, 11, 12}, spc.Settings{}), "stands alone")
	assert.Contains(t, said([]float64{10, 11, 12, 11, 110, 11, 10, 11, 12}, spc.Settings{}), "is it a slip")
	assert.NotContains(t, said([]float64{10, 11, 12, 11, 110, 11, 10, 11, 12}, spc.Settings{Exclude: []int{4}}), "stands alone")
	assert.NotContains(t, said([]float64{10, 11, 12, 11, 110, 105, 10, 11, 12}, spc.Settings{}), "stands alone", "two are no lone spike")
	assert.NotContains(t, said([]float64{10, 11, 12, 11, 10, 11, 12, 110}, spc.Settings{}), "stands alone", "the last may be a beginning")
}

func TestAssuranceAfterAStepIsAskedAbout(t *testing.T) {
	target := 15.0
	values := []float64{10, 11, 9, 10, 11, 9, 10, 11, 20, 21, 19, 20, 21, 19, 20}
	s := spc.Settings{Polarity: rag.HigherBetter, Target: &target}
	c, err := spc.XmR(values, s)
	require.NoError(t, err)
	assert.Contains(t, strings.Join(c.Notes, "; "), "the last 7 points lie on one side of the centre")
	assert.Contains(t, strings.Join(c.Notes, "; "), "begin new limits at point 9")
	s.Rebase = []int{8}
	c, err = spc.XmR(values, s)
	require.NoError(t, err)
	assert.Equal(t, spc.ConsistentPass, c.Assurance)
	assert.NotContains(t, strings.Join(c.Notes, "; "), "one side of the centre")
}
