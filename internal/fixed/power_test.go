package fixed_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

func TestPowerOfTen_AndZeroAtEveryExponent(t *testing.T) {
	for exponent := int32(-12); exponent <= 12; exponent++ {
		assert.Equal(t, decimal.New(1, exponent), fixed.PowerOfTen(exponent))
		assert.True(t, fixed.Half(exponent).Add(fixed.Half(exponent)).Equal(decimal.New(1, exponent)))
		assert.True(t, fixed.Zero(exponent).IsZero())
		assert.Equal(t, exponent, fixed.Zero(exponent).Exponent())
	}
}
