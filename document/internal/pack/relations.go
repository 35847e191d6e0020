package pack

import (
	"path"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// Relation is a link from one part to another.
type Relation struct {
	ID string
	// Type is the last word of its type: "worksheet", "footnotes".
	Type string
	// Part is the part it leads to; empty where it leads out of the file.
	Part string
}

// Relations are the links of a part in order; those of "word/document.xml" stand in "word/_rels/document.xml.rels", and those
// of the file as a whole, the part "", in "_rels/.rels". None is no fault.
func (a *Archive) Relations(part string) ([]Relation, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	data, err := a.Read(name)
	if err != nil || data == nil {
		return nil, err
	}
	var relations []Relation
	s := markup.New(data, 16)
	for s.Next() {
		if s.Kind != markup.Start || string(s.Name) != "Relationship" {
			continue
		}
		r := Relation{ID: s.Attr("Id"), Type: s.Attr("Type")}
		r.Type = r.Type[strings.LastIndexByte(r.Type, '/')+1:]
		if s.Attr("TargetMode") != "External" {
			r.Part = resolve(part, s.Attr("Target"))
		}
		relations = append(relations, r)
	}
	return relations, nil
}

// Main is the part that the file is about: "xl/workbook.xml", "word/document.xml".
func (a *Archive) Main(usual string) string {
	relations, _ := a.Relations("")
	for _, r := range relations {
		if r.Type == "officeDocument" && a.Has(r.Part) {
			return r.Part
		}
	}
	return usual
}
