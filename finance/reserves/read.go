package reserves

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Reserve is the balance of one reserve on a day, in pounds.
type Reserve struct {
	Name    string
	Kind    Kind
	On      figure.Date
	Balance decimal.Decimal
	// Forecast says that the day had not come when the balance was printed.
	Forecast bool
	Purpose  string
}

// Draw is what a year takes out of reserves, in pounds.
type Draw struct {
	Year                                                    finance.FinancialYear
	Overspend, UndeliveredSavings, PlannedUse, Contribution decimal.Decimal
}

// Amount is overspend + undelivered savings + planned use − contributions.
func (d Draw) Amount() decimal.Decimal {
	return d.Overspend.Add(d.UndeliveredSavings).Add(d.PlannedUse).Sub(d.Contribution)
}

func money(unit finance.Unit, id, label string, optional bool) table.Column {
	pounds, _ := figure.ParseUnit(unit.String())
	return table.Column{ID: id, Label: label, Kind: table.KindMoney, Unit: pounds, Optional: optional, Blank: optional}
}

// Schema is the columns of a table of reserves, with bare amounts in unit.
func Schema(unit finance.Unit) table.Schema {
	return table.Schema{
		Name: "reserves.csv", Label: "name", Kind: "row", Across: &table.Across{Column: "on", Value: "balance", Is: isDay},
		Columns: []table.Column{
			{ID: "name", Label: "Reserve", Need: "name the reserve"},
			{ID: "kind", Label: "Kind", Kind: table.KindChoice, Choices: []table.Choice{
				{Value: "unallocated", Words: []string{"general fund", "general", "unearmarked"}},
				{Value: "earmarked"},
				{Value: "committed"},
				{Value: "ring_fenced", Words: []string{"ring-fenced", "ring fenced", "ringfenced"}},
				{Value: "override", Words: []string{"dsg", "dsg override", "dedicated schools grant"}},
			}},
			{ID: "on", Label: "On", Synonyms: []string{"Date", "As at", "At"}, Kind: table.KindDate},
			money(unit, "balance", "Balance", false),
			{ID: "forecast", Kind: table.KindYesNo, Optional: true, Blank: true},
			{ID: "purpose", Optional: true, Blank: true},
			{ID: "row", Kind: table.KindChoice, Optional: true, Blank: true, Choices: []table.Choice{{Value: "reserve", Words: []string{"line"}}, {Value: "total"}, {Value: "subtotal"}}},
		},
	}
}

// isDay says whether a heading is the day of a balance.
func isDay(heading string) bool {
	_, _, err := figure.DateCandidates(heading)
	return err == nil
}

// DrawSchema is the columns of a table of yearly draws, with bare amounts in unit.
func DrawSchema(unit finance.Unit) table.Schema {
	return table.Schema{
		Name: "draws.csv",
		Columns: []table.Column{
			{ID: "year", Label: "Year", Synonyms: []string{"Financial year"}, Need: "write the financial year, as 2024/25"},
			money(unit, "overspend", "Overspend", true), money(unit, "undelivered_savings", "Undelivered savings", true),
			money(unit, "planned_use", "Planned use", true), money(unit, "contribution", "Contribution", true),
		},
	}
}

// Read reads delimited text as [Of] reads a table; the notes are left to that.
func Read(r io.Reader, unit finance.Unit) ([]Reserve, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	reserves, _, err := Of(g, unit, table.Options{})
	return reserves, err
}

// Of reads reserves from a table with the columns name, kind (unallocated, earmarked, committed, ring_fenced or override),
// on and balance and, where given, forecast (yes or no) and purpose; in place of on and balance a column a day may stand, headed
// by it. Rows that are totals are left out, and a note says so. The
// same reserve twice on a day is refused. The error is [figure.Faults].
func Of(g *table.Grid, unit finance.Unit, o table.Options) (reserves []Reserve, notes []string, err error) {
	t, err := Schema(unit).Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	name, kind, on, balance, forecast, purpose := t.Column("name"), t.Column("kind"), t.Column("on"), t.Column("balance"), t.Column("forecast"), t.Column("purpose")
	type key struct {
		name string
		on   figure.Date
	}
	seen := map[key]int{}
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		r := Reserve{Name: name.Text(i), On: figure.DateOf(on.Date(i)), Balance: balance.Decimal(i), Forecast: forecast.Yes(i), Purpose: purpose.Text(i)}
		if err := r.Kind.UnmarshalText([]byte(kind.Text(i))); err != nil {
			faults = append(faults, t.Fault(i, "kind", "kind", err.Error(), "use unallocated, earmarked, committed, ring_fenced or override"))
			continue
		}
		k := key{r.Name, r.On}
		if earlier, twice := seen[k]; twice {
			faults = append(faults, t.Fault(i, "name", "twice", fmt.Sprintf("the reserve stands twice on %s, here and in row %d", r.On, earlier), "leave one out, or name them apart"))
		}
		seen[k] = t.Line(i)
		reserves = append(reserves, r)
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	if len(reserves) == 0 {
		return nil, nil, &figure.Fault{Code: "no_rows", Place: t.HeadingPlace(""), Problem: "the file has no lines under its header", Remedy: "give one row a reserve"}
	}
	return reserves, t.Notes, nil
}

// ReadDraws reads delimited text as [DrawsOf] reads a table; the notes are left to that.
func ReadDraws(r io.Reader, unit finance.Unit) ([]Draw, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	draws, _, err := DrawsOf(g, unit, table.Options{})
	return draws, err
}

// DrawsOf reads yearly draws from a table with the column year and at least one of overspend, undelivered_savings, planned_use
// and contribution; a blank is nil. A year that stands twice is refused. The error is [figure.Faults].
func DrawsOf(g *table.Grid, unit finance.Unit, o table.Options) (draws []Draw, notes []string, err error) {
	t, err := DrawSchema(unit).Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	amounts := [...]*table.Values{t.Column("overspend"), t.Column("undelivered_savings"), t.Column("planned_use"), t.Column("contribution")}
	present := false
	for _, a := range amounts {
		present = present || a.Present()
	}
	if !present {
		return nil, nil, &figure.Fault{Code: "missing_column", Place: t.HeadingPlace(""), Problem: "no column says what is drawn", Remedy: "give overspend, undelivered_savings, planned_use or contribution"}
	}
	seen := map[finance.FinancialYear]int{}
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		d := Draw{}
		for j, into := range [...]*decimal.Decimal{&d.Overspend, &d.UndeliveredSavings, &d.PlannedUse, &d.Contribution} {
			*into = amounts[j].Decimal(i)
		}
		if d.Year, err = finance.ParseFinancialYear(t.Column("year").Text(i)); err != nil {
			faults = append(faults, t.Fault(i, "year", "year", err.Error(), "write 2024/25"))
			continue
		}
		if earlier, twice := seen[d.Year]; twice {
			faults = append(faults, t.Fault(i, "year", "twice", fmt.Sprintf("%s stands twice, here and in row %d", d.Year, earlier), "leave one out"))
		}
		seen[d.Year] = t.Line(i)
		draws = append(draws, d)
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return draws, t.Notes, nil
}
