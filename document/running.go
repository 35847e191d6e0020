package document

import (
	"bytes"
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Running reads running text that stands in a document of another form: what a page shows in the letters of a typewriter, lines
// of a letter that tabs part. A fault of it is the reader's.
func Running(ctx context.Context, text []byte, limits Limits) ([]Block, error) {
	d, fault := readRunning(ctx, text, limits)
	if fault != nil {
		return nil, fault
	}
	for i := range d.Blocks {
		// The lines are those of a piece, and no place in the file.
		d.Blocks[i].Place = figure.Place{}
	}
	return d.Blocks, ctx.Err()
}

// readRunning reads running text: Markdown, and plain text with numbered paragraphs and tables in aligned columns or parted by
// tabs. One reader does both, because people mix them.
func readRunning(ctx context.Context, text []byte, limits Limits) (Document, *figure.Fault) {
	if bytes.Count(text, []byte("\n")) > mostLines {
		return Document{}, tooLarge("lines", mostLines)
	}
	r := running{lines: strings.Split(lineEnds(drawn(string(text))), "\n"), limits: limits}
	for i, line := range r.lines {
		if len(line) > limits.LineBytes {
			return Document{}, &figure.Fault{Code: "too_long", Place: figure.Place{Line: i + 1}, Problem: "the line is longer than a line of a report is", Remedy: "is the file a report?"}
		}
	}
	r.dropComments()
	for r.at < len(r.lines) {
		if r.at%256 == 0 && ctx.Err() != nil {
			return Document{}, nil
		}
		r.block()
		if len(r.blocks) > limits.Blocks {
			return Document{}, tooLarge("paragraphs and tables", limits.Blocks)
		}
		if r.endless {
			return Document{}, tooLarge("lines in one table in columns", mostAligned)
		}
		if r.cells > limits.Cells {
			return Document{}, tooLarge("cells", limits.Cells)
		}
	}
	d := Document{Format: "txt", Blocks: r.blocks}
	if r.markdown {
		d.Format = "md"
	}
	return d, nil
}

// mostLines is how many lines running text may have: a book has ten thousand.
const mostLines = 1_000_000

// drawn is a text in which the lines that some programs draw tables with are bars, dashes and plus signs.
func drawn(text string) string {
	if !strings.ContainsAny(text, "│┃║") {
		return text
	}
	return strings.NewReplacer(
		"│", "|", "┃", "|", "║", "|", "─", "-", "━", "-", "═", "=", "┌", "+", "┐", "+", "└", "+", "┘", "+", "├", "+", "┤", "+", "┬", "+", "┴", "+", "┼", "+",
		"╔", "+", "╗", "+", "╚", "+", "╝", "+", "╠", "+", "╣", "+", "╦", "+", "╩", "+", "╬", "+", "╞", "+", "╡", "+", "╪", "+", "┏", "+", "┓", "+", "┗", "+", "┛", "+",
	).Replace(text)
}

// running is the reader of running text, line by line.
type running struct {
	lines    []string
	at       int
	blocks   []Block
	limits   Limits
	cells    int
	outline  string // the last outline number of a paragraph: "2.4"
	listed   bool   // the last block is a list item
	level    int    // of the last heading
	markdown bool
	endless  bool // a table in columns is too long
	prose    int  // lines before this one were tried, and are no table in columns
}

// dropComments empties what stands between <!-- and -->.
func (r *running) dropComments() {
	inside := false
	for i, line := range r.lines {
		if !inside && !strings.Contains(line, "<!--") {
			continue
		}
		var kept strings.Builder
		for line != "" {
			if inside {
				end := strings.Index(line, "-->")
				if end < 0 {
					break
				}
				line, inside = line[end+3:], false
				continue
			}
			start := strings.Index(line, "<!--")
			if start < 0 {
				kept.WriteString(line)
				break
			}
			kept.WriteString(line[:start])
			line, inside = line[start+4:], true
		}
		r.lines[i] = kept.String()
	}
}

func (r *running) add(b Block) {
	if b.Text == "" && b.Table == nil {
		return
	}
	r.listed = b.Kind == List
	r.blocks = append(r.blocks, b)
}

// block reads what begins on the line in hand.
func (r *running) block() {
	line := r.lines[r.at]
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "" || isRule(line) && !r.drawnTable() || strings.Trim(trimmed, "* ") == "" && strings.Count(trimmed, "*") > 2:
		r.at++
	case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
		r.markdown = true
		r.at++
	case r.atx(trimmed) || r.pipes() || r.note(trimmed) || r.aligned() || r.bare():
	default:
		r.paragraph()
	}
}

// atx reads a heading of the form "## Words".
func (r *running) atx(line string) bool {
	words := strings.TrimLeft(line, "#")
	level := len(line) - len(words)
	if level == 0 || level > 6 || words != "" && words[0] != ' ' && words[0] != '\t' {
		return false
	}
	words = strings.TrimRight(strings.TrimRight(strings.TrimSpace(words), "#"), " ")
	r.markdown = true
	r.heading(words, level)
	r.at++
	return true
}

func (r *running) heading(words string, level int) {
	text, _ := inline(words)
	b := Block{Kind: Heading, Text: text, Level: level, Place: figure.Place{Line: r.at + 1}}
	if label, rest, ok := cutLabel(text); ok && label != "" && unicode.IsDigit(rune(label[0])) {
		b.Label, b.Text = label, rest
	}
	r.level = level
	r.add(b)
}

// drawnTable says whether a table begins with the rule on the line in hand.
func (r *running) drawnTable() bool {
	return isRuling(r.lines[r.at]) && pipeRows(r.lines[r.at:]) > 1
}

func (r *running) pipes() bool {
	n := pipeRows(r.lines[r.at:])
	if n == 0 {
		return false
	}
	g := pipeTable(r.lines[r.at:r.at+n], r.at+1)
	r.markdown = true
	r.count(g.Size())
	r.add(Block{Kind: Table, Table: g, Place: figure.Place{Line: r.at + 1}})
	r.at += n
	return true
}

func (r *running) count(rows, columns int) { r.cells += rows * columns }

// note reads the text of a footnote: "[^1]: words".
func (r *running) note(line string) bool {
	mark, rest, ok := strings.Cut(line, "]:")
	if mark, ok2 := strings.CutPrefix(mark, "[^"); ok && ok2 && mark != "" {
		r.markdown = true
		start := r.at
		words := []string{rest}
		for r.at++; r.at < len(r.lines) && strings.TrimSpace(r.lines[r.at]) != "" && !strings.HasPrefix(r.lines[r.at], "[^"); r.at++ {
			words = append(words, r.lines[r.at])
		}
		text, _ := inline(unwrap(words))
		r.add(Block{Kind: Note, Text: text, Label: mark, Place: figure.Place{Line: start + 1}})
		return true
	}
	return false
}

func (r *running) aligned() bool {
	if !r.columns() {
		return false
	}
	g, n := alignedTable(r.lines[r.at:], r.at+1)
	if g == nil {
		return false
	}
	r.count(g.Size())
	r.add(Block{Kind: Table, Table: g, Place: figure.Place{Line: r.at + 1}})
	r.at += n
	return true
}

func (r *running) bare() bool {
	heading, lines := bareHeading(r.lines[r.at:])
	if _, figures := bareRow(r.lines[r.at+lines]); figures == nil {
		return false
	}
	g, n := bareTable(heading, r.lines[r.at+lines:], r.at+lines+1)
	if g == nil {
		return false
	}
	if lines > 0 && heading == nil {
		return false // words that name no columns: a paragraph of their own
	}
	r.count(g.Size())
	r.add(Block{Kind: Table, Table: g, Place: figure.Place{Line: r.at + 1}})
	r.at += lines + n
	return true
}

// paragraph reads running text up to an empty line or the start of something else: a paragraph, a list item or a heading that
// is none but by its look.
func (r *running) paragraph() {
	start := r.at
	line := strings.TrimLeft(strings.TrimSpace(r.lines[start]), "> ")
	setIn := len(r.lines[start]) - len(strings.TrimLeft(r.lines[start], " \t"))
	b := Block{Place: figure.Place{Line: start + 1}}
	line = r.label(&b, line, setIn)
	r.listed = b.Kind == List
	words := []string{line}
	underlined := false
	for r.at++; r.at < len(r.lines); r.at++ {
		next := strings.TrimLeft(strings.TrimSpace(r.lines[r.at]), "> ")
		if next == "" {
			break
		}
		if isRule(r.lines[r.at]) {
			underlined = len(words) == 1 && strings.Trim(next, "=-") == "" && b.Kind == Paragraph
			break
		}
		if r.interrupts(next) {
			break
		}
		words = append(words, strings.TrimRight(r.lines[r.at], " \t"))
	}
	text, bold := inline(unwrap(words))
	b.Text = text
	if b.Kind == List && len(words) == 1 && r.numberedHeading(b) {
		b.Kind, b.Level = Heading, 2
	}
	if !underlined && r.continues(b, start) {
		last := &r.blocks[len(r.blocks)-1]
		last.Text = unwrap([]string{last.Text, text})
		return
	}
	if b.Kind == Paragraph && (underlined || len(words) == 1 && (bold && text != "" || r.looksHeading(text, start))) {
		b.Kind, b.Level = Heading, r.headingLevel(b.Label, start)
		r.level = max(r.level, 1)
	}
	r.add(b)
}

// continues says whether a paragraph is the rest of the one before, which an empty line of a page's end tore apart: that ends
// within a full line without a stop, and this begins in lower case.
func (r *running) continues(b Block, start int) bool {
	const fullLine = 60
	if b.Kind != Paragraph || b.Label != "" || len(r.blocks) == 0 || start < 2 || r.markdown {
		return false
	}
	last := r.blocks[len(r.blocks)-1]
	above := strings.TrimSpace(r.lines[start-2])
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(r.lines[start]))
	return (last.Kind == Paragraph || last.Kind == List) && len(above) >= fullLine && unicode.IsLower(first) && !strings.ContainsAny(above[len(above)-1:], ".!?:;")
}

// label takes the mark or number off a line, and says what kind of block it makes.
func (r *running) label(b *Block, line string, setIn int) string {
	label, rest, ok := cutLabel(line)
	if !ok {
		return line
	}
	if isOutline(label) {
		first, _ := utf8.DecodeRuneInString(rest)
		if unicode.IsLower(first) || !follows(label, r.outline) && strings.Count(label, ".") < 2 {
			return line
		}
		r.outline = label
		b.Label = label
		return rest
	}
	b.Kind, b.Level = List, setIn/2+1
	if strings.ContainsAny(label, "0123456789") || strings.ContainsFunc(label, unicode.IsLetter) && len(label) > 1 {
		b.Label = label
	}
	return rest
}

// interrupts says whether a line ends the paragraph above it. A number within wrapped prose is no list item unless a list goes
// on or begins with 1.
func (r *running) interrupts(line string) bool {
	if strings.HasPrefix(line, "#") && strings.HasPrefix(strings.TrimLeft(line, "#"), " ") || strings.HasPrefix(line, "```") || strings.HasPrefix(line, "[^") && strings.Contains(line, "]:") {
		return true
	}
	if label, _, ok := cutLabel(line); ok {
		switch {
		case strings.ContainsAny(label[:1], "-*+•‣◦▪●○·\uf0b7\uf0a7➢"):
			return label != "–" && label != "+"
		case label == "1" || label == "1)" || label == "(1)" || label == "(a)" || label == "a)":
			return true
		case isOutline(label):
			return r.outline != "" && follows(label, r.outline)
		}
		return r.listed && strings.ContainsAny(label, "0123456789)")
	}
	if pipeRows(r.lines[r.at:]) > 0 {
		return true
	}
	return r.columns()
}

// columns says whether a table in columns begins on the line in hand.
func (r *running) columns() bool {
	if r.at < r.prose || len(gaps(r.lines[r.at])) < 2 {
		return false
	}
	if n := contentsLines(r.lines[r.at:]); n > 0 {
		r.prose = r.at + n
		return false
	}
	_, n, tried := alignedRows(r.lines[r.at:])
	if n == 0 {
		r.prose = r.at + tried
	}
	r.endless = r.endless || n >= mostAligned
	return n > 0
}

// looksHeading says whether a line that stands alone is a heading by its look: the first line of the text, capitals, or a few
// words without a stop and without a figure.
func (r *running) looksHeading(text string, line int) bool {
	if utf8.RuneCountInString(text) > 90 || strings.ContainsAny(text[max(0, len(text)-1):], ".;,:") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	if r.markdown || r.beforeLower() {
		return false
	}
	letters := strings.IndexFunc(text, unicode.IsLetter) >= 0
	capitals := letters && strings.ToUpper(text) == text
	return capitals || letters && (len(r.blocks) == 0 || len(strings.Fields(text)) <= 10 && !strings.ContainsAny(text, "0123456789"))
}

// numberedHeading says whether a numbered line is a heading and no item: short words without a stop or a figure, alone, and what
// follows is no further item.
func (r *running) numberedHeading(b Block) bool {
	const most = 60
	first, _ := utf8.DecodeRuneInString(b.Text)
	if !isDigits(strings.Trim(b.Label, "()")) || len(b.Text) > most || !unicode.IsUpper(first) || strings.ContainsAny(b.Text, "0123456789;,") || strings.ContainsAny(b.Text[len(b.Text)-1:], ".:") {
		return false
	}
	if r.at < len(r.lines) && strings.TrimSpace(r.lines[r.at]) != "" || len(r.blocks) > 0 && r.blocks[len(r.blocks)-1].Kind == List {
		return false
	}
	for _, line := range r.lines[r.at:] {
		if line = strings.TrimSpace(line); line != "" {
			label, _, _ := cutLabel(line)
			return !isDigits(strings.Trim(label, "()."))
		}
	}
	return false
}

// beforeLower says whether the next words begin in lower case: they go on with the line before.
func (r *running) beforeLower() bool {
	for _, line := range r.lines[r.at:] {
		if line = strings.TrimSpace(line); line != "" {
			first, _ := utf8.DecodeRuneInString(line)
			return unicode.IsLower(first)
		}
	}
	return false
}

func (r *running) headingLevel(label string, line int) int {
	switch {
	case label != "":
		return strings.Count(strings.TrimSuffix(label, ".0"), ".") + 2
	case len(r.blocks) == 0:
		return 1
	}
	return min(6, max(r.level, 1)+1)
}

// unwrap joins the lines of a paragraph. A word parted by a hyphen at the end of a line keeps it, as its author may have.
func unwrap(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if i > 0 {
			if before := b.String(); !(strings.HasSuffix(before, "-") && len(before) > 1 && unicode.IsLetter(rune(before[len(before)-2]))) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(strings.TrimSuffix(line, "\\"))
	}
	return b.String()
}
