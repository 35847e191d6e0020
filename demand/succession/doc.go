// Package succession keeps councils comparable through reorganisation: it follows a council that was divided, merged or renamed
// to its successors, pools their figures, and says what a break in a measure rules out. It is for the analyst whose list of
// statistical neighbours names a council that is gone, so that a comparison silently rests on nine and not on ten.
//
// # Pooling
//
// Counts and populations add; a rate is the sum of the counts over the sum of the populations × base, and never the mean of
// rates. Medians, quartiles and ranks do not combine: [Between] gives the smallest and the largest part and no value. A
// suppressed count, c, is 1 to 5, and a count rounded to ten is 5 either way: the interval goes through to the rate.
//
// # Successions
//
// A [Change] is a split, a merge or a council that continues under a new code, on a date. Dates are data, never code. A list
// that names a council that is gone takes the pooled figure of its successors as one member. A list that names a council which is
// new takes nothing for the years before, because its predecessor is another area, unless it continues one. After a merger the
// parts are one's own authority and no neighbour. A member of which a successor has no figure is left out and counted, with the reason.
//
// A year is that of its 31 March: a council that began on 1 April 2023 has its first figure in 2024.
//
// # Breaks
//
// A [Break] says that a measure cannot be compared across a period, or only partly. No change runs across one that is "no". A
// series is linked over a break only where the factor is given, on request, and labelled so.
//
// # Errors
//
// A succession in a circle, two successors without a split, dates against each other and weights that do not make 1 are
// refused as [figure.Faults], with both rows. Populations of different years in one pool are refused.
package succession
