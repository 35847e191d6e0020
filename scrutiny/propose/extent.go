package propose

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// extent is all that a figure in words may stand for, as a share in per cent or as a multiple. A fraction or a multiple that is said
// plainly ("a third", "doubled") takes in a tenth of itself on either side; one that is hedged ("about half", "nearly doubled") three
// twentieths, on the side that the word leaves open; one that is bounded ("more than half") all beyond.
type extent struct {
	low, high float64
	unit      string
	// bound is the side that words draw; Exactly for an extent with two ends.
	bound figure.Bound
}

// extent is what a fraction or a multiple may stand for.
func (q *said) extent() extent {
	value, unit := q.figure.Value, ""
	if q.figure.Form == prose.Fraction {
		value, unit = value.Shift(2), "%"
	}
	x := value.InexactFloat64()
	switch q.figure.Bound {
	case figure.Over, figure.AtLeast:
		return extent{low: x, high: math.Inf(1), unit: unit, bound: q.figure.Bound}
	case figure.Under, figure.AtMost:
		return extent{low: 0, high: x, unit: unit, bound: q.figure.Bound}
	}
	down, up := 0.1, 0.1
	switch q.figure.Hedge {
	case "":
	case "nearly", "almost", "just under", "just below", "just less than", "slightly less than", "a little under", "close to", "virtually":
		down, up = 0.15, 0
	case "just over", "just above", "just more than", "slightly more than", "a little over":
		down, up = 0, 0.15
	default:
		down, up = 0.15, 0.15
	}
	return extent{low: x * (1 - down), high: x * (1 + up), unit: unit}
}

// input is the end of the extent that a computed value is nearer to, in the format of reports: that is the one it may miss.
func (e extent) input(computed float64) scrutiny.Input {
	word, end := "at least ", e.low
	switch {
	case e.bound == figure.Over:
		word = "over "
	case e.bound == figure.Under:
		word, end = "under ", e.high
	case e.bound == figure.AtMost || e.bound == figure.Exactly && computed > (e.low+e.high)/2:
		word, end = "at most ", e.high
	}
	return scrutiny.Input{Value: word + decimal.NewFromFloat(end).Round(2).String() + e.unit}
}

// holds says whether a computed value, and how far it may lie off, can be what the words mean.
func (e extent) holds(computed, off float64) bool {
	return computed+off >= e.low*(1-1e-9) && computed-off <= e.high*(1+1e-9)
}
