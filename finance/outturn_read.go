package finance

import (
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// ActualsSchema is the columns of the actuals of a year, with bare amounts in unit.
func ActualsSchema(unit Unit) table.Schema {
	return table.Schema{
		Name: "actuals.csv", Label: "month", Across: &table.Across{Column: "month", Is: func(heading string) bool {
			_, ok := monthNumber(heading)
			return ok
		}},
		Columns: []table.Column{
			{ID: "month", Label: "Month", Synonyms: []string{"Period"}, Need: "name the month"},
			money(unit, table.Column{ID: "actual", Label: "Actual", Synonyms: []string{"Actuals", "Spend", "Expenditure"}, Blank: true}),
			money(Pounds, table.Column{ID: "profile", Label: "Profile", Synonyms: []string{"Profiled budget", "Budget profile"}, Optional: true, Need: "give the weight of each month"}),
		},
	}
}

// ReadActuals reads delimited text as [ActualsOf] reads a table; the notes are left to that.
func ReadActuals(r io.Reader, unit Unit) (YearToDate, error) {
	return readDelimited(r, func(g *table.Grid) (YearToDate, error) {
		y, _, err := ActualsOf(g, unit, table.Options{})
		return y, err
	})
}

// ActualsOf reads the actuals and the profile of a year from a table with the columns month (April, M1 or 1, from the first),
// actual (blank for months that are not in yet) and, where given, profile, the weight of each of the twelve months. Bare
// amounts are in unit where the table does not say theirs. Months that stand across, with a row for the actuals and one for the
// profile, are read the same. A total is left out, and a note says so. The error is [figure.Faults].
func ActualsOf(g *table.Grid, unit Unit, o table.Options) (y YearToDate, notes []string, err error) {
	t, err := ActualsSchema(unit).Read(g, o)
	if err != nil {
		return YearToDate{}, nil, err
	}
	faults := t.Faults
	month, actual, profile := t.Column("month"), t.Column("actual"), t.Column("profile")
	for n, i := range t.Lines() {
		if number, ok := monthNumber(month.Text(i)); !ok || number != n+1 {
			problem := fmt.Sprintf("%s stands where month %d is due", quoted(month.Text(i)), n+1)
			faults = append(faults, t.Fault(i, "month", "month_order", problem, "give the months from April in order, as M1, 1 or April"))
			break
		}
		switch {
		case !actual.Has(i):
		case len(y.Actuals) < n:
			faults = append(faults, t.Fault(i, "actual", "gap", fmt.Sprintf("month %d is blank before it", len(y.Actuals)+1), "give the months in order, without a gap"))
		default:
			y.Actuals = append(y.Actuals, actual.Decimal(i))
		}
		if profile.Present() {
			y.Profile = append(y.Profile, profile.Decimal(i))
		}
	}
	if err := faults.Err(); err != nil {
		return YearToDate{}, nil, err
	}
	if profile.Present() && len(y.Profile) != 12 {
		return YearToDate{}, nil, &figure.Fault{
			Code: "months_missing", Place: t.HeadingPlace("profile"), Heading: "profile",
			Problem: fmt.Sprintf("the profile has %d months", len(y.Profile)), Remedy: "give all 12, with a blank actual for those to come",
		}
	}
	return y, t.Notes, nil
}

// monthNumber reads a month of the financial year: M1, 1, April, Apr.
func monthNumber(text string) (number int, ok bool) {
	if n := small(text); n >= 1 && n <= 12 {
		return n, true
	}
	p, err := ParsePeriod(strings.TrimSpace(text))
	return p.Number, err == nil && p.Kind == Month
}
