package scrutiny

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Acceptance is an officer's word that a finding is known and stands: a figure that was published so, a difference that has a
// reason outside of the report. It holds for the finding of that id, whose name its figures are part of, so that it lapses by
// itself when a figure of it changes.
type Acceptance struct {
	// ID is the id of the finding, as the check gave it.
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Who    string `json:"who"`
	// Date is the day on which it was accepted, in ISO form.
	Date string `json:"date"`
}

// AcceptedFinding is a finding that was accepted, and by whom.
type AcceptedFinding struct {
	Acceptance
	Finding Finding `json:"finding"`
}

// Accept moves the findings that were accepted into a list of their own, which the summary does not count among those that
// differ or are within rounding. An acceptance that fits no such finding has lapsed, and is listed as that. The result is left
// as it is.
func (r Result) Accept(acceptances []Acceptance) Result {
	by := map[string]Acceptance{}
	for _, a := range acceptances {
		by[a.ID] = a
	}
	kept := make([]Finding, 0, len(r.Findings))
	r.Accepted = slices.Clone(r.Accepted)
	for _, f := range r.Findings {
		a, accepted := by[f.ID]
		if !accepted || f.Verdict != Differs && f.Verdict != WithinRounding {
			kept = append(kept, f)
			continue
		}
		if f.Verdict == Differs {
			r.Summary.Differs--
		} else {
			r.Summary.WithinRounding--
		}
		r.Summary.Accepted++
		r.Accepted = append(r.Accepted, AcceptedFinding{a, f})
		delete(by, f.ID)
	}
	r.Findings = kept
	r.Lapsed = nil
	for _, a := range acceptances {
		if _, left := by[a.ID]; left {
			r.Lapsed = append(r.Lapsed, a)
			delete(by, a.ID)
		}
	}
	return r
}

// ReadAccepted reads acceptances: a table with the columns id, reason, who and date, as CSV or pasted, or JSON, a list of
// objects with these keys or an object that has the list under "accepted". All four are needed, the date as 2024-10-02, and no
// id stands twice. The error is a [*figure.Fault] or [figure.Faults].
func ReadAccepted(content []byte) ([]Acceptance, error) {
	start := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\uFEFF")))
	var acceptances []Acceptance
	var faults figure.Faults
	if len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		list, err := acceptedJSON(start)
		if err != nil {
			return nil, err
		}
		acceptances = list
		for i, a := range list {
			faults = append(faults, a.faults(fmt.Sprintf("accepted[%d]", i), figure.Place{})...)
		}
	} else {
		g, err := table.ParseDelimited(content, figure.Place{}, table.Limits{})
		if err != nil {
			return nil, err
		}
		if acceptances, faults = acceptedRows(g); faults == nil && len(acceptances) == 0 {
			return nil, &figure.Fault{Code: "empty", Problem: "the file accepts nothing", Remedy: "give it the columns id, reason, who and date, and a row for each finding"}
		}
	}
	seen := map[string]bool{}
	for _, a := range acceptances {
		if seen[a.ID] {
			faults = append(faults, &figure.Fault{Code: "duplicate", Value: a.ID, Problem: fmt.Sprintf("%q is accepted twice", a.ID), Remedy: "keep one of the two"})
		}
		seen[a.ID] = true
	}
	return acceptances, faults.Err()
}

func acceptedJSON(text []byte) ([]Acceptance, error) {
	var list []Acceptance
	decode := func(into any) error {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		return decoder.Decode(into)
	}
	var err error
	if text[0] == '[' {
		err = decode(&list)
	} else {
		whole := struct {
			Accepted *[]Acceptance `json:"accepted"`
		}{&list}
		err = decode(&whole)
	}
	if err != nil {
		return nil, &figure.Fault{Code: "json", Problem: "the acceptances are no list of id, reason, who and date: " + err.Error(), Remedy: `write {"accepted": [{"id": …, "reason": …, "who": …, "date": "2024-10-02"}]}`}
	}
	return list, nil
}

func acceptedRows(g *table.Grid) (list []Acceptance, faults figure.Faults) {
	rows, _ := g.Size()
	var at map[string]int
	for r := range rows {
		cells := g.Row(r)
		if strings.Join(cells, "") == "" {
			continue
		}
		if at == nil {
			found := map[string]int{}
			for c, name := range cells {
				found[strings.ToLower(name)] = c
			}
			if _, ok := found["id"]; !ok {
				continue // a title above the heading
			}
			at = found
			for _, name := range []string{"id", "reason", "who", "date"} {
				if _, ok := at[name]; !ok {
					faults = append(faults, &figure.Fault{Code: "missing_column", Place: g.Place(r, -1), Heading: name, Problem: fmt.Sprintf("the column %q is missing", name), Remedy: "give the columns id, reason, who and date"})
				}
			}
			if faults != nil {
				return nil, faults
			}
			continue
		}
		a := Acceptance{cells[at["id"]], cells[at["reason"]], cells[at["who"]], cells[at["date"]]}
		list = append(list, a)
		faults = append(faults, a.faults("", g.Place(r, -1))...)
	}
	return list, faults
}

// faults are what is missing of an acceptance: nobody accepts without a name and a reason.
func (a Acceptance) faults(path string, place figure.Place) (faults figure.Faults) {
	for _, field := range []struct{ name, value string }{{"id", a.ID}, {"reason", a.Reason}, {"who", a.Who}, {"date", a.Date}} {
		if strings.TrimSpace(field.value) == "" {
			faults = append(faults, &figure.Fault{Code: "missing_value", Path: path, Place: place, Heading: field.name, Problem: cmp.Or(field.name, "a field") + " is empty", Remedy: "say which finding, why, who and when"})
		}
	}
	if _, ok := parseDate(a.Date); faults == nil && (!ok || len(a.Date) != len("2006-01-02") || a.Date[4] != '-') {
		faults = append(faults, &figure.Fault{Code: "not_a_date", Path: path, Place: place, Heading: "date", Value: a.Date, Problem: fmt.Sprintf("%q is no date", a.Date), Remedy: "write it as 2024-10-02"})
	}
	return faults
}
