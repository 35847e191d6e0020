package figure_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
)

func TestFigure_ItsJSONReadsBackEqual(t *testing.T) {
	for _, text := range []string{
		"£12.261m", "£1,152k", "(279)", "1\u2009234-", "£464,599.00", "19%", "+5.3pp", "522/3", "c", "", "-", "£-", "1.2e5", "1,234 [r]", "#REF!", "12bn", "0",
		"1234567890123456789012345678901234567890",
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err)
		for _, unit := range []figure.Unit{{}, {Measure: figure.Pounds, Power: 3}, {Measure: figure.Pounds, Power: 4}, {Measure: figure.Percent, Power: -2}} {
			f := f.In(unit)
			written, err := json.Marshal(f)
			require.NoError(t, err)
			var back figure.Figure
			require.NoError(t, json.Unmarshal(written, &back), string(written))
			assert.True(t, f.Equal(back), string(written))
			assert.Equal(t, f.String(), back.String())
		}
	}
	f, err := figure.Reading{DecimalComma: true}.Parse("1.234,5")
	require.NoError(t, err)
	written, err := json.Marshal(f)
	require.NoError(t, err)
	assert.JSONEq(t, `{"text":"1.234,5","kind":"number","value":"1234.5","places":1,"unit":"","style":{"grouped":true,"decimal_comma":true}}`, string(written))
	var back figure.Figure
	require.NoError(t, json.Unmarshal(written, &back))
	assert.True(t, f.Equal(back))
	for _, bad := range []string{`{"kind":"number","value":null}`, `{"kind":"perhaps"}`, `{"kind":"number","value":"1e999999999"}`, `{"unit":"£ per head"}`, `{"reason":"why not"}`} {
		assert.Error(t, json.Unmarshal([]byte(bad), &back), bad)
	}
	assert.True(t, f.Equal(back), "what is refused changes nothing")
}

func TestFigure_WithoutAFigureItsJSONHasNullAndTheReason(t *testing.T) {
	f, err := figure.Parse("[c]")
	require.NoError(t, err)
	written, err := json.Marshal(f)
	require.NoError(t, err)
	assert.JSONEq(t, `{"text":"[c]","kind":"missing","value":null,"places":0,"unit":"","reason":"confidential"}`, string(written))
}

func TestFigure_Interval(t *testing.T) {
	for text, want := range map[string]string{
		"£12.261m": "[12260500, 12261500]", "19%": "[18.5, 19.5]", "603": "[602.5, 603.5]", "(279)": "[-279.5, -278.5]", "4.13e7": "[41250000, 41350000]",
		"522/3": "[521.5, 523.5]", "-": "[-0.5, 0.5]", "0": "[-0.5, 0.5]",
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err)
		i, ok := f.Interval()
		require.True(t, ok)
		assert.Equal(t, want, i.String(), text)
		assert.True(t, i.Contains(f.Base()))
	}
	f, err := figure.Parse("1,230")
	require.NoError(t, err)
	ten, _ := figure.Parse("10")
	i, _ := f.IntervalTo(ten.Value)
	assert.Equal(t, "[1225, 1235]", i.String(), "a national count is rounded to 10")
	i, _ = f.IntervalTo(figure.Figure{}.Value)
	assert.Equal(t, "[1230, 1230]", i.String(), "a count of children is exact")
	_, ok := figure.Figure{}.Interval()
	assert.False(t, ok)
}

func TestNote(t *testing.T) {
	assert.Equal(t, "line 4: The base is negative.", figure.Note{Code: "negative_base", Text: "The base is negative.", Place: figure.Place{Line: 4}}.String())
	assert.Equal(t, "The base is negative.", figure.Note{Text: "The base is negative."}.String())
}
