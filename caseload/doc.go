// Package caseload computes the figures by which children's services watch the load on their social workers: how many
// hold a manageable, high or very high caseload, the average and the median, who is over their limit and by how much,
// the workforce ratios that the Department for Education (DfE) publishes, and what it would take to bring everyone within
// their limit.
//
// # Start here
//
//   - [ReadWorkers] reads a list of workers, [NewProfile] describes it, and [Bands] says what "high" means.
//   - [ReadWorkforce] and [Workforce.Ratio] compute average caseload, vacancy, agency and turnover by the DfE definitions.
//   - [Limits], [Standard], [Contract] and [PointsScheme] say what a worker can carry, and [Overloads] who carries more.
//   - [Staffing], [Course], [Room], [Transfers] and [PointsTransfers] answer "what if"; [Snapshot.Move] says what changed.
//   - [Accumulator] describes a stream of any length in constant memory.
//
// # The edges
//
// By default a band includes its lower edge and excludes its upper one: under 21 cases is manageable, so 20.99 is, and 21 is
// high; 29.99 is high and 30 is very high ([OldhamBands]). A band can say otherwise ([Band.FromExcluded],
// [Band.ToIncluded]): exactly 110 per cent is in "100 to 110" and not over it ([UtilisationBands]). Bands that leave a gap, overlap
// or share an edge are refused when they are made.
//
// At the limit is within it. One [Threshold], with its edge, decides "over" everywhere. A load with no capacity is over; it is
// never 0 per cent. Neither load nor capacity is neither. A worker without FTE, on leave, has no limit to fill.
//
// # What counts
//
// Each child is one case, so that three siblings are three cases. A worker without cases is reported apart
// ([Group.WithNone]) and is in no average and no share. Every average names what it divides by what: the mean per worker
// holding at least one case, the mean per full-time equivalent (FTE) of workers holding at least one case (the DfE
// definition, on 30 September), and the median. The average of a group is the ratio of its sums, never the mean of its
// members' averages. Headcount and FTE are never mixed in one figure.
//
// A share of a band is exclusive, and beside it stands the cumulative one: "30 % high, 3 % very high" can mean either, and
// [ReadShares] gives both readings.
//
// Cases that nobody holds are counted apart ([Profile.UnallocatedCases]) and are in no average.
//
// Newly qualified workers (in their assessed and supported year in employment, ASYE) have a protected caseload by a
// [Protection], always a parameter, applied to the FTE or to the limit, once.
//
// # Rounding
//
// A [Ratio] keeps its two sums and is compared exactly, so that 209 of 190 is 110 per cent and not over it. It is rounded when it is
// printed, once, half away from zero, to the places asked for ([Ratio.Round]). A rounded column may not add to its rounded
// total. DfE prints its workforce ratios to one place ([DfEPlaces]). Available points are truncated, as the probation service
// does ([Capacity.Points]).
//
// # Errors and faults
//
// A file that cannot be read gives a [figure.Fault] with its line and column. A row that cannot be used (a worker twice, cases
// below zero, cases with no FTE, FTE above 1.5, a blank) gives a [Fault] with its line; the other rows stand, and
// [Profile.LeftOut] accounts for what was left out. Bands that are wrong give every fault at once. An average without a
// denominator is not defined: [Ratio.Round] returns false, and JSON says null.
//
// # Zero values
//
// Bands{} has no bands and places nothing. [Settings]{} uses [OldhamBands], an ordinary limit of 18 and an optimum of 15 cases
// a worker (Oldham, report of 10 September 2019, 7.2) and no protection for newly qualified workers. Threshold{} is "over 100 per cent".
// Ratio{} is not defined.
//
// # Where we differ from the published methods
//
// The DfE average divides by the FTE of every worker holding a case, part-loaded managers included, and so do we
// ([Group.MeanPerFTE]). DfE leaves workers above 50 cases per FTE out of its caseload groups; [DfEBands] ends there too and
// the result accounts for them ([Banding.Above]). The probation service shows a load with no capacity as 0 per cent and
// rounds its hours before it divides; we do neither.
package caseload
