package operation

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Setting is one thing that a person can choose: a flag at a shell, a parameter of a query, a field of a page.
type Setting struct {
	// Name is in snake_case and the same everywhere: "convention".
	Name string
	// Label is the name in words, for a page: "Sign of a variance".
	Label string
	// Doc says what it decides, in words that begin in lower case and have no final stop.
	Doc string
	// Value names what is to be written, for a manual: "unit". Defaults to the name.
	Value string
	Kind  Kind
	// Default is what it is when nothing is given. Defaults to nothing.
	Default string
	// Choices are the values that it may have; for a kind other than Choice they are the usual ones, and others that mean
	// the same are read too.
	Choices  []Choice
	Required bool
	// Rule is true of a rule of judgement, which stays when a person's own table takes the place of the example on a page; what
	// says how a table is to be read goes with the table.
	Rule bool
	// Many is true where it may be given again: its text has a line for each.
	Many bool
}

// Choice is one value of a setting and what a page calls it.
type Choice struct{ Value, Label string }

// Kind says what a setting holds: how a page asks for it, and what a schema says of it.
type Kind int

const (
	// Text is anything, and the zero value.
	Text Kind = iota
	// Number is a decimal number.
	Number
	// Whole is a whole number.
	Whole
	// Date is a day, as 2024-07-30.
	Date
	// Yes is a switch: "true" or "false".
	Yes
	// One is exactly one of the choices.
	One
)

// Check refuses a text that the setting cannot have. The error is a [*figure.Fault] that names the setting.
func (s Setting) Check(text string) error {
	fault := func(remedy string) error {
		return &figure.Fault{Code: "setting", Path: s.Name, Value: text, Problem: quoted(text) + " is none of its values", Remedy: "use " + remedy}
	}
	switch {
	case s.Kind == Yes && text != "true" && text != "false":
		return fault("true or false")
	case s.Kind == One && text != s.Default && !slices.ContainsFunc(s.Choices, func(c Choice) bool { return c.Value == text }):
		values := make([]string, len(s.Choices))
		for i, c := range s.Choices {
			values[i] = c.Value
		}
		return fault(listOf(values))
	}
	return nil
}

// listOf is "a, b or c".
func listOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// quoted is a text as a message shows it, shortened where somebody gave a whole file.
func quoted(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return `"` + text + `"`
}
