// Package series reads the small time series that a council keeps in a spreadsheet (a count, a rate or a percentage for
// each month, quarter or year) for the packages that chart, test and forecast them: [spc], [forecast] and the trend
// marker of package demand.
//
// A file has a column period and, as the calculation needs, value; count and denominator; lower and upper (the 95 %
// interval of value). Columns are matched by name in any order. A value may carry a per cent sign: 85.2 % is 85.2; then all must.
// Periods that stand across, with a row a measure, are read the same: of several rows the one that is mapped to value.
//
// Labels that name a day, a month, a quarter or a year ([ParsePeriod]) put the points in order of time, whatever the order
// of the rows: dashboards export the newest first. [Notes] says so, names the periods that have no row ([Gaps]), and says
// where labels do not tell the order; then that of the rows is taken. A date is written day first. A period that stands
// twice, in whatever writing, is refused, and so is what is written like a date and is none (03/31/2024).
//
// A missing value (blank, or a symbol such as c or x) is kept as missing. None of the methods can bridge it, so [Values]
// and [Counts] refuse it with a [*figure.Fault] that names the line: nobody's gap becomes a zero.
//
// [spc]: https://pkg.go.dev/github.com/scrutineer-dev/scrutineer/demand/spc
// [forecast]: https://pkg.go.dev/github.com/scrutineer-dev/scrutineer/demand/forecast
package series
