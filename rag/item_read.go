package rag

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// ItemsSchema is the columns of ratings to roll up or compare.
func ItemsSchema() table.Schema {
	return table.Schema{
		Name: "ratings.csv", Label: "name", Group: "area", Mixed: true,
		Columns: []table.Column{
			{ID: "name", Label: "Name", Synonyms: []string{"Action", "Indicator", "KPI", "Measure"}, Need: "give the row a name"},
			{ID: "rating", Label: "Rating", Few: true, Synonyms: []string{"RAG", "RAG rating", "RAG status"}, Doc: "red, amber, green or unrated, or the letter"},
			few(text("area", "Area", "the part of the plan", "Theme")),
			few(text("state", "State", "why it is unrated: no_data, no_target, not_yet_due …")),
			printed("weight", "Weight", "counts in the policy weighted"),
			priority(),
			day("date", "Date", "the day of the reading: the policy latest follows the newest"),
			printed("score", "Score", "0 to 10: the policy scores takes the mean"),
			text("reason", "Reason", "why; it is not read"),
		},
	}
}

// ReadItems reads delimited text as [ItemsOf] reads a table; the notes are left to that.
func ReadItems(r io.Reader) ([]Item, error) { return readDelimited(r, ItemsOf) }

// ItemsOf reads ratings from a table: rating is needed, and name or action; area, state, weight, priority (yes), date and
// score may be left out. Two rows of one area and name are refused, because a movement between two files could not tell
// them apart. The error is [figure.Faults].
func ItemsOf(g *table.Grid, o table.Options) (items []Item, notes []string, err error) {
	t, err := ItemsSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	list := itemTable(t)
	items, faults := list.whole()
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return items, t.Notes, nil
}
