package plan

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Answer says in a sentence by when the scheme has paid for itself, on what condition, and what must be found before.
func (i Invest) Answer() string {
	found := ""
	if i.LowestPoint.IsNegative() {
		found = "; at most " + wholePounds(i.LowestPoint.Neg()) + " must be found before"
	}
	said := ""
	switch i.State {
	case BreaksEven:
		said = "The step-down scheme has paid for itself by the end of " + longMonth(i.BreakEvenMonth) + i.condition() + found + "."
	case NotWithin:
		said = fmt.Sprintf("The step-down scheme has not paid for itself within %s%s: it stands at %s at their end.", counted(len(i.Months), "month", "months"), i.condition(), wholePounds(i.Total))
	default:
		said = fmt.Sprintf("The step-down scheme is at no month's end below nil: nothing has to be recovered, and it stands at %s after %s.", wholePounds(i.Total), counted(len(i.Months), "month", "months"))
	}
	if !i.Cashable {
		said += " What it counts is cost avoided: it lowers no line of the budget."
	}
	return said
}

func (i Invest) condition() string {
	one := decimal.NewFromInt(1)
	switch {
	case i.Children.IsZero():
		return ""
	case !i.AllStay:
		return ", if children stay as stated"
	case i.Children.Equal(one):
		return ", if the one child stays"
	case i.Children.Equal(decimal.NewFromInt(2)):
		return ", if both children stay"
	}
	return ", if all " + spelled(i.Children) + " children stay"
}
