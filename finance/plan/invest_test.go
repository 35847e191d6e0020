package plan_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func percentOf(whole string) figure.Ratio {
	return figure.NewRatio(dec(whole), decimal.NewFromInt(100))
}

// In which month has the scheme paid for itself, and how much must be found before?
func ExampleScheme() {
	starts, err := plan.Read(strings.NewReader("month,children,from_weekly,to_weekly\n2026-06,1,7145,1250\n2026-09,1,7145,1250\n"), plan.CohortsOf)
	if err != nil {
		fmt.Println(err)
		return
	}
	scheme := plan.Scheme{Start: starts.Items[0].Month.AddDate(0, -2, 0), Months: 24, Starts: starts.Items}
	scheme.Spends = []plan.Spend{{Month: scheme.Start, Kind: plan.Investment, Amount: decimal.NewFromInt(90_000)}}
	invest, err := scheme.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(invest.Answer())
	// Output:
	// The step-down scheme has paid for itself by the end of September 2026, if both children stay; at most £90,000 must be found before.
}

func scheme(t *testing.T, months int) plan.Scheme {
	t.Helper()
	return plan.Scheme{
		Start: day(t, "2026-04-01"), Months: months, Starts: []plan.Cohort{{Month: day(t, "2026-05-01"), Children: dec("1"), From: dec("1700"), To: dec("1000")}},
		Spends: []plan.Spend{{Month: day(t, "2026-04-01"), Kind: plan.Investment, Amount: dec("3100")}},
	}
}

func TestScheme_ExactlyRecoveredIsEven(t *testing.T) {
	for amount, want := range map[string]string{"3099.99": "2026-05", "3100": "2026-05", "3100.01": "2026-06"} { // 700 / 7 × 31 nights
		s := scheme(t, 4)
		s.Spends[0].Amount = dec(amount)
		i, err := s.New()
		require.NoError(t, err)
		assert.Equal(t, plan.BreaksEven, i.State)
		assert.Equal(t, want, i.BreakEvenMonth, amount)
	}
}

func TestScheme_ASecondPhaseMovesTheMonthButNotTheFirstCrossing(t *testing.T) {
	s := scheme(t, 12)
	s.Spends = append(s.Spends, plan.Spend{Month: day(t, "2026-09-01"), Kind: plan.Investment, Amount: dec("15000")})
	i, err := s.New()
	require.NoError(t, err)
	assert.Equal(t, "2026-05", i.FirstCrossing)
	// 100 a night: 12,200 from June to September is 2,800 short of 15,000, and October has 3,100.
	assert.Equal(t, "2026-10", i.BreakEvenMonth)
	money(t, "-3100.00", i.LowestPoint)
}

func TestScheme_NamesNoMonthWhereThereIsNone(t *testing.T) {
	s := scheme(t, 4)
	s.Spends[0].Amount = dec("1000000")
	i, err := s.New()
	require.NoError(t, err)
	assert.Equal(t, plan.NotWithin, i.State)
	assert.Empty(t, i.BreakEvenMonth+i.FirstCrossing)
	assert.Contains(t, i.Answer(), "has not paid for itself within 4 months")

	s.Spends = nil
	i, err = s.New()
	require.NoError(t, err)
	assert.Equal(t, plan.NeverBelow, i.State)
	assert.Empty(t, i.BreakEvenMonth+i.FirstCrossing)
}

func TestScheme_OnlyTheSchemesOwnEffectCounts(t *testing.T) {
	s := scheme(t, 14)
	s.Shares = []plan.Retention{{0, percentOf("100"), percentOf("0")}, {6, percentOf("80"), percentOf("0")}, {12, percentOf("80"), percentOf("30")}}
	i, err := s.New()
	require.NoError(t, err)
	assert.Equal(t, "1", i.Months[6].Active.String())   // five months after
	assert.Equal(t, "0.8", i.Months[7].Active.String()) // six
	assert.Equal(t, "0.5", i.Months[13].Active.String())
	assert.Contains(t, i.Answer(), "if children stay as stated")
}

func TestScheme_CostAvoidedIsNotCalledASaving(t *testing.T) {
	s := scheme(t, 6)
	s.Avoided = true
	i, err := s.New()
	require.NoError(t, err)
	assert.NotContains(t, strings.ToLower(i.Answer()), "saving")
	assert.Contains(t, i.Answer(), "cost avoided")
}

func TestScheme_AGrantIsNegativeInvestmentShownApart(t *testing.T) {
	s := scheme(t, 2)
	s.Spends = append(s.Spends, plan.Spend{Month: s.Start, Kind: plan.Grant, Amount: dec("3000")})
	i, err := s.New()
	require.NoError(t, err)
	money(t, "-100.00", i.Months[0].Net)
	money(t, "3100.00", i.Months[0].Investment)
	money(t, "3000.00", i.Months[0].Grant)
}

func TestScheme_RefusesWhatItCannotUse(t *testing.T) {
	for name, change := range map[string]func(*plan.Scheme){
		"no months":         func(s *plan.Scheme) { s.Months = 0 },
		"a start before":    func(s *plan.Scheme) { s.Starts[0].Month = s.Start.AddDate(0, -1, 0) },
		"a spend after":     func(s *plan.Scheme) { s.Spends[0].Month = s.Start.AddDate(0, 4, 0) },
		"negative children": func(s *plan.Scheme) { s.Starts[0].Children = dec("-1") },
		"a share above 100": func(s *plan.Scheme) { s.Shares = []plan.Retention{{0, percentOf("100.1"), percentOf("0")}} },
		"a share twice": func(s *plan.Scheme) {
			s.Shares = []plan.Retention{{1, percentOf("90"), percentOf("0")}, {1, percentOf("80"), percentOf("0")}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := scheme(t, 4)
			change(&s)
			_, err := s.New()
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestShared_InvestToSaveIsExact(t *testing.T) {
	type share struct {
		Months int
		Share  string
	}
	for _, v := range vectors(t, "money_k1_invest_to_save.json") {
		in := decode[struct {
			Start  string
			Months int
			From   decimal.Decimal `json:"from_weekly"`
			To     decimal.Decimal `json:"to_weekly"`
			Starts []struct {
				Month    string
				Children decimal.Decimal
			}
			Investment []struct {
				Month  string
				Amount decimal.Decimal
			}
			Running struct {
				From   string
				Amount decimal.Decimal `json:"amount_a_month"`
			}
			Retained []share
			Without  []share `json:"without_scheme"`
		}](t, v.Inputs)
		want := decode[struct {
			Months       []struct{ Period, Saving, Investment, Running, Net, Cumulative string }
			Crossing     *string `json:"first_crossing"`
			BreakEven    *string `json:"break_even_month"`
			Lowest       string  `json:"lowest_point"`
			LowestMonth  string  `json:"lowest_month"`
			Total, State string
			NPV          string `json:"npv_3_5_percent"`
			Years        map[string]string
		}](t, v.Expected)
		t.Run(v.Name, func(t *testing.T) {
			s := plan.Scheme{Start: day(t, in.Start), Months: in.Months, Discount: true}
			for _, c := range in.Starts {
				s.Starts = append(s.Starts, plan.Cohort{Month: day(t, c.Month+"-01"), Children: c.Children, From: in.From, To: in.To})
			}
			for _, x := range in.Investment {
				s.Spends = append(s.Spends, plan.Spend{Month: day(t, x.Month+"-01"), Amount: x.Amount})
			}
			for m := range in.Months {
				if month := s.Start.AddDate(0, m, 0); month.Format("2006-01") >= in.Running.From {
					s.Spends = append(s.Spends, plan.Spend{Month: month, Kind: plan.Running, Amount: in.Running.Amount})
				}
			}
			at := func(shares []share, months int, otherwise string) figure.Ratio {
				found := otherwise
				for _, x := range shares {
					if x.Months <= months {
						found = x.Share
					}
				}
				return fraction(t, found)
			}
			for _, x := range append(in.Retained, in.Without...) {
				already := false
				for _, r := range s.Shares {
					already = already || r.MonthsAfter == x.Months
				}
				if !already {
					s.Shares = append(s.Shares, plan.Retention{MonthsAfter: x.Months, Retained: at(in.Retained, x.Months, "1"), WithoutScheme: at(in.Without, x.Months, "0")})
				}
			}
			got, err := s.New()
			require.NoError(t, err)
			text := func(p *string) string {
				if p == nil {
					return ""
				}
				return *p
			}
			assert.Equal(t, want.State, got.State.String())
			assert.Equal(t, text(want.Crossing), got.FirstCrossing)
			assert.Equal(t, text(want.BreakEven), got.BreakEvenMonth)
			money(t, want.Lowest, got.LowestPoint)
			assert.Equal(t, want.LowestMonth, got.LowestMonth)
			money(t, want.Total, got.Total)
			money(t, want.NPV, got.NPV.Decimal)
			for i, m := range want.Months {
				g := got.Months[i]
				assert.Equal(t, m.Period, g.Period)
				money(t, m.Saving, g.Saving, m.Period)
				money(t, m.Net, g.Net, m.Period)
				money(t, m.Cumulative, g.Cumulative, m.Period)
			}
			for _, y := range got.Years {
				money(t, want.Years[y.Period], y.Net, y.Period)
			}
			if v.Name == "step_downs_all_last" {
				assert.Equal(t, "The step-down scheme has paid for itself by the end of March 2027, if all six children stay; at most £284,000 must be found before.", got.Answer())
			}
			written, err := json.Marshal(got)
			require.NoError(t, err)
			var back plan.Invest
			require.NoError(t, json.Unmarshal(written, &back))
			assert.True(t, got.Equal(back))
		})
	}
}

func TestShared_TheLedgerBesideTheModelIsExact(t *testing.T) {
	for _, v := range vectors(t, "money_k1_reconcile.json") {
		if !strings.HasPrefix(v.Name, "ledger") {
			continue
		}
		in := decode[struct {
			Spent    map[string]decimal.Decimal `json:"ledger_to_date"`
			ToDate   map[string]decimal.Decimal `json:"model_to_date"`
			ToCome   map[string]decimal.Decimal `json:"model_to_come"`
			Forecast map[string]decimal.Decimal `json:"ledger_forecast"`
		}](t, v.Inputs)
		want := decode[map[string]map[string]*string](t, v.Expected)
		var rows []plan.ReconciledRow
		for _, name := range keys(in.Spent) {
			rows = append(rows, plan.ReconcileType(name, in.Spent[name], in.ToDate[name], in.ToCome[name], in.Forecast[name]))
		}
		rec := plan.Reconcile(rows)
		for _, row := range append(rec.Rows, rec.Total) {
			written, err := json.Marshal(row)
			require.NoError(t, err)
			got := decode[map[string]any](t, written)
			for key, text := range want[row.Placement] {
				switch {
				case text == nil:
					assert.Nil(t, got[key], key)
				case key == "ledger_to_come_as_percent_of_model":
					assert.Equal(t, *text, row.Percent.Decimal.StringFixed(1))
				case key == "reason":
				default:
					assert.True(t, dec(*text).Equal(dec(got[key].(string))), "%s %s %v", row.Placement, key, got[key])
				}
			}
		}
	}
}
