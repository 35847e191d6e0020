package demand

import (
	"iter"
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// FunnelPlace is an authority with its limits.
type FunnelPlace struct {
	// Index is that of the point in [Funnel.Points], or of the row in its table.
	Index int
	// Verdict and Confidence say where it lies: outside the 99.8 % limits, outside those of 95 %, or Similar.
	Verdict    Verdict
	Confidence Confidence

	name     string
	columns  *funnelColumns // has the name, where there are very many
	high     bool
	n, value decimal.Decimal // where small is false
	small    bool
	units    [2]fixed.Number // n and value, where they are small
	limits   [4]float64
}

// What [FunnelPlace.Significance] says.
const (
	low998         = "Low (0.001)"
	low95          = "Low (0.025)"
	high998        = "High (0.001)"
	high95         = "High (0.025)"
	notSignificant = "Not significant"
)

// Name is the authority.
func (p *FunnelPlace) Name() string {
	if p.columns != nil {
		return p.columns.names.Text(p.Index)
	}
	return p.name
}

// AppendName appends the name of the authority.
func (p *FunnelPlace) AppendName(text []byte) []byte {
	if p.columns != nil {
		return p.columns.names.AppendText(text, p.Index)
	}
	return append(text, p.name...)
}

// N is the base of the place.
func (p *FunnelPlace) N() decimal.Decimal {
	if p.small {
		return p.units[0].Decimal()
	}
	return p.n
}

// Value is the figure of the place, to 16 decimal places.
func (p *FunnelPlace) Value() decimal.Decimal {
	if p.small {
		return p.units[1].Decimal()
	}
	return p.value
}

// Limits are the limits at the size of the place.
func (p *FunnelPlace) Limits() Limits { return limitsOf(p.limits) }

// Significance is the verdict in the words of the public-health tools: "Low (0.001)", "High (0.025)", "Not significant".
func (p *FunnelPlace) Significance() string {
	switch {
	case p.Confidence == Confidence998 && p.high:
		return high998
	case p.Confidence == Confidence998:
		return low998
	case p.Confidence == Confidence95 && p.high:
		return high95
	case p.Confidence == Confidence95:
		return low95
	}
	return notSignificant
}

// AppendValue appends the figure of the place to so many decimal places at most.
func (p *FunnelPlace) AppendValue(text []byte, places int32) []byte {
	if p.small {
		if n, done := p.units[1].Round(places); done {
			if text, done := n.AppendShort(text); done {
				return text
			}
		}
	}
	return append(text, p.Value().Round(places).String()...)
}

// Limit is one of the four limits of a place.
type Limit int

const (
	// Lower998 is the lower 99.8 % limit, and the zero value.
	Lower998 Limit = iota
	// Lower95, Upper95 and Upper998 are the others.
	Lower95
	Upper95
	Upper998
)

// AppendLimit appends a limit to so many decimal places at most.
func (p *FunnelPlace) AppendLimit(text []byte, l Limit, places int32) []byte {
	at := [...]int{Lower998: atLower998, Lower95: atLower95, Upper95: atUpper95, Upper998: atUpper998}[l]
	return appendFloat(text, p.limits[at], places)
}

// appendFloat appends the shortest decimal that reads back as v, rounded half away from zero to so many places at most.
func appendFloat(text []byte, v float64, places int32) []byte {
	const most = 1e15
	if scaled := v * float64(pow10(places)); scaled >= 0 && scaled < most {
		whole := math.Floor(scaled)
		// Beside a half the digits of the shortest decimal decide, and not those of the product.
		if part := scaled - whole; math.Abs(part-0.5) > 1e-3*(1+scaled/1e12) {
			if part > 0.5 {
				whole++
			}
			if text, done := (fixed.Number{Units: int64(whole), Exponent: -places}).AppendShort(text); done {
				return text
			}
		}
	}
	return append(text, decimal.NewFromFloat(v).Round(places).String()...)
}

func pow10(places int32) int64 {
	n := int64(1)
	for range places {
		n *= 10
	}
	return n
}

// Len is how many places the funnel has.
func (r FunnelResult) Len() int {
	if r.columns != nil {
		return r.columns.len()
	}
	return len(r.places)
}

// All walks the places in the order of their points. A place is good until the next.
func (r FunnelResult) All() iter.Seq[*FunnelPlace] {
	if r.columns != nil {
		return r.columns.all()
	}
	return func(yield func(*FunnelPlace) bool) {
		for i := range r.places {
			if !yield(&r.places[i]) {
				return
			}
		}
	}
}

// Places are the places in the order of their points.
func (r FunnelResult) Places() []FunnelPlace {
	places := make([]FunnelPlace, 0, r.Len())
	for p := range r.All() {
		places = append(places, *p)
	}
	return places
}
