package demand

import "github.com/shopspring/decimal"

// Intervals are the intervals of many samples, in their order.
type Intervals struct {
	Rows []SampleInterval
	// Notes say what a reader of the samples supposed.
	Notes []string
}

// SampleInterval is the interval of X out of N, times a multiplier.
type SampleInterval struct {
	X, N       decimal.Decimal
	Kind       Kind
	Multiplier decimal.Decimal
	Interval   Interval
}

// NewIntervals makes the interval of each sample. The error is the [*SampleError] of the first that has none.
func NewIntervals(samples []Sample) (Intervals, error) {
	all := Intervals{Rows: make([]SampleInterval, len(samples))}
	for i, s := range samples {
		s, err := s.checked()
		if err != nil {
			return Intervals{}, err
		}
		all.Rows[i] = SampleInterval{X: s.X, N: s.N, Kind: s.Kind, Multiplier: s.Multiplier}
		if all.Rows[i].Interval, err = s.Interval(); err != nil {
			return Intervals{}, err
		}
	}
	return all, nil
}

// Equal reports whether both hold the same intervals of the same samples in the same order.
func (is Intervals) Equal(o Intervals) bool {
	if len(is.Rows) != len(o.Rows) {
		return false
	}
	for i, a := range is.Rows {
		b := o.Rows[i]
		if !a.X.Equal(b.X) || !a.N.Equal(b.N) || a.Kind != b.Kind || !a.Multiplier.Equal(b.Multiplier) || !a.Interval.Equal(b.Interval) {
			return false
		}
	}
	return true
}
