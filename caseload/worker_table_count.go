package caseload

import (
	"bytes"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// count looks at each record of the table once. It is false where the table needs a record of each: two of one name whom an id
// tells apart, figures that its columns do not hold as whole numbers.
func (t *WorkerTable) count() bool {
	c := t.c
	fte, okFTE := figuresOf(c.fte)
	cases, okCases := figuresOf(c.cases)
	limit, okLimit := figuresOf(c.limit)
	points, okPoints := figuresOf(c.points)
	if !okFTE || !okCases || !okLimit || !okPoints || cases.exponent != 0 {
		return false
	}
	most, fits := wholeAt(MaxFTE(), fte.exponent)
	if !fits {
		return false
	}
	team, role, agency, asye := wordsOf(c.team), wordsOf(c.role), wordsOf(c.agency), wordsOf(c.asye)
	records := c.t.Len()
	t.class, t.kindOf = newNumbering(records), newNumbering(records)
	likes := newLikeIndex(cases.units)
	kinds := newKindIndex(team, role)
	names := nameSet{of: c.worker, room: records}
	for i := range records {
		if c.t.Role(i) != table.RoleLine {
			names.leave(i)
			continue
		}
		like := likeness{fte: fte.units[i], cases: int32(min(cases.units[i], MaxCases+1)), asye: asye.yes(i)}
		odd := c.t.FaultOf(i) != nil || like.cases < 0 || like.cases > MaxCases || like.fte < 0 || like.fte > most || like.fte == 0 && like.cases > 0 || fte.blank(i)
		if limit.units != nil && !limit.blank(i) {
			like.limit, like.ownLimit = limit.units[i], true
			odd = odd || like.limit < 0
		}
		found := nameNobody
		if odd {
			names.leave(i)
		} else {
			found = names.add(i)
		}
		switch {
		case found == nameTwice && c.t.Has("id"):
			return false
		case found == nameTwice:
			t.left = append(t.left, Fault{Code: WorkerTwice, Worker: c.worker.Text(i), FTE: c.fte.Decimal(i), Cases: int(like.cases)})
			continue
		case found == nameNobody:
			t.leave(i)
			continue
		}
		if points.units != nil {
			like.points = points.units[i]
		}
		class, known := likes.find(like)
		if !known {
			t.alike = append(t.alike, alike{Worker: c.workerOf(i)})
		}
		k := kindCodes{team.code(i), role.code(i), agency.yes(i), like.asye}
		of, known := kinds.find(k)
		if !known {
			t.kinds = append(t.kinds, kind{c.team.Text(i), c.role.Text(i), k.agency, k.asye})
		}
		t.alike[class].n++
		t.class.add(class)
		t.kindOf.add(of)
	}
	return true
}

// leave accounts for a record that is no worker to be counted.
func (t *WorkerTable) leave(i int) {
	c := t.c
	switch bad := c.fault(i); {
	case bad != nil:
		t.left = append(t.left, *bad)
	case c.nobody(i):
		t.unallocated += c.cases.Int(i)
	default:
		w := c.workerOf(i)
		code, _, _ := w.problem()
		t.left = append(t.left, Fault{Code: code, Worker: w.Name, FTE: w.FTE, Cases: w.Cases})
	}
}

// figures are a column as whole numbers; one that the table does not have has no units.
type figures struct {
	units    []int64
	exponent int32
	numbers  *column.Numbers
	full     bool
}

// figuresOf is false where a column holds a figure that is no whole number of its units.
func figuresOf(v *table.Values) (f figures, ok bool) {
	n := v.Numbers()
	if n == nil {
		return figures{}, !v.Present()
	}
	return figures{n.Units(), n.Exponent(), n, n.Full()}, n.Exact()
}

// blank says whether a cell holds no figure.
func (f figures) blank(i int) bool { return !f.full && f.numbers.Form(i).State == column.None }

// wholeAt is a number in units of a power of ten, rounded down where it is between two.
func wholeAt(d decimal.Decimal, exponent int32) (units int64, ok bool) {
	if exponent < -15 || exponent > 0 {
		return 0, false
	}
	return d.Shift(-exponent).IntPart(), true
}

// wordCodes are a column of words that return often; the zero value is one that the table does not have.
type wordCodes struct {
	codes   []int32
	words   int
	yesCode int32
}

func wordsOf(v *table.Values) wordCodes {
	if !v.Present() {
		return wordCodes{yesCode: -1}
	}
	codes, yes := v.Codes(), int32(-1)
	for code, name := range codes.Names() {
		if name == "yes" {
			yes = int32(code)
		}
	}
	return wordCodes{codes.Codes(), len(codes.Names()), yes}
}

func (w wordCodes) code(i int) int32 {
	if w.codes == nil {
		return 0
	}
	return w.codes[i]
}

func (w wordCodes) yes(i int) bool { return w.codes != nil && w.codes[i] == w.yesCode }

// nameSet finds two records of one name, as [identity] tells them. While names rise, as those of a sorted export do, no two are one
// and none is kept.
type nameSet struct {
	of                *table.Values
	room              int
	last, name, other []byte  // the highest name so far, the one in hand, and another
	without           []int32 // records that have no name in the set
	slots             []int32 // records, plus one, by the hash of their name; nil while names rise
	hashes            []uint32
}

type nameFound int

const (
	nameNew nameFound = iota
	nameTwice
	// nameNobody is a blank, or the cases that nobody holds.
	nameNobody
)

// add takes in the name of a record.
func (s *nameSet) add(i int) nameFound {
	s.name = appendIdentity(s.name[:0], s.of, i)
	switch {
	case len(s.name) == 0 || string(s.name) == "unallocated":
		s.leave(i)
		return nameNobody
	case s.slots == nil && bytes.Compare(s.name, s.last) > 0:
		s.last = append(s.last[:0], s.name...)
		return nameNew
	case s.slots == nil:
		size := 64
		for size < 2*s.room {
			size *= 2
		}
		s.slots, s.hashes = make([]int32, size), make([]uint32, s.room)
		without := s.without
		for record := range i {
			if len(without) > 0 && int(without[0]) == record {
				without = without[1:]
				continue
			}
			s.other = appendIdentity(s.other[:0], s.of, record)
			s.find(s.other, record)
		}
		s.without = nil
	}
	return s.find(s.name, i)
}

// leave says that a record has no name in the set.
func (s *nameSet) leave(i int) {
	if s.slots == nil {
		s.without = append(s.without, int32(i))
	}
}

// find puts a name into its slot, unless it is there.
func (s *nameSet) find(name []byte, i int) nameFound {
	h := hashOf(name)
	for at := int(h) & (len(s.slots) - 1); ; at = (at + 1) & (len(s.slots) - 1) {
		slot := s.slots[at]
		if slot == 0 {
			s.slots[at], s.hashes[i] = int32(i)+1, h
			return nameNew
		}
		if s.hashes[slot-1] != h {
			continue
		}
		if other := appendIdentity(nil, s.of, int(slot-1)); bytes.Equal(other, name) {
			return nameTwice
		}
	}
}

// hashOf mixes the bytes of a name.
func hashOf(name []byte) uint32 {
	h := uint64(14695981039346656037)
	for _, c := range name {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return uint32(h ^ h>>32)
}

// appendIdentity appends what [identity] makes of a name.
func appendIdentity(to []byte, of *table.Values, i int) []byte {
	from := len(to)
	to = of.AppendText(to, i)
	before := byte(0)
	for j, c := range to[from:] {
		switch {
		case c >= 'A' && c <= 'Z':
			to[from+j] = c + 'a' - 'A'
		case c >= 0x80, c < ' ', c == ' ' && before == ' ':
			return append(to[:from], identity(of.Text(i))...)
		}
		before = c
	}
	return to
}
