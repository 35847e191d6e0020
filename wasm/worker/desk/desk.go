// Package desk answers what the pages ask of their web worker: long files are read and computed there, so that the page
// does not stall. It knows nothing of the browser.
package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// Demand holds the published files that were opened on the page of demand, and answers from them.
type Demand interface {
	// Open reads a file and keeps it. The answer says what it is.
	Open(name string, r io.Reader) (any, error)
	// Answer computes the page.
	Answer(in form.Inputs) (any, error)
	// Place computes the page of one place, PlaceCSV the same as the text of a file.
	Place(in form.Inputs) (any, error)
	PlaceCSV(in form.Inputs) (any, error)
}

// Desk answers tasks. It holds what was opened until the worker ends.
type Desk struct {
	// Demand answers for the page of demand. Where it is nil that page opens nothing.
	Demand Demand
}

// Do answers one task: see [port.Work].
func (d *Desk) Do(t port.Task) (reply any, file []byte, err error) {
	var task form.Task
	if err := json.Unmarshal(t.Text, &task); err != nil {
		return nil, nil, fmt.Errorf("the page asked in a way that is not understood: %w", err)
	}
	switch {
	case task.Page == "demand" && d.Demand == nil:
		return nil, nil, errors.New("this calculator was built without the comparison of authorities")
	case task.Kind == "open" && task.Page == "demand":
		reply, err = d.Demand.Open(task.Name, t.File)
	case task.Kind == "answer" && task.Page == "demand":
		reply, err = d.Demand.Answer(task.Inputs)
	case task.Kind == "place" && task.Page == "demand":
		reply, err = d.Demand.Place(task.Inputs)
	case task.Kind == "place-csv" && task.Page == "demand":
		reply, err = d.Demand.PlaceCSV(task.Inputs)
	case task.Page == "check" && (task.Kind == "answer" || task.Kind == "findings"):
		reply, err = check(task)
	case task.Kind == "calculate":
		reply, err = calculate.Run(task.Inputs, task.All)
	case task.Kind == "open":
		reply, err = readLong(task, t)
	default:
		err = fmt.Errorf("nothing here answers %q for the page %q", task.Kind, task.Page)
	}
	return reply, nil, err
}

// check gives the findings of a report: for the page, or as the text of a file.
func check(task form.Task) (any, error) {
	report, err := form.KeptReport(task.Inputs.Text)
	switch {
	case err != nil:
		return nil, err
	case task.Kind == "findings":
		return form.FindingsText(report, task.Name), nil
	}
	return form.FindingsOf(report), nil
}

// worked works out a tool as far as a page shows it.
func worked(in form.Inputs) (form.Result, error) { return calculate.Run(in, false) }

// readLong reads a long file for a page that computes in the page itself, and computes it where it is too long for that.
func readLong(task form.Task, t port.Task) (form.Opened, error) {
	var data bytes.Buffer
	data.Grow(int(t.Size) + bytes.MinRead) // into one piece: memory that is given up here the browser does not get back
	if _, err := data.ReadFrom(t.File); err != nil {
		return form.Opened{}, err
	}
	return form.ReadLong(task.Page, task.Table, task.Name, data.Bytes(), task.Inputs, worked, func(words string) error {
		t.Progress(-1, words)
		return t.Pause()
	})
}
