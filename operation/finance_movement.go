package operation

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceMovement is how a position moved between two statements.
func FinanceMovement() Operation {
	settings := slices.DeleteFunc(statementSettings(), func(s Setting) bool { return s.Name == "period" })
	return Operation{
		Group: "finance", Verb: "movement",
		Title: "Movement", Question: "How has the position moved, and why?",
		Method: "Movement = variance now − variance before, service by service; a service that stands in one statement only is named, and counted from or to zero. A change of budget, such as a virement, moves a variance without a pound more or less being spent, so it is kept apart from a change of forecast.",
		Doc:    "movement between two statements, changes of budget apart from changes of forecast",
		Inputs: []Input{
			{Name: "earlier", File: "EARLIER", Table: true, Label: "The earlier statement", Schema: finance.StatementSchema(finance.Pounds), Doc: "the earlier statement, with the columns of finance statement"},
			{Name: "later", File: "LATER", Table: true, Label: "The later statement", Schema: finance.StatementSchema(finance.Pounds), Doc: "the later statement"},
		},
		Settings: append(
			settings,
			Setting{Name: "from", Label: "Earlier period", Value: "period", Doc: "period of the earlier statement: 2024/25 M2"},
			Setting{Name: "to", Label: "Later period", Value: "period", Doc: "period of the later statement: 2024/25 M3"},
		),
		Example: Example{
			Settings: map[string]string{"unit": "£k", "from": "2024/25 M3", "to": "2024/25 M4"},
			Inputs: map[string]string{
				"earlier": "service,budget,forecast,reserves\n" +
					"Children in Care,\"41,300\",\"52,640\",0\n" +
					"Fieldwork & Family Support,\"11,515\",\"12,250\",0\n" +
					"Children's Safeguarding,\"2,902\",\"2,830\",0\n" +
					"Children's Services - Integration,\"3,325\",\"3,290\",-215\n" +
					"Family Group Conferencing,200,190,0\n",
				"later": "service,budget,forecast,reserves\n" +
					"Children in Care,\"41,300\",\"53,387\",0\n" +
					"Fieldwork & Family Support,\"11,615\",\"12,288\",0\n" +
					"Children's Safeguarding,\"2,902\",\"2,757\",0\n" +
					"Children's Services - Integration,\"3,425\",\"3,386\",-315\n",
			},
			Source: "The later statement is Oldham's at month 4 of 2024/25 (report of 2 October 2024, 1.2); the earlier one is made up, because the report prints no service at an earlier period.",
		},
		Zero: finance.Movement{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			earlier, err := statementOf(ctx, call, "earlier", "from")
			if err != nil {
				return Result{}, err
			}
			later, err := statementOf(ctx, call, "later", "to")
			if err != nil {
				return Result{}, err
			}
			m, err := finance.Move(earlier, later)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: m, View: movementView(m)}, nil
		},
	}
}

// statementOf reads one of two statements, whose period stands in a setting of its own.
func statementOf(ctx context.Context, call Call, input, period string) (s finance.Statement, err error) {
	format, err := statementFormat(call)
	if err != nil {
		return s, err
	}
	if format.Period, err = ParseGiven(call, period, finance.ParsePeriod); err != nil {
		return s, err
	}
	s, err = ReadTable(ctx, call, input, func(g *table.Grid, o table.Options) (finance.Statement, error) {
		format.Options = o
		return finance.StatementOf(g, format)
	})
	return s, askSign(err)
}

func movementView(m finance.Movement) View {
	cell := finance.TableStyle(m.Unit)
	show := func(pounds decimal.Decimal) string { return cell.Print(pounds) }
	variance := func(pounds decimal.Decimal) string { return show(m.Unit.ToPounds(m.Printed(pounds))) }
	row := func(l finance.LineMovement) []Cell {
		direction := l.Direction().String()
		return slices.Concat(
			Cells(
				l.Service, variance(l.Variance.From), variance(l.Variance.To), variance(l.Variance.Amount()), l.Variance.Percent().String(),
				show(l.Budget.Amount()), show(l.Forecast.Amount()), show(l.Reserves.Amount()),
			),
			[]Cell{{direction, direction}}, Cells(l.Presence.String()),
		)
	}
	return View{
		Answer: m.Answer(),
		More:   movementMost(m),
		Notes:  m.Notes,
		Sections: []Section{{
			ID: "movement", Title: "Movement, " + m.Unit.String(), Count: len(m.Lines) + 1, Definitions: []string{"finance.movement"},
			Columns: []Column{
				word("service", "Service"), number("from", "Variance before"), number("to", "Variance now"), number("movement", "Movement"), number("percent", "Per cent"),
				number("of budget", "Change of budget"), number("of forecast", "Change of forecast"), number("of reserves", "Change of reserves"),
				word("direction", "Direction"), word("line", "Line"),
			},
			Rows: func(yield func(Row) bool) {
				for _, l := range m.Lines {
					if !yield(Row{Cells: row(l)}) {
						return
					}
				}
				yield(Row{Cells: row(m.Total), Total: true})
			},
			Chart:   func() Chart { return movementChart(m, variance) },
			Working: movementWorking(m, show),
		}},
	}
}

// movementMost names the two services that moved most.
func movementMost(m finance.Movement) string {
	var most []string
	for _, l := range m.Largest() {
		if v := (finance.Variance{Amount: l.Variance.Amount()}); len(most) < 2 && v.Direction() != finance.Nil {
			most = append(most, l.Service+", "+v.Describe(m.Unit))
		}
	}
	if len(most) == 0 {
		return "No service moved."
	}
	return "Most moved " + strings.Join(most, "; then ") + "."
}

// movementChart leads from the total variance before to that of now.
func movementChart(m finance.Movement, show func(decimal.Decimal) string) Chart {
	bar := func(label string, pounds decimal.Decimal, total bool) Bar {
		return Bar{Label: label, Amount: m.Unit.FromPounds(pounds), Printed: show(pounds), Total: total}
	}
	c := Chart{
		Kind: Waterfall, Title: "From the variance before to the variance now", Unit: m.Unit.String(),
		Description: "From the total variance of the earlier statement each service adds its movement, the largest first, up to the total variance now; the table has the same figures.",
		Bars:        []Bar{bar("Before", m.Total.Variance.From, true)},
	}
	for _, l := range m.Largest() {
		if amount := l.Variance.Amount(); !amount.IsZero() {
			c.Bars = append(c.Bars, bar(l.Service, amount, false))
		}
	}
	c.Bars = append(c.Bars, bar("Now", m.Total.Variance.To, true))
	return c
}

// movementWorking is each movement as the sum that it is.
func movementWorking(m finance.Movement, show func(decimal.Decimal) string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, l := range append(slices.Clip(m.Lines), m.Total) {
			if !yield(l.Working(show)) {
				return
			}
		}
	}
}
