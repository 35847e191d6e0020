package flow

import (
	"fmt"
	"math"
	"slices"
)

// maxStates and maxDays bound the work that a call can be made to do.
const (
	maxStates = 200
	maxDays   = 36_600 // a hundred years
)

// Transition is a daily flow between two states of a [Chain]. An empty From comes from outside, an empty To leaves.
type Transition struct {
	From, To string
	// Rate is the chance that one in From moves on a day. It has no meaning for what comes from outside.
	Rate float64
	// Number is so many a day: the mean of a Poisson number for what comes from outside, a fixed number for a move
	// between states or out, no more than are there.
	Number float64
}

// Chain is a stock in named states with constant daily flows, where ages do not matter or are states themselves. [Model]
// is the one for children, whose ages are known.
type Chain struct {
	States      []string
	Transitions []Transition
}

// ChainMoment is the stock of a chain on a day.
type ChainMoment struct {
	Day int
	// Mean is the expected stock of each state, in the order of Chain.States.
	Mean []float64
	// Covariance is exact: chance alone, with the rates as they are given. Fixed numbers add nothing to it.
	Covariance [][]float64
}

// Project carries stock forward day by day and reports day 0, every so many days, and the last. The days in between are
// computed whatever every is, so that it changes what is reported and never what is computed.
//
// The mean is x' = M x + λ, the covariance S' = M S Mᵀ + diag(M x) − M diag(x) Mᵀ + diag(λ). Rates out of a state that
// sum to more than 1 are scaled to 1, and a note says so. Fixed numbers are taken after the rates from those who were
// there at the start of the day, in proportion when there are too few.
func (c Chain) Project(stock map[string]float64, days, every int) (moments []ChainMoment, notes []string, err error) {
	run, notes, err := c.prepare(stock, days, every)
	if err != nil {
		return nil, nil, err
	}
	for day := 0; ; day++ {
		if day%every == 0 || day == days {
			moments = append(moments, run.moment(day))
		}
		if day == days {
			return moments, notes, nil
		}
		run.step()
	}
}

// chainRun is a chain on its way.
type chainRun struct {
	m       [][]float64 // m[to][from]
	entries []float64
	fixed   []fixedFlow
	mean    []float64
	s       [][]float64
}

type fixedFlow struct {
	from, to int // to −1 leaves
	number   float64
}

func (c Chain) prepare(stock map[string]float64, days, every int) (*chainRun, []string, error) {
	n := len(c.States)
	switch {
	case n == 0 || n > maxStates:
		return nil, nil, fmt.Errorf("a chain has 1 to %d states, not %d", maxStates, n)
	case days < 0 || days > maxDays:
		return nil, nil, fmt.Errorf("%d days: use 0 to %d", days, maxDays)
	case every < 1:
		return nil, nil, fmt.Errorf("every %d days: use 1 or more", every)
	}
	index := map[string]int{}
	for i, s := range c.States {
		if _, twice := index[s]; twice || s == "" {
			return nil, nil, fmt.Errorf("the state %q is empty or stands twice", s)
		}
		index[s] = i
	}
	run := &chainRun{m: square(n), entries: make([]float64, n), mean: make([]float64, n), s: square(n)}
	for name, number := range stock {
		i, ok := index[name]
		if !ok || !(number >= 0) || math.IsInf(number, 0) {
			return nil, nil, fmt.Errorf("the stock of %q is %v: name a state, and give 0 or more", name, number)
		}
		run.mean[i] = number
	}
	notes, err := run.fill(c.Transitions, index)
	return run, notes, err
}

func (run *chainRun) fill(transitions []Transition, index map[string]int) (notes []string, err error) {
	n := len(run.mean)
	out := make([]float64, n)
	for _, t := range transitions {
		from, inside := index[t.From]
		to, stays := index[t.To]
		switch {
		case (!inside && t.From != "") || (!stays && t.To != ""):
			return nil, fmt.Errorf("the transition from %q to %q names a state that is not there", t.From, t.To)
		case !inside && !stays || t.From == t.To:
			return nil, fmt.Errorf("the transition from %q to %q goes nowhere", t.From, t.To)
		case !(t.Rate >= 0) || !(t.Number >= 0) || math.IsInf(t.Rate, 0) || math.IsInf(t.Number, 0):
			return nil, fmt.Errorf("the transition from %q to %q has a negative rate or number", t.From, t.To)
		case !inside && t.Rate != 0:
			return nil, fmt.Errorf("what comes from outside to %q has a number a day, not a rate", t.To)
		}
		if !inside {
			run.entries[to] += t.Number
			continue
		}
		if !stays {
			to = -1
		} else {
			run.m[to][from] += t.Rate
		}
		out[from] += t.Rate
		if t.Number > 0 {
			run.fixed = append(run.fixed, fixedFlow{from, to, t.Number})
		}
	}
	for name, i := range index {
		if out[i] > 1 {
			notes = append(notes, fmt.Sprintf("the rates out of %s sum to %g a day: they were scaled to 1", name, out[i]))
			for to := range n {
				run.m[to][i] /= out[i]
			}
			out[i] = 1
		}
		run.m[i][i] += 1 - out[i]
	}
	slices.Sort(notes)
	return notes, nil
}

func (run *chainRun) moment(day int) ChainMoment {
	m := ChainMoment{Day: day, Mean: slices.Clone(run.mean)}
	for _, row := range run.s {
		m.Covariance = append(m.Covariance, slices.Clone(row))
	}
	return m
}

// step is one day.
func (run *chainRun) step() {
	n := len(run.mean)
	left, next := make([]float64, n), make([]float64, n) // left: of those at the start, after the rates
	for to := range n {
		for from := range n {
			next[to] += run.m[to][from] * run.mean[from]
		}
		left[to] = run.m[to][to] * run.mean[to]
	}
	run.spread(next)
	wanted := make([]float64, n)
	for _, f := range run.fixed {
		wanted[f.from] += f.number
	}
	for _, f := range run.fixed {
		moved := f.number * min(1, left[f.from]/wanted[f.from])
		next[f.from] -= moved
		if f.to >= 0 {
			next[f.to] += moved
		}
	}
	for i, e := range run.entries {
		next[i] += e
		run.s[i][i] += e
	}
	run.mean = next
}

// spread is the covariance after the rates: next is M x.
func (run *chainRun) spread(next []float64) {
	n := len(run.mean)
	half, s := square(n), square(n)
	for i := range n {
		for j := range n {
			var sum float64
			for k := range n {
				sum += run.m[i][k] * run.s[k][j]
			}
			half[i][j] = sum
		}
	}
	for i := range n {
		for j := range n {
			var sum float64
			for k := range n {
				sum += (half[i][k] - run.m[i][k]*run.mean[k]) * run.m[j][k]
			}
			s[i][j] = sum
		}
		s[i][i] += next[i]
	}
	run.s = s
}

func square(n int) [][]float64 {
	all := make([]float64, n*n)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = all[i*n : (i+1)*n]
	}
	return rows
}
