package caseload

import (
	"cmp"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Overload is a worker who holds more than their own limit.
type Overload struct {
	Worker Worker
	Utilisation
	// By is the load above the limit, Whole the whole cases that must move to be within it.
	By    decimal.Decimal
	Whole int
	// Standing is [Exceptional] at or under the exceptional limit, [OverStandard] above it or where there is none.
	Standing Standing
}

// Equal reports whether two overloads are the same.
func (o Overload) Equal(other Overload) bool {
	return o.Worker.Equal(other.Worker) && o.Utilisation.Equal(other.Utilisation) && o.By.Equal(other.By) && o.Whole == other.Whole && o.Standing == other.Standing
}

// Overloads are the workers over their limit on a basis, the most over first and equals by name, and what they hold above it in
// all. The error is about the limits.
func Overloads(workers []Worker, basis Basis, l Limits) (over []Overload, excess decimal.Decimal, err error) {
	l, err = l.withDefaults()
	if err == nil {
		err = l.CheckWorkers(workers, basis)
	}
	if err != nil {
		return nil, excess, err
	}
	for _, w := range workers {
		u := l.Utilisation(w, basis)
		if !u.Over(l.Over) {
			continue
		}
		o := Overload{Worker: w, Utilisation: u, By: u.Load.Sub(u.Capacity), Standing: OverStandard}
		o.Whole = max(0, w.Cases-WholeLimit(u.Capacity))
		if most, ok := l.ExceptionalOf(w); ok && !(Utilisation{u.Load, most}).Over(l.Over) {
			o.Standing = Exceptional
		}
		over = append(over, o)
		excess = excess.Add(o.By)
	}
	order.Stable(over, func(a, b Overload) int {
		return cmp.Or(b.By.Cmp(a.By), cmp.Compare(a.Worker.Name, b.Worker.Name))
	})
	return over, excess, nil
}
