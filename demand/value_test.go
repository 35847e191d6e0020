package demand_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// num is a value from text; an empty one is missing.
func num(s string) demand.Value {
	if s == "" {
		return demand.Absent(demand.Unavailable)
	}
	return demand.Number(dec(s))
}

func TestValue_ZeroValueIsMissing(t *testing.T) {
	var v demand.Value
	_, ok := v.Decimal()
	assert.False(t, ok)
	reason, missing := v.Missing()
	assert.True(t, missing)
	assert.Equal(t, demand.Blank, reason)
}

func TestParseValue_SymbolsNeverBecomeNumbers(t *testing.T) {
	for text, want := range map[string]demand.Missing{
		"c": demand.Confidential, "C": demand.Confidential, "*": demand.Confidential, "[c]": demand.Confidential,
		"z": demand.NotApplicable, "n/a": demand.NotApplicable, "x": demand.Unavailable, ":": demand.Unavailable, "..": demand.Unavailable,
		"-": demand.Unavailable, "−": demand.Unavailable, "u": demand.Unreliable, "low": demand.Low, "k": demand.Low, "~": demand.Low, "": demand.Blank, "  ": demand.Blank,
	} {
		v, err := demand.ParseValue(text)
		require.NoError(t, err, text)
		assert.True(t, v.Equal(demand.Absent(want)), text)
	}
}

func TestParseValue_RefusesWhatIsNeither(t *testing.T) {
	for _, text := range []string{"many", "1,23,456", "12.2.1", "1e999999999", "NaN", "Inf", "12%", "£5"} {
		_, err := demand.ParseValue(text)
		var fault *demand.ValueError
		require.ErrorAs(t, err, &fault, text)
		assert.Equal(t, text, fault.Input)
		assert.Contains(t, fault.Error(), text[:1])
	}
}

func TestValue_TextBothWays(t *testing.T) {
	for _, text := range []string{"91", "95.8", "-3", "c", "z", "x", "u", "low", ""} {
		var v demand.Value
		require.NoError(t, v.UnmarshalText([]byte(text)))
		back, err := json.Marshal(v)
		require.NoError(t, err)
		assert.Equal(t, `"`+text+`"`, string(back))
	}
	var v demand.Value
	require.Error(t, v.UnmarshalText([]byte("many")))
}

// enumeration is what every list of named choices must do.
type enumeration interface {
	MarshalText() ([]byte, error)
	String() string
}

func TestEnumerations_TextBothWays(t *testing.T) {
	check := func(name string, most int, make func(int) enumeration, back func([]byte) (enumeration, error)) {
		t.Run(name, func(t *testing.T) {
			for i := range most {
				text, err := make(i).MarshalText()
				require.NoError(t, err)
				got, err := back(text)
				require.NoError(t, err, string(text))
				assert.Equal(t, make(i), got)
			}
			for _, outside := range []int{-1, 99} {
				_, err := make(outside).MarshalText()
				require.Error(t, err)
				assert.Contains(t, make(outside).String(), "(")
			}
			_, err := back([]byte("no such name"))
			require.Error(t, err)
		})
	}
	check("Missing", 6, func(i int) enumeration { return demand.Missing(i) }, func(b []byte) (enumeration, error) { var v demand.Missing; err := v.UnmarshalText(b); return v, err })
	check("Ties", 5, func(i int) enumeration { return demand.Ties(i) }, func(b []byte) (enumeration, error) { var v demand.Ties; err := v.UnmarshalText(b); return v, err })
	check("Band", 5, func(i int) enumeration { return demand.Band(i) }, func(b []byte) (enumeration, error) { var v demand.Band; err := v.UnmarshalText(b); return v, err })
	check("Closeness", 6, func(i int) enumeration { return demand.Closeness(i) }, func(b []byte) (enumeration, error) { var v demand.Closeness; err := v.UnmarshalText(b); return v, err })
	check("Statistic", 3, func(i int) enumeration { return demand.Statistic(i) }, func(b []byte) (enumeration, error) { var v demand.Statistic; err := v.UnmarshalText(b); return v, err })
	check("Kind", 2, func(i int) enumeration { return demand.Kind(i) }, func(b []byte) (enumeration, error) { var v demand.Kind; err := v.UnmarshalText(b); return v, err })
	check("Method", 7, func(i int) enumeration { return demand.Method(i) }, func(b []byte) (enumeration, error) { var v demand.Method; err := v.UnmarshalText(b); return v, err })
	check("Verdict", 6, func(i int) enumeration { return demand.Verdict(i) }, func(b []byte) (enumeration, error) { var v demand.Verdict; err := v.UnmarshalText(b); return v, err })
	check("Adjustment", 3, func(i int) enumeration { return demand.Adjustment(i) }, func(b []byte) (enumeration, error) { var v demand.Adjustment; err := v.UnmarshalText(b); return v, err })
	check("FunnelMethod", 3, func(i int) enumeration { return demand.FunnelMethod(i) }, func(b []byte) (enumeration, error) {
		var v demand.FunnelMethod
		err := v.UnmarshalText(b)
		return v, err
	})
	check("RatioScale", 2, func(i int) enumeration { return demand.RatioScale(i) }, func(b []byte) (enumeration, error) { var v demand.RatioScale; err := v.UnmarshalText(b); return v, err })
	check("ClaimKind", 5, func(i int) enumeration { return demand.ClaimKind(i) }, func(b []byte) (enumeration, error) { var v demand.ClaimKind; err := v.UnmarshalText(b); return v, err })
	check("Outcome", 4, func(i int) enumeration { return demand.Outcome(i) }, func(b []byte) (enumeration, error) { var v demand.Outcome; err := v.UnmarshalText(b); return v, err })
	check("Robustness", 4, func(i int) enumeration { return demand.Robustness(i) }, func(b []byte) (enumeration, error) { var v demand.Robustness; err := v.UnmarshalText(b); return v, err })
	check("Grade", 5, func(i int) enumeration { return demand.Grade(i) }, func(b []byte) (enumeration, error) { var v demand.Grade; err := v.UnmarshalText(b); return v, err })
	check("Incomplete", 2, func(i int) enumeration { return demand.Incomplete(i) }, func(b []byte) (enumeration, error) { var v demand.Incomplete; err := v.UnmarshalText(b); return v, err })
}
