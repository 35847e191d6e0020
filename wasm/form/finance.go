package form

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// StatementTable is the id of the table of the finance page.
const StatementTable = "statement"

// StatementColumns are the columns of statement.csv that the page shows.
func StatementColumns() []grid.Column {
	return []grid.Column{
		{ID: "service", Label: "Service"},
		{ID: "budget", Label: "Revised budget", Kind: grid.Figure},
		{ID: "forecast", Label: "Forecast", Kind: grid.Figure},
		{ID: "reserves", Label: "Use of reserves", Kind: grid.Figure},
		{ID: "variance", Label: "Printed variance", Kind: grid.Figure, Optional: true},
	}
}

// FinanceExample is Oldham's position at month 4 of 2024/25, as its report of 2 October 2024 prints it (1.2, table).
func FinanceExample() Inputs {
	return Inputs{
		Page:     "finance",
		Settings: map[string]string{"unit": "£k", "convention": "overspend_positive", "period": "2024/25 month 4"},
		Tables: map[string][][]string{StatementTable: {
			{"Children in Care", "41,300", "53,387", "0", "12,087"},
			{"Fieldwork & Family Support", "11,615", "12,288", "0", "673"},
			{"Children's Safeguarding", "2,902", "2,757", "0", "-145"},
			{"Children's Services - Integration", "3,425", "3,386", "-315", "-354"},
			{"Total Children's Social Care", "59,242", "71,818", "-315", "12,261"},
		}},
	}
}

// StatementLine is one service as the page prints it.
type StatementLine struct {
	Service, Budget, Forecast, Reserves, Variance, Percent string
	// Direction is "adverse", "favourable" or "nil".
	Direction string
	// Working is the sum that gave the variance.
	Working string
}

// Driver is what one service contributes.
type Driver struct {
	Service, Variance, Direction, Share string
}

// Finance is the finance page computed. With problems there is nothing else in it.
type Finance struct {
	Problems []Problem
	Unit     string
	Period   string
	Answer   string
	More     string
	Lines    []StatementLine
	Total    StatementLine
	Drivers  []Driver
	Notes    []string
	Findings []CheckFinding
	Chart    chart.Chart
}

// ReadFinance computes the page from what stands in its table and settings.
func ReadFinance(table *grid.Table, settings map[string]string) Finance {
	format, problems := statementFormat(settings)
	if len(problems) > 0 {
		return Finance{Problems: problems}
	}
	if table.Empty() {
		return Finance{Problems: []Problem{{Table: StatementTable, Text: "The table is empty: type a service, its budget and its forecast, paste rows from a spreadsheet, or open a CSV file"}}}
	}
	if problems := moneyProblems(table, format.Unit); len(problems) > 0 {
		return Finance{Problems: problems}
	}
	text, rowOf := table.Records()
	statement, err := finance.ReadStatement(strings.NewReader(dropBlankVariance(table, text)), format)
	if err != nil {
		return Finance{Problems: []Problem{inputProblem(table, StatementTable, rowOf, err)}}
	}
	return financeOf(statement, settings)
}

// dropBlankVariance takes the column out when nobody filled it, because a printed variance needs a stated sign.
func dropBlankVariance(table *grid.Table, text string) string {
	for row := range table.Len() {
		if strings.TrimSpace(table.Get(row, "variance")) != "" {
			return text
		}
	}
	columns := table.Columns()
	rows := table.Rows()
	without, _ := grid.New(columns[:table.ColumnOf("variance")], rows).Records()
	return without
}

func statementFormat(settings map[string]string) (finance.StatementFormat, []Problem) {
	var format finance.StatementFormat
	var problems []Problem
	var err error
	if format.Unit, err = finance.ParseUnit(settings["unit"]); err != nil {
		problems = append(problems, Problem{Field: "unit", Label: "Unit", Text: err.Error()})
	}
	if format.Convention, err = finance.ParseConvention(settings["convention"]); err != nil {
		problems = append(problems, Problem{Field: "convention", Label: "Sign of a variance", Text: err.Error()})
	}
	if strings.TrimSpace(settings["period"]) != "" {
		if format.Period, err = finance.ParsePeriod(settings["period"]); err != nil {
			problems = append(problems, Problem{Field: "period", Label: "Period", Text: err.Error()})
		}
	}
	return format, problems
}

// moneyProblems are all cells that hold no amount where one is needed, at once.
func moneyProblems(table *grid.Table, unit finance.Unit) []Problem {
	var problems []Problem
	for row := range table.Len() {
		if table.Blank(row) {
			continue
		}
		for col, column := range table.Columns() {
			at := grid.Position{Row: row, Col: col}
			if text := moneyProblem(table.Cell(at), column, unit); text != "" {
				problems = append(problems, Problem{Table: StatementTable, At: at, Label: table.Place(at), Text: text})
			}
		}
	}
	return problems
}

func moneyProblem(cell string, column grid.Column, unit finance.Unit) string {
	if column.Kind == grid.Text {
		if strings.TrimSpace(cell) == "" {
			return "name the service"
		}
		return ""
	}
	amount, err := finance.ParseMoney(cell, unit)
	needed := column.ID == "budget" || column.ID == "forecast"
	switch {
	case err != nil:
		return err.Error()
	case needed && strings.TrimSpace(cell) == "":
		return "the cell is blank: type an amount, or 0"
	case needed && !amount.HasAmount():
		return "there is no amount (" + amount.Missing + "): a variance needs one"
	}
	return ""
}

// inputProblem puts a reader's error beside the cell it means.
func inputProblem(table *grid.Table, id string, rowOf map[int]int, err error) Problem {
	p := Problem{Table: id, At: grid.Position{Row: -1}, Text: err.Error()}
	var input *finance.InputError
	if !errors.As(err, &input) {
		return p
	}
	row, known := rowOf[input.Line]
	if !known {
		p.Text = input.Problem
		return p
	}
	p.At = grid.Position{Row: row, Col: max(0, table.ColumnOf(input.Header))}
	p.Label, p.Text = table.Place(p.At), input.Problem
	return p
}

func financeOf(s finance.Statement, settings map[string]string) Finance {
	f := Finance{Unit: s.Unit.String(), Period: strings.TrimSpace(settings["period"]), Notes: s.Notes}
	for _, line := range s.Lines {
		f.Lines = append(f.Lines, statementLine(s, line))
	}
	total := s.Total()
	f.Total = statementLine(s, total)
	for _, d := range s.Drivers() {
		f.Drivers = append(f.Drivers, Driver{
			Service: d.Service, Variance: printVariance(s, d.Variance),
			Direction: d.Variance.Direction().String(), Share: d.Share.String(),
		})
	}
	f.Chart = waterfall(s, total)
	for _, found := range s.Reconcile() {
		f.Findings = append(f.Findings, reconciled(found))
	}
	f.Answer, f.More = answer(s, total)
	return f
}

func statementLine(s finance.Statement, line finance.Line) StatementLine {
	v := line.Variance()
	return StatementLine{
		Service: line.Service, Budget: printed(s, line.Budget), Forecast: printed(s, line.Forecast), Reserves: printed(s, line.Reserves),
		Variance: printVariance(s, v), Direction: v.Direction().String(), Percent: line.Percent().String(),
		Working: printed(s, line.Forecast) + signed(s, line.Reserves) + " − " + operand(s, line.Budget) + " = " + printed(s, v.Amount),
	}
}

// reconciled is a printed figure held against its own row or column.
func reconciled(found finance.Finding) CheckFinding {
	words := map[finance.Verdict][2]string{
		finance.Agrees: verdictWords[scrutiny.Agrees], finance.WithinRounding: verdictWords[scrutiny.WithinRounding],
		finance.Differs: verdictWords[scrutiny.Differs],
	}[found.Verdict]
	return CheckFinding{Word: words[0], Class: words[1], Title: found.Row + ", " + found.Column, Sentence: found.Working}
}

// waterfall draws the variances of the services up to the total.
func waterfall(s finance.Statement, total finance.Line) chart.Chart {
	var parts []chart.Part
	for _, d := range s.Drivers() {
		parts = append(parts, chart.Part{Label: d.Service, Amount: s.Unit.FromPounds(d.Variance.Amount), Printed: printVariance(s, d.Variance)})
	}
	v := total.Variance()
	return chart.Waterfall("Variance by service", "Each service adds to the total variance, the largest first; the table below has the same figures.", s.Unit.String(), parts,
		chart.Part{Label: "Total", Amount: s.Unit.FromPounds(v.Amount), Printed: printVariance(s, v)})
}

// printed is an amount of pounds as the statement's cells print it.
func printed(s finance.Statement, pounds decimal.Decimal) string {
	return finance.TableStyle(s.Unit).Print(pounds)
}

// printVariance prints a variance in the convention of its statement.
func printVariance(s finance.Statement, v finance.Variance) string {
	return printed(s, s.Convention.Print(v))
}

// signed is an amount that is added, with the sign that a person would write: a negative one is taken away.
func signed(s finance.Statement, amount decimal.Decimal) string {
	if amount.IsNegative() {
		return " − " + printed(s, amount.Abs())
	}
	return " + " + printed(s, amount)
}

// operand is an amount that is taken away, in brackets where it is negative itself.
func operand(s finance.Statement, amount decimal.Decimal) string {
	if amount.IsNegative() {
		return "(" + printed(s, amount) + ")"
	}
	return printed(s, amount)
}

// answer says the position in one sentence, and what stands behind it in another.
func answer(s finance.Statement, total finance.Line) (string, string) {
	v := total.Variance()
	when := ""
	if s.Period != (finance.Period{}) {
		when = " at " + s.Period.String()
	}
	var first string
	switch v.Direction() {
	case finance.Adverse:
		first = "Forecast overspend" + when + ": " + amountInText(s, v.Size()) + ", " + total.Percent().String() + " of the revised budget."
	case finance.Favourable:
		first = "Forecast underspend" + when + ": " + amountInText(s, v.Size()) + "."
	default:
		first = "The forecast meets the budget" + when + "."
	}
	second := ""
	if drivers := s.Drivers(); len(drivers) > 0 {
		second = "The largest part is " + drivers[0].Service + ", " + drivers[0].Variance.Describe(s.Unit) + "."
	}
	return first, second
}

func amountInText(s finance.Statement, amount decimal.Decimal) string {
	return finance.TextStyle(s.Unit).Print(amount)
}
