package finance

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// PlacementsSchema is the columns of a list of placements.
func PlacementsSchema() table.Schema {
	return table.Schema{
		Name: "placements.csv", Label: "type",
		Columns: []table.Column{
			{ID: "type", Label: "Type", Few: true, Synonyms: []string{"Placement type", "Type of placement"}, Need: "name the type of placement"},
			{ID: "start", Label: "Start", Synonyms: []string{"Start date", "From", "Placement start", "Date started"}, Kind: table.KindDate},
			{ID: "end", Label: "End", Synonyms: []string{"End date", "To", "Placement end", "Date ended"}, Kind: table.KindDate, Optional: true, Blank: true},
			money(Pounds, table.Column{ID: "weekly", Label: "Weekly cost", Synonyms: []string{"Weekly price", "Weekly rate", "Cost per week"}}),
			money(Pounds, table.Column{ID: "income", Label: "Weekly income", Synonyms: []string{"Weekly contribution", "Contribution"}, Optional: true, Blank: true}),
			{ID: "id", Synonyms: []string{"Child", "Child ID", "Placement ID", "Reference"}, Optional: true, Blank: true},
		},
	}
}

// ReadPlacements reads delimited text as [PlacementsOf] reads a table; the notes are left to that.
func ReadPlacements(r io.Reader) ([]Placement, error) {
	return readDelimited(r, func(g *table.Grid) ([]Placement, error) {
		placements, _, err := PlacementsOf(g, table.Options{})
		return placements, err
	})
}

// PlacementsOf reads placements from a table with the columns type, start, weekly and, where given, end (blank while open),
// income (a week's contribution, unsigned) and id. Dates may be ISO (2024-07-30), British (30/07/2024), in words or Excel's;
// bare amounts are pounds. A total is left out, and a note says so. The error is [figure.Faults].
func PlacementsOf(g *table.Grid, o table.Options) (placements []Placement, notes []string, err error) {
	r, err := PlacementRegisterOf(g, o)
	if err != nil {
		return nil, nil, err
	}
	return r.Placements(), r.Notes, nil
}
