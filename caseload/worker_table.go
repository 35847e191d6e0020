package caseload

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table"
)

// WorkerTable is a list of workers as its table holds it: what [RosterOf] reads, without a record made for each of very many.
// Workers who are alike in hours, cases and what else decides on limits are looked at once, and counted.
type WorkerTable struct {
	c      rosterColumns
	alike  []alike
	kinds  []kind
	class  []int32 // by worker counted: the place in alike, and in kinds
	kindOf []int32
	// unallocated is the cases that nobody holds, and left what cannot be counted.
	unallocated int
	left        []Fault
	// careful says that the table needs every record: its roster is to be asked.
	careful bool
}

// alike is workers of the same hours, cases, newness, own limit and points, of which the name and the place are of one.
type alike struct {
	Worker
	n int
}

// WorkerTableOf reads a list of workers as [RosterOf] does, with the same errors.
func WorkerTableOf(g *table.Grid, o table.Options) (WorkerTable, error) {
	c, err := rosterColumnsOf(g, o)
	if err != nil {
		return WorkerTable{}, err
	}
	t := WorkerTable{c: c}
	t.careful = !t.count()
	return t, nil
}

// Roster is the list with a record for each worker.
func (t WorkerTable) Roster() Roster { return t.c.roster() }

// Err is all records that cannot be counted, as [Roster.Err] gives them.
func (t WorkerTable) Err() error {
	if t.careful || len(t.left) > 0 {
		return t.Roster().Err()
	}
	return nil
}

// Held is how many workers hold how many cases, the fewest first.
func (t WorkerTable) Held() (held []Held) {
	if t.careful {
		return t.Roster().Held()
	}
	var h histogram
	for _, a := range t.alike {
		h.addMany(a.Cases, a.n)
	}
	h.each(func(cases int, n int64) { held = append(held, Held{cases, int(n)}) })
	return held
}

// InPoints says whether any worker has a load in points.
func (t WorkerTable) InPoints() bool {
	if t.careful {
		return t.Roster().InPoints()
	}
	for _, a := range t.alike {
		if a.Points.IsPositive() {
			return true
		}
	}
	return false
}

// Profile describes the workers that can be counted, and accounts for the others: what [NewProfile] says of the roster. The
// error is about the settings.
func (t WorkerTable) Profile(s Settings) (Profile, error) {
	if t.careful {
		return NewProfile(t.Roster(), s)
	}
	s, err := s.withDefaults()
	if err != nil {
		return Profile{}, err
	}
	workers := make([]Worker, len(t.alike))
	for i, a := range t.alike {
		workers[i] = a.Worker
	}
	if s.Limits.CheckWorkers(workers, s.Bands.basis) != nil {
		return NewProfile(t.Roster(), s) // which names the first worker whom they do not fit
	}
	p := Profile{Limits: s.Limits, Records: len(t.class) + len(t.left), LeftOut: leftOut(t.left), UnallocatedCases: t.unallocated}
	held := p.begin(s)
	members := make([]member, len(t.alike))
	for i, a := range t.alike {
		members[i] = s.Limits.memberOf(a.Worker, s.Bands.basis)
		if a.Cases > 0 {
			held.addMany(a.Cases, a.n)
		}
		if members[i].holds {
			p.Banding.add(s.value(a.Worker), members[i].fte, a.Cases, a.n)
		}
	}
	groups, ok := t.groups(members)
	if !ok {
		return NewProfile(t.Roster(), s)
	}
	p.describe(groups, &held, s)
	p.note(s, len(t.left))
	p.Notes = append(p.Notes, t.c.t.Notes...)
	return p, nil
}

// groups are the sums of each kind of workers. ok is false where a sum would not fit into whole numbers.
func (t WorkerTable) groups(members []member) (groups map[kind]*Group, ok bool) {
	var units [memberSums][]int64
	var exponents [memberSums]int32
	for q := range units {
		if units[q], exponents[q], ok = wholeUnits(members, q, len(t.class)); !ok {
			return nil, false
		}
	}
	type tally struct {
		group Group
		units [memberSums]int64
	}
	tallies := make([]tally, len(t.kinds))
	for i, class := range t.class {
		s := &tallies[t.kindOf[i]]
		for q := range units {
			s.units[q] += units[q][class]
		}
		s.group.count(&members[class])
	}
	groups = make(map[kind]*Group, len(t.kinds))
	for k := range tallies {
		s := &tallies[k]
		var sums [memberSums]decimal.Decimal
		for q := range sums {
			sums[q] = decimal.New(s.units[q], exponents[q])
		}
		s.group.take(sums)
		groups[t.kinds[k]] = &s.group
	}
	return groups, true
}

// wholeUnits are one sum of each member in units of one power of ten. ok is false where so many of the largest would not fit.
func wholeUnits(members []member, q, workers int) (units []int64, exponent int32, ok bool) {
	values := make([]fixed.Number, len(members))
	for i := range members {
		if values[i], ok = fixed.Of(members[i].sums()[q]); !ok {
			return nil, 0, false
		}
		exponent = min(exponent, values[i].Exponent)
	}
	units = make([]int64, len(members))
	most := math.MaxInt64 / int64(workers+1)
	for i, v := range values {
		at, fits := v.At(exponent)
		if !fits || at.Units > most || at.Units < -most {
			return nil, 0, false
		}
		units[i] = at.Units
	}
	return units, exponent, true
}
