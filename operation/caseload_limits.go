package operation

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadLimits is who is over their own limit.
func CaseloadLimits() Operation {
	return Operation{
		Group: "caseload", Verb: "limits",
		Title: "Over their limit", Question: "Who holds more than their own limit, and by how much?", Method: caseloadMethod,
		Doc:    "who is over their own limit, and by how much in all",
		Inputs: []Input{workersInput(), capsInput()},
		Settings: slices.Concat(limitSettings(), []Setting{
			{Name: "load", Label: "A load is", Kind: One, Default: "cases", Value: "unit", Doc: "unit of a load and its limit: cases or points", Choices: []Choice{{"cases", "Cases"}, {"points", "Points"}}},
			leaveOutSetting(),
		}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"limit": "18", "asye": "0.6"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.OverLimits{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			l, err := limitsOf(ctx, call)
			if err != nil {
				return Result{}, err
			}
			basis, err := Parse(call, "load", unmarshalled[caseload.Basis])
			if err != nil {
				return Result{}, err
			}
			roster, err := readRoster(ctx, call)
			if err != nil {
				return Result{}, err
			}
			o, err := roster.OverLimits(basis, l)
			if err != nil {
				return Result{}, aboutWorkers(call, err)
			}
			return Result{Value: o, View: overView(o)}, nil
		},
	}
}

func overView(o caseload.OverLimits) View {
	answer := fmt.Sprintf("%d of %s more than %s", len(o.Over), counted(o.Workers, "worker holds", "workers hold"), limitWords(o.Limits))
	if len(o.Over) > 0 {
		answer += fmt.Sprintf(", by %s in all; %s in teams that are within theirs", o.Excess, counted(o.OverInTeamsWithin, "of them is", "of them are"))
	}
	return View{Answer: answer + ".", Spoken: true, Notes: o.Notes, Sections: []Section{overSection(o)}}
}

func overSection(o caseload.OverLimits) Section {
	return Section{
		ID: "over", Title: "Over their limit", Count: len(o.Over), Definitions: []string{"caseload.utilisation"},
		Columns: []Column{
			word("worker", "Worker"), word("team", "Team"), number(o.Basis.String(), capital(o.Basis.String())), number("limit", "Own limit"), number("over by", "Over by"),
			number("cases to move", "Cases to move"), number("utilisation", "Of their limit"), word("standing", "Standing"),
		},
		Rows: func(yield func(Row) bool) {
			for _, one := range o.Over {
				standing := one.Standing.String()
				cells := append(Cells(one.Worker.Name, orNotStated(one.Worker.Team), one.Load.String(), one.Capacity.String(), one.By.String(), strconv.Itoa(one.Whole), utilisation(one.Utilisation)), Cell{standing, standing})
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
		Working: overWorking(o),
	}
}

func overWorking(o caseload.OverLimits) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, one := range o.Over {
			if !yield(one.Worker.Name + ": " + one.Load.String() + " − " + one.Capacity.String() + " = " + one.By.String()) {
				return
			}
		}
	}
}
