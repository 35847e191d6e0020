package operation

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// DemandInterval is the confidence intervals of counts.
func DemandInterval() Operation {
	return Operation{
		Group: "demand", Verb: "interval",
		Title: "Intervals", Question: "How sure is a rate or a proportion?",
		Doc: "confidence intervals of rates and proportions",
		Inputs: []Input{{
			Name: "counts", File: "counts.csv", Table: true, Schema: demand.SamplesSchema(),
			Doc: "columns x, n and kind (rate or proportion), and where given multiplier and confidence",
		}},
		Settings: TableSettings(),
		Example:  Example{Inputs: map[string]string{"counts": "x,n,kind,multiplier,confidence\n582,\"64,069\",rate,10000,0.95\n8,26,proportion,100,0.95\n"}},
		Zero:     demand.Intervals{},
		Keys:     []string{"rows[].value", "rows[].lower", "rows[].upper", "rows[].method"},
		Run: func(ctx context.Context, call Call) (Result, error) {
			samples, notes, err := readNoted(ctx, call, "counts", demand.SamplesOf)
			if err != nil {
				return Result{}, err
			}
			all, err := demand.NewIntervals(samples)
			if err != nil {
				return Result{}, call.about("counts", err)
			}
			all.Notes = notes
			return Result{Value: all, View: intervalView(all)}, nil
		},
	}
}

func intervalView(all demand.Intervals) View {
	return View{Notes: all.Notes, Sections: []Section{{
		ID: "intervals", Title: "Intervals", Count: len(all.Rows),
		Columns: []Column{number("x", "Count"), number("n", "Of"), number("value", "Value"), number("lower", "Lower limit"), number("upper", "Upper limit"), word("method", "Method")},
		Rows: func(yield func(Row) bool) {
			for _, r := range all.Rows {
				i := r.Interval
				if !yield(Row{Cells: Cells(r.X.String(), r.N.String(), shownValue(i.Value, 4), shownValue(i.Lower, 4), shownValue(i.Upper, 4), i.Method.String())}) {
					return
				}
			}
		},
	}}}
}
