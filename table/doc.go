// Package table understands tables: a [Grid] of cells with their places, which rows and columns of it are headings, units,
// lines, groups and totals, and the typed records that a calculation asks for.
//
// [ReadDelimited] is the one reader of delimited text; readers of workbooks and documents build a [Grid] too. A [Schema] says
// what the columns of a table are, and [Schema.Read] makes [Records] of a grid:
//
//   - The heading is the first row, or the two or three together, that name the most columns, by ID, label or synonym; titles
//     may stand above, a row of units below, notes at the end. Two headings that fit one column are a question.
//   - A unit stands in the cell, in its heading, in the title, the corner or a note; the first of these that has one counts.
//   - A row is a line, or a total, a subtotal, an average, a part of another, a row of percentages: its words, its place and its
//     figures say it together, and a word alone never does. Where they leave two readings the error is a question that names
//     the flag which settles it ([Options]). A total is never added to its members and no line is dropped for its name.
//   - What a column's cells do not tell one by one is settled by all of them: the decimal comma, the order of day and month.
//   - All cells that cannot be read are told at once, each with its place and its remedy.
//
// [Understand] says which figures of a table claim to be made of which others. [WriteCSV], [Inert], [Markdown] and
// [PlainText] are the one way out: what a cell says runs no formula, opens no heading and steers no terminal.
package table
