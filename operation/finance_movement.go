package operation

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
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
		Zero: &finance.LedgerMovement{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			earlier, err := readLedger(ctx, call, "earlier", "from")
			if err != nil {
				return Result{}, err
			}
			later, err := readLedger(ctx, call, "later", "to")
			if err != nil {
				return Result{}, err
			}
			m, err := finance.MoveLedgers(earlier, later)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: m, View: movementView(m)}, nil
		},
	}
}

func movementView(m *finance.LedgerMovement) View {
	cell := finance.TableStyle(m.Unit)
	show := func(pounds decimal.Decimal) string { return cell.Print(pounds) }
	variance := func(pounds decimal.Decimal) string { return show(m.Unit.ToPounds(m.Printed(pounds))) }
	return View{
		Answer: m.Answer(),
		More:   movementMost(m),
		Notes:  m.Notes,
		Sections: []Section{Section{
			ID: "movement", Title: "Movement, " + m.Unit.String(), Count: m.Len() + 1, Definitions: []string{"finance.movement"},
			Columns: []Column{
				word("service", "Service"), number("from", "Variance before"), number("to", "Variance now"), number("movement", "Movement"), number("percent", "Per cent"),
				number("of budget", "Change of budget"), number("of forecast", "Change of forecast"), number("of reserves", "Change of reserves"),
				word("direction", "Direction"), word("line", "Line"),
			},
			Chart:   func() Chart { return movementChart(m, variance) },
			Working: movementWorking(m, show),
		}.withTexts(movementTexts(m))},
	}
}

func movementTexts(m *finance.LedgerMovement) iter.Seq[*rowText] {
	return func(yield func(*rowText) bool) {
		row := &rowText{}
		var direction finance.Direction
		var presence finance.Presence
		for i := range m.Len() {
			row.clear()
			row.text, row.ends, direction, presence = m.Append(row.text, row.ends, i)
			row.addTagged(direction.String())
			if row.add(presence.String()); !yield(row) {
				return
			}
		}
		row.clear()
		row.text, row.ends, direction, presence = m.AppendLine(row.text, row.ends, m.Total)
		row.addTagged(direction.String())
		row.add(presence.String())
		row.total = true
		yield(row)
	}
}

// movementMost names the two services that moved most.
func movementMost(m *finance.LedgerMovement) string {
	var most []string
	for _, l := range m.Largest(2) {
		if v := (finance.Variance{Amount: l.Variance.Amount()}); v.Direction() != finance.Nil {
			most = append(most, l.Service+", "+v.Describe(m.Unit))
		}
	}
	if len(most) == 0 {
		return "No service moved."
	}
	return "Most moved " + strings.Join(most, "; then ") + "."
}

// movementChart leads from the total variance before to that of now.
func movementChart(m *finance.LedgerMovement, show func(decimal.Decimal) string) Chart {
	bar := func(label string, pounds decimal.Decimal, total bool) Bar {
		return Bar{Label: label, Amount: m.Unit.FromPounds(pounds), Printed: show(pounds), Total: total}
	}
	c := Chart{
		Kind: Waterfall, Title: "From the variance before to the variance now", Unit: m.Unit.String(),
		Description: "From the total variance of the earlier statement each service adds its movement, the largest first, up to the total variance now; the table has the same figures.",
		Bars:        []Bar{bar("Before", m.Total.Variance.From, true)},
	}
	for _, l := range m.Largest(m.Len()) {
		if amount := l.Variance.Amount(); !amount.IsZero() {
			c.Bars = append(c.Bars, bar(l.Service, amount, false))
		}
	}
	c.Bars = append(c.Bars, bar("Now", m.Total.Variance.To, true))
	return c
}

// movementWorking is each movement as the sum that it is.
func movementWorking(m *finance.LedgerMovement, show func(decimal.Decimal) string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for l := range m.Lines() {
			if !yield(l.Working(show)) {
				return
			}
		}
		yield(m.Total.Working(show))
	}
}
