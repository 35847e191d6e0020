package forecast

import (
	"cmp"
	"math"
	"slices"
)

// fit finds the parameters that were not given. near, when there is one, is a fit of almost the same values, and a good
// place to look first: a back-test refits at every step.
func fit(values []float64, m Method, s Settings, near *Fit) (Fit, smoother) {
	q := newProblem(values, m, s)
	best := q.first()
	if len(best) > 0 {
		best = q.search(near)
	}
	k, state := q.read(best)
	f := Fit{
		Alpha: k.alpha, Beta: k.beta, Gamma: k.gamma, Start: s.Start,
		Initial: centred(state, m), From: q.from, Estimated: len(best),
	}
	return f, k
}

// centred moves what all seasons share into the level, so that a start reads as one expects: seasons around 0, or around
// 1 when they multiply. Forecasts do not change.
func centred(s State, m Method) State {
	if len(s.Season) == 0 {
		return s
	}
	shared := mean(s.Season)
	s.Season = slices.Clone(s.Season)
	for i := range s.Season {
		s.Season[i] = without(s.Season[i], shared, m == HoltWintersMultiplicative)
	}
	if m == HoltWintersMultiplicative {
		s.Level, s.Trend = s.Level*shared, s.Trend*shared
	} else {
		s.Level += shared
	}
	return s
}

// problem is least squares over a vector of unknowns: the parameters that were not given, then the start when it is
// estimated.
type problem struct {
	values    []float64
	method    Method
	given     [3]*float64 // alpha, beta, gamma
	names     []int       // which parameter each of the first unknowns is
	initial   State
	from      int
	estimated bool // the start is among the unknowns
	follow    bool // the season follows the new level
	scale     float64
	ring      []float64
}

func newProblem(values []float64, m Method, s Settings) *problem {
	q := &problem{values: values, method: m, given: [3]*float64{s.Alpha, s.Beta, s.Gamma}}
	q.estimated = s.Start == StartEstimated && s.From == nil
	q.follow = s.Start == StartR
	if q.estimated {
		q.initial = guess(values, m, s.Season)
	} else {
		q.initial, q.from = start(values, m, s)
	}
	has := [3]bool{true, m.trended(), len(q.initial.Season) > 0}
	for i, h := range has {
		if h && q.given[i] == nil {
			q.names = append(q.names, i)
		}
	}
	centre := mean(values)
	for _, v := range values {
		q.scale += math.Abs(v-centre) / float64(len(values))
	}
	if q.scale == 0 {
		q.scale = math.Abs(centre) + 1
	}
	q.ring = make([]float64, len(q.initial.Season))
	return q
}

// guess is a state before the first value from which the search for the best one begins.
func guess(values []float64, m Method, season int) State {
	switch m {
	case SES:
		return State{Level: values[0]}
	case HoltExponential:
		n := min(len(values), 10) - 1
		growth := math.Pow(values[n]/values[0], 1/float64(n))
		return State{Level: values[0] / growth, Trend: growth}
	case Holt:
		level, slope := line(values[:min(len(values), 10)])
		return State{Level: level, Trend: slope}
	}
	s := seasonalR(values, m, season)
	s.Level -= s.Trend * float64(season/2)
	return s
}

// first is the vector of unknowns to begin with; smoothing in the middle.
func (q *problem) first() []float64 {
	p := make([]float64, len(q.names))
	for i := range p {
		p[i] = 0.3
	}
	if q.estimated {
		p = append(p, q.initial.Level)
		if q.method.trended() {
			p = append(p, q.initial.Trend)
		}
		p = append(p, q.initial.Season...)
	}
	return p
}

// read turns unknowns into a smoother and a start. With an estimated start the season's unknown is γ/(1 − α), because γ
// may not pass 1 − α.
func (q *problem) read(p []float64) (smoother, State) {
	var x [3]float64
	for i, g := range q.given {
		if g != nil {
			x[i] = *g
		}
	}
	for i, name := range q.names {
		x[name] = p[i]
	}
	if q.estimated && q.given[2] == nil {
		x[2] *= 1 - x[0]
	}
	if !q.method.trended() {
		x[1] = 0
	}
	if len(q.initial.Season) == 0 {
		x[2] = 0
	}
	k := smoother{method: q.method, alpha: x[0], beta: x[1], gamma: x[2], followLevel: q.follow}
	state := q.initial
	if q.estimated {
		rest := p[len(q.names):]
		state.Level, rest = rest[0], rest[1:]
		if q.method.trended() {
			state.Trend, rest = rest[0], rest[1:]
		}
		state.Season = rest
	}
	return k, state
}

// errors fills out with the one-step errors and gives their sum of squares; infinite when they are not numbers.
func (q *problem) errors(p, out []float64) float64 {
	k, state := q.read(p)
	t := track{level: state.Level, trend: state.Trend, season: q.ring}
	copy(q.ring, state.Season)
	var sse float64
	for i, v := range q.values[q.from:] {
		e := v - k.step(&t, v)
		out[i] = e
		sse += e * e
	}
	if math.IsNaN(sse) {
		return math.Inf(1)
	}
	return sse
}

// search looks from the valleys of the surface, or where there is none from the best points of a coarse grid, and from near,
// and gives the best end.
func (q *problem) search(near *Fit) []float64 {
	if near != nil {
		// Among fits of nearly the same values every third line of the surface is enough.
		if places, ok := q.valleys(3); ok {
			return q.lowest(append(places[:min(2, len(places))], place{p: q.write(*near)}))
		}
	} else if places, ok := q.valleys(1); ok {
		const most = 12
		return q.lowest(places[:min(most, len(places))])
	}
	out := make([]float64, len(q.values)-q.from)
	var places []place
	for _, p := range q.grid() {
		places = append(places, place{p, q.errors(p, out)})
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.sse, b.sse) })
	places = places[:min(3, len(places))]
	if near != nil {
		places = []place{{p: q.write(*near)}, places[0]}
	}
	return q.lowest(places)
}

// lowest descends from each place, and gives the lowest end.
func (q *problem) lowest(places []place) []float64 {
	best := place{sse: math.Inf(1)}
	for _, from := range places {
		if p, sse := q.descend(from.p); best.p == nil || sse < best.sse {
			best = place{p, sse}
		}
	}
	return best.p
}

// write is the vector of unknowns of a fit.
func (q *problem) write(f Fit) []float64 {
	x := [3]float64{f.Alpha, f.Beta, f.Gamma}
	if q.estimated && f.Alpha < 1 {
		x[2] /= 1 - f.Alpha
	}
	p := q.first()
	for i, name := range q.names {
		p[i] = min(max(x[name], 0), 1)
	}
	if q.estimated {
		rest := p[len(q.names):]
		rest[0] = f.Initial.Level
		if q.method.trended() {
			rest[1] = f.Initial.Trend
		}
		copy(rest[len(rest)-len(f.Initial.Season):], f.Initial.Season)
	}
	return p
}

// grid are starting points: a few values of each parameter that is sought.
func (q *problem) grid() [][]float64 {
	choices := [3][]float64{{0.05, 0.2, 0.5, 0.8, 0.99}, {0.01, 0.1, 0.4, 0.9}, {0.01, 0.1, 0.4, 0.9}}
	grid := [][]float64{q.first()}
	for i, name := range q.names {
		var next [][]float64
		for _, p := range grid {
			for _, v := range choices[name] {
				p := slices.Clone(p)
				p[i] = v
				next = append(next, p)
			}
		}
		grid = next
	}
	return grid
}

// descend is the method of Levenberg and Marquardt with numerical derivatives, within 0 to 1 for the parameters: a
// parameter at an end that would go beyond it stays there for the step.
func (q *problem) descend(from []float64) ([]float64, float64) {
	n := len(q.values) - q.from
	p, residuals, trial := slices.Clone(from), make([]float64, n), make([]float64, n)
	sse := q.errors(p, residuals)
	jacobian := make([][]float64, len(p))
	for i := range jacobian {
		jacobian[i] = make([]float64, n)
	}
	damping, still := 1e-3, 0
	for range 200 {
		q.slopes(p, residuals, jacobian, trial)
		moved := false
		for damping < 1e12 && !moved {
			next := q.stride(p, residuals, jacobian, damping)
			if got := q.errors(next, trial); got < sse {
				if sse-got <= 1e-12*sse {
					still++
				} else {
					still = 0
				}
				p, sse, moved = next, got, true
				copy(residuals, trial)
				damping = max(damping/5, 1e-12)
			} else {
				damping *= 4
			}
		}
		if !moved || still >= 2 {
			break
		}
	}
	return p, sse
}

// slopes fills jacobian with the derivative of each error by each unknown.
func (q *problem) slopes(p, residuals []float64, jacobian [][]float64, trial []float64) {
	for i := range p {
		h := 1e-7
		if i >= len(q.names) {
			h = 1e-7 * (math.Abs(p[i]) + q.scale)
		} else if p[i]+h > 1 {
			h = -h
		}
		old := p[i]
		p[i] = old + h
		q.errors(p, trial)
		p[i] = old
		for t := range residuals {
			jacobian[i][t] = (trial[t] - residuals[t]) / h
		}
	}
}

// stride is where the damped step leads.
func (q *problem) stride(p, residuals []float64, jacobian [][]float64, damping float64) []float64 {
	gradient := make([]float64, len(p))
	var free []int
	for i := range p {
		for t, r := range residuals {
			gradient[i] += jacobian[i][t] * r
		}
		atEnd := i < len(q.names) && ((p[i] <= 0 && gradient[i] > 0) || (p[i] >= 1 && gradient[i] < 0))
		if !atEnd {
			free = append(free, i)
		}
	}
	a, b := make([][]float64, len(free)), make([]float64, len(free))
	for r, i := range free {
		a[r], b[r] = make([]float64, len(free)), -gradient[i]
		for c, j := range free {
			for t := range residuals {
				a[r][c] += jacobian[i][t] * jacobian[j][t]
			}
		}
		a[r][r] += damping*a[r][r] + 1e-300
	}
	next := slices.Clone(p)
	for r, d := range solve(a, b) {
		i := free[r]
		next[i] += d
		if i < len(q.names) {
			next[i] = min(max(next[i], 0), 1)
		}
	}
	return next
}

// solve is Gauss with pivots, in place; a column without a pivot gets 0.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot], b[c], b[pivot] = a[pivot], a[c], b[pivot], b[c]
		if a[c][c] == 0 {
			continue
		}
		for r := c + 1; r < n; r++ {
			factor := a[r][c] / a[c][c]
			for j := c; j < n; j++ {
				a[r][j] -= factor * a[c][j]
			}
			b[r] -= factor * b[c]
		}
	}
	x := make([]float64, n)
	for r := n - 1; r >= 0; r-- {
		if a[r][r] == 0 {
			continue
		}
		sum := b[r]
		for j := r + 1; j < n; j++ {
			sum -= a[r][j] * x[j]
		}
		x[r] = sum / a[r][r]
		if math.IsNaN(x[r]) || math.IsInf(x[r], 0) {
			x[r] = 0
		}
	}
	return x
}
