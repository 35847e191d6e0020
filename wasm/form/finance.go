package form

import (
	"slices"
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
	in := Inputs{
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
	for _, add := range []func(*Inputs){movementExample, placementsExample, savingsExample, outturnExample} {
		add(&in)
	}
	return in
}

// ReadFinance computes the statement that stands in its table.
func ReadFinance(tables Tables, settings map[string]string) Result {
	s, problems := statementNow(tables, settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return financeOf(s)
}

// AnswerFinance is what ReadFinance says in words, without what stands under it: a long table has that after a pause.
func AnswerFinance(tables Tables, settings map[string]string) Result {
	s, problems := statementNow(tables, settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return financeAnswer(s, s.Total())
}

func statementNow(tables Tables, settings map[string]string) (finance.Statement, []Problem) {
	table := tables[StatementTable]
	if _, problems := statementFormat(settings, "period"); len(problems) > 0 {
		return finance.Statement{}, problems
	}
	if table.Empty() {
		return finance.Statement{}, []Problem{emptyTable(StatementTable, "a service, its budget and its forecast")}
	}
	return readStatement(table, StatementTable, "period", settings)
}

// readStatement reads a statement of one period, which stands in a setting.
func readStatement(table *grid.Table, id, period string, settings map[string]string) (finance.Statement, []Problem) {
	format, problems := statementFormat(settings, period)
	if len(problems) > 0 {
		return finance.Statement{}, problems
	}
	if problems := moneyProblems(table, id, format.Unit); len(problems) > 0 {
		return finance.Statement{}, problems
	}
	// The page says that a row which begins with "Total" is held against the others: what its figures say is for the findings.
	format.Options.Totals = totalsOf(table)
	text, rowOf := withoutBlankVariance(table).Records()
	statement, err := finance.ReadStatement(strings.NewReader(text), format)
	if err != nil {
		return finance.Statement{}, []Problem{inputProblem(table, id, rowOf, err)}
	}
	return statement, nil
}

// totalsOf are the rows whose service begins with "Total" or "Grand total".
func totalsOf(table *grid.Table) (labels []string) {
	for row := range table.Len() {
		label := strings.TrimSpace(table.Get(row, "service"))
		plain := strings.ToLower(label)
		if strings.HasPrefix(plain, "total") || strings.HasPrefix(plain, "grand total") {
			labels = append(labels, label)
		}
	}
	return labels
}

// withoutBlankVariance is the table without that column where nobody filled it, because a printed variance needs a stated
// sign.
func withoutBlankVariance(table *grid.Table) *grid.Table {
	for row := range table.Len() {
		if strings.TrimSpace(table.Get(row, "variance")) != "" {
			return table
		}
	}
	return grid.New(table.Columns()[:table.ColumnOf("variance")], table.Rows())
}

func statementFormat(settings map[string]string, period string) (finance.StatementFormat, []Problem) {
	var format finance.StatementFormat
	var problems []Problem
	var err error
	if format.Unit, err = finance.ParseUnit(settings["unit"]); err != nil {
		problems = append(problems, Problem{Field: "unit", Label: "Unit", Text: err.Error()})
	}
	if format.Convention, err = finance.ParseConvention(settings["convention"]); err != nil {
		problems = append(problems, Problem{Field: "convention", Label: "Sign of a variance", Text: err.Error()})
	}
	if strings.TrimSpace(settings[period]) != "" {
		if format.Period, err = finance.ParsePeriod(settings[period]); err != nil {
			problems = append(problems, Problem{Field: period, Label: "Period", Text: err.Error()})
		}
	}
	return format, problems
}

// moneyProblems are all cells that hold no amount where one is needed, at once.
func moneyProblems(table *grid.Table, id string, unit finance.Unit) []Problem {
	var problems []Problem
	for row := range table.Len() {
		if table.Blank(row) {
			continue
		}
		for col, column := range table.Columns() {
			at := grid.Position{Row: row, Col: col}
			if text := moneyProblem(table.Cell(at), column, unit); text != "" {
				problems = append(problems, Problem{Table: id, At: at, Label: table.Place(at), Text: text})
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

func financeOf(s finance.Statement) Result {
	total := s.Total()
	r := financeAnswer(s, total)
	r.Sections = []Section{variances(s, total), driversOf(s, total)}
	if findings := s.Reconcile(); len(findings) > 0 {
		r.Sections = append(r.Sections, printedFigures(findings))
	}
	return r
}

// variances is the statement with the variance of each service, and how each was worked out.
func variances(s finance.Statement, total finance.Line) Section {
	part := Section{
		ID: "variances", Title: "Variance by service, " + s.Unit.String(), By: []string{"finance.variance", "finance.percent"},
		Columns: headings(1, "Service", "Budget", "Forecast", "Reserves", "Variance", "Per cent"),
		Working: []string{"Forecast + use of reserves − revised budget = variance, in " + s.Unit.String()},
	}
	for _, line := range append(slices.Clone(s.Lines), total) {
		v := line.Variance()
		part.Rows = append(part.Rows, Row{Cells: []Cell{
			{Text: line.Service},
			{Text: printed(s, line.Budget)},
			{Text: printed(s, line.Forecast)},
			{Text: printed(s, line.Reserves)},
			varianceCell(s, v),
			{Text: line.Percent().String()},
		}})
		part.Working = append(part.Working, line.Service+": "+printed(s, line.Forecast)+signed(s, line.Reserves)+" − "+operand(s, line.Budget)+" = "+printed(s, v.Amount))
	}
	part.Rows[len(s.Lines)].Total = true
	return part
}

// varianceCell is an amount with the word for its direction beside it.
func varianceCell(s finance.Statement, v finance.Variance) Cell {
	direction := v.Direction().String()
	return Cell{Text: printVariance(s, v), Tag: direction, Word: direction}
}

// driversOf are the services by the size of their variance, and the waterfall up to the total.
func driversOf(s finance.Statement, total finance.Line) Section {
	picture := waterfall(s, total)
	part := Section{ID: "drivers", Title: "What drives it", By: []string{"finance.variance"}, Chart: &picture, Columns: headings(1, "Service", "Variance", "Share of the total variance")}
	for _, d := range s.Drivers() {
		part.Rows = append(part.Rows, Row{Cells: []Cell{{Text: d.Service}, varianceCell(s, d.Variance), {Text: d.Share.String()}}})
	}
	return part
}

// printedFigures are the printed variances and the printed total held against the lines.
func printedFigures(findings []finance.Finding) Section {
	part := Section{ID: "printed", Title: "Do the printed figures add up?", By: []string{"finance.reconcile"}, Columns: headings(3, "Figure", "Verdict", "The sum that was done")}
	for _, f := range findings {
		words := map[finance.Verdict]scrutiny.Verdict{
			finance.Agrees: scrutiny.Agrees, finance.WithinRounding: scrutiny.WithinRounding, finance.Differs: scrutiny.Differs,
		}[f.Verdict]
		part.Rows = append(part.Rows, Row{Cells: []Cell{
			{Text: f.Row + ", " + f.Column}, {Text: verdictWords[words][0], Tag: verdictWords[words][1]}, {Text: f.Working},
		}})
	}
	return part
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
func financeAnswer(s finance.Statement, total finance.Line) Result {
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
	return Result{Answer: first, More: second, Notes: s.Notes}
}

func amountInText(s finance.Statement, amount decimal.Decimal) string {
	return finance.TextStyle(s.Unit).Print(amount)
}
