package demand

import (
	"fmt"
	"math"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Verdict is how a figure stands to a comparator, chance considered.
type Verdict int

const (
	// NoVerdict is a figure, an interval or a comparator that is missing. It is the zero value.
	NoVerdict Verdict = iota
	// Similar is a difference that chance explains.
	Similar
	// Better and Worse are by polarity.
	Better
	Worse
	// Higher and Lower are of a measure without polarity: of the number of children in need neither is better.
	Higher
	Lower
)

var verdictNames = enum.Of("Verdict", "none", "similar", "better", "worse", "higher", "lower")

// String is the verdict in lower case.
func (v Verdict) String() string { return verdictNames.String(int(v)) }

// MarshalText writes the verdict.
func (v Verdict) MarshalText() ([]byte, error) { return verdictNames.Marshal(int(v)) }

// UnmarshalText reads a verdict.
func (v *Verdict) UnmarshalText(text []byte) error { return enum.Unmarshal(verdictNames, text, v) }

// verdictOf says what being above (1) or below (−1) means by polarity.
func verdictOf(side int, polarity rag.Polarity) Verdict {
	switch {
	case side == 0:
		return Similar
	case polarity == rag.HigherBetter && side > 0, polarity == rag.LowerBetter && side < 0:
		return Better
	case polarity == rag.HigherBetter, polarity == rag.LowerBetter:
		return Worse
	case side > 0:
		return Higher
	}
	return Lower
}

// Significance is how a figure stands to a comparator, and at which confidence.
type Significance struct {
	Verdict Verdict
	// Confidence is the stricter of 0.95 and 0.998 at which the verdict holds; 0 when it is Similar or none.
	Confidence Confidence
	// At95 and At998 are the intervals it was read from.
	At95, At998 Interval
}

// Judge sets the interval of a sample at 95 and at 99.8 per cent against a comparator that is taken as known (England, a
// neighbours' average). A comparator on a limit is inside. The comparator is in the units of the sample's multiplier. The
// errors are those of [Sample.Interval]. (Fingertips technical guidance, "Comparing local with benchmark values".)
func Judge(s Sample, comparator decimal.Decimal, polarity rag.Polarity) (Significance, error) {
	var result Significance
	var err error
	s.Confidence = Confidence95
	if result.At95, err = s.Interval(); err != nil {
		return Significance{}, err
	}
	s.Confidence = Confidence998
	if result.At998, err = s.Interval(); err != nil {
		return Significance{}, err
	}
	result.Verdict = Similar
	for _, i := range []Interval{result.At95, result.At998} {
		if side := sideOf(i, comparator); side != 0 {
			result.Verdict, result.Confidence = verdictOf(side, polarity), i.Confidence
		}
	}
	return result, nil
}

// sideOf is 1 when the interval lies wholly above the comparator, −1 below, 0 when it contains it.
func sideOf(i Interval, comparator decimal.Decimal) int {
	switch {
	case i.Lower.present && i.Lower.number.GreaterThan(comparator):
		return 1
	case i.Upper.present && i.Upper.number.LessThan(comparator):
		return -1
	}
	return 0
}

// MeanInterval is the interval of the mean of a sample of values by Student's t, as public-health tools make it
// (PHEindicatormethods, R/Means.R). Fewer than two values are a [*SampleError].
func MeanInterval(values []decimal.Decimal, c Confidence) (Interval, error) {
	n := len(values)
	if n < 2 {
		return Interval{}, &SampleError{"n", fmt.Sprintf("there are %d values: an interval of their mean needs two", n)}
	}
	if !(c > 0 && c < 1) {
		return Interval{}, &SampleError{"confidence", fmt.Sprintf("the confidence is %v: write 0.95 for 95 per cent", float64(c))}
	}
	mean := decimal.Sum(values[0], values[1:]...).DivRound(decimal.NewFromInt(int64(n)), precision)
	squares := 0.0
	for _, v := range values {
		d := v.Sub(mean).InexactFloat64()
		squares += d * d
	}
	half := studentQuantile(c.tail(), float64(n-1)) * math.Sqrt(squares/float64(n-1)) / math.Sqrt(float64(n))
	m := mean.InexactFloat64()
	return Interval{Value: Number(mean), Lower: fromFloat(m - half), Upper: fromFloat(m + half), Confidence: c, Method: StudentT}, nil
}
