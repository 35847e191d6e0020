package main

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/shopspring/decimal"
)

func financeOperations() []operation {
	return []operation{{
		path: "/v1/finance/statement", id: "financeStatement", short: "Variance, per cent of budget and direction of each service, and the total.",
		parameter: []parameter{
			{name: "unit", otherwise: "£", known: units(), doc: "unit of bare amounts: £, £k, £m or £bn"},
			{name: "convention", known: conventions(), doc: "how the table signs its money: overspend_positive, underspend_positive or two_columns; with a comma income_positive, reserves_positive"},
			{name: "period", doc: "what the table reports: 2024/25 M4, 2024/25 outturn"},
		},
		inputs: []inputOf{{name: "statement", table: true, doc: "columns service, budget, forecast and reserves, and those that go doc finance.ReadStatement names"}},
		example: example{
			query: "unit=%C2%A3k&convention=overspend_positive",
			body:  `[{"service":"Children in Care","budget":"41,300","forecast":"53,387","reserves":"0"}]`,
		},
		answer: statementAnswer{}, run: statement,
	}}
}

// percentPlaces is how precisely percentages are given.
const percentPlaces = 10

type statementAnswer struct {
	Unit  finance.Unit `json:"unit"`
	Lines []lineAnswer `json:"lines"`
	Total lineAnswer   `json:"total"`
	Notes []string     `json:"notes"`
}

// lineAnswer is a line in the unit and the signs of its statement.
type lineAnswer struct {
	Service   string              `json:"service"`
	Budget    decimal.Decimal     `json:"budget"`
	Forecast  decimal.Decimal     `json:"forecast"`
	Reserves  decimal.Decimal     `json:"reserves"`
	Variance  decimal.Decimal     `json:"variance"`
	Percent   decimal.NullDecimal `json:"percent"`
	Direction finance.Direction   `json:"direction"`
}

func statement(q query) (any, error) {
	var format finance.StatementFormat
	var err error
	if format.Unit, err = parse(q, "unit", finance.ParseUnit); err != nil {
		return nil, err
	}
	if format.Convention, err = parse(q, "convention", finance.ParseConvention); err != nil {
		return nil, err
	}
	if q.get("period") != "" {
		if format.Period, err = parse(q, "period", finance.ParsePeriod); err != nil {
			return nil, err
		}
	}
	s, err := read(q, "statement", func(r io.Reader) (finance.Statement, error) { return finance.ReadStatement(r, format) })
	if err != nil {
		return nil, err
	}
	out := statementAnswer{Unit: s.Unit, Lines: []lineAnswer{}, Total: lineOf(s, s.Total()), Notes: append([]string{}, s.Notes...)}
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, lineOf(s, l))
	}
	return out, nil
}

func lineOf(s finance.Statement, l finance.Line) lineAnswer {
	row := s.Row(l)
	percent, ok := row.Percent.Value(percentPlaces)
	return lineAnswer{
		Service: row.Service, Budget: row.Budget, Forecast: row.Forecast, Reserves: row.Reserves,
		Variance: row.Variance, Percent: decimal.NullDecimal{Decimal: percent, Valid: ok}, Direction: row.Direction,
	}
}
