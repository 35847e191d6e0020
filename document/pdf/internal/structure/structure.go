// Package structure reads the tables that the writer of a PDF put into its structure (tagged PDF: ISO 32000-1, section 14.8): the true
// rows, columns and spans, and by which marked content each cell is filled.
package structure

import (
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// Table is the cells of one table.
type Table struct {
	Rows, Columns int
	Cells         []Cell
}

// Cell is one cell: where it stands, what it spans, and whether it is a heading.
type Cell struct {
	Row, Column, Rows, Columns int
	Heading                    bool
}

// Key is a piece of marked content of one page, which its object number names.
type Key struct {
	Page int
	Mark content.Mark
}

// Owner is the table and the cell, both counted from 0, to which marked content belongs.
type Owner struct{ Table, Cell int }

// Tables are those of a document, and what belongs to their cells.
type Tables struct {
	All    []Table
	Owners map[Key]Owner
}

// Caps of a structure: an honest table has fewer columns, and a document of a thousand pages fewer tables and marks.
const (
	deepest     = 100
	mostTables  = 20_000
	mostMarks   = 4_000_000
	mostColumns = 1000
	mostRows    = 100_000
)

// Read finds the tables of a document; there are none where it has no structure.
func Read(f *object.File) Tables {
	r := &reader{file: f, seen: map[object.Ref]bool{}, tables: Tables{Owners: map[Key]Owner{}}}
	root := f.Dict(f.Catalog()["StructTreeRoot"])
	r.roles = f.Dict(root["RoleMap"])
	r.classes = f.Dict(root["ClassMap"])
	for _, kid := range r.kids(root) {
		r.find(kid, 0, 0)
	}
	return r.tables
}

type reader struct {
	file    *object.File
	roles   object.Dict
	classes object.Dict
	seen    map[object.Ref]bool
	tables  Tables
}

func (r *reader) kids(element object.Dict) object.Array {
	k := element["K"]
	if list, ok := r.file.Resolve(k).(object.Array); ok {
		return list
	}
	if k == nil {
		return nil
	}
	return object.Array{k}
}

// role is the standard type of an element, by the map of roles that a writer may have.
func (r *reader) role(element object.Dict) object.Name {
	name := r.file.Name(element["S"])
	for range 8 {
		next := r.file.Name(r.roles[name])
		if next == "" || next == name {
			break
		}
		name = next
	}
	return name
}

// enter opens an element once; nil for what is none, or was open before.
func (r *reader) enter(o object.Object, depth int) object.Dict {
	if depth > deepest || !r.file.Meter.Spend(20) {
		return nil
	}
	if ref, ok := o.(object.Ref); ok {
		if r.seen[ref] {
			return nil
		}
		r.seen[ref] = true
	}
	dict, _ := r.file.Resolve(o).(object.Dict)
	return dict
}

// page is the number of the page object that an element names, or that of the element around it.
func page(element object.Dict, around int) int {
	if ref, ok := element["Pg"].(object.Ref); ok {
		return ref.Number
	}
	return around
}

// find goes down to the tables.
func (r *reader) find(o object.Object, on, depth int) {
	element := r.enter(o, depth)
	if element == nil {
		return
	}
	on = page(element, on)
	if r.role(element) == "Table" && len(r.tables.All) < mostTables {
		r.table(element, on, depth)
		return
	}
	for _, kid := range r.kids(element) {
		if _, mark := kid.(int64); !mark {
			r.find(kid, on, depth+1)
		}
	}
}

// builder is a table being read.
type builder struct {
	table Table
	index int
	down  []int // how many rows more each column is covered from above
}

func (r *reader) table(element object.Dict, on, depth int) {
	b := &builder{index: len(r.tables.All)}
	r.tables.All = append(r.tables.All, Table{})
	r.rows(b, element, on, depth)
	// The last cells may say that they span more rows than there are.
	for i := range b.table.Cells {
		c := &b.table.Cells[i]
		c.Rows = min(c.Rows, b.table.Rows-c.Row)
	}
	r.tables.All[b.index] = b.table
}

// rows reads the rows of a table or of one of its parts.
func (r *reader) rows(b *builder, element object.Dict, on, depth int) {
	for _, kid := range r.kids(element) {
		if _, mark := kid.(int64); mark {
			continue
		}
		part := r.enter(kid, depth+1)
		if part == nil {
			continue
		}
		switch r.role(part) {
		case "TR":
			if b.table.Rows < mostRows {
				r.row(b, part, page(part, on), depth+1)
			}
		case "Caption":
		default:
			r.rows(b, part, page(part, on), depth+1)
		}
	}
}

func (r *reader) row(b *builder, element object.Dict, on, depth int) {
	column := 0
	free := func() {
		for column < len(b.down) && b.down[column] > 0 {
			column++
		}
	}
	for _, kid := range r.kids(element) {
		if _, mark := kid.(int64); mark {
			continue
		}
		cell := r.enter(kid, depth+1)
		if cell == nil {
			continue
		}
		role := r.role(cell)
		if role != "TH" && role != "TD" {
			continue
		}
		free()
		rows, columns := r.spans(cell)
		if column+columns > mostColumns {
			break
		}
		c := Cell{Row: b.table.Rows, Column: column, Rows: rows, Columns: columns, Heading: role == "TH"}
		b.table.Cells = append(b.table.Cells, c)
		for len(b.down) < column+columns {
			b.down = append(b.down, 0)
		}
		for i := range columns {
			b.down[column+i] = rows
		}
		r.marks(cell, Owner{b.index, len(b.table.Cells) - 1}, page(cell, on), depth+1)
		column += columns
	}
	for i := range b.down {
		b.down[i] = max(0, b.down[i]-1)
	}
	b.table.Columns = max(b.table.Columns, len(b.down))
	b.table.Rows++
}

// spans are how many rows and columns a cell says to span, in its attributes or those of its class.
func (r *reader) spans(cell object.Dict) (rows, columns int) {
	rows, columns = 1, 1
	read := func(o object.Object) {
		dict := r.file.Dict(o)
		rows = max(rows, min(r.file.Int(dict["RowSpan"], 1), mostRows))
		columns = max(columns, min(r.file.Int(dict["ColSpan"], 1), mostColumns))
	}
	each := func(o object.Object, do func(object.Object)) {
		if list := r.file.Array(o); list != nil {
			for _, entry := range list[:min(len(list), 64)] {
				do(entry)
			}
			return
		}
		do(o)
	}
	each(cell["A"], read)
	each(cell["C"], func(o object.Object) {
		if name := r.file.Name(o); name != "" {
			each(r.classes[name], read)
		}
	})
	return rows, columns
}

// marks notes the marked content below an element, tables within it included: their words stand in the cell.
func (r *reader) marks(element object.Dict, owner Owner, on, depth int) {
	for _, kid := range r.kids(element) {
		if len(r.tables.Owners) > mostMarks || !r.file.Meter.Spend(2) {
			return
		}
		if id, ok := r.file.Resolve(kid).(int64); ok {
			r.tables.Owners[Key{on, content.Mark{ID: int(id)}}] = owner
			continue
		}
		part := r.enter(kid, depth+1)
		if part == nil {
			continue
		}
		switch r.file.Name(part["Type"]) {
		case "MCR":
			mark := content.Mark{ID: r.file.Int(part["MCID"], content.Unmarked)}
			if form, ok := part["Stm"].(object.Ref); ok {
				mark.Form = form.Number
			}
			r.tables.Owners[Key{page(part, on), mark}] = owner
		case "OBJR":
		default:
			r.marks(part, owner, page(part, on), depth+1)
		}
	}
}
