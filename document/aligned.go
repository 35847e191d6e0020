package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// token is a piece of a line between two gaps. From and to are its columns on the page, counted in characters.
type token struct {
	text     string
	from, to int
}

// gaps parts a line at tabs and at runs of two spaces or more. Two spaces behind the end of a sentence, or behind the number of
// a list item, part nothing.
func gaps(line string) []token {
	line = withoutLeaders(strings.TrimRight(line, " \t"))
	if !strings.Contains(line, "  ") && !strings.Contains(line, "\t") {
		if line == "" {
			return nil
		}
		return []token{whole(line)}
	}
	var tokens []token
	column, start, from, to := 0, -1, 0, 0
	spaces, tab := 0, false
	for i, r := range line {
		switch {
		case r == '\t':
			tab = true
			spaces++
		case unicode.IsSpace(r): // also one that does not break
			spaces++
		default:
			if start < 0 {
				start, from = i, column
			} else if tab || spaces > 1 {
				text := strings.TrimSpace(line[start:i])
				if tab || !endsSentence(text, r) && !(len(tokens) == 0 && isLabel(text)) {
					tokens = append(tokens, token{text, from, to})
					start, from = i, column
				}
			}
			spaces, tab = 0, false
			to = column + 1
		}
		column++
	}
	return append(tokens, token{strings.TrimSpace(line[start:]), from, to})
}

// withoutLeaders is a line with space for the dots that lead from a label to its figure, "Referrals ........ 428".
func withoutLeaders(line string) string {
	const least = 4
	if !strings.Contains(line, "....") {
		return line
	}
	b := []byte(line)
	for i := 0; i < len(b); {
		end := i
		for end < len(b) && b[end] == '.' {
			end++
		}
		if end-i >= least {
			for ; i < end; i++ {
				b[i] = ' '
			}
		}
		i = max(end, i+1)
	}
	return strings.TrimRight(string(b), " ")
}

func whole(line string) token {
	text := strings.TrimSpace(line)
	from := utf8.RuneCountInString(line[:strings.Index(line, text)])
	return token{text, from, from + utf8.RuneCountInString(text)}
}

// endsSentence says whether a wide space stands between two sentences: words with a stop before it, a capital after.
func endsSentence(text string, next rune) bool {
	return strings.ContainsAny(text[len(text)-1:], ".!?:;") && unicode.IsUpper(next) && len(strings.Fields(text)) > 2
}

// isLabel says whether a text is the number or the mark of a list item: "1.", "(a)", "2.4", "•".
func isLabel(text string) bool {
	label, rest, _ := cutLabel(text + " x")
	return label != "" && rest == "x"
}

// figureLike says whether a cell of a text table is a figure, or a mark that stands for one.
func figureLike(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 40 {
		return false
	}
	if _, _, err := figure.ParseBound(text); err == nil {
		return true
	}
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > letters
}

// alignedTable reads a table in aligned columns that begins on the first of some lines: the grid, and how many lines it is.
// A nil grid is none. Columns are found where they stand one below the other; where they do not, rows of equally many cells
// are taken cell by cell. A line of text that has no gap belongs to the table where a line of it stands on both sides.
func alignedTable(lines []string, first int) (*table.Grid, int) {
	rows, n, _ := alignedRows(lines)
	if n == 0 {
		return nil, 0
	}
	if tabbed(lines[:n]) {
		return tabTable(lines[:n], first), n
	}
	usual := usualCount(rows)
	columns, left := columnsOf(rows, usual), leftmost(rows)
	b := table.NewBuilder(figure.Place{})
	for _, row := range rows {
		if row.tokens == nil {
			continue
		}
		var cells []string
		if columns != nil {
			cells = place(row.tokens, columns)
		} else {
			cells = inOrder(row.tokens, usual)
		}
		for i, text := range cells {
			mark := table.Mark{}
			if i == 0 && text != "" && row.tokens[0].text == text {
				mark.Indent = max(0, (row.tokens[0].from-left+1)/2)
			}
			b.Marked(text, mark)
		}
		b.EndRow(first + row.line)
	}
	return b.Grid(), n
}

// mostAligned is how many lines a table in columns may have. One that goes on is no table of a report.
const mostAligned = 100_000

// alignedRow is a line of a table; one without tokens is a rule or an empty line.
type alignedRow struct {
	line   int
	tokens []token
}

// alignedRows are the lines from the first on that make up one table, n of them; none where n is 0. Tried is how many lines were
// looked at that begin no table either.
func alignedRows(lines []string) (rows []alignedRow, n, tried int) {
	parted, figures, empty := 0, 0, 0
	for i, line := range lines[:min(len(lines), mostAligned)] {
		if strings.TrimSpace(line) == "" {
			// An empty line parts groups of one table where what follows is made as what came before.
			if empty++; empty > 2 || parted < 1 {
				break
			}
			continue
		}
		tokens := gaps(line)
		if isRule(line) {
			rows = append(rows, alignedRow{line: i})
			if empty == 0 {
				n = i + 1
			}
			continue
		}
		if empty > 0 && !goesOn(rows, tokens) {
			break
		}
		if len(tokens) < 2 {
			if parted == 0 || empty > 0 || i+1 >= len(lines) || len(gaps(lines[i+1])) < 2 || len(line) > 80 || strings.HasSuffix(line, ".") {
				break
			}
			rows = append(rows, alignedRow{i, tokens})
			continue
		}
		parted, empty, n = parted+1, 0, i+1
		rows = append(rows, alignedRow{i, tokens})
		for _, t := range tokens[1:] {
			if figureLike(t.text) {
				figures++
			}
		}
	}
	for len(rows) > 0 && rows[len(rows)-1].line >= n {
		rows = rows[:len(rows)-1]
	}
	if parted < 2 || figures == 0 && parted < 3 || wordy(rows) {
		return nil, 0, max(1, n-1)
	}
	return rows, n, n
}

// goesOn says whether a line behind an empty one is one more row: as many cells as the rows before, figures mostly.
func goesOn(rows []alignedRow, tokens []token) bool {
	figures := 0
	for _, t := range tokens {
		if figureLike(t.text) {
			figures++
		}
	}
	if len(tokens) < 2 || figures*2 < len(tokens)-1 || figureLike(tokens[0].text) && len(tokens) < 3 {
		return false
	}
	last := 0
	for _, row := range rows {
		if len(row.tokens) > 1 {
			last = len(row.tokens)
		}
	}
	return last == len(tokens) || last == len(tokens)-1
}

// wordy says whether lines with wide gaps are prose that was set to both margins: hardly a figure, and no columns.
func wordy(rows []alignedRow) bool {
	cells, words, figures, full, parted := 0, 0, 0, 0, 0
	usual := usualCount(rows)
	for _, row := range rows {
		if len(row.tokens) > 1 {
			parted++
		}
		if len(row.tokens) == usual {
			full++
		}
		for _, t := range row.tokens {
			cells++
			words += len(strings.Fields(t.text))
			if figureLike(t.text) {
				figures++
			}
		}
	}
	if words > 6*cells {
		return true
	}
	return figures*6 < cells && (full*3 < parted*2 || columnsOf(rows, usual) == nil)
}

// isRule says whether a line is drawn: dashes, equals signs or underscores under headings or above a total.
func isRule(line string) bool {
	return strings.Trim(line, "-=_─═+| \t") == "" && len(strings.TrimSpace(line)) >= 3 && strings.ContainsAny(line, "-=_─═")
}

func tabbed(lines []string) bool {
	tabs := 0
	for _, line := range lines {
		if strings.Contains(strings.TrimSpace(line), "\t") {
			tabs++
		}
	}
	return tabs*2 > len(lines)
}

// tabTable reads rows whose cells are parted by single tabs: an empty cell is one.
func tabTable(lines []string, first int) *table.Grid {
	b := table.NewBuilder(figure.Place{})
	for i, line := range lines {
		if strings.TrimSpace(line) == "" || isRule(line) {
			continue
		}
		for _, cell := range strings.Split(strings.TrimRight(line, "\r"), "\t") {
			text, bold := inline(unquote(cell))
			b.Marked(text, table.Mark{Bold: bold, Indent: indent(cell)})
		}
		b.EndRow(first + i)
	}
	return b.Grid()
}

// unquote takes the quotation marks off a cell that was pasted with them.
func unquote(cell string) string {
	if inner, ok := wrapped(strings.TrimSpace(cell), `"`); ok {
		return inner
	}
	return strings.ReplaceAll(cell, `""`, `"`)
}

func leftmost(rows []alignedRow) int {
	left := -1
	for _, row := range rows {
		if len(row.tokens) > 1 && (left < 0 || row.tokens[0].from < left) && !figureLike(row.tokens[0].text) {
			left = row.tokens[0].from
		}
	}
	return max(0, left)
}

// usualCount is how many cells a full row has: the highest number that two rows have or, failing that, the highest.
func usualCount(rows []alignedRow) int {
	counts, usual, most := map[int]int{}, 0, 0
	for _, row := range rows {
		n := len(row.tokens)
		counts[n]++
		most = max(most, n)
		if counts[n] > 1 {
			usual = max(usual, n)
		}
	}
	if usual < 2 {
		return most
	}
	return usual
}

// columnsOf finds the columns of a table from its full rows: tokens that stand one below the other are one column. It is nil
// where they do not come to as many columns as a full row has cells.
func columnsOf(rows []alignedRow, usual int) []token {
	var columns []token
	for _, row := range rows {
		if len(row.tokens) != usual {
			continue
		}
		for _, t := range row.tokens {
			columns = join(columns, t)
		}
	}
	if len(columns) != usual {
		return nil
	}
	return columns
}

// join adds a token to the columns that it stands below, and makes them one.
func join(columns []token, t token) []token {
	t.text = ""
	var kept []token
	for _, c := range columns {
		switch {
		case c.to <= t.from:
			kept = append(kept, c)
		case c.from >= t.to:
		default:
			t.from, t.to = min(t.from, c.from), max(t.to, c.to)
		}
	}
	kept = append(kept, t)
	for _, c := range columns {
		if c.from >= t.to {
			kept = append(kept, c)
		}
	}
	return kept
}

// place puts the tokens of a row below the columns that they stand in. One that stands over several is parted at the space
// between them where it has one there.
func place(tokens []token, columns []token) []string {
	cells := make([]string, len(columns))
	put := func(i int, text string) {
		if cells[i] != "" {
			text = cells[i] + " " + text
		}
		cells[i] = text
	}
	for _, t := range tokens {
		over := overlapped(t, columns)
		for len(over) > 1 {
			left, right, ok := partAt(t, columns[over[0]].to, columns[over[1]].from)
			if !ok {
				break
			}
			put(over[0], left.text)
			t, over = right, over[1:]
		}
		put(over[0], t.text)
	}
	return cells
}

// overlapped are the columns that a token stands in, or the one next to it.
func overlapped(t token, columns []token) []int {
	var over []int
	nearest, best := 0, -1
	for i, c := range columns {
		if c.from < t.to && t.from < c.to {
			over = append(over, i)
		}
		if gap := max(c.from-t.to, t.from-c.to); best < 0 || gap < best {
			nearest, best = i, gap
		}
	}
	if over == nil {
		over = []int{nearest}
	}
	return over
}

// partAt parts a token at a space that stands between two columns of the page.
func partAt(t token, from, to int) (left, right token, ok bool) {
	column := t.from
	for i, r := range t.text {
		if r == ' ' && column >= from-1 && column <= to {
			left, right = token{t.text[:i], t.from, column}, token{strings.TrimLeft(t.text[i:], " "), column + 1, t.to}
			return left, right, true
		}
		column++
	}
	return t, t, false
}

// inOrder is a row whose columns do not stand below each other: a full row as it is, units or headings over all columns but
// the first moved right, and otherwise one cell of text, since which figure belongs where cannot be told.
func inOrder(tokens []token, usual int) []string {
	cells := make([]string, 0, usual)
	if len(tokens) == usual-1 && len(tokens) > 1 && (figureLike(tokens[0].text) || tokens[0].text == tokens[1].text) {
		cells = append(cells, "")
	} else if len(tokens) != usual {
		texts := make([]string, 0, len(tokens))
		for _, t := range tokens {
			texts = append(texts, t.text)
		}
		return []string{strings.Join(texts, " ")}
	}
	for _, t := range tokens {
		cells = append(cells, t.text)
	}
	return cells
}
