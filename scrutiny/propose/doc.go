// Package propose reads out of natural tables and sentences what they claim of themselves, as claims that package scrutiny
// judges: nothing is judged that a person could not have written down, and what is proposed can be written out, corrected
// and checked again.
//
// [Tables] takes the tables of a document. Which figure follows from which is told by package table from words and figures
// together; a relation that only the accused figure contradicts is claimed, one that nothing else bears out is asked about.
//
// [Sentences] takes the sentences: a figure repeats the cell that the words beside it name, or follows from figures of the
// sentence, of those before it, or of the tables of its section, by a relation that words state (shares, changes, sums,
// averages, rates, counts, places in an order, directions). Taking a figure for what it agrees with asks little; calling it
// different asks that the words leave one reading, that no other explains it, and for most forms that it is one slip (a
// digit, two turned, a power of ten) from what it should be. Hedged figures ("around", "nearly") and what would be ("if")
// accuse nobody. [Document] takes both, and [Previous] holds a document against the last of its series.
package propose
