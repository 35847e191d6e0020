package form

import (
	"github.com/scrutineer-dev/scrutineer/examples/oldham/demand"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// The ids of the tables of the demand page, each in the columns of its CSV file.
const (
	SeriesTable = "series"
	FunnelTable = "funnel"
	StagesTable = "stages"
)

// SeriesColumns are the columns of series.csv that the page shows.
func SeriesColumns() []grid.Column {
	return []grid.Column{
		{ID: "period", Label: "Period"},
		{ID: "value", Label: "Value", Kind: grid.Figure},
		{ID: "count", Label: "Numerator", Kind: grid.Figure, Optional: true},
		{ID: "denominator", Label: "Denominator", Kind: grid.Figure, Optional: true},
	}
}

// FunnelColumns are the columns of funnel.csv.
func FunnelColumns() []grid.Column {
	return []grid.Column{
		{ID: "name", Label: "Place"},
		{ID: "x", Label: "Numerator", Kind: grid.Figure},
		{ID: "n", Label: "Denominator", Kind: grid.Figure},
	}
}

// StagesColumns are the columns of pipeline.csv.
func StagesColumns() []grid.Column {
	return []grid.Column{
		{ID: "stage", Label: "Stage"},
		{ID: "count", Label: "Count", Kind: grid.Figure},
	}
}

// DemandExample are the inputs that the page opens with. What depends on the files that are open is blank: the answer says
// what was taken.
func DemandExample() Inputs {
	in := Inputs{Page: "demand", Settings: map[string]string{
		"authority": "353", "indicator": "", "period": "", "list": "", "claim": "below",
		"series_name": "Referrals to children's social care, Oldham, years to 31 March", "series_better": "none", "target": "",
		"method": "best", "horizon": "3", "season": "1", "funnel_kind": "rate", "funnel_better": "none",
	}, Tables: map[string][][]string{}}
	for table, text := range map[string]string{SeriesTable: demand.Series, FunnelTable: demand.Funnel, StagesTable: demand.Stages} {
		if rows, _, err := grid.ReadFile(DemandColumns(table), []byte(text)); err == nil {
			in.Tables[table] = rows
		}
	}
	return in
}

// DemandColumns are the columns of a table of the page.
func DemandColumns(table string) []grid.Column {
	switch table {
	case SeriesTable:
		return SeriesColumns()
	case FunnelTable:
		return FunnelColumns()
	}
	return StagesColumns()
}

// PublishedPart is the part of the page about published figures; the others are called by their tables, and SamplesPart is
// there where a file of samples was opened.
const (
	PublishedPart = "published"
	SamplesPart   = "samples"
)

// OpenFiles is the setting by which the page tells the worker which files it has open; blank closes all.
const OpenFiles = "files"

// DemandAnswer is the page computed, in its web worker or, for the example, by the host.
type DemandAnswer struct {
	// Lacking is true where neither a file of figures nor the national picture was there: the example answers, until the page has
	// fetched the picture and asks again.
	Lacking bool `json:",omitempty"`
	// Parts are the results by the id of their part.
	Parts map[string]Result
	// Fields are what can be chosen, in their order.
	Fields []DemandField
	// Definitions say by the id of a section what its figures are and where the definition comes from.
	Definitions map[string]string
	// Files are what is open. Those of the example are not among them.
	Files []DemandFile
}

// DemandField is one choice, or a text to type where it has no options.
type DemandField struct {
	Part, Name, Label, Hint string
	Value                   string
	Options                 [][2]string `json:",omitempty"`
}

// DemandFile says what a file was found to be.
type DemandFile struct {
	Name, Kind string
	// Words say in a sentence what was read.
	Words string
	// Table and Rows are the person's own figures, for the table of the page that they belong to. Everything else stays in
	// the worker.
	Table string     `json:",omitempty"`
	Rows  [][]string `json:",omitempty"`
}
