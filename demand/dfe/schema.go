package dfe

import "github.com/scrutineer-dev/scrutineer/table"

// Schema is the columns of a file of figures that a person types or pastes: when, where, and one or more columns of figures,
// which may have any names.
func Schema() table.Schema {
	return table.Schema{Name: "figures.csv", Columns: []table.Column{
		{ID: colPeriod, Label: "Period"},
		{ID: colLevel, Label: "Level"},
		{ID: colCode, Label: "Code"},
		{ID: colName, Label: "Authority", Optional: true, Blank: true},
		{ID: "rate", Label: "Figure", Kind: table.KindNumber, Blank: true, Gaps: true, Dash: table.DashMissing},
	}}
}

// ListSchema is the columns of a list of statistical neighbours that a person types or pastes; a list may have more.
func ListSchema() table.Schema {
	return table.Schema{Name: "neighbours.csv", Columns: []table.Column{
		{ID: "la_code", Label: "Code"}, {ID: "SN1", Label: "Nearest"}, {ID: "SN2", Label: "Second", Optional: true, Blank: true}, {ID: "SN3", Label: "Third", Optional: true, Blank: true},
	}}
}
