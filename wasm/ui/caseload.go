package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// caseloadCalculation describes who holds how many cases.
func caseloadCalculation() calculation {
	return calculation{
		page: "caseload", path: "/caseload", name: "Caseloads", heading: "Who holds how many cases, and who holds too many?",
		table: form.WorkersTable, label: "Workers",
		intro:   "One row is one worker: full-time equivalent (1 is full time), and the number of children held. ASYE and agency are yes, no or blank. A row named “unallocated” holds the cases that nobody holds.",
		columns: form.WorkerColumns, example: form.CaseloadExample, read: form.ReadCaseload,
		options: func(s *sheet) []app.UI {
			return []app.UI{
				s.field("limit", "Limit", "Cases at most"),
				s.field("optimum", "Optimum", "Cases aimed at"),
				s.choice("bands", "Bands", "", [2]string{"oldham", "Oldham 2019: under 21, 21 to under 30, 30 and over"}, [2]string{"dfe", "DfE: cases per full-time equivalent"}),
			}
		},
		file: "workers", hint: "CSV with the columns worker, fte and cases, or a JSON file saved here",
		definitions: []string{
			"The average per worker is cases over workers holding at least one case; the average per full-time equivalent, which the DfE publishes, is cases over the FTE of the same workers. Each child is one case. Workers without a case are counted apart. At the limit is within it.",
			"The average of a team is the ratio of its sums, never the mean of its members' ratios.",
		},
		source: "Example: made-up workers whose caseloads give the figures that Oldham printed on 10 September 2019 (7.1 to 7.3): an average of 17, 30 % high, 3 % very high, against a target of 18 and an optimum of 15. The report prints no single caseload.",
	}
}
