package caseload

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// The codes of what can be wrong with a set of bands, each a [figure.Fault] whose path says where: "bands[1].from".
const (
	// NoBands is an empty set.
	NoBands = "no_bands"
	// BasisUnknown is a basis that does not exist.
	BasisUnknown = "basis_unknown"
	// BandUnnamed is a band without a name.
	BandUnnamed = "unnamed"
	// BandNamedTwice is a second band of the same name.
	BandNamedTwice = "named_twice"
	// BandEmpty is a band that no value can fall in: its upper edge is at or below its lower one.
	BandEmpty = "empty"
	// BandGap is a range between two bands that belongs to neither.
	BandGap = "gap"
	// BandOverlap is a range that belongs to two bands.
	BandOverlap = "overlap"
	// BandSharedEdge is an edge that belongs to two bands, as in "10 to 20, 20 to 30" with both ends in.
	BandSharedEdge = "shared_edge"
	// BandOpen is a band without an end on a side where another band follows.
	BandOpen = "open_inside"
)

func checkBands(basis Basis, bands []Band) (faults figure.Faults) {
	add := func(code, path, format string, args ...any) {
		faults = append(faults, &figure.Fault{Code: code, Path: path, Problem: fmt.Sprintf(format, args...)})
	}
	if _, err := basis.MarshalText(); err != nil {
		add(BasisUnknown, "basis", "%v", err)
	}
	if len(bands) == 0 {
		add(NoBands, "bands", "there are no bands: give at least one")
	}
	named := map[string]int{}
	for i, b := range bands {
		path := fmt.Sprintf("bands[%d]", i)
		switch first, twice := named[b.Name]; {
		case strings.TrimSpace(b.Name) == "":
			add(BandUnnamed, path+".name", "the band has no name")
		case twice:
			add(BandNamedTwice, path+".name", "%q is already the name of bands[%d]", b.Name, first)
		default:
			named[b.Name] = i
		}
		if b.empty() {
			add(BandEmpty, path, "no value is in %q: it runs from %s to %s", b.Name, b.From.Decimal, b.To.Decimal)
		}
		if i > 0 {
			checkEdge(bands[i-1], b, path, add)
		}
	}
	return faults
}

// empty reports whether no value can fall in the band.
func (b Band) empty() bool {
	if !b.From.Valid || !b.To.Valid {
		return false
	}
	order := b.From.Decimal.Cmp(b.To.Decimal)
	return order > 0 || order == 0 && (b.FromExcluded || !b.ToIncluded)
}

// checkEdge looks at the edge where two bands meet.
func checkEdge(below, above Band, path string, add func(code, path, format string, args ...any)) {
	if !below.To.Valid || !above.From.Valid {
		add(BandOpen, path+".from", "%q and %q have no edge between them: say where one ends and the other begins", below.Name, above.Name)
		return
	}
	to, from := below.To.Decimal, above.From.Decimal
	switch order := to.Cmp(from); {
	case order < 0:
		add(BandGap, path+".from", "%q ends at %s and %q begins at %s: what lies between has no band", below.Name, to, above.Name, from)
	case order > 0:
		add(BandOverlap, path+".from", "%q ends at %s and %q begins at %s: what lies between has two bands", below.Name, to, above.Name, from)
	case below.ToIncluded && !above.FromExcluded:
		add(BandSharedEdge, path+".from", "%s belongs to %q and to %q: exclude it from one of them", from, below.Name, above.Name)
	case !below.ToIncluded && above.FromExcluded:
		add(BandGap, path+".from", "%s belongs neither to %q nor to %q: include it in one of them", from, below.Name, above.Name)
	}
}
