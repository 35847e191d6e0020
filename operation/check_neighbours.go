package operation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// neighbourInputs are the data behind a report's claims about statistical neighbours.
func neighbourInputs() []Input {
	figures, neighbours := figuresInput(), neighboursInput()
	figures.Optional, figures.Doc = true, "file of figures, as demand compare reads it, behind the claims about statistical neighbours"
	neighbours.Optional, neighbours.Many = true, true
	return []Input{figures, neighbours}
}

// neighbourSettings say which of those data the claims are about.
func neighbourSettings() []Setting {
	return []Setting{
		{Name: "area", Label: "Authority", Value: "code", Doc: "three-digit code of the authority that the report is of"},
		{Name: "indicator", Label: "Indicator", Many: true, Value: "column", Doc: "column of the figures that the claims are about, or CLAIM=column for the claim with that id; may be given again"},
		{Name: "period", Label: "Period", Value: "period", Doc: "period of the claims, as the file of figures writes it"},
		{Name: "list", Label: "List", Value: "name", Doc: "name of the list, or which of several lists in the file of neighbours (default the name of the file)"},
		filterSetting(),
	}
}

// neighbourData is what the claims of a report about statistical neighbours are tried by, by claim, and the SHA-256 of each
// source that was read for it, by its name. Without a file of figures there is none.
func neighbourData(ctx context.Context, call Call, report scrutiny.Report) (data map[string]scrutiny.Neighbours, hashes map[string]string, err error) {
	asked, err := neighbourClaims(call, report)
	if err != nil || asked == nil {
		return nil, nil, err
	}
	hashes = map[string]string{}
	lists, err := readLists(ctx, call)
	if err != nil {
		return nil, nil, err
	}
	for one := range call.each("neighbours") {
		source := one.Sources["neighbours"]
		hashes[source.Name] = hashOf(source.Content)
	}
	var columns []string
	for _, claim := range asked {
		if !slices.Contains(columns, claim.column) {
			columns = append(columns, claim.column)
		}
	}
	if len(columns) == 0 {
		return nil, hashes, nil
	}
	filters, err := filtersOf(call)
	if err != nil {
		return nil, nil, err
	}
	call, sum := hashing(call, "figures")
	read, err := readFigures(ctx, call, dfe.Options{Indicators: columns, Filters: filters})
	if err != nil {
		return nil, nil, err
	}
	hashes[call.Sources["figures"].Name] = sum()
	data = map[string]scrutiny.Neighbours{}
	for _, claim := range asked {
		question, err := read.Question(call.Text("area"), claim.column, call.Text("period"))
		if err != nil {
			return nil, nil, call.about("figures", err)
		}
		var codes []*demand.List
		if codes, err = coded(call, read, lists); err != nil {
			return nil, nil, err
		}
		data[claim.id] = scrutiny.Neighbours{Question: question, Lists: codes}
	}
	return data, hashes, nil
}

// neighbourClaim is a claim and the column of the figures that it is about.
type neighbourClaim struct{ id, column string }

// neighbourClaims are the claims about neighbours that a column is given for; nil where no figures are given. All that they
// need is asked for at once.
func neighbourClaims(call Call, report scrutiny.Report) ([]neighbourClaim, error) {
	if !call.Given("figures") {
		for _, name := range [...]string{"neighbours", "indicator"} {
			if call.Given(name) || call.Text(name) != "" {
				return nil, &figure.Fault{Code: "missing_input", Path: "figures", Problem: name + " is given without figures", Remedy: "name the file with the figures of all authorities"}
			}
		}
		return nil, nil
	}
	const needs = "claims about neighbours need figures, neighbours, area, indicator and period"
	if !call.Given("neighbours") {
		return nil, &figure.Fault{Code: "missing_input", Path: "neighbours", Problem: "it is missing", Remedy: needs}
	}
	for _, name := range [...]string{"area", "indicator", "period"} {
		if call.Text(name) == "" {
			return nil, &figure.Fault{Code: "setting", Path: name, Problem: "it is missing", Remedy: needs}
		}
	}
	var ids []string
	for i, claim := range report.Claims {
		if claim.Kind == scrutiny.KindNeighbours {
			ids = append(ids, cmp.Or(claim.ID, fmt.Sprintf("claim-%d", i+1)))
		}
	}
	asked := []neighbourClaim{}
	for _, id := range ids {
		if column := columnOf(id, ids, lines(call.Text("indicator"))); column != "" {
			asked = append(asked, neighbourClaim{id, column})
		}
	}
	return asked, nil
}

// columnOf is the column of a claim: the one that is given for its id, or the one that is given for all.
func columnOf(id string, ids, given []string) string {
	all := ""
	for _, text := range given {
		claim, column, one := strings.Cut(text, "=")
		switch {
		case one && claim == id:
			return column
		case !one || !slices.Contains(ids, claim):
			all = text
		}
	}
	return all
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// hashing is a call that takes the SHA-256 of an input as it is read, and gives it when that is done.
func hashing(call Call, input string) (Call, func() string) {
	source := call.Sources[input]
	if source.Open == nil {
		return call, func() string { return hashOf(source.Content) }
	}
	sum := sha256.New()
	open := source.Open
	source.Open = func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		return hashed{io.TeeReader(r, sum), r}, nil
	}
	for one := range call.each(input) {
		call = one
		break
	}
	call.Sources[input] = source
	return call, func() string { return hex.EncodeToString(sum.Sum(nil)) }
}

// hashed is a stream whose bytes are hashed as they are read, all of them before it is closed.
type hashed struct {
	io.Reader
	stream io.Closer
}

func (h hashed) Close() error {
	_, read := io.Copy(io.Discard, h.Reader)
	if err := h.stream.Close(); err != nil {
		return err
	}
	return read
}
