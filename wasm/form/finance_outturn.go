package form

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ActualsTable is the id of the months of the finance page.
const ActualsTable = "actuals"

// ActualColumns are the columns of actuals.csv.
func ActualColumns() []grid.Column {
	return []grid.Column{
		{ID: "month", Label: "Month"},
		{ID: "actual", Label: "Actual", Kind: grid.Figure, Optional: true},
		{ID: "profile", Label: "Profile", Kind: grid.Figure, Optional: true},
	}
}

// outturnExample is Oldham's budget for children in care (report of 2 October 2024, 1.2) with months that are made up: the
// report prints no actuals.
func outturnExample(in *Inputs) {
	in.Settings["outturn_unit"], in.Settings["outturn_year"], in.Settings["outturn_budget"] = "£k", "2024/25", "41,300"
	rows := [][]string{{"April", "4,260"}, {"May", "4,390"}, {"June", "4,310"}, {"July", "4,540"}}
	for _, month := range []string{"August", "September", "October", "November", "December", "January", "February", "March"} {
		rows = append(rows, []string{month, ""})
	}
	in.Tables[ActualsTable] = rows
}

// ReadOutturn forecasts the year by every method.
func ReadOutturn(tables Tables, settings map[string]string) Result {
	table := tables[ActualsTable]
	if table.Empty() {
		return Result{Answer: "Give the months from April with what each has cost to see where the year may end."}
	}
	unit, err := finance.ParseUnit(settings["outturn_unit"])
	if err != nil {
		return Result{Problems: []Problem{{Field: "outturn_unit", Label: "Unit", Text: err.Error()}}}
	}
	year, err := finance.ParseFinancialYear(settings["outturn_year"])
	if err != nil {
		return Result{Problems: []Problem{{Field: "outturn_year", Label: "Financial year", Text: err.Error()}}}
	}
	budget, err := finance.ParseMoney(settings["outturn_budget"], unit)
	if err != nil || !budget.HasAmount() {
		return Result{Problems: []Problem{{Field: "outturn_budget", Label: "Budget", Text: strconv.Quote(settings["outturn_budget"]) + ": write the budget of the year, as in 41,300"}}}
	}
	text, rowOf := withoutBlankProfile(table)
	months, err := finance.ReadActuals(strings.NewReader(text), unit)
	if err != nil {
		return Result{Problems: []Problem{inputProblem(table, ActualsTable, rowOf, err)}}
	}
	months.Year, months.Budget = year, budget.Pounds
	outturn, err := months.Outturn(unit.Places(0))
	if err != nil {
		return Result{Problems: []Problem{{Table: ActualsTable, At: grid.Position{Row: -1}, Text: err.Error()}}}
	}
	return outturnOf(unit, months, outturn)
}

// withoutBlankProfile takes the column out when nobody filled it: then the days of the months are the profile.
func withoutBlankProfile(table *grid.Table) (string, map[int]int) {
	for row := range table.Len() {
		if strings.TrimSpace(table.Get(row, "profile")) != "" {
			return table.Records()
		}
	}
	return grid.New(table.Columns()[:table.ColumnOf("profile")], table.Rows()).Records()
}

func outturnOf(unit finance.Unit, y finance.YearToDate, o finance.OutturnRange) Result {
	cell, text := finance.TableStyle(unit), finance.TextStyle(unit)
	s := Section{
		ID: "outturns", Title: "Forecast outturn by every method, " + unit.String(), By: []string{"finance.outturn"},
		Intro:   "No method alone can be trusted, so all stand side by side. Print the range, or say which method is meant and why.",
		Columns: headings(1, "Method", "Outturn", "Variance"),
	}
	for _, f := range o.Forecasts {
		name := methodName(f.Name)
		if f.Refused != nil {
			s.Rows = append(s.Rows, textRow(name, "none: "+f.Refused.Error(), ""))
			continue
		}
		direction := f.Variance.Direction().String()
		s.Rows = append(s.Rows, Row{Cells: []Cell{{Text: name}, {Text: cell.Print(f.Outturn)}, {Text: cell.Print(f.Variance.Amount), Tag: direction, Word: direction}}})
		s.Working = append(s.Working, name+": "+f.Method.Formula())
	}
	r := Result{Sections: []Section{s}}
	if !o.OK {
		r.Answer = "No method can forecast the year from these figures."
		return r
	}
	r.Answer = "After " + strconv.Itoa(o.Months) + " months of " + y.Year.String() + " the year may end between " + text.Print(o.Low) + " and " + text.Print(o.High) + ", against a budget of " + text.Print(y.Budget) + "."
	low, high := finance.Line{Budget: y.Budget, Forecast: o.Low}.Variance(), finance.Line{Budget: y.Budget, Forecast: o.High}.Variance()
	r.More = "The methods range from " + low.Describe(unit) + " to " + high.Describe(unit) + "."
	return r
}

// methodName writes run_rate_3 as "Run rate 3".
func methodName(name string) string {
	return capital(strings.ReplaceAll(name, "_", " "))
}

// capital begins a text with a capital.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + "" + text[1:]
}
