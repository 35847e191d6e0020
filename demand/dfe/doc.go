// Package dfe reads the files in which the Department for Education publishes figures of children's services, and sets
// every authority in them beside its statistical neighbours. It is for analysts who have such a file, and for programs
// that work through all of them.
//
// # What it reads
//
//   - [Read]: the CSV of "explore education statistics" (columns by name, in any order; indicators and filters; England,
//     regions and local authorities; joint returns such as "940 / 941"; school years such as 202425) and the long file of
//     the Local Authority Interactive Tool (LAIT). The mid-year estimates of the Office for National Statistics are of the
//     first kind.
//   - [ReadNeighbours]: lists of statistical neighbours, in every published layout.
//   - [ReadMeta]: the .meta.csv beside a file, with the titles of its columns.
//
// A byte-order mark is skipped; comma, semicolon and tab are recognised. A wrong file is told what it looks like instead.
//
// # Rules at the edges
//
// A column is an indicator when its cells in the first rows are numbers and symbols, or when it is asked for; every other
// column that is not of the data standard is a filter, and divides the figures. A column of numbers that is really a filter
// (an age) makes rows repeat, and is refused with a message that says so: choose one value of it ([Filter]).
//
// A joint return belongs to neither of its authorities alone: it has a place in ranks and quartiles, as it has in DfE's,
// but is nobody's neighbour. Only local authorities are ranked. Rows of schools and other places are skipped and counted.
//
// # Councils that are gone
//
// A neighbour that was abolished has no figure: [Comparisons.Abolished] says so. With the changes of a query its successors
// count as one member by the pooled counts behind the rate ([Data.BaseOf] finds them), or it is left out for a reason that
// the row has; see package succession for the rules. What is pooled is never ranked.
//
// # Numbers
//
// Figures are held as whole numbers with their decimal places, and compared exactly as they stand; a LAIT figure such as
// 15.100000000000001 is not 15.1, and does not tie with it, as in LAIT itself. A figure that is only the long print of a
// shorter decimal (315.60000000000002 is the same binary number as 315.6) is read as the shorter. Medians, sums and
// quartiles are exact, means have 16 decimal places. [Data.Compare] gives what package demand's Compare gives, and a test
// holds them together.
//
// # Errors
//
// A fault in a file is a [*figure.Fault] with line and column; a question the file cannot answer is an [*AskError] that
// lists what it has.
package dfe
