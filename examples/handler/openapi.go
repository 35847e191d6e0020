package main

import (
	"encoding"
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	calculations "github.com/scrutineer-dev/scrutineer/operation"
)

type object = map[string]any

// OpenAPI is the description of the handler in OpenAPI 3.1, made from the operations themselves.
func OpenAPI() []byte {
	named := schemas{object{}, map[string]reflect.Type{}}
	paths := object{
		"/healthz": object{"get": object{
			"operationId": "health", "summary": "Whether the handler takes requests.",
			"responses": object{"200": object{"description": "it does"}, "503": problemResponse(named, "it is shutting down")},
		}},
	}
	for _, op := range operations() {
		paths[op.path] = object{"post": op.describe(named)}
	}
	refused := problemResponses(named)
	document := object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Scrutineer", "version": calculations.Version,
			"description": "The figures by which English councils steer and scrutinise children's services. Nothing is kept. Decimals are strings; what is undefined or unknown is null, never 0.",
		},
		"paths":      paths,
		"components": object{"schemas": named.named, "responses": refused},
	}
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		panic("the OpenAPI document: " + err.Error()) // of maps, texts and numbers only
	}
	return append(text, '\n')
}

func (op operation) describe(named schemas) object {
	parameters := []any{}
	for _, p := range op.parameter {
		parameters = append(parameters, p.describe(op.example))
	}
	content := object{}
	for _, media := range op.mediaTypes() {
		// A document may come as any type: its content decides what it is.
		if in, _ := op.needed(); in.document && slices.Contains(documentTypes(), media) && media != "text/csv" {
			content["*/*"] = object{"schema": object{"type": "string", "format": "binary", "description": in.doc + "; a document of any form, as " + strings.Join(documentTypes(), ", ")}}
			continue
		}
		content[media] = op.body(media)
	}
	responses := object{"200": object{
		"description": "the answer",
		"content":     object{"application/json": object{"schema": named.of(reflect.TypeOf(op.answer))}},
	}}
	for status := range refusals() {
		responses[strconv.Itoa(status)] = object{"$ref": "#/components/responses/" + responseName(status)}
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

// problemResponses are the refusals under the names by which the operations refer to them.
func problemResponses(named schemas) object {
	responses := object{}
	for status, when := range refusals() {
		responses[responseName(status)] = problemResponse(named, when)
	}
	return responses
}

// responseName is the name of a status in one word: "NotFound".
func responseName(status int) string { return strings.ReplaceAll(http.StatusText(status), " ", "") }

func problemResponse(named schemas, when string) object {
	return object{"description": when, "content": object{"application/problem+json": object{"schema": named.of(reflect.TypeFor[problem]())}}}
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
	case single && in.document:
		// Alone it is the body; what has a member of its name gives the inputs by their names.
		schema = object{"anyOf": []any{schema, in.describe(media)}}
	}
	return object{"schema": schema, "example": json.RawMessage(op.example.body)}
}

func (in inputOf) describe(media string) object {
	if in.text {
		return object{"type": "string", "description": in.doc}
	}
	switch {
	case in.document && !in.table && media != "application/json":
		return object{"type": "string", "format": "binary", "description": in.doc}
	case in.document && !in.table:
		return object{"type": []string{"object", "string"}, "description": in.doc}
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

// schemas are the JSON Schemas of types that have a name: each stands once, and is referred to.
type schemas struct {
	named object
	types map[string]reflect.Type
}

// of is the JSON Schema of what encoding/json writes for a type.
func (s schemas) of(t reflect.Type) object {
	switch {
	case t.Kind() == reflect.Pointer:
		return object{"anyOf": []any{s.of(t.Elem()), object{"type": "null"}}}
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
		name := schemaName(t)
		switch known := s.types[name]; {
		case name == "" || known == nil:
		case known == t:
			return object{"$ref": "#/components/schemas/" + name}
		default:
			panic("the OpenAPI document: " + known.String() + " and " + t.String() + " have one name")
		}
		properties, required := object{}, []string{}
		schema := object{"type": "object", "properties": properties}
		if name != "" {
			s.named[name], s.types[name] = schema, t
		}
		s.fields(t, properties, &required)
		schema["required"] = required
		if name == "" {
			return schema
		}
		return object{"$ref": "#/components/schemas/" + name}
	case reflect.Slice:
		return object{"type": []string{"array", "null"}, "items": s.of(t.Elem())}
	case reflect.Map:
		return object{"type": []string{"object", "null"}, "additionalProperties": s.of(t.Elem())}
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
func (s schemas) fields(t reflect.Type, properties object, required *[]string) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			s.fields(field.Type, properties, required)
		case name == "-" || !field.IsExported():
		default:
			if name == "" {
				name = field.Name
			}
			properties[name] = s.of(field.Type)
			if options == "" {
				*required = append(*required, name)
			}
		}
	}
}

// schemaName is what the schema of a type is called: its package and its name, "finance.Saving". A type without a name has none.
func schemaName(t reflect.Type) string {
	if t.Name() == "" {
		return ""
	}
	name := strings.TrimSuffix(t.Name(), "JSON")
	return path.Base(t.PkgPath()) + "." + strings.ToUpper(name[:1]) + name[1:]
}
