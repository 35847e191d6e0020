package finance

// Answer says in one sentence how far the programme has come: "£390k of £700k is achieved (55.7%); net at risk £310k."
func (s Savings) Answer() string { return s.answer(s.Total()) }

func (s Savings) answer(total Saving) string {
	style := TextStyle(s.Unit)
	return style.Print(total.Achieved) + " of " + style.Print(total.Target) + " is achieved (" + total.Delivered().String() + "); net at risk " +
		style.Print(total.NetAtRisk()) + "."
}
