package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Rate holds every line against its budget by a rule: what the year is forecast to cost with the use of reserves, against the
// revised budget. Less is better, of income too, which stands as spending below zero. The figures are known as the statement
// prints them, £k to half a thousand pounds, so that a line near an edge says which other colour it may have; an allowance may be
// in pounds whatever the unit of the statement, "1% or £50k, whichever is larger".
func (s Statement) Rate(rule rag.Rule) rag.Scorecard {
	readings := make([]rag.Reading, len(s.Lines))
	for i, l := range s.Lines {
		readings[i] = rag.Reading{
			Name: l.Service, Source: l.Source, Actual: s.reading(l.Forecast.Add(l.Reserves)), Target: s.reading(l.Budget),
			Polarity: rag.LowerBetter, Basis: rag.YearEnd,
		}
	}
	card := rule.Scorecard(readings)
	card.Notes = s.Notes
	return card
}

// reading is an amount as the statement prints it: in its unit, with all the decimals that it has.
func (s Statement) reading(pounds decimal.Decimal) rag.Value {
	style := TextStyle(s.Unit)
	if printed := s.Unit.FromPounds(pounds); !printed.Equal(printed.Round(style.Places)) {
		style.Places = -printed.Exponent()
	}
	v, err := rag.Printed(style.Print(pounds))
	if err != nil {
		return rag.Exact(pounds) // of more digits than a printed figure may have
	}
	return v
}
