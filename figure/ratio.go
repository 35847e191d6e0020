package figure

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Ratio is one number over another, kept as both, so that it is exact until it is printed, and rounded once. It is
// undefined where the denominator is 0, as the zero value is; a negative denominator is taken as it stands.
type Ratio struct {
	Numerator, Denominator decimal.Decimal
}

// NewRatio is numerator / denominator, with the sign in the numerator.
func NewRatio(numerator, denominator decimal.Decimal) Ratio {
	if denominator.IsNegative() {
		numerator, denominator = numerator.Neg(), denominator.Neg()
	}
	return Ratio{Numerator: numerator, Denominator: denominator}
}

// Defined reports whether there is a value: the denominator is not 0.
func (q Ratio) Defined() bool { return !q.Denominator.IsZero() }

// Round is the value to so many decimal places, half away from zero; ok is false where it is undefined.
func (q Ratio) Round(places int32) (value decimal.Decimal, ok bool) {
	if !q.Defined() {
		return decimal.Decimal{}, false
	}
	if over, under, small := q.fixed(); small {
		if value, done := over.Quotient(under, places); done {
			return value.Decimal(), true
		}
	}
	return q.Numerator.DivRound(q.Denominator, places), true
}

// fixed are the two parts where both are small, as most are.
func (q Ratio) fixed() (over, under fixed.Number, ok bool) {
	over, fits := fixed.Of(q.Numerator)
	under, ok = fixed.Of(q.Denominator)
	return over, under, ok && fits
}

// Percent is the value as a number of per cent (29.3, never 0.293) to so many places, half away from zero; ok is false
// where it is undefined.
func (q Ratio) Percent(places int32) (value decimal.Decimal, ok bool) {
	return Ratio{q.Numerator.Shift(2), q.Denominator}.Round(places)
}

// Cmp compares two ratios exactly, by cross multiplication. An undefined ratio comes after every other.
func (q Ratio) Cmp(other Ratio) int {
	switch {
	case !q.Defined() && !other.Defined():
		return 0
	case !q.Defined():
		return 1
	case !other.Defined():
		return -1
	}
	// A list of thousands is sorted by ratios: four products on the heap a comparison were a third of rating a scorecard.
	if a, b, small := q.fixed(); small {
		if c, d, small := other.fixed(); small {
			if order, done := fixed.CmpRatio(a, b, c, d); done {
				return order
			}
		}
	}
	order := q.Numerator.Mul(other.Denominator).Cmp(other.Numerator.Mul(q.Denominator))
	if q.Denominator.Sign() != other.Denominator.Sign() {
		return -order
	}
	return order
}

// CmpDecimal compares the ratio with a number, exactly. An undefined ratio comes after every number.
func (q Ratio) CmpDecimal(d decimal.Decimal) int {
	if !q.Defined() {
		return 1
	}
	return q.Numerator.Cmp(d.Mul(q.Denominator)) * q.Denominator.Sign()
}

// Equal reports whether two ratios are the same number, or both undefined.
func (q Ratio) Equal(other Ratio) bool { return q.Cmp(other) == 0 }

// String is the ratio to two decimal places, or "undefined".
func (q Ratio) String() string {
	if over, under, small := q.fixed(); small {
		if value, done := over.Quotient(under, 2); done {
			if text, done := value.AppendShort(nil); done {
				return string(text)
			}
		}
	}
	d, ok := q.Round(2)
	if !ok {
		return "undefined"
	}
	return d.String()
}

// ratioPlaces is how many places of a ratio that does not end reach a program; the parts beside it are exact.
const ratioPlaces = 16

// ratioJSON is a ratio as its JSON has it: {"value": "0.6", "numerator": "3", "denominator": "5"}. Value is null where it
// is undefined, and is not read back.
type ratioJSON struct {
	Value       *decimal.Decimal `json:"value"`
	Numerator   *decimal.Decimal `json:"numerator"`
	Denominator *decimal.Decimal `json:"denominator"`
}

// MarshalJSON writes the value, to 16 places, and the two parts that it is exactly.
func (q Ratio) MarshalJSON() ([]byte, error) {
	j := ratioJSON{Numerator: &q.Numerator, Denominator: &q.Denominator}
	if value, ok := q.Round(ratioPlaces); ok {
		j.Value = &value
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads the two parts. null is the undefined ratio; a value without its parts is refused, because it may
// have been rounded.
func (q *Ratio) UnmarshalJSON(data []byte) error {
	var j *ratioJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	switch {
	case j == nil:
		*q = Ratio{}
	case j.Numerator == nil || j.Denominator == nil:
		return &Fault{Code: "missing_part", Path: "numerator, denominator", Problem: "the ratio lacks a part", Remedy: "give both, as in \"numerator\": \"3\", \"denominator\": \"5\""}
	default:
		if err := bounded("numerator", *j.Numerator); err != nil {
			return err
		}
		if err := bounded("denominator", *j.Denominator); err != nil {
			return err
		}
		*q = Ratio{*j.Numerator, *j.Denominator}
	}
	return nil
}

// bounded refuses a decimal from JSON that would take memory beyond its text when it is calculated with. Results may have
// more digits than a figure that is read, so the limits are wider than [MaxDigits] and [MaxExponent].
func bounded(path string, d decimal.Decimal) error {
	const most = 200
	if e := d.Exponent(); e < -most || e > most || d.NumDigits() > 2*most {
		return &Fault{Code: string(TooManyDigits), Path: path, Problem: "the number has too many digits", Remedy: "write at most 400, with an exponent within ±200"}
	}
	return nil
}
