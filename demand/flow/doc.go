// Package flow projects the number of children looked after, by age band and placement type, for those who plan placements
// and their cost: how many will be where, how sure that is, and how many child-days must be paid for.
//
//	model, err := flow.Estimate(histories, window, nil)             // daily rates from SSDA903 episodes
//	projection, err := model.Project(flow.StockOn(histories, day), flow.Settings{Start: day, Days: 365})
//
// # The model
//
// On each day a child in a band and a placement type moves to another type, or leaves care, with the chances of that band
// and type; children begin to be looked after as a Poisson number a day. Children grow older by the calendar: each
// changes band on a birthday of its own and leaves care on the 18th, whatever the rates say. [Chain] is the same
// arithmetic for named states without ages.
//
// # Edges
//
// A child counts on the day a stay starts and not on the day it ends, so child-days are days paid for. One born on 29
// February has birthdays on 1 March of common years. A move and a birthday on one day happen in that order: the chance is that
// of the band of the day before. Quarters are those of the financial year, Q1 being April to June.
//
// # Rates
//
// A rate is events over child-days at risk in a window of days. Episodes are read with dates of both styles; an open one
// runs on to the 18th birthday; rows that stand twice, overlap, end before they start or lack a date of birth are reported
// and settled as [ProblemCode] says, so that a child is in one place on a day, and in care on every day that any episode
// covers.
//
// # What is exact
//
// Expected numbers and their variances are exact for the rates as they stand, and the interval of reporting does not
// change them. An interval is the mean ∓ 1.96 standard deviations, never below zero. It holds chance; with
// Settings.UncertainRates also, to first order, what the events behind the rates leave open. [BackTest] shows what either is
// worth. Nothing is rounded to whole
// children before it is costed. Numbers are float64; [PlacementPeriod.CareDays] gives a decimal for money.
//
// # Errors and zero values
//
// A model is checked whole: [Model.Check] gives every fault, each a [*ModelError] with a code. Files give an
// [*figure.Fault] with line and column. The zero Model uses [DefaultBands], the zero [Adjustment] is refused as changing
// nothing, the zero [Projection] is empty.
//
// # Deviations
//
// Published models of this kind (data-to-insight's cs-demand-model and its regional variant) let 16 and over leave at
// 1/5110 a day, age children by one over the length of a band, keep leavers in the total, answer differently for each
// step length, take the mean of daily ratios for a rate, and add the variances of steps without propagating them (2,269.7
// where 22.2 is exact). To get their ageing, use a [Chain] with the bands as states.
package flow
