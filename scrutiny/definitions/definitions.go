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
	_ [0]func() // two are told apart by ID and Version; comparing whole ones costs the browser calculator 30 KB
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
	return slices.Concat(In(Ratings), In(Caseloads), In(Finance), In(Demand), In(Checks))
}

// Area is a part of the register: what one page of a calculator, or one chapter of a report, is about.
type Area int

// The areas. The zero Area is none and has no definitions.
const (
	None Area = iota
	// Ratings are those of package rag.
	Ratings
	// Caseloads are those of package caseload.
	Caseloads
	// Finance are those of package finance.
	Finance
	// Demand are those of package demand and the packages below it.
	Demand
	// Checks are those of package scrutiny.
	Checks
)

// In are the definitions of one area, in the order of the register: what a page shows beside its figures. The list is the
// caller's to change.
func In(area Area) []Definition {
	switch area {
	case Ratings:
		return ratings()
	case Caseloads:
		return caseloads()
	case Finance:
		return finances()
	case Demand:
		return demands()
	case Checks:
		return checks()
	}
	return nil
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
