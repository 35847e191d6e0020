package rag

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
)

// Mark is how a rating is shown. Colour is never the only sign: the label, the letter and the shape survive a photocopy, a
// screen reader and the extraction of text from a PDF.
type Mark struct {
	Label  string
	Letter string
	// Shape is a character of its own for each rating.
	Shape string
	// Text is the colour of words, at least 4.5:1 on white; Fill that of a mark, at least 3:1 on white (WCAG 2.2, 1.4.3 and
	// 1.4.11). Both are #rrggbb.
	Text, Fill string
}

// Scheme is a way to show ratings.
type Scheme struct {
	Name string
	// Marks are by rating, Unrated first.
	Marks [4]Mark
	// Blue is the mark of what is complete. Defaults to none: complete is shown as its rating.
	Blue *Mark
}

// RAG shows red, amber, green and unrated.
func RAG() Scheme {
	return Scheme{Name: "RAG", Marks: [4]Mark{
		Unrated: {"Unrated", "–", "○", "#505a5f", "#767676"},
		Green:   {"Green", "G", "●", "#00703c", "#00703c"},
		Amber:   {"Amber", "A", "▲", "#8a5300", "#b36b00"},
		Red:     {"Red", "R", "■", "#b10e1e", "#d4351c"},
	}}
}

// BRAG is RAG with blue for what is complete, as Nottingham and Torbay show it. Elsewhere blue means no target (Havering
// 2024/25), or within target while green is above (Harlow): no council's rating can be read from its blue alone.
func BRAG() Scheme {
	s := RAG()
	s.Name, s.Blue = "BRAG", &Mark{"Blue", "B", "◆", "#1d70b8", "#1d70b8"}
	return s
}

// Mark is how a rating in a state is shown. A rating that does not exist is shown as unrated.
func (s Scheme) Mark(r Rating, state State) Mark {
	switch {
	case s.Blue != nil && r == Green && state == Complete:
		return *s.Blue
	case r < Unrated || r > Red:
		return s.Marks[Unrated]
	}
	return s.Marks[r]
}

// TallyTable is a tally by area in the form of the seed report's table 1: plan area, rated green, rated amber, rated red,
// and the total. A column for blue or unrated is there when something is; items of no area have the total alone.
func TallyTable(areas []AreaTally, s Scheme) (header []string, rows [][]string) {
	total := Tally{}
	for _, a := range areas {
		total = total.Plus(a.Tally)
	}
	type column struct {
		heading string
		of      func(Tally) int
	}
	green := func(t Tally) int { return t.Green }
	columns := []column{}
	if s.Blue != nil {
		columns = append(columns, column{"Rated " + s.Blue.Label, func(t Tally) int { return t.Complete }})
		green = func(t Tally) int { return t.Green - t.Complete }
	}
	columns = append(columns,
		column{"Rated " + s.Marks[Green].Label, green},
		column{"Rated " + s.Marks[Amber].Label, func(t Tally) int { return t.Amber }},
		column{"Rated " + s.Marks[Red].Label, func(t Tally) int { return t.Red }})
	if total.Unrated > 0 {
		columns = append(columns, column{s.Marks[Unrated].Label, func(t Tally) int { return t.Unrated }})
	}
	header = []string{"Plan Area"}
	for _, c := range columns {
		header = append(header, c.heading)
	}
	if len(areas) == 1 && areas[0].Area == "" {
		areas = nil
	}
	for _, a := range append(append([]AreaTally{}, areas...), AreaTally{"Total", total}) {
		row := []string{a.Area}
		for _, c := range columns {
			row = append(row, strconv.Itoa(c.of(a.Tally)))
		}
		rows = append(rows, row)
	}
	return header, rows
}

// WriteMarkdown writes a table in Markdown; a bar or an angle bracket in a name is escaped.
func WriteMarkdown(w io.Writer, header []string, rows [][]string) error {
	escape := strings.NewReplacer("|", `\|`, "<", "&lt;", "\n", " ")
	lines := []string{"| " + strings.Join(header, " | ") + " |", strings.Repeat("| --- ", len(header)) + "|"}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = escape.Replace(cell)
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// WriteText writes a table in columns of plain text.
func WriteText(w io.Writer, header []string, rows [][]string) error {
	widths := make([]int, len(header))
	all := append([][]string{header}, rows...)
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, row := range all {
		var line strings.Builder
		for i, cell := range row {
			fmt.Fprintf(&line, "%-*s  ", widths[i], cell)
		}
		if _, err := io.WriteString(w, strings.TrimRight(line.String(), " ")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// WriteCSV writes a table as CSV. A name that a spreadsheet would run as a formula is made inert; see [table.Inert].
func WriteCSV(w io.Writer, header []string, rows [][]string) error {
	return table.WriteCSV(w, slices.Values(append([][]string{header}, rows...)))
}
