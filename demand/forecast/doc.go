// Package forecast carries a series forward for analysts who must put a number, and how far it can be trusted, before
// members: mean, naive, seasonal naive, drift, simple exponential smoothing, Holt and Holt-Winters, each with 80 and 95 %
// intervals and a back-test.
//
//	f, err := forecast.Predict(values, forecast.Naive, forecast.Settings{Horizon: 4})
//
// [LinearTrend] fits the straight line, with the interval of its slope, for those who ask whether there is one. [BackTest]
// replays the past: it forecasts from every earlier point and compares with what came. [Choose] does that for
// every method the series is long enough for and shows the table. Three to eight annual points support no more than
// mean, naive and drift; [Forecast].Notes says so when another method is asked for.
//
// # Start values
//
// Holt and Holt-Winters need a level, a trend and a season to start from, and libraries differ ([Start]): R's HoltWinters
// begins after the first two values or the first season, statsmodels' heuristic before the first value, and R's ets and
// statsmodels' default estimate the start with the rest. They also differ in whether the season follows the new level (R's
// HoltWinters) or the forecast before it (the others). Parameters that are not given are those with the least sum of
// squared one-step errors.
//
// # Intervals
//
// The mean has a t interval for a new value; the others are normal, with the variance of the forecast error h steps on.
// Naive and seasonal naive take the mean squared change, drift adds the uncertainty of its slope (all three as R's
// forecast package). The smoothing methods take σ²(1 + Σ c²), c being the effect that a surprise has on the later
// forecast: exact for additive ones, to first order for multiplicative ones. σ² is the sum of squared errors over their
// number less the parameters estimated. No interval covers a change in what the series measures.
//
// # Numbers and errors
//
// Values are float64: the methods are statistics, and nothing is rounded. A value that is not finite gives a
// [*ValueError], a series too short for the method a [*TooShortError], settings that do not fit a [*SettingError].
//
// Sources: Hyndman and Athanasopoulos, Forecasting: Principles and Practice; R 4.2.2 stats::HoltWinters; R forecast 8.20;
// statsmodels tsa.holtwinters; Hyndman and Koehler 2006 for MASE.
package forecast
