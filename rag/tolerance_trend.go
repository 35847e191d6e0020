package rag

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Earlier says which earlier value a rule looks back at.
type Earlier int

const (
	// PreviousPeriod is Reading.Previous.
	PreviousPeriod Earlier = iota
	// LastYear is Reading.YearAgo, the same period last year.
	LastYear
)

var earlierNames = enum.Of("Earlier", "previous", "year_ago")

// String is previous or year_ago.
func (e Earlier) String() string { return earlierNames.String(int(e)) }

// MarshalText writes previous or year_ago.
func (e Earlier) MarshalText() ([]byte, error) { return earlierNames.Marshal(int(e)) }

// UnmarshalText reads previous or year_ago; empty text is previous.
func (e *Earlier) UnmarshalText(text []byte) error {
	return enum.UnmarshalOrZero(earlierNames, text, e)
}

// ToleranceTrend is a tolerance whose red needs a second fault: the value is red only when it also did not improve on an
// earlier one. Havering 2013/14: green on or within 10% of target, else amber if improved or maintained, else red.
// Thurrock's is the same with a tolerance of 0. A value without an earlier one has not been shown to improve: red, and
// [Assessment.Possible] has amber too.
type ToleranceTrend struct {
	// GreenWithin is the miss that is still green. Defaults to 0.
	GreenWithin Allowance `json:"green_within,omitzero"`
	// AmberWithin is the miss that is amber whatever the trend. Defaults to GreenWithin: beyond it the trend decides.
	AmberWithin Allowance `json:"amber_within,omitzero"`
	// Column is what a reading's own tolerance stands for. Defaults to GreenColumn.
	Column Column `json:"tolerance_column,omitzero"`
	// Against is the earlier value. Defaults to PreviousPeriod.
	Against Earlier `json:"against,omitzero"`
	// Unchanged says whether a maintained value counts as improved. Defaults to Better: it does.
	Unchanged Edge `json:"unchanged,omitzero"`
	// Target is that of every reading which does not state its own.
	Target Value `json:"target,omitzero"`
	// Edges default to the better side.
	Edges Edges `json:"edges,omitzero"`
}

// Kind is tolerance_trend.
func (ToleranceTrend) Kind() Kind { return KindToleranceTrend }

// tolerance is the part of the rule that does not look back.
func (t ToleranceTrend) tolerance() Tolerance {
	column := t.Column
	if column == DefaultColumn {
		column = GreenColumn
	}
	return Tolerance{GreenWithin: t.GreenWithin, AmberWithin: t.AmberWithin, Column: column, Target: t.Target, Edges: t.Edges}
}

func (t ToleranceTrend) amber(x *Reading) Allowance { return t.tolerance().amber(x) }
func (t ToleranceTrend) target(x *Reading) Value    { return t.tolerance().target(x) }

func (t ToleranceTrend) earlier(x *Reading) Value {
	if t.Against == LastYear {
		return x.YearAgo
	}
	return x.Previous
}

func (t ToleranceTrend) judge(r *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	j := t.tolerance().judge(r, x, value, p)
	if j.rating != Red {
		return j
	}
	earlier, ok := t.earlier(x).Decimal()
	if !ok {
		j.also = Amber
		j.notes = append(j.notes, "no earlier value is given: amber if it improved")
		return j
	}
	if problem := clash(x.Actual, t.earlier(x)); problem != "" {
		return doubtful(problem)
	}
	aim := t.target(x).number
	change := miss(value, aim, p).Cmp(miss(r.rounded(earlier), aim, p))
	if change < 0 || change == 0 && t.Unchanged == Better {
		j.rating = Amber
	}
	return j
}

func (t ToleranceTrend) cuts(r *Rule, x *Reading, p Polarity) []decimal.Decimal {
	cuts := t.tolerance().cuts(r, x, p)
	earlier, ok := t.earlier(x).Decimal()
	if target := t.target(x); ok && target.Known() {
		// A measure close to its target is as good on the other side of it.
		cuts = append(cuts, earlier, target.number.Add(target.number).Sub(earlier))
	}
	return cuts
}

func (t ToleranceTrend) reason(a *Assessment) string {
	x := &a.reading
	base := t.tolerance()
	if a.State == NoTarget {
		return base.reason(a)
	}
	byLines := a.judged.lines.rating()
	said := *a
	said.Rating = byLines
	sentence := said.missSentence("target", t.target(x), base.green(x), base.amber(x))
	earlier := t.earlier(x)
	switch {
	case byLines != Red:
		return sentence
	case !earlier.Known():
		return sentence + ", and no earlier value shows an improvement: amber is possible"
	case a.Rating == Red:
		return fmt.Sprintf("%s, and no better than the %s before", sentence, earlier)
	case earlier.number.Equal(x.Actual.number):
		return fmt.Sprintf("%s, but maintained at %s", sentence, earlier)
	}
	return fmt.Sprintf("%s, but improved from %s", sentence, earlier)
}

func (t ToleranceTrend) validate(r *Rule) Faults {
	faults := t.tolerance().validate(r)
	if t.Unchanged < Better || t.Unchanged > Worse {
		faults = append(faults, fault(Unknown, "unchanged", "%v: give better or worse", t.Unchanged))
	}
	return faults
}
