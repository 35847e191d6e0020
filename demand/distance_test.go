package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
)

func TestFeatures_WorkedByHand(t *testing.T) {
	// x = 0, 2, 4 has mean 2 and population deviation √(8/3); y = 0, 0, 3 mean 1, deviation √2.
	f := demand.Features{
		Columns: []string{"x", "y"},
		Rows:    map[string][]demand.Value{"a": {num("0"), num("0")}, "b": {num("2"), num("0")}, "c": {num("4"), num("3")}, "d": {num("1"), num("")}},
	}
	m, err := f.Model()
	require.NoError(t, err)
	assert.Equal(t, []string{"d"}, m.LeftOut)
	near, err := m.Nearest("a", 5)
	require.NoError(t, err)
	require.Len(t, near, 2)
	assert.Equal(t, "b", near[0].Code)
	d, _ := near[0].Distance.Decimal()
	assert.InDelta(t, math.Sqrt(4/(8.0/3)), d.InexactFloat64(), 1e-12)
	d, _ = near[1].Distance.Decimal()
	assert.InDelta(t, math.Sqrt(16/(8.0/3)+9/2.0), d.InexactFloat64(), 1e-12)

	f.Weights = []decimal.Decimal{dec("0"), dec("4")}
	m, err = f.Model()
	require.NoError(t, err)
	near, err = m.Nearest("c", 1)
	require.NoError(t, err)
	assert.Equal(t, "a", near[0].Code, "a and b are as far: the tie goes by code")
	d, _ = near[0].Distance.Decimal()
	assert.InDelta(t, math.Sqrt(4*9/2.0), d.InexactFloat64(), 1e-12)

	_, err = m.Nearest("d", 1)
	require.Error(t, err)
	none, err := m.Nearest("c", 0)
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestFeatures_RenormalisedWeights(t *testing.T) {
	f := demand.Features{
		Columns: []string{"x", "y"}, Incomplete: demand.Renormalise,
		Rows: map[string][]demand.Value{"a": {num("0"), num("0")}, "b": {num("2"), num("2")}, "c": {num("2"), num("")}, "e": {num(""), num("1")}},
	}
	m, err := f.Model()
	require.NoError(t, err)
	near, err := m.Nearest("a", 3)
	require.NoError(t, err)
	// b and c are as far in x; c's only feature counts for both, as b's two do.
	at := map[string]float64{}
	for _, n := range near {
		d, _ := n.Distance.Decimal()
		at[n.Code] = d.InexactFloat64()
	}
	assert.Len(t, at, 3)
	third, err := m.Nearest("c", 3)
	require.NoError(t, err)
	assert.Len(t, third, 2, "c and e share no feature")
}

func TestFeatures_ListNamesItselfTheUsersOwn(t *testing.T) {
	f := demand.Features{Name: "deprivation and size", Columns: []string{"x"}, Rows: map[string][]demand.Value{"a": {num("1")}, "b": {num("2")}, "c": {num("4")}}}
	m, err := f.Model()
	require.NoError(t, err)
	l, err := m.List(2)
	require.NoError(t, err)
	assert.Equal(t, "deprivation and size (own model)", l.Name)
	set, ok := l.Of("c")
	require.True(t, ok)
	assert.Equal(t, []string{"b", "a"}, []string{set[0].Code, set[1].Code})
}

func TestFeatures_Refuses(t *testing.T) {
	two := map[string][]demand.Value{"a": {num("1")}, "b": {num("2")}}
	for name, f := range map[string]demand.Features{
		"no features":             {Rows: two},
		"a row of other length":   {Columns: []string{"x", "y"}, Rows: two},
		"weights of other number": {Columns: []string{"x"}, Rows: two, Weights: []decimal.Decimal{dec("1"), dec("1")}},
		"a negative weight":       {Columns: []string{"x"}, Rows: two, Weights: []decimal.Decimal{dec("-1")}},
		"weights of nothing":      {Columns: []string{"x"}, Rows: two, Weights: []decimal.Decimal{dec("0")}},
		"one authority":           {Columns: []string{"x"}, Rows: map[string][]demand.Value{"a": {num("1")}}},
		"the same everywhere":     {Columns: []string{"x"}, Rows: map[string][]demand.Value{"a": {num("1")}, "b": {num("1")}}},
		"missing everywhere":      {Columns: []string{"x"}, Rows: map[string][]demand.Value{"a": {num("")}, "b": {num("")}}, Incomplete: demand.Renormalise},
	} {
		_, err := f.Model()
		var fault *demand.FeatureError
		require.ErrorAs(t, err, &fault, name)
	}
}

// features is a made-up matrix.
func features(authorities, columns int) demand.Features {
	random := rand.New(rand.NewPCG(3, 4))
	f := demand.Features{Rows: map[string][]demand.Value{}}
	for k := range columns {
		f.Columns = append(f.Columns, fmt.Sprint("feature ", k))
	}
	for i := range authorities {
		row := make([]demand.Value, columns)
		for k := range row {
			row[k] = demand.Whole(random.IntN(1000))
		}
		f.Rows[fmt.Sprint(200+i)] = row
	}
	return f
}

// TestNearest_AgainstSortingEverything is the set made the plain way: every distance, sorted.
func TestNearest_AgainstSortingEverything(t *testing.T) {
	m, err := features(60, 7).Model()
	require.NoError(t, err)
	all, err := m.Nearest("217", 60)
	require.NoError(t, err)
	require.Len(t, all, 59)
	assert.True(t, slices.IsSortedFunc(all, func(a, b demand.Neighbour) int {
		x, _ := a.Distance.Decimal()
		y, _ := b.Distance.Decimal()
		return x.Cmp(y)
	}))
	ten, err := m.Nearest("217", 10)
	require.NoError(t, err)
	for i := range ten {
		assert.Equal(t, all[i].Code, ten[i].Code)
	}
}

// BenchmarkNearest finds the ten nearest of 153 authorities with 30 features for every one of them. Its floor is the plain
// loop over all pairs, which keeps nothing.
func BenchmarkNearest(b *testing.B) {
	const authorities, columns, pairs = 153, 30, 153 * 152
	f := features(authorities, columns)
	b.Run("floor", func(b *testing.B) {
		rows := make([]float64, 0, authorities*columns)
		for _, row := range f.Rows {
			for _, v := range row {
				d, _ := v.Decimal()
				rows = append(rows, d.InexactFloat64())
			}
		}
		sum := 0.0
		for b.Loop() {
			for i := range authorities {
				for j := range authorities {
					x, y := rows[i*columns:(i+1)*columns], rows[j*columns:(j+1)*columns]
					d := 0.0
					for k, v := range x {
						v -= y[k]
						d += v * v
					}
					sum += d
				}
			}
		}
		require.NotZero(b, sum)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pairs, "ns/row")
	})
	b.Run("scrutineer", func(b *testing.B) {
		m, err := f.Model()
		require.NoError(b, err)
		for b.Loop() {
			_, err := m.List(10)
			require.NoError(b, err)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pairs, "ns/row")
	})
}
