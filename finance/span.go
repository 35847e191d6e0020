package finance

import (
	"time"

	"github.com/shopspring/decimal"
)

// Span is the days from one day up to, and without, another. A span whose To is not after its From has no days. Files that
// give the last day itself need a day more.
type Span struct {
	From, To time.Time
}

// Days is the number of days.
func (s Span) Days() int { return max(0, nights(s.From, s.To)) }

// Overlap is the days that both spans have.
func (s Span) Overlap(o Span) Span {
	if day(o.From).After(day(s.From)) {
		s.From = o.From
	}
	if day(o.To).Before(day(s.To)) {
		s.To = o.To
	}
	return s
}

// Prorate is the part of an amount for some days, of the days that it is for, rounded once to so many places: amount ×
// days in both / days of the span. A year's budget takes the span of its financial year; an amount a month that of the
// month. ok is false when the amount is for no days.
//
// Parts rounded one by one may not add to the amount: for parts that do, see [BudgetBetween] and [Apportion].
func (s Span) Prorate(amount decimal.Decimal, within Span, places int32) (part decimal.Decimal, ok bool) {
	whole := s.Days()
	if whole == 0 {
		return decimal.Decimal{}, false
	}
	days := decimal.NewFromInt(int64(s.Overlap(within).Days()))
	return amount.Mul(days).DivRound(decimal.NewFromInt(int64(whole)), places), true
}
