package finance

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
)

// lineIndex finds the lines of two ledgers by their names without a string for each.
type lineIndex struct {
	earlier, later *Ledger
	byGroup        bool
	seed           maphash.Seed
	// slots hold the hash of a name in their upper half, and in the lower its number plus one: that of its line in the earlier ledger,
	// or of the lines that only the later one has, behind them.
	slots    []uint64
	is       []int32 // by number, the line of the later ledger; -1 is none
	key, has []byte
}

// joinLines gives each line of the later ledger that of the earlier one, -1 where there is none, and the lines that the later one
// has no more. Lines are matched by service, and by group too where a service stands twice in either. The error is two
// lines that cannot be told apart.
func joinLines(earlier, later *Ledger) (was, gone []int32, err error) {
	if was, gone, twice := joinLinesBy(earlier, later, false); twice == nil {
		return was, gone, nil
	}
	was, gone, twice := joinLinesBy(earlier, later, true)
	if twice != nil {
		return nil, nil, twice
	}
	return was, gone, nil
}

func joinLinesBy(earlier, later *Ledger, byGroup bool) (was, gone []int32, twice *DuplicateError) {
	x := lineIndex{earlier: earlier, later: later, byGroup: byGroup, seed: maphash.MakeSeed()}
	size := 16
	for size < 2*(earlier.n+later.n/8) {
		size *= 2
	}
	x.slots = make([]uint64, size)
	x.is = make([]int32, 0, earlier.n+16)
	for i := range earlier.n {
		x.key = x.appendKey(x.key[:0], earlier, i)
		if _, found := x.find(); found {
			return nil, nil, earlier.duplicate(i)
		}
		x.is = append(x.is, -1)
	}
	was = make([]int32, later.n)
	next := int32(0) // what the line before was, and one more: statements keep their order
	for i := range later.n {
		x.key = x.appendKey(x.key[:0], later, i)
		number, found := next, int(next) < earlier.n && bytes.Equal(x.key, x.keyOf(next))
		if !found {
			number, found = x.find()
		}
		if found {
			next = number + 1
		}
		switch {
		case !found:
			x.is = append(x.is, int32(i))
			number = -1
		case x.is[number] >= 0:
			return nil, nil, later.duplicate(i)
		default:
			x.is[number] = int32(i)
		}
		was[i] = number
	}
	for i, is := range x.is[:earlier.n] {
		if is < 0 {
			gone = append(gone, int32(i))
		}
	}
	return was, gone, nil
}

func (l *Ledger) duplicate(i int) *DuplicateError {
	line := l.Line(i)
	return &DuplicateError{line.Service, line.Group}
}

// appendKey writes what tells a line apart.
func (x *lineIndex) appendKey(key []byte, l *Ledger, i int) []byte {
	row, from := l.at(i), len(key)
	key = l.appendService(key, row)
	if x.byGroup && l.groups != nil {
		key = append(key, l.groups.Text(row)...)
	}
	if x.byGroup {
		key = binary.LittleEndian.AppendUint32(key, uint32(len(l.appendService(nil, row))))
	}
	return key[from:]
}

// find is the number of the name in hand, which is taken in where it is new.
func (x *lineIndex) find() (number int32, found bool) {
	if 2*len(x.is) >= len(x.slots) {
		x.grow()
	}
	hash := maphash.Bytes(x.seed, x.key)
	mark, mask := hash&^(1<<32-1), uint64(len(x.slots)-1)
	for at := hash & mask; ; at = (at + 1) & mask {
		slot := x.slots[at]
		if slot == 0 {
			x.slots[at] = mark | uint64(len(x.is)+1)
			return int32(len(x.is)), false
		}
		if number = int32(uint32(slot)) - 1; slot&^(1<<32-1) == mark && bytes.Equal(x.key, x.keyOf(number)) {
			return number, true
		}
	}
}

// keyOf is the name of a number.
func (x *lineIndex) keyOf(number int32) []byte {
	l, i := x.earlier, int(number)
	if i >= l.n {
		l, i = x.later, int(x.is[number])
	}
	x.has = x.appendKey(x.has[:0], l, i)
	return x.has
}

// grow makes room for more names.
func (x *lineIndex) grow() {
	x.slots = make([]uint64, 2*len(x.slots))
	mask := uint64(len(x.slots) - 1)
	for number := range x.is {
		hash := maphash.Bytes(x.seed, x.keyOf(int32(number)))
		at := hash & mask
		for x.slots[at] != 0 {
			at = (at + 1) & mask
		}
		x.slots[at] = hash&^(1<<32-1) | uint64(number+1)
	}
}
