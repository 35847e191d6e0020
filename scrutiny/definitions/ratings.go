package definitions

const oldham2019 = "Oldham Council, Getting to Good: Children's Improvement Programme Update, 10 September 2019"

func ratings() []Definition {
	return []Definition{
		{
			ID: "rag.delivery", Version: 1, Name: "Rating of an action",
			Formula: "in this order: complete: green; past due: red; worse than its trajectory: red; not started after its start: red; at or better than its trajectory: green; in progress or awaiting sign-off: amber; before its start: unrated",
			Source:  oldham2019 + ", paragraph 5.3", Code: "rag.DeliveryRule", Test: "rag.TestDelivery_InTheOrderOfTheDesign",
		},
		{
			ID: "rag.trajectory", Version: 1, Name: "Value that a trajectory requires on a date",
			Formula: "the straight line between the milestones on both sides of the date, or the last milestone reached (step)",
			Source:  oldham2019 + ", appendix 2", Code: "rag.Trajectory", Test: "rag.TestTrajectory_RequiredOnADate",
		},
		{
			ID: "rag.tolerance", Version: 2, Name: "Rating against a target",
			Formula: "miss = the difference on the wrong side of the target; green when miss ≤ green_within, amber when ≤ amber_within (points, or a share of |target|), else red; unrated where the printed values are not of one unit",
			Source:  "tolerances as councils publish them; never a ratio to the target, so that targets of 0 and below are legal", Code: "rag.Tolerance", Test: "rag.TestTolerance_EveryEdgeAndPolarity",
		},
		{
			ID: "rag.tolerance_trend", Version: 2, Name: "Rating against a target and the last value",
			Formula: "as rag.tolerance, and red only when the value also did not improve on the previous one; without a previous one red, and amber possible",
			Source:  "London Borough of Havering, corporate performance report 2013/14", Code: "rag.ToleranceTrend", Test: "rag.TestToleranceTrend_RedNeedsNoImprovementToo",
		},
		{
			ID: "rag.target_floor", Version: 1, Name: "Rating by target and floor standard",
			Formula: "green at or better than the target, red worse than the floor, amber between",
			Source:  "Kent County Council, performance dashboards", Code: "rag.TargetFloor", Test: "rag.TestTargetFloor_EveryEdge",
		},
		{
			ID: "rag.budget", Version: 1, Name: "Rating of a budget",
			Formula: "variance as per cent of budget against two lines, one-sided or two-sided",
			Source:  "thresholds as councils publish them", Code: "rag.Budget", Test: "rag.TestBudget_SidesAndShares",
		},
		{
			ID: "rag.range", Version: 1, Name: "Rating of activity that should stay between two lines",
			Formula: "green between the lines, amber within the allowance outside them, else red",
			Source:  "Kent County Council, performance dashboards", Code: "rag.Range", Test: "rag.TestRange_LinesAndAllowance",
		},
		{
			ID: "rag.quartile", Version: 1, Name: "Rating by quartile",
			Formula: "by polarity: quarter A green, B and C amber, D red; quartiles by R's type 7",
			Source:  "DfE, Local Authority Interactive Tool", Code: "rag.Quartile", Test: "rag.TestQuartile_BandsByPolarity",
		},
		{
			ID: "rag.position", Version: 1, Name: "Position between the lines",
			Formula: "p = (value − red line) / (green line − red line), not clamped; reds are listed by it, worst first",
			Source:  "the lines of Spider Impact's score (red flag and goal), without its ends", Code: "rag.Between", Test: "rag.TestReds_WorstFirstByPosition",
		},
		{
			ID: "rag.plurality", Version: 1, Name: "Overall rating by plurality",
			Formula: "the colour that most rated items have; a tie takes the worse",
			Source:  oldham2019 + ", table 1", Code: "rag.Plurality", Test: "rag.TestRollUp_TheReportsAmberIsPlurality",
		},
		{
			ID: "rag.policies", Version: 1, Name: "Overall rating by other policies",
			Formula: "worst; cap (any red: amber at best); priority item; average score with cut-offs; weighted; latest",
			Source:  "council reports and vendors' documentation", Code: "rag.Policies", Test: "rag.TestPolicies",
		},
		{
			ID: "rag.travel", Version: 1, Name: "Direction of travel",
			Formula: "improving or worsening by polarity when the change exceeds the tolerance, else no material change; not comparable when target, definition or basis changed",
			Source:  "this library", Code: "rag.Travel", Test: "rag.TestTravel_ByPolarityNeverBySign",
		},
		{
			ID: "rag.flapping", Version: 1, Name: "How often a rating changed of late",
			Formula: "100/n × Σ (0.8 + 0.4 i/n) over the steps i that are changes, the oldest 0",
			Source:  "Icinga 2 documentation, flapping detection (which prints 1.15 for the newest weight of 1.18)", Code: "rag.StabilityOf", Test: "rag.TestStability_IsIcingasFormula",
		},
	}
}
