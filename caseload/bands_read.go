package caseload

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/jsontext"
)

// maxBandsBytes bounds a file of bands; a hundred bands take ten thousand bytes.
const maxBandsBytes = 1 << 20

// ReadBands reads bands from JSON:
//
//	{"basis": "percent_of_limit", "bands": [
//	  {"name": "under 100", "to": "100"},
//	  {"name": "100 to 110", "from": "100", "to": "110", "to_included": true},
//	  {"name": "over 110", "from": "110", "from_excluded": true}]}
//
// Edges are numbers or text. The error is a [*figure.Fault] or [figure.Faults] with its place, or the path of a
// band.
func ReadBands(r io.Reader) (Bands, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBandsBytes+1))
	if err != nil {
		return Bands{}, err
	}
	var b Bands
	return b, b.UnmarshalJSON(text)
}

// jsonBand takes edges as numbers or as text, within the bounds of the number reader: encoding/json alone would build
// 1e999999999.
type jsonBand struct {
	Name         string          `json:"name"`
	From         json.RawMessage `json:"from"`
	To           json.RawMessage `json:"to"`
	FromExcluded bool            `json:"from_excluded"`
	ToIncluded   bool            `json:"to_included"`
}

// UnmarshalJSON reads what [Bands.MarshalJSON] writes, and checks the bands.
func (b *Bands) UnmarshalJSON(text []byte) error {
	var file struct {
		Basis Basis      `json:"basis"`
		Bands []jsonBand `json:"bands"`
	}
	if err := jsontext.Decode(text, jsontext.Format{MaxBytes: maxBandsBytes}, &file); err != nil {
		return err
	}
	bands := make([]Band, len(file.Bands))
	for i, j := range file.Bands {
		band := Band{Name: j.Name, FromExcluded: j.FromExcluded, ToIncluded: j.ToIncluded}
		var err error
		if band.From, err = edge(j.From); err == nil {
			band.To, err = edge(j.To)
		}
		if err != nil {
			return &figure.Fault{Code: "edge", Path: fmt.Sprintf("bands[%d]", i), Label: j.Name, Problem: err.Error()}
		}
		bands[i] = band
	}
	made, err := NewBands(file.Basis, bands...)
	if err != nil {
		return err
	}
	*b = made
	return nil
}

// edge reads a number, a number in quotes, or null.
func edge(raw json.RawMessage) (decimal.NullDecimal, error) {
	text := string(raw)
	if text == "" || text == "null" {
		return decimal.NullDecimal{}, nil
	}
	if text[0] == '"' {
		if err := json.Unmarshal(raw, &text); err != nil {
			return decimal.NullDecimal{}, err
		}
	}
	value, err := figure.ParseDecimal(text)
	return decimal.NewNullDecimal(value), err
}
