package caseload

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// CapsSchema is the columns of a table of limits by full-time equivalent.
func CapsSchema() table.Schema {
	return table.Schema{
		Name: "caps.csv",
		Columns: []table.Column{
			{ID: "fte", Label: "FTE", Synonyms: []string{"FTE band", "FTE range", "Full-time equivalent", "WTE", "Hours"}, Need: "write the range, as 0.8 to under 1", Doc: "range of full-time equivalents, each end with its side: 1, 0.8 to under 1, under 0.5"},
			{ID: "limit", Label: "Limit", Synonyms: []string{"Cap", "Maximum", "Maximum caseload", "Cases", "Caseload"}, Kind: table.KindNumber, Rate: true, Need: "write a number", Doc: "most that a worker of that range should hold"},
		},
	}
}

// ReadCaps reads delimited text as [CapsOf] reads a table.
func ReadCaps(r io.Reader) (Caps, error) { return readDelimited(r, CapsOf) }

// CapsOf reads a table of limits by full-time equivalent with the columns fte and limit, in any order of rows. A range says of
// each end whether it is in it: "0.8 to under 1" leaves 1 to the next, "0.5 to 0.8" holds both ends, "1" is itself. The error
// is [figure.Faults]: what cannot be read at its cell, and gaps, overlaps and shared edges as [NewCaps] finds them.
func CapsOf(g *table.Grid, o table.Options) (Caps, error) {
	t, err := CapsSchema().Read(g, o)
	if err != nil {
		return Caps{}, err
	}
	fte, limit := t.Column("fte"), t.Column("limit")
	faults := t.Faults
	type row struct {
		Cap
		record int
	}
	rows := make([]row, 0, t.Len())
	for i := range t.Len() {
		one := row{Cap{Limit: limit.Decimal(i)}, i}
		if one.FTE, err = parseRange(fte.Text(i)); err != nil {
			faults = append(faults, t.Fault(i, "fte", figure.BadValue, fmt.Sprintf("%q is no range of full-time equivalents", fte.Text(i)), err.Error()))
		}
		if one.Limit.IsNegative() {
			faults = append(faults, t.Fault(i, "limit", "negative", fmt.Sprintf("the limit is %s: a limit cannot be below zero", one.Limit), "correct the figure"))
		}
		for _, end := range [...]decimal.NullDecimal{one.FTE.From, one.FTE.To} {
			if end.Decimal.GreaterThan(mostFTEOfCaps()) {
				faults = append(faults, t.Fault(i, "fte", figure.BadValue, fmt.Sprintf("an FTE of %s is more than a person works", end.Decimal), "write 1 for full time, not hours or per cent"))
			}
		}
		rows = append(rows, one)
	}
	if err := faults.Err(); err != nil {
		return Caps{}, err
	}
	slices.SortStableFunc(rows, func(a, b row) int { return a.FTE.compare(b.FTE) })
	caps := make([]Cap, len(rows))
	for i, r := range rows {
		caps[i] = r.Cap
	}
	made, err := NewCaps(caps...)
	if found := figure.Faults(nil); errors.As(err, &found) {
		faults = found
	} else if one := (*figure.Fault)(nil); errors.As(err, &one) {
		faults = figure.Faults{one}
	}
	for j, f := range faults {
		at := 0
		_, _ = fmt.Sscanf(f.Path, "bands[%d]", &at) // a path without a number speaks of the first
		faults[j] = t.Fault(rows[at].record, "fte", f.Code, f.Problem, "")
	}
	return made, faults.Err()
}

// mostFTEOfCaps is beyond every worker ([MaxFTE]); a table of 37 hours or 100 per cent has another unit.
func mostFTEOfCaps() decimal.Decimal { return decimal.NewFromInt(2) }
