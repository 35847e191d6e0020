package definitions

func checks() []Definition {
	return []Definition{
		{
			ID: "scrutiny.interval", Version: 1, Name: "What a printed figure stands for",
			Formula: "all values that print the same: printed ∓ half a unit of its last place, closed at both ends",
			Source:  "XBRL International, Calculations 1.1 (2023)", Code: "scrutiny.Values", Test: "scrutiny.TestSharedIntervals",
		},
		{
			ID: "scrutiny.verdict", Version: 1, Name: "Verdict of a check",
			Formula: "agrees: the inputs as printed give the printed result; within_rounding: some values that print as they do; differs: none; cannot_check: with the reason",
			Source:  "this library", Code: "scrutiny.Check", Test: "scrutiny.TestCheck_VerdictAndWorking",
		},
		{
			ID: "scrutiny.table", Version: 1, Name: "A table judged whole",
			Formula: "each cell tightened by its row and column totals until nothing moves; an empty interval is a finding",
			Source:  "bounds propagation", Code: "scrutiny.Check", Test: "scrutiny.TestCheck_FindsATableThatNoTrueFiguresPrint",
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
	}
}
