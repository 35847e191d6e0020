package rag

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// KPIsSchema is the columns of a scorecard.
func KPIsSchema() table.Schema {
	actual := printed("actual", "Actual", "the value, as it is printed: 53.8%, 17, 1,240; c where it is suppressed", "Current", "Current performance", "Latest", "Result", "Performance", "Value")
	actual.Optional = false
	return table.Schema{
		Name: "kpis.csv", Label: "name", Mixed: true,
		Columns: []table.Column{
			{ID: "name", Label: "Indicator", Synonyms: []string{"KPI", "Measure", "Performance indicator", "PI", "Description", "Indicator name"}, Need: "give the row a name"},
			actual,
			printed("target", "Target", "what it should reach"),
			printed("previous", "Before", "the value of the period before", "Previous period", "Last period", "Prior period"),
			printed("year_ago", "Year ago", "the value of the same period last year", "Same period last year", "Last year", "Previous year"),
			printed("previous_target", "Target before", "the target of the period before, where it was another", "Last target"),
			few(text("polarity", "Better is", "higher, lower, close (to the target) or none", "Good is", "Direction of good")),
			text("tolerance", "Own tolerance", "5 points, 5% of the target, or 1% or 50, whichever is larger: it goes before that of the rule"),
			printed("floor", "Floor", "the standard below which it is red"),
			day("date", "Date", "the day of the reading", "Date of reading", "As at"),
			text("unit", "Unit", "what it counts"),
			text("source", "Source", "the document that it is from"),
			few(text("basis", "Basis", "now, or year_end for a forecast")),
			text("confidence", "Confidence", "the officers' own, in their words"),
			text("break", "Break", "why it cannot be compared with earlier values"),
		},
	}
}

// ReadKPIs reads delimited text as [KPIsOf] reads a table; the notes are left to that.
func ReadKPIs(r io.Reader) ([]Reading, error) { return readDelimited(r, KPIsOf) }

// KPIsOf reads indicators from a table: name and actual are needed; target, previous, year_ago, previous_target, polarity
// (higher, lower, close, none), tolerance ("5" points or "5%" of target), floor, date, unit, source, basis, confidence and
// break may be left out. Values are read as printed, so that 89.9 is known to half a tenth. A row that is the average or the
// total of the others is no indicator and left out, which the notes say. The error is [figure.Faults].
func KPIsOf(g *table.Grid, o table.Options) (readings []Reading, notes []string, err error) {
	t, err := KPIsSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	reader := columnsOf(t).reader()
	reader.cells.faults = t.Faults
	readings = make([]Reading, 0, reader.len())
	for i := range reader.len() {
		readings = append(readings, reader.read(i))
	}
	if err := reader.cells.faults.Err(); err != nil {
		return nil, nil, err
	}
	return readings, t.Notes, nil
}
