package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Range rates a value by where it lies: activity that should stay between two lines (Kent), or any number of bands with
// their own names. Give either the lines or the bands.
type Range struct {
	// Low and High are the lines of every reading which does not state its own, as its floor and its target. Between them
	// is green.
	Low  Value `json:"low,omitzero"`
	High Value `json:"high,omitzero"`
	// AmberWithin is how far outside the lines is still amber, in points or as a share of the line that is crossed.
	// Defaults to none: outside is red.
	AmberWithin Allowance `json:"amber_within,omitzero"`
	// Edges default to the better side. They apply to lines; a band says its own.
	Edges Edges `json:"edges,omitzero"`

	// Bands are all there are, in any order, or from the top with Match First.
	Bands []Band `json:"bands,omitempty"`
	// Match says how bands are read. Defaults to OnlyOne.
	Match Match `json:"match,omitzero"`
	// Lowest and Highest are the values that the measure can take, such as 0 and 100. Default to any.
	Lowest  Value `json:"lowest,omitzero"`
	Highest Value `json:"highest,omitzero"`
}

// Kind is range.
func (Range) Kind() Kind { return KindRange }

// linesFor are the two lines for a reading: its own floor and target where the rule has none.
func (g Range) linesFor(x *Reading) (low, high Value) { return x.Floor.or(g.Low), x.Target.or(g.High) }

// bandsFor are the bands for a reading; lines become bands.
func (g Range) bandsFor(x *Reading) bandSet {
	set := bandSet{bands: g.Bands, match: g.Match, target: x.Target, floor: x.Floor, lowest: g.Lowest, highest: g.Highest}
	if len(g.Bands) == 0 {
		low, high := g.linesFor(x)
		set.bands = g.lineBands(low, high, x.Tolerance.or(g.AmberWithin))
	}
	return set
}

// lineBands writes two lines, or one of them, as bands from low to high.
func (g Range) lineBands(low, high Value, amber Allowance) []Band {
	green := Band{Rating: Green}
	below, above := []Band(nil), []Band(nil)
	if low.Known() {
		line, red := At(low.number), At(low.number.Sub(amber.Of(low.number)))
		setLow(&green, line, g.Edges.Green)
		below = outside(line, red, g.Edges, setLow, setHigh)
	}
	if high.Known() {
		line, red := At(high.number), At(high.number.Add(amber.Of(high.number)))
		setHigh(&green, line, g.Edges.Green)
		above = outside(line, red, g.Edges, setHigh, setLow)
	}
	return append(append(below, green), above...)
}

// outside are the red and amber bands on one side of a line. inner sets the end of a band that looks to the range, outer
// the one that looks away.
func outside(line, red Bound, e Edges, outer, inner func(*Band, Bound, Edge)) []Band {
	if line.number.Equal(red.number) {
		only := Band{Rating: Red}
		inner(&only, line, opposite(e.Green))
		return []Band{only}
	}
	amberBand, redBand := Band{Rating: Amber}, Band{Rating: Red}
	inner(&amberBand, line, opposite(e.Green))
	outer(&amberBand, red, e.Red)
	inner(&redBand, red, opposite(e.Red))
	return []Band{redBand, amberBand}
}

func opposite(e Edge) Edge { return 1 - e }

// setLow gives a band its lower end: included when the line belongs to it.
func setLow(b *Band, at Bound, e Edge) {
	if e == Better {
		b.AtLeast = at
		return
	}
	b.Above = at
}

// setHigh gives a band its upper end.
func setHigh(b *Band, at Bound, e Edge) {
	if e == Better {
		b.AtMost = at
		return
	}
	b.Below = at
}

func (g Range) judge(_ *Rule, x *Reading, value decimal.Decimal, _ Polarity) judgement {
	if low, high := g.linesFor(x); len(g.Bands) == 0 && !low.Known() && !high.Known() {
		return unrated(NoTarget)
	}
	if problem := unlikeMoney(x.Actual, x.Tolerance.or(g.AmberWithin)); problem != "" && len(g.Bands) == 0 {
		return doubtful(problem)
	}
	set := g.bandsFor(x)
	if !set.possible(value) {
		return unrated(Contradictory)
	}
	i, ok := set.find(value)
	switch {
	case !ok:
		return unrated(NoTarget)
	case i < 0:
		return unrated(Contradictory)
	}
	return judgement{rating: set.bands[i].Rating, band: set.bands[i].Label}
}

func (g Range) cuts(_ *Rule, x *Reading, _ Polarity) []decimal.Decimal { return g.bandsFor(x).cuts() }

func (g Range) reason(a *Assessment) string {
	set := g.bandsFor(&a.reading)
	value := a.rule.rounded(a.reading.Actual.number)
	shown := a.reading.Actual.String()
	if !value.Equal(a.reading.Actual.number) {
		shown += fmt.Sprintf(" (rounded to %s)", value)
	}
	switch i, _ := set.find(value); {
	case a.State == NoTarget:
		return "no target or floor is stated for the lines of the range"
	case !set.possible(value):
		return fmt.Sprintf("%s is not a value the measure can take (%s to %s)", shown, g.Lowest, g.Highest)
	case i < 0:
		return shown + " is in no band, or in more than one"
	default:
		return fmt.Sprintf("%s is in band %s: %s", shown, set.bands[i].name(), set.bands[i])
	}
}

func (g Range) validate(r *Rule) Faults {
	faults := g.Edges.faults()
	if g.AmberWithin.Negative() {
		faults = append(faults, fault(NegativeTolerance, "amber_within", "%s: give 0 or more", g.AmberWithin))
	}
	if len(g.Bands) == 0 {
		if g.Low.Known() && g.High.Known() && g.Low.number.GreaterThan(g.High.number) {
			faults = append(faults, fault(EmptyBand, "low", "the range starts at %s, above its end at %s", g.Low, g.High))
		}
		return faults
	}
	if g.Low.Known() || g.High.Known() {
		faults = append(faults, fault(Overlap, "bands", "the rule has lines and bands: give one of them"))
	}
	return append(faults, g.bandFaults(r)...)
}

// bandFaults tries the bands for a positive target, and, where they depend on it, for 0 and a negative one.
func (g Range) bandFaults(r *Rule) (faults Faults) {
	target, floor := false, false
	for i, b := range g.Bands {
		path := fmt.Sprintf("bands[%d]", i)
		if !b.AtLeast.IsZero() && !b.Above.IsZero() || !b.AtMost.IsZero() && !b.Below.IsZero() {
			faults = append(faults, fault(Overlap, path, "two lower or two upper ends: give one of each"))
		}
		if b.Rating < Unrated || b.Rating > Red {
			faults = append(faults, fault(Unknown, path+".rating", "%v: give green, amber or red", b.Rating))
		}
		for _, bound := range b.bounds() {
			target = target || bound.of == atTarget || bound.of == shareOfTarget
			floor = floor || bound.of == atFloor
		}
	}
	set := g.bandsFor(&Reading{})
	if !target && !floor {
		return append(faults, set.validate(r)...)
	}
	for i, sample := range []int{100, -100, 0} {
		set.target = Count(sample)
		set.floor = Count(sample - 25)
		if r.Polarity == LowerBetter {
			set.floor = Count(sample + 25)
		}
		for _, f := range set.validate(r) {
			if i > 0 && faults.Has(f.Code) || i > 0 && !target {
				continue
			}
			if i > 0 {
				f.Warning = true
				f.Problem = fmt.Sprintf("with a target of %d, %s", sample, f.Problem)
			}
			faults = append(faults, f)
		}
	}
	return faults
}
