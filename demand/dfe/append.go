package dfe

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	whole64 "github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// AppendValue appends the authority's own figure as it stands; nothing where it is missing.
func (r *Row) AppendValue(text []byte) []byte {
	if r.exact != nil {
		return appendValue(text, r.exact.Value)
	}
	return r.data.append(text, r.own)
}

// AppendRegion appends the published figure of the region.
func (r *Row) AppendRegion(text []byte) []byte {
	if !r.hasRegion {
		return text
	}
	return r.data.append(text, r.region)
}

// AppendEngland appends the published figure of England.
func (r *Row) AppendEngland(text []byte) []byte {
	if !r.hasEngland {
		return text
	}
	return r.data.append(text, r.england)
}

// AppendMean appends the neighbours' mean, to so many decimal places at most.
func (r *Row) AppendMean(text []byte, places int32) []byte {
	if r.exact == nil && r.N > 0 {
		sum, n := whole64.Number{Units: r.sum, Exponent: -int32(r.places)}, whole64.Number{Units: int64(r.N)}
		if mean, ok := sum.Quotient(n, meanPlaces); ok {
			if text, ok := appendRounded(text, mean, places); ok {
				return text
			}
		}
	}
	return appendValue(text, r.Mean().Round(places))
}

// AppendMedian appends the neighbours' median, to so many decimal places at most.
func (r *Row) AppendMedian(text []byte, places int32) []byte {
	if r.exact == nil && r.N > 0 {
		if text, ok := appendRounded(text, whole64.Number{Units: r.median * 5, Exponent: -int32(r.places) - 1}, places); ok {
			return text
		}
	}
	return appendValue(text, r.Median().Round(places))
}

func appendRounded(text []byte, n whole64.Number, places int32) ([]byte, bool) {
	if rounded, ok := n.Round(places); ok {
		return rounded.AppendShort(text)
	}
	return text, false
}

// append appends a cell; nothing for a missing one.
func (d *Data) append(text []byte, c cell) []byte {
	if c.kind == fixed {
		if text, ok := (whole64.Number{Units: c.mantissa, Exponent: -int32(c.places)}).AppendShort(text); ok {
			return text
		}
	}
	return appendValue(text, d.value(c))
}

func appendValue(text []byte, v demand.Value) []byte {
	d, ok := v.Decimal()
	if !ok {
		return text
	}
	return appendDecimal(text, d)
}

func appendDecimal(text []byte, d decimal.Decimal) []byte {
	if n, small := whole64.Of(d); small {
		if text, done := n.AppendShort(text); done {
			return text
		}
	}
	return append(text, d.String()...)
}
