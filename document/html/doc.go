// Package html reads web pages into a document: what a reader of the page sees, table by table and paragraph by paragraph.
//
// Header cells are known by th, spans by colspan and rowspan, a caption stands before its table. Scripts, styles, navigation,
// forms to fill in and what is hidden or struck out are left out; the page's footer is furniture. A table that only lays out
// the page, one that says so, has one cell or holds other tables, is read through to what it holds. A raised number is the mark
// of a note.
//
// The page is gone through tag by tag and no tree of it is built, so that a large page costs what its text does.
package html
