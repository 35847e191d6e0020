package forecast

import (
	"fmt"
	"math"
	"strconv"
)

// Limits that keep a slip of the keyboard from taking the machine: ten years of days ahead, a year of days, and a fit of
// a few seconds.
const (
	maxHorizon = 3660
	maxSeason  = 366
	maxValues  = 100_000
	maxWork    = 50_000_000
)

// Quantiles of the standard normal distribution for intervals of 80 and 95 %.
const (
	normal80 = 1.2815515655446004
	normal95 = 1.959963984540054
)

// Settings say how a series is carried forward.
type Settings struct {
	// Horizon is the number of steps. Defaults to 1.
	Horizon int
	// Season is the number of values in a year of the series: 12 for months, 4 for quarters. Defaults to 1, no season.
	Season int
	// Start is where smoothing begins. Defaults to StartR.
	Start Start
	// Alpha, Beta and Gamma smooth level, trend and season, 0 to 1. Beta multiplies the change of level (R's ets prints
	// α times it). Default to those with the least sum of squared errors.
	Alpha, Beta, Gamma *float64
	// From is the state before the first value, for a model that was fitted elsewhere; it replaces Start's. Its season
	// has one entry for each of the first Season values. Defaults to none.
	From *State
}

// Point is the forecast of one step.
type Point struct {
	// Step counts from 1, the period after the last value.
	Step int
	// Mean is the forecast.
	Mean float64
	// The intervals hold the value with the stated chance, in per cent, if the series goes on as it did.
	Lower80, Upper80, Lower95, Upper95 float64
}

// Forecast is a series carried forward, and how.
type Forecast struct {
	Points []Point
	Method Method
	// Fit is the fitted model of a smoothing method, nil for the others.
	Fit *Fit
	// Fitted are the one-step forecasts of the values themselves; NaN where the method has none yet.
	Fitted []float64
	// Season is the season that was used.
	Season int
	// Notes say what a reader should know first: a series too short to bear the method, for one.
	Notes []string
}

// ValueError is a value that the method cannot use.
type ValueError struct {
	// Index is the position in the series, from 0.
	Index   int
	Value   float64
	Problem string
}

// Error names the value, counting from 1.
func (e *ValueError) Error() string {
	return fmt.Sprintf("value %d is %v: %s", e.Index+1, e.Value, e.Problem)
}

// TooShortError is a series with too few values for the method.
type TooShortError struct {
	Method       Method
	Has, Needs   int
	Season, Test int // Test is the number of values held back by a back-test
}

// Error says how many values would do.
func (e *TooShortError) Error() string {
	what := e.Method.String()
	if e.Method.Seasonal() {
		what += fmt.Sprintf(" with a season of %d", e.Season)
	}
	if e.Test > 0 {
		what += " and its back-test"
	}
	return fmt.Sprintf("the series has %d values: %s needs at least %d; naive needs 2", e.Has, what, e.Needs)
}

// SettingError is a setting out of its range.
type SettingError struct {
	Setting string
	Value   float64
	Problem string
}

// Error names the setting and its value.
func (e *SettingError) Error() string {
	return fmt.Sprintf("%s %s: %s", e.Setting, strconv.FormatFloat(e.Value, 'f', -1, 64), e.Problem)
}

// check fills in the defaults and refuses what does not fit.
func (s Settings) check(m Method) (Settings, error) {
	if s.Horizon == 0 {
		s.Horizon = 1
	}
	if s.Season == 0 {
		s.Season = 1
	}
	if m < 0 || int(m) >= methodNames.Len() {
		return s, &SettingError{Setting: "method", Value: float64(m), Problem: "there is no such method"}
	}
	if s.Start < 0 || int(s.Start) >= startNames.Len() {
		return s, &SettingError{Setting: "start", Value: float64(s.Start), Problem: "there is no such start"}
	}
	if s.Horizon < 1 || s.Horizon > maxHorizon {
		return s, &SettingError{Setting: "horizon", Value: float64(s.Horizon), Problem: fmt.Sprintf("use 1 to %d steps", maxHorizon)}
	}
	if s.Season < 1 || s.Season > maxSeason {
		return s, &SettingError{Setting: "season", Value: float64(s.Season), Problem: fmt.Sprintf("use 1 to %d values a year", maxSeason)}
	}
	if m.Seasonal() && m != SeasonalNaive && s.Season < 2 {
		return s, &SettingError{Setting: "season", Value: float64(s.Season), Problem: "say how many values make a year, 12 for months or 4 for quarters"}
	}
	names := [...]string{"alpha", "beta", "gamma"}
	for i, p := range [...]*float64{s.Alpha, s.Beta, s.Gamma} {
		if p != nil && !(*p >= 0 && *p <= 1) {
			return s, &SettingError{Setting: names[i], Value: *p, Problem: "use a number from 0 to 1"}
		}
	}
	if s.From != nil && m.Seasonal() && len(s.From.Season) != s.Season {
		return s, &SettingError{Setting: "season of the state", Value: float64(len(s.From.Season)), Problem: fmt.Sprintf("give %d values, one for each season", s.Season)}
	}
	return s, nil
}

// admit refuses values that the method cannot use or that would take it too long.
func (s Settings) admit(values []float64, m Method) error {
	if err := checkValues(values, m, s.Season); err != nil {
		return err
	}
	if s.weight(m)*len(values) > maxWork {
		return &SettingError{Setting: "season", Value: float64(s.Season), Problem: fmt.Sprintf("estimating the start of %d seasons from %d values is too much work: use the start of R", s.Season, len(values))}
	}
	return nil
}

// checkValues refuses what no method, or not this one, can use.
func checkValues(values []float64, m Method, season int) error {
	if len(values) > maxValues {
		return &SettingError{Setting: "length", Value: float64(len(values)), Problem: fmt.Sprintf("at most %d values are taken", maxValues)}
	}
	for i, v := range values {
		if !(math.Abs(v) < 1e100) {
			return &ValueError{Index: i, Value: v, Problem: "a forecast needs finite numbers below 1e100"}
		}
		if m.multiplies() && v <= 0 {
			return &ValueError{Index: i, Value: v, Problem: "a multiplicative method needs values above zero; use the additive one"}
		}
	}
	if least := m.least(season); len(values) < least {
		return &TooShortError{Method: m, Has: len(values), Needs: least, Season: season}
	}
	return nil
}

// Predict carries values forward. Errors are [*ValueError], [*TooShortError] and [*SettingError].
func Predict(values []float64, m Method, s Settings) (Forecast, error) {
	s, err := s.check(m)
	if err != nil {
		return Forecast{}, err
	}
	if err := s.admit(values, m); err != nil {
		return Forecast{}, err
	}
	f := Forecast{Method: m, Season: s.Season}
	if m.smooths() {
		f.smooth(values, s, nil)
	} else {
		f.baseline(values, s)
	}
	if enough := m.enough(s.Season); len(values) < enough {
		f.Notes = append(f.Notes, fmt.Sprintf("%d values are few for %s, which wants %d: mean, naive and drift are the defensible methods here", len(values), m, enough))
	}
	return f, nil
}

// weight is the work of a fit by value: the square of the number of unknowns when the seasons are among them.
func (s Settings) weight(m Method) int {
	if s.Start != StartEstimated || s.From != nil || !m.Seasonal() || !m.smooths() {
		return 1
	}
	return (s.Season + 5) * (s.Season + 5)
}

// point is a forecast with a normal interval.
func point(step int, mean, se float64) Point {
	return Point{
		Step: step, Mean: mean,
		Lower80: mean - normal80*se, Upper80: mean + normal80*se,
		Lower95: mean - normal95*se, Upper95: mean + normal95*se,
	}
}
