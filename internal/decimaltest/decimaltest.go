// Package decimaltest compares decimals in tests. require.Equal calls 1.50 and 1.5 different, because it looks at the
// coefficient and the exponent and not at the number.
package decimaltest

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

// TestingT is what [Equal] needs of a test.
type TestingT interface {
	Errorf(format string, args ...any)
	Helper()
}

// Equal asserts that got is the number written in want.
func Equal(t TestingT, want string, got decimal.Decimal, msg ...any) bool {
	t.Helper()
	if got.Equal(decimal.RequireFromString(want)) {
		return true
	}
	return assert.Fail(t, fmt.Sprintf("want %s, got %s", want, got), msg...)
}
