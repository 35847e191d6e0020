package forecast

import (
	"encoding/json"
	"errors"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// resultJSON is a forecast as its JSON has it. A number that is not finite is null.
type resultJSON struct {
	Points   []pointJSON    `json:"points"`
	Method   Method         `json:"method"`
	Season   int            `json:"season"`
	MASE     *string        `json:"mase"`
	Fit      *fitJSON       `json:"fit"`
	Fitted   []*string      `json:"fitted"`
	BackTest *trialJSON     `json:"back_test"`
	Compared []trialJSON    `json:"compared,omitempty"`
	Left     []excludedJSON `json:"not_compared,omitempty"`
	Notes    []string       `json:"notes"`
}

type pointJSON struct {
	Step    int     `json:"step"`
	Mean    *string `json:"mean"`
	Lower80 *string `json:"lower80"`
	Upper80 *string `json:"upper80"`
	Lower95 *string `json:"lower95"`
	Upper95 *string `json:"upper95"`
}

// fitJSON is a fitted model: level, trend and season are those after the last value.
type fitJSON struct {
	Start     Start     `json:"start"`
	Alpha     *string   `json:"alpha"`
	Beta      *string   `json:"beta"`
	Gamma     *string   `json:"gamma"`
	SSE       *string   `json:"sse"`
	Sigma     *string   `json:"sigma"`
	Level     *string   `json:"level"`
	Trend     *string   `json:"trend"`
	Season    []*string `json:"season"`
	Initial   stateJSON `json:"initial"`
	From      int       `json:"from"`
	Estimated int       `json:"estimated"`
}

type stateJSON struct {
	Level  *string   `json:"level"`
	Trend  *string   `json:"trend"`
	Season []*string `json:"season"`
}

type trialJSON struct {
	Method    Method          `json:"method"`
	Origins   int             `json:"origins"`
	First     int             `json:"first"`
	Pairs     int             `json:"pairs"`
	MASE      *string         `json:"mase"`
	RMSE      *string         `json:"rmse"`
	Covered80 *string         `json:"covered80_percent"`
	Covered95 *string         `json:"covered95_percent"`
	Steps     []stepTrialJSON `json:"steps"`
}

type stepTrialJSON struct {
	Step      int     `json:"step"`
	Pairs     int     `json:"pairs"`
	MAE       *string `json:"mae"`
	Covered80 *string `json:"covered80_percent"`
	Covered95 *string `json:"covered95_percent"`
}

type excludedJSON struct {
	Method Method `json:"method"`
	Reason string `json:"reason"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r Result) JSONShape() any { return resultJSON{} }

// MarshalJSON writes the forecast with its model and its trial on the past.
func (r Result) MarshalJSON() ([]byte, error) {
	out := resultJSON{
		Points: make([]pointJSON, len(r.Points)), Method: r.Method, Season: r.Season, Fitted: floats(r.Fitted), Notes: append([]string{}, r.Notes...),
	}
	for i, p := range r.Points {
		out.Points[i] = pointJSON{p.Step, marshal.Float(p.Mean), marshal.Float(p.Lower80), marshal.Float(p.Upper80), marshal.Float(p.Lower95), marshal.Float(p.Upper95)}
	}
	if f := r.Fit; f != nil {
		out.Fit = &fitJSON{
			Start: f.Start, Alpha: marshal.Float(f.Alpha), Beta: marshal.Float(f.Beta), Gamma: marshal.Float(f.Gamma), SSE: marshal.Float(f.SSE), Sigma: marshal.Float(f.Sigma),
			Level: marshal.Float(f.Final.Level), Trend: marshal.Float(f.Final.Trend), Season: seasons(f.Final.Season),
			Initial: stateJSON{marshal.Float(f.Initial.Level), marshal.Float(f.Initial.Trend), seasons(f.Initial.Season)}, From: f.From, Estimated: f.Estimated,
		}
	}
	if r.BackTest != nil {
		trial := r.BackTest.json()
		out.BackTest, out.MASE = &trial, trial.MASE
	}
	for _, t := range r.Choice.Trials {
		out.Compared = append(out.Compared, t.json())
	}
	for _, l := range r.Choice.Left {
		out.Left = append(out.Left, excludedJSON{l.Method, l.Reason.Error()})
	}
	return marshal.JSON(out)
}

// seasons are null where a method has none.
func seasons(values []float64) []*string {
	if values == nil {
		return nil
	}
	return floats(values)
}

func floats(values []float64) []*string {
	texts := make([]*string, len(values))
	for i, v := range values {
		texts[i] = marshal.Float(v)
	}
	return texts
}

func (t Trial) json() trialJSON {
	out := trialJSON{
		Method: t.Method, Origins: t.Origins, First: t.First, Pairs: t.Pairs, RMSE: marshal.Float(t.RMSE), Covered80: marshal.Float(t.Covered80), Covered95: marshal.Float(t.Covered95),
		Steps: make([]stepTrialJSON, len(t.Steps)),
	}
	if t.HasMASE {
		out.MASE = marshal.Float(t.MASE)
	}
	for i, s := range t.Steps {
		out.Steps[i] = stepTrialJSON{s.Step, s.Pairs, marshal.Float(s.MAE), marshal.Float(s.Covered80), marshal.Float(s.Covered95)}
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote. A number that was not finite is not a number.
func (r *Result) UnmarshalJSON(data []byte) error {
	var in resultJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	var read reader
	*r = Result{Forecast: Forecast{Method: in.Method, Season: in.Season, Fitted: read.all(in.Fitted), Notes: in.Notes}}
	for _, p := range in.Points {
		r.Points = append(r.Points, Point{p.Step, read.one(p.Mean), read.one(p.Lower80), read.one(p.Upper80), read.one(p.Lower95), read.one(p.Upper95)})
	}
	if f := in.Fit; f != nil {
		r.Fit = &Fit{
			Alpha: read.one(f.Alpha), Beta: read.one(f.Beta), Gamma: read.one(f.Gamma), Start: f.Start,
			Initial: State{read.one(f.Initial.Level), read.one(f.Initial.Trend), read.all(f.Initial.Season)}, From: f.From,
			Final: State{read.one(f.Level), read.one(f.Trend), read.all(f.Season)}, SSE: read.one(f.SSE), Sigma: read.one(f.Sigma), Estimated: f.Estimated,
		}
	}
	if in.BackTest != nil {
		trial := read.trial(*in.BackTest)
		r.BackTest = &trial
	}
	for _, t := range in.Compared {
		r.Choice.Trials = append(r.Choice.Trials, read.trial(t))
		r.Choice.Best = in.Method
	}
	for _, l := range in.Left {
		r.Choice.Left = append(r.Choice.Left, Excluded{l.Method, errors.New(l.Reason)})
	}
	return read.err
}

// reader reads numbers until one is none.
type reader struct{ err error }

func (r *reader) one(text *string) float64 {
	v, err := marshal.ParseFloat(text)
	if err != nil && r.err == nil {
		r.err = err
	}
	return v
}

func (r *reader) all(texts []*string) []float64 {
	if texts == nil {
		return nil
	}
	values := make([]float64, len(texts))
	for i, text := range texts {
		values[i] = r.one(text)
	}
	return values
}

func (r *reader) trial(in trialJSON) Trial {
	t := Trial{Method: in.Method, Origins: in.Origins, First: in.First, Pairs: in.Pairs, RMSE: r.one(in.RMSE), Covered80: r.one(in.Covered80), Covered95: r.one(in.Covered95)}
	if in.MASE != nil {
		t.MASE, t.HasMASE = r.one(in.MASE), true
	}
	for _, s := range in.Steps {
		t.Steps = append(t.Steps, StepTrial{s.Step, s.Pairs, r.one(s.MAE), r.one(s.Covered80), r.one(s.Covered95)})
	}
	return t
}
