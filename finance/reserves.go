package finance

import (
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// ReserveKind is what a council means by the use of reserves. The zero value is [DrawnDown].
type ReserveKind int

const (
	// DrawnDown is money taken out of a reserve to pay for spending: the reserve falls.
	DrawnDown ReserveKind = iota
	// ContingencyReleased is a budget held back for the unforeseen and released to offset a pressure: no reserve moves.
	ContingencyReleased
	// ContributionNotMade is a planned payment into a reserve that is not made: the reserve does not grow as planned.
	ContributionNotMade
)

var reserveKindNames = enum.Of("ReserveKind", "drawn_down", "contingency_released", "contribution_not_made")

// String is drawn_down, contingency_released or contribution_not_made.
func (k ReserveKind) String() string { return reserveKindNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k ReserveKind) MarshalText() ([]byte, error) { return reserveKindNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind; empty text is [DrawnDown].
func (k *ReserveKind) UnmarshalText(text []byte) error {
	return enum.UnmarshalOrZero(reserveKindNames, text, k)
}

// ReserveUse is one use of reserves.
type ReserveUse struct {
	Kind ReserveKind
	// Amount is unsigned, in pounds: how much it relieves the position.
	Amount decimal.Decimal
}

// Effect is what the use does to the variance: it lowers it, whatever its kind. It is what Line.Reserves holds.
func (u ReserveUse) Effect() decimal.Decimal { return u.Amount.Neg() }

// OnBalances is what the use does to the balance of reserves: lower when drawn down, and as it was when a contingency is
// released or a contribution is not made.
func (u ReserveUse) OnBalances() decimal.Decimal {
	if u.Kind == DrawnDown {
		return u.Amount.Neg()
	}
	return decimal.Zero
}

// AgainstPlan is what the use does to the balance of reserves that the budget planned to end the year with: lower when
// drawn down without being planned, and lower when a planned contribution is not made. A contingency is no reserve.
func (u ReserveUse) AgainstPlan() decimal.Decimal {
	if u.Kind == ContingencyReleased {
		return decimal.Zero
	}
	return u.Amount.Neg()
}

// ReserveUses are the uses of reserves of the statement, one for each kind that has an amount.
func (s Statement) ReserveUses() []ReserveUse { return reserveUses(slices.Values(s.Lines)) }

func reserveUses(lines iter.Seq[Line]) []ReserveUse {
	used := make([]decimal.Decimal, reserveKindNames.Len())
	for l := range lines {
		if k := int(l.ReserveKind); k >= 0 && k < len(used) {
			used[k] = used[k].Sub(l.Reserves)
		}
	}
	var uses []ReserveUse
	for kind, amount := range used {
		use := ReserveUse{Kind: ReserveKind(kind), Amount: amount}
		if !use.Amount.IsZero() {
			uses = append(uses, use)
		}
	}
	return uses
}
