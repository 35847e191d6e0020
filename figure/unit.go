package figure

import (
	"fmt"
	"strconv"
	"strings"
)

// Measure is what a figure counts, as far as its marks tell.
type Measure int

const (
	// Plain is a bare number: its column or table says what it measures.
	Plain Measure = iota
	// Pounds is money.
	Pounds
	// Percent is a number of per cent (19.4, never 0.194).
	Percent
	// Points is a difference of percentages, in percentage points.
	Points
)

// Unit is a measure and the power of ten that one printed unit stands for: £k is {Pounds, 3}, £m is {Pounds, 6},
// "12k" is {Plain, 3}.
type Unit struct {
	Measure Measure
	Power   int32
}

// unitMarks are what the unit of a heading may be written with, and does not need.
var unitMarks = strings.NewReplacer("'", "", "’", "", " ", "", "\u00a0", "", "(", "", ")", "", ",", "")

// ParseUnit reads the unit in the heading of a column or table: "£k", "£000", "£000s", "£'000", "£m", "£", "%",
// "percentage points". Anything else that is not a scale (children, FTE, per 10,000) is a plain unit; ok is false when
// the text looks like money but cannot be read.
func ParseUnit(text string) (u Unit, ok bool) {
	word := strings.ToLower(unitMarks.Replace(text))
	if word, power, unusual := strings.Cut(word, "×10^"); unusual {
		u, ok = ParseUnit(word)
		n, err := strconv.ParseInt(power, 10, 32)
		u.Power = int32(n)
		return u, ok && err == nil
	}
	if rest, money := strings.CutPrefix(word, "£"); money {
		power, ok := headedScale(rest)
		return Unit{Measure: Pounds, Power: power}, ok
	}
	switch word {
	case "%", "percent", "percentage":
		return Unit{Measure: Percent}, true
	case "pp", "ppt", "%points", "percentagepoints", "points":
		return Unit{Measure: Points}, true
	}
	power, _ := headedScale(word)
	return Unit{Power: power}, true
}

// headedScale is a scale as a heading prints it, where "000" stands for thousands too.
func headedScale(word string) (int32, bool) {
	switch word {
	case "":
		return 0, true
	case "000", "000s":
		return 3, true
	case "000000", "000000s":
		return 6, true
	}
	return scale(word)
}

// String is the unit as a heading prints it: "£k", "%", "percentage points".
func (u Unit) String() string {
	scale := ""
	switch {
	case u.Power == 0:
	case u.Power == 3 && u.Measure <= Pounds:
		scale = "k"
	case u.Power == 6 && u.Measure <= Pounds:
		scale = "m"
	case u.Power == 9 && u.Measure <= Pounds:
		scale = "bn"
	default:
		scale = fmt.Sprintf("×10^%d", u.Power)
	}
	switch u.Measure {
	case Pounds:
		return "£" + scale
	case Percent:
		return "%" + scale
	case Points:
		return "percentage points" + scale
	}
	return scale
}

// MarshalText is the unit as a heading prints it.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads a unit as [ParseUnit] does.
func (u *Unit) UnmarshalText(text []byte) error {
	unit, ok := ParseUnit(string(text))
	if !ok {
		return fmt.Errorf("%q is not a unit: write £, £k, £m, %% or percentage points", text)
	}
	*u = unit
	return nil
}
