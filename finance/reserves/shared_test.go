package reserves_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/reserves"
)

type cover struct {
	State       string
	MonthsExact string `json:"months_exact"`
	Whole       string `json:"whole_months"`
}

// vectors reads the cases of a file of the shared data.
func vectors(t *testing.T, name string) map[string][2]json.RawMessage {
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
	cases := map[string][2]json.RawMessage{}
	for _, c := range file.Cases {
		cases[c.Name] = [2]json.RawMessage{c.Inputs, c.Expected}
	}
	return cases
}

func assertCover(t *testing.T, want cover, got reserves.Cover) {
	t.Helper()
	assert.Equal(t, want.State, got.State.String())
	r, ok := new(big.Rat).SetString(want.MonthsExact)
	require.True(t, ok)
	assert.True(t, decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), 16).Equal(got.Months.Decimal), "%s: %s", want.MonthsExact, got.Months.Decimal)
	assert.Equal(t, want.Whole, decimal.NewFromInt(int64(*got.WholeMonths)).String())
}

func TestShared_ARunOfOverspendsIsExact(t *testing.T) {
	c := vectors(t, "money_k4_reserves.json")["run_of_overspends"]
	var in struct {
		Usable     decimal.Decimal
		Overspends []decimal.Decimal
	}
	var want struct {
		Mean    decimal.Decimal
		Mean1   cover `json:"at_mean"`
		Last    cover `json:"at_last"`
		Largest cover `json:"at_largest"`
	}
	require.NoError(t, json.Unmarshal(c[0], &in))
	require.NoError(t, json.Unmarshal(c[1], &want))
	r, err := reserves.Read(strings.NewReader("name,kind,on,balance\nA,unallocated,2025-03-31,"+in.Usable.String()+"\n"), finance.Millions)
	require.NoError(t, err)
	var draws []reserves.Draw
	for i, o := range in.Overspends {
		draws = append(draws, reserves.Draw{Year: finance.FinancialYear(2021 + i), Overspend: o.Shift(6)})
	}
	p, err := reserves.New(finance.Millions, r, draws, reserves.Settings{})
	require.NoError(t, err)
	for _, got := range p.Cover {
		if got.Reading == reserves.Usable {
			assertCover(t, map[string]cover{"mean": want.Mean1, "last": want.Last, "largest": want.Largest}[got.DrawBasis], got)
		}
	}
	assert.Equal(t, "If each year overspends by the average of the last four (£5.2m), the £18.5m of usable reserves would last 42 months; if by last year's, 29. "+reserves.Caution, p.Answer())
}

func TestShared_FallsOfBalancesAreExact(t *testing.T) {
	c := vectors(t, "money_k4_reserves.json")["herefordshire_earmarked"]
	var want struct {
		Mean cover `json:"cover_at_mean_fall"`
		Last cover `json:"cover_at_last_fall"`
	}
	require.NoError(t, json.Unmarshal(c[1], &want))
	r, err := reserves.Read(strings.NewReader("name,kind,on,balance,forecast\nA,earmarked,2024-03-31,73.2,no\nA,earmarked,2025-03-31,65.5,yes\nA,earmarked,2026-03-31,55.6,yes\n"), finance.Millions)
	require.NoError(t, err)
	p, err := reserves.New(finance.Millions, r, nil, reserves.Settings{})
	require.NoError(t, err)
	for _, got := range p.Cover {
		if got.Reading == reserves.Usable {
			assertCover(t, map[string]cover{"mean_fall": want.Mean, "last_fall": want.Last}[got.DrawBasis], got)
		}
	}
	assert.Equal(t, "-24.0", p.Balances[0].Change.Decimal.StringFixed(1))
}

func TestShared_AMinimumAndAnOverspendAreExact(t *testing.T) {
	c := vectors(t, "money_k4_reserves.json")["haringey_2017_18"]
	var want struct {
		Cover cover `json:"cover_of_one_such_overspend"`
	}
	require.NoError(t, json.Unmarshal(c[1], &want))
	var in struct {
		Balance  decimal.Decimal `json:"general_fund_after_planned_use"`
		Minimum  decimal.Decimal `json:"minimum_by_s151_officer"`
		Forecast decimal.Decimal `json:"forecast_overspend"`
	}
	require.NoError(t, json.Unmarshal(c[0], &in))
	r, err := reserves.Read(strings.NewReader("name,kind,on,balance\nA,unallocated,2018-03-31,"+in.Balance.String()+"\n"), finance.Millions)
	require.NoError(t, err)
	p, err := reserves.New(finance.Millions, r, []reserves.Draw{{Year: 2017, Overspend: in.Forecast.Shift(6)}}, reserves.Settings{Minimum: decimal.NewNullDecimal(in.Minimum.Shift(6))})
	require.NoError(t, err)
	for _, got := range p.Cover {
		if got.To == "minimum" {
			assert.Equal(t, reserves.AlreadyBelow, got.State)
		} else {
			assertCover(t, want.Cover, got)
		}
	}
}
