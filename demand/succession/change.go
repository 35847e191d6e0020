package succession

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Kind is what happened to a council. The zero value is [Split].
type Kind int

const (
	// Split divides a council into several.
	Split Kind = iota
	// Merge joins several into one.
	Merge
	// Continues is the same area under a new code.
	Continues
)

var kindNames = enum.Of("Kind", "split", "merge", "continues")

// String is split, merge or continues.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads the name.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindNames, text, k) }

// Change is one step from a council to a successor.
type Change struct {
	Kind     Kind
	From, To string
	// On is the first day of the successor.
	On figure.Date
	// Weight is the part of a divided council that the successor is taken to be, to apportion its past. Defaults to not given.
	Weight decimal.NullDecimal
	// Place is where it was read, for faults.
	Place figure.Place
}

// Changes are successions that have been checked, made with [New].
type Changes struct {
	all []Change
}

// New checks changes against one another. The error is [figure.Faults].
func New(changes []Change) (Changes, error) {
	var faults figure.Faults
	both := func(code string, a, b Change, problem, remedy string) {
		faults = append(faults, &figure.Fault{Code: code, Place: b.Place, Label: b.From, Problem: problem + " (the other row is " + where(a) + ")", Remedy: remedy})
	}
	for i, c := range changes {
		if c.From == "" || c.To == "" || c.From == c.To {
			faults = append(faults, &figure.Fault{Code: "change", Place: c.Place, Label: c.From, Problem: "a change goes from one code to another", Remedy: "give both"})
			continue
		}
		for _, o := range changes[:i] {
			switch {
			case o.From == c.From && o.To == c.To:
				both("twice", o, c, c.From+" becomes "+c.To+" twice", "leave one out")
			case o.From == c.From && (o.Kind != Split || c.Kind != Split):
				both("two_successors", o, c, c.From+" has two successors and is not split", "say split in both rows")
			case o.From == c.From && o.On != c.On:
				both("dates", o, c, c.From+" ends on two days", "give one day")
			case o.To == c.From && c.On <= o.On:
				both("dates", o, c, c.From+" ends before it begins", "mend one of the days")
			case c.To == o.From && o.On <= c.On:
				both("dates", o, c, c.To+" ends before it begins", "mend one of the days")
			case o.To == c.To && o.On != c.On:
				both("dates", o, c, c.To+" begins on two days", "give one day")
			}
		}
	}
	faults = append(faults, circles(changes)...)
	faults = append(faults, weights(changes)...)
	return Changes{slices.Clone(changes)}, faults.Err()
}

func where(c Change) string {
	if c.Place == (figure.Place{}) {
		return fmt.Sprintf("%s to %s on %s", c.From, c.To, c.On)
	}
	return c.Place.String()
}

// circles are successions that come back to where they began.
func circles(changes []Change) (faults figure.Faults) {
	for _, c := range changes {
		seen := []string{c.From}
		at := c.To
		for at != "" && !slices.Contains(seen, at) {
			seen = append(seen, at)
			next := ""
			for _, o := range changes {
				if o.From == at {
					next = o.To
				}
			}
			at = next
		}
		if at == c.From {
			faults = append(faults, &figure.Fault{Code: "circle", Place: c.Place, Label: c.From, Problem: fmt.Sprintf("the successions from %s come back to it by %s", c.From, seen[len(seen)-1]), Remedy: "mend one of the rows"})
		}
	}
	return faults
}

// weights must make 1 where any is given.
func weights(changes []Change) (faults figure.Faults) {
	for i, c := range changes {
		if c.Kind != Split || slices.ContainsFunc(changes[:i], func(o Change) bool { return o.From == c.From }) {
			continue
		}
		var sum decimal.Decimal
		given, of := 0, 0
		for _, o := range changes {
			if o.From == c.From && o.Kind == Split {
				of++
				if o.Weight.Valid {
					given, sum = given+1, sum.Add(o.Weight.Decimal)
				}
			}
		}
		if given > 0 && (given < of || !sum.Equal(decimal.NewFromInt(1))) {
			faults = append(faults, &figure.Fault{Code: "weights", Place: c.Place, Label: c.From, Problem: fmt.Sprintf("the weights of the parts of %s make %s", c.From, sum), Remedy: "make them 1, or leave all out"})
		}
	}
	return faults
}

// yearEnd is the day that the figures of a year are of.
func yearEnd(year int) figure.Date {
	return figure.DateOf(time.Date(year, time.March, 31, 0, 0, 0, 0, time.UTC))
}

// Successors are the councils that cover the area of one on 31 March of a year, itself where it is still there.
func (c Changes) Successors(code string, year int) []string {
	var found []string
	for _, x := range c.all {
		if x.From == code && x.On <= yearEnd(year) {
			for _, s := range c.Successors(x.To, year) {
				if !slices.Contains(found, s) {
					found = append(found, s)
				}
			}
		}
	}
	if found == nil {
		return []string{code}
	}
	return found
}

// Predecessor is the council that a code continues, and the day from which it does.
func (c Changes) Predecessor(code string) (Change, bool) {
	for _, x := range c.all {
		if x.To == code && x.Kind == Continues {
			return x, true
		}
	}
	return Change{}, false
}

// Began is the first day of a council that is new; ok is false for one that no change names as a successor.
func (c Changes) Began(code string) (day figure.Date, ok bool) {
	for _, x := range c.all {
		if x.To == code {
			return x.On, true
		}
	}
	return 0, false
}

// Parts are the councils that were merged into one.
func (c Changes) Parts(code string) (parts []string) {
	for _, x := range c.all {
		if x.To == code && x.Kind == Merge {
			parts = append(parts, x.From)
		}
	}
	return parts
}

// Standing are the councils whose figure stands for one that a list names, on 31 March of a year: itself, its successors, or the
// council that it continues. There are none, for the reason given, where it is newer: the council before it is another area.
func (c Changes) Standing(code string, year int) (codes []string, reason string) {
	began, known := c.Began(code)
	if !known || began <= yearEnd(year) {
		return c.Successors(code, year), ""
	}
	if before, continues := c.Predecessor(code); continues {
		return []string{before.From}, ""
	}
	return nil, fmt.Sprintf("it began on %s: the council before it is another area", began.Long())
}

// Covering are the councils that make up an own area on 31 March of a year: itself, its successors, the council that it
// continues, or the parts that were merged into it; none for a part of a divided council before it began.
func (c Changes) Covering(code string, year int) []string {
	codes, reason := c.Standing(code, year)
	if reason != "" {
		return c.Parts(code)
	}
	return codes
}

// Touched are the codes that changes name, each once.
func (c Changes) Touched() (codes []string) {
	for _, x := range c.all {
		for _, code := range [...]string{x.From, x.To} {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// Recode is the same changes under the codes that a function gives; a list of figures may have others. The error is that of
// [New].
func (c Changes) Recode(code func(string) string) (Changes, error) {
	changes := slices.Clone(c.all)
	for i, x := range changes {
		changes[i].From, changes[i].To = code(x.From), code(x.To)
	}
	return New(changes)
}

// Of are the changes by which some councils went, and those by which their successors went.
func (c Changes) Of(codes ...string) Changes {
	codes = slices.Clone(codes)
	for i := 0; i < len(codes); i++ {
		for _, x := range c.all {
			if x.From == codes[i] && !slices.Contains(codes, x.To) {
				codes = append(codes, x.To)
			}
		}
	}
	return Changes{slices.DeleteFunc(slices.Clone(c.all), func(x Change) bool { return !slices.Contains(codes, x.From) })}
}
