package demand

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// readDelimited reads delimited text and hands its table on; the notes are left to who reads a table.
func readDelimited[T any](r io.Reader, of func(*table.Grid, table.Options) ([]T, []string, error)) ([]T, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	values, _, err := of(g, table.Options{})
	return values, err
}

// published is a column of numbers as official statistics print them: a symbol stands for one that is missing.
func published(id string, synonyms ...string) table.Column {
	return table.Column{ID: id, Synonyms: synonyms, Kind: table.KindNumber, Blank: true, Gaps: true, Dash: table.DashMissing}
}

// FunnelSchema is the columns of a funnel.
func FunnelSchema() table.Schema {
	return table.Schema{
		Name: "funnel.csv", Label: "name",
		Columns: []table.Column{
			{ID: "name", Label: "Authority", Synonyms: []string{"Area", "Local authority", "LA name", "Team"}, Blank: true},
			published("x", "Events", "Count", "Numerator"),
			published("n", "Population", "Denominator"),
		},
	}
}

// ReadFunnel reads delimited text as [FunnelOf] reads a table; the notes are left to that.
func ReadFunnel(r io.Reader) ([]FunnelPoint, error) { return readDelimited(r, FunnelOf) }

// FunnelOf reads the points of a funnel from a table with the columns name, x and n, one authority a row. A symbol for a
// missing value (c for suppressed) makes a point that is absent. England, a region or a total of the others is no authority
// and left out, which the notes say. Whether x may exceed n, and how many rows are needed, [Funnel.Place] says. The error is
// [figure.Faults].
func FunnelOf(g *table.Grid, o table.Options) (points []FunnelPoint, notes []string, err error) {
	t, err := FunnelSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	points, err = funnelPoints(t)
	return points, t.Notes, err
}

// funnelPoints are the points of a table that was read.
func funnelPoints(t *table.Records) (points []FunnelPoint, err error) {
	faults := t.Faults
	name, x, n := t.Column("name"), t.Column("x"), t.Column("n")
	for _, i := range t.Lines() {
		p := FunnelPoint{Name: name.Text(i), X: x.Decimal(i), N: n.Decimal(i)}
		for _, v := range [...]*table.Values{x, n} {
			if !v.Has(i) {
				p.Absent = true
				p.Reason, _ = ParseMissing(v.Text(i))
			}
		}
		switch {
		case t.FaultOf(i) != nil:
		case p.X.IsNegative():
			faults = append(faults, t.Fault(i, "x", "negative", fmt.Sprintf("the count is %s: it cannot be negative", p.X), "correct it"))
		case !p.Absent && p.N.Sign() <= 0, p.N.IsNegative():
			faults = append(faults, t.Fault(i, "n", "not_positive", fmt.Sprintf("the population is %s: it must be above 0", p.N), "correct it"))
		}
		points = append(points, p)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return points, nil
}

// StagesSchema is the columns of a chain of stages.
func StagesSchema() table.Schema {
	return table.Schema{
		Name: "pipeline.csv", Label: "stage", Mixed: true,
		Columns: []table.Column{
			{ID: "stage", Label: "Stage", Synonyms: []string{"Step", "Name"}, Need: "name the stage"},
			{ID: "count", Label: "Count", Synonyms: []string{"Number", "Children"}, Kind: table.KindCount, Need: "write a number, 0 for none"},
		},
	}
}

// ReadStages reads delimited text as [StagesOf] reads a table; the notes are left to that.
func ReadStages(r io.Reader) ([]Stage, error) { return readDelimited(r, StagesOf) }

// StagesOf reads a chain from a table with the columns stage and count, in the order of the chain. The error is
// [figure.Faults].
func StagesOf(g *table.Grid, o table.Options) (stages []Stage, notes []string, err error) {
	t, err := StagesSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	stage, count := t.Column("stage"), t.Column("count")
	for _, i := range t.Lines() {
		if d := count.Decimal(i); d.GreaterThan(decimal.New(1, 9)) {
			faults = append(faults, t.Fault(i, "count", figure.BadValue, fmt.Sprintf("%s is more than there are people", d), "look for figures that ran together"))
		}
		stages = append(stages, Stage{Name: stage.Text(i), Count: count.Int(i)})
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return stages, t.Notes, nil
}
