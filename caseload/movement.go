package caseload

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Snapshot is a profile on a day, with what it counts.
type Snapshot struct {
	Date    time.Time
	Profile Profile
	// Scope is who is counted: "fieldwork teams". Counting is what is a case: "each child". A change of either breaks the
	// series, as it did in Bradford when workers without cases left the average in December 2016.
	Scope, Counting string
}

// Movement is the change between two days.
type Movement struct {
	From, To time.Time
	// SeriesBreak says that the two were not counted alike. No change is then computed.
	SeriesBreak bool
	// Why says what differs.
	Why   []string
	Lines []MovementLine
}

// MovementLine is one figure on both days. Change is after less before, exact; for shares it is in percentage points. It is
// not defined when either figure is not, or when the series is broken.
type MovementLine struct {
	Name                  string
	Before, After, Change Ratio
}

// Equal reports whether two lines are the same.
func (l MovementLine) Equal(other MovementLine) bool {
	return l.Name == other.Name && l.Before.Equal(other.Before) && l.After.Equal(other.After) && l.Change.Equal(other.Change)
}

// Move compares two snapshots: averages, median, bands, workers over their limit, agency workers.
func (s Snapshot) Move(later Snapshot) Movement {
	m := Movement{From: s.Date, To: later.Date, Why: s.breaks(later)}
	m.SeriesBreak = len(m.Why) > 0
	before, after := s.Profile.figures(), later.Profile.figures()
	if m.SeriesBreak && !s.Profile.Banding.Bands.Equal(later.Profile.Banding.Bands) {
		// Bands of the same name are not the same band.
		drop := func(f figureLine) bool { return f.banded }
		before, after = slices.DeleteFunc(before, drop), slices.DeleteFunc(after, drop)
	}
	for i := range before {
		line := MovementLine{Name: before[i].name, Before: before[i].value, After: after[i].value}
		if !m.SeriesBreak {
			line.Change = difference(line.Before, line.After)
		}
		m.Lines = append(m.Lines, line)
	}
	return m
}

// breaks says what the two do not count alike.
func (s Snapshot) breaks(later Snapshot) (why []string) {
	for _, check := range []struct {
		same bool
		what string
	}{
		{s.Profile.Banding.Bands.Equal(later.Profile.Banding.Bands), "the bands differ: " + s.Profile.Banding.Bands.String() + "; then " + later.Profile.Banding.Bands.String()},
		{s.Profile.Limits.Equal(later.Profile.Limits), "the limits, or the protection of newly qualified workers, differ"},
		{s.Scope == later.Scope, "the scope differs: " + quoteOrNone(s.Scope) + ", then " + quoteOrNone(later.Scope)},
		{s.Counting == later.Counting, "what is a case differs: " + quoteOrNone(s.Counting) + ", then " + quoteOrNone(later.Counting)},
	} {
		if !check.same {
			why = append(why, check.what)
		}
	}
	return why
}

func quoteOrNone(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}

type figureLine struct {
	name   string
	value  Ratio
	banded bool
}

// figures are what a movement compares.
func (p Profile) figures() []figureLine {
	whole := func(d decimal.NullDecimal, definition string) Ratio {
		r := Ratio{Definition: definition, Numerator: d.Decimal}
		if d.Valid {
			r.Denominator = one
		}
		return r
	}
	lines := []figureLine{
		{name: "workers", value: whole(decimal.NewNullDecimal(count(p.Workers)), "workers")},
		{name: "cases", value: whole(decimal.NewNullDecimal(count(p.Cases)), "cases")},
		{name: "mean per worker", value: p.MeanPerWorker()},
		{name: "mean per FTE", value: p.MeanPerFTE()},
		{name: "median", value: whole(p.Median, "median cases per worker holding at least one case")},
		{name: "over limit", value: p.ShareOver()},
		{name: "agency", value: percentOf("agency workers / all workers", p.Agency.Workers, p.Workers)},
	}
	for _, c := range p.Banding.Counts {
		lines = append(lines, figureLine{name: c.Band.Name, value: c.Share, banded: true})
	}
	return lines
}

// difference is after − before as one ratio, exact: a/b − c/d = (ad − cb) / bd.
func difference(before, after Ratio) Ratio {
	r := Ratio{Definition: "change in " + after.Definition, Percent: after.Percent}
	if !before.Defined() || !after.Defined() {
		return r
	}
	r.Numerator = after.Numerator.Mul(before.Denominator).Sub(before.Numerator.Mul(after.Denominator))
	r.Denominator = after.Denominator.Mul(before.Denominator)
	return r
}
