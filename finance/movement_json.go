package finance

import (
	"encoding/json"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// movementJSON is a movement as its JSON has it: amounts in its unit, variances with its signs.
type movementJSON struct {
	From       Period       `json:"from"`
	To         Period       `json:"to"`
	Unit       Unit         `json:"unit"`
	Convention Convention   `json:"convention"`
	Lines      []changeJSON `json:"lines"`
	Total      changeJSON   `json:"total"`
	Notes      []string     `json:"notes"`
}

type changeJSON struct {
	Service  string           `json:"service"`
	Group    string           `json:"group,omitempty"`
	Presence Presence         `json:"presence"`
	From     decimal.Decimal  `json:"from"`
	To       decimal.Decimal  `json:"to"`
	Movement decimal.Decimal  `json:"movement"`
	Percent  *decimal.Decimal `json:"percent"`
	// The changes that the movement is made of, and where each started.
	Budget       decimal.Decimal `json:"change_of_budget"`
	Forecast     decimal.Decimal `json:"change_of_forecast"`
	Reserves     decimal.Decimal `json:"change_of_reserves"`
	BudgetFrom   decimal.Decimal `json:"budget_from"`
	ForecastFrom decimal.Decimal `json:"forecast_from"`
	ReservesFrom decimal.Decimal `json:"reserves_from"`
	Direction    Direction       `json:"direction"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (m Movement) JSONShape() any { return movementJSON{} }

// MarshalJSON writes every line and the total, in the unit and with the signs of the movement.
func (m Movement) MarshalJSON() ([]byte, error) {
	out := m.frame()
	for _, l := range m.Lines {
		out.Lines = append(out.Lines, m.changeJSON(l))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the lines are made as they are written.
func (m Movement) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return m.frame(), map[string]iter.Seq[any]{"lines": marshal.Each(m.Lines, m.changeJSON)}
}

// frame is the movement without its lines.
func (m Movement) frame() movementJSON {
	return movementJSON{
		From: m.From, To: m.To, Unit: m.Unit, Convention: m.Convention, Lines: []changeJSON{}, Total: m.changeJSON(m.Total),
		Notes: append([]string{}, m.Notes...),
	}
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Movement) UnmarshalJSON(data []byte) error {
	var in movementJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*m = Movement{From: in.From, To: in.To, Unit: in.Unit, Convention: in.Convention}
	m.Total = m.changeOf(in.Total)
	for _, l := range in.Lines {
		m.Lines = append(m.Lines, m.changeOf(l))
	}
	if len(in.Notes) > 0 {
		m.Notes = in.Notes
	}
	return nil
}

func (m Movement) changeJSON(l LineMovement) changeJSON {
	in := m.Unit.FromPounds
	return changeJSON{
		Service: l.Service, Group: l.Group, Presence: l.Presence,
		From: m.Printed(l.Variance.From), To: m.Printed(l.Variance.To), Movement: m.Printed(l.Variance.Amount()), Percent: l.Variance.Percent().given(),
		Budget: in(l.Budget.Amount()), Forecast: in(l.Forecast.Amount()), Reserves: in(l.Reserves.Amount()),
		BudgetFrom: in(l.Budget.From), ForecastFrom: in(l.Forecast.From), ReservesFrom: in(l.Reserves.From), Direction: l.Direction(),
	}
}

func (m Movement) changeOf(in changeJSON) LineMovement {
	pounds := m.Unit.ToPounds
	change := func(from, by decimal.Decimal) Change { return Change{pounds(from), pounds(from.Add(by))} }
	l := LineMovement{
		Service: in.Service, Group: in.Group, Presence: in.Presence, Variance: Change{pounds(in.From), pounds(in.To)},
		Budget: change(in.BudgetFrom, in.Budget), Forecast: change(in.ForecastFrom, in.Forecast), Reserves: change(in.ReservesFrom, in.Reserves),
	}
	if m.Convention.Variance == UnderspendPositive {
		l.Variance = Change{l.Variance.From.Neg(), l.Variance.To.Neg()}
	}
	return l
}

// Printed is a variance, or a change of one, in the unit and with the sign in which the movement is printed. A change keeps
// its sign where the statements have two unsigned columns.
func (m Movement) Printed(pounds decimal.Decimal) decimal.Decimal {
	if m.Convention.Variance == UnderspendPositive {
		pounds = pounds.Neg()
	}
	return m.Unit.FromPounds(pounds)
}

// Equal reports whether two movements say the same of the same lines.
func (m Movement) Equal(o Movement) bool {
	if !m.From.Equal(o.From) || !m.To.Equal(o.To) || m.Unit != o.Unit || m.Convention != o.Convention || len(m.Lines) != len(o.Lines) || !m.Total.Equal(o.Total) {
		return false
	}
	for i := range m.Lines {
		if !m.Lines[i].Equal(o.Lines[i]) {
			return false
		}
	}
	return true
}

// Equal reports whether two lines moved from the same amounts to the same amounts.
func (m LineMovement) Equal(o LineMovement) bool {
	return m.Service == o.Service && m.Group == o.Group && m.Presence == o.Presence && m.Variance.Equal(o.Variance) &&
		m.Budget.Equal(o.Budget) && m.Forecast.Equal(o.Forecast) && m.Reserves.Equal(o.Reserves)
}
