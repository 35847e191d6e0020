package rag

import (
	"bytes"
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// valueJSON is a value that is no exact number, as its JSON has it. Number, places and unit stand beside the text where the
// text alone does not say them: in a column that is headed "£k" or "%".
type valueJSON struct {
	Printed string           `json:"printed,omitempty"`
	Number  *decimal.Decimal `json:"value,omitempty"`
	Places  int32            `json:"places,omitempty"`
	Unit    string           `json:"unit,omitempty"`
	Missing State            `json:"missing,omitzero"`
}

// MarshalJSON writes an exact number as a string, "89.9", a printed value with its text, {"printed": "89.9%"}, which is what
// its precision is known by, no data as null and any other reason for no value as {"missing": "suppressed"}.
func (v Value) MarshalJSON() ([]byte, error) {
	switch {
	case v.State() == NoData:
		return []byte("null"), nil
	case !v.known:
		return marshal.JSON(valueJSON{Missing: v.reason})
	case v.text == "" && v.half.IsZero() && v.measure == uint8(figure.Plain):
		return marshal.JSON(v.number.String())
	}
	j := valueJSON{Printed: v.text}
	if alone, err := Printed(v.text); err != nil || !alone.same(v) {
		j.Number, j.Places = &v.number, v.digits
		j.Unit = figure.Unit{Measure: figure.Measure(v.measure)}.String()
	}
	return marshal.JSON(j)
}

// same reports whether two values are alike in everything that a rating looks at.
func (v Value) same(w Value) bool {
	return v.Equal(w) && v.digits == w.digits && v.measure == w.measure
}

// UnmarshalJSON reads what MarshalJSON wrote, and a bare number, 89.5. null is no data.
func (v *Value) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	if bytes.Equal(data, []byte("null")) {
		*v = Value{}
		return nil
	}
	if len(data) == 0 || data[0] != '{' {
		number, err := jsonDecimal(data)
		if err != nil {
			return err
		}
		*v = Exact(number)
		return nil
	}
	var j valueJSON
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&j); err != nil {
		return err
	}
	switch {
	case j.Missing != Current:
		*v = Absent(j.Missing)
		return nil
	case j.Number == nil:
		read, err := Printed(j.Printed)
		*v = read
		return err
	}
	number, err := figure.ParseDecimal(j.Number.String())
	unit, ok := figure.ParseUnit(j.Unit)
	if err != nil || !ok || j.Places < -figure.MaxExponent || j.Places > figure.MaxDigits {
		return &ValueError{Input: j.Number.String(), Problem: "is not a value"}
	}
	*v = Value{number: number, half: fixed.Half(-j.Places), text: j.Printed, digits: j.Places, known: true, measure: uint8(unit.Measure)}
	return nil
}

// jsonDecimal reads a JSON number or a string that holds one, within the bounds of every number that comes in.
func jsonDecimal(data []byte) (decimal.Decimal, error) {
	text := string(data)
	if len(data) > 0 && data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return decimal.Decimal{}, err
		}
	}
	number, err := figure.ParseDecimal(text)
	if err != nil {
		return decimal.Decimal{}, &ValueError{Input: text, Problem: problemOf(err, text)}
	}
	return number, nil
}
