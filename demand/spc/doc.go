// Package spc draws statistical process control charts of a measure over time, for analysts and scrutiny officers who
// want to know whether a movement is signal or noise: the XmR chart with the rules of NHS England's "Making Data Count",
// the run chart with the Anhøj rules, P, U and C charts for proportions, rates and counts, and T and G charts for what lies
// between rare events ([RareEvents]).
//
// [XmR] is the chart to begin with:
//
//	chart, err := spc.XmR(values, spc.Settings{Polarity: rag.LowerBetter, Target: new(18.0)})
//
// # Edges
//
// A point is outside the limits when it is beyond them, not on them. A point exactly on the centre line breaks a run. A
// trend is seven points each strictly above (or below) the one before, that is six moves. Two of three needs all three on
// one side and two of them beyond a near limit; whether one beyond the process limit counts differs between editions of the
// rules, and so does the length of a trend or shift: a chart has one edition, and names it ([Edition], [Settings].Run). When several rules
// match a point the first of outside limits, trend, two of three, shift is given.
//
// # Rounding
//
// Values are float64: a mean of moving ranges does not end in decimals. The mean is refined in a second pass, so
// that a point on the line is on the line. Nothing is rounded; round when you print.
//
// # Errors
//
// A series with a value that is not a finite number gives a [*ValueError], and one of fewer than two points (a segment
// of fewer than two, after rebasing) gives [ErrTooFew]. Limits from few points are wide guesses: below 13 points (12 in
// the guidance's wording) a note in the chart says so.
//
// # Zero values
//
// The zero [Settings] charts a measure of which neither more nor less is better, without a target, a baseline of all
// points and no screening of outliers. The zero [Rule] is NoRule, the zero [Variation] CommonCause and the zero
// [Assurance] NoAssurance.
//
// # Deviations
//
// NHSRplotthedots screens outlying moving ranges unless told not to, and the NHS workbook does not: here it is
// [Settings].Screen. Screening a constant series leaves NHSRplotthedots without limits (0 < 3.267 × 0 is false); here
// the limits are the value itself. An R user of qicharts2 finds its I chart, whose factor is 3/1.128 and not 2.66, under
// [Settings].Factor.
//
// Sources: NHSRplotthedots v0.2.2 (nhs-r-community), NHS England, Making Data Count; qicharts2 v0.8.1 (anhoej); Anhøj
// and Olesen 2014; Montgomery, Introduction to Statistical Quality Control; Laney 2002.
package spc
