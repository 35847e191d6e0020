package caseload_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func null(s string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(s)) }

// Oldham, report of 10 September 2019, 7.1 and 7.3: less than 21 is manageable, 30 and more very high.
func TestOldhamBandsAtEveryEdge(t *testing.T) {
	for value, want := range map[string]string{
		"0": "manageable", "20.99": "manageable", "21": "high", "21.01": "high",
		"29.99": "high", "30": "very high", "30.01": "very high", "400": "very high",
	} {
		assert.Equal(t, want, caseload.OldhamBands().Name(dec(value)), value)
	}
}

func TestUtilisationBandsAtEveryEdge(t *testing.T) {
	for value, want := range map[string]string{
		"99.999": "under 100", "100": "100 to 110", "100.001": "100 to 110",
		"109.999": "100 to 110", "110": "100 to 110", "110.001": "over 110",
	} {
		assert.Equal(t, want, caseload.UtilisationBands().Name(dec(value)), value)
	}
}

func TestDfEBandsAtEveryEdge(t *testing.T) {
	bands := caseload.DfEBands()
	for value, want := range map[string]string{
		"0.99": "", "1": "1 to under 5", "4.99": "1 to under 5", "5": "5 to under 10", "5.01": "5 to under 10",
		"24.99": "20 to under 25", "25": "25 to under 30", "44.99": "40 to under 45", "45": "45 to 50", "50": "45 to 50", "50.01": "",
	} {
		assert.Equal(t, want, bands.Name(dec(value)), value)
	}
	assert.Equal(t, 10, bands.Len())
}

// A float makes 110.00000000000001 of 209/190, and colours it red.
func TestAnExactRatioIsPlacedWithoutDividing(t *testing.T) {
	i, ok := caseload.UtilisationBands().PlaceRatio(caseload.Utilisation{Load: dec("209"), Capacity: dec("190")}.Ratio())
	require.True(t, ok)
	assert.Equal(t, "100 to 110", caseload.UtilisationBands().All()[i].Name)
	_, ok = caseload.UtilisationBands().PlaceRatio(caseload.Ratio{})
	assert.False(t, ok, "a ratio that is not defined is in no band")
}

func TestBandsThatCannotBe(t *testing.T) {
	d := dec
	included := caseload.Between("10 to 20", d("10"), d("20"))
	included.ToIncluded = true
	excluded := caseload.AndOver("over 20", d("20"))
	excluded.FromExcluded = true
	tests := map[string]struct {
		bands []caseload.Band
		want  string
		path  string
	}{
		"no bands":           {nil, caseload.NoBands, "bands"},
		"a gap":              {[]caseload.Band{caseload.Under("a", d("20")), caseload.AndOver("b", d("21"))}, caseload.BandGap, "bands[1].from"},
		"an overlap":         {[]caseload.Band{caseload.Under("a", d("21")), caseload.AndOver("b", d("20"))}, caseload.BandOverlap, "bands[1].from"},
		"a shared edge":      {[]caseload.Band{included, caseload.Between("20 to 30", d("20"), d("30"))}, caseload.BandSharedEdge, "bands[1].from"},
		"an edge of nobody":  {[]caseload.Band{caseload.Under("a", d("20")), excluded}, caseload.BandGap, "bands[1].from"},
		"an empty band":      {[]caseload.Band{caseload.Between("a", d("5"), d("5"))}, caseload.BandEmpty, "bands[0]"},
		"a band upside down": {[]caseload.Band{caseload.Between("a", d("5"), d("4"))}, caseload.BandEmpty, "bands[0]"},
		"no name":            {[]caseload.Band{caseload.Under(" ", d("5"))}, caseload.BandUnnamed, "bands[0].name"},
		"a name twice":       {[]caseload.Band{caseload.Under("a", d("5")), caseload.AndOver("a", d("5"))}, caseload.BandNamedTwice, "bands[1].name"},
		"no edge between":    {[]caseload.Band{caseload.AndOver("a", d("5")), caseload.AndOver("b", d("9"))}, caseload.BandOpen, "bands[1].from"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := caseload.NewBands(caseload.Cases, test.bands...)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.NotErrorAs(t, err, new(figure.Faults), "one fault alone")
			assert.Equal(t, test.want, fault.Code)
			assert.Equal(t, test.path, fault.Path)
		})
	}
}

func TestAllFaultsOfBandsAreSaidAtOnce(t *testing.T) {
	_, err := caseload.NewBands(caseload.Basis(9), caseload.Between("", dec("5"), dec("1")), caseload.AndOver("b", dec("7")))
	var faults figure.Faults
	require.ErrorAs(t, err, &faults)
	assert.Len(t, faults, 4, "basis, name, empty band, gap: %v", err)
	assert.Panics(t, func() { caseload.MustBands(caseload.Cases) })
}

func TestBandsToAndFromJSON(t *testing.T) {
	for _, bands := range []caseload.Bands{caseload.OldhamBands(), caseload.DfEBands(), caseload.UtilisationBands()} {
		text, err := json.Marshal(bands)
		require.NoError(t, err)
		got, err := caseload.ReadBands(strings.NewReader(string(text)))
		require.NoError(t, err, string(text))
		assert.True(t, got.Equal(bands), "%s is not %s", got, bands)
	}
	plain, err := caseload.ReadBands(strings.NewReader(`{"bands":[{"name":"low","to":12},{"name":"high","from":"12.0"}]}`))
	require.NoError(t, err)
	assert.Equal(t, "low under 12, high 12 and over (cases)", plain.String())
}

func TestBandsThatAreNotJSON(t *testing.T) {
	for name, text := range map[string]string{
		"empty":               ``,
		"a word":              `bands`,
		"a number of bands":   `{"basis":"cases","bands":5}`,
		"a number for a name": `{"basis":"cases","bands":[{"name":5}]}`,
		"bands twice":         `{"bands":[],"bands":[{"name":"a"}]}`,
		"no UTF-8":            "{\"bands\":[{\"name\":\"\xff\"}]}",
		"unclosed":            `{"bands":[`,
		"a misspelt field":    `{"bands":[{"nmae":"a"}]}`,
		"an unknown basis":    `{"basis":"children","bands":[]}`,
		"a huge exponent":     `{"bands":[{"name":"a","to":1e999999999}]}`,
		"not a number":        `{"bands":[{"name":"a","to":"NaN"}]}`,
		"an edge in words":    `{"bands":[{"name":"a","to":"twenty"}]}`,
		"something follows":   `{"bands":[{"name":"a"}]} {}`,
	} {
		_, err := caseload.ReadBands(strings.NewReader(text))
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, name)
		for _, word := range []string{"json", "Go ", "unmarshal", "caseload."} {
			assert.NotContains(t, err.Error(), word, name)
		}
	}
	_, err := caseload.ReadBands(strings.NewReader(`{"bands":[{"name":"a","to":"20"},{"name":"b","from":"20","to":"x"}]}`))
	assert.ErrorContains(t, err, "bands[1]")
	_, err = caseload.ReadBands(strings.NewReader(`{"bands":[]}`))
	assert.ErrorAs(t, err, new(*figure.Fault))
}

func TestZeroBandsPlaceNothing(t *testing.T) {
	assert.Empty(t, caseload.Bands{}.Name(dec("1")))
}

func TestTextOfEnumerations(t *testing.T) {
	for _, basis := range []caseload.Basis{caseload.Cases, caseload.CasesPerFTE, caseload.Points, caseload.PercentOfLimit} {
		text, err := basis.MarshalText()
		require.NoError(t, err)
		var got caseload.Basis
		require.NoError(t, got.UnmarshalText(text))
		assert.Equal(t, basis, got)
	}
	assert.Equal(t, "Basis(7)", caseload.Basis(7).String())
	assert.Equal(t, "Measure(7)", caseload.Measure(7).String())
	assert.Equal(t, "WorkforceRatio(70)", caseload.WorkforceRatio(70).String())
	for _, ratio := range caseload.WorkforceRatios() {
		text, err := ratio.MarshalText()
		require.NoError(t, err)
		var got caseload.WorkforceRatio
		require.NoError(t, got.UnmarshalText(text))
		assert.Equal(t, ratio, got)
	}
}
