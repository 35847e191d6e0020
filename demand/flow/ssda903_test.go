package flow_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/figure"
)

const header = "CHILD,SEX,DOB\n1,1,15/06/2010\n2,2,2007-04-11\n3,1,29/02/2016\n"

// returns reads the header above and rows of child,decom,dec,place.
func returns(t testing.TB, rows ...string) flow.Return {
	t.Helper()
	var r flow.Return
	_, err := r.Read(strings.NewReader(header))
	require.NoError(t, err)
	_, err = r.Read(strings.NewReader("child,decom,dec,place\n" + strings.Join(rows, "\n")))
	require.NoError(t, err)
	return r
}

func codes(problems []flow.Problem) []flow.ProblemCode {
	var out []flow.ProblemCode
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return out
}

// stays writes the stays of a child: placement, start and end.
func stays(histories []flow.History) []string {
	var out []string
	for _, h := range histories {
		for _, s := range h.Stays {
			out = append(out, h.Child+" "+s.Placement+" "+s.Start.Format(time.DateOnly)+" "+s.End.Format(time.DateOnly))
		}
	}
	return out
}

func TestDatesOfBothStyles(t *testing.T) {
	want := time.Date(2018, 3, 31, 0, 0, 0, 0, time.UTC)
	for _, text := range []string{"31/03/2018", "2018-03-31", " 2018-03-31 ", "31/3/2018", "2018-03-31 00:00:00", "2018-03-31T00:00:00"} {
		got, err := flow.ParseDate(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "03/31/2018", "31/02/2018", "29/02/2017", "1/1/18", "43190", "2018-03-31 12:30:00", "0001-01-01", "31/03/9999", "tomorrow"} {
		_, err := flow.ParseDate(text)
		assert.Error(t, err, text)
	}
}

func TestEpisodesBecomeStays(t *testing.T) {
	for _, c := range []struct {
		name  string
		rows  []string
		want  []string
		codes []flow.ProblemCode
	}{
		{"two of one type that follow on are one stay", []string{"1,01/04/2020,01/05/2020,U1", "1,01/05/2020,01/06/2020,U4"}, []string{"1 fostering 2020-04-01 2020-06-01"}, nil},
		{"a move", []string{"1,01/05/2020,01/06/2020,K2", "1,01/04/2020,01/05/2020,u1"}, []string{"1 fostering 2020-04-01 2020-05-01", "1 residential 2020-05-01 2020-06-01"}, nil},
		{"a gap is leaving and coming back", []string{"1,01/04/2020,01/05/2020,U1", "1,02/05/2020,01/06/2020,U1"}, []string{"1 fostering 2020-04-01 2020-05-01", "1 fostering 2020-05-02 2020-06-01"}, nil},
		{"an open episode runs to the 18th birthday", []string{"2,2024-01-01,,H5"}, []string{"2 supported 2024-01-01 2025-04-11"}, []flow.ProblemCode{flow.OpenEnd}},
		{"one that is closed after it ends there", []string{"2,2024-01-01,2026-01-01,P1"}, []string{"2 other 2024-01-01 2025-04-11"}, nil},
		{"a row twice", []string{"1,01/04/2020,01/05/2020,U1", "1,2020-04-01,2020-05-01,U1"}, []string{"1 fostering 2020-04-01 2020-05-01"}, []flow.ProblemCode{flow.Duplicate}},
		{"open in one year and closed in the next", []string{"1,01/04/2020,,U1", "1,01/04/2020,01/05/2021,U1"}, []string{"1 fostering 2020-04-01 2021-05-01"}, []flow.ProblemCode{flow.Superseded}},
		{"the years the other way round", []string{"1,01/04/2020,01/05/2021,U1", "1,01/04/2020,,U1"}, []string{"1 fostering 2020-04-01 2021-05-01"}, []flow.ProblemCode{flow.Superseded}},
		{"two placements from one day", []string{"1,01/04/2020,01/05/2020,U1", "1,01/04/2020,01/06/2020,K2"}, []string{"1 residential 2020-04-01 2020-06-01"}, []flow.ProblemCode{flow.Conflict}},
		{"an end before its start", []string{"1,01/05/2020,01/04/2020,U1"}, nil, []flow.ProblemCode{flow.EndBeforeStart}},
		{"an episode of no day", []string{"1,01/05/2020,01/05/2020,U1"}, nil, []flow.ProblemCode{flow.Empty}},
		{"before birth", []string{"1,14/06/2010,01/05/2011,U1"}, nil, []flow.ProblemCode{flow.BeforeBirth}},
		{"on the day of birth", []string{"1,15/06/2010,01/05/2011,U1"}, []string{"1 fostering 2010-06-15 2011-05-01"}, nil},
		{"on the 18th birthday", []string{"2,2025-04-11,,U1"}, nil, []flow.ProblemCode{flow.OverAge}},
		{"on the day before it", []string{"2,2025-04-10,,U1"}, []string{"2 fostering 2025-04-10 2025-04-11"}, []flow.ProblemCode{flow.OpenEnd}},
		{"a child without a date of birth", []string{"9,01/05/2020,01/06/2020,U1"}, nil, []flow.ProblemCode{flow.NoBirthDate}},
		{
			"a later episode inside a longer one",
			[]string{"1,01/04/2020,,U1", "1,01/05/2020,01/06/2020,K2"},
			[]string{"1 fostering 2020-04-01 2020-05-01", "1 residential 2020-05-01 2020-06-01", "1 fostering 2020-06-01 2028-06-15"},
			[]flow.ProblemCode{flow.OpenEnd, flow.Overlap},
		},
		{
			"one that runs into the next",
			[]string{"1,01/04/2020,10/05/2020,U1", "1,01/05/2020,01/06/2020,K2"},
			[]string{"1 fostering 2020-04-01 2020-05-01", "1 residential 2020-05-01 2020-06-01"},
			[]flow.ProblemCode{flow.Overlap},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			histories, problems := returns(t, c.rows...).Histories(flow.HistorySettings{})
			assert.Equal(t, c.want, stays(histories))
			assert.Equal(t, c.codes, codes(problems))
		})
	}
}

func TestOnesOwnPlacementTypes(t *testing.T) {
	r := returns(t, "1,01/04/2020,01/05/2020,U1", "1,01/05/2020,01/06/2020,K2")
	histories, _ := r.Histories(flow.HistorySettings{Types: map[string]string{"U1": "in-house", "K2": "agency"}})
	assert.Equal(t, []string{"1 in-house 2020-04-01 2020-05-01", "1 agency 2020-05-01 2020-06-01"}, stays(histories))
}

func TestAChildCountsOnTheFirstDayAndNotOnTheLast(t *testing.T) {
	histories, _ := returns(t, "1,01/04/2020,01/05/2020,U1").Histories(flow.HistorySettings{})
	for date, want := range map[string]int{"2020-03-31": 0, "2020-04-01": 1, "2020-04-30": 1, "2020-05-01": 0} {
		assert.Len(t, flow.StockOn(histories, day(t, date)), want, date)
	}
}

func TestFilesAreToldByTheirColumns(t *testing.T) {
	for text, want := range map[string]flow.Kind{
		"PLACE;DEC;DECOM;CHILD\nU1;;01/04/2020;1\n":         flow.EpisodeTable,
		"\uFEFFDOB,CHILD\n01/01/2015,1\n":                   flow.HeaderTable,
		"band,from,to,per_day\n5 to 9,fostering,,0.001\n":   flow.RateTable,
		"placement,band,children\nfostering,5 to 9,12.5\n":  flow.StockTable,
		"placement,born,children\nfostering,2015-05-01,1\n": flow.StockTable,
	} {
		var in flow.Inputs
		kind, err := in.Read(strings.NewReader(text))
		require.NoError(t, err, text)
		assert.Equal(t, want, kind, kind.String())
	}
	var r flow.Return
	_, err := r.Read(strings.NewReader("band,from,to,per_day\n5 to 9,fostering,,0.001\n"))
	require.Error(t, err, "a table of rates is no return")
}

func TestAnEpisodeFileMayCarryDatesOfBirth(t *testing.T) {
	var r flow.Return
	_, err := r.Read(strings.NewReader("CHILD,DOB,DECOM,DEC,PLACE\n1,01/01/2015,01/04/2020,,U1\n"))
	require.NoError(t, err)
	histories, problems := r.Histories(flow.HistorySettings{})
	assert.Len(t, histories, 1)
	assert.Equal(t, []flow.ProblemCode{flow.OpenEnd}, codes(problems))
}

func TestFaultsInFilesNameLineAndColumn(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
	}{
		"empty":                       {"", 0, 0},
		"not a table we know":         {"a,b\n1,2\n", 1, 0},
		"no child":                    {"child,decom,dec,place\n,01/04/2020,,U1\n", 2, 1},
		"no start":                    {"child,decom,dec,place\n1,,,U1\n", 2, 2},
		"American date":               {"child,decom,dec,place\n1,04/31/2020,,U1\n", 2, 2},
		"29 February of no leap year": {"child,decom,dec,place\n1,01/04/2020,29/02/2021,U1\n", 2, 3},
		"no placement":                {"child,decom,dec,place\n1,01/04/2020,,\n", 2, 4},
		"ragged":                      {"child,decom,dec,place\n1,01/04/2020\n", 2, 4},
		"born twice":                  {"child,dob\n1,01/04/2020\n1,02/04/2020\n", 3, 2},
		"bad birth":                   {"child,dob\n1,yesterday\n", 2, 2},
		"rate in words":               {"band,from,to,per_day\n5 to 9,a,b,often\n", 2, 4},
		"rate without end":            {"band,from,to,per_day\n5 to 9,a,b,1e999999999\n", 2, 4},
		"rate above 1":                {"band,from,to,per_day\n5 to 9,a,b,1.5\n", 0, 0},
		"from nowhere to nowhere":     {"band,from,to,per_day\n5 to 9,,,0.5\n", 2, 2},
		"unknown band":                {"band,from,to,per_day\n5-9,a,b,0.5\n", 2, 1},
		"negative stock":              {"placement,band,children\na,5 to 9,-1\n", 2, 3},
		"stock of no type":            {"placement,band,children\n,5 to 9,1\n", 2, 1},
		"control character":           {"child,dob\n1\x00,01/04/2020\n", 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var in flow.Inputs
			_, err := in.Read(strings.NewReader(c.text))
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.line, fault.Place.Line, fault.Error())
			assert.Equal(t, c.column, fault.Place.Column, fault.Error())
			assert.Empty(t, in.Return.Episodes)
			assert.Empty(t, in.Model.Rates)
		})
	}
}

// FuzzRead holds that no file makes the reader panic, and that histories keep their promises: ordered, apart, within care.
func FuzzRead(f *testing.F) {
	f.Add("child,decom,dec,place,dob\n1,01/04/2020,01/05/2020,U1,01/01/2015\n1,01/03/2020,,K2,01/01/2015\n")
	f.Add(header)
	f.Add("band,from,to,per_day\n5 to 9,fostering,,0.001\n")
	f.Add("placement,band,children\nfostering,5 to 9,12\n")
	f.Fuzz(func(t *testing.T, text string) {
		var in flow.Inputs
		if _, err := in.Read(strings.NewReader(text)); err != nil {
			return
		}
		histories, _ := in.Return.Histories(flow.HistorySettings{})
		for _, h := range histories {
			for i, s := range h.Stays {
				if !s.Start.Before(s.End) || s.Start.Before(h.Born) || i > 0 && s.Start.Before(h.Stays[i-1].End) {
					t.Errorf("child %s: %v", h.Child, h.Stays)
				}
			}
		}
	})
}

func TestShortBreaksAreNoCare(t *testing.T) {
	var r flow.Return
	_, err := r.Read(strings.NewReader(header))
	require.NoError(t, err)
	_, err = r.Read(strings.NewReader("CHILD,DECOM,DEC,LS,PLACE\n" +
		"1,01/04/2020,01/06/2020,V2,U4\n" + // a single period under section 20 is care
		"1,01/07/2020,08/07/2020,V3,U4\n" + // short breaks, each an episode
		"2,01/04/2020,,v4,K2\n" + // or the agreement alone, in any case of letters
		"3,01/04/2020,01/05/2020,C2,U4\n"))
	require.NoError(t, err)
	histories, problems := r.Histories(flow.HistorySettings{})
	assert.Equal(t, []string{"1 fostering 2020-04-01 2020-06-01", "3 fostering 2020-04-01 2020-05-01"}, stays(histories))
	assert.Equal(t, []flow.ProblemCode{flow.ShortBreak, flow.ShortBreak}, codes(problems))
	assert.True(t, flow.ShortBreak.LeftOut())
	assert.False(t, flow.OpenEnd.LeftOut())
	assert.Empty(t, r.Notes())
}

func TestWithoutALegalStatusShortBreaksCannotBeTold(t *testing.T) {
	r := returns(t, "1,01/04/2020,01/06/2020,U4")
	require.Len(t, r.Notes(), 1)
	assert.Contains(t, r.Notes()[0], "short breaks")
	_, err := r.Read(strings.NewReader("CHILD,DECOM,DEC,LS,PLACE\n2,01/04/2020,01/06/2020,C1,U4\n"))
	require.NoError(t, err)
	assert.Contains(t, r.Notes()[0], "1 of 2 episodes")
	assert.Empty(t, flow.Return{}.Notes())
}

func TestCodesOfEveryYearAreKnown(t *testing.T) {
	var r flow.Return
	_, err := r.Read(strings.NewReader(header))
	require.NoError(t, err)
	_, err = r.Read(strings.NewReader("CHILD,DECOM,DEC,LS,PLACE\n" +
		"1,01/04/2013,01/05/2013,C2,Q2\n" + // foster placements until the U codes
		"1,01/05/2013,01/06/2013,C2,T4\n" +
		"1,01/04/2024,01/05/2024,C2,K3\n" + // registered supported accommodation
		"3,01/04/2020,01/05/2020,C9,U4\n" +
		"3,01/06/2020,01/07/2020,C2,X9\n"))
	require.NoError(t, err)
	histories, problems := r.Histories(flow.HistorySettings{})
	assert.Equal(t, []string{
		"1 fostering 2013-04-01 2013-05-01", "1 other 2013-05-01 2013-06-01", "1 supported 2024-04-01 2024-05-01",
		"3 fostering 2020-04-01 2020-05-01", "3 other 2020-06-01 2020-07-01",
	}, stays(histories))
	assert.Equal(t, []flow.ProblemCode{flow.UnknownLegal, flow.UnknownPlace}, codes(problems))
	_, problems = r.Histories(flow.HistorySettings{Types: map[string]string{"X9": "ours", "Q2": "ours"}})
	assert.NotContains(t, codes(problems), flow.UnknownPlace, "whoever groups a code knows it")
}

func TestAChildsNumberMayCarryTheZeroOfASpreadsheet(t *testing.T) {
	var r flow.Return
	_, err := r.Read(strings.NewReader("CHILD,DOB\n1.0,15/06/2010\nA.0,15/06/2010\n1.5,15/06/2011\n"))
	require.NoError(t, err)
	_, err = r.Read(strings.NewReader("CHILD,DECOM,DEC,LS,PLACE\n1,01/04/2020,01/05/2020,C2,U4\n1.00,01/06/2020,01/07/2020,C2,U4\n"))
	require.NoError(t, err)
	histories, problems := r.Histories(flow.HistorySettings{})
	assert.Equal(t, []string{"1 fostering 2020-04-01 2020-05-01", "1 fostering 2020-06-01 2020-07-01"}, stays(histories))
	assert.Empty(t, problems)
	assert.Contains(t, r.Born, "A.0")
	assert.Contains(t, r.Born, "1.5")
}
