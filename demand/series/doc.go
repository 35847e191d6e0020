// Package series reads the small time series that a council keeps in a spreadsheet (a count, a rate or a percentage for
// each month, quarter or year) for the packages that chart, test and forecast them: [spc], [forecast] and the trend
// marker of package demand.
//
// A file has a column period and, as the calculation needs, value; count and denominator; lower and upper (the 95 %
// interval of value). Columns are matched by name in any order. The rows are in order of time: periods that are dates or
// years (2024, 2024-03, 2024-03-31, 202324) and go backwards are refused, and so is a period that stands twice. Other
// labels ("Q1 2024/25") are taken as they come.
//
// A missing value (blank, or a symbol such as c or x) is kept as missing. None of the methods can bridge it, so [Values]
// and [Counts] refuse it with a [*figure.Fault] that names the line: nobody's gap becomes a zero.
//
// [spc]: https://pkg.go.dev/github.com/scrutineer-dev/scrutineer/demand/spc
// [forecast]: https://pkg.go.dev/github.com/scrutineer-dev/scrutineer/demand/forecast
package series
