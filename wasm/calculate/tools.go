package calculate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// Operations are the calculations that have a page each, in the order in which their groups list them.
func Operations() []operation.Operation {
	return slices.Concat(
		operation.RAG(), operation.Caseload(), operation.Finance(),
		// What the page of demand does not answer itself.
		[]operation.Operation{operation.DemandCombine()},
	)
}

// Tools describes every calculation that has a page, with its example worked out.
func Tools() ([]form.Tool, error) {
	var tools []form.Tool
	for _, op := range Operations() {
		tool, err := describe(op)
		if err != nil {
			return nil, fmt.Errorf("the page of %s: %w", op.Name(), err)
		}
		if tool.Result, err = run(op, tool, tool.Example, false); err != nil {
			return nil, fmt.Errorf("the example of %s: %w", op.Name(), err)
		}
		tools = append(tools, tool)
	}
	return tools, nil
}

// Descriptions are [Tools] without what comes of their examples: what a worker knows files by. One that cannot be described is left out;
// a test holds that all can.
func Descriptions() []form.Tool {
	var tools []form.Tool
	for _, op := range Operations() {
		if tool, err := describe(op); err == nil {
			tools = append(tools, tool)
		}
	}
	return tools
}

// pageOf is the name of the page of an operation, which is its address.
func pageOf(op operation.Operation) string { return strings.ReplaceAll(op.Name(), " ", "/") }

// describe is an operation as data, with its example not yet worked out.
func describe(op operation.Operation) (form.Tool, error) {
	tool := form.Tool{
		Page: pageOf(op), Group: op.Group, Title: op.Label(), Heading: op.Heading(), Doc: sentence(op.Doc), Method: op.Method, Source: op.Example.Source,
		Example: form.Inputs{Page: pageOf(op), Settings: map[string]string{}, Tables: map[string][][]string{}, Example: true},
	}
	for _, s := range op.Settings {
		if ofTables(s.Name) {
			continue
		}
		tool.Settings = append(tool.Settings, setting(s))
		tool.Example.Settings[s.Name] = s.Default
	}
	maps.Copy(tool.Example.Settings, op.Example.Settings)
	for _, in := range op.Inputs {
		if !in.Table {
			tool.Texts = append(tool.Texts, form.Setting{Name: form.TextName(in.Name), Label: in.Words(), Doc: sentence(in.Doc), Kind: "document", Required: !in.Optional})
			tool.Example.Settings[form.TextName(in.Name)] = op.Example.Inputs[in.Name]
			continue
		}
		input := form.ToolInput{Name: in.Name, Label: in.Words(), Doc: columnsOf(in), File: in.File, Optional: in.Optional, Schema: in.Schema}
		for _, c := range in.Schema.Columns {
			if !c.Optional {
				input.Usual = append(input.Usual, c.ID)
			}
		}
		rows, err := exampleRows(op.Example.Inputs[in.Name], &input, tool.Example.Settings)
		if err != nil {
			return tool, err
		}
		tool.Example.Tables[in.Name] = rows
		tool.Inputs = append(tool.Inputs, input)
	}
	return tool, nil
}

// columnsOf says what a table has to have and what it may have, in the words of its headings.
func columnsOf(in operation.Input) string {
	var needed, further []string
	for _, c := range in.Schema.Columns {
		label := cmp.Or(c.Label, capital(strings.ReplaceAll(c.ID, "_", " ")))
		if c.Optional {
			further = append(further, label)
		} else {
			needed = append(needed, label)
		}
	}
	said := "It needs the columns " + strings.Join(needed, ", ")
	if len(needed) == 1 {
		said = "It needs the column " + needed[0]
	}
	if len(further) > 0 {
		said += "; it may have " + strings.Join(further, ", ")
	}
	return said + "."
}

// exampleRows are the rows of an example as its reader takes them, whose columns are usual; which of them are totals goes into the
// settings.
func exampleRows(text string, in *form.ToolInput, settings map[string]string) ([][]string, error) {
	if text == "" {
		return nil, nil
	}
	g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	records, err := in.Schema.Read(g, table.Options{})
	if err != nil {
		return nil, err
	}
	form.KeepTotals(settings, in.Schema, records)
	var usual []string
	for _, c := range in.Schema.Columns {
		if records.Has(c.ID) || slices.Contains(in.Usual, c.ID) {
			usual = append(usual, c.ID)
		}
	}
	in.Usual = usual
	rows := make([][]string, records.Len())
	for row := range rows {
		for _, id := range usual {
			rows[row] = append(rows[row], records.Column(id).Text(row))
		}
	}
	return rows, nil
}

// ofTables says whether a setting is about the table of an input in a file, which a page has other means for.
func ofTables(name string) bool {
	return slices.ContainsFunc(operation.TableSettings(), func(s operation.Setting) bool { return s.Name == name })
}

var kinds = map[operation.Kind]string{
	operation.Text: "text", operation.Number: "number", operation.Whole: "whole", operation.Date: "date", operation.Yes: "yes", operation.One: "one",
}

func setting(s operation.Setting) form.Setting {
	shown := form.Setting{Name: s.Name, Label: s.Label, Doc: sentence(s.Doc), Kind: kinds[s.Kind], Default: s.Default, Rule: s.Rule, Required: s.Required, Many: s.Many}
	if len(s.Choices) > 0 {
		shown.Doc = "" // the choices say it, in words
	}
	for _, c := range s.Choices {
		shown.Choices = append(shown.Choices, form.Choice(c))
	}
	return shown
}

// sentence is a text with a capital and a full stop.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return capital(text)
	}
	return capital(text) + "."
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	r := []rune(text)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
