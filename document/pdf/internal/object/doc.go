// Package object reads the objects of a PDF file: numbers, names, strings, arrays, dictionaries and streams, wherever the
// cross-reference says they stand, or wherever they do stand when it lies (ISO 32000-1, section 7).
//
// It is lenient in reading and strict in spending. What is damaged is mended or left out, never guessed: a missing object is
// null, a stream that breaks off is what could be decoded of it. Every loop pays a [Meter], so that no content, however it was
// made, costs more time or memory than was allowed.
package object
