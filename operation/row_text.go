package operation

// rowText makes the cells of one row after another of one text each: a long table has millions of cells, and a string and a
// place for each would be all that a calculation waits for. The zero value is ready.
type rowText struct {
	text  []byte
	ends  []int
	cells []Cell
}

// add adds a cell.
func (r *rowText) add(text string) {
	r.text = append(r.text, text...)
	r.end()
}

// end ends the cell that was written behind the text.
func (r *rowText) end() { r.ends = append(r.ends, len(r.text)) }

// take makes a row of the cells that were added, good until the next; those behind them are as they are given.
func (r *rowText) take(total bool, behind ...Cell) Row {
	text := string(r.text)
	r.cells = r.cells[:0]
	from := 0
	for _, to := range r.ends {
		r.cells = append(r.cells, Cell{Text: text[from:to]})
		from = to
	}
	r.text, r.ends = r.text[:0], r.ends[:0]
	r.cells = append(r.cells, behind...)
	return Row{Cells: r.cells, Total: total}
}
