package scrutiny

import (
	"math/big"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Rounding is a rule by which figures are brought to their printed places. It holds for a whole table, never for one
// cell. The names of the rules to the nearest say where a tie goes, because "up" means different things to different tools.
type Rounding int

const (
	// Nearest is to the nearest, a tie either way: the rule of every check that states none, because a printed figure does
	// not say how its ties were broken.
	Nearest Rounding = iota
	// Truncated cuts the digits off, towards zero.
	Truncated
	// TiesAway takes a tie away from zero, as Excel, the DfE and this library print.
	TiesAway
	// TiesToZero takes a tie towards zero.
	TiesToZero
	// TiesUp takes a tie up the number line: −2.5 becomes −2.
	TiesUp
	// TiesDown takes a tie down the number line: 2.5 becomes 2.
	TiesDown
	// TiesEven takes a tie to the even digit.
	TiesEven
	// Ceiling goes up the number line.
	Ceiling
	// Floor goes down the number line.
	Floor
)

var roundingNames = enum.Of("Rounding", "nearest", "truncated", "ties_away", "ties_to_zero", "ties_up", "ties_down", "ties_even", "ceiling", "floor")

// String is the rule as files hold it.
func (r Rounding) String() string { return roundingNames.String(int(r)) }

// MarshalText writes the name of the rule.
func (r Rounding) MarshalText() ([]byte, error) { return roundingNames.Marshal(int(r)) }

// UnmarshalText reads the name of a rule; "round" and "truncate" are read too.
func (r *Rounding) UnmarshalText(text []byte) error {
	switch string(text) {
	case "", "round":
		*r = Nearest
		return nil
	case "truncate", "cut":
		*r = Truncated
		return nil
	}
	return enum.Unmarshal(roundingNames, text, r)
}

// Round is x to so many places by the rule; Nearest takes a tie away from zero. Places may be negative: −1 is to the
// nearest ten.
func (r Rounding) Round(x decimal.Decimal, places int32) decimal.Decimal {
	return toDecimal(r.round(fraction(x), powerOfTen(-places)), max(places, 0))
}

// Values is every value that prints as x to so many places by the rule. It is empty, and ok false, when x itself has more
// digits than that.
func (r Rounding) Values(x decimal.Decimal, places int32) (values Interval, ok bool) {
	step := powerOfTen(-places)
	if !new(ratio).Quo(fraction(x), step).IsInt() {
		return Interval{}, false
	}
	return r.span(fraction(x), step).interval(max(places, 0) + 1), true
}

// span is every value that prints as v, a multiple of step.
func (r Rounding) span(v, step *ratio) span {
	half := new(ratio).Quo(step, newRatio(2, 1))
	around := func(by *ratio, lowOpen, highOpen bool) span {
		return span{end{new(ratio).Sub(v, by), lowOpen}, end{new(ratio).Add(v, by), highOpen}}
	}
	negative, positive := v.Sign() < 0, v.Sign() > 0
	switch r {
	case Truncated:
		s := around(step, true, true)
		if positive {
			s.lo = end{v: v}
		}
		if negative {
			s.hi = end{v: v}
		}
		return s
	case TiesAway:
		return around(half, !positive, !negative)
	case TiesToZero:
		return around(half, positive, negative)
	case TiesUp:
		return around(half, false, true)
	case TiesDown:
		return around(half, true, false)
	case TiesEven:
		odd := new(ratio).Quo(v, step).Num().Bit(0) == 1
		return around(half, odd, odd)
	case Ceiling:
		return span{around(step, true, true).lo, end{v: v}}
	case Floor:
		return span{end{v: v}, around(step, true, true).hi}
	}
	return around(half, false, false)
}

// round is x at a multiple of step by the rule.
func (r Rounding) round(x, step *ratio) *ratio {
	if r == Nearest || r == TiesAway {
		return roundTo(x, step)
	}
	units := new(ratio).Quo(x, step)
	down := floorWhole(units)
	whole := new(big.Int).Set(down)
	rest := units.Sub(units, new(ratio).SetInt(down))
	if rest.Sign() != 0 && r.goesUp(rest.Cmp(newRatio(1, 2)), x.Sign() < 0, down.Bit(0) == 1) {
		whole.Add(whole, big.NewInt(1))
	}
	return new(ratio).Mul(new(ratio).SetInt(whole), step)
}

// goesUp says whether a value between two multiples goes to the upper one: half is its side of the middle, odd whether
// the lower one is.
func (r Rounding) goesUp(half int, negative, odd bool) bool {
	switch {
	case r == Truncated:
		return negative
	case r == Ceiling:
		return true
	case r == Floor:
		return false
	case half != 0:
		return half > 0
	case r == TiesToZero:
		return negative
	case r == TiesEven:
		return odd
	}
	return r == TiesUp
}
