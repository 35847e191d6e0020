package finance

import (
	"errors"
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/internal/order"

	"github.com/shopspring/decimal"
)

// Change is an amount at two times.
type Change struct {
	From, To decimal.Decimal
}

// Amount is to − from.
func (c Change) Amount() decimal.Decimal { return difference(c.To, c.From) }

// Percent is the change as per cent of where it started: from £1,152k to £471k is −59.1%.
func (c Change) Percent() Percentage { return Percentage{Part: c.Amount(), Whole: c.From} }

// Equal reports whether two changes start and end at the same amounts.
func (c Change) Equal(o Change) bool { return c.From.Equal(o.From) && c.To.Equal(o.To) }

// Presence says in which of two statements a line stands. The zero value is [InBoth].
type Presence int

const (
	// InBoth is a line of both statements.
	InBoth Presence = iota
	// Added is a line of the later statement alone.
	Added
	// Vanished is a line of the earlier statement alone.
	Vanished
)

var presenceNames = enum.Of("Presence", "in_both", "new", "vanished")

// String is in_both, new or vanished.
func (p Presence) String() string { return presenceNames.String(int(p)) }

// MarshalText writes the name.
func (p Presence) MarshalText() ([]byte, error) { return presenceNames.Marshal(int(p)) }

// UnmarshalText reads in_both, new or vanished.
func (p *Presence) UnmarshalText(text []byte) error { return enum.Unmarshal(presenceNames, text, p) }

// LineMovement is how one service moved between two statements, in pounds. A line that stands in one of them only has
// zero in the other.
type LineMovement struct {
	Service, Group string
	Presence       Presence
	// Variance is the movement that reports print. It mixes the other three: the change of forecast, plus that of
	// reserves, less that of budget.
	Variance Change
	// Budget is a virement or another change of budget, kept apart because it moves a variance without a pound more or
	// less being spent.
	Budget             Change
	Forecast, Reserves Change
}

// Direction is Adverse when the position got worse, Favourable when it got better.
func (m LineMovement) Direction() Direction { return Variance{m.Variance.Amount()}.Direction() }

// Movement is how a position moved, line by line in the order of the later statement, vanished lines last.
type Movement struct {
	// From and To are the two periods. The first may be last month or last year's outturn: say which.
	From, To Period
	// Unit and Convention are those of the later statement, in which the movement is printed.
	Unit       Unit
	Convention Convention
	Lines      []LineMovement
	Total      LineMovement
	Notes      []string
}

// ErrPeriodOrder is a movement from a later period to an earlier one.
var ErrPeriodOrder = errors.New("a movement runs from the earlier period to the later: swap the two")

// DuplicateError is two lines that a comparison cannot tell apart.
type DuplicateError struct {
	Service, Group string
}

func (e *DuplicateError) Error() string {
	if e.Group == "" {
		return fmt.Sprintf("%q stands twice in one statement: give the two lines different names or groups", e.Service)
	}
	return fmt.Sprintf("%q stands twice in the group %q of one statement: give the two lines different names", e.Service, e.Group)
}

// Move is the movement from an earlier statement to a later one. Lines are matched by service, and by group too when a
// service stands in several groups. Two lines that cannot be told apart are a [*DuplicateError]; two periods in the wrong
// order are [ErrPeriodOrder].
//
// Movements compose: what moved from May to June and from June to July is what moved from May to July.
func Move(earlier, later Statement) (Movement, error) {
	if order, ok := earlier.Period.Compare(later.Period); ok && order > 0 {
		return Movement{}, fmt.Errorf("the first statement is of %s, the second of %s: %w", earlier.Period, later.Period, ErrPeriodOrder)
	}
	before, after, byGroup, err := indexes(earlier.Lines, later.Lines)
	if err != nil {
		return Movement{}, err
	}
	was, is := earlier.Total(), later.Total()
	m := Movement{From: earlier.Period, To: later.Period, Unit: later.Unit, Convention: later.Convention, Total: moveLine(&was, &is, InBoth)}
	m.Lines = make([]LineMovement, 0, len(later.Lines))
	for i := range later.Lines {
		l := &later.Lines[i]
		if at, ok := before[lineKey(l, byGroup)]; ok {
			m.Lines = append(m.Lines, moveLine(&earlier.Lines[at], l, InBoth))
		} else {
			m.Lines = append(m.Lines, moveLine(&Line{}, l, Added))
		}
	}
	for i := range earlier.Lines {
		l := &earlier.Lines[i]
		if _, ok := after[lineKey(l, byGroup)]; !ok {
			gone := moveLine(l, &Line{Service: l.Service, Group: l.Group}, Vanished)
			m.Lines = append(m.Lines, gone)
		}
	}
	m.note()
	for _, n := range slices.Concat(earlier.Notes, later.Notes) {
		if !slices.Contains(m.Notes, n) {
			m.Notes = append(m.Notes, n)
		}
	}
	return m, nil
}

// note says what a reader of the total should know.
func (m *Movement) note() {
	for _, l := range m.Lines {
		if l.Presence != InBoth {
			m.Notes = append(m.Notes, fmt.Sprintf("%s is %s", quoted(l.Service), l.Presence))
		}
	}
	if !m.Total.Budget.Amount().IsZero() {
		m.Notes = append(m.Notes, "the total budget changed: part of the movement is not a change of forecast")
	}
	if order, ok := m.From.Compare(m.To); ok && order < 0 && m.From.Year != m.To.Year {
		m.Notes = append(m.Notes, "the two positions are of different financial years")
	}
}

func moveLine(from, to *Line, presence Presence) LineMovement {
	return LineMovement{
		Service: to.Service, Group: to.Group, Presence: presence,
		Variance: Change{from.Variance().Amount, to.Variance().Amount},
		Budget:   Change{from.Budget, to.Budget}, Forecast: Change{from.Forecast, to.Forecast},
		Reserves: Change{from.Reserves, to.Reserves},
	}
}

// lineID tells lines apart.
type lineID struct{ service, group string }

func lineKey(l *Line, byGroup bool) lineID {
	if byGroup {
		return lineID{l.Service, l.Group}
	}
	return lineID{service: l.Service}
}

// indexes find the lines of two statements: by service, and by group too where a service stands twice in either.
func indexes(earlier, later []Line) (before, after map[lineID]int, byGroup bool, err error) {
	if before, err = index(earlier, false); err == nil {
		after, err = index(later, false)
	}
	if err == nil {
		return before, after, false, nil
	}
	if before, err = index(earlier, true); err == nil {
		after, err = index(later, true)
	}
	return before, after, true, err
}

func index(lines []Line, byGroup bool) (map[lineID]int, error) {
	at := make(map[lineID]int, len(lines))
	for i := range lines {
		l := &lines[i]
		key := lineKey(l, byGroup)
		if _, twice := at[key]; twice {
			return nil, &DuplicateError{l.Service, l.Group}
		}
		at[key] = i
	}
	return at, nil
}

// Largest are the lines by the size of their movement, the largest first whatever its direction; equal ones keep their order.
func (m Movement) Largest() []LineMovement {
	sizes := make([]decimal.Decimal, len(m.Lines))
	for i, l := range m.Lines {
		sizes[i] = l.Variance.Amount().Abs()
	}
	sorted := make([]LineMovement, len(m.Lines))
	for to, from := range order.Places(len(m.Lines), func(i, j int) bool { return sizes[i].Cmp(sizes[j]) > 0 }) {
		sorted[to] = m.Lines[from]
	}
	return sorted
}

// Working is the movement as the change of forecast, plus that of reserves, less that of budget, amounts as print has them:
// "Fostering: 747 + 0 - (100) = 847".
func (m LineMovement) Working(print func(pounds decimal.Decimal) string) string {
	minus := print(m.Budget.Amount())
	if m.Budget.Amount().IsNegative() {
		minus = "(" + minus + ")"
	}
	sign, reserves := " + ", m.Reserves.Amount()
	if reserves.IsNegative() {
		sign, reserves = " - ", reserves.Neg()
	}
	return m.Service + ": " + print(m.Forecast.Amount()) + sign + print(reserves) + " - " + minus + " = " + print(m.Variance.Amount())
}
