// Package sarif writes the findings of a check in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), which
// builds and code hosts show beside the file. What differs is an error, what is open is a note; an accepted finding stands
// there as suppressed, with its reason. What agrees is left out.
package sarif

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// The parts of the format that are written; their names and meanings are those of the standard.
type (
	log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}
	run struct {
		Tool    tool     `json:"tool"`
		Results []result `json:"results"`
	}
	tool struct {
		Driver driver `json:"driver"`
	}
	driver struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		Rules   []rule `json:"rules"`
	}
	rule struct {
		ID    string  `json:"id"`
		Short message `json:"shortDescription"`
	}
	message struct {
		Text string `json:"text"`
	}
	result struct {
		RuleID       string            `json:"ruleId"`
		Level        string            `json:"level"`
		Message      message           `json:"message"`
		Locations    []location        `json:"locations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Suppressions []suppression     `json:"suppressions,omitempty"`
	}
	suppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	location struct {
		Physical *physical `json:"physicalLocation,omitempty"`
		Logical  []logical `json:"logicalLocations,omitempty"`
	}
	physical struct {
		Artifact artifact `json:"artifactLocation"`
		Region   *region  `json:"region,omitempty"`
	}
	artifact struct {
		URI string `json:"uri"`
	}
	region struct {
		StartLine int      `json:"startLine"`
		Snippet   *message `json:"snippet,omitempty"`
	}
	logical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// Write writes a result. File is what a finding is in that does not say; version is that of the program.
func Write(w io.Writer, r scrutiny.Result, file, version string) error {
	out := run{Tool: tool{driver{Name: "scrutineer", Version: version}}, Results: []result{}}
	for _, f := range r.Findings {
		switch f.Verdict {
		case scrutiny.Differs:
			level := "error"
			if f.Question {
				level = "note"
			}
			out.Results = append(out.Results, of(f, level, file))
		case scrutiny.WithinRounding:
			if f.Question {
				out.Results = append(out.Results, of(f, "note", file))
			}
		}
	}
	for _, a := range r.Accepted {
		found := of(a.Finding, "error", file)
		found.Suppressions = []suppression{{"external", fmt.Sprintf("%s (%s, %s)", a.Reason, a.Who, a.Date)}}
		out.Results = append(out.Results, found)
	}
	for _, q := range r.Questions {
		text := q.Question
		if q.Settle != "" {
			text += " " + q.Settle
		}
		out.Results = append(out.Results, result{
			RuleID: "question", Level: "note", Message: message{text}, Locations: locations(q.At, "", file),
			Fingerprints: map[string]string{"scrutineer/v1": q.ID},
		})
	}
	for _, found := range out.Results {
		if !slices.ContainsFunc(out.Tool.Driver.Rules, func(r rule) bool { return r.ID == found.RuleID }) {
			out.Tool.Driver.Rules = append(out.Tool.Driver.Rules, rule{found.RuleID, message{describe(found.RuleID)}})
		}
	}
	if out.Tool.Driver.Rules == nil {
		out.Tool.Driver.Rules = []rule{}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(log{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []run{out}})
}

func describe(kind string) string {
	if kind == "question" {
		return "what the document leaves open"
	}
	return "a printed figure held against the figures that it follows from: " + kind
}

func of(f scrutiny.Finding, level, file string) result {
	text := f.Working
	if f.Explanation != "" {
		text += " " + f.Explanation
	}
	return result{
		RuleID: cmp.Or(string(f.Kind), "formula"), Level: level, Message: message{cmp.Or(text, f.Label+": "+f.Printed)}, Locations: locations(f.At, f.Where, file),
		Fingerprints: map[string]string{"scrutineer/v1": f.ID},
	}
}

// locations say where a finding stands: the file and the line where it has one, and the place in words.
func locations(at scrutiny.At, where, file string) []location {
	var l location
	if file = cmp.Or(at.File, file); file != "" {
		l.Physical = &physical{Artifact: artifact{uri(file)}}
		if at.Line > 0 {
			l.Physical.Region = &region{StartLine: at.Line}
			if snippet := cmp.Or(at.Quote, at.Text); snippet != "" {
				l.Physical.Region.Snippet = &message{snippet}
			}
		}
	}
	place := at.Place
	place.File = ""
	if name := cmp.Or(place.String(), where); name != "" {
		l.Logical = []logical{{name}}
	}
	if l.Physical == nil && l.Logical == nil {
		return nil
	}
	return []location{l}
}

// uri is a file's name as a reference.
func uri(file string) string {
	var b []byte
	for i := range len(file) {
		c := file[i]
		switch {
		case c == '\\':
			b = append(b, '/')
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '.' || c == '-' || c == '_' || c == '~':
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "%%%02X", c)
		}
	}
	return string(b)
}
