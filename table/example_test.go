package table_test

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// A council prints its budget monitoring with a title, headings of its own, a subtotal and a total: which rows are services, and
// what do they come to?
func Example() {
	const printed = `Children's services: month 4 (£000)

Service area,Revised budget,Forecast outturn
Residential,"12,400","13,900"
Fostering,"8,100","8,050"
Sub-total,"20,500","21,950"
Fieldwork,"9,870","(1,400)"
Total,"30,370","20,550"
Source: general ledger at 31 July
`
	pounds := figure.Unit{Measure: figure.Pounds}
	schema := table.Schema{
		Name: "statement.csv", Label: "service",
		Columns: []table.Column{
			{ID: "service", Synonyms: []string{"Service area"}},
			{ID: "budget", Label: "Revised budget", Kind: table.KindMoney, Unit: pounds},
			{ID: "forecast", Label: "Forecast outturn", Kind: table.KindMoney, Unit: pounds},
		},
	}
	grid, err := table.ReadDelimited(strings.NewReader(printed), figure.Place{File: "month4.csv"}, table.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	records, err := schema.Read(grid, table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	service, forecast := records.Column("service"), records.Column("forecast")
	for _, i := range records.Lines() {
		fmt.Println(service.Text(i), forecast.Decimal(i))
	}
	for _, note := range records.Notes {
		fmt.Println(note)
	}
	// Output:
	// Residential 13900000
	// Fostering 8050000
	// Fieldwork -1400000
	// "Sub-total" on line 6 is taken for a subtotal, not for a line: it adds up all rows above it
	// "Total" on line 8 is taken for a total, not for a line: it adds up all rows above it
}
