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

func TestTrendMarkersOfFingertips(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, "vectors", "fingertips_trend_marker.json"))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			Name   string
			Inputs struct {
				Method             string
				Count, Denominator []int
				Value              []decimal.Decimal
				Lower              []decimal.NullDecimal `json:"lower95"`
				Upper              []decimal.NullDecimal `json:"upper95"`
				Polarity           string
			}
			Expected struct {
				Significant *bool
				ChiSquare   *float64 `json:"chi_square_2dp"`
				Marker      *string
			}
		}
	}
	require.NoError(t, json.Unmarshal(text, &file))
	require.Len(t, file.Cases, 9)
	polarities := map[string]rag.Polarity{"high_is_good": rag.HigherBetter, "low_is_good": rag.LowerBetter}
	names := map[demand.TrendDirection]string{
		demand.TrendCannotBeCalculated: "CannotBeCalculated", demand.TrendNoChange: "NoChange",
		demand.TrendIncreasing: "Increasing", demand.TrendDecreasing: "Decreasing",
	}
	judged := map[demand.TrendJudgement]string{demand.TrendGettingBetter: "AndGettingBetter", demand.TrendGettingWorse: "AndGettingWorse"}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			kind := demand.TrendInterval
			if c.Inputs.Method == "proportion" {
				kind = demand.TrendProportion
			}
			var points []demand.TrendPoint
			for i, v := range c.Inputs.Value {
				points = append(points, demand.TrendPoint{
					Year: 2020 + i, Count: c.Inputs.Count[i], Denominator: c.Inputs.Denominator[i],
					Value: decimal.NewNullDecimal(v), Lower: c.Inputs.Lower[i], Upper: c.Inputs.Upper[i],
				})
			}
			marker, err := demand.FivePointTrend(points, kind, polarities[c.Inputs.Polarity])
			require.NoError(t, err)
			if c.Expected.Significant != nil {
				assert.Equal(t, *c.Expected.Significant, marker.Significant)
			}
			if c.Expected.ChiSquare != nil {
				assert.InDelta(t, *c.Expected.ChiSquare, math.Round(marker.ChiSquare*100)/100, 0.005)
			}
			if c.Expected.Marker != nil {
				assert.Equal(t, *c.Expected.Marker, names[marker.Direction]+judged[marker.Judgement])
			}
		})
	}
}
