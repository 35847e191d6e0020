package caseload

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// WorkforceSchema is the columns of the workforce of areas. Its rows are not added up, so that England may stand among them.
func WorkforceSchema() table.Schema {
	published := func(id, label string, optional bool, synonyms ...string) table.Column {
		return table.Column{ID: id, Label: label, Synonyms: synonyms, Kind: table.KindNumber, Optional: optional, Blank: true, Gaps: true, Dash: table.DashRefused}
	}
	return table.Schema{
		Name: "workforce.csv",
		Columns: []table.Column{
			{ID: "area", Label: "Area", Synonyms: []string{"Local authority", "Authority", "LA name", "Region"}, Need: "write its name or code"},
			published("in_post", "In post", false, "Social workers in post", "FTE in post"),
			published("vacancies", "Vacancies", false, "Vacancies FTE"),
			published("agency", "Agency", false, "Agency workers"),
			published("agency_covering", "Agency covering vacancies", false),
			published("leavers", "Leavers", false),
			published("cases", "Cases", false, "Cases held"),
			published("case_holders", "Case holders", false, "Case holders FTE"),
			published("days_lost", "Days lost", true, "Days lost to sickness"),
			{ID: "measure", Label: "FTE or headcount", Optional: true, Blank: true, Doc: "fte or headcount, blank for fte"},
		},
	}
}

// ReadWorkforce reads delimited text as [WorkforceOf] reads a table.
func ReadWorkforce(r io.Reader) ([]Workforce, error) { return readDelimited(r, WorkforceOf) }

// WorkforceOf reads areas from a table with the columns area, in_post, vacancies, agency, agency_covering, leavers, cases and
// case_holders, and where it has them days_lost and measure (fte or headcount, blank for fte). A blank cell or
// one of the DfE's symbols (z, x, c, u, low) is a missing figure, so that the ratios that need it are not defined; a
// single dash is refused, because it is read both as nil and as missing. The error is [figure.Faults].
func WorkforceOf(g *table.Grid, o table.Options) ([]Workforce, error) {
	a, err := AreaRatiosOf(g, o)
	return a.Areas, err
}

// AreaRatiosOf reads areas as [WorkforceOf] does, and keeps what is to be said of their table.
func AreaRatiosOf(g *table.Grid, o table.Options) (AreaRatios, error) {
	t, err := WorkforceSchema().Read(g, o)
	if err != nil {
		return AreaRatios{}, err
	}
	area, measure := t.Column("area"), t.Column("measure")
	ids := [...]string{"in_post", "vacancies", "agency", "agency_covering", "leavers", "cases", "case_holders", "days_lost"}
	var figures [len(ids)]*table.Values
	for j, id := range ids {
		figures[j] = t.Column(id)
	}
	faults := t.Faults
	rows := make([]Workforce, 0, t.Len())
	for i := range t.Len() {
		w := Workforce{Area: area.Text(i), Line: t.Line(i)}
		if err := w.Measure.UnmarshalText([]byte(measure.Text(i))); err != nil {
			faults = append(faults, t.Fault(i, "measure", figure.BadValue, err.Error(), ""))
		}
		into := [...]*decimal.NullDecimal{&w.InPost, &w.Vacancies, &w.Agency, &w.AgencyCovering, &w.Leavers, &w.Cases, &w.CaseHolders, &w.DaysLost}
		for j, v := range figures {
			if *into[j] = v.Null(i); into[j].Decimal.IsNegative() {
				faults = append(faults, t.Fault(i, ids[j], "negative", fmt.Sprintf("%s is %s: a count cannot be below zero", ids[j], v.Text(i)), "correct the figure"))
			}
		}
		rows = append(rows, w)
	}
	return AreaRatios{Areas: rows, Places: RatioPlaces, Notes: t.Notes}, faults.Err()
}
