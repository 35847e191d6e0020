package finance

// Answer says the position of the statement in one sentence: "Forecast overspend at 2024/25 M4: £12.261m, 20.7% of the
// revised budget."
func (s Statement) Answer() string { return s.answer(s.Total()) }

func (s Statement) answer(total Line) string {
	v := total.Variance()
	when := ""
	if s.Period != (Period{}) {
		when = " at " + s.Period.String()
	}
	amount := TextStyle(s.Unit).Print(v.Size())
	switch v.Direction() {
	case Adverse:
		return "Forecast overspend" + when + ": " + amount + ", " + total.Percent().String() + " of the revised budget."
	case Favourable:
		return "Forecast underspend" + when + ": " + amount + "."
	}
	return "The forecast meets the budget" + when + "."
}
