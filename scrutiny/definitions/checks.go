package definitions

const (
	calculations = "XBRL International, Calculations 1.1 (2023)"
	kindsTest    = "scrutiny.TestCheck_Kinds"
)

func checks() []Definition {
	return []Definition{
		{
			ID: "scrutiny.interval", Version: 1, Name: "What a printed figure stands for",
			Formula: "all values that print the same: printed ∓ half a unit of its last place, closed at both ends",
			Source:  calculations, Code: "scrutiny.Values", Test: "scrutiny.TestSharedIntervals",
		},
		{
			ID: "scrutiny.verdict", Version: 1, Name: "Verdict of a check",
			Formula: "agrees: the inputs as printed give the printed result; within_rounding: some values that print as they do; differs: none; cannot_check: with the reason",
			Source:  "this library", Code: "scrutiny.Check", Test: "scrutiny.TestCheck_VerdictAndWorking",
		},
		{
			ID: "scrutiny.table", Version: 2, Name: "A table judged whole",
			Formula: "true values exist that print as all cells and satisfy all sums and printed ratios together, decided as a flow or a linear program; none is a finding",
			Source:  "Hoffman 1960; Dutertre and de Moura 2006", Code: "scrutiny.Check", Test: "scrutiny.TestCheck_FindsATableThatNoTrueFiguresPrint",
		},
		{
			ID: "scrutiny.means", Version: 1, Name: "Whole scores behind a printed mean and deviation",
			Formula: "a whole sum prints as the mean; a whole sum of squares, of the sum's parity and no less than its square over n, as the deviation; of scores 0 and 1 the mean fixes it",
			Source:  "Brown and Heathers 2016 (GRIM); Anaya 2016 and Allard 2018 (GRIMMER); Heathers and Brown 2019 (DEBIT)", Code: "scrutiny.Deviation", Test: "scrutiny.TestDeviation_AgainstEverySetOfScores",
		},
		{
			ID: "scrutiny.counts", Version: 1, Name: "Whole counts behind a printed share",
			Formula: "the whole numbers k with k / base × 100 in the interval of the printed share; none is impossible",
			Source:  "Brown and Heathers 2017 (GRIM)", Code: "scrutiny.Share.Counts", Test: "scrutiny.TestSharedCountsBehindShares",
		},
		{
			ID: "scrutiny.rounding", Version: 1, Name: "Rounding",
			Formula: "half away from zero, once, at the end, to a stated number of places",
			Source:  "the rule that reproduces every exact published figure tried (11,193 of 11,193)", Code: "scrutiny.Nearest", Test: "scrutiny.TestSharedRounding",
		},
		{
			ID: "scrutiny.telling", Version: 1, Name: "How telling a check was",
			Formula: "printable values that would have passed, of those within 100 steps of the computed one (a share: of all from 0 to 100 per cent)",
			Source:  "this library", Code: "scrutiny.Telling", Test: "scrutiny.TestCheck_SaysHowTellingItWas",
		},
		{
			ID: "scrutiny.explanation", Version: 1, Name: "Explanation of a difference",
			Formula: "the one simplest slip that accounts for it, tried in the order in which errors occur; none where none fits or several do",
			Source:  "this library; the order from errors found in XBRL filings", Code: "scrutiny.Slip", Test: "scrutiny.TestCheck_NamesTheSlipOfAClaim",
		},
		{
			ID: "scrutiny.formula", Version: 1, Name: "A figure by its formula",
			Formula: "the formula over the inputs, exactly, with every input anywhere in its interval; an input used twice varies together",
			Source:  "interval arithmetic; " + calculations, Code: "scrutiny.KindFormula", Test: "scrutiny.TestCheck_VerdictAndWorking",
		},
		{
			ID: "scrutiny.same", Version: 1, Name: "One figure printed twice",
			Formula: "at one precision equal; at two, each in the interval of the other",
			Source:  calculations + ", consistent duplicates", Code: "scrutiny.KindSame", Test: "scrutiny.TestCheck_OneFigurePrintedInSeveralPlaces",
		},
		{
			ID: "scrutiny.sum", Version: 1, Name: "A total",
			Formula: "the sum of its parts as intervals; n parts and a total of one precision may miss by (n + 1) / 2 units",
			Source:  calculations, Code: "scrutiny.KindSum", Test: "scrutiny.TestSharedSums",
		},
		{
			ID: "scrutiny.movement", Version: 1, Name: "Movement",
			Formula: "later − earlier",
			Source:  "this library", Code: "scrutiny.KindMovement", Test: kindsTest,
		},
		{
			ID: "scrutiny.change", Version: 1, Name: "Change in per cent",
			Formula: "(later − earlier) / earlier × 100",
			Source:  "this library", Code: "scrutiny.KindChange", Test: kindsTest,
		},
		{
			ID: "scrutiny.stock_flow", Version: 1, Name: "Stock and flow",
			Formula: "opening + started − ended",
			Source:  "this library", Code: "scrutiny.KindStockFlow", Test: kindsTest,
		},
		{
			ID: "scrutiny.cohort", Version: 1, Name: "Groups of which some lie inside others",
			Formula: "the sum of those groups that lie inside no other: each child once",
			Source:  "this library", Code: "scrutiny.KindCohort", Test: kindsTest,
		},
		{
			ID: "scrutiny.of_which", Version: 1, Name: "A part of a whole",
			Formula: "no part exceeds its whole, where nothing can be negative",
			Source:  "this library", Code: "scrutiny.KindOfWhich", Test: kindsTest,
		},
		{
			ID: "scrutiny.period", Version: 1, Name: "What a report can know",
			Formula: "the period of an actual figure had ended by the date of the report, or by its latest position",
			Source:  "this library", Code: "scrutiny.KindPeriod", Test: kindsTest,
		},
		{
			ID: "scrutiny.band", Version: 1, Name: "The band of a value",
			Formula: "the stated bands that the value's interval meets; a lower edge is inside and an upper is not, unless stated",
			Source:  "the report's own bands", Code: "scrutiny.KindBand", Test: kindsTest,
		},
		{
			ID: "scrutiny.compare", Version: 1, Name: "A word between two figures",
			Formula: "above: value > other; below: value < other; in line: within the stated tolerance; a word of judgement by polarity",
			Source:  "this library", Code: "scrutiny.KindCompare", Test: kindsTest,
		},
		{
			ID: "scrutiny.set", Version: 1, Name: "Shares of one whole",
			Formula: "some shares that print so add to 100 per cent, and where whole things were counted, some whole counts print all of them",
			Source:  "Brown and Heathers 2017 (GRIM), for several shares at once", Code: "scrutiny.KindSet", Test: kindsTest,
		},
		{
			ID: "scrutiny.rank", Version: 1, Name: "A place among others",
			Formula: "1 + how many are ahead, ties sharing every place they could have; best and worst by polarity",
			Source:  "this library", Code: "scrutiny.KindRank", Test: kindsTest,
		},
		{
			ID: "scrutiny.weighted", Version: 1, Name: "An average of groups",
			Formula: "Σ value × weight / Σ weight; without weights no less than the least and no more than the greatest",
			Source:  "this library", Code: "scrutiny.KindWeighted", Test: kindsTest,
		},
		{
			ID: "scrutiny.population", Version: 1, Name: "One population behind several rates",
			Formula: "count / rate × 10,000 as intervals: some population lies in all of them",
			Source:  "this library", Code: "scrutiny.KindPopulation", Test: kindsTest,
		},
		{
			ID: "scrutiny.neighbours", Version: 1, Name: "A claim about statistical neighbours",
			Formula: "tried under each list, by the mean and by the median; it agrees or differs only where all say the same",
			Source:  "DfE, Local Authority Interactive Tool (mean); " + dfeDashboard + " (median)", Code: "scrutiny.KindNeighbours", Test: "scrutiny.TestCheck_AClaimAboutNeighboursIsTriedUnderBothAverages",
		},
		{
			ID: "scrutiny.vanished", Version: 1, Name: "A figure of the last report that is gone",
			Formula: "every table, row and claim of the last report is looked for by its name",
			Source:  "this library", Code: "scrutiny.KindVanished", Test: "scrutiny.TestCheck_AgainstTheLastReport",
		},
	}
}
