package definitions

const (
	oldhamReport  = "Oldham Council, report of 10 September 2019, section 7"
	dfeWorkforce  = "DfE, Children's social work workforce"
	iroHandbook   = "DfE, IRO Handbook, 2010"
	probationWork = "Ministry of Justice, workload measurement tool (hmpps-workload)"
)

func caseloads() []Definition {
	return []Definition{
		{
			ID: "caseload.bands", Version: 1, Name: "Bands of caseloads",
			Formula: "manageable: under 21 cases; high: 21 to under 30; very high: 30 and over",
			Source:  oldhamReport, Code: "caseload.OldhamBands", Test: "caseload.TestOldhamBandsAtEveryEdge",
		},
		{
			ID: "caseload.bands_dfe", Version: 1, Name: "Bands of cases per FTE",
			Formula: "1 to under 5, 5 to under 10, and so on, of cases / FTE, weighted by FTE",
			Source:  dfeWorkforce, Code: "caseload.DfEBands", Test: "caseload.TestDfEBandsAtEveryEdge",
		},
		{
			ID: "caseload.mean_per_worker", Version: 1, Name: "Mean caseload per worker",
			Formula: "cases / workers holding at least one case",
			Source:  oldhamReport, Code: "caseload.Group.MeanPerWorker", Test: "caseload.TestAverageOfAGroupIsTheRatioOfItsSums",
		},
		{
			ID: "caseload.mean_per_fte", Version: 1, Name: "Average caseload",
			Formula: "cases held on 30 September / FTE of the workers holding at least one case",
			Source:  dfeWorkforce, Code: "caseload.Group.MeanPerFTE", Test: "caseload.TestTheAverageOf19IsTheOneThatDfEPublished",
		},
		{
			ID: "caseload.quantile", Version: 1, Name: "Median and quantiles of caseloads",
			Formula: "R's type 7 over workers holding at least one case",
			Source:  "Hyndman and Fan 1996, type 7 (Excel's PERCENTILE.INC)", Code: "caseload.Profile", Test: "caseload.TestQuantilesAgreeWithTheSortedList",
		},
		{
			ID: "caseload.capacity", Version: 1, Name: "Capacity",
			Formula: "(contracted hours − dated reductions, at most the contracted) / full-time hours, divided last",
			Source:  probationWork, Code: "caseload.Capacity.FTE", Test: "caseload.TestReductionsTakeNoMoreThanThereIs",
		},
		{
			ID: "caseload.utilisation", Version: 1, Name: "Utilisation",
			Formula: "load / limit; a load without capacity is over, never 0 per cent; at the limit is within it",
			Source:  "this library", Code: "caseload.Utilisation", Test: "caseload.TestThreeStatesOfUtilisation",
		},
		{
			ID: "caseload.protection", Version: 1, Name: "Protected caseload of newly qualified workers",
			Formula: "a stated factor on the FTE or on the limit, applied once",
			Source:  "60 per cent in Devon, 90 per cent in Wirral, 80 per cent for probation officers: always a parameter", Code: "caseload.Protection", Test: "caseload.TestProtectionIsAppliedOnce",
		},
		{
			ID: "caseload.limit_iro", Version: 1, Name: "Caseload of an independent reviewing officer",
			Formula: "50 to 70 children; 70 is within guidance",
			Source:  iroHandbook, Code: "caseload.IROStandard", Test: "caseload.TestStandardsAtTheirEdges",
		},
		{
			ID: "caseload.mixed", Version: 1, Name: "A mixed caseload against several standards",
			Formula: "Σ nᵢ / standardᵢ; over 1 is over",
			Source:  "Child Welfare League of America, standards for combined caseloads; any standards that are stated", Code: "caseload.Mixed", Test: "caseload.TestMixedCaseloadAgainstSeveralStandards",
		},
		{
			ID: "caseload.vacancy_rate", Version: 1, Name: "Vacancy rate",
			Formula: "vacancies / (vacancies + in post)",
			Source:  dfeWorkforce, Code: "caseload.VacancyRate", Test: "caseload.TestOldhamsWorkforceRatiosOf2024",
		},
		{
			ID: "caseload.agency_rate", Version: 1, Name: "Agency rate",
			Formula: "agency / (agency + in post)",
			Source:  dfeWorkforce, Code: "caseload.AgencyRate", Test: "caseload.TestOldhamsWorkforceRatiosOf2024",
		},
		{
			ID: "caseload.turnover", Version: 1, Name: "Turnover rate",
			Formula: "leavers in the year to 30 September / in post on 30 September",
			Source:  dfeWorkforce, Code: "caseload.Turnover", Test: "caseload.TestOldhamsWorkforceRatiosOf2024",
		},
		{
			ID: "caseload.transfers", Version: 1, Name: "Fewest moves that bring everyone within their limit",
			Formula: "Σ max(0, load − limit), possible exactly when Σ load ≤ Σ limit; under rules a maximum flow, whose minimum cut proves that there is none",
			Source:  "Ford and Fulkerson 1956", Code: "caseload.Transfers", Test: "caseload.TestNoPlanComesWithItsProof",
		},
		{
			ID: "caseload.need", Version: 1, Name: "Workers needed for a target average",
			Formula: "the least whole number of workers with which cases / FTE ≤ the average",
			Source:  "this library", Code: "caseload.Staffing.Need", Test: "caseload.TestStaffNeededForAnAverage",
		},
	}
}
