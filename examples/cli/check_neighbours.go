package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// neighbourFlags name the data behind a report's claims of kind neighbours, as demand claims takes them.
type neighbourFlags struct {
	comparisonFlags
	figures    string
	lists      files
	indicators files
}

func (n *neighbourFlags) declareAll(flags *flag.FlagSet) {
	flags.StringVar(&n.figures, "figures", "", "`FILE` of figures, as demand compare reads it, behind the claims about statistical neighbours")
	flags.Var(&n.lists, "neighbours", "`FILE` with a list of statistical neighbours; may be given again")
	flags.StringVar(&n.area, "area", "", "three-digit `code` of the authority that the report is of")
	flags.Var(&n.indicators, "indicator", "`column` of the figures that the claims are about, or CLAIM=column for the claim with that id; may be given again")
	flags.StringVar(&n.period, "period", "", "`period` of the claims, as the file of figures writes it")
	flags.StringVar(&n.list, "list", "", "`name` of the list, or which of several lists in the file of neighbours (defaults to the file's name)")
	flags.Var(&n.filters, "filter", "keep rows of the figures where `COLUMN=VALUE`; may be given again")
}

// column is the indicator of a claim: the one that is given for its id, or the one that is given for all.
func (n *neighbourFlags) column(id string, claims []string) string {
	all := ""
	for _, text := range n.indicators {
		claim, column, one := strings.Cut(text, "=")
		switch {
		case one && claim == id:
			return column
		case !one || !slices.Contains(claims, claim):
			all = text
		}
	}
	return all
}

// data is what the claims are tried by, and the hash of each file that was read for it.
func (n *neighbourFlags) data(in input, report scrutiny.Report) (data map[string]scrutiny.Neighbours, hashes map[string]string, err error) {
	if n.figures == "" {
		if len(n.lists)+len(n.indicators) > 0 {
			return nil, nil, errors.New("-neighbours and -indicator need -figures: name the file with the figures of all authorities")
		}
		return nil, nil, nil
	}
	var claims []string
	for i, claim := range report.Claims {
		if claim.Kind == scrutiny.KindNeighbours {
			claims = append(claims, cmp.Or(claim.ID, fmt.Sprintf("claim-%d", i+1)))
		}
	}
	for _, flag := range []struct{ name, value string }{{"-neighbours", n.lists.String()}, {"-area", n.area}, {"-indicator", n.indicators.String()}, {"-period", n.period}} {
		if flag.value == "" {
			return nil, nil, fmt.Errorf("%s is missing: claims about neighbours need -figures, -neighbours, -area, -indicator and -period", flag.name)
		}
	}
	in.hashes = map[string]string{}
	lists, err := n.comparisonFlags.lists(in, n.lists)
	if err != nil {
		return nil, nil, err
	}
	var columns []string
	for _, id := range claims {
		if column := n.column(id, claims); column != "" && !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	if len(columns) == 0 {
		return nil, in.hashes, nil
	}
	var read *dfe.Data
	err = in.readNamed(n.figures, func(r io.Reader) error {
		read, err = dfe.Read(r, dfe.Options{Indicators: columns, Filters: n.filters})
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	data = map[string]scrutiny.Neighbours{}
	for _, id := range claims {
		column := n.column(id, claims)
		if column == "" {
			continue
		}
		question, err := read.Question(n.area, column, n.period)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", n.figures, err)
		}
		coded := make([]*demand.List, len(lists))
		for i, list := range lists {
			if coded[i], err = read.Neighbours(list); err != nil {
				return nil, nil, err
			}
		}
		data[id] = scrutiny.Neighbours{Question: question, Lists: coded}
	}
	return data, in.hashes, nil
}

// hashed passes a file on to its reader and, where hashes are kept, notes the SHA-256 of the whole file.
func (in input) hashed(name string, reader func(io.Reader) error) func(io.Reader) error {
	if in.hashes == nil {
		return reader
	}
	return func(r io.Reader) error {
		sum := sha256.New()
		if err := reader(io.TeeReader(r, sum)); err != nil {
			return err
		}
		if _, err := io.Copy(sum, r); err != nil {
			return err
		}
		in.hashes[name] = hex.EncodeToString(sum.Sum(nil))
		return nil
	}
}

// filters are -filter COLUMN=VALUE, given as often as needed.
type filters []dfe.Filter

func (f *filters) String() string { return "" }

func (f *filters) Set(text string) error {
	column, value, ok := strings.Cut(text, "=")
	if !ok || strings.TrimSpace(column) == "" {
		return fmt.Errorf("%q: write COLUMN=VALUE", text)
	}
	*f = append(*f, dfe.Filter{Column: column, Value: value})
	return nil
}

// comparisonFlags choose the figures that the claims are about.
type comparisonFlags struct {
	area, period, list string
	filters            filters
}

// neighbours reads a list, which takes the file's name when neither the file nor a flag names it.
func (c *comparisonFlags) neighbours(in input, file string) (list *demand.List, err error) {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	err = in.readNamed(file, func(r io.Reader) error {
		list, err = dfe.ReadNeighbours(r, dfe.ListOptions{Name: c.list, Model: c.list, Default: name})
		return err
	})
	return list, err
}

// files are the values of a flag that may be given again.
type files []string

func (f *files) String() string { return strings.Join(*f, ",") }

func (f *files) Set(text string) error {
	*f = append(*f, text)
	return nil
}

// lists reads every list of every file.
func (c *comparisonFlags) lists(in input, names []string) ([]*demand.List, error) {
	var lists []*demand.List
	for _, name := range names {
		list, err := c.neighbours(in, name)
		var ask *dfe.AskError
		if errors.As(err, &ask) && ask.What == "model" && c.list == "" {
			for _, model := range ask.Have {
				one := comparisonFlags{list: model}
				if list, err = one.neighbours(in, name); err != nil {
					return nil, err
				}
				lists = append(lists, list)
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}
