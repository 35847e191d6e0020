package disclosure

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Level is whose count it is.
type Level int

const (
	// LocalAuthority counts are published unrounded. It is the zero value.
	LocalAuthority Level = iota
	// Regional and National counts are rounded to the nearest 10.
	Regional
	National
)

var levelNames = enum.Of("Level", "local_authority", "regional", "national")

// String is the level.
func (l Level) String() string { return levelNames.String(int(l)) }

// MarshalText writes the level.
func (l Level) MarshalText() ([]byte, error) { return levelNames.Marshal(int(l)) }

// UnmarshalText reads a level.
func (l *Level) UnmarshalText(text []byte) error { return enum.Unmarshal(levelNames, text, l) }

// Rule is which counts are too small to publish.
type Rule struct {
	// Low is the least count that is hidden. Defaults to 1: 0 is published.
	Low int
	// High is the greatest count that is hidden. Defaults to 5.
	High int
}

func (r Rule) filled() Rule {
	if r.Low == 0 {
		r.Low = 1
	}
	if r.High == 0 {
		r.High = 5
	}
	return r
}

// Hides reports whether a count is too small to publish.
func (r Rule) Hides(count int) bool {
	r = r.filled()
	return count >= r.Low && count <= r.High
}

// Publish is a count as it is published: confidential when the rule hides a local authority's, to the nearest 10 (half
// away from zero) for a region or England. A negative count is a [*TableError].
func (r Rule) Publish(count int, level Level) (demand.Value, error) {
	switch {
	case count < 0:
		return demand.Value{}, &TableError{Problem: fmt.Sprintf("the count is %d: it cannot be negative", count)}
	case level != LocalAuthority:
		return demand.Number(decimal.NewFromInt(int64(count)).Round(-1)), nil
	case r.Hides(count):
		return demand.Absent(demand.Confidential), nil
	}
	return demand.Whole(count), nil
}

// Row2008 is DfE's older rule for one row with a published total: hide 1 to 5, and when one cell alone is hidden, the next
// smallest too if it is under 20 (Hansard, 8 January 2008, column 510W, footnote 3). It is here to read old tables by:
// where the next smallest is 20 or more, the hidden cell follows from the total, and [Audit] says so.
func Row2008(counts []int) ([]demand.Value, error) {
	const under = 20
	var rule Rule
	published := make([]demand.Value, len(counts))
	hidden, next := 0, -1
	for i, n := range counts {
		v, err := rule.Publish(n, LocalAuthority)
		if err != nil {
			return nil, err
		}
		published[i] = v
		switch {
		case rule.Hides(n):
			hidden++
		case n > 0 && (next < 0 || n < counts[next]):
			next = i
		}
	}
	if hidden == 1 && next >= 0 && counts[next] < under {
		published[next] = demand.Absent(demand.Confidential)
	}
	return published, nil
}
