package demand_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestSample_MethodByKindAndSize(t *testing.T) {
	for _, c := range []struct {
		x, n int
		kind demand.Kind
		want demand.Method
	}{
		{0, 100, demand.RateKind, demand.ExactPoisson},
		{9, 100, demand.RateKind, demand.ExactPoisson},
		{10, 100, demand.RateKind, demand.Byar},
		{11, 100, demand.RateKind, demand.Byar},
		{120, 100, demand.RateKind, demand.Byar},
		{0, 100, demand.Proportion, demand.Wilson},
		{100, 100, demand.Proportion, demand.Wilson},
	} {
		i, err := demand.Count(c.x, c.n, c.kind, 1).Interval()
		require.NoError(t, err)
		assert.Equal(t, c.want, i.Method)
	}
}

func TestSample_KnownIntervals(t *testing.T) {
	for _, c := range []struct {
		name                string
		sample              demand.Sample
		value, lower, upper string
		places              int32
	}{
		// 8 good of 26: the issue's own words, 31 % and 17 to 50 %.
		{"8 of 26", demand.Count(8, 26, demand.Proportion, 100), "31", "17", "50", 0},
		// Published tables of exact Poisson limits: 0 events 0 to 3.689, 5 events 1.623 to 11.668 (Garwood 1936).
		{"no event", demand.Count(0, 1, demand.RateKind, 1), "0", "0", "3.689", 3},
		{"five events", demand.Count(5, 1, demand.RateKind, 1), "5", "1.623", "11.668", 3},
		// Clopper and Pearson (1934): 0 of 10 is 0 to 0.3085, 5 of 10 is 0.1871 to 0.8129.
		{"exact, none of ten", demand.Sample{X: dec("0"), N: dec("10"), Method: demand.ClopperPearson}, "0", "0", "0.3085", 4},
		{"exact, five of ten", demand.Sample{X: dec("5"), N: dec("10"), Method: demand.ClopperPearson}, "0.5", "0.1871", "0.8129", 4},
		{"exact, all of ten", demand.Sample{X: dec("10"), N: dec("10"), Method: demand.ClopperPearson}, "1", "0.6915", "1", 4},
		{"certainty", demand.Sample{X: dec("5"), N: dec("10"), Confidence: 1}, "0.5", "0", "1", 4},
	} {
		i, err := c.sample.Interval()
		require.NoError(t, err, c.name)
		want(t, c.value, i.Value.Round(c.places))
		want(t, c.lower, i.Lower.Round(c.places))
		want(t, c.upper, i.Upper.Round(c.places))
	}
}

func TestSample_RefusesWhatHasNoInterval(t *testing.T) {
	for name, c := range map[string]struct {
		sample demand.Sample
		field  string
	}{
		"negative count":          {demand.Count(-1, 10, demand.RateKind, 1), "x"},
		"no population":           {demand.Count(1, 0, demand.RateKind, 1), "n"},
		"part beyond its whole":   {demand.Count(11, 10, demand.Proportion, 1), "x"},
		"negative multiplier":     {demand.Count(1, 10, demand.Proportion, -1), "multiplier"},
		"confidence in per cent":  {demand.Sample{X: dec("1"), N: dec("10"), Confidence: 95}, "confidence"},
		"confidence not a number": {demand.Sample{X: dec("1"), N: dec("10"), Confidence: demand.Confidence(math.NaN())}, "confidence"},
		"a rate for certain":      {demand.Sample{X: dec("1"), N: dec("10"), Kind: demand.RateKind, Confidence: 1}, "confidence"},
		"no such method":          {demand.Sample{X: dec("1"), N: dec("10"), Method: 9}, "method"},
	} {
		_, err := c.sample.Interval()
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, c.field, fault.Field, name)
	}
}

// FuzzInterval: every interval contains its value, a wider confidence contains a narrower, and neither leaves its range.
func FuzzInterval(f *testing.F) {
	f.Add(8, 26, false)
	f.Add(0, 1, true)
	f.Add(9, 9, true)
	f.Add(1_000_000, 12_183_016, true)
	f.Add(57, 57, false)
	f.Fuzz(func(t *testing.T, x, n int, rate bool) {
		if x < 0 || n <= 0 || x > 1e9 || n > 1e9 || !rate && x > n {
			t.Skip("no sample: refusals have a table of their own")
		}
		s := demand.Count(x, n, demand.Proportion, 1)
		if rate {
			s.Kind = demand.RateKind
		}
		at95, err := s.Interval()
		require.NoError(t, err)
		s.Confidence = demand.Confidence998
		at998, err := s.Interval()
		require.NoError(t, err)
		v, _ := at95.Value.Decimal()
		slack := decimal.NewFromFloat(1e-12)
		low95, _ := at95.Lower.Decimal()
		up95, _ := at95.Upper.Decimal()
		low998, _ := at998.Lower.Decimal()
		up998, _ := at998.Upper.Decimal()
		assert.True(t, low95.LessThanOrEqual(v.Add(slack)) && up95.GreaterThanOrEqual(v.Sub(slack)), "%s", at95)
		assert.True(t, low998.LessThanOrEqual(low95) && up998.GreaterThanOrEqual(up95), "%s in %s", at95, at998)
		assert.False(t, low998.IsNegative())
		if !rate {
			assert.True(t, up998.LessThanOrEqual(dec("1").Add(slack)))
		}
	})
}

// TestExactPoisson_AgainstSums holds the limits against the probabilities they are defined by, added one by one.
func TestExactPoisson_AgainstSums(t *testing.T) {
	below := func(x int, mean float64) float64 { // P(X ≤ x)
		term := math.Exp(-mean)
		total := term
		for k := 1; k <= x; k++ {
			term *= mean / float64(k)
			total += term
		}
		return total
	}
	for _, confidence := range []demand.Confidence{0.9, 0.95, 0.99, 0.998} {
		tail := (1 - float64(confidence)) / 2
		for x := range 40 {
			i, err := demand.Sample{X: decimal.NewFromInt(int64(x)), N: dec("1"), Kind: demand.RateKind, Confidence: confidence, Method: demand.ExactPoisson}.Interval()
			require.NoError(t, err)
			upper, _ := i.Upper.Decimal()
			assert.InEpsilon(t, tail, below(x, upper.InexactFloat64()), 1e-9, "%d at %v", x, confidence)
			if x > 0 {
				lower, _ := i.Lower.Decimal()
				assert.InEpsilon(t, 1-tail, below(x-1, lower.InexactFloat64()), 1e-12, "%d at %v", x, confidence)
			}
		}
	}
}

func TestJudge_AComparatorOnTheLimitIsInside(t *testing.T) {
	s := demand.Count(8, 26, demand.Proportion, 100)
	i, err := s.Interval()
	require.NoError(t, err)
	lower, _ := i.Lower.Decimal()
	upper, _ := i.Upper.Decimal()
	tiny := dec("0.0000001")
	for _, c := range []struct {
		comparator decimal.Decimal
		polarity   rag.Polarity
		verdict    demand.Verdict
		confidence demand.Confidence
	}{
		{upper, rag.HigherBetter, demand.Similar, 0},
		{upper.Add(tiny), rag.HigherBetter, demand.Worse, 0.95},
		{upper.Add(tiny), rag.LowerBetter, demand.Better, 0.95},
		{lower, rag.HigherBetter, demand.Similar, 0},
		{lower.Sub(tiny), rag.HigherBetter, demand.Better, 0.95},
		{lower.Sub(tiny), rag.Neutral, demand.Higher, 0.95},
		{dec("90"), rag.HigherBetter, demand.Worse, 0.998},
		{dec("90"), rag.Neutral, demand.Lower, 0.998},
		{dec("1"), rag.LowerBetter, demand.Worse, 0.998},
	} {
		got, err := demand.Judge(s, c.comparator, c.polarity)
		require.NoError(t, err)
		assert.Equal(t, c.verdict, got.Verdict)
		assert.Equal(t, c.confidence, got.Confidence)
	}
	_, err = demand.Judge(demand.Sample{}, dec("1"), rag.Neutral)
	require.Error(t, err)
}

func TestMeanInterval_NeedsTwo(t *testing.T) {
	_, err := demand.MeanInterval([]decimal.Decimal{dec("1")}, demand.Confidence95)
	require.Error(t, err)
	_, err = demand.MeanInterval([]decimal.Decimal{dec("1"), dec("2")}, 95)
	require.Error(t, err)
	// 1 and 3: the mean is 2, s = √2, t(0.975; 1) = 12.7062, so 2 ± 12.7062.
	i, err := demand.MeanInterval([]decimal.Decimal{dec("1"), dec("3")}, demand.Confidence95)
	require.NoError(t, err)
	want(t, "-10.7062", i.Lower.Round(4))
	want(t, "14.7062", i.Upper.Round(4))
}

func TestReadSamples(t *testing.T) {
	samples, err := demand.ReadSamples(strings.NewReader("confidence,x,kind,n,multiplier\n,8,proportion,26,100\n99.8,582,Rate,64069,10000\n"))
	require.NoError(t, err)
	require.Len(t, samples, 2)
	i, err := samples[1].Interval()
	require.NoError(t, err)
	assert.InDelta(t, 0.998, float64(i.Confidence), 1e-15)
	want(t, "90.84", i.Value.Round(2))
	for text, c := range map[string]struct {
		line, column int
		phrase       string
	}{
		"":                                  {0, 0, "the file is empty"},
		"x,n\n":                             {1, 0, "kind"},
		"x,n,kind\nmany,5,rate\n":           {2, 1, "not a number"},
		"x,n,kind\n1,0,rate\n":              {2, 2, "must be above 0"},
		"x,n,kind\n1,5,share\n":             {2, 3, "use proportion or rate"},
		"x,n,kind\n6,5,proportion\n":        {2, 1, "more than its whole"},
		"x,n,kind\n-6,5,rate\n":             {2, 1, "cannot be negative"},
		"x,n,kind,confidence\n1,5,rate,0\n": {2, 4, "write 0.95"},
		"x,n,kind,multiplier\n1,5,rate,0\n": {2, 4, "must be above 0"},
		"x,n,kind,confidence\n1,5,rate,1\n": {2, 4, "would have no end"},
	} {
		_, err := demand.ReadSamples(strings.NewReader(text))
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, text)
		assert.Equal(t, []int{c.line, c.column}, []int{fault.Place.Line, fault.Place.Column}, text)
		assert.Contains(t, fault.Error(), c.phrase)
	}
}
