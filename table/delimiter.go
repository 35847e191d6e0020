package table

import "bytes"

// Delimited says how the cells of a text are parted. The zero value is a text that is not parted.
type Delimited struct {
	// Delimiter is the mark between cells: a comma, a semicolon, a tab or a vertical bar.
	Delimiter byte
	// Columns is how many cells most records have, and Records how many of those looked at have so many.
	Columns, Records int
	// Stated is true where the first line is Excel's "sep=;", which is no record.
	Stated bool
}

// What [Sniff] looks at: as much as a reader of the file would, to see how it is parted.
const (
	sniffBytes   = 64 << 10
	sniffRecords = 40
)

// Sniff finds how a text is parted. That is the delimiter by which most of the first records come to one number of cells,
// two or more; marks inside quotes count as text. Titles above a table and notes below it have other numbers, and so does a
// heading with a semicolon in its words. Where two delimiters do equally well it is the one that leaves more of the cells
// figures ("A, B;1,5" is parted by its semicolon), and then the one that makes more columns.
func Sniff(text []byte) Delimited {
	if mark, rest, ok := statedDelimiter(text); ok {
		d := tryDelimiter(rest, mark).Delimited
		d.Delimiter, d.Stated = mark, true
		return d
	}
	var best trial
	for _, mark := range [...]byte{',', '\t', ';', '|'} {
		if t := tryDelimiter(text, mark); t.better(best) {
			best = t
		}
	}
	return best.Delimited
}

// statedDelimiter reads a first line sep=; as Excel writes and obeys it, quoted or not, and gives what follows it.
func statedDelimiter(text []byte) (mark byte, rest []byte, ok bool) {
	line := text[:min(len(text), 16)]
	end := bytes.IndexAny(line, "\r\n")
	if end < 0 {
		return 0, nil, false
	}
	rest = text[end:]
	line = bytes.TrimRight(line[:end], " ,;\"")
	if word := bytes.TrimPrefix(bytes.ToLower(line), []byte(`"`)); !bytes.HasPrefix(word, []byte("sep=")) {
		return 0, nil, false
	}
	mark = text[bytes.IndexByte(text, '=')+1]
	if !bytes.ContainsRune([]byte(",;|\t:"), rune(mark)) {
		return 0, nil, false
	}
	if bytes.HasPrefix(rest, []byte("\r\n")) {
		return mark, rest[2:], true
	}
	return mark, rest[1:], true
}

// trial is a text parted by one delimiter.
type trial struct {
	Delimited
	cells, figures int
}

// better says whether a trial is the likelier reading.
func (t trial) better(o trial) bool {
	if t.Records != o.Records {
		return t.Records > o.Records
	}
	if a, b := t.figures*o.cells, o.figures*t.cells; a != b {
		return a > b
	}
	return t.Columns > o.Columns
}

// tryDelimiter parts the first records of a text.
func tryDelimiter(text []byte, mark byte) trial {
	cut := len(text) > sniffBytes
	text = text[:min(len(text), sniffBytes)]
	t := trial{Delimited: Delimited{Delimiter: mark}}
	counts := map[int]*trial{}
	record := trial{}
	start, quoted, begun := 0, false, false
	endCell := func(end int) {
		record.cells++
		if looksFigure(text[start:end]) {
			record.figures++
		}
		start, begun = end+1, false
	}
	records := 0
	endRecord := func() {
		if record.cells > 1 {
			sum := counts[record.cells]
			if sum == nil {
				sum = &trial{}
				counts[record.cells] = sum
			}
			sum.Records++
			sum.cells += record.cells
			sum.figures += record.figures
		}
		record = trial{}
		records++
	}
	for i := 0; i < len(text) && records < sniffRecords; i++ {
		switch c := text[i]; {
		case c == '"' && quoted:
			quoted = false
		case c == '"' && (!begun || i > 0 && text[i-1] == '"'):
			// A quote opens a cell at its beginning; the second of a pair opens it again.
			quoted, begun = true, true
		case quoted:
		case c == mark:
			endCell(i)
		case c == '\n' || c == '\r':
			if i == start && record.cells == 0 {
				start = i + 1
				continue
			}
			endCell(i)
			endRecord()
		case c != ' ':
			begun = true
		}
	}
	if !cut && records < sniffRecords && (start < len(text) || record.cells > 0) {
		endCell(len(text))
		endRecord()
	}
	for columns, sum := range counts {
		sum.Delimiter, sum.Columns = mark, columns
		if sum.Records > t.Records || sum.Records == t.Records && columns > t.Columns {
			t = *sum
		}
	}
	return t
}

// looksFigure says whether a cell is made of digits and the marks that figures have.
func looksFigure(cell []byte) bool {
	digit := false
	for _, c := range bytes.Trim(cell, `" `) {
		switch {
		case c >= '0' && c <= '9':
			digit = true
		case bytes.IndexByte([]byte(" .,-+()%'"), c) < 0 && c < 0x80:
			return false
		}
	}
	return digit
}
