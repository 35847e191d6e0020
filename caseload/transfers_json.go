package caseload

import (
	"encoding/json"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// Transfers plans the fewest moves that bring everyone of the roster within their own limit; more are holders beside it, as workers
// who are still to come. may says who may take whose cases; nil is anyone anyone's. The error is about the limits, or
// [ErrHolder].
func (r Roster) Transfers(l Limits, may func(from, to string) bool, more ...Holder) (TransferPlan, error) {
	if err := l.CheckWorkers(r.Workers, Cases); err != nil {
		return TransferPlan{}, err
	}
	holders := make([]Holder, 0, len(r.Workers)+len(more))
	for _, w := range r.Workers {
		holders = append(holders, HolderOf(w, l))
	}
	p, err := Transfers(append(holders, more...), may)
	p.Notes = r.Notes
	return p, err
}

// Equal reports whether two plans make the same moves.
func (p TransferPlan) Equal(other TransferPlan) bool {
	return p.Feasible == other.Feasible && p.Moved == other.Moved && p.Unplaced == other.Unplaced && slices.Equal(p.Moves, other.Moves) &&
		slices.Equal(p.Proof.Over, other.Proof.Over) && slices.Equal(p.Proof.Takers, other.Proof.Takers) &&
		p.Proof.Excess == other.Proof.Excess && p.Proof.Room == other.Proof.Room && slices.Equal(p.Notes, other.Notes)
}

type transferPlanJSON struct {
	Feasible bool `json:"feasible"`
	// Moved is null when no plan is feasible, so that nobody takes the moves for one.
	Moved    *int     `json:"moved"`
	Moves    []Move   `json:"moves"`
	Unplaced int      `json:"unplaced"`
	Proof    *cutJSON `json:"proof"`
	Notes    []string `json:"notes,omitempty"`
}

type cutJSON struct {
	Over     []string `json:"over"`
	Takers   []string `json:"takers"`
	Excess   int      `json:"excess"`
	Room     int      `json:"room"`
	Sentence string   `json:"sentence"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (p TransferPlan) JSONShape() any { return transferPlanJSON{} }

// MarshalJSON writes the moves, and the proof where no plan exists.
func (p TransferPlan) MarshalJSON() ([]byte, error) {
	out := transferPlanJSON{Feasible: p.Feasible, Moves: append([]Move{}, p.Moves...), Unplaced: p.Unplaced, Notes: p.Notes}
	if p.Feasible {
		out.Moved = &p.Moved
	} else {
		c := p.Proof
		out.Proof = &cutJSON{append([]string{}, c.Over...), append([]string{}, c.Takers...), c.Excess, c.Room, c.String()}
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *TransferPlan) UnmarshalJSON(data []byte) error {
	var in transferPlanJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*p = TransferPlan{Feasible: in.Feasible, Moves: given(in.Moves), Unplaced: in.Unplaced, Notes: in.Notes}
	for _, m := range p.Moves {
		p.Moved += m.Cases
	}
	if c := in.Proof; c != nil {
		p.Proof = Cut{given(c.Over), given(c.Takers), c.Excess, c.Room}
	}
	return nil
}
