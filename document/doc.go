// Package document reads what a person gives (a report, a workbook, a web page, a pasted table) into one model: blocks of
// text and tables, in reading order, each with its place. What a table or a sentence means is not its business: package
// table and package scrutiny say that.
//
// The package holds the model, the choice of a format by content and the readers of text, and imports no library. Readers of
// further formats are packages below it, each with a function Format, which a caller hands to [Open].
package document
