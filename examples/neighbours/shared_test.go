package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestShared_Oldham prints the comparison from the published files, and holds the figures of 2025 that are known by other
// ways (METHODS, part B, 3).
func TestShared_Oldham(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	files := map[string]string{
		"looked-after": "cla_number_and_rate_per_10k_children.csv", "in-need": "b1_children_in_need_2013_to_2025.csv",
		"referrals": "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", "plans": "d3_cpps_subsequent_plan_2013_to_2025.csv",
		"workforce": "csww_indicators_2017_to_2025.csv", "population": "ons_mid-year_population_estimates_2012_to_2024.csv",
	}
	var out bytes.Buffer
	require.NoError(t, run(&out, "353", filepath.Join(shared, "data", "neighbours", "sn_model_2025_wide.csv"), func(name string) (io.ReadCloser, error) {
		return os.Open(filepath.Join(shared, "data", "ees", files[name]))
	}))
	t.Log("\n" + out.String())
	printed := map[string]bool{}
	for _, line := range strings.Split(out.String(), "\n") {
		printed[strings.Join(strings.Fields(line), " ")] = true
	}
	for _, line := range []string{
		"Children looked after per 10,000 2025 91 96 89 10 67 below above",
		"Re-referrals within 12 months, % 2025 21.1 20.8 20.9 10 22.6 91 of 153 above above",
		"Repeat child protection plans, % 2025 31.5 26.6 26.6 10 24.5 142 of 153 above above",
		"Average caseload 2025 17.7 15.6 15.2 10 15.2 130 of 149 above above",
		"Social worker turnover, % 2025 14.2 11.6 9.9 10 11.8 101 of 148 above above",
		"Agency social workers, % 2025 15.2 12.3 11.2 10 13 88 of 148 above above",
		"Social worker vacancies, % 2025 17.7 12.3 12.2 10 14.2 94 of 149 above above",
	} {
		assert.Contains(t, printed, line)
	}
	// DfE prints 414 against 373: 372.75 in the data of one decimal place.
	assert.True(t, printed["Children in need per 10,000 2025 414.1 380.3 372.8 10 330.3 above above"])
}
