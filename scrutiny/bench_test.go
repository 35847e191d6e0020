package scrutiny_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// bigReport is 50 tables of 20 rows and 8 columns of honest, rounded figures: the size of a council's whole budget book.
func bigReport() scrutiny.Report {
	random := rand.New(rand.NewPCG(7, 7))
	report := scrutiny.Report{}
	for n := range 50 {
		table := scrutiny.Table{ID: fmt.Sprintf("t%d", n), Unit: "£k"}
		for k := range 7 {
			table.Columns = append(table.Columns, scrutiny.Column{ID: fmt.Sprintf("c%d", k)})
		}
		table.Columns = append(table.Columns, scrutiny.Column{ID: "all", Formula: "sum(c0, c1, c2, c3, c4, c5, c6)"})
		totals := make([]int64, 8)
		for i := range 20 {
			cells, all := map[string]scrutiny.Input{}, int64(0)
			put := func(k int, v int64) {
				id := fmt.Sprintf("c%d", k)
				if k == 7 {
					id = "all"
				}
				totals[k] += v
				cells[id] = scrutiny.Print(fmt.Sprint((v + 500) / 1000))
			}
			for k := range 7 {
				v := random.Int64N(90_000_000)
				all += v
				put(k, v)
			}
			put(7, all)
			table.Rows = append(table.Rows, scrutiny.Row{Label: fmt.Sprintf("row %d", i), Cells: cells})
		}
		total := scrutiny.Total{Label: "Total", Of: []string{"*"}, Cells: map[string]scrutiny.Input{}}
		for k, v := range totals {
			id := fmt.Sprintf("c%d", k)
			if k == 7 {
				id = "all"
			}
			total.Cells[id] = scrutiny.Print(fmt.Sprint((v + 500) / 1000))
		}
		table.Totals = []scrutiny.Total{total}
		report.Tables = append(report.Tables, table)
	}
	return report
}

// BenchmarkCheck is a report of 50 tables of 20 × 8 cells beside the bare sums of the same figures.
func BenchmarkCheck(b *testing.B) {
	report := bigReport()
	const rows = 50 * 21
	perRow := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	}
	b.Run("floor", func(b *testing.B) {
		figures := make([][][]int64, 50)
		for t := range figures {
			figures[t] = make([][]int64, 21)
			for i := range figures[t] {
				figures[t][i] = make([]int64, 8)
			}
		}
		for b.Loop() {
			gaps := 0
			for _, table := range figures {
				var totals [8]int64
				for _, row := range table {
					sum := int64(0)
					for k, v := range row {
						sum += v
						totals[k] += v
					}
					if sum != 2*row[7] {
						gaps++
					}
				}
			}
			if gaps != 0 {
				b.Fatal(gaps)
			}
		}
		perRow(b)
	})
	b.Run("scrutineer", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if n := scrutiny.Check(report, scrutiny.Options{}).Summary.Differs; n != 0 {
				b.Fatal(n)
			}
		}
		perRow(b)
	})
}
