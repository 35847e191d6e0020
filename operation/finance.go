package operation

import (
	"context"
	"errors"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Finance lists the calculations over money.
func Finance() []Operation {
	return []Operation{FinanceStatement(), FinanceReconcile(), FinanceBudget(), FinanceMovement(), FinanceSavings(), FinancePlacements(), FinanceOutturn(), FinanceTrackRecord(), FinanceReserves(), FinancePlan(), FinanceInvest()}
}

// FinanceStatement is the variance of each service of a statement, and the total.
func FinanceStatement() Operation {
	return Operation{
		Group: "finance", Verb: "statement",
		Doc:      "variance, per cent of budget and direction of each service, and the total",
		Inputs:   []Input{statementInput()},
		Settings: append(statementSettings(), Setting{Name: "as", Label: "Print with the signs of", Doc: "convention to print in (default that of the file)", Value: "convention"}),
		Example:  statementExample(),
		Zero:     finance.Statement{},
		Keys: []string{
			"lines[].service", "lines[].budget", "lines[].forecast", "lines[].reserves", "lines[].variance", "lines[].percent", "lines[].direction",
			"total.budget", "total.forecast", "total.reserves", "total.variance", "total.percent", "total.direction",
		},
		Run: func(ctx context.Context, call Call) (Result, error) {
			s, err := readStatement(ctx, call)
			if err != nil {
				return Result{}, err
			}
			if call.Text("as") != "" {
				if s.Convention, err = Parse(call, "as", finance.ParseConvention); err != nil {
					return Result{}, err
				}
			}
			return Result{Value: s, View: statementView(s)}, nil
		},
	}
}

// FinanceReconcile holds what a statement prints against its lines.
func FinanceReconcile() Operation {
	return Operation{
		Group: "finance", Verb: "reconcile",
		Doc:      "printed variances and totals held against the lines, each with its sum; exit 1 when one differs",
		Inputs:   []Input{statementInput()},
		Settings: statementSettings(),
		Example: Example{
			Settings: map[string]string{"unit": "£k", "convention": "overspend_positive"},
			Inputs:   map[string]string{"statement": "service,budget,forecast,reserves,variance\nChildren in Care,\"41,300\",\"53,387\",0,\"12,087\"\n"},
		},
		Zero: finance.Findings{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			s, err := readStatement(ctx, call)
			if err != nil {
				return Result{}, err
			}
			findings := s.Reconcile()
			if len(findings) == 0 {
				return Result{}, errors.New("nothing can be checked: the file prints no variance and no total")
			}
			section := findingsSection(findings)
			return Result{Value: findings, View: View{Sections: []Section{section}, Notes: s.Notes}, Found: findings.Count(finance.Differs) > 0, Untested: untested(findings)}, nil
		},
	}
}

func statementInput() Input {
	return Input{
		Name: "statement", File: "statement.csv", Table: true,
		Doc: "columns service, budget, forecast and reserves, and those that go doc finance.ReadStatement names",
	}
}

func statementExample() Example {
	return Example{
		Settings: map[string]string{"unit": "£k", "convention": "overspend_positive"},
		Inputs:   map[string]string{"statement": "service,budget,forecast,reserves\nChildren in Care,\"41,300\",\"53,387\",0\n"},
	}
}

// statementSettings are what every statement is read with.
func statementSettings() []Setting {
	return append([]Setting{
		unitSetting(),
		{
			Name: "convention", Label: "Sign of a variance",
			Doc: "how the table signs its money: overspend_positive, underspend_positive or two_columns; with a comma income_positive, reserves_positive",
			Choices: []Choice{
				{"overspend_positive", "An overspend is positive"},
				{"underspend_positive", "An underspend is positive"},
				{"two_columns", "Two columns without a sign"},
			},
		},
		{Name: "period", Label: "Period", Doc: "what the table reports: 2024/25 M4, 2024/25 outturn"},
	}, TableSettings()...)
}

func unitSetting() Setting {
	return Setting{
		Name: "unit", Label: "Unit", Default: "£", Doc: "unit of bare amounts: £, £k, £m or £bn",
		Choices: []Choice{{"£", "Pounds"}, {"£k", "Thousands of pounds"}, {"£m", "Millions of pounds"}, {"£bn", "Billions of pounds"}},
	}
}

func statementFormat(call Call) (format finance.StatementFormat, err error) {
	if format.Unit, err = Parse(call, "unit", finance.ParseUnit); err != nil {
		return format, err
	}
	if format.Convention, err = Parse(call, "convention", finance.ParseConvention); err != nil {
		return format, err
	}
	format.Period, err = ParseGiven(call, "period", finance.ParsePeriod)
	return format, err
}

func readStatement(ctx context.Context, call Call) (finance.Statement, error) {
	format, err := statementFormat(call)
	if err != nil {
		return finance.Statement{}, err
	}
	return ReadTable(ctx, call, "statement", func(g *table.Grid, o table.Options) (finance.Statement, error) {
		format.Options = o
		return finance.StatementOf(g, format)
	})
}

// statementView says the position in a sentence, and shows every service and the total.
func statementView(s finance.Statement) View {
	total := s.Total()
	view := View{Answer: s.Answer(), Notes: s.Notes}
	if largest, ok := s.LargestDriver(); ok {
		view.More = "The largest part is " + largest.Service + ", " + largest.Variance.Describe(s.Unit) + "."
	}
	groups := s.GroupTotals()
	if len(groups) == 1 && groups[0].Group == "" {
		groups = nil
	}
	lines := func(yield func(finance.Line, bool) bool) {
		for _, l := range s.Lines {
			if !yield(l, false) {
				return
			}
		}
		for _, g := range groups {
			if g.Group != "" && !yield(g, true) {
				return
			}
		}
		yield(total, true)
	}
	view.Sections = []Section{{
		ID: "variances", Title: "Variance, " + s.Unit.String(), Definitions: []string{"finance.variance", "finance.percent"},
		Columns: []Column{
			word("service", "Service"), number("budget", "Revised budget"), number("forecast", "Forecast"), number("reserves", "Use of reserves"),
			number("variance", "Variance"), number("percent", "Per cent of budget"), word("direction", "Direction"),
		},
		Rows: statementRows(s, lines), Count: len(s.Lines) + len(groups) + 1, Working: statementWorking(s, lines),
	}}
	return view
}

func statementRows(s finance.Statement, lines iter.Seq2[finance.Line, bool]) iter.Seq[Row] {
	cell := finance.TableStyle(s.Unit)
	show := func(amount decimal.Decimal) string { return cell.Print(s.Unit.ToPounds(amount)) }
	return func(yield func(Row) bool) {
		for l, isTotal := range lines {
			row := s.Row(l)
			direction := row.Direction.String()
			cells := []Cell{
				{Text: row.Service},
				{Text: show(row.Budget)},
				{Text: show(row.Forecast)},
				{Text: show(row.Reserves)},
				{Text: show(row.Variance)},
				{Text: row.Percent.String()},
				{direction, direction},
			}
			if !yield(Row{Cells: cells, Total: isTotal}) {
				return
			}
		}
	}
}

func statementWorking(s finance.Statement, lines iter.Seq2[finance.Line, bool]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for l := range lines {
			if !yield(l.Service + ": " + s.Working(l)) {
				return
			}
		}
	}
}

// findingsSection lists what a reconciliation found, each with its sum.
func findingsSection(findings finance.Findings) Section {
	return Section{
		ID: "printed", Title: "Printed figures held against their sums", Definitions: []string{"finance.reconcile"}, Count: len(findings),
		Columns: []Column{word("verdict", "Verdict"), word("check", "Check"), word("row", "Row"), word("column", "Column"), word("working", "The sum that was done")},
		Rows: func(yield func(Row) bool) {
			for _, f := range findings {
				cells := append([]Cell{{f.Verdict.String(), f.Verdict.String()}}, Cells(f.Check.String(), f.Row, f.Column, f.Working)...)
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}
}

// untested says that no finding could test anything.
func untested(findings finance.Findings) bool {
	return findings.Count(finance.CannotCheck) == len(findings)
}
