package series

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// times are the periods of the points in one grain. Dates that each lie in a month of their own are months: the last days
// of months are 28 to 31 days apart and follow each other all the same. Dates on one day of the year are years. ok is false
// where a label names no time, or the labels are of several grains.
func times(points []Point) (all []Period, ok bool) {
	all = make([]Period, len(points))
	for i, p := range points {
		if all[i], ok = ParsePeriod(p.Period); !ok || all[i].Grain != all[0].Grain || all[i].Grain != Days && all[i].Split != all[0].Split {
			return nil, false
		}
	}
	if len(all) < 2 || all[0].Grain != Days {
		return all, len(all) > 0
	}
	days := make([]int, len(all))
	for i, p := range all {
		days[i] = p.Index
	}
	slices.Sort(days)
	closest := days[1] - days[0]
	for i := 2; i < len(days); i++ {
		closest = min(closest, days[i]-days[i-1])
	}
	// Month ends are at least 28 days apart, year ends at least 365; four-weekly dates stay days, since some month has two.
	grain := Days
	switch {
	case closest >= 365:
		grain = Years
	case closest >= 28 && oneEachMonth(points):
		grain = Months
	}
	for i, p := range points {
		d, _ := parseDay(strings.Join(strings.Fields(p.Period), " "))
		switch grain {
		case Years:
			all[i] = Period{Grain: Years, Index: d.Year()}
		case Months:
			all[i] = Period{Grain: Months, Index: monthIndex(d), iso: all[i].iso}
		}
	}
	return all, true
}

// oneEachMonth reports whether the dates all lie on about the same day of their months: on one day, or all in the last four.
func oneEachMonth(points []Point) bool {
	first, early, late := 0, true, true
	for i, p := range points {
		d, _ := parseDay(strings.Join(strings.Fields(p.Period), " "))
		if i == 0 {
			first = d.Day()
		}
		early = early && d.Day() == first
		late = late && d.AddDate(0, 0, 4).Month() != d.Month()
	}
	return early || late
}

// arrange puts the points in order of time where their labels say it. A period that stands twice in two writings is a
// fault, as is a label that is written like a date and is none.
func arrange(points []Point) error {
	for _, p := range points {
		if _, ok := ParsePeriod(p.Period); !ok && looksLikeDate(p.Period) {
			return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: p.Line}, Heading: "period", Value: p.Period, Problem: fmt.Sprintf("%q is no date: write day, month and year, as in 31/03/2024, or 2024-03-31", p.Period)}
		}
	}
	at, ok := times(points)
	if !ok {
		return nil
	}
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return at[i].Index - at[j].Index })
	for k, i := range order {
		if k > 0 && at[order[k-1]].Index == at[i].Index {
			first, again := points[order[k-1]], points[i]
			return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: again.Line}, Heading: "period", Value: again.Period, Problem: fmt.Sprintf("%q and %q of line %d are one period: keep one", again.Period, first.Period, first.Line)}
		}
	}
	if slices.IsSorted(order) {
		return nil // as most series stand
	}
	sorted := make([]Point, len(points))
	for k, i := range order {
		sorted[k] = points[i]
	}
	copy(points, sorted)
	return nil
}

// Gap is a place in a series where periods have no row.
type Gap struct {
	// After is the index of the last point before the gap.
	After int
	// From and To are the first and the last period without a row; Count is how many there are.
	From, To Period
	Count    int
}

// String says what is missing: "2023-04 is missing".
func (g Gap) String() string {
	if g.Count == 1 {
		return g.From.String() + " is missing"
	}
	return fmt.Sprintf("%d periods are missing, %s to %s", g.Count, g.From, g.To)
}

// Gaps are the places where points that stand side by side lie further apart than those of the series that lie closest. A
// series of dates whose steps are no multiples of the closest (working days, say) has no regular step, and no gaps are
// told; neither are any where labels name no time.
func Gaps(points []Point) []Gap {
	at, ok := times(points)
	if !ok || len(at) < 2 {
		return nil
	}
	step := at[1].Index - at[0].Index
	for i := 2; i < len(at); i++ {
		step = min(step, at[i].Index-at[i-1].Index)
	}
	if step <= 0 || at[0].Grain == Days && step < 7 {
		return nil
	}
	var gaps []Gap
	for i := 1; i < len(at); i++ {
		apart := at[i].Index - at[i-1].Index
		if apart%step != 0 && at[0].Grain == Days {
			return nil
		}
		if n := apart / step; n > 1 {
			from, to := at[i-1], at[i]
			from.Index += step
			to.Index -= step
			gaps = append(gaps, Gap{After: i - 1, From: from, To: to, Count: n - 1})
		}
	}
	return gaps
}

// Regular are the points that a method which counts seasons can be given: those after the last gap, with a note that says
// so. Where season is 1 nothing is counted, and all points are kept.
func Regular(points []Point, season int) ([]Point, []string) {
	gaps := Gaps(points)
	if season < 2 || len(gaps) == 0 {
		return points, nil
	}
	last := gaps[len(gaps)-1]
	rest := points[last.After+1:]
	return rest, []string{fmt.Sprintf("%s, and seasons cannot be counted across a gap: the series is taken from %s on", last, rest[0].Period)}
}

// Notes say what a reader of the series should know about its rows: that they were put in order of time, that periods are
// missing, or that the labels do not tell their order.
func Notes(points []Point) []string {
	var notes []string
	ordered := slices.IsSortedFunc(points, func(a, b Point) int { return a.Line - b.Line })
	switch reversed := slices.IsSortedFunc(points, func(a, b Point) int { return b.Line - a.Line }); {
	case ordered:
	case reversed:
		notes = append(notes, "the rows stood newest first and were turned: positions count from the oldest")
	default:
		notes = append(notes, "the rows were put in order of time: positions count in that order")
	}
	for _, g := range Gaps(points) {
		notes = append(notes, fmt.Sprintf("%s: the step from %s to %s is longer than the others and is taken as one", g, points[g.After].Period, points[g.After+1].Period))
	}
	if _, ok := times(points); !ok && slices.ContainsFunc(points, func(p Point) bool { _, dated := ParsePeriod(p.Period); return dated }) {
		notes = append(notes, "the labels of the periods are of several kinds: their order is taken from the rows, and gaps cannot be told")
	}
	return notes
}
