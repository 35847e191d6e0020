package caseload

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Cap is the limit of workers whose full-time equivalent lies in a range.
type Cap struct {
	// FTE is the range; its name is not looked at.
	FTE Band
	// Limit is the most that a worker in it should hold: at it is within it.
	Limit decimal.Decimal
}

// Caps are a table of limits by full-time equivalent, where a limit does not simply shrink with the hours: 18 at full time, 14 from
// 0.8 to under 1. They meet without gap or overlap; [NewCaps] sees to it, and they do not change. The zero value has none.
type Caps struct {
	bands  Bands
	limits []decimal.Decimal
}

// NewCaps puts the ranges in order and checks them. The error is [figure.Faults], all of them at once: a gap, an overlap, an
// edge that belongs to two ranges, a limit below zero.
func NewCaps(caps ...Cap) (Caps, error) {
	caps = slices.Clone(caps)
	slices.SortStableFunc(caps, func(a, b Cap) int { return a.FTE.compare(b.FTE) })
	var c Caps
	var bands []Band
	var faults figure.Faults
	for i, one := range caps {
		one.FTE.Name = one.FTE.Range()
		bands, c.limits = append(bands, one.FTE), append(c.limits, one.Limit)
		if one.Limit.IsNegative() {
			faults = append(faults, &figure.Fault{Code: "negative", Path: fmt.Sprintf("caps[%d].limit", i), Problem: fmt.Sprintf("the limit for %s FTE is %s: a limit cannot be below zero", one.FTE.Name, one.Limit)})
		}
	}
	faults = append(faults, checkBands(Cases, bands)...)
	if err := faults.Err(); err != nil {
		return Caps{}, err
	}
	c.bands = Bands{bands: bands}
	return c, nil
}

// compare orders ranges by their lower ends. A range that begins at a value comes before one that begins above it.
func (b Band) compare(other Band) int {
	switch {
	case !b.From.Valid || !other.From.Valid:
		return map[bool]int{false: 0, true: 1}[b.From.Valid] - map[bool]int{false: 0, true: 1}[other.From.Valid]
	case b.FromExcluded != other.FromExcluded:
		return cmp.Or(b.From.Decimal.Cmp(other.From.Decimal), map[bool]int{false: -1, true: 1}[b.FromExcluded])
	}
	return b.From.Decimal.Cmp(other.From.Decimal)
}

// Len is the number of ranges.
func (c Caps) Len() int { return len(c.limits) }

// All are the ranges and their limits, the lowest first.
func (c Caps) All() []Cap {
	all := make([]Cap, c.Len())
	for i := range all {
		all[i] = Cap{FTE: c.bands.bands[i], Limit: c.limits[i]}
	}
	return all
}

// Of is the limit for a full-time equivalent. ok is false below the lowest range and above the highest.
func (c Caps) Of(fte decimal.Decimal) (limit decimal.Decimal, ok bool) {
	i, ok := c.bands.Place(fte)
	if !ok {
		return limit, false
	}
	return c.limits[i], true
}

// Equal reports whether two tables have the same ranges and limits.
func (c Caps) Equal(other Caps) bool {
	return c.bands.Equal(other.bands) && slices.EqualFunc(c.limits, other.limits, decimal.Decimal.Equal)
}

// String lists the ranges: "0.8 to under 1: 14, 1: 18".
func (c Caps) String() string {
	text := ""
	for i, limit := range c.limits {
		if i > 0 {
			text += ", "
		}
		text += c.bands.bands[i].Name + ": " + limit.String()
	}
	return text
}
