package forecast

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Method is a way to carry a series forward. The zero value is [Mean].
type Method int

const (
	// Mean forecasts the mean of all values.
	Mean Method = iota
	// Naive forecasts the last value.
	Naive
	// SeasonalNaive forecasts the last value of the same season.
	SeasonalNaive
	// Drift continues the line from the first value to the last.
	Drift
	// SES is simple exponential smoothing: a level that follows the series.
	SES
	// Holt smooths a level and a trend.
	Holt
	// HoltExponential smooths a level and a rate of growth. Values must be above zero.
	HoltExponential
	// HoltWinters smooths a level, a trend and additive seasons.
	HoltWinters
	// HoltWintersMultiplicative smooths a level, a trend and seasons that multiply them. Values must be above zero.
	HoltWintersMultiplicative
)

var methodNames = enum.Of("Method", "mean", "naive", "snaive", "drift", "ses", "holt", "holt_exponential", "hw", "hw_multiplicative")

// Methods are all methods, the simplest first.
func Methods() []Method {
	return []Method{Naive, Mean, Drift, SeasonalNaive, SES, Holt, HoltExponential, HoltWinters, HoltWintersMultiplicative}
}

// String is the name of the method as the command line writes it.
func (m Method) String() string { return methodNames.String(int(m)) }

// MarshalText writes the name of the method.
func (m Method) MarshalText() ([]byte, error) { return methodNames.Marshal(int(m)) }

// UnmarshalText reads the name of a method.
func (m *Method) UnmarshalText(text []byte) error { return enum.Unmarshal(methodNames, text, m) }

// Seasonal reports whether the method needs a season.
func (m Method) Seasonal() bool {
	return m == SeasonalNaive || m == HoltWinters || m == HoltWintersMultiplicative
}

func (m Method) smooths() bool { return m >= SES && m <= HoltWintersMultiplicative }
func (m Method) trended() bool { return m >= Holt && m <= HoltWintersMultiplicative }

func (m Method) multiplies() bool {
	return m == HoltExponential || m == HoltWintersMultiplicative
}

// least is the number of values without which the method has no forecast or no interval.
func (m Method) least(season int) int {
	switch m {
	case SeasonalNaive:
		return season + 1
	case Drift, SES:
		return 3
	case Holt, HoltExponential:
		return 5
	case HoltWinters, HoltWintersMultiplicative:
		return 2*season + 4
	}
	return 2
}

// enough is the number of values below which the method is not defensible.
func (m Method) enough(season int) int {
	switch m {
	case SES, Holt, HoltExponential:
		return 9
	case SeasonalNaive:
		return 2 * season
	case HoltWinters, HoltWintersMultiplicative:
		return 3 * season
	}
	return 3
}

// Start is where the level, trend and seasons of a smoothing method begin. The zero value is [StartR].
type Start int

const (
	// StartR is that of R's stats::HoltWinters: the level is the first value (SES) or the second, with the first change as
	// trend (Holt), and smoothing begins after it; with seasons, level and trend are the line through the moving average
	// of the first two periods, the seasons their deviations, and smoothing begins with the second period. The season
	// follows the new level.
	StartR Start = iota
	// StartStatsmodels is the "legacy-heuristic" of statsmodels: level and trend stand before the first value, at the
	// first value and the first change (with seasons: the mean of each period's first value, the mean change from the
	// first period to the second, and the first period less that level). The season follows the forecast.
	StartStatsmodels
	// StartEstimated finds the start with the least squared errors, together with the parameters: the default of
	// statsmodels, and R's ets with additive errors. β is at most 1 of the level's α, γ at most 1 − α.
	StartEstimated
)

var startNames = enum.Of("Start", "r", "statsmodels", "estimated")

// String is the name of the start as the command line writes it.
func (s Start) String() string { return startNames.String(int(s)) }

// MarshalText writes the name of the start.
func (s Start) MarshalText() ([]byte, error) { return startNames.Marshal(int(s)) }

// UnmarshalText reads the name of a start.
func (s *Start) UnmarshalText(text []byte) error { return enum.Unmarshal(startNames, text, s) }
