// Package rag colours the figures and actions by which councils steer: it rates a value or an action Red, Amber or
// Green by a rule that is data, says why in one sentence, and rolls ratings up without hiding a red. It is for
// performance analysts and for the developers of their tools; it reads no files and knows no clock.
//
//	rule, err := rag.ReadRule(strings.NewReader(`{"kind": "tolerance", "amber_within": "5%"}`))
//	a := rule.Assess(rag.Reading{Actual: rag.MustPrinted("88%"), Target: rag.MustPrinted("90%"), Polarity: rag.HigherBetter})
//	fmt.Println(a.Rating, a.Reason())
//
// # Edges
//
// A value on a line belongs to the better colour, unless the rule says "worse" for that line; a band says at_least or
// above, at_most or below. On the target is green, on or within the tolerance is green or amber, on the floor is amber,
// on its due date an action is not late. A miss is a difference and never a ratio to the target, so that targets of 0 and
// below are legal; a tolerance in per cent is a share of the size of the target, and allows nothing at 0. Published rules
// that leave 89 to 90 in no band, or 70 in two, are refused by [Rule.Validate].
//
// # Rounding
//
// Nothing is rounded before it is rated, unless the rule has "round": then the value is, half away from zero, to so many
// places (in a budget rule, the variance in per cent). Required values of a trajectory are compared as exact fractions.
// A value known as printed is rated as printed; where its half unit of doubt reaches another colour,
// [Assessment.Possible] has them all: "Green or Amber: 89.9 printed may be 89.85 to 89.95". [Tally.Percent] rounds each
// share on its own, so a set may print a sum of 101; [Tally.PercentTo100] does not.
//
// # What has no colour
//
// A reading without value, target or polarity is [Unrated], and a [State] says why; so is an action that is not yet due,
// deferred or discontinued. [Complete] is a state of what is green: blue has three meanings among councils, and is
// only a way to show it, see [BRAG]. A reading states its own polarity, target, floor and tolerance; where it is
// silent, those of the rule apply. A rating has no memory: stability over the last readings is reported beside it.
//
// # Results
//
// A [Scorecard] is indicators rated by a rule, a [Plan] actions rated on a day, [Ratings] what somebody else has rated, and a
// [Movement] what became of them. Each marshals itself, decimals as strings, no figure as null, and reads back equal: what
// follows from the readings and the rule is worked out anew. [ScorecardOf] and [ItemTableOf] leave the rows of a long table where
// they stand.
//
// # Zero values
//
// Rating(0) is Unrated, Polarity(0) none, Value{} no data, Allowance{} and Date(0) not stated, Edge(0) the better side.
//
// # Errors
//
// [ReadActions], [ReadKPIs] and [ReadItems] fail with a [*figure.Fault] that names line and column; [ReadRule] with one
// that does, or with [Faults], all of them at once, each with a stable [Code]. Numbers of more than 40 digits or an
// exponent beyond ±30 are refused. Only functions named Must panic.
//
// # Files
//
// actions.csv (columns: [ReadActions]), kpis.csv ([ReadKPIs]) and ratings.csv ([ReadItems]) are matched by the names in
// their first line, in any order, separated by comma, semicolon or tab.
//
// # Rules as JSON
//
// A rule is one object. Every kind has
//
//	id, version, since (ISO date), source, title    names, and the day from which it applies
//	polarity                                        higher, lower or close
//	round                                           places to round to before rating
//	no_change                                       the change between periods that is not material, "0.2" or "1%"
//
// and settings of its own, all of which may be left out. Numbers may stand in quotes. An allowance is "5", points in
// the measure's unit, "5%", a share of the target, "£50k", or two of these: "1% or £50k, whichever is larger". "edges": {"green": …, "red": …} is better or worse.
//
// delivery rates actions by due date, status and measured progress; see [Delivery] for the order of its tests. by
// overrides how trajectories run (line or step); elapsed rates the work done against the time gone.
//
//	{"kind": "delivery", "id": "plan", "elapsed": {"green_at": "90", "red_below": "70"}}
//
// trajectory rates a measure against dated milestones, by a straight line or by step.
//
//	{"kind": "trajectory", "polarity": "higher", "by": "line", "baseline": {"date": "2019-04-01", "value": "24"},
//	 "milestones": [{"date": "2019-10-31", "value": "55"}, {"date": "2020-06-30", "value": "70"}], "amber_within": "5"}
//
// tolerance rates the miss of a target: green within green_within (0), amber within amber_within, or within the tolerance
// of the reading ("tolerance_column": "green" makes that the green one).
//
//	{"kind": "tolerance", "green_within": "0", "amber_within": "5%"}
//
// tolerance_trend is amber beyond the tolerance too, if the value improved on an earlier one, "against" previous or
// year_ago; "unchanged" is better when a maintained value counts as improved. The tolerance of a reading is the green one.
//
//	{"kind": "tolerance_trend", "green_within": "10%", "against": "year_ago", "unchanged": "better"}
//
// target_floor rates by two lines, of the reading or its own. "90 and above green, below 75 red" is
//
//	{"kind": "target_floor", "polarity": "higher", "target": "90", "floor": "75", "edges": {"green": "better", "red": "better"}}
//
// budget rates spending (actual) against a budget (target), "sides" one or two. Up to 100% of budget green, to 105%
// amber, is
//
//	{"kind": "budget", "sides": "one", "green_within": "0%", "amber_within": "5%"}
//
// range rates activity that should stay between two lines, which may be the floor and the target of the reading.
//
//	{"kind": "range", "low": "100", "high": "120", "amber_within": "10"}
//
// It also takes any bands, with a label and their own ends: a number, target, floor or "90% of target". With "match":
// "first" the first band that holds the value counts, as in a cascade of ifs; otherwise a value in two bands is a fault.
// "lowest" and "highest" are the values the measure can take. OBIEE gives each edge to the worse band:
//
//	{"kind": "range", "bands": [{"label": "ideal", "rating": "green", "above": "125"},
//	 {"label": "good", "rating": "green", "above": "100", "at_most": "125"},
//	 {"label": "acceptable", "rating": "amber", "above": "80", "at_most": "100"},
//	 {"label": "warning", "rating": "amber", "above": "50", "at_most": "80"},
//	 {"label": "critical", "rating": "red", "at_most": "50"}]}
//
// quartile rates the quarter among authorities: best green, worst red, the two between amber. Instead of the quartiles
// it takes the values of the authorities themselves, "authorities": ["12.1", "9.8", …].
//
//	{"kind": "quartile", "polarity": "lower", "quartiles": {"min": "0", "lower": "25", "median": "50", "upper": "75", "max": "100"}}
//
// A pack is {"id": …, "rules": […]}, several versions of one id told apart by since.
//
// # Where we differ
//
// The DfE's tool gives quartile bands B and C no colour; [Assessment.Band] has the letter. Rates of improvement are
// straight, not compound as in Open SDG: compound growth has no answer at a base of 0. Icinga's flapping value is
// computed by its formula, not by the misprint in its documentation. An average hides reds, so every [Overall] names them.
package rag
