package flow_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// weighted are the same weights on every day.
func weighted(days int, weights ...float64) [][]float64 {
	all := make([][]float64, days)
	for t := range all {
		all[t] = weights
	}
	return all
}

// wholeLife is a model of one band in which nobody has a birthday that matters.
func wholeLife(rates []flow.Rate, entries ...flow.Entry) flow.Model {
	for i := range rates {
		rates[i].Band = "any"
	}
	return flow.Model{Bands: []flow.Band{{Name: "any", From: 0, To: 30}}, Placements: []string{"fostering", "residential"}, Rates: rates, Entries: entries}
}

func start(t testing.TB) time.Time { return day(t, "2026-04-01") }

// lives are all courses of one child over a few days with their chances: 0 and 1 are types, −1 is out.
func lives(days, from int, move func(day, from, to int) float64, visit func(course []int, p float64)) {
	course := []int{from}
	var walk func(p float64)
	walk = func(p float64) {
		if p == 0 {
			return
		}
		if len(course) == days {
			visit(course, p)
			return
		}
		for to := -1; to < 2; to++ {
			course = append(course, to)
			walk(p * move(len(course)-2, course[len(course)-2], to))
			course = course[:len(course)-1]
		}
	}
	walk(1)
}

func enumerated(days, from int, move func(day, from, to int) float64, weights []float64) flow.Expected {
	var mean, second float64
	lives(days, from, move, func(course []int, p float64) {
		var total float64
		for _, s := range course {
			if s >= 0 {
				total += weights[s]
			}
		}
		mean += p * total
		second += p * total * total
	})
	return flow.Expected{Mean: mean, Variance: second - mean*mean}
}

func near(t *testing.T, want, got float64, what ...any) {
	t.Helper()
	assert.InDelta(t, want, got, 1e-9*math.Max(1, math.Abs(want)), what...)
}

func TestTotals_AgreeWithEveryPathOfAFewDays(t *testing.T) {
	p := func(_, from, to int) float64 {
		return map[[2]int]float64{{0, 0}: 0.7, {0, 1}: 0.2, {0, -1}: 0.1, {1, 0}: 0.25, {1, 1}: 0.6, {1, -1}: 0.15, {-1, -1}: 1}[[2]int{from, to}]
	}
	m := wholeLife([]flow.Rate{{From: "fostering", To: "residential", PerDay: 0.2}, {From: "fostering", PerDay: 0.1}, {From: "residential", To: "fostering", PerDay: 0.25}, {From: "residential", PerDay: 0.15}})
	for _, days := range []int{1, 2, 5} {
		stock := []flow.Children{{Placement: "fostering", Born: day(t, "2012-06-07"), Number: 2}, {Placement: "residential", Born: day(t, "2015-01-01"), Number: 3}}
		got, err := m.Totals(stock, flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: days}, Weights: weighted(days, 70, 700), Ranges: []flow.Range{{To: days}}})
		require.NoError(t, err)
		a, b := enumerated(days, 0, p, []float64{70, 700}), enumerated(days, 1, p, []float64{70, 700})
		near(t, 2*a.Mean+3*b.Mean, got[0].Mean, days)
		near(t, 2*a.Variance+3*b.Variance, got[0].Variance, days)
	}
}

// The last day in one band is the day before the birthday.
func TestTotals_ABirthdayAndTheEndOfCareInsideTheHorizon(t *testing.T) {
	m := flow.Model{
		Bands: []flow.Band{{Name: "young", From: 0, To: 16}, {Name: "old", From: 16, To: 18}}, Placements: []string{"fostering", "residential"},
		Rates: []flow.Rate{{Band: "young", From: "fostering", To: "residential", PerDay: 0.1}, {Band: "old", From: "fostering", To: "residential", PerDay: 0.4}, {Band: "old", From: "residential", PerDay: 0.3}},
	}
	settings := func(days int) flow.TotalSettings {
		return flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: days}, Weights: weighted(days, 70, 700), Ranges: []flow.Range{{To: days}}}
	}
	young := map[[2]int]float64{{0, 0}: 0.9, {0, 1}: 0.1, {1, 1}: 1, {-1, -1}: 1}
	old := map[[2]int]float64{{0, 0}: 0.6, {0, 1}: 0.4, {1, 1}: 0.7, {1, -1}: 0.3, {-1, -1}: 1}
	want := enumerated(6, 0, func(day, from, to int) float64 {
		if day >= 2 { // sixteen on the third day
			return old[[2]int{from, to}]
		}
		return young[[2]int{from, to}]
	}, []float64{70, 700})
	got, err := m.Totals([]flow.Children{{Placement: "fostering", Born: day(t, "2010-04-03"), Number: 1}}, settings(6))
	require.NoError(t, err)
	near(t, want.Mean, got[0].Mean)
	near(t, want.Variance, got[0].Variance)

	want = enumerated(3, 0, func(_, from, to int) float64 { return old[[2]int{from, to}] }, []float64{70, 700})
	got, err = m.Totals([]flow.Children{{Placement: "fostering", Born: day(t, "2008-04-04"), Number: 1}}, settings(6)) // 18 on the fourth day
	require.NoError(t, err)
	near(t, want.Mean, got[0].Mean)
	near(t, want.Variance, got[0].Variance)
}

func TestTotals_EntrantsAreAsIndependentThroughTime(t *testing.T) {
	// One state that nobody leaves: who enters on day t costs the days that are left, N of them Poisson.
	m := wholeLife([]flow.Rate{{From: "fostering", To: "residential", PerDay: 0}}, flow.Entry{Band: "any", To: "fostering", PerDay: 0.5, AgesInDays: []int{400, 4000, 4000}})
	got, err := m.Totals(nil, flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: 4}, Weights: weighted(4, 10, 0), Ranges: []flow.Range{{To: 4}, {From: 2, To: 4}}})
	require.NoError(t, err)
	near(t, 0.5*(30+20+10), got[0].Mean)
	near(t, 0.5*(900+400+100), got[0].Variance)
	near(t, 0.5*(20+20+10), got[1].Mean)
	near(t, 0.5*(400+400+100), got[1].Variance)
}

func TestTotals_MeansAreThoseOfAProjectionAndMonthsAddToIt(t *testing.T) {
	m, stock := many(t, 3, 60)
	days := 365
	settings := flow.Settings{Start: start(t), Days: days}
	p, err := m.Project(stock, settings)
	require.NoError(t, err)
	ranges, want := []flow.Range{{To: days}}, 0.0
	at := 0
	for _, month := range p.Months {
		ranges = append(ranges, flow.Range{From: at, To: at + month.Days})
		at += month.Days
		want += month.Total.ChildDays
	}
	got, err := m.Totals(stock, flow.TotalSettings{Settings: settings, Weights: weighted(days, 1, 1, 1), Ranges: ranges})
	require.NoError(t, err)
	near(t, want, got[0].Mean)
	sum := 0.0
	for i, month := range p.Months {
		near(t, month.Total.ChildDays, got[i+1].Mean, month.Label)
		sum += got[i+1].Mean
	}
	near(t, sum, got[0].Mean)
	// One night is the stock of that night, variance and all.
	one, err := m.Totals(stock, flow.TotalSettings{Settings: settings, Weights: weighted(days, 1, 1, 1), Ranges: []flow.Range{{From: days - 1, To: days}}})
	require.NoError(t, err)
	last, err := m.Project(stock, flow.Settings{Start: start(t), Days: days - 1})
	require.NoError(t, err)
	end := last.Moments[len(last.Moments)-1].In(last.States, everyone)
	near(t, end.Mean, one[0].Mean)
	near(t, end.Variance, one[0].Variance)
}

func TestTotals_DoublePricesQuadrupleTheVarianceAndDoubleStockDoublesIt(t *testing.T) {
	m, stock := many(t, 2, 20)
	days := 90
	total := func(stock []flow.Children, m flow.Model, weight float64) flow.Expected {
		got, err := m.Totals(stock, flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: days}, Weights: weighted(days, weight, 3*weight), Ranges: []flow.Range{{To: days}}})
		require.NoError(t, err)
		return got[0]
	}
	once, priced, none := total(stock, m, 100), total(stock, m, 200), total(stock, m, 0)
	near(t, 2*once.Mean, priced.Mean)
	near(t, 4*once.Variance, priced.Variance)
	assert.Zero(t, none)
	m.Entries = nil
	one, two := total(stock, m, 100), total(append(append([]flow.Children{}, stock...), stock...), m, 100)
	near(t, 2*one.Mean, two.Mean)
	near(t, 2*one.Variance, two.Variance)
}

func TestTotals_OwnWeightsLastUntilTheFirstMove(t *testing.T) {
	p := func(_, from, to int) float64 {
		return map[[2]int]float64{{0, 0}: 0.9, {0, 1}: 0.1, {1, 0}: 0.2, {1, 1}: 0.7, {1, -1}: 0.1, {-1, -1}: 1}[[2]int{from, to}]
	}
	m := wholeLife([]flow.Rate{{From: "fostering", To: "residential", PerDay: 0.1}, {From: "residential", To: "fostering", PerDay: 0.2}, {From: "residential", PerDay: 0.1}})
	var mean, second float64
	const days, own = 6, 900.0
	lives(days, 1, p, func(course []int, chance float64) {
		total, moved := 0.0, false
		for _, s := range course {
			moved = moved || s != 1
			switch {
			case !moved:
				total += own
			case s >= 0:
				total += []float64{70, 700}[s]
			}
		}
		mean += chance * total
		second += chance * total * total
	})
	ownDays := make([]float64, days)
	for i := range ownDays {
		ownDays[i] = own
	}
	got, err := m.Totals(nil, flow.TotalSettings{
		Settings: flow.Settings{Start: start(t), Days: days}, Weights: weighted(days, 70, 700), Ranges: []flow.Range{{To: days}},
		Own: []flow.OwnWeights{{Children: flow.Children{Placement: "residential", Born: day(t, "2016-05-05"), Number: 1}, Weights: ownDays}},
	})
	require.NoError(t, err)
	near(t, mean, got[0].Mean)
	near(t, second-mean*mean, got[0].Variance)
}

// One of two days of birth, of which one brings the end of care, is the mixture of both and not their mean.
func TestTotals_AnUnknownDateOfBirthMixesThoseThatFit(t *testing.T) {
	m := flow.Model{Bands: []flow.Band{{Name: "a year", From: 0, To: 1}}, Placements: []string{"fostering"}}
	// Born on any of 366 days before 1 April 2024, of which the last k bring k nights of 3 or fewer.
	got, err := m.Totals([]flow.Children{{Placement: "fostering", Band: "a year", Number: 1}}, flow.TotalSettings{
		Settings: flow.Settings{Start: day(t, "2024-04-01"), Days: 3}, Weights: weighted(3, 1), Ranges: []flow.Range{{To: 3}},
	})
	require.NoError(t, err)
	mean := (3*364 + 2 + 1) / 366.0
	near(t, mean, got[0].Mean)
	near(t, (9*364+4+1)/366.0-mean*mean, got[0].Variance)
}

// many is a model of k types over the published bands, and a stock of children with dates of birth all through them.
func many(t testing.TB, k, children int) (flow.Model, []flow.Children) {
	t.Helper()
	m := flow.Model{Bands: flow.DefaultBands()}
	for i := range k {
		m.Placements = append(m.Placements, fmt.Sprintf("type %d", i))
	}
	for b, band := range m.Bands {
		for i := range k {
			m.Rates = append(m.Rates,
				flow.Rate{Band: band.Name, From: m.Placements[i], To: m.Placements[(i+1)%k], PerDay: 0.001 * float64(1+(b+i)%3), Events: 20, ChildDays: 20_000},
				flow.Rate{Band: band.Name, From: m.Placements[i], PerDay: 0.0005 * float64(1+b), Events: 10, ChildDays: 20_000},
			)
			if k > 2 {
				m.Rates = append(m.Rates, flow.Rate{Band: band.Name, From: m.Placements[i], To: m.Placements[(i+2)%k], PerDay: 0.0004})
			}
			m.Entries = append(m.Entries, flow.Entry{Band: band.Name, To: m.Placements[i], PerDay: 0.02 * float64(1+i%2)})
		}
	}
	var stock []flow.Children
	for i := range children {
		stock = append(stock, flow.Children{Placement: m.Placements[i%k], Born: start(t).AddDate(0, 0, -(i*6570/children)-1), Number: 1})
	}
	return m, append(stock, flow.Children{Placement: m.Placements[0], Band: "10 to 15", Number: 4})
}

// Futures that are played, child by child, have the same mean and variance within four standard errors.
func TestTotals_AgreeWithFuturesThatArePlayed(t *testing.T) {
	const days, runs, children = 40, 20_000, 12
	out, across, back := 0.01, 0.03, 0.02
	m := wholeLife(
		[]flow.Rate{{From: "fostering", To: "residential", PerDay: across}, {From: "fostering", PerDay: out}, {From: "residential", To: "fostering", PerDay: back}, {From: "residential", PerDay: out}},
		flow.Entry{Band: "any", To: "fostering", PerDay: 0.25, AgesInDays: []int{4000}},
	)
	weights := []float64{70, 700}
	got, err := m.Totals([]flow.Children{{Placement: "fostering", Born: day(t, "2012-06-07"), Number: children}}, flow.TotalSettings{
		Settings: flow.Settings{Start: start(t), Days: days}, Weights: weighted(days, weights...), Ranges: []flow.Range{{To: days}, {From: 20, To: days}},
	})
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(7, 7))
	var sum, square, fourth [2]float64
	for range runs {
		var cost [2]float64
		live := func(from int) {
			for t, s := from, 0; t < days; t++ {
				cost[0] += weights[s]
				if t >= 20 {
					cost[1] += weights[s]
				}
				move := []float64{across, back}[s]
				switch u := random.Float64(); {
				case u < out:
					return
				case u < out+move:
					s = 1 - s
				}
			}
		}
		for range children {
			live(0)
		}
		for t := 1; t < days; t++ {
			for p, limit := random.Float64(), math.Exp(-0.25); p > limit; p *= random.Float64() {
				live(t)
			}
		}
		for i, c := range cost {
			d := c - got[i].Mean
			sum[i] += d
			square[i] += d * d
			fourth[i] += d * d * d * d
		}
	}
	for i := range got {
		variance := square[i] / runs
		assert.Less(t, math.Abs(sum[i]/runs), 4*math.Sqrt(variance/runs), i)
		assert.Less(t, math.Abs(variance-got[i].Variance), 4*math.Sqrt((fourth[i]/runs-variance*variance)/runs), i)
	}
}

func BenchmarkTotals_5000Children15States24Months(b *testing.B) {
	m, stock := many(b, 15, 5000)
	const days = 730
	weights := make([]float64, 15)
	for i := range weights {
		weights[i] = 80 + 60*float64(i)
	}
	settings := flow.TotalSettings{Settings: flow.Settings{Start: start(b), Days: days}, Weights: weighted(days, weights...), Ranges: []flow.Range{{To: 365}, {From: 365, To: days}}}
	for month := range 24 {
		settings.Ranges = append(settings.Ranges, flow.Range{From: month * 30, To: month*30 + 30})
	}
	for b.Loop() {
		if _, err := m.Totals(stock, settings); err != nil {
			b.Fatal(err)
		}
	}
}
