package operation

import (
	"context"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// DemandConversion is the rates from stage to stage of the way through children's social care.
func DemandConversion() Operation {
	return Operation{
		Group: "demand", Verb: "conversion",
		Title: "Conversion", Question: "How many of one stage come to the next?",
		Doc:      "rates from stage to stage (stage,count), with intervals",
		Inputs:   []Input{{Name: "stages", File: "pipeline.csv", Table: true, Schema: demand.StagesSchema(), Doc: "columns stage and count, in the order of the chain"}},
		Settings: TableSettings(),
		Example:  Example{Inputs: map[string]string{"stages": "stage,count\ncontacts,\"2,202\"\nreferrals,428\nassessments,391\n"}},
		Zero:     demand.Pipeline{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			stages, notes, err := readNoted(ctx, call, "stages", demand.StagesOf)
			if err != nil {
				return Result{}, err
			}
			p, err := demand.NewPipeline(stages)
			if err != nil {
				return Result{}, call.about("stages", err)
			}
			p.Notes = notes
			return Result{Value: p, View: conversionView(p)}, nil
		},
	}
}

func conversionView(p demand.Pipeline) View {
	view := View{Answer: p.Answer(), Spoken: true, Notes: append([]string{}, p.Notes...)}
	for _, s := range p.Steps {
		for _, note := range s.Notes {
			view.Notes = append(view.Notes, note.Text)
		}
	}
	first := p.Steps[0].From.Name
	view.Sections = []Section{{
		ID: "steps", Title: "From stage to stage", Count: len(p.Steps),
		Columns: []Column{word("from", "From"), word("to", "To"), word("counts", "Counts"), number("percent", "Per cent"), word("95 % interval", "95 % interval"), number("of "+first, "Per cent of "+first)},
		Rows: func(yield func(Row) bool) {
			for _, s := range p.Steps {
				if !yield(Row{Cells: Cells(
					s.From.Name, s.To.Name, fmt.Sprintf("%d of %d", s.To.Count, s.From.Count), s.Ratio.Value.Round(1).String(),
					fmt.Sprintf("%s to %s", s.Ratio.Lower.Round(1), s.Ratio.Upper.Round(1)), s.FromFirst.Value.Round(1).String(),
				)}) {
					return
				}
			}
		},
	}}
	return view
}
