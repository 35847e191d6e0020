// Command cli makes every calculation of the library from a shell:
//
//	go run ./examples/cli GROUP VERB [flags] [FILE]
//
// MANUAL.md beside it describes every verb, and is made by cli manual. FILE may be left out or "-" for standard input. It exits 0 when done, 1 when a check finds
// something, 3 when a check found nothing to test, and 2 on bad usage, unreadable input or an answer that could not be
// written, with one line on standard error that names file, line and column. Nothing is written to standard output before
// the whole answer has been worked out.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/scrutineer-dev/scrutineer/figure"

	"github.com/scrutineer-dev/scrutineer/operation"

	"github.com/scrutineer-dev/scrutineer/table"
)

// Exit codes, as section 8 of the design fixes them.
const (
	exitDone     = 0
	exitFindings = 1
	exitUsage    = 2
	exitUntested = 3
)

// verb is one calculation.
type verb struct {
	group, name string // "finance", "statement"; a verb without a group has an empty one
	reads       string // the files it takes: "statement.csv", or "A B" for two
	short       string
	example     string
	// keys are the keys of its JSON that stay as they are.
	keys []string
	// forms are the forms of output that it has beside those of every verb.
	forms []string
	// text marks a verb that prints a text and makes no calculation: it has no -format.
	text bool
	// values are the values of a flag that has few. Defaults to those of every verb.
	values func(flag string) []string
	// setup declares the verb's flags and returns its work.
	setup func(flags *flag.FlagSet) func(in input) (output, error)
}

// verbs are all calculations, by group. Each group stands in a file of its own.
func verbs() []verb {
	var all []verb
	for _, group := range [][]verb{operationVerbs(operation.RAG()), operationVerbs(operation.Caseload()), operationVerbs(operation.Finance()), operationVerbs(operation.Demand()), operationVerbs(operation.Scrutiny()), generalVerbs()} {
		all = append(all, group...)
	}
	return all
}

func main() {
	// A pipe that nobody reads any more is a write that fails, and is reported as one.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// generalVerbs are about the program itself.
func generalVerbs() []verb {
	return []verb{definitionsVerb(), versionVerb(), manualVerb(), completionVerb(), completeVerb()}
}

// run is the whole program. Nothing reaches stdout until the work has succeeded.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	code, err := answer(args, stdin, stdout, stderr)
	if err != nil {
		fmt.Fprintln(stderr, oneLine(err.Error()))
		return exitUsage
	}
	return code
}

func answer(args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	if len(args) == 0 || asksForHelp(args[0]) {
		return exitDone, help(args, stdout)
	}
	v, rest, ok := find(args)
	if !ok {
		return exitUsage, unknownVerb(args)
	}
	return v.run(rest, stdin, stdout, stderr)
}

func unknownVerb(words []string) error {
	return fmt.Errorf("%q is not a calculation; run cli help for the list", strings.Join(words[:min(2, len(words))], " "))
}

// find takes the verb from the front of the arguments.
func find(args []string) (verb, []string, bool) {
	for _, v := range verbs() {
		words := v.words()
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == strings.Join(words, " ") {
			return v, args[len(words):], true
		}
	}
	return verb{}, nil, false
}

func (v verb) words() []string { return strings.Fields(v.group + " " + v.name) }

func (v verb) run(args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	flags, common, work := v.declare()
	files, err := parseFlags(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone, v.help(stdout, flags)
	}
	if err != nil {
		return exitUsage, fmt.Errorf("%s: %w", flags.Name(), plainFlag(err))
	}
	form := *common.format
	if !slices.Contains(v.allForms(), form) {
		return exitUsage, fmt.Errorf("%s: -format %q: use %s", flags.Name(), form, v.formats())
	}
	in := input{files: files, stdin: stdin, progress: terminal(stderr)}
	out, err := work(in)
	if err != nil {
		return exitUsage, fmt.Errorf("%s: %w", flags.Name(), err)
	}
	if out.Text == "" && !out.HasForm(form) {
		return exitUsage, fmt.Errorf("%s: this answer has no form %s", flags.Name(), form)
	}
	write := func(w io.Writer) error { return out.write(w, form) }
	if form == "table" && *common.save == "" && coloured(stdout) {
		write = out.writeColoured
	}
	if *common.save != "" {
		err = save(*common.save, write)
	} else {
		err = toStdout(stdout, write)
	}
	switch {
	case err != nil:
		return exitUsage, fmt.Errorf("%s: %w", flags.Name(), err)
	case out.Found:
		return exitFindings, nil
	case out.Untested:
		return exitUntested, nil
	}
	return exitDone, nil
}

// toStdout writes to standard output, and says so where that fails.
func toStdout(stdout io.Writer, write func(io.Writer) error) error {
	if err := whole(stdout, write); err != nil {
		return fmt.Errorf("standard output could not be written: %w", plainFile(err))
	}
	return nil
}

// plainFile is what the system said of a file, without the name of the call that it said it of.
func plainFile(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// allForms are the forms in which the verb answers.
func (v verb) allForms() []string { return append(operation.WrittenForms(), v.forms...) }

// formats are the forms of output in words.
func (v verb) formats() string {
	all := v.allForms()
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// commonFlags are those of every verb.
type commonFlags struct{ format, save *string }

// declare makes the flags of the verb, and its work.
func (v verb) declare() (*flag.FlagSet, commonFlags, func(in input) (output, error)) {
	flags := flag.NewFlagSet(strings.Join(v.words(), " "), flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	common := commonFlags{format: new("table")}
	if !v.text {
		common.format = flags.String("format", "table", "`form` of the output: "+v.formats())
	}
	common.save = flags.String("o", "", "write to `FILE`, which is either whole or left as it was")
	return flags, common, v.setup(flags)
}

// parseFlags takes flags before, between and after the file names; after "--" all are file names.
func parseFlags(flags *flag.FlagSet, args []string) (files []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return files, nil
		}
		if read := args[:len(args)-flags.NArg()]; len(read) > 0 && read[len(read)-1] == "--" {
			return append(files, flags.Args()...), nil
		}
		files = append(files, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

// input is the files a verb was given.
type input struct {
	files []string
	stdin io.Reader
	// progress is the terminal that long reading is shown on; nil for none.
	progress io.Writer
}

// read hands the only file, or standard input, to a reader, and puts the file's name before its error.
func (in input) read(reader func(io.Reader) error) error {
	if len(in.files) > 1 {
		return fmt.Errorf("one file is read, %d were named", len(in.files))
	}
	name := "-"
	if len(in.files) == 1 {
		name = in.files[0]
	}
	return in.readNamed(name, reader)
}

// readNamed reads one named file; "-" is standard input.
func (in input) readNamed(name string, reader func(io.Reader) error) error {
	if name == "-" {
		source := in.watch(in.stdin, "standard input", 0)
		defer source.done()
		if err := reader(source); err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	source := in.watch(file, name, sizeOf(file))
	defer source.done()
	if err := reader(source); err != nil {
		return inFile(name, err)
	}
	return nil
}

func (v verb) help(stdout io.Writer, flags *flag.FlagSet) error {
	return toStdout(stdout, func(w io.Writer) error {
		fmt.Fprintf(w, "%s\n\nusage: cli %s [flags] [%s]\n\n", v.short, flags.Name(), v.reads)
		if v.example != "" {
			fmt.Fprintf(w, "example: cli %s\n\n", v.example)
		}
		flags.SetOutput(w)
		flags.PrintDefaults()
		return nil
	})
}

func asksForHelp(arg string) bool {
	return slices.Contains([]string{"help", "-h", "-help", "--help"}, arg)
}

// help answers help, help GROUP and help GROUP VERB.
func help(args []string, stdout io.Writer) error {
	if len(args) < 2 {
		return usage(stdout, verbs())
	}
	if v, _, ok := find(args[1:]); ok {
		flags, _, _ := v.declare()
		return v.help(stdout, flags)
	}
	group := slices.DeleteFunc(verbs(), func(v verb) bool { return v.group != args[1] || len(args) > 2 })
	if len(group) == 0 {
		return unknownVerb(args[1:])
	}
	return usage(stdout, group)
}

func usage(stdout io.Writer, list []verb) error {
	return toStdout(stdout, func(w io.Writer) error {
		fmt.Fprintln(w, "usage: cli GROUP VERB [flags] [FILE]")
		for _, v := range list {
			fmt.Fprintf(w, "  %-22s %-16s %s\n", strings.Join(v.words(), " "), v.reads, v.short)
		}
		fmt.Fprintln(w, "cli help GROUP VERB tells more of one.")
		return nil
	})
}

// oneLine keeps an error on one line, as scripts that read standard error expect, and without the marks that a terminal
// obeys: a message quotes what a file says.
func oneLine(s string) string { return strings.Join(strings.Fields(table.PlainText(s)), " ") }

// inFile says in which file a fault is: as a part of its place where it has one.
func inFile(name string, err error) error {
	var all figure.Faults
	var one *figure.Fault
	switch {
	case errors.As(err, &all):
		for _, fault := range all {
			fault.Place.File = name
		}
		return all
	case errors.As(err, &one) && error(one) == err:
		one.Place.File = name
		return one
	}
	return fmt.Errorf("%s: %w", name, err)
}
