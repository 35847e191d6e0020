package demand

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Events are a count of events and how much there was in which they could happen: children, or child-years. They need not
// be part of it.
type Events struct {
	Count int
	Base  decimal.Decimal
}

// RateRatio is how one rate stands to another, with exact probabilities.
type RateRatio struct {
	// Ratio is the first rate over the second, with its exact interval; its ends are missing where they are infinite, and its
	// value where the second count is 0.
	Ratio Interval
	// P is the two-sided probability of counts no likelier than these, when the two rates are the same.
	P decimal.Decimal
}

// mostEvents bounds the counts over which probabilities are added one by one.
const mostEvents = 10_000_000

// CompareRates tests whether two rates of events differ. Given all events together, those of the first are binomial with the
// first's share of the base: p adds the probabilities of results no likelier than the one seen, and the interval transforms
// Clopper's and Pearson's (R, poisson.test). A base of 0 or less, a negative count and no event at all are a [*SampleError].
func CompareRates(first, second Events, c Confidence) (RateRatio, error) {
	if c == 0 {
		c = Confidence95
	}
	all := first.Count + second.Count
	switch {
	case !(c > 0 && c < 1):
		return RateRatio{}, &SampleError{"confidence", fmt.Sprintf("the confidence is %v: write 0.95 for 95 per cent", float64(c))}
	case first.Count < 0 || second.Count < 0 || all > mostEvents:
		return RateRatio{}, &SampleError{"x", fmt.Sprintf("the counts are %d and %d: they must be 0 to 10,000,000 together", first.Count, second.Count)}
	case first.Base.Sign() <= 0 || second.Base.Sign() <= 0:
		return RateRatio{}, &SampleError{"n", fmt.Sprintf("the bases are %s and %s: they must be above 0", first.Base, second.Base)}
	case all == 0:
		return RateRatio{}, &SampleError{"x", "neither has an event: there is nothing to compare"}
	}
	n1, n2 := first.Base.InexactFloat64(), second.Base.InexactFloat64()
	low, high := clopperPearson(float64(first.Count), float64(all), c)
	odds := func(share float64) Value { return fromFloat(share / (1 - share) * n2 / n1) }
	r := RateRatio{
		Ratio: Interval{Value: Absent(NotApplicable), Lower: odds(low), Upper: odds(high), Confidence: c, Method: ClopperPearson},
		P:     decimal.NewFromFloat(binomialP(first.Count, all, n1/(n1+n2))),
	}
	if second.Count > 0 {
		r.Ratio.Value = Number(decimal.NewFromInt(int64(first.Count)).Mul(second.Base).DivRound(decimal.NewFromInt(int64(second.Count)).Mul(first.Base), precision))
	}
	return r, nil
}

// PoissonP is the two-sided probability of a count no likelier than the one observed, where so many are expected (R,
// poisson.test of one sample). A negative count and an expectation of 0 or less are a [*SampleError].
func PoissonP(observed int, expected decimal.Decimal) (decimal.Decimal, error) {
	if observed < 0 || observed > mostEvents || expected.Sign() <= 0 {
		return decimal.Decimal{}, &SampleError{"x", fmt.Sprintf("%d observed of %s expected: the one must be 0 or more, the other above 0", observed, expected)}
	}
	mean := expected.InexactFloat64()
	density := func(k int) float64 {
		g, _ := math.Lgamma(float64(k) + 1)
		return float64(k)*math.Log(mean) - mean - g
	}
	return decimal.NewFromFloat(noLikelier(observed, int(mean), math.MaxInt32, density)), nil
}

// binomialP is the same of x among n, each with probability p.
func binomialP(x, n int, p float64) float64 {
	gn, _ := math.Lgamma(float64(n) + 1)
	return noLikelier(x, int(float64(n)*p), n, func(k int) float64 {
		a, _ := math.Lgamma(float64(k) + 1)
		b, _ := math.Lgamma(float64(n-k) + 1)
		return gn - a - b + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p)
	})
}

// noLikelier adds the probabilities of all counts up to most that are no likelier than one seen, from their logarithms, which
// rise up to near the mode and fall from there. Counts within a ten-millionth of its probability count as equally likely,
// as in R; those that add nothing any more are left out.
func noLikelier(seen, mode, most int, logarithm func(int) float64) float64 {
	const slack, nothing = 1e-7, 1e-18
	limit := logarithm(seen) + slack
	sum := 0.0
	walk := func(k, step int) {
		for ; k >= 0 && k <= most; k += step {
			l := logarithm(k)
			if l > limit {
				continue
			}
			term := math.Exp(l)
			sum += term
			if term <= nothing*sum {
				return
			}
		}
	}
	walk(mode, -1)
	walk(mode+1, 1)
	return min(1, sum)
}

// JudgeIntervals sets a printed interval against a comparator that has an interval of its own, as a neighbour or a region has:
// the two differ when they do not overlap, and touching is overlapping. It finds less than a test of the difference would:
// intervals may overlap a little and the figures differ all the same. An interval without an end cannot be judged.
// (Fingertips technical guidance, comparison by two confidence intervals.)
func JudgeIntervals(value, comparator Interval, polarity rag.Polarity) Verdict {
	if !value.Lower.present || !value.Upper.present || !comparator.Lower.present || !comparator.Upper.present {
		return NoVerdict
	}
	switch {
	case value.Lower.number.GreaterThan(comparator.Upper.number):
		return verdictOf(1, polarity)
	case value.Upper.number.LessThan(comparator.Lower.number):
		return verdictOf(-1, polarity)
	}
	return Similar
}
