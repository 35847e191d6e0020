package reserves

import (
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// Caution stands under every answer.
const Caution = "This is arithmetic, not a forecast: whether reserves are adequate is for the chief finance officer to report."

// Answer says in a sentence or two how long the usable reserves last, and what the answer is not.
func (p Position) Answer() string {
	balance, ok := p.of(Usable)
	if !ok {
		return "No reserve of " + p.On.Long() + " is usable. " + Caution
	}
	style := p.style(balance.Balance)
	said := ""
	mean, last := p.cover("mean"), p.cover("last")
	if mean == nil {
		if mean, last = p.cover("mean_fall"), p.cover("last_fall"); mean == nil {
			mean = p.cover("planned")
		}
	}
	amount := style.Print(p.Unit.ToPounds(balance.Balance))
	switch {
	case mean == nil:
		said = fmt.Sprintf("The usable reserves are %s on %s; no yearly draw is given.", amount, p.On.Long())
	case mean.State == NotFalling:
		said = fmt.Sprintf("The usable reserves of %s do not fall at %s.", amount, p.basisOf(*mean))
	case mean.State == AlreadyBelow:
		said = fmt.Sprintf("The usable reserves are %s on %s: below nil already.", amount, p.On.Long())
	default:
		draws := "draws"
		if p.Overspends && mean.DrawBasis == "mean" {
			draws = "overspends by"
		}
		said = fmt.Sprintf("If each year "+draws+" %s, the %s of usable reserves would last %s", p.basisOf(*mean), amount, counted(*mean.WholeMonths, "month", "months"))
		if last != nil && mean.DrawYears > 1 && last.State == Falls {
			said += fmt.Sprintf("; if %s, %d", map[string]string{"last": "by last year's", "last_fall": "by the last fall"}[last.DrawBasis], *last.WholeMonths)
		}
		said += "."
	}
	return said + p.below() + " " + Caution
}

// cover is that of the usable reserves to nil by a basis.
func (p Position) cover(basis string) *Cover {
	for i, c := range p.Cover {
		if c.Reading == Usable && c.To == "nil" && c.DrawBasis == basis {
			return &p.Cover[i]
		}
	}
	return nil
}

func (p Position) basisOf(c Cover) string {
	amount := p.style(c.Draw).Print(p.Unit.ToPounds(c.Draw))
	switch c.DrawBasis {
	case "mean":
		if c.DrawYears == 1 {
			return "as much as the last (" + amount + ")"
		}
		return fmt.Sprintf("the average of the last %s (%s)", word(c.DrawYears), amount)
	case "planned":
		return "the planned amount (" + amount + ")"
	}
	return fmt.Sprintf("the average fall of the last %s (%s)", word(c.DrawYears), amount)
}

// below says when the planned path goes under a line.
func (p Position) below() string {
	said := ""
	month := func(text string) string {
		t, err := time.Parse("2006-01", text)
		if err != nil {
			return text
		}
		return t.Format("January 2006")
	}
	if p.FirstMonthBelowMinimum != "" {
		said += fmt.Sprintf(" By the planned draws they are below the stated minimum from %s.", month(p.FirstMonthBelowMinimum))
	}
	if p.FirstMonthBelowNil != "" {
		said += fmt.Sprintf(" By the planned draws they are below nil from %s.", month(p.FirstMonthBelowNil))
	}
	return said
}

// style prints millions to one place, and less in pounds.
func (p Position) style(printed decimal.Decimal) finance.MoneyStyle {
	if p.Unit.ToPounds(printed).Abs().LessThan(decimal.NewFromInt(100_000)) {
		return finance.TextStyle(finance.Pounds)
	}
	style := finance.TextStyle(finance.Millions)
	style.Places = 1
	return style
}

func word(n int) string {
	if words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}; n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}
