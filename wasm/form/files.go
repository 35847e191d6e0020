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
	switch page {
	case "check":
		report, err := ReadReport(string(data))
		if err != nil {
			return Inputs{}, "", err
		}
		if len(report.Tables) == 0 && len(report.Claims) == 0 {
			return Inputs{}, "", &grid.FileError{Problem: "the report has no tables and no claims."}
		}
		return Inputs{Page: page, Text: string(data)}, "", nil
	case "rag":
		return readTable(page, ActionsTable, ActionColumns(), data)
	case "caseload":
		return readTable(page, WorkersTable, WorkerColumns(), data)
	case "finance":
		return readTable(page, StatementTable, StatementColumns(), data)
	}
	return Inputs{}, "", &grid.FileError{Problem: "this page opens no files."}
}

// ownFile is a file that the calculator saved as JSON.
func ownFile(page string, data []byte) (Inputs, bool) {
	var in Inputs
	if json.Unmarshal(data, &in) != nil || in.Page != page || len(in.Tables) == 0 {
		return Inputs{}, false
	}
	return in, true
}

func readTable(page, table string, columns []grid.Column, data []byte) (Inputs, string, error) {
	rows, ignored, err := grid.ReadFile(columns, data)
	if err != nil {
		return Inputs{}, "", err
	}
	notes := ""
	if len(ignored) > 0 {
		notes = "Columns that were not read: " + strings.Join(ignored, ", ") + "."
	}
	return Inputs{Page: page, Tables: map[string][][]string{table: rows}}, notes, nil
}

// JSON is the inputs as a file that the page opens again.
func (in Inputs) JSON() string {
	text, _ := json.MarshalIndent(in, "", "  ") // strings always encode
	return string(text)
}

// shown bounds a list on screen.
const shown = 10

// Preview is the first rows of what is offered.
func Preview(in Inputs) [][]string {
	for _, rows := range in.Tables {
		if len(rows) > 0 {
			return rows[:min(shown, len(rows))]
		}
	}
	return nil
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
