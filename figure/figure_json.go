package figure

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// figureJSON is a figure as its JSON has it: {"text": "£12.261m", "kind": "number", "value": "12.261", "places": 3,
// "unit": "£m", "style": {…}}. Value is null where there is no figure, and reason says why.
type figureJSON struct {
	Text   string           `json:"text"`
	Kind   Kind             `json:"kind"`
	Value  *decimal.Decimal `json:"value"`
	High   *decimal.Decimal `json:"high,omitempty"`
	Places int32            `json:"places"`
	Unit   Unit             `json:"unit"`
	Reason Reason           `json:"reason,omitempty"`
	Mark   string           `json:"mark,omitempty"`
	Style  Style            `json:"style,omitzero"`
}

// MarshalJSON loses nothing: what it writes reads back Equal.
func (f Figure) MarshalJSON() ([]byte, error) {
	j := figureJSON{Text: f.Text, Kind: f.Kind, Places: f.Places, Unit: f.Unit, Reason: f.Reason, Mark: f.Mark, Style: f.Style}
	if f.HasValue() {
		j.Value = &f.Value
	}
	if f.Kind == Range {
		j.High = &f.High
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *Figure) UnmarshalJSON(data []byte) error {
	var j figureJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	g := Figure{Text: j.Text, Kind: j.Kind, Places: j.Places, Unit: j.Unit, Reason: j.Reason, Mark: j.Mark, Style: j.Style}
	for path, d := range map[string]*decimal.Decimal{"value": j.Value, "high": j.High} {
		if d == nil {
			continue
		}
		if err := bounded(path, *d); err != nil {
			return err
		}
	}
	if j.Value != nil {
		g.Value, g.High = *j.Value, *j.Value
	}
	if j.High != nil {
		g.High = *j.High
	}
	if g.HasValue() && j.Value == nil {
		return &Fault{Code: "missing_value", Path: "value", Problem: "the figure has no value", Remedy: `give one, or the kind "missing" with its reason`}
	}
	*f = g
	return nil
}
