package caseload

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/table"
)

// StandardLoad is a load that is held against a published standard.
type StandardLoad struct {
	// Name is who holds it: "independent reviewing officers, on average".
	Name     string
	Load     decimal.Decimal
	Standard Standard
}

// PresetStandard finds a published standard by the name that tables take: iro, chair or span.
func PresetStandard(name string) (Standard, bool) {
	switch name {
	case "iro":
		return IROStandard(), true
	case "chair":
		return ChairStandard(), true
	case "span":
		return SpanOfControl(), true
	}
	return Standard{}, false
}

// StandardLoadsSchema is the columns of a table of loads and the standards they are held against.
func StandardLoadsSchema() table.Schema {
	return table.Schema{
		Name: "standards.csv",
		Columns: []table.Column{
			{ID: "role", Label: "Who", Synonyms: []string{"Role", "Name", "Officer", "Post"}, Need: "say who it is", Doc: "who holds the load"},
			{ID: "load", Label: "Load", Synonyms: []string{"Caseload", "Cases", "Children", "Average caseload", "Average"}, Kind: table.KindNumber, Rate: true, Need: "write a number, as 74", Doc: "what they hold"},
			{
				ID: "standard", Label: "Standard", Kind: table.KindChoice, Need: "write iro, chair or span", Doc: "the standard: iro (reviewing officer, 50 to 70 children), chair (protection chair, 70) or span (manager, 7 reports)",
				Choices: []table.Choice{
					{Value: "iro", Words: []string{"reviewing officer", "independent reviewing officer"}},
					{Value: "chair", Words: []string{"protection chair", "child protection chair"}},
					{Value: "span", Words: []string{"manager", "span of control"}},
				},
			},
		},
	}
}

// ReadStandardLoads reads delimited text as [StandardLoadsOf] reads a table.
func ReadStandardLoads(r io.Reader) (Standings, error) { return readDelimited(r, StandardLoadsOf) }

// StandardLoadsOf reads loads from a table with the columns role, load and standard (iro, chair or span). The error is
// [figure.Faults].
func StandardLoadsOf(g *table.Grid, o table.Options) (Standings, error) {
	t, err := StandardLoadsSchema().Read(g, o)
	if err != nil {
		return Standings{}, err
	}
	role, load, standard := t.Column("role"), t.Column("load"), t.Column("standard")
	faults := t.Faults
	s := Standings{Notes: t.Notes}
	for i := range t.Len() {
		one := StandardLoad{Name: role.Text(i), Load: load.Decimal(i)}
		one.Standard, _ = PresetStandard(standard.Text(i))
		if one.Load.IsNegative() {
			faults = append(faults, t.Fault(i, "load", "negative", fmt.Sprintf("a load of %s: it cannot be below zero", one.Load), "correct the figure"))
		}
		s.Loads = append(s.Loads, one)
	}
	return s, faults.Err()
}

// Standings are loads held against published standards.
type Standings struct {
	Loads []StandardLoad
	Notes []string
}

// Over are the names of those whose load is above the standard, in their order.
func (s Standings) Over() (names []string) {
	for _, l := range s.Loads {
		if _, by := l.Standard.Judge(l.Load); by.IsPositive() {
			names = append(names, l.Name)
		}
	}
	return names
}

// Equal reports whether two sets of loads are held against the same standards.
func (s Standings) Equal(other Standings) bool {
	return slices.EqualFunc(s.Loads, other.Loads, func(a, b StandardLoad) bool {
		return a.Name == b.Name && a.Load.Equal(b.Load) && a.Standard.Equal(b.Standard)
	}) && slices.Equal(s.Notes, other.Notes)
}

// Equal reports whether two standards are the same.
func (s Standard) Equal(other Standard) bool {
	return s.Name == other.Name && s.Of == other.Of && equalNull(s.From, other.From) && s.Ordinary.Equal(other.Ordinary) &&
		equalNull(s.Exceptional, other.Exceptional) && s.Source == other.Source
}

type standingsJSON struct {
	Rows  []standingJSON `json:"rows"`
	Over  int            `json:"over"`
	Notes []string       `json:"notes"`
}

type standingJSON struct {
	Role     string          `json:"role"`
	Load     decimal.Decimal `json:"load"`
	Standing Standing        `json:"standing"`
	OverBy   decimal.Decimal `json:"over_by"`
	Standard standardJSON    `json:"standard"`
}

type standardJSON struct {
	Name        string              `json:"name"`
	Of          string              `json:"of"`
	From        decimal.NullDecimal `json:"from"`
	Ordinary    decimal.Decimal     `json:"ordinary"`
	Exceptional decimal.NullDecimal `json:"exceptional"`
	Source      string              `json:"source"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (s Standings) JSONShape() any { return standingsJSON{} }

// MarshalJSON writes where each load stands, and the standard.
func (s Standings) MarshalJSON() ([]byte, error) {
	out := standingsJSON{Rows: []standingJSON{}, Over: len(s.Over()), Notes: append([]string{}, s.Notes...)}
	for _, l := range s.Loads {
		standing, by := l.Standard.Judge(l.Load)
		out.Rows = append(out.Rows, standingJSON{l.Name, l.Load, standing, by, standardJSON(l.Standard)})
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote: the loads and the standards. Where they stand is worked out anew.
func (s *Standings) UnmarshalJSON(data []byte) error {
	var in standingsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*s = Standings{Notes: given(in.Notes)}
	for _, row := range in.Rows {
		s.Loads = append(s.Loads, StandardLoad{row.Role, row.Load, Standard(row.Standard)})
	}
	return nil
}
