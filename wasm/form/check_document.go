package form

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// DocumentCheck is a document of any form as the check page shows it: what was found, and the document as it stands with its
// figures marked. The worker that reads documents makes it.
type DocumentCheck struct {
	Name, Format string
	Check        Check
	Questions    []CheckFinding
	// Coverage says what of the document's figures took part, a line for each.
	Coverage []string
	// Faults are what of the document could not be read.
	Faults []string
	Blocks []MarkedBlock
	// Cut says that the document is longer than what is shown of it.
	Cut bool
	// Report is what was read out of the document, in the document format; empty where it is too long to be worked in.
	Report string
	// HTML is the document as a web page of its own with its figures marked; empty where it is too long.
	HTML string
	// JSON is the findings as the command line prints them.
	JSON string
}

// MarkedBlock is one block of a document: words, or a table.
type MarkedBlock struct {
	Kind  string // as document.Kind says it
	Level int
	Label string
	Words []Marked
	Rows  [][]MarkedCell
	// Place says where it stands: "page 3, table 2".
	Place string
}

// Marked is a piece of text, and where it is a figure that was judged the class of the verdict and the number of its finding.
type Marked struct {
	Text, Class string
	Finding     int // its place in the list of findings, from 1; 0 for none
}

// MarkedCell is a cell of a table.
type MarkedCell struct {
	Marked
	Heading       bool
	Rows, Columns int // that it spans, where more than one
}

// CheckOfDocument is a result in the words of the page, without the document itself.
func CheckOfDocument(name, format string, report scrutiny.Report, result scrutiny.Result) DocumentCheck {
	d := DocumentCheck{Name: name, Format: format, Check: checkOf(report, result)}
	d.Check.Title, d.Check.Answer = name, documentAnswer(result)
	for _, q := range result.Questions {
		shown := CheckFinding{Verdict: "question", Word: "Question", Class: "unchecked", Title: placeOf(q.At), Sentence: q.Question}
		if q.Settle != "" {
			shown.Details = []string{q.Settle}
		}
		d.Questions = append(d.Questions, shown)
	}
	d.Coverage = coverage(result.Summary)
	return d
}

// placeOf says where a figure stands, as a person would look for it.
func placeOf(at scrutiny.At) string {
	place := at.Place
	place.File = ""
	words := []string{}
	for _, label := range []string{at.RowLabel, at.ColLabel} {
		if label != "" {
			words = append(words, label)
		}
	}
	if where := place.String(); where != "" {
		words = append(words, where)
	}
	return strings.Join(words, ", ")
}

// documentAnswer says the result in a sentence. Where nothing was tested it never says that nothing differs.
func documentAnswer(result scrutiny.Result) string {
	s := result.Summary
	switch {
	case s.Tested() == 0 && len(result.Questions) > 0:
		return "Nothing could be tested: what the document says of its figures has to be settled first. " + amount(len(result.Questions), "question") + " below."
	case s.Tested() == 0:
		return "Nothing could be tested: no figure of the document was seen to follow from others."
	case s.Differs == 0:
		return "Nothing that was tested differs: " + amount(s.Tested(), "check") + " of " + amount(s.Figures, "figure") + "."
	case s.Differs == 1:
		return "1 figure differs from what the document's own figures give, in " + amount(s.Tested(), "check") + " of " + amount(s.Figures, "figure") + "."
	}
	return strconv.Itoa(s.Differs) + " figures differ from what the document's own figures give, in " + amount(s.Tested(), "check") + " of " + amount(s.Figures, "figure") + "."
}

// amount is "1 figure", "2 figures".
func amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// coverage says what took part: silence must never look like agreement.
func coverage(s scrutiny.Summary) []string {
	lines := []string{
		amount(s.Figures, "figure") + " seen",
		amount(s.Checked, "figure") + " took part in a check",
		amount(s.AbleToFail, "check") + " could have failed",
	}
	why := make([]string, 0, len(s.NotCheckedBy))
	for reason := range s.NotCheckedBy {
		why = append(why, reason)
	}
	slices.Sort(why)
	for _, reason := range why {
		lines = append(lines, "not tested, "+reason+": "+strconv.Itoa(s.NotCheckedBy[reason]))
	}
	return lines
}
