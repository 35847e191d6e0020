package finance

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// LedgerMovement is the [Movement] between two ledgers: which line of the one is which of the other, and a [LineMovement] with its
// decimals when somebody asks for one.
type LedgerMovement struct {
	// From, To, Unit, Convention, Total and Notes are as in [Movement].
	From, To   Period
	Unit       Unit
	Convention Convention
	Total      LineMovement
	Notes      []string

	earlier, later *Ledger
	was            []int32 // by line of the later ledger, the line that it was; -1 is new
	gone           []int32 // lines of the earlier ledger that have vanished
	before, after  levels
	quick          bool // all amounts and their differences fit 64 bits at one power of ten
}

// MoveLedgers is [Move] of two ledgers, which are not to be changed as long as the movement is used.
func MoveLedgers(earlier, later *Ledger) (*LedgerMovement, error) {
	if err := checkOrder(earlier.Period, later.Period); err != nil {
		return nil, err
	}
	m := &LedgerMovement{From: earlier.Period, To: later.Period, Unit: later.Unit, Convention: later.Convention, earlier: earlier, later: later}
	var err error
	if m.was, m.gone, err = joinLines(earlier, later); err != nil {
		return nil, err
	}
	exponent := min(earlier.exponent(), later.exponent())
	before, quick := earlier.levelsAt(exponent)
	after, also := later.levelsAt(exponent)
	m.before, m.after, m.quick = before, after, quick && also
	was, is := earlier.Total(), later.Total()
	m.Total = moveLine(&was, &is, InBoth)
	m.note()
	return m, nil
}

// note says what a reader of the total should know.
func (m *LedgerMovement) note() {
	say := func(l *Ledger, i int, p Presence) {
		service := l.appendService(nil, l.at(i))
		m.Notes = append(m.Notes, quoted(string(service))+" is "+p.String())
	}
	for i, was := range m.was {
		if was < 0 {
			say(m.later, i, Added)
		}
	}
	for _, i := range m.gone {
		say(m.earlier, int(i), Vanished)
	}
	m.Notes = append(m.Notes, m.frame().totalNotes()...)
	for _, n := range slices.Concat(m.earlier.Notes, m.later.Notes) {
		if !slices.Contains(m.Notes, n) {
			m.Notes = append(m.Notes, n)
		}
	}
}

// Len is how many lines moved, vanished ones last.
func (m *LedgerMovement) Len() int { return len(m.was) + len(m.gone) }

// places are where a line stands in the two ledgers; -1 is in neither.
func (m *LedgerMovement) places(i int) (from, to int, p Presence) {
	switch {
	case i >= len(m.was):
		return int(m.gone[i-len(m.was)]), -1, Vanished
	case m.was[i] < 0:
		return -1, i, Added
	}
	return int(m.was[i]), i, InBoth
}

// Line is how one line moved, from 0.
func (m *LedgerMovement) Line(i int) LineMovement {
	from, to, p := m.places(i)
	var was, is Line
	if from >= 0 {
		was = m.earlier.Line(from)
	}
	if to >= 0 {
		is = m.later.Line(to)
	} else {
		is = Line{Service: was.Service, Group: was.Group}
	}
	return moveLine(&was, &is, p)
}

// frame is the movement without its lines.
func (m *LedgerMovement) frame() Movement {
	return Movement{From: m.From, To: m.To, Unit: m.Unit, Convention: m.Convention, Total: m.Total, Notes: m.Notes}
}

// Movement is the movement with its lines as values.
func (m *LedgerMovement) Movement() Movement {
	out := m.frame()
	out.Lines = make([]LineMovement, m.Len())
	for i := range out.Lines {
		out.Lines[i] = m.Line(i)
	}
	return out
}

// Lines are all lines, each made as it is asked for.
func (m *LedgerMovement) Lines() iter.Seq[LineMovement] {
	return func(yield func(LineMovement) bool) {
		for i := range m.Len() {
			if !yield(m.Line(i)) {
				return
			}
		}
	}
}

// Printed is what [Movement.Printed] says.
func (m *LedgerMovement) Printed(pounds decimal.Decimal) decimal.Decimal {
	return m.frame().Printed(pounds)
}

// Answer says in one sentence how the position moved, as [Movement.Answer] does.
func (m *LedgerMovement) Answer() string { return m.frame().Answer() }

// Largest are so many of the lines by the size of their movement, as [Movement.Largest] has them first.
func (m *LedgerMovement) Largest(most int) []LineMovement {
	const few = 64
	if !m.quick || most > few {
		all := m.Movement().Largest()
		return all[:min(most, len(all))]
	}
	var lines []int
	var sizes []int64
	for i := range m.Len() {
		v := m.moved(i)
		size := max(v.to-v.from, v.from-v.to)
		if most == 0 || len(lines) == most && size <= sizes[most-1] {
			continue
		}
		at := len(lines)
		for at > 0 && sizes[at-1] < size {
			at--
		}
		lines, sizes = slices.Insert(lines, at, i), slices.Insert(sizes, at, size)
		lines, sizes = lines[:min(most, len(lines))], sizes[:min(most, len(sizes))]
	}
	largest := make([]LineMovement, len(lines))
	for k, i := range lines {
		largest[k] = m.Line(i)
	}
	return largest
}

// moved are the amounts of one line.
type moved struct {
	from, to                     int64 // variances
	budget, forecast, reserves   int64 // changes
	budgetFrom, forecastFrom, of int64 // where each started; of is that of reserves
	presence                     Presence
}

func (m *LedgerMovement) moved(i int) (v moved) {
	from, to, p := m.places(i)
	v.presence = p
	if from >= 0 {
		v.budgetFrom, v.forecastFrom, v.of = m.before.amounts(m.earlier, from)
		v.from = v.forecastFrom + v.of - v.budgetFrom
	}
	if to >= 0 {
		v.budget, v.forecast, v.reserves = m.after.amounts(m.later, to)
		v.to = v.forecast + v.reserves - v.budget
	}
	v.budget, v.forecast, v.reserves = v.budget-v.budgetFrom, v.forecast-v.forecastFrom, v.reserves-v.of
	return v
}

// printed is [Movement.Printed] of units, without the power of ten.
func (m *LedgerMovement) printed(units int64) int64 {
	if m.Convention.Variance == UnderspendPositive {
		return -units
	}
	return units
}

// appendName writes the name of a line.
func (m *LedgerMovement) appendName(text []byte, i int) []byte {
	if from, to, _ := m.places(i); to < 0 {
		return m.earlier.appendService(text, m.earlier.at(from))
	}
	return m.later.appendService(text, m.later.at(i))
}

// group is the group of a line.
func (m *LedgerMovement) group(i int) string {
	l, at := m.later, i
	if from, to, _ := m.places(i); to < 0 {
		l, at = m.earlier, from
	}
	if l.groups == nil {
		return ""
	}
	return l.groups.Text(l.at(at))
}

// Append writes the cells of a line behind a text, as a table prints them: service, variance before and now, their difference and
// its per cent, the changes of budget, forecast and reserves; and where each ends.
func (m *LedgerMovement) Append(text []byte, ends []int, i int) ([]byte, []int, Direction, Presence) {
	if !m.quick {
		return m.AppendLine(text, ends, m.Line(i))
	}
	v := m.moved(i)
	text = m.appendName(text, i)
	ends = append(ends, len(text))
	style, power := TableStyle(m.Unit), m.Unit.power()
	for _, units := range [...]int64{m.printed(v.from), m.printed(v.to), m.printed(v.to - v.from)} {
		text = appendUnits(text, units, m.after.exponent, power, style)
		ends = append(ends, len(text))
	}
	text = appendPercent(text, v.to-v.from, v.from)
	ends = append(ends, len(text))
	for _, units := range [...]int64{v.budget, v.forecast, v.reserves} {
		text = appendUnits(text, units, m.after.exponent, power, style)
		ends = append(ends, len(text))
	}
	return text, ends, directionOf(v.to - v.from), v.presence
}

// AppendLine writes any line in the same way, as the total.
func (m *LedgerMovement) AppendLine(text []byte, ends []int, l LineMovement) ([]byte, []int, Direction, Presence) {
	style, printed := TableStyle(m.Unit), m.frame().Printed
	variance := func(pounds decimal.Decimal) string { return style.Print(m.Unit.ToPounds(printed(pounds))) }
	for _, cell := range [...]string{
		l.Service, variance(l.Variance.From), variance(l.Variance.To), variance(l.Variance.Amount()), l.Variance.Percent().String(),
		style.Print(l.Budget.Amount()), style.Print(l.Forecast.Amount()), style.Print(l.Reserves.Amount()),
	} {
		text = append(text, cell...)
		ends = append(ends, len(text))
	}
	return text, ends, l.Direction(), l.Presence
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (m *LedgerMovement) JSONShape() any { return movementJSON{} }

// MarshalJSON writes what [Movement.MarshalJSON] does.
func (m *LedgerMovement) MarshalJSON() ([]byte, error) { return m.Movement().MarshalJSON() }

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *LedgerMovement) UnmarshalJSON(data []byte) error {
	var in Movement
	if err := in.UnmarshalJSON(data); err != nil {
		return err
	}
	earlier, later := Statement{Unit: in.Unit, Period: in.From}, Statement{Unit: in.Unit, Convention: in.Convention, Period: in.To}
	for _, l := range in.Lines {
		if l.Presence != Added {
			earlier.Lines = append(earlier.Lines, Line{Service: l.Service, Group: l.Group, Budget: l.Budget.From, Forecast: l.Forecast.From, Reserves: l.Reserves.From})
		}
		if l.Presence != Vanished {
			later.Lines = append(later.Lines, Line{Service: l.Service, Group: l.Group, Budget: l.Budget.To, Forecast: l.Forecast.To, Reserves: l.Reserves.To})
		}
	}
	found, err := MoveLedgers(earlier.Ledger(), later.Ledger())
	if err != nil {
		return err
	}
	found.Notes = in.Notes
	*m = *found
	return nil
}

// Equal reports whether two movements say the same of the same lines.
func (m *LedgerMovement) Equal(o *LedgerMovement) bool { return m.Movement().Equal(o.Movement()) }

// JSONStream is what MarshalJSON writes, in parts: the lines are made as they are written.
func (m *LedgerMovement) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return m.frame().frame(), map[string]iter.Seq[any]{"lines": m.parts}
}

// parts are the lines of the JSON.
func (m *LedgerMovement) parts(yield func(any) bool) {
	frame := m.frame()
	part := movedPart{m: m}
	for part.i = range m.Len() {
		if m.quick {
			if !yield(&part) {
				return
			}
			continue
		}
		made := frame.changeJSON(m.Line(part.i))
		if !yield(&made) {
			return
		}
	}
}

// movedPart is one line as its JSON has it: what changeJSON says, written at once.
type movedPart struct {
	m    *LedgerMovement
	i    int
	room []byte
}

// AppendJSON writes the line behind a text.
func (part *movedPart) AppendJSON(text []byte, indent string) []byte {
	m := part.m
	v := m.moved(part.i)
	o := marshal.Open(text, indent)
	amount := func(key string, units int64) {
		o.Fixed(key, fixed.Number{Units: units, Exponent: m.after.exponent - m.Unit.power()})
	}
	part.room = m.appendName(part.room[:0], part.i)
	o.String("service", part.room)
	if group := m.group(part.i); group != "" {
		part.room = append(part.room[:0], group...)
		o.String("group", part.room)
	}
	o.Word("presence", v.presence.String())
	amount("from", m.printed(v.from))
	amount("to", m.printed(v.to))
	amount("movement", m.printed(v.to-v.from))
	appendShare(&o, "percent", v.to-v.from, v.from)
	amount("change_of_budget", v.budget)
	amount("change_of_forecast", v.forecast)
	amount("change_of_reserves", v.reserves)
	amount("budget_from", v.budgetFrom)
	amount("forecast_from", v.forecastFrom)
	amount("reserves_from", v.of)
	o.Word("direction", directionOf(v.to-v.from).String())
	return o.Close()
}
