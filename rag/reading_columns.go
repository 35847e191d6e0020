package rag

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// readingColumns are indicators that still stand in the columns of their table: a reading is made of a row when it is asked for.
type readingColumns struct {
	t    *table.Records
	rows []int32 // those of the indicators; nil where all are

	name, unit, source, broken, confidence *table.Values
	actual, target, floor, tolerance       *table.Values
	previous, yearAgo, previousTarget      *table.Values
	date, polarity, basis                  *table.Values
}

func columnsOf(t *table.Records) *readingColumns {
	c := &readingColumns{
		t:    t,
		name: t.Column("name"), unit: t.Column("unit"), source: t.Column("source"), broken: t.Column("break"), confidence: t.Column("confidence"),
		actual: t.Column("actual"), target: t.Column("target"), floor: t.Column("floor"), tolerance: t.Column("tolerance"),
		previous: t.Column("previous"), yearAgo: t.Column("year_ago"), previousTarget: t.Column("previous_target"),
		date: t.Column("date"), polarity: t.Column("polarity"), basis: t.Column("basis"),
	}
	if !t.AllLines() {
		for i := range t.Len() {
			if t.Role(i) == table.RoleLine {
				c.rows = append(c.rows, int32(i))
			}
		}
	}
	return c
}

// len is how many indicators there are.
func (c *readingColumns) len() int {
	if c.t.AllLines() {
		return c.t.Len()
	}
	return len(c.rows)
}

// row is where an indicator stands in the table.
func (c *readingColumns) row(i int) int {
	if c.t.AllLines() {
		return i
	}
	return int(c.rows[i])
}

// figures are the columns of figures.
func (c *readingColumns) figures() []*table.Values {
	return []*table.Values{c.actual, c.target, c.floor, c.previous, c.yearAgo, c.previousTarget}
}

// readingReader makes readings of rows, and keeps the faults of all.
type readingReader struct {
	*readingColumns
	cells      cells
	polarities decoder[Polarity]
	bases      decoder[Basis]
}

func (c *readingColumns) reader() readingReader {
	return readingReader{readingColumns: c, cells: cells{t: c.t}, polarities: decoderOf[Polarity](c.polarity), bases: decoderOf[Basis](c.basis)}
}

// read makes the reading of an indicator.
func (r *readingReader) read(i int) Reading {
	c := &r.cells
	c.i = r.row(i)
	return Reading{
		Name: r.name.Text(c.i), Unit: r.unit.Text(c.i), Source: r.source.Text(c.i), Break: r.broken.Text(c.i), Confidence: r.confidence.Text(c.i),
		Actual: c.value(r.actual), Target: c.value(r.target), Floor: c.value(r.floor), Tolerance: c.allowance(r.tolerance),
		Previous: c.value(r.previous), YearAgo: c.value(r.yearAgo), PreviousTarget: c.value(r.previousTarget), Date: r.date.Day(c.i),
		Polarity: r.polarities.of(c), Basis: r.bases.of(c),
	}
}

// check reads what of an indicator may not be readable, so that every fault is found, in the order in which read finds it.
func (r *readingReader) check(i int, figures []*table.Values) Basis {
	if len(figures) > 0 || r.tolerance.Present() {
		return r.read(i).Basis
	}
	r.cells.i = r.row(i)
	r.polarities.of(&r.cells)
	return r.bases.of(&r.cells)
}

// decoder reads the words of a column of an enumeration, each word once.
type decoder[T any] struct {
	column *table.Values
	codes  *column.Codes
	known  []decoded[T] // by the number of the word
}

type decoded[T any] struct {
	value       T
	read, wrong bool
}

func decoderOf[T any](v *table.Values) decoder[T] {
	d := decoder[T]{column: v}
	if v.Present() {
		d.codes = v.Codes()
		d.known = make([]decoded[T], len(d.codes.Names()))
	}
	return d
}

// of is the value of the record in hand, in any case; that of nothing where the table has no such column.
func (d *decoder[T]) of(c *cells) (value T) {
	if d.codes == nil {
		return value
	}
	code := d.codes.Codes()[c.i]
	k := &d.known[code]
	if k.read && !k.wrong {
		return k.value
	}
	word := strings.ToLower(d.codes.Names()[code])
	err := any(&k.value).(interface{ UnmarshalText([]byte) error }).UnmarshalText([]byte(word))
	k.read, k.wrong = true, err != nil
	if err != nil {
		c.fail(d.column.ID(), err.Error(), "")
		return value
	}
	return k.value
}

// sound reads all words, and says whether each is one of the enumeration; those of rows that are no lines are among them.
func (d *decoder[T]) sound() bool {
	if d.codes == nil {
		return true
	}
	for code, word := range d.codes.Names() {
		k := &d.known[code]
		err := any(&k.value).(interface{ UnmarshalText([]byte) error }).UnmarshalText([]byte(strings.ToLower(word)))
		if k.read, k.wrong = true, err != nil; err != nil {
			return false
		}
	}
	return true
}

// at is the value of a row that has been read before.
func (d *decoder[T]) at(row int) (value T) {
	if d.codes == nil {
		return value
	}
	return d.known[d.codes.Codes()[row]].value
}

// ScorecardOf reads indicators as [KPIsOf] does and rates them by a rule. Those that state no date have the one that is given. The
// indicators stay in the columns of their table, so that very many take little memory.
func ScorecardOf(g *table.Grid, o table.Options, rule Rule, on Date) (Scorecard, error) {
	t, err := KPIsSchema().Read(g, o)
	if err != nil {
		return Scorecard{}, err
	}
	c := columnsOf(t)
	card := Scorecard{Rule: rule, Notes: t.Notes, columns: &scoredColumns{readingColumns: c, on: on}}
	reader := c.reader()
	reader.cells.faults = t.Faults
	var uncertain []*table.Values
	for _, v := range c.figures() {
		if n := v.Numbers(); n != nil && !n.Exact() {
			uncertain = append(uncertain, v)
		}
	}
	worded := reader.polarities.sound() && reader.bases.sound() && !c.basis.Present()
	if !worded || c.tolerance.Present() || len(uncertain) > 0 {
		for i := range c.len() {
			basis := reader.check(i, uncertain)
			card.columns.yearEnds = card.columns.yearEnds || basis != Now
		}
	}
	if err := reader.cells.faults.Err(); err != nil {
		return Scorecard{}, err
	}
	return card, nil
}

// scoredColumns are the indicators of a scorecard in their columns.
type scoredColumns struct {
	*readingColumns
	on       Date
	yearEnds bool // some are forecasts
}

// reading is one indicator, with the date of the call where it states none.
func (c *scoredColumns) reading(r *readingReader, i int) Reading {
	x := r.read(i)
	if x.Date.IsZero() {
		x.Date = c.on
	}
	return x
}
