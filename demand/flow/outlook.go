package flow

import (
	"fmt"
	"slices"
	"time"
)

// Outlook is what a projection says, and how it was made: the stock by month and quarter, the rates, what was found in the
// returns, and what the model was worth on the past.
type Outlook struct {
	// Start is the day of the stock.
	Start            time.Time
	Months, Quarters []Period
	// States are the bands and placement types on the last day.
	States []StateOutlook
	// Rates and Entries are those of the model. An entry has no ages.
	Rates   []Rate
	Entries []Entry
	// Simulated is the total of futures that were played; nil where none were.
	Simulated *SimulatedTotal
	// BackTest is the model held against the past; nil where that was not asked for. It has no model.
	BackTest *BackTested
	// Problems are the episodes that were not taken as they stand.
	Problems []Problem
	Method   string
	Notes    []string
}

// StateOutlook is a band and a placement type on the last day.
type StateOutlook struct {
	State
	Children Expected
}

// SimulatedTotal is all children in care on the last day over all futures.
type SimulatedTotal struct {
	Runs int
	Seed uint64
	// Children is the mean over the futures; Lower95 and Upper95 hold the middle 95 % of them.
	Children         Expected
	Lower95, Upper95 float64
}

// NewOutlook is what a projection of a model says.
func NewOutlook(m Model, p Projection) Outlook {
	o := Outlook{
		Start: p.Start, Months: p.Months, Quarters: p.Quarters, Rates: m.Rates, Entries: slices.Clone(m.Entries), Method: p.Method, Notes: p.Notes,
	}
	for i := range o.Entries {
		o.Entries[i].AgesInDays = nil
	}
	last := p.Moments[len(p.Moments)-1]
	for i, s := range p.States {
		o.States = append(o.States, StateOutlook{s, Expected{Mean: last.Mean[i], Variance: max(last.Covariance[i][i], 0)}})
	}
	return o
}

// Simulate adds the total of futures on the last day.
func (o *Outlook) Simulate(s Simulation) {
	end := s.Moments[len(s.Moments)-1]
	o.Simulated = &SimulatedTotal{Runs: s.Runs, Seed: s.Seed, Children: end.Total, Lower95: end.Lower95, Upper95: end.Upper95}
}

// Test adds how the model did on the past.
func (o *Outlook) Test(b BackTested) {
	b.Model = Model{}
	o.BackTest = &b
}

// LeftOut is how many episodes are not counted, by why.
func (o Outlook) LeftOut() map[ProblemCode]int {
	left := map[ProblemCode]int{}
	for _, p := range o.Problems {
		if p.Code.LeftOut() {
			left[p.Code]++
		}
	}
	return left
}

// Reported is how many episodes were reported, by why.
func (o Outlook) Reported() map[ProblemCode]int {
	reported := map[ProblemCode]int{}
	for _, p := range o.Problems {
		reported[p.Code]++
	}
	return reported
}

// Answer says in a sentence how many children there will be at the end.
func (o Outlook) Answer() string {
	if len(o.Months) == 0 {
		return ""
	}
	end := o.Months[len(o.Months)-1]
	lower, upper := end.Total.End.Interval95()
	day := o.Start
	for _, m := range o.Months {
		day = day.AddDate(0, 0, m.Days)
	}
	return fmt.Sprintf("On %s there will be about %.0f children in care, between %.0f and %.0f in 19 cases of 20 if the rates stay as they are.", day.Format("2 January 2006"), end.Total.End.Mean, lower, upper)
}

// Equal reports whether two outlooks are the same in every figure, problem and note.
func (o Outlook) Equal(b Outlook) bool {
	return o.Start.Equal(b.Start) && o.Method == b.Method && slices.Equal(o.Notes, b.Notes) && slices.Equal(o.Problems, b.Problems) &&
		slices.EqualFunc(o.Months, b.Months, Period.equal) && slices.EqualFunc(o.Quarters, b.Quarters, Period.equal) && slices.Equal(o.States, b.States) &&
		slices.Equal(o.Rates, b.Rates) && slices.EqualFunc(o.Entries, b.Entries, Entry.equal) && equalOrNil(o.Simulated, b.Simulated, func(a, b SimulatedTotal) bool { return a == b }) &&
		equalOrNil(o.BackTest, b.BackTest, BackTested.equal)
}

func equalOrNil[T any](a, b *T, equal func(a, b T) bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	return equal(*a, *b)
}

func (p Period) equal(o Period) bool {
	return p.Label == o.Label && p.From.Equal(o.From) && p.To.Equal(o.To) && p.Days == o.Days && p.Whole == o.Whole && p.Total == o.Total && slices.Equal(p.Placements, o.Placements)
}

func (e Entry) equal(o Entry) bool {
	return e.Band == o.Band && e.To == o.To && e.PerDay == o.PerDay && e.Events == o.Events && e.Days == o.Days && slices.Equal(e.AgesInDays, o.AgesInDays)
}

func (b BackTested) equal(o BackTested) bool {
	return b.Start.Equal(o.Start) && b.MAE == o.MAE && b.Unchanged == o.Unchanged && b.TotalMAE == o.TotalMAE && b.TotalUnchanged == o.TotalUnchanged && b.Covered95 == o.Covered95 &&
		slices.EqualFunc(b.Rows, o.Rows, func(a, b BackTestRow) bool {
			same := a.Date.Equal(b.Date)
			a.Date, b.Date = time.Time{}, time.Time{}
			return same && a == b
		})
}
