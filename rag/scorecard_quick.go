package rag

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// quick rates rows of plain figures by a tolerance rule in whole numbers of one power of ten, and says why in the bytes of one
// text. What it does not take, it leaves to [Rule.Assess]: units, commas, doubts about the last printed place, fractions that may
// be percentages. Where it answers it answers the same, which a test holds on tables of every kind.
type quick struct {
	*scoredColumns
	actual, target, previous quickColumn
	exponent                 int32 // of all that is compared
	green, red               quickLine
	edges                    Edges
	polarity                 Polarity
	polarities               decoder[Polarity]
	cells                    cells
	fields                   [][]byte
	noMiss                   bool // no miss is allowed
	colour                   string
}

// quickColumn is a column of figures, and what brings it to the common power of ten.
type quickColumn struct {
	values  *table.Values
	numbers *column.Numbers
	units   []int64
	factor  int64
	one     int64 // the number 1 in units of the column
}

// quickLine is an allowance: a fixed number of units, or a share of those of the target.
type quickLine struct {
	allowance    Allowance
	fixed, share int64 // the share in units of a unit of the target
	said         string
}

// mostUnits bounds the figures that are taken, so that no product of them leaves 63 bits.
const mostUnits = 1_000_000_000

// mostFactor bounds what they are multiplied by.
const mostFactor = 1_000_000

// quick makes the fast form of a scorecard; ok is false where the rule or the columns have more than it knows.
func (s Scorecard) quick() (q quick, ok bool) {
	c := s.columns
	if c == nil || s.Rule.Round != nil || !s.Rule.NoChange.IsZero() {
		return q, false
	}
	for _, v := range []*table.Values{c.floor, c.tolerance, c.yearAgo, c.previousTarget, c.broken} {
		if v.Present() {
			return q, false
		}
	}
	m, isTolerance := s.Rule.Method.(Tolerance)
	if !isTolerance || m.Target.Known() || !c.target.Present() {
		return q, false
	}
	none := Reading{}
	green, red := m.green(&none), m.amber(&none)
	if green.two != nil || red.two != nil || green.pounds || red.pounds || green.Negative() || red.Negative() {
		return q, false
	}
	q = quick{scoredColumns: c, edges: m.Edges, polarity: s.Rule.Polarity, polarities: decoderOf[Polarity](c.polarity)}
	// A red is said to be beyond the last line, which is the green one where there is no other.
	last := red.or(green)
	q.noMiss, q.colour = last.IsZero() || last.nothing(), colourOf(red.Equal(green))
	columns := []*quickColumn{&q.actual, &q.target, &q.previous}
	for i, v := range []*table.Values{c.actual, c.target, c.previous} {
		if !v.Present() {
			continue
		}
		n := v.Numbers()
		if n == nil || !n.Exact() {
			return q, false
		}
		*columns[i] = quickColumn{values: v, numbers: n, units: n.Units()}
		q.exponent = min(q.exponent, n.Exponent())
	}
	for _, a := range []Allowance{green, red} {
		if a.share {
			q.exponent = min(q.exponent, c.target.Numbers().Exponent()+a.amount.Exponent()-2)
		} else {
			q.exponent = min(q.exponent, a.amount.Exponent())
		}
	}
	for _, column := range columns {
		if column.values == nil {
			continue
		}
		var fits bool
		if column.factor, fits = powerOfTen(column.numbers.Exponent() - q.exponent); !fits {
			return q, false
		}
		if column.one, fits = powerOfTen(-column.numbers.Exponent()); !fits {
			return q, false
		}
	}
	var fits [2]bool
	q.green, fits[0] = q.line(green)
	q.red, fits[1] = q.line(red)
	return q, fits[0] && fits[1]
}

// line is an allowance in whole units.
func (q *quick) line(a Allowance) (l quickLine, ok bool) {
	l.allowance = a
	exponent := q.exponent
	if a.share {
		exponent = q.exponent - q.target.numbers.Exponent() + 2
		l.said = a.String()
	}
	units, fits := unitsOf(a.amount, exponent)
	if !fits || units > mostFactor*mostFactor || a.share && units > mostFactor {
		return l, false
	}
	if a.share {
		l.share = units
	} else {
		l.fixed = units
	}
	return l, true
}

// powerOfTen is 10^n as a whole number.
func powerOfTen(n int32) (power int64, ok bool) {
	if n < 0 || n > 6 {
		return 0, false
	}
	power = 1
	for range n {
		power *= 10
	}
	return power, true
}

// figure is the figure of a row as it stands in its column; ok is false for one that is no plain number beyond one.
func (c *quickColumn) figure(row int) (units int64, places int32, ok bool) {
	f := c.numbers.Form(row)
	units = c.units[row]
	if f.State != column.Value || f.Measure != uint8(figure.Plain) || f.Power != 0 || units > mostUnits || units < -mostUnits || units <= c.one && units >= -c.one {
		return 0, 0, false
	}
	return units, int32(f.Places), true
}

// missed is what a row is rated by.
type missed struct {
	rating           Rating
	short            Direction
	polarity         Polarity
	miss, green, red int64
	places           int32 // that the actual has
}

// rate rates an indicator; ok is false for one that it leaves to the careful way.
func (q *quick) rate(i int) (m missed, ok bool) {
	row := q.row(i)
	actual, places, ok := q.actual.figure(row)
	if !ok {
		return m, false
	}
	target, _, ok := q.target.figure(row)
	if !ok {
		return m, false
	}
	m.places, m.polarity = places, q.polarity
	q.cells.i = row
	if p := q.polarities.of(&q.cells); p != Neutral {
		m.polarity = p
	}
	value, aim := actual*q.actual.factor, target*q.target.factor
	switch m.polarity {
	case HigherBetter:
		m.miss = aim - value
	case LowerBetter:
		m.miss = value - aim
	default:
		return m, false
	}
	size := max(target, -target)
	m.green, m.red = q.green.share*size+q.green.fixed, q.red.share*size+q.red.fixed
	// Where half a unit of the last printed place leads over a line the colour is in doubt.
	whole, fits := powerOfTen(-places - q.exponent)
	if !fits || 2*max(m.miss-m.green, m.green-m.miss) <= whole || 2*max(m.miss-m.red, m.red-m.miss) <= whole {
		return m, false
	}
	switch {
	case m.miss < m.green:
		m.rating = Green
	case m.miss < m.red:
		m.rating = Amber
	default:
		m.rating = Red
	}
	m.short, ok = q.travel(row, value, m.polarity)
	return m, ok
}

// travel is the direction since the previous value.
func (q *quick) travel(row int, value int64, p Polarity) (d Direction, ok bool) {
	if q.previous.values == nil || q.previous.numbers.Form(row).State == column.None {
		return NotStated, true
	}
	before, _, ok := q.previous.figure(row)
	if !ok {
		return NotStated, false
	}
	better := value - before*q.previous.factor
	if p == LowerBetter {
		better = -better
	}
	switch {
	case better > 0:
		return Improving, true
	case better < 0:
		return Worsening, true
	}
	return NoMaterialChange, true
}

// say writes the name of an indicator and why it has its rating; ok is false where a figure is not written in plain digits.
func (q *quick) say(text []byte, i int, m missed) (_ []byte, name int, ok bool) {
	row := q.row(i)
	var actual, target []byte
	if q.fields, ok = q.t.Cells(row, q.fields[:0]); ok {
		text, actual, target = append(text, q.name.In(q.fields)...), q.actual.values.In(q.fields), q.target.values.In(q.fields)
	} else {
		text, actual, target = q.name.AppendText(text, row), []byte(q.actual.values.Text(row)), []byte(q.target.values.Text(row))
	}
	name = len(text)
	if !plainDigits(actual) || !plainDigits(target) {
		return text, name, false
	}
	text, ok = q.why(append(append(append(text, actual...), " against a target of "...), target...), m)
	return text, name, ok
}

// why writes what the miss is, and what of it is allowed.
func (q *quick) why(text []byte, m missed) (_ []byte, ok bool) {
	switch {
	case m.miss == 0:
		text, ok = append(text, ": on it"...), true
	case m.miss < 0:
		text, ok = q.amount(append(text, ": better by "...), -m.miss, m.places)
	default:
		text = append(text, ": "...)
		text = append(text, missWords[m.polarity]...)
		text, ok = q.amount(append(text, " by "...), m.miss, m.places)
	}
	if !ok || m.rating == Green && m.miss <= 0 {
		return text, ok
	}
	line, units, words, colour := &q.red, m.red, edgeWords(q.edges.Red).inside, "amber"
	switch {
	case m.rating == Green:
		line, units, words, colour = &q.green, m.green, edgeWords(q.edges.Green).inside, "green"
	case m.rating == Red && q.noMiss:
		return append(text, ", and no miss is allowed"...), true
	case m.rating == Red:
		words, colour = edgeWords(q.edges.Red).outside, q.colour
	}
	text = append(append(text, ", "...), words...)
	text = append(text, " the "...)
	if line.said != "" {
		text = append(append(text, line.said...), " ("...)
	}
	if text, ok = q.amount(text, units, m.places); !ok {
		return text, false
	}
	if line.said != "" {
		text = append(text, ')')
	}
	text = append(text, " allowed for "...)
	return append(text, colour...), true
}

// amount writes a difference as the actual is printed: with its places, and with up to four more where it has them.
func (q *quick) amount(text []byte, units int64, places int32) ([]byte, bool) {
	n := fixed.Number{Units: units, Exponent: q.exponent}
	for -n.Exponent > places && n.Units%10 == 0 {
		n.Units, n.Exponent = n.Units/10, n.Exponent+1
	}
	if -n.Exponent > places+4 {
		return text, false
	}
	return n.Append(text, max(places, -n.Exponent), false)
}

// plainDigits says whether a figure is digits with a point perhaps, and a hyphen before them: it prints as it is written.
func plainDigits(text []byte) bool {
	for i, c := range text {
		if (c < '0' || c > '9') && c != '.' && (c != '-' || i > 0) {
			return false
		}
	}
	return len(text) > 0 && len(text) < math.MaxInt8
}
