package document

import (
	"bytes"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
)

// What is looked at to tell a delimited file from running text.
const sniffLines = 400

// delimited says whether a text is a table from end to end (titles above and notes below it allowed) and not running text
// that may hold tables.
//
// A table is parted in half of its lines or more. Commas of prose part nothing: those that group digits, and those before a
// space in a line of words. Text parted by tabs that has paragraphs of some length beside is a report whose tables were
// pasted.
func delimited(text []byte) bool {
	lines := sampleLines(text)
	for i := range lines {
		if isRuling(lines[i]) && (i > 0 && strings.Contains(lines[i-1], "|") || i == 0) {
			return false
		}
	}
	shape := table.Sniff(text)
	if shape.Stated {
		return true
	}
	if shape.Delimiter == 0 {
		return oneColumn(lines)
	}
	seen, parted, words, prose, proseLines := 0, 0, 0, 0, 0
	open := false
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		seen++
		n := len(strings.Fields(line))
		words += n
		quoted := strings.Count(line, `"`)%2 == 1
		switch {
		case open || quoted || parts(line, shape.Delimiter):
			parted++
		case n >= 8 || strings.HasSuffix(strings.TrimSpace(line), "."):
			prose += n
			proseLines++
		}
		// A quoted cell goes on over the lines until its mark closes.
		open = open != quoted
	}
	if shape.Delimiter == '|' && bytes.HasPrefix(bytes.TrimSpace(text), []byte("|")) {
		return false
	}
	if shape.Delimiter == '\t' && proseLines >= 2 && prose >= 25 && prose*10 > words {
		return false
	}
	return parted*2 >= seen
}

// sampleLines are the first lines of a text.
func sampleLines(text []byte) []string {
	const most = 64 << 10
	cut := len(text) > most
	lines := strings.Split(lineEnds(string(text[:min(len(text), most)])), "\n")
	if cut && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	return lines[:min(len(lines), sniffLines)]
}

// lineEnds makes every end of a line a line feed, a page break too.
func lineEnds(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
}

// parts says whether a delimiter parts a line, and does not only stand in its words.
func parts(line string, mark byte) bool {
	line = strings.TrimRight(line, " ")
	found, spaced := 0, 0
	for i := range len(line) {
		if line[i] != mark {
			continue
		}
		if mark == ',' && groupsDigits(line, i) {
			continue
		}
		found++
		if i+1 < len(line) && line[i+1] == ' ' {
			spaced++
		}
	}
	if found == 0 {
		return false
	}
	if mark == '\t' || mark == '|' || spaced < found {
		return true
	}
	return len(strings.Fields(line)) < 4*(found+1) && !strings.HasSuffix(line, ".") && !strings.HasSuffix(line, ":")
}

// groupsDigits says whether the comma at i groups the thousands of a figure that stands behind a space, a bracket or a pound
// sign, or opens a line of words: those of "12,345" alone part two cells.
func groupsDigits(line string, i int) bool {
	digit := func(j int) bool { return j >= 0 && j < len(line) && line[j] >= '0' && line[j] <= '9' }
	if !digit(i-1) || !digit(i+1) || !digit(i+2) || !digit(i+3) || digit(i+4) {
		return false
	}
	start := i - 1
	for digit(start-1) || start > 0 && line[start-1] == ',' {
		start--
	}
	if start == 0 {
		// "1,438 reviews were held." opens a line of words.
		return i+4 < len(line) && line[i+4] == ' ' && len(strings.Fields(line)) >= 4
	}
	return strings.ContainsRune(" \t(-", rune(line[start-1])) || strings.HasSuffix(line[:start], "£") || strings.HasSuffix(line[:start], "−")
}

// oneColumn says whether lines that nothing parts are a table of one column: figures, under a heading or none.
func oneColumn(lines []string) bool {
	figures, others := 0, 0
	for _, line := range lines {
		switch line = strings.TrimSpace(line); {
		case line == "":
		case len(strings.Fields(line)) > 6 || len(gaps(line)) > 1:
			return false
		case figureLike(line):
			figures++
		default:
			others++
		}
	}
	return figures >= 1 && figures >= others
}
