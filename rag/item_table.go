package rag

import (
	"bytes"
	"fmt"
	"hash/maphash"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// ItemTable is ratings that stand in the columns of their table: an item is made of a row when it is asked for, so that very many
// take little memory. The zero value has none.
type ItemTable struct {
	// Notes are what was supposed when the table was read.
	Notes []string

	t                         *table.Records
	rows                      []int32 // those of the items; nil where all are
	name, area, weight, score *table.Values
	date, priority            *table.Values
	ratings                   decoder[Rating]
	states                    decoder[State]
}

// ItemTableOf reads ratings as [ItemsOf] does, but for names that stand twice, which [ItemTable.Twice] finds. The error is
// [figure.Faults].
func ItemTableOf(g *table.Grid, o table.Options) (ItemTable, error) {
	t, err := ItemsSchema().Read(g, o)
	if err != nil {
		return ItemTable{}, err
	}
	list := itemTable(t)
	sound := len(t.Faults) == 0
	if !list.plain() || !list.ratings.sound() || !list.states.sound() {
		for i := 0; i < list.Len() && sound; i++ {
			_, wrong := list.read(i)
			sound = len(wrong) == 0
		}
	}
	if !sound {
		_, faults := list.whole()
		return ItemTable{}, faults.Err()
	}
	return list, nil
}

// whole makes all items, and finds all that is wrong with them.
func (l *ItemTable) whole() (items []Item, faults figure.Faults) {
	seen := map[pair]int{}
	items, faults = make([]Item, 0, l.Len()), l.t.Faults
	for i := range l.Len() {
		x, wrong := l.read(i)
		faults = append(faults, wrong...)
		key, row := pairOf(&x), l.row(i)
		if first, twice := seen[key]; twice {
			faults = append(faults, twiceFault(l.t, row, first, key))
		}
		seen[key] = row
		items = append(items, x)
	}
	return items, faults
}

func itemTable(t *table.Records) ItemTable {
	list := ItemTable{
		Notes: t.Notes, t: t,
		name: t.Column("name"), area: t.Column("area"), weight: t.Column("weight"), score: t.Column("score"), date: t.Column("date"), priority: t.Column("priority"),
		ratings: decoderOf[Rating](t.Column("rating")), states: decoderOf[State](t.Column("state")),
	}
	if !t.AllLines() {
		list.rows = []int32{}
		for _, row := range t.Lines() {
			list.rows = append(list.rows, int32(row))
		}
	}
	return list
}

// plain says that the table has no figures, so that only its words can be wrong.
func (l *ItemTable) plain() bool { return !l.weight.Present() && !l.score.Present() }

// Len is how many items there are.
func (l ItemTable) Len() int {
	switch {
	case l.t == nil:
		return 0
	case l.rows == nil:
		return l.t.Len()
	}
	return len(l.rows)
}

func (l *ItemTable) row(i int) int {
	if l.rows == nil {
		return i
	}
	return int(l.rows[i])
}

// read makes an item.
func (l *ItemTable) read(i int) (x Item, faults figure.Faults) {
	c := cells{t: l.t, i: l.row(i)}
	x = Item{
		Name: l.name.Text(c.i), Area: l.area.Text(c.i), Weight: c.weight(l.weight), Score: c.value(l.score), Date: l.date.Day(c.i), Priority: l.priority.Yes(c.i),
	}
	x.Rating, x.State = l.ratings.of(&c), l.states.of(&c)
	return x, c.faults
}

// Item is one of the items.
func (l ItemTable) Item(i int) Item {
	x, _ := l.read(i)
	return x
}

// rating is that of an item, which has been found sound.
func (l *ItemTable) rating(row int) Rating { return l.ratings.at(row) }

// Items are all of them.
func (l ItemTable) Items() []Item {
	items := make([]Item, l.Len())
	for i := range items {
		items[i] = l.Item(i)
	}
	return items
}

// Twice is the fault of every item whose area and name another has before it, because a movement could not tell them apart;
// nil where there is none.
func (l ItemTable) Twice() error {
	if l.t == nil {
		return nil
	}
	_, faults := l.whole()
	return faults.Err()
}

func twiceFault(t *table.Records, row, first int, key pair) *figure.Fault {
	return t.Fault(row, "name", figure.BadValue, fmt.Sprintf("%q stands twice in area %q, first on line %d", key.name, key.area, t.Line(first)), "give each a name of its own")
}

// Movement is [MovementOf] from these ratings to later ones; ok is false where an item of either stands twice, which
// [ItemTable.Twice] tells.
func (l ItemTable) Movement(later ItemTable) (m Movement, ok bool) {
	was, vanished, ok := joinItems(&l, &later)
	if !ok {
		return Movement{}, false
	}
	now := make([]int32, l.Len()) // by the earlier item, the later one and one more
	for i, earlier := range was {
		if earlier >= 0 {
			now[earlier] = int32(i) + 1
		}
	}
	for i, place := range now {
		if place == 0 {
			continue
		}
		row := later.row(int(place - 1))
		from, to := l.rating(l.row(i)), later.rating(row)
		m.Matrix[from.known()][to.known()]++
		if from != to {
			m.Changed = append(m.Changed, Move{later.area.Text(row), later.name.Text(row), from, to})
		}
	}
	for i, earlier := range was {
		if earlier < 0 {
			m.New = append(m.New, later.Item(i))
		}
	}
	for _, i := range vanished {
		m.Vanished = append(m.Vanished, l.Item(int(i)))
	}
	m.Notes = append(append(m.Notes, l.Notes...), later.Notes...)
	return m, true
}

// itemIndex finds the items of two tables by area and name, without a string for any.
type itemIndex struct {
	tables [2]*ItemTable
	areas  [2][]int32 // the number of an area by its number in each table
	seed   maphash.Seed
	// slots hold a part of the hash of an item in their upper half, and its place plus one in the lower: that of an item of the
	// second table has its top bit set.
	slots     []uint64
	mask      uint64
	name, has []byte
}

const ofLater = 1 << 31

// joinItems gives each item of the later table that of the earlier one, −1 where there is none, and the items that the later one
// has no more; ok is false where an item stands twice.
func joinItems(earlier, later *ItemTable) (was, gone []int32, ok bool) {
	x := itemIndex{tables: [2]*ItemTable{earlier, later}, seed: maphash.MakeSeed()}
	x.nameAreas()
	size := 16
	for size < 2*(earlier.Len()+later.Len()/4) {
		size *= 2
	}
	x.slots, x.mask = make([]uint64, size), uint64(size-1)
	for i := range earlier.Len() {
		if _, known := x.find(0, i); known {
			return nil, nil, false
		}
	}
	kept := make([]bool, earlier.Len())
	was = make([]int32, later.Len())
	room, next := size/2-earlier.Len(), 0
	for i := range later.Len() {
		// Most items stand in both tables in one order: the one behind that of the item before is tried first.
		place, known := uint32(next), next < earlier.Len() && !kept[next] && x.same(next, i)
		if !known {
			place, known = x.find(1, i)
		}
		switch {
		case !known:
			was[i] = -1
			if room--; room < 0 {
				x.grow()
				room = len(x.slots)/2 - earlier.Len() - i
			}
		case place&ofLater != 0 || kept[place]:
			return nil, nil, false
		default:
			was[i], kept[place], next = int32(place), true, int(place)+1
		}
	}
	for i, is := range kept {
		if !is {
			gone = append(gone, int32(i))
		}
	}
	return was, gone, true
}

// nameAreas gives the areas of both tables one number each.
func (x *itemIndex) nameAreas() {
	numbers := map[string]int32{"": 0}
	for side, l := range x.tables {
		if l.t == nil || !l.area.Present() {
			continue
		}
		for _, name := range l.area.Codes().Names() {
			if _, known := numbers[name]; !known {
				numbers[name] = int32(len(numbers))
			}
			x.areas[side] = append(x.areas[side], numbers[name])
		}
	}
}

func (x *itemIndex) areaOf(side, row int) int32 {
	if x.areas[side] == nil {
		return 0
	}
	return x.areas[side][x.tables[side].area.Codes().Codes()[row]]
}

// same says whether an item of the earlier table has the area and the name of one of the later.
func (x *itemIndex) same(earlier, later int) bool {
	before, now := x.tables[0], x.tables[1]
	was, is := before.row(earlier), now.row(later)
	x.has, x.name = before.name.AppendText(x.has[:0], was), now.name.AppendText(x.name[:0], is)
	return bytes.Equal(x.has, x.name) && x.areaOf(0, was) == x.areaOf(1, is)
}

// find is the place of the item that has the area and the name of one of the items, which is taken in where there is none yet.
func (x *itemIndex) find(side, i int) (place uint32, known bool) {
	l := x.tables[side]
	row := l.row(i)
	x.name = l.name.AppendText(x.name[:0], row)
	area := x.areaOf(side, row)
	hash := x.hash(area)
	for at := hash & x.mask; ; at = (at + 1) & x.mask {
		slot := x.slots[at]
		if slot == 0 {
			own := uint64(i+1) | uint64(side)*ofLater
			x.slots[at] = hash&^(1<<32-1) | own
			return 0, false
		}
		if (slot^hash)>>32 != 0 {
			continue
		}
		place = uint32(slot)
		other := int(place >> 31)
		there := x.tables[other].row(int(place&^ofLater) - 1)
		x.has = x.tables[other].name.AppendText(x.has[:0], there)
		if x.areaOf(other, there) == area && bytes.Equal(x.has, x.name) {
			return place - 1, true
		}
	}
}

// hash is that of the name in hand in an area.
func (x *itemIndex) hash(area int32) uint64 {
	const odd = 0x9E3779B97F4A7C15
	return maphash.Bytes(x.seed, x.name) ^ uint64(area)*odd
}

// grow makes room for as many items again.
func (x *itemIndex) grow() {
	old := x.slots
	x.slots, x.mask = make([]uint64, 2*len(old)), uint64(2*len(old)-1)
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		side, i := int(slot>>31&1), int(slot&(ofLater-1))-1
		row := x.tables[side].row(i)
		x.name = x.tables[side].name.AppendText(x.name[:0], row)
		hash := x.hash(x.areaOf(side, row))
		at := hash & x.mask
		for x.slots[at] != 0 {
			at = (at + 1) & x.mask
		}
		x.slots[at] = slot
	}
}
