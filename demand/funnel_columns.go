package demand

import (
	"iter"
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table"
)

// funnelColumns is a funnel of very many places, which are made as they are walked: counts and bases are whole numbers at one
// power of ten each.
type funnelColumns struct {
	funnel     Funnel
	average    float64
	tau2       float64
	multiplier fixed.Number
	times      float64 // the multiplier
	z95, z998  float64
	names      *table.Values
	x, n       []int64
	powers     [2]int32 // of x and n
}

// PlaceTable reads the points of a funnel from a table as [FunnelOf] does and places them as [Funnel.Place] does; it is the
// fast way for very many. The notes of the table come first. The error is [figure.Faults], or that of [Funnel.Place].
func (f Funnel) PlaceTable(g *table.Grid, o table.Options) (FunnelResult, error) {
	t, err := FunnelSchema().Read(g, o)
	if err != nil {
		return FunnelResult{}, err
	}
	var notes []Note
	for _, note := range t.Notes {
		notes = append(notes, Note{NoteTable, note})
	}
	result, ok := f.placeColumns(t)
	if !ok {
		if f.Points, err = funnelPoints(t); err != nil {
			return FunnelResult{}, err
		}
		if result, err = f.Place(); err != nil {
			return FunnelResult{}, err
		}
	}
	result.Notes = append(notes, result.Notes...)
	return result, nil
}

// placeColumns places the points of a table as columns; ok is false where a point is not known, cannot be, or has too many
// digits: then the careful road is taken.
func (f Funnel) placeColumns(t *table.Records) (result FunnelResult, ok bool) {
	x, n := t.Column("x").Numbers(), t.Column("n").Numbers()
	if len(t.Faults) > 0 || !t.AllLines() || t.Len() < 2 || x == nil || n == nil || !x.Exact() || !n.Exact() || !x.Full() || !n.Full() {
		return result, false
	}
	f.Points = []FunnelPoint{{N: decimal.NewFromInt(1)}, {N: decimal.NewFromInt(1)}} // the settings are checked; the points are below
	if f, ok = f.settled(); !ok {
		return result, false
	}
	c := &funnelColumns{
		funnel: f, names: t.Column("name"), x: x.Units(), n: n.Units(), powers: [2]int32{x.Exponent(), n.Exponent()},
		times: f.Multiplier.InexactFloat64(), z95: z95(), z998: z998(),
	}
	if c.multiplier, ok = fixed.Of(f.Multiplier); !ok || !c.plain() {
		return result, false
	}
	cases, base, ok := c.sums()
	if !ok {
		return result, false
	}
	result.Average, result.Method = cases.Mul(f.Multiplier).DivRound(base, precision), f.name()
	result.Target = result.Average
	c.average = cases.InexactFloat64() / base.InexactFloat64()
	if f.Target.IsPositive() {
		result.Target, c.average = f.Target, f.Target.InexactFloat64()/f.Multiplier.InexactFloat64()
	}
	if c.average == 0 || f.Kind == Proportion && c.average >= 1 {
		return result, false
	}
	result.Dispersion = dispersion(c.scores(), f.Trim)
	if f.Overdispersed {
		c.tau2 = result.Dispersion.tau2
	}
	result.columns = c
	return result, true
}

// settled is a funnel with its defaults; ok is false where its settings are refused.
func (f Funnel) settled() (Funnel, bool) {
	f, err := f.checked()
	f.Points = nil
	return f, err == nil
}

// exactly is below what every whole number is a float64.
const exactly = 1 << 53

// plain reports whether every point can be placed: powers of ten that a float holds, no negative count, a base above 0, and no
// part beyond its whole.
func (c *funnelColumns) plain() bool {
	for _, power := range c.powers {
		if power > 0 || power < -15 {
			return false
		}
	}
	for i, n := range c.n {
		x := c.x[i]
		if x < 0 || n <= 0 || x >= exactly || n >= exactly {
			return false
		}
		if c.funnel.Kind == Proportion {
			order, ok := (fixed.Number{Units: x, Exponent: c.powers[0]}).Cmp(fixed.Number{Units: n, Exponent: c.powers[1]})
			if !ok || order > 0 {
				return false
			}
		}
	}
	return true
}

// sums are all cases and all of the base; ok is false where they have too many digits.
func (c *funnelColumns) sums() (cases, base decimal.Decimal, ok bool) {
	var x, n int64
	for i := range c.n {
		if x, n = x+c.x[i], n+c.n[i]; x > math.MaxInt64/2 || n > math.MaxInt64/2 {
			return cases, base, false
		}
	}
	return decimal.New(x, c.powers[0]), decimal.New(n, c.powers[1]), true
}

// float is a count or a base as a float.
func float(units int64, power int32) float64 {
	if power == 0 {
		return float64(units)
	}
	return float64(units) / float64(pow10(-power)) // both exact: the quotient is the nearest float
}

// scores are the z-scores of all points.
func (c *funnelColumns) scores() []score {
	scores := make([]score, len(c.n))
	centre := math.Asin(math.Sqrt(c.average))
	for i := range scores {
		x, n := float(c.x[i], c.powers[0]), float(c.n[i], c.powers[1])
		if c.funnel.Kind == Proportion {
			s := 1 / (2 * math.Sqrt(n))
			scores[i] = score{(math.Asin(math.Sqrt(x/n)) - centre) / s, s}
			continue
		}
		s := 1 / (2 * math.Sqrt(c.average*n))
		scores[i] = score{(math.Sqrt(x/(c.average*n)) - 1) / s, s}
	}
	return scores
}

func (c *funnelColumns) len() int { return len(c.n) }

// all makes one place after another.
func (c *funnelColumns) all() iter.Seq[*FunnelPlace] {
	return func(yield func(*FunnelPlace) bool) {
		var p FunnelPlace
		for i := range c.n {
			if c.place(&p, i); !yield(&p) {
				return
			}
		}
	}
}

// outside are the verdicts of the points beyond the 99.8 % limits, with names for as many as are asked for.
func (c *funnelColumns) outside(names int) (named []string, n int) {
	var p FunnelPlace
	for i := range c.n {
		if c.place(&p, i); p.Confidence != Confidence998 {
			continue
		}
		if n++; n <= names {
			named = append(named, p.named())
		}
	}
	return named, n
}

// place makes the place of a point, but for its name.
func (c *funnelColumns) place(p *FunnelPlace, i int) {
	x, n := fixed.Number{Units: c.x[i], Exponent: c.powers[0]}, fixed.Number{Units: c.n[i], Exponent: c.powers[1]}
	*p = FunnelPlace{Index: i, columns: c, limits: c.funnel.limitsBy(c.average, float(c.n[i], c.powers[1]), c.tau2, c.times, c.z95, c.z998)}
	p.units[0] = n
	if cases, ok := x.Times(c.multiplier); ok {
		p.units[1], p.small = cases.Quotient(n, precision)
	}
	if !p.small {
		p.n, p.value = n.Decimal(), x.Decimal().Mul(c.funnel.Multiplier).DivRound(n.Decimal(), precision)
	}
	side := 0
	value := float(c.x[i], c.powers[0]) * c.times / float(c.n[i], c.powers[1])
	switch {
	case p.beyond(value, atLower998, -1):
		side, p.Confidence = -1, Confidence998
	case p.beyond(value, atLower95, -1):
		side, p.Confidence = -1, Confidence95
	case p.beyond(value, atUpper998, 1):
		side, p.Confidence = 1, Confidence998
	case p.beyond(value, atUpper95, 1):
		side, p.Confidence = 1, Confidence95
	}
	p.high = side > 0
	p.Verdict = verdictOf(side, c.funnel.Polarity)
}

// beyond reports whether the value lies below (−1) or above (1) a limit. Where the two are so near that floats cannot tell, the
// decimals do.
func (p *FunnelPlace) beyond(value float64, at, side int) bool {
	gap := (value - p.limits[at]) * float64(side)
	if math.Abs(gap) > 1e-9*(1+math.Abs(value)) {
		return gap > 0
	}
	return p.Value().Cmp(decimal.NewFromFloat(p.limits[at])) == side
}
