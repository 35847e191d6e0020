// Command benchratio reads what go test -bench prints and sets each benchmark beside its floor in the same run: the
// plain Go loop over the same data. On a noisy machine the ratio is the figure.
//
// A benchmark takes part when it has a sub-benchmark named floor; every sub-benchmark beside it gets a ratio. Medians are taken over
// the rounds of -count. Beside the workloads that were set out with stands the ratio that was asked of them; with -all one of them that
// did not run is an error.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// workload is one of those that the design sets out with: the floor and what was within reach of it, in ns a row, measured side
// by side on a two-core machine.
type workload struct {
	benchmark, does string
	floor, reach    float64
}

var workloads = []workload{
	{"Profile", "band caseloads, mean, median; 1,000,000 workers", 1.7, 20},
	{"Totals", "variance of 1,000,000 exact budget lines, totals of 50 groups", 5.6, 35},
	{"Tally", "rate 1,000,000 KPIs by threshold, roll up 1,000 groups", 4.5, 18},
	{"Compare", "read a DfE file of 306,000 rows; rate, neighbours' mean and median, rank, quartile", 763, 450},
	{"Limits", "XmR limits of 100,000 series of 24 points, a point", 2.8, 3.5},
	{"Nearest", "ten nearest of 153 authorities, 30 features, a pair", 28, 30},
}

func main() {
	all := flag.Bool("all", false, "fail when a workload of the design did not run")
	flag.Parse()
	if err := report(os.Stdin, os.Stdout, *all); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// line is "BenchmarkProfile/floor-2   10   1234 ns/op   1.7 ns/row"; the number of processors is dropped.
var line = regexp.MustCompile(`^Benchmark(\S+?)/([^/\s]+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// report writes one row for each benchmark beside its floor, in the order in which they ran.
func report(r io.Reader, w io.Writer, all bool) error {
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
	if missing := missingFrom(seconds); all && len(missing) > 0 {
		return fmt.Errorf("no such benchmark beside its floor: %s", strings.Join(missing, ", "))
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "benchmark\tns\tfloor\tratio\tasked\tof\twork")
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
			label, asked, does := name, "", ""
			if part != "scrutineer" {
				label += "/" + part
			} else if at := slices.IndexFunc(workloads, func(w workload) bool { return w.benchmark == name }); at >= 0 {
				asked, does = fmt.Sprintf("%.1f", workloads[at].reach/workloads[at].floor), workloads[at].does
			}
			f, s := median(floor), median(seconds[name][part])
			fmt.Fprintf(table, "%s\t%.3g\t%.3g\t%.1f\t%s\t%s\t%s\n", label, s, f, s/f, asked, strings.TrimPrefix(unit[name], "ns/"), does)
		}
	}
	return table.Flush()
}

// missingFrom are the workloads of which there is no benchmark with a floor and the library beside it.
func missingFrom(seconds map[string]map[string][]float64) (missing []string) {
	for _, w := range workloads {
		if ran := seconds[w.benchmark]; ran["floor"] == nil || ran["scrutineer"] == nil {
			missing = append(missing, w.benchmark)
		}
	}
	return missing
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
