package caseload_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// sums are what must hold of every profile: each part adds to its whole.
func sums(t *testing.T, p caseload.Profile) {
	t.Helper()
	require.Equal(t, p.Workers, p.Holding+p.WithNone)
	left, outside := 0, p.Banding.Below.Workers+p.Banding.Above.Workers+p.Banding.NoCapacity.Workers
	for _, l := range p.LeftOut {
		left += l.Workers
	}
	require.Equal(t, p.Records, p.Workers+left, "nobody is lost")
	in, exclusive := 0, decimal.Zero
	for i, c := range p.Banding.Counts {
		in += c.Workers
		exclusive = exclusive.Add(c.Share.Numerator)
		if c.Share.Defined() && i == 0 {
			require.True(t, c.Cumulative.Numerator.Equal(c.Cumulative.Denominator), "the lowest band and all above is everyone")
		}
	}
	require.Equal(t, p.Holding, in+outside)
	if len(p.Banding.Counts) > 0 {
		require.True(t, exclusive.Equal(p.Banding.Counts[0].Share.Denominator), "shares add to the whole")
	}
	for _, groups := range [][]caseload.Group{p.Teams, p.Roles, {p.Permanent, p.Agency}} {
		sum := caseload.Group{}
		for _, g := range groups {
			sum.Workers += g.Workers
			sum.Cases += g.Cases
			sum.OverLimit += g.OverLimit
			sum.FTE = sum.FTE.Add(g.FTE)
			sum.Limit = sum.Limit.Add(g.Limit)
		}
		require.Equal(t, []int{p.Workers, p.Cases, p.OverLimit}, []int{sum.Workers, sum.Cases, sum.OverLimit})
		require.True(t, p.FTE.Equal(sum.FTE) && p.Limit.Equal(sum.Limit))
	}
}

func FuzzProfileAddsUp(f *testing.F) {
	f.Add(uint64(1), uint8(30))
	f.Add(uint64(2), uint8(255))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		workers := made(seed, int(n))
		for i := range workers {
			workers[i].Team = []string{"", "north", "south"}[i%3]
			workers[i].Role = []string{"social worker", "senior"}[i%2]
			workers[i].Agency, workers[i].ASYE = i%5 == 0, i%4 == 0
		}
		for name, s := range settings() {
			s.Limits.ASYE = caseload.Protection{Factor: dec("0.6"), By: caseload.ProtectedBy(n % 2)}
			p, err := caseload.Describe(workers, s)
			require.NoError(t, err, name)
			sums(t, p)
		}
	})
}

// One more case never lowers a band or a utilisation, and never brings anyone within a limit.
func FuzzAnotherCaseNeverImproves(f *testing.F) {
	f.Add(uint16(20), uint16(1000), uint16(18000))
	f.Add(uint16(29), uint16(600), uint16(0))
	f.Add(uint16(0), uint16(1), uint16(15500))
	f.Fuzz(func(t *testing.T, cases, milliFTE, milliLimit uint16) {
		fte := decimal.New(1+int64(milliFTE)%1500, -3)
		limit := decimal.New(int64(milliLimit), -3)
		at := func(n int) (caseload.Utilisation, []int) {
			u := caseload.Utilisation{Load: decimal.NewFromInt(int64(n)), Capacity: limit}
			var places []int
			for _, b := range []caseload.Bands{caseload.OldhamBands(), caseload.DfEBands(), caseload.UtilisationBands()} {
				value := caseload.Ratio{Numerator: u.Load, Denominator: decimal.NewFromInt(1)}
				switch b.Basis() {
				case caseload.CasesPerFTE:
					value.Denominator = fte
				case caseload.PercentOfLimit:
					value = u.Ratio()
				}
				i, _ := b.PlaceRatio(value)
				places = append(places, i)
			}
			return u, places
		}
		before, low := at(int(cases))
		after, high := at(int(cases) + 1)
		for i := range low {
			require.LessOrEqual(t, low[i], high[i])
		}
		if before.State() == caseload.Measured {
			require.Negative(t, before.Compare(after), "the utilisation rises")
		}
		for _, threshold := range []caseload.Threshold{{}, {AtIsOver: true}, {Percent: dec("110")}} {
			require.False(t, before.Over(threshold) && !after.Over(threshold))
		}
	})
}

// The staff a plan asks for is enough, and one worker or one closed case fewer is not.
func FuzzNeedIsTheLeast(f *testing.F) {
	f.Add(uint16(2727), uint32(141900), uint16(18000), uint8(60))
	f.Add(uint16(1), uint32(100), uint16(10000), uint8(100))
	f.Add(uint16(0), uint32(0), uint16(1), uint8(1))
	f.Fuzz(func(t *testing.T, cases uint16, milliFTE uint32, milliAim uint16, percent uint8) {
		s := caseload.Staffing{Cases: int(cases), FTE: decimal.New(int64(milliFTE), -3)}
		aim := decimal.New(1+int64(milliAim), -3)
		protection := caseload.Protection{Factor: decimal.New(1+int64(percent)%100, -2)}
		need, err := s.Need(aim, protection)
		require.NoError(t, err)
		reached := func(c caseload.Change) bool {
			after, err := s.After(c)
			require.NoError(t, err)
			order, ok := after.Average().Cmp(aim)
			return after.Cases == 0 || ok && order <= 0
		}
		for _, test := range []struct {
			n      int
			change func(n int) caseload.Change
		}{
			{need.More, func(n int) caseload.Change { return caseload.Change{Joining: decimal.NewFromInt(int64(n))} }},
			{need.MoreNewlyQualified, func(n int) caseload.Change {
				return caseload.Change{Joining: decimal.NewFromInt(int64(n)), NewlyQualified: decimal.NewFromInt(int64(n)), Protection: protection}
			}},
			{need.ToClose, func(n int) caseload.Change { return caseload.Change{Ending: n} }},
		} {
			require.True(t, reached(test.change(test.n)))
			require.False(t, test.n > 0 && reached(test.change(test.n-1)))
		}
	})
}

// A mean over a period is the sum of its days, taken one by one.
func FuzzMeanCapacityIsTheSumOfDays(f *testing.F) {
	f.Add(uint8(40), uint8(3), uint8(20), uint8(30), uint8(10))
	f.Add(uint8(0), uint8(0), uint8(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, length, from, to, second, percent uint8) {
		start := day("2024-02-20")
		at := func(n uint8) time.Time { return start.AddDate(0, 0, int(n)) }
		c := caseload.Contract{FullTime: dec("37"), Reductions: []caseload.Reduction{
			{Reason: "leave", From: at(min(from, to)), To: at(max(from, to))},
			{Reason: "union", From: at(second), Percent: decimal.NewNullDecimal(decimal.NewFromInt(int64(percent % 101)))},
		}}
		mean, err := c.Mean(start, at(length))
		require.NoError(t, err)
		hours := decimal.Zero
		for n := range int(length) + 1 {
			capacity, err := c.On(at(uint8(n)))
			require.NoError(t, err)
			hours = hours.Add(capacity.Hours())
		}
		require.True(t, mean.Numerator.Equal(hours))
		require.True(t, mean.Denominator.Equal(dec("37").Mul(decimal.NewFromInt(int64(length)+1))))
	})
}

// Whatever the bytes, a reader returns a roster or an error, and every row is a worker, unallocated or a fault.
func FuzzReadWorkers(f *testing.F) {
	for _, seed := range []string{
		"", smallTeam, "worker,fte,cases\n", "worker;fte;cases\nA;1;2\n", "worker\tfte\tcases\nA\t1\t2\n", "\uFEFFworker,fte,cases\nA,1e999999999,2\n",
		"worker,fte,cases,cases\n", "worker,fte,cases\n\"A,1,2\n", "worker,fte,cases\nA,NaN,-0\n", "worker,fte,cases\n=cmd(),1,2\n", "\xff\xfea\x00",
		"worker,fte,cases,points,limit\nA,1,2,-3,1e30\n", "worker,fte,cases\nunallocated,,-1\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		roster, err := caseload.ReadWorkers(strings.NewReader(text))
		if err != nil {
			require.NotContains(t, err.Error(), "\x00")
			return
		}
		for name, s := range settings() {
			p, err := caseload.NewProfile(roster, s)
			require.NoError(t, err, name)
			sums(t, p)
		}
		for _, fault := range roster.Faults {
			require.NotEmpty(t, fault.Code)
			require.Positive(t, fault.At.Place.Line)
		}
	})
}

func FuzzReadWorkforce(f *testing.F) {
	f.Add(workforceHeader + "Oldham,169.8,107,81,75,31,2727,141.9,1350.5\n")
	f.Add(workforceHeader + "x,0,0,0,0,0,0,0,0\n")
	f.Add(workforceHeader + "x,c,z,low,u,x,,*,..\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := caseload.ReadWorkforce(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, w := range rows {
			for _, kind := range caseload.WorkforceRatios() {
				value, ok := w.Ratio(kind).Round(6)
				require.Equal(t, ok, w.Why(kind) == "")
				if interval, has := w.Interval(kind, dec("0.1")); has && ok {
					require.True(t, interval.Allows(value, dec("0.000001")), "every interval contains its value")
				}
			}
		}
	})
}

func FuzzReadBands(f *testing.F) {
	f.Add(`{"basis":"cases","bands":[{"name":"a","to":"21"},{"name":"b","from":"21"}]}`)
	f.Add(`{"bands":[{"name":"a","to":1e99}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		bands, err := caseload.ReadBands(strings.NewReader(text))
		if err != nil {
			return
		}
		written, err := bands.MarshalJSON()
		require.NoError(t, err)
		again, err := caseload.ReadBands(strings.NewReader(string(written)))
		require.NoError(t, err)
		require.True(t, bands.Equal(again))
		for _, b := range bands.All() {
			if b.From.Valid && !b.FromExcluded {
				assert.Equal(t, b.Name, bands.Name(b.From.Decimal), "a lower edge is in its band")
			}
		}
	})
}
