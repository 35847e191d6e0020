package demand

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// intervalsJSON is intervals as their JSON has them.
type intervalsJSON struct {
	Rows  []intervalJSON `json:"rows"`
	Notes []string       `json:"notes"`
}

type intervalJSON struct {
	X          decimal.Decimal     `json:"x"`
	N          decimal.Decimal     `json:"n"`
	Kind       Kind                `json:"kind"`
	Multiplier decimal.Decimal     `json:"multiplier"`
	Value      decimal.NullDecimal `json:"value"`
	Lower      decimal.NullDecimal `json:"lower"`
	Upper      decimal.NullDecimal `json:"upper"`
	// LowerReason is why there is no lower limit: Byar's formula gives less than nothing.
	LowerReason *Missing        `json:"lower_reason,omitempty"`
	UpperReason *Missing        `json:"upper_reason,omitempty"`
	Confidence  decimal.Decimal `json:"confidence"`
	Method      Method          `json:"method"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (is Intervals) JSONShape() any { return intervalsJSON{} }

// MarshalJSON writes each sample with its interval.
func (is Intervals) MarshalJSON() ([]byte, error) {
	out := intervalsJSON{Rows: make([]intervalJSON, len(is.Rows)), Notes: append([]string{}, is.Notes...)}
	for i, r := range is.Rows {
		row := intervalJSON{
			X: r.X, N: r.N, Kind: r.Kind, Multiplier: r.Multiplier, Method: r.Interval.Method,
			Confidence: decimal.NewFromFloat(float64(r.Interval.Confidence)),
		}
		row.Value, _ = r.Interval.Value.Null()
		row.Lower, row.LowerReason = r.Interval.Lower.Null()
		row.Upper, row.UpperReason = r.Interval.Upper.Null()
		out.Rows[i] = row
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (is *Intervals) UnmarshalJSON(data []byte) error {
	var in intervalsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*is = Intervals{Rows: make([]SampleInterval, len(in.Rows)), Notes: in.Notes}
	for i, r := range in.Rows {
		is.Rows[i] = SampleInterval{X: r.X, N: r.N, Kind: r.Kind, Multiplier: r.Multiplier, Interval: Interval{
			Value: FromNull(r.Value, nil), Lower: FromNull(r.Lower, r.LowerReason), Upper: FromNull(r.Upper, r.UpperReason),
			Confidence: Confidence(r.Confidence.InexactFloat64()), Method: r.Method,
		}}
	}
	return nil
}
