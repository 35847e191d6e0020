package finance

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// StatementFormat is how a table of statement lines is to be read.
type StatementFormat struct {
	// Unit is what bare amounts are in, where no heading, title or note of the table says it; an amount such as "£1.2m" keeps
	// its own. Defaults to Pounds.
	Unit Unit
	// Convention is how the table signs its variances, income and reserves. A table with printed variances needs one that
	// states their sign. Defaults to the zero Convention.
	Convention Convention
	// Period is what the table reports. Defaults to not stated.
	Period Period
	// Options settle which columns and rows are meant, where the table leaves it open. Defaults to none.
	Options table.Options
}

// ReadStatement reads delimited text (CSV, TSV) as [StatementOf] reads a table.
func ReadStatement(r io.Reader, format StatementFormat) (Statement, error) {
	return readDelimited(r, func(g *table.Grid) (Statement, error) { return StatementOf(g, format) })
}

// StatementOf reads a statement from a table with the columns service, budget and forecast and, where given, reserves, group,
// original_budget, actual, commitments, variance (or overspend and underspend, for a convention of two columns),
// reserves_kind (drawn_down, contingency_released or contribution_not_made), source and kind; [StatementSchema] has the other
// headings that they go by. Amounts may be written as councils print them (see [ParseMoney]). A blank cell under reserves
// is nil, and so is a column that is not there; under budget or forecast a blank cell is an error.
//
// kind is line, income or total. A row without it is a total where its name and its figures say so (see [table.Schema]), and a
// note says it: to add it to the lines would count everything twice. Under a convention with positive income the amounts
// of an income row are subtracted. Where the convention does not say how income is written, rows of kind income are income
// in the sign that all of them print, and a note says so if that is the positive one; rows of both signs are a question,
// because one of them would be read the wrong way round.
//
// Faults of the table are [figure.Faults]. Printed variances of which more are right with the opposite sign than with
// the stated one are a [*ConventionError].
func StatementOf(g *table.Grid, format StatementFormat) (Statement, error) {
	l, err := LedgerOf(g, format)
	if err != nil {
		return Statement{}, err
	}
	return l.Statement(), nil
}

// checkVarianceColumns refuses printed variances whose sign nobody stated.
func checkVarianceColumns(t *table.Records, c Convention) error {
	signed, columns := t.Has("variance"), t.Has("overspend") || t.Has("underspend")
	fail := func(id, problem, remedy string) error {
		return &figure.Fault{Code: "sign_not_stated", Place: t.HeadingPlace(id), Heading: id, Problem: problem, Remedy: remedy}
	}
	switch {
	case columns && (!t.Has("overspend") || !t.Has("underspend")):
		return fail("overspend, underspend", "one of the two columns is missing", "give both, or one signed column called variance")
	case columns && c.Variance != TwoColumns:
		return fail("overspend, underspend", "the file has two unsigned columns", "state the convention two_columns")
	case signed && c.Variance == TwoColumns:
		return fail("variance", "the convention two_columns reads overspend and underspend, the file has variance", "state overspend_positive or underspend_positive")
	case signed && c.Variance == SignNotStated:
		return fail("variance", "the file prints variances: their sign is never inferred", "state it with the convention, overspend_positive or underspend_positive")
	}
	return nil
}

// statementColumns are the columns of a statement as read.
type statementColumns struct {
	t          *table.Records
	convention Convention

	service, group, source, kind, reservesKind *table.Values
	budget, forecast, reserves                 *table.Values
	original, actual, commitments              *table.Values
	variance, over, under                      *table.Values

	precision *Precision // of the line before
}

func statementColumnsOf(t *table.Records, c Convention) statementColumns {
	return statementColumns{
		t: t, convention: c,
		service: t.Column("service"), group: t.Column("group"), source: t.Column("source"), kind: t.Column("kind"), reservesKind: t.Column("reserves_kind"),
		budget: t.Column("budget"), forecast: t.Column("forecast"), reserves: t.Column("reserves"),
		original: t.Column("original_budget"), actual: t.Column("actual"), commitments: t.Column("commitments"),
		variance: t.Column("variance"), over: t.Column("overspend"), under: t.Column("underspend"),
	}
}

// line is a record that was read without a fault.
func (c *statementColumns) line(i int) Line {
	l, _ := c.read(i)
	return l
}

// read is one record, a line or a printed total.
func (c *statementColumns) read(i int) (Line, *figure.Fault) {
	l := Line{
		Service: c.service.Text(i), Group: c.group.Text(i), Source: c.source.Text(i), Income: c.kind.Text(i) == "income",
		Budget: c.budget.Decimal(i), Forecast: c.forecast.Decimal(i), Reserves: c.convention.readReserves(c.reserves.Decimal(i)),
		OriginalBudget: c.original.Null(i), Actual: c.actual.Null(i), Commitments: c.commitments.Null(i),
	}
	p := Precision{
		Budget: c.budget.Step(i), Forecast: c.forecast.Step(i), Reserves: c.reserves.Step(i),
		OriginalBudget: c.original.Step(i), Actual: c.actual.Step(i),
	}
	if err := l.ReserveKind.UnmarshalText([]byte(c.reservesKind.Text(i))); err != nil {
		return l, nil // a fault of the cell, which the table has
	}
	var ok bool
	if l.PrintedVariance, p.Variance, ok = c.readVariance(i); !ok {
		return l, c.t.Fault(i, "overspend", "two_columns", "overspend and underspend are unsigned and only one is filled", "remove the sign, or one of the two amounts")
	}
	// Nearly all lines are printed alike, and share what says so.
	if c.precision == nil || *c.precision != p {
		other := p
		c.precision = &other
	}
	l.Precision = c.precision
	if l.Income {
		l.turnIncome(c.convention)
	}
	return l, nil
}

// turnIncome gives the amounts of a line of income the sign that this package holds them with.
func (l *Line) turnIncome(c Convention) {
	l.Budget, l.Forecast = c.readIncome(l.Budget), c.readIncome(l.Forecast)
	for _, amount := range []*decimal.NullDecimal{&l.OriginalBudget, &l.Actual, &l.Commitments} {
		amount.Decimal = c.readIncome(amount.Decimal)
	}
}

// readVariance reads the printed variance, from one signed column or two unsigned ones; ok is false when the two contradict.
func (c statementColumns) readVariance(i int) (printed decimal.NullDecimal, step decimal.Decimal, ok bool) {
	if c.convention.Variance != TwoColumns {
		if printed = c.variance.Null(i); printed.Valid {
			v, _ := c.convention.Read(printed.Decimal)
			printed.Decimal, step = v.Amount, c.variance.Step(i)
		}
		return printed, step, true
	}
	if !c.over.Has(i) && !c.under.Has(i) {
		return printed, step, true
	}
	v, ok := c.convention.ReadColumns(c.over.Decimal(i), c.under.Decimal(i))
	return decimal.NewNullDecimal(v.Amount), decimal.Max(c.over.Step(i), c.under.Step(i)), ok
}
