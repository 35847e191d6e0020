package spc

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Kind is a kind of chart.
type Kind int

const (
	// KindXmR is the chart of individual values and their moving ranges, and the zero value.
	KindXmR Kind = iota
	// KindRun is a run chart around the median.
	KindRun
	// KindP, KindU and KindC are charts of proportions, rates and counts.
	KindP
	KindU
	KindC
	// KindT and KindG are charts of the days and of the cases between rare events.
	KindT
	KindG
)

var kindNames = enum.Of("chart", "xmr", "run", "p", "u", "c", "t", "g")

// String is the name of the kind: xmr, run, p, u, c, t or g.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindNames, text, k) }

// Columns are those that a series must have, beside its periods, to be charted so.
func (k Kind) Columns() []string {
	switch k {
	case KindP, KindU:
		return []string{"count", "denominator"}
	case KindC:
		return []string{"count"}
	}
	return []string{"value"}
}

// attribute is what a P, U or C chart counts.
func (k Kind) attribute() AttributeKind { return AttributeKind(k - KindP) }

// Result is a chart of a series with its periods. Of XmR, Run and Attributes the one is there that its kind asks for.
type Result struct {
	Kind    Kind
	Periods []string
	// Values are the figures of an XmR or a run chart, as they were given.
	Values     []decimal.Decimal
	XmR        *Chart
	Run        *RunChart
	Attributes *AttributeChart
}

// Draw charts a series. An XmR chart goes by all settings; the others have no polarity, target, rebasing and edition, a run
// chart no screening either. prime is [AttributeSettings.Prime], for P and U charts. Errors are [ErrTooFew], [*ValueError],
// [*AttributeError], [*SettingError], and a [*figure.Fault] at a figure that is missing.
func Draw(points []series.Point, kind Kind, s Settings, prime bool) (Result, error) {
	result := Result{Kind: kind, Periods: make([]string, len(points))}
	for i, p := range points {
		result.Periods[i] = p.Period
	}
	attributes := AttributeSettings{Prime: prime, Screen: s.Screen, Baseline: s.Baseline, Exclude: s.Exclude}
	switch kind {
	case KindP, KindU, KindC:
		counts, err := attributePoints(points, kind)
		if err != nil {
			return Result{}, err
		}
		return result.attributes(Attributes(counts, kind.attribute(), attributes))
	}
	values, err := series.Values(points)
	if err != nil {
		return Result{}, err
	}
	switch kind {
	case KindT:
		return result.attributes(RareEvents(values, TimeBetween, attributes))
	case KindG:
		return result.attributes(RareEvents(values, CasesBetween, attributes))
	}
	result.Values = make([]decimal.Decimal, len(points))
	for i, p := range points {
		result.Values[i] = p.Value.Decimal
	}
	if kind == KindRun {
		chart, err := RunChartOf(values, RunSettings{Baseline: s.Baseline, Exclude: s.Exclude})
		result.Run = &chart
		return result, err
	}
	chart, err := XmR(values, s)
	result.XmR = &chart
	return result, err
}

func (r Result) attributes(chart AttributeChart, err error) (Result, error) {
	r.Attributes = &chart
	return r, err
}

// attributePoints are the counts of a series and what they are of.
func attributePoints(points []series.Point, kind Kind) ([]AttributePoint, error) {
	counts := make([]AttributePoint, len(points))
	for i, p := range points {
		if !p.Count.Valid || kind != KindC && !p.Denominator.Valid {
			columns := kind.Columns()
			return nil, &figure.Fault{
				Code: figure.BadValue, Place: figure.Place{Line: p.Line}, Heading: columns[len(columns)-1],
				Problem: "the figure of " + p.Period + " is missing", Remedy: "leave the row out, or start the series after it",
			}
		}
		counts[i] = AttributePoint{Count: p.Count.Decimal.InexactFloat64(), Of: p.Denominator.Decimal.InexactFloat64()}
	}
	return counts, nil
}

// Note adds what a reader of the series supposed, before what the chart itself says.
func (r Result) Note(notes []string) {
	to := r.notes()
	*to = append(slices.Clone(notes), *to...)
}

func (r Result) notes() *[]string {
	switch {
	case r.Run != nil:
		return &r.Run.Notes
	case r.Attributes != nil:
		return &r.Attributes.Notes
	case r.XmR != nil:
		return &r.XmR.Notes
	}
	return new([]string)
}

// Notes say what a reader should know first.
func (r Result) Notes() []string { return *r.notes() }

// Method says which chart and which options these are.
func (r Result) Method() string {
	switch {
	case r.Run != nil:
		return r.Run.Method
	case r.Attributes != nil:
		return r.Attributes.Method
	case r.XmR != nil:
		return r.XmR.Method
	}
	return ""
}

// Answer says in a sentence what the latest point shows.
func (r Result) Answer() string {
	if len(r.Periods) == 0 {
		return ""
	}
	last := r.Periods[len(r.Periods)-1]
	switch {
	case r.Run != nil:
		return r.Run.Runs.answer()
	case r.Attributes != nil:
		outside := 0
		for _, p := range r.Attributes.Points {
			if p.Outside {
				outside++
			}
		}
		lie := "lie"
		if outside == 1 {
			lie = "lies"
		}
		return fmt.Sprintf("%d of %d points %s outside the limits. %s", outside, len(r.Periods), lie, r.Attributes.Runs.answer())
	case r.XmR != nil:
		return r.XmR.answer(last)
	}
	return ""
}

// answer says what the runs show.
func (r Runs) answer() string {
	if r.Signal {
		return "There is a shift: runs are longer, or crossings fewer, than chance explains."
	}
	return "There is no shift: runs and crossings are what chance explains."
}

// answer says what the last point shows, and whether the target will be met.
func (c Chart) answer(period string) string {
	said := period + ": "
	switch c.Variation {
	case CommonCause:
		said += "no more than the usual variation"
	case Improvement:
		said += "an improvement that is more than chance"
	case Concern:
		said += "a change for the worse that is more than chance"
	default:
		said += "a change that is more than chance"
	}
	switch c.Assurance {
	case ConsistentPass:
		return said + "; as it is, the target will be met every time."
	case ConsistentFail:
		return said + "; as it is, the target will not be met."
	case Inconsistent:
		return said + "; as it is, the target will be met or missed by chance."
	}
	return said + "."
}
