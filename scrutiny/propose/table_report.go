package propose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Table is one table as a person would write it down: columns, each with the formula that its figures bear out, rows, and
// totals with what they add up. Nothing is guessed silently: the notes say what was taken for a formula or a total, and on how
// many lines that holds. The fault says what is missing of a table.
func Table(g *table.Grid) (scrutiny.Table, []string, error) {
	s := table.Understand(g)
	rows, columns := g.Size()
	first, ok := s.Body()
	switch {
	case rows == 0:
		return scrutiny.Table{}, nil, &figure.Fault{Code: "empty", Problem: "the table is empty", Remedy: "give a heading row and rows of figures"}
	case columns < 2:
		return scrutiny.Table{}, nil, &figure.Fault{Code: "one_column", Place: g.Place(0, -1), Problem: "the table has one column", Remedy: "give labels and at least one column of figures"}
	case !ok:
		return scrutiny.Table{}, nil, &figure.Fault{Code: "no_figures", Place: g.Place(rows-1, -1), Problem: "the table has no row of figures", Remedy: "give a heading row and rows of figures"}
	}
	w := writer{grid: g, structure: s, first: first, columns: map[int]string{}, rows: map[int]string{}}
	w.headings(columns)
	w.totals()
	w.body(rows)
	w.formulas()
	return w.table, w.notes, nil
}

// writer writes a table down.
type writer struct {
	grid      *table.Grid
	structure table.Structure
	// first is the first row of figures, labels the column of labels.
	first, labels int
	// columns are the ids of columns and rows the labels of rows, by their place in the grid.
	columns, rows map[int]string
	sums          map[int]*table.Relation
	table         scrutiny.Table
	notes         []string
}

// headings names the columns by what stands above them.
func (w *writer) headings(columns int) {
	w.table.ID = "table"
	w.labels = w.structure.LabelColumn()
	taken := map[string]int{}
	for c := range columns {
		heading := w.structure.ColumnLabel(w.first, c)
		if c == w.labels || heading == "" && !w.structure.HasFigures(c) {
			continue
		}
		label, unit := headingUnit(heading)
		id := cmp.Or(identifier(label), fmt.Sprintf("column_%d", c+1))
		if taken[id]++; taken[id] > 1 {
			id = fmt.Sprintf("%s_%d", id, taken[id])
		}
		w.columns[c] = id
		w.table.Columns = append(w.table.Columns, scrutiny.Column{ID: id, Label: heading, Unit: unit})
	}
}

// totals finds the rows that add up others.
func (w *writer) totals() {
	w.sums = map[int]*table.Relation{}
	for k := range w.structure.Relations {
		r := &w.structure.Relations[k]
		if r.Kind != table.Sum || r.Across || r.Target < w.first {
			continue
		}
		if old := w.sums[r.Target]; old == nil || r.Bits > old.Bits {
			w.sums[r.Target] = r
		}
	}
}

// body writes the rows and totals.
func (w *writer) body(rows int) {
	taken := map[string]bool{}
	for r := w.first; r < rows; r++ {
		base := cmp.Or(strings.TrimSpace(w.grid.Text(r, w.labels)), w.structure.RowLabel(r), "row")
		cells := map[string]scrutiny.Input{}
		for c, id := range w.columns {
			if text := strings.TrimSpace(w.grid.Text(r, c)); text != "" {
				cells[id] = scrutiny.Print(text)
			}
		}
		if len(cells) == 0 {
			continue
		}
		label := base
		for n := 2; taken[label]; n++ {
			label = fmt.Sprintf("%s (%d)", base, n)
		}
		taken[label] = true
		w.rows[r] = label
		if w.sums[r] == nil {
			w.table.Rows = append(w.table.Rows, scrutiny.Row{Label: label, Cells: cells})
		} else {
			w.table.Totals = append(w.table.Totals, scrutiny.Total{Label: label, Cells: cells})
		}
	}
	k := 0
	for r := w.first; r < rows; r++ {
		sum := w.sums[r]
		if sum == nil || w.rows[r] == "" {
			continue
		}
		total := &w.table.Totals[k]
		k++
		for _, m := range sum.Members {
			name, ok := w.rows[m.Position]
			switch {
			case !ok:
			case m.Sign < 0:
				total.Less = append(total.Less, name)
			default:
				total.Of = append(total.Of, name)
			}
		}
		w.say(total.Label, total.Of, total.Less, *sum)
		if w.everyRow(*total) {
			total.Of = []string{"*"}
		}
	}
}

// everyRow says whether a total adds up all rows and nothing else.
func (w *writer) everyRow(t scrutiny.Total) bool {
	if len(t.Of) != len(w.table.Rows) || len(t.Less) > 0 {
		return false
	}
	return !slices.ContainsFunc(w.table.Rows, func(r scrutiny.Row) bool { return !slices.Contains(t.Of, r.Label) })
}

// say notes what a total is taken to add up.
func (w *writer) say(label string, of, less []string, r table.Relation) {
	what := "add up " + quotedList(of)
	if len(less) > 0 {
		what += " less " + quotedList(less)
	}
	w.notes = append(w.notes, fmt.Sprintf("%q is taken to %s: it does in %d of %s.", label, what, r.Holds, counted(r.Holds+r.Misses, "column")))
}

// formulas puts into each column the formula that its figures bear out best.
func (w *writer) formulas() {
	best := map[int]*table.Relation{}
	for k := range w.structure.Relations {
		r := &w.structure.Relations[k]
		if !r.Across || w.columns[r.Target] == "" || r.Kind == table.Share || r.Kind == table.Running || r.From > w.first+2 {
			continue
		}
		if old := best[r.Target]; old == nil || r.Bits > old.Bits {
			best[r.Target] = r
		}
	}
	for i := range w.table.Columns {
		column := &w.table.Columns[i]
		for c, r := range best {
			if w.columns[c] != column.ID {
				continue
			}
			members := slices.Concat(r.Members, r.Over)
			of := make([]table.Operand, len(members))
			names := make([]string, len(members))
			for k, m := range members {
				names[k] = w.columns[m.Position]
				of[k].Sign = m.Sign
			}
			if slices.Contains(names, "") {
				continue
			}
			column.Formula = formula(table.Check{Relation: r, Of: of, Above: len(r.Members)}, names)
			column.Note = fmt.Sprintf("%s is taken to be %s: it holds in %d of %s.", column.ID, column.Formula, r.Holds, counted(r.Holds+r.Misses, "row"))
			w.notes = append(w.notes, column.Note)
		}
	}
}

// quotedList is names in quotation marks, the first few of many.
func quotedList(names []string) string {
	const most = 6
	quoted := make([]string, 0, most)
	for _, name := range names[:min(most, len(names))] {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	if len(names) > most {
		return strings.Join(quoted, ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(quoted, ", ")
}

// headingUnit parts a heading from the unit in it.
func headingUnit(heading string) (label, unit string) {
	words := strings.Fields(heading)
	for i, word := range words {
		bare := strings.Trim(word, "()[]")
		u, ok := figure.ParseUnit(bare)
		if ok && u != (figure.Unit{}) && (strings.ContainsAny(bare, "£%") || bare == "pp") {
			return strings.Join(slices.Concat(words[:i], words[i+1:]), " "), bare
		}
	}
	return heading, ""
}

// identifier is a name that a formula can use.
func identifier(label string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(label) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r) && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	return strings.Trim(b.String(), "_")
}
