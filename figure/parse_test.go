package figure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestParse_ThousandsAreSeparatedByAnyOneMark(t *testing.T) {
	for name, text := range map[string]string{
		"comma": "1,234,567", "space": "1 234 567", "no-break space": "1\u00a0234\u00a0567", "thin space": "1\u2009234\u2009567",
		"narrow no-break space": "1\u202f234\u202f567", "figure space": "1\u2007234\u2007567", "punctuation space": "1\u2008234\u2008567",
		"apostrophe": "1'234'567", "typographic apostrophe": "1’234’567",
	} {
		for _, around := range []struct{ before, after, want string }{
			{"", "", "1234567"},
			{"-", "", "-1234567"},
			{"£", ".50", "1234567.50"},
			{"(", ")", "-1234567"},
			{"£", "k-", "-1234567"},
			{"", " [r]", "1234567"},
		} {
			t.Run(name+" "+around.before+around.after, func(t *testing.T) {
				printed := around.before + text + around.after
				f, err := figure.Parse(printed)
				require.NoError(t, err)
				decimaltest.Equal(t, around.want, f.Value)
				assert.True(t, f.Style.Grouped)
				assert.Equal(t, printed, f.String(), "prints back as it was printed")
			})
		}
	}
}

func TestParse_AMinusMayStandBehind(t *testing.T) {
	for text, base := range map[string]string{
		"145-": "-145", "1,250.50-": "-1250.5", "145−": "-145", "145–": "-145", "£145k-": "-145000", "£1,234-": "-1234", "12.5%-": "-12.5",
		"0-": "0", "1,234- [r]": "-1234",
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		decimaltest.Equal(t, base, f.Base(), text)
		if base != "0" {
			assert.Equal(t, text, f.String())
		}
	}
}

func TestParse_ANoteMarkIsKeptBesideTheFigure(t *testing.T) {
	for text, want := range map[string]struct{ value, mark string }{
		"1,234 [r]": {"1234", " [r]"}, "85.2 [p]": {"85.2", " [p]"}, "64,069 [e]": {"64069", " [e]"}, "1,234[r]": {"1234", "[r]"},
		"1,234 [p] [r]": {"1234", " [p] [r]"}, "1,234 [p, r]": {"1234", " [p, r]"}, "1,234 [note 1]": {"1234", " [note 1]"}, "1,234 [2]": {"1234", " [2]"},
		"1,234¹": {"1234", "¹"}, "1,234 ¹²": {"1234", " ¹²"}, "1,234⁽¹⁾": {"1234", "⁽¹⁾"}, "1,234¹,²": {"1234", "¹,²"}, "110²": {"110", "²"},
		"1,234*": {"1234", "*"}, "1,234 **": {"1234", " **"}, "1,234†": {"1234", "†"}, "1,234 (r)": {"1234", " (r)"}, "1,234 r": {"1234", " r"}, "1,234 e": {"1234", " e"},
		"(279)¹": {"-279", "¹"}, "£1.2m [r]": {"1.2", " [r]"}, "19%*": {"19", "*"}, "85.2\u00a0[r]": {"85.2", "\u00a0[r]"}, "12 [u]": {"12", " [u]"},
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, figure.Number, f.Kind, text)
		assert.Equal(t, want.mark, f.Mark, text)
		decimaltest.Equal(t, want.value, f.Value, text)
		assert.Equal(t, text, f.String())
		assert.NotContains(t, f.Print(f.Value), want.mark, "another value has no note")
	}
	for text, want := range map[string]figure.Reason{"c [r]": figure.Confidential, "x¹": figure.Unavailable, "[z] [note 3]": figure.NotApplicable, "[low]": figure.Low} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, f.Reason, text)
	}
	f, err := figure.Parse("- [r]")
	require.NoError(t, err)
	assert.Equal(t, figure.Nil, f.Kind)
	assert.Equal(t, "- [r]", f.String())
}

func TestParse_WhatIsNoNoteIsRefused(t *testing.T) {
	for text, why := range map[string]string{
		"12 [c]": "suppressed and shown", "12 [x]": "not available and shown", "12 [low]": "a symbol and a figure", "1,234 (1)": "perhaps a negative figure of its own",
		"85 p": "perhaps pence", "1,234r": "perhaps a code", "10⁶": "a power of ten", "10²": "a power of ten", "¹": "a note without a figure", "[r]": "a note without a figure",
		"[note 1]": "a note without a figure", "1,234 [5.2]": "a second figure", "12 [s]": "no mark we know", "12 []": "nothing",
	} {
		_, err := figure.Parse(text)
		assert.Error(t, err, "%s: %s", text, why)
	}
}

func TestParse_NothingStandsBehindAnExponent(t *testing.T) {
	for _, text := range []string{"1e1.", "1e1,", "3e0,,", "7e2.", "1e-2.5", "1e5,000", "1e5 000", "£1e1.", "(1e1.)", "1e1.%", "1e1,-"} {
		_, err := figure.Parse(text)
		var refusal *figure.Error
		if assert.ErrorAs(t, err, &refusal, text) {
			assert.Equal(t, figure.BadExponent, refusal.Problem, text)
		}
	}
	f, err := figure.Parse("4.13E+07")
	require.NoError(t, err)
	decimaltest.Equal(t, "41300000", f.Value)
	decimaltest.Equal(t, "100000", f.Step())
}

func TestParse_GroupsThatAreNotThousandsAreRefused(t *testing.T) {
	for text, want := range map[string]figure.Problem{
		"41 30": figure.BadGrouping, "41\u00a030": figure.BadGrouping, "1 2345": figure.BadGrouping, "1234 567": figure.BadGrouping, "1'23": figure.BadGrouping,
		"1,234 567": figure.BadGrouping, "1 234,567": figure.BadGrouping, "1'234,567": figure.BadGrouping, "3,": figure.BadGrouping, "1,,234": figure.BadGrouping,
		"0 435": figure.BadGrouping, "012,345": figure.BadGrouping, "0.123 456": figure.BadGrouping, "12,5": figure.BadGrouping,
		"0,435": figure.DecimalComma, "-0,435": figure.DecimalComma, "£0,5": figure.DecimalComma, "1.234,5": figure.DecimalComma,
	} {
		_, err := figure.Parse(text)
		var refusal *figure.Error
		if assert.ErrorAs(t, err, &refusal, text) {
			assert.Equal(t, want, refusal.Problem, text)
		}
	}
	_, err := figure.Parse("0,435")
	assert.ErrorContains(t, err, "decimal comma")
}

func TestReading_DecimalComma(t *testing.T) {
	reading := figure.Reading{DecimalComma: true}
	for text, want := range map[string]string{
		"12,5": "12.5", "0,435": "0.435", "1.234,5": "1234.5", "1.234": "1234", "1 234,5": "1234.5", "12,500%": "12.5", "(0,5)": "-0.5", "£1,2m": "1.2", "7": "7", "1,5e2": "150",
	} {
		f, err := reading.Parse(text)
		require.NoError(t, err, text)
		decimaltest.Equal(t, want, f.Value, text)
		assert.Equal(t, text, f.String(), "prints back as it was printed")
	}
	for text, want := range map[string]figure.Problem{
		"12.5": figure.BadGrouping, "0.435": figure.BadGrouping, "1,234.5": figure.BadGrouping, "1,2,3": figure.TwoPoints, "5,": figure.NotNumber, "1e1,": figure.BadExponent,
	} {
		_, err := reading.Parse(text)
		var refusal *figure.Error
		if assert.ErrorAs(t, err, &refusal, text) {
			assert.Equal(t, want, refusal.Problem, text)
		}
	}
}

func TestParse_ASpreadsheetsErrorIsNoFigure(t *testing.T) {
	for _, text := range []string{"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#n/a", "####", "Err:502", "#SPILL!"} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, figure.Missing, f.Kind, text)
		assert.Equal(t, figure.SpreadsheetError, f.Reason, text)
	}
	for _, text := range []string{"#", "#1", "#REF", "Err:", "Err:x"} {
		_, err := figure.Parse(text)
		assert.Error(t, err, text)
	}
}

func TestParse_MarksWithoutWidthAreNotRead(t *testing.T) {
	for _, text := range []string{"\ufeff1,234", "1,234\u200b", "\u202d1,234\u202c", "\u200e1,234"} {
		f, err := figure.Parse(text)
		require.NoError(t, err)
		assert.Equal(t, "1,234", f.Text)
	}
	_, err := figure.Parse("1\u200b234")
	assert.Error(t, err, "within a number they are refused")
}

// The three ways of holding digits meet at 18 and 40 of them.
func TestParse_LongNumbersKeepEveryDigit(t *testing.T) {
	for _, text := range []string{
		"999999999999999999", "9999999999999999999", "18446744073709551616", "-123456789012345678.9", "1234567890123456789012345678901234567890",
		"0.000000000000000000123", "12345678901234567890.12345678901234567890",
	} {
		f, err := figure.Parse(text)
		require.NoError(t, err, text)
		decimaltest.Equal(t, text, f.Value)
		assert.Equal(t, text, f.String())
	}
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"603", "1,234", "12.5", "(1,234)", "1,234-", "£1.2m", "85.2 %", "1,234 [r]", "c", "-", ""} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := figure.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
