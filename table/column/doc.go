// Package column holds long tables in columns: the rows of a delimited text found in one pass over its bytes, and typed
// columns of what stands in them.
//
// It is what package table reads every delimited file with, and what a calculation over very many rows works on. A [Text] is
// where each row of a text begins: cells are cut out of the text itself and copied only where they hold doubled quotation marks.
// [Numbers] are figures as whole numbers of one power of ten, eight bytes each, beside which stands how a cell was written only
// where cells differ; [Codes] are words of which few return often, four bytes each; days are a [figure.Date] each. A
// column of words that do not return costs nothing beside the text.
//
// # How exactly
//
// A number that a column holds is the decimal that its cell has, to the last digit and with its printed places: what has no
// room in 64 bits at the power of ten of its column is kept apart ([Numbers.Exact] says whether any is), never rounded.
//
// # What is refused
//
// [Survey] finds rows and judges nothing else. Text with a control character, a mark of quotation out of place, a line end
// of a lone CR or more than its limits it does not take; ok is then false, and the reader of package table, which goes byte
// by byte, says what is wrong and where.
//
// # Which columns a table has
//
// That is said by a table.Schema, whose Read gives table.Records: their columns have what is here, so that a calculation sees
// the same records, faults, places and notes whichever way a table was read.
package column
