package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
)

func TestMain(m *testing.M) { ptest.MainWithDefault(m, "prism") }

// results are the lines of every file of a folder, sorted: a runner may write them in any order.
func results(t *testing.T, folder string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range []string{"profiles", "statements", "comparisons"} {
		text, err := os.ReadFile(filepath.Join(folder, name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		slices.Sort(lines)
		all[name] = lines
	}
	return all
}

// The totals are the same to the last digit in one loop, and in a pipeline whose parts are single records, a few, or everything.
func TestWhateverTheBundlingTheTotalsAreThoseOfOneLoop(t *testing.T) {
	folder := t.TempDir()
	if err := Generate(folder, 7, 60); err != nil {
		t.Fatal(err)
	}
	list := "la_code,SN1,SN2\n200,201,202\n201,200,203\n202,203,204\n203,204,205\n204,205,206\n205,206,200\n206,200,201\n"
	for _, neighbours := range []string{"", list} {
		one := filepath.Join(folder, "one")
		if err := withoutBeam(folder, one, neighbours); err != nil {
			t.Fatal(err)
		}
		want := results(t, one)
		if len(want["profiles"]) != 8 || len(want["statements"]) != 32 || len(want["comparisons"]) != 7 {
			t.Fatalf("%d profiles, %d lines, %d comparisons", len(want["profiles"]), len(want["statements"]), len(want["comparisons"]))
		}
		for _, bundle := range []int{1, 13, 1_000_000} {
			out := filepath.Join(folder, "beam")
			if err := withBeam(t.Context(), folder, out, neighbours, bundle); err != nil {
				t.Fatal(err)
			}
			for name, lines := range results(t, out) {
				if !slices.Equal(lines, want[name]) {
					t.Errorf("bundle %d, %s:\n%s\nin one loop:\n%s", bundle, name, strings.Join(lines, "\n"), strings.Join(want[name], "\n"))
				}
			}
		}
	}
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	folder := t.TempDir()
	if err := Generate(folder, 2, 20); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "workers", "201.csv"), []byte("worker,fte,cases\nA,1,many\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := withBeam(t.Context(), folder, filepath.Join(folder, "out"), "", 10)
	if err == nil || !strings.Contains(err.Error(), "201.csv") || !strings.Contains(err.Error(), "many") {
		t.Errorf("the error does not name the file and the cell: %v", err)
	}
}
