package trackrecord_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/trackrecord"
)

// vectors reads the cases of a file of the shared data.
func vectors(t *testing.T, name string) map[string]struct{ Inputs, Expected json.RawMessage } {
	t.Helper()
	folder := os.Getenv("SCRUTINEER_SHARED")
	if folder == "" {
		t.Skip("SCRUTINEER_SHARED names no folder: the shared vectors and documents are not part of the repository")
	}
	text, err := os.ReadFile(filepath.Join(folder, "vectors", name))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			Name             string
			Inputs, Expected json.RawMessage
		}
	}
	require.NoError(t, json.Unmarshal(text, &file))
	cases := map[string]struct{ Inputs, Expected json.RawMessage }{}
	for _, c := range file.Cases {
		cases[c.Name] = struct{ Inputs, Expected json.RawMessage }{c.Inputs, c.Expected}
	}
	return cases
}

// exact is a fraction to the places of the package.
func exact(t *testing.T, text string) decimal.Decimal {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), 16)
}

func TestShared_TheRecordOfADirectorateIsExact(t *testing.T) {
	c := vectors(t, "money_k5_track_record.json")["brighton_families_children_and_learning"]
	var in struct {
		Rows []struct {
			Year     finance.FinancialYear
			Month    int
			Variance decimal.Decimal
		}
	}
	require.NoError(t, json.Unmarshal(c.Inputs, &in))
	f := trackrecord.Forecasts{Unit: finance.Thousands}
	for _, r := range in.Rows {
		f.Items = append(f.Items, trackrecord.Forecast{Year: r.Year, Month: r.Month, Variance: f.Unit.ToPounds(r.Variance)})
	}
	record, err := trackrecord.New(f, trackrecord.Settings{})
	require.NoError(t, err)
	var want struct {
		Months map[int]struct {
			Years   int
			Errors  map[string]decimal.Decimal
			Median  decimal.Decimal `json:"median_error"`
			Lowest  decimal.Decimal
			Highest decimal.Decimal
			TooHigh string  `json:"too_high_in"`
			Chance  *string `json:"chance_all_one_way_if_even"`
			Exact   map[string]string
		}
	}
	require.NoError(t, json.Unmarshal(c.Expected, &want))
	for number, w := range want.Months {
		m, ok := record.Of(number)
		require.True(t, ok)
		assert.Equal(t, w.Years, m.Years)
		for _, e := range m.Errors {
			assert.True(t, w.Errors[e.Year.String()].Equal(e.Error), "%d %s %s", number, e.Year, e.Error)
		}
		assert.Len(t, m.Errors, len(w.Errors))
		for name, got := range map[string]decimal.Decimal{
			"bias": m.Bias, "mean_absolute_error": m.MeanAbsoluteError, "relative_to_no_variance": m.RelativeToNoVariance.Decimal, "relative_to_last_year": m.RelativeToLastYear.Decimal,
		} {
			assert.True(t, exact(t, w.Exact[name]).Equal(got), "%d %s %s", number, name, got)
		}
		assert.True(t, w.Median.Equal(m.MedianError) && w.Lowest.Equal(m.Lowest) && w.Highest.Equal(m.Highest))
		assert.Equal(t, w.Chance != nil, m.ChanceAllOneWay.Valid)
		if w.Chance != nil {
			assert.True(t, exact(t, *w.Chance).Equal(m.ChanceAllOneWay.Decimal))
		}
	}
	assert.Equal(t, "In each of four years the month 2 forecast was too high, by £1.9m on average: worse than simply expecting the budget to be met; by month 9 it was out by £0.2m.", record.Answer())
}
