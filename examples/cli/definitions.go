package main

import (
	"flag"
	"fmt"
	"strings"

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
				return output{JSON: map[string]any{"definitions": list}, Tables: []printable{definitionTable(list)}}, nil
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

func definitionTable(list []definitions.Definition) printable {
	t := printable{Header: []string{"id", "version", "name", "formula", "source", "code", "test"}}
	for _, d := range list {
		t.Rows = append(t.Rows, []string{d.ID, fmt.Sprint(d.Version), d.Name, d.Formula, d.Source, d.Code, d.Test})
	}
	return t
}
