package finance_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// Is this forecast over budget, by how much, and what drives it? (Oldham, month 4 of 2024/25, £k.)
func Example() {
	table := `service,budget,forecast,reserves,variance
Children in Care,"41,300","53,387",0,"12,087"
Fieldwork & Family Support,"11,615","12,288",0,673
Children's Safeguarding,"2,902","2,757",0,-145
Children's Services - Integration,"3,425","3,386",-315,-354
`
	statement, err := finance.ReadStatement(strings.NewReader(table), finance.StatementFormat{
		Unit:       finance.Thousands,
		Convention: finance.Convention{Variance: finance.OverspendPositive},
	})
	if err != nil {
		log.Fatal(err)
	}
	total := statement.Total()
	fmt.Println("total:", total.Variance().Describe(finance.Thousands)+",", total.Percent(), "of the budget")
	for _, d := range statement.Drivers() {
		fmt.Println("-", d.Service+":", d.Variance.Describe(finance.Thousands))
	}
	// Output:
	// total: £12,261k adverse, 20.7% of the budget
	// - Children in Care: £12,087k adverse
	// - Fieldwork & Family Support: £673k adverse
	// - Children's Services - Integration: £354k favourable
	// - Children's Safeguarding: £145k favourable
}

// Ten lines with one's own records: amounts are pounds.
func ExampleLine() {
	line := finance.Line{
		Service:  "Fieldwork & Family Support",
		Budget:   decimal.NewFromInt(9_500_000),
		Forecast: decimal.NewFromInt(10_045_000),
		Reserves: decimal.NewFromInt(-279_000),
	}
	v := line.Variance()
	fmt.Println(v.Direction(), v.Size(), line.Percent())
	// Output: adverse 266000 2.8%
}

// The same bracket is an underspend in one council and an overspend in the next, so the convention is said, not guessed.
func ExampleConvention() {
	printed := decimal.NewFromInt(-119) // "(119)"
	for _, sign := range []finance.VarianceSign{finance.OverspendPositive, finance.UnderspendPositive, finance.SignNotStated} {
		v, ok := finance.Convention{Variance: sign}.Read(printed)
		fmt.Println(sign, ok, v.Direction())
	}
	// Output:
	// overspend_positive true favourable
	// underspend_positive true adverse
	// not_stated false nil
}

// Do the printed figures hold? (Oldham, month 3 of 2019/20.)
func ExampleStatement_Reconcile() {
	table := `service,budget,forecast,reserves,variance
Children in Care,"24,681","24,886",-,205
Children's Safeguarding,"1,476","1,476",-,-
Fieldwork & Family Support,"9,500","10,045",(279),267
Total,"35,657","36,407",(279),471
`
	statement, err := finance.ReadStatement(strings.NewReader(table), finance.StatementFormat{
		Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.OverspendPositive},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range statement.Reconcile() {
		if f.Verdict != finance.Agrees {
			fmt.Println(f.Verdict, f.Row, f.Column+":", f.Working)
		}
	}
	// Output:
	// within_rounding Fieldwork & Family Support variance: 10,045 - 279 - 9,500 = 266, printed 267
	// within_rounding Total variance: 205 + 0 + 267 = 472, printed 471
}

// "From an initial £1,152k at the end of May to £471k at the end of June."
func ExampleChange() {
	from, _ := finance.ParseMoney("£1,152k", finance.Pounds)
	to, _ := finance.ParseMoney("£471k", finance.Pounds)
	c := finance.Change{From: from.Pounds, To: to.Pounds}
	fmt.Println(from.Style.Print(c.Amount()), c.Percent())
	// Output: -£681k -59.1%
}

// Why does a week cost £46,680 more? 80 children at £500 and 20 at £5,000 became 84 at £520 and 26 at £5,500.
func ExampleDecompose() {
	price := func(pounds int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(pounds)) }
	from := finance.Position{Types: []finance.TypePosition{
		{Type: "fostering", Quantity: decimal.NewFromInt(80), Price: price(500)},
		{Type: "residential", Quantity: decimal.NewFromInt(20), Price: price(5000)},
	}}
	to := finance.Position{Types: []finance.TypePosition{
		{Type: "fostering", Quantity: decimal.NewFromInt(84), Price: price(520)},
		{Type: "residential", Quantity: decimal.NewFromInt(26), Price: price(5500)},
	}}
	bridge, err := finance.Decompose(from, to, finance.Nested)
	if err != nil {
		log.Fatal(err)
	}
	b := bridge.Round(2)
	fmt.Println("number", b.Number.StringFixed(2), "mix", b.Mix.StringFixed(2), "price", b.Price.StringFixed(2))
	// Output: number 15441.82 mix 18098.18 price 13140.00
}

// What does one placement cost in a year, and what does it pay in cash on Mondays?
func ExamplePayByWeek() {
	placement := finance.Placement{
		Type: "residential", Start: time.Date(2024, time.January, 8, 0, 0, 0, 0, time.UTC), Weekly: decimal.NewFromInt(5750),
	}
	runs, err := finance.PayByWeek([]finance.Placement{placement}, 2024, time.Monday)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("by days", runs.ByDays.Gross(2), "in", runs.PayDays, "pay runs", runs.Cash.Gross(2))
	// Output: by days 299821.43 in 53 pay runs 304750
}

// Four months are in. How will the year end?
func ExampleYearToDate_Outturn() {
	y := finance.YearToDate{Year: 2024, Budget: decimal.NewFromInt(41300)}
	for _, month := range []int64{4100, 4350, 4280, 4500} {
		y.Actuals = append(y.Actuals, decimal.NewFromInt(month))
	}
	r, err := y.Outturn(0)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range r.Forecasts {
		fmt.Println(f.Name, f.Outturn)
	}
	// Output:
	// straight_line 51690
	// by_days 51549
	// profiled 51549
	// remaining_budget 44726
	// run_rate_3 52243
	// run_rate_1 53230
}
