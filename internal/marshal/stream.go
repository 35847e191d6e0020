package marshal

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Streamer is a result that may have very many parts. Its JSON is that of a frame, a struct, in which the lists named by their
// keys take the place of what the frame has there: their elements are made one after another, as they are written.
type Streamer interface {
	JSONStream() (frame any, lists map[string]iter.Seq[any])
}

// Appender is an element of such a list that writes itself behind a text, in the form that [Write] gives it: as an encoder of
// encoding/json would, with its lines set in by an indent and two spaces a step. For lists of which the encoder would be all
// the time that an answer takes.
type Appender interface {
	AppendJSON(text []byte, indent string) []byte
}

// Write writes v as an encoder of encoding/json does that indents by two spaces and leaves & < and > as they are. The lists
// at the top of v go out element by element: an encoder holds the whole text three times, which was a gigabyte for a statement of
// 300,000 lines.
func Write(w io.Writer, v any) error {
	s := &stream{to: w}
	for depth := range s.encoders {
		e := json.NewEncoder(&s.text)
		e.SetEscapeHTML(false)
		e.SetIndent(strings.Repeat(" ", 2*depth), "  ")
		s.encoders[depth] = e
	}
	var lists map[string]iter.Seq[any]
	if streamer, ok := v.(Streamer); ok {
		v, lists = streamer.JSONStream()
	}
	members, ok := membersOf(v)
	if !ok {
		s.value(v, 0)
		s.put("\n")
		return s.flush()
	}
	opened := false
	for _, m := range members {
		if opened {
			s.put(",")
		} else {
			s.put("{")
			opened = true
		}
		s.put("\n  ")
		s.value(m.key, 1)
		s.put(": ")
		if list, streamed := lists[m.key]; streamed {
			s.list(list)
		} else if list, long := elementsOf(m.value); long {
			s.list(list)
		} else {
			s.value(m.value.Interface(), 1)
		}
	}
	if !opened {
		s.put("{")
	} else {
		s.put("\n")
	}
	s.put("}\n")
	return s.flush()
}

// stream is JSON on its way.
type stream struct {
	to       io.Writer
	out      []byte       // what has not been written yet
	text     bytes.Buffer // what an encoder has just written
	encoders [3]*json.Encoder
	err      error
}

// piece is about how much is written at once.
const piece = 32 << 10

func (s *stream) put(text string) { s.out = append(s.out, text...) }

// Raw is JSON that is laid out already, as an element of a list at the top of a document: what a pointer to one has is written
// as it is.
type Raw []byte

// Indented is the JSON of a value, whose lines but the first are set in by depth steps.
func Indented(v any, depth int) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(strings.Repeat(" ", 2*depth), "  ")
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// value writes a value whose lines are set in by depth steps.
func (s *stream) value(v any, depth int) {
	if s.err != nil {
		return
	}
	s.text.Reset()
	if s.err = s.encoders[depth].Encode(v); s.err != nil {
		return
	}
	text := s.text.Bytes()
	text = text[:len(text)-1] // the line end that an encoder adds
	if len(text) <= piece {
		s.out = append(s.out, text...)
		s.full()
	} else if s.flush() == nil {
		_, s.err = s.to.Write(text) // a long one is not held twice
	}
}

// full writes what is gathered where that is a piece.
func (s *stream) full() {
	if len(s.out) > piece {
		_ = s.flush()
	}
}

func (s *stream) flush() error {
	if s.err == nil {
		_, s.err = s.to.Write(s.out)
	}
	s.out = s.out[:0]
	return s.err
}

// list writes the elements of a list that stands at the top.
func (s *stream) list(elements iter.Seq[any]) {
	opened := false
	for element := range elements {
		if opened {
			s.put(",\n    ")
		} else {
			s.put("[\n    ")
			opened = true
		}
		switch made := element.(type) {
		case Appender:
			s.out = made.AppendJSON(s.out, "    ")
			s.full()
		case *Raw:
			s.out = append(s.out, *made...)
			s.full()
		default:
			s.value(element, 2)
		}
		if s.err != nil {
			return
		}
	}
	if opened {
		s.put("\n  ]")
	} else {
		s.put("[]")
	}
}

// member is one key of an object.
type member struct {
	key   string
	value reflect.Value
}

// membersOf are the members of a map by text or of a plain struct, as encoding/json has them, with those of the structs that it
// embeds; ok is false for what marshals itself, or embeds something else, or is no object.
func membersOf(v any) (members []member, ok bool) {
	if m, is := v.(map[string]any); is && m != nil {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			members = append(members, member{key, reflect.ValueOf(m).MapIndex(reflect.ValueOf(key))})
		}
		return members, true
	}
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return nil, false
	}
	return fieldsOf(value)
}

// fieldsOf are the members of a struct.
func fieldsOf(value reflect.Value) (members []member, ok bool) {
	if value.Kind() != reflect.Struct || value.Type().Implements(reflect.TypeFor[json.Marshaler]()) {
		return nil, false
	}
	for i := range value.NumField() {
		field, held := value.Type().Field(i), value.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			inner, plain := fieldsOf(held)
			if !plain {
				return nil, false
			}
			members = append(members, inner...)
			continue
		case strings.Contains(options, "string"):
			return nil, false
		case !field.IsExported(), name == "-":
			continue
		case hasOption(options, "omitempty") && isEmpty(held), hasOption(options, "omitzero") && isZero(held):
			continue
		case name == "":
			name = field.Name
		}
		members = append(members, member{name, held})
	}
	return members, true
}

func hasOption(options, option string) bool {
	return slices.Contains(strings.Split(options, ","), option)
}

// isEmpty is what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// isZero is what omitzero leaves out.
func isZero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v.IsZero()
}

// elementsOf are those of a list long enough to be written one by one; bytes and what marshals itself are no list.
func elementsOf(v reflect.Value) (elements iter.Seq[any], ok bool) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Slice || v.Len() == 0 || v.Type().Elem().Kind() == reflect.Uint8 {
		return nil, false
	}
	if _, itself := v.Interface().(json.Marshaler); itself {
		return nil, false
	}
	return func(yield func(any) bool) {
		for i := range v.Len() {
			if !yield(v.Index(i).Addr().Interface()) {
				return
			}
		}
	}, true
}

// Each are the elements of a list, each made in one place that is used again for the next.
func Each[T, U any](list []T, of func(T) U) iter.Seq[any] {
	return func(yield func(any) bool) {
		var made U
		for i := range list {
			made = of(list[i])
			if !yield(&made) {
				return
			}
		}
	}
}
