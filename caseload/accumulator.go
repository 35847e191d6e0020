package caseload

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/scrutineer-dev/scrutineer/figure"

	"github.com/shopspring/decimal"
)

// Accumulator describes a stream of workers of any length in constant memory: a counter for each number of cases, and sums.
// It is exact, and two of them that saw two halves merge into one that saw the whole. It knows cases and FTE, and neither
// names, teams nor points: what needs those is a [Profile] of a [Roster].
//
// An Accumulator is not safe for use by several goroutines: give each its own, and [Accumulator.Merge] them.
type Accumulator struct {
	settings Settings
	// counts is by cases, so that counts[0] is the workers without any. Their number, cases and quantiles are read off it at
	// the end: a row costs one increment and one sum.
	counts []int64
	// all is the FTE of everyone, none of those without cases.
	all, none fteSum
	// absent is the workers without FTE, who have no limit either.
	absent int64
	// byFTE says that bands or limits go by cases per FTE, row by row.
	byFTE bool
	// banded is by band, and before and after them below and above; only for bands over cases per FTE.
	banded []tally
	edges  []perFTE
	// over is by ordinary limit, exceptional limit and optimum; only for limits per FTE.
	over    [3]tally
	limits  [3]perFTE
	leftOut map[FaultCode]LeftOut
}

// tally is workers, their cases and their FTE.
type tally struct {
	workers, cases int64
	fte            fteSum
}

// ErrStream is a setting that a stream of cases and FTE cannot follow.
var ErrStream = errors.New("a stream knows cases and FTE only")

// NewAccumulator is an empty accumulator. Bands must be over cases or cases per FTE, and limits without protection of newly
// qualified workers; the error is [ErrStream] otherwise.
func NewAccumulator(s Settings) (*Accumulator, error) {
	s, err := s.withDefaults()
	if err != nil {
		return nil, err
	}
	if s.Bands.basis != Cases && s.Bands.basis != CasesPerFTE {
		return nil, fmt.Errorf("%w: bands over %v need a profile", ErrStream, s.Bands.basis)
	}
	if !s.Limits.ASYE.Factor.IsZero() {
		return nil, fmt.Errorf("%w: the protection of newly qualified workers needs a profile", ErrStream)
	}
	if s.Limits.Caps.Len() > 0 {
		return nil, fmt.Errorf("%w: limits by a table of FTE need a profile", ErrStream)
	}
	a := &Accumulator{settings: s, counts: make([]int64, 64), byFTE: s.Limits.PerFTE, leftOut: map[FaultCode]LeftOut{}}
	if s.Bands.basis == CasesPerFTE {
		a.byFTE = true
		a.edges = bandEdges(s.Bands)
		a.banded = make([]tally, s.Bands.Len()+2)
	}
	share := s.Limits.Over.percent().Shift(-2)
	for i, limit := range []decimal.Decimal{s.Limits.Ordinary, s.Limits.Exceptional, s.Limits.Optimum} {
		a.limits[i] = newPerFTE(limit.Mul(share))
	}
	return a, nil
}

// Add counts one worker. The error is a [Fault] when the record cannot be counted; it is then among [Profile.LeftOut], and
// the stream can go on.
func (a *Accumulator) Add(cases int, fte decimal.Decimal) error {
	// What is out of the ordinary, no FTE at all among it, goes the slow way, so that the ordinary row is short. This is
	// [microFTE] written out: a call would cost a tenth of the row.
	places := uint32(-fte.Exponent())
	if places > microPlaces || fte.NumDigits() > 7 || uint(cases) >= uint(len(a.counts)) {
		return a.addSlowly(cases, fte)
	}
	coefficient := fte.CoefficientInt64()
	if uint64(coefficient-1) >= uint64(microBounds[places]) {
		return a.addSlowly(cases, fte)
	}
	micro := coefficient * microScale[places]
	a.counts[cases]++
	a.all.micro += micro
	if cases == 0 {
		a.none.micro += micro
	} else if a.byFTE {
		a.addPerFTE(int64(cases), micro, decimal.Decimal{})
	}
	return nil
}

// AddAll counts a worker for each place of two columns of the same length, faster than one by one. Records that cannot be
// counted are among [Profile.LeftOut]; leftOut is how many of them there were. The error is [ErrStream] when the columns
// differ in length, and nothing is added.
func (a *Accumulator) AddAll(cases []int, ftes []decimal.Decimal) (leftOut int, err error) {
	if len(cases) != len(ftes) {
		return 0, fmt.Errorf("%w: %d caseloads and %d FTEs", ErrStream, len(cases), len(ftes))
	}
	counts, sum := a.counts, int64(0)
	for i, fte := range ftes {
		places, n := uint32(-fte.Exponent()), cases[i]
		if !a.byFTE && places <= microPlaces && uint(n-1) < uint(len(counts)-1) && fte.NumDigits() <= 7 {
			if coefficient := fte.CoefficientInt64(); uint64(coefficient-1) < uint64(microBounds[places]) {
				counts[n]++
				sum += coefficient * microScale[places]
				continue
			}
		}
		if a.Add(n, fte) != nil {
			leftOut++
		}
		counts = a.counts
	}
	a.all.micro += sum
	return leftOut, nil
}

// addSlowly counts an FTE to more than six places and a caseload higher than any before, and refuses what cannot be
// counted.
func (a *Accumulator) addSlowly(cases int, fte decimal.Decimal) error {
	w := Worker{Name: "worker", FTE: fte, Cases: cases}
	if code, header, problem := w.problem(); code != "" {
		if !bounded(fte) {
			fte = decimal.Zero
		}
		out := a.leftOut[code]
		a.leftOut[code] = LeftOut{Code: code, Workers: out.Workers + 1, FTE: out.FTE.Add(fte), Cases: out.Cases + cases}
		return &Fault{Code: code, FTE: fte, Cases: cases, At: figure.Fault{Code: figure.BadValue, Heading: header, Problem: problem}}
	}
	a.grow(cases + 1)
	a.counts[cases]++
	sum := fteSum{rest: fte}
	if micro, ok := microFTE(fte); ok {
		sum = fteSum{micro: micro}
	}
	a.all.add(sum)
	if fte.IsZero() {
		a.absent++
	}
	if cases == 0 {
		a.none.add(sum)
	} else if a.byFTE {
		a.addPerFTE(int64(cases), sum.micro, sum.rest)
	}
	return nil
}

// grow makes room for n counters, twice as many as before, so that a rising stream does not copy at every step.
func (a *Accumulator) grow(n int) {
	if n <= len(a.counts) {
		return
	}
	counts := make([]int64, min(max(n, 2*len(a.counts)), MaxCases+1))
	copy(counts, a.counts)
	a.counts = counts
}

// addPerFTE counts one worker in what goes by cases per FTE. The FTE is micro, or rest when micro is zero.
func (a *Accumulator) addPerFTE(cases, micro int64, rest decimal.Decimal) {
	add := func(t *tally) {
		t.workers++
		t.cases += cases
		t.fte.micro += micro
		t.fte.rest = t.fte.rest.Add(rest)
	}
	if a.banded != nil {
		add(&a.banded[1+positionPerFTE(a.edges, cases, micro, rest)])
	}
	if !a.settings.Limits.PerFTE {
		return
	}
	for i, limit := range a.limits {
		if order := limit.cmp(cases, micro, rest); order > 0 || order == 0 && a.settings.Limits.Over.AtIsOver {
			add(&a.over[i])
		}
	}
}

// Merge adds what another accumulator saw. Both must have been made with the same bands and limits; the error is
// [ErrStream] otherwise, and nothing is added.
func (a *Accumulator) Merge(other *Accumulator) error {
	if !a.settings.Bands.Equal(other.settings.Bands) || !a.settings.Limits.Equal(other.settings.Limits) {
		return fmt.Errorf("%w: the two were made with different bands or limits", ErrStream)
	}
	a.grow(len(other.counts))
	for cases, n := range other.counts {
		a.counts[cases] += n
	}
	a.all.add(other.all)
	a.none.add(other.none)
	a.absent += other.absent
	for i, t := range other.banded {
		a.banded[i].add(t)
	}
	for i, t := range other.over {
		a.over[i].add(t)
	}
	for code, theirs := range other.leftOut {
		ours := a.leftOut[code]
		a.leftOut[code] = LeftOut{Code: code, Workers: ours.Workers + theirs.Workers, FTE: ours.FTE.Add(theirs.FTE), Cases: ours.Cases + theirs.Cases}
	}
	return nil
}

func (t *tally) add(other tally) {
	t.workers += other.workers
	t.cases += other.cases
	t.fte.add(other.fte)
}

// Profile is the description of what was seen so far. Its teams, roles, and groups of contract are empty, because a stream
// does not tell them.
func (a *Accumulator) Profile() Profile {
	p := Profile{Limits: a.settings.Limits}
	held := histogram{counts: slices.Clone(a.counts)}
	p.WithNone, held.counts[0] = int(held.counts[0]), 0
	held.each(func(cases int, n int64) {
		held.n += n
		p.Cases += cases * int(n)
	})
	p.Holding = int(held.n)
	p.Workers = p.Holding + p.WithNone
	p.FTE = a.all.decimal()
	p.HoldingFTE = p.FTE.Sub(a.none.decimal())
	p.Load = count(p.Cases)
	p.Banding = a.banding(&held)
	a.limit(&p.Group, &held)
	p.quantiles(&held, a.settings)
	p.Records = p.Workers
	faults := 0
	for _, code := range slices.Sorted(maps.Keys(a.leftOut)) {
		p.LeftOut = append(p.LeftOut, a.leftOut[code])
		faults += a.leftOut[code].Workers
	}
	p.Records += faults
	p.note(a.settings, faults)
	return p
}

// banding is the tally of bands, read off the histogram when they are over cases.
func (a *Accumulator) banding(held *histogram) Banding {
	b := newBanding(a.settings.Bands)
	put := func(i int, t tally) {
		switch {
		case i < 0:
			b.Below = Outside{int(t.workers), t.fte.decimal(), int(t.cases)}
		case i >= len(b.Counts):
			b.Above = Outside{int(t.workers), t.fte.decimal(), int(t.cases)}
		default:
			b.Counts[i].Workers, b.Counts[i].FTE, b.Counts[i].Cases = int(t.workers), t.fte.decimal(), int(t.cases)
		}
	}
	tallies := a.banded
	if tallies == nil {
		tallies = make([]tally, b.Bands.Len()+2)
		held.each(func(cases int, n int64) {
			i := b.Bands.position(Ratio{Numerator: count(cases), Denominator: one})
			tallies[1+i].workers += n
			tallies[1+i].cases += n * int64(cases)
		})
	}
	for i, t := range tallies {
		put(i-1, t)
	}
	b.finish()
	return b
}

// limit fills in who is over what, read off the histogram when everyone has the same limits.
func (a *Accumulator) limit(g *Group, held *histogram) {
	l := a.settings.Limits
	base, over := count(g.Workers-int(a.absent)), a.over
	if l.PerFTE {
		base = g.FTE
	} else {
		over = [3]tally{}
		held.each(func(cases int, n int64) {
			for i, limit := range []decimal.Decimal{l.Ordinary, l.Exceptional, l.Optimum} {
				if (Utilisation{count(cases), limit}).Over(l.Over) {
					over[i].workers += n
					over[i].cases += n * int64(cases)
				}
			}
		})
	}
	g.Limit = l.Ordinary.Mul(base)
	g.Over = g.Utilisation().Over(l.Over)
	g.OverLimit, g.OverOptimum = int(over[0].workers), int(over[2].workers)
	if l.Exceptional.IsPositive() {
		g.OverExceptional = int(over[1].workers)
	}
	weight := decimal.NewFromInt(over[0].workers)
	if l.PerFTE {
		weight = over[0].fte.decimal()
	}
	g.Excess = decimal.NewFromInt(over[0].cases).Sub(l.Ordinary.Mul(weight))
}
