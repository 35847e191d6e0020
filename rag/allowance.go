package rag

import (
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Allowance is a miss that a rule or an indicator allows: in the measure's own unit ("5" is five points of a measure in
// per cent, or 5 children), or as a share of the size of the target ("5%"). The zero value is not stated, which is not
// the same as 0.
type Allowance struct {
	amount decimal.Decimal
	share  bool
	stated bool
}

// Points is an allowance in the measure's own unit.
func Points(amount decimal.Decimal) Allowance { return Allowance{amount: amount, stated: true} }

// PerCent is an allowance as a share of the target: PerCent(5) of a target of −200 is 10.
func PerCent(share decimal.Decimal) Allowance {
	return Allowance{amount: share, share: true, stated: true}
}

// ParseAllowance reads "5" or "5%"; blank is not stated.
func ParseAllowance(text string) (Allowance, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Allowance{}, nil
	}
	digits, share := strings.CutSuffix(text, "%")
	amount, err := figure.ParseDecimal(strings.TrimSpace(digits))
	if err != nil {
		return Allowance{}, &ValueError{Input: text, Problem: `is not a tolerance: write 5 for five points, or 5% for a share of the target`}
	}
	return Allowance{amount: amount, share: share, stated: true}, nil
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

// Negative reports whether the allowance is below 0.
func (a Allowance) Negative() bool { return a.amount.IsNegative() }

// Of is the miss allowed against a target: a share is taken of the target's size, so that negative targets are legal,
// and a share of 0 allows 0.
func (a Allowance) Of(target decimal.Decimal) decimal.Decimal {
	if a.share {
		return a.amount.Mul(target.Abs()).Shift(-2)
	}
	return a.amount
}

// Equal reports whether two allowances allow the same.
func (a Allowance) Equal(b Allowance) bool {
	return a.stated == b.stated && a.share == b.share && a.amount.Equal(b.amount)
}

// String is the allowance as files hold it, 5 or 5%; empty when not stated.
func (a Allowance) String() string {
	switch {
	case !a.stated:
		return ""
	case a.share:
		return a.amount.String() + "%"
	}
	return a.amount.String()
}

// MarshalText writes the allowance as files hold it.
func (a Allowance) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalJSON reads "5%", "5" or 5.
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
