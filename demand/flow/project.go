package flow

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Settings say how a stock is carried forward.
type Settings struct {
	// Start is the day of the stock.
	Start time.Time
	// Days is how far to go.
	Days int
	// Every is the number of days between reported moments; months and quarters are reported besides. It changes what is
	// reported and nothing of what is computed. Defaults to Days.
	Every int
	// Scenario adjusts the rates, each adjustment from its day. Defaults to none.
	Scenario []Adjustment
	// UncertainRates adds to the variance what the events behind estimated rates leave open. Rates given by hand are taken
	// to be known. Defaults to false: the variance is that of chance alone.
	UncertainRates bool
}

// State is a band and a placement type.
type State struct{ Band, Placement string }

// Projection is a stock carried forward.
type Projection struct {
	Start time.Time
	// States are the states in the order of Moment.Mean.
	States []State
	// Placements are the placement types in the order of Period.Placements.
	Placements []string
	// Moments are the stock on the first day, every so many days and on the last.
	Moments []Moment
	// Months and Quarters are whole calendar months and quarters of the financial year (Q1 is April to June), and the
	// parts of them at both ends.
	Months, Quarters []Period
	Method           string
	Notes            []string
}

// Moment is the stock on a day. Children who have left care are not in it.
type Moment struct {
	Day  int
	Date time.Time
	// Mean is the expected number of children in each state.
	Mean []float64
	// Covariance is exact for the rates as they stand: it is chance, and not the uncertainty of the rates.
	Covariance [][]float64
}

// Period is a month or a quarter.
type Period struct {
	// Label is 2025-04 for a month, "2025-26 Q1" for a quarter.
	Label string
	// From is the first day, To the day after the last.
	From, To time.Time
	// Days is the number of days of the period within the projection.
	Days int
	// Whole is false at the ends of a projection that begins or ends within the period.
	Whole      bool
	Placements []PlacementPeriod
	// Total is all placement types together.
	Total PlacementPeriod
}

// PlacementPeriod is a placement type in a period.
type PlacementPeriod struct {
	Placement string
	// ChildDays is the expected number of days that children spend in the type: a child counts on the day it comes and not
	// on the day it goes. It is what a placement costs by, and it is not rounded to children.
	ChildDays float64
	// End is the number of children at the end of the period, on the day To.
	End Expected
}

// CareDays is ChildDays as a decimal to six places, for a cost calculation: days × weekly price / 7.
func (p PlacementPeriod) CareDays() decimal.Decimal {
	return decimal.NewFromFloat(p.ChildDays).Round(6)
}

// Expected is an expected number of children and its variance.
type Expected struct{ Mean, Variance float64 }

// SD is the standard deviation.
func (e Expected) SD() float64 { return math.Sqrt(max(e.Variance, 0)) }

// Interval95 is the mean ∓ 1.96 standard deviations, never below zero.
func (e Expected) Interval95() (lower, upper float64) {
	const normal95 = 1.959963984540054
	return max(e.Mean-normal95*e.SD(), 0), e.Mean + normal95*e.SD()
}

// In sums the states that pick chooses: In(func(State) bool { return true }) is all children in care.
func (m Moment) In(states []State, pick func(State) bool) Expected {
	var e Expected
	for i, s := range states {
		if !pick(s) {
			continue
		}
		e.Mean += m.Mean[i]
		for j, other := range states {
			if pick(other) {
				e.Variance += m.Covariance[i][j]
			}
		}
	}
	return e
}

// Project carries stock forward day by day. Children of the stock move independently of one another by the rates of the
// band that their true age puts them in, and leave on the birthday on which the last band ends; entries are Poisson. So
// the covariance is Σ n (diag(q) − q qᵀ) over children with the same chances q, plus the entrants' means on the diagonal:
// the same as propagating S' = M S Mᵀ + diag(M x) − M diag(x) Mᵀ + diag(λ), with ages. Errors are [*ModelError],
// [*StockError] and [*SettingError].
func (m Model) Project(stock []Children, s Settings) (Projection, error) {
	m = m.filled()
	s, err := s.check()
	if err != nil {
		return Projection{}, err
	}
	reports := func(day int) bool { return day%s.Every == 0 || day == s.Days }
	p, err := m.project(stock, s, reports)
	if err == nil && s.UncertainRates {
		err = m.widen(&p, stock, s, reports)
	}
	return p, err
}

// project reports the moments of the days that reports chooses.
func (m Model) project(stock []Children, s Settings, reports func(day int) bool) (Projection, error) {
	run, err := newRun(m, stock, s)
	if err != nil {
		return Projection{}, err
	}
	p := Projection{
		Start: s.Start, Placements: slices.Clone(m.Placements),
		Method: "daily expected flow by true age, exact variance, entries Poisson",
	}
	for _, b := range m.Bands {
		for _, placement := range m.Placements {
			p.States = append(p.States, State{b.Name, placement})
		}
	}
	p.Notes = run.notes(s)
	calendar := newCalendar(s, &p)
	for day := 0; ; day++ {
		if reports(day) {
			p.Moments = append(p.Moments, run.moment())
		}
		calendar.close(run)
		if day == s.Days {
			return p, nil
		}
		calendar.count(run)
		run.step()
	}
}

// SettingError is a setting out of its range.
type SettingError struct{ Setting, Problem string }

// Error names the setting.
func (e *SettingError) Error() string { return e.Setting + ": " + e.Problem }

func (s Settings) check() (Settings, error) {
	if s.Start.IsZero() {
		return s, &SettingError{"start", "say on which day the stock stands"}
	}
	s.Start = midnight(s.Start)
	if s.Days < 0 || s.Days > maxDays {
		return s, &SettingError{"days", fmt.Sprintf("%d: use 0 to %d", s.Days, maxDays)}
	}
	if s.Every == 0 {
		s.Every = max(s.Days, 1)
	}
	if s.Every < 1 {
		return s, &SettingError{"every", fmt.Sprintf("%d: use 1 or more", s.Every)}
	}
	return s, nil
}

// regime is the rates from a day on.
type regime struct {
	day      int
	matrices [][]float64
	entries  []Entry
}

// regimes are the models in force: the first, and another from each day on which an adjustment begins.
func regimes(m Model, s Settings) ([]regime, error) {
	days := []int{0}
	begins := func(a Adjustment) int {
		if a.Since.IsZero() {
			return 0
		}
		return max(daysBetween(s.Start, midnight(a.Since)), 0)
	}
	for _, a := range s.Scenario {
		days = append(days, begins(a))
	}
	slices.Sort(days)
	var all []regime
	for _, day := range slices.Compact(days) {
		var now []Adjustment
		for _, a := range s.Scenario {
			if begins(a) <= day {
				now = append(now, a)
			}
		}
		adjusted, err := m.With(now...)
		if err != nil {
			return nil, err
		}
		all = append(all, regime{day, adjusted.matrices(), adjusted.Entries})
	}
	return all, nil
}

// cohort is children with one date of birth and one history: their chances over placement types.
type cohort struct {
	p       []float64
	number  float64 // of children, for a date of birth that is known; of a part of a group otherwise
	born    time.Time
	band    int // −1 before birth; len(bands) when care has ended
	changes int // the day of the next birthday that matters
	group   int // −1 for a date of birth that is known
}

// maxAge is the oldest age at entry in days that a model may have.
const maxAge = 366 * 30

// run is a projection on its way.
type run struct {
	m       Model
	start   time.Time
	days    int
	day     int
	regimes []regime
	stock   []cohort
	// groups are the sizes of the parts of the stock whose dates of birth are not known.
	groups []float64
	// entrants are expected numbers by date of birth: all who were born on a day share their band, whenever they came.
	// byBirth finds them by the days from birth to the last day of the projection.
	entrants []*cohort
	byBirth  []*cohort
	stays    []*cohort // by band
	product  []float64
}

func newRun(m Model, stock []Children, s Settings) (*run, error) {
	all, err := regimes(m, s)
	if err != nil {
		return nil, err
	}
	if err := m.checkStock(stock, s.Start); err != nil {
		return nil, err
	}
	r := &run{m: m, start: s.Start, days: s.Days, regimes: all, byBirth: make([]*cohort, s.Days+maxAge+1), stays: make([]*cohort, len(m.Bands)), product: make([]float64, len(m.Placements))}
	r.known(stock)
	for _, c := range stock {
		if c.Born.IsZero() && c.Number > 0 {
			r.spread(c)
		}
	}
	return r, nil
}

// known adds children with dates of birth.
func (r *run) known(stock []Children) {
	same := map[alike]int{}
	for _, c := range stock {
		if !c.Born.IsZero() && c.Number > 0 {
			k := r.newCohort(midnight(c.Born), c.Placement, -1)
			k.number = c.Number
			r.join(k, c.Placement, same)
		}
	}
}

// alike is what children share whose chances are the same to the last day: date of birth and placement, or band and
// placement when no birthday falls in the projection.
type alike struct {
	born      time.Time
	band      int
	placement string
}

// join adds a cohort to one that is alike, or to the stock.
func (r *run) join(c cohort, placement string, same map[alike]int) {
	key := alike{c.born, c.band, placement}
	if c.changes > r.days {
		key.born = time.Time{}
	}
	if i, ok := same[key]; ok {
		r.stock[i].number += c.number
		return
	}
	same[key] = len(r.stock)
	r.stock = append(r.stock, c)
}

// spread adds children of a band, each born on any of the days that put it there.
func (r *run) spread(c Children) {
	i := slices.IndexFunc(r.m.Bands, func(b Band) bool { return b.Name == c.Band })
	b := r.m.Bands[i]
	// Born after youngest the child is not yet From; born before oldest it is already To.
	youngest, oldest := r.start.AddDate(-b.From, 0, 0), r.start.AddDate(-b.To, 0, 1)
	days := daysBetween(oldest, youngest) + 1
	same := map[alike]int{}
	for d := range days {
		k := r.newCohort(oldest.AddDate(0, 0, d), c.Placement, len(r.groups))
		k.number = c.Number / float64(days)
		r.join(k, c.Placement, same)
	}
	r.groups = append(r.groups, c.Number)
}

func (r *run) newCohort(born time.Time, placement string, group int) cohort {
	c := cohort{p: make([]float64, len(r.m.Placements)), born: born, group: group}
	c.p[slices.Index(r.m.Placements, placement)] = 1
	c.settle(r, r.day)
	return c
}

// settle finds the band of a cohort on a day, and the day on which it changes.
func (c *cohort) settle(r *run, day int) {
	today := r.start.AddDate(0, 0, day)
	c.band = bandOn(r.m.Bands, c.born, today)
	if c.band < 0 {
		c.band = len(r.m.Bands)
		c.changes = math.MaxInt
		clear(c.p)
		return
	}
	c.changes = daysBetween(r.start, birthday(c.born, r.m.Bands[c.band].To))
}

// regime is the rates of today.
func (r *run) regime() regime {
	now := r.regimes[0]
	for _, g := range r.regimes {
		if g.day <= r.day {
			now = g
		}
	}
	return now
}

// step takes the stock from one day to the next: who is there moves or leaves by the band of the day, then birthdays,
// then those who begin.
func (r *run) step() { r.stepWith(true) }

// stepWith is a step with the day's entries or without.
func (r *run) stepWith(entries bool) {
	now := r.regime()
	r.day++
	for i := range r.stock {
		r.advance(&r.stock[i], now.matrices)
	}
	for _, c := range r.entrants {
		r.advance(c, now.matrices)
	}
	if !entries {
		return
	}
	for _, e := range now.entries {
		r.enter(e)
	}
}

func (r *run) advance(c *cohort, matrices [][]float64) {
	if c.band == len(matrices) {
		return
	}
	k := len(c.p)
	matrix := matrices[c.band]
	for to := range k {
		var sum float64
		row := matrix[to*k : to*k+k]
		for from, v := range c.p {
			sum += row[from] * v
		}
		r.product[to] = sum
	}
	copy(c.p, r.product)
	if r.day >= c.changes {
		c.settle(r, r.day)
	}
}

// enter adds a day's expected entrants.
func (r *run) enter(e Entry) {
	if e.PerDay == 0 {
		return
	}
	to := slices.Index(r.m.Placements, e.To)
	if len(e.AgesInDays) > 0 {
		part := e.PerDay / float64(len(e.AgesInDays))
		for _, age := range e.AgesInDays {
			r.add(age, to, part)
		}
		return
	}
	b := r.m.Bands[slices.IndexFunc(r.m.Bands, func(b Band) bool { return b.Name == e.Band })]
	today := r.start.AddDate(0, 0, r.day)
	youngest, oldest := daysBetween(today.AddDate(-b.From, 0, 0), today), daysBetween(today.AddDate(-b.To, 0, 1), today)
	part := e.PerDay / float64(oldest-youngest+1)
	for age := youngest; age <= oldest; age++ {
		r.add(age, to, part)
	}
}

// add puts expected children of an age in days into a placement type today. Who is too old to be in care is not.
func (r *run) add(age, to int, number float64) {
	at := age + r.days - r.day
	c := r.byBirth[at]
	if c == nil {
		c = &cohort{p: make([]float64, len(r.m.Placements)), born: r.start.AddDate(0, 0, r.day-age), group: -1}
		c.settle(r, r.day)
		if c.band < len(r.m.Bands) && c.changes > r.days {
			c = r.staying(c)
		} else {
			r.entrants = append(r.entrants, c)
		}
		r.byBirth[at] = c
	}
	if c.band < len(r.m.Bands) {
		c.p[to] += number
	}
}

// staying is the one cohort of entrants of a band who have no birthday that matters before the last day.
func (r *run) staying(c *cohort) *cohort {
	if r.stays[c.band] == nil {
		r.stays[c.band] = c
		r.entrants = append(r.entrants, c)
	}
	return r.stays[c.band]
}

// means are the expected stock of each placement type.
func (r *run) means() []float64 {
	total := make([]float64, len(r.m.Placements))
	for i := range r.stock {
		for k, v := range r.stock[i].p {
			total[k] += r.stock[i].number * v
		}
	}
	for _, c := range r.entrants {
		for k, v := range c.p {
			total[k] += v
		}
	}
	return total
}

// moment is the stock of today with its covariance.
func (r *run) moment() Moment {
	k, bands := len(r.m.Placements), len(r.m.Bands)
	n := k * bands
	m := Moment{Day: r.day, Date: r.start.AddDate(0, 0, r.day), Mean: make([]float64, n), Covariance: square(n)}
	chances := make([][]float64, len(r.groups)) // of one child of each group
	for g := range chances {
		chances[g] = make([]float64, n)
	}
	for i := range r.stock {
		c := &r.stock[i]
		if c.band == bands {
			continue
		}
		at := c.band * k
		for a, p := range c.p {
			m.Mean[at+a] += c.number * p
			m.Covariance[at+a][at+a] += c.number * p
			if c.group >= 0 {
				chances[c.group][at+a] += c.number * p / r.groups[c.group]
				continue
			}
			for b, q := range c.p {
				m.Covariance[at+a][at+b] -= c.number * p * q
			}
		}
	}
	for g, q := range chances {
		for a := range q {
			for b := range q {
				m.Covariance[a][b] -= r.groups[g] * q[a] * q[b]
			}
		}
	}
	for _, c := range r.entrants {
		if c.band == bands {
			continue
		}
		for a, v := range c.p {
			m.Mean[c.band*k+a] += v
			m.Covariance[c.band*k+a][c.band*k+a] += v
		}
	}
	return m
}

// notes say what the figures cannot.
func (r *run) notes(s Settings) (notes []string) {
	var children float64
	for _, g := range r.groups {
		children += g
	}
	if children > 0 {
		notes = append(notes, fmt.Sprintf("%g children have no date of birth: each is taken to be of any age in its band", children))
	}
	if s.UncertainRates {
		return append(notes, "intervals hold the play of chance and the uncertainty of estimated rates, not a change of policy")
	}
	return append(notes, "intervals hold the play of chance with these rates, not the uncertainty of the rates or a change of policy")
}
