package caseload_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/internal/quantile"
)

// made are workers as a council might have them, some of them with faults, the same for the same seed.
func made(seed uint64, n int) []caseload.Worker {
	random := rand.New(rand.NewPCG(seed, 1))
	ftes := []string{"1", "1.0", "0.5", "0.6", "0.75", "1.5", "0.8108", "0.333333", "0.33333333", "0", "1.6", "-1"}
	workers := make([]caseload.Worker, n)
	for i := range workers {
		workers[i] = caseload.Worker{Name: fmt.Sprint(i), Cases: random.IntN(45) - 3, FTE: dec(ftes[random.IntN(len(ftes))])}
		if workers[i].Cases > 40 {
			workers[i].Cases *= 300
		}
	}
	return workers
}

func settings() map[string]caseload.Settings {
	return map[string]caseload.Settings{
		"cases":               {},
		"cases per FTE":       {Bands: caseload.DfEBands()},
		"limits per FTE":      {Limits: caseload.Limits{PerFTE: true, Exceptional: dec("20")}},
		"a fine threshold":    {Limits: caseload.Limits{PerFTE: true, Over: caseload.Threshold{Percent: dec("109.99"), AtIsOver: true}}},
		"fine edges per FTE":  {Bands: caseload.MustBands(caseload.CasesPerFTE, caseload.Under("a", dec("20.0001")), caseload.AndOver("b", dec("20.0001")))},
		"bands with a ground": {Bands: caseload.MustBands(caseload.Cases, caseload.Between("a", dec("5"), dec("20")))},
	}
}

func stream(t testing.TB, s caseload.Settings, workers []caseload.Worker) *caseload.Accumulator {
	a, err := caseload.NewAccumulator(s)
	require.NoError(t, err)
	for _, w := range workers {
		_ = a.Add(w.Cases, w.FTE) // faults are among what is left out, which the tests look at
	}
	return a
}

// The stream and the list are two ways to the same figures.
func TestAStreamIsDescribedAsTheListIs(t *testing.T) {
	workers := made(7, 3000)
	for name, s := range settings() {
		t.Run(name, func(t *testing.T) {
			want, err := caseload.Describe(workers, s)
			require.NoError(t, err)
			got := stream(t, s, workers).Profile()
			want.Teams, want.Roles, want.OverInTeamsWithin = nil, nil, 0
			want.Permanent, want.Agency, want.ASYE = caseload.Group{}, caseload.Group{}, caseload.Group{}
			if want.Banding.Bands.Basis() == caseload.Cases { // the histogram does not know whose FTE is whose
				for i := range want.Banding.Counts {
					want.Banding.Counts[i].FTE = decimal.Zero
				}
				want.Banding.Below.FTE, want.Banding.Above.FTE = decimal.Zero, decimal.Zero
			}
			assert.True(t, want.Equal(got), "want %+v\ngot %+v", want, got)
			assert.Greater(t, len(got.LeftOut), 3)
		})
	}
}

func TestColumnsAreCountedAsTheirRowsAre(t *testing.T) {
	workers := made(13, 3000)
	var cases []int
	var ftes []decimal.Decimal
	for _, w := range workers {
		cases, ftes = append(cases, w.Cases), append(ftes, w.FTE)
	}
	for name, s := range settings() {
		rows, columns := stream(t, s, workers).Profile(), stream(t, s, nil)
		leftOut, err := columns.AddAll(cases, ftes)
		require.NoError(t, err)
		assert.True(t, rows.Equal(columns.Profile()), name)
		assert.Equal(t, rows.Records-rows.Workers, leftOut)
		_, err = columns.AddAll(cases, ftes[1:])
		assert.ErrorIs(t, err, caseload.ErrStream)
	}
}

func TestTwoHalvesMergedEqualTheWhole(t *testing.T) {
	workers := made(11, 2000)
	for name, s := range settings() {
		t.Run(name, func(t *testing.T) {
			whole := stream(t, s, workers).Profile()
			for _, cut := range []int{0, 1, 777, 2000} {
				left, right := stream(t, s, workers[:cut]), stream(t, s, workers[cut:])
				require.NoError(t, left.Merge(right))
				assert.True(t, whole.Equal(left.Profile()), cut)
			}
		})
	}
}

func TestMergeRefusesOtherBands(t *testing.T) {
	a, b := stream(t, caseload.Settings{}, nil), stream(t, caseload.Settings{Bands: caseload.DfEBands()}, made(1, 50))
	assert.ErrorIs(t, a.Merge(b), caseload.ErrStream)
	assert.Zero(t, a.Profile().Workers)
	_, err := caseload.NewAccumulator(caseload.Settings{Bands: caseload.UtilisationBands()})
	assert.ErrorIs(t, err, caseload.ErrStream)
	_, err = caseload.NewAccumulator(caseload.Settings{Limits: caseload.Limits{ASYE: caseload.Protection{Factor: dec("0.6")}}})
	assert.ErrorIs(t, err, caseload.ErrStream)
}

func TestAStreamRefusesAFTEThatOverflows(t *testing.T) {
	a := stream(t, caseload.Settings{}, nil)
	for _, fte := range []string{"18446744073709551617", "18446744073709.551617", "1.500001", "-0.000001", "2", "1e9999", "1e-9999"} {
		var fault *caseload.Fault
		assert.ErrorAs(t, a.Add(3, dec(fte)), &fault, fte)
	}
	_, faults := caseload.Check([]caseload.Worker{{Name: "a", FTE: decimal.New(1, 999_999_999)}, {Name: "b", Points: decimal.New(1, -999_999_999)}})
	assert.Len(t, faults, 2, "a number that would eat the memory is a fault")
	assert.Error(t, a.Add(3, decimal.New(1, 999_999_999)))
	assert.NoError(t, a.Add(3, dec("1.500000")))
	assert.NoError(t, a.Add(3, decimal.New(1, 0)))
	assert.Error(t, a.Add(3, decimal.New(1, 1)))
	assert.Equal(t, 2, a.Profile().Workers)
}

// internal/quantile is R's type 7 on a sorted list: another way to the same quantiles.
func TestQuantilesAgreeWithTheSortedList(t *testing.T) {
	shares := []decimal.Decimal{dec("0"), dec("0.1"), dec("0.25"), dec("0.5"), dec("0.9"), dec("0.999"), dec("1")}
	for n := 1; n < 40; n++ {
		var workers []caseload.Worker
		var values []decimal.Decimal
		random := rand.New(rand.NewPCG(uint64(n), 2))
		for i := range n {
			cases := 1 + random.IntN(30)
			workers = append(workers, caseload.Worker{Name: fmt.Sprint(i), FTE: dec("1"), Cases: cases})
			values = append(values, decimal.NewFromInt(int64(cases)))
		}
		quantile.Sort(values)
		p, err := caseload.Describe(workers, caseload.Settings{Quantiles: shares})
		require.NoError(t, err)
		for i, share := range shares {
			want, ok := quantile.Of(values, share)
			require.True(t, ok)
			decimaltest.Equal(t, want.String(), p.Quantiles[i].Cases.Decimal, "n %d, share %s", n, share)
		}
	}
	_, err := caseload.Describe(nil, caseload.Settings{Quantiles: []decimal.Decimal{dec("50")}})
	assert.Error(t, err, "50 is not a share of 0 to 1")
}

func FuzzMergeEqualsWhole(f *testing.F) {
	f.Add(uint64(1), uint8(10), uint8(3))
	f.Add(uint64(9), uint8(200), uint8(0))
	f.Fuzz(func(t *testing.T, seed uint64, n, cut uint8) {
		workers := made(seed, int(n))
		k := min(int(cut), len(workers))
		for name, s := range settings() {
			whole, left, right := stream(t, s, workers), stream(t, s, workers[:k]), stream(t, s, workers[k:])
			require.NoError(t, left.Merge(right))
			require.True(t, whole.Profile().Equal(left.Profile()), name)
		}
	})
}

// The floor is a histogram of plain integers with bands, mean and median read off it at the end. The FTEs are few and
// shared, as ReadWorkers gives them.
func BenchmarkProfile(b *testing.B) {
	const n = 1_000_000
	random := rand.New(rand.NewPCG(1, 1))
	cases, ftes := make([]int, n), make([]decimal.Decimal, n)
	milli := make([]int, n)
	few := []decimal.Decimal{dec("1.000"), dec("0.500"), dec("0.600"), dec("0.811")}
	for i := range n {
		cases[i] = random.IntN(40)
		ftes[i] = few[random.IntN(len(few))]
		milli[i] = int(ftes[i].CoefficientInt64())
	}
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			var histogram [64]int
			total, fte := 0, 0
			for i, c := range cases {
				histogram[c]++
				total += c
				fte += milli[i]
			}
			seen, median, bands := 0, -1, [3]int{}
			for c, k := range histogram {
				seen += k
				if median < 0 && seen >= n/2 {
					median = c
				}
				switch {
				case c < 21:
					bands[0] += k
				case c < 30:
					bands[1] += k
				default:
					bands[2] += k
				}
			}
			if total == 0 || fte == 0 || median < 0 || bands[0] == 0 {
				b.Fatal("nothing was counted")
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
	})
	b.Run("scrutineer one by one", func(b *testing.B) {
		for b.Loop() {
			a, err := caseload.NewAccumulator(caseload.Settings{})
			if err != nil {
				b.Fatal(err)
			}
			for i, c := range cases {
				if err := a.Add(c, ftes[i]); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
	})
	b.Run("scrutineer", func(b *testing.B) {
		for b.Loop() {
			a, err := caseload.NewAccumulator(caseload.Settings{})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := a.AddAll(cases, ftes); err != nil {
				b.Fatal(err)
			}
			if p := a.Profile(); p.Workers != n {
				b.Fatal("not everyone was counted")
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
	})
}
