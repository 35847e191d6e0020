package operation

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// RAGRollup makes one rating of many.
func RAGRollup() Operation {
	settings := append(rollingSettings(), Setting{Name: "places", Label: "Decimal places", Kind: Whole, Default: "0", Value: "places", Doc: "decimal places of percentages"})
	return Operation{
		Group: "rag", Verb: "rollup", Title: "Overall rating", Question: "What is the overall rating, and does it hold under another policy?",
		Doc: "make one rating of many by a policy, name its reds, and compare every policy",
		Method: "Plurality gives the rating that most rated items have; a tie takes the worse. Percentages have the rated items as their base and may print " +
			"a sum of 101; those to 100 are by the largest remainder. Whatever the policy, every red item is named.",
		Inputs:   []Input{ratingsInput("ratings", "ratings.csv", "Ratings")},
		Settings: append(settings, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"policy": "worst", "missing": "block"},
			Inputs: map[string]string{
				"ratings": "area,name,rating,state,weight,priority\nPractice,Plans,red,,2,yes\nPractice,Visits,green,,1,\nLearning,Training,amber,,1,\nLearning,Hub,unrated,not_yet_due,1,\n",
			},
			Source: "made up",
		},
		Zero: rag.Ratings{},
		Run:  runRAGRollup,
	}
}

// ratingsInput is a table of ratings.
func ratingsInput(name, file, label string) Input {
	return Input{
		Name: name, File: file, Table: true, Label: label, Schema: rag.ItemsSchema(),
		Doc: "columns name and rating, and those that go doc rag.ItemsOf names",
	}
}

func runRAGRollup(ctx context.Context, call Call) (Result, error) {
	var r rag.Ratings
	var err error
	if r.Policy, r.Settings, err = rolling(call); err != nil {
		return Result{}, err
	}
	places, err := Parse(call, "places", parsePlaces)
	if err != nil {
		return Result{}, err
	}
	r.Places = int32(places)
	if r.Items, r.Notes, err = readNoted(ctx, call, "ratings", rag.ItemsOf); err != nil {
		return Result{}, err
	}
	every, overall := r.Comparison(), r.Overall()
	return Result{Value: r, View: View{
		Answer:   overallAnswer(overall, "of "+counted(len(r.Items), "item", "items")),
		More:     redsNamed(overall.Tally, func() []rag.Item { return overall.Reds }),
		Notes:    r.Notes,
		Sections: []Section{tallySection(rag.ByArea(r.Items), overallNotes(every, overall))},
		Further:  func() []Section { return []Section{policiesSection(every), sharesSection(overall.Tally, r.Places)} },
	}}, nil
}
