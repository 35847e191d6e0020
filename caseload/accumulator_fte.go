package caseload

import "github.com/shopspring/decimal"

// microPlaces is how many places of an FTE are summed as whole numbers; a finer one goes the slow way.
const microPlaces = 6

// microScale and microBounds are, by the places of an FTE, what one unit of its coefficient is in millionths, and the
// highest coefficient that is within [MaxFTE].
var (
	microScale  = [microPlaces + 1]int64{1_000_000, 100_000, 10_000, 1_000, 100, 10, 1}
	microBounds = [microPlaces + 1]int64{1, 15, 150, 1_500, 15_000, 150_000, 1_500_000}
)

// microFTE is an FTE in millionths. ok is false when it has more than six places, is below zero or above [MaxFTE]. It
// allocates nothing: a comparison of decimals would take longer than all the rest.
func microFTE(fte decimal.Decimal) (micro int64, ok bool) {
	places := -fte.Exponent()
	if places < 0 || places > microPlaces || fte.NumDigits() > 7 {
		return 0, false
	}
	coefficient := fte.CoefficientInt64()
	if coefficient < 0 || coefficient > microBounds[places] {
		return 0, false
	}
	return coefficient * microScale[places], true
}

// fteSum is an exact sum of FTE: millionths, and what has more places.
type fteSum struct {
	micro int64
	rest  decimal.Decimal
}

func (s *fteSum) add(other fteSum) {
	s.micro += other.micro
	s.rest = s.rest.Add(other.rest)
}

func (s fteSum) decimal() decimal.Decimal { return decimal.New(s.micro, -microPlaces).Add(s.rest) }

// perFTE is an edge or limit in cases per FTE, against which cases / FTE is compared without a division.
type perFTE struct {
	value decimal.Decimal
	// milli is the value in thousandths when fast is set.
	milli int64
	fast  bool
	// included is for edges of bands: a value equal to the edge is in the band below it.
	included bool
}

// maxMilli keeps milli × micro within 63 bits.
const maxMilli = 1_000_000_000_000

func newPerFTE(value decimal.Decimal) perFTE {
	milli := value.Shift(3)
	fast := milli.IsInteger() && milli.Abs().LessThan(decimal.NewFromInt(maxMilli))
	edge := perFTE{value: value, fast: fast}
	if fast {
		edge.milli = milli.IntPart()
	}
	return edge
}

// cmp compares cases / FTE with the edge. The FTE is micro, or rest when micro is zero.
func (e perFTE) cmp(cases, micro int64, rest decimal.Decimal) int {
	if e.fast && micro != 0 {
		left, right := cases*1_000_000_000, e.milli*micro
		switch {
		case left < right:
			return -1
		case left > right:
			return 1
		}
		return 0
	}
	fte := decimal.New(micro, -microPlaces).Add(rest)
	return decimal.NewFromInt(cases).Cmp(e.value.Mul(fte))
}

// bandEdges are the lower edge of the lowest band, or one below everything, and the upper edges of the bands that have one.
func bandEdges(b Bands) []perFTE {
	low := newPerFTE(decimal.NewFromInt(-1))
	if from := b.bands[0].From; from.Valid {
		low = newPerFTE(from.Decimal)
		low.included = b.bands[0].FromExcluded
	}
	edges := []perFTE{low}
	for _, band := range b.bands {
		if band.To.Valid {
			edge := newPerFTE(band.To.Decimal)
			edge.included = band.ToIncluded
			edges = append(edges, edge)
		}
	}
	return edges
}

// positionPerFTE is the band of cases / FTE: −1 below the lowest, and as many as there are bands above the highest.
func positionPerFTE(edges []perFTE, cases, micro int64, rest decimal.Decimal) int {
	for i, edge := range edges {
		if order := edge.cmp(cases, micro, rest); order < 0 || order == 0 && edge.included {
			return i - 1
		}
	}
	return len(edges) - 1
}
