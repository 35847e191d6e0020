package grid

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// PageSize is the number of rows drawn at once: a thousand cost more than half a second.
const PageSize = 100

// Caret says where a person stands in the text of a cell, so that the arrows to the side leave it only at its ends.
type Caret struct{ Start, End, Length int }

// CaretIn is the caret in a text, with its places as a browser counts them: in UTF-16 units.
func CaretIn(text string, start, end int) Caret {
	return Caret{Start: start, End: end, Length: len(utf16.Encode([]rune(text)))}
}

// AtStart reports whether nothing is selected and the caret stands before the first character.
func (c Caret) AtStart() bool { return c.Start == 0 && c.End == 0 }

// AtEnd reports whether nothing is selected and the caret stands after the last character.
func (c Caret) AtEnd() bool { return c.Start == c.Length && c.End == c.Length }

// WholeSelected reports whether all of a text that is not empty is selected, as it is on entering a cell.
func (c Caret) WholeSelected() bool { return c.Length > 0 && c.Start == 0 && c.End == c.Length }

// Move is the cell that a key leads to, and false when the key belongs to the text of the cell or leads out of the
// table.
func (t *Table) Move(from Position, key string, caret Caret) (Position, bool) {
	to := from
	switch key {
	case "ArrowUp":
		to.Row--
	case "ArrowDown", "Enter":
		to.Row++
	case "PageUp":
		to.Row = max(0, to.Row-10)
	case "PageDown":
		to.Row = min(len(t.rows)-1, to.Row+10)
	case "ArrowLeft":
		if !caret.AtStart() && !caret.WholeSelected() {
			return from, false
		}
		to.Col--
	case "ArrowRight":
		if !caret.AtEnd() && !caret.WholeSelected() {
			return from, false
		}
		to.Col++
	default:
		return from, false
	}
	return to, to != from && t.holds(to)
}

// Pages is the number of pages that the table is drawn on, at least 1.
func (t *Table) Pages() int { return max(1, (len(t.rows)+PageSize-1)/PageSize) }

// PageOf is the page, from 0, on which a row is drawn.
func (t *Table) PageOf(row int) int { return min(max(0, row/PageSize), t.Pages()-1) }

// PageRows are the first row of a page and the row after its last.
func (t *Table) PageRows(page int) (first, after int) {
	first = min(page*PageSize, len(t.rows))
	return first, min(first+PageSize, len(t.rows))
}

// LastPage is the page of the last row.
func (t *Table) LastPage() int { return t.Pages() - 1 }

// PageBefore is the page before another, or the first.
func (t *Table) PageBefore(page int) int { return max(0, page-1) }

// PageAfter is the page after another, or the last.
func (t *Table) PageAfter(page int) int { return min(t.LastPage(), page+1) }

// PageName says which rows a page shows: "Rows 101 to 200 of 1,000".
func (t *Table) PageName(page int) string {
	first, after := t.PageRows(page)
	return fmt.Sprintf("Rows %d to %d of %d", first+1, after, len(t.rows))
}

// Ordinal is the number by which a person counts a row or column: 1 for the first.
func (t *Table) Ordinal(i int) int { return i + 1 }

// Count is the number of rows with the header, as aria-rowcount has it.
func (t *Table) Count() int { return len(t.rows) + 1 }

// RowName is how a person knows a row: its number, and what stands in its first column.
func (t *Table) RowName(row int) string {
	name := "row " + strconv.Itoa(row+1)
	if text := strings.TrimSpace(t.Cell(Position{Row: row})); text != "" {
		name += ", " + text
	}
	return name
}

// Append puts a blank row at the end, and says where it stands.
func (t *Table) Append() int { return t.AddRow(-1) }

// PasteText pastes text from a spreadsheet and says in words what was done.
func (t *Table) PasteText(at Position, text string) string {
	block := Block(text)
	cut := t.Paste(at, block)
	said := fmt.Sprintf("Pasted %d rows.", len(block))
	if len(block) == 1 {
		said = "Pasted 1 row."
	}
	if cut > 0 {
		said += fmt.Sprintf(" %d cells did not fit beside the last column and were left out. Undo takes the paste back.", cut)
	}
	return said
}

// Clipboard is the table with its header as a spreadsheet takes it from the clipboard.
func (t *Table) Clipboard() string {
	var b strings.Builder
	for i, c := range t.columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(c.Label)
	}
	b.WriteByte('\n')
	for _, row := range t.rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(clipCell(Inert(cell)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func clipCell(cell string) string {
	if strings.ContainsAny(cell, "\t\n\"") {
		return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}
