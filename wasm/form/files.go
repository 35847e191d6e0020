package form

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ReadFile reads a file that a person opened on a page, and says in words what was left out. An error says what was found
// and what is needed; nothing has been changed then.
func ReadFile(page, name string, data []byte) (Inputs, string, error) {
	if in, ok := ownFile(page, data); ok {
		return in, "", nil
	}
	if page == "check" {
		return readReportFile(data)
	}
	head, err := grid.Head(data)
	if err != nil {
		return Inputs{}, "", err
	}
	shapes := Fitting(page, head)
	if len(shapes) == 0 || shapes[0].Page != page || shapes[0].Table == "" {
		return Inputs{}, "", unfit(page, head)
	}
	return ReadInto(shapes[0], data)
}

// ownFile is a file that the calculator saved as JSON.
func ownFile(page string, data []byte) (Inputs, bool) {
	var in Inputs
	if json.Unmarshal(data, &in) != nil || len(in.Tables) == 0 {
		return Inputs{}, false
	}
	if tool, ok := ToolOf(page); ok && in.Page == tool.Group {
		return ToolOfLink(tool.Group, in)
	}
	return in, in.Page == page
}

// ReadInto reads a file into one table of a page.
func ReadInto(s Shape, data []byte) (Inputs, string, error) {
	taken, err := readRows(s, data, grid.MaxRows)
	if err != nil {
		return Inputs{}, "", err
	}
	return taken.inputs(s), takenNotes(taken), nil
}

// inputs are what was taken, as inputs of the page.
func (t Taken) inputs(s Shape) Inputs {
	in := Inputs{Page: s.Page, Settings: t.Settings, Tables: map[string][][]string{s.Table: t.Rows}}
	if t.Columns != nil {
		in.Columns = map[string][]string{s.Table: t.Columns}
	}
	return in
}

// readRows reads a file into a table of a page: by the schema of its reader, or by the page's own names where there is none or
// the schema asks what the page can show.
func readRows(s Shape, data []byte, most int) (Taken, error) {
	g, err := grid.Parse(data)
	if err != nil {
		return Taken{}, err
	}
	taken, known, err := Intake(s, g)
	switch {
	case known && err == nil && len(taken.Rows) > most:
		return Taken{}, &grid.FileError{Problem: "more than " + strconv.Itoa(most) + " rows: use the command line for a file this long"}
	case known && err == nil:
		return taken, nil
	}
	if len(s.Usual) > 0 {
		return Taken{}, grid.Faulted(err)
	}
	rows, ignored, plain := grid.ReadRows(s.Columns, data, most)
	if plain == nil {
		return Taken{Rows: rows, Notes: words(notRead(ignored))}, nil
	}
	if known {
		return Taken{}, grid.Faulted(err)
	}
	return Taken{}, plain
}

// words is a list of one sentence, or of none.
func words(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func takenNotes(t Taken) string {
	var notes []string
	for _, note := range t.Notes {
		notes = append(notes, sentence(note))
	}
	return strings.Join(notes, " ")
}

// JSON is the inputs as a file that the page opens again.
func (in Inputs) JSON() string {
	text, _ := json.MarshalIndent(in, "", "  ") // strings always encode
	return string(text)
}

// shown bounds a list on screen, offered the rows of a table that are shown before they are loaded.
const (
	shown   = 10
	offered = 5
)

// Preview is what is offered, before it replaces anything: the first rows of each table that holds some, by the table's id,
// and in words what is not among them.
func Preview(in Inputs, tables []string) (rows [][][]string, words []string) {
	rows, words = make([][][]string, len(tables)), make([]string, len(tables))
	for i, id := range tables {
		all := in.Tables[id]
		rows[i] = all[:min(offered, len(all))]
		if len(all) > offered {
			words[i] = "The first " + strconv.Itoa(offered) + " of " + strconv.Itoa(len(all)) + " rows."
		}
	}
	return rows, words
}

// PreviewTitle is the title of the report that is offered, where it is a report.
func PreviewTitle(in Inputs) string {
	if in.Text == "" {
		return ""
	}
	report, err := ReadReport(in.Text)
	if err != nil {
		return "A report"
	}
	return report.Title
}

// First are the problems that a summary lists; the cells are all marked.
func First(problems []Problem) []Problem { return problems[:min(shown, len(problems))] }

// ProblemTitle is the heading of the summary.
func ProblemTitle(problems []Problem) string {
	if len(problems) == 1 {
		return "There is 1 thing to correct"
	}
	return "There are " + strconv.Itoa(len(problems)) + " things to correct"
}
