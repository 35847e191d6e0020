package dfe

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Column is what the .meta.csv of a file says of one of its columns.
type Column struct {
	Name, Label string
	// Filter says that the column divides the figures; otherwise it is an indicator.
	Filter bool
	// Unit of an indicator: %, £, £m, pp, or nothing.
	Unit string
	// Places is the number of decimal places an indicator is shown with; the standard's default is 2.
	Places int
}

// ReadMeta reads the meta-data of a file (.meta.csv), which names its columns for people. The error is a [*figure.Fault]
// or what the reader returned.
func ReadMeta(r io.Reader) ([]Column, error) {
	const defaultPlaces = 2
	l := newLines(r)
	h, err := readHeader(l, nil)
	if err != nil {
		return nil, err
	}
	if !h.has("col_name", "col_type", "label") {
		problem := "the meta-data of a file has col_name, col_type and label; this has " + h.list()
		if looks := h.looksLike(); looks != "" {
			problem = "this looks like " + looks + ": " + problem
		}
		return nil, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: problem}
	}
	var columns []Column
	err = rows(l, h, func(fields [][]byte) error {
		text := func(name string) string {
			if at := h.where(name); at >= 0 {
				return strings.TrimSpace(string(fields[at]))
			}
			return ""
		}
		if blank(fields) {
			return nil
		}
		c := Column{Name: text("col_name"), Label: text("label"), Unit: text("indicator_unit"), Places: defaultPlaces}
		switch kind := text("col_type"); strings.ToLower(kind) {
		case "filter":
			c.Filter = true
		case "indicator":
		default:
			return &figure.Fault{Code: figure.BadValue, Place: l.place(h.where("col_type")), Heading: "col_type", Value: kind, Problem: fmt.Sprintf("col_type is %q: use Filter or Indicator", kind)}
		}
		if places := text("indicator_dp"); places != "" {
			n, err := strconv.Atoi(places)
			if err != nil || n < 0 {
				return &figure.Fault{Code: figure.BadValue, Place: l.place(h.where("indicator_dp")), Heading: "indicator_dp", Value: places, Problem: fmt.Sprintf("indicator_dp is %q: use a whole number of decimal places", places)}
			}
			c.Places = n
		}
		columns = append(columns, c)
		return nil
	})
	return columns, err
}
