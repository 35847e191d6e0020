package jsontext

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// kind is what stands in a document, by its first character.
type kind int

const (
	none kind = iota // the end
	object
	list
	words      // a text
	number     // a whole one
	fractional // a number with a point or an exponent
	truth
	nothing // null, which every type takes for "not given"
	stray
)

func kindAt(first byte) kind {
	switch {
	case first == 0:
		return none
	case first == '{':
		return object
	case first == '[':
		return list
	case first == '"':
		return words
	case first == '-' || first >= '0' && first <= '9':
		return number
	case first == 't' || first == 'f':
		return truth
	case first == 'n':
		return nothing
	}
	return stray
}

func (k kind) String() string {
	return [...]string{"nothing", "an object", "a list", "a text", "a number", "a number with a fraction", "true or false", "nothing", "something else"}[k]
}

var (
	readsJSON = reflect.TypeFor[json.Unmarshaler]()
	readsText = reflect.TypeFor[encoding.TextUnmarshaler]()
	digits    = reflect.TypeFor[json.Number]()
)

// wants says what a type is written as; ok is false where it takes anything, or reads itself.
func wants(t reflect.Type) (k kind, ok bool) {
	switch {
	case t == digits:
		return none, false
	case reflect.PointerTo(t).Implements(readsJSON):
		return none, false
	case reflect.PointerTo(t).Implements(readsText):
		return words, true
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return object, true
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return words, true
		}
		return list, true
	case reflect.Array:
		return list, true
	case reflect.String:
		return words, true
	case reflect.Bool:
		return truth, true
	case reflect.Float32, reflect.Float64:
		return fractional, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return number, true
	}
	return none, false
}

func (k kind) wanted() string {
	return [...]string{"nothing", "an object in braces", "a list in square brackets", "a text in quotation marks", "a whole number", "a number", "true or false", "nothing", "something else"}[k]
}

// judge holds what stands in the document against the types, and gives those that its inside is read into: the types
// themselves for an object, those of the elements for a list.
func (s *scanner) judge(types []reflect.Type, stands kind, start int) (inside []reflect.Type) {
	for _, t := range types {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		want, strict := wants(t)
		fits := want == stands || want == fractional && stands == number
		if strict && !fits {
			s.add(s.fault("wrong_kind", start, fmt.Sprintf("%s stands where %s is needed", stands, want.wanted()), ""))
			continue
		}
		switch {
		case stands == object && strict:
			inside = append(inside, t)
		case stands == object:
			if shape, ok := s.format.Shapes[t]; ok {
				inside = append(inside, shape)
			}
		case stands == list && strict:
			inside = append(inside, t.Elem())
		}
	}
	return inside
}

// keySet is what an object may hold. The zero value holds anything.
type keySet struct {
	names []string
	types map[string][]reflect.Type
	// others are the types of values under any key, as in a map.
	others []reflect.Type
	closed bool
}

// under are the types of the value of a key.
func (k *keySet) under(key string) (types []reflect.Type, known bool) {
	if k == nil {
		return nil, true
	}
	types, known = k.types[key]
	if known || k.closed {
		return types, known
	}
	return k.others, true
}

// keysOf are the keys of an object that is read into all of the types.
func (s *scanner) keysOf(types []reflect.Type) *keySet {
	switch len(types) {
	case 0:
		return nil
	case 1:
		return s.keys(types[0])
	}
	all := &keySet{closed: true, types: map[string][]reflect.Type{}}
	for _, t := range types {
		k := s.keys(t)
		all.closed = all.closed && k.closed
		all.others = append(all.others, k.others...)
		for _, name := range k.names {
			if _, twice := all.types[name]; !twice {
				all.names = append(all.names, name)
			}
			all.types[name] = append(all.types[name], k.types[name]...)
		}
	}
	return all
}

// keys are those of one type, by the rules of encoding/json for the structs that this library has.
func (s *scanner) keys(t reflect.Type) *keySet {
	if k, known := s.fields[t]; known {
		return k
	}
	k := &keySet{types: map[string][]reflect.Type{}}
	s.fields[t] = k
	if t.Kind() == reflect.Map {
		k.others = []reflect.Type{t.Elem()}
		return k
	}
	k.closed = true
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case !field.IsExported() || name == "-" || field.Anonymous && name == "":
			continue
		case name == "":
			name = field.Name
		}
		if _, twice := k.types[name]; twice { // the outer one of two counts, and stands first
			continue
		}
		k.names = append(k.names, name)
		k.types[name] = []reflect.Type{field.Type}
	}
	return k
}

// remedy names the key that was meant, where one is near, and all there are.
func (k *keySet) remedy(key string) string {
	if k == nil || len(k.names) == 0 {
		return "remove it"
	}
	list := "the keys here are " + strings.Join(k.names, ", ")
	best, least := "", 3
	for _, name := range k.names {
		if d := distance(strings.ToLower(key), name); d < least && d < len(name) {
			best, least = name, d
		}
	}
	if best == "" {
		return "remove it: " + list
	}
	return fmt.Sprintf("write %q: %s", best, list)
}

// distance is how many letters are to be changed, added or taken away, or exchanged with the next, to make b of a; above 2 it
// is 3.
func distance(a, b string) int {
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return 3
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := rows[i%3], rows[(i+2)%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], twoAbove[j-2]+1)
			}
		}
	}
	return min(3, rows[len(a)%3][len(b)])
}

// diagnose finds the values that were refused, by reading them one by one.
func (s *scanner) diagnose(types []reflect.Type, err error) error {
	s.trying = true
	if found := s.document(types); found != nil {
		return found
	}
	return s.refused(err)
}

// try reads one value alone, where its type reads itself or may be too small for it. What stands inside it was tried before.
func (s *scanner) try(types []reflect.Type, start int) {
	for _, t := range types {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if k, strict := wants(t); strict && (k == object || k == list) {
			continue
		}
		err := json.Unmarshal(s.data[start:s.at], reflect.New(t).Interface())
		if err == nil {
			continue
		}
		line, column := position(s.data, start)
		var faults figure.Faults
		var one *figure.Fault
		switch {
		case errors.As(err, &faults):
		case errors.As(err, &one):
			faults = figure.Faults{one}
		default:
			f := s.refused(err)
			f.Path, f.Place.Line, f.Place.Column = s.where(), line, column
			s.add(f)
			continue
		}
		for _, f := range faults {
			s.add(s.within(*f, line, column))
		}
	}
}

// within is a fault of a value that was read alone, as one of the document.
func (s *scanner) within(f figure.Fault, line, column int) *figure.Fault {
	path := s.where()
	switch {
	case path == "":
	case f.Path == "" || strings.HasPrefix(f.Path, "["):
		f.Path = path + f.Path
	default:
		f.Path = path + "." + f.Path
	}
	switch f.Place.Line {
	case 0:
		f.Place.Line, f.Place.Column = line, column
	case 1:
		f.Place.Line, f.Place.Column = line, f.Place.Column+column-1
	default:
		f.Place.Line += line - 1
	}
	return &f
}

// refused is what encoding/json or a type said, without the words of either.
func (s *scanner) refused(err error) *figure.Fault {
	f := &figure.Fault{Code: "unusable", Problem: strings.TrimPrefix(err.Error(), "json: ")}
	const most = 300 // a type may quote the whole of what it was given
	if words := []rune(f.Problem); len(words) > most {
		f.Problem = string(words[:most]) + "…"
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		f.Problem = "the value does not fit here"
		if want, ok := wants(wrong.Type); ok {
			f.Problem = fmt.Sprintf("the %s does not fit here", wrong.Value)
			f.Remedy = "write " + want.wanted()
		}
	}
	return f
}
