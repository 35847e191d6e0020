package finance

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/table"
)

// SavingsSchema is the columns of a programme of savings, with bare amounts in unit.
func SavingsSchema(unit Unit) table.Schema {
	return table.Schema{
		Name: "savings.csv", Label: "saving", Group: "group", Kind: "kind", KeepsTotals: true,
		Columns: []table.Column{
			{ID: "saving", Label: "Saving", Synonyms: []string{"Savings proposal", "Proposal", "Scheme", "Description", "Savings"}, Need: "name the saving"},
			{ID: "group", Label: "Group", Synonyms: []string{"Directorate", "Service", "Block"}, Optional: true, Blank: true},
			money(unit, table.Column{ID: "target", Label: "Target", Synonyms: []string{"Savings target", "Planned saving", "Approved saving"}}),
			money(unit, table.Column{ID: "achieved", Label: "Achieved", Synonyms: []string{"Delivered", "Achieved to date", "Delivered to date"}, Blank: true}),
			blankMoney(unit, "on_track", "Forecast to be achieved"),
			blankMoney(unit, "delayed", "Slipped"),
			blankMoney(unit, "at_risk"),
			blankMoney(unit, "not_achievable", "Unachievable", "Not achieved"),
			blankMoney(unit, "pressures"),
			blankMoney(unit, "net_at_risk"),
			{ID: "full_year_effect", Kind: table.KindYesNo, Optional: true, Blank: true},
			{ID: "kind", Kind: table.KindChoice, Optional: true, Blank: true, Choices: []table.Choice{
				{Value: "saving", Words: []string{"line"}}, {Value: "total"}, {Value: "subtotal"},
			}},
		},
	}
}

// ReadSavings reads delimited text as [SavingsOf] reads a table.
func ReadSavings(r io.Reader, unit Unit) (Savings, error) {
	return readDelimited(r, func(g *table.Grid) (Savings, error) { return SavingsOf(g, unit, table.Options{}) })
}

// SavingsOf reads a programme of savings from a table with the columns saving, target, achieved and, where given, group,
// on_track, delayed, at_risk, not_achievable, pressures (negative when they eat into savings), net_at_risk as printed,
// full_year_effect (yes or no) and kind (saving or total). Bare amounts are in unit where the table does not say theirs. A
// blank cell under a state is nil. Without the column kind a row is a total where its name and its figures say so, and a note
// says it. Of several totals the last that adds up all savings is the printed one.
func SavingsOf(g *table.Grid, unit Unit, o table.Options) (Savings, error) {
	l, err := SavingsLedgerOf(g, unit, o)
	if err != nil {
		return Savings{}, err
	}
	return l.Savings(), nil
}

// savingColumns are the columns of a programme as read. States are in the order of the fields of a [Saving].
type savingColumns struct {
	name, group, target, atRisk, fullYear *table.Values
	states                                [6]*table.Values
}

func savingColumnsOf(t *table.Records) savingColumns {
	c := savingColumns{
		name: t.Column("saving"), group: t.Column("group"), target: t.Column("target"), atRisk: t.Column("net_at_risk"), fullYear: t.Column("full_year_effect"),
	}
	for i, id := range [...]string{"achieved", "on_track", "delayed", "at_risk", "not_achievable", "pressures"} {
		c.states[i] = t.Column(id)
	}
	return c
}

func (c savingColumns) saving(i int) Saving {
	s := Saving{
		Name: c.name.Text(i), Group: c.group.Text(i), Target: c.target.Decimal(i), Step: c.step(i),
		PrintedAtRisk: c.atRisk.Null(i), FullYearEffect: c.fullYear.Yes(i),
	}
	for j, into := range [...]*decimal.Decimal{&s.Achieved, &s.OnTrack, &s.Delayed, &s.AtRisk, &s.NotAchievable, &s.Pressures} {
		*into = c.states[j].Decimal(i)
	}
	return s
}

// step is one unit in the last printed place of every amount of a saving.
func (c savingColumns) step(i int) decimal.Decimal {
	step := c.target.Step(i)
	for _, state := range c.states {
		step = decimal.Max(step, state.Step(i))
	}
	return step
}
