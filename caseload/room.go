package caseload

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Candidate is a worker who may take the next case.
type Candidate struct {
	Name string
	// Used is the load now, Available the limit or capacity, in the same unit: points, or cases.
	Used, Available decimal.Decimal
	// Held is what the case counts now when this worker already holds it. Those points come out before the new ones go in.
	Held decimal.NullDecimal
	// Unfit is a reason, outside the figures, why this worker cannot take the case; empty when there is none.
	Unfit string
}

// Offer is a candidate with the load before and after the case.
type Offer struct {
	Name          string
	Before, After Utilisation
	// Reasons say why the candidate is refused, or what to know of one who is not.
	Reasons []string
}

// Equal reports whether two offers are the same.
func (o Offer) Equal(other Offer) bool {
	return o.Name == other.Name && o.Before.Equal(other.Before) && o.After.Equal(other.After) && slices.Equal(o.Reasons, other.Reasons)
}

// WhatIf is a load with a case of so many points added. held is what the case counts now when the worker already holds it, zero
// when not: subtracting the new points instead would hide every change of a held case.
func WhatIf(u Utilisation, held, points decimal.Decimal) Utilisation {
	return Utilisation{Load: u.Load.Sub(held).Add(points), Capacity: u.Capacity}
}

// Room says who has room for a case of so many points: who has, the least loaded after it first, and who has not, with the
// reasons. Equal loads are in the order of names.
func Room(candidates []Candidate, points decimal.Decimal, over Threshold) (ranked, refused []Offer) {
	for _, c := range candidates {
		before := Utilisation{Load: c.Used, Capacity: c.Available}
		offer := Offer{Name: c.Name, Before: before, After: WhatIf(before, c.Held.Decimal, points)}
		if reasons := c.refusals(offer.After, over); len(reasons) > 0 {
			offer.Reasons = reasons
			refused = append(refused, offer)
			continue
		}
		if c.Held.Valid {
			offer.Reasons = append(offer.Reasons, fmt.Sprintf("already holds the case, at %s", c.Held.Decimal))
		}
		offer.Reasons = append(offer.Reasons, offer.After.Remaining().String()+" left after it")
		ranked = append(ranked, offer)
	}
	order := func(a, b Offer) int { return cmp.Or(a.After.Compare(b.After), cmp.Compare(a.Name, b.Name)) }
	slices.SortStableFunc(ranked, order)
	slices.SortStableFunc(refused, order)
	return ranked, refused
}

func (c Candidate) refusals(after Utilisation, over Threshold) (reasons []string) {
	if c.Unfit != "" {
		reasons = append(reasons, c.Unfit)
	}
	switch {
	case !c.Available.IsPositive():
		reasons = append(reasons, "has no capacity")
	case after.Over(over):
		reasons = append(reasons, fmt.Sprintf("would be at %s, %s of the limit of %s", after.Text(1), over, c.Available))
	}
	return reasons
}

// Spread is a number of cases over a number of workers as evenly as whole cases go, the larger parts first: 10 over 3 is 4, 3 and
// 3. It is empty without workers or with cases below zero.
func Spread(cases, workers int) []int {
	if workers <= 0 || cases < 0 {
		return nil
	}
	parts := make([]int, workers)
	for i := range parts {
		parts[i] = cases / workers
		if i < cases%workers {
			parts[i]++
		}
	}
	return parts
}
