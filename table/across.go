package table

import (
	"maps"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Across says how a table is read whose periods stand side by side, as a council prints its year: "Measure | Apr | May | Jun".
// The table is turned before it is read, so that its records are those of a table with a row a period.
type Across struct {
	// Column is the ID of the column that the headings of the periods fill.
	Column string
	// Value is the ID of the column that the cells below them fill, each a record beside the labels of its row: a reserve on
	// each of three days. Empty, the rows become columns instead, each headed by its label: a row "Referrals" is one series.
	Value string
	// Is says whether a heading names a period. A schema that came as data has none, and reads no periods across.
	Is func(heading string) bool `json:"-"`
}

// IsMonthName says whether a heading is a month of a year that something else names: "Apr", "September".
func IsMonthName(heading string) bool {
	heading = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(heading)), ".")
	for month := time.January; month <= time.December; month++ {
		full := strings.ToLower(month.String())
		if heading == full || heading == full[:3] || heading == "sept" && month == time.September {
			return true
		}
	}
	return false
}

// turned is a table whose periods stand across with a row a period, and the options to read it by; ok is false where they do
// not stand across. A cell of it has the place that it has in the table as it was given.
func (s Schema) turned(g *Grid, o Options) (down *Grid, turned Options, ok bool) {
	heading, periods := s.periodsAcross(g)
	if len(periods) < 2 {
		return nil, o, false
	}
	t := &turning{Grid: g, across: *s.Across, heading: heading, periods: periods, builder: NewBuilder(g.Source)}
	if s.Across.Value != "" {
		t.melt()
	} else {
		t.transpose()
	}
	down = t.builder.Grid()
	down.Title, down.Notes = g.Title, append([]string(nil), g.Notes...)
	down.Encoding, down.Delimiter, down.places = g.Encoding, g.Delimiter, t.places
	for row := range heading {
		down.Title = strings.TrimSpace(down.Title + " " + strings.Join(strings.Fields(strings.Join(g.Row(row), " ")), " "))
	}
	down.Notes = append(down.Notes, t.below...)
	return down, s.onlySeries(down, o), true
}

// onlySeries names the one row of figures of a turned table as the one column that a schema needs of it, where there is no
// choice: a table of one series does not have to call it "value".
func (s Schema) onlySeries(down *Grid, o Options) Options {
	if _, columns := down.Size(); s.Across.Value != "" || columns != 2 {
		return o
	}
	var needed []string
	for _, id := range s.needed() {
		if id != s.Across.Column && o.Map[id] == "" {
			needed = append(needed, id)
		}
	}
	if len(needed) != 1 {
		return o
	}
	chosen := maps.Clone(o.Map)
	if chosen == nil {
		chosen = map[string]string{}
	}
	chosen[needed[0]] = "2"
	o.Map = chosen
	return o
}

// periodsAcross is the row whose cells name the most periods, and the columns in which they stand: at least half of its cells
// from the first of them on.
func (s Schema) periodsAcross(g *Grid) (heading int, periods []int) {
	rows, width := g.Size()
	for row := range min(rows, headingRows) {
		var found []int
		cells := 0
		for at := range width {
			text := strings.TrimSpace(g.Text(row, at))
			if g.Hidden(-1, at) || text == "" {
				continue
			}
			if s.Across.Is(text) || g.Mark(row, at).Date != "" {
				found = append(found, at)
			}
			if len(found) > 0 {
				cells++
			}
		}
		if len(found) > len(periods) && 2*len(found) >= cells {
			heading, periods = row, found
		}
	}
	return heading, periods
}

// turning is a table while it is turned.
type turning struct {
	*Grid
	across  Across
	heading int
	periods []int
	builder *Builder
	// from are the cells of the table as given that the cells of each row of the turned one are.
	from  [][]cellAt
	below []string
}

type cellAt struct{ row, column int }

// add puts a cell of the table as given into the row in hand.
func (t *turning) add(row, column int) {
	mark := t.Mark(row, column)
	mark.Rows, mark.Columns = 0, 0
	t.builder.Marked(t.Text(row, column), mark)
	t.from[len(t.from)-1] = append(t.from[len(t.from)-1], cellAt{row, column})
}

// label puts a text into the row in hand that stands in no single cell.
func (t *turning) label(text string, row, column int) {
	t.builder.Cell(text)
	t.from[len(t.from)-1] = append(t.from[len(t.from)-1], cellAt{row, column})
}

func (t *turning) begin() { t.from = append(t.from, nil) }

func (t *turning) end() {
	line := 0
	if cells := t.from[len(t.from)-1]; len(cells) > 0 {
		line = t.Place(cells[0].row, cells[0].column).Line
	}
	t.builder.EndRow(line)
}

// places is where a cell of the turned table stands in the table as given.
func (t *turning) places(row, column int) figure.Place {
	switch {
	case row < 0 && column >= 0 && len(t.from) > 0 && column < len(t.from[0]):
		return t.Place(t.from[0][column].row, -1)
	case row < 0 || row >= len(t.from) || len(t.from[row]) == 0:
		return t.Source
	case column < 0 || column >= len(t.from[row]):
		return t.Place(t.from[row][0].row, -1)
	}
	at := t.from[row][column]
	return t.Place(at.row, at.column)
}

// lines are the rows below the heading that have a figure or a mark under a period; a row that says something and has none is
// a note.
func (t *turning) lines() []int {
	var lines []int
	rows, _ := t.Size()
	for row := t.heading + 1; row < rows; row++ {
		if t.Hidden(row, -1) {
			continue
		}
		full := false
		for _, at := range t.periods {
			full = full || strings.TrimSpace(t.Text(row, at)) != ""
		}
		if full {
			lines = append(lines, row)
		} else if text := strings.Join(strings.Fields(strings.Join(t.Row(row), " ")), " "); text != "" {
			t.below = append(t.below, text)
		}
	}
	return lines
}

// transpose makes a column of each row, headed by its label.
func (t *turning) transpose() {
	lines := t.lines()
	t.begin()
	t.label(t.across.Column, t.heading, 0)
	for _, row := range lines {
		var words []string
		for at := range t.periods[0] {
			words = append(words, strings.Fields(t.Text(row, at))...)
		}
		t.label(strings.Join(words, " "), row, 0)
	}
	t.end()
	for _, at := range t.periods {
		t.begin()
		t.add(t.heading, at)
		for _, row := range lines {
			t.add(row, at)
		}
		t.end()
	}
}

// melt makes a row of each cell below a period, beside the labels of its row: those of one period together, because they are
// what a total among them adds up.
func (t *turning) melt() {
	lines := t.lines()
	t.begin()
	for at := range t.periods[0] {
		t.add(t.heading, at)
	}
	t.label(t.across.Column, t.heading, t.periods[0])
	t.label(t.across.Value, t.heading, t.periods[0])
	t.end()
	for _, period := range t.periods {
		for _, row := range lines {
			t.begin()
			for at := range t.periods[0] {
				t.add(row, at)
			}
			t.add(t.heading, period)
			t.add(row, period)
			t.end()
		}
	}
}
