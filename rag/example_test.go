package rag_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Is the indicator green, and what would change its colour?
func Example() {
	rule, err := rag.ReadRule(strings.NewReader(`{
		"kind": "tolerance", "id": "kpi", "version": "2024", "since": "2024-04-01", "source": "Council plan 2024, page 3",
		"amber_within": "5%"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	a := rule.Assess(rag.Reading{
		Name:     "Children seen within timescale",
		Polarity: rag.HigherBetter,
		Actual:   rag.MustPrinted("88.6%"),
		Target:   rag.MustPrinted("90%"),
		Previous: rag.MustPrinted("87.2%"),
	})
	fmt.Println(a.Rating.Title(), "-", a.Reason())
	fmt.Printf("%s points to %s, %s since the last period\n", a.Margin.ToBetter, a.Margin.Better, a.Short)
	fmt.Println("rule", a.Rule.ID, a.Rule.Version, "from", a.Rule.Since, "-", a.Rule.Source)
	// Output:
	// Amber - 88.6% against a target of 90%: short by 1.4 points, within the 5% (4.5 points) allowed for amber
	// 1.4 points to green, improving since the last period
	// rule kpi 2024 from 2024-04-01 - Council plan 2024, page 3
}

// Is an action of the improvement plan on track?
func ExampleRule_AssessAction() {
	actions, err := rag.ReadActions(strings.NewReader(`area,action,status,start,due,polarity,baseline,baseline_date,milestones,actual,actual_date
Practice Improvement,Quality of written plans,in_progress,2019-04-01,2020-09-30,higher,24%,2019-04-01,2019-10-31:55%;2020-06-30:70%,24%,2019-08-31
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	on := rag.MustParseDate("2019-08-31")
	a := rag.DeliveryRule().AssessAction(actions[0], on)
	fmt.Println(a.Rating.Title(), "-", a.Reason())
	pace, _ := actions[0].Trajectory.Pace(actions[0].Actual, on, actions[0].Polarity)
	fmt.Printf("needs %s points a month, has %s: %s\n", pace.Required, pace.Present, pace.Course)
	// Output:
	// Red - 24% on 31 August 2019; the line from 24% on 1 April 2019 to 55% on 31 October 2019 requires 46.1%: below the required rate
	// needs 4.61 points a month, has 0: will not meet
}

// Does the overall rating survive another policy, and what does it hide?
func ExampleUnderEvery() {
	var items []rag.Item
	for i := range 25 {
		rating := rag.Amber
		switch {
		case i == 0:
			rating = rag.Green
		case i > 22:
			rating = rag.Red
		}
		items = append(items, rag.Item{Name: fmt.Sprint("action ", i+1), Rating: rating})
	}
	every := rag.UnderEvery(items, rag.Settings{}, rag.Plurality{}, rag.Worst{}, rag.Average{})
	for _, o := range every.Overalls {
		fmt.Printf("%s: %s. %s\n", o.Policy, o.Rating, o.Reason)
	}
	fmt.Println("survives:", every.Survives)
	for _, red := range every.Overalls[0].Reds {
		fmt.Println("red:", red.Name)
	}
	// Output:
	// plurality: amber. 22 of 25 rated items are amber, more than any other colour
	// worst: red. 2 of 25 items are red, the worst there is
	// average: amber. the mean is 1.96 with green 3, amber 2, red 1 (green from 2.5, amber from 1.5)
	// survives: false
	// red: action 24
	// red: action 25
}

// Does a published rule leave a value without a colour?
func ExampleRule_Validate() {
	_, err := rag.ReadRule(strings.NewReader(`{"kind": "range", "bands": [
		{"rating": "green", "at_least": "90"}, {"rating": "amber", "at_least": "75", "at_most": "89"}, {"rating": "red", "below": "75"}]}`))
	fmt.Println(err)
	// Output:
	// bands: values between 89 and 90 are in no band: move an edge, set "round" if values are rounded first, or "lowest" and "highest" if the measure cannot take them
}

func ExampleTallyTable() {
	header, rows := rag.TallyTable([]rag.AreaTally{
		{Area: "Standards of Practice", Tally: rag.Tally{Amber: 6}},
		{Area: "Practice Improvement", Tally: rag.Tally{Green: 1, Amber: 8, Red: 1}},
		{Area: "Learning and Development", Tally: rag.Tally{Amber: 3}},
		{Area: "Quality Assurance", Tally: rag.Tally{Amber: 5, Red: 1}},
	}, rag.RAG())
	_ = rag.WriteText(os.Stdout, header, rows)
	// Output:
	// Plan Area                 Rated Green  Rated Amber  Rated Red
	// Standards of Practice     0            6            0
	// Practice Improvement      1            8            1
	// Learning and Development  0            3            0
	// Quality Assurance         0            5            1
	// Total                     1            22           2
}

func ExampleRule_TallyAll() {
	rule := rag.MustRule(rag.Rule{Polarity: rag.HigherBetter, Method: rag.Tolerance{AmberWithin: rag.PerCent(decimal.NewFromInt(5))}})
	actual := rag.FiguresOfUnits([]int64{901, 860, 842, 950}, -1) // 90.1, 86.0, 84.2 and 95.0
	target := rag.FiguresOfUnits([]int64{90, 90, 90, 90}, 0)
	tallies, err := rule.TallyAll(actual, target, []int32{0, 0, 1, 1}, 2)
	for group, tally := range tallies {
		fmt.Println(group, tally)
	}
	fmt.Println(err)
	// Output:
	// 0 1 green, 1 amber, 0 red
	// 1 1 green, 0 amber, 1 red
	// <nil>
}

// An officer sets another colour; next month the value changes.
func ExampleAssessment_Overridden() {
	rule := rag.MustRule(rag.Rule{Method: rag.Tolerance{}})
	june := rule.Assess(rag.Reading{Polarity: rag.HigherBetter, Actual: rag.MustPrinted("47"), Target: rag.MustPrinted("60")})
	july := rule.Assess(rag.Reading{Polarity: rag.HigherBetter, Actual: rag.MustPrinted("52"), Target: rag.MustPrinted("60")})
	override := rag.Override{
		To: rag.Amber, Reason: "recovery plan agreed", By: "Director", On: rag.MustParseDate("2019-07-10"), Actual: rag.MustPrinted("47"),
	}
	for _, a := range []rag.Assessment{june, july} {
		o := a.Overridden(override, rag.MustParseDate("2019-08-31"))
		fmt.Printf("%s, calculated %s\n", o.Rating.Title(), o.Calculated.Rating)
		if !o.Stands {
			fmt.Println(o.Lapsed)
		}
	}
	// Output:
	// Amber, calculated red
	// Red, calculated red
	// was overridden to Amber on 47; the value is now 52
}

// The rule changed in April 2020. What was the rating then, and what would it be under the rule of today?
func ExamplePack_Series() {
	pack, err := rag.ReadPack(strings.NewReader(`{"rules": [
		{"kind": "tolerance", "id": "kpi", "version": "1", "polarity": "higher", "amber_within": "10%"},
		{"kind": "tolerance", "id": "kpi", "version": "2", "since": "2020-04-01", "polarity": "higher", "amber_within": "5%"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	readings := []rag.Reading{{Date: rag.MustParseDate("2020-03-31"), Actual: rag.MustPrinted("92"), Target: rag.MustPrinted("100")}}
	for _, s := range []rag.Series{pack.Series("kpi", readings), pack.ReRate("kpi", readings, rag.MustParseDate("2020-04-01"))} {
		fmt.Println(s.Label+":", s.Assessments[0].Rating)
	}
	// Output:
	// as rated at the time: amber
	// re-rated under kpi 2, in force on 1 April 2020: red
}
