package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"runtime/debug"
)

// question is what a client asks: the operation, its parameters as they stand in the URL, and the body.
type question struct {
	op          operation
	query, kind string
	body        []byte
}

// long says that the answer may take long.
func (q question) long() bool { return q.op.long || len(q.body) > smallBody }

// reply is what it is told.
type reply struct {
	status int
	body   []byte
}

// calculator answers questions, and gives up when a context ends: then the error is that of the context. leave gives the
// place of the calculation back; it is called once, when nothing of the calculation runs any more.
type calculator interface {
	calculate(ctx context.Context, q question, leave func()) (reply, error)
}

// answerTo is the answer to a question. It reads, calculates and writes without keeping anything.
func answerTo(q question) reply {
	values, refused := q.op.parameters(q.query)
	if refused != nil {
		return refused.reply()
	}
	inputs, refused := q.op.read(q.kind, q.body)
	if refused != nil {
		return refused.reply()
	}
	body, refused := q.op.result(query{op: q.op, values: values, inputs: inputs})
	if refused != nil {
		return refused.reply()
	}
	return reply{http.StatusOK, body}
}

// result is the answer of the calculation as JSON, or what stands against it.
func (op operation) result(q query) ([]byte, *problem) {
	result, err := op.run(q)
	if err != nil {
		return nil, q.problem(err)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(result); err != nil {
		return nil, &problem{Status: http.StatusInternalServerError, Detail: "the answer could not be written"}
	}
	return b.Bytes(), nil
}

// guarded is answerTo where a panic is an answer too. Nothing of a panic but where it happened is told: its value may hold a
// name.
func guarded(q question, failed func(stack string)) (r reply) {
	defer func() {
		if recover() != nil {
			failed(string(debug.Stack()))
			r = (&problem{Status: http.StatusInternalServerError, Detail: "this is our fault, not yours: tell the operator when it happened"}).reply()
		}
	}()
	return answerTo(q)
}

// inProcess calculates in the process of the server. A calculation cannot be interrupted from outside, so one that takes too
// long is answered for, and keeps its place until it ends: the load stays bounded. [processes] end it.
type inProcess struct{ failed func(stack string) }

func (c inProcess) calculate(ctx context.Context, q question, leave func()) (reply, error) {
	done := make(chan reply, 1)
	go func() {
		defer leave()
		done <- guarded(q, c.failed)
	}()
	select {
	case r := <-done:
		return r, nil
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
}
