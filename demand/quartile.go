package demand

import (
	"errors"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/quantile"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Band is the quarter of all authorities in which one stands, A best to D worst by polarity, as DfE's Local Authority
// Interactive Tool (LAIT) prints it.
type Band int

const (
	// Unbanded is no band: the value is missing or the measure has no polarity. It is the zero value.
	Unbanded Band = iota
	BandA
	BandB
	BandC
	BandD
)

var bandNames = enum.Of("Band", "", "A", "B", "C", "D")

// String is A, B, C, D, or nothing for Unbanded.
func (b Band) String() string { return bandNames.String(int(b)) }

// MarshalText writes the letter.
func (b Band) MarshalText() ([]byte, error) { return bandNames.Marshal(int(b)) }

// UnmarshalText reads the letter.
func (b *Band) UnmarshalText(text []byte) error { return enum.Unmarshal(bandNames, text, b) }

// Rating is LAIT's colour of a band: A green, D red. B and C have none in LAIT; here they are amber, as section 3 of the
// design fixes the quartile rule.
func (b Band) Rating() rag.Rating {
	switch b {
	case BandA:
		return rag.Green
	case BandB, BandC:
		return rag.Amber
	case BandD:
		return rag.Red
	}
	return rag.Unrated
}

// Quartiles are the least value, the three quartiles and the greatest. A quartile that is missing leaves the intervals
// beside it empty.
type Quartiles [5]Value

// ErrOutside is the error of a value that is in none of the intervals between quartiles.
var ErrOutside = errors.New("the value is outside the quartiles: were they made with it among the values?")

// QuartilesOf are the quartiles of the values that have data, by R's type 7 (Excel's QUARTILE.INC): exact, unrounded, the
// own authority among the values. Without any data all five are missing.
func QuartilesOf(values []Value) Quartiles {
	sorted := present(values)
	quantile.Sort(sorted)
	var q Quartiles
	for i := range q {
		if d, ok := quantile.Of(sorted, decimal.New(int64(i)*25, -2)); ok {
			q[i] = Number(d)
		} else {
			q[i] = Absent(Unavailable)
		}
	}
	return q
}

func present(values []Value) []decimal.Decimal {
	numbers := make([]decimal.Decimal, 0, len(values))
	for _, v := range values {
		if v.present {
			numbers = append(numbers, v.number)
		}
	}
	return numbers
}

// Quarter is the interval in which v stands, 1 lowest to 4 highest. A quartile itself belongs to the interval below it,
// and the least value to the first (LAIT, R/fn_analysis.R). 0 with nil is a missing value; the error is [ErrOutside].
func (q Quartiles) Quarter(v Value) (int, error) {
	if !v.present {
		return 0, nil
	}
	within := func(i int) bool {
		low, high := q[i], q[i+1]
		if !low.present || !high.present || v.number.GreaterThan(high.number) {
			return false
		}
		return v.number.GreaterThan(low.number) || i == 0 && v.number.Equal(low.number)
	}
	for i := range 4 {
		if within(i) {
			return i + 1, nil
		}
	}
	return 0, ErrOutside
}

// Band is the band of v by polarity: where lower is better the lowest quarter is A, where higher is better the highest.
// Without such a polarity, or without a value, it is [Unbanded]. The error is [ErrOutside].
func (q Quartiles) Band(v Value, polarity rag.Polarity) (Band, error) {
	if polarity != rag.HigherBetter && polarity != rag.LowerBetter {
		return Unbanded, nil
	}
	quarter, err := q.Quarter(v)
	if err != nil || quarter == 0 {
		return Unbanded, err
	}
	if polarity == rag.HigherBetter {
		return Band(5 - quarter), nil
	}
	return Band(quarter), nil
}
