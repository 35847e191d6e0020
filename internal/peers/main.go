// Command peers runs the same workloads on the same generated input through this library and through what an analyst would
// use otherwise: numpy and pandas (Debian's python3-numpy and python3-pandas) and DuckDB (npm's @duckdb/node-api), where
// they are installed. It prints nanoseconds a row, ratios, and a checksum of each result, and exits 1 when two of them
// differ. Reading the input is not timed, save that of the published file; each figure is the best of the rounds.
//
//	go run . -rows 1000000 -rounds 5
//
// It is a module of its own, because internal packages import none of the five.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "`rows` of each workload, a multiple of 24")
	published := flag.Int("published", 306_000, "`rows` of the published file that is read")
	rounds := flag.Int("rounds", 5, "`rounds` of each, of which the best is printed")
	modules := flag.String("modules", "node_modules", "`folder` in which npm has put @duckdb/node-api")
	python := flag.String("python", "/usr/bin/python3", "`program` that has numpy and pandas")
	flag.Parse()
	if err := run(os.Stdout, *rows, *published, *rounds, *modules, *python); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// result is one workload by one peer.
type result struct {
	workload, peer string
	nanoseconds    float64 // a row
	checksum       string
}

func run(w io.Writer, rows, published, rounds int, modules, python string) error {
	if rows < 24 || published < 1_000 || rounds < 1 {
		return errors.New("use 24 rows, 1,000 published rows and 1 round at least")
	}
	rows -= rows % perSeries
	folder, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	in := generate(rows)
	if err := in.write(folder); err != nil {
		return err
	}
	file := publish(published)
	if err := file.write(folder); err != nil {
		return err
	}
	results, err := library(in, rounds)
	if err != nil {
		return err
	}
	more, err := neighbours(file, rounds)
	if err != nil {
		return err
	}
	results = append(results, more...)
	for _, peer := range []struct {
		name    string
		command *exec.Cmd
	}{
		{"numpy and pandas", exec.Command(python, "-", folder, strconv.Itoa(rows), strconv.Itoa(rounds), strconv.Itoa(published))},
		{"DuckDB", exec.Command("node", "--input-type=module", "-", folder, strconv.Itoa(rows), strconv.Itoa(rounds), modules, strconv.Itoa(published))},
	} {
		peer.command.Stdin = strings.NewReader(scripts[peer.name])
		more, err := outside(peer.command)
		if err != nil {
			fmt.Fprintf(w, "without %s: %v\n", peer.name, err)
		}
		results = append(results, more...)
	}
	return report(w, results)
}

// outside runs a peer, which prints "workload peer nanoseconds checksum" lines.
func outside(command *exec.Cmd) (results []result, err error) {
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, reason(stderr.String()))
	}
	text := bufio.NewScanner(bytes.NewReader(out))
	for text.Scan() {
		var r result
		if _, err := fmt.Sscan(text.Text(), &r.workload, &r.peer, &r.nanoseconds, &r.checksum); err != nil {
			return nil, fmt.Errorf("%q: %w", text.Text(), err)
		}
		results = append(results, r)
	}
	return results, text.Err()
}

// reason is the line of what a program complained about that names the error.
func reason(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for _, line := range lines {
		if strings.Contains(line, "Error") {
			return line
		}
	}
	return lines[len(lines)-1]
}

// report prints a table and says which checksums differ from the library's.
func report(w io.Writer, results []result) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "workload\tby\tns a row\ttimes scrutineer\tchecksum")
	var differ []string
	own := map[string]result{}
	for _, r := range results {
		if r.peer == "scrutineer" {
			own[r.workload] = r
		}
	}
	slices.SortStableFunc(results, func(a, b result) int { return strings.Compare(a.workload, b.workload) })
	for _, r := range results {
		ours := own[r.workload]
		fmt.Fprintf(table, "%s\t%s\t%.1f\t%.1f\t%s\n", r.workload, r.peer, r.nanoseconds, r.nanoseconds/ours.nanoseconds, r.checksum)
		if r.checksum != ours.checksum {
			differ = append(differ, fmt.Sprintf("%s by %s: %s, not %s", r.workload, r.peer, r.checksum, ours.checksum))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(differ) > 0 {
		return errors.New("checksums differ: " + strings.Join(differ, "; "))
	}
	return nil
}

// write writes the input as CSV, for DuckDB, and as columns of little-endian int64, for numpy.
func (in input) write(folder string) error {
	for name, column := range in.columns() {
		if err := os.WriteFile(filepath.Join(folder, name+".i64"), bytesOf(column), 0o600); err != nil {
			return err
		}
	}
	return in.writeCSV(filepath.Join(folder, "rows.csv"))
}
