package operation

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadRoom is who has room for the next case.
func CaseloadRoom() Operation {
	return Operation{
		Group: "caseload", Verb: "room",
		Title: "The next case", Question: "Who has room for the next case?",
		Method: "Workers are ranked by their load over their own limit once they hold the case. At the limit is within it. Who is refused is listed with the reasons.",
		Doc:    "who has room for the next case, the least loaded after it first",
		Inputs: []Input{workersInput(), capsInput()},
		Settings: slices.Concat([]Setting{
			{Name: "children", Label: "Children in the next case", Kind: Number, Default: "1", Value: "children", Doc: "children in the next case: siblings count one each"},
		}, limitSettings(), []Setting{leaveOutSetting()}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"children": "2", "limit": "18"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.NextCase{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			l, err := limitsOf(ctx, call)
			if err != nil {
				return Result{}, err
			}
			children, err := Parse(call, "children", parsePositiveNumber)
			if err != nil {
				return Result{}, err
			}
			roster, err := readRoster(ctx, call)
			if err != nil {
				return Result{}, err
			}
			n, err := roster.Room(children, l)
			if err != nil {
				return Result{}, aboutWorkers(call, err)
			}
			return Result{Value: n, View: roomView(n)}, nil
		},
	}
}

func roomView(n caseload.NextCase) View {
	view := View{
		Answer: "Nobody has room for the next case.", Notes: n.Notes,
		Sections: []Section{offerSection("ranked", "Has room, the least loaded first", n.Ranked), offerSection("refused", "Has none", n.Refused)},
	}
	if len(n.Ranked) > 0 {
		first := n.Ranked[0]
		view.Answer = fmt.Sprintf("%s has most room: %s of their limit after it.", first.Name, utilisation(first.After))
		view.More = fmt.Sprintf("%s room, %d not.", counted(len(n.Ranked), "worker has", "workers have"), len(n.Refused))
	}
	return view
}

func offerSection(id, title string, offers []caseload.Offer) Section {
	return Section{
		ID: id, Title: title, Count: len(offers), Definitions: []string{"caseload.utilisation"},
		Columns: []Column{word("worker", "Worker"), number("before", "Of their limit now"), number("after", "After it"), word("why", "Why")},
		Rows: func(yield func(Row) bool) {
			for _, o := range offers {
				if !yield(Row{Cells: Cells(o.Name, utilisation(o.Before), utilisation(o.After), strings.Join(o.Reasons, "; "))}) {
					return
				}
			}
		},
	}
}
