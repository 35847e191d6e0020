package flow_test

import (
	"fmt"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// How many child-days of residential care must we budget for this quarter, and what would fewer entries save?
func Example() {
	april := time.Date(2025, time.April, 1, 0, 0, 0, 0, time.UTC)
	model := flow.Model{
		Placements: []string{flow.Fostering, flow.Residential},
		Rates: []flow.Rate{
			{Band: "10 to 15", From: flow.Fostering, To: flow.Residential, PerDay: 0.0005},
			{Band: "10 to 15", From: flow.Residential, PerDay: 0.001},
		},
		Entries: []flow.Entry{{Band: "10 to 15", To: flow.Residential, PerDay: 0.05}},
	}
	stock := []flow.Children{
		{Placement: flow.Fostering, Born: time.Date(2013, time.March, 5, 0, 0, 0, 0, time.UTC), Number: 40},
		{Placement: flow.Residential, Born: time.Date(2011, time.November, 20, 0, 0, 0, 0, time.UTC), Number: 20},
	}
	fewer := []flow.Adjustment{{Flow: flow.EntryFlow, Multiply: new(0.5)}}
	for _, scenario := range [][]flow.Adjustment{nil, fewer} {
		p, err := model.Project(stock, flow.Settings{Start: april, Days: 91, Scenario: scenario})
		if err != nil {
			fmt.Println(err)
			return
		}
		quarter := p.Quarters[0]
		residential := quarter.Placements[1]
		lower, upper := residential.End.Interval95()
		fmt.Printf("%s: %s child-days, %.1f children at its end (%.1f to %.1f)\n",
			quarter.Label, residential.CareDays().Round(1), residential.End.Mean, lower, upper)
	}
	// Output:
	// 2025-26 Q1: 2017.7 child-days, 24.3 children at its end (18.9 to 29.7)
	// 2025-26 Q1: 1918.3 child-days, 22.1 children at its end (17.6 to 26.7)
}
