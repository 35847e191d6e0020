package demand

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The exact limits of a funnel answer one question: how few, or how many, cases would a place that is truly average have
// less often than the tail of the confidence? They are inverted from the distribution of the count itself, so that a place
// lies beyond a limit exactly when the probability of a count at least so far out is below the tail. Between whole counts
// the tail runs on by the incomplete gamma or beta function, which gives weighted counts a limit too.
//
// The interval of the expected count (Garwood's, Wilson's), which is often drawn instead, answers another question, and at
// small expectations the wrong way round: of 0.42 expected its lower end is above 0, so that a place with no case at all
// would be told from the average by a result that has probability 0.66.

// poissonCounts are the counts on the limits where e are expected. A lower limit of 0 is one that no count passes.
func poissonCounts(e float64, c Confidence) (lower, upper float64) {
	tail, z, root := c.tail(), c.z(), math.Sqrt(e)
	// The first guess is Cornish's and Fisher's expansion of the Poisson distribution, half a case further out.
	near := z*root + 0.5
	skew, third := (z*z-1)/6, (z-z*z*z)/(72*root)
	slope := normalDensity(z) / (tail * root)
	if math.Exp(-e) < tail {
		lower = crossing(bracket{0, e, e - near + skew - third, slope}, tail, func(o float64) float64 { return mathext.GammaIncRegComp(o+1, e) })
	}
	far := e + 10*root + 10
	for mathext.GammaIncReg(far, e) > tail {
		far *= 2
	}
	return lower, crossing(bracket{far, e, e + near + skew + third, -slope}, tail, func(o float64) float64 { return mathext.GammaIncReg(o, e) })
}

// binomialCounts are the counts on the limits in n where a share a is expected. A lower limit of 0 and an upper one of n
// are limits that no count passes.
func binomialCounts(a, n float64, c Confidence) (lower, upper float64) {
	tail := c.tail()
	upper = n
	if math.Pow(1-a, n) < tail {
		lower = crossing(bracket{far: 0, near: a * n}, tail, func(o float64) float64 { return mathext.RegIncBeta(n-o, o+1, 1-a) })
	}
	if math.Pow(a, n) < tail {
		upper = crossing(bracket{far: n, near: a * n}, tail, func(o float64) float64 { return mathext.RegIncBeta(o, n-o+1, a) })
	}
	return lower, upper
}

// bracket holds the count that is looked for: between one far out and the one expected. A guess, where there is one, comes
// with the slope of the logarithm of the probability there.
type bracket struct{ far, near, guess, slope float64 }

// settled is the step, in cases, after which the next would be beyond the digits of a float.
const settled = 1e-8

// crossing is the count at which a tail probability, which falls towards the far end, is tail. It follows the chord on the
// logarithm, which is nearly straight, from the guess; where that leads out of the bracket, regula falsi with the Illinois
// step, which cannot.
func crossing(b bracket, tail float64, probability func(float64) float64) float64 {
	miss := func(o float64) float64 { return math.Log(max(probability(o), 1e-300) / tail) }
	inside := func(o float64) bool { return o > min(b.far, b.near) && o < max(b.far, b.near) }
	if inside(b.guess) && b.slope != 0 {
		last, missLast := b.guess, miss(b.guess)
		for at := last - missLast/b.slope; inside(at); {
			missAt := miss(at)
			if missAt == 0 {
				return at
			}
			step := missAt * (at - last) / (missAt - missLast)
			if math.Abs(step) <= settled {
				return at - step
			}
			last, missLast, at = at, missAt, at-step // not a number, and so outside, where the chord is level
		}
	}
	return falsePosition(b.far, b.near, miss)
}

// falsePosition is where miss, above 0 near and below it far out, is 0.
func falsePosition(far, near float64, miss func(float64) float64) float64 {
	missFar, missNear := miss(far), miss(near)
	if missNear <= 0 {
		return near
	}
	at := near
	for range 100 {
		next := (far*missNear - near*missFar) / (missNear - missFar)
		if math.Abs(next-at) <= 1e-13*max(1, next) {
			return next
		}
		at = next
		switch m := miss(at); {
		case m == 0:
			return at
		case m > 0:
			near, missNear, missFar = at, m, missFar/2
		default:
			far, missFar, missNear = at, m, missNear/2
		}
	}
	return at
}

// fewExpected is the number of cases expected, in the part or outside it, below which only exact probabilities place a
// share: the public-health tools leave their approximation at the same number of events (PHEindicatormethods, R/Rates.R).
const fewExpected = exactUnder

// exact are the limits of a share or rate of n by exact probabilities.
func (f Funnel) exact(average, n float64, c Confidence) (lower, upper float64) {
	if f.Kind == RateKind {
		lower, upper = poissonCounts(average*n, c)
	} else {
		lower, upper = binomialCounts(average, n, c)
	}
	return lower / n, upper / n
}

// few reports whether so few are expected that an approximation could place a share the wrong way round. The slack keeps
// 0.9 of 100 from leaving 9.999999999999998.
func few(average, n float64) bool { return min(average, 1-average)*n < fewExpected-1e-9 }
