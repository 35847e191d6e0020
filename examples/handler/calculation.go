package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/formats"
	"github.com/scrutineer-dev/scrutineer/figure"
	calculations "github.com/scrutineer-dev/scrutineer/operation"
)

// shaped is a result that says from what its schema is made.
type shaped interface{ JSONShape() any }

// overHTTP are operations of the library as the handler answers them: settings are parameters, inputs are the body.
func overHTTP(list []calculations.Operation) []operation {
	operations := make([]operation, len(list))
	for i, op := range list {
		words := strings.Fields(op.Name())
		operations[i] = operation{
			path: "/v1/" + strings.Join(words, "/"), id: camel(words), short: strings.ToUpper(op.Doc[:1]) + op.Doc[1:] + ".",
			example: exampleOf(op), answer: op.Zero, long: op.Slow, run: runs(op),
		}
		if s, ok := op.Zero.(shaped); ok {
			operations[i].answer = s.JSONShape()
		}
		for _, s := range op.Settings {
			operations[i].parameter = append(operations[i].parameter, parameterOf(s))
		}
		for _, in := range op.Inputs {
			if in.Document && !in.Optional {
				operations[i].maxBody, operations[i].maxDocument = reportBody, documentBody
			}
			operations[i].inputs = append(operations[i].inputs, inputOf{name: in.Name, doc: in.Doc, table: in.Table, text: in.Text, document: in.Table || in.Document, optional: in.Optional, many: in.Many})
		}
	}
	return operations
}

func camel(words []string) string {
	id := words[0]
	for _, word := range words[1:] {
		id += strings.ToUpper(word[:1]) + word[1:]
	}
	return id
}

func parameterOf(s calculations.Setting) parameter {
	p := parameter{name: s.Name, doc: s.Doc, otherwise: s.Default, required: s.Required, repeats: s.Many, check: s.Check}
	var values []string
	for _, c := range s.Choices {
		values = append(values, c.Value)
	}
	switch s.Kind {
	case calculations.One:
		p.among = values
	case calculations.Yes:
		p.among = []string{"true", "false"}
	default:
		p.known = values
	}
	return p
}

// exampleOf is the example of an operation as a query and a JSON body: its tables as arrays of objects.
func exampleOf(op calculations.Operation) example {
	query := url.Values{}
	for name, value := range op.Example.Settings {
		query.Set(name, value)
	}
	var members []string
	for _, in := range op.Inputs {
		text, given := op.Example.Inputs[in.Name]
		if !given {
			continue
		}
		switch {
		case in.Table:
			text = objects(text)
		case in.Text, in.Document && !json.Valid([]byte(text)):
			text = quoteJSON(text)
		}
		if len(op.Inputs) == 1 {
			return example{query: query.Encode(), body: text}
		}
		members = append(members, fmt.Sprintf("%q:%s", in.Name, text))
	}
	return example{query: query.Encode(), body: "{" + strings.Join(members, ",") + "}"}
}

// objects are the rows of a CSV text as an array of JSON objects, whose members stand in the order of the columns.
func objects(text string) string {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic("the example of an operation: " + err.Error()) // it is part of the program
	}
	rows := make([]string, 0, len(records))
	for _, record := range records[1:] {
		members := make([]string, len(record))
		for i, cell := range record {
			members[i] = quoteJSON(records[0][i]) + ":" + quoteJSON(cell)
		}
		rows = append(rows, "{"+strings.Join(members, ",")+"}")
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func quoteJSON(text string) string {
	quoted, _ := json.Marshal(text) // a string always marshals
	return string(quoted)
}

// runs answers a question with an operation.
func runs(op calculations.Operation) func(q query) (any, error) {
	return func(q query) (any, error) {
		call := calculations.Call{
			Operation: op, Sources: map[string]calculations.Source{}, Settings: map[string]string{}, Formats: formats.All(), Limits: handlerLimits(),
			MaxCost: formulaCost,
		}
		for name, given := range q.values {
			call.Settings[name] = strings.Join(given, "\n") // one that may be given again has a line for each
		}
		for name, first := range q.inputs {
			for _, c := range first.all() {
				call.Add(name, calculations.Source{Content: c.data})
			}
		}
		err := call.Check()
		var result calculations.Result
		if err == nil {
			result, err = op.Run(context.Background(), call)
		}
		if err != nil {
			return nil, asked(err)
		}
		return result.Value, nil
	}
}

// asked says of which parameter or input an error speaks.
func asked(err error) error {
	var fault *figure.Fault
	if errors.As(err, &fault) && fault.Code == "setting" {
		return &parameterError{fault.Path, errors.New(fault.Detail())}
	}
	var whole *calculations.InputError
	if errors.As(err, &whole) {
		return &inputError{whole.Input, whole.At, err}
	}
	return err
}
