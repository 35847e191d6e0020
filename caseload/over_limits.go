package caseload

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// OverLimits is who of a roster holds more than their own limit, and by how much in all.
type OverLimits struct {
	// Over are the workers over their limit, the most over first and equals by name.
	Over []Overload
	// Excess is what they hold above it in all.
	Excess decimal.Decimal
	// Workers is how many there are in the roster.
	Workers int
	// OverInTeamsWithin are those in teams that are together within theirs.
	OverInTeamsWithin int
	// Basis is what a load is counted in: cases or points.
	Basis Basis
	// Limits are the limits used, with their defaults filled in.
	Limits Limits
	Notes  []string
}

// OverLimits says who holds more than their own limit, in cases or in points. The error is about the limits.
func (r Roster) OverLimits(basis Basis, l Limits) (o OverLimits, err error) {
	if l, err = l.withDefaults(); err != nil {
		return OverLimits{}, err
	}
	o = OverLimits{Workers: len(r.Workers), Basis: basis, Limits: l, Notes: r.Notes}
	if o.Over, o.Excess, err = Overloads(r.Workers, basis, l); err != nil {
		return OverLimits{}, err
	}
	over := map[string]int{}
	for _, w := range o.Over {
		over[w.Worker.Team]++
	}
	teams := map[string]*Utilisation{}
	for _, w := range r.Workers {
		u := named(teams, w.Team)
		*u = u.Add(l.Utilisation(w, basis))
	}
	for team, n := range over {
		if !teams[team].Over(l.Over) {
			o.OverInTeamsWithin += n
		}
	}
	return o, nil
}

// ToMove is the whole cases that must move for everyone to be within their limit.
func (o OverLimits) ToMove() (cases int) {
	for _, one := range o.Over {
		cases += one.Whole
	}
	return cases
}

// Equal reports whether two answers name the same workers with the same loads.
func (o OverLimits) Equal(other OverLimits) bool {
	return slices.EqualFunc(o.Over, other.Over, Overload.Equal) && o.Excess.Equal(other.Excess) && o.Workers == other.Workers &&
		o.OverInTeamsWithin == other.OverInTeamsWithin && o.Basis == other.Basis && o.Limits.Equal(other.Limits) && slices.Equal(o.Notes, other.Notes)
}

type overLimitsJSON struct {
	Rows              []overloadJSON      `json:"rows"`
	OverLimit         int                 `json:"over_limit"`
	Excess            decimal.Decimal     `json:"excess"`
	ToMove            int                 `json:"to_move"`
	OverInTeamsWithin int                 `json:"over_in_teams_within"`
	Workers           int                 `json:"workers"`
	Basis             Basis               `json:"basis"`
	Limit             decimal.NullDecimal `json:"limit"`
	Limits            limitsJSON          `json:"limits"`
	Notes             []string            `json:"notes,omitempty"`
}

// overloadJSON is a worker over their limit. Limit is the one that they are held against, OwnLimit the one agreed with them.
type overloadJSON struct {
	workerJSON
	Load     decimal.Decimal     `json:"load"`
	Limit    decimal.Decimal     `json:"limit"`
	Over     decimal.Decimal     `json:"over"`
	ToMove   int                 `json:"to_move"`
	Percent  decimal.NullDecimal `json:"percent"`
	Reason   string              `json:"reason,omitempty"`
	Standing Standing            `json:"standing"`
}

type workerJSON struct {
	Worker   string              `json:"worker"`
	Team     string              `json:"team"`
	Role     string              `json:"role,omitempty"`
	FTE      decimal.Decimal     `json:"fte"`
	Cases    int                 `json:"cases"`
	Points   decimal.Decimal     `json:"points,omitzero"`
	OwnLimit decimal.NullDecimal `json:"own_limit"`
	ASYE     bool                `json:"asye"`
	Agency   bool                `json:"agency"`
	Line     int                 `json:"line,omitempty"`
}

func (w Worker) json() workerJSON {
	return workerJSON{w.Name, w.Team, w.Role, w.FTE, w.Cases, w.Points, w.Limit, w.ASYE, w.Agency, w.Line}
}

func (w workerJSON) worker() Worker {
	return Worker{
		Name: w.Worker, Team: w.Team, Role: w.Role, FTE: w.FTE, Cases: w.Cases, Points: w.Points, Limit: w.OwnLimit, ASYE: w.ASYE, Agency: w.Agency, Line: w.Line,
	}
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (o OverLimits) JSONShape() any { return overLimitsJSON{} }

// MarshalJSON writes the workers over their limit and the sums of them. A per cent of no limit is null, and the reason stands
// beside it.
func (o OverLimits) MarshalJSON() ([]byte, error) {
	out := overLimitsJSON{
		Rows: []overloadJSON{}, OverLimit: len(o.Over), Excess: o.Excess, ToMove: o.ToMove(), OverInTeamsWithin: o.OverInTeamsWithin,
		Workers: o.Workers, Basis: o.Basis, Limit: decimal.NullDecimal{Decimal: o.Limits.ordinary(), Valid: o.Limits.Caps.Len() == 0}, Limits: o.Limits.json(), Notes: o.Notes,
	}
	for _, one := range o.Over {
		row := overloadJSON{one.Worker.json(), one.Load, one.Capacity, one.By, one.Whole, one.Ratio().rounded(exactPlaces), "", one.Standing}
		if !row.Percent.Valid {
			row.Reason = one.State().String()
		}
		out.Rows = append(out.Rows, row)
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *OverLimits) UnmarshalJSON(data []byte) error {
	var in overLimitsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	limits, err := in.Limits.limits()
	if err != nil {
		return err
	}
	*o = OverLimits{Excess: in.Excess, Workers: in.Workers, OverInTeamsWithin: in.OverInTeamsWithin, Basis: in.Basis, Limits: limits, Notes: in.Notes}
	for _, row := range in.Rows {
		o.Over = append(o.Over, Overload{Worker: row.worker(), Utilisation: Utilisation{row.Load, row.Limit}, By: row.Over, Whole: row.ToMove, Standing: row.Standing})
	}
	return nil
}
