package demand

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// funnelJSON is a funnel as its JSON has it.
type funnelJSON struct {
	Average   decimal.Decimal `json:"average"`
	Target    decimal.Decimal `json:"target"`
	Method    string          `json:"method"`
	Points    []placeJSON     `json:"points"`
	NotPlaced []notPlacedJSON `json:"not_placed"`
	Phi       decimal.Decimal `json:"phi"`
	Tau2      decimal.Decimal `json:"tau2"`
	// Scores is how many z-scores phi was made of.
	Scores int      `json:"scores"`
	Notes  []string `json:"notes"`
}

// placeJSON holds its decimals as texts: there may be very many.
type placeJSON struct {
	Name         string  `json:"name"`
	N            text    `json:"n"`
	Index        int     `json:"index"`
	Value        text    `json:"value"`
	Lower95      text    `json:"lower95"`
	Upper95      text    `json:"upper95"`
	Lower998     text    `json:"lower998"`
	Upper998     text    `json:"upper998"`
	Verdict      Verdict `json:"verdict"`
	Significance string  `json:"significance"`
}

// notPlacedJSON is an authority without a count or a base; the one that it has may be there.
type notPlacedJSON struct {
	Name   string          `json:"name"`
	Reason string          `json:"reason"`
	X      decimal.Decimal `json:"x,omitzero"`
	N      decimal.Decimal `json:"n,omitzero"`
}

// text is a decimal as text.
type text string

func textOf(d decimal.Decimal) text {
	if n, small := fixed.Of(d); small {
		if digits, done := n.AppendShort(nil); done {
			return text(digits)
		}
	}
	return text(d.String())
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r FunnelResult) JSONShape() any { return funnelJSON{} }

// MarshalJSON writes the funnel with every authority in it.
func (r FunnelResult) MarshalJSON() ([]byte, error) {
	out := r.frame()
	out.Points = make([]placeJSON, 0, r.Len())
	for p := range r.All() {
		out.Points = append(out.Points, p.json())
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the points are made as they are written.
func (r FunnelResult) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return r.frame(), map[string]iter.Seq[any]{"points": func(yield func(any) bool) {
		var made placeJSON
		for p := range r.All() {
			made = p.json()
			if !yield(&made) {
				return
			}
		}
	}}
}

// frame is the funnel without its points.
func (r FunnelResult) frame() funnelJSON {
	out := funnelJSON{
		Average: r.Average, Target: r.Target, Method: r.Method, Points: []placeJSON{}, NotPlaced: []notPlacedJSON{},
		Phi: r.Dispersion.Phi, Tau2: r.Dispersion.Tau2, Scores: r.Dispersion.N, Notes: []string{},
	}
	for _, p := range r.NotPlaced {
		out.NotPlaced = append(out.NotPlaced, notPlacedJSON{p.Name, p.Reason.String(), p.X, p.N})
	}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, n.Text)
	}
	return out
}

func (p *FunnelPlace) json() placeJSON {
	l := p.Limits()
	return placeJSON{
		Name: p.Name(), N: textOf(p.N()), Index: p.Index, Value: textOf(p.Value()),
		Lower95: textOf(l.Lower95), Upper95: textOf(l.Upper95), Lower998: textOf(l.Lower998), Upper998: textOf(l.Upper998),
		Verdict: p.Verdict, Significance: p.Significance(),
	}
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *FunnelResult) UnmarshalJSON(data []byte) error {
	var in funnelJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*r = FunnelResult{Average: in.Average, Target: in.Target, Method: in.Method, Dispersion: Dispersion{Phi: in.Phi, Tau2: in.Tau2, N: in.Scores, tau2: in.Tau2.InexactFloat64()}}
	left := map[string]bool{}
	for _, p := range in.NotPlaced {
		reason, err := MissingNamed(p.Reason)
		if err != nil {
			return err
		}
		point := FunnelPoint{Name: p.Name, X: p.X, N: p.N, Absent: true, Reason: reason}
		r.NotPlaced = append(r.NotPlaced, point)
		left[point.notPlaced().Text] = true
	}
	for _, said := range in.Notes {
		code := NoteTable
		if left[said] {
			code = NoteNotPlaced
		}
		r.Notes = append(r.Notes, Note{code, said})
	}
	for _, p := range in.Points {
		place, err := p.place()
		if err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
		r.places = append(r.places, place)
	}
	return nil
}

func (p placeJSON) place() (place FunnelPlace, err error) {
	place = FunnelPlace{name: p.Name, Index: p.Index, Verdict: p.Verdict}
	for _, d := range [...]struct {
		to   *decimal.Decimal
		from text
	}{{&place.n, p.N}, {&place.value, p.Value}} {
		if *d.to, err = decimal.NewFromString(string(d.from)); err != nil {
			return place, err
		}
	}
	var floats marshal.Floats
	for at, from := range [...]text{atLower95: p.Lower95, atUpper95: p.Upper95, atLower998: p.Lower998, atUpper998: p.Upper998} {
		place.limits[at] = floats.Read(string(from))
	}
	switch p.Significance {
	case low998, high998:
		place.Confidence = Confidence998
	case low95, high95:
		place.Confidence = Confidence95
	}
	place.high = p.Significance == high998 || p.Significance == high95
	return place, floats.Err
}
