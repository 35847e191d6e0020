package operation

import (
	"context"
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadRatios is the workforce ratios that the DfE publishes.
func CaseloadRatios() Operation {
	return Operation{
		Group: "caseload", Verb: "ratios",
		Title: "Agency, vacancies and turnover", Question: "How many posts are vacant or held by agency workers, and how many leave?",
		Method: "By the definitions of the DfE: average caseload is cases over workers holding at least one; vacancy is vacancies over vacancies and in post; agency is agency workers over agency and in post; turnover is leavers over in post; agency cover is agency workers covering vacancies over agency workers; absence is days lost over in post times 253. One row is one area at one date, in full-time equivalents or in headcount throughout. A figure that is blank or suppressed leaves the rates that need it undefined.",
		Doc:    "average caseload, turnover, agency and vacancy rates by the DfE definitions",
		Inputs: []Input{{
			Name: "workforce", File: "workforce.csv", Label: "Workforce figures", Table: true, Schema: caseload.WorkforceSchema(),
			Doc: "columns area, in_post, vacancies, agency, agency_covering, leavers, cases and case_holders, and where known days_lost and measure (fte or headcount)",
		}},
		Settings: slices.Concat([]Setting{
			{Name: "places", Label: "Decimal places for programs", Kind: Whole, Default: "6", Value: "places", Doc: "decimal places of the JSON; tables print one, as DfE does"},
			rateSetting(),
		}, TableSettings()),
		Example: Example{
			Inputs: map[string]string{"workforce": `area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders,days_lost,measure
Oldham 2023,161.9,130.5,121,119,34.5,2649,162,1808,fte
Oldham 2024,169.8,107,81,75,31,2727,141.9,1350.5,fte
Oldham 2025,217.3,46.8,39,39,30.8,2588,146.4,1321.4,fte
`},
			Source: "DfE, Children's social work workforce, Oldham at 30 September; for 2024 it prints a caseload of 19.2, turnover of 18.3%, an agency rate of 32.3% and a vacancy rate of 38.7%, as computed here",
		},
		Zero: caseload.AreaRatios{},
		Keys: []string{"rows[].area", "rows[].caseload", "rows[].turnover", "rows[].agency", "rows[].vacancy", "rows[].agency_cover"},
		Run: func(ctx context.Context, call Call) (Result, error) {
			places, err := Parse(call, "places", parseFrom(0, 12))
			if err != nil {
				return Result{}, err
			}
			shown, err := Parse(call, "rate", unmarshalled[caseload.WorkforceRatio])
			if err != nil {
				return Result{}, err
			}
			a, err := ReadTable(ctx, call, "workforce", caseload.AreaRatiosOf)
			if err != nil {
				return Result{}, err
			}
			a.Places = int32(places)
			return Result{Value: a, View: ratiosView(a.Areas, shown, a.Notes)}, nil
		},
	}
}

// ratioNames are the ratios in words, in their order.
var ratioNames = [...]string{"Average caseload", "Turnover", "Agency rate", "Vacancy rate", "Agency workers who cover vacancies", "Vacancies covered by agency", "Absence"}

func rateSetting() Setting {
	s := Setting{Name: "rate", Label: "The chart shows", Kind: One, Default: caseload.AgencyRate.String(), Value: "rate", Doc: "rate that a chart shows"}
	for i, k := range caseload.WorkforceRatios() {
		s.Choices = append(s.Choices, Choice{k.String(), ratioNames[i]})
	}
	return s
}

func ratiosView(areas []caseload.Workforce, shown caseload.WorkforceRatio, notes []string) View {
	s := Section{
		ID: "rates", Title: "Workforce ratios, by the DfE definitions", Count: len(areas),
		Intro:       "In per cent, except the average caseload; printed to one place, as the DfE does. Each is of full-time equivalents, or of headcount where the row says so.",
		Definitions: []string{"caseload.mean_per_fte", "caseload.turnover", "caseload.agency_rate", "caseload.vacancy_rate"},
		Columns:     []Column{word("area", "Area"), word("measure", "Counted in")},
		Rows: func(yield func(Row) bool) {
			for _, w := range areas {
				cells := Cells(w.Area, w.Measure.String())
				for _, k := range caseload.WorkforceRatios() {
					cells = append(cells, Cell{Text: onePlace(w.Ratio(k))})
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
		Working: func(yield func(string) bool) {
			for _, w := range areas {
				for i, k := range caseload.WorkforceRatios() {
					text := fmt.Sprintf("%s, %s = %s: %s", w.Area, ratioNames[i], w.Ratio(k).Definition, w.Ratio(k).Working(caseload.DfEPlaces))
					if why := w.Why(k); why != "" {
						text = fmt.Sprintf("%s, %s: not defined, %s", w.Area, ratioNames[i], why)
					}
					if !yield(text) {
						return
					}
				}
			}
		},
	}
	for i, k := range caseload.WorkforceRatios() {
		s.Columns = append(s.Columns, number(k.String(), ratioNames[i]))
	}
	if chart := rateChart(areas, shown); len(chart.Bars) > 1 {
		s.Chart = func() Chart { return chart }
	}
	view := View{Sections: []Section{s}, Notes: notes}
	if len(areas) > 0 {
		last := areas[len(areas)-1]
		view.Answer = fmt.Sprintf(
			"%s: the agency rate is %s, the vacancy rate %s, the turnover %s, and the average caseload %s.", last.Area,
			onePlace(last.Ratio(caseload.AgencyRate)), onePlace(last.Ratio(caseload.VacancyRate)), onePlace(last.Ratio(caseload.Turnover)), onePlace(last.Ratio(caseload.AverageCaseload)),
		)
	}
	if len(areas) > 1 {
		view.More = fmt.Sprintf("%d rows; this sentence is about the last.", len(areas))
	}
	return view
}

// rateChart is one rate of every area that has it.
func rateChart(areas []caseload.Workforce, k caseload.WorkforceRatio) Chart {
	c := Chart{Kind: Ranked, Title: ratioNames[k], Description: "A bar for each area; the table below has the same figures.", Unit: "Per cent"}
	if k == caseload.AverageCaseload {
		c.Unit = "Cases"
	}
	for _, w := range areas {
		if value, ok := w.Ratio(k).Round(caseload.DfEPlaces); ok {
			c.Bars = append(c.Bars, Bar{Label: w.Area, Printed: onePlace(w.Ratio(k)), Amount: value})
		}
	}
	return c
}
