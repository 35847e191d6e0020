// Package docx reads Word documents (.docx, .docm) into a document as a reader of the page sees it.
//
// The number that Word shows before a paragraph is its Label. A heading is a paragraph of an outline level or, as reports are
// really written, one that is short and bold from end to end. Tables have their merged cells; a table of one cell is a frame,
// and what is in it stands by itself; a table inside a cell follows the table around it. Text boxes follow the paragraph that
// they hang on. Footnotes, endnotes and comments are notes that stand behind what refers to them; the raised mark in the text
// is theirs. Headers, footers and the table of contents are furniture.
//
// Of tracked changes what was inserted counts, and what was deleted or moved away does not; nor does hidden text, the code of a
// field or the words that ask for an entry. Text that is struck out is left out, and a fault says so.
package docx
