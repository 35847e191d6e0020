package disclosure

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// resultJSON is a published table and what it gives away, as its JSON has it.
type resultJSON struct {
	// Table is the table by the labels of rows and columns, for reading it at once; Published is the whole of it.
	Table     map[string]map[string]demand.Value `json:"table"`
	Published tableJSON                          `json:"published"`
	Hidden    []exposureJSON                     `json:"hidden"`
	Recovered []exposureJSON                     `json:"recovered"`
	Notes     []string                           `json:"notes"`
}

// exposureJSON is what is known of a hidden cell. Kind is primary or secondary, or hidden where a table was audited as it
// stands; At is its row and column, from 0.
type exposureJSON struct {
	Row    string `json:"row"`
	Column string `json:"column"`
	At     []int  `json:"at"`
	Kind   string `json:"kind"`
	Low    int    `json:"low"`
	High   *int   `json:"high"`
}

const (
	kindPrimary   = "primary"
	kindSecondary = "secondary"
	kindHidden    = "hidden"
)

type tableJSON struct {
	Rows         []string         `json:"rows"`
	Columns      []string         `json:"columns"`
	Cells        [][]demand.Value `json:"cells"`
	RowTotals    []demand.Value   `json:"row_totals"`
	ColumnTotals []demand.Value   `json:"column_totals"`
	Total        demand.Value     `json:"total"`
	Groups       []groupJSON      `json:"groups,omitempty"`
	ColumnGroups []groupJSON      `json:"column_groups,omitempty"`
	Shares       []shareJSON      `json:"shares,omitempty"`
}

type groupJSON struct {
	Label string         `json:"label"`
	Of    []int          `json:"of"`
	Cells []demand.Value `json:"cells"`
	Total demand.Value   `json:"total"`
}

type shareJSON struct {
	Label  string            `json:"label"`
	Column int               `json:"column"`
	Low    []decimal.Decimal `json:"low"`
	High   []decimal.Decimal `json:"high"`
	Known  []bool            `json:"known"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r Result) JSONShape() any { return resultJSON{} }

// MarshalJSON writes the table as published, what is hidden in it, and what can be recovered all the same.
func (r Result) MarshalJSON() ([]byte, error) {
	p := r.Published
	out := resultJSON{
		Table: map[string]map[string]demand.Value{}, Hidden: []exposureJSON{}, Recovered: []exposureJSON{}, Notes: append([]string{}, p.Notes...),
		Published: tableJSON{
			Rows: p.Rows, Columns: p.Columns, Cells: p.Cells, RowTotals: p.RowTotals, ColumnTotals: p.ColumnTotals, Total: p.Total,
			Groups: groupsJSON(p.Groups), ColumnGroups: groupsJSON(p.ColumnGroups),
		},
	}
	for _, s := range p.Shares {
		out.Published.Shares = append(out.Published.Shares, shareJSON(s))
	}
	columns := p.Headings()
	for label, line := range p.Lines() {
		cells := map[string]demand.Value{"total": line[len(line)-1]}
		for j, v := range line[:len(line)-1] {
			cells[columns[j]] = v
		}
		out.Table[label] = cells
	}
	kinds := r.kinds()
	for _, e := range r.Exposures {
		row := exposureJSON{Row: e.Row, Column: e.Column, At: []int{e.Cell.Row, e.Cell.Column}, Kind: kinds[e.Cell], Low: e.Low}
		if row.Kind == "" {
			row.Kind = kindHidden
		}
		if !e.Unbounded {
			row.High = &e.High
		}
		out.Hidden = append(out.Hidden, row)
		if e.Recovered() {
			out.Recovered = append(out.Recovered, row)
		}
	}
	return marshal.JSON(out)
}

// kinds is why each cell is hidden.
func (r Result) kinds() map[Cell]string {
	kinds := make(map[Cell]string, len(r.Primary)+len(r.Secondary))
	for _, c := range r.Primary {
		kinds[c] = kindPrimary
	}
	for _, c := range r.Secondary {
		kinds[c] = kindSecondary
	}
	return kinds
}

func groupsJSON(groups []Group) (out []groupJSON) {
	for _, g := range groups {
		out = append(out, groupJSON(g))
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Result) UnmarshalJSON(data []byte) error {
	var in resultJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	p := in.Published
	*r = Result{Published: Table{
		Rows: p.Rows, Columns: p.Columns, Cells: p.Cells, RowTotals: p.RowTotals, ColumnTotals: p.ColumnTotals, Total: p.Total,
		Groups: groupsOf(p.Groups), ColumnGroups: groupsOf(p.ColumnGroups), Notes: in.Notes,
	}}
	for _, s := range p.Shares {
		r.Published.Shares = append(r.Published.Shares, Share(s))
	}
	for _, h := range in.Hidden {
		if len(h.At) != 2 {
			return fmt.Errorf("the hidden cell %s, %s has no place", h.Row, h.Column)
		}
		e := Exposure{Cell: Cell{h.At[0], h.At[1]}, Row: h.Row, Column: h.Column, Low: h.Low, Unbounded: h.High == nil}
		if h.High != nil {
			e.High = *h.High
		}
		r.Exposures = append(r.Exposures, e)
		switch h.Kind {
		case kindPrimary:
			r.Primary = append(r.Primary, e.Cell)
		case kindSecondary:
			r.Secondary = append(r.Secondary, e.Cell)
		}
	}
	return nil
}

func groupsOf(in []groupJSON) (groups []Group) {
	for _, g := range in {
		groups = append(groups, Group(g))
	}
	return groups
}
