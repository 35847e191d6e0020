package caseload_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// How many of our social workers have a high caseload, what is the average, and who hides in a team that looks fine?
func Example() {
	roster, err := caseload.ReadWorkers(strings.NewReader(`worker,team,fte,cases
Ann,North,1,12
Ben,North,0.6,17
Cy,South,1,30
Dee,South,1,22
Eve,South,1,0
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := caseload.NewProfile(roster, caseload.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("mean per worker:", p.MeanPerWorker().Working(1))
	fmt.Println("mean per FTE:   ", p.MeanPerFTE().Working(1))
	for _, c := range p.Banding.Counts {
		fmt.Printf("%s: %d, %s\n", c.Band, c.Workers, c.Share.Working(0))
	}
	fmt.Printf("over %s: %d, by %s cases in all, in teams that are within theirs: %d\n", p.Limits.Ordinary, p.OverLimit, p.Excess, p.OverInTeamsWithin)
	// Output:
	// mean per worker: 81 / 4 = 20.3
	// mean per FTE:    81 / 3.6 = 22.5
	// manageable under 21: 2, 2 / 4 × 100 = 50 %
	// high 21 to under 30: 1, 1 / 4 × 100 = 25 %
	// very high 30 and over: 1, 1 / 4 × 100 = 25 %
	// over 18: 2, by 16 cases in all, in teams that are within theirs: 2
}

// What do vacancy and agency rates come to by the DfE definitions?
func ExampleWorkforce_Ratio() {
	oldham := caseload.Workforce{
		InPost:    decimal.NewNullDecimal(decimal.RequireFromString("169.8")),
		Vacancies: decimal.NewNullDecimal(decimal.NewFromInt(107)),
		Agency:    decimal.NewNullDecimal(decimal.NewFromInt(81)),
	}
	for _, kind := range []caseload.WorkforceRatio{caseload.VacancyRate, caseload.AgencyRate} {
		fmt.Printf("%v: %s\n", kind, oldham.Ratio(kind).Working(caseload.DfEPlaces))
	}
	// Output:
	// vacancy: 107 / 276.8 × 100 = 38.7 %
	// agency: 81 / 250.8 × 100 = 32.3 %
}

// Can everyone be brought within their limit, and by which moves?
func ExampleTransfers() {
	plan, err := caseload.Transfers([]caseload.Holder{
		{Name: "Ann", Load: 25, Limit: 18}, {Name: "Ben", Load: 12, Limit: 18}, {Name: "Cy", Load: 16, Limit: 18},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range plan.Moves {
		fmt.Printf("%s to %s: %d\n", m.From, m.To, m.Cases)
	}
	// When only Cy may take Ann's cases, the plan is refused with its proof.
	plan, err = caseload.Transfers([]caseload.Holder{
		{Name: "Ann", Load: 25, Limit: 18}, {Name: "Ben", Load: 12, Limit: 18}, {Name: "Cy", Load: 16, Limit: 18},
	}, func(_, to string) bool { return to == "Cy" })
	fmt.Println(plan.Feasible, err)
	fmt.Println(plan.Proof)
	// Output:
	// Ann to Ben: 6
	// Ann to Cy: 1
	// false <nil>
	// Ann hold 7 cases above their limits, and who may take from them, Cy, have room for 2
}

// How many more social workers would bring the average from 17 to the optimum of 15, and when is it reached at four a month?
func ExampleCourse_Months() {
	staff := caseload.Staffing{Cases: 1700, FTE: decimal.NewFromInt(100)}
	need, err := staff.Need(decimal.NewFromInt(15), caseload.Protection{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(staff.Average().Working(1), "so", need.More, "more workers, or", need.ToClose, "cases fewer")
	arrival, err := caseload.Course{
		Staffing:        staff,
		Joining:         decimal.NewFromInt(4),
		TurnoverPercent: decimal.NewFromInt(12),
		Start:           time.Date(2025, time.September, 30, 0, 0, 0, 0, time.UTC),
	}.Months()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(arrival.Month, "months,", arrival.Date.Format(time.DateOnly))
	// Output:
	// 1700 / 100 = 17.0 so 14 more workers, or 200 cases fewer
	// 5 months, 2026-02-28
}

// Who has room for a case of 59 points?
func ExampleRoom() {
	d := decimal.RequireFromString
	ranked, refused := caseload.Room([]caseload.Candidate{
		{Name: "full", Used: d("2100"), Available: d("2176")},
		{Name: "half time", Used: d("900"), Available: d("1088")},
		{Name: "on leave", Used: d("30"), Available: d("0")},
	}, d("59"), caseload.Threshold{})
	for _, o := range ranked {
		fmt.Println(o.Name, o.Before.Text(1), "then", o.After.Text(1))
	}
	for _, o := range refused {
		fmt.Println(o.Name, o.Before.Text(1), o.Reasons)
	}
	// Output:
	// half time 82.7 % then 88.1 %
	// full 96.5 % then 99.2 %
	// on leave load with no capacity [has no capacity]
}

// Two halves of a stream, each described by itself, merge into the whole.
func ExampleAccumulator_Merge() {
	north, _ := caseload.NewAccumulator(caseload.Settings{})
	south, _ := caseload.NewAccumulator(caseload.Settings{})
	_ = north.Add(12, decimal.NewFromInt(1))
	_ = south.Add(30, decimal.NewFromInt(1))
	if err := north.Merge(south); err != nil {
		fmt.Println(err)
		return
	}
	p := north.Profile()
	fmt.Println(p.MeanPerWorker().Working(1), p.Median.Decimal)
	// Output: 42 / 2 = 21.0 21
}
