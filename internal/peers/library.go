package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// library runs the workloads through this library. A checksum is made of the result, after the clock has stopped.
func library(in input, rounds int) (results []result, err error) {
	ledger := &finance.Ledger{}
	for i := range in.budget {
		ledger.Add(fmt.Sprint("group ", in.group[i]), decimal.New(in.budget[i], -2), decimal.New(in.spend[i], -2), decimal.Zero)
	}
	target := make([]int64, len(in.actual))
	for i := range target {
		target[i] = 900
	}
	actuals, targets := rag.FiguresOfUnits(in.actual, -1), rag.FiguresOfUnits(target, -1)
	area := make([]int32, len(in.area))
	for i, a := range in.area {
		area[i] = int32(a)
	}
	rule, err := rag.ReadRule(strings.NewReader(`{"id":"peers","version":"1","kind":"tolerance","polarity":"higher","amber_within":"5"}`))
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(in.value))
	for i, v := range in.value {
		values[i] = float64(v)
	}
	for _, work := range []struct {
		name string
		run  func() (checksum func() string, err error)
	}{
		{"bands", func() (func() string, error) { return bands(in.cases) }},
		{"totals", func() (func() string, error) {
			total := ledger.GroupTotals()
			return func() string { return totalsSum(total) }, nil
		}},
		{"ratings", func() (func() string, error) {
			tallies, err := rule.TallyAll(actuals, targets, area, areas)
			return func() string { return talliesSum(tallies) }, err
		}},
		{"limits", func() (func() string, error) { return limits(values) }},
	} {
		var took []float64
		var checksum func() string
		for range rounds {
			begin := time.Now()
			if checksum, err = work.run(); err != nil {
				return nil, fmt.Errorf("%s: %w", work.name, err)
			}
			took = append(took, float64(time.Since(begin).Nanoseconds())/float64(len(in.cases)))
		}
		best := slices.Min(took)
		results = append(results, result{work.name, "scrutineer", best, checksum()})
	}
	return results, nil
}

// bands parts workers by cases, with mean and median.
func bands(cases []int64) (func() string, error) {
	a, err := caseload.NewAccumulator(caseload.Settings{})
	if err != nil {
		return nil, err
	}
	one := decimal.NewFromInt(1)
	for _, c := range cases {
		if err := a.Add(int(c), one); err != nil {
			return nil, err
		}
	}
	p := a.Profile()
	return func() string {
		mean, _ := p.MeanPerWorker().Round(6)
		text := fmt.Sprintf("%s/%s", mean.StringFixed(6), p.Median.Decimal.StringFixed(1))
		for _, c := range p.Banding.Counts {
			text += fmt.Sprintf("/%d", c.Workers)
		}
		return text
	}, nil
}

// totalsSum is Σ (group + 1) × variance in pence, so that a total in the wrong group shows.
func totalsSum(lines []finance.Line) string {
	sum := decimal.Zero
	for _, l := range lines {
		var group int64
		fmt.Sscanf(l.Group, "group %d", &group)
		sum = sum.Add(l.Variance().Amount.Shift(2).Mul(decimal.NewFromInt(group + 1)))
	}
	return sum.String()
}

// talliesSum is Σ (area + 1) × (green + 3 amber + 7 red).
func talliesSum(tallies []rag.Tally) string {
	sum := 0
	for i, t := range tallies {
		sum += (i + 1) * (t.Green + 3*t.Amber + 7*t.Red)
	}
	return fmt.Sprint(sum)
}

// limits are XmR limits of every series of 24 points. The values are whole and 24 divides exactly in binary only now and then, so the
// checksum takes thousandths.
func limits(values []float64) (func() string, error) {
	made := make([]spc.Limits, 0, len(values)/perSeries)
	for at := 0; at < len(values); at += perSeries {
		l, err := spc.ProcessLimits(values[at:at+perSeries], false)
		if err != nil {
			return nil, err
		}
		made = append(made, l)
	}
	return func() string {
		sum := 0.0
		for _, l := range made {
			sum += math.Round(l.Centre*1000) + math.Round(l.Upper*1000)
		}
		return fmt.Sprintf("%.0f", sum)
	}, nil
}
