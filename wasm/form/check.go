package form

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/examples/oldham/reports"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// CheckExamples are the reports that the page can open with: the value and what a person reads.
func CheckExamples() [][2]string {
	return [][2]string{
		{"oldham-2024", "Oldham, financial performance, 2 October 2024"},
		{"oldham-2019", "Oldham, Getting to Good, 10 September 2019"},
	}
}

// LinkedExample is the example that a fragment names, as in #example=oldham-2019.
func LinkedExample(fragment string) (string, bool) {
	name, ok := strings.CutPrefix(strings.TrimPrefix(fragment, "#"), "example=")
	return name, ok && slices.ContainsFunc(CheckExamples(), func(e [2]string) bool { return e[0] == name })
}

// CheckExample is one of the reports.
func CheckExample(name string) Inputs {
	data, err := reports.Files.ReadFile(name + ".json")
	if err != nil {
		return Inputs{Page: "check"}
	}
	return Inputs{Page: "check", Settings: map[string]string{"example": name}, Text: string(data)}
}

// KeptReport reads the text that the page keeps of its own. What a person has typed may still have faults: they are told
// where they stand, and nothing is lost.
func KeptReport(text string) (scrutiny.Report, error) {
	var report scrutiny.Report
	if strings.TrimSpace(text) == "" {
		return report, nil
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		return scrutiny.Report{}, ErrLink
	}
	return report, nil
}

// ReportText is a report as the page keeps it.
func ReportText(report scrutiny.Report) string {
	text, _ := json.Marshal(report) // a report always marshals
	return string(text)
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
	// Quote is the sentence that the figure stands in, where it stands in one.
	Quote string `json:",omitempty"`
	// Number is its place among the findings of a document, from 1; 0 for a report.
	Number int `json:",omitempty"`
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
	// Empty says that there is nothing to check.
	Empty bool
	// Typed is the report with everything that was typed.
	Typed scrutiny.Report `json:"-"`
	// Report and Result are what was computed on, for the files.
	Report scrutiny.Report `json:"-"`
	Result scrutiny.Result `json:"-"`
}

// TypedCheck puts what was typed into the report. Without problems the report is ready for [FindingsOf].
func TypedCheck(base scrutiny.Report, tables map[string]*grid.Table, settings map[string]string) Check {
	report, at, problems := typedReport(base, tables, settings)
	if len(problems) == 0 {
		for _, fault := range report.Validate() {
			problems = append(problems, faultProblem(fault, tables, at))
		}
	}
	c := Check{Problems: problems, Typed: report, Report: report}
	if len(report.Tables) == 0 && len(report.Claims) == 0 {
		c.Empty = true
		c.Answer = "There is nothing to check yet: open a report, paste its text or a table of it, or choose an example."
	}
	return c
}

// FindingsOf checks a report that has no problems. The page itself has the worker do it: the check is the largest part of
// the calculator.
func FindingsOf(report scrutiny.Report) Check {
	return checkOf(report, scrutiny.Check(report, scrutiny.Options{}))
}

// ReadCheck is the page whole: what was typed, and its findings.
func ReadCheck(base scrutiny.Report, tables map[string]*grid.Table, settings map[string]string) Check {
	c := TypedCheck(base, tables, settings)
	if len(c.Problems) > 0 || c.Empty {
		return c
	}
	return c.With(FindingsOf(c.Report))
}

// With is what was typed with the findings on it.
func (c Check) With(found Check) Check {
	found.Problems, found.Typed, found.Report, found.Empty = c.Problems, c.Typed, c.Report, c.Empty
	return found
}

// FindingsText is what a check finds as a file: "json" as the command line prints it, or "markdown".
func FindingsText(report scrutiny.Report, format string) string {
	result := scrutiny.Check(report, scrutiny.Options{})
	if format == "markdown" {
		return result.Markdown()
	}
	text, _ := json.MarshalIndent(result, "", "  ") // a result always marshals
	return string(text)
}

var verdictWords = map[scrutiny.Verdict][2]string{
	scrutiny.Agrees:         {"Agrees", "agrees"},
	scrutiny.WithinRounding: {"Within rounding", "rounding"},
	scrutiny.Differs:        {"Differs", "differs"},
	scrutiny.CannotCheck:    {"Cannot be checked", "unchecked"},
}

// VerdictWord is what a verdict is called, by its class.
func VerdictWord(class string) string {
	for _, words := range verdictWords {
		if words[1] == class {
			return strings.ToLower(words[0])
		}
	}
	return class
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
	shown := CheckFinding{Verdict: f.Verdict.String(), Word: words[0], Class: words[1], Title: strings.Trim(f.Where+", "+f.Label, ", "), Sentence: f.Working, Quote: f.At.Quote}
	if shown.Title == "" || !f.At.IsZero() {
		shown.Title = placeOf(f.At)
	}
	for _, detail := range append([]string{f.Reason, f.Why, f.Explanation, f.Material}, f.Notes...) {
		if detail != "" && !strings.Contains(f.Working, detail) {
			shown.Details = append(shown.Details, detail)
		}
	}
	if f.Kind == scrutiny.KindNeighbours && f.Verdict == scrutiny.CannotCheck {
		shown.Details = append(shown.Details, "A word about statistical neighbours needs their published data, which this page does not open: compare them on the page Neighbours, or on the command line.")
	}
	return shown
}

// Heading is the title of the report and where it comes from.
func (c Check) Heading() string {
	return strings.Trim(sentence(c.Title)+" "+sentence(c.Source), " ")
}

// ReportJSON is the report with what was typed, in the document format.
func (c Check) ReportJSON() string {
	text, _ := json.MarshalIndent(c.Report, "", "  ") // a report always marshals
	return string(text)
}

// readReportFile opens a report.
func readReportFile(data []byte) (Inputs, string, error) {
	report, err := ReadReport(strings.TrimPrefix(string(data), "\ufeff"))
	if err != nil {
		return Inputs{}, "", err
	}
	if len(report.Tables) == 0 && len(report.Claims) == 0 {
		return Inputs{}, "", &grid.FileError{Problem: "the report has no tables and no claims."}
	}
	return Inputs{Page: "check", Text: string(data)}, "", nil
}
