package operation

import (
	"context"
	"iter"
	"slices"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceSavings is how far a programme of savings has come.
func FinanceSavings() Operation {
	return Operation{
		Group: "finance", Verb: "savings",
		Title: "Savings", Question: "Are the savings delivered?",
		Method: "Net saving at risk = target − achieved − in-year pressures (negative where they eat into the saving), as Brighton & Hove prints it. Achieved and at risk are no complements: new pressures in the year can eat what has been achieved. The rating is that of the worst state that holds money.",
		Doc:    "savings by state, net at risk, rating, and what is in no state",
		Inputs: []Input{{
			Name: "savings", File: "savings.csv", Table: true, Label: "Savings programme", Schema: finance.SavingsSchema(finance.Pounds),
			Doc: "columns saving, target and achieved, and those that go doc finance.ReadSavings names",
		}},
		Settings: append([]Setting{unitSetting(), {
			Name: "delivery", Label: "Expected delivery", Value: "rates",
			Doc: "rates: how many per cent of the money in a state is expected to be delivered, as on_track=95,delayed=40,at_risk=25; none is supposed",
		}}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"unit": "£k"},
			Inputs: map[string]string{"savings": "saving,target,achieved,on_track,delayed,at_risk,not_achievable,pressures,net_at_risk\n" +
				"Review of high-cost packages,\"1,500\",620,480,,400,,,880\n" +
				"More in-house foster carers,640,210,430,,,,-150,580\n" +
				"Agency staff to permanent,450,450,,,,,,0\n" +
				"New children's homes open,380,,,250,,130,,380\n" +
				"Total,\"2,970\",\"1,280\",910,250,400,130,-150,\"1,840\"\n"},
			Source: "The programme is made up.",
		},
		Zero: &finance.SavingsLedger{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			unit, err := Parse(call, "unit", finance.ParseUnit)
			if err != nil {
				return Result{}, err
			}
			s, err := ReadTable(ctx, call, "savings", func(g *table.Grid, o table.Options) (*finance.SavingsLedger, error) {
				return finance.SavingsLedgerOf(g, unit, o)
			})
			if err != nil {
				return Result{}, err
			}
			if s.Rates, err = ParseGiven(call, "delivery", finance.ParseDeliveryRates); err != nil {
				return Result{}, err
			}
			findings := s.Reconcile()
			return Result{Value: s, View: savingsView(s, findings), Found: findings.Count(finance.Differs) > 0}, nil
		},
	}
}

func savingsView(s *finance.SavingsLedger, findings finance.Findings) View {
	notes := slices.Concat(s.Questions(), s.Notes)
	expected := s.Expectation()
	if expected != "" {
		notes = append(notes, expected)
	}
	view := View{Answer: s.Answer(), More: expected, Sections: []Section{Section{
		ID: "savings", Title: "Savings, " + s.Unit.String(), Count: s.Len() + 1, Definitions: []string{"finance.saving_at_risk"},
		Columns: []Column{
			word("saving", "Saving"), number("target", "Target"), number("achieved", "Achieved"), number("on track", "On track"), number("delayed", "Delayed"),
			number("at risk", "At risk"), number("not achievable", "Not achievable"), number("unstated", "In no state"), number("pressures", "In-year pressures"),
			number("net at risk", "Net at risk"), word("rating", "Rating"),
		},
		Notes: notes,
	}.withTexts(savingsTexts(s))}}
	if len(findings) > 0 {
		view.Sections = append(view.Sections, findingsSection(findings))
	}
	return view
}

func savingsTexts(s *finance.SavingsLedger) iter.Seq[*rowText] {
	return func(yield func(*rowText) bool) {
		row := &rowText{}
		var rating rag.Rating
		for i := range s.Len() {
			row.clear()
			row.text, row.ends, rating = s.Append(row.text, row.ends, i)
			if row.addTagged(rating.String()); !yield(row) {
				return
			}
		}
		row.clear()
		row.text, row.ends, rating = s.AppendSaving(row.text, row.ends, s.Total())
		row.addTagged(rating.String())
		row.total = true
		yield(row)
	}
}
