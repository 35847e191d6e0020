package caseload

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Held is how many workers hold so many cases: a row of a histogram, where a report prints no more.
type Held struct {
	Cases   int `json:"cases"`
	Workers int `json:"workers"`
}

// HeldSchema is the columns of a histogram.
func HeldSchema() table.Schema {
	return table.Schema{
		Name: "histogram.csv",
		Columns: []table.Column{
			{ID: "cases", Label: "Cases held", Synonyms: []string{"Caseload", "Children", "Number of cases"}, Kind: table.KindCount, Need: "write a number of cases, 0 for none", Doc: "number of cases that a worker holds"},
			{ID: "workers", Label: "Workers", Synonyms: []string{"Social workers", "Number of workers", "Staff"}, Kind: table.KindCount, Need: "write how many workers hold so many", Doc: "workers who hold so many"},
		},
	}
}

// ReadHeld reads delimited text as [HeldOf] reads a table.
func ReadHeld(r io.Reader) (held []Held, err error) {
	return readDelimited(r, func(g *table.Grid, o table.Options) ([]Held, error) {
		held, _, err := HeldOf(g, o)
		return held, err
	})
}

// mostWorkers is more than all social workers there are: a number of workers above it is a slip.
const mostWorkers = 1_000_000

// HeldOf reads a histogram from a table with the columns cases and workers, and what is to be said of the table. The error is
// [figure.Faults].
func HeldOf(g *table.Grid, o table.Options) (held []Held, notes []string, err error) {
	t, err := HeldSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	cases, workers := t.Column("cases"), t.Column("workers")
	faults := t.Faults
	for i := range t.Len() {
		switch {
		case t.FaultOf(i) != nil:
		case cases.Decimal(i).GreaterThan(decimal.NewFromInt(MaxCases)):
			faults = append(faults, t.Fault(i, "cases", figure.BadValue, fmt.Sprintf("%s cases are more than one worker holds", cases.Text(i)), fmt.Sprintf("write 0 to %d", MaxCases)))
		case workers.Decimal(i).GreaterThan(decimal.NewFromInt(mostWorkers)):
			faults = append(faults, t.Fault(i, "workers", figure.BadValue, workers.Text(i)+" workers are more than there are", fmt.Sprintf("write 0 to %d", mostWorkers)))
		default:
			held = append(held, Held{cases.Int(i), workers.Int(i)})
		}
	}
	return held, t.Notes, faults.Err()
}

// Histogram describes workers of whom only the number is known that hold so many cases. It has neither names nor hours, so that
// nothing is said per full-time equivalent, and everyone has the same limits.
type Histogram struct {
	Held  []Held
	Group Group
	// Median, Quantiles and Largest are as in a [Profile].
	Median    decimal.NullDecimal
	Quantiles []Quantile
	Largest   int
	Banding   Banding
	Limits    Limits
	Notes     []string
}

// NewHistogram describes workers by what they hold. Bands must be over cases, and limits the same for all; the error is
// [ErrStream] otherwise.
func NewHistogram(held []Held, s Settings) (Histogram, error) {
	a, err := NewAccumulator(s)
	if err != nil {
		return Histogram{}, err
	}
	if a.byFTE {
		return Histogram{}, fmt.Errorf("%w: a histogram knows no FTE, so its bands and limits are over cases", ErrStream)
	}
	for _, h := range held {
		if h.Cases < 0 || h.Cases > MaxCases || h.Workers < 0 || h.Workers > mostWorkers {
			return Histogram{}, fmt.Errorf("%w: %d workers with %d cases", ErrStream, h.Workers, h.Cases)
		}
		a.grow(h.Cases + 1)
		a.counts[h.Cases] += int64(h.Workers)
	}
	p := a.Profile()
	return Histogram{
		Held: slices.Clone(held), Group: p.Group, Median: p.Median, Quantiles: p.Quantiles, Largest: p.Largest, Banding: p.Banding, Limits: p.Limits, Notes: p.Notes,
	}, nil
}

// Equal reports whether two histograms count the same workers in the same bands against the same limits.
func (h Histogram) Equal(other Histogram) bool {
	return slices.Equal(h.Held, other.Held) && h.Group.Equal(other.Group) && equalNull(h.Median, other.Median) && h.Largest == other.Largest &&
		slices.EqualFunc(h.Quantiles, other.Quantiles, Quantile.Equal) && h.Banding.Equal(other.Banding) && h.Limits.Equal(other.Limits) && slices.Equal(h.Notes, other.Notes)
}

type histogramJSON struct {
	Workers       int                 `json:"workers"`
	Holding       int                 `json:"holding"`
	WithNone      int                 `json:"with_none"`
	Cases         int                 `json:"cases"`
	MeanPerWorker decimal.NullDecimal `json:"mean_per_worker"`
	Reason        string              `json:"reason,omitempty"`
	Median        decimal.NullDecimal `json:"median"`
	Quantiles     []Quantile          `json:"quantiles"`
	Largest       int                 `json:"largest"`
	Bands         []countJSON         `json:"bands"`
	Limit         decimal.Decimal     `json:"limit"`
	OverLimit     int                 `json:"over_limit"`
	Optimum       decimal.Decimal     `json:"optimum"`
	OverOptimum   int                 `json:"over_optimum"`
	Excess        decimal.Decimal     `json:"excess"`
	Limits        limitsJSON          `json:"limits"`
	Held          []Held              `json:"held"`
	Notes         []string            `json:"notes"`
}

// countJSON is a band of workers of whom no hours are known.
type countJSON struct {
	Name       string              `json:"name"`
	Count      int                 `json:"count"`
	Percent    decimal.NullDecimal `json:"percent"`
	Cumulative decimal.NullDecimal `json:"cumulative_percent"`
	Cases      int                 `json:"cases"`
	edgesJSON
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (h Histogram) JSONShape() any { return histogramJSON{} }

// MarshalJSON writes the description, and the histogram that it is made from.
func (h Histogram) MarshalJSON() ([]byte, error) {
	g := h.Group
	out := histogramJSON{
		Workers: g.Workers, Holding: g.Holding, WithNone: g.WithNone, Cases: g.Cases, MeanPerWorker: g.MeanPerWorker().rounded(exactPlaces),
		Median: h.Median, Quantiles: append([]Quantile{}, h.Quantiles...), Largest: h.Largest, Bands: []countJSON{},
		Limit: h.Limits.ordinary(), OverLimit: g.OverLimit, Optimum: h.Limits.optimum(), OverOptimum: g.OverOptimum, Excess: g.Excess, Limits: h.Limits.json(),
		Held: append([]Held{}, h.Held...), Notes: append([]string{}, h.Notes...),
	}
	if g.Holding == 0 {
		out.Reason = "nobody holds a case"
	}
	for _, c := range h.Banding.Counts {
		out.Bands = append(out.Bands, countJSON{c.Band.Name, c.Workers, c.Share.rounded(exactPlaces), c.Cumulative.rounded(exactPlaces), c.Cases, c.Band.edges()})
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote: the histogram, its bands and limits. What follows from them is worked out anew.
func (h *Histogram) UnmarshalJSON(data []byte) error {
	var in histogramJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	var s Settings
	var err error
	if s.Limits, err = in.Limits.limits(); err != nil {
		return err
	}
	counts := make([]bandJSON, len(in.Bands))
	for i, c := range in.Bands {
		counts[i] = bandJSON{Name: c.Name, edgesJSON: c.edgesJSON}
	}
	banding, err := bandingOf(Cases, counts)
	if err != nil {
		return err
	}
	s.Bands = banding.Bands
	for _, q := range in.Quantiles {
		if !bounded(q.Share) {
			return errUnbounded
		}
		s.Quantiles = append(s.Quantiles, q.Share)
	}
	made, err := NewHistogram(given(in.Held), s)
	made.Notes = given(in.Notes)
	*h = made
	return err
}
