package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
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

func (p problem) write(w http.ResponseWriter) {
	p.Title = http.StatusText(p.Status)
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{"status":500,"title":"Internal Server Error"}`)
	}
	answer(w, p.Status, "application/problem+json", append(body, '\n'))
}

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
	err  error
}

func (e *inputError) Error() string { return e.err.Error() }
func (e *inputError) Unwrap() error { return e.err }

// place is the form that the input errors of all packages have.
type place struct {
	Line, Column  int
	Header, Value string
	Problem       string
}

// placeOf finds where in a file an error is.
func placeOf(err error) (place, bool) {
	var (
		inRAG      *rag.InputError
		inCaseload *caseload.InputError
		inFinance  *finance.InputError
		inDemand   *demand.InputError
		inDfE      *dfe.InputError
		inSeries   *series.InputError
		inScrutiny *scrutiny.InputError
	)
	switch {
	case errors.As(err, &inRAG):
		return place(*inRAG), true
	case errors.As(err, &inCaseload):
		return place(*inCaseload), true
	case errors.As(err, &inFinance):
		return place(*inFinance), true
	case errors.As(err, &inDemand):
		return place(*inDemand), true
	case errors.As(err, &inDfE):
		return place(*inDfE), true
	case errors.As(err, &inSeries):
		return place(*inSeries), true
	case errors.As(err, &inScrutiny):
		return place(*inScrutiny), true
	}
	return place{}, false
}

// problem says what an error of a calculation means for the client: 400 for a parameter, 422 for the data.
func (q query) problem(err error) *problem {
	var parameter *parameterError
	if errors.As(err, &parameter) {
		return &problem{Status: http.StatusBadRequest, Parameter: parameter.name, Detail: oneLine(parameter.Error())}
	}
	p := &problem{Status: http.StatusUnprocessableEntity, Detail: oneLine(err.Error()), Faults: faultsOf(err)}
	var input *inputError
	if !errors.As(err, &input) {
		return p
	}
	if len(q.op.inputs) > 1 {
		p.Input = input.name
	}
	at, ok := placeOf(err)
	if !ok {
		return p
	}
	p.Header, p.Value = at.Header, at.Value
	if pointer, ok := q.inputs[input.name].pointer(at); ok {
		p.Pointer = pointer
		if p.Input != "" {
			p.Pointer = "/" + p.Input + pointer
		}
		p.Detail = oneLine(at.Problem)
		return p
	}
	p.Line, p.Column = at.Line, at.Column
	return p
}

func faultsOf(err error) (list []fault) {
	var rules rag.Faults
	if errors.As(err, &rules) {
		for _, f := range rules {
			list = append(list, fault{string(f.Code), f.Path, f.Problem})
		}
	}
	var bands caseload.BandFaults
	if errors.As(err, &bands) {
		for _, f := range bands {
			list = append(list, fault{string(f.Code), f.Path, f.Problem})
		}
	}
	return list
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
