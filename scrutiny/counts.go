package scrutiny

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// maxBase is the largest base that counts are worked out for: far more children than there are.
const maxBase = 1_000_000_000

// Counts is a run of whole counts, both ends included; Min is above Max when no count is possible.
type Counts struct{ Min, Max int }

// Possible reports whether there is a count at all.
func (c Counts) Possible() bool { return c.Min <= c.Max }

// Determined reports whether there is only one.
func (c Counts) Determined() bool { return c.Min == c.Max }

// Share is a printed percentage, ready for counting: 23 with 0 places, 55.0 with 1.
type Share struct {
	Percent decimal.Decimal
	Places  int32
}

// ParseShare reads a percentage as printed, with or without its sign. The error is a [*figure.Fault].
func ParseShare(text string) (Share, error) {
	f, err := figure.Parse(text)
	switch {
	case err != nil:
		return Share{}, &figure.Fault{Code: figure.BadValue, Value: text, Problem: err.Error()}
	case f.Kind != figure.Number || f.Unit.Measure == figure.Pounds || f.Unit.Power != 0:
		return Share{}, &figure.Fault{Code: figure.BadValue, Value: text, Problem: fmt.Sprintf("%q is not a percentage: write 23%% or 23", text)}
	}
	return Share{Percent: f.Value, Places: max(f.Places, 0)}, nil
}

func (s Share) step() *ratio { return powerOfTen(-s.Places) }

func (s Share) span(rounding Rounding) span { return rounding.span(fraction(s.Percent), s.step()) }

// Counts are the whole counts of a base that print as the share (the GRIM test of Brown and Heathers, 2016, in exact
// whole numbers). They mean something only where whole things were counted and the base is exact.
func (s Share) Counts(base int, rounding Rounding) Counts {
	return countsWithin(s.span(rounding), base)
}

// countsWithin are the whole counts k of n with 100k/n in the span of percentages.
func countsWithin(s span, n int) Counts {
	if n <= 0 || n > maxBase {
		return Counts{0, -1}
	}
	perCent := newRatio(int64(n), 100)
	low, high := new(ratio).Mul(s.lo.v, perCent), new(ratio).Mul(s.hi.v, perCent)
	least, most := ceilWhole(low), floorWhole(high)
	if s.lo.open && low.IsInt() {
		least.Add(least, big.NewInt(1))
	}
	if s.hi.open && high.IsInt() {
		most.Sub(most, big.NewInt(1))
	}
	// Clipped before it becomes an int: a share printed as 10^30 per cent has no counts, not an overflow.
	edge := big.NewInt(int64(n) + 1)
	if least.Cmp(edge) > 0 {
		least.Set(edge)
	}
	if most.Cmp(big.NewInt(-1)) < 0 {
		most.SetInt64(-1)
	}
	if most.Cmp(edge) > 0 {
		most.Set(edge)
	}
	return Counts{max(0, clampInt(least)), min(n, int(most.Int64()))}
}

// Printed is the share that count of base prints as, to so many places, half away from zero. The base must be positive.
func Printed(count, base int, places int32) (Share, bool) {
	if base <= 0 {
		return Share{}, false
	}
	return Share{toDecimal(newRatio(100*int64(count), int64(base)), places), places}, true
}

// Nearest are the shares on either side that some count of the base does print as; ok is false where that side has none.
func (s Share) Nearest(base int) (below, above Share, belowOK, aboveOK bool) {
	if base <= 0 || base > maxBase {
		return
	}
	at := new(ratio).Mul(fraction(s.Percent), newRatio(int64(base), 100))
	k := floorWhole(at)
	if !k.IsInt64() || k.Int64() < -1 || k.Int64() > int64(base) {
		return
	}
	count := int(k.Int64())
	if count >= 0 {
		below, belowOK = Printed(count, base, s.Places)
	}
	if count+1 <= base {
		above, aboveOK = Printed(count+1, base, s.Places)
	}
	return
}

// Reachable is how many of the printable shares of that many places, 0 to 100 per cent, some count of the base prints as,
// ties either way. Where all are, no share can fail.
func Reachable(base int, places int32) (reachable, printable int) {
	if places < 0 || places > 6 || base <= 0 || base > maxBase {
		return 0, 0
	}
	hundred := 100
	for range places {
		hundred *= 10
	}
	printable = hundred + 1
	if base >= hundred {
		return printable, printable
	}
	// An exact tie is accepted as either of two shares: one for each odd multiple of half a step that a count hits.
	ties, common := 0, greatestCommonDivisor(hundred, base)
	if base%(2*common) == 0 {
		ties = common
	}
	return base + 1 + ties, printable
}

func greatestCommonDivisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// MeanCounts are the whole sums behind a printed mean of n whole scores, as of an audit marked 1 to 5.
func MeanCounts(mean string, n int, rounding Rounding) (Counts, error) {
	s, err := ParseShare(mean)
	if err != nil {
		return Counts{}, err
	}
	if n <= 0 || n > maxBase {
		return Counts{}, &figure.Fault{Code: figure.BadValue, Value: mean, Problem: fmt.Sprintf("a mean of %d scores has no meaning", n)}
	}
	low, high := s.span(rounding).lo, s.span(rounding).hi
	scores := newRatio(int64(n), 1)
	least, most := new(ratio).Mul(low.v, scores), new(ratio).Mul(high.v, scores)
	c := Counts{clampInt(ceilWhole(least)), clampInt(floorWhole(most))}
	if low.open && least.IsInt() {
		c.Min++
	}
	if high.open && most.IsInt() {
		c.Max--
	}
	return c, nil
}

// Joint is what whole counts of one base can stand behind a set of shares together.
type Joint struct {
	// Boxes are the counts of each share alone, Ranges those that remain when all must fit; nil when they cannot.
	Boxes, Ranges []Counts
	Possible      bool
	// Determined says that there is only one way.
	Determined bool
}

// JointCounts works out the counts behind shares of one base that add up to it, or, when open, to no more than it, because
// an "other" is not printed. Shares of overlapping groups are counted one by one instead.
func JointCounts(shares []Share, base int, open bool, rounding Rounding) Joint {
	spans := make([]span, len(shares))
	for i, s := range shares {
		spans[i] = s.span(rounding)
	}
	return jointWithin(spans, base, open)
}

func jointWithin(spans []span, base int, open bool) Joint {
	j := Joint{Boxes: make([]Counts, len(spans)), Possible: len(spans) > 0}
	least, most := 0, 0
	for i, s := range spans {
		j.Boxes[i] = countsWithin(s, base)
		least += j.Boxes[i].Min
		most += j.Boxes[i].Max
		j.Possible = j.Possible && j.Boxes[i].Possible()
	}
	j.Possible = j.Possible && least <= base && (open || most >= base)
	if !j.Possible {
		return j
	}
	j.Ranges, j.Determined = make([]Counts, len(spans)), true
	for i, box := range j.Boxes {
		r := Counts{box.Min, min(box.Max, base-(least-box.Min))}
		if !open {
			r.Min = max(r.Min, base-(most-box.Max))
		}
		j.Ranges[i] = r
		j.Determined = j.Determined && r.Determined()
	}
	return j
}

// Accepted are the shares that could stand in the place of one of a set, the others as they are; nil for shares of more
// than four places, which nobody prints.
func Accepted(shares []Share, i, base int, open bool, rounding Rounding) []Share {
	if i < 0 || i >= len(shares) || shares[i].Places > 4 || shares[i].Places < 0 {
		return nil
	}
	least, most := 0, 0
	for k, s := range shares {
		if k != i {
			box := s.Counts(base, rounding)
			if !box.Possible() {
				return nil
			}
			least, most = least+box.Min, most+box.Max
		}
	}
	first, last := max(0, base-most), min(base, base-least)
	if open {
		first = 0
	}
	var accepted []Share
	step := shares[i].step()
	for v := newRatio(0, 1); v.Cmp(newRatio(100, 1)) <= 0; v = new(ratio).Add(v, step) {
		box := countsWithin(rounding.span(v, step), base)
		if max(box.Min, first) <= min(box.Max, last) {
			accepted = append(accepted, Share{toDecimal(v, shares[i].Places), shares[i].Places})
		}
	}
	return accepted
}

// SmallestBase is the least base, up to a limit, of which the shares can be whole counts; ok is false where there is none.
func SmallestBase(shares []Share, open bool, limit int, rounding Rounding) (base int, ok bool) {
	spans := make([]span, len(shares))
	for i, s := range shares {
		spans[i] = s.span(rounding)
	}
	for n := 1; n <= min(limit, maxBase); n++ {
		if jointWithin(spans, n, open).Possible {
			return n, true
		}
	}
	return 0, false
}
