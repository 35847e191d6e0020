package form

import (
	"encoding/json"
	"strconv"

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
	if json.Unmarshal(data, &in) != nil || in.Page != page || len(in.Tables) == 0 {
		return Inputs{}, false
	}
	return in, true
}

// ReadInto reads a file into one table of a page.
func ReadInto(s Shape, data []byte) (Inputs, string, error) {
	rows, ignored, err := grid.ReadFile(s.Columns, data)
	if err != nil {
		return Inputs{}, "", err
	}
	return Inputs{Page: s.Page, Tables: map[string][][]string{s.Table: rows}}, notRead(ignored), nil
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
