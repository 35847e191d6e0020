package operation

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// DemandFunnel is a funnel plot: who lies further from the average than chance explains.
func DemandFunnel() Operation {
	return Operation{
		Group: "demand", Verb: "funnel",
		Title: "Funnel", Question: "Who lies further from the average than chance explains?",
		Doc:    "control limits of a funnel plot (name,x,n), and who lies outside",
		Inputs: []Input{{Name: "points", File: "funnel.csv", Table: true, Schema: demand.FunnelSchema(), Doc: "columns name, x and n, one authority a row"}},
		Settings: append([]Setting{
			{
				Name: "kind", Label: "What is counted", Kind: One, Default: "proportion", Doc: "what x is: a part of n (proportion), or events in a population (rate)",
				Choices: []Choice{{"proportion", "A part of the whole"}, {"rate", "Events in a population"}},
			},
			{
				Name: "method", Label: "Limits of proportions", Kind: One, Default: "score", Doc: "limits of proportions: score, arcsine or wilson",
				Choices: []Choice{{"score", "Score"}, {"arcsine", "Arc sine"}, {"wilson", "Wilson"}},
			},
			polaritySetting(),
			{Name: "multiplier", Label: "Per", Kind: Number, Default: "1", Value: "number", Doc: "number that values and limits are per: 100, 10000"},
			{Name: "overdispersed", Label: "Widen for over-dispersion", Kind: Yes, Default: "false", Doc: "widen the limits by the variance between authorities"},
			{Name: "target", Label: "Target", Kind: Number, Value: "value", Doc: "value that all are held to, in the units of the multiplier: 1 for observed and expected counts of kind rate (default their own average)"},
		}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"kind": "rate", "multiplier": "10000", "polarity": "lower"},
			Inputs:   map[string]string{"points": "name,x,n\nOldham,582,\"64,069\"\nRochdale,594,\"58,087\"\nBolton,590,\"75,599\"\n"},
		},
		Zero: demand.FunnelResult{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			f, err := funnelOf(call)
			if err != nil {
				return Result{}, err
			}
			result, err := ReadTable(ctx, call, "points", f.PlaceTable)
			if err != nil {
				return Result{}, funnelFault(call, err)
			}
			return Result{Value: result, View: funnelView(result)}, nil
		},
	}
}

// funnelOf reads the settings of a funnel.
func funnelOf(call Call) (f demand.Funnel, err error) {
	if f.Kind, err = Parse(call, "kind", unmarshalled[demand.Kind]); err != nil {
		return f, err
	}
	if f.Method, err = Parse(call, "method", unmarshalled[demand.FunnelMethod]); err != nil {
		return f, err
	}
	if f.Polarity, err = Parse(call, "polarity", parsePolarity); err != nil {
		return f, err
	}
	if f.Multiplier, err = Parse(call, "multiplier", parseAboveZero); err != nil {
		return f, err
	}
	f.Overdispersed = call.Text("overdispersed") == "true"
	f.Target, err = ParseGiven(call, "target", parseAboveZero)
	return f, err
}

// parseAboveZero reads a number above 0.
func parseAboveZero(text string) (decimal.Decimal, error) {
	v, err := demand.ParseValue(text)
	d, ok := v.Decimal()
	if err != nil || !ok || !d.IsPositive() {
		return d, fmt.Errorf("%s: use a number above 0", quoted(text))
	}
	return d, nil
}

// funnelFault says what is wrong with a funnel as the fault of the setting or of the input that it is of.
func funnelFault(call Call, err error) error {
	var bad *demand.SampleError
	if errors.As(err, &bad) && bad.Field == "method" {
		return settingFault(call, "method", bad)
	}
	return err
}

func funnelView(r demand.FunnelResult) View {
	view := View{Answer: r.Answer(), Spoken: true, Notes: []string{fmt.Sprintf("Average %s; %s; phi %s.", r.Average.Round(4), r.Method, r.Dispersion.Phi.Round(3))}}
	for _, n := range r.Notes {
		view.Notes = append(view.Notes, n.Text)
	}
	view.Sections = []Section{Section{
		ID: "funnel", Title: "Funnel", Count: r.Len(),
		Columns: []Column{
			word("name", "Authority"), number("value", "Value"), number("lower 99.8", "Lower 99.8 %"), number("lower 95", "Lower 95 %"),
			number("upper 95", "Upper 95 %"), number("upper 99.8", "Upper 99.8 %"), word("verdict", "Verdict"),
		},
	}.withTexts(funnelTexts(r))}
	return view
}

func funnelTexts(r demand.FunnelResult) iter.Seq[*rowText] {
	return func(yield func(*rowText) bool) {
		row := &rowText{}
		for p := range r.All() {
			row.clear()
			row.text = p.AppendName(row.text)
			row.end()
			row.text = p.AppendValue(row.text, 4)
			row.end()
			for l := demand.Lower998; l <= demand.Upper998; l++ {
				row.text = p.AppendLimit(row.text, l, 4)
				row.end()
			}
			if row.addTagged(p.Verdict.String()); !yield(row) {
				return
			}
		}
	}
}
