package finance

import (
	"errors"
	"fmt"

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
	m, err := MoveLedgers(earlier.Ledger(), later.Ledger())
	if err != nil {
		return Movement{}, err
	}
	return m.Movement(), nil
}

// checkOrder refuses a movement that runs backwards.
func checkOrder(earlier, later Period) error {
	if order, ok := earlier.Compare(later); ok && order > 0 {
		return fmt.Errorf("the first statement is of %s, the second of %s: %w", earlier, later, ErrPeriodOrder)
	}
	return nil
}

// totalNotes say what a reader of the total should know.
func (m Movement) totalNotes() (notes []string) {
	if !m.Total.Budget.Amount().IsZero() {
		notes = append(notes, "the total budget changed: part of the movement is not a change of forecast")
	}
	if order, ok := m.From.Compare(m.To); ok && order < 0 && m.From.Year != m.To.Year {
		notes = append(notes, "the two positions are of different financial years")
	}
	return notes
}

func moveLine(from, to *Line, presence Presence) LineMovement {
	return LineMovement{
		Service: to.Service, Group: to.Group, Presence: presence,
		Variance: Change{from.Variance().Amount, to.Variance().Amount},
		Budget:   Change{from.Budget, to.Budget}, Forecast: Change{from.Forecast, to.Forecast},
		Reserves: Change{from.Reserves, to.Reserves},
	}
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
