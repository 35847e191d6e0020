package dfe

import (
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Slice is the figures of one indicator in one period, for [Of].
type Slice struct {
	Indicator string
	Period    Period
	// Figures are by the code of the area. An area that is not among them has no row, which is not the same as a missing
	// figure: it is in no list of the period, and counted nowhere.
	Figures map[string]demand.Value
}

// Of makes data of figures that a program holds already, so that they are compared as those of a file are. Each code of an
// area may come once, and each indicator and period in one slice. The data has no filters. The error is an [*AskError].
func Of(areas []Area, figures []Slice) (*Data, error) {
	d := &Data{areas: slices.Clone(areas)}
	known := map[string]bool{}
	for _, a := range areas {
		if known[a.Code] {
			return nil, &AskError{What: "area", Asked: a.Code, Problem: fmt.Sprintf("the area %s is there twice", a.Code)}
		}
		known[a.Code] = true
	}
	d.index()
	for _, s := range figures {
		if err := d.addSlice(s, known); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *Data) addSlice(s Slice, known map[string]bool) error {
	b := block{indicator: position(&d.indicators, s.Indicator), period: position(&d.periods, s.Period)}
	for _, have := range d.blocks {
		if have.indicator == b.indicator && have.period == b.period {
			return &AskError{What: "period", Asked: s.Period.Text, Problem: fmt.Sprintf("%s has two slices for %s", s.Indicator, s.Period.Text)}
		}
	}
	for code := range s.Figures {
		if !known[code] {
			return &AskError{What: "area", Asked: code, Problem: fmt.Sprintf("%s has a figure of %q, which is none of the areas", s.Indicator, code)}
		}
	}
	for i, a := range d.areas {
		if v, ok := s.Figures[a.Code]; ok {
			c := d.keep(v)
			c.area = int32(i)
			b.cells = append(b.cells, c)
		}
	}
	d.Rows += len(b.cells)
	d.blocks = append(d.blocks, b)
	return nil
}

// position is where an item stands in a list; one that is not there is put at its end.
func position[E comparable](list *[]E, item E) int32 {
	at := slices.Index(*list, item)
	if at < 0 {
		at = len(*list)
		*list = append(*list, item)
	}
	return int32(at)
}
