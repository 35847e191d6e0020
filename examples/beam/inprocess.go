package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// withoutBeam gives the same results from one loop: what Beam costs is measured against it, and what it says is held against
// it.
func withoutBeam(in, out, neighbours string) error {
	profiles, err := eachFile(in, "workers", profileFiles)
	if err != nil {
		return err
	}
	statements, err := eachFile(in, "statements", statementFiles)
	if err != nil {
		return err
	}
	comparisons, err := eachFile(in, "counts", func(files map[string][]byte) ([]string, error) {
		return comparisonFiles(files, neighbours)
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, lines := range map[string][]string{"profiles": profiles, "statements": statements, "comparisons": comparisons} {
		if err := os.WriteFile(filepath.Join(out, name+".jsonl"), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// eachFile reads the files of a kind by authority.
func eachFile(in, kind string, work func(files map[string][]byte) ([]string, error)) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(in, kind, "*.csv"))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[strings.TrimSuffix(filepath.Base(name), ".csv")], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return work(files)
}

func sorted[T any](m map[string]T) (keys []string) {
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func profileFiles(files map[string][]byte) (lines []string, err error) {
	england, err := caseload.NewAccumulator(caseload.Settings{})
	if err != nil {
		return nil, err
	}
	for _, area := range sorted(files) {
		roster, err := workersOf(files[area])
		if err != nil {
			return nil, err
		}
		own, err := caseload.NewAccumulator(caseload.Settings{})
		if err != nil {
			return nil, err
		}
		for _, w := range roster.Workers {
			if err := own.Add(w.Cases, w.FTE); err != nil {
				return nil, err
			}
		}
		if err := england.Merge(own); err != nil {
			return nil, err
		}
		line, err := printProfile(area, Caseloads{Accumulator: own})
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	line, err := printProfile(England, Caseloads{Accumulator: england})
	return append(lines, line), err
}

func statementFiles(files map[string][]byte) (lines []string, err error) {
	sums := map[string]Money{}
	for _, area := range sorted(files) {
		s, err := statementOf(files[area])
		if err != nil {
			return nil, err
		}
		for _, l := range s.Lines {
			line := Money{finance.Line{Budget: l.Budget, Forecast: l.Forecast, Reserves: l.Reserves}}
			for _, key := range []string{area + "\x01" + l.Service, England + "\x01" + l.Service} {
				sums[key] = sum(sums[key], line)
			}
		}
	}
	for _, key := range sorted(sums) {
		line, err := printLine(key, sums[key])
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func comparisonFiles(files map[string][]byte, neighbours string) ([]string, error) {
	var sums []Count
	for _, area := range sorted(files) {
		counts, err := samplesOf(files[area])
		if err != nil {
			return nil, err
		}
		own := Count{Area: area}
		for _, c := range counts {
			own.Children += c.Children
			own.Population += c.Population
		}
		sums = append(sums, own)
	}
	return comparisonsOf(sums, neighbours)
}
