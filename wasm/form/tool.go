package form

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Tool is one calculation as a page draws it. It is data: package calculate makes it of an operation when the site is built,
// so that the page itself is downloaded without what computes.
type Tool struct {
	// Page is its name and, after a slash, its address: "finance/statement".
	Page string `json:"page"`
	// Group is what it belongs to: "finance".
	Group string `json:"group"`
	// Title is its name in words, Heading the question that it answers, Doc what it does in a line, Method how.
	Title   string      `json:"title"`
	Heading string      `json:"heading"`
	Doc     string      `json:"doc"`
	Method  string      `json:"method,omitempty"`
	Inputs  []ToolInput `json:"inputs"`
	// Texts are what it reads that is no table, such as a rule as JSON: each stands in the settings under its name.
	Texts []Setting `json:"texts,omitempty"`
	// Settings are what can be chosen, those of tables aside.
	Settings []Setting `json:"settings,omitempty"`
	// Example is what it opens with, Source where that is from, and Result what comes of it.
	Example Inputs `json:"example"`
	Source  string `json:"source,omitempty"`
	Result  Result `json:"result"`
}

// ToolInput is one table that a tool reads.
type ToolInput struct {
	Name     string       `json:"name"`
	Label    string       `json:"label"`
	Doc      string       `json:"doc"`
	File     string       `json:"file"`
	Optional bool         `json:"optional,omitempty"`
	Schema   table.Schema `json:"schema"`
	// Usual are the columns that are shown unless a person's own table has others.
	Usual []string `json:"usual"`
}

// Setting is one thing that can be chosen.
type Setting struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Doc   string `json:"doc"`
	// Kind is "text", "number", "whole", "date", "yes", "one", or "document" for a text of many lines.
	Kind    string   `json:"kind"`
	Default string   `json:"default,omitempty"`
	Choices []Choice `json:"choices,omitempty"`
	// Rule is true of a rule that stays when a person's own table takes the place of the example.
	Rule bool `json:"rule,omitempty"`
	// Required is true where there is no answer without it, and Many where it has a line for each.
	Required bool `json:"required,omitempty"`
	Many     bool `json:"many,omitempty"`
}

// textSuffix tells the text of an input from a setting of its name.
const textSuffix = ".text"

// TextName is the name under which the text of an input stands in the settings.
func TextName(input string) string { return input + textSuffix }

// TextInput is the input whose text has a name.
func TextInput(name string) string { return strings.TrimSuffix(name, textSuffix) }

// Choice is one value of a setting and its words.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// known are the tools of this calculator.
var known []Tool

// Know says which tools there are: once, before anything is drawn.
func Know(tools []Tool) { known = tools }

// Tools are those of a group, or where it is empty all.
func Tools(group string) []Tool {
	if group == "" {
		return known
	}
	var of []Tool
	for _, t := range known {
		if t.Group == group {
			of = append(of, t)
		}
	}
	return of
}

// ToolOf is the tool of a page.
func ToolOf(page string) (t Tool, ok bool) {
	for _, t := range known {
		if t.Page == page {
			return t, true
		}
	}
	return Tool{}, false
}

// Input is the input of a name; its name is empty where there is none.
func (t Tool) Input(name string) ToolInput {
	for _, in := range t.Inputs {
		if in.Name == name {
			return in
		}
	}
	return ToolInput{}
}

// Columns are columns of an input as a table shows them, in the order of its schema: those that are named, or where none are the usual ones.
func (in ToolInput) Columns(ids []string) []grid.Column {
	if len(ids) == 0 {
		ids = in.Usual
	}
	var columns []grid.Column
	for _, c := range in.Schema.Columns {
		if slices.Contains(ids, c.ID) {
			columns = append(columns, gridColumn(c))
		}
	}
	return columns
}

// Further are the columns of an input that are not among some.
func (in ToolInput) Further(shown []grid.Column) []Choice {
	var further []Choice
	for _, c := range in.Schema.Columns {
		if !slices.ContainsFunc(shown, func(have grid.Column) bool { return have.ID == c.ID }) {
			further = append(further, Choice{c.ID, gridColumn(c).Label})
		}
	}
	return further
}

// gridColumn is a column of a schema as a table shows it.
func gridColumn(c table.Column) grid.Column {
	shown := grid.Column{ID: c.ID, Label: c.Label, Optional: c.Optional}
	if shown.Label == "" {
		shown.Label = capital(strings.ReplaceAll(c.ID, "_", " "))
	}
	switch c.Kind {
	case table.KindNumber, table.KindCount, table.KindMoney, table.KindPercent, table.KindFigure:
		shown.Kind = grid.Figure
	case table.KindDate, table.KindYesNo, table.KindChoice:
		shown.Kind = grid.Short
	}
	return shown
}

// Table is a table of an input with the rows that inputs hold for it.
func (in ToolInput) Table(from Inputs) *grid.Table {
	return grid.New(in.Columns(from.Columns[in.Name]), from.Tables[in.Name])
}

// Fed says whether inputs hold something for every table that the tool needs.
func (t Tool) Fed(in Inputs) bool {
	for _, s := range t.Texts {
		if s.Required && strings.TrimSpace(in.Settings[s.Name]) == "" {
			return false
		}
	}
	for _, input := range t.Inputs {
		if !input.Optional && input.Table(in).Empty() {
			return false
		}
	}
	return true
}

// OwnSettings are the settings with which a person's own work begins: all as they are by default, and a day that has to be named is
// today.
func (t Tool) OwnSettings(today string) map[string]string {
	own := map[string]string{}
	for _, s := range t.Texts {
		own[s.Name] = ""
	}
	for _, s := range t.Settings {
		own[s.Name] = s.Default
		if s.Rule {
			own[s.Name] = t.Example.Settings[s.Name]
		}
		if s.Kind == "date" && s.Required {
			own[s.Name] = today
		}
	}
	return own
}

// Unit is the setting that says what the amounts of a tool's tables are in; empty where it has none.
func (t Tool) Unit() string {
	for _, s := range t.Settings {
		if s.Name == unitName {
			return unitName
		}
	}
	return ""
}

// unitName is what every operation calls the unit of bare amounts.
const unitName = "unit"

// Chosen are the choices of a tool in words, as paper has them.
func (t Tool) Chosen(settings map[string]string) []string {
	var chosen []string
	for _, s := range t.Settings {
		text := settings[s.Name]
		for _, c := range s.Choices {
			if c.Value == text {
				text = c.Label
			}
		}
		switch {
		case s.Kind == "yes" && text == "true":
			chosen = append(chosen, s.Label)
		case s.Kind != "yes" && text != "":
			chosen = append(chosen, s.Label+": "+strings.ReplaceAll(text, "\n", ", "))
		}
	}
	return chosen
}

// toolShapes are the tables of the tools, for knowing a file by its columns.
func toolShapes() []Shape {
	var shapes []Shape
	for _, t := range known {
		for _, in := range t.Inputs {
			all := make([]string, len(in.Schema.Columns))
			for i, c := range in.Schema.Columns {
				all[i] = c.ID
			}
			shapes = append(shapes, Shape{Page: t.Page, Table: in.Name, Label: in.Label, Columns: in.Columns(all), Schema: in.Schema, Usual: in.Usual})
		}
	}
	return shapes
}

// capital begins a text with a capital.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + "" + text[1:]
}

// ColumnIDs are the columns of a table.
func ColumnIDs(t *grid.Table) []string {
	var ids []string
	for _, c := range t.Columns() {
		ids = append(ids, c.ID)
	}
	return ids
}

// TableName is the name of a table as another page calls it.
func TableName(page string, t Tool, in ToolInput) string {
	if t.Page == page {
		return in.Label
	}
	return t.Title + ": " + in.Label
}

// SharedSettings are the settings of one tool that another has too, and which rows are totals: how a table is to be read goes with
// it.
func SharedSettings(to, from Tool, settings map[string]string) map[string]string {
	shared := map[string]string{}
	for _, s := range to.Settings {
		if slices.ContainsFunc(from.Settings, func(other Setting) bool { return other.Name == s.Name }) {
			shared[s.Name] = settings[s.Name]
		}
	}
	for _, name := range [...]string{totalName, lineName} {
		if text := settings[name]; text != "" {
			shared[name] = text
		}
	}
	return shared
}

// FileName is a page as the name of a file.
func FileName(page string) string { return strings.ReplaceAll(page, "/", "-") }

// ToolOfLink is what inputs of a whole group are for one of its tools: the first whose tables they fill.
func ToolOfLink(group string, in Inputs) (Inputs, bool) {
	for _, t := range Tools(group) {
		if t.Fed(in) {
			own := Inputs{Page: t.Page, Settings: map[string]string{}, Tables: map[string][][]string{}, Columns: in.Columns, Example: in.Example}
			for _, s := range t.Settings {
				if text, given := in.Settings[s.Name]; given {
					own.Settings[s.Name] = text
				}
			}
			for _, input := range t.Inputs {
				own.Tables[input.Name] = in.Tables[input.Name]
			}
			return own, true
		}
	}
	return Inputs{}, false
}
