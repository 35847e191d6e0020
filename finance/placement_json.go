package finance

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// pence is how many places the costs of placements have for a program.
const pence = 2

// PlacementYear is what placements cost over a financial year, and what was asked beside it.
type PlacementYear struct {
	Cost YearCost
	// PayRuns is the cash of the year, nil where it was not asked for.
	PayRuns *PayRuns
	// Scenario is the difference that a change of children or prices makes, nil where none was asked for.
	Scenario *Bridge
}

// Equal reports whether two years cost the same, month by month, and were asked the same.
func (y PlacementYear) Equal(o PlacementYear) bool {
	if y.Cost.Year != o.Cost.Year || len(y.Cost.Types) != len(o.Cost.Types) || (y.PayRuns == nil) != (o.PayRuns == nil) || (y.Scenario == nil) != (o.Scenario == nil) {
		return false
	}
	for i, t := range y.Cost.Types {
		if t.Type != o.Cost.Types[i].Type {
			return false
		}
		for m := range t.Months {
			if !t.Months[m].Equal(o.Cost.Types[i].Months[m]) {
				return false
			}
		}
	}
	return (y.PayRuns == nil || y.PayRuns.Equal(*o.PayRuns)) && (y.Scenario == nil || y.Scenario.Equal(*o.Scenario))
}

// Equal reports whether two years of pay runs pay the same.
func (p PayRuns) Equal(o PayRuns) bool {
	return p.Year == o.Year && p.Weekday == o.Weekday && p.PayDays == o.PayDays && p.Cash.Equal(o.Cash) && p.ByDays.Equal(o.ByDays)
}

type placementYearJSON struct {
	Year         FinancialYear  `json:"year"`
	Days         int            `json:"days"`
	AnnualFactor AnnualFactor   `json:"annual_factor"`
	Types        []typeCostJSON `json:"types"`
	Total        typeCostJSON   `json:"total"`
	PayRuns      *payRunsJSON   `json:"pay_runs,omitempty"`
	Scenario     *bridgeJSON    `json:"scenario,omitempty"`
}

// costJSON is a cost in pounds and pence; the sums that it is rounded from stand beside it, so that nothing is lost.
type costJSON struct {
	Nights int             `json:"nights"`
	Gross  decimal.Decimal `json:"gross"`
	Income decimal.Decimal `json:"income"`
	Net    decimal.Decimal `json:"net"`
	// The weekly price and contribution summed over the nights: seven times the cost and the income.
	GrossWeekly  decimal.Decimal `json:"gross_weekly"`
	IncomeWeekly decimal.Decimal `json:"income_weekly"`
}

type typeCostJSON struct {
	Type string `json:"type"`
	costJSON
	ChildWeeks    decimal.Decimal  `json:"child_weeks"`
	AverageWeekly *decimal.Decimal `json:"average_weekly"`
	Months        []costJSON       `json:"months"`
	Quarters      []costJSON       `json:"quarters"`
}

type payRunsJSON struct {
	Weekday string   `json:"weekday"`
	PayDays int      `json:"pay_days"`
	Cash    costJSON `json:"cash"`
	ByDays  costJSON `json:"by_days"`
	Timing  costJSON `json:"timing"`
}

type bridgeJSON struct {
	Method      Decomposition              `json:"method"`
	From        decimal.Decimal            `json:"from"`
	To          decimal.Decimal            `json:"to"`
	Difference  decimal.Decimal            `json:"difference"`
	Number      decimal.Decimal            `json:"number"`
	Calendar    decimal.Decimal            `json:"calendar"`
	Mix         decimal.Decimal            `json:"mix"`
	Price       decimal.Decimal            `json:"price"`
	PriceByType map[string]decimal.Decimal `json:"price_by_type"`
	Types       []string                   `json:"types"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (y PlacementYear) JSONShape() any { return placementYearJSON{} }

// MarshalJSON writes the year by type, month and quarter, with its pay runs and its scenario where they were asked for.
func (y PlacementYear) MarshalJSON() ([]byte, error) {
	out := placementYearJSON{
		Year: y.Cost.Year, Days: y.Cost.Year.Days(), AnnualFactor: AnnualFactorOf(y.Cost.Year), Types: []typeCostJSON{}, Total: y.Cost.Total().json(),
	}
	for _, t := range y.Cost.Types {
		out.Types = append(out.Types, t.json())
	}
	if p := y.PayRuns; p != nil {
		out.PayRuns = &payRunsJSON{strings.ToLower(p.Weekday.String()), p.PayDays, p.Cash.json(), p.ByDays.json(), p.Timing().json()}
	}
	if b := y.Scenario; b != nil {
		parts := bridgeJSON{
			Method: b.Method, From: b.From, To: b.To, Difference: b.Total(), Number: b.Number, Calendar: b.Calendar, Mix: b.Mix, Price: b.Price,
			PriceByType: map[string]decimal.Decimal{}, Types: []string{},
		}
		for _, t := range b.PriceByType {
			parts.PriceByType[t.Type], parts.Types = t.Price, append(parts.Types, t.Type)
		}
		out.Scenario = &parts
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (y *PlacementYear) UnmarshalJSON(data []byte) error {
	var in placementYearJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*y = PlacementYear{Cost: YearCost{Year: in.Year}}
	for _, t := range in.Types {
		one := TypeCost{Type: t.Type}
		for m := range min(len(t.Months), len(one.Months)) {
			one.Months[m] = t.Months[m].cost()
		}
		y.Cost.Types = append(y.Cost.Types, one)
	}
	if p := in.PayRuns; p != nil {
		y.PayRuns = &PayRuns{Year: in.Year, PayDays: p.PayDays, Cash: p.Cash.cost(), ByDays: p.ByDays.cost()}
		weekday, err := ParseWeekday(p.Weekday)
		if err != nil {
			return err
		}
		y.PayRuns.Weekday = weekday
	}
	if b := in.Scenario; b != nil {
		y.Scenario = &Bridge{Method: b.Method, From: b.From, To: b.To, Number: b.Number, Calendar: b.Calendar, Mix: b.Mix, Price: b.Price}
		for _, name := range b.Types {
			y.Scenario.PriceByType = append(y.Scenario.PriceByType, TypePart{Type: name, Price: b.PriceByType[name]})
		}
	}
	return nil
}

func (c Cost) json() costJSON {
	return costJSON{c.Nights, c.Gross(pence), c.Income(pence), c.Net(pence), c.GrossWeekly, c.IncomeWeekly}
}

func (c costJSON) cost() Cost { return Cost{c.Nights, c.GrossWeekly, c.IncomeWeekly} }

func (t TypeCost) json() typeCostJSON {
	year := t.Year()
	out := typeCostJSON{Type: t.Type, costJSON: year.json(), ChildWeeks: year.ChildWeeks(pence)}
	if weekly, ok := year.AverageWeekly(pence); ok {
		out.AverageWeekly = &weekly
	}
	for _, m := range t.Months {
		out.Months = append(out.Months, m.json())
	}
	for q := 1; q <= 4; q++ {
		out.Quarters = append(out.Quarters, t.Quarter(q).json())
	}
	return out
}

// ParseWeekday reads the English name of a day of the week, in either case.
func ParseWeekday(text string) (time.Weekday, error) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), strings.TrimSpace(text)) {
			return d, nil
		}
	}
	return 0, &wordError{"weekday", text, "use monday, tuesday …"}
}

// wordError is a word that is none of those that are read.
type wordError struct{ what, text, remedy string }

func (e *wordError) Error() string { return e.what + " " + quoted(e.text) + ": " + e.remedy }
