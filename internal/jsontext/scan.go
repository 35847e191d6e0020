package jsontext

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// scanner walks a document once beside the types that it will be read into.
type scanner struct {
	data   []byte
	at     int
	format Format
	fields map[reflect.Type]*keySet
	path   []step
	faults figure.Faults
	// trying says that values whose types read themselves are read one by one, to find the one that was refused.
	trying bool
}

// step is a key or, where that is empty, an index.
type step struct {
	key   string
	index int
}

// broken ends a scan: what follows cannot be made sense of.
type broken struct{ err error }

// document walks the whole of the text.
func (s *scanner) document(types []reflect.Type) (err error) {
	defer func() {
		if stop := recover(); stop != nil {
			b, ok := stop.(broken)
			if !ok {
				panic(stop)
			}
			err = b.err
		}
	}()
	s.at, s.path, s.faults = 0, s.path[:0], nil
	s.value(types)
	if s.space(); s.at < len(s.data) {
		s.stop("something stands after the end of the document", "remove it")
	}
	return s.faults.Err()
}

// stop ends the scan at a place where the text is no JSON.
func (s *scanner) stop(problem, remedy string) {
	f := s.fault("broken_json", s.at, "the JSON is broken: "+problem, remedy)
	panic(broken{f})
}

func (s *scanner) fault(code string, at int, problem, remedy string) *figure.Fault {
	f := &figure.Fault{Code: code, Path: s.where(), Problem: problem, Remedy: remedy}
	f.Place.Line, f.Place.Column = position(s.data, at)
	return f
}

func (s *scanner) add(f *figure.Fault) {
	if s.faults = append(s.faults, f); len(s.faults) == maxFaults {
		panic(broken{s.faults})
	}
}

// where is the path of the value that is read: tables[0].rows[2].cells.budget.
func (s *scanner) where() string {
	var b strings.Builder
	for _, p := range s.path {
		switch {
		case p.index >= 0:
			fmt.Fprintf(&b, "[%d]", p.index)
		case p.key == "":
		case b.Len() > 0:
			b.WriteString("." + p.key)
		default:
			b.WriteString(p.key)
		}
	}
	return b.String()
}

func (s *scanner) space() {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// peek is the next byte that is no space, and 0 at the end.
func (s *scanner) peek() byte {
	s.space()
	if s.at == len(s.data) {
		return 0
	}
	return s.data[s.at]
}

// value walks one value, which is read into all of the types.
func (s *scanner) value(types []reflect.Type) {
	first := s.peek()
	start, before := s.at, len(s.faults)
	kind := kindAt(first)
	switch kind {
	case object, list:
		if len(s.path) >= s.format.maxDepth() {
			s.stop(fmt.Sprintf("lists and objects stand more than %d deep in each other", s.format.maxDepth()), "give a flatter document")
		}
		wanted := s.judge(types, kind, start)
		if kind == object {
			s.object(wanted)
		} else {
			s.list(wanted)
		}
	case words:
		s.words()
		s.judge(types, kind, start)
	case number:
		whole := s.number()
		if !whole {
			kind = fractional
		}
		s.judge(types, kind, start)
	case truth, nothing:
		s.word()
		if kind == truth {
			s.judge(types, kind, start)
		}
	case none:
		s.stop("it ends in the middle", "close every bracket and quotation mark")
	default:
		s.stop(fmt.Sprintf("%q stands where a value is expected", s.character()), "write a text in quotation marks, a number, true, false, null, a list or an object")
	}
	if s.trying && len(s.faults) == before {
		s.try(types, start)
	}
}

// character is the character at hand, whole.
func (s *scanner) character() string {
	for _, r := range string(s.data[s.at:min(len(s.data), s.at+4)]) {
		return string(r)
	}
	return ""
}

func (s *scanner) list(elements []reflect.Type) {
	s.at++
	if s.peek() == ']' {
		s.at++
		return
	}
	s.path = append(s.path, step{})
	for i := 0; ; i++ {
		s.path[len(s.path)-1] = step{index: i}
		s.value(elements)
		switch s.peek() {
		case ',':
			s.at++
			if s.peek() == ']' {
				s.stop("a comma stands after the last item of a list", "remove it")
			}
		case ']':
			s.at++
			s.path = s.path[:len(s.path)-1]
			return
		case 0:
			s.stop("a list is never closed", "write ] after its last item")
		default:
			s.stop(fmt.Sprintf("%q stands where a comma or ] is expected", s.character()), "put a comma between two items")
		}
	}
}

func (s *scanner) object(types []reflect.Type) {
	s.at++
	keys := s.keysOf(types)
	var seen seenKeys
	if s.peek() == '}' {
		s.at++
		return
	}
	s.path = append(s.path, step{index: -1})
	for {
		if s.peek() != '"' {
			s.stop("a key in quotation marks is expected", `write "key": value`)
		}
		start := s.at
		key := s.key()
		s.path[len(s.path)-1] = step{key, -1}
		if seen.twice(key) {
			f := s.fault("duplicate_key", start, fmt.Sprintf("the key %s stands twice in one object", quoted(key)), "leave one of them out")
			f.Value = key
			s.add(f)
		}
		inner, known := keys.under(key)
		if !known && !(len(s.path) == 1 && key == "$schema") {
			f := s.fault("unknown_key", start, fmt.Sprintf("there is no key %s here", quoted(key)), keys.remedy(key))
			f.Value = key
			s.add(f)
		}
		if s.peek() != ':' {
			s.stop("a colon is missing after a key", `write "key": value`)
		}
		s.at++
		s.value(inner)
		switch s.peek() {
		case ',':
			s.at++
			if s.peek() == '}' {
				s.stop("a comma stands after the last value of an object", "remove it")
			}
		case '}':
			s.at++
			s.path = s.path[:len(s.path)-1]
			return
		case 0:
			s.stop("an object is never closed", "write } after its last value")
		default:
			s.stop(fmt.Sprintf("%q stands where a comma or } is expected", s.character()), "put a comma between two values")
		}
	}
}

// key is the text of a key.
func (s *scanner) key() string {
	start := s.at
	s.words()
	raw := s.data[start:s.at]
	for _, b := range raw {
		if b == '\\' {
			var key string
			_ = json.Unmarshal(raw, &key) // it has just been checked
			return key
		}
	}
	return string(raw[1 : len(raw)-1])
}

// words walks a text in quotation marks.
func (s *scanner) words() {
	for s.at++; s.at < len(s.data); {
		switch b := s.data[s.at]; {
		case b == '"':
			s.at++
			return
		case b == '\\':
			s.escape()
		case b < ' ':
			s.stop("a control character or a line end stands in a text", `close the text, or write it as \n or \u0009`)
		default:
			s.at++
		}
	}
	s.stop("a text is never closed", "close it with a quotation mark")
}

// escape walks what begins with a backslash. Half of a surrogate pair is no character, and would be read as U+FFFD.
func (s *scanner) escape() {
	if s.at+1 < len(s.data) && strings.IndexByte(`"\/bfnrt`, s.data[s.at+1]) >= 0 {
		s.at += 2
		return
	}
	unit, ok := s.unit(s.at)
	switch {
	case !ok:
		s.stop("a backslash begins nothing that is known", `write \\ for a backslash itself`)
	case unit < 0xD800 || unit > 0xDFFF:
		s.at += 6
		return
	}
	if low, ok := s.unit(s.at + 6); ok && unit < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF {
		s.at += 12
		return
	}
	s.stop(`a \u escape is half of a character`, "write the character itself")
}

// unit is the number of a \uXXXX at an offset.
func (s *scanner) unit(at int) (uint64, bool) {
	if at+6 > len(s.data) || s.data[at] != '\\' || s.data[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s.data[at+2:at+6]), 16, 16)
	return n, err == nil && s.data[at+2] != '+'
}

// number walks a number and says whether it is written as a whole one.
func (s *scanner) number() (whole bool) {
	digits := func() int {
		start := s.at
		for s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '9' {
			s.at++
		}
		return s.at - start
	}
	bad := func() {
		s.stop("a number is not written as JSON has it", "write digits, as 1234.5, or put it into quotation marks")
	}
	if s.data[s.at] == '-' {
		s.at++
	}
	start := s.at
	if n := digits(); n == 0 || n > 1 && s.data[start] == '0' {
		bad()
	}
	whole = true
	if s.at < len(s.data) && s.data[s.at] == '.' {
		s.at++
		if whole = false; digits() == 0 {
			bad()
		}
	}
	if s.at < len(s.data) && (s.data[s.at] == 'e' || s.data[s.at] == 'E') {
		s.at++
		if s.at < len(s.data) && (s.data[s.at] == '+' || s.data[s.at] == '-') {
			s.at++
		}
		if whole = false; digits() == 0 {
			bad()
		}
	}
	return whole
}

// word walks true, false and null.
func (s *scanner) word() {
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(string(s.data[s.at:min(len(s.data), s.at+len(word))]), word) {
			s.at += len(word)
			return
		}
	}
	s.stop(fmt.Sprintf("%q begins no value", s.character()), "put a text into quotation marks")
}

// quoted is a key as a message shows it, cut when it is long.
func quoted(key string) string {
	const most = 60
	if runes := []rune(key); len(runes) > most {
		key = string(runes[:most]) + "…"
	}
	return strconv.Quote(key)
}

// seenKeys are the keys of an object: few are compared one by one, many are looked up.
type seenKeys struct {
	few  []string
	many map[string]bool
}

func (k *seenKeys) twice(key string) bool {
	if k.many == nil {
		for _, other := range k.few {
			if other == key {
				return true
			}
		}
		if k.few = append(k.few, key); len(k.few) > 16 {
			k.many = make(map[string]bool, 32)
			for _, other := range k.few {
				k.many[other] = true
			}
		}
		return false
	}
	if k.many[key] {
		return true
	}
	k.many[key] = true
	return false
}
