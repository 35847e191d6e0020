package rag

import (
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"
)

// Bound is one end of a band: a number, the target, the floor, or a share of the target. The zero value is no end.
type Bound struct {
	number decimal.Decimal // the number, or the share in per cent
	of     boundOf
}

type boundOf int

const (
	unbounded boundOf = iota
	atNumber
	atTarget
	atFloor
	shareOfTarget
)

// At is an end at a number.
func At(number decimal.Decimal) Bound { return Bound{number: number, of: atNumber} }

// OfTarget is an end at so many per cent of the target. A negative target turns such bands over; prefer a tolerance.
func OfTarget(percent decimal.Decimal) Bound { return Bound{number: percent, of: shareOfTarget} }

// AtTarget is an end at the target of the reading.
func AtTarget() Bound { return Bound{of: atTarget} }

// AtFloor is an end at the floor of the reading.
func AtFloor() Bound { return Bound{of: atFloor} }

// ParseBound reads "90", "target", "floor" or "90% of target".
func ParseBound(text string) (Bound, error) {
	switch text = strings.TrimSpace(text); text {
	case "":
		return Bound{}, nil
	case "target":
		return AtTarget(), nil
	case "floor":
		return AtFloor(), nil
	}
	digits, share := strings.CutSuffix(text, "% of target")
	number, err := jsonDecimal([]byte(digits))
	switch {
	case err != nil:
		return Bound{}, &ValueError{Input: text, Problem: "is not a bound: write a number, target, floor or 90% of target"}
	case share:
		return OfTarget(number), nil
	}
	return At(number), nil
}

// MustParseBound is [ParseBound] for literals. It panics on bad text.
func MustParseBound(text string) Bound {
	b, err := ParseBound(text)
	if err != nil {
		panic("rag.MustParseBound: " + err.Error())
	}
	return b
}

// IsZero reports whether there is no end.
func (b Bound) IsZero() bool { return b.of == unbounded }

// String is the bound as rules hold it.
func (b Bound) String() string {
	switch b.of {
	case atNumber:
		return b.number.String()
	case atTarget:
		return "target"
	case atFloor:
		return "floor"
	case shareOfTarget:
		return b.number.String() + "% of target"
	}
	return ""
}

// MarshalText writes the bound as rules hold it.
func (b Bound) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalJSON reads "90", 90, "target", "floor" or "90% of target".
func (b *Bound) UnmarshalJSON(data []byte) (err error) {
	text := string(data)
	if len(data) > 0 && data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	*b, err = ParseBound(text)
	return err
}

// at is the bound for a reading.
func (b Bound) at(target, floor Value) (d decimal.Decimal, ok bool) {
	switch b.of {
	case atNumber:
		return b.number, true
	case atTarget:
		return target.Decimal()
	case atFloor:
		return floor.Decimal()
	case shareOfTarget:
		return b.number.Mul(target.number).Shift(-2), target.Known()
	}
	return d, false
}

// Band is a set of values and their colour. Give one lower end, at_least (included) or above (excluded), and one upper,
// at_most or below; leave an end out where the band has none.
type Band struct {
	// Label is what the source calls the band: "ideal", "requires improvement". Defaults to the colour.
	Label string `json:"label,omitempty"`
	// Rating is its colour: a scale longer than red, amber and green collapses here.
	Rating  Rating `json:"rating"`
	AtLeast Bound  `json:"at_least,omitzero"`
	Above   Bound  `json:"above,omitzero"`
	AtMost  Bound  `json:"at_most,omitzero"`
	Below   Bound  `json:"below,omitzero"`
}

func (b Band) bounds() [4]Bound { return [4]Bound{b.AtLeast, b.Above, b.AtMost, b.Below} }

// holds reports whether a value is in the band; ok is false when a bound needs a target or floor that is not given.
func (b Band) holds(x decimal.Decimal, target, floor Value) (in, ok bool) {
	in = true
	for i, bound := range b.bounds() {
		if bound.IsZero() {
			continue
		}
		at, known := bound.at(target, floor)
		if !known {
			return false, false
		}
		switch c := x.Cmp(at); i {
		case 0:
			in = in && c >= 0
		case 1:
			in = in && c > 0
		case 2:
			in = in && c <= 0
		case 3:
			in = in && c < 0
		}
	}
	return in, true
}

// String is the band as a sentence has it, "above 100 and at most 125".
func (b Band) String() string {
	var parts []string
	for i, bound := range b.bounds() {
		if !bound.IsZero() {
			parts = append(parts, [...]string{"at least ", "above ", "at most ", "below "}[i]+bound.String())
		}
	}
	if parts == nil {
		return "any other value"
	}
	return strings.Join(parts, " and ")
}
