package demand

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// pipelineJSON is a pipeline as its JSON has it.
type pipelineJSON struct {
	Rows  []stepJSON `json:"rows"`
	Notes []string   `json:"notes"`
}

type stepJSON struct {
	From           string              `json:"from"`
	To             string              `json:"to"`
	FromCount      int                 `json:"from_count"`
	ToCount        int                 `json:"to_count"`
	Percent        decimal.NullDecimal `json:"percent"`
	Lower          decimal.NullDecimal `json:"lower"`
	Upper          decimal.NullDecimal `json:"upper"`
	Method         Method              `json:"method"`
	FromFirst      decimal.NullDecimal `json:"from_first"`
	FromFirstLower decimal.NullDecimal `json:"from_first_lower"`
	FromFirstUpper decimal.NullDecimal `json:"from_first_upper"`
	FromFirstBy    Method              `json:"from_first_method"`
	Notes          []Note              `json:"notes,omitempty"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (p Pipeline) JSONShape() any { return pipelineJSON{} }

// MarshalJSON writes each step with its intervals, which are of 95 per cent.
func (p Pipeline) MarshalJSON() ([]byte, error) {
	out := pipelineJSON{Rows: make([]stepJSON, len(p.Steps)), Notes: append([]string{}, p.Notes...)}
	for i, s := range p.Steps {
		row := stepJSON{
			From: s.From.Name, To: s.To.Name, FromCount: s.From.Count, ToCount: s.To.Count,
			Method: s.Ratio.Method, FromFirstBy: s.FromFirst.Method, Notes: s.Notes,
		}
		row.Percent, _ = s.Ratio.Value.Null()
		row.Lower, _ = s.Ratio.Lower.Null()
		row.Upper, _ = s.Ratio.Upper.Null()
		row.FromFirst, _ = s.FromFirst.Value.Null()
		row.FromFirstLower, _ = s.FromFirst.Lower.Null()
		row.FromFirstUpper, _ = s.FromFirst.Upper.Null()
		out.Rows[i] = row
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Pipeline) UnmarshalJSON(data []byte) error {
	var in pipelineJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*p = Pipeline{Steps: make([]Step, len(in.Rows)), Notes: in.Notes}
	for i, r := range in.Rows {
		interval := func(value, lower, upper decimal.NullDecimal, by Method) Interval {
			why := Unavailable // a limit that cannot be computed has no other reason
			return Interval{Value: FromNull(value, &why), Lower: FromNull(lower, &why), Upper: FromNull(upper, &why), Confidence: Confidence95, Method: by}
		}
		p.Steps[i] = Step{
			From: Stage{r.From, r.FromCount}, To: Stage{r.To, r.ToCount}, Notes: r.Notes,
			Ratio:     interval(r.Percent, r.Lower, r.Upper, r.Method),
			FromFirst: interval(r.FromFirst, r.FromFirstLower, r.FromFirstUpper, r.FromFirstBy),
		}
	}
	return nil
}
