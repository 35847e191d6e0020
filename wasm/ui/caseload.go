package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// caseloadCalculation describes who holds how many cases, and what would follow if workers joined or cases moved.
func caseloadCalculation() calculation {
	return calculation{
		page: "caseload", path: "/caseload", name: "Caseloads", heading: "Who holds how many cases, and who holds too many?",
		example: form.CaseloadExample,
		parts: []part{
			{
				id: form.WorkersTable, label: "Workers",
				intro:   "One row is one worker: full-time equivalent (1 is full time), and the number of children held. ASYE and agency are yes, no or blank. A limit of their own goes before that of all. A row named “unallocated” holds the cases that nobody holds.",
				columns: form.WorkerColumns, read: form.ReadCaseload, answer: form.AnswerCaseload, file: "workers", options: limitOptions,
			},
			{
				id: form.RecruitingPart, title: "What if we recruit?", label: "Who joins and leaves",
				intro:   "Works on the workers above. New workers are full time; the newly qualified among them carry a share of a full load.",
				options: recruitOptions,
			},
			{
				id: form.TransfersPart, title: "Who could hand cases to whom?", label: "Who may take whose cases",
				intro: "Works on the workers above: the fewest moves after which nobody is over their own limit.",
				options: func(s *sheet) []app.UI {
					return []app.UI{
						s.choice("move", "Cases may move", "", [2]string{"anyone", "to anyone with room"}, [2]string{"team", "within the team only"}),
						s.choice("with_recruits", "The new workers", "", [2]string{"no", "are not there yet"}, [2]string{"yes", "take cases too"}),
					}
				},
			},
			{
				id: form.HistogramTable, title: "From a histogram", label: "How many workers hold how many cases",
				intro:   "Where a report says only how many workers hold how many cases: one row is one number of cases. Bands and limits are those above.",
				columns: form.HistogramColumns, file: "histogram",
			},
			{
				id: form.SharesPart, title: "What a report's shares can mean", label: "Shares as printed",
				intro: "“30% have a high caseload and 3% a very high one” can mean two things.",
				options: func(s *sheet) []app.UI {
					return []app.UI{s.field("high", "High, in per cent", ""), s.field("very_high", "Very high, in per cent", "")}
				},
			},
			{
				id: form.StandardsTable, title: "Reviewing officers, chairs and managers", label: "Loads and their standards",
				intro:   "The standard is iro (independent reviewing officer: 50 to 70 children), chair (child protection chair: 70) or span (manager: 7 reports).",
				columns: form.StandardColumns, file: "standards",
			},
			{
				id: form.WorkforceTable, title: "Agency, vacancies and turnover", label: "Workforce figures",
				intro:   "One row is one area at one date, in full-time equivalents or in headcount throughout. A figure that is blank or suppressed (c, z, x, u, low) leaves the rates that need it undefined.",
				columns: form.WorkforceColumns, file: "workforce",
				options: func(s *sheet) []app.UI {
					return []app.UI{s.choice("rate", "The chart shows", "", form.RateChoices()...)}
				},
			},
		},
		hint: "CSV of workers (worker, fte, cases), of a histogram (cases, workers) or of workforce figures (area, in_post and on), or a JSON file saved here",
		definitions: []string{
			"The average per worker is cases over workers holding at least one case; the average per full-time equivalent, which the DfE publishes, is cases over the FTE of the same workers. Each child is one case. Workers without a case are counted apart. At the limit is within it.",
			"The average of a team is the ratio of its sums, never the mean of its members' ratios.",
			"Newly qualified workers (in their assessed and supported year, ASYE) have a protected caseload: a stated share of the limit or of the FTE, applied once. Councils differ, so that it is a choice here.",
		},
		source: "Example: made-up workers whose caseloads give the figures that Oldham printed on 10 September 2019 (7.1 to 7.3): an average of 17, 30 % high, 3 % very high, against a target of 18 and an optimum of 15. The report prints no single caseload. Reviewing officers, chairs and managers: the same report, 7.4 and 7.5. Workforce: DfE, Children's social work workforce, Oldham at 30 September; for 2024 it prints a caseload of 19.2, turnover of 18.3%, an agency rate of 32.3% and a vacancy rate of 38.7%, as computed here.",
	}
}

func limitOptions(s *sheet) []app.UI {
	return []app.UI{
		s.field("limit", "Limit", "Cases at most"),
		s.field("optimum", "Optimum", "Cases aimed at"),
		s.field("exceptional", "Exceptional limit", "Blank for none"),
		s.choice("bands", "Bands", "", form.BandChoices()...),
		s.choice("per_fte", "Limits are", "", [2]string{"no", "the same for everyone"}, [2]string{"yes", "for full time: half time has half"}),
		s.choice("asye", "Newly qualified (ASYE) carry", "", form.ShareChoices()...),
		s.choice("asye_by", "Their share lowers", "", [2]string{"limit", "their limit"}, [2]string{"fte", "the FTE they count as"}),
	}
}

func recruitOptions(s *sheet) []app.UI {
	return []app.UI{
		s.field("recruit", "Recruited", "Full-time workers"),
		s.field("recruit_asye", "Of them newly qualified", "ASYE"),
		s.choice("recruit_share", "The newly qualified carry", "", form.ShareChoices()...),
		s.field("ceiling", "New workers' cases at most", "Blank for the limit"),
		s.field("leaving", "FTE leaving", "Their cases stay with the service"),
		s.field("opening", "Cases that open", ""),
		s.field("ending", "Cases that close", ""),
	}
}
