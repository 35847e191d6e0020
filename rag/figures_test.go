package rag_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// fastRules are those that have a form in whole numbers.
func fastRules(t testing.TB) (rules []rag.Rule) {
	for _, text := range []string{
		`{"kind":"tolerance","polarity":"higher","amber_within":"5%"}`,
		`{"kind":"tolerance","polarity":"lower","green_within":"0.25%","amber_within":"7.5%"}`,
		`{"kind":"tolerance","polarity":"close","green_within":"1","amber_within":"2.5"}`,
		`{"kind":"tolerance","polarity":"higher","green_within":"1%","amber_within":"2","edges":{"green":"worse","red":"worse"}}`,
		`{"kind":"tolerance","polarity":"lower","green_within":"5","amber_within":"1%","edges":{"red":"worse"}}`,
		`{"kind":"tolerance","polarity":"higher"}`,
		`{"kind":"budget","green_within":"2%","amber_within":"5%"}`,
		`{"kind":"budget","sides":"two","green_within":"2%","amber_within":"5%","edges":{"green":"worse"}}`,
		`{"kind":"budget","polarity":"higher","amber_within":"5%"}`,
	} {
		rules = append(rules, rule(t, text))
	}
	return rules
}

// oneByOne rates by decimals: the independent way.
func oneByOne(r rag.Rule, actual, target []rag.Value) (ratings []rag.Rating) {
	for i := range actual {
		rating, _ := r.Rate(rag.Reading{Actual: actual[i], Target: target[i]})
		ratings = append(ratings, rating)
	}
	return ratings
}

func TestRateAll_IsTheSameAsOneByOne(t *testing.T) {
	random := rand.New(rand.NewPCG(2019, 8))
	for range 200 {
		places := random.Int32N(4)
		actual, target := make([]rag.Value, 50), make([]rag.Value, 50)
		for i := range actual {
			aim := random.Int64N(2000) - 1000
			miss := random.Int64N(200) - 100
			actual[i], target[i] = rag.Exact(decimal.New(aim+miss, -places)), rag.Exact(decimal.New(aim, -places))
			switch random.IntN(20) {
			case 0:
				actual[i] = rag.Value{}
			case 1:
				target[i] = rag.Value{}
			case 2:
				actual[i] = target[i]
			}
		}
		for _, r := range fastRules(t) {
			got, err := r.RateAll(nil, rag.FiguresOf(actual), rag.FiguresOf(target))
			require.NoError(t, err)
			require.Equal(t, oneByOne(r, actual, target), got, "%v", r.Method)
		}
	}
}

func TestRateAll_FallsBackToDecimalsWhereWholeNumbersOverflow(t *testing.T) {
	huge := func(texts ...string) (list []rag.Value) {
		for _, text := range texts {
			list = append(list, number(text))
		}
		return list
	}
	for _, columns := range [][2][]rag.Value{
		{huge("9223372036854775807", "-9223372036854775808"), huge("9223372036854775806", "9223372036854775807")},
		{huge("1e29", "0.0000000000000000001"), huge("1e29", "1e-19")},
		{huge("4611686018427387904", "1"), huge("-4611686018427387904", "1")},
	} {
		for _, r := range append(fastRules(t), rule(t, `{"kind":"tolerance","polarity":"higher","round":0}`), rule(t, `{"kind":"target_floor","polarity":"higher","floor":1}`)) {
			got, err := r.RateAll(nil, rag.FiguresOf(columns[0]), rag.FiguresOf(columns[1]))
			require.NoError(t, err)
			assert.Equal(t, oneByOne(r, columns[0], columns[1]), got, "%v", r.Method)
		}
	}
	units := rag.FiguresOfUnits([]int64{math.MinInt64, math.MaxInt64, 125}, -1)
	got, err := fastRules(t)[0].RateAll(nil, units, rag.FiguresOfUnits([]int64{1, math.MaxInt64, 125}, -1))
	require.NoError(t, err)
	assert.Equal(t, []rag.Rating{rag.Unrated, rag.Green, rag.Green}, got)
}

func TestTallyAll_CountsByGroup(t *testing.T) {
	actual := rag.FiguresOfUnits([]int64{90, 86, 80, math.MinInt64}, 0)
	target := rag.FiguresOfUnits([]int64{90, 90, 90, 90}, 0)
	for _, r := range []rag.Rule{fastRules(t)[0], rule(t, `{"kind":"tolerance","polarity":"higher","amber_within":"5%","round":0}`)} {
		got, err := r.TallyAll(actual, target, []int32{0, 0, 2, 2}, 3)
		require.NoError(t, err)
		assert.Equal(t, []rag.Tally{{Green: 1, Amber: 1}, {}, {Red: 1, Unrated: 1}}, got)
	}
	for _, wrong := range [][]int32{{0, 0, 3, 0}, {0, 0, -1, 0}} {
		_, err := fastRules(t)[0].TallyAll(actual, target, wrong, 3)
		assert.ErrorContains(t, err, "row 2 is of group")
	}
	_, err := fastRules(t)[0].TallyAll(actual, target, nil, 3)
	assert.ErrorIs(t, err, rag.ErrLength)
	_, err = fastRules(t)[0].RateAll(nil, actual, rag.Figures{})
	assert.ErrorIs(t, err, rag.ErrLength)
	none, err := fastRules(t)[0].RateAll(nil, rag.Figures{}, rag.Figures{})
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestRateAll_DoesNotAllocatePerReading(t *testing.T) {
	r := fastRules(t)[0]
	actual, target, _ := benchmarkColumns(10_000)
	ratings := make([]rag.Rating, 10_000)
	once := testing.AllocsPerRun(3, func() { ratings, _ = r.RateAll(ratings, actual, target) })
	assert.Less(t, once, 300.0, "a constant number for 10,000 readings")
}

// benchmarkColumns are n readings in tenths of a per cent against targets, of 1,000 groups.
func benchmarkColumns(n int) (actual, target rag.Figures, group []int32) {
	random := rand.New(rand.NewPCG(1, 2))
	a, t := make([]int64, n), make([]int64, n)
	group = make([]int32, n)
	for i := range n {
		t[i] = 500 + random.Int64N(500)
		a[i] = t[i] - 100 + random.Int64N(200)
		group[i] = random.Int32N(1000)
	}
	return rag.FiguresOfUnits(a, -1), rag.FiguresOfUnits(t, -1), group
}

const benchmarkRows = 1_000_000

// BenchmarkTally rates 1,000,000 readings by a tolerance rule and rolls up 1,000 groups, beside the loop in float64 that
// a program without this package would have.
func BenchmarkTally(b *testing.B) {
	actual, target, group := benchmarkColumns(benchmarkRows)
	b.Run("floor", func(b *testing.B) {
		xs, ts := make([]float64, benchmarkRows), make([]float64, benchmarkRows)
		for i := range xs {
			x, _ := actual.At(i).Decimal()
			aim, _ := target.At(i).Decimal()
			xs[i], ts[i] = x.InexactFloat64(), aim.InexactFloat64()
		}
		b.ResetTimer()
		for range b.N {
			counts := make([][4]int, 1000)
			for i, x := range xs {
				counts[group[i]][floatRating(x, ts[i])&3]++
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkRows, "ns/row")
	})
	b.Run("scrutineer", func(b *testing.B) {
		r := fastRules(b)[0]
		b.ReportAllocs()
		for range b.N {
			if _, err := r.TallyAll(actual, target, group, 1000); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkRows, "ns/row")
	})
}

// floatRating is within 5% of target, higher is better, without a branch.
func floatRating(x, target float64) int {
	miss := target - x
	missed, beyond := 0, 0
	if miss > 0 {
		missed = 1
	}
	if miss > 0.05*math.Abs(target) {
		beyond = 1
	}
	return 1 + missed + beyond
}
