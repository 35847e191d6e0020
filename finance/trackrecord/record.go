package trackrecord

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// Record is how the forecasts of each month compare with the outturns. Amounts are in its unit.
type Record struct {
	Unit   finance.Unit `json:"unit"`
	Months []Month      `json:"months"`
	// ThisYear is the year whose outturn is not known yet, nil where there is none.
	ThisYear *ThisYear `json:"this_year"`
	Refused  []Refusal `json:"refused"`
	Notes    []string  `json:"notes"`
	// Questions are what has to be asked before the record can be relied on.
	Questions []string `json:"questions"`
}

// Refusal is a forecast that no outturn can be held against.
type Refusal struct {
	Year  finance.FinancialYear `json:"year"`
	Month int                   `json:"month"`
	Why   string                `json:"why"`
}

// Settings decide what is compared.
type Settings struct {
	// AcrossPerimeters takes pairs of different perimeters or bases too. Defaults to refusing them.
	AcrossPerimeters bool
	// Perimeter keeps the rows of one perimeter. Defaults to all.
	Perimeter string
	// Month is the month of this year that the fan is drawn from. Defaults to the latest.
	Month int
	// Since is the month from which this year's movement is counted. Defaults to the latest that past years have too.
	Since int
	// Provisional holds forecasts against the provisional outturn where a final one is known too. Defaults to the final one.
	Provisional bool
}

// New holds forecasts against outturns. The error is [figure.Faults].
func New(f Forecasts, s Settings) (Record, error) {
	c := comparison{settings: s, items: slices.Clone(f.Items)}
	if s.Perimeter != "" {
		c.items = slices.DeleteFunc(c.items, func(f Forecast) bool { return !same(f.Perimeter, s.Perimeter) })
	}
	if len(c.items) == 0 {
		return Record{}, &figure.Fault{Code: "no_rows", Path: "perimeter", Value: s.Perimeter, Problem: "no forecast has this perimeter", Remedy: "write it as the table does"}
	}
	// Amounts are printed in the unit of the table, so they are worked out in it.
	for i := range c.items {
		c.items[i].Variance = f.Unit.FromPounds(c.items[i].Variance)
		if b := &c.items[i].Budget; b.Valid {
			b.Decimal = f.Unit.FromPounds(b.Decimal)
		}
	}
	slices.SortStableFunc(c.items, func(a, b Forecast) int {
		if a.Year != b.Year {
			return int(a.Year - b.Year)
		}
		return a.Month - b.Month
	})
	r := Record{Unit: f.Unit, Months: []Month{}, Refused: []Refusal{}, Notes: append([]string{}, f.Notes...), Questions: []string{}}
	pairs, err := c.pair(&r)
	if err != nil {
		return Record{}, err
	}
	for m := 1; m < Provisional; m++ {
		if of := pairs[m]; len(of) > 0 {
			r.Months = append(r.Months, c.month(m, of))
		}
	}
	c.thisYear(&r, pairs)
	return r, nil
}

// comparison is the work between forecasts and a record.
type comparison struct {
	settings Settings
	items    []Forecast // in the order of years and months, amounts in the unit of the table
}

// pair is a forecast and the outturn of its year.
type pair struct{ forecast, outturn Forecast }

func (p pair) error() decimal.Decimal { return p.outturn.Variance.Sub(p.forecast.Variance) }

// pair finds the outturn of each forecast, and says of each that has none why.
func (c comparison) pair(r *Record) (map[int][]pair, error) {
	pairs := map[int][]pair{}
	var faults figure.Faults
	across, provisional := false, false
	now := c.openYear()
	for _, f := range c.items {
		if f.outturn() || f.Year == now {
			continue
		}
		outturn, found, other := c.outturnOf(f)
		switch {
		case !found && !other:
			r.Refused = append(r.Refused, Refusal{f.Year, f.Month, "the outturn of the year is not in the table"})
			continue
		case !found:
			r.Refused = append(r.Refused, Refusal{f.Year, f.Month, "the outturn is of another perimeter or basis (" + described(outturn) + ") than the forecast (" + described(f) + ")"})
			continue
		case other:
			across = true
		}
		provisional = provisional || outturn.Month == Provisional
		if of := pairs[f.Month]; len(of) > 0 && of[len(of)-1].forecast.Year == f.Year {
			faults = append(faults, &figure.Fault{
				Code: "twice", Path: "perimeter", Question: true,
				Problem: fmt.Sprintf("month %d of %s can be held against its outturn in several perimeters or bases: %s, and %s", f.Month, f.Year, described(of[len(of)-1].forecast), described(f)),
				Remedy:  "say which is meant with the setting perimeter",
			})
			continue
		}
		pairs[f.Month] = append(pairs[f.Month], pair{f, outturn})
	}
	if across {
		r.Notes = append(r.Notes, "forecasts and outturns of different perimeters or bases are compared, as was asked")
	}
	if provisional {
		r.Notes = append(r.Notes, "month 12, the provisional outturn, stands for the outturn where it was chosen or no final one is given")
	}
	return pairs, faults.Err()
}

func described(f Forecast) string {
	switch {
	case f.Perimeter == "" && f.Basis == "":
		return "none stated"
	case f.Basis == "":
		return f.Perimeter
	case f.Perimeter == "":
		return f.Basis
	}
	return f.Perimeter + ", " + f.Basis
}

// outturnOf is the outturn that a forecast is held against. other is true where the year has only outturns that are not
// alike: one of them is then given, and found says whether it may be taken.
func (c comparison) outturnOf(f Forecast) (outturn Forecast, found, other bool) {
	better := func(o, than Forecast) bool {
		if c.settings.Provisional {
			return o.Month < than.Month
		}
		return o.Month > than.Month
	}
	var unlike Forecast
	for _, o := range c.items {
		switch {
		case o.Year != f.Year || !o.outturn():
		case o.alike(f):
			if !found || better(o, outturn) {
				outturn, found = o, true
			}
		case !other || better(o, unlike):
			unlike, other = o, true
		}
	}
	if found {
		return outturn, true, false
	}
	return unlike, other && c.settings.AcrossPerimeters, other
}

// openYear is the last year of the table where its outturn is not known, otherwise 0.
func (c comparison) openYear() finance.FinancialYear {
	last := c.items[len(c.items)-1]
	if last.outturn() {
		return 0
	}
	return last.Year
}

// Equal reports whether two records say the same.
func (r Record) Equal(o Record) bool {
	return r.Unit == o.Unit && slices.EqualFunc(r.Months, o.Months, Month.Equal) && slices.Equal(r.Refused, o.Refused) && slices.Equal(r.Notes, o.Notes) &&
		slices.Equal(r.Questions, o.Questions) && (r.ThisYear == nil) == (o.ThisYear == nil) && (r.ThisYear == nil || r.ThisYear.Equal(*o.ThisYear))
}

// Of is the record of a month; ok is false where no year has one.
func (r Record) Of(month int) (m Month, ok bool) {
	for _, m := range r.Months {
		if m.Month == month {
			return m, true
		}
	}
	return Month{}, false
}
