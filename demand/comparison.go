package demand

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/quantile"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Figures are one indicator of one period, by the code of the authority. Only local authorities belong in it: regions and
// England would otherwise be ranked among them.
type Figures map[string]Value

// Part is the count and the population behind a rate, or the part and the whole behind a percentage.
type Part struct {
	Count, Base Value
}

// Statistic is a way to make one comparator of several neighbours. DfE uses two, which can disagree: its Local Authority
// Interactive Tool takes the mean (R/lait_modules/mod_la_lvl_table.R), its children's social care dashboard the median
// (R/stats_neighbours.R).
type Statistic int

const (
	// Mean is the unweighted mean of the neighbours that have data, and the zero value.
	Mean Statistic = iota
	// Median is the middle of the neighbours that have data.
	Median
	// PooledRate is the neighbours' children over the neighbours' population: the rate of all of them as if they were one.
	PooledRate
)

var statisticNames = enum.Of("Statistic", "mean", "median", "pooled")

// String is mean, median or pooled.
func (s Statistic) String() string { return statisticNames.String(int(s)) }

// MarshalText writes the name of the statistic.
func (s Statistic) MarshalText() ([]byte, error) { return statisticNames.Marshal(int(s)) }

// UnmarshalText reads the name of a statistic.
func (s *Statistic) UnmarshalText(text []byte) error { return enum.Unmarshal(statisticNames, text, s) }

// Question is what is compared. Figures and Area are needed; everything else is optional.
type Question struct {
	Area      string
	Indicator string
	Period    string
	Figures   Figures
	// Neighbours gives the sets. Defaults to none: then only rank and quartile are made.
	Neighbours *List
	// Polarity says which way is better. Defaults to [rag.Neutral], which has no rank and no band.
	Polarity rag.Polarity
	// Parts are the counts behind the figures, for the pooled rate. Defaults to none.
	Parts map[string]Part
	// Per is the base of the pooled rate: 100 for a percentage. Defaults to 10,000.
	Per int
	// Region and England are the published comparators. Default to missing.
	Region, England Value
	// Pooled are figures of areas that are no authorities: the successors of a council that was divided, taken as one. Such an
	// area may be a neighbour or the area itself, and is never ranked. Defaults to none.
	Pooled Figures
}

// figure is the figure of an authority, or of an area that is none.
func (q Question) figure(code string) Value {
	if v, ok := q.Figures[code]; ok {
		return v
	}
	return q.Pooled[code]
}

// Comparison is one authority beside its neighbours and among all authorities. Averages are unrounded (a mean to 16
// decimal places, everything else exact): round them with [Value.Round] to print them. Those with a base are missing when
// no neighbour has data.
type Comparison struct {
	Area, Indicator, Period string
	Value                   Value
	// Mean, Median and Pooled are of the neighbours that have data; Sum is their total, for counts: a count is summed and
	// never averaged. The own authority is never among them.
	Mean, Median, Pooled, Sum Value
	// N is how many neighbours have data, In is how many there are.
	N, In int
	// Region and England are as given.
	Region, England Value
	// Rank is 1 for the best by polarity, ties taking the best place, among Of authorities with data; 0 is no rank.
	Rank, Of int
	// Quarter is the interval between the quartiles of all authorities, 1 lowest to 4 highest; 0 is none. Band is the same
	// by polarity.
	Quarter   int
	Band      Band
	Quartiles Quartiles
	Polarity  rag.Polarity
	// List is the name of the list of neighbours.
	List string
	// Neighbours are the neighbours' own figures, nearest first.
	Neighbours []NeighbourFigure
	Notes      []Note
}

// NeighbourFigure is the figure of one neighbour.
type NeighbourFigure struct {
	Code  string
	Value Value
}

// The codes of the notes about comparisons.
const (
	NoteNoList       = "no_list"       // the list does not have the authority
	NoteMissing      = "missing"       // the authority's own figure is missing
	NoteFew          = "few"           // some neighbours have no data
	NoteDisagree     = "disagree"      // above one official average and not above the other
	NotePooledPartly = "pooled_partly" // the pooled rate lacks the parts of a neighbour that has a figure
)

// Compare answers how an authority stands. It never fails: what cannot be made is missing in the result, with a note.
func Compare(q Question) Comparison {
	c := Comparison{
		Area: q.Area, Indicator: q.Indicator, Period: q.Period, Value: q.figure(q.Area),
		Region: q.Region, England: q.England, Polarity: q.Polarity,
	}
	none := Absent(Unavailable)
	c.Mean, c.Median, c.Pooled, c.Sum = none, none, none, none
	c.among(q)
	if q.Neighbours != nil {
		c.List = q.Neighbours.Name
		c.beside(q)
	}
	if reason, missing := c.Value.Missing(); missing {
		c.note(NoteMissing, "the figure of %s is missing: %s", q.Area, reason)
	}
	return c
}

func (c *Comparison) note(code, format string, args ...any) {
	c.Notes = append(c.Notes, Note{code, fmt.Sprintf(format, args...)})
}

// among places the value in all authorities.
func (c *Comparison) among(q Question) {
	all := make([]Value, 0, len(q.Figures))
	for _, v := range q.Figures {
		all = append(all, v)
	}
	rank, of, ranked := Rank(c.Value, all, q.Polarity)
	c.Of = of
	c.Quartiles = QuartilesOf(all)
	if _, authority := q.Figures[q.Area]; !authority && c.Value.present {
		return // ranks and quarters of authorities say nothing of several as one
	}
	if ranked {
		c.Rank = rank
	}
	// The own value is among those the quartiles are made of, so it is never outside them.
	c.Quarter, _ = c.Quartiles.Quarter(c.Value)
	c.Band, _ = c.Quartiles.Band(c.Value, q.Polarity)
}

// beside sets the value against the neighbours.
func (c *Comparison) beside(q Question) {
	set, ok := q.Neighbours.Of(q.Area)
	if !ok {
		c.note(NoteNoList, "%s has no neighbours in the list %q", q.Area, q.Neighbours.Name)
		return
	}
	values := make([]Value, len(set))
	for i, n := range set {
		values[i] = q.figure(n.Code)
		c.Neighbours = append(c.Neighbours, NeighbourFigure{n.Code, values[i]})
	}
	numbers := present(values)
	c.N, c.In = len(numbers), len(set)
	c.Mean, c.Median, c.Sum = averages(numbers)
	c.pool(q, set)
	if c.N < c.In {
		c.note(NoteFew, "%d of %d neighbours have data", c.N, c.In)
	}
	if c.disagree() {
		c.note(NoteDisagree, "the mean and the median of the neighbours lie on different sides of the figure: say which is meant")
	}
}

// averages are the mean, the median and the sum of the neighbours that have data.
func averages(numbers []decimal.Decimal) (mean, median, sum Value) {
	none := Absent(Unavailable)
	if len(numbers) == 0 {
		return none, none, none
	}
	total := decimal.Sum(numbers[0], numbers[1:]...)
	quantile.Sort(numbers)
	middle, _ := quantile.Median(numbers)
	return Number(total.DivRound(decimal.NewFromInt(int64(len(numbers))), precision)), Number(middle), Number(total)
}

// pool makes the rate of all neighbours together. A neighbour without a figure is left out, as it is of the mean.
func (c *Comparison) pool(q Question, set []Neighbour) {
	var count, base decimal.Decimal
	used := 0
	for i, n := range set {
		part, ok := q.Parts[n.Code]
		if !ok || !part.Count.present || !part.Base.present || !c.Neighbours[i].Value.present {
			continue
		}
		used++
		count, base = count.Add(part.Count.number), base.Add(part.Base.number)
	}
	if used == 0 || base.Sign() <= 0 {
		return
	}
	per := q.Per
	if per == 0 {
		per = 10_000
	}
	c.Pooled = Number(count.Mul(decimal.NewFromInt(int64(per))).DivRound(base, precision))
	if used < c.N {
		c.note(NotePooledPartly, "the pooled rate is of %d of the %d neighbours with data: the others' counts are missing", used, c.N)
	}
}

// disagree reports whether the value is above one of DfE's two averages and not above the other.
func (c Comparison) disagree() bool {
	if !c.Value.present || !c.Mean.present || !c.Median.present {
		return false
	}
	return c.Value.number.Cmp(c.Mean.number) != c.Value.number.Cmp(c.Median.number)
}

// Comparator is the neighbours' figure under a statistic.
func (c Comparison) Comparator(s Statistic) Value {
	switch s {
	case Mean:
		return c.Mean
	case Median:
		return c.Median
	case PooledRate:
		return c.Pooled
	}
	return Absent(NotApplicable)
}

// Difference is the value less the neighbours' under a statistic, in the units of the indicator: children per 10,000, or
// percentage points for a percentage. It is missing when either is.
func (c Comparison) Difference(s Statistic) Value {
	return Subtract(c.Value, c.Comparator(s))
}

// Subtract is a − b, missing when either is.
func Subtract(a, b Value) Value {
	if !a.present {
		return a
	}
	if !b.present {
		return b
	}
	return Number(a.number.Sub(b.number))
}

// Direction says which way the difference points, by polarity: [Better] or [Worse], [Higher] or [Lower] for a measure
// without one, [Similar] when there is none. Chance is not considered: see [Judge]. Where a figure is missing there is
// [NoVerdict].
func (c Comparison) Direction(s Statistic) Verdict {
	d := c.Difference(s)
	if !d.present {
		return NoVerdict
	}
	return verdictOf(d.number.Sign(), c.Polarity)
}

// Equal reports whether two comparisons say the same.
func (c Comparison) Equal(o Comparison) bool {
	same := c.Area == o.Area && c.Indicator == o.Indicator && c.Period == o.Period && c.List == o.List &&
		c.N == o.N && c.In == o.In && c.Rank == o.Rank && c.Of == o.Of && c.Quarter == o.Quarter && c.Band == o.Band &&
		c.Polarity == o.Polarity && len(c.Neighbours) == len(o.Neighbours)
	if !same {
		return false
	}
	pairs := [][2]Value{{c.Value, o.Value}, {c.Mean, o.Mean}, {c.Median, o.Median}, {c.Pooled, o.Pooled}, {c.Sum, o.Sum}, {c.Region, o.Region}, {c.England, o.England}}
	for i := range c.Quartiles {
		pairs = append(pairs, [2]Value{c.Quartiles[i], o.Quartiles[i]})
	}
	for i := range c.Neighbours {
		if c.Neighbours[i].Code != o.Neighbours[i].Code {
			return false
		}
		pairs = append(pairs, [2]Value{c.Neighbours[i].Value, o.Neighbours[i].Value})
	}
	for _, p := range pairs {
		if !p[0].Equal(p[1]) {
			return false
		}
	}
	return true
}
