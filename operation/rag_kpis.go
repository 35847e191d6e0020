package operation

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// RAGKPIs rates indicators by a rule.
func RAGKPIs() Operation {
	settings := append(kindSettings(), Setting{Name: "on", Label: "Day of readings that state none", Kind: Date, Value: "date", Doc: "date of readings that state none, as in 2019-08-31"})
	settings = append(settings, rollingSettings()...)
	return Operation{
		Group: "rag", Verb: "kpis", Title: "Indicators", Question: "Which indicators miss their target, and by how much?",
		Doc: "rate indicators by a rule",
		Method: "An indicator is rated by its miss: how far it is on the wrong side of the target, in points or as a share of the target, never as a ratio " +
			"to it. On the line is the better colour. Without a value, a target or a stated polarity it is unrated. Whatever the policy, every red item is named.",
		Inputs: []Input{
			{
				Name: "kpis", File: "kpis.csv", Table: true, Label: "Indicators", Schema: rag.KPIsSchema(),
				Doc: "columns name and actual, and those that go doc rag.KPIsOf names",
			},
			{Name: "rule", File: "rule.json", Optional: true, Aside: true, Label: "Rule of its own", Doc: "file with the JSON of one rule, as go doc rag describes it; in its place a kind may be named"},
		},
		Settings: append(settings, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"kind": "tolerance", "amber_within": "10%"},
			Inputs:   map[string]string{"kpis": oldhamKPIs},
			Source: "Oldham Council, Getting to Good, report of 10 September 2019: each indicator with its place. The report states no tolerance for them, so " +
				"that 10% of the target is this example's. The earlier values of the caseloads are those of the year before.",
		},
		Zero: rag.Scorecard{},
		Keys: []string{"items[].name", "items[].rating", "items[].state", "items[].reason"},
		Run:  runRAGKPIs,
	}
}

// kindSettings describe a rule without a file of its own.
func kindSettings() []Setting {
	return []Setting{
		{
			Name: "kind", Label: "Rule", Kind: One, Rule: true, Value: "rule",
			Doc: "kind of rule, where no file has one: tolerance, tolerance_trend, target_floor, range, budget or budget_two_sided",
			Choices: []Choice{
				{"tolerance", "Miss of the target: green within, amber within, else red"},
				{"tolerance_trend", "As above, and red only when it did not improve either"},
				{"target_floor", "Target and floor: green from the target, red beyond the floor"},
				{"range", "Range: green between floor and target, amber within"},
				{"budget", "Budget: overspending"},
				{"budget_two_sided", "Budget: over- and underspending"},
			},
		},
		{Name: "green_within", Label: "Green within", Rule: true, Value: "miss", Doc: "miss that is still green: 5, 5% of the target, or 1% or £50k, whichever is larger"},
		{Name: "amber_within", Label: "Amber within", Rule: true, Value: "miss", Doc: "miss that is still amber, written likewise"},
	}
}

func runRAGKPIs(ctx context.Context, call Call) (Result, error) {
	rule, err := kpiRule(call)
	if err != nil {
		return Result{}, err
	}
	day, err := ParseGiven(call, "on", rag.ParseDate)
	if err != nil {
		return Result{}, err
	}
	policy, settings, err := rolling(call)
	if err != nil {
		return Result{}, err
	}
	card, err := ReadTable(ctx, call, "kpis", func(g *table.Grid, o table.Options) (rag.Scorecard, error) {
		return rag.ScorecardOf(g, o, rule, day)
	})
	if err != nil {
		return Result{}, err
	}
	card.Policy, card.Settings = policy, settings
	return Result{Value: card, View: scorecardView(card)}, nil
}

// kpiRule is the rule of a call: that of its file, or of its settings.
func kpiRule(call Call) (rag.Rule, error) {
	kind := call.Text("kind")
	switch {
	case call.Given("rule") && kind != "":
		return rag.Rule{}, settingFault(call, "kind", fmt.Errorf("%s is named beside a file with a rule: leave one of them out", quoted(kind)))
	case call.Given("rule"):
		return readRule(call, "rule", false)
	case kind == "":
		return rag.Rule{}, &figure.Fault{Code: "missing_input", Path: "rule", Problem: "it is missing", Remedy: "name the file with the JSON of one rule, or a kind"}
	}
	green, err := Parse(call, "green_within", rag.ParseAllowance)
	if err != nil {
		return rag.Rule{}, err
	}
	amber, err := Parse(call, "amber_within", rag.ParseAllowance)
	if err != nil {
		return rag.Rule{}, err
	}
	rule := rag.Rule{ID: kind}
	for _, unused := range []struct {
		setting string
		given   bool
	}{
		{"green_within", !green.IsZero() && (kind == "target_floor" || kind == "range")},
		{"amber_within", !amber.IsZero() && kind == "target_floor"},
	} {
		if unused.given {
			return rag.Rule{}, settingFault(call, unused.setting, fmt.Errorf("a rule of kind %s has no such allowance: leave it out", kind))
		}
	}
	switch kind {
	case "tolerance":
		rule.Method = rag.Tolerance{GreenWithin: green, AmberWithin: amber}
	case "tolerance_trend":
		rule.Method = rag.ToleranceTrend{GreenWithin: green, AmberWithin: amber}
	case "target_floor":
		rule.Method = rag.TargetFloor{}
	case "range":
		rule.Method = rag.Range{AmberWithin: amber}
	case "budget":
		rule.Method = rag.Budget{GreenWithin: green, AmberWithin: amber}
	case "budget_two_sided":
		rule.Method = rag.Budget{Sides: rag.TwoSided, GreenWithin: green, AmberWithin: amber}
	}
	for _, f := range rule.Validate() {
		if !f.Warning {
			return rag.Rule{}, settingFault(call, f.Path, fmt.Errorf("%s", f.Problem))
		}
	}
	return rule, nil
}

func scorecardView(card rag.Scorecard) View {
	brief := card.Brief()
	ratings := Section{
		ID: "ratings", Title: "Every indicator and why", Count: card.Len(), Notes: card.Notes,
		Definitions: []string{"rag." + string(card.Rule.Ref().Kind), "rag.travel", "rag.position"},
		Columns:     []Column{word("Indicator", "Indicator"), word("Rating", "Rating"), word("State", "State"), word("Reason", "Why"), word("Since before", "Since before")},
		Rows: func(yield func(Row) bool) {
			cells := make([]Cell, 5)
			ratings, directions := ratingCells(), directionCells()
			for r := range card.Rows() {
				cells[0].Text, cells[1], cells[2].Text, cells[3].Text, cells[4] = r.Name, ratings[r.Rating], "", r.Reason, directions[r.Short]
				if r.State != rag.Current {
					cells[2].Text = stateWords(r.State)
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
		Working: workedOut(card.Assessments()), Beneath: notesOf(card.Assessments()),
		Chart: func() Chart { return indicatorsChart(card) },
	}
	tally := tallySection([]rag.AreaTally{{Tally: brief.Tally}}, func(yield func(string) bool) {
		for note := range overallNotes(card.Comparison(), card.Overall()) {
			if !yield(note) {
				return
			}
		}
		for _, b := range card.Bases() {
			if !yield(fmt.Sprintf("Of basis %s: %s", b.Basis, b.Tally)) {
				return
			}
		}
	})
	tally.Chart = nil
	return View{
		Answer:   overallAnswer(brief, "of "+counted(card.Len(), "indicator", "indicators")),
		More:     redsNamed(brief.Tally, func() []rag.Item { return card.Overall().Reds }),
		Notes:    warnings(card.Rule),
		Sections: []Section{ratings, tally},
		Further:  func() []Section { return []Section{policiesSection(card.Comparison()), sharesSection(brief.Tally, 1)} },
	}
}

// warnings are what is legal in a rule and probably not meant.
func warnings(rule rag.Rule) (notes []string) {
	for _, f := range rule.Validate() {
		if f.Warning {
			notes = append(notes, f.String())
		}
	}
	return notes
}

// directionCells are the cells of all directions.
func directionCells() (cells [rag.CannotCompare + 1]Cell) {
	for d := range cells {
		cells[d] = directionCell(rag.Direction(d))
	}
	return cells
}

// directionCell is how a value has moved since before, in words.
func directionCell(d rag.Direction) Cell {
	if d == rag.NotStated {
		return Cell{}
	}
	return Cell{strings.ReplaceAll(d.String(), "_", " "), d.String()}
}

// indicatorsChart is the indicators that are printed in per cent, with the rating of each.
func indicatorsChart(card rag.Scorecard) Chart {
	c := Chart{
		Kind: Ranked, Title: "Indicators in per cent", Unit: "Per cent",
		Description: "A bar for each indicator that is a percentage, with its rating; the table below has the figures.",
	}
	for x, a := range percentages(card) {
		amount, _ := x.Actual.Decimal()
		c.Bars = append(c.Bars, Bar{Label: x.Name, Of: a.Rating.String(), Amount: amount, Printed: x.Actual.String()})
	}
	return c
}

// percentages are the indicators whose value is printed as a percentage.
func percentages(card rag.Scorecard) iter.Seq2[rag.Reading, *rag.Assessment] {
	return func(yield func(rag.Reading, *rag.Assessment) bool) {
		for _, a := range card.Assessments() {
			x := a.Reading()
			if _, ok := x.Actual.Decimal(); ok && strings.HasSuffix(x.Actual.String(), "%") && !yield(x, a) {
				return
			}
		}
	}
}
