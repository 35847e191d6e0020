package dfe_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

func TestBaseOf_InPublishedFiles(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	for file, want := range map[string]map[string]dfe.Base{
		"cla_number_and_rate_per_10k_children.csv": {"rate_per_10000": {Count: "children_count", Population: "population_estimate", Per: 10_000}},
		"c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": {
			"rereferral_percent":       {Count: "rereferral_count", Population: "referral_count", Per: 100},
			"rereferral_child_percent": {Count: "rereferral_child_count", Population: "referral_child_count", Per: 100},
		},
		"d3_cpps_subsequent_plan_2013_to_2025.csv": {"CPP_subsequent_percent": {Count: "CPP_subsequent", Population: "CPP_start", Per: 100}},
	} {
		t.Run(file, func(t *testing.T) {
			f, err := os.Open(filepath.Join(shared, "data", "ees", file))
			require.NoError(t, err)
			defer f.Close()
			data, err := dfe.Read(f, dfe.Options{})
			require.NoError(t, err)
			for indicator, base := range want {
				got, ok := data.BaseOf(indicator)
				assert.True(t, ok, indicator)
				assert.Equal(t, base, got)
				assert.False(t, data.IsCount(indicator), indicator)
				assert.True(t, data.IsCount(base.Count), base.Count)
			}
		})
	}
}
