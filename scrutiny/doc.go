// Package scrutiny holds a published report against its own arithmetic. It is for whoever has a report in front of them
// and asks whether its figures hold: a councillor, a scrutiny officer, or the council itself before it publishes.
//
// A [Report] is tables and claims as printed. [Check] works every formula, total and claim out again and gives each
// printed figure a [Verdict]. A printed figure stands for all the values that print the same: "12,087" in a £k table is
// anything from £12,086,500 to £12,087,500, both ends included, because a tie may have been rounded either way. The check is
// exact over these intervals, so that the verdict follows from the printing and no tolerance is ever chosen:
//
//   - [Agrees]: the inputs as printed give the printed result, rounded half away from zero at its printed precision;
//   - [WithinRounding]: not so, but some values that print as the inputs do;
//   - [Differs]: no values do. The word is "differs", never "wrong";
//   - [CannotCheck]: an input is missing or suppressed, a base is zero or negative, a figure has more digits than its
//     stated precision, or no possible figure could have failed. The finding gives the reason.
//
// One figure printed in several places is one variable: name the other place in same_as. Counts that are not rounded are
// marked exact. Totals bind only inside their own table, and each table is also judged whole, because one whose every
// total passes alone may still be printed from no true figures.
//
// How telling a check was stands beside it: how many printable values would have passed, and how rare a gap within rounding is
// among honest columns. A difference is explained only where exactly one simplest slip fits ([Slip]), and a cell that would
// mend every failing sum of its table is named as the root.
//
// What a bare table claims of itself is read by package propose below this one. [Share.Counts], [JointCounts] and [SmallestBase]
// ask which whole counts can stand behind printed shares. [Result] is written as JSON, by [Result.Markdown], or to be read out by [Result.Paragraph];
// [RecordOf] says how it came about.
//
// A report may have been read out of a natural document: then a claim says where its figure and its operands stand ([At]),
// which relation it is and why it was proposed, and the report brings the questions that the document leaves open.
//
// [ReadReport] reads the document format of report.schema.json and gives a [*figure.Fault] with line and column; [Check] itself
// never fails. The zero values mean: a figure rounded at its last printed place, a plain number, round to nearest,
// a claim of kind formula.
//
// The intervals follow Calculations 1.1 of XBRL International, with the ends exact where its reference implementation
// errs (open ends, negative weights, two printings at one precision); whole counts behind shares follow the GRIM test of
// Brown and Heathers (2017).
package scrutiny
