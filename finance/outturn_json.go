package finance

import (
	"encoding/json"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

type outturnRangeJSON struct {
	Year    FinancialYear         `json:"year"`
	Unit    Unit                  `json:"unit"`
	Months  int                   `json:"months"`
	Budget  decimal.Decimal       `json:"budget"`
	Methods []outturnForecastJSON `json:"methods"`
	Low     *decimal.Decimal      `json:"low"`
	High    *decimal.Decimal      `json:"high"`
	Range   *decimal.Decimal      `json:"range"`
}

type outturnForecastJSON struct {
	Method    OutturnMethod    `json:"method"`
	Name      string           `json:"name"`
	Outturn   *decimal.Decimal `json:"outturn"`
	Variance  *decimal.Decimal `json:"variance"`
	Direction *Direction       `json:"direction"`
	Refused   *string          `json:"refused"`
	Formula   string           `json:"formula"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r OutturnRange) JSONShape() any { return outturnRangeJSON{} }

// MarshalJSON writes every method side by side, amounts in the unit of the range; what a method refused is null with its
// reason.
func (r OutturnRange) MarshalJSON() ([]byte, error) {
	out := outturnRangeJSON{Year: r.Year, Unit: r.Unit, Months: r.Months, Budget: r.Unit.FromPounds(r.Budget), Methods: []outturnForecastJSON{}}
	for _, f := range r.Forecasts {
		one := outturnForecastJSON{Method: f.Method, Name: f.Name, Formula: f.Method.Formula()}
		if f.Refused != nil {
			why := f.Refused.Error()
			one.Refused = &why
		} else {
			outturn, variance, direction := r.Unit.FromPounds(f.Outturn), r.Unit.FromPounds(f.Variance.Amount), f.Variance.Direction()
			one.Outturn, one.Variance, one.Direction = &outturn, &variance, &direction
		}
		out.Methods = append(out.Methods, one)
	}
	if r.OK {
		low, high, width := r.Unit.FromPounds(r.Low), r.Unit.FromPounds(r.High), r.Unit.FromPounds(r.High.Sub(r.Low))
		out.Low, out.High, out.Range = &low, &high, &width
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote. What a method refused comes back with its words alone.
func (r *OutturnRange) UnmarshalJSON(data []byte) error {
	var in outturnRangeJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*r = OutturnRange{Year: in.Year, Unit: in.Unit, Months: in.Months, Budget: in.Unit.ToPounds(in.Budget)}
	for _, f := range in.Methods {
		one := OutturnForecast{Method: f.Method, Name: f.Name}
		switch {
		case f.Refused != nil:
			one.Refused = errors.New(*f.Refused)
		case f.Outturn != nil && f.Variance != nil:
			one.Outturn, one.Variance = in.Unit.ToPounds(*f.Outturn), Variance{in.Unit.ToPounds(*f.Variance)}
		}
		r.Forecasts = append(r.Forecasts, one)
	}
	if in.Low != nil && in.High != nil {
		r.Low, r.High, r.OK = in.Unit.ToPounds(*in.Low), in.Unit.ToPounds(*in.High), true
	}
	return nil
}

// Equal reports whether two ranges have the same forecasts and refusals.
func (r OutturnRange) Equal(o OutturnRange) bool {
	same := r.Year == o.Year && r.Unit == o.Unit && r.Months == o.Months && r.Budget.Equal(o.Budget) && r.OK == o.OK && len(r.Forecasts) == len(o.Forecasts) &&
		r.Low.Equal(o.Low) && r.High.Equal(o.High)
	for i := 0; same && i < len(r.Forecasts); i++ {
		a, b := r.Forecasts[i], o.Forecasts[i]
		same = a.Method == b.Method && a.Name == b.Name && (a.Refused == nil) == (b.Refused == nil) && a.Outturn.Equal(b.Outturn) && a.Variance.Amount.Equal(b.Variance.Amount) &&
			(a.Refused == nil || a.Refused.Error() == b.Refused.Error())
	}
	return same
}
