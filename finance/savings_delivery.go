package finance

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// DeliveryRates are how much of the money in a state is expected to be delivered within the year, in per cent. What is achieved
// counts in full and what is not achievable not at all, unless a rate says otherwise; no other state has a rate of its own,
// because how much of "on track" arrives is what a council knows of its own past.
type DeliveryRates map[SavingState]decimal.Decimal

var wholePercent = decimal.NewFromInt(100)

// ParseDeliveryRates reads rates as "on_track=95, delayed=40, at_risk=25". A rate lies from 0 to 100.
func ParseDeliveryRates(text string) (DeliveryRates, error) {
	rates := DeliveryRates{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		name, percent, found := strings.Cut(part, "=")
		var state SavingState
		name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
		if err := state.UnmarshalText([]byte(name)); !found || err != nil || name == "" {
			return nil, fmt.Errorf("%s is no rate of delivery: write on_track=95, with the states achieved, on_track, delayed, at_risk, not_achievable and unstated", quoted(strings.TrimSpace(part)))
		}
		f, err := figure.Parse(strings.TrimSpace(percent))
		rate := f.Value
		if err != nil || f.Kind != figure.Number || f.Unit.Measure != figure.Plain && f.Unit.Measure != figure.Percent || rate.IsNegative() || rate.GreaterThan(wholePercent) {
			return nil, fmt.Errorf("%s is no rate of delivery: give a per cent from 0 to 100", quoted(strings.TrimSpace(part)))
		}
		if _, twice := rates[state]; twice {
			return nil, fmt.Errorf("the state %s has two rates of delivery: give one", state)
		}
		rates[state] = rate
	}
	return rates, nil
}

// of is the rate of a state.
func (r DeliveryRates) of(state SavingState) (rate decimal.Decimal, ok bool) {
	if rate, ok = r[state]; ok {
		return rate, true
	}
	switch state {
	case Achieved:
		return wholePercent, true
	case NotAchievable:
		return decimal.Decimal{}, true
	}
	return decimal.Decimal{}, false
}

// Delivery is what a programme is expected to save within the year, in pounds, between the shortfall that is certain and the
// largest that there can be.
type Delivery struct {
	// Expected is Σ amount × rate over the states; not valid where a state that holds money has no rate.
	Expected decimal.NullDecimal
	// Missing are the states that hold money and have no rate.
	Missing []SavingState
	// CertainShortfall is what is called not achievable, and LargestShortfall all that is not achieved.
	CertainShortfall, LargestShortfall decimal.Decimal
	Rates                              DeliveryRates
}

// Delivery is what the programme is expected to save by [Savings.Rates].
func (s Savings) Delivery() Delivery { return s.delivery(s.Total()) }

func (s Savings) delivery(total Saving) Delivery {
	d := Delivery{CertainShortfall: total.NotAchievable, LargestShortfall: total.Target.Sub(total.Achieved), Rates: s.Rates}
	expected := decimal.Decimal{}
	for _, state := range SavingStates() {
		amount := total.In(state)
		rate, ok := s.Rates.of(state)
		switch {
		case amount.IsZero():
		case !ok:
			d.Missing = append(d.Missing, state)
		default:
			expected = expected.Add(amount.Mul(rate).Shift(-2))
		}
	}
	if len(d.Missing) == 0 {
		d.Expected = decimal.NewNullDecimal(expected)
	}
	return d
}

// Reason says why there is no expected delivery; empty where there is one.
func (d Delivery) Reason() string {
	if len(d.Missing) == 0 {
		return ""
	}
	names := make([]string, len(d.Missing))
	for i, state := range d.Missing {
		names[i] = state.String()
	}
	return "no rate of delivery is given for " + strings.Join(names, ", ")
}

// deliveryJSON is a delivery as its JSON has it, amounts in the unit of the programme.
type deliveryJSON struct {
	Expected         *decimal.Decimal `json:"expected"`
	Reason           string           `json:"reason,omitempty"`
	CertainShortfall decimal.Decimal  `json:"certain_shortfall"`
	LargestShortfall decimal.Decimal  `json:"largest_shortfall"`
	Rates            DeliveryRates    `json:"rates,omitempty"`
}

func (s Savings) deliveryJSON(total Saving) deliveryJSON {
	d := s.delivery(total)
	out := deliveryJSON{
		Reason: d.Reason(), CertainShortfall: s.Unit.FromPounds(d.CertainShortfall), LargestShortfall: s.Unit.FromPounds(d.LargestShortfall), Rates: d.Rates,
	}
	if d.Expected.Valid {
		expected := s.Unit.FromPounds(d.Expected.Decimal)
		out.Expected = &expected
	}
	return out
}

// Expectation says in a sentence what the rates come to; empty where none are given.
func (s Savings) Expectation() string { return s.expectation(s.Total()) }

func (s Savings) expectation(total Saving) string {
	d, style := s.delivery(total), TextStyle(s.Unit)
	switch {
	case len(s.Rates) == 0:
		return ""
	case !d.Expected.Valid:
		return "What is expected in all cannot be said: " + d.Reason() + "."
	}
	target := total.Target
	short := target.Sub(d.Expected.Decimal)
	if !short.IsPositive() {
		return "By the rates given " + style.Print(d.Expected.Decimal) + " is expected, which is the target or more."
	}
	return "By the rates given " + style.Print(d.Expected.Decimal) + " of " + style.Print(target) + " is expected: " + style.Print(short) + " short, " +
		style.Print(d.CertainShortfall) + " for certain and " + style.Print(d.LargestShortfall) + " at most."
}
