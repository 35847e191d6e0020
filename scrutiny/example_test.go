package scrutiny_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// Do these figures hold? The report of 2 October 2024, 1.3, says that new placements cost £1.442m, that £1.458m of it was
// mitigated, and that the net reduction is £0.019m.
func Example() {
	report := scrutiny.Report{Claims: []scrutiny.Claim{{
		ID: "mitigation", Where: "1.3", Label: "Net effect on placements",
		Printed: scrutiny.Print("-£0.019m"),
		Inputs:  map[string]scrutiny.Input{"demand": scrutiny.Print("£1.442m"), "mitigated": scrutiny.Print("£1.458m")},
		Formula: "demand - mitigated",
	}}}
	result := scrutiny.Check(report, scrutiny.Options{})
	fmt.Println(result.Findings[0].Verdict)
	fmt.Println(result.Findings[0].Working)
	// Output:
	// differs
	// £1.442m − £1.458m = −£0.016m, printed −£0.019m: differs by £0.003m, and the inputs as printed allow −£0.017m to −£0.015m
}

// How many audits are behind "23 % good, 72 % requiring improvement, 5 % inadequate" of 57?
func ExampleJointCounts() {
	var shares []scrutiny.Share
	for _, text := range []string{"23%", "72%", "5%"} {
		share, _ := scrutiny.ParseShare(text)
		shares = append(shares, share)
	}
	fmt.Println(scrutiny.JointCounts(shares, 57, false, scrutiny.Nearest).Ranges)
	// Output: [{13 13} {41 41} {3 3}]
}

// What may a printed figure stand for?
func ExampleInput_Values() {
	values, _ := scrutiny.Print("£12.261m").Values(scrutiny.Nearest)
	fmt.Println(values)
	values, _ = scrutiny.Print("£12.261m").Values(scrutiny.Truncated)
	fmt.Println(values)
	// Output:
	// [12260500, 12261500]
	// [12261000, 12262000)
}

// Which rule would print 2.5 as 2?
func ExampleRounding_Round() {
	x := decimal.RequireFromString("2.5")
	for _, rule := range []scrutiny.Rounding{scrutiny.TiesAway, scrutiny.TiesEven, scrutiny.Truncated} {
		fmt.Println(rule, rule.Round(x, 0))
	}
	// Output:
	// ties_away 3
	// ties_even 2
	// truncated 2
}
