package operation

import (
	"context"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Operation is one calculation.
type Operation struct {
	// Group and Verb name it: "finance", "statement". A verb without a group has an empty one.
	Group, Verb string
	// Doc says in one line what it answers, in words that begin in lower case and have no final stop.
	Doc string
	// Title is its name in words, for the menu of a page: "Budget statement". Question is what it answers, for the head of one:
	// "Is this service over budget, and by how much?" Method says how, in sentences. They default to the verb, the doc and
	// nothing.
	Title, Question, Method string
	// Inputs are what it reads, in the order in which a command line names them.
	Inputs []Input
	// Settings are what can be chosen. Defaults to none.
	Settings []Setting
	// Example is a whole call, for manuals and for trying it.
	Example Example
	// Zero is an empty value of the type that Result.Value has, for a schema of it.
	Zero any
	// Forms are the names of the forms of its own that its result can be written in: "html". Defaults to none.
	Forms []string
	// Keys are the keys of the value's JSON that stay as they are, as paths: [] is each element of a list, {} each member of an
	// object whose names are data.
	Keys []string
	// Slow is true where little input may take seconds, so that a server has a queue for such questions. Defaults to false.
	Slow bool
	// Run makes the calculation. It stops with the context's error when the context ends.
	Run func(ctx context.Context, call Call) (Result, error)
}

// Name is the group and the verb with a space between them: "finance statement".
func (op Operation) Name() string { return strings.TrimSpace(op.Group + " " + op.Verb) }

// Heading is the question that the operation answers, or its doc as a sentence.
func (op Operation) Heading() string {
	if op.Question != "" {
		return op.Question
	}
	return capital(op.Doc)
}

// Label is the name of the operation in words.
func (op Operation) Label() string {
	if op.Title != "" {
		return op.Title
	}
	return capital(strings.ReplaceAll(op.Verb, "-", " "))
}

// Words is the name of the input in words.
func (in Input) Words() string {
	if in.Label != "" {
		return in.Label
	}
	return capital(strings.ReplaceAll(in.Name, "_", " "))
}

// capital begins a text with a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Setting is the setting of a name; ok is false where the operation has none such.
func (op Operation) Setting(name string) (s Setting, ok bool) {
	for _, s := range op.Settings {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}

// Input is one thing that an operation reads.
type Input struct {
	// Name is what the input is called over HTTP and on a page: "statement".
	Name string
	// File is the name that its example file has in a manual: "statement.csv".
	File string
	// Label is the name in words, for a page: "The earlier statement". Defaults to the name.
	Label string
	// Doc says what it holds.
	Doc string
	// Table is true for rows under headings, which any form of table may give, and false for a document of its own kind.
	Table bool
	// Document is true for a document of any form, whole.
	Document bool
	// Text is true for text in a form of its own, such as the national picture, where a document would otherwise be JSON.
	Text bool
	// Schema is the columns of its table, from which a page draws one to type in and knows one that is pasted.
	Schema   table.Schema
	Optional bool
	// Aside is true for what stands beside what is calculated: a rule, a list of neighbours. A command line has it behind a flag
	// of its name, as it has whatever is optional.
	Aside bool
	// Long is true of a table that may be longer than memory: a source may give it as a stream.
	Long bool
	// Many is true of a needed or optional input that may be given again: several returns, several lists. A command line takes all
	// the files that are named for it.
	Many bool
}

// Example is a call that can be tried: the settings and the content of each input.
type Example struct {
	Settings map[string]string
	Inputs   map[string]string
	// Source says where its figures are from, or that they are made up.
	Source string
}

// Result is what an operation found.
type Result struct {
	// Value is the answer for programs; it marshals itself.
	Value any
	// View is the answer for people.
	View View
	// Found says that a check found something: a command line exits 1.
	Found bool
	// Untested says that a check came to no verdict at all: a command line exits 3, because a gate that tested nothing is not
	// passed.
	Untested bool
	// Forms write the result in the forms of its own, by their names; one that every result has is written so too where it is
	// among them.
	Forms map[string]func(io.Writer) error
}

// Call is one question: what each input holds, and the text of each setting that was given.
type Call struct {
	Operation Operation
	Sources   map[string]Source
	// More are the further sources of an input that was given again, in their order. Defaults to none.
	More     map[string][]Source
	Settings map[string]string
	// Formats are the forms of document that tables are read from beside text. Defaults to none.
	Formats []document.Format
	// Limits bound what is read of a document. Default to those of package document, with the cells of package table.
	Limits document.Limits
	// MaxCost bounds what the formulas of a report may cost, as [scrutiny.Options] has it. Defaults to its default.
	MaxCost int64
	// at is which source of an input that was given again stands in the place of the first.
	at int
}

// Text is the text of a setting, or what it is otherwise.
func (c Call) Text(setting string) string {
	if text, given := c.Settings[setting]; given {
		return text
	}
	s, _ := c.Operation.Setting(setting)
	return s.Default
}

// Add gives a source to an input, behind those that it has already.
func (c *Call) Add(input string, source Source) {
	if !c.Given(input) {
		if c.Sources == nil {
			c.Sources = map[string]Source{}
		}
		c.Sources[input] = source
		return
	}
	if c.More == nil {
		c.More = map[string][]Source{}
	}
	c.More[input] = append(c.More[input], source)
}

// Given says whether there is an input of a name.
func (c Call) Given(input string) bool {
	_, given := c.Sources[input]
	return given
}

// Parse hands the text of a setting to its reader. The error is a [*figure.Fault] that names the setting.
func Parse[T any](c Call, setting string, read func(string) (T, error)) (T, error) {
	text := c.Text(setting)
	value, err := read(text)
	if err != nil {
		return value, &figure.Fault{Code: "setting", Path: setting, Value: text, Problem: err.Error()}
	}
	return value, nil
}

// ParseGiven is [Parse] for a setting that may be left out: an empty text is the zero value.
func ParseGiven[T any](c Call, setting string, read func(string) (T, error)) (value T, err error) {
	if c.Text(setting) == "" {
		return value, nil
	}
	return Parse(c, setting, read)
}

// Check is the first thing that is wrong with a call before it is run: a setting or an input that the operation does not
// have, a choice that is none, something needed that is missing. The error is a [*figure.Fault].
func (c Call) Check() error {
	op := c.Operation
	for name, text := range c.Settings {
		s, known := op.Setting(name)
		if !known {
			return &figure.Fault{Code: "setting", Path: name, Value: text, Problem: op.Name() + " has no such setting", Remedy: "it has " + op.settingNames()}
		}
		if err := s.Check(text); err != nil {
			return err
		}
	}
	for _, s := range op.Settings {
		if s.Required && c.Text(s.Name) == "" {
			return &figure.Fault{Code: "setting", Path: s.Name, Problem: "it is missing", Remedy: s.Doc}
		}
	}
	for _, in := range op.Inputs {
		if len(c.More[in.Name]) > 0 && !in.Many {
			return &figure.Fault{Code: "twice", Path: in.Name, Problem: "it is given twice", Remedy: "give one"}
		}
		if !in.Optional && !c.Given(in.Name) {
			return &figure.Fault{Code: "missing_input", Path: in.Name, Problem: "it is missing", Remedy: in.Doc}
		}
	}
	return nil
}

func (op Operation) settingNames() string {
	if len(op.Settings) == 0 {
		return "none"
	}
	names := make([]string, len(op.Settings))
	for i, s := range op.Settings {
		names[i] = s.Name
	}
	return strings.Join(names, ", ")
}
