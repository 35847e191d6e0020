package form

import (
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// WorkforceTable and StandardsTable are the ids of the tables of workforce figures and of loads against a standard.
const (
	WorkforceTable = "workforce"
	StandardsTable = "standards"
)

// WorkforceColumns are the columns of workforce.csv.
func WorkforceColumns() []grid.Column {
	return []grid.Column{
		{ID: "area", Label: "Area"},
		{ID: "in_post", Label: "In post", Kind: grid.Figure},
		{ID: "vacancies", Label: "Vacancies", Kind: grid.Figure},
		{ID: "agency", Label: "Agency", Kind: grid.Figure},
		{ID: "agency_covering", Label: "Agency covering vacancies", Kind: grid.Figure},
		{ID: "leavers", Label: "Leavers", Kind: grid.Figure},
		{ID: "cases", Label: "Cases", Kind: grid.Figure},
		{ID: "case_holders", Label: "Case holders", Kind: grid.Figure},
		{ID: "days_lost", Label: "Days lost", Kind: grid.Figure, Optional: true},
		{ID: "measure", Label: "FTE or headcount", Kind: grid.Short, Optional: true},
	}
}

// workforceExample is Oldham at 30 September of three years, in FTE, as the DfE publishes it.
const workforceExample = `Oldham 2023|161.9|130.5|121|119|34.5|2649|162|1808|fte
Oldham 2024|169.8|107|81|75|31|2727|141.9|1350.5|fte
Oldham 2025|217.3|46.8|39|39|30.8|2588|146.4|1321.4|fte`

// RateChoices are the ratios that the chart can show, in the order of [caseload.WorkforceRatios].
func RateChoices() [][2]string {
	return [][2]string{
		{"caseload", "Average caseload"},
		{"turnover", "Turnover"},
		{"agency", "Agency rate"},
		{"vacancy", "Vacancy rate"},
		{"agency_cover", "Agency workers who cover vacancies"},
		{"vacancies_covered", "Vacancies covered by agency"},
		{"absence", "Absence"},
	}
}

// ReadWorkforce works out the ratios that the DfE publishes.
func ReadWorkforce(tables Tables, settings map[string]string) Result {
	table := tables[WorkforceTable]
	if table.Empty() {
		return waiting("Type an area and its workers in post, vacancies, agency workers and leavers, or paste rows of the DfE's table, and the rates are shown here.")
	}
	var kind caseload.WorkforceRatio
	if err := kind.UnmarshalText([]byte(settings["rate"])); err != nil {
		kind = caseload.AgencyRate
	}
	var rows []caseload.Workforce
	problems := rowProblems(WorkforceTable, table, func(r io.Reader) (err error) {
		rows, err = caseload.ReadWorkforce(r)
		return err
	})
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return workforceOf(rows, kind)
}

func workforceOf(areas []caseload.Workforce, shown caseload.WorkforceRatio) Result {
	s := newSection("rates", "The rates", "Area", "caseload.mean_per_fte caseload.turnover caseload.agency_rate caseload.vacancy_rate")
	s.Intro = "In per cent, except the average caseload; printed to one place, as the DfE does. Each is of full-time equivalents, or of headcount where the row says so."
	names := RateChoices()
	for _, name := range names {
		s.Columns = append(s.Columns, Heading{Text: name[1], Number: true})
	}
	var drawn []chart.Rate
	var last caseload.Workforce
	for _, w := range areas {
		last = w
		cells := []string{w.Area}
		for i, k := range caseload.WorkforceRatios() {
			cells = append(cells, rateText(w, k))
			s.work(w.Area + ", " + rateWorking(w, k, names[i][1]))
		}
		s.row(cells...)
		r := w.Ratio(shown)
		if value, ok := r.Round(caseload.DfEPlaces); ok {
			drawn = append(drawn, chart.Rate{Label: w.Area, Value: value, Printed: rateText(w, shown)})
		}
	}
	if len(drawn) > 1 {
		name := s.Columns[1:][shown].Text
		picture := chart.Rates(name, "A bar for each area; the table below has the same figures.", name, drawn)
		s.Chart = &picture
	}
	r := Result{
		Answer: last.Area + ": " + rateText(last, caseload.AgencyRate) + " of social workers are agency workers, " + rateText(last, caseload.VacancyRate) + " of posts are vacant, " +
			rateText(last, caseload.Turnover) + " left in the year, and the average caseload is " + rateText(last, caseload.AverageCaseload) + ".",
		More: strconv.Itoa(len(areas)) + " rows; this sentence is about the last.",
	}
	r.show(s)
	return r
}

// rateWorking is how a ratio was worked out, or why it is not defined.
func rateWorking(w caseload.Workforce, k caseload.WorkforceRatio, name string) string {
	r := w.Ratio(k)
	if !r.Defined() {
		return name + ": not defined, " + w.Why(k)
	}
	return name + " = " + r.Definition + ": " + r.Working(caseload.DfEPlaces)
}

// rateText is a ratio as the DfE prints it, or the word for one that is not defined.
func rateText(w caseload.Workforce, k caseload.WorkforceRatio) string {
	r := w.Ratio(k)
	if r.Percent {
		return percentText(r)
	}
	return ratioText(r, caseload.DfEPlaces)
}

// StandardColumns are a load and the standard that it is held against.
func StandardColumns() []grid.Column {
	return []grid.Column{
		{ID: "role", Label: "Who"},
		{ID: "load", Label: "Load", Kind: grid.Figure},
		{ID: "standard", Label: "Standard", Kind: grid.Short},
	}
}

// standardsExample are the loads that Oldham's report of 10 September 2019 prints (7.4 and 7.5).
const standardsExample = `Independent reviewing officers, on average|74|iro
Child protection chairs, on average|77|chair
Managers in field work teams|7|span
Managers a year before, at most|10|span`

func standardNamed(name string) (caseload.Standard, bool) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "iro":
		return caseload.IROStandard(), true
	case "chair":
		return caseload.ChairStandard(), true
	case "span":
		return caseload.SpanOfControl(), true
	}
	return caseload.Standard{}, false
}

// ReadStandards holds loads against the published standards.
func ReadStandards(tables Tables, _ map[string]string) Result {
	table := tables[StandardsTable]
	if table.Empty() {
		return waiting("Type who it is, their load, and iro, chair or span, and it is held against the standard here.")
	}
	var problems []Problem
	var over []string
	s := newSection("standings", "Against the standard", "Who|#Load|#At most|Standing|Standard", "caseload.limit_iro")
	for row := range table.Len() {
		if table.Blank(row) {
			continue
		}
		name := strings.TrimSpace(table.Get(row, "role"))
		load, okLoad := plainNumber(table.Get(row, "load"))
		standard, ok := standardNamed(table.Get(row, "standard"))
		for _, cell := range []struct {
			fine         bool
			column, text string
		}{
			{name != "", "role", "say who it is"},
			{okLoad, "load", "write a number, as 74"},
			{ok, "standard", "write iro (reviewing officer, 50 to 70 children), chair (protection chair, 70) or span (manager, 7 reports)"},
		} {
			if !cell.fine {
				problems = append(problems, cellProblem(StandardsTable, table, row, cell.column, cell.text))
			}
		}
		standing, by := standard.Judge(load)
		text := standing.String()
		if by.IsPositive() {
			text += ", by " + by.String()
			over = append(over, name)
		}
		s.row(name, load.String(), standard.Ordinary.String(), text, standard.Source)
		s.work(name + ": " + load.String() + " against " + standard.Ordinary.String() + " " + standard.Of)
	}
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	r := Result{Answer: "Everyone is within the standard; at the limit is within it."}
	if len(over) > 0 {
		r.Answer = "Over the standard: " + strings.Join(over, "; ") + "."
	}
	r.show(s)
	return r
}
