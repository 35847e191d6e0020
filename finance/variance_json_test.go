package finance_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

func TestVariance_ItsJSONSaysWhatItMeansAndReadsBackEqual(t *testing.T) {
	for amount, want := range map[string]string{
		"20": `{"amount":"20","direction":"adverse","size":"20"}`, "-20.5": `{"amount":"-20.5","direction":"favourable","size":"20.5"}`,
		"0": `{"amount":"0","direction":"nil","size":"0"}`,
	} {
		v := finance.Variance{Amount: dec(amount)}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(text))
		var back finance.Variance
		require.NoError(t, json.Unmarshal(text, &back))
		assert.True(t, v.Equal(back))
	}
}
