package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// exactSum adds decimals exactly, without allocating while they are ordinary: coefficients of up to 18 digits are added as
// int64, each exponent in a bucket of its own, so that nothing is rescaled until the sum is read. Whatever does not fit
// goes the plain way. The result is the decimal that adding one after another gives, exponent included.
type exactSum struct {
	buckets [sumBuckets]int64
	touched uint16
	rest    decimal.Decimal
}

// The exponents that have a bucket: whole tens of thousands down to millionths of a penny.
const (
	highestExponent = 4
	lowestExponent  = -8
	sumBuckets      = highestExponent - lowestExponent + 1
	mostDigits      = 18 // of a coefficient that always fits an int64
)

func (s *exactSum) add(d decimal.Decimal) {
	bucket := int(d.Exponent()) - lowestExponent
	if uint(bucket) >= sumBuckets || d.NumDigits() > mostDigits {
		s.rest = s.rest.Add(d)
		return
	}
	c := d.CoefficientInt64()
	total := s.buckets[bucket] + c
	if (total > s.buckets[bucket]) != (c > 0) && c != 0 { // overflow
		s.rest = s.rest.Add(d)
	} else {
		s.buckets[bucket] = total
	}
	s.touched |= 1 << bucket
}

// addTimes adds a decimal so many times.
func (s *exactSum) addTimes(d decimal.Decimal, times int) {
	n, small := fixed.Of(d)
	if product, fits := n.Times(fixed.Number{Units: int64(times)}); small && fits {
		bucket := int(n.Exponent) - lowestExponent
		if uint(bucket) < sumBuckets {
			if total, fits := (fixed.Number{Units: s.buckets[bucket]}).Plus(fixed.Number{Units: product.Units}); fits {
				s.buckets[bucket] = total.Units
				s.touched |= 1 << bucket
				return
			}
		}
	}
	s.add(d.Mul(decimal.NewFromInt(int64(times))))
}

// sum is what was added so far.
func (s *exactSum) sum() decimal.Decimal {
	total := s.rest
	for bucket, n := range s.buckets {
		if s.touched&(1<<bucket) != 0 {
			total = total.Add(decimal.New(n, int32(bucket+lowestExponent)))
		}
	}
	return total
}

// optionalSum is the sum of an amount that every line must give for a total to exist.
type optionalSum struct {
	exactSum
	absent bool
}

func (s *optionalSum) add(d decimal.NullDecimal) {
	if !d.Valid {
		s.absent = true
		return
	}
	s.exactSum.add(d.Decimal)
}

// lineSum is the running total of some lines.
type lineSum struct {
	lines                         int
	budget, forecast, reserves    exactSum
	original, actual, commitments optionalSum
}

func (s *lineSum) add(l *Line) {
	s.lines++
	s.budget.add(l.Budget)
	s.forecast.add(l.Forecast)
	s.reserves.add(l.Reserves)
	// Once an amount is absent its column is not read any more.
	if !s.original.absent {
		s.original.add(l.OriginalBudget)
	}
	if !s.actual.absent {
		s.actual.add(l.Actual)
	}
	if !s.commitments.absent {
		s.commitments.add(l.Commitments)
	}
}

func (s *lineSum) total(label, group string) Line {
	optional := func(o *optionalSum) decimal.NullDecimal {
		if o.absent || s.lines == 0 {
			return decimal.NullDecimal{}
		}
		return decimal.NewNullDecimal(o.sum())
	}
	return Line{
		Service: label, Group: group,
		Budget: s.budget.sum(), Forecast: s.forecast.sum(), Reserves: s.reserves.sum(),
		OriginalBudget: optional(&s.original), Actual: optional(&s.actual), Commitments: optional(&s.commitments),
	}
}
