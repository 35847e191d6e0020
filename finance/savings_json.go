package finance

import (
	"encoding/json"
	"iter"
	"maps"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// savingsJSON is a programme of savings as its JSON has it, amounts in its unit. What follows from the savings stands beside
// them and is not read back.
type savingsJSON struct {
	Unit            Unit                           `json:"unit"`
	Rows            []savingJSON                   `json:"rows"`
	Total           savingJSON                     `json:"total"`
	PrintedTotal    *savingJSON                    `json:"printed_total,omitempty"`
	ByRating        map[rag.Rating]decimal.Decimal `json:"by_rating"`
	New             savingJSON                     `json:"new"`
	FullYearEffects savingJSON                     `json:"full_year_effects"`
	Delivery        deliveryJSON                   `json:"delivery"`
	Questions       []string                       `json:"questions"`
	Checks          findingsJSON                   `json:"checks"`
	Notes           []string                       `json:"notes"`
}

type savingJSON struct {
	Saving        string           `json:"saving"`
	Group         string           `json:"group,omitempty"`
	Target        decimal.Decimal  `json:"target"`
	Achieved      decimal.Decimal  `json:"achieved"`
	OnTrack       decimal.Decimal  `json:"on_track"`
	Delayed       decimal.Decimal  `json:"delayed"`
	AtRisk        decimal.Decimal  `json:"at_risk"`
	NotAchievable decimal.Decimal  `json:"not_achievable"`
	Unstated      decimal.Decimal  `json:"unstated"`
	Pressures     decimal.Decimal  `json:"pressures"`
	NetAtRisk     decimal.Decimal  `json:"net_at_risk"`
	WasPrinted    *decimal.Decimal `json:"printed_net_at_risk,omitempty"`
	Delivered     *decimal.Decimal `json:"achieved_percent"`
	RiskShare     *decimal.Decimal `json:"net_at_risk_percent"`
	Rating        rag.Rating       `json:"rating"`
	FullYear      bool             `json:"full_year_effect"`
	Step          decimal.Decimal  `json:"step,omitzero"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (s Savings) JSONShape() any { return savingsJSON{} }

// MarshalJSON writes the programme with everything that follows from it, amounts in its unit.
func (s Savings) MarshalJSON() ([]byte, error) {
	out := s.frame()
	for _, item := range s.Items {
		out.Rows = append(out.Rows, s.savingJSON(item))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the rows are made as they are written.
func (s Savings) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return s.frame(), map[string]iter.Seq[any]{"rows": marshal.Each(s.Items, s.savingJSON)}
}

// frame is the programme without its rows.
func (s Savings) frame() savingsJSON {
	return s.jsonOf(s.Total(), s.New(), s.FullYearEffects(), s.Questions(), s.Reconcile())
}

// jsonOf is a programme of these sums, questions and findings without its rows.
func (s Savings) jsonOf(total, fresh, effects Saving, questions []string, findings Findings) savingsJSON {
	out := savingsJSON{
		Unit: s.Unit, Rows: []savingJSON{}, Total: s.savingJSON(total), New: s.savingJSON(fresh), FullYearEffects: s.savingJSON(effects), Delivery: s.deliveryJSON(total),
		ByRating: map[rag.Rating]decimal.Decimal{}, Questions: append([]string{}, questions...), Checks: findings.json(), Notes: append([]string{}, s.Notes...),
	}
	for rating, amount := range byRating(total) {
		out.ByRating[rating] = s.Unit.FromPounds(amount)
	}
	if s.PrintedTotal != nil {
		total := s.savingJSON(*s.PrintedTotal)
		out.PrintedTotal = &total
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote: the savings, the printed total and the rates of delivery. What follows from them is worked out anew.
func (s *Savings) UnmarshalJSON(data []byte) error {
	var in savingsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*s = Savings{Unit: in.Unit, Rates: in.Delivery.Rates}
	for _, row := range in.Rows {
		s.Items = append(s.Items, s.savingOf(row))
	}
	if in.PrintedTotal != nil {
		total := s.savingOf(*in.PrintedTotal)
		s.PrintedTotal = &total
	}
	if len(in.Notes) > 0 {
		s.Notes = in.Notes
	}
	return nil
}

func (s Savings) savingJSON(i Saving) savingJSON {
	in := func(state SavingState) decimal.Decimal { return s.Unit.FromPounds(i.In(state)) }
	out := savingJSON{
		Saving: i.Name, Group: i.Group, Target: s.Unit.FromPounds(i.Target),
		Achieved: in(Achieved), OnTrack: in(OnTrack), Delayed: in(Delayed), AtRisk: in(AtRisk), NotAchievable: in(NotAchievable), Unstated: in(Unstated),
		Pressures: s.Unit.FromPounds(i.Pressures), NetAtRisk: s.Unit.FromPounds(i.NetAtRisk()),
		Delivered: i.Delivered().given(), RiskShare: i.AtRiskShare().given(), Rating: i.Rating(), FullYear: i.FullYearEffect, Step: s.Unit.FromPounds(i.Step),
	}
	if i.PrintedAtRisk.Valid {
		printed := s.Unit.FromPounds(i.PrintedAtRisk.Decimal)
		out.WasPrinted = &printed
	}
	return out
}

func (s Savings) savingOf(in savingJSON) Saving {
	pounds := s.Unit.ToPounds
	i := Saving{
		Name: in.Saving, Group: in.Group, Target: pounds(in.Target), Achieved: pounds(in.Achieved), OnTrack: pounds(in.OnTrack), Delayed: pounds(in.Delayed),
		AtRisk: pounds(in.AtRisk), NotAchievable: pounds(in.NotAchievable), Pressures: pounds(in.Pressures), FullYearEffect: in.FullYear, Step: pounds(in.Step),
	}
	if in.WasPrinted != nil {
		i.PrintedAtRisk = decimal.NewNullDecimal(pounds(*in.WasPrinted))
	}
	return i
}

// Equal reports whether two programmes hold equal savings in the same order and unit, and equal rates of delivery.
func (s Savings) Equal(o Savings) bool {
	if s.Unit != o.Unit || len(s.Items) != len(o.Items) || !maps.EqualFunc(s.Rates, o.Rates, decimal.Decimal.Equal) || (s.PrintedTotal == nil) != (o.PrintedTotal == nil) {
		return false
	}
	for i := range s.Items {
		if !s.Items[i].Equal(o.Items[i]) {
			return false
		}
	}
	return s.PrintedTotal == nil || s.PrintedTotal.Equal(*o.PrintedTotal)
}
