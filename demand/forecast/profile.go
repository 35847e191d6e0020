package forecast

import (
	"cmp"
	"math"
	"slices"
)

// The squared errors of simple smoothing and of Holt's method, as a surface over α and β, have several valleys on short
// series, and a search that starts from a few points stops in the wrong one: for 584, 590, 593, 613, 590, 596, 630, 616 in
// one of 1,865 where 1,828 can be reached. But the errors are straight lines in the starting level and trend, so that for
// any α and β the best start is a least-squares solution and need not be searched for. What is left is small enough to
// look at everywhere.

// smoothings are the values of a parameter at which the surface is looked at: closer at the ends, where the valleys are
// narrow.
var smoothings = [...]float64{
	0, 0.005, 0.01, 0.02, 0.04, 0.06, 0.09, 0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4, 0.44, 0.48, 0.52, 0.56,
	0.6, 0.64, 0.68, 0.72, 0.76, 0.8, 0.84, 0.88, 0.91, 0.94, 0.96, 0.98, 0.99, 0.995, 1,
}

// place is a vector of unknowns and its sum of squared errors.
type place struct {
	p   []float64
	sse float64
}

// valleys are the places of the surface that are no higher than those around them, the lowest first. Only simple
// smoothing and Holt's method have such a surface; ok is false for the others. every takes one line of the surface in so many.
func (q *problem) valleys(every int) (found []place, ok bool) {
	if q.method != SES && q.method != Holt {
		return nil, false
	}
	sizes := [2]int{1, 1}
	for _, name := range q.names {
		sizes[name] = (len(smoothings)-1)/every + 1
	}
	surface := make([]place, sizes[0]*sizes[1])
	out := make([]float64, len(q.values)-q.from)
	for i := range sizes[0] {
		for j := range sizes[1] {
			p := q.first()
			for k, name := range q.names {
				p[k] = smoothings[every*[2]int{i, j}[name]]
			}
			q.bestStart(p)
			surface[i*sizes[1]+j] = place{p, q.errors(p, out)}
		}
	}
	for i := range sizes[0] {
		for j := range sizes[1] {
			here := surface[i*sizes[1]+j]
			low := !math.IsInf(here.sse, 1)
			for a := max(0, i-1); a <= min(sizes[0]-1, i+1) && low; a++ {
				for b := max(0, j-1); b <= min(sizes[1]-1, j+1) && low; b++ {
					low = here.sse <= surface[a*sizes[1]+b].sse
				}
			}
			if low {
				found = append(found, here)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b place) int { return cmp.Compare(a.sse, b.sse) })
	return found, len(found) > 0
}

// bestStart puts the least-squares start for the smoothing of p into it, where the start is among the unknowns. An error is
// what it would be from zero, less the level's and the trend's share in the forecast.
func (q *problem) bestStart(p []float64) {
	if !q.estimated {
		return
	}
	k, _ := q.read(p)
	var origin, level, trend track
	level.level, trend.trend = 1, 1
	var uu, uv, vv, ua, va float64
	for _, y := range q.values {
		a := y - k.step(&origin, y)
		u, v := k.step(&level, 0), k.step(&trend, 0)
		uu, uv, vv = uu+u*u, uv+u*v, vv+v*v
		ua, va = ua+u*a, va+v*a
	}
	at := len(q.names)
	if !q.method.trended() {
		p[at] = ua / uu
		return
	}
	// Where level and trend cannot be told apart, as with α = 1 and β = 1, the trend is 0.
	if det := uu*vv - uv*uv; det > 1e-12*uu*vv {
		p[at], p[at+1] = (ua*vv-va*uv)/det, (va*uu-ua*uv)/det
		return
	}
	p[at], p[at+1] = ua/uu, 0
}
