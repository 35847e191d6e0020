// Package compare answers the page of demand: it holds the published files that a person opened, and says of an authority
// what package demand and those below it work out. It runs in a web worker, because these packages are no part of the page,
// and on the host, which computes the example that the page opens with.
//
// It decides what is asked of which package and puts the results into words and tables; it computes nothing itself.
//
// A [Session] that nothing was opened in answers from the example: figures of Oldham and of its statistical neighbours. The
// first file of figures that is opened takes the place of the example's figures, the first list of neighbours that of its
// lists. Files are told apart by their columns, never by their names.
package compare
