//go:build !js

package main

import (
	"bytes"
	"encoding/json"

	"github.com/scrutineer-dev/scrutineer/examples/national/england"
	"github.com/scrutineer-dev/scrutineer/wasm/compare"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/ui"
)

// examples are the examples of all pages worked out, as far as the page itself has a worker do that: JSON by the page.
func examples() (map[string]string, error) {
	var session compare.Session
	if _, err := session.Open(ui.NationalPack, bytes.NewReader(england.Pack)); err != nil {
		return nil, err
	}
	worked := map[string]any{"demand": session.Answer(form.DemandExample()), ui.PlacePage: session.Place(form.PlaceExample()), "tools": form.Tools("")}
	report, err := form.KeptReport(form.CheckExample(form.CheckExamples()[0][0]).Text)
	if err != nil {
		return nil, err
	}
	worked["check"] = form.FindingsOf(report)
	byPage := map[string]string{}
	for page, example := range worked {
		text, err := json.Marshal(example)
		if err != nil {
			return nil, err
		}
		byPage[page] = string(text)
	}
	return byPage, nil
}

// pages are the examples as one file.
func pages(examples map[string]string) []byte {
	raw := map[string]json.RawMessage{}
	for page, text := range examples {
		raw[page] = json.RawMessage(text)
	}
	file, _ := json.Marshal(raw) // what was marshalled marshals again
	return file
}
