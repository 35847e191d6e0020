package finance

import (
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// ConventionError is a table whose own rows contradict the convention it was said to follow.
type ConventionError struct {
	Stated Convention
	// Question is the part of the convention that is contradicted: variance, income or reserves.
	Question string
	// Rows are the services whose printed variance is their budget, forecast and reserves' only with the opposite sign.
	Rows []string
	// Supporting is how many rows fit the stated convention and not its opposite.
	Supporting int
}

func (e *ConventionError) Error() string {
	stated := map[string]string{"variance": e.Stated.Variance.String(), "income": e.Stated.Income.String(), "reserves": e.Stated.Reserves.String()}
	noun := "rows contradict"
	if len(e.Rows) == 1 {
		noun = "row contradicts"
	}
	named := make([]string, len(e.Rows))
	for i, row := range e.Rows {
		named[i] = quoted(row)
	}
	return fmt.Sprintf("%d %s the stated convention %s and %d support it: %s; state the convention that the table follows", len(e.Rows), noun, stated[e.Question], e.Supporting, strings.Join(named, ", "))
}

// CheckConvention holds the printed variances against the stated convention: the sign of variances by the rows of
// spending, the sign of income by the rows of income, the sign of reserves by the rows that use them. It returns a
// [*ConventionError] when at least as many rows fit only the opposite sign as fit only the stated one: then the table
// follows another convention, and every direction read from it would be reversed. A single row printed with the wrong
// sign among others that are right is a finding of Reconcile. Rows too close to nil for their sign to show count for
// neither.
//
// Of two unsigned columns the opposite is the amount in the other column. Without printed variances, or without a stated
// sign, there is nothing to contradict.
func (s Statement) CheckConvention() error {
	return s.Convention.check(func(yield func(Line) bool) {
		for _, lines := range [...][]Line{s.Lines, s.PrintedTotals} {
			for _, l := range lines {
				if !yield(l) {
					return
				}
			}
		}
	})
}

// CheckConvention is [Statement.CheckConvention] of a ledger.
func (l *Ledger) CheckConvention() error {
	if c := l.columns; c != nil && !c.variance.Present() && !c.over.Present() {
		return nil // nothing is printed
	}
	return l.Convention.check(func(yield func(Line) bool) {
		for line := range l.Lines() {
			if !yield(line) {
				return
			}
		}
		for _, line := range l.PrintedTotals {
			if !yield(line) {
				return
			}
		}
	})
}

// check holds the printed variances of some rows against the convention.
func (c Convention) check(rows iter.Seq[Line]) error {
	if c.Variance == SignNotStated {
		return nil
	}
	for _, q := range []struct {
		name string
		of   func(Line) bool
		// opposite is what the variance would be if the answer were the other one.
		opposite func(Line) decimal.Decimal
	}{
		{"variance", func(l Line) bool { return !l.Income }, func(l Line) decimal.Decimal { return l.Variance().Amount.Neg() }},
		{"income", func(l Line) bool { return l.Income }, func(l Line) decimal.Decimal { return l.Variance().Amount.Neg() }},
		{"reserves", func(l Line) bool { return !l.Reserves.IsZero() }, func(l Line) decimal.Decimal { return l.Variance().Amount.Sub(l.Reserves.Add(l.Reserves)) }},
	} {
		fault := &ConventionError{Stated: c, Question: q.name}
		for l := range rows {
			if l.PrintedVariance.Valid && q.of(l) {
				fault.weigh(l, q.opposite(l))
			}
		}
		if len(fault.Rows) > 0 && fault.Supporting <= len(fault.Rows) {
			return fault
		}
	}
	return nil
}

// weigh counts a row for the stated convention or against it. A correct row can miss by half a step for each of its
// amounts, when each is rounded to its printed precision.
func (e *ConventionError) weigh(l Line, opposite decimal.Decimal) {
	p := l.precision()
	allowed := half(p.Budget.Add(p.Forecast).Add(p.Reserves).Add(p.Variance))
	fits := func(computed decimal.Decimal) bool {
		return l.PrintedVariance.Decimal.Sub(computed).Abs().LessThanOrEqual(allowed)
	}
	stated, other := fits(l.Variance().Amount), fits(opposite)
	switch {
	case other && !stated:
		e.Rows = append(e.Rows, l.Service)
	case stated && !other:
		e.Supporting++
	}
}

func half(d decimal.Decimal) decimal.Decimal { return d.Mul(decimal.New(5, -1)) }
