package caseload

import "github.com/shopspring/decimal"

// histogram counts workers by the cases they hold: every order statistic of a million workers in as many counters as the
// largest caseload, and exact.
type histogram struct {
	counts []int64
	n      int64
}

func (h *histogram) add(cases int) { h.addMany(cases, 1) }

// addMany counts so many workers who hold as many cases.
func (h *histogram) addMany(cases, workers int) {
	if cases >= len(h.counts) {
		h.grow(cases)
	}
	h.counts[cases] += int64(workers)
	h.n += int64(workers)
}

// grow doubles, so that a rising stream does not copy at every step.
func (h *histogram) grow(cases int) {
	counts := make([]int64, min(max(cases+1, 2*len(h.counts), 64), MaxCases+1))
	copy(counts, h.counts)
	h.counts = counts
}

// nth is the value with exactly i values before it in ascending order.
func (h *histogram) nth(i int64) int {
	for cases, n := range h.counts {
		if i < n {
			return cases
		}
		i -= n
	}
	return len(h.counts) - 1
}

// quantile is R's type 7, exact: the position is (n − 1)p, and the two values beside it are interpolated without a division.
// ok is false without values or with p outside 0 to 1.
func (h *histogram) quantile(p decimal.Decimal) (q decimal.Decimal, ok bool) {
	if h.n == 0 || p.IsNegative() || p.GreaterThan(one) {
		return q, false
	}
	position := p.Mul(decimal.NewFromInt(h.n - 1))
	i := position.IntPart()
	low := h.nth(i)
	if i == h.n-1 {
		return count(low), true
	}
	between := position.Sub(decimal.NewFromInt(i))
	return count(low).Add(between.Mul(count(h.nth(i+1) - low))), true
}

// largest is the most cases held.
func (h *histogram) largest() int {
	for cases := len(h.counts) - 1; cases >= 0; cases-- {
		if h.counts[cases] > 0 {
			return cases
		}
	}
	return 0
}

// each calls f with every number of cases that somebody holds, and how many do.
func (h *histogram) each(f func(cases int, n int64)) {
	for cases, n := range h.counts {
		if n > 0 {
			f(cases, n)
		}
	}
}
