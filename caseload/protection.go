package caseload

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// ProtectedBy says where the protection of newly qualified workers is applied.
type ProtectedBy int

const (
	// ByLimit lowers the worker's limit: 90 points where others have 100 (Wirral, "Workload management scheme").
	ByLimit ProtectedBy = iota
	// ByFTE lowers the worker's FTE in averages and limits per FTE: a newly qualified worker counts as 0.6 (Devon).
	ByFTE
)

// String is the name as files and the command line write it.
func (p ProtectedBy) String() string {
	switch p {
	case ByLimit:
		return "limit"
	case ByFTE:
		return "fte"
	}
	return fmt.Sprintf("ProtectedBy(%d)", int(p))
}

// MarshalText writes the name.
func (p ProtectedBy) MarshalText() ([]byte, error) {
	if p != ByLimit && p != ByFTE {
		return nil, fmt.Errorf("protection by %d does not exist", int(p))
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads limit or fte; empty text is [ByLimit].
func (p *ProtectedBy) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "", "limit":
		*p = ByLimit
	case "fte":
		*p = ByFTE
	default:
		return fmt.Errorf("protection by %q: use limit or fte", s)
	}
	return nil
}

// Protection is how far newly qualified workers (ASYE) are protected. Councils differ, so it is always a parameter: 60 per
// cent of FTE in one, 90 per cent of points in another, 80 per cent in probation. It is applied once: to the limit or to
// the FTE, and to a limit per FTE through the FTE alone.
type Protection struct {
	// Factor is the share that a newly qualified worker carries, above 0 and up to 1: 0.6 for 60 per cent. Defaults to 1, no
	// protection.
	Factor decimal.Decimal
	// By says what the factor is applied to. Defaults to the limit.
	By ProtectedBy
}

// ErrProtection is a factor that is not above 0 and up to 1.
var ErrProtection = errors.New("the factor of protection must be above 0 and at most 1, as 0.6 for 60 per cent")

func (p Protection) factor() decimal.Decimal {
	if p.Factor.IsZero() {
		return one
	}
	return p.Factor
}

func (p Protection) check() error {
	f := p.factor()
	if !f.IsPositive() || f.GreaterThan(one) {
		return fmt.Errorf("%w: it is %s", ErrProtection, f)
	}
	return nil
}

// FTE is the full-time equivalent at which a worker counts.
func (p Protection) FTE(w Worker) decimal.Decimal {
	if w.ASYE && p.By == ByFTE {
		return w.FTE.Mul(p.factor())
	}
	return w.FTE
}
