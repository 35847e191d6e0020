package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	calculations "github.com/scrutineer-dev/scrutineer/operation"
)

// operation is one calculation: what it reads, what it answers, and how.
type operation struct {
	path, id, short string
	parameter       []parameter
	inputs          []inputOf
	// maxBody is less than the handler's own limit where time grows faster than the input. Defaults to no limit of its own.
	maxBody int64
	// maxDocument is how large a body may be that is a document and no JSON. Defaults to maxBody.
	maxDocument int64
	// long says that a small body may take a second: such questions wait in a queue of their own. Defaults to false.
	long bool
	// example is a question that can be asked, for the document.
	example example
	// answer is a zero value of what run returns, for the document.
	answer any
	run    func(q query) (any, error)
}

// parameter is one setting, in the query of the URL. It is called as the flag of the command line is.
type parameter struct {
	name, doc string
	// otherwise is used when the parameter is not given.
	otherwise string
	required  bool
	// repeats says that it may be given more than once.
	repeats bool
	among   []string
	// known are the usual values; others that mean the same are read too.
	known []string
	// check refuses a text that it cannot have, and takes the place of a look among those. Defaults to none.
	check func(text string) error
}

// inputOf is one input: a table (CSV, or an array of objects with the same column names), text, or a JSON document.
type inputOf struct {
	name, doc string
	table     bool
	// text says that it is text in a form of its own: the body as it is, or a string in JSON.
	text     bool
	optional bool
	// document says that it may be a document of any form as well: a Word file, a PDF, a page.
	document bool
	// many says that it may be given again.
	many bool
}

type example struct {
	query string
	body  string // JSON
}

// operations are all there are.
func operations() []operation {
	return slices.Concat(overHTTP(calculations.RAG()), overHTTP(calculations.Caseload()), overHTTP(calculations.Finance()), overHTTP(calculations.Demand()), overHTTP(calculations.Scrutiny()))
}

// query is a question as it was asked.
type query struct {
	op     operation
	values url.Values
	inputs map[string]content
}

// parameters are the parameters of a query string, each known and, unless it repeats, given once.
func (op operation) parameters(raw string) (url.Values, *problem) {
	wrong := func(name, detail string) *problem {
		return &problem{Status: http.StatusBadRequest, Parameter: name, Detail: detail}
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, wrong("", "the query of the URL cannot be read: "+oneLine(err.Error()))
	}
	// A name may be written with dashes, as the flag of the command line is.
	for name, given := range values {
		if plain := strings.ReplaceAll(name, "-", "_"); plain != name && !op.has(name) && op.has(plain) {
			values[plain] = append(values[plain], given...)
			delete(values, name)
		}
	}
	for name, given := range values {
		at := slices.IndexFunc(op.parameter, func(p parameter) bool { return p.name == name })
		switch {
		case at < 0:
			return nil, wrong(name, fmt.Sprintf("%s is not a parameter of %s: it has %s", quoted(name), op.id, op.parameterNames()))
		case len(given) > 1 && !op.parameter[at].repeats:
			return nil, wrong(name, name+" is given twice")
		case op.parameter[at].check != nil:
			for _, text := range given {
				if fault := (*figure.Fault)(nil); errors.As(op.parameter[at].check(text), &fault) {
					return nil, wrong(name, name+": "+oneLine(fault.Detail()))
				}
			}
		case len(op.parameter[at].among) > 0 && !slices.Contains(op.parameter[at].among, given[0]):
			return nil, wrong(name, fmt.Sprintf("%s %s: use %s", name, quoted(given[0]), strings.Join(op.parameter[at].among, ", ")))
		}
	}
	for _, p := range op.parameter {
		if p.required && values.Get(p.name) == "" {
			return nil, wrong(p.name, p.name+": it is missing: "+p.doc)
		}
	}
	return values, nil
}

func (op operation) has(name string) bool {
	return slices.ContainsFunc(op.parameter, func(p parameter) bool { return p.name == name })
}

func (op operation) parameterNames() string {
	var names []string
	for _, p := range op.parameter {
		names = append(names, p.name)
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}
