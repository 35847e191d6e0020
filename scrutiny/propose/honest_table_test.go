package propose_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/table"
)

// honest is a table of true figures, each rounded as a council prints it: every statement that it makes holds of what was
// rounded.
type honest struct {
	rng  *rand.Rand
	rows [][]string
	// step is what counts are rounded to, and places how many decimals amounts have.
	step   float64
	places int
}

func (h *honest) pick(words ...string) string { return words[h.rng.IntN(len(words))] }

// print writes an amount as the table rounds it.
func (h *honest) print(x float64) string {
	if h.step > 1 {
		return grouped(math.Round(x/h.step)*h.step, 0)
	}
	return grouped(x, h.places)
}

func grouped(x float64, places int) string {
	text := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	if x < 0 && strings.Trim(text, "0.") != "" {
		return "-" + b.String()
	}
	return b.String()
}

// newHonest makes a table of 1 to 6 columns of amounts over 2 to 9 lines, some in groups, with totals first or last, and
// behind them columns that follow from the others.
func newHonest(seed uint64) *honest {
	h := &honest{rng: rand.New(rand.NewPCG(seed, 7)), step: []float64{1, 1, 1, 1, 5, 10}[seed%6], places: []int{0, 0, 0, 1, 2}[seed%5]}
	columns, groups, size := 1+h.rng.IntN(5), 1+h.rng.IntN(3), math.Pow(10, 1+4*h.rng.Float64())
	heads := []string{h.pick("Service", "Area", "Placement", "Team", "£k", "")}
	for c := range columns {
		heads = append(heads, h.pick("Budget", "Actual", "2023/24", "2024", "Q1", "Boys", "Plan", "Value")+strings.Repeat(" ", c%2)+[]string{"", " (a)", " revised", " £", " no."}[c])
	}
	var lines, all [][]float64
	var labels []string
	total := make([]float64, columns)
	for g := range groups {
		sub := make([]float64, columns)
		for k := range 2 + h.rng.IntN(5) {
			line := make([]float64, columns)
			for c := range line {
				line[c] = size * h.rng.Float64()
				if h.rng.IntN(12) == 0 {
					line[c] = 0
				}
				sub[c] += line[c]
				total[c] += line[c]
			}
			lines, all = append(lines, line), append(all, line)
			labels = append(labels, fmt.Sprintf("%s %d.%d", h.pick("Fostering", "Residential", "Care leavers", "North", "Adoption", "Total Place programme", "Staffing"), g, k))
			if h.rng.IntN(9) == 0 {
				part := make([]float64, columns)
				for c := range part {
					part[c] = line[c] * h.rng.Float64()
				}
				lines, labels = append(lines, part), append(labels, "of which "+h.pick("agency", "asylum seekers", "out of area"))
			}
		}
		if groups > 1 {
			lines, labels = append(lines, sub), append(labels, h.pick("Subtotal", "Group total", "Total group", "Sub-total")+fmt.Sprintf(" %d", g))
		}
	}
	name := h.pick("Total", "All", "Grand total", "Total services", "Children's services total", "England", "Net total")
	if h.rng.IntN(4) == 0 {
		lines, labels = append([][]float64{total}, lines...), append([]string{name}, labels...)
	} else {
		lines, labels = append(lines, total), append(labels, name)
	}
	h.write(heads, labels, lines, total)
	h.average(all)
	return h
}

// write prints the lines and what follows from them.
func (h *honest) write(heads, labels []string, lines [][]float64, total []float64) {
	columns := len(total)
	variance, sum, share, change, rate := columns > 1 && h.rng.IntN(2) == 0, columns > 2 && h.rng.IntN(3) == 0, h.rng.IntN(3) == 0, columns > 1 && h.rng.IntN(3) == 0, columns > 1 && h.rng.IntN(4) == 0
	for _, add := range []struct {
		on   bool
		head string
	}{{sum, h.pick("Total", "All")}, {variance, h.pick("Variance", "Difference", "Change")}, {change, h.pick("% change", "Change %")}, {share, h.pick("% of total", "Share", "%")}, {rate, h.pick("Rate per 1,000", "Cost per child")}} {
		if add.on {
			heads = append(heads, add.head)
		}
	}
	h.rows = append(h.rows, heads)
	for k, line := range lines {
		row := []string{labels[k]}
		across := 0.0
		for _, x := range line {
			row = append(row, h.print(x))
			across += x
		}
		if sum {
			row = append(row, h.print(across))
		}
		if variance {
			row = append(row, h.print(line[1]-line[0]))
		}
		if change {
			row = append(row, h.quotient(100*(line[1]-line[0]), line[0], 1, "%"))
		}
		if share {
			row = append(row, h.quotient(100*line[0], total[0], 1, "%"))
		}
		if rate {
			row = append(row, h.quotient(1000*line[0], line[1], 1, ""))
		}
		h.rows = append(h.rows, row)
	}
}

// quotient prints one, or nothing where there is no base.
func (h *honest) quotient(a, b float64, places int, mark string) string {
	if b == 0 {
		return ""
	}
	return strconv.FormatFloat(a/b, 'f', places, 64) + mark
}

// average puts a row of means below, or of rates that no rule explains.
func (h *honest) average(all [][]float64) {
	switch h.rng.IntN(6) {
	case 0:
		row := []string{h.pick("Average", "Mean", "England average")}
		for c := range all[0] {
			sum := 0.0
			for _, line := range all {
				sum += line[c]
			}
			row = append(row, grouped(sum/float64(len(all)), 1))
		}
		h.rows = append(h.rows, row)
	case 1:
		row := []string{h.pick("Rate per 10,000", "Median days", "Percentage in time")}
		for range all[0] {
			row = append(row, grouped(100*h.rng.Float64(), 1))
		}
		h.rows = append(h.rows, row)
	}
}

// checkRows is what is said of a table.
func checkRows(rows [][]string) scrutiny.Result {
	return scrutiny.Check(propose.Tables(table.FromRows(rows)), scrutiny.Options{})
}

// FuzzHonestTable accuses no honest table, whatever its rules.
func FuzzHonestTable(f *testing.F) {
	for seed := range uint64(600) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		h := newHonest(seed)
		for _, finding := range checkRows(h.rows).Differing() {
			var b strings.Builder
			for _, row := range h.rows {
				b.WriteString(strings.Join(row, " | ") + "\n")
			}
			require.Fail(t, "an honest table is accused", "seed %d\n%s%s\n%s", seed, b.String(), finding.Working, finding.Why)
		}
	})
}
