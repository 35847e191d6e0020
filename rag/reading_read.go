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
			text("polarity", "Better is", "higher, lower, close (to the target) or none", "Good is", "Direction of good"),
			text("tolerance", "Own tolerance", "5 points, 5% of the target, or 1% or 50, whichever is larger: it goes before that of the rule"),
			printed("floor", "Floor", "the standard below which it is red"),
			day("date", "Date", "the day of the reading", "Date of reading", "As at"),
			text("unit", "Unit", "what it counts"),
			text("source", "Source", "the document that it is from"),
			text("basis", "Basis", "now, or year_end for a forecast"),
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
	name, unit, source, broken, confidence := t.Column("name"), t.Column("unit"), t.Column("source"), t.Column("break"), t.Column("confidence")
	actual, target, floor, tolerance := t.Column("actual"), t.Column("target"), t.Column("floor"), t.Column("tolerance")
	previous, yearAgo, previousTarget := t.Column("previous"), t.Column("year_ago"), t.Column("previous_target")
	date, polarity, basis := t.Column("date"), t.Column("polarity"), t.Column("basis")
	c := cells{t: t, faults: t.Faults}
	lines := t.Lines()
	readings = make([]Reading, 0, len(lines))
	polarities, bases := decoderOf[Polarity](polarity), decoderOf[Basis](basis)
	for _, c.i = range lines {
		readings = append(readings, Reading{
			Name: name.Text(c.i), Unit: unit.Text(c.i), Source: source.Text(c.i), Break: broken.Text(c.i), Confidence: confidence.Text(c.i),
			Actual: c.value(actual), Target: c.value(target), Floor: c.value(floor), Tolerance: c.allowance(tolerance),
			Previous: c.value(previous), YearAgo: c.value(yearAgo), PreviousTarget: c.value(previousTarget), Date: date.Day(c.i),
			Polarity: polarities.of(&c), Basis: bases.of(&c),
		})
	}
	if err := c.faults.Err(); err != nil {
		return nil, nil, err
	}
	return readings, t.Notes, nil
}
