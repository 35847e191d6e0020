package document_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
)

// Which tables does a report hold, and what stands above each?
func Example() {
	const report = `# Budget monitoring, month 4

Forecast by service, £k:

| Service | Budget | Forecast |
|---|---:|---:|
| Care | 41,300 | 53,387 |
| **Total** | 41,300 | 53,387 |

The forecast is £12.087m over budget.
`
	d, err := document.Open(context.Background(), "month4.md", strings.NewReader(report), document.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range d.Tables() {
		rows, columns := t.Size()
		fmt.Printf("table %d has %d rows and %d columns below %q\n", t.Source.Table, rows, columns, t.Title)
		fmt.Printf("%q stands on %s\n", t.Text(2, 0), t.Place(2, 0))
	}
	// Output:
	// table 1 has 3 rows and 3 columns below "Budget monitoring, month 4\nForecast by service, £k:"
	// "Total" stands on month4.md, table 1, line 8, column 1
}
