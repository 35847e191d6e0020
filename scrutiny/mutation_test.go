package scrutiny_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// ledger is a table of whole thousandths: true figures, from which what is printed is drawn.
type ledger struct {
	rows [][]int64 // budget, forecast, reserves, variance, in thousandths of a printed unit
}

const ledgerColumns = 4

// drawLedger draws true, unrounded figures whose formulas and totals hold.
func drawLedger(random *rand.Rand, rows int) ledger {
	l := ledger{}
	for range rows {
		size := int64(1_000_000)
		if random.IntN(3) == 0 {
			size = 90_000_000
		}
		budget := 200_000 + random.Int64N(size)
		forecast := budget + random.Int64N(budget/4+1) - budget/8
		reserves := -random.Int64N(400_000)
		l.rows = append(l.rows, []int64{budget, forecast, reserves, forecast + reserves - budget})
	}
	return l
}

func (l ledger) total() []int64 {
	total := make([]int64, ledgerColumns)
	for _, row := range l.rows {
		for i, v := range row {
			total[i] += v
		}
	}
	return total
}

// rounded prints thousandths to the nearest unit; a tie goes either way.
func rounded(random *rand.Rand, v int64) int64 {
	sign := int64(1)
	if v < 0 {
		sign, v = -1, -v
	}
	whole, rest := v/1000, v%1000
	if rest > 500 || (rest == 500 && random.IntN(2) == 0) {
		whole++
	}
	return sign * whole
}

// sheet is the printed table: rows and, last, the total.
type sheet [][]int64

func (l ledger) print(random *rand.Rand) sheet {
	var s sheet
	for _, row := range append(append([][]int64{}, l.rows...), l.total()) {
		line := make([]int64, len(row))
		for i, v := range row {
			line[i] = rounded(random, v)
		}
		s = append(s, line)
	}
	return s
}

func (s sheet) report(columns ...string) scrutiny.Report {
	ids := []string{"budget", "forecast", "reserves", "variance"}
	table := scrutiny.Table{ID: "t", Unit: "£k"}
	for _, id := range ids {
		column := scrutiny.Column{ID: id}
		if id == "variance" {
			column.Formula = "forecast + reserves - budget"
		}
		table.Columns = append(table.Columns, column)
	}
	for i, line := range s {
		cells := map[string]scrutiny.Input{}
		for k, id := range ids {
			cells[id] = scrutiny.Print(strconv.FormatInt(line[k], 10))
		}
		if i == len(s)-1 {
			table.Totals = []scrutiny.Total{{Label: "Total", Of: []string{"*"}, Cells: cells}}
			continue
		}
		table.Rows = append(table.Rows, scrutiny.Row{Label: "row " + strconv.Itoa(i+1), Cells: cells})
	}
	return scrutiny.Report{Tables: []scrutiny.Table{table}}
}

// contradicts says, in whole numbers and without the package, whether some sum of the sheet cannot be rounding: a row of
// three figures may miss by 2 units, a column of n by (n+1)/2.
func (s sheet) contradicts() bool {
	abs := func(v int64) int64 { return max(v, -v) }
	rows := len(s) - 1
	for _, line := range s {
		if abs(line[1]+line[2]-line[0]-line[3]) > 2 {
			return true
		}
	}
	for k := range ledgerColumns {
		sum := int64(0)
		for _, line := range s[:rows] {
			sum += line[k]
		}
		if 2*abs(sum-s[rows][k]) > int64(rows+1) {
			return true
		}
	}
	return false
}

// mutations are the slips injected, each by the name that the explanation should give.
var mutations = []scrutiny.Slip{scrutiny.SlipSign, scrutiny.SlipScale, scrutiny.SlipOmitted, scrutiny.SlipTwice, scrutiny.SlipTransposed, scrutiny.SlipDigit}

// mutate puts one slip into a sheet.
func mutate(random *rand.Rand, l ledger, s sheet, slip scrutiny.Slip) {
	row, column := random.IntN(len(s)), random.IntN(ledgerColumns)
	cell := &s[row][column]
	switch slip {
	case scrutiny.SlipSign:
		*cell = -*cell
	case scrutiny.SlipScale:
		*cell *= []int64{10, 100, 1000}[random.IntN(3)]
	case scrutiny.SlipOmitted, scrutiny.SlipTwice:
		which, times := l.rows[random.IntN(len(l.rows))], int64(1)
		if slip == scrutiny.SlipOmitted {
			times = -1
		}
		for k, v := range l.total() {
			s[len(s)-1][k] = rounded(random, v+times*which[k])
		}
	case scrutiny.SlipTransposed, scrutiny.SlipDigit:
		*cell = mistype(random, *cell, slip)
	}
}

func mistype(random *rand.Rand, v int64, slip scrutiny.Slip) int64 {
	digits := []byte(strconv.FormatInt(max(v, -v), 10))
	if len(digits) < 3 {
		return v
	}
	at := random.IntN(len(digits) - 1)
	if slip == scrutiny.SlipTransposed {
		digits[at], digits[at+1] = digits[at+1], digits[at]
	} else {
		digits[at] = byte('0' + random.IntN(10))
	}
	if digits[0] == '0' {
		return v
	}
	changed, _ := strconv.ParseInt(string(digits), 10, 64)
	if v < 0 {
		return -changed
	}
	return changed
}

func TestCheck_FindsInjectedSlipsAndNamesThem(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	total, named := 0, 0
	for _, slip := range mutations {
		found, right, misses := 0, 0, map[scrutiny.Slip]int{}
		for range 80 {
			l := drawLedger(random, 3+random.IntN(6))
			s := l.print(random)
			mutate(random, l, s, slip)
			if !s.contradicts() {
				continue
			}
			result := scrutiny.Check(s.report(), scrutiny.Options{})
			require.Positive(t, result.Summary.Differs, "%s: %v", slip, s)
			found++
			if got := result.Findings[0].Slip; got == slip {
				right++
			} else {
				misses[got]++
			}
		}
		t.Logf("%-18s found %d, named %d, otherwise %v", slip, found, right, misses)
		total, named = total+found, named+right
	}
	require.GreaterOrEqual(t, 10*named, 9*total, "%d of %d named", named, total)
}

// checkHonest draws a table of true figures, prints it, and requires that it is not accused.
func checkHonest(t *testing.T, seed uint64, rows int) {
	random := rand.New(rand.NewPCG(seed, uint64(rows)))
	s := drawLedger(random, rows).print(random)
	result := scrutiny.Check(s.report(), scrutiny.Options{})
	if result.Summary.Differs > 0 {
		t.Fatalf("seed %d, %d rows accused: %s\n%v", seed, rows, result.Findings[0].Working, s)
	}
}

func TestCheck_AccusesNoHonestTable(t *testing.T) {
	count := 200
	if n, err := strconv.Atoi(os.Getenv("SCRUTINEER_TABLES")); err == nil {
		count = n
	}
	for seed := range uint64(count) {
		checkHonest(t, seed, 1+int(seed%12))
	}
}

func FuzzCheck_AccusesNoHonestTable(f *testing.F) {
	f.Add(uint64(1), uint8(3))
	f.Add(uint64(99), uint8(20))
	f.Fuzz(func(t *testing.T, seed uint64, rows uint8) { checkHonest(t, seed, 1+int(rows%24)) })
}

// Whatever the document, reading and checking it ends, and a second check says the same.
func FuzzReadReport(f *testing.F) {
	f.Add(`{"claims": [{"printed": "19%", "formula": "a / b * 100", "inputs": {"a": "428", "b": {"value": "2,202", "exact": true}}}]}`)
	f.Add(`{"tables": [{"columns": [{"id": "a"}, {"id": "b", "formula": "a - -a * (2)"}], "rows": [{"label": "x", "cells": {"a": "1", "b": "under 5"}}], "totals": [{"label": "t", "of": ["*"], "cells": {"a": "(1)"}}]}]}`)
	f.Add(`{"claims": [{"kind": "set", "whole": true, "base": "57", "items": [{"value": "23%"}, {"value": "72"}, {"value": "5"}]}, {"kind": "rank", "printed": "3rd", "value": "5", "items": [{"value": "6"}]}]}`)
	f.Add(`{"claims": [{"same_as": "x", "printed": "1"}, {"id": "x", "printed": {"same_as": "claim-1"}, "formula": "1/0"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		report, err := scrutiny.ReadReport(strings.NewReader(document))
		if err != nil {
			return
		}
		first := scrutiny.Check(report, scrutiny.Options{})
		second := scrutiny.Check(report, scrutiny.Options{Previous: &report})
		for _, finding := range first.Findings {
			require.NotEmpty(t, finding.ID)
			require.NotEmpty(t, finding.Working, fmt.Sprint(finding))
		}
		require.True(t, first.Equal(scrutiny.Check(report, scrutiny.Options{})))
		require.GreaterOrEqual(t, len(second.Findings), len(first.Findings))
	})
}
