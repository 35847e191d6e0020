package figure_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func ratio(numerator, denominator string) figure.Ratio {
	return figure.Ratio{Numerator: decimal.RequireFromString(numerator), Denominator: decimal.RequireFromString(denominator)}
}

func TestRatio_IsRoundedOnceAndNeverDividesByZero(t *testing.T) {
	value, ok := ratio("428", "2202").Percent(1)
	require.True(t, ok)
	decimaltest.Equal(t, "19.4", value)
	value, _ = ratio("1", "8").Round(2)
	decimaltest.Equal(t, "0.13", value, "half away from zero")
	value, _ = ratio("1", "-8").Round(2)
	decimaltest.Equal(t, "-0.13", value)
	for _, undefined := range []figure.Ratio{{}, ratio("1", "0"), ratio("0", "0")} {
		_, ok := undefined.Round(1)
		assert.False(t, ok)
		_, ok = undefined.Percent(1)
		assert.False(t, ok)
		assert.Equal(t, "undefined", undefined.String())
	}
}

func TestRatio_ComparesExactly(t *testing.T) {
	assert.Equal(t, 0, ratio("209", "190").CmpDecimal(decimal.RequireFromString("1.1")), "a float would say more")
	assert.True(t, ratio("1", "3").Equal(ratio("-2", "-6")))
	assert.Equal(t, -1, ratio("1", "-3").Cmp(ratio("1", "3")))
	assert.Equal(t, 1, ratio("-1", "-3").Cmp(ratio("-1", "3")))
	assert.Equal(t, -1, ratio("1", "-2").Cmp(ratio("1", "-3")))
	assert.Equal(t, 1, figure.Ratio{}.Cmp(ratio("9", "1")), "what is undefined comes last")
}

func TestRatio_ItsJSONReadsBackEqual(t *testing.T) {
	for _, q := range []figure.Ratio{ratio("3", "5"), ratio("1", "3"), ratio("-12.5", "-7"), ratio("1", "0"), {}} {
		text, err := json.Marshal(q)
		require.NoError(t, err)
		var back figure.Ratio
		require.NoError(t, json.Unmarshal(text, &back), string(text))
		assert.True(t, q.Equal(back) && q.Numerator.Equal(back.Numerator) && q.Denominator.Equal(back.Denominator), string(text))
	}
	text, _ := json.Marshal(ratio("3", "5"))
	assert.JSONEq(t, `{"value":"0.6","numerator":"3","denominator":"5"}`, string(text))
	text, _ = json.Marshal(figure.Ratio{})
	assert.JSONEq(t, `{"value":null,"numerator":"0","denominator":"0"}`, string(text))
	q := ratio("1", "2")
	require.NoError(t, json.Unmarshal([]byte("null"), &q))
	assert.False(t, q.Defined())
	for _, bad := range []string{`{"value":"0.6"}`, `{"numerator":"3"}`, `{"numerator":"1e999999999","denominator":"1"}`, `"0.6"`} {
		assert.Error(t, json.Unmarshal([]byte(bad), &q), bad)
	}
}
