package scrutiny

import (
	"fmt"
	"strings"
)

// Sentence tells the finding in plain English: what is printed where, the sum that was done, and what follows.
func (f Finding) Sentence() string {
	var b strings.Builder
	if f.Where != "" {
		b.WriteString(f.Where + ", ")
	}
	b.WriteString(f.Label + ": " + strings.TrimSuffix(f.Working, ".") + ".")
	if f.Explanation != "" {
		b.WriteString(" " + f.Explanation)
	}
	if f.Material != "" {
		b.WriteString(" It matters: " + f.Material + ".")
	}
	for _, note := range f.Notes {
		b.WriteString(" " + note)
	}
	return b.String()
}

// Paragraph is the result as a councillor can read it out: what was checked, and then what differs, worst first.
func (r Result) Paragraph() string {
	s := r.Summary
	judged := s.Agrees + s.WithinRounding + s.Differs
	var b strings.Builder
	if r.Title != "" {
		b.WriteString("In “" + r.Title + "” ")
	} else {
		b.WriteString("In this report ")
	}
	fmt.Fprintf(&b, "%s could be worked out again from the report itself.", counted(judged, "printed result", "printed results"))
	switch {
	case judged == 0:
	case s.Differs == 0:
		b.WriteString(" None differs.")
	default:
		verb := "differ"
		if s.Differs == 1 {
			verb = "differs"
		}
		fmt.Fprintf(&b, " %s from what the report's own figures give.", sentenceCase(fmt.Sprintf("%s %s", number(s.Differs), verb)))
	}
	for _, f := range r.Findings {
		if f.Verdict == Differs && f.Root == "" {
			b.WriteString(" " + f.Sentence())
		}
	}
	if s.WithinRounding > 0 {
		fmt.Fprintf(&b, " %s only within rounding.", sentenceCase(counted(s.WithinRounding, "result holds", "results hold")))
	}
	if s.CannotCheck > 0 {
		fmt.Fprintf(&b, " %s be checked; the reasons are given beside each.", sentenceCase(counted(s.CannotCheck, "result cannot", "results cannot")))
	}
	fmt.Fprintf(&b, " Of %s, %d took part in a check.", counted(s.Figures, "printed figure", "printed figures"), s.Checked)
	return b.String()
}

func number(n int) string {
	names := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n >= 0 && n < len(names) {
		return names[n]
	}
	return fmt.Sprint(n)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return number(n) + " " + one
	}
	return number(n) + " " + many
}

func sentenceCase(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Markdown is the result as a document: the paragraph, then every finding in a table, worst first. The same result gives
// the same bytes.
func (r Result) Markdown() string {
	var b strings.Builder
	title := r.Title
	if title == "" {
		title = "Report"
	}
	fmt.Fprintf(&b, "# %s: the figures worked out again\n\n%s\n\n", cell(title), cell(r.Paragraph()))
	b.WriteString("| Verdict | Where | What | Printed | Computed | Working |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, f := range r.Findings {
		computed := ""
		if f.Computed != nil {
			computed = f.Computed.String()
		}
		working := f.Working
		if f.Explanation != "" {
			working += ". " + f.Explanation
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", strings.ReplaceAll(f.Verdict.String(), "_", " "), cell(f.Where), cell(f.Label),
			cell(f.Printed), computed, cell(working))
	}
	fmt.Fprintf(&b, "\n%s\n", r.Summary)
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "\n%s\n", cell(note))
	}
	return b.String()
}

// cell makes a text harmless inside a Markdown table: what a report prints is never markup.
func cell(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`).Replace(s)
}
