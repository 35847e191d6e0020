// Package xlsx reads Excel workbooks (.xlsx, .xlsm) into a document: what each cell shows, and what stands behind it.
//
// A number is shown as its format shows it in an English (UK) Excel, percent signs, thousands, brackets, pounds and words
// included; [table.Mark.Stored] is the stored value at the fifteen digits that Excel keeps, where the text says less than it.
// What General shows is not cut to the width of the column. A date is shown as its format has it, the short date of the
// system as 31/12/2024, and Mark.Date says which it is.
//
// A formula counts by the value that was stored with it; without one its cell is empty, and a fault names it. Nothing is worked
// out. Sheets, rows and columns that are hidden are named in the document's faults; hidden sheets are not read, and the cells of
// hidden rows and columns are marked, since no reader sees them.
//
// A sheet is one grid in Document.Sheets, with rows and columns from A1, and parted into tables and text in Document.Blocks.
// Comments are notes; text boxes are paragraphs behind the cells.
//
// The reader is its own: it scans the sheets as bytes, several times as fast as a library that builds the whole workbook, and
// takes in no more than the limits allow whatever the file says of itself.
package xlsx
