// Package form is what the pages hold: tables and settings as a person typed them, results as text to be drawn, files and links
// that carry them, and the descriptions of the tools. It decides and computes nothing: a plain test lets it import no domain.
package form

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Inputs are all that a person can change on one page: what is kept on the device and carried by a link.
type Inputs struct {
	// Page is the page they belong to, "finance".
	Page string `json:"page"`
	// Settings are the choices beside the tables, such as the unit.
	Settings map[string]string `json:"settings,omitempty"`
	// Tables are the rows of each table by its id.
	Tables map[string][][]string `json:"tables,omitempty"`
	// Columns are the columns of a table by its id, where they are not the usual ones.
	Columns map[string][]string `json:"columns,omitempty"`
	// Files are tables that are too long for a page, as the bytes of their files: each stands in the place of the rows.
	Files map[string][]byte `json:"-"`
	// Text is a document that is kept as text, such as a report.
	Text string `json:"text,omitempty"`
	// Example is true where the figures are the example's, with what a person has changed in it.
	Example bool `json:"example,omitempty"`
}

// Tables are the tables of a page by their ids.
type Tables = map[string]*grid.Table

// ErrLink is a link whose inputs cannot be read.
var ErrLink = errors.New("the link is damaged or cut short: ask for it again, or for the CSV file")

// Link packs the inputs into the fragment of an address, which never reaches a server.
func (in Inputs) Link() string {
	text, _ := json.Marshal(in) // strings always encode
	return "in=" + base64.RawURLEncoding.EncodeToString(text)
}

// ReadLink unpacks a fragment. ok is false when the fragment carries no inputs at all.
func ReadLink(fragment string) (in Inputs, ok bool, err error) {
	packed, ok := strings.CutPrefix(strings.TrimPrefix(fragment, "#"), "in=")
	if !ok {
		return Inputs{}, false, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(packed)
	if err != nil || json.Unmarshal(text, &in) != nil || in.Page == "" {
		return Inputs{}, true, ErrLink
	}
	return in, true, nil
}

// Problem is one thing to correct, and where.
type Problem struct {
	Table string // id of the table; empty when the page as a whole is meant
	At    grid.Position
	Field string // id of the setting, where it is one
	Label string // "Row 2, Forecast"
	Text  string
	// Ask are the answers that settle it, where it is a question.
	Ask []Answer `json:",omitempty"`
}

// Answer is one answer to a question: what it says, and the line that it adds to a setting, or where Whole is true the setting itself.
type Answer struct {
	Text, Setting, Line string
	Whole               bool `json:",omitempty"`
}

// Settled is a setting with the answer.
func (a Answer) Settled(text string) string {
	if a.Whole || text == "" {
		return a.Line
	}
	return text + "\n" + a.Line
}

// Sentence is the problem with its place before it.
func (p Problem) Sentence() string {
	if p.Label == "" {
		return p.Text
	}
	return p.Label + ": " + p.Text
}

// Cells are the problems of one table by their cell, the first of each.
func Cells(problems []Problem, table string) map[grid.Position]string {
	cells := map[grid.Position]string{}
	for _, p := range problems {
		if p.Table != table {
			continue
		}
		if _, told := cells[p.At]; !told {
			cells[p.At] = p.Text
		}
	}
	return cells
}
