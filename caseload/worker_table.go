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
	class  numbering // by worker counted: the place in alike, and in kinds
	kindOf numbering
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
	p := Profile{Limits: s.Limits, Records: t.class.len() + len(t.left), LeftOut: leftOut(t.left), UnallocatedCases: t.unallocated}
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
	units, ok := unitsOf(members, t.class.len())
	if !ok {
		return NewProfile(t.Roster(), s)
	}
	describe(&p, groupedOf(t.wholeGroups(members, units), (*wholeGroup).merge), units.group, &held, s)
	p.note(s, len(t.left))
	p.Notes = append(p.Notes, t.c.t.Notes...)
	return p, nil
}

// wholeGroup is a group whose sums are whole numbers of the units of [memberUnits].
type wholeGroup struct {
	group Group
	sums  [memberSums]int64
}

func (w *wholeGroup) merge(part *wholeGroup) {
	w.group.merge(&part.group)
	for q, n := range part.sums {
		w.sums[q] += n
	}
}

// memberUnits are what each member adds to the sums, in units of one power of ten a sum.
type memberUnits struct {
	units     [][memberSums]int64
	exponents [memberSums]int32
}

// unitsOf is false where a sum of so many workers might not fit into whole numbers.
func unitsOf(members []member, workers int) (u memberUnits, ok bool) {
	u.units = make([][memberSums]int64, len(members))
	for i := range members {
		for q, d := range members[i].sums() {
			u.exponents[q] = min(u.exponents[q], d.Exponent())
			if _, ok := fixed.Of(d); !ok {
				return u, false
			}
		}
	}
	most := math.MaxInt64 / int64(workers+1)
	for i := range members {
		for q, d := range members[i].sums() {
			n, _ := fixed.Of(d)
			at, fits := n.At(u.exponents[q])
			if !fits || at.Units > most || at.Units < -most {
				return u, false
			}
			u.units[i][q] = at.Units
		}
	}
	return u, true
}

// group gives a group its sums as decimals.
func (u memberUnits) group(w *wholeGroup) Group {
	g := w.group
	for q, into := range g.sumsAt() {
		*into = decimal.New(w.sums[q], u.exponents[q])
	}
	return g
}

// wholeGroups are the sums of each kind of workers.
func (t WorkerTable) wholeGroups(members []member, u memberUnits) map[kind]*wholeGroup {
	groups := make([]wholeGroup, len(t.kinds))
	for i := range t.class.len() {
		class, w := t.class.at(i), &groups[t.kindOf.at(i)]
		for q, n := range u.units[class] {
			w.sums[q] += n
		}
		w.group.count(&members[class])
	}
	byKind := make(map[kind]*wholeGroup, len(groups))
	for k := range groups {
		byKind[t.kinds[k]] = &groups[k]
	}
	return byKind
}
