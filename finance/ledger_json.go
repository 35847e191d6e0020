package finance

import (
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (l *Ledger) JSONShape() any { return statementJSON{} }

// MarshalJSON writes what [Statement.MarshalJSON] does.
func (l *Ledger) MarshalJSON() ([]byte, error) { return l.Statement().MarshalJSON() }

// UnmarshalJSON reads what MarshalJSON wrote.
func (l *Ledger) UnmarshalJSON(data []byte) error {
	var s Statement
	if err := s.UnmarshalJSON(data); err != nil {
		return err
	}
	*l = *s.Ledger()
	return nil
}

// JSONStream is what MarshalJSON writes, in parts: the lines and the drivers are made as they are written.
func (l *Ledger) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return l.frame().frame(l.Total(), l.GroupTotals(), l.ReserveUses()), map[string]iter.Seq[any]{"lines": l.lineParts, "drivers": l.driverParts}
}

// lineParts are the lines of the JSON.
func (l *Ledger) lineParts(yield func(any) bool) {
	s := l.frame()
	p := l.Printer()
	if !p.quick || !l.plain() {
		for line := range l.Lines() {
			made := s.lineJSON(line)
			if !yield(&made) {
				return
			}
		}
		return
	}
	part := linePart{p: p}
	for part.i = range l.n {
		if !yield(&part) {
			return
		}
	}
}

// plain says that the lines have budgets, forecasts and reserves, and what else a table has of a line is not there.
func (l *Ledger) plain() bool {
	c := l.columns
	return c != nil && !c.kind.Present() && !c.source.Present() && !c.reservesKind.Present() && !c.variance.Present() && !c.over.Present() &&
		!c.original.Present() && !c.actual.Present() && !c.commitments.Present()
}

// linePart is one plain line as its JSON has it: what lineJSON says, written at once.
type linePart struct {
	p    LedgerPrinter
	i    int
	room []byte
}

// AppendJSON writes the line behind a text.
func (part *linePart) AppendJSON(text []byte, indent string) []byte {
	l, v := part.p.l, &part.p.levels
	row := l.at(part.i)
	budget, forecast, reserves := v.amounts(l, part.i)
	variance := forecast + reserves - budget
	printed := func(units int64) fixed.Number {
		return fixed.Number{Units: units, Exponent: v.exponent - l.Unit.power()}
	}
	shown := l.Convention.sign(variance)
	o := marshal.Open(text, indent)
	part.room = l.appendService(part.room[:0], row)
	o.String("service", part.room)
	if l.groups != nil {
		if group := l.groups.Text(row); group != "" {
			part.room = append(part.room[:0], group...)
			o.String("group", part.room)
		}
	}
	o.Fixed("budget", printed(budget))
	o.Fixed("forecast", printed(forecast))
	if l.Convention.Reserves == DrawnPositive {
		o.Fixed("reserves", printed(-reserves))
	} else {
		o.Fixed("reserves", printed(reserves))
	}
	o.Fixed("variance", printed(shown))
	o.Fixed("size", printed(max(shown, -shown)))
	appendShare(&o, "percent", shown, budget)
	o.Word("percent_base", baseOf(budget).String())
	o.Word("direction", directionOf(variance).String())
	o.Null("original_budget")
	o.Null("actual")
	o.Null("commitments")
	o.Null("printed_variance")
	o.Key("working")
	o.Text = append(o.Text, '"')
	first, second, third := printed(forecast), printed(reserves), printed(-budget)
	if l.Convention.Variance == UnderspendPositive {
		first, second, third = printed(budget), printed(-forecast), printed(-reserves)
	}
	o.Text = appendPlain(o.Text, first)
	o.Text = appendTerm(o.Text, second)
	o.Text = appendTerm(o.Text, third)
	o.Text = append(o.Text, " = "...)
	if l.Convention.Variance == TwoColumns {
		shown = variance // two columns are worked with their sign
	}
	o.Text = append(appendPlain(o.Text, printed(shown)), '"')
	return o.Close()
}

// appendShare writes a percentage as Percentage.given has it: null on a zero base.
func appendShare(o *marshal.Object, key string, part, whole int64) {
	if whole == 0 {
		o.Null(key)
		return
	}
	value, ok := fixed.Number{Units: part, Exponent: 2}.Quotient(fixed.Number{Units: whole}, percentPlaces)
	if !ok {
		exact := Percentage{fixed.Number{Units: part}.Decimal(), fixed.Number{Units: whole}.Decimal()}.given()
		o.Word(key, exact.String())
		return
	}
	o.Fixed(key, value)
}

// baseOf is [Percentage.Base] of a whole.
func baseOf(whole int64) Base {
	switch {
	case whole > 0:
		return PositiveBase
	case whole < 0:
		return NegativeBase
	}
	return ZeroBase
}

// appendPlain and appendTerm write what plain and termOf do.
func appendPlain(text []byte, n fixed.Number) []byte {
	if text, ok := n.AppendShortGrouped(text); ok {
		return text
	}
	return append(text, plain(n.Decimal())...)
}

func appendTerm(text []byte, n fixed.Number) []byte {
	if n.Units < 0 {
		n.Units = -n.Units
		return appendPlain(append(text, " - "...), n)
	}
	return appendPlain(append(text, " + "...), n)
}

// driverParts are the drivers of the JSON.
func (l *Ledger) driverParts(yield func(any) bool) {
	s := l.frame()
	p := l.Printer()
	if !p.quick || l.columns == nil {
		for _, d := range l.Statement().Drivers() {
			made := s.driverJSON(d)
			if !yield(&made) {
				return
			}
		}
		return
	}
	variances, total := make([]int64, 0, l.n), int64(0)
	lines := make([]int32, 0, l.n)
	exact := true
	for i := range l.n {
		variance := p.levels.variance(l, i)
		sum := total + variance
		exact = exact && (variance == 0 || (sum > total) == (variance > 0))
		total = sum
		if variance != 0 {
			variances, lines = append(variances, variance), append(lines, int32(i))
		}
	}
	if !exact {
		for _, d := range l.Statement().Drivers() {
			made := s.driverJSON(d)
			if !yield(&made) {
				return
			}
		}
		return
	}
	part := driverPart{p: p, total: total}
	var rows []int32
	var services [][]byte
	for some := range slices.Chunk(order.Largest(variances), driversAtOnce) {
		rows = rows[:0]
		for _, from := range some {
			rows = append(rows, int32(l.at(int(lines[from]))))
		}
		services = l.columns.service.TextOfEach(rows, services[:0])
		for i, from := range some {
			part.service, part.variance = services[i], variances[from]
			if !yield(&part) {
				return
			}
		}
	}
}

// driversAtOnce is of how many drivers the names are looked up at once.
const driversAtOnce = 64

// driverPart is one driver as its JSON has it: what driverJSON says, written at once.
type driverPart struct {
	p               LedgerPrinter
	service         []byte
	variance, total int64
}

// AppendJSON writes the driver behind a text.
func (part *driverPart) AppendJSON(text []byte, indent string) []byte {
	l, variance := part.p.l, part.variance
	o := marshal.Open(text, indent)
	o.String("service", part.service)
	o.Fixed("variance", fixed.Number{Units: l.Convention.sign(variance), Exponent: part.p.levels.exponent - l.Unit.power()})
	appendShare(&o, "percent_of_total", variance, part.total)
	o.Word("direction", directionOf(variance).String())
	return o.Close()
}
