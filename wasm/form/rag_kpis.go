package form

import (
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// KPITable is the id of the table of indicators.
const KPITable = "kpis"

// KPIColumns are the columns of kpis.csv that the page shows.
func KPIColumns() []grid.Column {
	return []grid.Column{
		{ID: "name", Label: "Indicator"},
		{ID: "actual", Label: "Actual", Kind: grid.Figure},
		{ID: "target", Label: "Target", Kind: grid.Figure, Optional: true},
		{ID: "floor", Label: "Floor", Kind: grid.Figure, Optional: true},
		{ID: "previous", Label: "Before", Kind: grid.Figure, Optional: true},
		{ID: "polarity", Label: "Better is", Kind: grid.Short, Optional: true},
		{ID: "tolerance", Label: "Own tolerance", Kind: grid.Figure, Optional: true},
		{ID: "source", Label: "Source", Optional: true},
	}
}

// kpiExample are the indicators that Oldham's report of 10 September 2019 prints, each with its place. The earlier values of
// the caseloads are those of the year before.
const kpiExample = `Plans judged good or outstanding in audit|24%|55%|||higher||Appendix 2, quality of plans: 45 audits; 55% by October 2019
Plans for children with a disability judged good|30%|55%|||higher||Appendix 2, disabilities: 55% by October 2019
Permanency plan at the second review|47%|90%|||higher||Appendix 2, Public Law Outline
Pathway plan up to date|53.8%|100%|||higher||Appendix 2, pathway planning: young people of 15 years 9 months and above
Staying put with former foster carers|60%|53%|||higher||Appendix 2, pathway planning: held against the statistical neighbours
Section 47 enquiries that reach a conference|31.4%|36.7%|||close||Appendix 2, assessments: in line with the statistical neighbours
Managers with supervision training||100%|||higher||Appendix 2, learning and development: no figure is recorded yet
Staff turnover|12%|12%|||lower||Appendix 2, senior management
Average caseload of a social worker|17|18||21|lower||Paragraphs 7.1 and 7.2
Social workers with a high caseload|30%|||50%|lower||Paragraph 7.3: no target is stated
Cases of a reviewing officer|74|70|||lower||Paragraph 7.5: IRO Handbook
Cases of a child protection chair|77|70|||lower||Paragraph 7.5
Children on a protection plan|334|||541|none||Paragraph 6.3: neither more nor fewer is better`

// ReadKPIs rates the indicators by the rule that is chosen.
func ReadKPIs(tables Tables, settings map[string]string) Result {
	table := tables[KPITable]
	if table.Empty() {
		return waiting("Type an indicator, its actual value, its target and which way is better, or paste rows from a spreadsheet, and it is rated here.")
	}
	rated, problems := rateKPIs(table, settings)
	rolling, more := readRolling(settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	if len(more) > 0 {
		return waiting("Correct the choices above to see this result.")
	}
	return kpisOf(rated, rolling)
}

// ratedKPIs are the indicators, each with its assessment.
type ratedKPIs struct {
	rule        rag.Rule
	warnings    []string
	assessments []rag.Assessment
}

func (r ratedKPIs) items() []rag.Item {
	var items []rag.Item
	for _, a := range r.assessments {
		items = append(items, a.Item(""))
	}
	return items
}

func rateKPIs(table *grid.Table, settings map[string]string) (rated ratedKPIs, problems []Problem) {
	rated.rule, rated.warnings, problems = kpiRule(settings)
	var readings []rag.Reading
	problems = append(problems, rowProblems(KPITable, table, func(r io.Reader) (err error) {
		readings, err = rag.ReadKPIs(r)
		return err
	})...)
	if len(problems) > 0 {
		return rated, problems
	}
	for _, x := range readings {
		rated.assessments = append(rated.assessments, rated.rule.Assess(x))
	}
	return rated, nil
}

// RuleChoices are the rules for indicators.
func RuleChoices() [][2]string {
	return [][2]string{
		{"tolerance", "Miss of the target: green within, amber within, else red"},
		{"tolerance_trend", "As above, and red only when it did not improve either"},
		{"target_floor", "Target and floor: green from the target, red beyond the floor"},
		{"range", "Range: green between floor and target, amber within"},
		{"budget_one", "Budget: overspending, in per cent"},
		{"budget_two", "Budget: over- and underspending, in per cent"},
		{"own", "A rule of your own, as JSON"},
	}
}

// RuleTakes reports whether a rule has the setting: green, amber or json.
func RuleTakes(rule, setting string) bool {
	switch rule {
	case "own":
		return setting == "json"
	case "target_floor":
		return false
	case "range":
		return setting == "amber"
	}
	return setting != "json"
}

// kpiRule is the rule that the settings describe, with all its faults at once.
func kpiRule(settings map[string]string) (rule rag.Rule, warnings []string, problems []Problem) {
	kind := settings["kpi_rule"]
	if kind == "own" {
		return ownRule(settings["kpi_json"])
	}
	allowance := func(setting, label string) rag.Allowance {
		if !RuleTakes(kind, setting) {
			return rag.Allowance{}
		}
		a, err := rag.ParseAllowance(strings.TrimSpace(settings["kpi_"+setting]))
		if err != nil {
			problems = wrong(problems, "kpi_"+setting, label, err.Error())
		}
		return a
	}
	green, amber := allowance("green", "Green within"), allowance("amber", "Amber within")
	rule = rag.Rule{ID: kind, Title: kind}
	switch kind {
	case "tolerance":
		rule.Method = rag.Tolerance{GreenWithin: green, AmberWithin: amber}
	case "tolerance_trend":
		rule.Method = rag.ToleranceTrend{GreenWithin: green, AmberWithin: amber}
	case "target_floor":
		rule.Method = rag.TargetFloor{}
	case "range":
		rule.Method = rag.Range{AmberWithin: amber}
	case "budget_one":
		rule.Method = rag.Budget{Sides: rag.OneSided, GreenWithin: green, AmberWithin: amber}
	case "budget_two":
		rule.Method = rag.Budget{Sides: rag.TwoSided, GreenWithin: green, AmberWithin: amber}
	default:
		return rule, nil, wrong(nil, "kpi_rule", "Rule", "choose one of the rules")
	}
	if len(problems) > 0 {
		return rule, nil, problems
	}
	return checkedRule(rule)
}

// ownRule reads a rule as JSON.
func ownRule(text string) (rag.Rule, []string, []Problem) {
	const field, label = "kpi_json", "Rule as JSON"
	if strings.TrimSpace(text) == "" {
		return rag.Rule{}, nil, wrong(nil, field, label, `paste a rule, as {"kind": "tolerance", "amber_within": "5%"}`)
	}
	rule, err := rag.ReadRule(strings.NewReader(text))
	if rule.Method == nil {
		return rule, nil, wrong(nil, field, label, err.Error())
	}
	if rule.Method.Kind() == rag.KindDelivery {
		return rule, nil, wrong(nil, field, label, "a delivery rule rates actions, not indicators")
	}
	rule, warnings, problems := checkedRule(rule)
	for i := range problems {
		problems[i].Field, problems[i].Label = field, label
	}
	return rule, warnings, problems
}

// checkedRule tells all that is wrong with a rule, at the setting it means, apart from what is only worth knowing.
func checkedRule(rule rag.Rule) (_ rag.Rule, warnings []string, problems []Problem) {
	for _, f := range rule.Validate() {
		switch {
		case f.Warning:
			warnings = append(warnings, f.String())
		case f.Path == "green_within":
			problems = wrong(problems, "kpi_green", "Green within", f.Problem)
		case f.Path == "amber_within":
			problems = wrong(problems, "kpi_amber", "Amber within", f.Problem)
		default:
			problems = wrong(problems, "kpi_rule", "Rule", f.String())
		}
	}
	return rule, warnings, problems
}

// directionWord is how a value has moved, in words and with an arrow: better is always to the upper right.
func directionWord(d rag.Direction) string {
	switch d {
	case rag.Improving:
		return "↗ improving"
	case rag.Worsening:
		return "↘ worsening"
	case rag.NoMaterialChange:
		return "→ no material change"
	case rag.CannotCompare:
		return "not comparable"
	}
	return ""
}

func kpisOf(k ratedKPIs, rolling rolling) Result {
	items := k.items()
	overall := rolling.up(items)
	r := overallResult(overall, "of "+strconv.Itoa(len(items))+" indicators")
	r.Notes = k.warnings
	r.show(kpiSection(k), tallySection(overall.Tally), policySection("kpi-policies", items, rolling))
	return r
}

func kpiSection(k ratedKPIs) *Section {
	s := newSection("kpi-ratings", "Every indicator and why", "Indicator|#Actual|#Target|Rating|Since before|Why", "rag."+string(k.rule.Method.Kind())+" rag.travel rag.position")
	var drawn []chart.Indicator
	for _, a := range k.assessments {
		x := a.Reading()
		why := a.Reason()
		if len(a.Possible) > 1 && !strings.Contains(why, " may be ") {
			why += "; as printed it may be " + ratingNames(a.Possible)
		}
		if a.MetButWorsening {
			why += "; met, but getting worse"
		}
		s.add(rated(textRow(x.Name, shownValue(x.Actual, "no data"), shownValue(x.Target, "not stated"), "", directionWord(a.Short), why), 3, a.Rating))
		s.worked(x.Name, a)
		if actual, ok := x.Actual.Decimal(); ok && strings.HasSuffix(x.Actual.String(), "%") {
			drawn = append(drawn, indicatorOf(x, a.Rating, actual))
		}
	}
	if len(drawn) > 1 {
		picture := chart.Indicators("Indicators in per cent", "A point for each indicator that is a percentage, with the letter of its rating, and a line at its target; the table below has the figures.", "Per cent; a line is the target", drawn)
		s.Chart = &picture
	}
	return s
}

func indicatorOf(x rag.Reading, rating rag.Rating, actual decimal.Decimal) chart.Indicator {
	target, ok := x.Target.Decimal()
	return chart.Indicator{Name: x.Name, Actual: actual, Target: decimal.NullDecimal{Decimal: target, Valid: ok}, Rating: rating.Title(), Printed: x.Actual.String()}
}

func ratingNames(ratings []rag.Rating) string {
	var names []string
	for _, r := range ratings {
		names = append(names, r.Title())
	}
	return strings.Join(names, " or ")
}

// shownValue is a value as printed, or the word for why there is none.
func shownValue(v rag.Value, none string) string {
	if v.State() == rag.NoData {
		return none
	}
	return strings.ReplaceAll(v.String(), "_", " ")
}

// tallySection counts ratings, with their share of what is rated.
func tallySection(t rag.Tally) *Section {
	s := newSection("kpi-tally", "How many are what", "Rating|#Indicators|#Of the rated", "")
	shares, ok := t.Percent(1)
	for i, share := range []decimal.Decimal{shares.Red, shares.Amber, shares.Green} {
		rating := []rag.Rating{rag.Red, rag.Amber, rag.Green}[i]
		text := "undefined"
		if ok {
			text = share.StringFixed(1) + "%"
		}
		s.row(rating.Title(), strconv.Itoa(t.Of(rating)), text)
	}
	s.row("Unrated", strconv.Itoa(t.Unrated), "not in the base")
	return s
}
