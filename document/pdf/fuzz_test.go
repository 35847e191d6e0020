package pdf_test

import (
	"context"
	"testing"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
)

// FuzzRead reads anything: it may refuse it, but neither panics nor goes on without end.
func FuzzRead(f *testing.F) {
	f.Add(report().bytes())
	f.Add(report().packed())
	f.Add(one(grid([]float64{70, 190, 290, 390}, []float64{714, 694, 674, 654, 634}) + rows(700, 20, []float64{72, 200, 300}, statement()...)))
	f.Add(one(prose(72, 700, 12) + prose(320, 700, 12)))
	f.Add(one("BI /W 4 /H 2 /BPC 8 /CS /G ID 12345678 EI /X Do q Q /OC /Off BDC EMC BT /F1 10 Tf [(a) -200 (b)] TJ ET"))
	f.Fuzz(func(t *testing.T, content []byte) {
		limits := document.DefaultLimits()
		limits.Unpacked = 8 << 20
		d, err := document.Read(context.Background(), "report.pdf", append([]byte("%PDF-1.7\n"), content...), limits, pdf.Format())
		if err == nil && len(d.Tables()) > 0 {
			d.Tables()[0].Row(0)
		}
	})
}
