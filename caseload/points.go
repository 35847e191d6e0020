package caseload

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// PointsScheme turns what a worker holds into points: a fixed part, a weight by type of case, items on top. English councils
// publish such schemes (Wirral: 100 points full time, 15 of them stable; Slough: 4 to 10 a case); their tables differ, so they
// are data.
type PointsScheme struct {
	// Fixed is the stable part, before any case. Defaults to none.
	Fixed decimal.Decimal
	// Tables are the weights, each from its date on.
	Tables []PointsTable
	// Dormant is the share of its points, in per cent from 0 to 100, that a dormant case keeps. Defaults to 100.
	Dormant decimal.NullDecimal
	// Siblings is the share of its points, in per cent from 0 to 100, that each further child of a sibling group counts. Defaults to
	// 100: each child is one case, and counts in full.
	Siblings decimal.NullDecimal
}

// PointsTable is the weight of one case of each type, from a date on.
type PointsTable struct {
	Since   time.Time
	Weights map[string]decimal.Decimal
	Source  string
}

// Holding is what a worker holds of one type.
type Holding struct {
	Type string
	// Children is how many, the dormant included: each child is one case.
	Children int
	Dormant  int
	// Siblings says that the children are one sibling group. Its first active child counts in full.
	Siblings bool
}

// Adjustment is points for something that is not a case: a court report, a student. Negative ones are allowed, and shown.
type Adjustment struct {
	Label  string
	Points decimal.Decimal
}

// PointsLoad is a load in points and how it came about.
type PointsLoad struct {
	Total decimal.Decimal
	// Children is the number of cases, which no rule for siblings changes.
	Children int
	// Since is the date of the table used.
	Since time.Time
	Lines []PointsLine
}

// PointsLine is one summand of a load. Points = Units × Weight.
type PointsLine struct {
	Label string
	// Units is the number of children after the rules for siblings and dormant cases.
	Units, Weight, Points decimal.Decimal
}

// Equal reports whether two loads are the same, line by line.
func (l PointsLoad) Equal(other PointsLoad) bool {
	return l.Total.Equal(other.Total) && l.Children == other.Children && l.Since.Equal(other.Since) &&
		slices.EqualFunc(l.Lines, other.Lines, func(a, b PointsLine) bool {
			return a.Label == b.Label && a.Units.Equal(b.Units) && a.Weight.Equal(b.Weight) && a.Points.Equal(b.Points)
		})
}

// UnknownTypeError is a type of case without a weight. It is refused: counting it as nothing would hide it.
type UnknownTypeError struct {
	Type string
	// Since is the date of the table that lacks it, Known the types it has.
	Since time.Time
	Known []string
}

func (e *UnknownTypeError) Error() string {
	return fmt.Sprintf("%q has no points in the table of %s: it has %s", e.Type, e.Since.Format(time.DateOnly), strings.Join(e.Known, ", "))
}

// ErrScheme is a scheme that cannot be used: no table, two of one date, a share that is not from 0 to 100.
var ErrScheme = errors.New("the points scheme cannot be used")

// ErrHolding is a holding that cannot be: fewer than no children, or more dormant ones than there are.
var ErrHolding = errors.New("the holding cannot be counted")

// Load is the points of what is held on a day, by the table in force then. The error is an [UnknownTypeError], [ErrScheme] or
// [ErrHolding].
func (s PointsScheme) Load(on time.Time, held []Holding, extra ...Adjustment) (PointsLoad, error) {
	table, err := s.table(on)
	if err != nil {
		return PointsLoad{}, err
	}
	load := PointsLoad{Since: table.Since}
	if !s.Fixed.IsZero() {
		load.add("fixed part", one, s.Fixed)
	}
	for _, h := range held {
		weight, ok := table.Weights[h.Type]
		if !ok {
			return PointsLoad{}, &UnknownTypeError{Type: h.Type, Since: table.Since, Known: slices.Sorted(maps.Keys(table.Weights))}
		}
		if h.Children < 0 || h.Dormant < 0 || h.Dormant > h.Children {
			return PointsLoad{}, fmt.Errorf("%w: %q has %d children of whom %d dormant", ErrHolding, h.Type, h.Children, h.Dormant)
		}
		load.Children += h.Children
		load.add(h.Type, s.units(h), weight)
	}
	for _, a := range extra {
		load.add(a.Label, one, a.Points)
	}
	return load, nil
}

func (l *PointsLoad) add(label string, units, weight decimal.Decimal) {
	points := units.Mul(weight)
	l.Lines = append(l.Lines, PointsLine{Label: label, Units: units, Weight: weight, Points: points})
	l.Total = l.Total.Add(points)
}

// units is the number of children after the rules: the first of a sibling group in full, an active one if there is one.
func (s PointsScheme) units(h Holding) decimal.Decimal {
	dormant, further := share(s.Dormant), one
	if h.Siblings {
		further = share(s.Siblings)
	}
	units, first := decimal.Zero, one
	for _, part := range []struct {
		children int
		weight   decimal.Decimal
	}{{h.Children - h.Dormant, one}, {h.Dormant, dormant}} {
		if part.children == 0 {
			continue
		}
		group := first.Add(further.Mul(count(part.children - 1)))
		units = units.Add(group.Mul(part.weight))
		first = further
	}
	return units
}

// share is a percentage as a factor; 1 when it is not stated.
func share(percent decimal.NullDecimal) decimal.Decimal {
	if !percent.Valid {
		return one
	}
	return percent.Decimal.Shift(-2)
}

// table is the one in force on a day.
func (s PointsScheme) table(on time.Time) (PointsTable, error) {
	if err := s.check(); err != nil {
		return PointsTable{}, err
	}
	var best *PointsTable
	for i, t := range s.Tables {
		if !date(t.Since).After(date(on)) && (best == nil || date(t.Since).After(date(best.Since))) {
			best = &s.Tables[i]
		}
	}
	if best == nil {
		return PointsTable{}, fmt.Errorf("%w: no table is in force on %s", ErrScheme, on.Format(time.DateOnly))
	}
	return *best, nil
}

func (s PointsScheme) check() error {
	for _, keep := range []struct {
		name    string
		percent decimal.NullDecimal
	}{{"dormant cases", s.Dormant}, {"siblings", s.Siblings}} {
		if keep.percent.Valid && (keep.percent.Decimal.IsNegative() || keep.percent.Decimal.GreaterThan(decimal.NewFromInt(100))) {
			return fmt.Errorf("%w: the share of %s is %s: write 0 to 100 per cent", ErrScheme, keep.name, keep.percent.Decimal)
		}
	}
	seen := map[time.Time]bool{}
	for _, t := range s.Tables {
		if seen[date(t.Since)] {
			return fmt.Errorf("%w: two tables begin on %s", ErrScheme, t.Since.Format(time.DateOnly))
		}
		seen[date(t.Since)] = true
	}
	return nil
}
