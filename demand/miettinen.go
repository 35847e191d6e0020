package demand

import "math"

// miettinenNurminen is the score interval of the difference of two shares (Miettinen and Nurminen 1985): the differences that
// the score test with their variance, N/(N − 1) times that at the likeliest shares which differ by so much, does not reject.
func miettinenNurminen(a, b Share, c Confidence) (lower, upper float64) {
	n1, n2 := float64(a.Whole), float64(b.Whole)
	seen, z := difference(a, b), c.z()
	score := func(d float64) float64 {
		p2 := likeliest(a, b, d)
		p1 := p2 + d
		variance := (p1*(1-p1)/n1 + p2*(1-p2)/n2) * (n1 + n2) / (n1 + n2 - 1)
		if variance <= 0 {
			if seen == d {
				return 0
			}
			return math.Inf(int(math.Copysign(1, seen-d)))
		}
		return (seen - d) / math.Sqrt(variance)
	}
	find := func(from, to, want float64) float64 { // the score falls as the difference rises
		for range 100 {
			middle := (from + to) / 2
			if score(middle) > want {
				from = middle
			} else {
				to = middle
			}
		}
		return (from + to) / 2
	}
	lower, upper = -1, 1
	if seen > -1 {
		lower = find(-1, seen, z)
	}
	if seen < 1 {
		upper = find(seen, 1, -z)
	}
	return lower, upper
}

// likeliest is the second share that is most likely when the first is d more. The slope of the likelihood falls all the way.
func likeliest(a, b Share, d float64) float64 {
	x1, n1, x2, n2 := float64(a.Part), float64(a.Whole), float64(b.Part), float64(b.Whole)
	part := func(x, p float64) float64 {
		if x == 0 {
			return 0
		}
		return x / p
	}
	low, high := max(0, -d), min(1, 1-d)
	for range 100 {
		p := (low + high) / 2
		slope := part(x2, p) - part(n2-x2, 1-p) + part(x1, p+d) - part(n1-x1, 1-p-d)
		if slope > 0 {
			low = p
		} else {
			high = p
		}
	}
	return (low + high) / 2
}

// wilsonCorrected is Wilson's interval with the continuity correction (Newcombe 1998, method 4; R, prop.test). The correction
// is half a case, and less where the share is nearer to one half than that.
func wilsonCorrected(x, n float64, c Confidence) (lower, upper float64) {
	if c == 1 {
		return 0, 1
	}
	z := c.z()
	correction := min(0.5, math.Abs(x-n/2))
	end := func(p, sign float64) float64 {
		return (p + z*z/(2*n) + sign*z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
	}
	lower, upper = 0, 1
	if p := (x - correction) / n; p > 0 {
		lower = max(0, end(p, -1))
	}
	if p := (x + correction) / n; p < 1 {
		upper = min(1, end(p, 1))
	}
	return lower, upper
}
