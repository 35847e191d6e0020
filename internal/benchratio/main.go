// Command benchratio reads what go test -bench prints and sets each benchmark beside its floor in the same run: the
// plain Go loop over the same data. On a noisy machine the ratio is the figure.
//
// A benchmark takes part when it has a sub-benchmark named floor; every sub-benchmark beside it gets a ratio. Medians are taken over
// the rounds of -count.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	if err := report(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// line is "BenchmarkProfile/floor-2   10   1234 ns/op   1.7 ns/row"; the number of processors is dropped.
var line = regexp.MustCompile(`^Benchmark(\S+?)/([^/\s]+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// report writes one row for each benchmark beside its floor, in the order in which they ran.
func report(r io.Reader, w io.Writer) error {
	var order []string
	seconds := map[string]map[string][]float64{}
	unit := map[string]string{}
	input := bufio.NewScanner(r)
	for input.Scan() {
		if strings.HasPrefix(input.Text(), "--- FAIL") || strings.HasPrefix(input.Text(), "FAIL") {
			return fmt.Errorf("a benchmark failed: %s", input.Text())
		}
		m := line.FindStringSubmatch(input.Text())
		if m == nil {
			continue
		}
		name, part := m[1], m[2]
		value, u, err := measure(m[3])
		if err != nil {
			return fmt.Errorf("%s: %w", input.Text(), err)
		}
		if seconds[name] == nil {
			seconds[name] = map[string][]float64{}
			order = append(order, name)
		}
		seconds[name][part] = append(seconds[name][part], value)
		unit[name] = u
	}
	if err := input.Err(); err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "benchmark\tfloor\tscrutineer\tratio\tunit\t")
	for _, name := range order {
		floor, ok := seconds[name]["floor"]
		if !ok {
			continue
		}
		parts := make([]string, 0, len(seconds[name]))
		for part := range seconds[name] {
			if part != "floor" {
				parts = append(parts, part)
			}
		}
		slices.Sort(parts)
		for _, part := range parts {
			label := name
			if part != "scrutineer" {
				label += "/" + part
			}
			f, s := median(floor), median(seconds[name][part])
			fmt.Fprintf(table, "%s\t%.3g\t%.3g\t%.1f\t%s\t\n", label, f, s, s/f, unit[name])
		}
	}
	return table.Flush()
}

// measure prefers the time of one row to that of one operation, which may be a million rows.
func measure(rest string) (float64, string, error) {
	fields := strings.Fields(rest)
	value, unit := "", ""
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i+1] == "ns/op" && unit == "" || fields[i+1] == "ns/row" {
			value, unit = fields[i], fields[i+1]
		}
	}
	v, err := strconv.ParseFloat(value, 64)
	return v, unit, err
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
