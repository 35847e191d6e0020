package finance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// The same spending by two denominators: 91 children all year, of whom 80 and 100 were counted at its ends.
func TestUnitCost(t *testing.T) {
	byDay := finance.UnitCost{Expenditure: dec("3321500"), By: finance.CareDays, Count: dec("33215")} // 91 × 365
	perDay, err := byDay.Value(2)
	require.NoError(t, err)
	decimaltest.Equal(t, "100", perDay)
	weekly, err := byDay.Weekly(finance.Weeks365, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "700", weekly)

	byCounts := finance.UnitCostByCounts(dec("3321500"), 80, 100)
	decimaltest.Equal(t, "90", byCounts.Count)
	weekly, err = byCounts.Weekly(finance.Weeks365, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "707.78", weekly) // 3,321,500 × 7 / (90 × 365)

	_, err = finance.UnitCost{}.Value(2)
	require.ErrorIs(t, err, finance.ErrUndefined)
	_, err = finance.UnitCost{By: finance.AverageSupported}.Weekly(finance.Weeks52, 2)
	assert.ErrorIs(t, err, finance.ErrUndefined)
}
