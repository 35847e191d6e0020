// Package demand works out rates of children, sets an authority beside its statistical neighbours, and says what a
// difference can bear. It is for analysts of children's services and for those who build their tools.
//
// # What it computes
//
//   - Rates per 10,000 with the population they are made with, percentages and ratios: [Per10k], [Rate], [Percentage].
//   - A figure beside its neighbours, under both official averages and the pooled rate, with rank and quartile:
//     [Compare]. Lists of neighbours are data with a name and a date: [List].
//   - Whether a claim ("below our neighbours") holds whatever list and average is meant: [CheckClaim].
//   - What chance explains: intervals ([Sample.Interval]), better or worse than a benchmark ([Judge]), two shares
//     ([CompareShares]) and several ([CompareAll], [TrendInShares]), funnels ([Funnel.Place]).
//   - Populations of different age made comparable ([DirectlyStandardised], [IndirectlyStandardised]), two rates of events
//     ([CompareRates]), and a printed interval against one of a comparator ([JudgeIntervals]).
//   - The way from contact to plan ([Conversion], [ReReferrals]), children in several groups each counted once
//     ([AddCohorts]), stock and flow ([StockFlow]).
//   - Samples of audited cases: their shares, the whole counts behind printed percentages, change between two rounds, and
//     the distance to a target ([Audit], [ImpliedCounts], [CompareAudits], [AgainstTarget]).
//   - A distance of one's own between authorities ([Features]).
//   - Change from year to year ([ChangeBetween]) and the five-point trend marker ([FivePointTrend]).
//
// Published files are read by package dfe below this one, and small counts protected by package disclosure; charts of
// control, forecasts and the flow of placements stand in spc, forecast and flow.
//
// # Rules at the edges
//
// A missing value is typed ([Missing]) and never becomes a number: a neighbour without data is left out, and every result
// says how many had some. An authority is never its own neighbour, and its own figure is among those that rank and
// quartiles are made of. Ties take the best place. A quartile belongs to the interval below it. A measure without polarity
// has neither rank nor band. A comparator on the limit of an interval is inside it. Under 10 events a rate has the exact
// Poisson interval, from 10 Byar's.
//
// # Rounding
//
// Rates, percentages and means carry 16 decimal places; medians, sums and quartiles are exact. Nothing is rounded before
// it is compared. To print a figure as the Department for Education does, round it once, half away from zero, with
// [LookedAfterPlaces], [RatePlaces] or [PercentagePlaces].
//
// Intervals and tests need roots, logarithms and distributions; they are computed in binary floating point and agree with
// R to about 12 significant digits. The quantiles start from gonum's and are refined.
//
// # Errors
//
// A rate without a population, a share of nothing and the like are errors that name the figure ([RateError],
// [SampleError]), never 0. [Compare] never fails: what cannot be made is missing in its result, with a [Note]. Faults in
// files are a [figure.Fault] with line and column.
//
// # Zero values
//
// [Value] is missing, [Verdict] none, [Band] unbanded, [Outcome] cannot tell, [Polarity] in package rag neutral: nothing
// that was not said is good.
//
// # Where we differ from published methods
//
// DfE has two averages of neighbours, which can disagree, and names neither on its charts; every result here has both.
// Its dashboard sums to 0 where no neighbour has data; here the sum is missing. Its Local Authority Interactive Tool
// colours quartile bands A and D and leaves B and C plain; [Band.Rating] calls those amber. FunnelPlotR's limits for ratios
// of counts use another standard error than its z-scores, and are left out. PHEindicatormethods finds its funnel limits of
// rates by bisection; [ExpectedOnLimits] has the closed form.
//
// Left out on purpose: hysteresis, because a verdict is a function of the figures alone; compound growth, because councils'
// years are too few and uneven for one rate; and the decomposition by logarithmic mean of changes that pass through 0,
// where the logarithm does not exist.
//
// [Polarity]: https://pkg.go.dev/github.com/scrutineer-dev/scrutineer/rag#Polarity
package demand
