// Package disclosure keeps a published table of small counts from naming anybody, and finds out whether one does. It is
// for whoever publishes counts of children, and for whoever wants to know what a table with gaps gives away.
//
// # The rule
//
// A count of 1 to 5 is not published and is shown as c; 0 is, as a true zero; local authorities' counts are not rounded,
// those of England and the regions are, to the nearest 10 (data guidance of DfE's children in need release, 2021). See
// [Rule] and [Rule.Publish].
//
// # Why hiding the small counts is not enough
//
// Whoever has the totals can subtract. So further cells must be hidden (secondary suppression), and a rule of thumb such
// as "two in every row and column" is not safe: in a published 4 by 4 example with nine hidden cells, two in every line,
// one of them is exactly 47 (sdcTable, test-simpleheuristic.R). [Suppress] therefore hides the least it can and lets
// [Audit] try to recover every hidden cell, exactly as an attacker would; a table with a recoverable cell is never
// returned.
//
// # How the audit works
//
// Rows, columns and totals are a network: a hidden cell can be one higher when the others on some closed path can make up
// for it. The lowest and highest value of each hidden cell are found exactly, by maximum flow, from nothing but the
// printed figures. A cell whose lowest is its highest is recovered. This is exact for tables of two dimensions with their
// totals and, on one side, subtotals that nest (authorities in regions in England); tables whose rows and columns both have
// subtotals are refused, and those that share cells with other publications are beyond it. A percentage printed beside a
// count narrows the total of its row to the whole numbers that print it so, and is part of what is known.
//
// # What a margin is
//
// Rows and columns that add others up are found by their figures first and by their words second, whatever they are called
// ([ReadTable]); a second printing of a total is no count of its own, and nothing is added to its parts. A total that is
// itself 1 to 5 is hidden as a cell would be.
//
// # Errors and zero values
//
// A table whose rows are of different lengths, or whose printed figures contradict each other, is a [*TableError]. One
// that cannot be made safe without hiding a total is [ErrUnprotected]. The zero [Rule] is DfE's.
package disclosure
