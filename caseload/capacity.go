package caseload

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Contract is a worker's hours a week and what reduces them. Days are dates; the time of day is ignored.
type Contract struct {
	// FullTime is the full-time hours of the grade, 37 in most councils.
	FullTime decimal.Decimal
	// Contracted is the worker's own hours. Defaults to full time.
	Contracted decimal.NullDecimal
	Reductions []Reduction
	// Protection is the share of an ordinary load that a newly qualified worker carries, 0.8 in probation. Defaults to 1. A
	// protection written as a [Reduction] must not stand here again.
	Protection decimal.Decimal
}

// Reduction takes hours off a contract for a time: leave, union duties, the first year in employment. With neither
// hours nor per cent it takes them all.
type Reduction struct {
	Reason string
	// Hours a week, or Percent of the contracted hours, 0 to 100; not both.
	Hours, Percent decimal.NullDecimal
	// From is the first day, To the last one. Without a To it goes on, without a From it has always been.
	From, To time.Time
	// ASYE marks the protection of a newly qualified worker.
	ASYE bool
}

// ErrContract is a contract that cannot be: no full-time hours, a reduction that ends before it starts, a protection that
// stands twice.
var ErrContract = errors.New("the contract cannot be used")

// Capacity is what a contract leaves on one day.
type Capacity struct {
	// Contracted and Reduced are hours a week; Reduced is at most Contracted.
	Contracted, Reduced, FullTime decimal.Decimal
	// Protection is the share of newly qualified workers, 1 for others.
	Protection decimal.Decimal
	// Applied are the reductions in force, in the order of the contract.
	Applied []Reduction
}

// On is the capacity on a day. The error is [ErrContract] with what is wrong.
func (c Contract) On(day time.Time) (Capacity, error) {
	if err := c.check(); err != nil {
		return Capacity{}, err
	}
	result := Capacity{Contracted: c.contracted(), FullTime: c.FullTime, Protection: c.protection()}
	for _, r := range c.Reductions {
		if r.inForce(day) {
			result.Applied = append(result.Applied, r)
			result.Reduced = result.Reduced.Add(r.hours(result.Contracted))
		}
	}
	result.Reduced = decimal.Min(result.Reduced, result.Contracted)
	return result, nil
}

// Hours are the hours a week that are left.
func (c Capacity) Hours() decimal.Decimal { return c.Contracted.Sub(c.Reduced) }

// FTE is the hours left over full-time hours, with the protection applied, divided once at the end. Two ratios rounded on the
// way gave the probation service 1,656 points in place of 1,658.
func (c Capacity) FTE() Ratio {
	return Ratio{Definition: "(contracted − reduced hours) × protection / full-time hours", Numerator: c.Hours().Mul(c.Protection), Denominator: c.FullTime}
}

// Points are the points available where a full-time worker has nominal ones, truncated to a whole number (Ministry of Justice,
// hmpps-workload, CapacityCalculator).
func (c Capacity) Points(nominal decimal.Decimal) decimal.Decimal {
	if !c.FullTime.IsPositive() {
		return decimal.Zero
	}
	points, _ := nominal.Mul(c.FTE().Numerator).QuoRem(c.FullTime, 0)
	return points
}

// Equal reports whether two capacities are the same numbers; the reductions that made them are not compared.
func (c Capacity) Equal(other Capacity) bool {
	return c.Contracted.Equal(other.Contracted) && c.Reduced.Equal(other.Reduced) && c.FullTime.Equal(other.FullTime) && c.Protection.Equal(other.Protection)
}

// NextChange is the first day after the given one on which a reduction begins or has ended. ok is false when none does.
func (c Contract) NextChange(after time.Time) (day time.Time, ok bool) {
	for _, change := range c.changes() {
		if change.After(date(after)) {
			return change, true
		}
	}
	return day, false
}

// Mean is the capacity over a period, both days in it, as FTE: each day counts, so that a reduction in force for part of the
// period counts for that part.
func (c Contract) Mean(from, to time.Time) (Ratio, error) {
	from, to = date(from), date(to)
	if to.Before(from) {
		return Ratio{}, fmt.Errorf("%w: the period ends on %s, before it starts on %s", ErrContract, to.Format(time.DateOnly), from.Format(time.DateOnly))
	}
	mean := Ratio{Definition: "sum over days of hours left × protection / (days × full-time hours)"}
	for day := from; !day.After(to); {
		until := to.AddDate(0, 0, 1)
		if change, ok := c.NextChange(day); ok && change.Before(until) {
			until = change
		}
		capacity, err := c.On(day)
		if err != nil {
			return Ratio{}, err
		}
		days := decimal.NewFromInt(int64(until.Sub(day) / (24 * time.Hour)))
		mean.Numerator = mean.Numerator.Add(capacity.FTE().Numerator.Mul(days))
		mean.Denominator = mean.Denominator.Add(capacity.FullTime.Mul(days))
		day = until
	}
	return mean, nil
}

// changes are the days on which something begins or has ended, in order.
func (c Contract) changes() []time.Time {
	var days []time.Time
	for _, r := range c.Reductions {
		if !r.From.IsZero() {
			days = append(days, date(r.From))
		}
		if !r.To.IsZero() {
			days = append(days, date(r.To).AddDate(0, 0, 1))
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return slices.Compact(days)
}

func (c Contract) contracted() decimal.Decimal {
	if c.Contracted.Valid {
		return c.Contracted.Decimal
	}
	return c.FullTime
}

func (c Contract) protection() decimal.Decimal { return Protection{Factor: c.Protection}.factor() }

func (c Contract) check() error {
	if !c.FullTime.IsPositive() {
		return fmt.Errorf("%w: full-time hours are %s: write the hours of the grade, as 37", ErrContract, c.FullTime)
	}
	if c.contracted().IsNegative() {
		return fmt.Errorf("%w: contracted hours are %s", ErrContract, c.contracted())
	}
	if err := (Protection{Factor: c.Protection}).check(); err != nil {
		return fmt.Errorf("%w: %w", ErrContract, err)
	}
	for _, r := range c.Reductions {
		if problem := r.problem(); problem != "" {
			return fmt.Errorf("%w: the reduction for %q %s", ErrContract, r.Reason, problem)
		}
		if r.ASYE && !c.Protection.IsZero() {
			return fmt.Errorf("%w: the protection of a newly qualified worker stands twice, as a factor and as the reduction for %q", ErrContract, r.Reason)
		}
	}
	return nil
}

func (r Reduction) problem() string {
	hundred := decimal.NewFromInt(100)
	switch {
	case r.Hours.Valid && r.Percent.Valid:
		return "gives both hours and per cent: give one"
	case r.Hours.Valid && r.Hours.Decimal.IsNegative():
		return fmt.Sprintf("is of %s hours", r.Hours.Decimal)
	case r.Percent.Valid && (r.Percent.Decimal.IsNegative() || r.Percent.Decimal.GreaterThan(hundred)):
		return fmt.Sprintf("is of %s per cent: write 0 to 100", r.Percent.Decimal)
	case !r.From.IsZero() && !r.To.IsZero() && date(r.To).Before(date(r.From)):
		return fmt.Sprintf("ends on %s, before it starts on %s", r.To.Format(time.DateOnly), r.From.Format(time.DateOnly))
	}
	return ""
}

// hours are the hours a week that the reduction takes off.
func (r Reduction) hours(contracted decimal.Decimal) decimal.Decimal {
	switch {
	case r.Hours.Valid:
		return r.Hours.Decimal
	case r.Percent.Valid:
		return contracted.Mul(r.Percent.Decimal).Shift(-2)
	}
	return contracted
}

func (r Reduction) inForce(day time.Time) bool {
	day = date(day)
	return (r.From.IsZero() || !day.Before(date(r.From))) && (r.To.IsZero() || !day.After(date(r.To)))
}

// date is the day of a time, at midnight UTC, so that a time zone moves no date.
func date(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
