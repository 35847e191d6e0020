package plan

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// millions prints an amount of pounds as a sentence has it: £2.4m, and less than £100,000 in pounds.
func millions(pounds decimal.Decimal) string {
	if pounds.Abs().LessThan(decimal.NewFromInt(100_000)) {
		return wholePounds(pounds)
	}
	style := finance.TextStyle(finance.Millions)
	style.Places = 1
	return style.Print(pounds)
}

func wholePounds(pounds decimal.Decimal) string {
	return finance.TextStyle(finance.Pounds).Print(pounds)
}

// longMonth is 2027-03 as a sentence has it, March 2027.
func longMonth(name string) string {
	month, err := time.Parse("2006-01", name)
	if err != nil {
		return name
	}
	return month.Format("January 2006")
}

// spelled is a whole number up to ten in words.
func spelled(n decimal.Decimal) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if i := n.IntPart(); n.IsInteger() && i >= 0 && int(i) < len(words) {
		return words[i]
	}
	return n.String()
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
