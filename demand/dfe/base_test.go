package dfe_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

// Figures of the releases of 2025: children looked after at 31 March 2025 with the population of mid-2024, and referrals
// within 12 months of an earlier one in the year to 31 March 2025.
const withCounts = `time_period,time_identifier,geographic_level,old_la_code,la_name,population_estimate,children_count,rate,referrals,again,percent,children_in_need_rate
2025,Reporting year,National,,,12183016,81770,67,632830,142900,22.6,330.3
2025,Reporting year,Local authority,353,Oldham,64069,582,91,4196,887,21.1,414.1
2025,Reporting year,Local authority,889,Blackburn with Darwen,41804,375,90,2806,604,21.5,432
2025,Reporting year,Local authority,350,Bolton,75599,590,78,3803,778,20.5,288.9
2025,Reporting year,Local authority,354,Rochdale,58087,594,102,2768,477,17.2,460
`

func TestBaseOf_FindsTheColumnsThatARateWasMadeOf(t *testing.T) {
	for name, tc := range map[string]struct {
		indicator string
		want      dfe.Base
		ok        bool
	}{
		"a rate per 10,000":               {"rate", dfe.Base{Count: "children_count", Population: "population_estimate", Per: 10_000}, true},
		"a percentage":                    {"percent", dfe.Base{Count: "again", Population: "referrals", Per: 100}, true},
		"a rate whose count is not there": {"children_in_need_rate", dfe.Base{}, false},
		"a count is made of nothing":      {"children_count", dfe.Base{}, false},
		"an indicator the file has not":   {"nothing", dfe.Base{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := dfe.Read(strings.NewReader(withCounts), dfe.Options{})
			require.NoError(t, err)
			got, ok := data.BaseOf(tc.indicator)
			assert.Equal(t, tc.ok, ok)
			assert.Equal(t, tc.want, got)
		})
	}
}

// One figure that does not come out, and the columns are not what is behind the rate.
func TestBaseOf_OneFigureThatDiffersRefusesTheColumns(t *testing.T) {
	data, err := dfe.Read(strings.NewReader(strings.Replace(withCounts, "582,91", "582,92", 1)), dfe.Options{})
	require.NoError(t, err)
	_, ok := data.BaseOf("rate")
	assert.False(t, ok)
}

func TestIsCount(t *testing.T) {
	data, err := dfe.Read(strings.NewReader(withCounts), dfe.Options{})
	require.NoError(t, err)
	for _, name := range []string{"population_estimate", "children_count", "referrals", "again"} {
		assert.True(t, data.IsCount(name), name)
	}
	for _, name := range []string{"rate", "percent", "children_in_need_rate", "nothing"} {
		assert.False(t, data.IsCount(name), name)
	}
}
