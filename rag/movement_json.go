package rag

import (
	"encoding/json"
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// movementJSON is a movement as its JSON has it: the matrix is by the rating before, then the rating after.
type movementJSON struct {
	Matrix      map[string]Tally `json:"matrix"`
	Improved    int              `json:"improved"`
	Worsened    int              `json:"worsened"`
	Changed     []moveJSON       `json:"changed"`
	New         []Item           `json:"new"`
	Vanished    []Item           `json:"vanished"`
	RuleChanged int              `json:"rule_changed"`
	Notes       []string         `json:"notes,omitempty"`
}

// moveJSON is one item between two periods, and in words what became of it.
type moveJSON struct {
	Move
	Said string `json:"movement"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (m Movement) JSONShape() any { return movementJSON{} }

// MarshalJSON writes the matrix and every item that changed, is new or has vanished.
func (m Movement) MarshalJSON() ([]byte, error) {
	out := m.frame()
	for _, c := range m.Changed {
		out.Changed = append(out.Changed, c.json())
	}
	out.New, out.Vanished = append(out.New, m.New...), append(out.Vanished, m.Vanished...)
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: what changed is made as it is written.
func (m Movement) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	item := func(i Item) Item { return i }
	return m.frame(), map[string]iter.Seq[any]{
		"changed": marshal.Each(m.Changed, Move.json), "new": marshal.Each(m.New, item), "vanished": marshal.Each(m.Vanished, item),
	}
}

func (m Move) json() moveJSON { return moveJSON{m, m.String()} }

// frame is the movement without its items.
func (m Movement) frame() movementJSON {
	out := movementJSON{
		Matrix: map[string]Tally{}, Improved: m.Improved(), Worsened: m.Worsened(), Changed: []moveJSON{}, New: []Item{}, Vanished: []Item{},
		RuleChanged: m.RuleChanged, Notes: m.Notes,
	}
	for from, to := range m.Matrix {
		out.Matrix[Rating(from).String()] = Tally{Green: to[Green], Amber: to[Amber], Red: to[Red], Unrated: to[Unrated]}
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Movement) UnmarshalJSON(data []byte) error {
	var in movementJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*m = Movement{RuleChanged: in.RuleChanged, Notes: in.Notes}
	for from := range m.Matrix {
		t := in.Matrix[Rating(from).String()]
		m.Matrix[from] = [4]int{Unrated: t.Unrated, Green: t.Green, Amber: t.Amber, Red: t.Red}
	}
	for _, c := range in.Changed {
		m.Changed = append(m.Changed, c.Move)
	}
	if len(in.New) > 0 {
		m.New = in.New
	}
	if len(in.Vanished) > 0 {
		m.Vanished = in.Vanished
	}
	return nil
}

// Equal reports whether two movements are the same.
func (m Movement) Equal(n Movement) bool {
	return m.Matrix == n.Matrix && m.RuleChanged == n.RuleChanged && slices.EqualFunc(m.New, n.New, Item.Equal) && slices.EqualFunc(m.Vanished, n.Vanished, Item.Equal) &&
		slices.Equal(m.Changed, n.Changed) && slices.Equal(m.Notes, n.Notes)
}
