package forecast_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

func TestResult_OfEveryMethodReadsBackEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	for _, method := range forecast.Methods() {
		for range 5 {
			values := make([]float64, 12+random.IntN(9))
			for i := range values {
				values[i] = 5 + 20*random.Float64()
			}
			for _, choose := range []bool{false, true} {
				made, err := forecast.Carry(values, method, choose, forecast.Settings{Horizon: 3, Season: 4, Start: forecast.Start(random.IntN(3))})
				require.NoError(t, err)
				text, err := json.Marshal(made)
				require.NoError(t, err)
				var back forecast.Result
				require.NoError(t, json.Unmarshal(text, &back))
				require.True(t, made.Equal(back), "%s", text)
				again, err := json.Marshal(back)
				require.NoError(t, err)
				assert.Equal(t, string(text), string(again))
			}
		}
	}
}

func TestCarry_AForecastBeyondAnyNumberIsNullAndSaid(t *testing.T) {
	values := []float64{1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18, 1e21}
	made, err := forecast.Carry(values, forecast.HoltExponential, false, forecast.Settings{Horizon: 3000})
	require.NoError(t, err)
	text, err := json.Marshal(made)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"step":3000,"mean":null`)
	assert.Contains(t, made.Notes[len(made.Notes)-1]+made.Notes[0], "beyond any number")
	var back forecast.Result
	require.NoError(t, json.Unmarshal(text, &back))
	assert.True(t, made.Equal(back))
}

func TestCarry_ASeriesTooShortForABackTestSaysSo(t *testing.T) {
	made, err := forecast.Carry([]float64{10, 12, 11}, forecast.Naive, false, forecast.Settings{})
	require.NoError(t, err)
	assert.Nil(t, made.BackTest)
	assert.Contains(t, made.Notes[len(made.Notes)-1], "no back-test: the series has 3 values")
}

func TestResult_AnswersTheFirstStep(t *testing.T) {
	// Changes 2, −1, 3 have the mean square 14/3: 14 ∓ 1.96 · 2.160.
	made, err := forecast.Carry([]float64{10, 12, 11, 14}, forecast.Naive, false, forecast.Settings{})
	require.NoError(t, err)
	assert.Equal(t, "By naive the next value is 14.0, between 9.8 and 18.2 in 19 cases of 20 if the series goes on as it did.", made.Answer())
}
