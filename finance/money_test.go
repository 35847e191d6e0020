package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestParseMoney(t *testing.T) {
	tests := []struct {
		text         string
		unit         finance.Unit
		pounds, step string
	}{
		{"£12.261m", finance.Thousands, "12261000", "1000"},
		{"£1,152k", finance.Pounds, "1152000", "1000"},
		{"12,087", finance.Thousands, "12087000", "1000"},
		{"£12,087", finance.Thousands, "12087000", "1000"},
		{"(279)", finance.Thousands, "-279000", "1000"},
		{"-145", finance.Thousands, "-145000", "1000"},
		{"−145", finance.Thousands, "-145000", "1000"},
		{"-", finance.Thousands, "0", "1000"},
		{"£4.262M", finance.Pounds, "4262000", "1000"},
		{"£464,599.00", finance.Pounds, "464599", "0.01"},
		{"£6.6 millions", finance.Pounds, "6600000", "100000"},
		{"£2210k", finance.Pounds, "2210000", "1000"},
		{"£1.2bn", finance.Pounds, "1200000000", "100000000"},
		{"390k", finance.Pounds, "390000", "1000"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			m, err := finance.ParseMoney(tt.text, tt.unit)
			require.NoError(t, err)
			assert.True(t, m.HasAmount())
			decimaltest.Equal(t, tt.pounds, m.Pounds)
			decimaltest.Equal(t, tt.step, m.Step)
			assert.Equal(t, tt.text, m.String(), "it prints as it was read")
		})
	}
}

func TestParseMoney_Refuses(t *testing.T) {
	for _, text := range []string{"1,23,456", "12.2.1", "1e999999999", "NaN", "Inf", "twelve", "19%", "522/3", "£12%", "((3)", "12345678901234567890123456789012345678901", "4.13E+07", "1.2E+06", "1e1."} {
		t.Run(text, func(t *testing.T) {
			_, err := finance.ParseMoney(text, finance.Thousands)
			var fault *finance.MoneyError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, text, fault.Input)
		})
	}
}

func TestParseMoney_PrintsTheMarksItWasReadWith(t *testing.T) {
	for text, pounds := range map[string]string{"£1,234-": "-1234000", "1 234": "1234000", "1’234−": "-1234000", "4.13E+00": "4130"} {
		m, err := finance.ParseMoney(text, finance.Thousands)
		require.NoError(t, err)
		decimaltest.Equal(t, pounds, m.Pounds)
		if text != "4.13E+00" {
			assert.Equal(t, text, m.String())
		}
	}
}

func TestParseMoney_AFigureNotShownIsNotNought(t *testing.T) {
	for text, why := range map[string]string{"": "blank", "c": "confidential", "[x]": "unavailable", "n/a": "not applicable"} {
		m, err := finance.ParseMoney(text, finance.Thousands)
		require.NoError(t, err)
		assert.False(t, m.HasAmount())
		assert.Equal(t, why, m.Missing)
	}
	assert.False(t, finance.Money{}.HasAmount())
}

func TestMoneyStyle_Print(t *testing.T) {
	assert.Equal(t, "12,261", finance.TableStyle(finance.Thousands).Print(dec("12261000")))
	assert.Equal(t, "£12.261m", finance.TextStyle(finance.Millions).Print(dec("12261000")))
	assert.Equal(t, "-£354k", finance.TextStyle(finance.Thousands).Print(dec("-354000")))
	assert.Equal(t, "1", finance.TableStyle(finance.Thousands).Print(dec("500")), "half away from zero")
	assert.Equal(t, "0", finance.TableStyle(finance.Thousands).Print(dec("-499")), "zero has no sign")
	assert.Equal(t, "-", finance.MoneyStyle{NilDash: true}.Print(dec("0")))
	assert.Equal(t, "-145", finance.MoneyStyle{}.Print(dec("-145")))
}

func TestUnit(t *testing.T) {
	for text, want := range map[string]finance.Unit{
		"£": finance.Pounds, "£k": finance.Thousands, "£000": finance.Thousands, "£000s": finance.Thousands, "£'000": finance.Thousands,
		"£m": finance.Millions, "£ millions": finance.Millions, "£bn": finance.Billions,
	} {
		u, err := finance.ParseUnit(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, u, text)
	}
	for _, text := range []string{"", "k", "%", "£q", "children"} {
		_, err := finance.ParseUnit(text)
		assert.Error(t, err, text)
	}
	decimaltest.Equal(t, "12087000", finance.Thousands.ToPounds(dec("12087")))
	decimaltest.Equal(t, "12.087", finance.Millions.FromPounds(dec("12087000")))
	assert.Equal(t, "Unit(9)", finance.Unit(9).String())
}

// Whatever is read is printed back so that it reads the same.
func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"£12.261m", "(279)", "−145", "-", "£4.262M", "£6.6 millions", "1.5e3", "+3", "£(3)k", "£-3", "-0", "1e-30", "c", "0.50"} {
		f.Add(seed, 1)
	}
	f.Fuzz(func(t *testing.T, text string, unit int) {
		u := finance.Unit(((unit % 4) + 4) % 4)
		m, err := finance.ParseMoney(text, u)
		if err != nil || !m.HasAmount() {
			return
		}
		again, err := finance.ParseMoney(m.String(), u)
		require.NoError(t, err, "%q prints as %q", text, m.String())
		assert.True(t, m.Pounds.Equal(again.Pounds), "%q prints as %q", text, m.String())
	})
}
