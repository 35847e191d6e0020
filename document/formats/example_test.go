package formats_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/formats"
)

// What stands in a file that somebody sent, whatever program wrote it?
func ExampleAll() {
	const file = `<!doctype html><h1>Month 4</h1><p>Spend was &pound;5m.</p><table><tr><th>Team<th>Cases<tr><td>North<td>1,234</table>`
	d, err := document.Open(context.Background(), "report.html", strings.NewReader(file), document.Limits{}, formats.All()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			fmt.Println(b.Place, "holds", b.Table.Text(1, 1), "at", b.Table.Place(1, 1))
			continue
		}
		fmt.Printf("%s: %s\n", b.Kind, b.Text)
	}
	// Output:
	// heading: Month 4
	// paragraph: Spend was £5m.
	// report.html, table 1 holds 1,234 at report.html, table 1, row 2, column 2
}
