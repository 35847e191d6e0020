// Package reserves says how long a council's reserves would last at stated yearly draws. It is for budget scrutiny, where that
// is asked every year, and it does arithmetic alone: whether reserves are adequate is for the chief finance officer to report.
//
// # Readings
//
// A reserve has a [Kind]. What may be drawn is read three ways, side by side: unallocated; usable, which is unallocated and
// earmarked; and usable with what is committed to a named use. Ring-fenced reserves (schools, public health) count in none.
// The negative reserve of the dedicated schools grant, kept apart by a statutory override, stands apart and is set against
// the usable ones besides. Balances of different days are never added.
//
// # Draws and cover
//
// A yearly draw is overspend + undelivered savings + planned use − contributions. Draws of years that ended by the day of the
// balances are past: their mean, the last and the largest are offered. Those of later years are planned. The mean yearly fall
// and the last fall of the balances themselves stand beside them. Cover is balance over draw, in years and months, down to
// nil and to the stated minimum; whole months are rounded down. A reading that has no draw to fall by is [NotFalling] and has
// no number; one that is under the line already is [AlreadyBelow]. Exactly on the line is not below.
//
// # The dated path
//
// Planned draws are taken in equal twelfths, our own convention. A month is below where the balance at its end is strictly
// below. Nothing after the last planned year is extrapolated.
//
// Quotients are rounded once, to 16 places, from exact amounts; amounts are in the unit of the table. Faults of input are
// [figure.Faults], all at once.
package reserves
