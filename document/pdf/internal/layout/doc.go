// Package layout finds words, lines, tables and paragraphs among the characters and ruling lines of a page.
//
// All measures are in parts of the size of the text where they can be: half an em is half an em on a poster. A table is found by
// its ruling lines, or by figures that stand in columns; what merely has white space in it is no table.
package layout
