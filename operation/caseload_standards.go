package operation

import (
	"context"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadStandards holds loads against published standards.
func CaseloadStandards() Operation {
	return Operation{
		Group: "caseload", Verb: "standards",
		Title: "Reviewing officers, chairs and managers", Question: "Are reviewing officers, chairs and managers within their standards?",
		Method: "Independent reviewing officers: 50 to 70 looked-after children (IRO Handbook, 2010). Child protection chairs: 70, which no guidance sets; councils read it from the Handbook. Managers: 7 social workers. At the limit is within it.",
		Doc:    "loads of reviewing officers, protection chairs and managers against the published standards",
		Inputs: []Input{{
			Name: "standards", File: "standards.csv", Label: "Loads and their standards", Table: true, Schema: caseload.StandardLoadsSchema(),
			Doc: "columns role, load and standard: iro (reviewing officer, 50 to 70 children), chair (protection chair, 70) or span (manager, 7 reports)",
		}},
		Settings: TableSettings(),
		Example: Example{
			Inputs: map[string]string{"standards": "role,load,standard\n\"Independent reviewing officers, on average\",74,iro\n\"Child protection chairs, on average\",77,chair\nManagers in field work teams,7,span\n\"Managers a year before, at most\",10,span\n"},
			Source: "Oldham, report of 10 September 2019, 7.4 and 7.5",
		},
		Zero: caseload.Standings{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			s, err := ReadTable(ctx, call, "standards", caseload.StandardLoadsOf)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: s, View: standingsView(s)}, nil
		},
	}
}

func standingsView(s caseload.Standings) View {
	view := View{
		Answer: "Everyone is within the standard; at the limit is within it.", Notes: s.Notes,
		Sections: []Section{{
			ID: "standings", Title: "Against the standard", Count: len(s.Loads), Definitions: []string{"caseload.limit_iro"},
			Columns: []Column{word("who", "Who"), number("load", "Load"), number("at most", "At most"), word("standing", "Standing"), number("over by", "Over by"), word("standard", "Standard")},
			Rows: func(yield func(Row) bool) {
				for _, l := range s.Loads {
					standing, by := l.Standard.Judge(l.Load)
					cells := append(Cells(l.Name, l.Load.String(), l.Standard.Ordinary.String()), Cell{standing.String(), standing.String()})
					if !yield(Row{Cells: append(cells, Cells(by.String(), l.Standard.Of+": "+l.Standard.Source)...)}) {
						return
					}
				}
			},
		}},
	}
	if over := s.Over(); len(over) > 0 {
		view.Answer = "Over the standard: " + strings.Join(over, "; ") + "."
	}
	return view
}
