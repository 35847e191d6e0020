package ods

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/odf"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// mostColumns is how wide a sheet is, and mostRows how long.
const (
	mostColumns = 16_384
	mostRows    = 1_048_576
)

// reader reads the cells of one sheet after the other.
type reader struct {
	*odf.File
	ctx    context.Context
	limits document.Limits
	s      *markup.Scanner
	built  int // cells, of all sheets

	b          *table.Builder
	name       string
	row        int // from 0
	empty      int // rows before it that are not built yet
	folded     []fold
	columns    int // stated so far
	used       []bool
	hiddenRows []string
	after      []document.Block
}

// fold is a run of hidden columns, from 0.
type fold struct{ from, to int }

// oneCell is a cell and how often it stands.
type oneCell struct {
	text   string
	mark   table.Mark
	repeat int
}

// cells reads the rows of the sheet in hand.
func (r *reader) cells(name string) (*table.Grid, error) {
	r.b = table.NewBuilder(figure.Place{Sheet: name, Row: 1, Column: 1})
	r.name, r.row, r.empty, r.folded, r.columns, r.used, r.hiddenRows, r.after = name, 0, 0, nil, 0, nil, nil, nil
	for range r.s.Elements() {
		switch string(r.s.Name) {
		case "table-column":
			r.column()
		case "forms", "shapes", "named-expressions", "table-source":
			r.s.Skip()
		case "table-row":
			hidden := isHidden(r.s)
			repeat := max(1, r.s.Int("number-rows-repeated", 1))
			cells := r.rowCells()
			if cells == nil {
				// Empty rows count only where something follows them: files end with a million of them.
				r.empty = min(r.empty+repeat, mostRows)
				continue
			}
			for ; r.empty > 0 && r.row < mostRows; r.empty-- {
				r.b.EndRow(0)
				r.row++
			}
			for range min(repeat, mostRows-r.row) {
				if err := r.add(cells, hidden); err != nil {
					return nil, err
				}
			}
			if r.ctx.Err() != nil {
				return nil, r.ctx.Err()
			}
		}
	}
	for _, f := range r.folded {
		for c := f.from; c <= f.to && c < len(r.used); c++ {
			r.b.HideColumn(c)
		}
	}
	return r.b.Grid(), nil
}

func isHidden(s *markup.Scanner) bool {
	v := string(s.RawAttr("visibility"))
	return v == "collapse" || v == "filter"
}

func (r *reader) column() {
	repeat := min(max(1, r.s.Int("number-columns-repeated", 1)), mostColumns)
	if isHidden(r.s) && r.columns < mostColumns {
		r.folded = append(r.folded, fold{r.columns, r.columns + repeat - 1})
	}
	r.columns = min(r.columns+repeat, mostColumns)
}

// rowCells are the cells of a row up to the last that holds something; nil where none does.
func (r *reader) rowCells() []oneCell {
	var cells []oneCell
	last, column := 0, 0
	for range r.s.Elements() {
		switch string(r.s.Name) {
		case "table-cell":
			c := r.cell(column)
			cells = append(cells, c)
			if column += c.repeat; c.text != "" || c.mark.Formula != "" {
				last = len(cells)
			}
		case "covered-table-cell":
			repeat := min(max(1, r.s.Int("number-columns-repeated", 1)), mostColumns)
			r.s.Skip()
			cells = append(cells, oneCell{repeat: repeat})
			column += repeat
		}
	}
	if last == 0 {
		return nil
	}
	return cells[:last]
}

// cell reads the cell in hand.
func (r *reader) cell(column int) oneCell {
	s := r.s
	c := oneCell{repeat: min(max(1, s.Int("number-columns-repeated", 1)), mostColumns)}
	kind, value, date := s.Attr("value-type"), s.Attr("value"), s.Attr("date-value")
	style := s.Attr("style-name")
	c.mark.Bold, _ = r.Bold("table-cell", style)
	c.mark.Indent = r.Style("table-cell", style).Indent
	c.mark.Formula = strings.TrimPrefix(s.Attr("formula"), "of:=")
	c.mark.Columns, c.mark.Rows = min(s.Int("number-columns-spanned", 1), mostColumns), min(s.Int("number-rows-spanned", 1), mostRows)
	if c.mark.Columns < 2 && c.mark.Rows < 2 {
		c.mark.Columns, c.mark.Rows = 0, 0
	}
	var texts []string
	for range s.Elements() {
		switch string(s.Name) {
		case "p":
			p := r.Paragraph(s, nil)
			texts = append(texts, p.Text)
			if p.Bold && !p.Plain && p.Text != "" {
				c.mark.Bold = true
			}
		case "annotation":
			note := r.Annotation(s)
			note.Place = figure.Place{Sheet: r.name, Row: r.row + r.empty + 1, Column: column + 1}
			if note.Text != "" && len(r.after) < r.limits.Blocks {
				r.after = append(r.after, note)
			}
		default:
			s.Skip()
		}
	}
	c.text = document.OneSpace(strings.Join(texts, " "))
	if kind == "date" {
		c.mark.Date = date
	}
	if value != "" && (kind == "float" || kind == "percentage" || kind == "currency") && !says(c.text, value) {
		c.mark.Stored = value
	}
	if c.text == "" {
		c.mark = table.Mark{Formula: c.mark.Formula, Columns: c.mark.Columns, Rows: c.mark.Rows}
	}
	return c
}

// says whether what a cell shows says all of its value: the same digits, its percent signs and brackets aside.
func says(text, value string) bool {
	digits := func(s string) string {
		var b strings.Builder
		point := false
		for _, c := range s {
			if c >= '0' && c <= '9' {
				b.WriteRune(c)
			} else if c == '.' {
				point = true
			}
		}
		if point {
			return strings.Trim(b.String(), "0")
		}
		return strings.TrimLeft(b.String(), "0")
	}
	if strings.ContainsAny(value, "eE") {
		return false
	}
	a, b := digits(text), digits(value)
	return strings.TrimRight(a, "0") == strings.TrimRight(b, "0")
}

// add puts a row into the grid.
func (r *reader) add(cells []oneCell, hidden bool) error {
	column := 0
	for _, c := range cells {
		for range c.repeat {
			if r.built++; r.built > r.limits.Cells {
				return &figure.Fault{Code: "too_large", Place: figure.Place{Sheet: r.name}, Problem: fmt.Sprintf("the file has more than %d cells", r.limits.Cells), Remedy: "save the sheet that is needed as CSV"}
			}
			if column >= mostColumns {
				return &figure.Fault{Code: "too_large", Place: figure.Place{Sheet: r.name, Row: r.row + 1}, Problem: fmt.Sprintf("the row has more than %d cells", mostColumns), Remedy: "save the part that is needed as CSV"}
			}
			r.b.Marked(c.text, c.mark)
			for len(r.used) <= column {
				r.used = append(r.used, false)
			}
			r.used[column] = r.used[column] || c.text != ""
			column++
		}
	}
	if hidden {
		r.b.HideRow(r.row)
		if len(r.hiddenRows) < 1000 {
			r.hiddenRows = append(r.hiddenRows, strconv.Itoa(r.row+1))
		}
	}
	r.b.EndRow(0)
	r.row++
	return nil
}

// foldedPlaces are the letters of hidden columns that hold something.
func (r *reader) foldedPlaces() []string {
	var names []string
	for _, f := range r.folded {
		for c := f.from; c <= f.to && c < len(r.used); c++ {
			if r.used[c] {
				names = append(names, columnName(c))
			}
		}
	}
	return names
}

// columnName is the letters of a column, from 0.
func columnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
