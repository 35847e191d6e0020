package rag

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// Figures are many values in one column. They are held as whole numbers of one decimal unit where they fit, so that a
// million are rated without an allocation each; otherwise the decimals themselves serve, to the same result.
type Figures struct {
	units    []int64
	exponent int32  // 12.5 is 125 units at exponent −1
	largest  uint64 // the largest size of a unit
	values   []Value
}

// absent marks a value that is not known among the units.
const absent = math.MinInt64

// FiguresOf are values in one column.
func FiguresOf(values []Value) Figures {
	f := Figures{values: values}
	for _, v := range values {
		if d, ok := v.Decimal(); ok {
			f.exponent = min(f.exponent, d.Exponent())
		}
	}
	units := make([]int64, len(values))
	for i, v := range values {
		d, ok := v.Decimal()
		if !ok {
			units[i] = absent
			continue
		}
		unit, fits := unitsOf(d, f.exponent)
		if !fits {
			return f
		}
		units[i] = unit
		f.largest = max(f.largest, size(unit))
	}
	f.units = units
	return f
}

// FiguresOfUnits are whole numbers of 10^exponent: FiguresOfUnits([]int64{125}, -1) is 12.5, and math.MinInt64 stands
// for a value that is not known. The slice is kept, not copied.
func FiguresOfUnits(units []int64, exponent int32) Figures {
	f := Figures{units: units, exponent: exponent}
	for _, unit := range units {
		if unit != absent {
			f.largest = max(f.largest, size(unit))
		}
	}
	return f
}

// Len is how many there are.
func (f Figures) Len() int { return max(len(f.units), len(f.values)) }

// At is one of them.
func (f Figures) At(i int) Value {
	switch {
	case f.values != nil:
		return f.values[i]
	case f.units[i] == absent:
		return Value{}
	}
	return Exact(decimal.New(f.units[i], f.exponent))
}

// unitsOf is a decimal in whole units of 10^exponent.
func unitsOf(d decimal.Decimal, exponent int32) (int64, bool) {
	shifted := d.Shift(-exponent)
	if !shifted.IsInteger() || !shifted.BigInt().IsInt64() {
		return 0, false
	}
	unit := shifted.BigInt().Int64()
	return unit, unit != absent
}

func size(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// ErrLength is columns of different lengths.
var ErrLength = errors.New("the columns differ in length")

// RateAll rates each actual against the target beside it, into ratings, and returns them. The rule's own polarity and
// allowances apply. Columns hold numbers of one unit, which is not looked into: [Rule.Rate] finds a per cent beside a
// fraction in what was printed.
func (r Rule) RateAll(ratings []Rating, actual, target Figures) ([]Rating, error) {
	if actual.Len() != target.Len() {
		return nil, fmt.Errorf("%d actuals and %d targets: %w", actual.Len(), target.Len(), ErrLength)
	}
	if cap(ratings) < actual.Len() {
		ratings = make([]Rating, actual.Len())
	}
	ratings = ratings[:actual.Len()]
	k, fast := r.kernel(actual, target)
	if !fast {
		for i := range ratings {
			ratings[i], _ = r.Rate(Reading{Actual: actual.At(i), Target: target.At(i)})
		}
		return ratings, nil
	}
	k.each(actual.units, target.units, func(from int, rated []uint8) {
		for i, rating := range rated {
			ratings[from+i] = Rating(rating)
		}
	})
	return ratings, nil
}

// TallyAll rates as [Rule.RateAll] and counts by group, 0 to groups − 1: one tally for each council, service or month.
func (r Rule) TallyAll(actual, target Figures, group []int32, groups int) ([]Tally, error) {
	if actual.Len() != target.Len() || actual.Len() != len(group) {
		return nil, fmt.Errorf("%d actuals, %d targets and %d groups: %w", actual.Len(), target.Len(), len(group), ErrLength)
	}
	if err := checkGroups(group, groups); err != nil {
		return nil, err
	}
	tallies := make([]Tally, groups)
	k, fast := r.kernel(actual, target)
	if !fast {
		for i, g := range group {
			rating, state := r.Rate(Reading{Actual: actual.At(i), Target: target.At(i)})
			tallies[g].Add(rating, state)
		}
		return tallies, nil
	}
	counts := make([][4]int, groups)
	k.each(actual.units, target.units, func(from int, rated []uint8) {
		in := group[from : from+len(rated)]
		for i, rating := range rated {
			counts[in[i]][rating&3]++
		}
	})
	for g, n := range counts {
		tallies[g] = Tally{Green: n[Green], Amber: n[Amber], Red: n[Red], Unrated: n[Unrated]}
	}
	return tallies, nil
}

// checkGroups finds a group that there is no tally for. Seen as unsigned, a negative group is larger than any other.
func checkGroups(group []int32, groups int) error {
	highest := uint32(0)
	for _, g := range group {
		highest = max(highest, uint32(g))
	}
	if len(group) == 0 || uint64(highest) < uint64(max(groups, 0)) {
		return nil
	}
	i := slices.IndexFunc(group, func(g int32) bool { return g < 0 || int(g) >= groups })
	return fmt.Errorf("row %d is of group %d: groups go from 0 to %d", i, group[i], groups-1)
}

// kernel is a rule of two allowances in whole numbers: miss > green and miss > red, where both sides are multiplied so
// that nothing is divided. It is only made when no product can overflow.
type kernel struct {
	actual, target         int64 // what a unit of each is multiplied by, with the sign of the polarity
	greenShare, greenFixed int64 // the green line is share × |target units| + fixed
	redShare, redFixed     int64
	bothWays               int64 // all bits where a miss counts whichever way it goes
}

// each rates two columns block by block, so that the loop over figures holds nothing but arithmetic.
func (k kernel) each(actual, target []int64, use func(from int, rated []uint8)) {
	var rated [1024]uint8
	for from := 0; from < len(actual); from += len(rated) {
		to := min(from+len(rated), len(actual))
		k.rate(rated[:to-from], actual[from:to], target[from:to])
		use(from, rated[:to-from])
	}
}

// rate writes Unrated, Green, Amber or Red for each figure, without a branch on the figures.
func (k kernel) rate(rated []uint8, actual, target []int64) {
	actual, target = actual[:len(rated)], target[:len(rated)]
	for i := range rated {
		x, aim := actual[i], target[i]
		miss := aim*k.target - x*k.actual
		sign := miss >> 63 & k.bothWays
		miss = (miss ^ sign) - sign
		size := magnitude(aim)
		green := k.greenShare*size + k.greenFixed
		red := max(green, k.redShare*size+k.redFixed)
		rating := uint8(Green) + bit(miss > green) + bit(miss > red)
		if x == absent || aim == absent {
			rating = uint8(Unrated)
		}
		rated[i] = rating
	}
}

// magnitude is the size of a number, by its sign bit.
func magnitude(n int64) int64 {
	sign := n >> 63
	return (n ^ sign) - sign
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// kernel makes the fast form of a tolerance or budget rule for two columns; ok is false when the rule is of another kind,
// rounds, or would leave 62 bits.
func (r *Rule) kernel(actual, target Figures) (k kernel, ok bool) {
	var green, red Allowance
	var edges Edges
	polarity := r.Polarity
	switch m := r.Method.(type) {
	case Tolerance:
		none := Reading{}
		green, red, edges = m.green(&none), m.amber(&none), m.Edges
		ok = !m.Target.Known() && polarity != Neutral
	case Budget:
		green, red, edges, ok = m.GreenWithin, m.amber(&Reading{}), m.Edges, true
		polarity = budgetPolarity(m.Sides, polarity)
	}
	ok = ok && green.two == nil && red.two == nil
	if !ok || r.Round != nil || actual.units == nil && actual.Len() > 0 || target.units == nil && target.Len() > 0 {
		return k, false
	}
	// One unit fine enough for both columns and both allowances; a share brings its own decimals and its hundredths.
	unit := min(actual.exponent, target.exponent)
	for _, a := range []Allowance{green, red} {
		if a.share {
			unit = min(unit, target.exponent+a.amount.Exponent()-2)
		} else {
			unit = min(unit, a.amount.Exponent())
		}
	}
	if polarity == CloserBetter {
		k.bothWays = -1
	}
	var fits [6]bool
	k.actual, fits[0] = unitsOf(decimal.New(1, actual.exponent), unit)
	k.target, fits[1] = unitsOf(decimal.New(1, target.exponent), unit)
	k.greenShare, k.greenFixed, fits[2] = line(green, target.exponent, unit, edges.Green)
	k.redShare, k.redFixed, fits[3] = line(red, target.exponent, unit, edges.Red)
	fits[4] = small(k.actual, actual.largest) && small(k.target, target.largest)
	fits[5] = small(k.greenShare, target.largest) && small(k.redShare, target.largest) && small(k.greenFixed, 1) && small(k.redFixed, 1)
	if polarity == LowerBetter {
		k.actual, k.target = -k.actual, -k.target
	}
	for _, fit := range fits {
		ok = ok && fit
	}
	return k, ok
}

func budgetPolarity(s Sides, p Polarity) Polarity {
	switch {
	case s == TwoSided:
		return CloserBetter
	case p == HigherBetter:
		return HigherBetter
	}
	return LowerBetter
}

// line is an allowance as a share of the target's units and a fixed number of units. In whole numbers a miss of less
// than the line is a miss of at most one unit less.
func line(a Allowance, exponent, unit int32, e Edge) (share, fixed int64, ok bool) {
	if a.share {
		share, ok = unitsOf(a.amount.Shift(exponent-2), unit)
	} else {
		fixed, ok = unitsOf(a.amount, unit)
	}
	if e == Worse {
		fixed--
	}
	return share, fixed, ok
}

// small reports whether a product stays within 61 bits, so that the sum of two stays within 62.
func small(n int64, largest uint64) bool {
	high, low := bits.Mul64(size(n), largest)
	return high == 0 && low < 1<<61
}
