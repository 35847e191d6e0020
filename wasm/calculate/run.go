package calculate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Run works out the tool that inputs belong to. Of long tables it gives the first rows, unless all are wanted.
func Run(in form.Inputs, all bool) (form.Result, error) {
	for _, op := range Operations() {
		if pageOf(op) != in.Page {
			continue
		}
		tool, err := describe(op)
		if err != nil {
			return form.Result{}, err
		}
		return run(op, tool, in, all)
	}
	return form.Result{}, fmt.Errorf("nothing here works out %q", in.Page)
}

// run makes the call of what stands in a page's tables and settings. What the person has to correct is in the result.
func run(op operation.Operation, tool form.Tool, in form.Inputs, all bool) (form.Result, error) {
	c := call{tool: tool, cells: map[string]cells{}}
	c.Call = operation.Call{Operation: op, Sources: map[string]operation.Source{}, Settings: map[string]string{}}
	for name, text := range in.Settings {
		if _, known := op.Setting(name); known && strings.TrimSpace(text) != "" {
			c.Settings[name] = text
		}
	}
	for _, s := range tool.Texts {
		switch text := in.Settings[s.Name]; {
		case strings.TrimSpace(text) != "":
			c.Sources[form.TextInput(s.Name)] = operation.Source{Content: []byte(text)}
		case s.Required:
			return unfed(s.Label, s.Doc), nil
		}
	}
	for _, input := range tool.Inputs {
		if file, long := in.Files[input.Name]; long {
			c.Sources[input.Name] = operation.Source{Content: file}
			continue
		}
		rows := input.Table(in)
		if rows.Empty() {
			if !input.Optional {
				return unfed(input.Label, input.Doc), nil
			}
			continue
		}
		g, held := cellsOf(rows)
		c.Sources[input.Name], c.cells[input.Name] = operation.Source{Grid: g}, held
	}
	if len(in.Files) == 0 {
		c.keepRows()
	}
	if err := c.Check(); err != nil {
		return form.Result{Problems: c.problems(err)}, nil
	}
	result, err := op.Run(context.Background(), c.Call)
	if err != nil {
		return form.Result{Problems: c.problems(err)}, nil
	}
	return resultOf(result.View, all), nil
}

// unfed says what there is no answer without.
func unfed(label, doc string) form.Result {
	return form.Result{Answer: "Type, paste or open “" + label + "” to see the answer.", More: doc, Unfed: true}
}

// call is a call, and where its cells stand on the page.
type call struct {
	operation.Call
	tool  form.Tool
	cells map[string]cells
}

// keepRows leaves of what was said of rows what is of rows that still stand.
func (c call) keepRows() {
	for _, s := range operation.TableSettings() {
		text, given := c.Settings[s.Name]
		if !given || !s.Many {
			continue
		}
		kept := slices.DeleteFunc(strings.Split(text, "\n"), func(label string) bool { return !c.stands(label) })
		if c.Settings[s.Name] = strings.Join(kept, "\n"); len(kept) == 0 {
			delete(c.Settings, s.Name)
		}
	}
}

// stands says whether a row has a label.
func (c call) stands(label string) bool {
	for _, held := range c.cells {
		for _, row := range held.rows {
			for _, col := range held.columns {
				if strings.EqualFold(strings.TrimSpace(held.shown.Cell(grid.Position{Row: row, Col: col})), label) {
					return true
				}
			}
		}
	}
	return false
}

// cells are the rows and columns of a page's table that have something in them, in the order in which they are read.
type cells struct {
	rows, columns []int
	shown         *grid.Table
}

// cellsOf is a page's table as a grid under the names of its columns. Rows and optional columns with nothing in them are left out.
func cellsOf(t *grid.Table) (*table.Grid, cells) {
	held := cells{shown: t}
	built := table.NewBuilder(figure.Place{})
	for col, column := range t.Columns() {
		blank := true
		for row := range t.Len() {
			blank = blank && strings.TrimSpace(t.Cell(grid.Position{Row: row, Col: col})) == ""
		}
		if blank && column.Optional {
			continue
		}
		held.columns = append(held.columns, col)
		built.Cell(column.ID)
	}
	built.EndRow(0)
	for row := range t.Len() {
		if t.Blank(row) {
			continue
		}
		for _, col := range held.columns {
			built.Cell(t.Cell(grid.Position{Row: row, Col: col}))
		}
		built.EndRow(t.Ordinal(row)) // as a person counts the rows of the page
		held.rows = append(held.rows, row)
	}
	return built.Grid(), held
}

// at is where a place of the grid stands in the table: the row is -1 where it is none.
func (c cells) at(p figure.Place) grid.Position {
	at := grid.Position{Row: -1}
	if row := p.Row - 2; row >= 0 && row < len(c.rows) { // places count from 1, and the first row names the columns
		at.Row = c.rows[row]
	}
	if col := p.Column - 1; col >= 0 && col < len(c.columns) {
		at.Col = c.columns[col]
	}
	return at
}

// marked bounds how many cells are marked at once.
const marked = 100

// problems are what is to be corrected, each at its cell or its setting.
func (c call) problems(err error) []form.Problem {
	var whole *operation.InputError
	input := ""
	if errors.As(err, &whole) {
		input = whole.Input
	}
	var all figure.Faults
	var one *figure.Fault
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = figure.Faults{one}
	case slices.ContainsFunc(c.tool.Texts, func(s form.Setting) bool { return form.TextInput(s.Name) == input }):
		return []form.Problem{{Field: form.TextName(input), Text: capital(err.Error())}}
	default:
		return []form.Problem{{Table: input, At: grid.Position{Row: -1}, Label: c.tool.Input(input).Label, Text: capital(err.Error())}}
	}
	var problems []form.Problem
	for _, fault := range all[:min(len(all), marked)] {
		problems = append(problems, c.problem(input, fault))
	}
	return problems
}

func (c call) problem(input string, fault *figure.Fault) form.Problem {
	p := form.Problem{Table: input, At: grid.Position{Row: -1}, Text: cellText(fault)}
	if s, ok := c.Operation.Setting(fault.Path); ok && fault.Code == "setting" {
		p.Table, p.Field, p.Label = "", s.Name, s.Label
		return p
	}
	if i := slices.IndexFunc(c.tool.Texts, func(s form.Setting) bool {
		return form.TextInput(s.Name) == input || fault.Code == "missing_input" && form.TextInput(s.Name) == fault.Path
	}); i >= 0 {
		p.Table, p.Field, p.Label, p.Text = "", c.tool.Texts[i].Name, c.tool.Texts[i].Label, capital(fault.Error())
		return p
	}
	if in := c.tool.Input(fault.Path); in.Name != "" && p.Table == "" {
		p.Table, p.Label = in.Name, in.Label
	}
	if c.Sources[p.Table].Content != nil {
		p.Label = capital(fault.Place.String())
	}
	if held, ok := c.cells[p.Table]; ok {
		if p.Label = c.tool.Input(p.Table).Label; fault.Place.Row > 0 {
			if p.At = held.at(fault.Place); p.At.Row >= 0 {
				p.Label = held.shown.Place(p.At)
			}
		}
	}
	if s, ok := c.Operation.Setting(fault.Path); ok && fault.Question {
		p.Text = capital(fault.Problem) + "."
		for _, choice := range s.Choices {
			p.Ask = append(p.Ask, form.Answer{Text: choice.Label, Setting: s.Name, Line: choice.Value, Whole: true})
		}
	}
	if fault.Code == form.TotalOrLine {
		p.Text = capital(fault.Problem) + ". Which is it?"
		p.Ask = []form.Answer{{Text: "It is a total", Setting: "total", Line: fault.Label}, {Text: "It is a line of its own", Setting: "line", Line: fault.Label}}
	}
	return p
}

// cellText quotes what was found before what is the matter with it, unless the sentence already does.
func cellText(fault *figure.Fault) string {
	if fault.Value == "" || strings.Contains(fault.Problem, fault.Value) {
		return capital(fault.Detail())
	}
	return fmt.Sprintf("%q: %s", fault.Value, fault.Detail())
}

// spoken are the notes of a view but those that say what the answer says.
func spoken(notes []string, answer string) []string {
	var said []string
	for _, note := range notes {
		if note != answer && !slices.Contains(said, sentence(note)) {
			said = append(said, sentence(note))
		}
	}
	return said
}
