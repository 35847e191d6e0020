package column_test

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// How much does each directorate spend? The amounts are whole pence, however they are written, and the directorates numbers, so
// that a million rows are added up by a million additions.
func Example() {
	file := "Service,Directorate,Spend\nHomes,Children,\"£1,200.50\"\nFostering,Children,(200.25)\nLibraries,Places,80\n"
	grid, err := table.ReadDelimited(strings.NewReader(file), figure.Place{File: "spend.csv"}, table.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	schema := table.Schema{Name: "spend.csv", Label: "service", Group: "directorate", Columns: []table.Column{
		{ID: "service"}, {ID: "directorate"}, {ID: "spend", Kind: table.KindMoney, Unit: figure.Unit{Measure: figure.Pounds}},
	}}
	records, err := schema.Read(grid, table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	directorates, spend := records.Column("directorate").Codes(), records.Column("spend").Numbers()
	if !spend.Exact() {
		fmt.Println("an amount has more digits than 64 bits hold: add the decimals")
		return
	}
	sums := make([]int64, len(directorates.Names()))
	for i, units := range spend.Units() {
		sums[directorates.Codes()[i]] += units
	}
	for code, name := range directorates.Names() {
		fmt.Println(name, decimal.New(sums[code], spend.Exponent()))
	}
	// Output:
	// Children 1000.25
	// Places 80
}

// A column keeps each number as it is printed, and all of them at the finest power of ten that one needs.
func ExampleNumbers() {
	var n column.Numbers
	n.Add(12, column.Form{State: column.Value})             // "12"
	n.Add(125, column.Form{State: column.Value, Places: 1}) // "12.5"
	n.Add(0, column.Form{})                                 // an empty cell
	fmt.Println(n.Units(), n.Exponent(), n.Exact(), n.Full())
	// Output: [120 125 0] -1 true false
}
