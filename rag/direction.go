package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Direction is how a value has moved since an earlier one, by polarity: the values are compared, never their colours.
type Direction int

const (
	// NotStated is a direction without an earlier value, a later one or a polarity.
	NotStated Direction = iota
	// Improving is a value that is materially better.
	Improving
	// Worsening is a value that is materially worse.
	Worsening
	// NoMaterialChange is a change within the stated tolerance.
	NoMaterialChange
	// CannotCompare is a change of target, definition or basis between the two.
	CannotCompare
)

var directionNames = enum.Of("Direction", "not_stated", "improving", "worsening", "no_material_change", "not_comparable")

// String is the direction as files and JSON hold it.
func (d Direction) String() string { return directionNames.String(int(d)) }

// MarshalText writes the name of the direction.
func (d Direction) MarshalText() ([]byte, error) { return directionNames.Marshal(int(d)) }

// UnmarshalText reads the name of a direction.
func (d *Direction) UnmarshalText(text []byte) error { return enum.Unmarshal(directionNames, text, d) }

// Comparing says how two values are compared.
type Comparing struct {
	// Polarity is which way is better. Without one there is no direction.
	Polarity Polarity
	// NoChange is the largest change that is not material: in points, or in per cent of the earlier value. Defaults to 0.
	NoChange Allowance
	// Target is what a measure that should be close to it is close to.
	Target Value
	// Break says why the two cannot be compared. Defaults to none.
	Break string
}

// Travel is the direction from an earlier value to a later one. A change equal to the tolerance is not material. A measure
// that is better close to its target moves by its distance from it.
func Travel(from, to Value, by Comparing) Direction {
	before, ok := from.Decimal()
	after, now := to.Decimal()
	switch {
	case !ok || !now || by.Polarity == Neutral:
		return NotStated
	case by.Break != "", clash(from, to) != "":
		return CannotCompare
	case by.Polarity == CloserBetter && !by.Target.Known():
		return NotStated
	}
	worse := miss(after, by.Target.number, by.Polarity).Sub(miss(before, by.Target.number, by.Polarity))
	switch {
	case worse.Abs().LessThanOrEqual(by.NoChange.Of(before)):
		return NoMaterialChange
	case worse.IsPositive():
		return Worsening
	}
	return Improving
}

// Travel is the direction from one reading of a measure to a later one, by the rule's polarity and tolerance. They cannot
// be compared when the target or the basis is another, or the later one has a break.
func (r Rule) Travel(before, after Reading) Direction {
	by := r.travel(&after, false)
	switch {
	case before.Basis != after.Basis:
		by.Break = "the basis changed"
	case before.Target.Known() && after.Target.Known() && !before.Target.number.Equal(after.Target.number):
		by.Break = "the target changed"
	}
	return Travel(before.Actual, after.Actual, by)
}

// TravelFromMean is the direction from the mean of earlier values, the long trend of some scorecards. Missing ones are
// left out.
func TravelFromMean(earlier []Value, to Value, by Comparing) Direction {
	sum, n := decimal.Zero, int64(0)
	for _, v := range earlier {
		if d, ok := v.Decimal(); ok {
			sum, n = sum.Add(d), n+1
		}
	}
	if n == 0 {
		return NotStated
	}
	// All multiplied by n, so that the mean is exact; a tolerance in points is multiplied too, a share is not.
	times := decimal.NewFromInt(n)
	scaled := func(v Value) Value {
		if d, ok := v.Decimal(); ok {
			return Exact(d.Mul(times))
		}
		return v
	}
	by.NoChange = by.NoChange.timesPoints(times)
	by.Target = scaled(by.Target)
	return Travel(Exact(sum), scaled(to), by)
}

// travel is how a reading is compared with its earlier values.
func (r *Rule) travel(x *Reading, short bool) Comparing {
	by := Comparing{Polarity: r.polarity(x), NoChange: r.NoChange, Target: x.Target, Break: x.Break}
	if short && x.PreviousTarget.Known() && x.Target.Known() && !x.PreviousTarget.number.Equal(x.Target.number) {
		by.Break = "the target changed"
	}
	return by
}
