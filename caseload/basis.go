package caseload

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Basis is what a band or a limit counts. It is always stated with the figure.
type Basis int

const (
	// Cases is children held by one worker, whatever their hours.
	Cases Basis = iota
	// CasesPerFTE is children held over the worker's full-time equivalent. Shares are weighted by FTE, as DfE does.
	CasesPerFTE
	// Points is a load in points.
	Points
	// PercentOfLimit is the load as a percentage of the worker's own limit.
	PercentOfLimit
)

var basisNames = enum.Of("Basis", "cases", "cases_per_fte", "points", "percent_of_limit")

// String is the basis as files and the command line write it.
func (b Basis) String() string { return basisNames.String(int(b)) }

// MarshalText writes the name of the basis.
func (b Basis) MarshalText() ([]byte, error) { return basisNames.Marshal(int(b)) }

// UnmarshalText reads the name of a basis; empty text is [Cases].
func (b *Basis) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(basisNames, text, b) }
