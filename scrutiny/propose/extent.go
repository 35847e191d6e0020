package propose

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// extent is all that a figure in vague words may stand for, as a share in per cent or as a multiple. A fraction or a multiple that is
// said plainly ("a third", "doubled") takes in a tenth of itself on either side; one that is hedged ("about half", "nearly
// doubled") three twentieths, on the side that the word leaves open; one that is bounded ("more than half") all beyond.
type extent struct {
	low, high float64
	// input is the extent in the format of reports: the middle and the whole width as its step, or a bound.
	input scrutiny.Input
}

// extent is what a fraction or a multiple may stand for.
func (q *said) extent() extent {
	value, unit := q.figure.Value, ""
	if q.figure.Form == prose.Fraction {
		value, unit = value.Shift(2), "%"
	}
	x := value.InexactFloat64()
	shown := value.Round(4).String()
	switch q.figure.Bound {
	case figure.Over, figure.AtLeast:
		return extent{low: x, high: math.Inf(1), input: scrutiny.Input{Value: bounded(q.figure.Bound) + shown + unit}}
	case figure.Under, figure.AtMost:
		return extent{low: 0, high: x, input: scrutiny.Input{Value: bounded(q.figure.Bound) + shown + unit}}
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
	low, high := x*(1-down), x*(1+up)
	middle, width := decimal.NewFromFloat((low+high)/2).Round(4), decimal.NewFromFloat(high-low).Round(4)
	return extent{low: low, high: high, input: scrutiny.Input{Value: middle.String() + unit, Step: width.String()}}
}

func bounded(b figure.Bound) string {
	switch b {
	case figure.Over:
		return "over "
	case figure.AtLeast:
		return "at least "
	case figure.Under:
		return "under "
	}
	return "at most "
}

// holds says whether a computed value, and how far it may lie off, can be what the words mean.
func (e extent) holds(computed, off float64) bool {
	return computed+off >= e.low*(1-1e-9) && computed-off <= e.high*(1+1e-9)
}
