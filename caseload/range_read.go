package caseload

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// errRange is a range whose edges, or their sides, cannot be told.
var errRange = errors.New(`write the range as "1", "0.8 to under 1", "over 0.5 to 0.8", "under 0.5" or "1 and over"`)

// lower and upper are the words for an end of a range, and whether the value itself is in it. A word that is the beginning of
// another stands behind it.
var (
	lower = []edgeWord{{"more than ", false}, {"greater than ", false}, {"over ", false}, {"above ", false}, {">=", true}, {"≥", true}, {">", false}, {"at least ", true}, {"from ", true}}
	upper = []edgeWord{{"less than or equal to ", true}, {"less than ", false}, {"under ", false}, {"below ", false}, {"<=", true}, {"≤", true}, {"<", false}, {"at most ", true}, {"up to ", true}}
	open  = []string{" and over", " and above", " or more", " or over", " and more", "+"}
)

type edgeWord struct {
	word string
	in   bool
}

// parseRange reads a range of figures in words, each end with its side: what [Band.Range] writes, and other ways to write the
// same. A figure alone is itself; "0.5 to 0.8" holds both ends.
func parseRange(text string) (Band, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(text, "fte"), "wte"))
	for _, word := range open {
		if number, ok := strings.CutSuffix(text, word); ok {
			from, err := rangeEnd(number)
			return Band{From: from}, err
		}
	}
	if end, in, ok := cutEdge(text, upper); ok {
		to, err := rangeEnd(end)
		return Band{To: to, ToIncluded: in}, err
	}
	low, high, both := parted(text)
	if !both {
		end, in, ok := cutEdge(text, lower)
		from, err := rangeEnd(end)
		if !ok {
			return Band{From: from, To: from, ToIncluded: true}, err
		}
		return Band{From: from, FromExcluded: !in}, err
	}
	b := Band{ToIncluded: true}
	if end, in, ok := cutEdge(low, lower); ok {
		low, b.FromExcluded = end, !in
	}
	if end, in, ok := cutEdge(high, upper); ok {
		high, b.ToIncluded = end, in
	}
	var err, also error
	b.From, err = rangeEnd(low)
	b.To, also = rangeEnd(high)
	return b, errors.Join(err, also)
}

// parted parts the two ends of a range.
func parted(text string) (low, high string, ok bool) {
	for _, word := range []string{" up to ", " but ", " to ", " and ", "–", "—", " - ", "-"} {
		if low, high, ok = strings.Cut(text, word); ok && low != "" {
			return strings.TrimPrefix(low, "between "), strings.TrimSpace(high), true
		}
	}
	return "", "", false
}

func cutEdge(text string, words []edgeWord) (rest string, in, ok bool) {
	for _, w := range words {
		if rest, ok = strings.CutPrefix(text, w.word); ok {
			return rest, w.in, true
		}
	}
	return text, true, false
}

func rangeEnd(text string) (decimal.NullDecimal, error) {
	value, err := figure.ParseDecimal(strings.TrimSpace(text))
	if err != nil {
		return decimal.NullDecimal{}, errRange
	}
	return decimal.NewNullDecimal(value), nil
}
