package demand

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// defaultTrim is the share of z-scores trimmed at either end (Spiegelhalter 2005; FunnelPlotR's default).
const defaultTrim = 0.1

// Dispersion is how much authorities differ beyond chance.
type Dispersion struct {
	// Phi is the mean square of the trimmed z-scores: about 1 when chance explains the scatter.
	Phi decimal.Decimal
	// Tau2 is the variance between authorities on the scale of the z-scores (DerSimonian and Laird), 0 when there is none.
	Tau2 decimal.Decimal
	// N is how many z-scores phi was made of.
	N    int
	tau2 float64
}

// Equal reports whether two dispersions are the same.
func (d Dispersion) Equal(o Dispersion) bool {
	return d.Phi.Equal(o.Phi) && d.Tau2.Equal(o.Tau2) && d.N == o.N
}

// RatioScale is the scale on which the z-scores of observed over expected counts are made.
type RatioScale int

const (
	// LogScale is that of the Summary Hospital-level Mortality Indicator: z = √E·ln(O/E), E to two decimal places; trimmed
	// by leaving the extreme tenths out. It is the zero value.
	LogScale RatioScale = iota
	// RootScale is that of the Care Quality Commission: z = (√(O/E) − 1)·2√E; trimmed by winsorising.
	RootScale
)

var ratioScaleNames = enum.Of("RatioScale", "log", "root")

// String is log or root.
func (s RatioScale) String() string { return ratioScaleNames.String(int(s)) }

// MarshalText writes log or root.
func (s RatioScale) MarshalText() ([]byte, error) { return ratioScaleNames.Marshal(int(s)) }

// UnmarshalText reads log or root.
func (s *RatioScale) UnmarshalText(text []byte) error {
	return enum.Unmarshal(ratioScaleNames, text, s)
}

// score is a z-score and the standard error it was made with.
type score struct{ z, s float64 }

var errNoScore = errors.New("an observed count of 0 has no z-score on the logarithmic scale: use the root scale")

// scores are the z-scores of the points placed in a funnel.
func (f Funnel) scores(placed []FunnelPoint, average float64) []score {
	scores := make([]score, len(placed))
	for i, p := range placed {
		x, n := p.X.InexactFloat64(), p.N.InexactFloat64()
		if f.Kind == Proportion {
			s := 1 / (2 * math.Sqrt(n))
			scores[i] = score{(math.Asin(math.Sqrt(x/n)) - math.Asin(math.Sqrt(average))) / s, s}
			continue
		}
		s := 1 / (2 * math.Sqrt(average*n))
		scores[i] = score{(math.Sqrt(x/(average*n)) - 1) / s, s}
	}
	return scores
}

// RatioDispersion is the dispersion of observed over expected counts. trim is the share trimmed at either end, 0 for 0.1.
// An expected count of 0 or less is a [*SampleError].
func RatioDispersion(points []FunnelPoint, scale RatioScale, trim float64) (Dispersion, error) {
	if trim == 0 {
		trim = defaultTrim
	}
	if !(trim > 0 && trim < 0.5) {
		return Dispersion{}, &SampleError{"trim", fmt.Sprintf("the share to trim is %v: it must be above 0 and under 0.5", trim)}
	}
	scores := make([]score, len(points))
	for i, p := range points {
		if p.N.Sign() <= 0 || p.X.IsNegative() {
			return Dispersion{}, &SampleError{"n", fmt.Sprintf("%s: %s observed of %s expected: the expected count must be above 0", p.Name, p.X, p.N)}
		}
		x, e := p.X.InexactFloat64(), p.N.InexactFloat64()
		if scale == RootScale {
			s := 1 / (2 * math.Sqrt(e))
			scores[i] = score{(math.Sqrt(x/e) - 1) / s, s}
			continue
		}
		if x == 0 {
			return Dispersion{}, &SampleError{"x", p.Name + ": " + errNoScore.Error()}
		}
		e = p.N.Round(2).InexactFloat64()
		scores[i] = score{math.Sqrt(e) * math.Log(x/e), 1 / math.Sqrt(e)}
	}
	if scale == LogScale {
		scores = truncate(scores, trim)
		return measure(scores), nil
	}
	return dispersion(scores, trim), nil
}

// dispersion winsorises the scores at their type-7 quantiles and measures them.
func dispersion(scores []score, trim float64) Dispersion {
	values := make([]float64, len(scores))
	for i, s := range scores {
		values[i] = s.z
	}
	low, high := floatQuantile(values, trim), floatQuantile(values, 1-trim)
	drawn := make([]score, len(scores))
	for i, s := range scores {
		drawn[i] = score{max(low, min(high, s.z)), s.s}
	}
	return measure(drawn)
}

// floatQuantile is R's type 7 of floats, which it puts in another order.
func floatQuantile(values []float64, p float64) float64 {
	h := float64(len(values)-1) * p
	i := int(h)
	if i >= len(values)-1 {
		return slices.Max(values)
	}
	at := nth(values, i)
	return at + (h-float64(i))*(slices.Min(values[i+1:])-at)
}

// nth is the value that stands at k in order, counted from 0; those before it in the slice are not above it, and those behind
// it not below.
func nth(values []float64, k int) float64 {
	low, high := 0, len(values)-1
	for low < high {
		// The middle of three keeps ordered values from taking the square of their number.
		a, b, c := values[low], values[low+(high-low)/2], values[high]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return values[k]
		}
	}
	return values[k]
}

// truncate leaves the first and the last of 1/trim groups out.
func truncate(scores []score, trim float64) []score {
	groups := math.Round(1 / trim)
	values := make([]Value, len(scores))
	for i, s := range scores {
		values[i] = fromFloat(s.z)
	}
	var kept []score
	for i, rank := range Ranks(values, false, TiesMean) {
		group := math.Floor(rank.number.InexactFloat64() * groups / float64(len(scores)+1))
		if group > 0 && group < groups-1 {
			kept = append(kept, scores[i])
		}
	}
	return kept
}

// measure is phi and tau² of scores that are trimmed.
func measure(scores []score) Dispersion {
	n := float64(len(scores))
	if n == 0 {
		return Dispersion{}
	}
	var squares, w, w2 float64
	for _, s := range scores {
		squares += s.z * s.z
		weight := 1 / (s.s * s.s)
		w, w2 = w+weight, w2+weight*weight
	}
	d := Dispersion{Phi: decimal.NewFromFloat(squares / n), N: len(scores)}
	if spread := w - w2/w; squares >= n-1 && spread > 0 {
		d.tau2 = max(0, (squares-(n-1))/spread)
	}
	d.Tau2 = decimal.NewFromFloat(d.tau2)
	return d
}
