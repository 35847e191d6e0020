package disclosure_test

import (
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
)

// Can this table be published so that nobody can tell that three children were placed in the north?
func Example() {
	counts := disclosure.Counts{
		Rows: []string{"north", "south", "west"}, Columns: []string{"fostered", "at home", "residential"},
		Cells: [][]int{{3, 12, 45}, {20, 7, 9}, {11, 8, 0}},
	}
	result, err := disclosure.Suppress(counts, disclosure.Options{})
	if errors.Is(err, disclosure.ErrUnprotected) {
		fmt.Println("no:", err)
		return
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, row := range result.Published.Rows {
		fmt.Println(row, result.Published.Cells[i], result.Published.RowTotals[i])
	}
	for _, e := range result.Exposures {
		fmt.Println(e)
	}
	// Output:
	// north [c c 45] 60
	// south [20 7 9] 36
	// west [c c 0] 19
	// north, fostered: 1 to 13
	// north, at home: 2 to 14
	// west, fostered: 1 to 13
	// west, at home: 6 to 18
}
