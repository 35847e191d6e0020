package plan_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
)

// What do these placements cost in a leap year with an uplift in the middle of a week?
func Example() {
	prices, err := plan.Read(strings.NewReader("placement,weekly\nfostering,560\nresidential,6300\n"), plan.PricesOf)
	if err != nil {
		fmt.Println(err)
		return
	}
	uplift := plan.Uplift{On: time.Date(2027, time.October, 13, 0, 0, 0, 0, time.UTC), Percent: decimal.NewFromInt(4), Placement: "residential"}
	book, err := plan.NewBook(prices.Items, nil, []plan.Uplift{uplift})
	if err != nil {
		fmt.Println(err)
		return
	}
	const year = 366
	cost, err := plan.NewCost(book, time.Date(2027, time.April, 1, 0, 0, 0, 0, time.UTC), []plan.Nights{
		{Placement: "fostering", Children: slices.Repeat([]decimal.Decimal{decimal.NewFromInt(50)}, year)},
		{Placement: "residential", Children: slices.Repeat([]decimal.Decimal{decimal.NewFromInt(10)}, year)},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := plan.New(cost, book)
	fmt.Println(p.Answer())
	fmt.Println(p.Months[6].Name, p.Months[6].Gross)
	// Output:
	// Placements are expected to cost £4.8m in the year.
	// 2027-10 409840
}

func book(t *testing.T, prices []plan.Price, mix []plan.Share, uplifts ...plan.Uplift) plan.Book {
	t.Helper()
	b, err := plan.NewBook(prices, mix, uplifts)
	require.NoError(t, err)
	return b
}

func nights(placement, children string, days int) plan.Nights {
	return plan.Nights{Placement: placement, Children: slices.Repeat([]decimal.Decimal{dec(children)}, days)}
}

func codeOf(t *testing.T, err error) string {
	t.Helper()
	var fault *figure.Fault
	require.True(t, errors.As(err, &fault), "%v", err)
	return fault.Code
}

func TestCost_ATotalIsRoundedFromTheExactTotal(t *testing.T) {
	var prices []plan.Price
	var all []plan.Nights
	for _, name := range []string{"a", "b", "c"} {
		prices = append(prices, plan.Price{Placement: name, Weekly: dec("100")})
		all = append(all, nights(name, "1", 1))
	}
	cost, err := plan.NewCost(book(t, prices, nil), day(t, "2026-04-01"), all)
	require.NoError(t, err)
	m := cost.Months()[0]
	for _, l := range m.Placements {
		money(t, "14.29", l.Gross)
	}
	money(t, "42.86", m.Gross)
	assert.False(t, m.Whole)
}

func TestBook_UpliftsFollowTheirDates(t *testing.T) {
	first, later := day(t, "2026-04-01"), day(t, "2026-10-01")
	prices := []plan.Price{{Placement: "a", Weekly: dec("7145"), From: first}, {Placement: "a", Weekly: dec("8000"), From: later}}
	for name, tc := range map[string]struct {
		on   string
		want []string // the weekly price on 31 August, 1 September, 30 September and 1 October
		asks int
	}{
		"in the middle":           {"2026-09-01", []string{"7145", "7437.95", "7437.95", "8328"}, 0},
		"on the day of the later": {"2026-10-01", []string{"7145", "7145", "7145", "8328"}, 0},
		"on the first day":        {"2026-04-01", []string{"7437.95", "7437.95", "7437.95", "8328"}, 0},
		"before the first":        {"2026-03-31", []string{"7437.95", "7437.95", "7437.95", "8328"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := book(t, prices, nil, plan.Uplift{On: day(t, tc.on), Percent: dec("4.1")})
			for i, on := range []string{"2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01"} {
				weekly, _, err := b.Average("a", day(t, on))
				require.NoError(t, err)
				assert.True(t, dec(tc.want[i]).Equal(weekly), "%s: %s", on, weekly)
			}
			assert.Len(t, b.Questions(), tc.asks)
		})
	}
}

func TestBook_TwoUpliftsOnOneDayAreRefused(t *testing.T) {
	on := day(t, "2026-09-01")
	_, err := plan.NewBook([]plan.Price{{Placement: "a", Weekly: dec("100")}}, nil, []plan.Uplift{{On: on, Percent: dec("1")}, {On: on, Percent: dec("2"), Placement: "a"}})
	assert.Equal(t, "two_uplifts", codeOf(t, err))
	for cut, fine := range map[string]bool{"-99.99": true, "-100": false} {
		_, err := plan.NewBook([]plan.Price{{Placement: "a", Weekly: dec("100")}}, nil, []plan.Uplift{{On: on, Percent: dec(cut)}})
		assert.Equal(t, fine, err == nil, cut)
	}
}

func TestCost_SharesThatAreNotWholeAreNeverRescaled(t *testing.T) {
	prices := []plan.Price{{Placement: "a", Provider: "x", Weekly: dec("100")}, {Placement: "a", Provider: "y", Weekly: dec("200")}}
	for second, fine := range map[string]bool{"39.99": false, "40": true, "40.01": false} {
		b := book(t, prices, []plan.Share{{Placement: "a", Provider: "x", Percent: dec("60")}, {Placement: "a", Provider: "y", Percent: dec(second)}})
		_, err := plan.NewCost(b, day(t, "2026-04-01"), []plan.Nights{nights("a", "5", 3)})
		if fine {
			require.NoError(t, err)
		} else {
			assert.Equal(t, "mix_not_whole", codeOf(t, err))
		}
	}
}

func TestCost_RefusesWhatHasNoPrice(t *testing.T) {
	start := day(t, "2026-04-01")
	_, err := plan.NewCost(book(t, []plan.Price{{Placement: "a", Weekly: dec("100")}}, nil), start, []plan.Nights{nights("b", "1", 2)})
	assert.Equal(t, "price_missing", codeOf(t, err))
	_, err = plan.NewCost(book(t, []plan.Price{{Placement: "a", Weekly: dec("100"), From: day(t, "2026-04-02")}}, nil), start, []plan.Nights{nights("a", "1", 2)})
	assert.Equal(t, "price_missing", codeOf(t, err))
	_, err = plan.NewCost(book(t, []plan.Price{{Placement: "a", Provider: "x", Weekly: dec("100")}, {Placement: "a", Provider: "y", Weekly: dec("90")}}, nil), start, []plan.Nights{nights("a", "1", 2)})
	assert.Equal(t, "mix_missing", codeOf(t, err))
	_, err = plan.NewCost(book(t, []plan.Price{{Placement: "a", Weekly: dec("100")}}, nil), start, []plan.Nights{nights("b", "0", 2)})
	require.NoError(t, err, "nobody is there, so no price is needed")
}

func TestBook_AsksAboutPricesThatLookLikeThoseOfAnotherTime(t *testing.T) {
	for weekly, asks := range map[string]bool{"49.99": true, "50": false, "100000": false, "100000.01": true} {
		b := book(t, []plan.Price{{Placement: "a", Weekly: dec(weekly)}}, nil)
		assert.Equal(t, asks, len(b.Questions()) > 0, weekly)
	}
	b := book(t, []plan.Price{{Placement: "a", Weekly: dec("600")}, {Placement: "b", Weekly: dec("31200")}}, nil) // 52 × 600
	assert.NotEmpty(t, b.Questions())
}

func TestMoves_PartYearFullYearAndTiming(t *testing.T) {
	b := book(t, []plan.Price{{Placement: "a", Weekly: dec("700")}, {Placement: "b", Weekly: dec("7000")}}, nil)
	start := day(t, "2026-04-01")
	all := []plan.Nights{nights("a", "10", 365), nights("b", "4", 365)}
	move := func(children, on string) []plan.Move {
		return []plan.Move{{On: day(t, on), Children: dec(children), From: plan.Line{Placement: "b"}, To: plan.Line{Placement: "a"}}}
	}
	for on, want := range map[string][3]string{ // 900 a night and child
		"2026-04-01": {"-657000.00", "-657000.00", "0.00"},
		"2027-03-31": {"-1800.00", "-657000.00", "655200.00"},
		"2027-04-01": {"0.00", "-657000.00", "657000.00"},
	} {
		effects, err := plan.Effects(b, start, all, move("2", on))
		require.NoError(t, err)
		require.Len(t, effects, 1)
		assert.Equal(t, want, [3]string{effects[0].PartYear.StringFixed(2), effects[0].FullYear.StringFixed(2), effects[0].Timing.StringFixed(2)}, on)
	}
	_, err := plan.NewCost(b, start, all, move("4", "2026-05-01")...)
	require.NoError(t, err)
	_, err = plan.NewCost(b, start, all, move("4.01", "2026-05-01")...)
	assert.Equal(t, "too_many", codeOf(t, err))
}

func TestPlan_MonthsAddToYearsAndItReadsBackEqual(t *testing.T) {
	b := book(t, []plan.Price{{Placement: "a", Weekly: dec("701.13"), Income: dec("13.37")}}, nil)
	cost, err := plan.NewCost(b, day(t, "2026-05-15"), []plan.Nights{nights("a", "3", 400)})
	require.NoError(t, err)
	p := plan.New(cost, b)
	assert.False(t, p.Years[0].Whole)
	days := 0
	for _, m := range p.Months {
		days += m.Days
	}
	assert.Equal(t, 400, days)
	sum := decimal.Decimal{}
	for _, y := range p.Years {
		sum = sum.Add(y.Gross)
	}
	assert.True(t, sum.Sub(cost.Total().Gross(2)).Abs().LessThanOrEqual(dec("0.01")))
	written, err := json.Marshal(p)
	require.NoError(t, err)
	var back plan.Plan
	require.NoError(t, json.Unmarshal(written, &back))
	assert.True(t, p.Equal(back))
}

func TestSplit_ADurationSentencePrintsASetThatAdds(t *testing.T) {
	whole := func(n int64) figure.Ratio { return figure.NewRatio(decimal.NewFromInt(n), decimal.NewFromInt(1)) }
	from := plan.Position{Children: whole(140), Types: []plan.TypePosition{{"fostering", whole(4160), whole(500)}, {"residential", whole(1040), whole(5000)}}}
	to := plan.Position{Children: whole(150), Types: []plan.TypePosition{{"fostering", whole(4350), whole(520)}, {"residential", whole(1350), whole(5500)}}}
	p, err := plan.Split(from, to, plan.Duration)
	require.NoError(t, err)
	assert.Equal(t, "Of £2.4m more, £0.7m is price, £0.6m more children, £0.2m longer stays and £0.9m a dearer mix.", p.Answer())
	less, err := plan.Split(to, from, plan.Duration)
	require.NoError(t, err)
	assert.Equal(t, "Of £2.4m less, £0.7m is price, £0.6m fewer children, £0.2m shorter stays and £0.9m a cheaper mix.", less.Answer())
	same, err := plan.Split(from, from, plan.Duration)
	require.NoError(t, err)
	for _, part := range []decimal.Decimal{same.Price, same.Number, same.Time, same.Mix} {
		assert.True(t, part.IsZero())
	}
}

func TestReconcileLedger_ActualAndModelIsTheFourthForecast(t *testing.T) {
	b := book(t, []plan.Price{{Placement: "a", Weekly: dec("700")}}, nil)
	cost, err := plan.NewCost(b, day(t, "2026-04-01"), []plan.Nights{nights("a", "1", 61)})
	require.NoError(t, err)
	rows, err := plan.Read(strings.NewReader("placement,month,actual,forecast\na,2026-04,3500,\na,2026-05,,2900\n"), plan.LedgerOf)
	require.NoError(t, err)
	rec, questions, err := cost.ReconcileLedger(rows)
	require.NoError(t, err)
	for want, got := range map[string]decimal.Decimal{
		"500.00": rec.Total.ToDate, "-200.00": rec.Total.ToCome, "300.00": rec.Total.Difference, "6600.00": rec.Total.ActualPlusModel, "6400.00": rec.Total.LedgerForecast,
	} {
		money(t, want, got)
	}
	assert.Equal(t, []string{"the ledger allows 93.5% of what the model needs: what will cost £200 less from May on?"}, questions)
	rows, err = plan.Read(strings.NewReader("placement,month,actual\na,2026-04,3500\n"), plan.LedgerOf)
	require.NoError(t, err)
	_, _, err = cost.ReconcileLedger(rows)
	assert.Equal(t, "ledger", codeOf(t, err))
}
