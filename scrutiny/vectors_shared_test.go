package scrutiny_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

type sharedInterval struct {
	Low, High  string
	LowClosed  bool `json:"low_closed"`
	HighClosed bool `json:"high_closed"`
}

func (i sharedInterval) equal(t *testing.T, got scrutiny.Interval, msg string) {
	t.Helper()
	decimaltest.Equal(t, i.Low, got.Low, msg)
	decimaltest.Equal(t, i.High, got.High, msg)
	assert.Equal(t, i.LowClosed, !got.LowOpen, msg)
	assert.Equal(t, i.HighClosed, !got.HighOpen, msg)
}

// decimals is -3, 0, 2 or "INF".
type decimals string

func (d *decimals) UnmarshalJSON(data []byte) error {
	*d = decimals(strings.Trim(string(data), `"`))
	return nil
}

type fact struct {
	Value    *string
	Decimals decimals
}

// input is a fact as the document format has it: its decimals become a rounding step.
func (f fact) input() scrutiny.Input {
	switch {
	case f.Value == nil:
		return scrutiny.Input{Missing: "nil"}
	case f.Decimals == "INF":
		return scrutiny.Count(*f.Value)
	}
	d := decimal.RequireFromString(string(f.Decimals))
	step := decimal.New(1, -int32(d.IntPart()))
	return scrutiny.Input{Value: *f.Value, Step: step.String()}
}

func TestSharedIntervals(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Mode, Value string
			Decimals        decimals
			Interval        sharedInterval
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/calc11_intervals.json"), &file))
	for _, tc := range file.Cases {
		rounding := scrutiny.Nearest
		if tc.Mode == "truncate" {
			rounding = scrutiny.Truncated
		}
		got, err := fact{&tc.Value, tc.Decimals}.input().Values(rounding)
		if tc.ID == "viewer-5" {
			assert.Error(t, err, "-20.123 to the nearest ten has excess digits, and is refused before it has an interval")
			continue
		}
		require.NoError(t, err, tc.ID)
		tc.Interval.equal(t, got, tc.ID)
	}
	t.Logf("%d cases", len(file.Cases))
}

func TestSharedIntervalOperations(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Op string
			Args   []json.RawMessage
			Result *[2]string
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/calc11_interval_ops.json"), &file))
	for _, tc := range file.Cases {
		var got scrutiny.Interval
		ok := true
		for i, arg := range tc.Args {
			var ends [2]string
			if tc.Op == "scale" && i == 1 {
				var weight string
				require.NoError(t, json.Unmarshal(arg, &weight))
				got = got.Scale(decimal.RequireFromString(weight))
				continue
			}
			require.NoError(t, json.Unmarshal(arg, &ends))
			next := scrutiny.Interval{Low: decimal.RequireFromString(ends[0]), High: decimal.RequireFromString(ends[1])}
			switch {
			case i == 0:
				got = next
			case tc.Op == "add":
				got = got.Add(next)
			case ok:
				got, ok = got.Meet(next)
			}
		}
		require.Equal(t, tc.Result != nil, ok, tc.ID)
		if ok {
			decimaltest.Equal(t, tc.Result[0], got.Low, tc.ID)
			decimaltest.Equal(t, tc.Result[1], got.High, tc.ID)
		}
	}
}

// One figure printed more than once: each further fact repeats the first.
func TestSharedDuplicates(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Mode, Expected string
			Facts              []fact
			Interval           *sharedInterval
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/calc11_duplicates.json"), &file))
	for _, tc := range file.Cases {
		report := scrutiny.Report{}
		if tc.Mode == "truncate" {
			report.Rounding = scrutiny.Truncated
		}
		for i, f := range tc.Facts {
			c := scrutiny.Claim{ID: fmt.Sprintf("f%d", i), Printed: f.input()}
			if i > 0 {
				c.SameAs = "f0"
			}
			report.Claims = append(report.Claims, c)
		}
		// The figure itself, through all its printings.
		report.Claims = append(report.Claims, scrutiny.Claim{ID: "it", Printed: scrutiny.Print("0"), Formula: "x", Inputs: map[string]scrutiny.Input{"x": {SameAs: "f0"}}})
		f, ok := scrutiny.Check(report, scrutiny.Options{}).Finding("it")
		require.True(t, ok, tc.ID)
		if tc.Expected != "consistent" {
			assert.Equal(t, scrutiny.CannotCheck, f.Verdict, tc.ID)
			continue
		}
		require.NotNil(t, f.Low, "%s: %s", tc.ID, f.Working)
		if tc.Interval != nil {
			decimaltest.Equal(t, tc.Interval.Low, *f.Low, tc.ID)
			decimaltest.Equal(t, tc.Interval.High, *f.High, tc.ID)
		}
	}
	t.Logf("%d cases", len(file.Cases))
}

func TestSharedSums(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Mode string
			Total    []fact
			Items    []struct {
				Weight string
				Facts  []fact
			}
			Intervals *struct{ Computed, Reported sharedInterval }
			Expected  struct {
				Calc11   string
				Computed *sharedInterval
			}
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/calc11_sums_round.json"), &file))
	judged := 0
	for _, tc := range file.Cases {
		if tc.Intervals != nil {
			continue
		}
		judged++
		report := scrutiny.Report{}
		add := func(id string, facts []fact) {
			for i, f := range facts {
				c := scrutiny.Claim{ID: fmt.Sprintf("%s-%d", id, i), Printed: f.input()}
				if i > 0 {
					c.SameAs = id + "-0"
				}
				report.Claims = append(report.Claims, c)
			}
		}
		add("total", tc.Total)
		it := scrutiny.Claim{ID: "it", Printed: scrutiny.Input{SameAs: "total-0"}, Inputs: map[string]scrutiny.Input{}}
		var terms []string
		for i, item := range tc.Items {
			// An item not reported, or reported as nil alone, takes no part.
			if len(item.Facts) == 0 || (len(item.Facts) == 1 && item.Facts[0].Value == nil) {
				continue
			}
			id := fmt.Sprintf("item%d", i)
			add(id, item.Facts)
			it.Inputs[id] = scrutiny.Input{SameAs: id + "-0"}
			terms = append(terms, "("+item.Weight+") * "+id)
		}
		it.Formula = strings.Join(terms, " + ")
		report.Claims = append(report.Claims, it)
		f, ok := scrutiny.Check(report, scrutiny.Options{}).Finding("it")
		require.True(t, ok, tc.ID)
		switch tc.Expected.Calc11 {
		case "consistent":
			assert.Contains(t, []scrutiny.Verdict{scrutiny.Agrees, scrutiny.WithinRounding}, f.Verdict, "%s: %s", tc.ID, f.Working)
		case "inconsistent":
			assert.Equal(t, scrutiny.Differs, f.Verdict, "%s: %s", tc.ID, f.Working)
		default:
			assert.Equal(t, scrutiny.CannotCheck, f.Verdict, "%s: %s", tc.ID, f.Working)
		}
		if c := tc.Expected.Computed; c != nil {
			decimaltest.Equal(t, c.Low, *f.Low, tc.ID)
			decimaltest.Equal(t, c.High, *f.High, tc.ID)
		}
		if tc.ID == "dqc-0126-cashflow" {
			assert.Equal(t, scrutiny.SlipTwoSigns, f.Slip, "%s", f.Explanation)
			assert.Contains(t, f.Explanation, "50368000")
		}
	}
	t.Logf("%d of %d cases", judged, len(file.Cases))
}

func TestSharedRounding(t *testing.T) {
	var file struct {
		Cases []struct {
			Inputs struct {
				X         string
				Digits    int32
				Rule      string
				Symmetric bool
			}
			Expected string
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/grim_rounding.json"), &file))
	judged := 0
	for _, tc := range file.Cases {
		in := tc.Inputs
		rule, ok := sharedRule(in.Rule, in.Symmetric)
		if !ok {
			continue
		}
		judged++
		decimaltest.Equal(t, tc.Expected, rule.Round(decimal.RequireFromString(in.X), in.Digits), "%+v", in)
	}
	t.Logf("%d of %d cases; anti_trunc is nobody's rule", judged, len(file.Cases))
}

// sharedRule is a rounding rule by the name that the R package scrutiny gives it.
func sharedRule(name string, symmetric bool) (scrutiny.Rounding, bool) {
	switch name {
	case "up":
		if symmetric {
			return scrutiny.TiesAway, true
		}
		return scrutiny.TiesUp, true
	case "down":
		if symmetric {
			return scrutiny.TiesToZero, true
		}
		return scrutiny.TiesDown, true
	case "up_or_down":
		return scrutiny.Nearest, true
	case "even":
		return scrutiny.TiesEven, true
	case "ceiling":
		return scrutiny.Ceiling, true
	case "floor":
		return scrutiny.Floor, true
	case "trunc":
		return scrutiny.Truncated, true
	}
	return 0, false
}

func TestSharedUnround(t *testing.T) {
	var file struct {
		Cases []struct {
			Inputs   struct{ X, Rounding string }
			Expected []any
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/grim_unround.json"), &file))
	judged := 0
	for _, tc := range file.Cases {
		rule, ok := sharedRule(tc.Inputs.Rounding, false)
		if !ok {
			continue
		}
		judged++
		_, fractional, _ := strings.Cut(tc.Inputs.X, ".")
		got, ok := rule.Values(decimal.RequireFromString(tc.Inputs.X), int32(len(fractional)))
		require.True(t, ok)
		want := sharedInterval{Low: tc.Expected[0].(string), High: tc.Expected[2].(string), LowClosed: tc.Expected[1].(bool), HighClosed: tc.Expected[3].(bool)}
		want.equal(t, got, fmt.Sprint(tc.Inputs))
	}
	t.Logf("%d of %d cases", judged, len(file.Cases))
}

func TestSharedCountsBehindShares(t *testing.T) {
	var file struct {
		Cases []struct {
			Printed           json.RawMessage
			N                 *int
			Either            []int
			HalfAway          []int `json:"half_away"`
			Reachable         int
			Printable         int
			Boxes, Ranges     [][2]int
			Ways              int
			Accept            [][]json.Number
			Power             json.RawMessage
			FeasibleFirst     []int `json:"feasible_n_first"`
			FeasibleUpto1000  int   `json:"feasible_upto_1000"`
			LargestInfeasible int   `json:"largest_infeasible_upto_1000"`
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/grim_implied_counts.json"), &file))
	for _, tc := range file.Cases {
		name := string(tc.Printed)
		var one string
		if json.Unmarshal(tc.Printed, &one) == nil {
			share, err := scrutiny.ParseShare(one)
			require.NoError(t, err)
			wantCounts(t, tc.Either, share.Counts(*tc.N, scrutiny.Nearest), name)
			wantCounts(t, tc.HalfAway, share.Counts(*tc.N, scrutiny.TiesAway), name)
			reachable, printable := scrutiny.Reachable(*tc.N, share.Places)
			assert.Equal(t, tc.Reachable, reachable, "%s of %d", name, *tc.N)
			assert.Equal(t, tc.Printable, printable, "%s of %d", name, *tc.N)
			continue
		}
		var many []string
		require.NoError(t, json.Unmarshal(tc.Printed, &many))
		shares := make([]scrutiny.Share, len(many))
		for i, text := range many {
			var err error
			shares[i], err = scrutiny.ParseShare(text)
			require.NoError(t, err)
		}
		if tc.N == nil {
			var feasible []int
			largest := 0
			for n := 1; n <= 1000; n++ {
				if scrutiny.JointCounts(shares, n, false, scrutiny.Nearest).Possible {
					feasible = append(feasible, n)
				} else {
					largest = n
				}
			}
			assert.Len(t, feasible, tc.FeasibleUpto1000, name)
			assert.Equal(t, tc.LargestInfeasible, largest, name)
			smallest, ok := scrutiny.SmallestBase(shares, false, 1000, scrutiny.Nearest)
			assert.Equal(t, len(feasible) > 0, ok, name)
			if ok {
				assert.Equal(t, tc.FeasibleFirst[0], smallest, name)
				assert.Equal(t, tc.FeasibleFirst, feasible[:len(tc.FeasibleFirst)], name)
			}
			continue
		}
		joint := scrutiny.JointCounts(shares, *tc.N, false, scrutiny.Nearest)
		assert.Equal(t, tc.Ways > 0, joint.Possible, name)
		assert.Equal(t, tc.Ways == 1, joint.Determined, name)
		for i, box := range tc.Boxes {
			assert.Equal(t, scrutiny.Counts{Min: box[0], Max: box[1]}, joint.Boxes[i], name)
		}
		for i, r := range tc.Ranges {
			assert.Equal(t, scrutiny.Counts{Min: r[0], Max: r[1]}, joint.Ranges[i], name)
		}
		for i, want := range tc.Accept {
			var got []json.Number
			for _, share := range scrutiny.Accepted(shares, i, *tc.N, false, scrutiny.Nearest) {
				got = append(got, json.Number(share.Percent.String()))
			}
			assert.ElementsMatch(t, want, got, "%s, share %d of %d", name, i, *tc.N)
		}
	}
	t.Logf("%d cases", len(file.Cases))
}

func wantCounts(t *testing.T, want []int, got scrutiny.Counts, msg string) {
	t.Helper()
	if assert.Equal(t, len(want) > 0, got.Possible(), msg) && got.Possible() {
		assert.Equal(t, scrutiny.Counts{Min: want[0], Max: want[1]}, got, msg)
	}
}
