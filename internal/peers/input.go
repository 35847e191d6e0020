package main

import (
	"bufio"
	"encoding/binary"
	"os"
	"strconv"
)

const (
	perSeries = 24    // points of a series
	groups    = 50    // groups of budget lines
	areas     = 1_000 // groups of indicators
)

// input is the same rows for every workload, as whole numbers.
type input struct {
	cases  []int64 // children held by a worker
	group  []int64 // of a budget line
	budget []int64 // pence
	spend  []int64 // pence, the forecast
	area   []int64 // of an indicator
	actual []int64 // tenths, against a target of 900
	value  []int64 // of a point; 24 make a series
}

// generate makes the same rows each time, by a linear congruential generator.
func generate(rows int) input {
	var in input
	state := uint64(2025)
	next := func(n uint64) int64 {
		state = state*6364136223846793005 + 1442695040888963407
		return int64(state >> 33 % n)
	}
	for range rows {
		in.cases = append(in.cases, next(40))
		in.group = append(in.group, next(groups))
		in.budget = append(in.budget, 1_000_000+next(900_000_000))
		in.spend = append(in.spend, 1_000_000+next(900_000_000))
		in.area = append(in.area, next(areas))
		in.actual = append(in.actual, 700+next(300))
		in.value = append(in.value, 100+next(64))
	}
	return in
}

func (in input) columns() map[string][]int64 {
	return map[string][]int64{
		"cases": in.cases, "grp": in.group, "budget": in.budget, "spend": in.spend, "area": in.area, "actual": in.actual, "value": in.value,
	}
}

func bytesOf(column []int64) []byte {
	b := make([]byte, 0, 8*len(column))
	for _, v := range column {
		b = binary.LittleEndian.AppendUint64(b, uint64(v))
	}
	return b
}

func (in input) writeCSV(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	w.WriteString("i,cases,grp,budget,spend,area,actual,value\n")
	for i := range in.cases {
		for j, v := range []int64{int64(i), in.cases[i], in.group[i], in.budget[i], in.spend[i], in.area[i], in.actual[i], in.value[i]} {
			if j > 0 {
				w.WriteByte(',')
			}
			w.WriteString(strconv.FormatInt(v, 10))
		}
		w.WriteByte('\n')
	}
	return w.Flush()
}
