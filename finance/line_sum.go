package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// optionalSum is the sum of an amount that every line must give for a total to exist.
type optionalSum struct {
	fixed.Sum
	absent bool
}

func (s *optionalSum) add(d decimal.NullDecimal) {
	if !d.Valid {
		s.absent = true
		return
	}
	s.Add(d.Decimal)
}

// lineSum is the running total of some lines.
type lineSum struct {
	lines                         int
	budget, forecast, reserves    fixed.Sum
	original, actual, commitments optionalSum
}

func (s *lineSum) add(l *Line) {
	s.lines++
	s.budget.Add(l.Budget)
	s.forecast.Add(l.Forecast)
	s.reserves.Add(l.Reserves)
	// Once an amount is absent its column is not read any more.
	if !s.original.absent {
		s.original.add(l.OriginalBudget)
	}
	if !s.actual.absent {
		s.actual.add(l.Actual)
	}
	if !s.commitments.absent {
		s.commitments.add(l.Commitments)
	}
}

func (s *lineSum) total(label, group string) Line {
	optional := func(o *optionalSum) decimal.NullDecimal {
		if o.absent || s.lines == 0 {
			return decimal.NullDecimal{}
		}
		return decimal.NewNullDecimal(o.Decimal())
	}
	return Line{
		Service: label, Group: group,
		Budget: s.budget.Decimal(), Forecast: s.forecast.Decimal(), Reserves: s.reserves.Decimal(),
		OriginalBudget: optional(&s.original), Actual: optional(&s.actual), Commitments: optional(&s.commitments),
	}
}
