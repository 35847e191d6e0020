package dfe_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// generated is a file in the shape of DfE's looked-after release: years, England, nine regions and 153 authorities, and a
// filter whose values are long, as they are in the published files (about 196 bytes a row).
func generated(rows int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("\uFEFFtime_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,population_type,population_estimate,children_count,rate_per_10000\n")
	const authorities, regions, kinds = 153, 9, 6
	n := 0
	for year := 2025; ; year-- {
		for area := range 1 + regions + authorities {
			for kind := range kinds {
				if n == rows {
					return b.Bytes()
				}
				n++
				place := "National,E92000001,England,,,,,"
				population := 12_183_016
				switch {
				case area > regions:
					at := area - regions - 1
					population = 20_000 + 1_373*at
					place = fmt.Sprintf("Local authority,E92000001,England,E1200000%d,Region number %d of England,%d,Authority of some length %d,E0800%04d", at%regions, at%regions, 201+at, at, at)
				case area > 0:
					population = 900_000 + area
					place = fmt.Sprintf("Regional,E92000001,England,E1200000%d,Region number %d of England,,,", area-1, area-1)
				}
				children := 80 + random.IntN(population/100)
				fmt.Fprintf(&b, "%d,Reporting year,%s,Children looked after on 31 March of each year by kind %d,%d,%d,%d\n",
					1000+year%1000, place, kind, population, children, (children*10_000+population/2)/population)
			}
		}
	}
}

// tens is a list in which everybody's neighbours are the ten authorities after them.
func tens(t testing.TB) *demand.List {
	list := demand.NewList("the next ten", time.Time{}, "")
	for i := range 153 {
		set := make([]demand.Neighbour, 10)
		for k := range set {
			set[k].Code = fmt.Sprint(201 + (i+k+1)%153)
		}
		require.NoError(t, list.Add(fmt.Sprint(201+i), set))
	}
	return list
}

// BenchmarkCompare reads a file of 306,000 rows (60 MB) and works out the rate, the neighbours' mean and median, the rank
// and the quartile of every authority, kind and year. Its floor is encoding/csv reading the same bytes and doing nothing.
func BenchmarkCompare(b *testing.B) {
	const rows = 306_000
	text := generated(rows)
	b.Run("floor", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(text))
			r.ReuseRecord = true
			for {
				if _, err := r.Read(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	})
	b.Run("scrutineer", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		list := tens(b)
		for b.Loop() {
			data, err := dfe.Read(bytes.NewReader(text), dfe.Options{
				Rates: []dfe.RateColumn{{Name: "rate", Count: "children_count", Population: "population_estimate", Places: 1}},
			})
			require.NoError(b, err)
			checksum := 0
			err = data.Each(dfe.Query{Indicators: []string{"rate"}, Neighbours: list, Polarity: rag.LowerBetter}, func(r *dfe.Row) error {
				checksum += r.Rank + r.N
				return nil
			})
			require.NoError(b, err)
			require.NotZero(b, checksum)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	})
}
