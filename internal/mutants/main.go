// Command mutants changes the calculating code one place at a time and runs the tests: a change that no test notices is a test
// that is missing, or code that nothing needs.
//
//	go run ./internal/mutants -sample 50 -seed 1 scrutiny caseload
//
// The sources are left as they are: a changed file stands beside them and is put in its place by go test -overlay. Of each
// folder, and with /... of those below it, a random sample is tried; the same seed tries the same changes. It prints what was not noticed,
// and exits 1 when a folder is under the share asked for.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"time"
)

func main() {
	sample := flag.Int("sample", 50, "how many `changes` of each folder are tried")
	seed := flag.Uint64("seed", 1, "the `seed` of the sample")
	jobs := flag.Int("jobs", 2, "how many are tried `at once`")
	share := flag.Int("share", 95, "the `per cent` of changes that tests have to notice")
	limit := flag.Duration("limit", 2*time.Minute, "how long the tests of one change may run: one that never ends is noticed")
	flag.Parse()
	folders := flag.Args()
	if len(folders) == 0 {
		folders = []string{"rag", "caseload", "finance", "demand/...", "scrutiny/...", "table/...", "document/..."}
	}
	ok, err := run(os.Stdout, folders, settings{*sample, *seed, *jobs, *share, *limit})
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

type settings struct {
	sample      int
	seed        uint64
	jobs, share int
	limit       time.Duration
}

// run tries each folder, and says whether all of them reach the share.
func run(w io.Writer, folders []string, s settings) (ok bool, err error) {
	ok = true
	for _, folder := range folders {
		all, err := find(folder)
		if err != nil {
			return false, err
		}
		random := rand.New(rand.NewPCG(s.seed, 0))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		tried, err := try(all, s)
		if err != nil {
			return false, err
		}
		noticed := 0
		survivors := slices.DeleteFunc(tried, func(t trial) bool {
			if t.noticed {
				noticed++
			}
			return t.noticed
		})
		total := noticed + len(survivors)
		slices.SortFunc(survivors, func(a, b trial) int { return a.compare(b.mutation) })
		for _, t := range survivors {
			fmt.Fprintln(w, t.mutation)
		}
		fmt.Fprintf(w, "%s: %d of %d changes noticed (%d places in all)\n", folder, noticed, total, len(all))
		ok = ok && noticed*100 >= s.share*total
	}
	return ok, nil
}
