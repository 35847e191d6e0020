// Package prose finds the figures in sentences: a value with its unit, scale and printed precision, whether it draws one
// side only ("over 40%") or is hedged ("around 40%"), and where it stands. It reads digits ("£12.3m", "1,204", "4.6%"),
// number words ("twenty-one", "three of the five"), fractions ("a third", "one in eight") and multiples ("doubled").
//
// What looks like a figure and is none is found too and says what it is instead ([Class]): dates, years, paragraphs, pages,
// ages, times, telephone numbers, postcodes, references, labels that hold digits, and the base of a rate ("per 1,000"). A
// caller that counts figures can so account for each.
//
// Rules at the edges, as council reports in English write: 19xx and 20xx without a comma are years; a number before a unit
// of time is a duration below 200 and a count from there on ("11,410 hours"); "£000" is a unit and no figure; brackets in a
// sentence are brackets and never a minus; "a to b" behind "from" is a movement and elsewhere a range; May is a month with a
// capital letter. A month before a number is no date without an ordinal or a year ("In July 19% became referrals").
//
// The forms that the package knows are those of METHODS J4 and J5; currencies other than the pound, physical units and
// dates in US order are left to others.
package prose
