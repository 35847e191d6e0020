package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// planActions is appendix 2 of the report of 10 September 2019: the 25 actions of the improvement plan, with the status,
// dates and measures that its progress column of August 2019 gives. A month is its first day as a start and its last
// as an end; "ongoing" is no end. The baseline audits are dated 1 April 2019, when they began.
//
//go:embed plan/actions.csv
var planActions []byte

// printedArea is a row of the report's table 1, and what in appendix 2 makes our tally of the area another one.
type printedArea struct {
	area  string
	tally rag.Tally
	fact  string
}

// table1 is "Areas of plan mapped to RAG rating, month 1, August 2019".
func table1() []printedArea {
	return []printedArea{
		{"Standards of Practice", rag.Tally{Amber: 6}, ""},
		{
			"Practice Improvement",
			rag.Tally{Green: 1, Amber: 8, Red: 1},
			"two actions report baseline audits and nothing since: 24% and 30% judged good, where the way to 55% in October 2019 requires more by August; the table has one red",
		},
		{"Learning and Development", rag.Tally{Amber: 3}, ""},
		{
			"Quality Assurance",
			rag.Tally{Amber: 5, Red: 1},
			"the young inspectors programme starts in September 2019 and is not yet due; and no action is red: paragraph 5.5 calls an area red until the auditing schedule is approved, which paragraph 5.3 rates amber, awaiting sign-off",
		},
	}
}

// writePlan rates the plan on 31 August 2019 and sets the tally beside the printed one.
func writePlan(w io.Writer) error {
	actions, err := rag.ReadActions(bytes.NewReader(planActions))
	if err != nil {
		return fmt.Errorf("plan/actions.csv: %w", err)
	}
	on := rag.MustParseDate("2019-08-31")
	rule := rag.DeliveryRule()
	var items []rag.Item
	fmt.Fprintf(w, "Improvement plan (report of 10 September 2019, appendix 2), rated on %s\n\n", on.Long())
	for _, action := range actions {
		a := rule.AssessAction(action, on)
		items = append(items, a.Item(action.Area))
		fmt.Fprintf(w, "%-8s %s: %s\n         %s\n", a.Rating.Title(), action.Area, action.Name, a.Reason())
		for _, note := range a.Notes {
			fmt.Fprintf(w, "         %s\n", note)
		}
	}
	fmt.Fprint(w, "\nThe ratings of single actions were printed as images and are lost: only the tally by area can be compared.\n\n")
	if err := writeBesidePrinted(w, items); err != nil {
		return err
	}
	overall := rag.RollUp(items, rag.Plurality{}, rag.Settings{})
	fmt.Fprintf(w, "\nOverall: %s by %s, as printed (paragraph 5.4). %s.\n", overall.Rating.Title(), overall.Policy, overall.Reason)
	return nil
}

// writeBesidePrinted is the tally by area, ours and the printed one, and why they differ.
func writeBesidePrinted(w io.Writer, items []rag.Item) error {
	ours := rag.ByArea(items)
	header := []string{"Plan area", "Green, printed", "Amber, printed", "Red, printed", "Unrated"}
	var rows [][]string
	var facts []string
	var total, printedTotal rag.Tally
	for i, printed := range table1() {
		t := ours[i].Tally
		rows = append(rows, besideRow(printed.area, t, printed.tally))
		total, printedTotal = total.Plus(t), printedTotal.Plus(printed.tally)
		if t != printed.tally {
			facts = append(facts, fmt.Sprintf("%s differs: %s.", printed.area, printed.fact))
		}
	}
	rows = append(rows, besideRow("Total", total, printedTotal))
	if err := rag.WriteText(w, header, rows); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, fact := range facts {
		fmt.Fprintln(w, fact)
	}
	return nil
}

func besideRow(area string, ours, printed rag.Tally) []string {
	beside := func(r rag.Rating) string { return fmt.Sprintf("%d, %d", ours.Of(r), printed.Of(r)) }
	return []string{area, beside(rag.Green), beside(rag.Amber), beside(rag.Red), fmt.Sprint(ours.Unrated)}
}
