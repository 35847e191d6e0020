package finance

import (
	"encoding/json"
	"iter"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/shopspring/decimal"
)

// percentPlaces is how many places of a percentage reach a program; people are shown one.
const percentPlaces = 10

// statementJSON is a statement as its JSON has it: amounts in its unit and with its signs, as decimals in strings. What
// follows from the lines (groups, total, drivers, uses of reserves) stands beside them and is not read back.
type statementJSON struct {
	Unit          Unit          `json:"unit"`
	Convention    Convention    `json:"convention"`
	Period        Period        `json:"period"`
	Lines         []lineJSON    `json:"lines"`
	Groups        []lineJSON    `json:"groups"`
	Total         lineJSON      `json:"total"`
	PrintedTotals []lineJSON    `json:"printed_totals,omitempty"`
	Drivers       []driverJSON  `json:"drivers"`
	Reserves      []reserveJSON `json:"reserves"`
	Notes         []string      `json:"notes"`
}

type lineJSON struct {
	Service    string           `json:"service"`
	Group      string           `json:"group,omitempty"`
	Budget     decimal.Decimal  `json:"budget"`
	Forecast   decimal.Decimal  `json:"forecast"`
	Reserves   decimal.Decimal  `json:"reserves"`
	Variance   decimal.Decimal  `json:"variance"`
	Size       decimal.Decimal  `json:"size"`
	Percent    *decimal.Decimal `json:"percent"`
	PercentOf  Base             `json:"percent_base"`
	Direction  Direction        `json:"direction"`
	Original   *decimal.Decimal `json:"original_budget"`
	Actual     *decimal.Decimal `json:"actual"`
	Committed  *decimal.Decimal `json:"commitments"`
	WasPrinted *decimal.Decimal `json:"printed_variance"`
	// PrintedAs is the direction of a printed variance, which two unsigned columns say by where it stands.
	PrintedAs   *Direction  `json:"printed_direction,omitempty"`
	Income      bool        `json:"income,omitempty"`
	ReserveKind ReserveKind `json:"reserves_kind,omitzero"`
	Source      string      `json:"source,omitempty"`
	Working     string      `json:"working"`
}

type driverJSON struct {
	Service   string           `json:"service"`
	Variance  decimal.Decimal  `json:"variance"`
	Share     *decimal.Decimal `json:"percent_of_total"`
	Direction Direction        `json:"direction"`
}

type reserveJSON struct {
	Kind       ReserveKind     `json:"kind"`
	Amount     decimal.Decimal `json:"amount"`
	OnBalances decimal.Decimal `json:"on_balances"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (s Statement) JSONShape() any { return statementJSON{} }

// MarshalJSON writes the statement with everything that follows from its lines, each with its working. Amounts are in the
// unit and with the signs of the statement; a percentage that is undefined is null.
func (s Statement) MarshalJSON() ([]byte, error) {
	out := s.frame(s.Total(), s.GroupTotals(), s.ReserveUses())
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, s.lineJSON(l))
	}
	for _, d := range s.Drivers() {
		out.Drivers = append(out.Drivers, s.driverJSON(d))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the lines and the drivers are made as they are written.
func (s Statement) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return s.Ledger().JSONStream()
}

func (s Statement) driverJSON(d Driver) driverJSON {
	return driverJSON{d.Service, s.Unit.FromPounds(s.Convention.Print(d.Variance)), d.Share.given(), d.Variance.Direction()}
}

// frame is the statement without its lines and drivers.
func (s Statement) frame(total Line, groups []Line, uses []ReserveUse) statementJSON {
	out := statementJSON{
		Unit: s.Unit, Convention: s.Convention, Period: s.Period, Total: s.lineJSON(total),
		Lines: []lineJSON{}, Groups: []lineJSON{}, Drivers: []driverJSON{}, Reserves: []reserveJSON{}, Notes: append([]string{}, s.Notes...),
	}
	for _, g := range groups {
		if g.Group != "" {
			out.Groups = append(out.Groups, s.lineJSON(g))
		}
	}
	for _, l := range s.PrintedTotals {
		out.PrintedTotals = append(out.PrintedTotals, s.lineJSON(l))
	}
	for _, u := range uses {
		out.Reserves = append(out.Reserves, reserveJSON{u.Kind, s.Unit.FromPounds(u.Amount), s.Unit.FromPounds(u.OnBalances())})
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote: the lines and the printed totals. What follows from them is worked out anew.
func (s *Statement) UnmarshalJSON(data []byte) error {
	var in statementJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*s = Statement{Unit: in.Unit, Convention: in.Convention, Period: in.Period}
	if len(in.Notes) > 0 {
		s.Notes = in.Notes
	}
	for _, l := range in.Lines {
		s.Lines = append(s.Lines, s.lineOf(l))
	}
	for _, l := range in.PrintedTotals {
		s.PrintedTotals = append(s.PrintedTotals, s.lineOf(l))
	}
	return nil
}

// lineJSON gives a line in the unit and with the signs of its statement.
func (s Statement) lineJSON(l Line) lineJSON {
	row := s.Row(l)
	out := lineJSON{
		Service: row.Service, Group: row.Group,
		Budget: row.Budget, Forecast: row.Forecast, Reserves: row.Reserves,
		Variance: row.Variance, Size: row.Variance.Abs(), Percent: row.Percent.given(), PercentOf: row.Percent.Base(), Direction: row.Direction,
		Original: pointer(row.OriginalBudget), Actual: pointer(row.Actual), Committed: pointer(row.Commitments),
		Income: l.Income, ReserveKind: l.ReserveKind, Source: l.Source, Working: s.Working(l),
	}
	if l.PrintedVariance.Valid {
		v := Variance{Amount: l.PrintedVariance.Decimal}
		printed := s.Unit.FromPounds(s.Convention.Print(v))
		out.WasPrinted = &printed
		if direction := v.Direction(); s.Convention.Variance == TwoColumns {
			out.PrintedAs = &direction
		}
	}
	return out
}

// lineOf is the line that lineJSON wrote.
func (s Statement) lineOf(in lineJSON) Line {
	net := func(amount decimal.Decimal) decimal.Decimal {
		if in.Income {
			amount = s.Convention.readIncome(amount)
		}
		return s.Unit.ToPounds(amount)
	}
	given := func(amount *decimal.Decimal) decimal.NullDecimal {
		if amount == nil {
			return decimal.NullDecimal{}
		}
		return decimal.NewNullDecimal(net(*amount))
	}
	l := Line{
		Service: in.Service, Group: in.Group, Income: in.Income, ReserveKind: in.ReserveKind, Source: in.Source,
		Budget: net(in.Budget), Forecast: net(in.Forecast), Reserves: s.Unit.ToPounds(s.Convention.readReserves(in.Reserves)),
		OriginalBudget: given(in.Original), Actual: given(in.Actual), Commitments: given(in.Committed),
	}
	if in.WasPrinted != nil {
		amount := s.Unit.ToPounds(*in.WasPrinted)
		if s.Convention.Variance == UnderspendPositive || (in.PrintedAs != nil && *in.PrintedAs == Favourable) {
			amount = amount.Neg()
		}
		l.PrintedVariance = decimal.NewNullDecimal(amount)
	}
	return l
}

// given is nil, and null in JSON, for a percentage that is undefined.
func (p Percentage) given() *decimal.Decimal {
	value, ok := p.Value(percentPlaces)
	if !ok {
		return nil
	}
	return &value
}

// pointer is nil, and null in JSON, for an amount that is not given.
func pointer(amount decimal.NullDecimal) *decimal.Decimal {
	if !amount.Valid {
		return nil
	}
	return &amount.Decimal
}
