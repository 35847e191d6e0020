package caseload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

const smallTeam = `worker,team,role,fte,cases,asye,agency
Ann,North,SW,1,20,no,no
Ben,North,SW,0.5,21,no,yes
Cy,South,SW,1,30,yes,no
Dee,South,SP,1,0,,
unallocated,South,,,4,,
`

func read(t *testing.T, text string) caseload.Roster {
	t.Helper()
	roster, err := caseload.ReadWorkers(strings.NewReader(text))
	require.NoError(t, err)
	return roster
}

func profile(t *testing.T, text string, s caseload.Settings) caseload.Profile {
	t.Helper()
	p, err := caseload.NewProfile(read(t, text), s)
	require.NoError(t, err)
	return p
}

func ratio(t *testing.T, want string, r caseload.Ratio, places int32) {
	t.Helper()
	got, ok := r.Round(places)
	require.True(t, ok, r.Definition)
	decimaltest.Equal(t, want, got, r.Definition)
}

// Worked by hand: 71 cases, 3 workers holding, 2.5 FTE holding; 20, 21 and 30 sorted.
func TestProfileOfASmallTeam(t *testing.T) {
	p := profile(t, smallTeam, caseload.Settings{})
	assert.Equal(t, []int{4, 3, 1, 71, 30}, []int{p.Workers, p.Holding, p.WithNone, p.Cases, p.Largest})
	decimaltest.Equal(t, "3.5", p.FTE)
	decimaltest.Equal(t, "2.5", p.HoldingFTE)
	ratio(t, "23.67", p.MeanPerWorker(), 2)
	ratio(t, "28.4", p.MeanPerFTE(), 2)
	decimaltest.Equal(t, "21", p.Median.Decimal)
	decimaltest.Equal(t, "20.5", p.Quantiles[0].Cases.Decimal, "type 7: half way from 20 to 21")
	decimaltest.Equal(t, "25.5", p.Quantiles[2].Cases.Decimal)
	for i, want := range []struct{ share, cumulative string }{{"33.3", "100"}, {"33.3", "66.7"}, {"33.3", "33.3"}} {
		ratio(t, want.share, p.Banding.Counts[i].Share, 1)
		ratio(t, want.cumulative, p.Banding.Counts[i].Cumulative, 1)
	}
	assert.Equal(t, 4, p.UnallocatedCases)
	assert.Equal(t, []int{3, 3}, []int{p.OverLimit, p.OverOptimum})
	decimaltest.Equal(t, "17", p.Excess, "2 + 3 + 12 above 18")
	assert.Equal(t, []int{1, 3, 1}, []int{p.Agency.Workers, p.Permanent.Workers, p.ASYE.Workers})
	assert.Equal(t, "North", p.Teams[0].Name)
	ratio(t, "20.5", p.Teams[0].MeanPerWorker(), 1)
	assert.True(t, p.Teams[0].Over)
	assert.False(t, p.Teams[1].Over, "30 cases on two limits of 18")
	assert.Equal(t, 1, p.OverInTeamsWithin, "Cy, whom the average of South hides")
	assert.Equal(t, "71 / 2.5 = 28.4", p.MeanPerFTE().Working(1))
}

func TestAverageOfAGroupIsTheRatioOfItsSums(t *testing.T) {
	// wmt-web test-get-capacity-view.js: 90 of 100 and 35 of 70 are 73.5 per cent together; the mean of percentages is 70.
	sum := caseload.Utilisation{Load: dec("90"), Capacity: dec("100")}.Add(caseload.Utilisation{Load: dec("35"), Capacity: dec("70")})
	ratio(t, "73.52941176470588", sum.Ratio(), 14)
}

func TestProfileOfNobody(t *testing.T) {
	p, err := caseload.Describe(nil, caseload.Settings{})
	require.NoError(t, err)
	assert.False(t, p.MeanPerWorker().Defined())
	assert.False(t, p.MeanPerFTE().Defined())
	assert.False(t, p.Median.Valid)
	_, ok := p.Banding.Counts[0].Share.Round(1)
	assert.False(t, ok, "a share of nothing is not 0 per cent")
	assert.Equal(t, "0 / 0 is not defined", p.MeanPerFTE().Working(1))
}

func TestRecordsThatCannotBeCounted(t *testing.T) {
	const header = "worker,fte,cases,asye,agency\n"
	tests := map[string]struct {
		row    string
		code   caseload.FaultCode
		column int
	}{
		"worker blank":             {",1,3,,", caseload.WorkerBlank, 1},
		"worker twice":             {" first ,1,3,,", caseload.WorkerTwice, 1},
		"fte blank":                {"A,,3,,", caseload.FTEUnreadable, 2},
		"fte in words":             {"A,half,3,,", caseload.FTEUnreadable, 2},
		"fte enormous":             {"A,1e999999999,3,,", caseload.FTEUnreadable, 2},
		"fte NaN":                  {"A,NaN,3,,", caseload.FTEUnreadable, 2},
		"fte below zero":           {"A,-0.1,3,,", caseload.FTENegative, 2},
		"fte zero with cases":      {"A,0.0,3,,", caseload.FTEZero, 2},
		"fte above 1.5":            {"A,1.51,3,,", caseload.FTETooHigh, 2},
		"cases blank":              {"A,1,,,", caseload.CasesUnreadable, 3},
		"cases in words":           {"A,1,many,,", caseload.CasesUnreadable, 3},
		"half a case":              {"A,1,3.5,,", caseload.CasesUnreadable, 3},
		"cases below zero":         {"A,1,-3,,", caseload.CasesNegative, 3},
		"cases of a whole council": {"A,1,10000,,", caseload.CasesTooMany, 3},
		"cases enormous":           {"A,1,99999999999999999999,,", caseload.CasesUnreadable, 3},
		"asye neither yes nor no":  {"A,1,3,perhaps,", caseload.FlagUnreadable, 4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			roster := read(t, header+"First,1,10,,\n"+test.row+"\nLast,1,12,,\n")
			require.Len(t, roster.Faults, 1)
			fault := roster.Faults[0]
			assert.Equal(t, test.code, fault.Code)
			assert.Equal(t, 3, fault.At.Place.Line)
			assert.Equal(t, test.column, fault.At.Place.Column, fault.Error())
			assert.ErrorAs(t, roster.Err(), new(*figure.Fault))

			p, err := caseload.NewProfile(roster, caseload.Settings{})
			require.NoError(t, err)
			assert.Equal(t, 2, p.Workers, "the rest can still be profiled")
			assert.Equal(t, 3, p.Records)
			require.Len(t, p.LeftOut, 1)
			assert.Equal(t, test.code, p.LeftOut[0].Code)
			ratio(t, "11", p.MeanPerWorker(), 1)
		})
	}
}

func TestFTEAtItsEdges(t *testing.T) {
	roster := read(t, "worker,fte,cases\nfull,1.5,3\nleave,0,0\n")
	assert.Empty(t, roster.Faults)
	assert.Len(t, roster.Workers, 2)
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for name, text := range map[string]string{
		"empty":            "",
		"a missing column": "worker,fte\nA,1\n",
		"a column twice":   "worker,fte,fte,cases\nA,1,1,3\n",
		"a row too long":   "worker,fte,cases\nA,1,1,234\n",
		"NUL":              "worker,fte,cases\nA\x00,1,3\n",
		"UTF-16":           "\xff\xfew\x00o\x00",
		"a quote unclosed": "worker,fte,cases\n\"A,1,3\n",
		"a header alone":   "worker,fte,cases\n",
	} {
		_, err := caseload.ReadWorkers(strings.NewReader(text))
		var input *figure.Fault
		require.ErrorAs(t, err, &input, name)
		assert.NotEmpty(t, input.Problem)
	}
}

func TestColumnsInAnyOrderAndIgnoredOnesNamed(t *testing.T) {
	roster := read(t, "\uFEFFcases;Worker;FTE;teem\n12;Ann;0,5;x\n")
	assert.Equal(t, []string{"teem"}, roster.Ignored)
	require.Len(t, roster.Workers, 1)
	decimaltest.Equal(t, "0.5", roster.Workers[0].FTE, "a comma that can only stand before decimals does")
	assert.Contains(t, roster.Notes[0], "decimal mark")
}

// Devon counts a newly qualified worker at 60 per cent of FTE; another council lowers the limit.
func TestProtectionIsAppliedOnce(t *testing.T) {
	worker := caseload.Worker{Name: "new", FTE: dec("0.5"), Cases: 9, ASYE: true}
	limits := caseload.Limits{Ordinary: dec("18"), PerFTE: true, ASYE: caseload.Protection{Factor: dec("0.6"), By: caseload.ByFTE}}
	decimaltest.Equal(t, "5.4", limits.Of(worker), "18 × 0.5 × 0.6, through the FTE")
	limits.ASYE.By = caseload.ByLimit
	decimaltest.Equal(t, "5.4", limits.Of(worker), "18 × 0.5 × 0.6, through the limit")
	limits.PerFTE = false
	decimaltest.Equal(t, "10.8", limits.Of(worker))
	limits.ASYE.By = caseload.ByFTE
	decimaltest.Equal(t, "18", limits.Of(worker), "a limit that does not depend on FTE is not lowered by it")

	p, err := caseload.Describe([]caseload.Worker{worker, {Name: "old", FTE: dec("1"), Cases: 20}}, caseload.Settings{Limits: limits})
	require.NoError(t, err)
	ratio(t, "22.3", p.MeanPerFTE(), 1) // 29 / (0.5 × 0.6 + 1)
	decimaltest.Equal(t, "1.5", p.FTE, "the FTE worked stays what it is")

	_, err = caseload.Describe(nil, caseload.Settings{Limits: caseload.Limits{ASYE: caseload.Protection{Factor: dec("60")}}})
	assert.ErrorIs(t, err, caseload.ErrProtection)
	_, err = caseload.Describe(nil, caseload.Settings{Limits: caseload.Limits{Ordinary: dec("-1")}})
	assert.ErrorIs(t, err, caseload.ErrLimits)
	_, err = caseload.Describe(nil, caseload.Settings{Limits: caseload.Limits{Ordinary: dec("15"), Exceptional: dec("14")}})
	assert.ErrorIs(t, err, caseload.ErrLimits)
}

func TestAtTheLimitIsWithinIt(t *testing.T) {
	for cases, over := range map[int]int{17: 0, 18: 0, 19: 1} {
		p, err := caseload.Describe([]caseload.Worker{{Name: "a", FTE: dec("1"), Cases: cases}}, caseload.Settings{})
		require.NoError(t, err)
		assert.Equal(t, over, p.OverLimit, "%d cases", cases)
	}
	strict := caseload.Limits{Over: caseload.Threshold{AtIsOver: true}}
	p, err := caseload.Describe([]caseload.Worker{{Name: "a", FTE: dec("1"), Cases: 18}}, caseload.Settings{Limits: strict})
	require.NoError(t, err)
	assert.Equal(t, 1, p.OverLimit)
}

// DfE leaves out, in 2021, workers without cases and those above 50 cases per FTE, and weighs the groups by FTE.
func TestDfEGroupsAreWeightedByFTEAndReconciled(t *testing.T) {
	p := profile(t, "worker,fte,cases\na,1,4\nb,0.5,4\nc,1,51\nd,1,0\ne,1.5,1\nf,0,3\n", caseload.Settings{Bands: caseload.DfEBands()})
	assert.Equal(t, "1 to under 5", p.Banding.Counts[0].Band.Name)
	ratio(t, "66.7", p.Banding.Counts[0].Share, 1) // 1 FTE of 1.5
	ratio(t, "33.3", p.Banding.Counts[1].Share, 1) // 0.5 FTE at 8 cases per FTE
	assert.Equal(t, caseload.Outside{Workers: 1, FTE: p.Banding.Above.FTE, Cases: 51}, p.Banding.Above)
	assert.Equal(t, 1, p.Banding.Below.Workers, "one case on 1.5 FTE is under 1 per FTE")
	assert.Equal(t, []caseload.FaultCode{caseload.FTEZero}, []caseload.FaultCode{p.LeftOut[0].Code})
	assert.Equal(t, 3, p.LeftOut[0].Cases)
	in := 0
	for _, c := range p.Banding.Counts {
		in += c.Workers
	}
	assert.Equal(t, p.Holding, in+p.Banding.Below.Workers+p.Banding.Above.Workers+p.Banding.NoCapacity.Workers)
}

func TestPointsAndPercentOfLimitAsBasis(t *testing.T) {
	const text = "worker,fte,cases,points,limit\na,1,5,209,190\nb,1,4,50,0\nc,1,3,90,100\n"
	p := profile(t, text, caseload.Settings{Bands: caseload.UtilisationBands()})
	assert.Equal(t, []int{1, 1, 0}, []int{p.Banding.Counts[0].Workers, p.Banding.Counts[1].Workers, p.Banding.Counts[2].Workers})
	assert.Equal(t, 1, p.Banding.NoCapacity.Workers, "a load with no capacity is over, not 0 per cent")
	assert.Equal(t, 2, p.OverLimit)

	points := caseload.MustBands(caseload.Points, caseload.Under("light", dec("100")), caseload.AndOver("heavy", dec("100")))
	p = profile(t, text, caseload.Settings{Bands: points})
	assert.Equal(t, []int{2, 1}, []int{p.Banding.Counts[0].Workers, p.Banding.Counts[1].Workers})
}

// The default limits are of cases: 90 points are not over 18 of them.
func TestALoadInPointsNeedsALimitInPoints(t *testing.T) {
	bands := caseload.MustBands(caseload.Points, caseload.Under("light", dec("100")), caseload.AndOver("heavy", dec("100")))
	worker := caseload.Worker{Name: "a", FTE: dec("1"), Cases: 9, Points: dec("90")}
	for _, b := range []caseload.Bands{bands, caseload.UtilisationBands()} {
		_, err := caseload.Describe([]caseload.Worker{worker}, caseload.Settings{Bands: b})
		assert.ErrorIs(t, err, caseload.ErrLimits)
		p, err := caseload.Describe([]caseload.Worker{worker}, caseload.Settings{Bands: b, Limits: caseload.Limits{Ordinary: dec("100")}})
		require.NoError(t, err)
		assert.Equal(t, []int{0, 0}, []int{p.OverLimit, p.OverOptimum}, "90 of 100, and no optimum is stated")
	}
	_, _, err := caseload.Overloads([]caseload.Worker{worker}, caseload.Points, caseload.Limits{})
	assert.ErrorIs(t, err, caseload.ErrLimits)
}

func TestTheSameWorkersGiveAnEqualProfile(t *testing.T) {
	a, b := profile(t, smallTeam, caseload.Settings{}), profile(t, strings.ReplaceAll(smallTeam, ",1,", ",1.00,"), caseload.Settings{})
	assert.True(t, a.Equal(b))
	assert.False(t, a.Equal(profile(t, smallTeam+"Eve,South,SP,1,1,,\n", caseload.Settings{})))
}

func TestReadWorkers_ATotalIsNoWorker(t *testing.T) {
	roster := read(t, "worker,team,fte,cases\nAnn,X,1,10\nBob,X,0.5,20\nTeam total,X,1.5,30\n")
	assert.Len(t, roster.Workers, 2)
	require.Len(t, roster.Notes, 1)
	assert.Contains(t, roster.Notes[0], "Team total")
}

func TestReadWorkers_AnIDTellsTwoOfOneNameApart(t *testing.T) {
	roster := read(t, "worker,id,team,fte,cases\nAnn,17,X,1,10\nann,18,Y,1,30\nBob,19,X,1,20\n")
	require.Empty(t, roster.Faults)
	require.Len(t, roster.Workers, 3)
	assert.Equal(t, "Ann (17)", roster.Workers[0].Name)
	assert.Equal(t, "ann (18)", roster.Workers[1].Name)
	assert.Equal(t, "Bob", roster.Workers[2].Name)
	same := read(t, "worker,id,team,fte,cases\nAnn,17,X,1,10\nAnn,17,Y,1,30\n")
	assert.Len(t, same.Faults, 1, "one worker twice is one worker twice")
}
