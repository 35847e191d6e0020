package demand

import (
	"fmt"
	"math"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Confidence is the share of intervals, made in this way, that contain the true value: 0.95, not 95.
type Confidence float64

const (
	// Confidence95 is two of the standard errors of a control chart, and the default.
	Confidence95 Confidence = 0.95
	// Confidence998 is three of them: one area in 500 lies outside by chance.
	Confidence998 Confidence = 0.998
)

// Kind says what a count is a count of.
type Kind int

const (
	// Proportion is a part of a whole that it cannot exceed, and the zero value.
	Proportion Kind = iota
	// RateKind is events in a population, which may exceed it.
	RateKind
)

var kindNames = enum.Of("Kind", "proportion", "rate")

// String is proportion or rate.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText writes proportion or rate.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads proportion or rate.
func (k *Kind) UnmarshalText(text []byte) error { return enum.UnmarshalFold(kindNames, text, k) }

// Method is how an interval is made.
type Method int

const (
	// Auto is the public-health standard: Wilson for a proportion; for a rate exact Poisson under 10 events, Byar from 10.
	// It is the zero value. (PHEindicatormethods v2.1.0, R/Proportions.R and R/Rates.R.)
	Auto Method = iota
	// Wilson is the score interval of a proportion (Wilson 1927).
	Wilson
	// ExactPoisson takes its limits from the chi-squared distribution (Garwood 1936).
	ExactPoisson
	// Byar is the approximation to it (Breslow and Day 1987); below 10 events it strays.
	Byar
	// ClopperPearson takes the limits of a proportion from the beta distribution.
	ClopperPearson
	// StudentT is the interval of a mean; see [MeanInterval].
	StudentT
	// WilsonCorrected is Wilson's with the continuity correction, as R's prop.test gives it unless told not to.
	WilsonCorrected
)

var methodNames = enum.Of("Method", "Auto", "Wilson", "Exact", "Byars", "Clopper-Pearson", "Student t", "Wilson, continuity corrected")

// String is the name, as the public-health tools write it.
func (m Method) String() string { return methodNames.String(int(m)) }

// MarshalText writes the name.
func (m Method) MarshalText() ([]byte, error) { return methodNames.Marshal(int(m)) }

// UnmarshalText reads the name in any case.
func (m *Method) UnmarshalText(text []byte) error { return enum.UnmarshalFold(methodNames, text, m) }

// exactUnder is the number of events from which Byar's approximation replaces the exact interval of a rate.
const exactUnder = 10

// Sample is a count and what it is a count out of. Both may be fractions, as weighted counts are.
type Sample struct {
	X, N decimal.Decimal
	Kind Kind
	// Multiplier scales the result: 100 for per cent, 10,000 for a rate per 10,000. Defaults to 1.
	Multiplier decimal.Decimal
	// Confidence defaults to [Confidence95]. 1 is allowed for a proportion and gives 0 to 1.
	Confidence Confidence
	// Method defaults to [Auto].
	Method Method
}

// Count is a sample of whole numbers.
func Count(x, n int, kind Kind, multiplier int) Sample {
	whole := func(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }
	return Sample{X: whole(x), N: whole(n), Kind: kind, Multiplier: whole(multiplier)}
}

// SampleError is a sample no interval can be made of.
type SampleError struct {
	// Field is x, n, multiplier, confidence or method.
	Field   string
	Problem string
}

func (e *SampleError) Error() string { return e.Problem }

// Interval is a value with what the sample can show about the true one. Value is exact to 16 decimal places; the limits
// are computed in binary floating point and good to about 12 significant digits.
type Interval struct {
	Value Value
	// Lower and Upper are the limits. Lower is missing where Byar's formula gives less than nothing.
	Lower, Upper Value
	Confidence   Confidence
	Method       Method
}

// Contains reports whether a value lies inside the limits or on one of them.
func (i Interval) Contains(v decimal.Decimal) bool {
	return (!i.Lower.present || v.GreaterThanOrEqual(i.Lower.number)) && (!i.Upper.present || v.LessThanOrEqual(i.Upper.number))
}

// Equal reports whether two intervals are the same.
func (i Interval) Equal(o Interval) bool {
	return i.Value.Equal(o.Value) && i.Lower.Equal(o.Lower) && i.Upper.Equal(o.Upper) && i.Confidence == o.Confidence && i.Method == o.Method
}

// String is the interval in words: "31 (17 to 50, 95 %, Wilson)".
func (i Interval) String() string {
	return fmt.Sprintf("%s (%s to %s, %v %%, %s)", i.Value.Round(4), i.Lower.Round(4), i.Upper.Round(4), decimal.NewFromFloat(float64(i.Confidence)).Shift(2), i.Method)
}

// Interval makes the interval of the sample. A negative count, a whole of 0 or less, a part beyond its whole and a
// confidence outside 0 to 1 are a [*SampleError].
func (s Sample) Interval() (Interval, error) {
	s, err := s.checked()
	if err != nil {
		return Interval{}, err
	}
	x, n, m := s.X.InexactFloat64(), s.N.InexactFloat64(), s.Multiplier.InexactFloat64()
	var lower, upper float64
	switch s.Method {
	case Wilson:
		lower, upper = wilson(x, n, s.Confidence)
	case ClopperPearson:
		lower, upper = clopperPearson(x, n, s.Confidence)
	case WilsonCorrected:
		lower, upper = wilsonCorrected(x, n, s.Confidence)
	case ExactPoisson:
		lower, upper = exactPoisson(x, s.Confidence)
		lower, upper = lower/n, upper/n
	case Byar:
		lower, upper = byar(x, s.Confidence)
		lower, upper = lower/n, upper/n
	}
	result := Interval{
		Value:      Number(s.X.Mul(s.Multiplier).DivRound(s.N, precision)),
		Lower:      fromFloat(lower * m),
		Upper:      fromFloat(upper * m),
		Confidence: s.Confidence, Method: s.Method,
	}
	if lower < 0 {
		result.Lower = Absent(Unavailable)
	}
	return result, nil
}

// checked fills the defaults in and refuses what has no interval.
func (s Sample) checked() (Sample, error) {
	if s.Multiplier.IsZero() {
		s.Multiplier = decimal.NewFromInt(1)
	}
	if s.Confidence == 0 {
		s.Confidence = Confidence95
	}
	if s.Method == Auto {
		switch {
		case s.Kind == Proportion:
			s.Method = Wilson
		case s.X.LessThan(decimal.NewFromInt(exactUnder)):
			s.Method = ExactPoisson
		default:
			s.Method = Byar
		}
	}
	share := s.Method == Wilson || s.Method == ClopperPearson || s.Method == WilsonCorrected
	fail := func(field, format string, args ...any) (Sample, error) {
		return s, &SampleError{field, fmt.Sprintf(format, args...)}
	}
	switch {
	case s.X.IsNegative():
		return fail("x", "the count is %s: it cannot be negative", s.X)
	case s.N.Sign() <= 0:
		return fail("n", "the population is %s: it must be above 0", s.N)
	case share && s.X.GreaterThan(s.N):
		return fail("x", "the part %s is more than its whole %s: if one is not part of the other, the kind is rate", s.X, s.N)
	case s.Multiplier.Sign() <= 0:
		return fail("multiplier", "the multiplier is %s: it must be above 0", s.Multiplier)
	case !(s.Confidence > 0 && s.Confidence <= 1):
		return fail("confidence", "the confidence is %v: write 0.95 for 95 per cent", float64(s.Confidence))
	case s.Confidence == 1 && !share:
		return fail("confidence", "the confidence is 1: the interval of a rate would have no end")
	case s.Method < Auto || s.Method > ClopperPearson && s.Method != WilsonCorrected:
		return fail("method", "method %s does not exist", s.Method)
	}
	return s, nil
}

// fromFloat takes a computed float into decimals. What is not finite is missing.
func fromFloat(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Absent(Unavailable)
	}
	return Number(decimal.NewFromFloat(f))
}

// z is the normal quantile of a two-sided interval.
func (c Confidence) z() float64 { return -normalQuantile(c.tail()) }

// tail is the share on either side of an interval.
func (c Confidence) tail() float64 { return (1 - float64(c)) / 2 }

func wilson(x, n float64, c Confidence) (lower, upper float64) {
	if c == 1 {
		return 0, 1
	}
	z := c.z()
	// x(1 − x/n), written so that it is exactly 0 at both ends; then so are the limits there.
	root := z * math.Sqrt(z*z+4*x*(n-x)/n)
	lower = (2*x + z*z - root) / (2 * (n + z*z))
	upper = (2*x + z*z + root) / (2 * (n + z*z))
	if x == 0 {
		lower = 0
	}
	if x == n {
		upper = 1
	}
	return lower, upper
}

func exactPoisson(x float64, c Confidence) (lower, upper float64) {
	tail := c.tail()
	return gammaQuantile(x, tail, 1-tail), gammaQuantile(x+1, 1-tail, tail)
}

func byar(x float64, c Confidence) (lower, upper float64) {
	z := c.z()
	cube := func(f float64) float64 { return f * f * f }
	if x > 0 {
		lower = x * cube(1-1/(9*x)-z/(3*math.Sqrt(x)))
	}
	y := x + 1
	return lower, y * cube(1-1/(9*y)+z/(3*math.Sqrt(y)))
}

func clopperPearson(x, n float64, c Confidence) (lower, upper float64) {
	if c == 1 {
		return 0, 1
	}
	tail := c.tail()
	upper = 1
	if x > 0 {
		lower = betaQuantile(x, n-x+1, tail, 1-tail)
	}
	if x < n {
		upper = betaQuantile(x+1, n-x, 1-tail, tail)
	}
	return lower, upper
}
