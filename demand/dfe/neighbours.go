package dfe

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// ListOptions name a list of neighbours: the published files do not.
type ListOptions struct {
	// Name is how results call the list. Defaults to the model the file names, or to Default.
	Name string
	// Default is the name of a list that neither Name nor the file names, such as the file's own. Defaults to
	// "statistical neighbours".
	Default string
	// Since is the day it was published. Defaults to not stated.
	Since time.Time
	// Source says where it comes from. Defaults to not stated.
	Source string
	// Model chooses one of several lists in a file that has a column model; other files pay no heed to it. Defaults to the
	// only one.
	Model string
}

// ReadNeighbours reads a list of statistical neighbours in any of the layouts in use, and sees for itself which it is:
// DfE's wide file of May 2025 (SN_1, SN_1P …), that of April 2021 (SN1, SNP, SN2, SNP …, the header SNP ten times), a tidy
// file with one neighbour a row, the Office for National Statistics' wide files (AREACD, 1 … 20), and a look-up with the
// codes in one cell. Authorities may stand by name: [Data.Neighbours] finds their codes. Closeness bands are read in any case
// with any space around them. An authority whose cells are all "-" has no set. The error is a [*figure.Fault], an [*AskError]
// when a model must be chosen, or what the reader returned.
func ReadNeighbours(r io.Reader, o ListOptions) (*demand.List, error) {
	l := newLines(r)
	h, err := readHeader(l, repeatsSNP)
	if err != nil {
		return nil, err
	}
	return readNeighbours(l, h, o)
}

// NeighboursOf reads a table as [ReadNeighbours] reads delimited text, below any title rows. The error is a [*figure.Fault], or
// an [*AskError] when a model must be chosen.
func NeighboursOf(g *table.Grid, o ListOptions) (*demand.List, error) {
	l, h, err := gridHeader(g, func(h *header) bool { return (&neighbourFile{header: h}).layout() != nil }, repeatsSNP)
	if err != nil {
		return nil, err
	}
	return readNeighbours(l, h, o)
}

// repeatsSNP says that the closeness columns of the list of April 2021 are all called so.
func repeatsSNP(name string) bool { return name == "snp" }

func readNeighbours(l *lines, h *header, o ListOptions) (*demand.List, error) {
	n := &neighbourFile{lines: l, header: h, options: o}
	read := n.layout()
	if read == nil {
		return nil, &figure.Fault{Code: "missing_column", Place: h.place, Problem: h.notNeighbours()}
	}
	if err := rows(l, h, func(fields [][]byte) error {
		if blank(fields) {
			return nil
		}
		return read(fields)
	}); err != nil {
		return nil, err
	}
	return n.list()
}

// blank reports whether a row is a leftover of a spreadsheet.
func blank(fields [][]byte) bool {
	return !slices.ContainsFunc(fields, func(f []byte) bool { return len(bytes.TrimSpace(f)) > 0 })
}

func (h *header) notNeighbours() string {
	const wanted = "a list of neighbours has old_la_code, SN_1, SN_1P … (May 2025), LA num, SN1, SNP … (April 2021), or old_la_code, rank, neighbour_old_la_code"
	if layout, err := h.layout(); err == nil {
		return fmt.Sprintf("this looks like a file of figures (%s): %s", layout, wanted)
	}
	if looks := h.looksLike(); looks != "" {
		return "this looks like " + looks + ": " + wanted
	}
	return "the columns are not those of a list of neighbours; the file has " + h.list() + "; " + wanted
}

// neighbourFile gathers the sets of a list.
type neighbourFile struct {
	lines   *lines
	header  *header
	options ListOptions
	code    int
	columns []neighbourColumn // wide layouts
	cell    int               // the look-up's
	tidy    struct{ model, rank, neighbour, closeness int }
	models  []string
	order   []string
	sets    map[string][]ranked
}

// neighbourColumn is where a wide layout has a neighbour and its closeness, which may be −1.
type neighbourColumn struct{ code, closeness int }

type ranked struct {
	rank int
	demand.Neighbour
}

// layout finds the columns, and gives the reader of a row; nil when it is no list of neighbours.
func (n *neighbourFile) layout() func([][]byte) error {
	n.sets = map[string][]ranked{}
	n.code = -1
	for _, name := range []string{colCode, "la num", "la number", "la_code", "la code", "la_number", "areacd", "code", "la_name", "local authority", "authority", "la"} {
		if n.code = n.header.where(name); n.code >= 0 {
			break
		}
	}
	if n.code < 0 {
		return nil
	}
	t := &n.tidy
	for _, name := range []string{"neighbour_old_la_code", "neighbour_la_code", "neighbour_code", "neighbour"} {
		if t.neighbour = n.header.where(name); t.neighbour >= 0 {
			t.model, t.rank, t.closeness = n.header.where("model"), n.header.where("rank"), n.header.where("closeness")
			return n.takeTidy
		}
	}
	if n.cell = n.header.where("stat_neighbours"); n.cell >= 0 {
		return n.takeCell
	}
	if n.findColumns(); len(n.columns) > 0 {
		return n.takeWide
	}
	return nil
}

// findColumns finds SN1, SN_1, or 1, and the closeness to the right of each.
func (n *neighbourFile) findColumns() {
	ons := n.header.where("areacd") >= 0
	for i, name := range n.header.names {
		digits, found := strings.CutPrefix(strings.ToLower(name), "sn")
		digits = strings.TrimPrefix(digits, "_")
		rank, err := strconv.Atoi(digits)
		if err != nil || rank < 1 || !found && !ons {
			continue
		}
		column := neighbourColumn{code: i, closeness: -1}
		if i+1 < len(n.header.names) && isCloseness(n.header.names[i+1]) {
			column.closeness = i + 1
		}
		if at := n.header.where(name + "code"); at >= 0 {
			column.code = at // the scheme with names: SN1, SN1Prox, SN1Code
		}
		n.columns = append(n.columns, column)
	}
}

// isCloseness recognises SNP, SN_1P and SN1Prox.
func isCloseness(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "sn") && (strings.HasSuffix(name, "p") || strings.HasSuffix(name, "prox"))
}

func (n *neighbourFile) text(fields [][]byte, at int) string {
	if at < 0 {
		return ""
	}
	return strings.TrimSpace(string(fields[at]))
}

func (n *neighbourFile) fault(at int, value, problem string) error {
	return &figure.Fault{Code: figure.BadValue, Place: n.lines.place(at), Heading: n.header.names[at], Value: value, Problem: problem}
}

// add appends one neighbour to an authority's set.
func (n *neighbourFile) add(fields [][]byte, area string, rank, at, closenessAt int, code string) error {
	if code = wholeText(code); !isCode(code) && !isName(code) {
		return n.fault(at, code, fmt.Sprintf("%q is neither the code nor the name of an authority: use three digits (354) or a GSS code (E08000005)", code))
	}
	neighbour := demand.Neighbour{Code: code}
	if text := n.text(fields, closenessAt); text != "" && text != "-" {
		if err := neighbour.Closeness.UnmarshalText([]byte(text)); err != nil {
			return n.fault(closenessAt, text, err.Error())
		}
	}
	n.sets[area] = append(n.sets[area], ranked{rank, neighbour})
	return nil
}

// isCode accepts DfE's three digits and the nine characters of the Government Statistical Service.
func isCode(code string) bool {
	switch len(code) {
	case 3:
		return strings.Trim(code, "0123456789") == ""
	case 9:
		return code[0] >= 'A' && code[0] <= 'Z' && strings.Trim(code[1:], "0123456789") == ""
	}
	return false
}

// isName accepts the name of an authority, which [Data.Neighbours] looks up: letters and no digits.
func isName(text string) bool {
	const fewest = 3
	return len(nameKey(text)) >= fewest && !strings.ContainsAny(text, "0123456789")
}

// begin opens the set of an authority, once.
func (n *neighbourFile) begin(fields [][]byte, again bool) (area string, err error) {
	area = wholeText(n.text(fields, n.code))
	if !isCode(area) && !isName(area) {
		return "", n.fault(n.code, area, fmt.Sprintf("%q is neither the code nor the name of an authority: use three digits (353) or a GSS code (E08000004)", area))
	}
	if _, twice := n.sets[area]; !twice {
		n.order = append(n.order, area)
		n.sets[area] = nil
	} else if !again {
		return "", n.fault(n.code, area, fmt.Sprintf("authority %s stands twice: keep one row", area))
	}
	return area, nil
}

func (n *neighbourFile) takeWide(fields [][]byte) error {
	if n.text(fields, n.code) == "" && n.isCaption(fields) {
		return nil
	}
	area, err := n.begin(fields, false)
	if err != nil {
		return err
	}
	for i, column := range n.columns {
		code := n.text(fields, column.code)
		if code == "" || code == "-" {
			continue
		}
		if err := n.add(fields, area, i, column.code, column.closeness, code); err != nil {
			return err
		}
	}
	return nil
}

// isCaption recognises a line of words in the middle of a published list: "Old SNs:".
func (n *neighbourFile) isCaption(fields [][]byte) bool {
	return !slices.ContainsFunc(n.columns, func(c neighbourColumn) bool { return n.text(fields, c.code) != "" })
}

func (n *neighbourFile) takeCell(fields [][]byte) error {
	area, err := n.begin(fields, false)
	if err != nil {
		return err
	}
	for i, code := range strings.Split(n.text(fields, n.cell), ",") {
		code = strings.TrimSpace(code)
		if code == "" || code == "-" {
			continue
		}
		if err := n.add(fields, area, i, n.cell, -1, code); err != nil {
			return err
		}
	}
	return nil
}

func (n *neighbourFile) takeTidy(fields [][]byte) error {
	model := n.text(fields, n.tidy.model)
	if !slices.Contains(n.models, model) {
		n.models = append(n.models, model)
	}
	if n.options.Model != "" && !strings.EqualFold(model, n.options.Model) {
		return nil
	}
	if len(n.models) > 1 && n.options.Model == "" {
		return nil // the list will say that a model must be chosen
	}
	area, err := n.begin(fields, true)
	if err != nil {
		return err
	}
	code := n.text(fields, n.tidy.neighbour)
	if code == "" || code == "-" {
		return nil
	}
	rank := len(n.sets[area])
	if text := n.text(fields, n.tidy.rank); text != "" && text != "-" {
		if rank, err = strconv.Atoi(text); err != nil || rank < 1 {
			return n.fault(n.tidy.rank, text, fmt.Sprintf("rank %q: use 1 for the nearest, 2 for the next …", text))
		}
	}
	return n.add(fields, area, rank, n.tidy.neighbour, n.tidy.closeness, code)
}

// list makes the list of the sets.
func (n *neighbourFile) list() (*demand.List, error) {
	if n.options.Model == "" && len(n.models) > 1 {
		return nil, &AskError{What: "model", Have: n.models, Problem: "the file holds several lists: choose one, of " + shortList(n.models)}
	}
	if len(n.order) == 0 && n.options.Model != "" && len(n.models) > 0 {
		return nil, &AskError{What: "model", Asked: n.options.Model, Have: n.models, Problem: fmt.Sprintf("the file holds no list %q: it has %s", n.options.Model, shortList(n.models))}
	}
	name := n.options.Name
	if name == "" && n.options.Model != "" {
		name = n.options.Model
	}
	if name == "" && len(n.models) == 1 {
		name = n.models[0]
	}
	if name == "" {
		name = n.options.Default
	}
	if name == "" {
		name = "statistical neighbours"
	}
	list := demand.NewList(name, n.options.Since, n.options.Source)
	for _, area := range n.order {
		gathered := n.sets[area]
		if len(gathered) == 0 {
			continue
		}
		slices.SortStableFunc(gathered, func(a, b ranked) int { return a.rank - b.rank })
		set := make([]demand.Neighbour, len(gathered))
		for i, g := range gathered {
			set[i] = g.Neighbour
		}
		if err := list.Add(area, set); err != nil {
			return nil, &figure.Fault{Code: figure.BadValue, Heading: n.header.names[n.code], Value: area, Problem: err.Error()}
		}
	}
	if list.Len() == 0 {
		return nil, &figure.Fault{Code: "no_rows", Place: n.header.place, Problem: "the file has a header and no neighbours"}
	}
	return list, nil
}
