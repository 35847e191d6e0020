package propose_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Does the table that I have in front of me add up? Nobody says by which rule; the figures of the budget and of the forecast show it, and
// two digits of a variance are changed round.
func Example() {
	grid := table.FromRows([][]string{
		{"Service £k", "Budget", "Forecast", "Variance"},
		{"Children in Care", "41,300", "53,387", "12,087"},
		{"Fieldwork", "11,615", "12,288", "673"},
		{"Safeguarding", "2,902", "2,757", "(145)"},
		{"Total", "55,817", "68,432", "12,165"},
	})
	result := scrutiny.Check(propose.Tables(grid), scrutiny.Options{})
	for _, f := range result.Differing() {
		fmt.Println(f.Working)
		fmt.Println(f.Why)
	}
	fmt.Println(result.Summary)
	// Output:
	// 12,087 + 673 + (−145) = 12,615, printed 12,165: differs by 450, and the inputs as printed allow 12,613.5 to 12,616.5
	// this row is the sum of rows 2 to 4 in 2 of 3 columns; here it misses by 450
	// 68,432 − 55,817 = 12,615, printed 12,165: differs by 450, and the inputs as printed allow 12,614 to 12,616
	// this column is column 3 less column 2 in 3 of 4 rows; here it misses by 450
	// 5 agree, 0 within rounding, 2 differ, 0 cannot be checked; 12 figures seen, 12 checked; 7 checks able to fail.
}
