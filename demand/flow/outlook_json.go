package flow

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// outlookJSON is an outlook as its JSON has it.
type outlookJSON struct {
	Start      string              `json:"start"`
	Months     []periodJSON        `json:"months"`
	Quarters   []periodJSON        `json:"quarters"`
	States     []stateJSON         `json:"states"`
	Rates      []rateJSON          `json:"rates"`
	Simulation *simulationJSON     `json:"simulation"`
	BackTest   *backTestJSON       `json:"back_test"`
	Problems   []problemJSON       `json:"problems"`
	LeftOut    map[ProblemCode]int `json:"left_out"`
	Method     string              `json:"method"`
	Notes      []string            `json:"notes"`
}

type periodJSON struct {
	Period     string          `json:"period"`
	From       string          `json:"from"`
	To         string          `json:"to"`
	Days       int             `json:"days"`
	Whole      bool            `json:"whole"`
	Placements []placementJSON `json:"placements"`
	Total      placementJSON   `json:"total"`
}

// placementJSON is a placement type in a period: child-days in it, children at its end.
type placementJSON struct {
	Placement string `json:"placement"`
	ChildDays string `json:"child_days"`
	Mean      string `json:"children"`
	Variance  string `json:"variance"`
	Lower95   string `json:"lower95"`
	Upper95   string `json:"upper95"`
}

// stateJSON is a band and a placement type on the last day.
type stateJSON struct {
	Band      string `json:"band"`
	Placement string `json:"placement"`
	Mean      string `json:"children"`
	Variance  string `json:"variance"`
}

// rateJSON is a rate, or an entry: then From is null and Days are those over which entries were counted.
type rateJSON struct {
	Band      string  `json:"band"`
	From      *string `json:"from"`
	To        *string `json:"to"`
	PerDay    string  `json:"per_day"`
	Events    *int    `json:"events"`
	ChildDays *int    `json:"child_days"`
	Days      int     `json:"days,omitempty"`
}

type simulationJSON struct {
	Runs     int    `json:"runs"`
	Seed     uint64 `json:"seed"`
	Mean     string `json:"children"`
	Variance string `json:"variance"`
	Lower95  string `json:"lower95"`
	Upper95  string `json:"upper95"`
}

type backTestJSON struct {
	Start          string            `json:"start"`
	MAE            string            `json:"mae"`
	Unchanged      string            `json:"mae_unchanged"`
	Total          string            `json:"total_mae"`
	TotalUnchanged string            `json:"total_mae_unchanged"`
	Covered95      string            `json:"covered95_percent"`
	Rows           []backTestRowJSON `json:"rows"`
}

type backTestRowJSON struct {
	Date      string `json:"date"`
	Placement string `json:"placement"`
	Expected  string `json:"expected"`
	Variance  string `json:"variance"`
	Lower95   string `json:"lower95"`
	Upper95   string `json:"upper95"`
	Actual    int    `json:"actual"`
	Inside    bool   `json:"inside"`
}

type problemJSON struct {
	Code  ProblemCode `json:"code"`
	Child string      `json:"child"`
	Line  int         `json:"line"`
	Text  string      `json:"text"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (o Outlook) JSONShape() any { return outlookJSON{} }

// MarshalJSON writes the outlook with the intervals of each period.
func (o Outlook) MarshalJSON() ([]byte, error) {
	out := outlookJSON{
		Start: day(o.Start), Months: periodsJSON(o.Months), Quarters: periodsJSON(o.Quarters), States: []stateJSON{}, Rates: []rateJSON{}, Problems: []problemJSON{},
		LeftOut: o.LeftOut(), Method: o.Method, Notes: append([]string{}, o.Notes...),
	}
	for _, s := range o.States {
		out.States = append(out.States, stateJSON{s.Band, s.Placement, marshal.FloatText(s.Children.Mean), marshal.FloatText(s.Children.Variance)})
	}
	for _, r := range o.Rates {
		row := rateJSON{Band: r.Band, From: &r.From, PerDay: marshal.FloatText(r.PerDay)}
		if r.To != "" {
			row.To = &r.To
		}
		if r.Events > 0 || r.ChildDays > 0 {
			row.Events, row.ChildDays = &r.Events, &r.ChildDays
		}
		out.Rates = append(out.Rates, row)
	}
	for _, e := range o.Entries {
		row := rateJSON{Band: e.Band, To: &e.To, PerDay: marshal.FloatText(e.PerDay), Days: e.Days}
		if e.Events > 0 {
			row.Events = &e.Events
		}
		out.Rates = append(out.Rates, row)
	}
	if s := o.Simulated; s != nil {
		out.Simulation = &simulationJSON{s.Runs, s.Seed, marshal.FloatText(s.Children.Mean), marshal.FloatText(s.Children.Variance), marshal.FloatText(s.Lower95), marshal.FloatText(s.Upper95)}
	}
	if o.BackTest != nil {
		out.BackTest = o.BackTest.json()
	}
	for _, p := range o.Problems {
		out.Problems = append(out.Problems, problemJSON(p))
	}
	return marshal.JSON(out)
}

func day(d time.Time) string { return d.Format(time.DateOnly) }

func periodsJSON(periods []Period) []periodJSON {
	out := []periodJSON{}
	for _, p := range periods {
		row := periodJSON{Period: p.Label, From: day(p.From), To: day(p.To), Days: p.Days, Whole: p.Whole, Total: p.Total.json()}
		for _, placement := range p.Placements {
			row.Placements = append(row.Placements, placement.json())
		}
		out = append(out, row)
	}
	return out
}

func (p PlacementPeriod) json() placementJSON {
	lower, upper := p.End.Interval95()
	return placementJSON{
		p.Placement, marshal.FloatText(p.ChildDays), marshal.FloatText(p.End.Mean), marshal.FloatText(p.End.Variance), marshal.FloatText(lower), marshal.FloatText(upper),
	}
}

func (b BackTested) json() *backTestJSON {
	out := &backTestJSON{
		Start: day(b.Start), MAE: marshal.FloatText(b.MAE), Unchanged: marshal.FloatText(b.Unchanged),
		Total: marshal.FloatText(b.TotalMAE), TotalUnchanged: marshal.FloatText(b.TotalUnchanged), Covered95: marshal.FloatText(b.Covered95),
	}
	for _, r := range b.Rows {
		out.Rows = append(out.Rows, backTestRowJSON{
			day(r.Date), r.Placement, marshal.FloatText(r.Expected.Mean), marshal.FloatText(r.Expected.Variance), marshal.FloatText(r.Lower95), marshal.FloatText(r.Upper95), r.Actual, r.Inside,
		})
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *Outlook) UnmarshalJSON(data []byte) error {
	var in outlookJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	var read reader
	*o = Outlook{Start: read.day(in.Start), Months: read.periods(in.Months), Quarters: read.periods(in.Quarters), Method: in.Method, Notes: in.Notes}
	for _, s := range in.States {
		o.States = append(o.States, StateOutlook{State{s.Band, s.Placement}, Expected{read.Read(s.Mean), read.Read(s.Variance)}})
	}
	for _, r := range in.Rates {
		read.rate(r, o)
	}
	if s := in.Simulation; s != nil {
		o.Simulated = &SimulatedTotal{s.Runs, s.Seed, Expected{read.Read(s.Mean), read.Read(s.Variance)}, read.Read(s.Lower95), read.Read(s.Upper95)}
	}
	if b := in.BackTest; b != nil {
		o.BackTest = &BackTested{
			Start: read.day(b.Start), MAE: read.Read(b.MAE), Unchanged: read.Read(b.Unchanged), TotalMAE: read.Read(b.Total), TotalUnchanged: read.Read(b.TotalUnchanged), Covered95: read.Read(b.Covered95),
		}
		for _, r := range b.Rows {
			o.BackTest.Rows = append(o.BackTest.Rows, BackTestRow{
				read.day(r.Date), r.Placement, Expected{read.Read(r.Expected), read.Read(r.Variance)}, read.Read(r.Lower95), read.Read(r.Upper95), r.Actual, r.Inside,
			})
		}
	}
	for _, p := range in.Problems {
		o.Problems = append(o.Problems, Problem(p))
	}
	return read.Err
}

// reader reads numbers and days until one is none.
type reader struct{ marshal.Floats }

func (r *reader) day(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil && r.Err == nil {
		r.Err = fmt.Errorf("%q is no day", text)
	}
	return d
}

func (r *reader) periods(in []periodJSON) (periods []Period) {
	for _, p := range in {
		period := Period{Label: p.Period, From: r.day(p.From), To: r.day(p.To), Days: p.Days, Whole: p.Whole, Total: r.placement(p.Total)}
		for _, placement := range p.Placements {
			period.Placements = append(period.Placements, r.placement(placement))
		}
		periods = append(periods, period)
	}
	return periods
}

func (r *reader) placement(p placementJSON) PlacementPeriod {
	return PlacementPeriod{p.Placement, r.Read(p.ChildDays), Expected{r.Read(p.Mean), r.Read(p.Variance)}}
}

func (r *reader) rate(in rateJSON, o *Outlook) {
	number := func(n *int) int {
		if n == nil {
			return 0
		}
		return *n
	}
	to := ""
	if in.To != nil {
		to = *in.To
	}
	if in.From == nil {
		o.Entries = append(o.Entries, Entry{Band: in.Band, To: to, PerDay: r.Read(in.PerDay), Events: number(in.Events), Days: in.Days})
		return
	}
	o.Rates = append(o.Rates, Rate{Band: in.Band, From: *in.From, To: to, PerDay: r.Read(in.PerDay), Events: number(in.Events), ChildDays: number(in.ChildDays)})
}
