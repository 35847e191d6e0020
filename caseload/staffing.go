package caseload

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/checked"
)

// Staffing is the cases of a service and the FTE of the workers who hold them.
type Staffing struct {
	Cases int
	FTE   decimal.Decimal
}

// ErrPlan is a plan that cannot be made: an average of zero to aim at, fewer than no workers.
var ErrPlan = errors.New("the plan cannot be made")

// Average is cases per FTE.
func (s Staffing) Average() Ratio {
	return Ratio{Definition: "cases / FTE", Numerator: count(s.Cases), Denominator: s.FTE}
}

// Equal reports whether two staffings are the same; 10.0 FTE equals 10.
func (s Staffing) Equal(other Staffing) bool { return s.Cases == other.Cases && s.FTE.Equal(other.FTE) }

// Need is the staff that an average takes.
type Need struct {
	// FTE is the cases over the average, exact.
	FTE Ratio
	// Workers is the least whole number of full-time workers whose average is at or under the one aimed at.
	Workers int
	// More is the least whole number of full-time workers beyond those there are; zero when there are enough.
	More int
	// MoreNewlyQualified is the same in newly qualified workers, who carry a share of a full load.
	MoreNewlyQualified int
	// Spare is the FTE beyond what is needed; negative when there is too little. It is exact to 12 places.
	Spare decimal.Decimal
	// ToClose is the least number of cases that must close for the average, with the staff there is.
	ToClose int
}

// Need is the staff for an average of so many cases per FTE. protection is the share of a full load that newly qualified
// workers carry.
func (s Staffing) Need(average decimal.Decimal, protection Protection) (Need, error) {
	if !average.IsPositive() {
		return Need{}, fmt.Errorf("%w: an average of %s: write a number above 0", ErrPlan, average)
	}
	if err := s.check(); err != nil {
		return Need{}, err
	}
	if err := protection.check(); err != nil {
		return Need{}, err
	}
	need := Need{FTE: needed(s.Cases, average)}
	workers, fits := ceilDiv(count(s.Cases), average)
	// Whole workers are found on numerators, so that a quotient that is rounded cannot ask for one worker too many.
	short := count(s.Cases).Sub(average.Mul(s.FTE))
	more, fitsMore := ceilDiv(short, average)
	protected, fitsProtected := ceilDiv(short, average.Mul(protection.factor()))
	if !fits || !fitsMore || !fitsProtected {
		return Need{}, fmt.Errorf("%w: an average of %s would need more workers than there are people", ErrPlan, average)
	}
	need.Workers, need.More, need.MoreNewlyQualified = workers, more, protected
	need.Spare = short.Neg().DivRound(average, 12)
	// Short is at most the cases there are, which fit.
	need.ToClose, _ = checked.Int(decimal.Max(short.Ceil(), decimal.Zero))
	return need, nil
}

// needed is the FTE that an average of so many cases takes.
func needed(cases int, average decimal.Decimal) Ratio {
	return Ratio{Definition: "cases / average aimed at", Numerator: count(cases), Denominator: average}
}

// ceilDiv is a / b rounded up to a whole number, and 0 for an a below zero; b is above zero. ok is false where that is more
// than there are people.
func ceilDiv(a, b decimal.Decimal) (n int, ok bool) {
	quotient, rest := decimal.Max(a, decimal.Zero).QuoRem(b, 0)
	if rest.IsPositive() {
		quotient = quotient.Add(one)
	}
	n, ok = checked.Int(quotient)
	return n, ok && n <= mostHeld
}

func (s Staffing) check() error {
	if s.Cases < 0 || s.FTE.IsNegative() {
		return fmt.Errorf("%w: %d cases and %s FTE: neither can be below zero", ErrPlan, s.Cases, s.FTE)
	}
	return nil
}

// Change is who joins and leaves, and which cases open and close.
type Change struct {
	// Joining and Leaving are FTE.
	Joining, Leaving decimal.Decimal
	// NewlyQualified is the part of those joining who are newly qualified, in FTE; they count at their protected share.
	NewlyQualified decimal.Decimal
	// Protection is that share. Defaults to 1.
	Protection      Protection
	Opening, Ending int
}

// After is the staffing after a change. Cases of those who leave stay with the service. The average is not defined when nobody
// is left. The error is [ErrPlan].
func (s Staffing) After(c Change) (Staffing, error) {
	if err := s.check(); err != nil {
		return Staffing{}, err
	}
	if err := c.Protection.check(); err != nil {
		return Staffing{}, err
	}
	switch {
	case c.Joining.IsNegative() || c.Leaving.IsNegative() || c.NewlyQualified.IsNegative() || c.Opening < 0 || c.Ending < 0:
		return Staffing{}, fmt.Errorf("%w: a change is below zero: use joining and leaving, opening and ending", ErrPlan)
	case c.Opening > mostHeld || c.Ending > mostHeld || s.Cases > mostHeld:
		return Staffing{}, fmt.Errorf("%w: that is more cases than there are people", ErrPlan)
	case c.NewlyQualified.GreaterThan(c.Joining):
		return Staffing{}, fmt.Errorf("%w: %s FTE newly qualified join, of %s in all", ErrPlan, c.NewlyQualified, c.Joining)
	}
	unprotected := one.Sub(c.Protection.factor())
	after := Staffing{
		Cases: s.Cases + c.Opening - c.Ending,
		FTE:   s.FTE.Add(c.Joining).Sub(c.NewlyQualified.Mul(unprotected)).Sub(c.Leaving),
	}
	if after.check() != nil {
		return Staffing{}, fmt.Errorf("%w: more leave or end than there are: %d cases and %s FTE would be left", ErrPlan, after.Cases, after.FTE)
	}
	return after, nil
}
