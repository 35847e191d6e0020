package finance

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// PlacementMove is a scenario: so many children are in another type of placement from a day to the end of the year. The
// zero value moves nobody.
type PlacementMove struct {
	Children int
	// From is the type that they leave; empty for children who come into care.
	From string
	// To is the type that they go to; empty for children who leave care.
	To string
	// On is the first night in the new type. A day before the year means all of it.
	On time.Time
}

// ChildWeeks are the weeks that the children spend in the other type: the nights from the day to 31 March, each child's in
// sevenths of a week. A day after the year gives none.
func (m PlacementMove) ChildWeeks(year FinancialYear, places int32) decimal.Decimal {
	return Cost{Nights: m.Children * m.nights(year).Days()}.ChildWeeks(places)
}

// nights are those of the year from the day on.
func (m PlacementMove) nights(year FinancialYear) Span {
	return Span{From: m.On, To: year.End()}.Overlap(Span{From: year.Start(), To: year.End()})
}

// Changes are the move as changes of a year's position, for [Position.With]. The children who move are taken to cost the
// average of the type over the year, before and after.
func (m PlacementMove) Changes(year FinancialYear) []PositionChange {
	weeks := m.ChildWeeks(year, exactPlaces)
	var changes []PositionChange
	if m.From != "" {
		changes = append(changes, PositionChange{Type: m.From, Add: weeks.Neg()})
	}
	if m.To != "" {
		changes = append(changes, PositionChange{Type: m.To, Add: weeks})
	}
	return changes
}

// Check reports a move of more children than are placed in the type on the day, or between no types. The error is a
// [*PositionError].
func (m PlacementMove) Check(placements []Placement) error {
	if m.Children < 0 {
		return &PositionError{m.From, "fewer than nobody move: swap the two types"}
	}
	if m.From == m.To {
		return &PositionError{m.From, "the children move to where they are: choose two types"}
	}
	if m.From == "" {
		return nil
	}
	placed := 0
	for _, p := range placements {
		if p.Type == m.From && p.on(m.On) {
			placed++
		}
	}
	if m.Children > placed {
		return &PositionError{m.From, fmt.Sprintf("%d cannot move on %s: %d are in it then", m.Children, m.On.Format("2 January 2006"), placed)}
	}
	return nil
}

// Working is the move as the sums that are done, in pounds, by the average prices of a year's position.
func (m PlacementMove) Working(p Position, year FinancialYear) []string {
	weeks := m.ChildWeeks(year, exactPlaces)
	lines := []string{fmt.Sprintf("%d from %s to the end of %s: %s child-weeks", m.Children, m.nights(year).From.Format("2 January 2006"), year, weeks.StringFixed(2))}
	style := MoneyStyle{Pound: true, Grouped: true, Places: 2}
	for _, c := range m.Changes(year) {
		if at := p.find(c.Type); at >= 0 {
			price := p.Types[at].Price.Decimal
			lines = append(lines, fmt.Sprintf("%s: %s child-weeks × %s a week = %s", c.Type, c.Add.StringFixed(2), style.Print(price), style.Print(c.Add.Mul(price))))
		}
	}
	return lines
}

// on reports whether the night of a day is charged.
func (p Placement) on(d time.Time) bool {
	return !day(d).Before(day(p.Start)) && (p.End.IsZero() || day(d).Before(day(p.End)))
}
