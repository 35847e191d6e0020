package main

import (
	"encoding"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/version"
)

type object = map[string]any

// OpenAPI is the description of the handler in OpenAPI 3.1, made from the operations themselves.
func OpenAPI() []byte {
	paths := object{
		"/healthz": object{"get": object{
			"operationId": "health", "summary": "Whether the handler takes requests.",
			"responses": object{"200": object{"description": "it does"}, "503": problemResponse("it is shutting down")},
		}},
	}
	for _, op := range operations() {
		paths[op.path] = object{"post": op.describe()}
	}
	document := object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Scrutineer", "version": version.Version,
			"description": "The figures by which English councils steer and scrutinise children's services. Nothing is kept. Decimals are strings; what is undefined or unknown is null, never 0.",
		},
		"paths":      paths,
		"components": object{"schemas": object{"Problem": schemaOf(reflect.TypeFor[problem]())}},
	}
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		panic("the OpenAPI document: " + err.Error()) // of maps, texts and numbers only
	}
	return append(text, '\n')
}

func (op operation) describe() object {
	parameters := []any{}
	for _, p := range op.parameter {
		parameters = append(parameters, p.describe(op.example))
	}
	content := object{}
	for _, media := range op.mediaTypes() {
		content[media] = op.body(media)
	}
	responses := object{"200": object{
		"description": "the answer",
		"content":     object{"application/json": object{"schema": schemaOf(reflect.TypeOf(op.answer))}},
	}}
	for status, when := range refusals() {
		responses[strconv.Itoa(status)] = problemResponse(when)
	}
	return object{
		"operationId": op.id, "summary": op.short, "parameters": parameters,
		"requestBody": object{"required": true, "content": content}, "responses": responses,
	}
}

// refusals are the statuses with which a question may be refused, and when.
func refusals() map[int]string {
	return map[int]string{
		http.StatusBadRequest:            "a parameter cannot be used, or the body cannot be read",
		http.StatusRequestTimeout:        "the body did not arrive in time",
		http.StatusRequestEntityTooLarge: "the body is too large",
		http.StatusUnsupportedMediaType:  "the body is of another media type, or compressed",
		http.StatusUnprocessableEntity:   "the data cannot be calculated with: the problem says where and why",
		http.StatusInternalServerError:   "a fault of the handler",
		http.StatusServiceUnavailable:    "too much to do: try again",
	}
}

func problemResponse(when string) object {
	return object{"description": when, "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}}
}

func (p parameter) describe(of example) object {
	schema := object{"type": "string"}
	switch {
	case len(p.among) > 0:
		schema["enum"] = p.among
	case len(p.known) > 0:
		schema = object{"anyOf": []any{object{"type": "string", "enum": p.known}, schema}}
	}
	if p.otherwise != "" {
		schema["default"] = p.otherwise
	}
	if p.repeats {
		schema = object{"type": "array", "items": schema}
	}
	out := object{"name": p.name, "in": "query", "description": p.doc, "required": p.required, "schema": schema}
	if values, err := url.ParseQuery(of.query); err == nil && values.Has(p.name) {
		out["example"] = values.Get(p.name)
	}
	return out
}

// body describes the request in one media type.
func (op operation) body(media string) object {
	switch in, _ := op.needed(); {
	case media == "text/csv" && in.table, media == "text/plain" && in.text:
		return object{"schema": object{"type": "string", "description": in.doc}}
	case in.document && slices.Contains(documentTypes(), media):
		return object{"schema": object{"type": "string", "format": "binary", "description": in.doc}}
	}
	properties, required := object{}, []string{}
	for _, in := range op.inputs {
		properties[in.name] = in.describe(media)
		if !in.optional {
			required = append(required, in.name)
		}
	}
	schema := object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if media != "application/json" {
		return object{"schema": schema}
	}
	switch in, single := op.needed(); {
	case len(op.inputs) == 1:
		schema = in.describe(media)
	case single && in.table:
		schema = object{"oneOf": []any{schema, in.describe(media)}}
	}
	return object{"schema": schema, "example": json.RawMessage(op.example.body)}
}

func (in inputOf) describe(media string) object {
	if in.text {
		return object{"type": "string", "description": in.doc}
	}
	if !in.table {
		return object{"type": "object", "description": in.doc}
	}
	if media != "application/json" {
		return object{"type": "string", "contentMediaType": "text/csv", "description": in.doc}
	}
	return object{"type": "array", "description": in.doc, "items": object{
		"type": "object", "additionalProperties": object{"type": []string{"string", "number", "boolean", "null"}},
	}}
}

// schemaOf is the JSON Schema of what encoding/json writes for a type.
func schemaOf(t reflect.Type) object {
	switch {
	case t.Kind() == reflect.Pointer:
		return object{"anyOf": []any{schemaOf(t.Elem()), object{"type": "null"}}}
	case t == reflect.TypeFor[decimal.Decimal]():
		return object{"type": "string", "format": "decimal"}
	case t == reflect.TypeFor[decimal.NullDecimal]():
		return object{"type": []string{"string", "null"}, "format": "decimal"}
	case wordsOf(t) != nil:
		return object{"type": "string", "enum": wordsOf(t)}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object{"type": "string"}
	case t.Implements(reflect.TypeFor[json.Marshaler]()):
		return object{}
	}
	switch t.Kind() {
	case reflect.Struct:
		properties, required := object{}, []string{}
		fields(t, properties, &required)
		return object{"type": "object", "properties": properties, "required": required}
	case reflect.Slice:
		return object{"type": []string{"array", "null"}, "items": schemaOf(t.Elem())}
	case reflect.Map:
		return object{"type": []string{"object", "null"}, "additionalProperties": schemaOf(t.Elem())}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.String:
		return object{"type": "string"}
	default:
		return object{}
	}
}

// fields adds the fields of a struct, with those of the structs it embeds.
func fields(t reflect.Type, properties object, required *[]string) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			fields(field.Type, properties, required)
		case name == "-" || !field.IsExported():
		default:
			if name == "" {
				name = field.Name
			}
			properties[name] = schemaOf(field.Type)
			if options == "" {
				*required = append(*required, name)
			}
		}
	}
}
