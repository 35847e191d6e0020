package caseload

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// ShareReading is one way to read printed shares: per cent in each band, lowest first, adding to 100.
type ShareReading struct {
	// Cumulative says that a printed share includes the bands above it.
	Cumulative bool              `json:"cumulative"`
	Shares     []decimal.Decimal `json:"shares"`
	// Why says why the shares cannot be read this way; empty when they can.
	Why string `json:"why,omitempty"`
}

// ShareReadings are both ways to read the printed shares of all bands but the lowest.
type ShareReadings struct {
	Printed    []decimal.Decimal `json:"printed"`
	Exclusive  ShareReading      `json:"exclusive"`
	Cumulative ShareReading      `json:"cumulative"`
}

// Equal reports whether two readings give the same shares.
func (r ShareReading) Equal(other ShareReading) bool {
	return r.Cumulative == other.Cumulative && r.Why == other.Why && slices.EqualFunc(r.Shares, other.Shares, decimal.Decimal.Equal)
}

// Equal reports whether the same shares were read.
func (r ShareReadings) Equal(other ShareReadings) bool {
	return slices.EqualFunc(r.Printed, other.Printed, decimal.Decimal.Equal) && r.Exclusive.Equal(other.Exclusive) && r.Cumulative.Equal(other.Cumulative)
}

// Possible reports whether the shares can be read this way.
func (r ShareReading) Possible() bool { return r.Why == "" }

// ErrShares are shares that are not from 0 to 100.
var ErrShares = errors.New("a share must be from 0 to 100 per cent")

// ReadShares reads the printed shares of all bands but the lowest, in the order of the bands, in both ways. "30 % high, 3 % very
// high" (Oldham, report of 10 September 2019, 7.3) is 67, 30 and 3 when the bands exclude each other, and 70, 27 and 3 when the 30 include
// the 3.
func ReadShares(printed ...decimal.Decimal) (exclusive, cumulative ShareReading, err error) {
	hundred := decimal.NewFromInt(100)
	cumulative.Cumulative = true
	rest, above := hundred, hundred
	for i, share := range printed {
		if share.IsNegative() || share.GreaterThan(hundred) {
			return exclusive, cumulative, fmt.Errorf("%w: it is %s", ErrShares, share)
		}
		rest = rest.Sub(share)
		cumulative.Shares = append(cumulative.Shares, above.Sub(share))
		if above.LessThan(share) {
			cumulative.Why = fmt.Sprintf("%s is more than the %s of the band below, so it cannot lie inside it", share, printed[i-1])
		}
		above = share
	}
	cumulative.Shares = append(cumulative.Shares, above)
	exclusive.Shares = append([]decimal.Decimal{rest}, printed...)
	if rest.IsNegative() {
		exclusive.Why = fmt.Sprintf("the shares add to %s, more than 100", hundred.Sub(rest))
	}
	return exclusive, cumulative, nil
}

// Matches reports in which way a banding has the printed shares of all its bands but the lowest, each printed to a step: 1
// for whole per cent.
func (b Banding) Matches(step decimal.Decimal, printed ...decimal.Decimal) (exclusive, cumulative bool) {
	if len(printed)+1 != len(b.Counts) {
		return false, false
	}
	half := step.Div(decimal.NewFromInt(2))
	prints := func(r Ratio, share decimal.Decimal) bool {
		low, ok := r.Cmp(share.Sub(half))
		high, _ := r.Cmp(share.Add(half))
		return ok && low >= 0 && high <= 0
	}
	exclusive, cumulative = true, true
	for i, share := range printed {
		exclusive = exclusive && prints(b.Counts[i+1].Share, share)
		cumulative = cumulative && prints(b.Counts[i+1].Cumulative, share)
	}
	return exclusive, cumulative
}
