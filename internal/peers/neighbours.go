package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
)

const (
	authorities = 153
	features    = 30
	kinds       = 6
	firstCode   = 201
)

// published is a file in the layout of DfE's looked-after release, and what each authority is like.
type published struct {
	text []byte
	rows int
	// like are the features of the authorities, one after the other.
	like []int64
}

// publish makes the same file each time. A year is England, nine regions and 153 authorities, six kinds each; the last year may
// end in the middle, as when authorities have not returned their figures.
func publish(rows int) published {
	random := rand.New(rand.NewPCG(2025, 3))
	p := published{rows: rows}
	var b bytes.Buffer
	b.WriteString("time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,population_type,population_estimate,children_count\n")
	written := 0
	for year := 2025; written < rows; year-- {
		for area := range 10 + authorities {
			place, population := "National,E92000001,England,,,,,", 12_183_016
			switch {
			case area >= 10:
				at := area - 10
				population = 20_000 + 1_373*at
				place = fmt.Sprintf("Local authority,E92000001,England,E1200000%d,Region number %d of England,%d,Authority of some length %d,E0800%04d", at%9, at%9, firstCode+at, at, at)
			case area > 0:
				population = 900_000 + area
				place = fmt.Sprintf("Regional,E92000001,England,E1200000%d,Region number %d of England,,,", area-1, area-1)
			}
			for kind := range kinds {
				if written++; written <= rows {
					fmt.Fprintf(&b, "%d,Reporting year,%s,Children looked after on 31 March of each year by kind %d,%d,%d\n", year, place, kind, population, 80+random.IntN(population/100))
				}
			}
		}
	}
	p.text = b.Bytes()
	for range authorities * features {
		p.like = append(p.like, int64(random.IntN(100_000)))
	}
	return p
}

func (p published) write(folder string) error {
	var list bytes.Buffer
	list.WriteString("area,neighbour\n")
	for i := range authorities {
		for k := 1; k <= 10; k++ {
			fmt.Fprintf(&list, "%d,%d\n", firstCode+i, firstCode+(i+k)%authorities)
		}
	}
	like := make([]byte, 0, 8*len(p.like))
	for _, v := range p.like {
		like = binary.LittleEndian.AppendUint64(like, uint64(v))
	}
	for name, data := range map[string][]byte{"dfe.csv": p.text, "neighbours.csv": list.Bytes(), "like.i64": like} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// nextTen is a list in which everybody's neighbours are the ten authorities after them.
func nextTen() (*demand.List, error) {
	list := demand.NewList("the next ten", time.Time{}, "")
	for i := range authorities {
		set := make([]demand.Neighbour, 10)
		for k := range set {
			set[k].Code = fmt.Sprint(firstCode + (i+k+1)%authorities)
		}
		if err := list.Add(fmt.Sprint(firstCode+i), set); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// place is how one authority stands in one year and kind.
type place struct {
	n, rank, quarter int
	mean, median     demand.Value
}

// compare reads the file and sets every authority beside its neighbours, every year and kind.
func (p published) compare(list *demand.List) (func() string, error) {
	data, err := dfe.Read(bytes.NewReader(p.text), dfe.Options{
		Rates: []dfe.RateColumn{{Name: "rate", Count: "children_count", Population: "population_estimate", Places: 1}},
	})
	if err != nil {
		return nil, err
	}
	places := make([]place, 0, p.rows)
	err = data.Each(dfe.Query{Indicators: []string{"rate"}, Neighbours: list, Polarity: rag.LowerBetter}, func(r *dfe.Row) error {
		places = append(places, place{r.N, r.Rank, r.Quarter, r.Mean(), r.Median()})
		return nil
	})
	return func() string {
		sum := decimal.Zero
		for _, one := range places {
			mean, _ := one.mean.Round(6).Decimal()
			median, _ := one.median.Decimal()
			sum = sum.Add(mean.Shift(6)).Add(median.Shift(2)).Add(decimal.NewFromInt(int64(one.n + 3*one.rank + 5*one.quarter)))
		}
		return fmt.Sprintf("%d/%s", len(places), sum)
	}, err
}

// nearest finds the ten nearest of every authority.
func (p published) nearest() (func() string, error) {
	f := demand.Features{Name: "peers", Rows: map[string][]demand.Value{}}
	for k := range features {
		f.Columns = append(f.Columns, fmt.Sprint("feature ", k))
	}
	for i := range authorities {
		row := make([]demand.Value, features)
		for k := range row {
			row[k] = demand.Whole(int(p.like[i*features+k]))
		}
		f.Rows[fmt.Sprint(firstCode+i)] = row
	}
	m, err := f.Model()
	if err != nil {
		return nil, err
	}
	list, err := m.List(10)
	return func() string {
		sum := 0
		for i := range authorities {
			set, _ := list.Of(fmt.Sprint(firstCode + i))
			for rank, n := range set {
				var code int
				fmt.Sscan(n.Code, &code)
				sum += (i + 1) * (rank + 1) * (code - firstCode + 1)
			}
		}
		return fmt.Sprint(sum)
	}, err
}

// neighbours runs the workloads about neighbours through this library.
func neighbours(p published, rounds int) (results []result, err error) {
	list, err := nextTen()
	if err != nil {
		return nil, err
	}
	for _, work := range []struct {
		name string
		rows int
		run  func() (func() string, error)
	}{
		{"neighbours", p.rows, func() (func() string, error) { return p.compare(list) }},
		{"nearest", authorities * (authorities - 1), p.nearest},
	} {
		best, checksum := math.Inf(1), func() string { return "" }
		for range rounds {
			begin := time.Now()
			if checksum, err = work.run(); err != nil {
				return nil, fmt.Errorf("%s: %w", work.name, err)
			}
			best = min(best, float64(time.Since(begin).Nanoseconds())/float64(work.rows))
		}
		results = append(results, result{work.name, "scrutineer", best, checksum()})
	}
	return slices.Clip(results), nil
}
