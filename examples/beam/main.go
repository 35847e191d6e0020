// Command beam describes the children's services of many authorities in one Apache Beam pipeline: it reads each authority's
// files, uses the packages' mergeable accumulators as combiners, and writes profiles, statements and comparisons.
//
//	go run . -generate national -authorities 153 -workers 400
//	go run . -in national -out results
//
// It runs in this process, on the SDK's own runner, without network. With -runner flink, spark or dataflow, and the flags
// that those take, the same pipeline runs there.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // -in and -out may be folders
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

func main() {
	in := flag.String("in", "", "`folder` with workers, statements and counts, a CSV file an authority in each")
	out := flag.String("out", "", "`folder` for the results")
	list := flag.String("neighbours", "", "CSV `file` with a list of statistical neighbours; each authority is compared with all others without it")
	bundle := flag.Int("bundle", 10_000, "how many records `n` are accumulated together before they are merged")
	inProcess := flag.Bool("in-process", false, "do the same without Beam, to compare")
	generate := flag.String("generate", "", "write made-up files to a `folder`, and stop")
	authorities := flag.Int("authorities", 153, "how many authorities to make up")
	workers := flag.Int("workers", 400, "how many workers each")
	flag.Parse()
	beam.Init()
	if err := run(*in, *out, *list, *bundle, *inProcess, *generate, *authorities, *workers); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

func run(in, out, list string, bundle int, inProcess bool, generate string, authorities, workers int) error {
	if generate != "" {
		return Generate(generate, authorities, workers)
	}
	if in == "" || out == "" || bundle < 1 {
		return fmt.Errorf("name -in and -out, and a -bundle of 1 or more")
	}
	neighbours, err := readList(list)
	if err != nil {
		return err
	}
	begin := time.Now()
	if inProcess {
		err = withoutBeam(in, out, neighbours)
	} else {
		err = withBeam(context.Background(), in, out, neighbours, bundle)
	}
	slog.Info("done", "seconds", time.Since(begin).Seconds(), "beam", !inProcess)
	return err
}

func readList(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	text, err := os.ReadFile(name)
	return string(text), err
}

// withBeam builds the pipeline and runs it where the flags say.
func withBeam(ctx context.Context, in, out, neighbours string, bundle int) error {
	p, s := beam.NewPipelineWithRoot()
	profiles, statements, comparisons := Build(s, in, neighbours, bundle)
	textio.Write(s, path.Join(out, "profiles.jsonl"), profiles)
	textio.Write(s, path.Join(out, "statements.jsonl"), statements)
	textio.Write(s, path.Join(out, "comparisons.jsonl"), comparisons)
	return beamx.Run(ctx, p)
}
