package finance

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// amounts are a column of pounds: whole numbers of one power of ten where they fit, decimals where one does not. The zero value is
// a column that nobody gives, of which every amount is zero.
type amounts struct {
	numbers *column.Numbers
	// decimal makes the decimal of a row.
	decimal func(i int) decimal.Decimal
	others  map[int32]decimal.Decimal // of amounts that were added one by one
	// turned is true where the column has the other sign than the amounts.
	turned bool
}

// amountsOf are those of a column of a table.
func amountsOf(v *table.Values, turned bool) amounts {
	if !v.Present() {
		return amounts{}
	}
	return amounts{numbers: v.Numbers(), decimal: v.Decimal, turned: turned}
}

// given says whether the column is there.
func (a *amounts) given() bool { return a.numbers != nil }

// exact says that the units of the column are all of it.
func (a *amounts) exact() bool { return a.numbers == nil || a.numbers.Exact() }

// exponent is the power of ten of the units.
func (a *amounts) exponent() int32 {
	if a.numbers == nil {
		return 0
	}
	return a.numbers.Exponent()
}

// has says whether a row has an amount.
func (a *amounts) has(i int) bool {
	state := a.numbers.Form(i).State
	return state == column.Value || state == column.Nil || state == column.Other
}

// of is the amount of a row.
func (a *amounts) of(i int) (d decimal.Decimal) {
	switch other, wide := a.others[int32(i)]; {
	case a.numbers == nil:
		return d
	case wide:
		d = other
	case a.decimal != nil:
		d = a.decimal(i)
	default:
		coefficient, f := a.numbers.Cell(i)
		d = decimal.New(coefficient, int32(f.Power)-int32(f.Places))
	}
	if a.turned {
		return d.Neg()
	}
	return d
}

// add adds a row.
func (a *amounts) add(d decimal.Decimal) {
	if a.numbers == nil {
		a.numbers = &column.Numbers{}
	}
	if e := d.Exponent(); d.NumDigits() <= fixed.Digits && e > -100 && e < 100 {
		a.numbers.Add(d.CoefficientInt64(), column.Form{State: column.Value, Places: int8(-e)})
		return
	}
	if a.others == nil {
		a.others = map[int32]decimal.Decimal{}
	}
	a.others[int32(a.numbers.Len())] = d
	a.numbers.Add(0, column.Form{State: column.Other})
}

// addNull adds a row that may have no amount.
func (a *amounts) addNull(d decimal.NullDecimal) {
	switch {
	case d.Valid:
		a.add(d.Decimal)
	case a.numbers == nil:
		a.numbers = &column.Numbers{}
		fallthrough
	default:
		a.numbers.Add(0, column.Form{})
	}
}

// sums adds the amounts of the rows of a ledger up by group, or all of them where there are no groups.
func (a *amounts) sums(l *Ledger, groups []int32, n int) []decimal.Decimal {
	sums := make([]decimal.Decimal, n)
	if a.numbers == nil {
		return sums
	}
	group := func(i int) int32 {
		if groups == nil {
			return 0
		}
		return groups[i]
	}
	if !a.exact() {
		for i := range l.n {
			at := l.at(i)
			g, d := group(at), a.of(at)
			if l.isTurned(at) {
				d = d.Neg()
			}
			sums[g] = sums[g].Add(d)
		}
		return sums
	}
	units, wide := a.numbers.Units(), make([]wideSum, n)
	switch {
	case l.rows == nil && !l.turned && groups != nil:
		for i, g := range groups[:len(units)] {
			wide[g].add(units[i])
		}
	default:
		for i := range l.n {
			at := l.at(i)
			u := units[at]
			if l.isTurned(at) {
				u = -u
			}
			wide[group(at)].add(u)
		}
	}
	for g := range wide {
		if sums[g] = wide[g].decimal(a.numbers.Exponent()); a.turned {
			sums[g] = sums[g].Neg()
		}
	}
	return sums
}

// most is the largest size of a unit.
func (a *amounts) most() (most uint64) {
	if a.numbers == nil {
		return 0
	}
	for _, u := range a.numbers.Units() {
		if u < 0 {
			u = -u
		}
		most = max(most, uint64(u))
	}
	return most
}

// wideSum is a sum of int64 in 128 bits, which 2^63 of them do not overflow.
type wideSum struct {
	low  uint64
	high int64
}

func (s *wideSum) add(n int64) {
	low, carry := bits.Add64(s.low, uint64(n), 0)
	s.low, s.high = low, s.high+n>>63+int64(carry)
}

func (s *wideSum) decimal(exponent int32) decimal.Decimal {
	if s.high == int64(s.low)>>63 {
		return decimal.New(int64(s.low), exponent)
	}
	sum := new(big.Int).Lsh(big.NewInt(s.high), 64)
	return decimal.NewFromBigInt(sum.Add(sum, new(big.Int).SetUint64(s.low)), exponent)
}
