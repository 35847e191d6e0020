// Package table understands tables: a [Grid] of cells with their places, which rows and columns of it are headings, units,
// lines, groups and totals, and the typed records that a calculation asks for.
package table
