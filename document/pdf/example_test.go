package pdf_test

import (
	"bytes"
	"context"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
)

// A committee report is a PDF: which tables are in it, and on which page?
func Example() {
	report := one(at(72, 730, "Table 1: Forecast, £000") + rows(700, 14, []float64{72, 200, 300}, statement()...))
	d, err := document.Open(context.Background(), "report.pdf", bytes.NewReader(report), document.Limits{}, pdf.Format())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range d.Tables() {
		fmt.Println(t.Title, "on", t.Source)
		fmt.Println(t.Row(3))
	}
	// Output:
	// Table 1: Forecast, £000 on report.pdf, page 1, table 1
	// [Total 5,500 6,350]
}
