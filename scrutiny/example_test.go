package scrutiny_test

import (
	"fmt"
	"strings"

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

// Does the table I have just pasted add up?
func ExampleReadTable() {
	pasted := "Service\tBudget £k\tForecast £k\tVariance £k\n" +
		"Children in Care\t41,300\t53,387\t12,087\n" +
		"Fieldwork\t11,615\t12,288\t673\n" +
		"Total\t52,915\t65,675\t12,670\n"
	proposal, err := scrutiny.ReadTable(strings.NewReader(pasted))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(proposal.Notes[0])
	fmt.Println(proposal.Formulas[0])
	result := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{proposal.Accept()}}, scrutiny.Options{})
	fmt.Println(result.Differing()[0].Explanation)
	// Output:
	// "Total" is taken to add up "Children in Care", "Fieldwork": it does in 2 of 3 columns.
	// variance may be forecast - budget, by its name: it holds in 2 of 2 rows
	// table/Total/variance is printed 12,670, its row and column need 12,759 to 12,761: two digits are changed round.
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
