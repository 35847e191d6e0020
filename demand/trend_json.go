package demand

import (
	"encoding/json"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// trendJSON is a trend marker as its JSON has it.
type trendJSON struct {
	Trend       TrendDirection `json:"trend"`
	Judgement   TrendJudgement `json:"judgement"`
	Significant bool           `json:"significant"`
	ChiSquare   *string        `json:"chi_square"`
	Slope       *string        `json:"slope"`
	Consistent  bool           `json:"consistent"`
	From        *int           `json:"from"`
	To          *int           `json:"to"`
	Method      string         `json:"method"`
	Notes       []string       `json:"notes"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (m TrendMarker) JSONShape() any { return trendJSON{} }

// MarshalJSON writes the marker. What cannot be calculated is null, and the notes say why.
func (m TrendMarker) MarshalJSON() ([]byte, error) {
	out := trendJSON{
		Trend: m.Direction, Judgement: m.Judgement, Significant: m.Significant, Consistent: m.Consistent,
		Method: m.Method, Notes: append([]string{}, m.Notes...),
	}
	if m.From != 0 {
		out.From, out.To = &m.From, &m.To
	}
	if m.ChiSquare != 0 || m.Slope != 0 {
		out.ChiSquare, out.Slope = marshal.Float(m.ChiSquare), marshal.Float(m.Slope)
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *TrendMarker) UnmarshalJSON(data []byte) error {
	var in trendJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*m = TrendMarker{Direction: in.Trend, Judgement: in.Judgement, Significant: in.Significant, Consistent: in.Consistent, Method: in.Method, Notes: in.Notes}
	if in.From != nil && in.To != nil {
		m.From, m.To = *in.From, *in.To
	}
	if in.ChiSquare == nil {
		return nil
	}
	var err error
	if m.ChiSquare, err = marshal.ParseFloat(in.ChiSquare); err == nil {
		m.Slope, err = marshal.ParseFloat(in.Slope)
	}
	return err
}
