package series_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/figure"
)

func read(text string, need ...string) ([]series.Point, error) {
	return series.Read(strings.NewReader(text), need...)
}

func TestASeriesIsReadInItsOrder(t *testing.T) {
	points, err := read("\uFEFFvalue;period\n12,087;2024-01\n1.5;2024-02\n", "value")
	require.NoError(t, err)
	values, err := series.Values(points)
	require.NoError(t, err)
	assert.Equal(t, []float64{12087, 1.5}, values)
	assert.Equal(t, "2024-02", points[1].Period)
	assert.Equal(t, 3, points[1].Line)
}

func TestMissingValuesStayMissing(t *testing.T) {
	for _, symbol := range []string{"", "c", "x", "-", "..", "[z]"} {
		points, err := read("period,value\n1,2\n2,"+symbol+"\n", "value")
		require.NoError(t, err, symbol)
		assert.False(t, points[1].Value.Valid)
		_, err = series.Values(points)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, 3, fault.Place.Line)
	}
}

func TestCountsAreWholeNumbers(t *testing.T) {
	points, err := read("period,count,denominator\n2024,5,10\n2025,6,\n", "count", "denominator")
	require.NoError(t, err)
	_, _, err = series.Counts(points)
	require.Error(t, err)
	counts, denominators, err := series.Counts(points[:1])
	require.NoError(t, err)
	assert.Equal(t, []int{5}, counts)
	assert.Equal(t, []int{10}, denominators)
	for _, bad := range []string{"1.5", "-1", "1e20", "five"} {
		_, err := read("period,count\n2024,"+bad+"\n", "count")
		require.Error(t, err, bad)
	}
}

func TestFaultsNameTheirPlace(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
	}{
		"empty":            {"", 0, 0},
		"header only":      {"period,value\n", 1, 0},
		"no value":         {"period\n1\n", 1, 0},
		"value twice":      {"period,value,value\n1,2,3\n", 1, 3},
		"blank period":     {"period,value\n,2\n", 2, 1},
		"period twice":     {"period,value\n1,2\n1,3\n", 3, 1},
		"in two writings":  {"period,value\n2024-02,2\nFeb 2024,3\n", 3, 0},
		"American":         {"period,value\n03/31/2024,2\n04/30/2024,3\n", 2, 0},
		"no such day":      {"period,value\n31/01/2024,2\n31/02/2024,3\n", 3, 0},
		"some per cent":    {"period,value\n2023,85%\n2024,0.85\n", 3, 0},
		"per cent in part": {"period,value,lower\n2023,85%,80\n", 2, 3},
		"a count of %":     {"period,value,count\n2023,8,85%\n", 2, 3},
		"word":             {"period,value\n1,many\n", 2, 2},
		"not a number":     {"period,value\n1,NaN\n", 2, 2},
		"endless exponent": {"period,value\n1,1e999999999\n", 2, 2},
		"ragged":           {"period,value\n1,2,345\n", 2, 0},
		"UTF-16":           {"\xff\xfep\x00", 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(c.text, "value")
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.line, fault.Place.Line, fault.Error())
			assert.Equal(t, c.column, fault.Place.Column, fault.Error())
		})
	}
}

func TestLabelsThatAreNoDatesAreTakenAsTheyCome(t *testing.T) {
	_, err := read("period,value\nQ4 2023/24,1\nQ1 2024/25,2\n10,3\n9,4\n", "value")
	require.NoError(t, err)
}

func TestYears(t *testing.T) {
	for text, want := range map[string]int{
		"2025": 2025, "2024-25": 2025, "2024/25": 2025, "202425": 2025, "2024/2025": 2025, "1999-00": 2000, "31/03/2025": 2025, "2025-03-31": 2025,
	} {
		got, err := series.Year(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "25", "2024-26", "March 2025", "202503", "1066", "2024-25 Q1"} {
		_, err := series.Year(text)
		assert.Error(t, err, text)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("period,value\n2024-01,1\n2024-02,2\n")
	f.Add("period,count,denominator,lower,upper\n2024,1,2,3,4\n")
	f.Fuzz(func(t *testing.T, text string) {
		points, err := read(text)
		if err == nil && len(points) == 0 {
			t.Error("no points and no error")
		}
	})
}

func TestRead_TakesPeriodsThatStandAcross(t *testing.T) {
	points, err := series.Read(strings.NewReader("Measure,Jun-24,May-24,Apr-24\nChildren looked after,560,552,548\n"), "value")
	require.NoError(t, err)
	require.Len(t, points, 3)
	assert.Equal(t, "Apr-24", points[0].Period, "newest first is turned")
	assert.Equal(t, "548", points[0].Value.Decimal.String())
}

func TestOf_APeriodThatStandsTwiceNamesTheLineBefore(t *testing.T) {
	var text strings.Builder
	text.WriteString("period,value\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "p%d,1\n", i)
	}
	_, err := series.Read(strings.NewReader(text.String()), "value")
	require.NoError(t, err, "a thousand different ones")
	text.WriteString("p0,1\np999,1\np0,1\n")
	_, err = series.Read(strings.NewReader(text.String()), "value")
	var faults figure.Faults
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 3)
	for i, want := range []string{`"p0" stands twice, first in line 2`, `"p999" stands twice, first in line 1001`, `"p0" stands twice, first in line 1002`} {
		require.Contains(t, faults[i].Error(), want)
	}
}
