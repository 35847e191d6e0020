package definitions

const (
	dfeDashboard = "DfE, Children's social care outcomes and enablers dashboard, R/stats_neighbours.R"
	fingertips   = "OHID, Fingertips technical guidance"
	makingData   = "NHS England, Making Data Count; NHSRplotthedots 0.2.2"
	forecasting3 = "Hyndman and Athanasopoulos, Forecasting: Principles and Practice"
)

func demands() []Definition {
	return []Definition{
		{
			ID: "demand.per_10k", Version: 1, Name: "Rate per 10,000",
			Formula: "children / population under 18 at mid-year × 10,000",
			Source:  "DfE, Children looked after in England", Code: "demand.Per10k", Test: "demand.TestVectors_LAIT",
		},
		{
			ID: "demand.neighbours_mean", Version: 1, Name: "Statistical neighbours' mean",
			Formula: "the unweighted mean of the neighbours that have data, the authority itself not among them",
			Source:  "DfE, Local Authority Interactive Tool", Code: "demand.Compare", Test: "demand.TestVectors_LAIT",
		},
		{
			ID: "demand.neighbours_median", Version: 1, Name: "Statistical neighbours' median",
			Formula: "the median of the neighbours that have data, the authority itself not among them",
			Source:  dfeDashboard, Code: "demand.Compare", Test: "demand.TestVectors_Quantiles",
		},
		{
			ID: "demand.rank", Version: 1, Name: "Rank",
			Formula: "1 is the best by polarity, ties taking the best place, among authorities with data; none without polarity",
			Source:  "DfE, Local Authority Interactive Tool", Code: "demand.Rank", Test: "demand.TestVectors_RankTies",
		},
		{
			ID: "demand.quartile", Version: 1, Name: "Quartile band",
			Formula: "quartiles of all authorities by R's type 7; A is the best quarter by polarity, D the worst",
			Source:  "DfE, Local Authority Interactive Tool", Code: "demand.QuartilesOf", Test: "demand.TestVectors_LAIT",
		},
		{
			ID: "demand.interval_rate", Version: 1, Name: "Confidence interval of a rate",
			Formula: "exact Poisson limits under 10 events, Byar's approximation from 10",
			Source:  "Garwood 1936; Breslow and Day 1987; PHEindicatormethods", Code: "demand.Sample.Interval", Test: "demand.TestVectors_ByarAndWilson",
		},
		{
			ID: "demand.interval_proportion", Version: 1, Name: "Confidence interval of a proportion",
			Formula: "Wilson's score interval, without continuity correction",
			Source:  "Wilson 1927; Newcombe 1998; PHEindicatormethods", Code: "demand.Sample.Interval", Test: "demand.TestVectors_ByarAndWilson",
		},
		{
			ID: "demand.significance", Version: 1, Name: "Better, similar or worse than a comparator",
			Formula: "the comparator outside the 95 (or 99.8) per cent interval; on a limit is inside",
			Source:  fingertips + ", comparing local with benchmark values", Code: "demand.Judge", Test: "demand.TestVectors_FingertipsCategories",
		},
		{
			ID: "demand.trend", Version: 1, Name: "Trend marker",
			Formula: "the last five years, significant at 99.8 per cent and surviving the omission of each year in turn",
			Source:  fingertips + ", trend markers", Code: "demand.FivePointTrend", Test: "demand.TestTrendMarkersOfFingertips",
		},
		{
			ID: "demand.two_shares", Version: 1, Name: "Two shares compared",
			Formula: "the difference with its Newcombe (method 10) and its Miettinen-Nurminen interval, and the pooled two-proportion z",
			Source:  "Newcombe 1998", Code: "demand.CompareShares", Test: "demand.TestVectors_TwoProportions",
		},
		{
			ID: "demand.standardised_direct", Version: 1, Name: "Directly standardised rate",
			Formula: "Σ standard × events / people, over Σ standard; Dobson's interval around Byar's limits; none under 10 events",
			Source:  "Dobson and others 1991; PHEindicatormethods", Code: "demand.DirectlyStandardised", Test: "demand.TestDirectlyStandardised",
		},
		{
			ID: "demand.standardised_indirect", Version: 1, Name: "Indirectly standardised ratio and rate",
			Formula: "observed / Σ reference rate × people; times the reference's crude rate; the interval of a rate",
			Source:  "PHEindicatormethods", Code: "demand.IndirectlyStandardised", Test: "demand.TestIndirectlyStandardised",
		},
		{
			ID: "demand.rate_ratio", Version: 1, Name: "Two rates compared",
			Formula: "the ratio with its exact interval, and the probability of counts no likelier, given all events together",
			Source:  "R, stats::poisson.test", Code: "demand.CompareRates", Test: "demand.TestCompareRates_AsRsPoissonTest",
		},
		{
			ID: "demand.two_intervals", Version: 1, Name: "An interval against a comparator's interval",
			Formula: "better or worse when the two do not overlap; touching is similar",
			Source:  fingertips + ", comparison by two confidence intervals", Code: "demand.JudgeIntervals", Test: "demand.TestJudgeIntervals_TwoThatTouchAreSimilar",
		},
		{
			ID: "demand.funnel", Version: 2, Name: "Funnel plot",
			Formula: "a place lies outside when a count so far out has an exact Poisson probability below 0.025 (0.001) a side, of a share below 10 expected an exact binomial one; widened by overdispersion where asked, never narrower than that",
			Source:  "Spiegelhalter 2005; PHEindicatormethods; FunnelPlotR for overdispersion", Code: "demand.Funnel", Test: "demand.TestFunnel_ARateIsOutsideExactlyWhenItsTailProbabilityIs",
		},
		{
			ID: "demand.disclosure", Version: 2, Name: "Suppression of small counts",
			Formula: "counts and totals of 1 to 5 hidden, 0 published; others hidden with them until none can be recovered from totals, subtotals and percentages",
			Source:  "DfE, data guidance of the children in need release, 2021", Code: "demand/disclosure.Rule", Test: "demand/disclosure.TestVectors_SuppressionRule",
		},
		{
			ID: "spc.limits", Version: 1, Name: "Process limits",
			Formula: "mean ∓ 2.66 × mean moving range",
			Source:  makingData, Code: "demand/spc.XmR", Test: "demand/spc.TestXmRLimits",
		},
		{
			ID: "spc.rules", Version: 2, Name: "Special causes",
			Formula: "by the edition named: a point outside the limits; seven (six) rising or falling; two of three beyond a near limit, since the end of 2023 also when beyond the limit; seven (six) on one side of the mean",
			Source:  makingData + "; its issue 194 of 6 November 2023", Code: "demand/spc.Rule", Test: "demand/spc.TestATrendIsSevenPointsStrictlyMonotone",
		},
		{
			ID: "spc.assurance", Version: 1, Name: "Assurance",
			Formula: "the target outside the limits on the better or the worse side: consistently passed or failed; between: inconsistent",
			Source:  makingData, Code: "demand/spc.Assure", Test: "demand/spc.TestAssurance",
		},
		{
			ID: "spc.rare_events", Version: 1, Name: "Charts for rare events (T and G)",
			Formula: "days between events as individuals of their 3.6th root; cases between events with mean ∓ 3·√(mean·(mean + 1))",
			Source:  "qicharts2 0.8.1; Nelson 1994; Benneyan 2001", Code: "demand/spc.RareEvents", Test: "demand/spc.TestRareEvents_CasesHaveTheLimitsOfTheGeometricDistribution",
		},
		{
			ID: "spc.run_chart", Version: 1, Name: "Run chart",
			Formula: "longest run over round(log2 n) + 3, or fewer crossings than the binomial's 5 per cent point",
			Source:  "Anhøj and Olesen 2014", Code: "demand/spc.RunChartOf", Test: "demand/spc.TestAnhoejThresholds",
		},
		{
			ID: "forecast.baselines", Version: 1, Name: "Forecasts by mean, naive, seasonal naive and drift",
			Formula: "the mean; the last value; the value a season ago; the last value and the mean step",
			Source:  forecasting3 + ", section 5.2", Code: "demand/forecast.Predict", Test: "demand/forecast.TestBaselinesOfRsForecastPackage",
		},
		{
			ID: "forecast.smoothing", Version: 2, Name: "Forecasts by exponential smoothing",
			Formula: "simple, Holt's and Holt-Winters', the parameters, and where asked the start, of the least squared one-step errors over all values of the parameters",
			Source:  "R 4.2.2, stats::HoltWinters", Code: "demand/forecast.Predict", Test: "demand/forecast.TestHoltWintersOfR",
		},
		{
			ID: "forecast.mase", Version: 1, Name: "Mean absolute scaled error",
			Formula: "mean |error| / mean |(seasonal) naive error of the training values|",
			Source:  "Hyndman and Koehler 2006", Code: "demand/forecast.Measure", Test: "demand/forecast.TestMeasuresByHand",
		},
		{
			ID: "flow.rates", Version: 1, Name: "Rates of entry, exit and movement",
			Formula: "events / child-days at risk; a child counts on the first day and not on the last",
			Source:  "this library (occurrence over exposure)", Code: "demand/flow.Estimate", Test: "demand/flow.TestARateIsEventsOverChildDays",
		},
		{
			ID: "flow.projection", Version: 1, Name: "Projected children looked after",
			Formula: "the expected stock day by day under the rates, with its exact variance",
			Source:  "this library", Code: "demand/flow.Model.Project", Test: "demand/flow.TestExactVarianceAndNotThePeers",
		},
	}
}
