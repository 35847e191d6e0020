package finance

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// LedgerOf reads a table as [StatementOf] does, into columns: the lines keep to the table, which is not to be changed as long as
// the ledger is used.
func LedgerOf(g *table.Grid, format StatementFormat) (*Ledger, error) {
	t, err := StatementSchema(format.Unit).Read(g, format.Options)
	if err != nil {
		return nil, err
	}
	if err := checkVarianceColumns(t, format.Convention); err != nil {
		return nil, err
	}
	c := statementColumnsOf(t, format.Convention)
	l := &Ledger{Unit: unitOf(t, "budget", format.Unit), Convention: format.Convention, Period: format.Period, Notes: t.Notes, n: t.Len(), columns: &c}
	if l.Unit != format.Unit {
		l.Notes = append(l.Notes, fmt.Sprintf("bare amounts are read in %s, as the table says", l.Unit))
	}
	l.line = func(row int) Line {
		alone := c
		return alone.line(row)
	}
	faults := l.takeRoles(t)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if l.n == 0 {
		return nil, noLines(t, "service", "give one row a service")
	}
	l.take(t)
	if fault := l.signIncome(t); fault != nil {
		return nil, fault
	}
	if err := l.CheckConvention(); err != nil {
		return nil, err
	}
	total := l.Total()
	l.total = &total
	l.noteDoubts()
	return l, nil
}

// take takes the columns of a table.
func (l *Ledger) take(t *table.Records) {
	c := l.columns
	if c.group.Present() {
		l.groups = c.group.Codes()
	}
	l.budget, l.forecast = amountsOf(c.budget, false), amountsOf(c.forecast, false)
	l.reserves = amountsOf(c.reserves, c.convention.Reserves == DrawnPositive)
	l.original, l.actual, l.commitments = amountsOf(c.original, false), amountsOf(c.actual, false), amountsOf(c.commitments, false)
}

// takeRoles parts the lines of a table from its printed totals.
func (l *Ledger) takeRoles(t *table.Records) figure.Faults {
	c, faults := l.columns, t.Faults
	if t.AllLines() && c.convention.Variance != TwoColumns {
		return faults
	}
	totals := map[string]int{}
	l.rows = make([]int32, 0, t.Len())
	for i := range t.Len() {
		role := t.Role(i)
		isTotal := role == table.RoleTotal || role == table.RoleSubtotal && c.group.Text(i) != ""
		switch {
		case role == table.RoleLine && c.convention.Variance != TwoColumns:
			l.rows = append(l.rows, int32(i))
			continue
		case role != table.RoleLine && !isTotal:
			continue
		}
		line, fault := c.read(i)
		first, second := totals[line.Group]
		switch {
		case fault != nil:
			faults = append(faults, fault)
		case !isTotal:
			l.rows = append(l.rows, int32(i))
		case second && role == table.RoleSubtotal:
			// A part of a group that has its total already.
		case second:
			faults = append(faults, t.Fault(i, "service", "second_total",
				fmt.Sprintf("%s is a second total of the same lines, the first is on line %d", quoted(line.Service), first), "remove one, or name its group"))
		default:
			totals[line.Group] = t.Line(i)
			l.PrintedTotals = append(l.PrintedTotals, line)
		}
	}
	l.n = len(l.rows)
	return faults
}

// signIncome reads the rows of income by the one sign that they print, where no convention says how income is written. It is
// the column kind that says that they are income; the sign only says how income is written here.
func (l *Ledger) signIncome(t *table.Records) *figure.Fault {
	c := l.columns
	if !c.kind.Present() {
		return nil
	}
	income := make([]bool, t.Len())
	sign, rows := 0, 0
	for i := range l.n {
		row := l.at(i)
		if c.kind.Text(row) != "income" {
			continue
		}
		income[row] = true
		rows++
		for _, amount := range [...]decimal.Decimal{c.budget.Decimal(row), c.forecast.Decimal(row)} {
			switch {
			case amount.IsZero():
			case sign == 0:
				sign = amount.Sign()
			case sign != amount.Sign() && c.convention.Income == IncomeNotStated:
				fault := t.Fault(row, "kind", "income_sign", "the rows of income print both signs, and no convention says which of them is income",
					"state the convention, income_negative or income_positive")
				fault.Question = true
				return fault
			}
		}
	}
	if c.convention.Income == IncomeNotStated && sign > 0 {
		l.Convention.Income, c.convention.Income = IncomePositive, IncomePositive
		printing := "1 row of kind income prints"
		if rows > 1 {
			printing = fmt.Sprintf("%d rows of kind income print", rows)
		}
		l.Notes = append(l.Notes, printing+" positive amounts, and no convention says how income is written: taken as income_positive, and subtracted")
	}
	if rows > 0 {
		l.income, l.turned = income, c.convention.Income == IncomePositive
	}
	return nil
}

// noteDoubts says where a printed total is the sum of its lines but for a factor: then one of the two lacks its unit.
func (l *Ledger) noteDoubts() {
	if len(l.PrintedTotals) == 0 {
		return
	}
	sum := l.Total()
	for _, total := range l.PrintedTotals {
		if total.Group != "" {
			continue
		}
		for _, held := range [...]struct {
			name         string
			printed, sum decimal.Decimal
		}{{"budget", total.Budget, sum.Budget}, {"forecast", total.Forecast, sum.Forecast}} {
			style := TextStyle(l.Unit)
			m := Money{Text: style.Print(held.printed), Pounds: held.printed, Style: style}
			if doubt, ok := m.Doubt(held.sum); ok && !doubt.Beside.IsZero() {
				l.Notes = append(l.Notes, fmt.Sprintf("%s, %s: the total is %s and the lines make %s: is a unit missing or wrong?", total.Service, held.name, m.Text, style.Print(held.sum)))
				break
			}
		}
	}
}
