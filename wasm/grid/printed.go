package grid

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Printed takes a table apart that was copied from a printed page: cells stand two or more spaces apart, or the figures
// follow the name of their row with one. A header over several lines is put together where its cells can be told; where they
// cannot, the columns are numbered and named says so. ok is false for text that is no such table: it has separators of its
// own, or no two rows with as many figures. The error is a [*FileError] for a row whose figures cannot be told apart.
func Printed(text string) (cells [][]string, named, ok bool, err error) {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\u00a0", " ")
	lines := strings.Split(text, "\n")
	if strings.ContainsAny(text, "\t|") || strings.Count(lines[0], ";") > 1 {
		return nil, false, false, nil
	}
	width := figureColumns(lines)
	if width == 0 {
		return nil, false, false, nil
	}
	var body [][]string
	first := len(lines)
	for n, line := range lines {
		row, figures := printedRow(line, width)
		switch {
		case strings.TrimSpace(line) == "":
		case row != nil:
			first = min(first, n)
			body = append(body, row)
		case n > first && figures > 0:
			return nil, false, true, &FileError{Line: n + 1, Problem: fmt.Sprintf("the row has %d figures, others have %d: put a dash where a cell is blank", figures, width)}
		case n > first:
			body = append(body, append([]string{strings.TrimSpace(line)}, make([]string, width)...))
		}
	}
	head, units := printedHeader(lines[:first], width)
	named = head != nil
	if !named {
		head = []string{""}
		for i := range width {
			head = append(head, fmt.Sprintf("Column %d", i+2))
		}
	}
	cells = append(cells, head)
	if units != nil {
		cells = append(cells, units)
	}
	return append(cells, body...), named, true, nil
}

// figureColumns is how many figures most rows end in; 0 when no two rows agree.
func figureColumns(lines []string) int {
	counts := map[int]int{}
	for _, line := range lines {
		words := cellsOf(line)
		if n := trailingFigures(words); n > 0 && n < len(words) {
			counts[n]++
		}
	}
	width, most := 0, 1
	for n, rows := range counts {
		if rows > most || rows == most && n > width && most > 1 {
			width, most = n, rows
		}
	}
	return width
}

// cellsOf are the chunks of a row where each but the first is a figure, and its words otherwise. The name of a row may end
// in a bare number, as "Ward 1" does; "Care 24,681" is a name and a figure.
func cellsOf(line string) []string {
	chunks := chunksOf(line)
	if len(chunks) < 2 || trailingFigures(chunks) != len(chunks)-1 {
		return strings.Fields(line)
	}
	words := strings.Fields(chunks[0])
	last := words[len(words)-1]
	if len(words) > 1 && isFigure(last) && strings.Trim(last, "0123456789") != "" {
		return strings.Fields(line)
	}
	return chunks
}

// trailingFigures counts the words at the end of a row that can be cells of figures.
func trailingFigures(words []string) int {
	n := 0
	for n < len(words) && isFigure(words[len(words)-1-n]) {
		n++
	}
	return n
}

func isFigure(word string) bool {
	f, err := figure.Parse(word)
	return err == nil && (f.HasValue() || f.Reason != figure.NotMissing)
}

// printedRow is a row of a name and so many figures, or nil.
func printedRow(line string, width int) (row []string, figures int) {
	if chunks := chunksOf(line); len(chunks) == width+1 && trailingFigures(chunks) == width {
		return chunks, width
	}
	words := strings.Fields(line)
	figures = trailingFigures(words)
	if figures < width || len(words) <= width {
		return nil, figures
	}
	name := len(words) - width
	return append([]string{strings.Join(words[:name], " ")}, words[name:]...), figures
}

// chunksOf takes a line apart where two or more spaces stand.
func chunksOf(line string) []string {
	var chunks []string
	for _, part := range strings.Split(strings.TrimSpace(line), "  ") {
		if part = strings.TrimSpace(part); part != "" {
			chunks = append(chunks, part)
		}
	}
	return chunks
}

// printedHeader finds the headings of so many columns of figures, and the row of their units, in the lines above the first
// row. nil means that they cannot be told.
func printedHeader(lines []string, width int) (head, units []string) {
	var rest []string
	for _, line := range lines {
		if words := strings.Fields(line); len(words) == width && allUnits(words) {
			units = append([]string{""}, words...)
			continue
		}
		rest = append(rest, line)
	}
	for i := len(rest) - 1; i >= 0; i-- {
		if chunks := chunksOf(rest[i]); len(chunks) >= 2 || width == 1 && len(chunks) == 1 {
			if head = fitted(chunks, width); head != nil {
				return head, units
			}
			break
		}
	}
	// A heading that runs over lines ends in two spaces or before a blank line; the last line of one that goes on does not.
	if head = fitted(chunksOf(strings.ReplaceAll(strings.Join(rest, "\n"), "\n\n", "  ")), width); head != nil {
		return joinedLines(head), units
	}
	if headings := byUnit(strings.Fields(strings.Join(rest, " "))); len(headings) == width {
		return fitted(headings, width), units
	}
	return nil, units
}

// fitted is so many headings with one for the names of the rows before them, or nil when there are more or fewer.
func fitted(chunks []string, width int) []string {
	switch len(chunks) {
	case width:
		return append([]string{""}, chunks...)
	case width + 1:
		return chunks
	}
	return nil
}

func joinedLines(texts []string) []string {
	joined := make([]string, len(texts))
	for i, text := range texts {
		joined[i] = strings.Join(strings.Fields(text), " ")
	}
	return joined
}

// byUnit takes headings apart that each end in their unit: "Revised Budget £000", "Forecast £000".
func byUnit(words []string) []string {
	var headings []string
	start := 0
	for i, word := range words {
		if isUnit(word) {
			headings = append(headings, strings.Join(words[start:i+1], " "))
			start = i + 1
		}
	}
	return headings
}

func allUnits(words []string) bool {
	for _, word := range words {
		if !isUnit(word) {
			return false
		}
	}
	return true
}

func isUnit(word string) bool {
	bare := strings.Trim(word, "()[]")
	u, ok := figure.ParseUnit(bare)
	return ok && u != (figure.Unit{}) && strings.ContainsAny(bare, "£%") && !strings.ContainsAny(bare, "123456789")
}
