package caseload

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// Limits are what a worker should hold at most, in cases or, in a points scheme, in points. The defaults are in cases: a load
// in points needs a limit that is stated.
type Limits struct {
	// Ordinary is the most that a worker should hold; at it is within it. Defaults to 18 cases, the average that Oldham's
	// target allows (report of 10 September 2019, 7.2).
	Ordinary decimal.Decimal
	// Exceptional is the most that a worker may hold in exceptional circumstances, as the 18 over an ordinary 15 in Western
	// Australia (casework practice manual, 4.1.7). Defaults to none.
	Exceptional decimal.Decimal
	// Optimum is what good practice aims at. Defaults to 15 cases (Oldham, report of 10 September 2019, 7.2).
	Optimum decimal.Decimal
	// PerFTE makes the limits those of a full-time worker, so that half time has half. Defaults to the same limits for
	// everyone.
	PerFTE bool
	// Caps are limits by full-time equivalent, in the place of the ordinary one; a worker newly qualified is looked up at the FTE
	// that their protection leaves. Defaults to none.
	Caps Caps
	// ASYE is the protection of newly qualified workers. Defaults to none.
	ASYE Protection
	// Over decides what is over the limit. Defaults to over 100 per cent of it.
	Over Threshold

	// assumed says which limits are the defaults, in cases, that no load in points may be held against.
	assumed struct{ ordinary, optimum bool }
}

// ErrLimits are limits that cannot be: below zero, or an exceptional limit below the ordinary one.
var ErrLimits = errors.New("the limits cannot be used")

// Check says whether the limits can be used: [ErrLimits] or [ErrProtection] when they cannot. Functions that return an error
// check them by themselves.
func (l Limits) Check() error {
	_, err := l.withDefaults()
	return err
}

// withDefaults fills in what is not stated, and checks the rest.
func (l Limits) withDefaults() (Limits, error) {
	l.assumed.ordinary = l.assumed.ordinary || l.Ordinary.IsZero()
	l.assumed.optimum = l.assumed.optimum || l.Optimum.IsZero()
	l.Ordinary, l.Optimum = l.ordinary(), l.optimum()
	switch {
	case l.Ordinary.IsNegative(), l.Optimum.IsNegative(), l.Exceptional.IsNegative(), l.Over.Percent.IsNegative():
		return l, fmt.Errorf("%w: a limit is below zero", ErrLimits)
	case l.Exceptional.IsPositive() && l.Exceptional.LessThan(l.Ordinary):
		return l, fmt.Errorf("%w: the exceptional limit %s is below the ordinary %s", ErrLimits, l.Exceptional, l.Ordinary)
	case l.Caps.Len() > 0 && (l.PerFTE || l.Exceptional.IsPositive()):
		return l, fmt.Errorf("%w: limits by a table of FTE are neither per FTE nor beside an exceptional one", ErrLimits)
	}
	return l, l.ASYE.check()
}

func (l Limits) ordinary() decimal.Decimal {
	if l.Ordinary.IsZero() {
		return decimal.NewFromInt(18)
	}
	return l.Ordinary
}

func (l Limits) optimum() decimal.Decimal {
	if l.Optimum.IsZero() {
		return decimal.NewFromInt(15)
	}
	return l.Optimum
}

// Equal reports whether two sets of limits are the same; 18 equals 18.0.
func (l Limits) Equal(other Limits) bool {
	return l.ordinary().Equal(other.ordinary()) && l.Exceptional.Equal(other.Exceptional) && l.optimum().Equal(other.optimum()) &&
		l.PerFTE == other.PerFTE && l.Caps.Equal(other.Caps) && l.ASYE.factor().Equal(other.ASYE.factor()) && l.ASYE.By == other.ASYE.By &&
		l.Over.percent().Equal(other.Over.percent()) && l.Over.AtIsOver == other.Over.AtIsOver
}

// Of is a worker's own ordinary limit: the one agreed with them, or the ordinary one for their FTE and protection. A worker
// without FTE, on leave, has none: they can take nothing, and what they hold is over. Nor has one whom the table of caps leaves
// out; [Limits.CheckWorkers] finds them.
func (l Limits) Of(w Worker) decimal.Decimal {
	if w.Limit.Valid {
		return w.Limit.Decimal
	}
	if l.Caps.Len() == 0 {
		return l.scale(w, l.ordinary())
	}
	limit, _ := l.Caps.Of(l.ASYE.FTE(w))
	return l.scale(w, limit)
}

// OptimumOf is the optimum for a worker's FTE and protection.
func (l Limits) OptimumOf(w Worker) decimal.Decimal { return l.scale(w, l.optimum()) }

// ExceptionalOf is the exceptional limit for a worker's FTE and protection. ok is false when there is none.
func (l Limits) ExceptionalOf(w Worker) (limit decimal.Decimal, ok bool) {
	return l.scale(w, l.Exceptional), l.Exceptional.IsPositive()
}

// scale applies FTE and protection, each once.
func (l Limits) scale(w Worker, limit decimal.Decimal) decimal.Decimal {
	if w.FTE.IsZero() {
		return decimal.Zero
	}
	if l.PerFTE {
		limit = limit.Mul(l.ASYE.FTE(w))
	}
	if w.ASYE && l.ASYE.By == ByLimit {
		limit = limit.Mul(l.ASYE.factor())
	}
	return limit
}

// CheckWorkers says whether the limits fit some workers: [ErrLimits] where a load in points would be held against the default
// limit, in cases, and where the table of caps has none for somebody's FTE. Functions that take both and return an error
// check them by themselves.
func (l Limits) CheckWorkers(workers []Worker, basis Basis) error {
	l, err := l.withDefaults()
	if err != nil {
		return err
	}
	for _, w := range workers {
		switch {
		case w.Limit.Valid:
		case l.Caps.Len() > 0 && !w.FTE.IsZero():
			if _, ok := l.Caps.Of(l.ASYE.FTE(w)); !ok {
				return fmt.Errorf("%w: %q has an FTE of %s, and the table of limits by FTE has none for it (%s): add a row", ErrLimits, w.Name, l.ASYE.FTE(w), l.Caps)
			}
		case l.assumed.ordinary && l.Caps.Len() == 0 && w.inPoints(basis):
			return fmt.Errorf("%w: %q has a load in points and no limit in points: state one", ErrLimits, w.Name)
		}
	}
	return nil
}

// Utilisation is what a worker holds against their own limit, on a basis: cases, unless the basis is [Points].
func (l Limits) Utilisation(w Worker, basis Basis) Utilisation {
	return Utilisation{Load: w.load(basis), Capacity: l.Of(w)}
}

// load is what a worker holds in the unit of the basis. Points stand in for cases in a per cent of limit where they are
// stated.
func (w Worker) load(basis Basis) decimal.Decimal {
	if w.inPoints(basis) {
		return w.Points
	}
	return count(w.Cases)
}

func (w Worker) inPoints(basis Basis) bool {
	return basis == Points || basis == PercentOfLimit && !w.Points.IsZero()
}

// Bands are three bands by the optimum and the limit: within the optimum, within the limit, over it; at each is within it. The basis
// is cases or points. The error is [figure.Faults] where the optimum is not below the limit, and [ErrLimits] where limits
// differ from worker to worker.
func (l Limits) Bands(basis Basis) (Bands, error) {
	if l.PerFTE || l.Caps.Len() > 0 {
		return Bands{}, fmt.Errorf("%w: bands by the limit need the same limit for all", ErrLimits)
	}
	optimum, ordinary := decimal.NewNullDecimal(l.optimum()), decimal.NewNullDecimal(l.ordinary())
	return NewBands(
		basis,
		Band{Name: "within the optimum", To: optimum, ToIncluded: true},
		Band{Name: "within the limit", From: optimum, FromExcluded: true, To: ordinary, ToIncluded: true},
		Band{Name: "over the limit", From: ordinary, FromExcluded: true},
	)
}
