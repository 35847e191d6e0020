package propose

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// value is a figure in base units, near enough to choose readings by; a verdict is reached by package scrutiny alone, over
// the figures as printed.
type value struct {
	printed decimal.Decimal // in its unit
	places  int32
	unit    figure.Unit
	step    decimal.Decimal // the rounding step in printed units; zero is one of the last place
	exact   bool            // a whole count
	guessed bool            // money of a scale that is not stated
	rate    bool            // a quotient
	base    float64
	half    float64 // how far a true value may lie
}

func newValue(printed decimal.Decimal, places int32, unit figure.Unit) value {
	scale := math.Pow10(int(unit.Power))
	return value{printed: printed, places: places, unit: unit, base: printed.InexactFloat64() * scale, half: math.Pow10(-int(places)) * scale / 2}
}

// scaled is money of an unstated scale read in one.
func (v value) scaled(power int32) value {
	w := newValue(v.printed, v.places, figure.Unit{Measure: figure.Pounds, Power: power})
	w.guessed, w.rate = v.guessed, v.rate
	return w
}

// digits is how many digits of the figure say something: leading zeros and, of a whole number, ending zeros do not.
func (v value) digits() int {
	text := v.printed.Abs().Shift(v.places).Truncate(0).String()
	for len(text) > 2 && v.places == 0 && text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	return len(text)
}

// near says whether two figures may stand for one value, whatever their signs.
func near(a, b value) bool {
	gap := math.Abs(math.Abs(a.base) - math.Abs(b.base))
	if (a.base == 0) != (b.base == 0) {
		return false // nil is no rounding of something
	}
	if a.slack() == b.slack() {
		return gap <= a.half*1e-6 // of one precision: the same figure or another
	}
	return gap <= (a.slack()+b.slack())*(1+1e-9)
}

// fits says whether a computed value, and how far it may lie off, can have been printed as v.
func (v value) fits(computed, off float64) bool {
	return math.Abs(math.Abs(v.base)-math.Abs(computed)) <= (v.slack()+off)*(1+1e-9)
}

func (v value) slack() float64 {
	if v.exact {
		return 0
	}
	return v.half
}

// similar says whether one figure could be a slip of the other: one digit wrong, two turned, or a power of ten between them.
// It compares at the coarser precision of the two.
func similar(a, b value) bool {
	x, y := math.Abs(a.base), math.Abs(b.base)
	if x == 0 || y == 0 {
		return false
	}
	for _, ten := range []float64{10, 100, 1000, 0.1, 0.01, 0.001} {
		off := max(a.slack()*ten, b.slack())
		if a.endsIn(ten) {
			off = max(off, a.slack()) // £6,150k for 615.1 was £615k before a nought came to it
		}
		if math.Abs(x*ten-y) <= off*1.0001 {
			return true
		}
	}
	step := 2 * math.Max(a.half, b.half)
	if step == 0 {
		step = 1
	}
	p, q := digitsOf(x/step), digitsOf(y/step)
	if len(p)+1 == len(q) {
		p = "0" + p // 0.56 and 5.06
	} else if len(q)+1 == len(p) {
		q = "0" + q
	}
	return oneSlip(p, q)
}

// endsIn says whether the figure ends in the noughts that a power of ten takes off.
func (v value) endsIn(ten float64) bool {
	return ten < 1 && v.places == 0 && v.printed.Mod(decimal.NewFromFloat(math.Round(1/ten))).IsZero()
}

func digitsOf(x float64) string {
	return decimal.NewFromFloat(x).Round(0).String()
}

// oneSlip says whether two strings of digits of one length differ in one digit, or in two neighbours that changed places.
func oneSlip(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	first, last, count := -1, -1, 0
	for i := range len(a) {
		if a[i] != b[i] {
			if first < 0 {
				first = i
			}
			last = i
			count++
		}
	}
	return count == 1 || (count == 2 && last == first+1 && a[first] == b[last] && a[last] == b[first])
}
