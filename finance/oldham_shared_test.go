package finance_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// oldhamFigure is one published figure of the two Oldham reports, with what its inputs give.
type oldhamFigure struct {
	ID, Topic, Formula, Published, Computed, Verdict string
	Inputs                                           map[string]json.RawMessage
}

// amount is an input in £k.
func (f oldhamFigure) amount(t *testing.T, name string) decimal.Decimal {
	t.Helper()
	raw, ok := f.Inputs[name]
	require.True(t, ok, name)
	return finance.Thousands.ToPounds(dec(strings.Trim(string(raw), `"`)))
}

func (f oldhamFigure) lines(t *testing.T) []decimal.Decimal {
	t.Helper()
	var lines []json.Number
	require.NoError(t, json.Unmarshal(f.Inputs["lines"], &lines))
	amounts := make([]decimal.Decimal, len(lines))
	for i, l := range lines {
		amounts[i] = finance.Thousands.ToPounds(dec(l.String()))
	}
	return amounts
}

// Every financial figure of both reports, worked by this package.
func TestOldham_EveryFigure(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared(t), "figures", "oldham.json"))
	require.NoError(t, err)
	var file struct{ Figures []oldhamFigure }
	require.NoError(t, json.Unmarshal(text, &file))
	seen := 0
	for _, f := range file.Figures {
		if f.Topic != "finance" {
			continue
		}
		seen++
		t.Run(f.ID, func(t *testing.T) { testOldhamFigure(t, f) })
	}
	assert.Equal(t, 26, seen)
}

func testOldhamFigure(t *testing.T, f oldhamFigure) {
	var got decimal.Decimal
	switch f.Formula {
	case "forecast + reserves - budget":
		testOldhamRow(t, f)
		return
	case "an outturn of a year can't precede its month 4":
		testOldhamPeriod(t, f)
		return
	case "sum":
		for _, a := range f.lines(t) {
			got = got.Add(a)
		}
	case "after - before":
		got = finance.Change{From: f.amount(t, "before"), To: f.amount(t, "after")}.Amount()
	case "variance - pressures":
		v := finance.Variance{Amount: f.amount(t, "variance")}
		got = finance.Explain(v, []finance.Pressure{{Amount: f.amount(t, "pressures")}}).Residual.Amount
	case "demand - mitigated":
		got = finance.Mitigation{Gross: f.amount(t, "demand"), Mitigated: f.amount(t, "mitigated")}.Net().Amount
	case "part / whole * 100":
		share, ok := finance.Percentage{Part: f.amount(t, "part"), Whole: f.amount(t, "whole")}.Value(1)
		require.True(t, ok)
		assert.Equal(t, f.Computed, share.String())
		return
	case "£k / 1000":
		testOldhamUnit(t, f)
		return
	default:
		t.Fatalf("a formula nobody tests: %s", f.Formula)
	}
	assert.Equal(t, f.Computed, finance.Thousands.FromPounds(got).String())
}

// testOldhamRow holds a row against its printed variance, by Reconcile.
func testOldhamRow(t *testing.T, f oldhamFigure) {
	step := dec("1000")
	s := finance.Statement{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.OverspendPositive}, Lines: []finance.Line{{
		Budget: f.amount(t, "budget"), Forecast: f.amount(t, "forecast"), Reserves: f.amount(t, "reserves"),
		PrintedVariance: decimal.NewNullDecimal(finance.Thousands.ToPounds(dec(f.Published))),
		Precision:       &finance.Precision{Budget: step, Forecast: step, Reserves: step, Variance: step},
	}}}
	findings := s.Reconcile()
	require.Len(t, findings, 1)
	assert.Equal(t, f.Computed, findings[0].Computed.String())
	want := map[string]finance.Verdict{"agrees": finance.Agrees, "agrees within rounding": finance.WithinRounding}[f.Verdict]
	assert.Equal(t, want, findings[0].Verdict)
}

func testOldhamPeriod(t *testing.T, f oldhamFigure) {
	period := func(name string) finance.Period {
		p, err := finance.ParsePeriod(strings.Trim(string(f.Inputs[name]), `"`))
		require.NoError(t, err)
		return p
	}
	claimed := period("claimed")
	if claimed.Kind == finance.WholeYear { // "final position" without the word final
		claimed.Kind = finance.Outturn
	}
	var fault *finance.OrderError
	require.ErrorAs(t, claimed.KnownAt(period("latest_month")), &fault)
	require.ErrorAs(t, claimed.KnownOn(period("report").Date), &fault)
	assert.NoError(t, finance.Period{Kind: finance.Outturn, Year: claimed.Year - 1}.KnownOn(period("report").Date))
}

// testOldhamUnit reads £k in £m; the text that drops its unit is in doubt beside the table.
func testOldhamUnit(t *testing.T, f oldhamFigure) {
	if raw, ok := f.Inputs["text"]; ok {
		m, err := finance.ParseMoney(strings.Trim(string(raw), `"`), finance.Pounds)
		require.NoError(t, err)
		doubt, ok := m.Doubt(dec("12087000"))
		require.True(t, ok)
		assert.True(t, dec("1000000").Equal(doubt.Factor))
		return
	}
	assert.Equal(t, f.Computed, finance.Millions.FromPounds(f.amount(t, "total_k")).String())
}
