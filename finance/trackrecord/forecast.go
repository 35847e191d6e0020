package trackrecord

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

const (
	// Provisional is the month of the provisional outturn, and Final that of the final one.
	Provisional, Final = 12, 13
)

// Forecast is one printed position: of a month before the twelfth a forecast, of the twelfth and thirteenth an outturn.
type Forecast struct {
	Year  finance.FinancialYear
	Month int
	// Variance is against the budget of that day, an overspend positive.
	Variance decimal.Decimal
	// Budget is the budget of that day. Defaults to not known.
	Budget decimal.NullDecimal
	// Basis says of what the variance is ("before recovery measures"), and Perimeter which services it holds.
	Basis, Perimeter string
}

// outturn says whether the position is of a year that has ended.
func (f Forecast) outturn() bool { return f.Month >= Provisional }

// alike says whether two positions can be compared: they hold the same services on the same basis.
func (f Forecast) alike(o Forecast) bool {
	return same(f.Basis, o.Basis) && same(f.Perimeter, o.Perimeter)
}

func same(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// Convention is which sign an overspend has in the table. It is stated, never inferred.
type Convention int

const (
	// OverspendPositive is the zero value.
	OverspendPositive Convention = iota
	// UnderspendPositive turns every sign.
	UnderspendPositive
)

// ParseConvention reads overspend_positive or underspend_positive.
func ParseConvention(text string) (Convention, error) {
	switch text {
	case "overspend_positive":
		return OverspendPositive, nil
	case "underspend_positive":
		return UnderspendPositive, nil
	}
	return 0, fmt.Errorf("convention %q: use overspend_positive or underspend_positive", text)
}

// Schema is the columns of a table of forecasts, with bare amounts in unit.
func Schema(unit finance.Unit) table.Schema {
	pounds, _ := figure.ParseUnit(unit.String())
	return table.Schema{
		Name: "forecasts.csv",
		Columns: []table.Column{
			{ID: "year", Label: "Year", Synonyms: []string{"Financial year"}, Need: "write the financial year, as 2024/25"},
			{ID: "month", Label: "Month", Synonyms: []string{"Period"}, Kind: table.KindCount, Need: "write the month of the financial year, 1 to 11, 12 for the provisional outturn and 13 for the final one"},
			{ID: "variance", Label: "Variance", Synonyms: []string{"Forecast variance", "Over/(under)spend"}, Kind: table.KindMoney, Unit: pounds},
			{ID: "budget", Label: "Budget", Synonyms: []string{"Revised budget", "Net budget"}, Kind: table.KindMoney, Unit: pounds, Optional: true, Blank: true},
			{ID: "basis", Label: "Basis", Optional: true, Blank: true},
			{ID: "perimeter", Label: "Perimeter", Synonyms: []string{"Services"}, Optional: true, Blank: true},
		},
	}
}

// Forecasts are the positions of a table as read, in its order, amounts in pounds.
type Forecasts struct {
	Unit  finance.Unit
	Items []Forecast
	Notes []string
}

// Read reads delimited text as [Of] reads a table.
func Read(r io.Reader, unit finance.Unit, convention Convention) (Forecasts, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return Forecasts{}, err
	}
	return Of(g, unit, convention, table.Options{})
}

// Of reads forecasts from a table with the columns year, month and variance and, where given, budget, basis and perimeter.
// Bare amounts are in unit where the table does not say theirs. The error is [figure.Faults].
func Of(g *table.Grid, unit finance.Unit, convention Convention, o table.Options) (Forecasts, error) {
	t, err := Schema(unit).Read(g, o)
	if err != nil {
		return Forecasts{}, err
	}
	faults := t.Faults
	var rows []int // of the items
	out := Forecasts{Unit: unitOf(t, unit), Notes: t.Notes}
	year, month, variance, budget := t.Column("year"), t.Column("month"), t.Column("variance"), t.Column("budget")
	basis, perimeter := t.Column("basis"), t.Column("perimeter")
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		f := Forecast{Month: month.Int(i), Variance: variance.Decimal(i), Budget: budget.Null(i), Basis: basis.Text(i), Perimeter: perimeter.Text(i)}
		if convention == UnderspendPositive {
			f.Variance = f.Variance.Neg()
		}
		if f.Year, err = finance.ParseFinancialYear(year.Text(i)); err != nil {
			faults = append(faults, t.Fault(i, "year", "year", err.Error(), "write 2024/25"))
			continue
		}
		if f.Month < 1 || f.Month > Final {
			faults = append(faults, t.Fault(i, "month", "month", fmt.Sprintf("there is no month %d", f.Month), "use 1 to 11, 12 for the provisional outturn and 13 for the final one"))
			continue
		}
		for j, earlier := range out.Items {
			if earlier.Year == f.Year && earlier.Month == f.Month && earlier.alike(f) {
				faults = append(faults, t.Fault(
					i, "month", "twice", fmt.Sprintf("month %d of %s stands twice, here and in row %d", f.Month, f.Year, rows[j]),
					"leave one out, or say in the columns basis and perimeter how they differ",
				))
				break
			}
		}
		out.Items, rows = append(out.Items, f), append(rows, t.Line(i))
	}
	if err := faults.Err(); err != nil {
		return Forecasts{}, err
	}
	return out, nil
}

// unitOf is the unit that the variances are printed in: that of their heading or title before that of the caller.
func unitOf(t *table.Records, unit finance.Unit) finance.Unit {
	if u := t.Column("variance").Unit(); u.Measure == figure.Pounds && u.Power%3 == 0 && u.Power <= 9 {
		return finance.Unit(u.Power / 3)
	}
	return unit
}
