package prose_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document/prose"
)

// Which figures does the sentence hold, and what are the other numbers?
func Example() {
	text := "On 31 March 2024, 188 of our 579 children (32%) lived outside the borough, around 20 of them over 50 miles away."
	for _, f := range prose.Read(text) {
		fmt.Printf("%-14s %s", f.Text, f.Class)
		if f.Hedge != "" {
			fmt.Printf(", %s", f.Hedge)
		}
		if !f.Exact() {
			fmt.Print(", not exact")
		}
		fmt.Println()
	}
	// Output:
	// 31 March 2024  date
	// 188            quantity
	// 579            quantity
	// 32%            quantity
	// 20             quantity, around, not exact
	// 50             quantity, not exact
}
