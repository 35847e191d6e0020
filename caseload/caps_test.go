package caseload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

const capsTable = "FTE,Cap\n1.0,18\n0.8 to under 1.0,14\n0.5 to under 0.8,10\nunder 0.5,6\n"

func TestCapsAtEveryEdge(t *testing.T) {
	caps, err := caseload.ReadCaps(strings.NewReader(capsTable))
	require.NoError(t, err)
	for fte, want := range map[string]string{
		"0.1": "6", "0.49": "6", "0.5": "10", "0.51": "10", "0.79": "10", "0.8": "14", "0.81": "14", "0.99": "14", "0.999999": "14", "1": "18", "1.00": "18",
	} {
		limit, ok := caps.Of(dec(fte))
		assert.True(t, ok, fte)
		assert.Equal(t, want, limit.String(), fte)
	}
	_, ok := caps.Of(dec("1.01"))
	assert.False(t, ok, "above the table")
	assert.Equal(t, "under 0.5: 6, 0.5 to under 0.8: 10, 0.8 to under 1: 14, 1: 18", caps.String())
	assert.Len(t, caps.All(), 4)
	_, ok = caseload.Caps{}.Of(dec("1"))
	assert.False(t, ok, "the zero value has none")
}

func TestRangesInWords(t *testing.T) {
	for text, want := range map[string]string{
		"1":                        "1",
		"1.0 FTE":                  "1",
		"0.8 to under 1":           "0.8 to under 1",
		"0.8 to less than 1.0":     "0.8 to under 1",
		"0.8 up to 1":              "0.8 to 1",
		"0.8–<1":                   "0.8 to under 1",
		"0.8 but under 1":          "0.8 to under 1",
		"at least 0.8 and below 1": "0.8 to under 1",
		">=0.8 and <1":             "0.8 to under 1",
		"0.5 - 0.8":                "0.5 to 0.8",
		"between 0.5 and 0.8":      "0.5 to 0.8",
		"over 0.5 to 0.8":          "over 0.5 to 0.8",
		"more than 0.5 up to 0.8":  "over 0.5 to 0.8",
		"under 0.5":                "under 0.5",
		"< 0.5":                    "under 0.5",
		"up to 0.5":                "up to 0.5",
		"less than or equal to .5": "up to 0.5",
		"1 and over":               "1 and over",
		"1+":                       "1 and over",
		"1 or more":                "1 and over",
		"at least 1":               "1 and over",
		"over 1":                   "over 1",
		"> 1":                      "over 1",
	} {
		caps, err := caseload.ReadCaps(strings.NewReader("fte,limit\n" + text + ",10\n"))
		require.NoError(t, err, text)
		assert.Equal(t, want+": 10", caps.String(), text)
	}
}

func TestCapsThatCannotBe(t *testing.T) {
	for name, tc := range map[string]struct{ rows, code, says string }{
		"a gap":                {"1,18\n0.8 to 0.99,14\n", caseload.BandGap, "line 2, column 1 (fte)"},
		"an edge of two":       {"1,18\n0.8 to 1,14\n", caseload.BandSharedEdge, "exclude it"},
		"an edge of nobody":    {"over 1,18\n0.8 to under 1,14\n", caseload.BandGap, "belongs neither"},
		"an overlap":           {"0.8 to under 1.1,18\n0.5 to under 0.9,14\n", caseload.BandOverlap, "line 2"},
		"upside down":          {"1 to 0.8,18\n", caseload.BandEmpty, "line 2"},
		"words":                {"full time,18\n", figure.BadValue, `"full time"`},
		"hours":                {"37 and over,18\n", figure.BadValue, "not hours"},
		"a limit below zero":   {"1,-1\n", "negative", "column 2 (limit)"},
		"a limit that is none": {"1,many\n", "", "many"},
		"no table at all":      {"", "no_rows", "no rows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := caseload.ReadCaps(strings.NewReader("fte,limit\n" + tc.rows))
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			if tc.code != "" {
				assert.Equal(t, tc.code, fault.Code)
			}
			assert.Contains(t, err.Error(), tc.says)
		})
	}
}

func TestALimitByFTEIsLookedUp(t *testing.T) {
	caps, err := caseload.ReadCaps(strings.NewReader(capsTable))
	require.NoError(t, err)
	limits := caseload.Limits{Caps: caps}
	worker := func(fte string) caseload.Worker { return caseload.Worker{Name: "Ann", FTE: dec(fte), Cases: 14} }
	assert.Equal(t, "14", limits.Of(worker("0.8")).String())
	assert.Equal(t, "0", limits.Of(worker("0")).String(), "on leave")
	newly := worker("1")
	newly.ASYE = true
	limits.ASYE = caseload.Protection{Factor: dec("0.6")}
	assert.Equal(t, "10.8", limits.Of(newly).String(), "the factor is applied to the limit that was looked up")
	limits.ASYE.By = caseload.ByFTE
	assert.Equal(t, "10", limits.Of(newly).String(), "or to the FTE that is looked up")

	p, err := caseload.Describe([]caseload.Worker{worker("0.8"), {Name: "Bob", FTE: dec("0.79"), Cases: 14}}, caseload.Settings{Limits: caseload.Limits{Caps: caps}})
	require.NoError(t, err)
	assert.Equal(t, 1, p.OverLimit, "14 is at the limit of 0.8 and above that of 0.79")
	assert.Equal(t, "24", p.Limit.String())

	_, err = caseload.Describe([]caseload.Worker{worker("1.2")}, caseload.Settings{Limits: caseload.Limits{Caps: caps}})
	require.ErrorIs(t, err, caseload.ErrLimits)
	assert.ErrorContains(t, err, `"Ann" has an FTE of 1.2`)
	own := worker("1.2")
	own.Limit.Valid, own.Limit.Decimal = true, dec("20")
	_, err = caseload.Describe([]caseload.Worker{own}, caseload.Settings{Limits: caseload.Limits{Caps: caps}})
	assert.NoError(t, err, "a limit of their own goes before the table")
	for _, other := range []caseload.Limits{{Caps: caps, PerFTE: true}, {Caps: caps, Exceptional: dec("22")}} {
		assert.ErrorIs(t, other.Check(), caseload.ErrLimits)
	}
	_, err = caseload.NewAccumulator(caseload.Settings{Limits: caseload.Limits{Caps: caps}})
	assert.ErrorIs(t, err, caseload.ErrStream)
}
