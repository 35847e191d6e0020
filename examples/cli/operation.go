package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
)

// operationVerbs are the verbs of operations.
func operationVerbs(operations []operation.Operation) []verb {
	verbs := make([]verb, len(operations))
	for i, op := range operations {
		verbs[i] = operationVerb(op)
	}
	return verbs
}

// operationVerb is an operation at a shell: its settings are flags, its inputs are files.
func operationVerb(op operation.Operation) verb {
	var files []string
	for _, in := range op.Inputs {
		if !byFlag(in) {
			files = append(files, in.File)
		}
	}
	return verb{
		group: op.Group, name: op.Verb, reads: strings.Join(files, " "), short: op.Doc, example: exampleOf(op, files), keys: op.Keys, forms: op.Forms,
		values: func(name string) (values []string) {
			s, _ := op.Setting(strings.ReplaceAll(name, "-", "_"))
			for _, c := range s.Choices {
				values = append(values, c.Value)
			}
			return values
		},
		setup: func(flags *flag.FlagSet) func(input) (output, error) {
			for _, s := range op.Settings {
				declareSetting(flags, s)
			}
			for _, in := range op.Inputs {
				// A setting and an input of one name share their flag: it takes a choice or a file.
				_, shared := op.Setting(in.Name)
				switch {
				case shared:
				case byFlag(in) && in.Many:
					flags.Var(&many{}, flagName(in.Name), quotedWord(in.Doc, "file")+"; may be given again")
				case byFlag(in):
					flags.String(flagName(in.Name), "", quotedWord(in.Doc, "file"))
				}
			}
			return func(in input) (output, error) { return runOperation(op, flags, in) }
		},
	}
}

// byFlag says whether the file of an input is named behind a flag; the others are named by their place.
func byFlag(in operation.Input) bool { return in.Optional || in.Aside }

func exampleOf(op operation.Operation, files []string) string {
	words := []string{op.Name()}
	for _, in := range op.Inputs {
		if in.Aside && !in.Optional {
			words = append(words, "-"+flagName(in.Name), in.File)
		}
	}
	for _, s := range op.Settings {
		switch value, given := op.Example.Settings[s.Name]; {
		case given && s.Kind == operation.Yes:
			words = append(words, "-"+flagName(s.Name))
		case given && strings.ContainsAny(value, " ;&|<>*?"):
			words = append(words, "-"+flagName(s.Name), "'"+value+"'")
		case given:
			words = append(words, "-"+flagName(s.Name), value)
		}
	}
	return strings.Join(append(words, files...), " ")
}

// flagName is a setting as a flag is written.
func flagName(setting string) string { return strings.ReplaceAll(setting, "_", "-") }

func declareSetting(flags *flag.FlagSet, s operation.Setting) {
	if s.Kind == operation.Yes {
		flags.Bool(flagName(s.Name), s.Default == "true", s.Doc)
		return
	}
	value := s.Value
	if value == "" {
		value = s.Name
	}
	doc := quotedWord(s.Doc, value)
	if s.Many {
		flags.Var(&many{}, flagName(s.Name), doc)
		return
	}
	flags.String(flagName(s.Name), s.Default, doc)
}

// quotedWord is what a flag means with the word for its value in back quotes, as package flag wants it.
func quotedWord(doc, value string) string {
	if before, after, found := strings.Cut(doc, value); found && !strings.Contains(doc, "`") {
		return before + "`" + value + "`" + after
	}
	return doc
}

// many is a flag that may be given again: its text has a line for each.
type many struct{ texts []string }

func (m *many) String() string { return strings.Join(m.texts, "\n") }

func (m *many) Set(text string) error {
	m.texts = append(m.texts, strings.ReplaceAll(text, "\n", " "))
	return nil
}

// runOperation reads the files and the flags that were given, and runs the operation on them.
func runOperation(op operation.Operation, flags *flag.FlagSet, in input) (output, error) {
	call := operation.Call{Operation: op, Sources: map[string]operation.Source{}, Settings: map[string]string{}, Formats: documentFormats()}
	flags.Visit(func(f *flag.Flag) {
		name := strings.ReplaceAll(f.Name, "-", "_")
		if _, ours := op.Setting(name); ours {
			call.Settings[name] = f.Value.String()
		}
	})
	if err := in.sources(&call, flags); err != nil {
		return output{}, err
	}
	for name := range call.Sources {
		delete(call.Settings, name) // the flag that they share named a file
	}
	if err := call.Check(); err != nil {
		return output{}, atTheShell(op, err)
	}
	result, err := op.Run(context.Background(), call)
	if err != nil {
		return output{}, atTheShell(op, err)
	}
	return output{Result: result}, nil
}

// sources reads the files of a call: those that are needed in their order, the only one from standard input where none is
// named, and those that may be left out by the flag of their name. All files that are left belong to an input that may be
// given again.
func (in input) sources(call *operation.Call, flags *flag.FlagSet) error {
	var needed []string
	again := false
	for _, i := range call.Operation.Inputs {
		if !byFlag(i) {
			needed, again = append(needed, i.Name), i.Many
			continue
		}
		for name := range strings.SplitSeq(flags.Lookup(flagName(i.Name)).Value.String(), "\n") {
			if s, shared := call.Operation.Setting(i.Name); name == "" || shared && s.Check(name) == nil {
				continue
			}
			if err := in.source(call, i.Name, name); err != nil {
				return err
			}
		}
	}
	files := in.files
	if len(files) == 0 && len(needed) == 1 {
		files = []string{"-"}
	}
	if len(files) != len(needed) && (!again || len(files) < len(needed)) {
		return fmt.Errorf("%s (%s), and %d %s named", counted(len(needed), "file is read", "files are read"), strings.Join(needed, ", "), len(files), wasWere(len(files)))
	}
	for i, name := range files {
		if err := in.source(call, needed[min(i, len(needed)-1)], name); err != nil {
			return err
		}
	}
	return nil
}

// source reads one named file for an input, which may have others already. A long one is opened when it is read.
func (in input) source(call *operation.Call, input, name string) error {
	if slices.ContainsFunc(call.Operation.Inputs, func(i operation.Input) bool { return i.Name == input && i.Long }) {
		call.Add(input, operation.Source{Name: calledOf(name), Open: func() (io.ReadCloser, error) { return in.open(name) }})
		return nil
	}
	return in.readNamed(name, func(r io.Reader) error {
		content, err := document.Unpack(r, document.DefaultLimits().Bytes)
		call.Add(input, operation.Source{Name: calledOf(name), Stream: name == "-", Content: content})
		return err
	})
}

// calledOf is what messages call a file.
func calledOf(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// open opens one named file, whose reading is shown where it takes long.
func (in input) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return opened{in.watch(in.stdin, calledOf(name), 0), nil}, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return opened{in.watch(file, name, sizeOf(file)), file}, nil
}

// opened is a file that is being read.
type opened struct {
	*watched
	file io.Closer // nil for standard input
}

func (o opened) Close() error {
	o.done()
	if o.file == nil {
		return nil
	}
	return o.file.Close()
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// counted is a number and the word that goes with it.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// atTheShell says the fault of a setting as that of its flag, and that of a file which a flag names too.
func atTheShell(op operation.Operation, err error) error {
	var fault *figure.Fault
	if !errors.As(err, &fault) || fault.Code != "setting" && fault.Code != "missing_input" {
		return err
	}
	for _, in := range op.Inputs {
		if fault.Code == "missing_input" && in.Name == fault.Path && !byFlag(in) {
			return err
		}
	}
	said := *fault
	said.Path = "-" + flagName(fault.Path)
	return &said
}
