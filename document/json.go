package document

import (
	"encoding/json"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// jsonDocument is a document in JSON: what was read, block by block.
type jsonDocument struct {
	Name   string        `json:"name,omitempty"`
	Format string        `json:"format,omitempty"`
	Title  string        `json:"title,omitempty"`
	Blocks []Block       `json:"blocks"`
	Faults figure.Faults `json:"faults"`
}

// MarshalJSON writes the document as {"blocks":[…],"faults":[…]}.
func (d Document) MarshalJSON() ([]byte, error) {
	j := jsonDocument{d.Name, d.Format, d.Title, d.Blocks, d.Faults}
	if j.Blocks == nil {
		j.Blocks = []Block{}
	}
	if j.Faults == nil {
		j.Faults = figure.Faults{}
	}
	return json.Marshal(j)
}

// jsonBlock is a block in JSON. A table has cells and no text.
type jsonBlock struct {
	Kind   Kind         `json:"kind"`
	Text   string       `json:"text,omitempty"`
	Level  int          `json:"level,omitempty"`
	Label  string       `json:"label,omitempty"`
	Place  figure.Place `json:"place"`
	Title  string       `json:"title,omitempty"`
	Notes  []string     `json:"notes,omitempty"`
	Cells  []jsonCell   `json:"cells,omitempty"`
	Hidden *jsonHidden  `json:"hidden,omitempty"`
}

// jsonCell is a cell that has text. Row and column are those of its place; rows and columns are what it spans.
type jsonCell struct {
	Row     int    `json:"row"`
	Column  int    `json:"column"`
	Rows    int    `json:"rows"`
	Columns int    `json:"columns"`
	Text    string `json:"text"`
	Heading bool   `json:"heading,omitempty"`
	Bold    bool   `json:"bold,omitempty"`
	Indent  int    `json:"indent,omitempty"`
	Stored  string `json:"stored,omitempty"`
	Formula string `json:"formula,omitempty"`
	Date    string `json:"date,omitempty"`
}

// jsonHidden are the rows and columns that the source does not show.
type jsonHidden struct {
	Rows    []int `json:"rows,omitempty"`
	Columns []int `json:"columns,omitempty"`
}

// MarshalJSON writes the block as {"kind","text","level","label","place","cells"}; rows and columns count from 1.
func (b Block) MarshalJSON() ([]byte, error) {
	j := jsonBlock{Kind: b.Kind, Text: b.Text, Level: b.Level, Label: b.Label, Place: b.Place}
	if b.Table != nil {
		j.Title, j.Notes = b.Table.Title, b.Table.Notes
		j.Cells, j.Hidden = cellsOf(b.Table), hiddenOf(b.Table)
	}
	return json.Marshal(j)
}

func cellsOf(g *table.Grid) []jsonCell {
	rows, _ := g.Size()
	cells := []jsonCell{}
	for r := range rows {
		for c := range g.Width(r) {
			text, mark := strings.TrimSpace(g.Text(r, c)), g.Mark(r, c)
			if text == "" && mark.Columns < 2 && mark.Rows < 2 {
				continue
			}
			place := g.Place(r, c)
			cells = append(cells, jsonCell{
				Row: place.Row, Column: place.Column, Rows: max(1, mark.Rows), Columns: max(1, mark.Columns), Text: text,
				Heading: mark.Heading, Bold: mark.Bold, Indent: mark.Indent, Stored: mark.Stored, Formula: mark.Formula, Date: mark.Date,
			})
		}
	}
	return cells
}

func hiddenOf(g *table.Grid) *jsonHidden {
	rows, columns := g.Size()
	var hidden jsonHidden
	for r := range rows {
		if g.Hidden(r, -1) {
			hidden.Rows = append(hidden.Rows, g.Place(r, -1).Row)
		}
	}
	for c := range columns {
		if g.Hidden(-1, c) {
			hidden.Columns = append(hidden.Columns, g.Place(-1, c).Column)
		}
	}
	if hidden.Rows == nil && hidden.Columns == nil {
		return nil
	}
	return &hidden
}
