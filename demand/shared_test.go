package demand_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// The vectors are other people's expected results: what each file defines stands in the shared METHODS, part E.

// vector is one case of a vector file; every test knows the shape of its own inputs.
type vector struct {
	Name             string
	Inputs, Expected json.RawMessage
}

// vectors reads a file of cases, or skips the test where there is no shared folder.
func vectors(t *testing.T, name string) []vector {
	t.Helper()
	var file struct{ Cases []vector }
	read(t, "vectors/"+name+".json", &file)
	require.NotEmpty(t, file.Cases)
	return file.Cases
}

func read(t *testing.T, name string, into any) {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}

func (v vector) get(t *testing.T, inputs, expected any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(v.Inputs, inputs), v.Name)
	require.NoError(t, json.Unmarshal(v.Expected, expected), v.Name)
}

// near asserts a relative difference of at most 1e-9, or an absolute one for values below 1e-12.
func near(t *testing.T, want float64, got decimal.Decimal, msg ...any) {
	t.Helper()
	if math.Abs(want-got.InexactFloat64()) > 1e-9*math.Abs(want)+1e-21 {
		assert.Fail(t, "not near", "want %v, got %v: %v", want, got, msg)
	}
}

// nearValue is near for a value that may be missing.
func nearValue(t *testing.T, want *float64, got demand.Value, msg ...any) {
	t.Helper()
	d, ok := got.Decimal()
	if want == nil {
		assert.False(t, ok, msg...)
		return
	}
	if assert.True(t, ok, msg...) {
		near(t, *want, d, msg...)
	}
}

func number(f *float64) demand.Value {
	if f == nil {
		return demand.Absent(demand.Unavailable)
	}
	return demand.Number(decimal.NewFromFloat(*f))
}

func numbers(fs []*float64) []demand.Value {
	values := make([]demand.Value, len(fs))
	for i, f := range fs {
		values[i] = number(f)
	}
	return values
}

func TestVectors_ByarAndWilson(t *testing.T) {
	for _, v := range vectors(t, "phe_byars_wilson_raw") {
		var in struct {
			X          float64
			N          *float64
			Confidence float64
			Method     string
		}
		var want struct{ Lower, Upper *float64 }
		v.get(t, &in, &want)
		s := demand.Sample{X: decimal.NewFromFloat(in.X), N: decimal.NewFromInt(1), Confidence: demand.Confidence(in.Confidence), Method: demand.Wilson}
		if in.N != nil {
			s.N = decimal.NewFromFloat(*in.N)
		}
		if in.Method == "Byars" {
			s.Kind, s.Method = demand.RateKind, demand.Byar
		}
		got, err := s.Interval()
		require.NoError(t, err)
		nearValue(t, want.Lower, got.Lower, v.Name)
		nearValue(t, want.Upper, got.Upper, v.Name)
	}
}

func TestVectors_MeanWithStudentsT(t *testing.T) {
	for _, v := range vectors(t, "phe_mean_t") {
		var in struct{ Values []float64 }
		var want struct{ Value, Lower95, Upper95, Lower998, Upper998 *float64 }
		v.get(t, &in, &want)
		values := make([]decimal.Decimal, len(in.Values))
		for i, f := range in.Values {
			values[i] = decimal.NewFromFloat(f)
		}
		at95, err := demand.MeanInterval(values, demand.Confidence95)
		require.NoError(t, err)
		at998, err := demand.MeanInterval(values, demand.Confidence998)
		require.NoError(t, err)
		nearValue(t, want.Value, at95.Value, v.Name)
		nearValue(t, want.Lower95, at95.Lower, v.Name)
		nearValue(t, want.Upper95, at95.Upper, v.Name)
		nearValue(t, want.Lower998, at998.Lower, v.Name)
		nearValue(t, want.Upper998, at998.Upper, v.Name)
	}
}

func TestVectors_Quantiles(t *testing.T) {
	for _, v := range vectors(t, "r_quantile_types") {
		var in struct {
			Values []*float64
			Type   int
			P      []float64
		}
		var want []float64
		v.get(t, &in, &want)
		for i, p := range in.P {
			got, ok := demand.Quantile(numbers(in.Values), decimal.NewFromFloat(p), in.Type).Decimal()
			require.True(t, ok, v.Name)
			near(t, want[i], got, v.Name, p)
		}
	}
}

func TestVectors_RankTies(t *testing.T) {
	ties := map[string]demand.Ties{"min": demand.TiesBest, "max": demand.TiesWorst, "average": demand.TiesMean, "dense": demand.TiesDense, "first": demand.TiesFirst}
	for _, v := range vectors(t, "r_rank_ties") {
		var in struct {
			Values []*float64
			Ties   string
		}
		var want struct{ Ascending, Descending []*float64 }
		v.get(t, &in, &want)
		for i, rank := range demand.Ranks(numbers(in.Values), false, ties[in.Ties]) {
			nearValue(t, want.Ascending[i], rank, v.Name)
		}
		for i, rank := range demand.Ranks(numbers(in.Values), true, ties[in.Ties]) {
			nearValue(t, want.Descending[i], rank, v.Name)
		}
	}
}

func TestVectors_TwoProportions(t *testing.T) {
	for _, v := range vectors(t, "r_two_proportions") {
		var in struct{ X1, N1, X2, N2 int }
		var want struct {
			Diff                 float64
			Z, Chisq, ChisqYates *float64
			PValue               *float64 `json:"p_value"`
			PYates               *float64 `json:"p_value_yates"`
			Yates                *float64 `json:"chisq_yates"`
			WaldLower            float64  `json:"wald_lower"`
			WaldUpper            float64  `json:"wald_upper"`
			YatesLower           float64  `json:"yates_lower"`
			YatesUpper           float64  `json:"yates_upper"`
			NewcombeLower        float64  `json:"newcombe_lower"`
			NewcombeUpper        float64  `json:"newcombe_upper"`
			Fisher               float64  `json:"fisher_p"`
		}
		v.get(t, &in, &want)
		got, err := demand.CompareShares(demand.Share{Part: in.X1, Whole: in.N1}, demand.Share{Part: in.X2, Whole: in.N2}, demand.Confidence95)
		require.NoError(t, err)
		near(t, want.Diff, got.Difference, v.Name, "diff")
		nearValue(t, want.Z, got.Z, v.Name, "z")
		nearValue(t, want.Chisq, got.ChiSquared, v.Name, "chisq")
		nearValue(t, want.PValue, got.ZP, v.Name, "p")
		nearValue(t, want.PYates, got.YatesP, v.Name, "yates p")
		for what, pair := range map[string][2]any{
			"wald lower": {want.WaldLower, got.WaldLower}, "wald upper": {want.WaldUpper, got.WaldUpper},
			"yates lower": {want.YatesLower, got.YatesLower}, "yates upper": {want.YatesUpper, got.YatesUpper},
			"newcombe lower": {want.NewcombeLower, got.Lower}, "newcombe upper": {want.NewcombeUpper, got.Upper},
			"fisher": {want.Fisher, got.FisherP},
		} {
			near(t, pair[0].(float64), pair[1].(decimal.Decimal), v.Name, what)
		}
		if want.Yates != nil && *want.Yates > 1e-20 { // below, R's own figure is rounding error
			nearValue(t, want.Yates, got.Yates, v.Name, "yates chisq")
		}
	}
}

func polarity(text *string) rag.Polarity {
	switch {
	case text == nil:
		return rag.Neutral
	case *text == "High":
		return rag.HigherBetter
	case *text == "Low":
		return rag.LowerBetter
	}
	return rag.Neutral
}

func checkBand(t *testing.T, value *float64, bounds []*float64, p *string, want *string, name string) {
	t.Helper()
	var q demand.Quartiles
	copy(q[:], numbers(bounds))
	got, err := q.Band(number(value), polarity(p))
	switch {
	case want == nil || *want == "-":
		assert.NoError(t, err, name)
		assert.Equal(t, demand.Unbanded, got, name)
	case *want == "Error":
		assert.ErrorIs(t, err, demand.ErrOutside, name)
	default:
		assert.NoError(t, err, name)
		assert.Equal(t, *want, got.String(), name)
	}
}

func checkRanks(t *testing.T, values []*float64, p string, want []*float64) {
	t.Helper()
	all := numbers(values)
	for i, v := range all {
		rank, _, ok := demand.Rank(v, all, polarity(&p))
		require.Equal(t, want[i] != nil, ok)
		if ok {
			assert.Equal(t, int(*want[i]), rank)
		}
	}
}

func TestVectors_LAIT(t *testing.T) {
	for _, v := range vectors(t, "lait_published") {
		var in struct {
			Value     *float64
			Quartiles []*float64
			Values    []*float64
			Polarity  string
		}
		if v.Name == "rank" {
			var want []*float64
			v.get(t, &in, &want)
			checkRanks(t, in.Values, in.Polarity, want)
			continue
		}
		var want *string
		v.get(t, &in, &want)
		checkBand(t, in.Value, in.Quartiles, &in.Polarity, want, v.Name)
	}
}

func TestVectors_LAITUnitTests(t *testing.T) {
	var file struct {
		Bands []struct {
			Value    *float64
			Bounds   map[string]*float64
			Polarity *string
			Expect   *string
		} `json:"quartile_band"`
		Ranks []struct {
			Values   []*float64
			Polarity string
			Expect   []*float64
		} `json:"rank"`
		Colours []struct {
			Polarity     *string
			Band, Expect string
		} `json:"band_colour"`
	}
	read(t, "vectors/lait_unit_tests.json", &file)
	require.NotEmpty(t, file.Bands)
	for _, c := range file.Bands {
		bounds := []*float64{c.Bounds["0%"], c.Bounds["25%"], c.Bounds["50%"], c.Bounds["75%"], c.Bounds["100%"]}
		checkBand(t, c.Value, bounds, c.Polarity, c.Expect, "unit test")
	}
	for _, c := range file.Ranks {
		checkRanks(t, c.Values, c.Polarity, c.Expect)
	}
	for _, c := range file.Colours {
		var band demand.Band
		require.NoError(t, band.UnmarshalText([]byte(c.Band)))
		if polarity(c.Polarity) == rag.Neutral {
			band = demand.Unbanded // a measure without polarity never gets as far as a band
		}
		colour := map[rag.Rating]string{rag.Green: "green", rag.Red: "red"}[band.Rating()]
		if c.Expect == "none" {
			assert.Empty(t, colour)
		} else {
			assert.Equal(t, c.Expect, colour)
		}
	}
}

func TestVectors_DfESymbols(t *testing.T) {
	for _, v := range vectors(t, "dfe_symbols") {
		var in struct{ Cell string }
		var want struct{ Meaning string }
		v.get(t, &in, &want)
		got, err := demand.ParseValue(in.Cell)
		require.NoError(t, err, v.Name)
		reason, missing := got.Missing()
		switch want.Meaning {
		case "true zero":
			assert.True(t, got.Equal(demand.Whole(0)))
			continue
		case "number 1234":
			assert.True(t, got.Equal(demand.Whole(1234)))
			continue
		}
		require.True(t, missing, v.Name)
		expected := map[string]demand.Missing{
			"not applicable": demand.NotApplicable, "unavailable": demand.Unavailable, "confidential (suppressed)": demand.Confidential,
			"rounds to 0 but is not 0": demand.Low, "low reliability": demand.Unreliable, "obsolete: low": demand.Low, "obsolete: unavailable": demand.Unavailable,
		}
		if m, named := expected[want.Meaning]; named {
			assert.Equal(t, m, reason, v.Name)
		}
	}
}

func TestVectors_DfERounding(t *testing.T) {
	for _, v := range vectors(t, "dfe_round_five_up") {
		var in struct {
			X  json.Number
			DP int32
		}
		var want json.Number
		v.get(t, &in, &want)
		x, err := demand.ParseValue(in.X.String())
		require.NoError(t, err)
		assert.True(t, x.Round(in.DP).Equal(demand.Number(decimal.RequireFromString(want.String()))), v.Name)
	}
}

func TestVectors_DfEPrettyNumbers(t *testing.T) {
	for _, v := range vectors(t, "dfe_pretty_num") {
		in := struct {
			X, Prefix, Suffix string
			GBP               bool
			DP                *int32
			NSmall            int32
			Abbreviate        *bool
		}{}
		var want string
		v.get(t, &in, &want)
		display := demand.Display{Plus: in.Prefix == "+/-", Pounds: in.GBP, Suffix: in.Suffix, AtLeast: in.NSmall, Full: in.Abbreviate != nil && !*in.Abbreviate}
		if in.DP != nil {
			display.Places, display.Fixed = *in.DP, true
		}
		assert.Equal(t, want, display.Write(decimal.RequireFromString(in.X)), v.Name)
	}
}

func TestVectors_FingertipsCategories(t *testing.T) {
	for _, v := range vectors(t, "fingertips_category_bounds") {
		var in struct {
			Values []*float64
			K      int
			Value  *float64
		}
		var want struct {
			Bounds   []float64
			Category *int
		}
		v.get(t, &in, &want)
		bounds := demand.Categories(numbers(in.Values), in.K)
		for i, b := range want.Bounds {
			near(t, b, bounds[i], v.Name)
		}
		if want.Category != nil {
			assert.Equal(t, *want.Category, demand.Category(number(in.Value), bounds), v.Name)
		}
	}
}

func TestVectors_FunnelPlotR(t *testing.T) {
	for _, v := range vectors(t, "funnelplotr_published") {
		var in struct {
			Expected, Numerator, Denominator []float64
			Group                            []string
			Target, P                        float64
		}
		var want struct {
			LL, UL, RR []float64
			Phi        *float64
		}
		v.get(t, &in, &want)
		const published = 6e-7 // the peer prints seven digits
		for i, e := range in.Expected {
			l, err := demand.RatioLimits(decimal.NewFromFloat(e), decimal.NewFromFloat(in.Target))
			require.NoError(t, err)
			lower, upper := l.Lower95, l.Upper95
			if in.P == 0.998 {
				lower, upper = l.Lower998, l.Upper998
			}
			assert.InDelta(t, want.LL[i], lower.InexactFloat64(), published, v.Name)
			assert.InDelta(t, want.UL[i], upper.InexactFloat64(), published, v.Name)
		}
		if want.Phi != nil {
			points := make([]demand.FunnelPoint, len(in.Numerator))
			for i := range points {
				points[i] = demand.FunnelPoint{X: decimal.NewFromFloat(in.Numerator[i]), N: decimal.NewFromFloat(in.Denominator[i])}
			}
			d, err := demand.RatioDispersion(points, demand.LogScale, 0.1)
			require.NoError(t, err)
			assert.InDelta(t, *want.Phi, d.Phi.InexactFloat64(), published, v.Name)
		}
	}
}
