package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
)

// declareTable declares the flags that say which table of a file is meant, and which of its columns and rows.
func declareTable(flags *flag.FlagSet) {
	for _, s := range operation.TableSettings() {
		declareSetting(flags, s)
	}
}

// chosen is what those flags say.
func chosen(flags *flag.FlagSet) (operation.Chosen, error) {
	c, err := operation.ParseChosen(func(setting string) string {
		if f := flags.Lookup(flagName(setting)); f != nil {
			return f.Value.String()
		}
		return ""
	})
	if err != nil {
		return operation.Chosen{}, atTheShell(operation.Operation{}, err)
	}
	return c, nil
}

// readTable reads the table of the only file, or of standard input.
func readTable[T any](in input, read func(*table.Grid, table.Options) (T, error)) (value T, err error) {
	if len(in.files) > 1 {
		return value, fmt.Errorf("one file is read, %d were named", len(in.files))
	}
	if len(in.files) == 1 {
		return readTableOf(in, in.files[0], read)
	}
	return readTableOf(in, "-", read)
}

// readTableOf reads the table of a named file; "-" is standard input.
func readTableOf[T any](in input, name string, read func(*table.Grid, table.Options) (T, error)) (value T, err error) {
	err = in.readNamed(name, func(r io.Reader) error {
		content, err := document.Unpack(r, document.DefaultLimits().Bytes)
		if err == nil {
			value, err = operation.TableOf(context.Background(), operation.Source{Content: content}, in.chosen, documentFormats(), read)
		}
		return err
	})
	return value, err
}

// noted is a reader of a table that says what it supposed.
type noted[T any] func(*table.Grid, table.Options) (T, []string, error)

// readNoted reads the table of the only file as [readTable] does, with its notes.
func readNoted[T any](in input, read noted[T]) (value T, notes []string, err error) {
	value, err = readTable(in, read.keeping(&notes))
	return value, notes, err
}

// readNotedOf reads the table of a named file as [readTableOf] does, with its notes.
func readNotedOf[T any](in input, name string, read noted[T]) (value T, notes []string, err error) {
	value, err = readTableOf(in, name, read.keeping(&notes))
	return value, notes, err
}

func (read noted[T]) keeping(notes *[]string) func(*table.Grid, table.Options) (T, error) {
	return func(g *table.Grid, o table.Options) (T, error) {
		value, said, err := read(g, o)
		*notes = said
		return value, err
	}
}

// about puts the name of the only file, or that of standard input, before an error in what was read from it.
func (in input) about(err error) error {
	switch {
	case err == nil:
		return nil
	case len(in.files) == 1 && in.files[0] != "-":
		return inFile(in.files[0], err)
	}
	return fmt.Errorf("standard input: %w", err)
}

// listed is a list that is never null.
func listed(sentences []string) []string { return append([]string{}, sentences...) }
