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
		return operation.Chosen{}, atTheShell(err)
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
		content, err := unpacked(r, document.DefaultLimits().Bytes)
		if err == nil {
			value, err = operation.TableOf(context.Background(), operation.Source{Content: content}, in.chosen, documentFormats(), read)
		}
		return err
	})
	return value, err
}
