package rag

import (
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Match says how bands are read.
type Match int

const (
	// OnlyOne wants every value in exactly one band: a value in none or in two is a fault of the rule.
	OnlyOne Match = iota
	// First takes the first band, from top to bottom, that holds the value, as cascades of if and else do.
	First
)

var matchNames = enum.Of("Match", "only", "first")

// String is only or first.
func (m Match) String() string { return matchNames.String(int(m)) }

// MarshalText writes only or first.
func (m Match) MarshalText() ([]byte, error) { return matchNames.Marshal(int(m)) }

// UnmarshalText reads only or first; empty text is only.
func (m *Match) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(matchNames, text, m) }

// bandSet is bands with the target and floor they are read for, and the values the measure can take.
type bandSet struct {
	bands           []Band
	match           Match
	target, floor   Value
	lowest, highest Value
}

// find is the band that holds a value: −1 for none, or for more than one where only one may. ok is false when a bound
// is not known.
func (s bandSet) find(x decimal.Decimal) (index int, ok bool) {
	index = -1
	for i, b := range s.bands {
		in, known := b.holds(x, s.target, s.floor)
		switch {
		case !known:
			return -1, false
		case in && s.match == First:
			return i, true
		case in && index >= 0:
			return -1, true
		case in:
			index = i
		}
	}
	return index, true
}

// cuts are the bounds that are known, in order, once each.
func (s bandSet) cuts() []decimal.Decimal {
	var cuts []decimal.Decimal
	for _, b := range s.bands {
		for _, bound := range b.bounds() {
			if at, ok := bound.at(s.target, s.floor); ok {
				cuts = append(cuts, at)
			}
		}
	}
	for _, end := range []Value{s.lowest, s.highest} {
		if at, ok := end.Decimal(); ok {
			cuts = append(cuts, at)
		}
	}
	slices.SortFunc(cuts, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	return slices.CompactFunc(cuts, func(a, b decimal.Decimal) bool { return a.Equal(b) })
}

func (s bandSet) possible(x decimal.Decimal) bool {
	return (!s.lowest.Known() || x.GreaterThanOrEqual(s.lowest.number)) && (!s.highest.Known() || x.LessThanOrEqual(s.highest.number))
}

// probes are enough values to meet every band and every gap: membership only changes at a bound, so the bounds, a value
// between each two and one beyond each end stand for all. Where values are rounded first, they are the rounded values
// at and next to each bound.
func (s bandSet) probes(round *int) []decimal.Decimal {
	one, two := decimal.NewFromInt(1), decimal.NewFromInt(2)
	cuts := s.cuts()
	if len(cuts) == 0 {
		return []decimal.Decimal{decimal.Zero}
	}
	var probes []decimal.Decimal
	if round != nil {
		step := decimal.New(1, -int32(*round))
		for _, cut := range cuts {
			near := cut.Round(int32(*round))
			probes = append(probes, near.Sub(step), near, near.Add(step))
		}
	} else {
		probes = append(probes, cuts[0].Sub(one))
		for i, cut := range cuts {
			probes = append(probes, cut)
			if i+1 < len(cuts) {
				probes = append(probes, cut.Add(cuts[i+1]).Div(two))
			}
		}
		probes = append(probes, cuts[len(cuts)-1].Add(one))
	}
	return slices.DeleteFunc(probes, func(x decimal.Decimal) bool { return !s.possible(x) })
}

// validate finds values in no band or in two, and bands that no value gets to.
func (s bandSet) validate(r *Rule) (faults Faults) {
	reached := make([]bool, len(s.bands))
	gaps, overlaps := map[string]bool{}, map[string]bool{}
	for _, x := range s.probes(r.Round) {
		var in []int
		for i, b := range s.bands {
			if holds, _ := b.holds(x, s.target, s.floor); holds {
				in = append(in, i)
			}
		}
		for _, i := range in {
			if s.match == OnlyOne || i == in[0] {
				reached[i] = true
			}
		}
		switch {
		case len(in) == 0:
			faults = append(faults, s.gap(x, gaps)...)
		case len(in) > 1 && s.match == OnlyOne:
			if key := fmt.Sprint(in); !overlaps[key] {
				overlaps[key] = true
				faults = append(faults, fault(Overlap, fmt.Sprintf("bands[%d]", in[1]),
					`%s is in two bands, %s and %s: give the edge to one, or set "match": "first"`, x, s.bands[in[0]], s.bands[in[1]]))
			}
		}
	}
	return append(faults, s.unreached(reached)...)
}

// gap reports the values between two bounds that no band holds, once.
func (s bandSet) gap(x decimal.Decimal, seen map[string]bool) Faults {
	from, to := "", ""
	for _, cut := range s.cuts() {
		switch c := cut.Cmp(x); {
		case c == 0:
			from, to = cut.String(), cut.String()
		case c < 0:
			from = cut.String()
		case to == "":
			to = cut.String()
		}
	}
	key := from + " " + to
	if seen[key] {
		return nil
	}
	seen[key] = true
	where := fmt.Sprintf("%s is in no band", x)
	switch {
	case from == to:
	case from == "":
		where = "values below " + to + " are in no band"
	case to == "":
		where = "values above " + from + " are in no band"
	default:
		where = fmt.Sprintf("values between %s and %s are in no band", from, to)
	}
	return Faults{fault(Gap, "bands", `%s: move an edge, set "round" if values are rounded first, or "lowest" and "highest" if the measure cannot take them`, where)}
}

func (s bandSet) unreached(reached []bool) (faults Faults) {
	for i, ok := range reached {
		if ok {
			continue
		}
		path, b := fmt.Sprintf("bands[%d]", i), s.bands[i]
		if s.upsideDown(b) {
			faults = append(faults, fault(EmptyBand, path, "no value is %s: exchange the ends", b))
			continue
		}
		faults = append(faults, fault(Unreachable, path, "no value gets to %s (%s)", b.name(), b))
	}
	return faults
}

// upsideDown reports a band whose lower end lies above its upper end.
func (s bandSet) upsideDown(b Band) bool {
	for _, low := range []Bound{b.AtLeast, b.Above} {
		for _, high := range []Bound{b.AtMost, b.Below} {
			from, ok := low.at(s.target, s.floor)
			to, known := high.at(s.target, s.floor)
			if ok && known && from.GreaterThan(to) {
				return true
			}
		}
	}
	return false
}

func (b Band) name() string {
	if b.Label != "" {
		return b.Label
	}
	return b.Rating.String()
}
