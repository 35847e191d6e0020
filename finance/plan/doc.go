// Package plan says what children's placements will cost: activity times price times time. It is for the director of finance who
// hears that "the pressure is placements", and for the committee that asks which part of it is price.
//
// # Cost
//
// Night t belongs to the day it begins: a child counts on the day of arrival and not on the day of leaving. A type of
// placement is shared out among providers by a mix in per cent, constant from a date on, which must make exactly 100 on every
// day and is never rescaled; without a mix a type is its own provider. A weekly price is the price in force on the day, and
// splits by the day: price / 7 a night. Gross is the sum over nights of children × price / 7, income likewise, and net is
// gross − income and may be negative.
//
// Uplifts apply in the order of their dates to the price in force, each rounded to the penny: 7,145 raised by 4.1 % is
// 7,437.95. The price in force on the day and every later stated one is raised, as [finance.Placement.Uplifted] has it. An
// uplift dated before the first price raises that one too, with the question whether it is already in it. Income is not
// raised.
//
// # Rounding
//
// Everything is exact until it is read: a total is rounded from the exact total, to the penny, and not from rounded parts, so
// that a printed column may not add to its printed total.
//
// # The split
//
// [Split] divides a difference between two positions into price, number, time and mix by the nested Shapley (Owen) value: price
// against volume first, then number, time and mix. Time has two meanings that cannot be mixed and are always named
// ([TimeMeaning]).
//
// # Errors
//
// What cannot be used is a [figure.Fault] or [figure.Faults] with a remedy: mix_not_whole, price_missing, two uplifts of one
// day on one price, a move of more children than are there. What is doubtful and still usable, such as a price that looks
// yearly, is a question of the result.
package plan
