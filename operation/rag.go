package operation

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// RAG lists the calculations over ratings.
func RAG() []Operation {
	return []Operation{RAGActions(), RAGKPIs(), RAGRollup(), RAGMovement(), RAGValidate()}
}

// rollingSettings are how ratings are rolled up into one.
func rollingSettings() []Setting {
	return []Setting{
		{
			Name: "policy", Label: "Overall by", Kind: One, Default: "plurality", Value: "name",
			Doc: "name of the policy for the overall rating: plurality, worst, cap, priority, average, weighted, scores or latest",
			Choices: []Choice{
				{"plurality", "Plurality: what most are; a tie takes the worse"},
				{"worst", "Worst: the worst there is"},
				{"cap", "Cap: plurality, and amber at best with any red"},
				{"priority", "Priority: the worst of the priority items"},
				{"average", "Average: the mean of 3, 2 and 1"},
				{"weighted", "Weighted: the mean by weight"},
				{"scores", "Scores: the mean position between the lines"},
				{"latest", "Latest: the latest measurement"},
			},
		},
		{
			Name: "missing", Label: "What is unrated", Kind: One, Default: "leave_out", Value: "what",
			Doc:     "what an unrated item does: leave_out, red or block",
			Choices: []Choice{{"leave_out", "Left out of the overall"}, {"red", "Counted as red"}, {"block", "No overall while anything is unrated"}},
		},
		{Name: "coverage", Label: "Rated at least, in per cent", Value: "per cent", Doc: "per cent of the items that must be rated for an overall"},
	}
}

// rolling is what [rollingSettings] say.
func rolling(call Call) (policy rag.Policy, settings rag.Settings, err error) {
	if policy, err = Parse(call, "policy", rag.PolicyNamed); err != nil {
		return nil, settings, err
	}
	if settings.Missing, err = Parse(call, "missing", unmarshalled[rag.MissingData]); err != nil {
		return nil, settings, err
	}
	settings.Coverage, err = ParseGiven(call, "coverage", coverage)
	return policy, settings, err
}

// coverage reads a share from 0 to 100.
func coverage(text string) (rag.Value, error) {
	v, err := rag.Printed(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if err != nil {
		return v, err
	}
	if d, ok := v.Decimal(); !ok || d.IsNegative() || d.GreaterThan(decimal.NewFromInt(100)) {
		return v, fmt.Errorf("%s: write a share from 0 to 100, as 80", quoted(text))
	}
	return v, nil
}

// readRule reads the rule of a call, and holds against its own words that it rates what is rated here.
func readRule(call Call, input string, delivery bool) (rag.Rule, error) {
	rule, err := Read(call, input, rag.ReadRule)
	if err != nil {
		return rag.Rule{}, err
	}
	switch kind := rule.Method.Kind(); {
	case delivery && kind != rag.KindDelivery:
		return rag.Rule{}, call.about(input, &figure.Fault{
			Code: "wrong_kind", Path: "kind", Value: string(kind), Problem: fmt.Sprintf("a rule of kind %s does not rate actions", kind), Remedy: "use kind delivery",
		})
	case !delivery && kind == rag.KindDelivery:
		return rag.Rule{}, call.about(input, &figure.Fault{
			Code: "wrong_kind", Path: "kind", Value: string(kind), Problem: "a delivery rule rates actions", Remedy: "use rag actions",
		})
	}
	return rule, nil
}

// ratingCell is a rating as a cell.
func ratingCell(r rag.Rating) Cell { return Cell{r.Title(), r.String()} }

// ratingCells are the cells of all ratings.
func ratingCells() (cells [rag.Red + 1]Cell) {
	for r := range cells {
		cells[r] = ratingCell(rag.Rating(r))
	}
	return cells
}

// stateWords is a state as a person says it; nothing for what is simply current.
func stateWords(s rag.State) string { return strings.ReplaceAll(s.String(), "_", " ") }

// overallAnswer says an overall rating in words.
func overallAnswer(overall rag.Overall, when string) string {
	rating := overall.Rating.Title()
	if overall.Rating == rag.Unrated {
		rating = "not rated"
	}
	return "Overall " + rating + " by " + overall.Policy + " " + when + ": " + overall.Tally.String() + ". " + sentence(overall.Reason)
}

// mostNamed is how many reds are named in a sentence; all of them stand beneath the tally.
const mostNamed = 12

// redsNamed names the reds whatever the policy.
func redsNamed(tally rag.Tally, reds func() []rag.Item) string {
	switch {
	case tally.Red == 0:
		return "No item is red."
	case tally.Red > mostNamed:
		return counted(tally.Red, "item is", "items are") + " red whatever the policy."
	}
	var names []string
	for _, red := range reds() {
		names = append(names, red.Name)
	}
	return "Red whatever the policy: " + strings.Join(names, "; ") + "."
}

// tallySection is a tally by area in the form of the seed report's table 1, and beneath it what the overall rests on.
func tallySection(areas []rag.AreaTally, beneath iter.Seq[string]) Section {
	header, rows := rag.TallyTable(areas, rag.RAG())
	s := Section{ID: "tally", Title: "Tally", Definitions: []string{"rag.plurality", "rag.policies"}, Count: len(rows), Beneath: beneath}
	for i, heading := range header {
		s.Columns = append(s.Columns, Column{ID: heading, Label: heading, Number: i > 0})
	}
	s.Rows = func(yield func(Row) bool) {
		for i, row := range rows {
			if !yield(Row{Cells: Cells(row...), Total: i == len(rows)-1}) {
				return
			}
		}
	}
	s.Chart = func() Chart { return tallyChart(areas) }
	return s
}

// tallyChart is a bar an area, parted by rating.
func tallyChart(areas []rag.AreaTally) Chart {
	c := Chart{
		Kind: Stacked, Title: "Ratings by area", Unit: "Items",
		Description: "A bar for each area, parted into red, amber, green and unrated; the table below has the same numbers.",
	}
	for _, a := range areas {
		for _, r := range []rag.Rating{rag.Red, rag.Amber, rag.Green, rag.Unrated} {
			n := a.Tally.Of(r)
			c.Bars = append(c.Bars, Bar{Label: a.Area, Of: r.String(), Amount: decimal.NewFromInt(int64(n)), Printed: strconv.Itoa(n)})
		}
	}
	return c
}

// overallNotes are what the overall rests on: why, what it is under the other policies, every red, and what is unrated.
func overallNotes(every rag.Comparison, overall rag.Overall) iter.Seq[string] {
	return func(yield func(string) bool) {
		first := "Overall: unrated. " + overall.Reason
		if overall.Rating != rag.Unrated {
			first = fmt.Sprintf("Overall: %s by %s. %s", overall.Rating.Title(), overall.Policy, overall.Reason)
		}
		if !yield(first) {
			return
		}
		var others []string
		for _, o := range every.Overalls {
			if o.Rating != rag.Unrated {
				others = append(others, o.Policy+" "+o.Rating.String())
			}
		}
		if len(others) > 0 && !yield("Under every policy that applies: "+strings.Join(others, ", ")) {
			return
		}
		for _, red := range overall.Reds {
			if !yield("Red: " + strings.TrimPrefix(red.Area+": ", ": ") + red.Name) {
				return
			}
		}
		for _, u := range overall.Unrated {
			if !yield(fmt.Sprintf("Unrated: %d, %s", u.Count, stateWords(u.State))) {
				return
			}
		}
	}
}

// policiesSection is the overall under each policy, with why.
func policiesSection(every rag.Comparison) Section {
	s := Section{
		ID: "policies", Title: "Overall under each policy", Count: len(every.Overalls), Definitions: []string{"rag.plurality", "rag.policies"},
		Intro:   "The policies do not agree: say in the report which one is used.",
		Columns: []Column{word("policy", "Policy"), word("overall", "Overall"), word("why", "Why")},
		Rows: func(yield func(Row) bool) {
			for _, o := range every.Overalls {
				if !yield(Row{Cells: []Cell{{Text: o.Policy}, ratingCell(o.Rating), {Text: sentence(o.Reason)}}}) {
					return
				}
			}
		},
	}
	if every.Survives {
		s.Intro = "Every policy that gives a rating gives the same."
	}
	return s
}

// sharesSection counts ratings, with their share of what is rated.
func sharesSection(t rag.Tally, places int32) Section {
	return Section{
		ID: "shares", Title: "How many are what", Count: 4,
		Columns: []Column{word("rating", "Rating"), number("items", "Items"), number("share", "Of the rated")},
		Rows: func(yield func(Row) bool) {
			shares, ok := t.Percent(places)
			for _, one := range []struct {
				rating rag.Rating
				share  string
			}{{rag.Red, shares.Red.StringFixed(places)}, {rag.Amber, shares.Amber.StringFixed(places)}, {rag.Green, shares.Green.StringFixed(places)}, {rag.Unrated, "not in the base"}} {
				switch {
				case one.rating == rag.Unrated:
				case ok:
					one.share += "%"
				default:
					one.share = "undefined"
				}
				if !yield(Row{Cells: []Cell{ratingCell(one.rating), {Text: strconv.Itoa(t.Of(one.rating))}, {Text: one.share}}}) {
					return
				}
			}
		},
	}
}

// workedOut is the working of assessments, a line each.
func workedOut(assessments iter.Seq2[int, *rag.Assessment]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, a := range assessments {
			for _, w := range a.Working() {
				if !yield(a.Name + ": " + w.Label + ": " + w.Expression + " = " + w.Value) {
					return
				}
			}
		}
	}
}

// notesOf are the notes of assessments, each with what it is of.
func notesOf(assessments iter.Seq2[int, *rag.Assessment]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, a := range assessments {
			for _, note := range a.Notes {
				if !yield(a.Name + ": " + string(note)) {
					return
				}
			}
		}
	}
}
