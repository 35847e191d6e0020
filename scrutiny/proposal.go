package scrutiny

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Proposal is a table read from bare cells, and what was guessed of it. Nothing is guessed silently: the totals stand in
// Notes, and the formulas are no part of the table until [Proposal.Accept] puts them there.
type Proposal struct {
	// Table has the columns, rows and totals, without formulas.
	Table    Table
	Formulas []ProposedFormula
	// Notes say in sentences what was taken for a unit, a heading or a total, and whether its arithmetic bears it out.
	Notes []string
}

// ProposedFormula is a formula that a column's name or its figures suggest.
type ProposedFormula struct {
	Column, Formula string
	// Fits of Of rows hold, exactly or within rounding.
	Fits, Of int
	// Why is "name" or "fit".
	Why string
}

// String is the proposal as a sentence.
func (p ProposedFormula) String() string {
	return fmt.Sprintf("%s may be %s, by its %s: it holds in %d of %d rows", p.Column, p.Formula, p.Why, p.Fits, p.Of)
}

// Accept is the table with all proposed formulas.
func (p Proposal) Accept() Table {
	t := p.Table
	t.Columns = slices.Clone(t.Columns)
	for _, formula := range p.Formulas {
		for i := range t.Columns {
			if t.Columns[i].ID == formula.Column {
				t.Columns[i].Formula = formula.Formula
			}
		}
	}
	return t
}

// Limits on a table of bare cells.
const (
	maxTableRows    = 5_000
	maxTableColumns = 200
)

// ProposeTable makes a table of bare cells, as of a workbook: the first row names the columns, the first column the rows.
// The error is an [*InputError] with the row and the column.
func ProposeTable(cells [][]string) (Proposal, error) {
	cells, lines := withoutBlanks(cells)
	switch {
	case len(cells) == 0:
		return Proposal{}, &InputError{Problem: "the table is empty: a header row and rows of figures are needed"}
	case len(cells) == 1:
		return Proposal{}, &InputError{Line: lines[0], Problem: "the table has a header row and nothing under it"}
	case len(cells) > maxTableRows || len(cells[0]) > maxTableColumns:
		return Proposal{}, &InputError{Problem: fmt.Sprintf("the table is larger than %d rows of %d columns", maxTableRows, maxTableColumns)}
	}
	width := len(cells[0])
	if width < 2 {
		return Proposal{}, &InputError{Line: lines[0], Problem: "the table has one column: labels and at least one column of figures are needed"}
	}
	for i, row := range cells {
		if len(row) != width {
			return Proposal{}, &InputError{Line: lines[i], Problem: fmt.Sprintf("the row has %d cells, the header has %d: give every row the same number", len(row), width)}
		}
	}
	p := Proposal{Table: Table{ID: "table"}}
	p.Table.Columns = columnsOf(cells[0])
	body := cells[1:]
	if unitsRow(body[0]) && len(body) > 1 {
		for i := range p.Table.Columns {
			p.Table.Columns[i].Unit = strings.TrimSpace(body[0][i+1])
		}
		p.Notes = append(p.Notes, "The second row is taken for the units of the columns.")
		body = body[1:]
	}
	p.fill(body)
	p.proposeFormulas()
	return p, nil
}

// withoutBlanks leaves out blank rows, and trims trailing blank cells that pasting adds to some rows and not to others.
func withoutBlanks(cells [][]string) (kept [][]string, lines []int) {
	width := 0
	for _, row := range cells {
		for i, text := range row {
			if strings.TrimSpace(text) != "" {
				width = max(width, i+1)
			}
		}
	}
	for n, row := range cells {
		blank := !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
		if blank {
			continue
		}
		trimmed := make([]string, 0, width)
		for i, text := range row {
			if i < width {
				trimmed = append(trimmed, strings.TrimSpace(text))
			}
		}
		kept, lines = append(kept, trimmed), append(lines, n+1)
	}
	return kept, lines
}

// columnsOf names the columns by their headings: "Revised Budget (£k)" is revised_budget in £k.
func columnsOf(header []string) []Column {
	taken := map[string]int{}
	columns := make([]Column, len(header)-1)
	for i, heading := range header[1:] {
		label, unit := headingUnit(heading)
		id := cmp.Or(identifier(label), fmt.Sprintf("column_%d", i+2))
		if taken[id]++; taken[id] > 1 {
			id = fmt.Sprintf("%s_%d", id, taken[id])
		}
		columns[i] = Column{ID: id, Label: strings.TrimSpace(heading), Unit: unit}
	}
	return columns
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

// unitsRow recognises a row that says £k under every heading.
func unitsRow(row []string) bool {
	found := false
	for _, text := range row[1:] {
		u, ok := figure.ParseUnit(text)
		if text == "" {
			continue
		}
		if !ok || u == (figure.Unit{}) || strings.ContainsAny(text, "123456789") {
			return false
		}
		found = true
	}
	return found
}

// fill makes rows and totals of the body.
func (p *Proposal) fill(body [][]string) {
	sinceTotal := 0
	for _, line := range body {
		label, cells := line[0], map[string]Input{}
		for i, column := range p.Table.Columns {
			if text := line[i+1]; text != "" {
				cells[column.ID] = Print(text)
			}
		}
		if !isTotalLabel(label) || len(p.Table.Rows) == 0 {
			p.Table.Rows = append(p.Table.Rows, Row{Label: p.unique(label), Cells: cells})
			continue
		}
		total := Total{Label: p.unique(label), Cells: cells}
		p.recogniseTotal(&total, sinceTotal)
		p.Table.Totals = append(p.Table.Totals, total)
		sinceTotal = len(p.Table.Rows)
	}
	var all []string
	for _, row := range p.Table.Rows {
		if len(row.Cells) > 0 {
			all = append(all, row.Label)
		}
	}
	for i := range p.Table.Totals {
		if slices.Equal(p.Table.Totals[i].Of, all) {
			p.Table.Totals[i].Of = []string{"*"}
		}
	}
}

// unique keeps two rows of one label apart.
func (p *Proposal) unique(label string) string {
	base := cmp.Or(strings.TrimSpace(label), "row")
	name := base
	taken := func(name string) bool {
		return slices.ContainsFunc(p.Table.Rows, func(r Row) bool { return r.Label == name }) ||
			slices.ContainsFunc(p.Table.Totals, func(t Total) bool { return t.Label == name })
	}
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s (%d)", base, n)
	}
	return name
}

// isTotalLabel recognises a total by its name.
func isTotalLabel(label string) bool {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(w string) bool { return w == "total" || w == "totals" || w == "subtotal" || w == "sum" })
}

// recogniseTotal finds which rows a total adds up: those since the last total, all rows, or the totals before it, whichever
// its figures bear out best.
func (p *Proposal) recogniseTotal(total *Total, sinceTotal int) {
	var since, all, subtotals []string
	for i, row := range p.Table.Rows {
		if len(row.Cells) == 0 {
			continue
		}
		all = append(all, row.Label)
		if i >= sinceTotal {
			since = append(since, row.Label)
		}
	}
	for _, earlier := range p.Table.Totals {
		subtotals = append(subtotals, earlier.Label)
	}
	best, bestFits, bestOf := all, -1, 0
	for _, of := range [][]string{all, since, subtotals, slices.Concat(subtotals, since)} {
		if len(of) == 0 {
			continue
		}
		fits, tried := p.fitsTotal(*total, of)
		if fits > bestFits {
			best, bestFits, bestOf = of, fits, tried
		}
	}
	total.Of = best
	note := fmt.Sprintf("%q is taken to add up %s: it does in %d of %d columns.", total.Label, listed(best), bestFits, bestOf)
	p.Notes = append(p.Notes, note)
}

// listed names a few and counts the rest.
func listed(labels []string) string {
	if len(labels) > 4 {
		return fmt.Sprintf("%d rows, %q to %q", len(labels), labels[0], labels[len(labels)-1])
	}
	quoted := make([]string, len(labels))
	for i, label := range labels {
		quoted[i] = fmt.Sprintf("%q", label)
	}
	return strings.Join(quoted, ", ")
}

// fitsTotal counts the columns in which a total holds over some rows.
func (p *Proposal) fitsTotal(total Total, of []string) (fits, tried int) {
	t := p.Table
	total.Of = of
	t.Totals = append(slices.Clone(t.Totals), total)
	for _, f := range Check(Report{Tables: []Table{t}}, Options{SingleOnly: true}).Findings {
		if f.Kind != KindSum || !strings.HasPrefix(f.ID, t.ID+"/"+total.Label+"/") || f.Verdict == CannotCheck {
			continue
		}
		tried++
		if f.Verdict != Differs {
			fits++
		}
	}
	return fits, tried
}

// proposeFormulas tries what the names suggest, and then what fits.
func (p *Proposal) proposeFormulas() {
	for _, column := range p.Table.Columns {
		if len(p.Formulas) > 20 {
			return
		}
		best := ProposedFormula{}
		for _, one := range p.formulasFor(column) {
			one.Fits, one.Of = p.fitsFormula(column.ID, one.Formula)
			enough := one.Of >= 1 && 2*one.Fits > one.Of
			if one.Why == "fit" {
				enough = one.Of >= 3 && one.Fits == one.Of
			}
			if enough && (best.Formula == "" || one.Fits > best.Fits) {
				best = one
			}
		}
		if best.Formula != "" {
			p.Formulas = append(p.Formulas, best)
		}
	}
}

// formulasFor are the formulas worth trying for a column.
func (p *Proposal) formulasFor(column Column) []ProposedFormula {
	var found []ProposedFormula
	propose := func(why, format string, args ...any) {
		found = append(found, ProposedFormula{Column: column.ID, Formula: fmt.Sprintf(format, args...), Why: why})
	}
	id := strings.ToLower(column.ID)
	budget := p.columnLike(column.ID, "budget")
	spent := p.columnLike(column.ID, "forecast", "outturn", "projected", "projection", "actual", "spend", "expenditure")
	reserves := p.columnLike(column.ID, "reserves")
	percent := column.Unit == "%" || strings.Contains(id, "percent") || strings.Contains(column.Label, "%")
	if budget != "" && spent != "" && containsAny(id, "variance", "difference", "over", "under", "pressure") {
		switch {
		case percent:
			propose("name", "(%s - %s) / %s * 100", spent, budget, budget)
		default:
			if reserves != "" {
				propose("name", "%s + %s - %s", spent, reserves, budget)
				propose("name", "%s - %s - %s", spent, reserves, budget)
			}
			propose("name", "%s - %s", spent, budget)
			propose("name", "%s - %s", budget, spent)
		}
	}
	var before []string
	for _, other := range p.Table.Columns {
		if other.ID == column.ID {
			break
		}
		before = append(before, other.ID)
	}
	if containsAny(id, "total", "all") && len(before) > 1 {
		propose("name", "sum(%s)", strings.Join(before, ", "))
	}
	if len(before) >= 2 && len(before) <= 12 && !percent {
		for i, a := range before {
			for _, b := range before[i+1:] {
				propose("fit", "%s - %s", b, a)
				propose("fit", "%s - %s", a, b)
				propose("fit", "%s + %s", a, b)
			}
		}
	}
	if len(before) >= 2 && len(before) <= 12 && percent {
		for _, a := range before {
			for _, b := range before {
				if a != b {
					propose("fit", "%s / %s * 100", a, b)
				}
			}
		}
	}
	return found
}

// columnLike is the first column, other than one, whose id holds a word.
func (p *Proposal) columnLike(except string, words ...string) string {
	for _, word := range words {
		for _, column := range p.Table.Columns {
			if column.ID != except && strings.Contains(column.ID, word) && !containsAny(column.ID, "variance", "difference") {
				return column.ID
			}
		}
	}
	return ""
}

func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// fitsFormula counts the rows in which a formula holds; rows of zeros say nothing.
func (p *Proposal) fitsFormula(column, formula string) (fits, tried int) {
	t := p.Table
	t.Totals = nil
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		if t.Columns[i].ID == column {
			t.Columns[i].Formula = formula
		}
	}
	for _, f := range Check(Report{Tables: []Table{t}}, Options{SingleOnly: true}).Findings {
		if f.Verdict == CannotCheck || f.Computed != nil && f.Computed.IsZero() {
			continue
		}
		tried++
		if f.Verdict != Differs {
			fits++
		}
	}
	return fits, tried
}
