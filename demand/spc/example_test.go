package spc_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Is this month's rise in the average caseload a signal, or noise; and can we rely on meeting the target of 18?
func Example() {
	caseload := []float64{16.1, 16.4, 15.9, 16.3, 16.0, 16.5, 16.2, 15.8, 16.1, 16.4, 16.0, 16.3, 17.6}
	chart, err := spc.XmR(caseload, spc.Settings{Polarity: rag.LowerBetter, Target: new(18.0)})
	if err != nil {
		fmt.Println(err)
		return
	}
	last := chart.Last()
	fmt.Printf("centre %.2f, limits %.2f to %.2f\n", last.Centre, last.Lower, last.Upper)
	fmt.Println("latest month:", chart.Points[12].Rule, chart.Variation)
	fmt.Println("target:", chart.Assurance)
	// Output:
	// centre 16.28, limits 15.10 to 17.45
	// latest month: outside_limits special_cause_concern
	// target: consistent_pass
}

// A run chart needs no limits: is there a shift?
func ExampleRunChartOf() {
	visits := []float64{81, 79, 82, 80, 78, 83, 80, 79, 86, 88, 87, 89, 86, 90, 88, 87}
	chart, err := spc.RunChartOf(visits, spc.RunSettings{})
	fmt.Printf("median %.1f, longest run %d of %d, crossings %d of %d, shift %v %v\n",
		chart.Centre, chart.Runs.Longest, chart.Runs.LongestMax, chart.Runs.Crossings, chart.Runs.CrossingsMin, chart.Runs.Signal, err)
	// Output:
	// median 84.5, longest run 8 of 7, crossings 1 of 4, shift true <nil>
}
