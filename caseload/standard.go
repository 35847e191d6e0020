package caseload

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Standard is a published limit: on cases, on reports to a manager. At the limit is within it.
type Standard struct {
	Name string
	// Of is what is counted: "children looked after per reviewing officer".
	Of string
	// From is the lower end of a guide such as 50 to 70; below it there is room.
	From decimal.NullDecimal
	// Ordinary is the most that is within the standard.
	Ordinary decimal.Decimal
	// Exceptional is the most that is allowed in exceptional circumstances.
	Exceptional decimal.NullDecimal
	// Source is the document that sets it.
	Source string
}

// Standing is where a load stands against a [Standard].
type Standing int

const (
	// NotJudged is no standard: one without an ordinary limit.
	NotJudged Standing = iota
	// BelowStandard is under the lower end of a guide: there is room.
	BelowStandard
	// WithinStandard is at or under the ordinary limit.
	WithinStandard
	// Exceptional is above the ordinary limit, and at or under the exceptional one.
	Exceptional
	// OverStandard is above every limit.
	OverStandard
)

var standingNames = enum.Of("Standing", "not judged", "below", "within", "exceptional", "over")

// String is the standing in words.
func (s Standing) String() string { return standingNames.String(int(s)) }

// MarshalText writes the standing in words.
func (s Standing) MarshalText() ([]byte, error) { return standingNames.Marshal(int(s)) }

// UnmarshalText reads the words of a standing.
func (s *Standing) UnmarshalText(text []byte) error { return enum.Unmarshal(standingNames, text, s) }

// Judge says where a load stands, and by how much it is above the ordinary limit: zero when it is not.
func (s Standard) Judge(load decimal.Decimal) (standing Standing, over decimal.Decimal) {
	if !s.Ordinary.IsPositive() {
		return NotJudged, over
	}
	switch {
	case s.From.Valid && load.LessThan(s.From.Decimal):
		return BelowStandard, over
	case load.LessThanOrEqual(s.Ordinary):
		return WithinStandard, over
	case s.Exceptional.Valid && load.LessThanOrEqual(s.Exceptional.Decimal):
		return Exceptional, load.Sub(s.Ordinary)
	}
	return OverStandard, load.Sub(s.Ordinary)
}

// IROStandard is 50 to 70 looked-after children for a full-time independent reviewing officer (DfE, IRO Handbook, 2010).
// The 70 is within guidance.
func IROStandard() Standard {
	return Standard{
		Name: "independent reviewing officers", Of: "children looked after per full-time officer",
		From: decimal.NewNullDecimal(decimal.NewFromInt(50)), Ordinary: decimal.NewFromInt(70), Source: "IRO Handbook, 2010",
	}
}

// ChairStandard is 70 children for a child protection chair. No guidance sets one: councils hold their chairs against the
// 70 of the IRO Handbook, as Oldham does (report of 10 September 2019, 7.5).
func ChairStandard() Standard {
	return Standard{
		Name: "child protection chairs", Of: "children per full-time chair", Ordinary: decimal.NewFromInt(70),
		Source: "none of its own; read from the IRO Handbook, 2010, as in Oldham's report of 10 September 2019, 7.5",
	}
}

// SpanOfControl is 7 social workers reporting to one manager (Oldham, report of 10 September 2019, 7.4; up to 10 the year before).
func SpanOfControl() Standard {
	return Standard{Name: "span of control", Of: "social workers per manager", Ordinary: decimal.NewFromInt(7), Source: "Oldham, report of 10 September 2019, 7.4"}
}

// WesternAustralia is 15 cases per FTE, and 18 in exceptional circumstances (casework practice manual, 4.1.7).
func WesternAustralia() Standard {
	return Standard{
		Name: "Western Australia", Of: "cases per FTE", Ordinary: decimal.NewFromInt(15),
		Exceptional: decimal.NewNullDecimal(decimal.NewFromInt(18)), Source: "casework practice manual, 4.1.7",
	}
}

// IntakeRule allows so many new cases for so many open ones: 1 new for 6 open (Child Welfare League of America).
type IntakeRule struct {
	New, Open int
}

// Allowed is how many new cases a worker with so many open ones may be given; none when the rule has no open cases.
func (r IntakeRule) Allowed(open int) int {
	if r.Open <= 0 || r.New <= 0 || open <= 0 {
		return 0
	}
	return int(new(big.Int).Div(new(big.Int).Mul(big.NewInt(int64(open)), big.NewInt(int64(r.New))), big.NewInt(int64(r.Open))).Int64())
}

// Over is by how many new cases a worker is above the rule; zero when at or under it.
func (r IntakeRule) Over(fresh, open int) int { return max(0, fresh-r.Allowed(open)) }

// MixedPart is cases of one kind and the standard for a worker who holds only that kind.
type MixedPart struct {
	Kind     string
	Cases    int
	Standard decimal.Decimal
}

// ErrStandard is a standard that is not above zero, or cases below zero.
var ErrStandard = errors.New("the standard cannot be used")

// Mixed is the load of a worker who holds cases of several kinds, as a share of one full load: Σ casesᵢ / standardᵢ, in per cent,
// exact. 10 families of 17 and 4 investigations of 12 are 92.2 per cent. For a whole service the same sum, without the
// per cent, is the number of workers its cases need: [WorkersByStandard].
func Mixed(parts ...MixedPart) (Ratio, error) {
	r, err := WorkersByStandard(parts...)
	r.Definition, r.Percent = "Σ cases / standard", true
	return r, err
}

// WorkersByStandard is how many full-time workers the cases of a service need when each kind has its own standard:
// Σ casesᵢ / standardᵢ, exact.
func WorkersByStandard(parts ...MixedPart) (Ratio, error) {
	sum := new(big.Rat)
	for _, p := range parts {
		if !p.Standard.IsPositive() {
			return Ratio{}, fmt.Errorf("%w: %s has a standard of %s: write a number above 0", ErrStandard, p.Kind, p.Standard)
		}
		if p.Cases < 0 {
			return Ratio{}, fmt.Errorf("%w: %s has %d cases", ErrStandard, p.Kind, p.Cases)
		}
		sum.Add(sum, new(big.Rat).Quo(new(big.Rat).SetInt64(int64(p.Cases)), p.Standard.Rat()))
	}
	return Ratio{
		Definition: "workers: Σ cases / standard",
		Numerator:  decimal.NewFromBigInt(sum.Num(), 0), Denominator: decimal.NewFromBigInt(sum.Denom(), 0),
	}, nil
}

// TimedPart is cases of one kind and the hours that one of them takes in a month.
type TimedPart struct {
	Kind  string
	Cases int
	Hours decimal.Decimal
}

// WorkersByTime is how many workers the cases of a service need: Σ cases × hours / the hours of one worker that go to cases.
// A workload study put those at 104 a month, a little over 60 per cent of the time (Virginia, House Document 11, 2001).
func WorkersByTime(hoursForCases decimal.Decimal, parts ...TimedPart) (Ratio, error) {
	if !hoursForCases.IsPositive() {
		return Ratio{}, fmt.Errorf("%w: a worker has %s hours for cases: write a number above 0", ErrStandard, hoursForCases)
	}
	r := Ratio{Definition: "workers: Σ cases × hours / hours of one worker", Denominator: hoursForCases}
	for _, p := range parts {
		if p.Cases < 0 || p.Hours.IsNegative() {
			return Ratio{}, fmt.Errorf("%w: %s has %d cases of %s hours", ErrStandard, p.Kind, p.Cases, p.Hours)
		}
		r.Numerator = r.Numerator.Add(count(p.Cases).Mul(p.Hours))
	}
	return r, nil
}
