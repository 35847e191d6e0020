package finance

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// StatementFormat is how a file of statement lines is to be read.
type StatementFormat struct {
	// Unit is what bare amounts are in; an amount such as "£1.2m" keeps its own. Defaults to Pounds.
	Unit Unit
	// Convention is how the file signs its variances, income and reserves. A file with printed variances needs one that
	// states their sign. Defaults to the zero Convention.
	Convention Convention
	// Period is what the file reports. Defaults to not stated.
	Period Period
}

// ReadStatement reads statement.csv: service, budget, forecast, reserves and, where given, group, original_budget, actual,
// commitments, variance (or overspend and underspend, for a convention of two columns), reserves_kind (drawn_down,
// contingency_released or contribution_not_made), source and kind. Amounts may be written as councils print them (see [ParseMoney]). A blank cell under reserves is nil; under budget or forecast it is
// an error.
//
// kind is line, income or total. Without that column a row whose service is "Total", or begins with the word, is taken
// for a printed total, and a note says so: to add it to the lines would count everything twice. Under a convention with
// positive income the amounts of an income row are subtracted.
//
// Faults of the file are a [*figure.Fault]. Printed variances of which more are right with the opposite sign than with
// the stated one are a [*ConventionError].
func ReadStatement(r io.Reader, format StatementFormat) (Statement, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"service", "budget", "forecast", "reserves"},
		Optional: []string{"group", "original_budget", "actual", "commitments", "variance", "overspend", "underspend", "kind", "source", "reserves_kind"},
	})
	if err != nil {
		return Statement{}, err
	}
	s := Statement{Unit: format.Unit, Convention: format.Convention, Period: format.Period}
	if err := checkVarianceColumns(t, format.Convention); err != nil {
		return Statement{}, err
	}
	totals := map[string]int{}
	for _, row := range t.Rows() {
		line, isTotal, err := readLine(row, format)
		switch {
		case err != nil:
			return Statement{}, err
		case !isTotal:
			s.Lines = append(s.Lines, line)
			continue
		case totals[line.Group] > 0:
			return Statement{}, fault(row, "service", fmt.Sprintf("%s is a second total of the same lines, the first is on line %d: remove one, or name its group", quoted(line.Service), totals[line.Group]))
		}
		totals[line.Group] = row.Line
		s.PrintedTotals = append(s.PrintedTotals, line)
		if row.Get("kind") == "" {
			s.Notes = append(s.Notes, fmt.Sprintf("%s on line %d is taken for a printed total, not for a service", quoted(line.Service), row.Line))
		}
	}
	if len(s.Lines) == 0 {
		return Statement{}, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "the file has no lines under its header: give one row a service"}
	}
	if ignored := t.Ignored(); len(ignored) > 0 {
		s.Notes = append(s.Notes, "columns not read: "+strings.Join(ignored, ", "))
	}
	return s, s.CheckConvention()
}

// checkVarianceColumns refuses printed variances whose sign nobody stated.
func checkVarianceColumns(t *table.Table, c Convention) error {
	signed, columns := t.Has("variance"), t.Has("overspend") || t.Has("underspend")
	switch {
	case columns && (!t.Has("overspend") || !t.Has("underspend")):
		return &figure.Fault{Code: "missing_column", Place: figure.Place{Line: 1}, Heading: "overspend, underspend", Problem: "one of the two columns is missing"}
	case columns && c.Variance != TwoColumns:
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Heading: "overspend, underspend", Problem: "the file has two unsigned columns: state the convention two_columns"}
	case signed && c.Variance == TwoColumns:
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Heading: "variance", Problem: "the convention two_columns reads overspend and underspend, the file has variance: state overspend_positive or underspend_positive"}
	case signed && c.Variance == SignNotStated:
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Heading: "variance", Problem: "the file prints variances: state their sign, overspend_positive or underspend_positive; it is never inferred"}
	}
	return nil
}

// readLine reads one row, as a line or as a printed total.
func readLine(row table.Row, format StatementFormat) (line Line, isTotal bool, err error) {
	line = Line{Service: row.Get("service"), Group: row.Get("group"), Source: row.Get("source")}
	if line.Service == "" {
		return Line{}, false, fault(row, "service", "the cell is blank: name the service")
	}
	switch kind := strings.ToLower(row.Get("kind")); kind {
	case "":
		isTotal = looksLikeTotal(line.Service)
	case "line", "expenditure":
	case "income":
		line.Income = true
	case "total", "subtotal":
		isTotal = true
	default:
		return Line{}, false, fault(row, "kind", quoted(kind)+": use line, income or total")
	}
	if err := line.readAmounts(row, format); err != nil {
		return Line{}, false, err
	}
	return line, isTotal, nil
}

func looksLikeTotal(service string) bool {
	first, _, _ := strings.Cut(strings.ToLower(service), " ")
	return strings.Trim(first, ":") == "total" || strings.HasPrefix(strings.ToLower(service), "grand total")
}

func (l *Line) readAmounts(row table.Row, format StatementFormat) error {
	budget, err := needed(row, "budget", format.Unit)
	if err != nil {
		return err
	}
	forecast, err := needed(row, "forecast", format.Unit)
	if err != nil {
		return err
	}
	reserves, _, err := cell(row, "reserves", format.Unit)
	if err != nil {
		return err
	}
	if err := l.ReserveKind.UnmarshalText([]byte(row.Get("reserves_kind"))); err != nil {
		return row.Refuse("reserves_kind", err)
	}
	l.Budget, l.Forecast, l.Reserves = budget.Pounds, forecast.Pounds, format.Convention.readReserves(reserves.Pounds)
	p := &Precision{Budget: budget.Step, Forecast: forecast.Step, Reserves: reserves.Step}
	if l.OriginalBudget, p.OriginalBudget, err = optional(row, "original_budget", format.Unit); err != nil {
		return err
	}
	if l.Actual, p.Actual, err = optional(row, "actual", format.Unit); err != nil {
		return err
	}
	if l.Commitments, _, err = optional(row, "commitments", format.Unit); err != nil {
		return err
	}
	if l.PrintedVariance, p.Variance, err = readVariance(row, format); err != nil {
		return err
	}
	l.Precision = p
	if l.Income {
		l.turnIncome(format.Convention)
	}
	return nil
}

// turnIncome gives the amounts of a line of income the sign that this package holds them with.
func (l *Line) turnIncome(c Convention) {
	l.Budget, l.Forecast = c.readIncome(l.Budget), c.readIncome(l.Forecast)
	for _, amount := range []*decimal.NullDecimal{&l.OriginalBudget, &l.Actual, &l.Commitments} {
		amount.Decimal = c.readIncome(amount.Decimal)
	}
}

// readVariance reads the printed variance, from one signed column or two unsigned ones.
func readVariance(row table.Row, format StatementFormat) (decimal.NullDecimal, decimal.Decimal, error) {
	none := decimal.NullDecimal{}
	if format.Convention.Variance != TwoColumns {
		printed, step, err := optional(row, "variance", format.Unit)
		if err != nil || !printed.Valid {
			return none, decimal.Decimal{}, err
		}
		v, _ := format.Convention.Read(printed.Decimal)
		return decimal.NewNullDecimal(v.Amount), step, nil
	}
	over, overStep, err := optional(row, "overspend", format.Unit)
	if err != nil {
		return none, decimal.Decimal{}, err
	}
	under, underStep, err := optional(row, "underspend", format.Unit)
	if err != nil || (!over.Valid && !under.Valid) {
		return none, decimal.Decimal{}, err
	}
	v, ok := format.Convention.ReadColumns(over.Decimal, under.Decimal)
	if !ok {
		return none, decimal.Decimal{}, fault(row, "overspend", "overspend and underspend are unsigned and only one is filled: remove the sign, or one of the two amounts")
	}
	return decimal.NewNullDecimal(v.Amount), decimal.Max(overStep, underStep), nil
}
