package rag

import (
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Allowance is a miss that a rule or an indicator allows: in the measure's own unit ("5" is five points of a measure in
// per cent, or 5 children; "£50k" is money), as a share of the size of the target ("5%"), or the larger or the smaller of two
// such ("1% or £50k, whichever is larger"). The zero value is not stated, which is not the same as 0.
type Allowance struct {
	amount decimal.Decimal
	share  bool
	pounds bool // the amount is money, and means nothing beside a bare number of which nobody said that it is in pounds
	stated bool
	two    *twoAllowances
}

// twoAllowances are two of which one counts.
type twoAllowances struct {
	a, b    Allowance
	smaller bool
}

// Points is an allowance in the measure's own unit.
func Points(amount decimal.Decimal) Allowance { return Allowance{amount: amount, stated: true} }

// PerCent is an allowance as a share of the target: PerCent(5) of a target of −200 is 10.
func PerCent(share decimal.Decimal) Allowance {
	return Allowance{amount: share, share: true, stated: true}
}

// OrLarger allows what the larger of two allows: 1% of the budget or £50k, whichever is larger. Where one is not stated the
// other stands alone.
func (a Allowance) OrLarger(b Allowance) Allowance { return either(a, b, false) }

// OrSmaller allows what the smaller of two allows.
func (a Allowance) OrSmaller(b Allowance) Allowance { return either(a, b, true) }

func either(a, b Allowance, smaller bool) Allowance {
	switch {
	case !a.stated:
		return b
	case !b.stated:
		return a
	}
	return Allowance{stated: true, two: &twoAllowances{a, b, smaller}}
}

// mostAllowances is how deep two may stand in two.
const mostAllowances = 8

// ParseAllowance reads "5", "5%", "£50k" and "1% or £50k, whichever is larger" (or smaller), where either may be two again in
// brackets; blank is not stated. Two without a word for which of them counts are refused.
func ParseAllowance(text string) (Allowance, error) { return parseAllowance(text, mostAllowances) }

func parseAllowance(text string, depth int) (Allowance, error) {
	words := strings.TrimSpace(text)
	refused := func(problem string) (Allowance, error) {
		return Allowance{}, &ValueError{Input: text, Problem: problem}
	}
	if words == "" {
		return Allowance{}, nil
	}
	if depth == 0 {
		return refused("is a tolerance of too many parts")
	}
	at := outerOr(words)
	if at < 0 {
		if inner, bracket := strings.CutPrefix(words, "("); bracket && strings.HasSuffix(inner, ")") {
			return parseAllowance(strings.TrimSuffix(inner, ")"), depth-1)
		}
		return parseOneAllowance(words)
	}
	first, second := words[:at], words[at+len(" or "):]
	end := strings.LastIndex(second, "whichever")
	if end < 0 {
		return refused("is two tolerances: write which of them counts, as in 1% or 50, whichever is larger")
	}
	var smaller bool
	word := strings.TrimSpace(second[end+len("whichever"):])
	switch strings.TrimPrefix(strings.TrimPrefix(word, "is "), "the ") {
	case "larger", "greater", "higher", "bigger", "more":
	case "smaller", "lower", "lesser", "less":
		smaller = true
	default:
		return refused("is two tolerances: end it with whichever is larger, or whichever is smaller")
	}
	a, err := parseAllowance(first, depth-1)
	if err != nil {
		return Allowance{}, err
	}
	b, err := parseAllowance(strings.TrimRight(second[:end], " ,"), depth-1)
	if err == nil && (!a.stated || !b.stated) {
		return refused("is two tolerances, and one of them is empty")
	}
	return either(a, b, smaller), err
}

// outerOr is where the " or " stands that is in no bracket; −1 for none.
func outerOr(words string) int {
	depth := 0
	for i := range len(words) {
		switch words[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ' ':
			if depth == 0 && strings.HasPrefix(words[i:], " or ") {
				return i
			}
		}
	}
	return -1
}

func parseOneAllowance(text string) (Allowance, error) {
	text = strings.TrimSpace(text)
	digits, share := strings.CutSuffix(text, "%")
	if amount, err := figure.ParseDecimal(strings.TrimSpace(digits)); err == nil {
		return Allowance{amount: amount, share: share, stated: true}, nil
	}
	if f, err := figure.Parse(text); err == nil && f.Kind == figure.Number && f.Unit.Measure == figure.Pounds {
		return Allowance{amount: f.Base(), pounds: true, stated: true}, nil
	}
	return Allowance{}, &ValueError{Input: text, Problem: `is not a tolerance: write 5 for five points, 5% for a share of the target, or £50k`}
}

// MustParseAllowance is [ParseAllowance] for literals. It panics on bad text.
func MustParseAllowance(text string) Allowance {
	a, err := ParseAllowance(text)
	if err != nil {
		panic("rag.MustParseAllowance: " + err.Error())
	}
	return a
}

// IsZero reports whether the allowance is not stated.
func (a Allowance) IsZero() bool { return !a.stated }

// Negative reports whether the allowance, or one of two, is below 0.
func (a Allowance) Negative() bool {
	if a.two != nil {
		return a.two.a.Negative() || a.two.b.Negative()
	}
	return a.amount.IsNegative()
}

// nothing reports whether it allows no miss, whatever the target.
func (a Allowance) nothing() bool {
	switch {
	case a.two == nil:
		return a.amount.IsZero()
	case a.two.smaller:
		return a.two.a.nothing() || a.two.b.nothing()
	}
	return a.two.a.nothing() && a.two.b.nothing()
}

// Of is the miss allowed against a target: a share is taken of the target's size, so that negative targets are legal,
// and a share of 0 allows 0.
func (a Allowance) Of(target decimal.Decimal) decimal.Decimal {
	switch {
	case a.two != nil:
		return a.two.choose(a.two.a.Of(target), a.two.b.Of(target))
	case a.share:
		return a.amount.Mul(target.Abs()).Shift(-2)
	}
	return a.amount
}

// ofRatio is the miss allowed against a target that is a fraction, times its denominator.
func (a Allowance) ofRatio(target Ratio) decimal.Decimal {
	switch {
	case a.two != nil:
		return a.two.choose(a.two.a.ofRatio(target), a.two.b.ofRatio(target))
	case a.share:
		return a.Of(target.Numerator)
	}
	return a.amount.Mul(target.Denominator)
}

func (t *twoAllowances) choose(a, b decimal.Decimal) decimal.Decimal {
	if b.LessThan(a) == t.smaller {
		return b
	}
	return a
}

// timesPoints is the allowance with what is in the measure's unit multiplied.
func (a Allowance) timesPoints(n decimal.Decimal) Allowance {
	switch {
	case a.two != nil:
		a.two = &twoAllowances{a.two.a.timesPoints(n), a.two.b.timesPoints(n), a.two.smaller}
	case !a.share:
		a.amount = a.amount.Mul(n)
	}
	return a
}

// least is what it allows whatever the target: 50 of "1% or 50, whichever is larger", and 0 of "5%".
func (a Allowance) least() decimal.Decimal {
	switch {
	case a.two != nil:
		return a.two.choose(a.two.a.least(), a.two.b.least())
	case a.share:
		return decimal.Zero
	}
	return a.amount
}

// money reports whether a part of it is money.
func (a Allowance) money() bool {
	return a.pounds || a.two != nil && (a.two.a.money() || a.two.b.money())
}

// below reports whether it always allows less than another, as far as that can be told: amounts of one kind are compared, and
// two by their parts.
func (a Allowance) below(b Allowance) bool {
	switch {
	case a.two == nil && b.two == nil:
		return a.share == b.share && a.pounds == b.pounds && a.amount.LessThan(b.amount)
	case a.two == nil || b.two == nil:
		return false
	}
	return a.two.smaller == b.two.smaller && a.two.a.below(b.two.a) && a.two.b.below(b.two.b)
}

// Equal reports whether two allowances allow the same.
func (a Allowance) Equal(b Allowance) bool {
	if a.two != nil && b.two != nil {
		return a.two.smaller == b.two.smaller && a.two.a.Equal(b.two.a) && a.two.b.Equal(b.two.b)
	}
	return (a.two == nil) == (b.two == nil) && a.stated == b.stated && a.share == b.share && a.pounds == b.pounds && a.amount.Equal(b.amount)
}

// String is the allowance as files hold it: 5, 5%, £50,000, or "1% or £50,000, whichever is larger"; empty when not stated.
func (a Allowance) String() string {
	switch {
	case !a.stated:
		return ""
	case a.two != nil && a.two.smaller:
		return a.two.a.part() + " or " + a.two.b.part() + ", whichever is smaller"
	case a.two != nil:
		return a.two.a.part() + " or " + a.two.b.part() + ", whichever is larger"
	case a.share:
		return a.amount.String() + "%"
	case a.pounds:
		f := figure.Figure{Places: max(0, -a.amount.Exponent()), Style: figure.Style{Pound: true, Grouped: true}}
		return f.Print(a.amount)
	}
	return a.amount.String()
}

// part is the allowance as one of two.
func (a Allowance) part() string {
	if a.two != nil {
		return "(" + a.String() + ")"
	}
	return a.String()
}

// MarshalText writes the allowance as files hold it.
func (a Allowance) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalJSON reads "5%", "5", 5 or the words of two.
func (a *Allowance) UnmarshalJSON(data []byte) (err error) {
	text := string(data)
	if len(data) > 0 && data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	if text == "null" {
		text = ""
	}
	*a, err = ParseAllowance(text)
	return err
}

// or is the allowance, or another where it is not stated.
func (a Allowance) or(b Allowance) Allowance {
	if a.stated {
		return a
	}
	return b
}
