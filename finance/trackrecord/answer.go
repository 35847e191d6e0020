package trackrecord

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// Answer says in a sentence how the first and the last month with two years or more did, and of this year's movement.
func (r Record) Answer() string {
	var first, last *Month
	for i := range r.Months {
		if r.Months[i].Years < 2 {
			continue
		}
		if first == nil {
			first = &r.Months[i]
		}
		last = &r.Months[i]
	}
	said := ""
	switch {
	case len(r.Months) == 0:
		said = "No forecast can be held against an outturn."
	case first == nil:
		said = "One year is known for each month: its error is listed, and no more can be said."
	default:
		said = r.direction(*first) + against(*first)
		if last != first {
			said += fmt.Sprintf("; by month %d it was out by %s", last.Month, r.amount(last.MeanAbsoluteError))
		}
		said += "."
	}
	if more := r.thisYear(); more != "" {
		said += " " + more
	}
	return said
}

func (r Record) direction(m Month) string {
	if m.ChanceAllOneWay.Valid {
		way := "high"
		if m.TooLow > 0 {
			way = "low"
		}
		return fmt.Sprintf("In each of %s years the month %d forecast was too %s, by %s on average", word(m.Years), m.Month, way, r.amount(m.MeanAbsoluteError))
	}
	return fmt.Sprintf("The month %d forecast was too high in %d of %d years and too low in %d, out by %s on average", m.Month, m.TooHigh, m.Years, m.TooLow, r.amount(m.MeanAbsoluteError))
}

// against says how the month compares with expecting the budget to be met.
func against(m Month) string {
	if !m.RelativeToNoVariance.Valid {
		return ""
	}
	switch m.RelativeToNoVariance.Decimal.Cmp(decimal.NewFromInt(1)) {
	case 1:
		return ": worse than simply expecting the budget to be met"
	case 0:
		return ": no better than simply expecting the budget to be met"
	}
	return ": better than simply expecting the budget to be met"
}

func (r Record) thisYear() string {
	t := r.ThisYear
	if t == nil {
		return ""
	}
	said := ""
	if len(t.Bands) > 0 {
		b := t.Bands[0]
		said = fmt.Sprintf(
			"From month %d of %s, a variance of %s, past errors lead to between %s and %s in %s%% of cases, if years are alike.",
			t.Month, t.Year, r.amount(t.Forecast), r.amount(b.Lower), r.amount(b.Upper), b.CoveragePercent.Round(1),
		)
	}
	if m := t.Movement; m != nil {
		beyond := "within the range"
		if !m.Within {
			beyond = "beyond all"
		}
		if said != "" {
			said += " "
		}
		said += fmt.Sprintf("It moved by %s since month %d, %s of the same movement in %s.", r.amount(m.Value), m.Since, beyond, counted(m.Years, "past year", "past years"))
	}
	return said
}

// amount is an amount of the record's unit as a sentence says it: in millions to one place from £0.1m on.
func (r Record) amount(printed decimal.Decimal) string {
	pounds := r.Unit.ToPounds(printed)
	if pounds.Abs().GreaterThanOrEqual(decimal.NewFromInt(100_000)) {
		style := finance.TextStyle(finance.Millions)
		style.Places = 1
		return style.Print(pounds.Round(-5))
	}
	style := finance.TextStyle(finance.Pounds)
	return style.Print(pounds.Round(0))
}

func word(n int) string {
	if words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}; n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
