package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// furtherParts has the parts of a page after its first worked out in the worker: the page is there sooner without the code
// that they need, and typing does not wait for them. It is a part of a page, not a component.
type furtherParts struct {
	asker
	inputs func() form.Inputs
	found  func(changed form.Parts)
	told   map[string]string // what was answered last, so that only what has changed is read and drawn
	fault  string
}

func newFurtherParts(inputs func() form.Inputs, found func(changed form.Parts)) *furtherParts {
	f := &furtherParts{inputs: inputs, found: found, told: map[string]string{}}
	f.task = func() form.Task {
		in := inputs()
		return form.Task{Kind: "parts", Page: in.Page, Inputs: in}
	}
	f.take = func(_ app.Context, answer string) { f.taken(answer) }
	f.fail = func(_ app.Context, r reply) {
		f.fault = r.Problem + " Type again, or load the page again, to try once more. Nothing you typed is lost."
	}
	return f
}

// example shows the parts of the example, which were worked out when the site was built.
func (f *furtherParts) example() {
	if app.IsServer {
		if results, err := form.FurtherParts(f.inputs()); err == nil {
			f.found(results)
		}
		return
	}
	if answer := exampleOf(f.inputs().Page); answer != "" {
		f.taken(answer)
	}
}

// begin asks the worker where the example's results do not serve: where they are not at hand, or a person's own figures stand.
func (f *furtherParts) begin(own bool, forget func()) {
	if own {
		clear(f.told)
		forget()
	}
	if len(f.told) == 0 {
		f.ask()
	}
}

// taken takes the results that are not what was told last.
func (f *furtherParts) taken(answer string) {
	var parts map[string]json.RawMessage
	if json.Unmarshal([]byte(answer), &parts) != nil {
		f.fault = "The answer could not be read."
		return
	}
	f.fault = ""
	changed := form.Parts{}
	for id, text := range parts {
		if f.told[id] == string(text) {
			continue
		}
		var r form.Result
		if json.Unmarshal(text, &r) == nil {
			changed[id], f.told[id] = r, string(text)
		}
	}
	f.found(changed)
}

// standing says why a part has no result yet.
func (f *furtherParts) standing() string {
	if f.fault != "" {
		return f.fault
	}
	return "Working this out …"
}
