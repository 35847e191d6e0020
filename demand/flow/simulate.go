package flow

import (
	"math"
	"math/rand/v2"
	"slices"
)

// SimulationSettings say how chance is played. With UncertainRates each estimated rate is drawn anew for each future, from
// the gamma distribution of its events and child-days (Jeffreys prior).
type SimulationSettings struct {
	Settings
	// Runs is the number of futures. Defaults to 1,000.
	Runs int
	// Seed makes the futures; the same seed makes the same ones on every machine. Defaults to 0, a seed like any other.
	Seed uint64
}

// Simulation is what many futures had in common.
type Simulation struct {
	States  []State
	Runs    int
	Seed    uint64
	Moments []SimulatedMoment
}

// SimulatedMoment is the stock of a day over all futures.
type SimulatedMoment struct {
	Day int
	// Mean and Variance are of each state; Total is of all children in care.
	Mean, Variance []float64
	Total          Expected
	// Lower95 and Upper95 hold the middle 95 % of totals.
	Lower95, Upper95 float64
}

// maxRuns bounds the futures.
const maxRuns = 1_000_000

// Simulate plays the model child by child and agrees with [Model.Project]. It is there to check it, and to show what the
// uncertainty of the rates adds. Parts of the stock with a fraction of a child are rounded to children. Errors are those of
// Project.
func (m Model) Simulate(stock []Children, s SimulationSettings) (Simulation, error) {
	m = m.filled()
	settings, err := s.check()
	if err != nil {
		return Simulation{}, err
	}
	s.Settings = settings
	if s.Runs == 0 {
		s.Runs = 1000
	}
	if s.Runs < 2 || s.Runs > maxRuns {
		return Simulation{}, &SettingError{"runs", "use 2 to 1,000,000"}
	}
	if _, err := newRun(m, stock, s.Settings); err != nil {
		return Simulation{}, err
	}
	game := &game{m: m, s: s.Settings, random: rand.New(rand.NewPCG(s.Seed, 0x5c2)), k: len(m.Placements)}
	for day := 0; ; day = min(day+s.Every, s.Days) {
		game.report = append(game.report, day)
		if day == s.Days {
			break
		}
	}
	sums := newSums(len(game.report), len(m.Bands)*game.k)
	for range s.Runs {
		now := m
		if s.UncertainRates {
			now = game.draw(m)
		}
		if game.regimes, err = regimes(now, s.Settings); err != nil {
			return Simulation{}, err
		}
		game.play(stock)
		sums.add(game.counts)
	}
	return sums.result(m, s, game.report), nil
}

// game is one future at a time.
type game struct {
	m       Model
	s       Settings
	random  *rand.Rand
	k       int
	regimes []regime
	report  []int
	counts  [][]int // by reported day, by state
	// ladders are the birthdays of one born on a day, by days from birth to the last day; filled when first asked for.
	ladders [][]int
}

// ladder is the days on which one born so many days before the first day enters the first band, and leaves each.
func (g *game) ladder(before int) []int {
	at := before + g.s.Days
	for at >= len(g.ladders) {
		g.ladders = append(g.ladders, nil)
	}
	if g.ladders[at] == nil {
		born := g.s.Start.AddDate(0, 0, -before)
		days := []int{daysBetween(g.s.Start, birthday(born, g.m.Bands[0].From))}
		for _, b := range g.m.Bands {
			days = append(days, daysBetween(g.s.Start, birthday(born, b.To)))
		}
		g.ladders[at] = days
	}
	return g.ladders[at]
}

// draw is the model with rates as they might be.
func (g *game) draw(m Model) Model {
	m.Rates, m.Entries = slices.Clone(m.Rates), slices.Clone(m.Entries)
	sum := map[[2]string]float64{}
	for i := range m.Rates {
		r := &m.Rates[i]
		if r.Events > 0 {
			r.PerDay = g.gamma(float64(r.Events)+0.5) / float64(r.ChildDays)
		}
		sum[[2]string{r.Band, r.From}] += r.PerDay
	}
	for i := range m.Rates {
		if total := sum[[2]string{m.Rates[i].Band, m.Rates[i].From}]; total > 1 {
			m.Rates[i].PerDay /= total
		}
	}
	for i := range m.Entries {
		if e := &m.Entries[i]; e.Events > 0 {
			e.PerDay = g.gamma(float64(e.Events)+0.5) / float64(e.Days)
		}
	}
	return m
}

// gamma is a gamma variate of scale 1 and a shape above 1/2, by Marsaglia and Tsang 2000.
func (g *game) gamma(shape float64) float64 {
	if shape < 1 {
		return g.gamma(shape+1) * math.Pow(g.random.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := g.random.NormFloat64()
		v := (1 + c*x) * (1 + c*x) * (1 + c*x)
		if v > 0 && math.Log(1-g.random.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// play is one future: every child of the stock and every entrant.
func (g *game) play(stock []Children) {
	g.counts = make([][]int, len(g.report))
	for i := range g.counts {
		g.counts[i] = make([]int, len(g.m.Bands)*g.k)
	}
	for _, c := range stock {
		to := slices.Index(g.m.Placements, c.Placement)
		for range int(math.Round(c.Number)) {
			before := 0
			if c.Born.IsZero() {
				before = g.birth(c.Band, 0)
			} else {
				before = daysBetween(midnight(c.Born), g.s.Start)
			}
			g.live(before, 0, to)
		}
	}
	for i, r := range g.regimes {
		end := g.s.Days
		if i+1 < len(g.regimes) {
			end = min(end, g.regimes[i+1].day)
		}
		for _, e := range r.entries {
			g.arrive(e, r.day, end)
		}
	}
}

// arrive plays the entrants of the days after from, up to end: a Poisson stream in time, counted by days.
func (g *game) arrive(e Entry, from, end int) {
	if e.PerDay == 0 {
		return
	}
	to := slices.Index(g.m.Placements, e.To)
	for t := float64(from); ; {
		t += g.random.ExpFloat64() / e.PerDay
		if t >= float64(end) {
			return
		}
		day := int(t) + 1
		before := 0
		if n := len(e.AgesInDays); n > 0 {
			before = e.AgesInDays[g.random.IntN(n)] - day
		} else {
			before = g.birth(e.Band, day)
		}
		g.live(before, day, to)
	}
}

// birth is a date of birth that puts a child into a band on a day, all with the same chance: in days before the first.
func (g *game) birth(band string, day int) int {
	b := g.m.Bands[slices.IndexFunc(g.m.Bands, func(b Band) bool { return b.Name == band })]
	today := g.s.Start.AddDate(0, 0, day)
	youngest, oldest := daysBetween(today.AddDate(-b.From, 0, 0), today), daysBetween(today.AddDate(-b.To, 0, 1), today)
	return youngest + g.random.IntN(oldest-youngest+1) - day
}

// live plays a child from a day to the end of the projection or of care.
func (g *game) live(before, day, placement int) {
	ladder := g.ladder(before)
	for day <= g.s.Days && placement >= 0 {
		band := slices.IndexFunc(ladder, func(d int) bool { return d > day }) - 1
		if band < 0 {
			return
		}
		now, until := g.regimeOn(day)
		until = min(until, ladder[band+1])
		next, moved := g.wait(now.matrices[band], placement, day, until)
		for i, reported := range g.report {
			if reported >= day && reported < next {
				g.counts[i][band*g.k+placement]++
			}
		}
		day = next
		if moved {
			placement = g.destination(now.matrices[band], placement)
		}
	}
}

// regimeOn is the rates of a day, and the day on which they change.
func (g *game) regimeOn(day int) (regime, int) {
	for i, r := range g.regimes {
		if i+1 == len(g.regimes) || g.regimes[i+1].day > day {
			if i+1 < len(g.regimes) {
				return r, g.regimes[i+1].day
			}
			return r, g.s.Days + 1
		}
	}
	return g.regimes[0], g.s.Days + 1
}

// wait is the day of the next move, a geometric number of days on, or until when nothing happens before.
func (g *game) wait(matrix []float64, from, day, until int) (next int, moved bool) {
	stay := matrix[from*g.k+from]
	switch {
	case stay >= 1:
		return until, false
	case stay <= 0:
		return day + 1, true
	}
	days := 1 + math.Floor(math.Log(1-g.random.Float64())/math.Log(stay))
	if days > float64(until-day) {
		return until, false
	}
	return day + int(days), true
}

// destination is where one who moves goes; −1 out of care.
func (g *game) destination(matrix []float64, from int) int {
	u := g.random.Float64() * (1 - matrix[from*g.k+from])
	for to := range g.k {
		if to == from {
			continue
		}
		if u -= matrix[to*g.k+from]; u < 0 {
			return to
		}
	}
	return -1
}

// runSums adds up futures.
type runSums struct {
	n       int
	sum, sq [][]float64
	totals  [][]float64
}

func newSums(days, states int) *runSums {
	s := &runSums{totals: make([][]float64, days)}
	for range days {
		s.sum, s.sq = append(s.sum, make([]float64, states)), append(s.sq, make([]float64, states))
	}
	return s
}

func (s *runSums) add(counts [][]int) {
	s.n++
	for d, row := range counts {
		total := 0.0
		for i, c := range row {
			v := float64(c)
			s.sum[d][i] += v
			s.sq[d][i] += v * v
			total += v
		}
		s.totals[d] = append(s.totals[d], total)
	}
}

func (s *runSums) result(m Model, settings SimulationSettings, report []int) Simulation {
	out := Simulation{Runs: settings.Runs, Seed: settings.Seed}
	for _, b := range m.Bands {
		for _, p := range m.Placements {
			out.States = append(out.States, State{b.Name, p})
		}
	}
	n := float64(s.n)
	for d, day := range report {
		moment := SimulatedMoment{Day: day}
		for i, sum := range s.sum[d] {
			moment.Mean = append(moment.Mean, sum/n)
			moment.Variance = append(moment.Variance, max(s.sq[d][i]-sum*sum/n, 0)/(n-1))
		}
		totals := slices.Sorted(slices.Values(s.totals[d]))
		for _, v := range totals {
			moment.Total.Mean += v / n
		}
		for _, v := range totals {
			moment.Total.Variance += (v - moment.Total.Mean) * (v - moment.Total.Mean) / (n - 1)
		}
		moment.Lower95 = totals[int(0.025*(n-1))]
		moment.Upper95 = totals[int(math.Ceil(0.975*(n-1)))]
		out.Moments = append(out.Moments, moment)
	}
	return out
}
