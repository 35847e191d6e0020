// Package definitions is the register of every formula and definition by which the library computes: what it is called, its
// version, where it comes from, and the test that holds it. It is for whoever is asked "by which definition?", a person
// or a record of a run.
//
//	for _, d := range definitions.All() {
//		fmt.Println(d.ID, d.Version, d.Formula)
//	}
//
// A register computes nothing, so there is nothing to round and no error. An ID never changes its meaning: when a formula
// changes so that a figure may change, the version goes up, and CHANGELOG.md says which figures. The zero Definition is none.
//
// It stands below scrutiny, because a run record names the definitions that were used, and imports nothing, so that a calculator
// or a service of one's own can show it too.
package definitions

import "slices"

// Definition is one formula or definition.
type Definition struct {
	// ID names it for good: "finance.variance".
	ID string `json:"id"`
	// Version goes up when the formula changes.
	Version int `json:"version"`
	// Name is what people call it.
	Name string `json:"name"`
	// Formula is the formula, or the rule in a sentence.
	Formula string `json:"formula"`
	// Source is the document that sets it, with its place and date. It says "this library" where there is no other.
	Source string `json:"source"`
	// Code is what computes it: "finance.Line.Variance".
	Code string `json:"code"`
	// Test is the test that holds it: "finance.TestLine_Percent", the package's folder before the last dot.
	Test string `json:"test"`
}

// All are all definitions, in the order of their packages. The list is the caller's to change.
func All() []Definition {
	return slices.Concat(ratings(), caseloads(), finances(), demands(), checks())
}

// Of is the definition of an ID.
func Of(id string) (d Definition, ok bool) {
	for _, d := range All() {
		if d.ID == id {
			return d, true
		}
	}
	return Definition{}, false
}
