package main

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// piece is about how much is written at once.
const piece = 32 << 10

// writeCSV writes the tables one after another, with an empty line between them. A cell that a spreadsheet would run as
// a formula is neutralised with an apostrophe; plain negative numbers are left as they are.
//
// Rows go out as they are walked: a table of a million cells is never held as one, and a plain cell is copied once.
func writeCSV(w io.Writer, out output) error {
	var line []byte
	for i, t := range out.tables() {
		if i > 0 {
			line = append(line, '\n')
		}
		for row := range t.all() {
			for j, cell := range row {
				if j > 0 {
					line = append(line, ',')
				}
				line = table.AppendCSV(line, cell)
			}
			line = append(line, '\n')
			if len(line) < piece {
				continue
			}
			if _, err := w.Write(line); err != nil {
				return err
			}
			line = line[:0]
		}
	}
	_, err := w.Write(line)
	return err
}
