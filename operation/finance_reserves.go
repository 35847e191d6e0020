package operation

import (
	"context"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/reserves"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceReserves is how long reserves would last at stated draws.
func FinanceReserves() Operation {
	return Operation{
		Group: "finance", Verb: "reserves",
		Title: "Reserves", Question: "How long would the reserves last?",
		Method: "Unallocated, usable and all reserves are three readings of one list; ring-fenced ones and the override of the dedicated schools grant stand apart. The cover is a balance, less the stated minimum where there is one, divided by a yearly draw.",
		Doc:    "reserves in three readings, how many months they would last at past and planned draws, and a dated path",
		Inputs: []Input{
			{Name: "reserves", File: "reserves.csv", Table: true, Label: "Reserves", Schema: reserves.Schema(finance.Pounds), Doc: "columns name, kind (unallocated, earmarked, committed, ring_fenced or override), on and balance, and where known forecast and purpose"},
			{Name: "draws", File: "draws.csv", Table: true, Label: "Yearly draws", Schema: reserves.DrawSchema(finance.Pounds), Optional: true, Doc: "file of yearly draws: year and overspend, undelivered_savings, planned_use, contribution"},
		},
		Settings: append([]Setting{
			unitSetting(),
			{Name: "minimum", Label: "Stated minimum", Value: "amount", Doc: "stated minimum of reserves, an amount"},
			{Name: "on", Label: "Day", Kind: Date, Value: "day", Doc: "day of the balances (default the latest of the table)"},
			{Name: "years", Label: "Years of the mean", Kind: Whole, Value: "number", Doc: "number of past years that the mean draw is of (default all)"},
		}, TableSettings()...),
		Example: Example{
			Source:   "The reserves are made up.",
			Settings: map[string]string{"unit": "£m"},
			Inputs: map[string]string{
				"reserves": "name,kind,on,balance\nGeneral fund,unallocated,2025-03-31,9.1\nTransformation,earmarked,2025-03-31,7.4\nSchools,ring_fenced,2025-03-31,6.0\n",
				"draws":    "year,overspend\n2022/23,2.2\n2023/24,3.0\n2024/25,4.1\n",
			},
		},
		Zero: reserves.Position{},
		Run:  runReserves,
	}
}

func runReserves(ctx context.Context, call Call) (Result, error) {
	unit, err := Parse(call, "unit", finance.ParseUnit)
	if err != nil {
		return Result{}, err
	}
	var s reserves.Settings
	if call.Text("minimum") != "" {
		amount, err := Parse(call, "minimum", amountIn(unit))
		if err != nil {
			return Result{}, err
		}
		s.Minimum = decimal.NewNullDecimal(amount)
	}
	if s.On, err = ParseGiven(call, "on", figure.ParseDate); err != nil {
		return Result{}, err
	}
	if s.Years, err = ParseGiven(call, "years", parsePositive); err != nil {
		return Result{}, err
	}
	var notes, more []string
	list, err := ReadTable(ctx, call, "reserves", func(g *table.Grid, o table.Options) (list []reserves.Reserve, err error) {
		list, notes, err = reserves.Of(g, unit, o)
		return list, err
	})
	if err != nil {
		return Result{}, err
	}
	var draws []reserves.Draw
	if call.Given("draws") {
		draws, err = ReadTable(ctx, call, "draws", func(g *table.Grid, o table.Options) (draws []reserves.Draw, err error) {
			draws, more, err = reserves.DrawsOf(g, unit, o)
			return draws, err
		})
		if err != nil {
			return Result{}, err
		}
	}
	p, err := reserves.New(unit, list, draws, s)
	if err != nil {
		return Result{}, err
	}
	p.Notes = append(append(p.Notes, notes...), more...)
	return Result{Value: p, View: reservesView(p)}, nil
}

// parsePositive reads a whole number above zero.
func parsePositive(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1000 {
		return 0, fmt.Errorf("%s is no number from 1 to 1000", quoted(text))
	}
	return n, nil
}

func reservesView(p reserves.Position) View {
	style := finance.TableStyle(p.Unit)
	amount := func(d decimal.Decimal) string { return style.Print(p.Unit.ToPounds(d)) }
	given := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return ""
		}
		return amount(d.Decimal)
	}
	view := View{Answer: p.Answer(), Notes: append([]string{}, p.Notes...)}
	view.Sections = []Section{{
		ID: "balances", Title: "Reserves on " + p.On.Long() + ", " + p.Unit.String(), Count: len(p.Balances),
		Columns: []Column{word("reading", "Reading"), number("balance", "Balance"), word("forecast", "Forecast"), number("change percent", "Change, per cent")},
		Rows: func(yield func(Row) bool) {
			for _, b := range p.Balances {
				forecast := ""
				if b.Forecast {
					forecast = "forecast"
				}
				if !yield(Row{Cells: Cells(b.Reading.String(), amount(b.Balance), forecast, ratio(b.Change, 1))}) {
					return
				}
			}
		},
	}}
	if p.Apart.DSG.Valid || p.Apart.RingFenced.Valid {
		view.Sections = append(view.Sections, one(
			"apart", "Apart from these, "+p.Unit.String(),
			[]Column{number("dsg", "Under the override"), number("usable less dsg", "Usable with it"), number("ring-fenced", "Ring-fenced")},
			given(p.Apart.DSG), given(p.Apart.UsableLessDSG), given(p.Apart.RingFenced),
		))
	}
	if len(p.Cover) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "cover", Title: "How long they would last, " + p.Unit.String(), Count: len(p.Cover),
			Columns: []Column{word("reading", "Reading"), word("draw basis", "Draw by"), number("draw", "Yearly draw"), word("to", "Down to"), word("state", "State"), number("months", "Months"), number("whole months", "Whole months")},
			Rows: func(yield func(Row) bool) {
				for _, c := range p.Cover {
					whole := ""
					if c.WholeMonths != nil {
						whole = strconv.Itoa(*c.WholeMonths)
					}
					if !yield(Row{Cells: Cells(c.Reading.String(), c.DrawBasis, amount(c.Draw), c.To, c.State.String(), ratio(c.Months, 1), whole)}) {
						return
					}
				}
			},
		})
	}
	if len(p.Path) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "path", Title: "Usable reserves by planned draws, " + p.Unit.String(), Count: len(p.Path),
			Columns: []Column{word("year", "Year"), number("draw", "Draw"), number("closing", "At its end")},
			Rows: func(yield func(Row) bool) {
				for _, y := range p.Path {
					if !yield(Row{Cells: Cells(y.Year.String(), amount(y.Draw), amount(y.Closing))}) {
						return
					}
				}
			},
		})
	}
	return said(view, "reserves", p.Questions)
}
