package finance

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// VarianceSign says which way a table signs a variance. It is stated, never inferred from a figure: a bracket is an
// underspend in one council and an overspend in the next. The zero value is [SignNotStated].
type VarianceSign int

const (
	// SignNotStated is a table of which nobody said it. Its printed variances cannot be read; amounts are written with
	// overspends positive.
	SignNotStated VarianceSign = iota
	// OverspendPositive is variance = forecast + reserves − budget, as Oldham and Brighton & Hove print it.
	OverspendPositive
	// UnderspendPositive is variance = budget − forecast − reserves: a bracket is an overspend, as the Isle of Wight
	// and Maidstone print it.
	UnderspendPositive
	// TwoColumns is an overspend column and an underspend column, both without a sign, as Bath & North East Somerset
	// prints them.
	TwoColumns
)

// IncomeSign says how a table writes income. The zero value is [IncomeNotStated].
type IncomeSign int

const (
	// IncomeNotStated is a table of which nobody said it. Rows that are said to be of income are income in whichever sign
	// they print, as long as it is one; amounts are written negative.
	IncomeNotStated IncomeSign = iota
	// IncomeNegative is income printed as a negative amount and added: (14,828).
	IncomeNegative
	// IncomePositive is income printed as a positive amount and subtracted, as in section 251.
	IncomePositive
)

// ReservesSign says how a table writes the use of reserves. The zero value is [DrawnNegative].
type ReservesSign int

const (
	// DrawnNegative is a drawdown printed as a negative amount and added to the forecast, as Oldham prints it.
	DrawnNegative ReservesSign = iota
	// DrawnPositive is a drawdown printed as a positive amount and subtracted.
	DrawnPositive
)

// Convention is how a table signs its money: an input of whoever reads or writes it. Inside this package a variance is
// positive when adverse, income is negative, and reserves are negative when drawn. The zero value states no sign for
// variances and income, and has drawdowns negative.
type Convention struct {
	Variance VarianceSign
	Income   IncomeSign
	Reserves ReservesSign
}

// The words that [ParseConvention] reads, first the one that is written.
var (
	varianceWords = [][]string{
		{"", "not_stated"},
		{"overspend_positive", "adverse_positive", "underspend_negative", "favourable_negative"},
		{"underspend_positive", "favourable_positive", "overspend_negative", "adverse_negative"},
		{"two_columns", "unsigned_columns", "two_unsigned_columns", "unsigned"},
	}
	incomeWords = [][]string{
		{"", "income_not_stated"},
		{"income_negative", "income_added", "income_negative_added"},
		{"income_positive", "income_subtracted", "income_positive_subtracted"},
	}
	reservesWords = [][]string{
		{"reserves_negative", "reserves_drawn_negative", "reserves_added"},
		{"reserves_positive", "reserves_drawn_positive", "reserves_subtracted"},
	}
)

// ParseConvention reads a convention from words joined by commas: overspend_positive, underspend_positive or
// two_columns for variances; income_negative or income_positive; reserves_negative or reserves_positive. What is left
// out keeps its zero value; the same question answered twice is an error.
func ParseConvention(text string) (Convention, error) {
	var c Convention
	var said [3]bool
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(",;+ ", r) }) {
		word = strings.ReplaceAll(word, "-", "_")
		i, question := find(varianceWords, word), 0
		switch {
		case i > 0:
			c.Variance = VarianceSign(i)
		case find(incomeWords, word) > 0:
			c.Income, question = IncomeSign(find(incomeWords, word)), 1
		case find(reservesWords, word) >= 0:
			c.Reserves, question = ReservesSign(find(reservesWords, word)), 2
		default:
			return Convention{}, fmt.Errorf("convention %q: use overspend_positive, underspend_positive or two_columns, "+
				"and with a comma income_negative or income_positive, reserves_negative or reserves_positive", word)
		}
		if said[question] {
			return Convention{}, fmt.Errorf("convention %q: %q answers the same question twice", text, word)
		}
		said[question] = true
	}
	return c, nil
}

// find is the position of the list of words that holds word, or -1.
func find(lists [][]string, word string) int {
	for i, words := range lists {
		for _, w := range words {
			if w == word {
				return i
			}
		}
	}
	return -1
}

// String is the convention in the words that [ParseConvention] reads.
func (c Convention) String() string {
	var words []string
	if name := c.Variance.String(); name != "not_stated" {
		words = append(words, name)
	}
	if c.Income != IncomeNotStated {
		words = append(words, c.Income.String())
	}
	if c.Reserves != DrawnNegative {
		words = append(words, c.Reserves.String())
	}
	return strings.Join(words, ",")
}

// MarshalText writes the convention as [Convention.String] does.
func (c Convention) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what [ParseConvention] does.
func (c *Convention) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConvention(string(text))
	return err
}

// String is overspend_positive, underspend_positive, two_columns or not_stated.
func (s VarianceSign) String() string {
	if s == SignNotStated {
		return "not_stated"
	}
	if s < 0 || int(s) >= len(varianceWords) {
		return fmt.Sprintf("VarianceSign(%d)", int(s))
	}
	return varianceWords[s][0]
}

// String is income_negative, income_positive or income_not_stated.
func (s IncomeSign) String() string {
	if s == IncomeNotStated {
		return "income_not_stated"
	}
	if s < 0 || int(s) >= len(incomeWords) {
		return fmt.Sprintf("IncomeSign(%d)", int(s))
	}
	return incomeWords[s][0]
}

// String is reserves_negative or reserves_positive.
func (s ReservesSign) String() string {
	if s < 0 || int(s) >= len(reservesWords) {
		return fmt.Sprintf("ReservesSign(%d)", int(s))
	}
	return reservesWords[s][0]
}

// Opposite is the convention with variances signed the other way. Two unsigned columns and a sign not stated have no
// opposite and stay as they are. Taken twice it is the convention itself.
func (c Convention) Opposite() Convention {
	switch c.Variance {
	case OverspendPositive:
		c.Variance = UnderspendPositive
	case UnderspendPositive:
		c.Variance = OverspendPositive
	}
	return c
}

// Print is a variance with the sign that the convention prints it with, in pounds. Two unsigned columns get the amount
// without its sign: [Variance.Direction] says which column.
func (c Convention) Print(v Variance) decimal.Decimal {
	switch c.Variance {
	case UnderspendPositive:
		return v.Amount.Neg()
	case TwoColumns:
		return v.Size()
	}
	return v.Amount
}

// Read is the variance that a table prints as an amount of pounds. It cannot be told, and ok is false, when the
// convention states no sign, or has two columns (see [Convention.ReadColumns]).
func (c Convention) Read(printed decimal.Decimal) (v Variance, ok bool) {
	switch c.Variance {
	case OverspendPositive:
		return Variance{printed}, true
	case UnderspendPositive:
		return Variance{printed.Neg()}, true
	}
	return Variance{}, false
}

// ReadColumns is the variance that two unsigned columns print. It cannot be told, and ok is false, when either amount is
// negative or both columns are filled.
func (c Convention) ReadColumns(over, under decimal.Decimal) (v Variance, ok bool) {
	if over.IsNegative() || under.IsNegative() || (!over.IsZero() && !under.IsZero()) {
		return Variance{}, false
	}
	return Variance{over.Sub(under)}, true
}

// readReserves is the use of reserves as this package holds it, negative when drawn. It is its own inverse.
func (c Convention) readReserves(printed decimal.Decimal) decimal.Decimal {
	if c.Reserves == DrawnPositive {
		return printed.Neg()
	}
	return printed
}

// readIncome is an amount of income as this package holds it, negative. It is its own inverse.
func (c Convention) readIncome(printed decimal.Decimal) decimal.Decimal {
	if c.Income == IncomePositive {
		return printed.Neg()
	}
	return printed
}
