package operation

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// RAGValidate finds what is wrong with a rule or a pack of rules.
func RAGValidate() Operation {
	return Operation{
		Group: "rag", Verb: "validate", Title: "Check a rule", Question: "Does this rule leave a value in no band, or in two?",
		Doc:    "find gaps, overlaps and other faults in a rule or a pack of rules; exit 1 when there are any",
		Inputs: []Input{{Name: "rule", File: "rule.json", Label: "Rule", Doc: "the JSON of a rule, or of a pack of rules"}},
		Example: Example{
			Inputs: map[string]string{"rule": `{"kind": "range", "bands": [{"rating": "green", "at_least": 90}, {"rating": "amber", "at_least": 70, "below": 90}, {"rating": "red", "below": 70}]}`},
			Source: "made up",
		},
		Zero: rag.Validation{},
		Run: func(_ context.Context, call Call) (Result, error) {
			v, err := Read(call, "rule", rag.ReadValidation)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: v, View: validationView(v), Found: !v.Valid}, nil
		},
	}
}

func validationView(v rag.Validation) View {
	rules := counted(v.Rules, "rule", "rules")
	s := Section{
		ID: "faults", Title: "Faults", Count: len(v.Faults),
		Columns: []Column{word("Fault", "Fault"), word("Where", "Where"), word("Problem", "Problem")},
		Rows: func(yield func(Row) bool) {
			for _, f := range v.Faults {
				kind := string(f.Code)
				if f.Warning {
					kind += " (warning)"
				}
				if !yield(Row{Cells: Cells(kind, f.Path, f.Problem)}) {
					return
				}
			}
		},
	}
	if !v.Valid {
		return View{Answer: counted(len(v.Faults), "fault", "faults") + " in " + rules + ".", Sections: []Section{s}}
	}
	s.Notes = []string{rules + ", no faults beside what is listed"}
	return View{Answer: "Nothing is wrong with " + rules + ".", Sections: []Section{s}}
}
