package content

import (
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// marked is one level of marked content.
type marked struct {
	id       int
	form     int
	artifact bool
	hidden   bool
	actual   *string // what the whole of it says, whatever its characters are; empty once it was said
}

// mark begins and ends marked content.
func (i *interpreter) mark(operator string, operands []object.Object) {
	switch operator {
	case "EMC":
		if len(i.marks) > 0 {
			i.marks = i.marks[:len(i.marks)-1]
		}
	case "BMC":
		m := i.level()
		m.artifact = m.artifact || last(operands) == object.Name("Artifact")
		i.push(m)
	case "BDC":
		i.begin(operands)
	}
}

// level is a new level that takes over what holds outside of it.
func (i *interpreter) level() marked {
	if len(i.marks) == 0 {
		return marked{id: Unmarked}
	}
	return i.marks[len(i.marks)-1]
}

func (i *interpreter) push(m marked) {
	if len(i.marks) < deepestMark {
		i.marks = append(i.marks, m)
	}
}

func (i *interpreter) begin(operands []object.Object) {
	m := i.level()
	if len(operands) < 2 {
		i.push(m)
		return
	}
	tag, _ := operands[len(operands)-2].(object.Name)
	properties := last(operands)
	if name, ok := properties.(object.Name); ok {
		properties = i.file.Dict(i.resources["Properties"])[name]
	}
	if tag == "OC" {
		m.hidden = m.hidden || i.hidden(properties)
	}
	dict := i.file.Dict(properties)
	if id := i.file.Int(dict["MCID"], Unmarked); id >= 0 {
		m.id, m.form = id, i.form
	}
	m.artifact = m.artifact || tag == "Artifact"
	if text, ok := i.file.Text(dict["ActualText"]); ok {
		m.actual = &text
	}
	i.push(m)
}

// outOfSight says whether the content in hand is switched off.
func (i *interpreter) outOfSight() bool {
	return len(i.marks) > 0 && i.marks[len(i.marks)-1].hidden
}

// place says of a glyph to what it belongs, and lets what stands for it speak: the first glyph of it says all.
func (i *interpreter) place(g *Glyph) {
	m := i.level()
	g.Mark, g.Artifact = Mark{m.id, m.form}, m.artifact
	if m.actual != nil {
		g.Text = *m.actual
		*m.actual = ""
	}
}

// hiddenGroups are the groups of optional content that are off when the file is opened.
func hiddenGroups(f *object.File) map[object.Ref]bool {
	properties := f.Dict(f.Catalog()["OCProperties"])
	settings := f.Dict(properties["D"])
	off := map[object.Ref]bool{}
	set := func(o object.Object, value bool) {
		for _, group := range f.Array(o) {
			if ref, ok := group.(object.Ref); ok && f.Meter.Spend(1) {
				off[ref] = value
			}
		}
	}
	if f.Name(settings["BaseState"]) == "OFF" {
		set(properties["OCGs"], true)
	}
	set(settings["OFF"], true)
	set(settings["ON"], false)
	return off
}

// hidden says whether a group, or a membership of several, is off.
func (r *Reader) hidden(o object.Object) bool {
	if o == nil || len(r.off) == 0 {
		return false
	}
	if ref, ok := o.(object.Ref); ok && r.off[ref] {
		return true
	}
	dict := r.file.Dict(o)
	if dict["OCGs"] == nil {
		return false
	}
	groups := object.Array{dict["OCGs"]}
	if list := r.file.Array(dict["OCGs"]); list != nil {
		groups = list
	}
	on, off := 0, 0
	for _, group := range groups {
		if ref, ok := group.(object.Ref); ok {
			if r.off[ref] {
				off++
			} else {
				on++
			}
		}
	}
	switch r.file.Name(dict["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return on > 0
	}
	return on == 0 && off > 0
}
