package propose_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Which figure follows from which? A table of quarters has sums, differences, rates and a cumulative column, and says none of
// its rules; a price list multiplies.
func ExampleTables_relations() {
	said := func(rows [][]string) {
		met := map[string]bool{}
		for _, f := range scrutiny.Check(propose.Tables(table.FromRows(rows)), scrutiny.Options{}).Findings {
			if !met[f.Why] {
				met[f.Why] = true
				fmt.Printf("%s: %s (%s)\n", f.Kind, f.Why, f.Working)
			}
		}
	}
	said([][]string{
		{"Quarter", "Referrals", "Assessed", "Not assessed", "% assessed", "Cumulative referrals"},
		{"Q1", "1,277", "1,034", "243", "81.0%", "1,277"},
		{"Q2", "1,394", "1,071", "323", "76.8%", "2,671"},
		{"Q3", "1,101", "962", "139", "87.4%", "3,772"},
		{"Q4", "1,218", "1,002", "216", "82.3%", "4,990"},
		{"Total", "4,990", "4,069", "921", "81.5%", ""},
	})
	said([][]string{
		{"Placement", "Weeks", "Weekly price £", "Cost £"},
		{"Fostering", "212", "512", "108,544"},
		{"Residential", "37", "5,306", "196,322"},
		{"Secure", "9", "7,211", "64,899"},
	})
	// Output:
	// sum: this row is the sum of rows 2 to 5 in 3 of 3 columns (1,277 + 1,394 + 1,101 + 1,218 = 4,990, as printed)
	// sum: this column is the sum of columns 3 and 4 in 5 of 5 rows (1,034 + 243 = 1,277, as printed)
	// sum: this column is its figure in the row before and column 2 in 3 of 3 rows (1,277 + 1,394 = 2,671, as printed)
	// ratio: this column is column 3 divided by column 2, times 100 in 5 of 5 rows (1,034 ÷ 1,277 × 100 = 80.971%, which rounds to 81.0%, as printed)
	// product: this column is column 2 times column 3 in 3 of 3 rows (212 × 512 = 108,544, as printed)
}
