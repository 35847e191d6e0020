package form

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/examples/oldham/reports"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ClaimsTable is the id of the table of figures that the text of a report prints.
const ClaimsTable = "claims"

// CheckExamples are the reports that the page can open with: the value and what a person reads.
func CheckExamples() [][2]string {
	return [][2]string{
		{"oldham-2024", "Oldham, financial performance, 2 October 2024"},
		{"oldham-2019", "Oldham, Getting to Good, 10 September 2019"},
	}
}

// CheckExample is one of the reports.
func CheckExample(name string) Inputs {
	data, err := reports.Files.ReadFile(name + ".json")
	if err != nil {
		return Inputs{Page: "check"}
	}
	return Inputs{Page: "check", Settings: map[string]string{"example": name}, Text: string(data)}
}

// ReportTable is one table of a report as a person works in it: a label, what a total row adds up, and the cells.
type ReportTable struct {
	ID, Title string
	// Formulas say which column is worked out from the others: "Variance = forecast + reserves - budget".
	Formulas []string
	Columns  []grid.Column
	Rows     [][]string
}

// ReportTables are the tables of a report, and last the figures in its text.
func ReportTables(report scrutiny.Report) []ReportTable {
	var tables []ReportTable
	for i, table := range report.Tables {
		tables = append(tables, reportTable("table"+strconv.Itoa(i), table))
	}
	return append(tables, claimsTable(report.Claims))
}

func reportTable(id string, table scrutiny.Table) ReportTable {
	t := ReportTable{ID: id, Title: tableTitle(table), Columns: []grid.Column{{ID: "label", Label: "Row"}, {ID: "total_of", Label: "Adds up", Optional: true}}}
	for _, c := range table.Columns {
		t.Columns = append(t.Columns, grid.Column{ID: c.ID, Label: columnLabel(c), Kind: grid.Figure, Optional: true})
		if c.Formula != "" {
			t.Formulas = append(t.Formulas, columnLabel(c)+" = "+c.Formula)
		}
	}
	for _, row := range table.Rows {
		t.Rows = append(t.Rows, append([]string{row.Label, ""}, cellTexts(table, row.Cells)...))
	}
	for _, total := range table.Totals {
		t.Rows = append(t.Rows, append([]string{total.Label, strings.Join(total.Of, "; ")}, cellTexts(table, total.Cells)...))
	}
	return t
}

func tableTitle(table scrutiny.Table) string {
	title := table.Where
	if table.Title != "" {
		title = strings.Trim(title+", "+table.Title, ", ")
	}
	if title == "" {
		title = "Table " + table.ID
	}
	if table.Unit != "" {
		title += ", in " + table.Unit
	}
	return title
}

func columnLabel(c scrutiny.Column) string {
	if c.Label != "" {
		return c.Label
	}
	return c.ID
}

func cellTexts(table scrutiny.Table, cells map[string]scrutiny.Input) []string {
	var texts []string
	for _, c := range table.Columns {
		texts = append(texts, cells[c.ID].Value)
	}
	return texts
}

func claimsTable(claims []scrutiny.Claim) ReportTable {
	t := ReportTable{ID: ClaimsTable, Title: "Figures in the text", Columns: []grid.Column{
		{ID: "where", Label: "Where", Optional: true},
		{ID: "label", Label: "What it says"},
		{ID: "printed", Label: "Printed"},
		{ID: "inputs", Label: "From these figures", Optional: true},
		{ID: "formula", Label: "Formula", Optional: true},
	}}
	for _, c := range claims {
		t.Rows = append(t.Rows, []string{c.Where, c.Label, c.Printed.Value, inputsText(c.Inputs), c.Formula})
	}
	return t
}

// inputsText writes inputs as "contacts = 2,202; referrals = 428". A figure that stands elsewhere in the report is named
// after an @: "total = @m4/Total/variance".
func inputsText(inputs map[string]scrutiny.Input) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		value := inputs[name].Value
		if value == "" && inputs[name].SameAs != "" {
			value = "@" + inputs[name].SameAs
		}
		parts = append(parts, name+" = "+value)
	}
	return strings.Join(parts, "; ")
}

// ReadReport reads the text that a check page keeps: a report, or nothing.
func ReadReport(text string) (scrutiny.Report, error) {
	if strings.TrimSpace(text) == "" {
		return scrutiny.Report{}, nil
	}
	return scrutiny.ReadReport(strings.NewReader(text))
}

// CheckFinding is one finding as the page shows it.
type CheckFinding struct {
	Verdict, Word, Class string
	Title, Sentence      string
	Details              []string
}

// Check is the check page computed.
type Check struct {
	Problems []Problem
	Title    string
	Source   string
	Answer   string
	// Paragraph is the result to read out or paste into a note.
	Paragraph string
	Findings  []CheckFinding
	Agreeing  []CheckFinding
	Counts    []string
	Notes     []string
	// Report and Result are what was computed on, for the files.
	Report scrutiny.Report
	Result scrutiny.Result
}

// ReadCheck puts what was typed into the report and checks it.
func ReadCheck(base scrutiny.Report, tables map[string]*grid.Table) Check {
	report, problems := typed(base, tables)
	if len(problems) > 0 {
		return Check{Problems: problems}
	}
	// Writing and reading back validates what was typed as a file would be.
	text, err := json.Marshal(report)
	if err == nil {
		report, err = scrutiny.ReadReport(strings.NewReader(string(text)))
	}
	if err != nil {
		return Check{Problems: []Problem{reportProblem(err)}}
	}
	return checkOf(report, scrutiny.Check(report, scrutiny.Options{}))
}

func reportProblem(err error) Problem {
	text := err.Error()
	var input *scrutiny.InputError
	if errors.As(err, &input) {
		text = strings.Trim(input.Value+": "+input.Problem, ": ")
	}
	return Problem{At: grid.Position{Row: -1}, Text: text}
}

// typed is the report with the texts of the tables in it.
func typed(base scrutiny.Report, tables map[string]*grid.Table) (scrutiny.Report, []Problem) {
	report := base
	report.Tables = slices.Clone(base.Tables)
	var problems []Problem
	for i, table := range report.Tables {
		if t, ok := tables["table"+strconv.Itoa(i)]; ok {
			var found []Problem
			report.Tables[i], found = typedTable(table, "table"+strconv.Itoa(i), t)
			problems = append(problems, found...)
		}
	}
	if t, ok := tables[ClaimsTable]; ok {
		var found []Problem
		report.Claims, found = typedClaims(base.Claims, t)
		problems = append(problems, found...)
	}
	return report, problems
}

func typedTable(base scrutiny.Table, id string, t *grid.Table) (scrutiny.Table, []Problem) {
	rows, totals := map[string]scrutiny.Row{}, map[string]scrutiny.Total{}
	for _, row := range base.Rows {
		rows[row.Label] = row
	}
	for _, total := range base.Totals {
		totals[total.Label] = total
	}
	table := base
	table.Rows, table.Totals = nil, nil
	var problems []Problem
	for row := range t.Len() {
		if t.Blank(row) {
			continue
		}
		label := strings.TrimSpace(t.Get(row, "label"))
		if label == "" {
			at := grid.Position{Row: row}
			problems = append(problems, Problem{Table: id, At: at, Label: t.Place(at), Text: "name the row"})
			continue
		}
		of := strings.TrimSpace(t.Get(row, "total_of"))
		if of == "" {
			known := rows[label]
			known.Label, known.Cells = label, typedCells(base.Columns, known.Cells, t, row)
			table.Rows = append(table.Rows, known)
			continue
		}
		known := totals[label]
		known.Label, known.Of, known.Cells = label, list(of), typedCells(base.Columns, known.Cells, t, row)
		table.Totals = append(table.Totals, known)
	}
	return table, problems
}

// typedCells keeps what the report knows of a figure beside its text: that it is exact, its unit, its step.
func typedCells(columns []scrutiny.Column, known map[string]scrutiny.Input, t *grid.Table, row int) map[string]scrutiny.Input {
	cells := map[string]scrutiny.Input{}
	for _, c := range columns {
		text := strings.TrimSpace(t.Get(row, c.ID))
		input, had := known[c.ID]
		if text == "" && !had {
			continue
		}
		if text != "" {
			input.Missing = ""
		}
		input.Value = text
		if text == "" && input.Missing == "" {
			input.Missing = "not given"
		}
		cells[c.ID] = input
	}
	return cells
}

func typedClaims(base []scrutiny.Claim, t *grid.Table) ([]scrutiny.Claim, []Problem) {
	byName := map[string]scrutiny.Claim{}
	for _, c := range base {
		byName[c.Where+"\x00"+c.Label] = c
	}
	var claims []scrutiny.Claim
	var problems []Problem
	for row := range t.Len() {
		if t.Blank(row) {
			continue
		}
		where, label := strings.TrimSpace(t.Get(row, "where")), strings.TrimSpace(t.Get(row, "label"))
		claim, known := byName[where+"\x00"+label]
		if !known {
			claim = scrutiny.Claim{Where: where, Label: label}
		}
		claim.Printed.Value = strings.TrimSpace(t.Get(row, "printed"))
		claim.Formula = strings.TrimSpace(t.Get(row, "formula"))
		inputs, problem := typedInputs(claim.Inputs, t.Get(row, "inputs"))
		if problem != "" {
			at := grid.Position{Row: row, Col: t.ColumnOf("inputs")}
			problems = append(problems, Problem{Table: ClaimsTable, At: at, Label: t.Place(at), Text: problem})
		}
		claim.Inputs = inputs
		claims = append(claims, claim)
	}
	return claims, problems
}

// typedInputs reads "contacts = 2,202; referrals = 428".
func typedInputs(known map[string]scrutiny.Input, text string) (map[string]scrutiny.Input, string) {
	if strings.TrimSpace(text) == "" {
		return nil, ""
	}
	inputs := map[string]scrutiny.Input{}
	for _, part := range list(text) {
		name, value, ok := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || name == "" || value == "" {
			return nil, strconv.Quote(part) + " is no input: write name = figure, with a semicolon between inputs, as in contacts = 2,202; referrals = 428"
		}
		input := known[name]
		if reference, ok := strings.CutPrefix(value, "@"); ok {
			input.SameAs, value = reference, ""
		}
		input.Value = value
		inputs[name] = input
	}
	return inputs, ""
}

// list takes a list apart at its semicolons.
func list(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

var verdictWords = map[scrutiny.Verdict][2]string{
	scrutiny.Agrees:         {"Agrees", "agrees"},
	scrutiny.WithinRounding: {"Within rounding", "rounding"},
	scrutiny.Differs:        {"Differs", "differs"},
	scrutiny.CannotCheck:    {"Cannot be checked", "unchecked"},
}

func checkOf(report scrutiny.Report, result scrutiny.Result) Check {
	c := Check{
		Title: report.Title, Source: strings.Trim(report.Source.Document+", "+report.Source.Date, ", "),
		Answer: checkAnswer(result.Summary), Paragraph: result.Paragraph(), Notes: result.Notes, Report: report, Result: result,
	}
	for _, f := range result.Findings {
		shown := findingOf(f)
		if f.Verdict == scrutiny.Agrees {
			c.Agreeing = append(c.Agreeing, shown)
			continue
		}
		c.Findings = append(c.Findings, shown)
	}
	s := result.Summary
	c.Counts = []string{
		strconv.Itoa(s.Differs) + " differ", strconv.Itoa(s.WithinRounding) + " hold within rounding",
		strconv.Itoa(s.CannotCheck) + " cannot be checked", strconv.Itoa(s.Agrees) + " agree",
		strconv.Itoa(s.Figures) + " figures seen", strconv.Itoa(s.AbleToFail) + " checks able to fail",
	}
	return c
}

// checkAnswer says the result in a sentence.
func checkAnswer(s scrutiny.Summary) string {
	switch s.Differs {
	case 0:
		return "Nothing differs: what could be worked out again from the report's own figures gives what it prints, or does so within rounding."
	case 1:
		return "One printed result differs from what the report's own figures give; " + strconv.Itoa(s.Agrees) + " agree."
	}
	return strconv.Itoa(s.Differs) + " printed results differ from what the report's own figures give; " + strconv.Itoa(s.Agrees) + " agree."
}

func findingOf(f scrutiny.Finding) CheckFinding {
	words := verdictWords[f.Verdict]
	shown := CheckFinding{Verdict: f.Verdict.String(), Word: words[0], Class: words[1], Title: strings.Trim(f.Where+", "+f.Label, ", "), Sentence: f.Working}
	for _, detail := range append([]string{f.Reason, f.Explanation, f.Material}, f.Notes...) {
		if detail != "" && !strings.Contains(f.Working, detail) {
			shown.Details = append(shown.Details, detail)
		}
	}
	return shown
}

// JSON is the findings as the command line prints them.
func (c Check) JSON() string {
	text, _ := json.MarshalIndent(c.Result, "", "  ") // a result always marshals
	return string(text)
}

// ReportJSON is the report with what was typed, in the document format.
func (c Check) ReportJSON() string {
	text, _ := json.MarshalIndent(c.Report, "", "  ") // a report always marshals
	return string(text)
}
