package demand

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Ties says which rank equal values take.
type Ties int

const (
	// TiesBest gives equal values the best place any of them has: 1, 2, 2, 4. It is DfE's rule, and the zero value.
	TiesBest Ties = iota
	// TiesWorst gives them the worst place: 1, 3, 3, 4.
	TiesWorst
	// TiesMean gives them the mean of their places: 1, 2.5, 2.5, 4.
	TiesMean
	// TiesDense gives them one place and leaves none out: 1, 2, 2, 3.
	TiesDense
	// TiesFirst gives the earlier in the list the better place: 1, 2, 3, 4.
	TiesFirst
)

var tiesNames = enum.Of("Ties", "best", "worst", "mean", "dense", "first")

// String is the name of the rule.
func (t Ties) String() string { return tiesNames.String(int(t)) }

// MarshalText writes the name of the rule.
func (t Ties) MarshalText() ([]byte, error) { return tiesNames.Marshal(int(t)) }

// UnmarshalText reads the name of the rule.
func (t *Ties) UnmarshalText(text []byte) error { return enum.Unmarshal(tiesNames, text, t) }

// Ranks places every value: 1 is the highest when descending, else the lowest. Missing values get no place.
func Ranks(values []Value, descending bool, ties Ties) []Value {
	order := make([]int, 0, len(values))
	for i, v := range values {
		if v.present {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if descending {
			return values[b].number.Cmp(values[a].number)
		}
		return values[a].number.Cmp(values[b].number)
	})
	ranks := make([]Value, len(values))
	for i, v := range values {
		ranks[i] = Absent(v.missing)
	}
	dense := 0
	for start := 0; start < len(order); dense++ {
		end := start + 1
		for end < len(order) && values[order[end]].number.Equal(values[order[start]].number) {
			end++
		}
		for i := start; i < end; i++ {
			ranks[order[i]] = place(ties, start, end, i, dense)
		}
		start = end
	}
	return ranks
}

// place is the rank of position i in a run of equal values from start to before end.
func place(ties Ties, start, end, i, dense int) Value {
	switch ties {
	case TiesWorst:
		return Whole(end)
	case TiesMean:
		return Number(decimal.New(int64(start+1+end)*5, -1))
	case TiesDense:
		return Whole(dense + 1)
	case TiesFirst:
		return Whole(i + 1)
	}
	return Whole(start + 1)
}

// Rank is the place of v among values, v's own among them, and how many have data. 1 is the best by polarity; ties take
// the best place. ok is false when v is missing or the polarity is not higher or lower: a measure without polarity is
// never ranked (DfE's Local Authority Interactive Tool does the same for 126 of its 448 measures).
func Rank(v Value, values []Value, polarity rag.Polarity) (rank, of int, ok bool) {
	better := 0
	for _, other := range values {
		if !other.present {
			continue
		}
		of++
		if !v.present {
			continue
		}
		switch c := other.number.Cmp(v.number); {
		case polarity == rag.HigherBetter && c > 0, polarity == rag.LowerBetter && c < 0:
			better++
		}
	}
	directed := polarity == rag.HigherBetter || polarity == rag.LowerBetter
	return better + 1, of, v.present && directed && of > 0
}
