package xlsx

import (
	"math"
	"strconv"
)

// nearest is the fraction next to a value below 1, with a denominator of so many digits, or with the stated one, -digits.
func nearest(value float64, digits int) (over, under int64) {
	if digits < 0 {
		under = int64(-digits)
		return int64(math.Round(value * float64(under))), under
	}
	most := int64(math.Pow10(min(digits, 4)) - 1)
	best := math.Inf(1)
	for d := int64(1); d <= most; d++ {
		o := math.Round(value * float64(d))
		if miss := math.Abs(value - o/float64(d)); miss < best-1e-12 {
			over, under, best = int64(o), d, miss
		}
	}
	return over, under
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
