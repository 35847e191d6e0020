package operation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// DemandForecast is a series carried forward.
func DemandForecast() Operation {
	return Operation{
		Group: "demand", Verb: "forecast",
		Title: "Forecast", Question: "What comes next if the series goes on as it did, and how far can that be trusted?",
		Doc:    "series carried forward with intervals, and how the method did on its past",
		Inputs: []Input{seriesInput("columns period and value, in any order of time")},
		Settings: append([]Setting{
			{
				Name: "method", Label: "Method", Kind: One, Default: "naive",
				Doc: "mean, naive, snaive, drift, ses, holt, holt_exponential, hw, or auto for the one that did best on the past",
				Choices: []Choice{
					{"mean", "Mean"},
					{"naive", "The last value"},
					{"snaive", "The last value of the season"},
					{"drift", "The line from first to last"},
					{"ses", "Simple smoothing"},
					{"holt", "Holt"},
					{"holt_exponential", "Holt, exponential"},
					{"hw", "Holt-Winters"},
					{"auto", "The best on the past"},
				},
			},
			{Name: "h", Label: "Steps ahead", Kind: Whole, Default: "1", Value: "steps", Doc: "how many steps ahead"},
			{Name: "season", Label: "Values in a year", Kind: Whole, Default: "1", Value: "number", Doc: "number of values that make a year: 12 for months, 4 for quarters"},
			{
				Name: "seasonal", Label: "Seasons of Holt-Winters", Kind: One, Default: "additive", Doc: "for hw: additive or multiplicative seasons",
				Choices: []Choice{{"additive", "Added"}, {"multiplicative", "Multiplied"}},
			},
			{
				Name: "start", Label: "Where smoothing begins", Kind: One, Default: "r", Doc: "where smoothing begins: r (R's HoltWinters), statsmodels, or estimated (as R's ets)",
				Choices: []Choice{{"r", "As R's HoltWinters"}, {"statsmodels", "As statsmodels"}, {"estimated", "Estimated, as R's ets"}},
			},
			{Name: "alpha", Label: "Smoothing of the level", Kind: Number, Value: "number", Doc: "smooth the level with this number, 0 to 1, instead of the best"},
			{Name: "beta", Label: "Smoothing of the trend", Kind: Number, Value: "number", Doc: "smooth the trend with this number, 0 to 1, instead of the best"},
			{Name: "gamma", Label: "Smoothing of the season", Kind: Number, Value: "number", Doc: "smooth the season with this number, 0 to 1, instead of the best"},
		}, TableSettings()...),
		Example: Example{Settings: map[string]string{"method": "naive", "h": "2"}, Inputs: map[string]string{"series": months}},
		Zero:    forecast.Result{},
		Keys: []string{
			"points[].step", "points[].mean", "points[].lower80", "points[].upper80", "points[].lower95", "points[].upper95", "method", "mase",
		},
		Slow: true,
		Run: func(ctx context.Context, call Call) (Result, error) {
			method, choose, s, err := forecastSettings(call)
			if err != nil {
				return Result{}, err
			}
			read, err := readSeries(ctx, call, s.Season)
			if err != nil {
				return Result{}, err
			}
			made, err := forecast.Carry(read.values, method, choose, s)
			if err != nil {
				return Result{}, forecastFault(call, read.notes, err)
			}
			made.Notes = append(read.notes, made.Notes...)
			return Result{Value: made, View: forecastView(made)}, nil
		},
	}
}

// Steps and seasons that package forecast takes at most.
const (
	mostSteps  = 3660
	mostSeason = 366
)

// forecastSettings reads how a series is carried forward.
func forecastSettings(call Call) (method forecast.Method, choose bool, s forecast.Settings, err error) {
	if choose = call.Text("method") == "auto"; !choose {
		if method, err = Parse(call, "method", unmarshalled[forecast.Method]); err != nil {
			return method, choose, s, err
		}
	}
	if method == forecast.HoltWinters && call.Text("seasonal") == "multiplicative" {
		method = forecast.HoltWintersMultiplicative
	}
	if s.Horizon, err = Parse(call, "h", parseFrom(1, mostSteps)); err != nil {
		return method, choose, s, err
	}
	if s.Season, err = Parse(call, "season", parseFrom(1, mostSeason)); err != nil {
		return method, choose, s, err
	}
	if s.Start, err = Parse(call, "start", unmarshalled[forecast.Start]); err != nil {
		return method, choose, s, err
	}
	for _, p := range [...]struct {
		name string
		into **float64
	}{{"alpha", &s.Alpha}, {"beta", &s.Beta}, {"gamma", &s.Gamma}} {
		if *p.into, err = parseAny(call, p.name); err != nil {
			return method, choose, s, err
		}
	}
	return method, choose, s, nil
}

// forecastFault says what stands against a forecast as the fault of the setting or of the series, behind what was found
// about the rows, of which it may come.
func forecastFault(call Call, notes []string, err error) error {
	var setting *forecast.SettingError
	if errors.As(err, &setting) {
		if _, ours := call.Operation.Setting(setting.Setting); ours {
			return settingFault(call, setting.Setting, errors.New(setting.Problem))
		}
	}
	if len(notes) > 0 {
		err = fmt.Errorf("%s: %w", strings.Join(notes, "; "), err)
	}
	return call.about("series", err)
}

func forecastView(r forecast.Result) View {
	trials := r.Choice.Trials
	if len(trials) == 0 && r.BackTest != nil {
		trials = []forecast.Trial{*r.BackTest}
	}
	past := Section{
		ID: "past", Title: "On the series' own past", Count: len(trials),
		Columns: []Column{word("method", "Method"), number("MASE", "MASE"), number("RMSE", "RMSE"), number("in 80 %", "In 80 %"), number("in 95 %", "In 95 %"), number("forecasts", "Forecasts")},
		Rows: func(yield func(Row) bool) {
			for _, t := range trials {
				mase := ""
				if t.HasMASE {
					mase = shortFloat(t.MASE, 2)
				}
				if !yield(Row{Cells: Cells(t.Method.String(), mase, shortFloat(t.RMSE, 2), shortFloat(t.Covered80, 2), shortFloat(t.Covered95, 2), strconv.Itoa(t.Pairs))}) {
					return
				}
			}
		},
	}
	for _, l := range r.Choice.Left {
		past.Notes = append(past.Notes, "not compared: "+l.Reason.Error())
	}
	return View{Answer: r.Answer(), Spoken: true, Sections: []Section{{
		ID: "forecast", Title: "Forecast by " + r.Method.String(), Count: len(r.Points), Notes: slices.Clone(r.Notes),
		Columns: []Column{
			number("step", "Step"), number("lower95", "Lower 95 %"), number("lower80", "Lower 80 %"), number("mean", "Forecast"), number("upper80", "Upper 80 %"), number("upper95", "Upper 95 %"),
		},
		Rows: func(yield func(Row) bool) {
			for _, p := range r.Points {
				if !yield(Row{Cells: Cells(
					strconv.Itoa(p.Step), shortFloat(p.Lower95, 2), shortFloat(p.Lower80, 2), shortFloat(p.Mean, 2), shortFloat(p.Upper80, 2), shortFloat(p.Upper95, 2),
				)}) {
					return
				}
			}
		},
	}, past}}
}
