package finance

import (
	"errors"
	"fmt"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// exactPlaces is how many decimal places a part keeps that is no terminating decimal. Parts are rounded together, so that
// they add to their total even in the last of them.
const exactPlaces = 16

// maxFactors bounds the work of a decomposition, which doubles with every factor.
const maxFactors = 12

// ErrFactors is a decomposition whose two ends do not have the same factors.
var ErrFactors = errors.New("the factors of the two ends do not match")

// DecomposeFactors splits the change of a sum of products among its factors by the Shapley value: every order in which
// the factors might have changed counts the same, so none is favoured. from and to hold one row for each factor, of as
// many values as there are groups: the total is the sum over groups of the product of the factors. Two rows of one value
// are the two factors of a plain product. For two populations it is Das Gupta's method (1993). At most 12 factors.
//
// The parts have 16 places and add to the change of the total, which is exact to them.
func DecomposeFactors(from, to [][]decimal.Decimal) ([]decimal.Decimal, error) {
	if err := checkFactors(from, to); err != nil {
		return nil, err
	}
	ends := [2][][]*big.Rat{}
	for f := range from {
		ends[0], ends[1] = append(ends[0], rats(from[f])), append(ends[1], rats(to[f]))
	}
	return settle(shapley(len(from), func(changed uint) *big.Rat {
		total := new(big.Rat)
		for group := range from[0] {
			product := big.NewRat(1, 1)
			for f := range from {
				product.Mul(product, ends[changed>>f&1][f][group])
			}
			total.Add(total, product)
		}
		return total
	})), nil
}

func checkFactors(from, to [][]decimal.Decimal) error {
	if len(from) == 0 || len(from) != len(to) {
		return fmt.Errorf("%d factors and %d: %w", len(from), len(to), ErrFactors)
	}
	if len(from) > maxFactors {
		return fmt.Errorf("%d factors, at most %d can be told apart: %w", len(from), maxFactors, ErrFactors)
	}
	for f := range from {
		if len(from[f]) != len(from[0]) || len(to[f]) != len(from[0]) {
			return fmt.Errorf("factor %d has %d and %d values, the first has %d: %w", f+1, len(from[f]), len(to[f]), len(from[0]), ErrFactors)
		}
	}
	return nil
}

// shapley is the Shapley value of n players, exact. worth is the total when the players in the mask have changed; it is
// asked once for each mask.
func shapley(n int, worth func(changed uint) *big.Rat) []*big.Rat {
	worths := make([]*big.Rat, 1<<n)
	for mask := range worths {
		worths[mask] = worth(uint(mask))
	}
	parts := make([]*big.Rat, n)
	for player := range parts {
		parts[player] = new(big.Rat)
		for mask := range worths {
			if mask>>player&1 == 1 {
				continue
			}
			gain := new(big.Rat).Sub(worths[mask|1<<player], worths[mask])
			parts[player].Add(parts[player], gain.Mul(gain, share(n, bits.OnesCount(uint(mask)))))
		}
	}
	return parts
}

// share is the share of the orders of n players in which exactly the given k of them come before a certain other:
// k! (n−k−1)! / n!.
func share(n, k int) *big.Rat {
	before := new(big.Int).Mul(factorial(k), factorial(n-k-1))
	return new(big.Rat).SetFrac(before, factorial(n))
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }

// settle turns exact parts into decimals that add to their total.
func settle(parts []*big.Rat) []decimal.Decimal {
	total := new(big.Rat)
	for _, p := range parts {
		total.Add(total, p)
	}
	return roundToTotal(parts, round(total, exactPlaces), exactPlaces)
}
