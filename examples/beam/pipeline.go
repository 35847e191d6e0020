package main

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// England is the key of the whole.
const England = "England"

func init() {
	beam.RegisterCoder(reflect.TypeFor[Caseloads](), encodeCaseloads, decodeCaseloads)
	beam.RegisterCoder(reflect.TypeFor[Money](), encodeMoney, decodeMoney)
	register.DoFn3x1[context.Context, fileio.ReadableFile, func(string, Worker), error](&readWorkers{})
	register.DoFn3x1[context.Context, fileio.ReadableFile, func(string, Service), error](&readStatements{})
	register.DoFn3x1[context.Context, fileio.ReadableFile, func(string, Count), error](&readCounts{})
	register.DoFn3x1[string, func(*Count) bool, func(string), error](&compareAll{})
	register.Emitter2[string, Worker]()
	register.Emitter2[string, Service]()
	register.Emitter2[string, Count]()
	register.Emitter1[string]()
	register.Iter1[Count]()
	register.Combiner3[Caseloads, Worker, Caseloads](&describe{})
	register.Combiner1[Caseloads](&mergeCaseloads{})
	register.Combiner3[Money, Service, Money](&addUp{})
	register.Combiner1[Money](&mergeMoney{})
	register.Combiner1[Count](&addCounts{})
	register.Function2x2(caseloadsOfArea)
	register.Function2x2(moneyOfArea)
	register.Function2x2(countOfArea)
	register.Function2x2(caseloadsOfEngland)
	register.Function2x2(moneyOfEngland)
	register.Function2x2(printProfile)
	register.Function2x2(printLine)
	register.Function2x2(together)
}

// Build adds to a pipeline the reading of every file below in, and returns lines of JSON: a profile an authority and one of
// England, a statement line an authority and service and those of England, and a comparison an authority.
//
// Records are first accumulated in parts of at most bundle, then parts are merged by authority, then authorities into
// England. However the runner bundles the work, and whatever the parts, the accumulators are exact, so the results are the same to
// the last digit.
func Build(s beam.Scope, in, neighbours string, bundle int) (profiles, statements, comparisons beam.PCollection) {
	return buildProfiles(s.Scope("profiles"), in, bundle), buildStatements(s.Scope("statements"), in, bundle), buildComparisons(s.Scope("comparisons"), in, neighbours, bundle)
}

// files are those of one kind.
func files(s beam.Scope, in, kind string) beam.PCollection {
	return fileio.ReadMatches(s, fileio.MatchFiles(s, path.Join(in, kind, "*.csv"), fileio.MatchEmptyDisallow()))
}

func buildProfiles(s beam.Scope, in string, bundle int) beam.PCollection {
	workers := beam.ParDo(s, &readWorkers{Bundle: bundle}, files(s, in, "workers"))
	parts := beam.CombinePerKey(s, &describe{}, workers)
	areas := beam.CombinePerKey(s, &mergeCaseloads{}, beam.ParDo(s, caseloadsOfArea, parts))
	all := beam.CombinePerKey(s, &mergeCaseloads{}, beam.ParDo(s, caseloadsOfEngland, areas))
	return beam.ParDo(s, printProfile, beam.Flatten(s, areas, all))
}

func buildStatements(s beam.Scope, in string, bundle int) beam.PCollection {
	services := beam.ParDo(s, &readStatements{Bundle: bundle}, files(s, in, "statements"))
	parts := beam.CombinePerKey(s, &addUp{}, services)
	areas := beam.CombinePerKey(s, &mergeMoney{}, beam.ParDo(s, moneyOfArea, parts))
	all := beam.CombinePerKey(s, &mergeMoney{}, beam.ParDo(s, moneyOfEngland, areas))
	return beam.ParDo(s, printLine, beam.Flatten(s, areas, all))
}

func buildComparisons(s beam.Scope, in, neighbours string, bundle int) beam.PCollection {
	counts := beam.ParDo(s, &readCounts{Bundle: bundle}, files(s, in, "counts"))
	parts := beam.CombinePerKey(s, &addCounts{}, counts)
	areas := beam.CombinePerKey(s, &addCounts{}, beam.ParDo(s, countOfArea, parts))
	// One authority is compared with others, so all of them, one number each, come together.
	return beam.ParDo(s, &compareAll{Neighbours: neighbours}, beam.GroupByKey(s, beam.ParDo(s, together, areas)))
}

// partKey is the key of a part of what is accumulated under key.
func partKey(key string, record, bundle int) string {
	return fmt.Sprintf("%s\x00%d", key, record/bundle)
}

// whole is the key without the part.
func whole(key string) string {
	key, _, _ = strings.Cut(key, "\x00")
	return key
}

// Beam finds a function by its name, which all instances of a generic one share, so each has a function of its own.

func caseloadsOfArea(key string, c Caseloads) (string, Caseloads) { return whole(key), c }

func moneyOfArea(key string, m Money) (string, Money) { return whole(key), m }

func countOfArea(key string, c Count) (string, Count) { return whole(key), c }

func caseloadsOfEngland(_ string, c Caseloads) (string, Caseloads) { return England, c }

// moneyOfEngland keeps the service of "area\x01service".
func moneyOfEngland(key string, m Money) (string, Money) {
	_, service, _ := strings.Cut(key, "\x01")
	return England + "\x01" + service, m
}

func together(area string, c Count) (string, Count) {
	c.Area = area
	return England, c
}

// areaOf is the authority of a file: workers/353.csv is of 353.
func areaOf(file fileio.ReadableFile) string {
	return strings.TrimSuffix(path.Base(strings.ReplaceAll(file.Metadata.Path, "\\", "/")), ".csv")
}

// readFile hands a file to its reader, and names it when it cannot be used. A file is an authority's, so it fits in memory.
func readFile[T any](ctx context.Context, file fileio.ReadableFile, read func([]byte) (T, error)) (value T, err error) {
	text, err := file.Read(ctx)
	if err != nil {
		return value, err
	}
	if value, err = read(text); err != nil {
		return value, fmt.Errorf("%s: %w", file.Metadata.Path, err)
	}
	return value, nil
}

// Worker is one worker on the way to an accumulator, which needs no name.
type Worker struct {
	Cases int
	FTE   string
}

type readWorkers struct{ Bundle int }

func (fn *readWorkers) ProcessElement(ctx context.Context, file fileio.ReadableFile, emit func(string, Worker)) error {
	roster, err := readFile(ctx, file, workersOf)
	if err != nil {
		return err
	}
	for i, w := range roster.Workers {
		emit(partKey(areaOf(file), i, fn.Bundle), Worker{w.Cases, w.FTE.String()})
	}
	return nil
}

func workersOf(text []byte) (caseload.Roster, error) {
	roster, err := caseload.ReadWorkers(bytes.NewReader(text))
	if err == nil {
		err = roster.Err()
	}
	return roster, err
}

// Service is one statement line on the way to a sum.
type Service struct{ Budget, Forecast, Reserves string }

type readStatements struct{ Bundle int }

func (fn *readStatements) ProcessElement(ctx context.Context, file fileio.ReadableFile, emit func(string, Service)) error {
	s, err := readFile(ctx, file, statementOf)
	if err != nil {
		return err
	}
	for i, l := range s.Lines {
		emit(partKey(areaOf(file)+"\x01"+l.Service, i, fn.Bundle), Service{l.Budget.String(), l.Forecast.String(), l.Reserves.String()})
	}
	return nil
}

func statementOf(text []byte) (finance.Statement, error) {
	return finance.ReadStatement(bytes.NewReader(text), finance.StatementFormat{})
}

// Count is children of a population.
type Count struct {
	Area                 string
	Children, Population int
}

type readCounts struct{ Bundle int }

func (fn *readCounts) ProcessElement(ctx context.Context, file fileio.ReadableFile, emit func(string, Count)) error {
	samples, err := readFile(ctx, file, samplesOf)
	if err != nil {
		return err
	}
	for i, c := range samples {
		emit(partKey(areaOf(file), i, fn.Bundle), c)
	}
	return nil
}

// samplesOf reads counts.csv as demand interval does: x children of n.
func samplesOf(text []byte) (counts []Count, err error) {
	samples, err := demand.ReadSamples(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	for i, s := range samples {
		if !s.X.IsInteger() || !s.N.IsInteger() {
			return nil, fmt.Errorf("line %d: children and population are counted in whole numbers", i+2)
		}
		counts = append(counts, Count{Children: int(s.X.IntPart()), Population: int(s.N.IntPart())})
	}
	return counts, nil
}

// compareAll compares each authority with its neighbours.
type compareAll struct{ Neighbours string }

func (fn *compareAll) ProcessElement(_ string, next func(*Count) bool, emit func(string)) error {
	var counts []Count
	var c Count
	for next(&c) {
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b Count) int { return strings.Compare(a.Area, b.Area) })
	lines, err := comparisonsOf(counts, fn.Neighbours)
	for _, line := range lines {
		emit(line)
	}
	return err
}

func number(text string) (decimal.Decimal, error) { return decimal.NewFromString(text) }
