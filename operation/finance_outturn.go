package operation

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// outturnPlaces is how many places a forecast has, in its unit.
const outturnPlaces = 4

// FinanceOutturn is the forecast outturn of a part-way year by every method.
func FinanceOutturn() Operation {
	return Operation{
		Group: "finance", Verb: "outturn",
		Title: "Forecast outturn", Question: "Where may the year end?",
		Method: "Each method stands with its formula, because none can be trusted alone: print the range, or say which is meant and why. Nothing is divided by a schedule index: in a demand-led budget more activity is more cost and not progress.",
		Doc:    "forecast outturn by every method, side by side",
		Inputs: []Input{
			{Name: "actuals", File: "actuals.csv", Table: true, Label: "Months to date", Schema: finance.ActualsSchema(finance.Pounds), Doc: "columns month and actual, and where given profile: the weight of each of the twelve months"},
			{Name: "placements", File: "placements.csv", Table: true, Label: "Open placements", Schema: finance.PlacementsSchema(), Optional: true, Doc: "file of open placements (placements.csv), for the method of known commitments"},
		},
		Settings: append([]Setting{
			unitSetting(),
			{Name: "year", Label: "Financial year", Doc: "financial year: 2024/25", Required: true},
			{Name: "budget", Label: "Budget of the year", Doc: "the year's budget", Required: true},
			{Name: "run_rate", Label: "Months of the run rate", Kind: Whole, Value: "months", Default: "0", Doc: "months of the run rate (default 3)"},
			{Name: "as_of", Label: "Actuals up to", Kind: Date, Value: "day", Doc: "first day that the actuals do not contain (default the month after the last one)"},
			{Name: "activity_price", Label: "Price of a child-week", Kind: Number, Doc: "budgeted price of a child-week, for the methods by activity"},
			{Name: "activity_to_date", Label: "Child-weeks to date", Kind: Number, Doc: "child-weeks to date"},
			{Name: "activity_remaining", Label: "Child-weeks to come", Kind: Number, Doc: "child-weeks in the rest of the year"},
		}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"unit": "£k", "year": "2024/25", "budget": "41,300"},
			Inputs:   map[string]string{"actuals": "month,actual\nApril,\"4,260\"\nMay,\"4,390\"\nJune,\"4,310\"\nJuly,\"4,540\"\n"},
			Source:   "The budget is Oldham's for children in care (report of 2 October 2024, 1.2); the months are made up, because the report prints no actuals.",
		},
		Zero: finance.OutturnRange{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			y, notes, err := readYearToDate(ctx, call)
			if err != nil {
				return Result{}, err
			}
			r, err := y.Outturn(y.Unit.Places(outturnPlaces))
			if err != nil {
				return Result{}, err
			}
			view := outturnView(r)
			view.Notes = append(view.Notes, notes...)
			return Result{Value: r, View: view}, nil
		},
	}
}

func readYearToDate(ctx context.Context, call Call) (y finance.YearToDate, notes []string, err error) {
	unit, err := Parse(call, "unit", finance.ParseUnit)
	if err != nil {
		return y, nil, err
	}
	year, err := Parse(call, "year", finance.ParseFinancialYear)
	if err != nil {
		return y, nil, err
	}
	budget, err := Parse(call, "budget", amountIn(unit))
	if err != nil {
		return y, nil, err
	}
	months, err := Parse(call, "run_rate", strconv.Atoi)
	if err != nil {
		return y, nil, err
	}
	if y, err = ReadTable(ctx, call, "actuals", func(g *table.Grid, o table.Options) (y finance.YearToDate, err error) {
		y, notes, err = finance.ActualsOf(g, unit, o)
		return y, err
	}); err != nil {
		return y, nil, err
	}
	y.Year, y.Unit, y.Budget, y.RunRateMonths = year, unit, budget, months
	if y.Activity, err = readActivity(call); err != nil {
		return y, nil, err
	}
	var more []string
	y.Commitments, more, err = readCommitments(ctx, call, y)
	return y, append(notes, more...), err
}

// amountIn reads an amount of money, bare ones in a unit.
func amountIn(unit finance.Unit) func(string) (decimal.Decimal, error) {
	return func(text string) (decimal.Decimal, error) {
		m, err := finance.ParseMoney(text, unit)
		if err == nil && !m.HasAmount() {
			err = fmt.Errorf("%s: an amount is needed", quoted(text))
		}
		return m.Pounds, err
	}
}

func readActivity(call Call) (*finance.Activity, error) {
	names := [...]string{"activity_price", "activity_to_date", "activity_remaining"}
	if call.Text(names[0])+call.Text(names[1])+call.Text(names[2]) == "" {
		return nil, nil
	}
	var amounts [3]decimal.Decimal
	for i, name := range names {
		var err error
		if amounts[i], err = Parse(call, name, amountIn(finance.Pounds)); err != nil {
			return nil, err
		}
	}
	return &finance.Activity{BudgetPrice: amounts[0], ToDate: amounts[1], Remaining: amounts[2]}, nil
}

func readCommitments(ctx context.Context, call Call, y finance.YearToDate) (*finance.Commitments, []string, error) {
	if !call.Given("placements") {
		return nil, nil, nil
	}
	c := finance.Commitments{AsOf: time.Date(int(y.Year), time.April+time.Month(len(y.Actuals)), 1, 0, 0, 0, 0, time.UTC)}
	if call.Text("as_of") != "" {
		asOf, err := Parse(call, "as_of", parseDay)
		if err != nil {
			return nil, nil, err
		}
		c.AsOf = asOf
	}
	var notes []string
	var err error
	c.Open, notes, err = readPlacements(ctx, call)
	return &c, notes, err
}

// parseDay reads an ISO date.
func parseDay(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, fmt.Errorf("%s is not a date: write 2024-08-01", quoted(text))
	}
	return day, nil
}

func outturnView(r finance.OutturnRange) View {
	style := finance.TableStyle(r.Unit)
	view := View{Sections: []Section{{
		ID: "outturn", Title: fmt.Sprintf("Forecast outturn of %s after %d months, %s", r.Year, r.Months, r.Unit), Count: len(r.Forecasts),
		Definitions: []string{"finance.outturn"},
		Columns:     []Column{word("method", "Method"), number("outturn", "Outturn"), number("variance", "Variance"), word("direction", "Direction"), word("formula", "Formula")},
		Rows: func(yield func(Row) bool) {
			for _, f := range r.Forecasts {
				cells := Cells(f.Name, "refused", "", "", "")
				if f.Refused != nil {
					cells[4].Text = f.Refused.Error()
				} else {
					direction := f.Variance.Direction().String()
					cells = append(Cells(f.Name, style.Print(f.Outturn), style.Print(f.Variance.Amount)), Cell{direction, direction}, Cell{Text: f.Method.Formula()})
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}}}
	if r.OK {
		view.Answer = fmt.Sprintf("The methods range from %s to %s.", finance.TextStyle(r.Unit).Print(r.Low), finance.TextStyle(r.Unit).Print(r.High))
		view.Notes = []string{fmt.Sprintf("the methods range from %s to %s: print them side by side, never one alone", style.Print(r.Low), style.Print(r.High))}
	}
	return view
}
