package figure_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestParse_PrintedStyles(t *testing.T) {
	money := func(power int32) figure.Unit { return figure.Unit{Measure: figure.Pounds, Power: power} }
	percent := figure.Unit{Measure: figure.Percent}
	for _, tc := range []struct {
		text, value, base, step string
		unit                    figure.Unit
	}{
		{"£12.261m", "12.261", "12261000", "1000", money(6)},
		{"£1,152k", "1152", "1152000", "1000", money(3)},
		{"£390k", "390", "390000", "1000", money(3)},
		{"(279)", "-279", "-279", "1", figure.Unit{}},
		{"-145", "-145", "-145", "1", figure.Unit{}},
		{"−145", "-145", "-145", "1", figure.Unit{}},
		{"–145", "-145", "-145", "1", figure.Unit{}},
		{"£464,599.00", "464599", "464599", "0.01", money(0)},
		{"£4.262M", "4.262", "4262000", "1000", money(6)},
		{"£6.6 millions", "6.6", "6600000", "100000", money(6)},
		{"(£0.3m)", "-0.3", "-300000", "100000", money(6)},
		{"-£0.019m", "-0.019", "-19000", "1000", money(6)},
		{"£-145k", "-145", "-145000", "1000", money(3)},
		{"£(145)", "-145", "-145", "1", money(0)},
		{"19%", "19", "19", "1", percent},
		{"53.8%", "53.8", "53.8", "0.1", percent},
		{"12,087", "12087", "12087", "1", figure.Unit{}},
		{"+5.3pp", "5.3", "5.3", "0.1", figure.Unit{Measure: figure.Points}},
		{"1.2e5", "120000", "120000", "10000", figure.Unit{}},
		{"1e-05", "0.00001", "0.00001", "0.00001", figure.Unit{}},
		{"0", "0", "0", "1", figure.Unit{}},
		{".5", "0.5", "0.5", "0.1", figure.Unit{}},
	} {
		t.Run(tc.text, func(t *testing.T) {
			f, err := figure.Parse("  " + tc.text + "\u00a0")
			require.NoError(t, err)
			assert.Equal(t, figure.Number, f.Kind)
			assert.Equal(t, tc.text, f.Text)
			assert.Equal(t, tc.unit, f.Unit)
			decimaltest.Equal(t, tc.value, f.Value)
			decimaltest.Equal(t, tc.base, f.Base())
			decimaltest.Equal(t, tc.step, f.Step())
			if tc.text != ".5" && tc.text != "1e-05" {
				assert.Equal(t, tc.text, f.String(), "prints back as it was printed")
			}
		})
	}
}

func TestParse_NilRangeAndMissing(t *testing.T) {
	for _, dash := range []string{"-", "−", "–", "—", "£-", "  -  ", "nil", "£nil", "Nil"} {
		f, err := figure.Parse(dash)
		require.NoError(t, err)
		assert.Equal(t, figure.Nil, f.Kind, dash)
		assert.True(t, f.HasValue() && f.Base().IsZero(), dash)
	}
	f, err := figure.Parse("522/3")
	require.NoError(t, err)
	assert.Equal(t, figure.Range, f.Kind)
	decimaltest.Equal(t, "522", f.Value)
	decimaltest.Equal(t, "523", f.High)

	for text, want := range map[string]figure.Reason{
		"": figure.Blank, "  ": figure.Blank, "c": figure.Confidential, "[c]": figure.Confidential, "*": figure.Confidential,
		"z": figure.NotApplicable, "n/a": figure.NotApplicable, "N/A": figure.NotApplicable, "x": figure.Unavailable,
		":": figure.Unavailable, "..": figure.Unavailable, ".": figure.Unavailable, "NA": figure.Unavailable,
		"NULL": figure.Unavailable, "TBC": figure.Unavailable, "n/k": figure.Unavailable, "u": figure.Unreliable, "low": figure.Low, "k": figure.Low, "~": figure.Low,
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, figure.Missing, f.Kind, text)
		assert.Equal(t, want, f.Reason, text)
		assert.False(t, f.HasValue(), text)
	}
}

func TestParse_RefusesWithTheProblemAndTheInput(t *testing.T) {
	for text, want := range map[string]figure.Problem{
		"1,23,456": figure.BadGrouping, "12,34": figure.BadGrouping, ",123": figure.BadGrouping, "1234,567": figure.BadGrouping,
		"1.5,000": figure.BadGrouping, "12.2.1": figure.TwoPoints,
		"1e999999999": figure.ExponentTooLarge, "1e31": figure.ExponentTooLarge, "1e-31": figure.ExponentTooLarge,
		strings.Repeat("9", 41): figure.TooManyDigits, strings.Repeat("9", 30) + "." + strings.Repeat("9", 11): figure.TooManyDigits,
		"NaN": figure.NotFinite, "Inf": figure.NotFinite, "-inf": figure.NotFinite,
		"twelve": figure.NotNumber, "12 34": figure.BadGrouping, "5.": figure.NotNumber, "£": figure.NotNumber, "%": figure.NotNumber,
		"£5%": figure.NotNumber, "0x10": figure.NotNumber, "=1+1": figure.NotNumber, "1\x00": figure.NotNumber, "１２": figure.ForeignDigits,
		"(279": figure.BadSign, "279)": figure.BadSign, "-(279)": figure.BadSign, "(-279)": figure.BadSign, "--5": figure.BadSign,
		"-£-5": figure.BadSign, "(279)5": figure.BadSign, "(279))": figure.BadSign,
		"12/10": figure.BadRange, "522/2": figure.BadRange, "1/2/3": figure.BadRange, "522/": figure.BadRange, "-522/3": figure.BadRange,
	} {
		_, err := figure.Parse(text)
		var refusal *figure.Error
		if assert.ErrorAs(t, err, &refusal, text) {
			assert.Equal(t, want, refusal.Problem, text)
			assert.Equal(t, text, refusal.Input)
			assert.Contains(t, err.Error(), `"`+strings.ReplaceAll(text[:min(len(text), 5)], "\x00", `\x00`))
		}
	}
}

func TestParse_LimitsAreInside(t *testing.T) {
	for _, text := range []string{strings.Repeat("9", 40), "1e30", "1e-30", "1e+30"} {
		_, err := figure.Parse(text)
		assert.NoError(t, err, text)
	}
}

func TestIn_ABareFigureTakesTheUnitOfItsTable(t *testing.T) {
	thousands, ok := figure.ParseUnit("£k")
	require.True(t, ok)
	for text, base := range map[string]string{"12,261": "12261000", "£12,261": "12261000", "£12.261m": "12261000", "(279)": "-279000", "19%": "19"} {
		f, err := figure.Parse(text)
		require.NoError(t, err)
		decimaltest.Equal(t, base, f.In(thousands).Base(), text)
		assert.Equal(t, text, f.In(thousands).String(), "a unit read from a heading is not printed in the cell")
	}
}

func TestParseUnit(t *testing.T) {
	for text, want := range map[string]string{
		"£": "£", "£k": "£k", "£000": "£k", "£000s": "£k", "£'000": "£k", "£’000s": "£k", "(£k)": "£k", "£m": "£m", "£ million": "£m",
		"£bn": "£bn", "bn": "bn", "million": "m", "£ ×10^4": "£×10^4", "%": "%", "percentage points": "percentage points", "": "", "children": "", "FTE": "", "per 10,000": "",
	} {
		u, ok := figure.ParseUnit(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, u.String(), text)
	}
	_, ok := figure.ParseUnit("£ per head")
	assert.False(t, ok)
}

func TestPrint_AnotherValueInTheSameStyle(t *testing.T) {
	for _, tc := range []struct{ like, value, want string }{
		{"£12.261m", "-0.0195", "-£0.020m"}, // half away from zero
		{"(279)", "1234.5", "1,235"},
		{"(£1,279k)", "-1234.4", "(£1,234k)"},
		{"£(9)", "-5", "£(5)"},
		{"19%", "-0.4", "0%"}, // never "-0%"
		{"−145", "-1", "−1"},
	} {
		f, err := figure.Parse(tc.like)
		require.NoError(t, err)
		if tc.like == "(279)" {
			f.Style.Grouped = true
		}
		assert.Equal(t, tc.want, f.Print(decimal.RequireFromString(tc.value)))
	}
}

// parse(print(x)) = x for whatever Parse accepts, and printing is stable from the first time.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"£12.261m", "£1,152k", "(279)", "-145", "−145", "-", "£464,599.00", "£6.6 millions", "19%", "522/3", "c", "1e-5", "£(1)", "+3pp", "1,23,456",
		"1e999999999", "(-5)", "(0)", "-0.0", "£-", "00012", "1,234.50%", "12.50e3",
		"1 234", "1\u2009234.5", "1'234", "1’234", "1,234-", "£1,234−", "1.2%-", "1,234 [r]", "1,234¹", "1,234*", "85.2 %", "0,435", "1e1.", "10⁶", "12 e",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := figure.Parse(text)
		if err != nil {
			var refusal *figure.Error
			require.ErrorAs(t, err, &refusal)
			return
		}
		if first.Kind != figure.Number {
			return
		}
		printed := first.String()
		second, err := figure.Parse(printed)
		require.NoError(t, err, printed)
		require.Equal(t, first.Mark, second.Mark, printed)
		require.True(t, first.Value.Equal(second.Value), "%s -> %s: %s, %s", text, printed, first.Value, second.Value)
		require.Equal(t, first.Places, second.Places, printed)
		require.Equal(t, first.Unit, second.Unit, printed)
		require.Equal(t, printed, second.String())
	})
}

func TestParse_TheUnitMayFollowTheBracket(t *testing.T) {
	for text, want := range map[string]string{"£(1.2)m": "-1200000", "(1.2)m": "-1200000", "(12.5)%": "-12.5", "(279)k": "-279000"} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		decimaltest.Equal(t, want, f.Base())
	}
}
