package spc_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// vectors reads a file of expected results from the shared folder, or skips.
func vectors(t *testing.T, name string, into any) {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, "vectors", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}

func direction(name string) rag.Polarity {
	switch name {
	case "increase":
		return rag.HigherBetter
	case "decrease":
		return rag.LowerBetter
	}
	return rag.Neutral
}

func TestPublishedValuesOfNHSRplotthedots(t *testing.T) {
	var file struct {
		Tolerance struct{ Value float64 }
		Cases     []struct {
			Name   string
			Inputs struct {
				Y         []float64
				Screen    bool   `json:"screen_outliers"`
				Direction string `json:"improvement_direction"`
			}
			Expected struct {
				Mean, LPL, UPL *float64
				Special        []int           `json:"special_cause_at_1based"`
				LastTwo        []spc.Variation `json:"last_two_point_type"`
			}
			Tolerance *struct{ Value float64 }
		}
	}
	vectors(t, "spc_published_values.json", &file)
	require.Len(t, file.Cases, 8)
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			within := file.Tolerance.Value
			if c.Tolerance != nil {
				within = c.Tolerance.Value
			}
			chart, err := spc.XmR(c.Inputs.Y, spc.Settings{Screen: c.Inputs.Screen, Polarity: direction(c.Inputs.Direction)})
			require.NoError(t, err)
			if c.Expected.Mean != nil {
				assert.InDelta(t, *c.Expected.Mean, chart.Last().Centre, within)
				assert.InDelta(t, *c.Expected.LPL, chart.Last().Lower, within)
				assert.InDelta(t, *c.Expected.UPL, chart.Last().Upper, within)
			}
			var special []int
			for i, p := range chart.Points {
				if p.Type != spc.CommonCause {
					special = append(special, i+1)
				}
			}
			if c.Expected.Special != nil {
				assert.Equal(t, c.Expected.Special, special)
			}
			for i, want := range c.Expected.LastTwo {
				assert.Equal(t, want, chart.Points[len(chart.Points)-2+i].Type)
			}
		})
	}
}

// The helpers of NHSRplotthedots are steps of its own code. Those whose input is a series or limits are run; the others
// (sides and closeness as given) are built into series in the tests of the rules.
func TestRuleHelpersOfNHSRplotthedots(t *testing.T) {
	var file struct {
		Cases []struct {
			Name   string
			Inputs struct {
				Y           []float64
				Close, Side []int
				LPL, UPL    float64
				Target      float64
				Direction   string `json:"improvement_direction"`
			}
			Expected json.RawMessage
		}
	}
	vectors(t, "spc_rule_helpers.json", &file)
	run := 0
	for _, c := range file.Cases {
		switch c.Name {
		case "assurance":
			var want *spc.Assurance
			require.NoError(t, json.Unmarshal(c.Expected, &want))
			got := spc.Assure(spc.Limits{Lower: c.Inputs.LPL, Upper: c.Inputs.UPL}, direction(c.Inputs.Direction), &c.Inputs.Target)
			if want == nil {
				want = new(spc.NoAssurance)
			}
			assert.Equal(t, *want, got)
			run++
		case "seven_point_trend":
			var ends []int // of a run of seven, which the next helper spreads over the seven
			require.NoError(t, json.Unmarshal(c.Expected, &ends))
			want := make([]bool, len(ends))
			for i, e := range ends {
				for j := i - 6; e != 0 && j <= i; j++ {
					want[j] = true
				}
			}
			// Two far points fix limits that nothing else reaches, and end between the first two of the case.
			middle := (c.Inputs.Y[0] + c.Inputs.Y[1]) / 2
			values := append([]float64{1000, -1000, middle, c.Inputs.Y[0]}, c.Inputs.Y...)
			chart, err := spc.XmR(values, spc.Settings{Baseline: 2})
			require.NoError(t, err)
			for i := range want {
				assert.Equal(t, want[i], chart.Points[4+i].Rule == spc.Trend, "%v at %d", c.Inputs.Y, i)
			}
			run++
		case "part_of_two_in_three", "two_in_three":
			if len(c.Inputs.Close) < 3 || c.Name == "two_in_three" {
				continue
			}
			var want []int
			require.NoError(t, json.Unmarshal(c.Expected, &want))
			// Baseline 0, 3, 0, 3: centre 1.5, near limits from 6.82, limits at 9.48.
			values := []float64{0, 3, 0, 3, 1.5}
			for i, side := range c.Inputs.Side {
				values = append(values, 1.5+float64(side)*(1+6*float64(c.Inputs.Close[i])))
			}
			chart, err := spc.XmR(values, spc.Settings{Baseline: 4})
			require.NoError(t, err)
			for i := range want {
				assert.Equal(t, want[i] == 1, chart.Points[5+i].Rule == spc.TwoOfThree, "%v at %d", c.Inputs.Close, i)
			}
			run++
		}
	}
	assert.Equal(t, 18, run)
}

func TestThresholdsOfQicharts2(t *testing.T) {
	var file struct {
		Cases []struct {
			Inputs struct {
				N int `json:"n_useful"`
			}
			Expected struct {
				Longest   int     `json:"longest_run_max"`
				Crossings float64 `json:"n_crossings_min"` // -0 among them
			}
		}
	}
	vectors(t, "anhoej_thresholds.json", &file)
	require.Len(t, file.Cases, 204)
	for _, c := range file.Cases {
		longest, crossings := spc.AnhoejThresholds(c.Inputs.N)
		assert.Equal(t, c.Expected.Longest, longest, "n = %d", c.Inputs.N)
		assert.Equal(t, int(c.Expected.Crossings), crossings, "n = %d", c.Inputs.N)
	}
}
