// Package propose reads out of natural tables and sentences what they claim of themselves, as claims that package scrutiny
// judges: nothing is judged that a person could not have written down, and what is proposed can be written out, corrected
// and checked again.
//
// [Tables] takes the tables of a document. Which figure follows from which is told by package table from words and figures
// together; a relation that only the accused figure contradicts is claimed, one that nothing else bears out is asked about.
package propose
