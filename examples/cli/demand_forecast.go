package main

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// forecastJSON is the output of demand forecast.
type forecastJSON struct {
	Points   []stepJSON      `json:"points"`
	Method   forecast.Method `json:"method"`
	MASE     *string         `json:"mase"`
	Fit      *fitJSON        `json:"fit"`
	BackTest *trialJSON      `json:"back_test"`
	Compared []trialJSON     `json:"compared,omitempty"`
	Left     []leftJSON      `json:"not_compared,omitempty"`
	Notes    []string        `json:"notes"`
}

type stepJSON struct {
	Step    int    `json:"step"`
	Mean    string `json:"mean"`
	Lower80 string `json:"lower80"`
	Upper80 string `json:"upper80"`
	Lower95 string `json:"lower95"`
	Upper95 string `json:"upper95"`
}

type fitJSON struct {
	Start forecast.Start `json:"start"`
	Alpha string         `json:"alpha"`
	Beta  string         `json:"beta"`
	Gamma string         `json:"gamma"`
	SSE   string         `json:"sse"`
	Sigma string         `json:"sigma"`
	Level string         `json:"level"`
	Trend string         `json:"trend"`
	Seas  []string       `json:"season"`
}

type trialJSON struct {
	Method    forecast.Method `json:"method"`
	Origins   int             `json:"origins"`
	Pairs     int             `json:"pairs"`
	MASE      *string         `json:"mase"`
	RMSE      string          `json:"rmse"`
	Covered80 string          `json:"covered80_percent"`
	Covered95 string          `json:"covered95_percent"`
}

type leftJSON struct {
	Method forecast.Method `json:"method"`
	Reason string          `json:"reason"`
}

// forecastFlags are the settings of demand forecast.
type forecastFlags struct {
	settings           forecast.Settings
	method             string
	seasonal           string
	alpha, beta, gamma optionalNumber
}

func setupForecast(flags *flag.FlagSet) func(input) (output, error) {
	var f forecastFlags
	flags.StringVar(&f.method, "method", "naive", "mean, naive, snaive, drift, ses, holt, holt_exponential, hw, or auto for the one that did best on the past")
	flags.IntVar(&f.settings.Horizon, "h", 1, "how many `steps` ahead")
	flags.IntVar(&f.settings.Season, "season", 1, "how many values make a year: 12 for months, 4 for quarters")
	flags.StringVar(&f.seasonal, "seasonal", "additive", "for hw: additive or multiplicative seasons")
	flags.TextVar(&f.settings.Start, "start", forecast.StartR, "where smoothing begins: r (R's HoltWinters), statsmodels, or estimated (as R's ets)")
	flags.Var(&f.alpha, "alpha", "smooth the level with this `number`, 0 to 1, instead of the best")
	flags.Var(&f.beta, "beta", "smooth the trend with this `number`, 0 to 1, instead of the best")
	flags.Var(&f.gamma, "gamma", "smooth the season with this `number`, 0 to 1, instead of the best")
	// f is filled when the flags are parsed, after this returns.
	return func(in input) (output, error) { return f.run(in) }
}

func (f forecastFlags) run(in input) (output, error) {
	f.settings.Alpha, f.settings.Beta, f.settings.Gamma = f.alpha.value, f.beta.value, f.gamma.value
	method, err := f.parse()
	if err != nil {
		return output{}, err
	}
	if f.settings.Horizon < 1 {
		return output{}, fmt.Errorf("-h %d: say how many steps ahead, 1 or more", f.settings.Horizon)
	}
	if f.settings.Season < 1 {
		return output{}, fmt.Errorf("-season %d: say how many values make a year, 1 for none", f.settings.Season)
	}
	_, values, notes, err := readSeries(in, f.settings.Season)
	if err != nil {
		return output{}, err
	}
	var choice forecast.Choice
	if f.method == "auto" {
		if choice, err = forecast.Choose(values, f.settings); err != nil {
			return output{}, because(notes, err)
		}
		method = choice.Best
	}
	made, err := forecast.Predict(values, method, f.settings)
	if err != nil {
		return output{}, because(notes, err)
	}
	made.Notes = append(notes, made.Notes...)
	trial, err := forecast.BackTest(values, method, f.settings)
	var short *forecast.TooShortError
	if err != nil && !errors.As(err, &short) {
		return output{}, err
	}
	if short != nil {
		made.Notes = append(made.Notes, "no back-test: "+short.Error())
	}
	return forecastOutput(made, trial, short == nil, choice), nil
}

// because says what was found about the rows before the error that may come of it.
func because(notes []string, err error) error {
	if len(notes) == 0 {
		return err
	}
	return fmt.Errorf("%s: %w", strings.Join(notes, "; "), err)
}

func (f forecastFlags) parse() (m forecast.Method, err error) {
	if f.method == "auto" {
		return m, nil
	}
	if err := m.UnmarshalText([]byte(f.method)); err != nil {
		return m, fmt.Errorf("-method %q: use mean, naive, snaive, drift, ses, holt, holt_exponential, hw or auto", f.method)
	}
	switch f.seasonal {
	case "additive":
	case "multiplicative":
		if m == forecast.HoltWinters {
			m = forecast.HoltWintersMultiplicative
		}
	default:
		return m, fmt.Errorf("-seasonal %q: use additive or multiplicative", f.seasonal)
	}
	return m, nil
}

func forecastOutput(made forecast.Forecast, trial forecast.Trial, tried bool, choice forecast.Choice) output {
	out := forecastJSON{Method: made.Method, Notes: append([]string{}, made.Notes...)}
	table := printable{Title: "Forecast by " + made.Method.String(), Header: []string{"step", "lower95", "lower80", "mean", "upper80", "upper95"}, Notes: made.Notes}
	for _, p := range made.Points {
		out.Points = append(out.Points, stepJSON{
			Step: p.Step, Mean: number(p.Mean),
			Lower80: number(p.Lower80), Upper80: number(p.Upper80), Lower95: number(p.Lower95), Upper95: number(p.Upper95),
		})
		table.Rows = append(table.Rows, []string{
			strconv.Itoa(p.Step), short(p.Lower95), short(p.Lower80), short(p.Mean), short(p.Upper80), short(p.Upper95),
		})
	}
	if fit := made.Fit; fit != nil {
		out.Fit = &fitJSON{
			Start: fit.Start, Alpha: number(fit.Alpha), Beta: number(fit.Beta), Gamma: number(fit.Gamma),
			SSE: number(fit.SSE), Sigma: number(fit.Sigma), Level: number(fit.Final.Level), Trend: number(fit.Final.Trend),
		}
		for _, s := range fit.Final.Season {
			out.Fit.Seas = append(out.Fit.Seas, number(s))
		}
	}
	trials := choice.Trials
	if tried {
		t := trialOf(trial)
		out.BackTest, out.MASE = &t, t.MASE
		if len(trials) == 0 {
			trials = []forecast.Trial{trial}
		}
	}
	for _, t := range choice.Trials {
		out.Compared = append(out.Compared, trialOf(t))
	}
	past := printable{Title: "On the series' own past", Header: []string{"method", "MASE", "RMSE", "in 80 %", "in 95 %", "forecasts"}}
	for _, t := range trials {
		mase := ""
		if t.HasMASE {
			mase = short(t.MASE)
		}
		past.Rows = append(past.Rows, []string{t.Method.String(), mase, short(t.RMSE), short(t.Covered80), short(t.Covered95), strconv.Itoa(t.Pairs)})
	}
	for _, l := range choice.Left {
		out.Left = append(out.Left, leftJSON{l.Method, l.Reason.Error()})
		past.Notes = append(past.Notes, "not compared: "+l.Reason.Error())
	}
	return output{JSON: out, Tables: []printable{table, past}}
}

func trialOf(t forecast.Trial) trialJSON {
	out := trialJSON{
		Method: t.Method, Origins: t.Origins, Pairs: t.Pairs, RMSE: number(t.RMSE),
		Covered80: number(t.Covered80), Covered95: number(t.Covered95),
	}
	if t.HasMASE {
		out.MASE = new(number(t.MASE))
	}
	return out
}
