package flow

import (
	"math"
	"slices"
	"time"
)

// BackTestSettings say which past is replayed.
type BackTestSettings struct {
	// Fit is the window that the rates come from; the forecast begins where it ends.
	Fit Window
	// Months is how far to forecast. Defaults to 12.
	Months int
	// Bands are the age bands. Defaults to DefaultBands().
	Bands []Band
	// UncertainRates widens the intervals by the uncertainty of the rates, as in Settings. Defaults to false.
	UncertainRates bool
}

// BackTested is a forecast from the past held against what came.
type BackTested struct {
	Start time.Time
	Rows  []BackTestRow
	// MAE is the mean size of the error in children, over placement types and months; Unchanged is that of saying that
	// nothing will change. A model that does not beat it is not worth its trouble.
	MAE, Unchanged float64
	// TotalMAE and TotalUnchanged are the same for all children together.
	TotalMAE, TotalUnchanged float64
	// Covered95 is the per cent of actual numbers within the 95 % interval. Below 95 it says what the interval leaves out:
	// the uncertainty of the rates, unless that was asked for, and that rates change.
	Covered95 float64
	Model     Model
}

// BackTestRow is a placement type (or "all") at the start of a month.
type BackTestRow struct {
	Date      time.Time
	Placement string
	Expected  Expected
	Lower95   float64
	Upper95   float64
	Actual    int
	Inside    bool
}

// BackTest fits rates in a window, forecasts the months after it from the stock at its end, and compares with the actual
// stock. Months that the returns do not reach are the caller's to leave out. Errors are those of [Estimate] and Project.
func BackTest(histories []History, s BackTestSettings) (BackTested, error) {
	if s.Months == 0 {
		s.Months = 12
	}
	if s.Months < 1 || s.Months > 240 {
		return BackTested{}, &SettingError{"months", "use 1 to 240"}
	}
	m, err := Estimate(histories, s.Fit, s.Bands)
	if err != nil {
		return BackTested{}, err
	}
	start := midnight(s.Fit.To)
	out := BackTested{Start: start, Model: m}
	stock := within(StockOn(histories, start), m.Bands, start)
	before := countBy(stock)
	dates := map[int]time.Time{}
	for month := 1; month <= s.Months; month++ {
		date := start.AddDate(0, month, 0)
		dates[daysBetween(start, date)] = date
	}
	settings := Settings{Start: start, Days: daysBetween(start, start.AddDate(0, s.Months, 0))}
	reports := func(day int) bool { return !dates[day].IsZero() }
	p, err := m.project(stock, settings, reports)
	if err == nil && s.UncertainRates {
		err = m.widen(&p, stock, settings, reports)
	}
	if err != nil {
		return BackTested{}, err
	}
	for _, moment := range p.Moments {
		actual := countBy(within(StockOn(histories, moment.Date), m.Bands, moment.Date))
		for _, name := range append(slices.Clone(m.Placements), all) {
			out.compare(p.States, moment, name, before[name], actual[name])
		}
	}
	out.average(s.Months)
	return out, nil
}

// all names the children of every placement type together.
const all = "all"

// compare adds a placement type on a day; the measures are sums until [BackTested.average].
func (out *BackTested) compare(states []State, moment Moment, name string, before, actual int) {
	row := BackTestRow{Date: moment.Date, Placement: name, Actual: actual}
	row.Expected = moment.In(states, func(s State) bool { return name == all || s.Placement == name })
	row.Lower95, row.Upper95 = row.Expected.Interval95()
	row.Inside = float64(actual) >= row.Lower95 && float64(actual) <= row.Upper95
	out.Rows = append(out.Rows, row)
	e, unchanged := math.Abs(row.Expected.Mean-float64(actual)), math.Abs(float64(before-actual))
	if name == all {
		out.TotalMAE += e
		out.TotalUnchanged += unchanged
		return
	}
	out.MAE += e
	out.Unchanged += unchanged
	if row.Inside {
		out.Covered95 += 100
	}
}

func (out *BackTested) average(months int) {
	n, pairs := float64(months), float64(months*len(out.Model.Placements))
	out.TotalMAE, out.TotalUnchanged = out.TotalMAE/n, out.TotalUnchanged/n
	out.MAE, out.Unchanged, out.Covered95 = out.MAE/pairs, out.Unchanged/pairs, out.Covered95/pairs
}

// within are the children whom the bands hold.
func within(stock []Children, bands []Band, day time.Time) []Children {
	return slices.DeleteFunc(stock, func(c Children) bool { return bandOn(bands, c.Born, day) < 0 })
}

// countBy counts children by placement type, and "all" of them.
func countBy(stock []Children) map[string]int {
	counts := map[string]int{}
	for _, c := range stock {
		counts[c.Placement]++
		counts[all]++
	}
	return counts
}
