package demand_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestPer10k(t *testing.T) {
	// Oldham, 31 March 2025: 582 / 64,069 = 90.84, published as 91.
	rate, err := demand.Per10k(582, 64_069)
	require.NoError(t, err)
	decimaltest.Equal(t, "91", rate.Round(demand.LookedAfterPlaces))
	decimaltest.Equal(t, "90.84", rate.Round(2))
	exact, err := demand.Per10k(603, 60_000)
	require.NoError(t, err)
	decimaltest.Equal(t, "100.5", exact)
	more, err := demand.Per10k(7, 5)
	require.NoError(t, err, "referrals may outnumber children")
	decimaltest.Equal(t, "14000", more)
}

func TestRates_UndefinedIsAnErrorAndNeverZero(t *testing.T) {
	for name, make := range map[string]func() error{
		"no population":         func() error { _, err := demand.Per10k(1, 0); return err },
		"negative population":   func() error { _, err := demand.Per10k(1, -1); return err },
		"negative count":        func() error { _, err := demand.Per10k(-1, 10); return err },
		"no base":               func() error { _, err := demand.Per(1, 10, 0); return err },
		"percentage of nothing": func() error { _, err := demand.Percentage(0, 0); return err },
		"negative part":         func() error { _, err := demand.Percentage(-1, 5); return err },
		"part beyond whole":     func() error { _, err := demand.Percentage(6, 5); return err },
		"ratio to nothing":      func() error { _, err := demand.Ratio(6, 0); return err },
		"negative ratio":        func() error { _, err := demand.Ratio(-6, 5); return err },
	} {
		var fault *demand.RateError
		require.ErrorAs(t, make(), &fault, name)
		assert.NotEmpty(t, fault.Error())
	}
}

// FuzzPercentage: a ratio carried to 16 places rounds as the exact fraction does.
func FuzzPercentage(f *testing.F) {
	f.Add(1, 8, uint8(1))
	f.Add(582, 64069, uint8(0))
	f.Add(417, 2000, uint8(1)) // 20.85 exactly
	f.Fuzz(func(t *testing.T, part, whole int, places uint8) {
		if whole <= 0 || part < 0 || part > whole || int64(whole) > 1e12 || places > 3 {
			t.Skip("no share of a whole: refusals have a table of their own")
		}
		got, err := demand.Percentage(part, whole)
		require.NoError(t, err)
		// floor(x·10^p + 1/2) over exact fractions is half away from zero for what is not negative.
		scaled := new(big.Rat).SetFrac64(int64(part), int64(whole))
		for range int(places) + 2 {
			scaled.Mul(scaled, big.NewRat(10, 1))
		}
		scaled.Add(scaled, big.NewRat(1, 2))
		want := new(big.Int).Quo(scaled.Num(), scaled.Denom())
		assert.Equal(t, want.String(), got.Round(int32(places)).Shift(int32(places)).String())
	})
}

func TestRate_SaysHowItWasMade(t *testing.T) {
	r := demand.Rate{Count: 582, Year: 2025, Population: demand.Population{Number: 64_069, Year: 2024}}
	assert.Equal(t, "582 / 64,069 (mid-2024) × 10,000 = 90.84", r.Working())
	v, err := r.Rounded(0)
	require.NoError(t, err)
	decimaltest.Equal(t, "91", v)
	_, err = demand.Rate{Count: 1}.Rounded(0)
	require.Error(t, err)
	assert.Equal(t, "population is 0: a rate needs a population", demand.Rate{Count: 1}.Working())
}

func codesOf(notes []demand.Note) []string {
	var codes []string
	for _, n := range notes {
		codes = append(codes, n.Code)
	}
	return codes
}

func TestComparable(t *testing.T) {
	at := func(year, populationYear int, basis string) demand.Rate {
		return demand.Rate{Count: 500, Year: year, Population: demand.Population{Number: 60_000, Year: populationYear, Basis: basis}}
	}
	assert.Empty(t, demand.Comparable(at(2025, 2024, ""), at(2024, 2023, "")))
	assert.Equal(t, []string{demand.NotePopulationYear}, codesOf(demand.Comparable(at(2025, 2024, ""), at(2025, 2023, ""))))
	assert.Equal(t, []string{demand.NotePopulationBasis}, codesOf(demand.Comparable(at(2025, 2024, "after the census"), at(2024, 2023, "before"))))
	assert.Equal(t, []string{demand.NoteUnstated}, codesOf(demand.Comparable(at(2025, 0, ""), at(2024, 2023, ""))))
	other := at(2025, 2024, "")
	other.Per = 1000
	assert.Equal(t, []string{demand.NoteBase}, codesOf(demand.Comparable(other, at(2024, 2023, ""))))
}

func TestBreaks_ASeriesRebasedHalfWay(t *testing.T) {
	// LAIT's looked-after rates of Oldham: 2018 on the population before the 2021 census, 2019 on the series after it.
	at := func(year int, basis string) demand.Rate {
		return demand.Rate{Count: 551, Year: year, Population: demand.Population{Number: 60_668, Year: year - 1, Basis: basis}}
	}
	breaks := demand.Breaks([]demand.Rate{at(2017, "before"), at(2018, "before"), at(2019, "after"), at(2020, "after")})
	require.Len(t, breaks, 1)
	assert.Equal(t, 2, breaks[0].Index)
	assert.Equal(t, 2019, breaks[0].After.Year)
	assert.Empty(t, demand.Breaks(nil))
}
