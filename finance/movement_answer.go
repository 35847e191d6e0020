package finance

// Answer says in one sentence how the position moved: "The position worsened by £1,287k between 2024/25 M2 and 2024/25 M3."
func (m Movement) Answer() string {
	between := ""
	if m.From != (Period{}) && m.To != (Period{}) {
		between = " between " + m.From.String() + " and " + m.To.String()
	}
	amount := TextStyle(m.Unit).Print(m.Total.Variance.Amount().Abs())
	switch m.Total.Direction() {
	case Adverse:
		return "The position worsened by " + amount + between + "."
	case Favourable:
		return "The position improved by " + amount + between + "."
	}
	return "The position did not move" + between + "."
}
