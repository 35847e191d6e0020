// Package finance computes the money figures by which councils steer children's services: variance against budget,
// statements that foot, movement between periods, savings, the cost of placements and the forecast outturn. It is for
// finance officers who put the results before councillors, and for the tools that serve them.
//
// # Edges
//
// A [Variance] is forecast + reserves − budget. It is [Adverse] when more than zero, [Favourable] when less, and [Nil]
// at exactly zero; reserves are negative when drawn. How a table signs what it prints is its [Convention], stated by
// whoever reads or writes it and never inferred: a bracket is an underspend in Oldham and an overspend on the Isle of
// Wight. A year is a [FinancialYear], 1 April to 31 March. A placement costs for the day it starts and not for the day
// it ends.
//
// # Rounding
//
// Amounts are pounds, held exactly as decimals; a [Unit] matters only when they are read or written. Rounding is half away
// from zero, once, when a figure is printed or at the places that a function is told. A rounded column may therefore not
// add to its rounded total; [Statement.Reconcile] says which gaps rounding explains.
//
// # Errors
//
// A file that cannot be read gives a [*figure.Fault] with its place, an amount a [*MoneyError], a period a [*PeriodError],
// a table that contradicts its convention a [*ConventionError]. What is undefined (a percentage of a zero budget) is
// said by ok being false, never by zero. Gaps between printed figures are findings, not errors.
//
// # Where published methods differ
//
//   - A budget is spread over months by days of the financial year, twelfths or stated weights, rounded on the cumulative
//     ([Apportion]), so that it adds to the penny; packages that round each month by itself, or use calendar years, do not.
//   - An annual cost names its [AnnualFactor]: for a figure published over 52 weeks use [Weeks52].
//   - A difference of cost is split by the [Nested] Shapley value; for the order of accountancy textbooks use [Textbook].
//   - Outturn methods stand side by side and nothing is divided by a schedule index; [EarnedValue] has those formulas.
//   - A variance is adverse when positive, also at completion; [EarnedValue.VAC] has the sign of earned value.
//   - The percentage of a negative budget is given with its plain sign, as councils print it, and says so ([NegativeBase]).
//
// # Zero values
//
// The zero [Convention] states no sign, so printed variances cannot be read with it. The zero [Direction] is Nil, the
// zero [Unit] pounds, the zero [Period] not stated, the zero [Line] and [Statement] empty.
package finance
