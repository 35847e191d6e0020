package caseload

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
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
// Edges are numbers or text. The error is a [figure.Fault] when the text is not such JSON, and [BandFaults] when the bands
// are wrong.
func ReadBands(r io.Reader) (Bands, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBandsBytes+1))
	if err != nil {
		return Bands{}, err
	}
	if len(text) > maxBandsBytes {
		return Bands{}, &figure.Fault{Code: "too_large", Problem: "the file of bands is larger than 1 MB"}
	}
	var b Bands
	if err := b.UnmarshalJSON(bytes.TrimPrefix(text, []byte("\uFEFF"))); err != nil {
		return Bands{}, err
	}
	return b, nil
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
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return jsonError(text, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: lineAt(text, decoder.InputOffset())}, Problem: "something follows the bands: remove it"}
	}
	bands := make([]Band, len(file.Bands))
	for i, j := range file.Bands {
		band := Band{Name: j.Name, FromExcluded: j.FromExcluded, ToIncluded: j.ToIncluded}
		var err error
		if band.From, err = edge(j.From); err == nil {
			band.To, err = edge(j.To)
		}
		if err != nil {
			return &figure.Fault{Code: figure.BadValue, Heading: fmt.Sprintf("bands[%d]", i), Problem: fmt.Sprintf("bands[%d] (%s): %v", i, j.Name, err)}
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

// jsonError says where a JSON file breaks off.
func jsonError(text []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: lineAt(text, syntax.Offset)}, Problem: "not JSON: " + syntax.Error()}
	}
	if errors.Is(err, io.EOF) {
		return &figure.Fault{Code: "empty", Problem: `the file is empty: it must hold {"basis": …, "bands": […]}`}
	}
	return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "not a file of bands: " + err.Error()}
}

func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(int(offset), len(text))], []byte("\n"))
}
