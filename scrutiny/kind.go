package scrutiny

// Kind says how a claim is judged. The empty kind is found from the fields of the claim: [KindFormula] where nothing
// else fits.
type Kind string

const (
	// KindFormula works Formula out over Inputs and holds it against Printed.
	KindFormula Kind = "formula"
	// KindSame is one figure printed twice: Printed against SameAs, Value or the only input.
	KindSame Kind = "same"
	// KindOverall is an overall rating: Tally and Policy (plurality, worst) against the colour in Printed.
	KindOverall Kind = "overall"
	// KindPeriod is a figure of a period that must lie within what a report of its date can know: Period.
	KindPeriod Kind = "period"
	// KindBand is a value and the name of its band: Value, Bands, Printed.
	KindBand Kind = "band"
	// KindCompare is a word between two values: Value, Against, and "above", "below" or "in line with" in Printed. With
	// Formula, the word is held against the sign of the result. Words of judgement (improved, met) need Polarity.
	KindCompare Kind = "compare"
	// KindSet is a set of shares of one whole: Items or Inputs; Open when an "other" is not printed; Base and Whole where
	// whole things were counted.
	KindSet Kind = "set"
	// KindShare is a share of a base of whole things: Printed, and Base that is exact, or Whole. A share of amounts or of
	// whole-time equivalents is a formula.
	KindShare Kind = "share"
	// KindSum is a total of all Inputs or Items, as sub-periods of a period or cohorts of a whole.
	KindSum Kind = "sum"
	// KindMovement is Inputs later less earlier.
	KindMovement Kind = "movement"
	// KindChange is the change from earlier to later as a per cent of earlier.
	KindChange Kind = "change"
	// KindOfWhich is parts (Items or Inputs) that cannot exceed their whole (Value).
	KindOfWhich Kind = "of_which"
	// KindRank is the place of Value among Items, "3rd", "highest", "lowest"; with Polarity also "best" and "worst".
	KindRank Kind = "rank"
	// KindWeighted is an average of Items by their weights; without weights it must lie between the least and the greatest.
	KindWeighted Kind = "weighted"
	// KindPopulation is one population behind all Items (count, and value as its rate); Base is the multiplier, 10,000 by
	// default.
	KindPopulation Kind = "population"
	// KindStockFlow is Inputs opening + started - ended = Printed.
	KindStockFlow Kind = "stock_flow"
	// KindCohort is a total of groups of which some are counted inside others: Inputs, Contains, Printed.
	KindCohort Kind = "cohort"
	// KindRAG is a colour by a stated Rule, or by Target, Tolerance ("5" points or "5%") and Polarity: Value, Printed.
	KindRAG Kind = "rag"
	// KindNeighbours is a word about statistical neighbours ("below", "3 points higher") in Printed, tried by the data of
	// Options.Neighbours.
	KindNeighbours Kind = "neighbours"
	// KindVanished is a figure of the last report that this one no longer has. It is found by Check with Options.Previous.
	KindVanished Kind = "vanished"
	// KindTable is a table judged whole. It is found by Check and is not a kind of claim.
	KindTable Kind = "table"
	// KindVariance is a variance by a stated sign convention: Inputs budget, forecast, reserves; Convention.
	KindVariance Kind = "variance"
)
