package demand_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// inYear is a value written as text; empty is missing.
func inYear(year int, value string) demand.YearValue {
	if value == "" {
		return demand.YearValue{Year: year}
	}
	return demand.YearValue{Year: year, Value: decimal.NewNullDecimal(decimal.RequireFromString(value))}
}

func TestChangeInUnitsAndInPerCent(t *testing.T) {
	// 582 looked-after children after 540: 42 more, 7.777… %.
	c, err := demand.ChangeBetween(inYear(2024, "540"), inYear(2025, "582"), demand.ChangeSettings{})
	require.NoError(t, err)
	decimaltest.Equal(t, "42", c.Absolute)
	percent, ok := c.Percent(1)
	require.True(t, ok)
	decimaltest.Equal(t, "7.8", percent)
	assert.True(t, c.Material)
}

func TestAPercentageChangesInPoints(t *testing.T) {
	c, err := demand.ChangeBetween(inYear(2024, "19.4"), inYear(2025, "22.5"), demand.ChangeSettings{Percentage: true})
	require.NoError(t, err)
	decimaltest.Equal(t, "3.1", c.Absolute)
	assert.True(t, c.Points)
	_, ok := c.Percent(1)
	assert.False(t, ok, "3.1 points is not 3.1 per cent")
}

func TestAZeroOrNegativeBaseHasNoPerCent(t *testing.T) {
	for _, base := range []string{"0", "-3"} {
		c, err := demand.ChangeBetween(inYear(2024, base), inYear(2025, "5"), demand.ChangeSettings{})
		require.NoError(t, err)
		_, ok := c.Percent(1)
		assert.False(t, ok)
		assert.Len(t, c.Notes, 1)
	}
}

func TestNoChangeAcrossMissingYears(t *testing.T) {
	var gap *demand.GapError
	_, err := demand.ChangeBetween(inYear(2022, "5"), inYear(2025, "6"), demand.ChangeSettings{})
	require.ErrorAs(t, err, &gap)
	assert.Equal(t, 2022, gap.From)
	_, err = demand.ChangeBetween(inYear(2025, "5"), inYear(2024, "6"), demand.ChangeSettings{})
	require.ErrorAs(t, err, &gap)
	_, err = demand.ChangeBetween(inYear(2025, "5"), inYear(2024, "6"), demand.ChangeSettings{Years: -1})
	require.ErrorAs(t, err, &gap)
	// Three years, when three were asked for, are no gap.
	_, err = demand.ChangeBetween(inYear(2022, "5"), inYear(2025, "6"), demand.ChangeSettings{Years: 3})
	require.NoError(t, err)
	var missing *demand.MissingValueError
	_, err = demand.ChangeBetween(inYear(2024, ""), inYear(2025, "6"), demand.ChangeSettings{})
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, 2024, missing.Year)
}

func TestYearlyChangesPairYearsAndNotRows(t *testing.T) {
	// LAIT subtracts neighbouring rows: 2022 would be compared with 2020, and 2025 with a missing value as zero.
	series := []demand.YearValue{inYear(2019, "10"), inYear(2020, "12"), inYear(2022, "20"), inYear(2023, "21"), inYear(2024, ""), inYear(2025, "30")}
	changes := demand.YearlyChanges(series, demand.ChangeSettings{})
	require.Len(t, changes, 2)
	assert.Equal(t, 2020, changes[0].To)
	assert.Equal(t, 2023, changes[1].To)
	assert.Empty(t, demand.YearlyChanges(nil, demand.ChangeSettings{}))
}

func TestMaterialityIsReachedAtItsValue(t *testing.T) {
	unit := decimal.NewNullDecimal(decimal.RequireFromString("10"))
	percent := decimal.NewNullDecimal(decimal.RequireFromString("5"))
	for _, c := range []struct {
		name     string
		later    string
		settings demand.ChangeSettings
		want     bool
	}{
		{"below, in units", "309.99", demand.ChangeSettings{Material: unit}, false},
		{"at, in units", "310", demand.ChangeSettings{Material: unit}, true},
		{"a fall counts by its size", "290", demand.ChangeSettings{Material: unit}, true},
		{"below, in per cent", "314.99", demand.ChangeSettings{MaterialPercent: percent}, false},
		{"at, in per cent", "315", demand.ChangeSettings{MaterialPercent: percent}, true},
		{"both must be reached", "312", demand.ChangeSettings{Material: unit, MaterialPercent: percent}, false},
		{"none asked", "300", demand.ChangeSettings{}, true},
	} {
		change, err := demand.ChangeBetween(inYear(2024, "300"), inYear(2025, c.later), c.settings)
		require.NoError(t, err)
		assert.Equal(t, c.want, change.Material, c.name)
	}
}

func TestChangesAreEqualByNumber(t *testing.T) {
	a, err := demand.ChangeBetween(inYear(2024, "1.50"), inYear(2025, "2"), demand.ChangeSettings{})
	require.NoError(t, err)
	b, err := demand.ChangeBetween(inYear(2024, "1.5"), inYear(2025, "2.00"), demand.ChangeSettings{})
	require.NoError(t, err)
	assert.True(t, a.Equal(b))
	assert.False(t, a.Equal(demand.Change{}))
}
