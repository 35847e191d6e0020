package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/formats"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// documentFormats are the forms of document that the program reads beside text.
func documentFormats() []document.Format {
	return formats.All()
}

func documentVerb() verb {
	return verb{
		name: "document", reads: "FILE",
		short:   "show what is read of a document: its paragraphs and tables, each with its place",
		example: "document -format json report.md",
		setup: func(*flag.FlagSet) func(input) (output, error) {
			return func(in input) (output, error) {
				var d document.Document
				if err := in.read(readDocument(in.name(), &d)); err != nil {
					return output{}, err
				}
				return output{JSON: d, Tables: documentTables(d)}, nil
			}
		},
	}
}

// name is the name of the file that is read.
func (in input) name() string {
	if len(in.files) == 1 && in.files[0] != "-" {
		return in.files[0]
	}
	return ""
}

// readDocument reads a document of any form, packed with gzip or not. The name goes into the places of its blocks; that of a
// fault has none, since whoever opened the file puts it before.
func readDocument(name string, d *document.Document) func(io.Reader) error {
	return func(r io.Reader) error {
		content, err := document.Unpack(r, document.DefaultLimits().Bytes)
		if err != nil {
			return err
		}
		*d, err = document.Read(context.Background(), name, content, document.Limits{}, documentFormats()...)
		var fault *figure.Fault
		if errors.As(err, &fault) {
			fault.Place.File = ""
		}
		return err
	}
}

// documentTables is a document for people: its blocks in order, and each table by itself.
func documentTables(d document.Document) []printable {
	list := printable{Title: d.Title, Header: []string{"place", "kind", "label", "text"}}
	var all []printable
	for _, b := range d.Blocks {
		place := b.Place
		place.File = ""
		if b.Kind != document.Table {
			place.Line = 0
			list.Rows = append(list.Rows, []string{place.String(), b.Kind.String(), b.Label, b.Text})
			continue
		}
		place.Line = 0
		rows, columns := b.Table.Size()
		list.Rows = append(list.Rows, []string{place.String(), b.Kind.String(), "", fmt.Sprintf("%s of %s", counted(rows, "row", "rows"), counted(columns, "column", "columns"))})
		one := printable{Title: place.String()}
		for c := range columns {
			one.Header = append(one.Header, strconv.Itoa(b.Table.Place(-1, c).Column))
		}
		for r := range rows {
			one.Rows = append(one.Rows, b.Table.Row(r))
		}
		all = append(all, one)
	}
	for _, f := range d.Faults {
		list.Notes = append(list.Notes, strings.TrimPrefix(f.Error(), d.Name+", "))
	}
	return append([]printable{list}, all...)
}
