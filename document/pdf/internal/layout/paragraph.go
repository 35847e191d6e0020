package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs joins the lines of one column of text.
func paragraphs(lines []Line) []Block {
	if len(lines) == 0 {
		return nil
	}
	var blocks []Block
	for start := 0; start < len(lines); {
		end := start + 1
		around := neighbourhood(lines, start)
		for end < len(lines) && flows(lines[start:end], lines[end], around) {
			end++
		}
		blocks = append(blocks, paragraph(lines[start:end]))
		start = end
	}
	return blocks
}

// neighbourhood is how far the lines reach that stand together with one, at the usual distance and in the same size.
func neighbourhood(lines []Line, i int) box {
	from, to := i, i+1
	near := func(a, b Line) bool { return alike(a.Size, b.Size) && b.Y-a.Y < 3*b.Size }
	const most = 40
	for from > 0 && i-from < most && near(lines[from-1], lines[from]) {
		from--
	}
	for to < len(lines) && to-i < most && near(lines[to-1], lines[to]) {
		to++
	}
	return extent(lines[from:to])
}

// flows says whether a line goes on with a paragraph.
func flows(so []Line, next Line, around box) bool {
	last := so[len(so)-1]
	size := math.Max(last.Size, next.Size)
	pitch := (next.Y - last.Y) / size
	if pitch > 1.75 || pitch < 0.5 || !alike(last.Size, next.Size) || last.Bold() != next.Bold() || artifact(last) != artifact(next) {
		return false
	}
	if len(so) > 1 {
		if before := (last.Y - so[len(so)-2].Y) / size; pitch > 1.3*before {
			return false
		}
	}
	if n := labelled(next); n > 0 || next.Words[0].Raised {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next.Text())
	end, _ := utf8.DecodeLastRuneInString(last.Text())
	if unicode.IsLower(first) || end == ',' || end == '-' {
		return true
	}
	// The first word of the next line had room on this one: its writer began anew, unless the sentence is open and the line long.
	w := next.Words[0]
	open := !strings.ContainsRune(".:;?!", end) && last.X1-around.x0 > 0.7*(around.x1-around.x0)
	if !open && last.X1+0.3*size+(w.X1-w.X0) < around.x1-0.8*size {
		return false
	}
	// A first line that is set in begins a paragraph where the lines above it are not.
	if len(so) > 1 && next.X0-last.X0 > 0.8*size && strings.ContainsRune(".!?:", end) {
		return false
	}
	return true
}

func artifact(l Line) bool {
	for _, w := range l.Words {
		if !w.Artifact {
			return false
		}
	}
	return true
}

// labelled is how many words of a line are the label set before it, with more white space behind than there is between words.
func labelled(l Line) int {
	if len(l.Words) < 2 || l.Words[0].Raised {
		return 0
	}
	n := 1
	if l.Words[1].Text == "." || l.Words[1].Text == ")" {
		n = 2
	}
	if n == len(l.Words) || !label.MatchString(text(l.Words[:n])) {
		return 0
	}
	white := gap(l.Words[n-1], l.Words[n]) / l.Size
	if bullet(text(l.Words[:n])) && white > 0.15 || white > 0.55 {
		return n
	}
	return 0
}

// paragraph makes a block of lines.
func paragraph(lines []Line) Block {
	b := Block{Bold: true, Lines: len(lines), Artifact: true}
	e := extent(lines)
	b.X0, b.Y0, b.X1, b.Y1 = e.x0, e.y0, e.x1, e.y1
	parts := make([]string, 0, len(lines))
	for i, l := range lines {
		words := l.Words
		if i == 0 {
			if n := labelled(l); n > 0 {
				b.Label, words = text(words[:n]), words[n:]
			} else if words[0].Raised && len(words) > 1 {
				b.Label, b.Note, words = words[0].Text, true, words[1:]
			}
		}
		parts = append(parts, text(words))
		b.Size = math.Max(b.Size, l.Size)
		b.Bold = b.Bold && l.Bold()
		b.Artifact = b.Artifact && artifact(l)
	}
	b.Text = joinLines(parts)
	return b
}
