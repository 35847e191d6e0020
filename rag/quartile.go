package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Quartile rates a value by its quarter among authorities, as the DfE's local authority interactive tool bands it: A is
// green, D red, B and C amber, by polarity. The tool itself leaves B and C without a colour; Assessment.Band has the letter.
type Quartile struct {
	// Quartiles are those of every reading which does not state its own.
	Quartiles Quartiles `json:"quartiles,omitzero"`
	// Authorities are the values that the quartiles are taken of, by type 7, where none are given. Defaults to none.
	Authorities []Value `json:"authorities,omitempty"`
}

// Kind is quartile.
func (Quartile) Kind() Kind { return KindQuartile }

func (q Quartile) bounds(x *Reading) Quartiles {
	if !x.Quartiles.IsZero() {
		return x.Quartiles
	}
	if !q.Quartiles.IsZero() {
		return q.Quartiles
	}
	var values []decimal.Decimal
	for _, v := range q.Authorities {
		if d, ok := v.Decimal(); ok {
			values = append(values, d)
		}
	}
	bounds, _ := QuartilesOf(values)
	return bounds
}

func (q Quartile) judge(_ *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	bounds := q.bounds(x)
	switch {
	case p != HigherBetter && p != LowerBetter:
		return unrated(NoPolarity)
	case bounds.IsZero():
		return unrated(NoTarget)
	}
	letter, ok := bounds.Letter(value, p)
	if !ok {
		return unrated(NotComparable)
	}
	rating := Amber
	switch letter {
	case "A":
		rating = Green
	case "D":
		rating = Red
	}
	return judgement{rating: rating, band: letter}
}

func (q Quartile) cuts(_ *Rule, x *Reading, _ Polarity) []decimal.Decimal {
	b := q.bounds(x)
	return []decimal.Decimal{b.Min.number, b.Lower.number, b.Median.number, b.Upper.number, b.Max.number}
}

func (q Quartile) reason(a *Assessment) string {
	b := q.bounds(&a.reading)
	switch a.State {
	case NoTarget:
		return "no quartiles of other authorities are given"
	case NotComparable:
		return fmt.Sprintf("%s has no place in quartiles from %s to %s", a.reading.Actual, b.Min, b.Max)
	}
	return fmt.Sprintf("%s is in quartile band %s (quartiles at %s, %s and %s; %s is better)",
		a.reading.Actual, a.Band, b.Lower, b.Median, b.Upper, a.rule.polarity(&a.reading))
}

func (q Quartile) validate(r *Rule) (faults Faults) {
	if r.Polarity == CloserBetter {
		faults = append(faults, fault(WrongPolarity, "polarity", "quartiles have no close to target: give higher or lower"))
	}
	b := q.Quartiles
	last, name := Value{}, ""
	for i, v := range [...]Value{b.Min, b.Lower, b.Median, b.Upper, b.Max} {
		path := "quartiles." + [...]string{"min", "lower", "median", "upper", "max"}[i]
		if v.Known() && last.Known() && v.number.LessThan(last.number) {
			faults = append(faults, fault(EmptyBand, path, "%s lies below %s (%s)", v, last, name))
		}
		if v.Known() {
			last, name = v, path
		}
	}
	return faults
}
