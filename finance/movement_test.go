package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// Oldham 2019, 8.1: "from an initial £1,152k at the end of May to £471k at the end of June".
func TestChange_Oldham2019(t *testing.T) {
	c := finance.Change{From: dec("1152000"), To: dec("471000")}
	decimaltest.Equal(t, "-681000", c.Amount())
	assert.Equal(t, "-59.1%", c.Percent().String())
	_, ok := finance.Change{To: dec("1")}.Percent().Value(1)
	assert.False(t, ok, "from nil")
}

func TestMove(t *testing.T) {
	earlier := finance.Statement{Period: finance.Period{Kind: finance.Month, Year: 2024, Number: 3}, Lines: []finance.Line{
		{Service: "Care", Budget: dec("100"), Forecast: dec("130"), Reserves: dec("-5")},
		{Service: "Gone", Budget: dec("10"), Forecast: dec("12")},
	}}
	later := finance.Statement{Period: finance.Period{Kind: finance.Month, Year: 2024, Number: 4}, Lines: []finance.Line{
		{Service: "New", Budget: dec("0"), Forecast: dec("4")},
		{Service: "Care", Budget: dec("120"), Forecast: dec("140"), Reserves: dec("-5")},
	}}
	m, err := finance.Move(earlier, later)
	require.NoError(t, err)
	require.Len(t, m.Lines, 3)
	assert.Equal(t, []finance.Presence{finance.Added, finance.InBoth, finance.Vanished}, []finance.Presence{m.Lines[0].Presence, m.Lines[1].Presence, m.Lines[2].Presence})
	care := m.Lines[1]
	decimaltest.Equal(t, "-10", care.Variance.Amount())
	assert.Equal(t, finance.Favourable, care.Direction())
	decimaltest.Equal(t, "20", care.Budget.Amount(), "a virement, apart from")
	decimaltest.Equal(t, "10", care.Forecast.Amount(), "ten more spent")
	decimaltest.Equal(t, "-8", m.Total.Variance.Amount())
	assert.Contains(t, m.Notes, "the total budget changed: part of the movement is not a change of forecast")
	assert.Contains(t, m.Notes, `"Gone" is vanished`)

	_, err = finance.Move(later, earlier)
	require.ErrorIs(t, err, finance.ErrPeriodOrder)
}

func TestMove_MatchesByGroupWhenAServiceStandsInSeveral(t *testing.T) {
	lines := []finance.Line{{Service: "Agency", Group: "A", Forecast: dec("1")}, {Service: "Agency", Group: "B", Forecast: dec("2")}}
	m, err := finance.Move(finance.Statement{Lines: lines}, finance.Statement{Lines: []finance.Line{lines[1], lines[0]}})
	require.NoError(t, err)
	for _, l := range m.Lines {
		assert.Equal(t, finance.InBoth, l.Presence)
		assert.True(t, l.Variance.Amount().IsZero())
	}
	_, err = finance.Move(finance.Statement{Lines: []finance.Line{lines[0], lines[0]}}, finance.Statement{})
	var twice *finance.DuplicateError
	require.ErrorAs(t, err, &twice)
	assert.Equal(t, "Agency", twice.Service)
}

// What moved from a to b and from b to c is what moved from a to c, and each movement is its three parts.
func FuzzMove_Composes(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(4), int64(5), int64(6))
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g int64) {
		statement := func(x, y, z int64) finance.Statement {
			return finance.Statement{Lines: []finance.Line{
				{Service: "1", Budget: decimal.New(x, -2), Forecast: decimal.New(y, -1), Reserves: decimal.New(z, 0)},
				{Service: "2", Budget: decimal.New(z, -2), Forecast: decimal.New(x, 0)},
			}}
		}
		first, second, third := statement(a, b, c), statement(d, e, g), statement(c, a, e)
		move := func(from, to finance.Statement) finance.LineMovement {
			m, err := finance.Move(from, to)
			require.NoError(t, err)
			for _, l := range m.Lines {
				parts := l.Forecast.Amount().Add(l.Reserves.Amount()).Sub(l.Budget.Amount())
				assert.True(t, parts.Equal(l.Variance.Amount()))
			}
			return m.Total
		}
		whole := move(first, third).Variance.Amount()
		assert.True(t, whole.Equal(move(first, second).Variance.Amount().Add(move(second, third).Variance.Amount())))
	})
}
