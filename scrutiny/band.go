package scrutiny

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// checkBand judges the name of the band that a value lies in. A value known only as printed is held at both ends of its
// interval: where a band's edge lies inside, either name is possible.
func (c *checker) checkBand(s *statement) {
	f := s.start()
	q := s.inputs["value"]
	if names := sortedKeys(s.inputs); q == nil && len(names) == 1 {
		q = s.inputs[names[0]]
	}
	switch {
	case q == nil:
		c.add(cannotCheck(f, nil, "the value is not stated"))
		return
	case q.obstacle() != "":
		c.add(cannotCheck(f, nil, "the value "+q.obstacle()))
		return
	}
	bands := s.claim.Bands
	if len(bands) == 0 {
		bands, f.Definition = defaultBands(), "caseload.bands"
	}
	at, err := bandsOver(bands, q.best().asPrinted())
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	near, err := bandsOver(bands, q.all())
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	printed := strings.TrimSpace(s.claim.Printed.Value)
	value := q.spell(q.fig.Unit)
	switch {
	case holdsFold(at, printed):
		f.Verdict = Agrees
		f.Working = fmt.Sprintf("%s is %s, as printed", value, printed)
	case holdsFold(near, printed):
		f.Verdict = WithinRounding
		f.Working = fmt.Sprintf("%s is %s, and may be %s within its rounding, as printed", value, strings.Join(at, " or "), printed)
	case !knownBand(bands, printed):
		f = cannotCheck(f, nil, fmt.Sprintf("%q is not the name of a band", printed))
	case len(at) == 0:
		f = cannotCheck(f, nil, fmt.Sprintf("%s lies in no band", value))
	default:
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("%s is %s; printed %s: differs", value, strings.Join(at, " or "), printed)
		f.Material = "the band changes"
	}
	f.Printed = s.claim.Printed.Value
	c.add(f, q)
}

// defaultBands are the caseload bands of Oldham's report of 10 September 2019, section 7, from package caseload.
func defaultBands() []Band {
	var bands []Band
	for _, b := range caseload.OldhamBands().All() {
		band := Band{Name: b.Name}
		band.FromExcluded, band.ToIncluded = b.FromExcluded, b.ToIncluded
		if b.From.Valid {
			band.From = Amount(b.From.Decimal.String())
		}
		if b.To.Valid {
			band.To = Amount(b.To.Decimal.String())
		}
		bands = append(bands, band)
	}
	return bands
}

func holdsFold(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

func knownBand(bands []Band, name string) bool {
	return slices.ContainsFunc(bands, func(b Band) bool { return strings.EqualFold(b.Name, name) })
}

// bandsOver are the names of the bands that a span touches.
func bandsOver(bands []Band, s span) ([]string, error) {
	var names []string
	for _, band := range bands {
		within, err := band.span()
		if err != nil {
			return nil, err
		}
		if _, meets := s.meet(within); meets {
			names = append(names, band.Name)
		}
	}
	return names, nil
}

func (b Band) span() (span, error) {
	s := everything()
	for _, edge := range []struct {
		text Amount
		into *end
		open bool
	}{{b.From, &s.lo, b.FromExcluded}, {b.To, &s.hi, !b.ToIncluded}} {
		if edge.text == "" {
			continue
		}
		fig, err := figure.Parse(string(edge.text))
		if err != nil {
			return s, fmt.Errorf("the edge of band %q: %w", b.Name, err)
		}
		*edge.into = end{new(ratio).Mul(fraction(fig.Value), powerOfTen(fig.Unit.Power)), edge.open}
	}
	return s, nil
}
