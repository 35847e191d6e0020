package national

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Point is a measure of one place in one year. A figure that is missing says why.
type Point struct {
	Year int
	// Value is the place's own figure, England and Region are the published ones beside it.
	Value, England, Region demand.Value
	// Mean and Median are of the neighbours that have data; missing for counts, which are not averaged, and where none has.
	Mean, Median demand.Value
	// Count and Population are what the value was made of, where the pack has them.
	Count, Population demand.Value
	// N of In neighbours have data.
	N, In int
}

// pointJSON is a point as JSON: null for no figure, and why under reasons.
type pointJSON struct {
	Year       int                       `json:"period"`
	Value      decimal.NullDecimal       `json:"value"`
	England    decimal.NullDecimal       `json:"england"`
	Region     decimal.NullDecimal       `json:"region"`
	Mean       decimal.NullDecimal       `json:"mean"`
	Median     decimal.NullDecimal       `json:"median"`
	Count      decimal.NullDecimal       `json:"count"`
	Population decimal.NullDecimal       `json:"population"`
	N          int                       `json:"n"`
	In         int                       `json:"in"`
	Reasons    map[string]demand.Missing `json:"reasons,omitempty"`
}

// pairs are the figures of a point with their keys, in both of its forms.
func (p *Point) pairs(j *pointJSON) []pair {
	return []pair{
		{"value", &p.Value, &j.Value},
		{"england", &p.England, &j.England},
		{"region", &p.Region, &j.Region},
		{"mean", &p.Mean, &j.Mean},
		{"median", &p.Median, &j.Median},
		{"count", &p.Count, &j.Count},
		{"population", &p.Population, &j.Population},
	}
}

type pair struct {
	key   string
	value *demand.Value
	json  *decimal.NullDecimal
}

// MarshalJSON writes the figures as decimals, null for one that is missing, with its symbol under "reasons".
func (p Point) MarshalJSON() ([]byte, error) { return json.Marshal(p.json()) }

func (p Point) json() pointJSON {
	j := pointJSON{Year: p.Year, N: p.N, In: p.In}
	for _, f := range p.pairs(&j) {
		if d, ok := f.value.Decimal(); ok {
			*f.json = decimal.NewNullDecimal(d)
			continue
		}
		if reason, _ := f.value.Missing(); reason != demand.Blank {
			if j.Reasons == nil {
				j.Reasons = map[string]demand.Missing{}
			}
			j.Reasons[f.key] = reason
		}
	}
	return j
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Point) UnmarshalJSON(text []byte) error {
	var j pointJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	*p = Point{Year: j.Year, N: j.N, In: j.In}
	for _, f := range p.pairs(&j) {
		*f.value = demand.Absent(j.Reasons[f.key])
		if f.json.Valid {
			*f.value = demand.Number(f.json.Decimal)
		}
	}
	return nil
}

// Equal reports whether two points say the same.
func (p Point) Equal(o Point) bool {
	var a, b pointJSON
	others := o.pairs(&b)
	for i, f := range p.pairs(&a) {
		if !f.value.Equal(*others[i].value) {
			return false
		}
	}
	return p.Year == o.Year && p.N == o.N && p.In == o.In
}
