package rag

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// KPIsSchema is the columns of a scorecard.
func KPIsSchema() table.Schema {
	actual := printed("actual", "Current", "Current performance", "Latest", "Result", "Performance", "Value")
	actual.Optional = false
	return table.Schema{
		Name: "kpis.csv", Label: "name", Mixed: true,
		Columns: []table.Column{
			{ID: "name", Label: "Indicator", Synonyms: []string{"KPI", "Measure", "Performance indicator", "PI", "Description", "Indicator name"}, Need: "give the row a name"},
			actual,
			printed("target"),
			printed("previous", "Previous period", "Last period", "Prior period"),
			printed("year_ago", "Same period last year", "Last year", "Previous year"),
			printed("previous_target", "Last target"),
			text("polarity", "Good is", "Direction of good"),
			text("tolerance"),
			printed("floor"),
			day("date", "Date of reading", "As at"),
			text("unit"),
			text("source"),
			text("basis"),
			text("confidence"),
			text("break"),
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
