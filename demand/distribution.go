package demand

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The quantiles here start from gonum's and are refined by Newton's method on its distribution functions, because gonum's
// own are good to about 1e-8 in places and published intervals are compared at 1e-9. They come from mathext and not from
// stat/distuv, which would bring gonum's matrices into the browser calculator.

// normalQuantile is the z below which a share p of the standard normal distribution lies.
func normalQuantile(p float64) float64 {
	if p <= 0 || p >= 1 {
		return math.Inf(map[bool]int{true: -1, false: 1}[p <= 0])
	}
	z := mathext.NormalQuantile(p)
	for range 2 {
		// In the tail that is small, so that nothing is lost by subtraction.
		var miss float64
		if z < 0 {
			miss = 0.5*math.Erfc(-z/math.Sqrt2) - p
		} else {
			miss = (1 - p) - 0.5*math.Erfc(z/math.Sqrt2)
		}
		z -= miss / normalDensity(z)
	}
	return z
}

// normalDensity is the density of the standard normal distribution at z.
func normalDensity(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// normalUpper is the share of the standard normal distribution above z.
func normalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// gammaQuantile is the x below which a share p of the gamma distribution with shape a and scale 1 lies; upper is 1 − p,
// given by itself so that a small one keeps its digits.
func gammaQuantile(a, p, upper float64) float64 {
	switch {
	case a <= 0 || p <= 0:
		return 0
	case upper <= 0:
		return math.Inf(1)
	}
	x := mathext.GammaIncRegInv(a, p)
	if upper < p {
		x = mathext.GammaIncRegCompInv(a, upper)
	}
	logGamma, _ := math.Lgamma(a)
	for range 4 {
		var miss float64
		if p <= upper {
			miss = mathext.GammaIncReg(a, x) - p
		} else {
			miss = upper - mathext.GammaIncRegComp(a, x)
		}
		density := math.Exp((a-1)*math.Log(x) - x - logGamma)
		if density == 0 || math.IsNaN(miss) || math.IsInf(density, 0) {
			return x
		}
		step := miss / density
		// Halley's correction keeps a skew distribution from overshooting.
		step /= 1 + step*((a-1)/x-1)/2
		if next := x - step; next > 0 {
			x = next
		} else {
			x /= 2
		}
		if math.Abs(step) <= 1e-15*x {
			break
		}
	}
	return x
}

// chiSquaredUpper is the share of the chi-squared distribution with df degrees of freedom above x.
func chiSquaredUpper(x, df float64) float64 {
	switch {
	case x <= 0:
		return 1
	case df == 1:
		return math.Erfc(math.Sqrt(x / 2))
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// studentQuantile is the t above which a share tail, at most a half, of Student's distribution with df degrees of freedom lies.
func studentQuantile(tail, df float64) float64 {
	// A share of 2·tail lies outside ±t, and df/(df + t²) follows the beta distribution.
	inside := mathext.InvRegIncBeta(df/2, 0.5, 2*tail)
	x := math.Sqrt(df * (1 - inside) / inside)
	for range 3 {
		miss := 0.5*mathext.RegIncBeta(df/2, 0.5, df/(df+x*x)) - tail
		step := miss / studentDensity(x, df)
		if math.IsNaN(step) || math.IsInf(step, 0) {
			break
		}
		x += step
	}
	return x
}

// studentDensity is the density of Student's distribution with df degrees of freedom at t.
func studentDensity(t, df float64) float64 {
	logHalf, _ := math.Lgamma(df / 2)
	logNext, _ := math.Lgamma((df + 1) / 2)
	return math.Exp(logNext-logHalf-(df+1)/2*math.Log1p(t*t/df)) / math.Sqrt(df*math.Pi)
}

// betaQuantile is the x below which a share p of the beta distribution lies; upper is 1 − p.
func betaQuantile(a, b, p, upper float64) float64 {
	if p > upper {
		return 1 - betaQuantile(b, a, upper, p)
	}
	x := mathext.InvRegIncBeta(a, b, p)
	logA, _ := math.Lgamma(a)
	logB, _ := math.Lgamma(b)
	logAB, _ := math.Lgamma(a + b)
	for range 3 {
		density := math.Exp((a-1)*math.Log(x) + (b-1)*math.Log1p(-x) - logA - logB + logAB)
		step := (mathext.RegIncBeta(a, b, x) - p) / density
		if density == 0 || math.IsNaN(step) || x-step <= 0 || x-step >= 1 {
			break
		}
		x -= step
	}
	return x
}
