package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// problem is what stands against an answer, as RFC 9457 writes it. Type is left out, which the RFC reads as about:blank: the
// status says what kind of problem it is.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	// Parameter is the parameter that is wrong.
	Parameter string `json:"parameter,omitempty"`
	// Input is which of several inputs is wrong.
	Input string `json:"input,omitempty"`
	// Line, Column and Header are where in a CSV file it is; Pointer is where in JSON (RFC 6901). Value is what stands there.
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Header  string `json:"header,omitempty"`
	Pointer string `json:"pointer,omitempty"`
	Value   string `json:"value,omitempty"`
	// Faults are all that is wrong with a rule or a set of bands.
	Faults []fault `json:"faults,omitempty"`
}

type fault struct {
	Code string `json:"code"`
	Path string `json:"path"`
	Text string `json:"text"`
}

// reply is the problem as it is told.
func (p *problem) reply() reply {
	p.Title = http.StatusText(p.Status)
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{"status":500,"title":"Internal Server Error"}`)
	}
	return reply{p.Status, append(body, '\n')}
}

func (p *problem) write(w http.ResponseWriter) { p.reply().write(w) }

// parameterError is a parameter that cannot be used.
type parameterError struct {
	name string
	err  error
}

func (e *parameterError) Error() string { return e.name + ": " + e.err.Error() }
func (e *parameterError) Unwrap() error { return e.err }

// inputError is an input that cannot be used.
type inputError struct {
	name string
	// at is which of its tables, from 0, where it was given again.
	at  int
	err error
}

func (e *inputError) Error() string { return e.err.Error() }
func (e *inputError) Unwrap() error { return e.err }

// problem says what an error of a calculation means for the client: 400 for a parameter, 422 for the data.
func (q query) problem(err error) *problem {
	var parameter *parameterError
	if errors.As(err, &parameter) {
		return &problem{Status: http.StatusBadRequest, Parameter: parameter.name, Detail: oneLine(parameter.Error())}
	}
	var at *figure.Fault
	if errors.As(err, &at) && at.Code == "missing_input" {
		return &problem{Status: http.StatusBadRequest, Input: at.Path, Detail: oneLine(err.Error())}
	}
	p := &problem{Status: http.StatusUnprocessableEntity, Detail: oneLine(err.Error()), Faults: faultsOf(err)}
	var input *inputError
	if !errors.As(err, &input) {
		return p
	}
	if len(q.op.inputs) > 1 {
		p.Input = input.name
	}
	if at == nil {
		return p
	}
	p.Header, p.Value = cmp.Or(at.Heading, at.Path), at.Value
	given := q.inputs[input.name].all()[input.at]
	if pointer, ok := given.pointer(at); ok {
		if given.listed {
			pointer = fmt.Sprintf("/%d%s", input.at, pointer)
		}
		p.Pointer = pointer
		if p.Input != "" {
			p.Pointer = "/" + p.Input + pointer
		}
		p.Detail = oneLine(at.Detail())
		return p
	}
	p.Line, p.Column = at.Place.Line, at.Place.Column
	return p
}

func faultsOf(err error) (list []fault) {
	var faults figure.Faults
	var one *figure.Fault
	if !errors.As(err, &faults) && errors.As(err, &one) && one.Path != "" && one.Place.Line == 0 {
		faults = figure.Faults{one}
	}
	for _, f := range faults {
		list = append(list, fault{f.Code, f.Path, oneLine(f.Error())})
	}
	return list
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
