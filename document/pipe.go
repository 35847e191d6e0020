package document

import (
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// isRuling says whether a line is the rule under the heading of a Markdown table, "|---|---:|", "--- | ---", or one of a table
// that is drawn, "+---+---+".
func isRuling(line string) bool {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "+") && strings.HasSuffix(line, "+") && len(line) > 2 {
		return strings.Trim(line, "+-=") == ""
	}
	if !strings.Contains(line, "|") || !strings.Contains(line, "-") {
		return false
	}
	return strings.Trim(line, "|:-+= \t") == "" && !strings.Contains(line, "| |") && !strings.Contains(line, "||")
}

// pipeRows is how many lines from the first on are a Markdown table: a heading above a rule, or lines that begin and end with
// a bar, drawn rules between them or none. It is 0 where none begins.
func pipeRows(lines []string) int {
	bar := func(line string) bool {
		return strings.Contains(line, "|") && strings.TrimSpace(line) != "" || isRuling(line)
	}
	fenced := func(line string) bool {
		line = strings.TrimSpace(line)
		return len(line) > 2 && line[0] == '|' && line[len(line)-1] == '|'
	}
	if !bar(lines[0]) {
		return 0
	}
	n := 0
	switch {
	case len(lines) > 1 && isRuling(lines[1]), isRuling(lines[0]) && len(lines) > 1 && bar(lines[1]), fenced(lines[0]) && len(lines) > 1 && fenced(lines[1]):
		for n < len(lines) && bar(lines[n]) {
			// The heading of the next table, where none stands between: the words above a rule hold no figure.
			if n > 2 && n+1 < len(lines) && strings.Contains(lines[n], "|") && strings.Contains(lines[n+1], "|") && isRuling(lines[n+1]) && !isRuling(lines[n]) && !strings.ContainsAny(lines[n], "0123456789") {
				break
			}
			n++
		}
	}
	return n
}

// pipeTable reads the lines of a Markdown table. A rule is no row.
func pipeTable(lines []string, first int) *table.Grid {
	b := table.NewBuilder(figure.Place{})
	rows := 0
	for i, line := range lines {
		if isRuling(line) {
			continue
		}
		heading := rows == 0 && i+1 < len(lines) && isRuling(lines[i+1])
		rows++
		for _, cell := range pipeCells(line) {
			text, bold := inline(cell)
			b.Marked(text, table.Mark{Bold: bold, Heading: heading, Indent: indent(cell)})
		}
		b.EndRow(first + i)
	}
	return b.Grid()
}

// pipeCells parts a line at its bars. A bar behind a backslash or inside code is text.
func pipeCells(line string) []string {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "|")
	var cells []string
	start, code := 0, false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			code = !code && strings.Contains(line[i+1:], "`")
		case '|':
			if !code {
				cells = append(cells, line[start:i])
				start = i + 1
			}
		}
	}
	if rest := line[min(start, len(line)):]; strings.TrimSpace(rest) != "" || start == 0 {
		cells = append(cells, rest)
	}
	return cells
}

// indent is how far the words of a cell are set in, in steps of two no-break or wide spaces.
func indent(cell string) int {
	cell = strings.TrimLeft(cell, " \t")
	steps := 0
	for {
		switch {
		case strings.HasPrefix(cell, "&nbsp;"):
			cell = cell[len("&nbsp;"):]
			steps++
		case strings.HasPrefix(cell, "&emsp;"), strings.HasPrefix(cell, "&ensp;"):
			cell = cell[len("&emsp;"):]
			steps += 2
		default:
			r, size := utf8.DecodeRuneInString(cell)
			if r != '\u00a0' && r != '\u2003' && r != '\u2002' {
				return (steps + 1) / 2
			}
			cell = cell[size:]
			steps++
		}
	}
}
