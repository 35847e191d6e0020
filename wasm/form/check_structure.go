package form

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// TitleOf is the title of a table as it is typed.
func TitleOf(report scrutiny.Report, i int, otherwise string) string {
	if i >= len(report.Tables) {
		return otherwise
	}
	return tableTitle(&report.Tables[i])
}

// columnField names a setting of a column: its label, unit, formula, or whether totals add it up (sums).
func columnField(table string, j int) func(field string) string {
	return func(field string) string { return table + ".c" + strconv.Itoa(j) + "." + field }
}

// nothingStated is the choice of no unit: an option without a value would have its words for one.
const nothingStated = "none"

// stated is a unit as a choice.
func stated(unit string) string {
	if unit == "" {
		return nothingStated
	}
	return unit
}

// yesNo are the words for whether totals add a column up, and whether counts are exact.
func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// ReportSettings are what a report says beside its figures, by the names of the page's settings.
func ReportSettings(report scrutiny.Report) map[string]string {
	settings := map[string]string{"title": report.Title, "document": report.Source.Document, "date": report.Source.Date}
	for i := range report.Tables {
		table, id := &report.Tables[i], tableID(i)
		settings[id+".title"], settings[id+".unit"], settings[id+".exact"] = table.Title, stated(table.Unit), yesNo(table.Exact)
		for j := range table.Columns {
			c, field := &table.Columns[j], columnField(id, j)
			settings[field("label")], settings[field("unit")], settings[field("formula")] = c.Label, stated(c.Unit), c.Formula
			settings[field("sums")] = "auto"
			if c.Sums != nil {
				settings[field("sums")] = yesNo(*c.Sums)
			}
		}
	}
	return settings
}

// withSettings is a copy of the report with the settings in it.
func withSettings(base scrutiny.Report, settings map[string]string) scrutiny.Report {
	report := base
	set := func(name string, into *string) {
		if value, ok := settings[name]; ok {
			*into = strings.TrimSpace(value)
		}
	}
	setUnit := func(name string, into *string) {
		if set(name, into); *into == nothingStated {
			*into = ""
		}
	}
	set("title", &report.Title)
	set("document", &report.Source.Document)
	set("date", &report.Source.Date)
	report.Tables = slices.Clone(base.Tables)
	for i := range report.Tables {
		t, id := &report.Tables[i], tableID(i)
		set(id+".title", &t.Title)
		setUnit(id+".unit", &t.Unit)
		if value, ok := settings[id+".exact"]; ok {
			t.Exact = value == "yes"
		}
		t.Columns = slices.Clone(t.Columns)
		for j := range t.Columns {
			c, field := &t.Columns[j], columnField(id, j)
			set(field("label"), &c.Label)
			setUnit(field("unit"), &c.Unit)
			set(field("formula"), &c.Formula)
			switch settings[field("sums")] {
			case "yes", "no":
				sums := settings[field("sums")] == "yes"
				c.Sums = &sums
			default:
				c.Sums = nil
			}
		}
	}
	return report
}

// UnitChoices are what a table or column can hold, with a unit of the report that is none of them.
func UnitChoices(unstated, now string) [][2]string {
	choices := [][2]string{
		{nothingStated, unstated}, {"£", "£"}, {"£k", "£k (thousands)"}, {"£m", "£m (millions)"}, {"%", "per cent"}, {"number", "plain numbers"},
	}
	if !slices.ContainsFunc(choices, func(c [2]string) bool { return c[0] == now }) {
		choices = append(choices, [2]string{now, now})
	}
	return choices
}

// VarianceSign is how the formula of a variance signs an overspend: overspend_positive, underspend_positive, or nothing for
// a formula that is no variance of a budget.
func VarianceSign(formula string) string {
	bare, turned := strings.CutPrefix(formula, "-(")
	f, err := scrutiny.ParseFormula(strings.TrimSuffix(bare, ")"))
	if !turned {
		f, err = scrutiny.ParseFormula(formula)
	}
	if err != nil || len(f.Names()) < 2 || strings.ContainsAny(formula, "*/") {
		return ""
	}
	names := f.Names()
	budget := slices.IndexFunc(names, func(name string) bool { return strings.Contains(name, "budget") })
	switch {
	case budget < 0:
		return ""
	case (budget == 0) != turned:
		return "underspend_positive"
	}
	return "overspend_positive"
}

// TurnSign writes the formula of a variance with the other sign.
func TurnSign(formula string) string {
	if bare, ok := strings.CutPrefix(formula, "-("); ok && strings.HasSuffix(bare, ")") {
		return strings.TrimSuffix(bare, ")")
	}
	return "-(" + formula + ")"
}

// newTable is a table to fill in.
const newTable = `{"tables": [{"title": "New table", "unit": "£k",
	"columns": [{"id": "budget", "label": "Budget"}, {"id": "forecast", "label": "Forecast"}, {"id": "variance", "label": "Variance", "formula": "forecast - budget"}],
	"rows": [{"label": "First row"}], "totals": [{"label": "Total", "of": ["*"]}]}]}`

// AddTable adds a table to fill in.
func AddTable(report scrutiny.Report) scrutiny.Report {
	made, _ := KeptReport(newTable) // it can be read
	made.Tables[0].ID = freeID("table", func(id string) bool { return hasTable(report, id) })
	report.Tables = append(slices.Clone(report.Tables), made.Tables...)
	return report
}

func hasTable(report scrutiny.Report, id string) bool {
	return slices.ContainsFunc(report.Tables, func(t scrutiny.Table) bool { return t.ID == id })
}

// freeID is a name, with a number where something has it.
func freeID(name string, taken func(id string) bool) string {
	if !taken(name) {
		return name
	}
	for n := 2; ; n++ {
		if id := name + "_" + strconv.Itoa(n); !taken(id) {
			return id
		}
	}
}

// RemoveTable takes a table out of the report.
func RemoveTable(report scrutiny.Report, i int) scrutiny.Report {
	var kept []scrutiny.Table
	for j, t := range report.Tables {
		if j != i {
			kept = append(kept, t)
		}
	}
	report.Tables = kept
	return report
}

// AddColumn adds a column to a table.
func AddColumn(report scrutiny.Report, i int) scrutiny.Report {
	report.Tables = slices.Clone(report.Tables)
	t := &report.Tables[i]
	id := freeID("column", func(id string) bool {
		return slices.ContainsFunc(t.Columns, func(c scrutiny.Column) bool { return c.ID == id })
	})
	t.Columns = append(slices.Clone(t.Columns), scrutiny.Column{ID: id, Label: "New column"})
	return report
}

// RemoveColumn takes a column and its cells out of a table.
func RemoveColumn(report scrutiny.Report, i int, id string) scrutiny.Report {
	report.Tables = slices.Clone(report.Tables)
	t := &report.Tables[i]
	t.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(c scrutiny.Column) bool { return c.ID == id })
	t.Rows, t.Totals = slices.Clone(t.Rows), slices.Clone(t.Totals)
	for r := range t.Rows {
		t.Rows[r].Cells = without(t.Rows[r].Cells, id)
	}
	for r := range t.Totals {
		t.Totals[r].Cells = without(t.Totals[r].Cells, id)
	}
	return report
}

func without(cells map[string]scrutiny.Input, id string) map[string]scrutiny.Input {
	kept := map[string]scrutiny.Input{}
	for name, in := range cells {
		if name != id {
			kept[name] = in
		}
	}
	return kept
}
