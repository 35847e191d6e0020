package caseload

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"

	"github.com/shopspring/decimal"
)

// Worker is one person and what they hold. The zero value of every field but Name, FTE and Cases is "not stated".
type Worker struct {
	Name string
	Team string
	Role string
	// FTE is the full-time equivalent worked: 1 is full time, 0 is a worker on leave.
	FTE decimal.Decimal
	// Cases is the number of children held: siblings count one each.
	Cases int
	// Points is the load in points, where a [PointsScheme] is used; zero where it is not.
	Points decimal.Decimal
	// Limit is the worker's own limit as agreed, in cases or, in a points scheme, in points. Defaults to the one that
	// [Limits] gives.
	Limit decimal.NullDecimal
	// ASYE marks a newly qualified worker in their assessed and supported year in employment.
	ASYE bool
	// Agency marks a worker supplied by an agency; the others are permanent.
	Agency bool
	// Line is where the worker stands in a file, 0 when there is none.
	Line int
}

// Equal reports whether two workers are the same in every field; 1.0 FTE equals 1 FTE.
func (w Worker) Equal(other Worker) bool {
	return w.FTE.Equal(other.FTE) && w.Points.Equal(other.Points) && equalNull(w.Limit, other.Limit) &&
		w.Name == other.Name && w.Team == other.Team && w.Role == other.Role && w.Cases == other.Cases &&
		w.ASYE == other.ASYE && w.Agency == other.Agency && w.Line == other.Line
}

func equalNull(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
}

// Unallocated are cases that no worker holds: a case given only to a team counts as unallocated (Dudley, "Children in
// need: allocation policy").
type Unallocated struct {
	Team  string
	Cases int
	Line  int
}

// FaultCode says what is wrong with a worker's record. Codes are stable, so that callers can test them.
type FaultCode string

const (
	// WorkerBlank is a record without a name.
	WorkerBlank FaultCode = "worker_blank"
	// WorkerTwice is a second record of the same worker; the first one counts.
	WorkerTwice FaultCode = "worker_twice"
	// FTEUnreadable is a blank, or something that is not a number.
	FTEUnreadable FaultCode = "fte_unreadable"
	// FTENegative is an FTE below zero.
	FTENegative FaultCode = "fte_negative"
	// FTEZero is no FTE with cases held. DfE left out 26 such people, with 309 cases, in 2021.
	FTEZero FaultCode = "fte_zero_with_cases"
	// FTETooHigh is an FTE above [MaxFTE].
	FTETooHigh FaultCode = "fte_too_high"
	// CasesUnreadable is a blank, or something that is not a whole number.
	CasesUnreadable FaultCode = "cases_unreadable"
	// CasesNegative is a number of cases below zero.
	CasesNegative FaultCode = "cases_negative"
	// CasesTooMany is more than [MaxCases].
	CasesTooMany FaultCode = "cases_too_many"
	// FlagUnreadable is an ASYE or agency mark that is neither yes nor no.
	FlagUnreadable FaultCode = "flag_unreadable"
	// LimitUnreadable is a worker's own limit or points that cannot be used.
	LimitUnreadable FaultCode = "limit_unreadable"
)

// MaxCases is the most cases that one worker can hold. Above it a record is a total, or a slip.
const MaxCases = 9_999

// MaxFTE is the highest full-time equivalent of one worker, 1.5: above it a record is a sum of several people, or a slip.
func MaxFTE() decimal.Decimal { return decimal.New(15, -1) }

// Fault is a worker's record that cannot be counted.
type Fault struct {
	Code   FaultCode
	Worker string
	// FTE and Cases are what the record says, zero where it is not readable, so that a result can say what was left out.
	FTE   decimal.Decimal
	Cases int
	// At is where it stands and what to do.
	At figure.Fault
}

// Error names the line, the column and what to do.
func (f *Fault) Error() string { return f.At.Error() }

// Unwrap is the [figure.Fault], for errors.As.
func (f *Fault) Unwrap() error { return &f.At }

// Check parts the workers that can be counted from the records that cannot, in the order given.
func Check(workers []Worker) (good []Worker, faults []Fault) {
	seen := make(map[string]int, len(workers))
	good = make([]Worker, 0, len(workers))
	for i, w := range workers {
		code, header, problem := w.problem()
		key := identity(w.Name)
		if first, twice := seen[key]; code == "" && twice {
			code, header = WorkerTwice, "worker"
			problem = fmt.Sprintf("%q stands twice, first %s: add the two rows up, or tell the two people apart by an id", w.Name, place(workers[first], first))
		}
		if code != "" {
			if !bounded(w.FTE) {
				w.FTE = decimal.Zero
			}
			faults = append(faults, Fault{Code: code, Worker: w.Name, FTE: w.FTE, Cases: w.Cases, At: figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: w.Line}, Heading: header, Value: w.Name, Problem: problem}})
			continue
		}
		seen[key] = i
		good = append(good, w)
	}
	return good, faults
}

// identity is the name by which two records are the same worker: space and case do not tell people apart.
func identity(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func place(w Worker, index int) string {
	if w.Line > 0 {
		return fmt.Sprintf("on line %d", w.Line)
	}
	return fmt.Sprintf("as number %d", index+1)
}

// bounded reports whether a number is of a size that arithmetic can bear. Readers see to it for files; a decimal such as
// 1e999999999 that a caller made would otherwise eat their memory.
func bounded(d decimal.Decimal) bool {
	return d.Exponent() >= -100 && d.Exponent() <= 30 && d.NumDigits() <= 100
}

// problem is the first thing wrong with the record; an empty code when it can be counted.
func (w Worker) problem() (code FaultCode, header, problem string) {
	switch {
	case !bounded(w.FTE):
		return FTEUnreadable, "fte", fmt.Sprintf("%q has an FTE of more digits than can be counted with", w.Name)
	case !bounded(w.Points) || !bounded(w.Limit.Decimal):
		return LimitUnreadable, "limit", fmt.Sprintf("%q has a limit or points of more digits than can be counted with", w.Name)
	case strings.TrimSpace(w.Name) == "":
		return WorkerBlank, "worker", `worker is blank: write a name or a code, or "unallocated" for cases that nobody holds`
	case w.Cases < 0:
		return CasesNegative, "cases", fmt.Sprintf("%q has %d cases: a number of cases cannot be below zero", w.Name, w.Cases)
	case w.Cases > MaxCases:
		return CasesTooMany, "cases", fmt.Sprintf("%q has %d cases: is this the row of a total?", w.Name, w.Cases)
	case w.FTE.IsNegative():
		return FTENegative, "fte", fmt.Sprintf("%q has an FTE of %s: an FTE cannot be below zero", w.Name, w.FTE)
	case w.FTE.GreaterThan(MaxFTE()):
		return FTETooHigh, "fte", fmt.Sprintf("%q has an FTE of %s, above 1.5: write 1 for full time, not hours or per cent", w.Name, w.FTE)
	case w.FTE.IsZero() && w.Cases > 0:
		return FTEZero, "fte", fmt.Sprintf("%q holds %d cases with an FTE of 0: give the FTE, or move the cases to who holds them", w.Name, w.Cases)
	case w.Limit.Valid && w.Limit.Decimal.IsNegative():
		return LimitUnreadable, "limit", fmt.Sprintf("%q has a limit of %s: a limit cannot be below zero", w.Name, w.Limit.Decimal)
	}
	return "", "", ""
}
