package operation

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/figure"
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
		Title: "Budget statement", Question: "Is this service over budget, by how much, and why?",
		Method: "Variance = forecast + use of reserves − revised budget. The use of reserves is negative when reserves are drawn. A variance above zero is adverse (an overspend), below zero favourable. " +
			"The percentage is of the revised budget, and undefined where that is zero. Amounts are exact; a percentage is rounded once, half away from zero.",
		Doc:      "variance, per cent of budget and direction of each service, and the total",
		Inputs:   []Input{statementInput()},
		Settings: append(statementSettings(), Setting{Name: "as", Label: "Print with the signs of", Doc: "convention to print in (default that of the file)", Value: "convention"}),
		Example:  statementExample(),
		Zero:     &finance.Ledger{},
		Keys: []string{
			"lines[].service", "lines[].budget", "lines[].forecast", "lines[].reserves", "lines[].variance", "lines[].percent", "lines[].direction",
			"total.budget", "total.forecast", "total.reserves", "total.variance", "total.percent", "total.direction",
		},
		Run: func(ctx context.Context, call Call) (Result, error) {
			s, err := readLedger(ctx, call, "statement", "period")
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
		Title: "Printed figures", Question: "Do the printed figures of a statement add up?",
		Method:   "Each printed variance is held against its own row, and each printed total against the rows above it. A figure differs where no amounts that print the same could give it.",
		Doc:      "printed variances and totals held against the lines, each with its sum; exit 1 when one differs",
		Inputs:   []Input{statementInput()},
		Settings: statementSettings(),
		Example:  statementExample(),
		Zero:     finance.Findings{},
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
			return Result{Value: findings, View: View{Answer: findingsAnswer(findings), Sections: []Section{section}, Notes: s.Notes}, Found: findings.Count(finance.Differs) > 0, Untested: untested(findings)}, nil
		},
	}
}

func statementInput() Input {
	return Input{
		Name: "statement", File: "statement.csv", Table: true, Label: "Budget statement", Schema: finance.StatementSchema(finance.Pounds),
		Doc: "columns service, budget, forecast and reserves, and those that go doc finance.ReadStatement names",
	}
}

// statementExample is Oldham's position at month 4 of 2024/25.
func statementExample() Example {
	return Example{
		Settings: map[string]string{"unit": "£k", "convention": "overspend_positive", "period": "2024/25 M4"},
		Inputs: map[string]string{"statement": "service,budget,forecast,reserves,variance\n" +
			"Children in Care,\"41,300\",\"53,387\",0,\"12,087\"\n" +
			"Fieldwork & Family Support,\"11,615\",\"12,288\",0,673\n" +
			"Children's Safeguarding,\"2,902\",\"2,757\",0,-145\n" +
			"Children's Services - Integration,\"3,425\",\"3,386\",-315,-354\n" +
			"Total Children's Social Care,\"59,242\",\"71,818\",-315,\"12,261\"\n"},
		Source: "Oldham Council, Financial position of children's services, month 4 of 2024/25, report of 2 October 2024, 1.2.",
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
	s, err := ReadTable(ctx, call, "statement", func(g *table.Grid, o table.Options) (finance.Statement, error) {
		format.Options = o
		return finance.StatementOf(g, format)
	})
	return s, askSign(err)
}

// readLedger reads a statement into columns. Its period stands in a setting.
func readLedger(ctx context.Context, call Call, input, period string) (*finance.Ledger, error) {
	format, err := statementFormat(call)
	if err != nil {
		return nil, err
	}
	if format.Period, err = ParseGiven(call, period, finance.ParsePeriod); err != nil {
		return nil, err
	}
	l, err := ReadTable(ctx, call, input, func(g *table.Grid, o table.Options) (*finance.Ledger, error) {
		format.Options = o
		return finance.LedgerOf(g, format)
	})
	return l, askSign(err)
}

// askSign makes a sign that nobody stated the question of its setting.
func askSign(err error) error {
	var fault *figure.Fault
	if errors.As(err, &fault) && fault.Code == "sign_not_stated" {
		fault.Path, fault.Question = "convention", true
	}
	return err
}

// statementView says the position in a sentence, and shows every service and the total.
func statementView(s *finance.Ledger) View {
	total := s.Total()
	view := View{Answer: s.Answer(), Notes: s.Notes}
	if largest, ok := s.LargestDriver(); ok {
		view.More = "The largest part is " + largest.Service + ", " + largest.Variance.Describe(s.Unit) + "."
	}
	totals := append(slices.DeleteFunc(s.GroupTotals(), func(g finance.Line) bool { return g.Group == "" }), total)
	view.Sections = []Section{Section{
		ID: "variances", Title: "Variance, " + s.Unit.String(), Definitions: []string{"finance.variance", "finance.percent"},
		Columns: []Column{
			word("service", "Service"), number("budget", "Revised budget"), number("forecast", "Forecast"), number("reserves", "Use of reserves"),
			number("variance", "Variance"), number("percent", "Per cent of budget"), word("direction", "Direction"),
		},
		Count: s.Len() + len(totals), Working: statementWorking(s, totals),
	}.withTexts(statementTexts(s, totals))}
	view.Further = func() []Section {
		s := s.Statement()
		further := []Section{driversSection(s)}
		if findings := s.Reconcile(); len(findings) > 0 {
			further = append(further, findingsSection(findings))
		}
		return further
	}
	return view
}

// driversSection is the services by the size of their variance, and how they add up to the total.
func driversSection(s finance.Statement) Section {
	drivers := s.Drivers()
	show := func(v finance.Variance) string { return finance.TableStyle(s.Unit).Print(s.Convention.Print(v)) }
	return Section{
		ID: "drivers", Title: "What drives it, " + s.Unit.String(), Count: len(drivers), Definitions: []string{"finance.variance"},
		Columns: []Column{word("service", "Service"), number("variance", "Variance"), word("direction", "Direction"), number("share", "Share of the total variance")},
		Rows: func(yield func(Row) bool) {
			for _, d := range drivers {
				direction := d.Variance.Direction().String()
				if !yield(Row{Cells: []Cell{{Text: d.Service}, {Text: show(d.Variance)}, {direction, direction}, {Text: d.Share.String()}}}) {
					return
				}
			}
		},
		Chart: func() Chart {
			bar := func(label string, v finance.Variance, total bool) Bar {
				return Bar{Label: label, Amount: s.Unit.FromPounds(v.Amount), Printed: show(v), Total: total}
			}
			c := Chart{
				Kind: Waterfall, Title: "Variance by service", Unit: s.Unit.String(),
				Description: "Each service adds to the total variance, the largest first; the table below has the same figures.",
			}
			for _, d := range drivers {
				c.Bars = append(c.Bars, bar(d.Service, d.Variance, false))
			}
			c.Bars = append(c.Bars, bar("Total", s.Total().Variance(), true))
			return c
		},
	}
}

func statementTexts(s *finance.Ledger, totals []finance.Line) iter.Seq[*rowText] {
	return func(yield func(*rowText) bool) {
		row := &rowText{}
		var direction finance.Direction
		show := s.Printer()
		for i := range s.Len() {
			row.clear()
			row.text, row.ends, direction = show.Append(row.text, row.ends, i)
			if row.addTagged(direction.String()); !yield(row) {
				return
			}
		}
		row.total = true
		for _, l := range totals {
			row.clear()
			row.text, row.ends, direction = show.AppendLine(row.text, row.ends, l)
			if row.addTagged(direction.String()); !yield(row) {
				return
			}
		}
	}
}

func statementWorking(l *finance.Ledger, totals []finance.Line) iter.Seq[string] {
	s := finance.Statement{Unit: l.Unit, Convention: l.Convention}
	return func(yield func(string) bool) {
		for line := range l.Lines() {
			if !yield(line.Service + ": " + s.Working(line)) {
				return
			}
		}
		for _, line := range totals {
			if !yield(line.Service + ": " + s.Working(line)) {
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

// findingsAnswer says in a sentence what was found.
func findingsAnswer(findings finance.Findings) string {
	count := findings.Summary()
	tested := len(findings) - count.CannotCheck
	switch {
	case tested == 0:
		return "Nothing could be tested."
	case count.Differs > 0:
		return counted(count.Differs, "printed figure differs", "printed figures differ") + " of " + strconv.Itoa(tested) + " tested."
	case count.WithinRounding > 0:
		return "Nothing differs: of " + counted(tested, "printed figure", "printed figures") + " " + strconv.Itoa(count.Agrees) + " " + plural(count.Agrees, "agrees", "agree") + " and " +
			strconv.Itoa(count.WithinRounding) + " " + plural(count.WithinRounding, "is", "are") + " within rounding."
	}
	return "Nothing differs: " + counted(tested, "printed figure agrees.", "printed figures agree.")
}

// untested says that no finding could test anything.
func untested(findings finance.Findings) bool {
	return findings.Count(finance.CannotCheck) == len(findings)
}
