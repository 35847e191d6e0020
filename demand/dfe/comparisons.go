package dfe

import (
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
)

// Comparisons are the rows of a query: authorities beside their neighbours. The rows are worked out as they are walked, so
// that a million of them cost no more than what is made of them.
type Comparisons struct {
	// List is the name of the list of neighbours, empty without one.
	List string
	// Filters are the columns that divide the figures of a period.
	Filters []string
	// Count is how many rows there are.
	Count int
	// Words say in a sentence what became of a council that was divided; empty without one.
	Words string
	// Breaks are the years from which on the measure is another one.
	Breaks []succession.Break
	// Notes say what a reader should know of the data and of the neighbours.
	Notes []string

	engine *engine
	read   []Compared // of comparisons that were read from JSON
}

// Compared is one row with its figures as values.
type Compared struct {
	Area, Name, Period, Indicator string
	// Filters are the values of [Comparisons.Filters].
	Filters []string
	// Value is the authority's own figure; Mean, Median and Sum are of the N of In neighbours that have data.
	Value, Mean, Median, Sum demand.Value
	N, In                    int
	// Rank, Of, Quarter and Band are those of [Row].
	Rank, Of, Quarter int
	Band              demand.Band
	Region, England   demand.Value
	// Used, Combined and LeftOut are those of [Row].
	Used              []string
	Combined, LeftOut []Member
}

// Comparisons are the rows that a query asks for, as [Data.Compare] has them. The question is checked whole, so that walking
// the rows cannot fail. The error is an [*AskError].
func (d *Data) Comparisons(q Query) (Comparisons, error) {
	e, err := d.newEngine(q)
	if err != nil {
		return Comparisons{}, err
	}
	c := Comparisons{Filters: d.Filters, engine: e}
	if e.query.Neighbours != nil {
		c.List = e.query.Neighbours.Name
	}
	seen := make([]int, len(d.areas)) // the number of the block in which an area was met last
	for i, b := range e.blocks {
		for _, cell := range b.cells {
			switch {
			case seen[cell.area] == i+1:
				return Comparisons{}, d.twice(*b, d.areas[cell.area])
			case d.areas[cell.area].Level == LocalAuthority && e.asked[cell.area]:
				c.Count++
			}
			seen[cell.area] = i + 1
		}
		c.Count += len(e.gone(b))
	}
	return c, nil
}

// Rows walks the rows in the order of [Data.Compare]. A row is good until the next. Comparisons that were read from JSON have
// none: see [Comparisons.All].
func (c Comparisons) Rows() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		if c.engine == nil {
			return
		}
		for _, b := range c.engine.blocks {
			err := c.engine.compare(b, func(r *Row) error {
				if !yield(r) {
					return errStop
				}
				return nil
			})
			if err != nil {
				return
			}
		}
	}
}

// errStop ends a walk.
var errStop = &AskError{Problem: "no more rows are wanted"}

// All walks the rows with their figures as values.
func (c Comparisons) All() iter.Seq[Compared] {
	if c.engine == nil {
		return slices.Values(c.read)
	}
	return func(yield func(Compared) bool) {
		for r := range c.Rows() {
			if !yield(r.Compared()) {
				return
			}
		}
	}
}

// Compared is the row with its figures as values, its to keep.
func (r *Row) Compared() Compared {
	return Compared{
		Area: r.Area.Code, Name: r.Area.Name, Period: r.Period.Text, Indicator: r.Indicator, Filters: r.Filters,
		Value: r.Value(), Mean: r.Mean(), Median: r.Median(), Sum: r.Sum(), N: r.N, In: r.In,
		Rank: r.Rank, Of: r.Of, Quarter: r.Quarter, Band: r.Band, Region: r.Region(), England: r.England(),
		Used: r.Used, Combined: r.Combined, LeftOut: r.LeftOut,
	}
}

// Equal reports whether two rows say the same.
func (c Compared) Equal(o Compared) bool {
	return c.Area == o.Area && c.Name == o.Name && c.Period == o.Period && c.Indicator == o.Indicator && slices.Equal(c.Filters, o.Filters) &&
		c.Value.Equal(o.Value) && c.Mean.Equal(o.Mean) && c.Median.Equal(o.Median) && c.Sum.Equal(o.Sum) && c.N == o.N && c.In == o.In &&
		c.Rank == o.Rank && c.Of == o.Of && c.Quarter == o.Quarter && c.Band == o.Band && c.Region.Equal(o.Region) && c.England.Equal(o.England) &&
		slices.Equal(c.Used, o.Used) && slices.EqualFunc(c.Combined, o.Combined, Member.Equal) && slices.EqualFunc(c.LeftOut, o.LeftOut, Member.Equal)
}

// Equal reports whether both have the same rows in the same order.
func (c Comparisons) Equal(o Comparisons) bool {
	return c.List == o.List && slices.Equal(c.Filters, o.Filters) && c.Count == o.Count && c.Words == o.Words && slices.EqualFunc(c.Breaks, o.Breaks, succession.Break.Equal) && slices.Equal(c.Notes, o.Notes) &&
		slices.EqualFunc(slices.Collect(c.All()), slices.Collect(o.All()), Compared.Equal)
}
