package demand

import (
	"fmt"
	"slices"
	"strings"
)

// Answer says in a sentence who lies outside the 99.8 % limits, by name where they are few.
func (r FunnelResult) Answer() string {
	const most = 5
	names, outside := r.outside(most)
	around := r.Target.Round(1).String()
	switch {
	case outside == 0:
		return fmt.Sprintf("Nobody of %d lies outside the 99.8 %% limits around %s.", r.Len(), around)
	case outside > most:
		return fmt.Sprintf("%d of %d lie outside the 99.8 %% limits around %s.", outside, r.Len(), around)
	case outside == 1:
		return fmt.Sprintf("1 of %d lies outside the 99.8 %% limits around %s: %s.", r.Len(), around, names[0])
	}
	return fmt.Sprintf("%d of %d lie outside the 99.8 %% limits around %s: %s.", outside, r.Len(), around, strings.Join(names, ", "))
}

// outside is how many places lie beyond the 99.8 % limits, with the names of the first.
func (r FunnelResult) outside(most int) (names []string, n int) {
	if r.columns != nil {
		return r.columns.outside(most)
	}
	for i := range r.places {
		if r.places[i].Confidence != Confidence998 {
			continue
		}
		if n++; n <= most {
			names = append(names, r.places[i].named())
		}
	}
	return names, n
}

func (p *FunnelPlace) named() string { return fmt.Sprintf("%s (%s)", p.Name(), p.Verdict) }

// Equal reports whether two funnels hold the same places, limits and notes.
func (r FunnelResult) Equal(o FunnelResult) bool {
	return r.Average.Equal(o.Average) && r.Target.Equal(o.Target) && r.Method == o.Method && r.Dispersion.Equal(o.Dispersion) && slices.Equal(r.Notes, o.Notes) &&
		slices.EqualFunc(r.Places(), o.Places(), FunnelPlace.Equal) &&
		slices.EqualFunc(r.NotPlaced, o.NotPlaced, func(a, b FunnelPoint) bool {
			return a.Name == b.Name && a.X.Equal(b.X) && a.N.Equal(b.N) && a.Absent == b.Absent && a.Reason == b.Reason
		})
}

// Equal reports whether two places are the same.
func (p FunnelPlace) Equal(o FunnelPlace) bool {
	return p.Name() == o.Name() && p.Index == o.Index && p.N().Equal(o.N()) && p.Value().Equal(o.Value()) && p.limits == o.limits &&
		p.Verdict == o.Verdict && p.Confidence == o.Confidence && p.Significance() == o.Significance()
}

// Equal reports whether all four limits are the same.
func (l Limits) Equal(o Limits) bool {
	return l.Lower95.Equal(o.Lower95) && l.Upper95.Equal(o.Upper95) && l.Lower998.Equal(o.Lower998) && l.Upper998.Equal(o.Upper998)
}
