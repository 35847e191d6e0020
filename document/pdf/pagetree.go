package pdf

import (
	"maps"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// leaf is a page: its dictionary with what it inherits, and the object that it is.
type leaf struct {
	dict object.Dict
	ref  object.Ref
}

// deepestTree is how far the tree of pages may nest.
const deepestTree = 64

// leaves are the pages in order. Where the tree has none, or leads in circles only, those are taken that call themselves pages.
func leaves(f *object.File, most int) []leaf {
	w := walker{file: f, most: most, seen: map[object.Ref]bool{}}
	w.walk(f.Catalog()["Pages"], object.Dict{}, 0)
	if len(w.found) > 0 {
		return w.found
	}
	for _, ref := range f.Pages(most) {
		w.add(ref, f.Dict(ref), object.Dict{})
	}
	return w.found
}

type walker struct {
	file  *object.File
	most  int
	seen  map[object.Ref]bool
	found []leaf
}

// inherited are the entries that a page has from the nodes above it.
func inherited() []object.Name {
	return []object.Name{"Resources", "MediaBox", "CropBox", "Rotate"}
}

func (w *walker) walk(o object.Object, above object.Dict, depth int) {
	ref, referred := o.(object.Ref)
	if referred {
		if w.seen[ref] {
			return
		}
		w.seen[ref] = true
	}
	dict := w.file.Dict(o)
	if dict == nil || depth > deepestTree || len(w.found) >= w.most || !w.file.Meter.Spend(20) {
		return
	}
	kids := w.file.Array(dict["Kids"])
	if kids == nil || w.file.Name(dict["Type"]) == "Page" {
		w.add(ref, dict, above)
		return
	}
	below := maps.Clone(above)
	for _, key := range inherited() {
		if v := dict[key]; v != nil {
			below[key] = v
		}
	}
	for _, kid := range kids {
		if !w.file.Meter.Spend(1) {
			return
		}
		w.walk(kid, below, depth+1)
	}
}

func (w *walker) add(ref object.Ref, dict, above object.Dict) {
	if dict == nil || len(w.found) >= w.most {
		return
	}
	page := maps.Clone(dict)
	for key, v := range above {
		if page[key] == nil {
			page[key] = v
		}
	}
	w.found = append(w.found, leaf{page, ref})
}
