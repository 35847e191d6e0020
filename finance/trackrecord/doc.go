// Package trackrecord holds the forecasts that a council printed during its years against the outturns that came: how far
// out each month was, which way, whether it did better than saying that the budget would be met, and what past errors say
// of this year's forecast. It is for scrutiny members, who see each forecast once and never two years together.
//
// # What is compared
//
// The unit of record is a variance against the budget of that day, an overspend positive, by year and month. Month 12 is the
// provisional outturn and month 13 the final one. An error is the variance of the outturn less that of the forecast: negative
// where the forecast was too high. Variances are compared and not outturns, because a virement moves a budget and its outturn
// together and is no error of a forecast.
//
// A forecast and an outturn of another perimeter (a service moved in or out) or another basis (before or after recovery
// measures) are no pair: the pair is refused and listed. [Settings.AcrossPerimeters] takes such pairs, and a note says so.
//
// # The fan
//
// Past errors in order, added to this year's forecast, give bands that assume nothing of their shape: from the k-th lowest to
// the k-th highest of n errors, the next outturn lies inside in (n+1−2k)/(n+1) of cases if the years are alike. Two years
// give 33 %, four 60 %, nine 80 %. One year gives no band. No normal curve is laid over four years.
//
// # Percentages and scales
//
// A percentage is of the outturn's budget, absent where a budget is not known, zero or negative, and never of a variance.
// [Month.RelativeToNoVariance] above 1 says that the forecast did worse than saying "on budget"; [Month.RelativeToLastYear]
// above 1 that it did worse than repeating last year's variance (a mean absolute scaled error). Both are absent where
// their scale is zero.
//
// # Rounding and errors
//
// Errors are exact. Means and ratios are rounded once, to 16 places of the unit, from exact sums. A file that cannot be read
// gives [figure.Faults], all at once; the same forecast twice is refused with both rows. The zero [Record] is empty.
package trackrecord
