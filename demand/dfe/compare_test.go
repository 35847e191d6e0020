package dfe_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// oldham is the worked example of 31 March 2025: DfE's published rates (children looked after, ages 0 to 17) and the list
// of May 2025. The mean is 95.8 (LAIT's rule), the median 89 (published by DfE's dashboard).
func oldham(t testing.TB) (*dfe.Data, *demand.List) {
	t.Helper()
	rates := []struct {
		code, name string
		rate       int
	}{
		{"353", "Oldham", 91},
		{"889", "Blackburn with Darwen", 90},
		{"350", "Bolton", 78},
		{"354", "Rochdale", 102},
		{"380", "Bradford", 96},
		{"335", "Walsall", 81},
		{"831", "Derby", 88},
		{"861", "Stoke-on-Trent", 170},
		{"331", "Coventry", 82},
		{"330", "Birmingham", 79},
		{"333", "Sandwell", 92},
	}
	var b strings.Builder
	b.WriteString("time_period,geographic_level,country_code,region_name,old_la_code,la_name,rate_per_10000\n2025,National,E92000001,,,,67\n2025,Regional,E92000001,North West,,,90\n")
	list := demand.NewList("DfE May 2025", time.Date(2025, 5, 28, 0, 0, 0, 0, time.UTC), "")
	var set []demand.Neighbour
	for i, r := range rates {
		fmt.Fprintf(&b, "2025,Local authority,E92000001,North West,%s,%s,%d\n", r.code, r.name, r.rate)
		if i > 0 {
			set = append(set, demand.Neighbour{Code: r.code})
		}
	}
	require.NoError(t, list.Add("353", set))
	d, err := dfe.Read(strings.NewReader(b.String()), dfe.Options{})
	require.NoError(t, err)
	return d, list
}

func TestCompare_OldhamIsAboveTheMedianAndBelowTheMean(t *testing.T) {
	d, list := oldham(t)
	rows, err := d.Compare(dfe.Query{Areas: []string{"353"}, Neighbours: list, Polarity: rag.LowerBetter})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	r := rows[0]
	assert.Equal(t, "91", r.Value().String())
	assert.Equal(t, "95.8", r.Mean().String())
	assert.Equal(t, "89", r.Median().String())
	assert.Equal(t, "958", r.Sum().String())
	assert.Equal(t, "67", r.England().String())
	assert.Equal(t, "90", r.Region().String())
	assert.Equal(t, "DfE May 2025", r.List())
	// In order: 78 79 81 82 88 90 91 92 96 102 170; the quartiles are 81.5, 90 and 94.
	assert.Equal(t, []int{10, 10, 7, 11, 3}, []int{r.N, r.In, r.Rank, r.Of, r.Quarter})
	assert.Equal(t, demand.BandC, r.Band)
	c := r.Comparison()
	assert.True(t, c.Mean.Equal(r.Mean()))
	assert.Len(t, c.Neighbours, 10)
}

func TestCompare_WithoutPolarityThereIsNoRank(t *testing.T) {
	d, list := oldham(t)
	rows, err := d.Compare(dfe.Query{Areas: []string{"Oldham"}, Neighbours: list})
	require.NoError(t, err)
	assert.Zero(t, rows[0].Rank)
	assert.Equal(t, demand.Unbanded, rows[0].Band)
	assert.Equal(t, 3, rows[0].Quarter)
	assert.Equal(t, 11, rows[0].Of)
}

func TestCompare_AListInGSSCodesFindsTheSameAuthorities(t *testing.T) {
	d, err := dfe.Read(strings.NewReader(lookedAfter), dfe.Options{})
	require.NoError(t, err)
	list, err := demand.Chosen("ONS", "E08000004", "E08000005", "E08000001", "W06000022")
	require.NoError(t, err)
	rows, err := d.Compare(dfe.Query{Areas: []string{"E08000004"}, Indicators: []string{"rate_per_10000"}, Neighbours: list})
	require.NoError(t, err)
	assert.Equal(t, 1, rows[0].N, "Bolton's is confidential, and Newport is not in England")
	assert.Equal(t, 3, rows[0].In)
	assert.Equal(t, "102", rows[0].Mean().String())
	c := rows[0].Comparison()
	assert.Equal(t, 1, c.N)
}

func TestAddRate_HoldsACountAgainstThePopulationOfTheYearBefore(t *testing.T) {
	// Oldham, 31 March 2025: 2,653 children in need over 64,069 of mid-2024 is 414.1 (DfE prints 414).
	need := "time_period,geographic_level,country_code,old_la_code,la_name,At31_episodes\n2025,Local authority,E92000001,353,Oldham,2653\n2025,Local authority,E92000001,354,Rochdale,c\n2025,Local authority,E92000001,999,Nowhere,7\n"
	people := "time_period,geographic_level,country_code,old_la_code,la_name,age_group,population_estimate\n2024,Local authority,E92000001,353,Oldham,0 to 17,64069\n2023,Local authority,E92000001,353,Oldham,0 to 17,63000\n2024,Local authority,E92000001,354,Rochdale,0 to 17,58087\n"
	d, err := dfe.Read(strings.NewReader(need), dfe.Options{})
	require.NoError(t, err)
	p, err := dfe.Read(strings.NewReader(people), dfe.Options{})
	require.NoError(t, err)
	require.NoError(t, d.AddRate("rate", "At31_episodes", p, "population_estimate", 1, 10_000, 1))
	got, ok := value(t, d, "rate", "2025", "353").Decimal()
	require.True(t, ok)
	decimaltest.Equal(t, "414.1", got)
	assert.True(t, value(t, d, "rate", "2025", "354").Equal(demand.Absent(demand.Confidential)))
	assert.True(t, value(t, d, "rate", "2025", "999").Equal(demand.Absent(demand.Unavailable)))

	ages, err := dfe.Read(strings.NewReader(people+"2024,Local authority,E92000001,353,Oldham,0 to 4,9000\n"), dfe.Options{})
	require.NoError(t, err)
	var ask *dfe.AskError
	require.ErrorAs(t, d.AddRate("again", "At31_episodes", ages, "population_estimate", 1, 10_000, 1), &ask)
	assert.Equal(t, "age_group", ask.Asked)
	require.ErrorAs(t, d.AddRate("again", "nothing", p, "population_estimate", 1, 10_000, 1), &ask)
	require.ErrorAs(t, d.AddRate("again", "At31_episodes", p, "population_estimate", 1, 0, 1), &ask)

	population, ok, err := p.Population("Oldham", "population_estimate", "2024", "rebased")
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, demand.Population{Number: 64069, Year: 2024, Basis: "rebased"}, population)
}

// FuzzCompare holds the whole-number engine against demand.Compare, which works with decimals.
func FuzzCompare(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed, uint8(seed*3), uint8(seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, areas, shape uint8) {
		random := rand.New(rand.NewPCG(seed, 1))
		n := 1 + int(areas)%40
		var b strings.Builder
		b.WriteString("time_period,geographic_level,country_code,region_name,old_la_code,la_name,rate\n")
		for i := range n {
			fmt.Fprintf(&b, "2025,Local authority,E92000001,North,%d,Name %d,%s\n", 200+i, i, randomCell(random, shape))
		}
		list := demand.NewList("any", time.Time{}, "")
		for i := range n {
			var set []demand.Neighbour
			for _, k := range random.Perm(n + 3)[:random.IntN(n+3)] {
				if k != i {
					set = append(set, demand.Neighbour{Code: fmt.Sprint(200 + k)})
				}
			}
			require.NoError(t, list.Add(fmt.Sprint(200+i), set))
		}
		d, err := dfe.Read(strings.NewReader(b.String()), dfe.Options{Indicators: []string{"rate"}})
		require.NoError(t, err)
		for _, polarity := range []rag.Polarity{rag.Neutral, rag.HigherBetter, rag.LowerBetter} {
			rows, err := d.Compare(dfe.Query{Neighbours: list, Polarity: polarity})
			require.NoError(t, err)
			require.Len(t, rows, n)
			for _, r := range rows {
				c := r.Comparison()
				require.Equal(t, []int{c.N, c.In, c.Rank, c.Of, c.Quarter}, []int{r.N, r.In, r.Rank, r.Of, r.Quarter}, b.String())
				require.Equal(t, c.Band, r.Band)
				for _, pair := range [][2]demand.Value{{c.Value, r.Value()}, {c.Mean, r.Mean()}, {c.Median, r.Median()}, {c.Sum, r.Sum()}} {
					require.True(t, pair[0].Equal(pair[1]), "%s and %s", pair[0], pair[1])
				}
			}
		}
	})
}

// randomCell is a figure of one of several kinds of file: whole, to one place, of any length, with ties, or missing.
func randomCell(random *rand.Rand, shape uint8) string {
	if random.IntN(6) == 0 {
		return []string{"c", "x", "-", "low"}[random.IntN(4)]
	}
	switch shape % 5 {
	case 0:
		return fmt.Sprint(random.IntN(20))
	case 1:
		return fmt.Sprintf("%d.%d", random.IntN(30)-15, random.IntN(10))
	case 2:
		return fmt.Sprintf("%d.%0*d", random.IntN(1000), 1+random.IntN(14), random.IntN(1000))
	case 3:
		return fmt.Sprint(random.Int64()) + fmt.Sprint(random.IntN(1000))
	}
	return fmt.Sprint(random.Int64N(1 << 52))
}

// FuzzRead feeds the readers anything: they may refuse it, and must not fall over.
func FuzzRead(f *testing.F) {
	for _, text := range []string{lookedAfter, longFile, "", "a,b\n1", "\"", "time_period,geographic_level,old_la_code\n\"2025\",Local authority,353\n", wide2025, wide2021} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, listErr := dfe.ReadNeighbours(strings.NewReader(text), dfe.ListOptions{})
		d, err := dfe.Read(strings.NewReader(text), dfe.Options{})
		if err != nil {
			assert.NotContains(t, err.Error(), "\n")
			return
		}
		if listErr != nil {
			list = nil
		}
		_, _ = d.Compare(dfe.Query{Neighbours: list, Polarity: rag.LowerBetter})
	})
}
