package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Rate is the chance that a child of a band in a placement type moves on a day, to another type or, with an empty To, out
// of care. Reaching the age at which care ends is no rate: it happens on the birthday.
type Rate struct {
	Band, From, To string
	// PerDay is the chance, 0 to 1.
	PerDay float64
	// Events and ChildDays are what an estimated rate rests on: the moves counted, and the child-days at risk. 0 for a
	// rate given by hand.
	Events    int
	ChildDays int
}

// Entry is the mean number of children a day that begin to be looked after in a band and a placement type.
type Entry struct {
	Band, To string
	PerDay   float64
	// AgesInDays are the ages at entry that were seen, each as likely as the next. Without them entrants are spread
	// evenly over their band.
	AgesInDays []int
	// Events is the number of entries counted, over Days; 0 for an entry given by hand.
	Events, Days int
}

// Model is the daily flow of children through care. The zero value has no bands; fill it, or make it with [Estimate].
type Model struct {
	// Bands are age bands without gap or overlap; care ends where the last ends. Defaults to DefaultBands().
	Bands []Band
	// Placements are the placement types.
	Placements []string
	Rates      []Rate
	Entries    []Entry
}

// ModelError is a fault in a model: what it is, where, and a sentence.
type ModelError struct {
	// Code is one of no_bands, band_name, band_range, band_gap, placement_name, unknown_band, unknown_placement,
	// rate_range, rate_twice, rate_sum, entry_range, entry_twice, entry_age.
	Code, Path, Problem string
}

// Error is the path and the sentence.
func (e *ModelError) Error() string { return e.Path + ": " + e.Problem }

// Check gives all faults of the model, joined, each a [*ModelError].
func (m Model) Check() error {
	m = m.filled()
	if err := checkBands(m.Bands); err != nil {
		return err
	}
	var f faults
	m.checkPlacements(&f)
	m.checkRates(&f)
	m.checkEntries(&f)
	return errors.Join(f...)
}

// faults are what a check has found so far.
type faults []error

func (f *faults) add(code, path, format string, args ...any) {
	*f = append(*f, &ModelError{Code: code, Path: path, Problem: fmt.Sprintf(format, args...)})
}

func (m Model) checkPlacements(f *faults) {
	if len(m.Placements) == 0 || len(m.Placements) > maxStates {
		f.add("placement_name", "placements", "a model has 1 to %d placement types, not %d", maxStates, len(m.Placements))
	}
	for i, p := range m.Placements {
		if p == "" || slices.Index(m.Placements, p) != i {
			f.add("placement_name", fmt.Sprintf("placements[%d]", i), "the name %q is empty or stands twice", p)
		}
	}
}

func (m Model) checkRates(f *faults) {
	out, seen := map[[2]string]float64{}, map[[3]string]bool{}
	for i, r := range m.Rates {
		path := fmt.Sprintf("rates[%d]", i)
		m.checkNames(f, path, r.Band, r.From)
		if r.To != "" && !slices.Contains(m.Placements, r.To) {
			f.add("unknown_placement", path, "there is no placement type %q", r.To)
		}
		if !(r.PerDay >= 0 && r.PerDay <= 1) || r.From == r.To {
			f.add("rate_range", path, "%s from %s to %q is %v a day: use a chance from 0 to 1 between two types", r.Band, r.From, r.To, r.PerDay)
		}
		key := [3]string{r.Band, r.From, r.To}
		if seen[key] {
			f.add("rate_twice", path, "%s from %s to %q stands twice", r.Band, r.From, r.To)
		}
		seen[key] = true
		out[[2]string{r.Band, r.From}] += r.PerDay
	}
	for _, b := range m.Bands {
		for i, p := range m.Placements {
			if sum := out[[2]string{b.Name, p}]; sum > 1+1e-12 && slices.Index(m.Placements, p) == i {
				f.add("rate_sum", "rates", "the chances of %s to leave %s sum to %g a day, more than 1", b.Name, p, sum)
			}
		}
	}
}

func (m Model) checkEntries(f *faults) {
	seen := map[[2]string]bool{}
	for i, e := range m.Entries {
		path := fmt.Sprintf("entries[%d]", i)
		m.checkNames(f, path, e.Band, e.To)
		if !(e.PerDay >= 0 && e.PerDay < 1e6) {
			f.add("entry_range", path, "%v children a day: use 0 or more", e.PerDay)
		}
		key := [2]string{e.Band, e.To}
		if seen[key] {
			f.add("entry_twice", path, "%s to %s stands twice", e.Band, e.To)
		}
		seen[key] = true
		if i := slices.IndexFunc(e.AgesInDays, func(age int) bool { return age < 0 || age > maxAge }); i >= 0 {
			f.add("entry_age", path, "%d days is no age at entry", e.AgesInDays[i])
		}
	}
}

func (m Model) checkNames(f *faults, path, band, placement string) {
	if !slices.ContainsFunc(m.Bands, func(b Band) bool { return b.Name == band }) {
		f.add("unknown_band", path, "there is no age band %q", band)
	}
	if !slices.Contains(m.Placements, placement) {
		f.add("unknown_placement", path, "there is no placement type %q", placement)
	}
}

func (m Model) filled() Model {
	if m.Bands == nil {
		m.Bands = DefaultBands()
	}
	return m
}

// matrices are, by band, the daily move of a column of placement types: matrix[to*k+from]. What is missing in a column
// leaves care.
func (m Model) matrices() [][]float64 {
	k := len(m.Placements)
	all := make([][]float64, len(m.Bands))
	for b := range all {
		all[b] = make([]float64, k*k)
		for i := range k {
			all[b][i*k+i] = 1
		}
	}
	for _, r := range m.Rates {
		b := slices.IndexFunc(m.Bands, func(x Band) bool { return x.Name == r.Band })
		from := slices.Index(m.Placements, r.From)
		all[b][from*k+from] -= r.PerDay
		if r.To != "" {
			all[b][slices.Index(m.Placements, r.To)*k+from] += r.PerDay
		}
	}
	for _, matrix := range all {
		for i := range k {
			matrix[i*k+i] = max(matrix[i*k+i], 0)
		}
	}
	return all
}

// Children is a part of the stock on the first day: children of one placement type.
type Children struct {
	Placement string
	// Born is the children's date of birth.
	Born time.Time
	// Band is their age band where dates of birth are not known; each is then of any age in it with the same chance.
	// Used when Born is the zero time.
	Band string
	// Number is how many there are.
	Number float64
}

// StockError is a part of the stock that the model has no place for.
type StockError struct {
	Index   int
	Problem string
}

// Error names the part, counting from 1.
func (e *StockError) Error() string {
	return fmt.Sprintf("stock, part %d: %s", e.Index+1, e.Problem)
}

func (m Model) checkStock(stock []Children, start time.Time) error {
	for i, c := range stock {
		problem := ""
		switch {
		case !slices.Contains(m.Placements, c.Placement):
			problem = fmt.Sprintf("there is no placement type %q", c.Placement)
		case !(c.Number >= 0 && c.Number < 1e7):
			problem = fmt.Sprintf("%v children: use 0 or more", c.Number)
		case c.Born.IsZero() && !slices.ContainsFunc(m.Bands, func(b Band) bool { return b.Name == c.Band }):
			problem = fmt.Sprintf("there is no age band %q, and no date of birth", c.Band)
		case !c.Born.IsZero() && bandOn(m.Bands, midnight(c.Born), start) < 0:
			problem = fmt.Sprintf("born on %s, the child is in no age band on %s", c.Born.Format(time.DateOnly), start.Format(time.DateOnly))
		}
		if problem != "" {
			return &StockError{Index: i, Problem: problem}
		}
	}
	return nil
}

// StockOn is the stock of histories on a day, by date of birth: a child counts on the day a stay starts and not on the
// day it ends.
func StockOn(histories []History, day time.Time) []Children {
	day = midnight(day)
	var stock []Children
	for _, h := range histories {
		for _, s := range h.Stays {
			if !s.Start.After(day) && s.End.After(day) {
				stock = append(stock, Children{Placement: s.Placement, Born: h.Born, Number: 1})
			}
		}
	}
	return stock
}
