package caseload

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Load is what a utilisation is: a number, or one of the two cases that have none.
type Load int

const (
	// Idle is neither load nor capacity: a worker on leave who holds nothing. It is not over, and not 0 per cent.
	Idle Load = iota
	// Measured is a load and a capacity: the utilisation is a number.
	Measured
	// NoCapacity is a load with no capacity: thirty cases held by a worker on leave. It is over any threshold.
	NoCapacity
)

// String names the state.
func (l Load) String() string {
	switch l {
	case Idle:
		return "no load and no capacity"
	case Measured:
		return "measured"
	case NoCapacity:
		return "load with no capacity"
	}
	return fmt.Sprintf("Load(%d)", int(l))
}

// Utilisation is a load held against a capacity or limit, in the same unit: cases, points, or hours. The zero value is
// [Idle].
type Utilisation struct {
	Load, Capacity decimal.Decimal
}

// State says whether the utilisation is a number. A capacity at or below zero is none.
func (u Utilisation) State() Load {
	switch {
	case u.Capacity.IsPositive():
		return Measured
	case u.Load.IsPositive():
		return NoCapacity
	}
	return Idle
}

// Ratio is load over capacity in per cent; it is not defined unless the state is [Measured].
func (u Utilisation) Ratio() Ratio {
	r := Ratio{Definition: "load / capacity", Numerator: u.Load, Percent: true}
	if u.State() == Measured {
		r.Denominator = u.Capacity
	}
	return r
}

// Remaining is the capacity less the load; negative when the load is more.
func (u Utilisation) Remaining() decimal.Decimal { return u.Capacity.Sub(u.Load) }

// Add is the utilisation of a group: the sums of loads and of capacities, never a mean of percentages.
func (u Utilisation) Add(other Utilisation) Utilisation {
	return Utilisation{Load: u.Load.Add(other.Load), Capacity: u.Capacity.Add(other.Capacity)}
}

// Over reports whether the load is over the threshold.
func (u Utilisation) Over(t Threshold) bool {
	switch u.State() {
	case NoCapacity:
		return true
	case Idle:
		return false
	}
	order := u.Load.Cmp(u.Capacity)
	if !t.Percent.IsZero() {
		order, _ = u.Ratio().Cmp(t.Percent)
	}
	return order > 0 || order == 0 && t.AtIsOver
}

// Compare orders utilisations from the emptiest to the fullest: numbers by size, then a load with no capacity, and
// neither load nor capacity last, because such a worker can take nothing.
func (u Utilisation) Compare(other Utilisation) int {
	rank := map[Load]int{Measured: 0, NoCapacity: 1, Idle: 2}
	a, b := u.State(), other.State()
	if a != b || a != Measured {
		return rank[a] - rank[b]
	}
	return u.Load.Mul(other.Capacity).Cmp(other.Load.Mul(u.Capacity))
}

// Equal reports whether load and capacity are the same numbers.
func (u Utilisation) Equal(other Utilisation) bool {
	return u.Load.Equal(other.Load) && u.Capacity.Equal(other.Capacity)
}

// Text is the utilisation to so many places, or its state: "110.0 %", "load with no capacity".
func (u Utilisation) Text(places int32) string {
	value, ok := u.Ratio().Round(places)
	if !ok {
		return u.State().String()
	}
	return value.StringFixed(places) + " %"
}

// Threshold decides what "over" is, in one place. A tool that used > 99, > 100, >= 100 and > 110 on its four pages called
// the same worker over and not over.
type Threshold struct {
	// Percent is the utilisation that must be exceeded. Defaults to 100.
	Percent decimal.Decimal
	// AtIsOver makes a load of exactly Percent over. Defaults to within.
	AtIsOver bool
}

func (t Threshold) percent() decimal.Decimal {
	if t.Percent.IsZero() {
		return decimal.NewFromInt(100)
	}
	return t.Percent
}

// String is the threshold as words: "over 100 %", "100 % and over".
func (t Threshold) String() string {
	if t.AtIsOver {
		return t.percent().String() + " % and over"
	}
	return "over " + t.percent().String() + " %"
}
