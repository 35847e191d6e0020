package dfe

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// meanPlaces is the number of decimal places of a mean that is still to be rounded; the same as in package demand.
const meanPlaces = 16

// Mean is the unweighted mean of the neighbours that have data, to 16 decimal places; missing when none has.
func (r *Row) Mean() demand.Value {
	if r.exact != nil {
		return r.exact.Mean
	}
	if r.N == 0 {
		return demand.Absent(demand.Unavailable)
	}
	return demand.Number(decimal.New(r.sum, -int32(r.places)).DivRound(decimal.NewFromInt(int64(r.N)), meanPlaces))
}

// Median is the middle of the neighbours that have data, exact; missing when none has.
func (r *Row) Median() demand.Value {
	if r.exact != nil {
		return r.exact.Median
	}
	if r.N == 0 {
		return demand.Absent(demand.Unavailable)
	}
	return demand.Number(decimal.New(r.median*5, -int32(r.places)-1))
}

// Sum is the total of the neighbours that have data, exact: counts are summed, not averaged. Missing when none has.
func (r *Row) Sum() demand.Value {
	if r.exact != nil {
		return r.exact.Sum
	}
	if r.N == 0 {
		return demand.Absent(demand.Unavailable)
	}
	return demand.Number(decimal.New(r.sum, -int32(r.places)))
}

// List is the name of the list of neighbours, empty without one.
func (r *Row) List() string {
	if r.query.Neighbours == nil {
		return ""
	}
	return r.query.Neighbours.Name
}

// Comparison is the row worked out in full by [demand.Compare]: with the quartiles, every neighbour's figure and notes.
func (r *Row) Comparison() demand.Comparison {
	if r.exact != nil {
		return *r.exact
	}
	return demand.Compare(r.question())
}

// question is the row as [demand.Compare] asks it.
func (r *Row) question() demand.Question {
	q := demand.Question{
		Area: r.Area.Code, Indicator: r.Indicator, Period: r.Period.Text, Figures: demand.Figures{},
		Polarity: r.query.Polarity, Region: r.Region(), England: r.England(),
	}
	for _, c := range r.block.cells {
		if area := r.data.areas[c.area]; area.Level == LocalAuthority {
			q.Figures[area.Code] = r.data.value(c)
		}
	}
	if r.query.Neighbours != nil {
		q.Neighbours = r.data.byCode(r.query.Neighbours, r.Area)
	}
	return q
}

// Neighbours is a list in which authorities may stand by name ("Rochdale", "Bristol, City of"), in the codes of the data;
// a list of codes alone is given back as it is. A name that no authority of the data has, or several, is an [*AskError]:
// left out, it would only look like a neighbour without data.
func (d *Data) Neighbours(list *demand.List) (*demand.List, error) {
	if list == nil {
		return nil, nil
	}
	named := false
	for _, area := range list.Areas() {
		set, _ := list.Of(area)
		named = named || !isCode(area) || slices.ContainsFunc(set, func(n demand.Neighbour) bool { return !isCode(n.Code) })
	}
	if !named {
		return list, nil
	}
	coded := demand.NewList(list.Name, list.Since, list.Source)
	code := func(name string) (string, error) {
		if isCode(name) {
			return name, nil
		}
		for _, s := range successions {
			if nameKey(s.name) == nameKey(name) {
				return s.code, nil // a neighbour that is no more is one without data
			}
		}
		at, err := d.place(name)
		if err != nil {
			return "", &AskError{What: "neighbours", Asked: name, Problem: "the list of neighbours names " + fmt.Sprintf("%q: %s", name, err)}
		}
		return d.areas[at].Code, nil
	}
	for _, area := range list.Areas() {
		own, err := code(area)
		if err != nil {
			return nil, err
		}
		set, _ := list.Of(area)
		for i := range set {
			if set[i].Code, err = code(set[i].Code); err != nil {
				return nil, err
			}
		}
		if err := coded.Add(own, set); err != nil {
			return nil, &AskError{What: "neighbours", Asked: area, Problem: err.Error()}
		}
	}
	return coded, nil
}

// byCode is the part of a list that is about one authority, in the codes of the data: a list may be published with GSS
// codes and the figures with DfE's.
func (d *Data) byCode(list *demand.List, area Area) *demand.List {
	local := demand.NewList(list.Name, list.Since, list.Source)
	set, ok := list.Of(area.Code)
	if !ok && area.GSS != "" {
		set, ok = list.Of(area.GSS)
	}
	if !ok {
		return local
	}
	for i, n := range set {
		if at, found := d.places[n.Code]; found {
			set[i].Code = d.areas[at].Code
		}
	}
	// A list was checked when it was made; two codes of one authority in a set are the only fault left.
	if err := local.Add(area.Code, set); err != nil {
		return list
	}
	return local
}
