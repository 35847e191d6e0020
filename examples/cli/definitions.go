package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
)

func definitionsVerb() verb {
	return verb{
		name: "definitions", reads: "ID",
		short:   "print the register of formulas and definitions: by which one a figure is made, from where, and the test that holds it",
		example: "definitions finance",
		setup: func(*flag.FlagSet) func(input) (output, error) {
			return func(in input) (output, error) {
				list := []definitions.Definition{}
				for _, d := range definitions.All() {
					if len(in.files) == 0 || namedBy(d.ID, in.files) {
						list = append(list, d)
					}
				}
				if len(list) == 0 {
					return output{}, fmt.Errorf("no definition is called %s: run it without a name for the list", strings.Join(in.files, " "))
				}
				return output{Result: operation.Result{Value: map[string]any{"definitions": list}, View: definitionView(list)}}, nil
			}
		},
	}
}

// namedBy says whether a name is the ID or the front of it: finance, or finance.variance.
func namedBy(id string, names []string) bool {
	for _, name := range names {
		if id == name || strings.HasPrefix(id, name+".") {
			return true
		}
	}
	return false
}

func definitionView(list []definitions.Definition) operation.View {
	section := operation.Section{ID: "definitions", Count: len(list)}
	for _, id := range [...]string{"id", "version", "name", "formula", "source", "code", "test"} {
		section.Columns = append(section.Columns, operation.Column{ID: id})
	}
	section.Rows = func(yield func(operation.Row) bool) {
		for _, d := range list {
			if !yield(operation.Row{Cells: operation.Cells(d.ID, fmt.Sprint(d.Version), d.Name, d.Formula, d.Source, d.Code, d.Test)}) {
				return
			}
		}
	}
	return operation.View{Sections: []operation.Section{section}}
}
