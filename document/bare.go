package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// bareTable reads rows of which nothing is left but their words and figures, "Out of Borough 6,081", as text that was copied
// from a page has them, with empty lines between or none. Three rows or more that end in equally many figures are one; a
// nil grid is none. The words of a heading stand over the columns where there is one for each.
func bareTable(heading, lines []string, first int) (*table.Grid, int) {
	b := table.NewBuilder(figure.Place{})
	rows, n, width, empty, years := 0, 0, 0, 0, 0
	for _, word := range heading {
		b.Marked(word, table.Mark{Heading: true})
	}
	if heading != nil {
		b.EndRow(first - 1)
	}
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			if empty++; empty > 1 {
				break
			}
			continue
		}
		label, figures := bareRow(line)
		if figures == nil || width > 0 && len(figures) != width {
			break
		}
		width, empty, n = len(figures), 0, i+1
		rows++
		b.Cell(label)
		for _, f := range figures {
			if isYear(f) {
				years++
			}
			b.Cell(f)
		}
		b.EndRow(first + i)
	}
	if rows < 3 || years == rows*width || heading != nil && len(heading) != width+1 {
		return nil, 0
	}
	return b.Grid(), n
}

// bareHeading is the heading of a table of bare rows: one line right above them with a word for each column, or for each but
// the first. lines is 0 where the first line is no heading.
func bareHeading(lines []string) (heading []string, height int) {
	if len(lines) < 4 {
		return nil, 0
	}
	words := strings.Fields(lines[0])
	if _, figures := bareRow(lines[0]); figures != nil || len(words) < 2 || strings.HasSuffix(strings.TrimSpace(lines[0]), ".") {
		return nil, 0
	}
	switch _, figures := bareRow(lines[1]); {
	case figures == nil:
		return nil, 0
	case len(words) == len(figures):
		return append([]string{""}, words...), 1
	case len(words) == len(figures)+1:
		return words, 1
	}
	return nil, 0
}

// bareRow parts a line into its words and the figures at its end; there are none where the line reads as prose.
func bareRow(line string) (label string, figures []string) {
	const mostWords, mostLetters = 10, 100
	line = strings.TrimSpace(line)
	fields := strings.Fields(line)
	start := len(fields)
	for start > 0 && figureLike(fields[start-1]) && !strings.HasSuffix(fields[start-1], ".") && !strings.HasSuffix(fields[start-1], ",") {
		start--
	}
	capital, _ := utf8.DecodeRuneInString(line)
	if start == len(fields) || start == 0 || start > mostWords || len(line) > mostLetters || !unicode.IsUpper(capital) {
		return "", nil
	}
	return strings.Join(fields[:start], " "), fields[start:]
}

func isYear(text string) bool {
	return len(text) == 4 && isDigits(text) && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20"))
}
