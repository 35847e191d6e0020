package fixed

import "github.com/shopspring/decimal"

// Sum adds decimals exactly, without allocating while they are ordinary: coefficients of up to 18 digits are added as int64,
// each exponent in a bucket of its own, so that nothing is rescaled until the sum is read. Whatever does not fit goes the plain
// way. The result is the decimal that adding one after another gives, exponent included.
type Sum struct {
	buckets [buckets]int64
	touched uint16
	rest    decimal.Decimal
}

// The exponents that have a bucket: whole tens of thousands down to millionths of a penny.
const (
	highestExponent = 4
	lowestExponent  = -8
	buckets         = highestExponent - lowestExponent + 1
)

// Add adds a decimal.
func (s *Sum) Add(d decimal.Decimal) {
	if n, small := Of(d); !small || !s.put(n) {
		s.rest = s.rest.Add(d)
	}
}

// AddTimes adds a decimal so many times.
func (s *Sum) AddTimes(d decimal.Decimal, times int) {
	n, small := Of(d)
	if product, fits := n.Times(Number{Units: int64(times)}); small && fits && s.put(product) {
		return
	}
	s.Add(d.Mul(decimal.NewFromInt(int64(times))))
}

// put adds a number to the bucket of its exponent.
func (s *Sum) put(n Number) bool {
	bucket := int(n.Exponent) - lowestExponent
	if uint(bucket) >= buckets {
		return false
	}
	total := s.buckets[bucket] + n.Units
	if (total > s.buckets[bucket]) != (n.Units > 0) && n.Units != 0 { // overflow
		return false
	}
	s.buckets[bucket] = total
	s.touched |= 1 << bucket
	return true
}

// Decimal is what was added so far.
func (s *Sum) Decimal() decimal.Decimal {
	total := s.rest
	for bucket, n := range s.buckets {
		if s.touched&(1<<bucket) != 0 {
			total = total.Add(decimal.New(n, int32(bucket+lowestExponent)))
		}
	}
	return total
}
