package series_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/series"
)

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct {
		label, want string
		grain       series.Grain
	}{
		{"2024", "2024", series.Years},
		{"2024/25", "2024/25", series.Years},
		{"2011/12", "2011/12", series.Years},
		{"2024-25", "2024/25", series.Years},
		{"2024–25", "2024/25", series.Years},
		{"202425", "2024/25", series.Years},
		{"1999/2000", "1999/00", series.Years},
		{"2024-03", "2024-03", series.Months},
		{"03/2024", "March 2024", series.Months},
		{"Mar 2024", "March 2024", series.Months},
		{"March 2024", "March 2024", series.Months},
		{"Mar-24", "March 2024", series.Months},
		{"2024 Q1", "Q1 2024", series.Quarters},
		{"Q4 2024/25", "Q4 2024/25", series.Quarters},
		{"2024-25 Q1", "Q1 2024/25", series.Quarters},
		{"2024Q3", "Q3 2024", series.Quarters},
		{"31/03/2024", "31 March 2024", series.Days},
		{"1/4/2024", "1 April 2024", series.Days},
		{"2024-03-31", "2024-03-31", series.Days},
		{"2024-03-31T00:00:00", "2024-03-31", series.Days},
		{"31/03/2024 00:00", "31 March 2024", series.Days},
		{"31 March 2024", "31 March 2024", series.Days},
	} {
		p, ok := series.ParsePeriod(c.label)
		require.True(t, ok, c.label)
		assert.Equal(t, c.grain, p.Grain, c.label)
		assert.Equal(t, c.want, p.String(), c.label)
	}
	for _, label := range []string{"", "10", "baseline", "2024-26", "13/2024", "31/02/2024", "03/31/2024", "Q5 2024", "1066", "2200"} {
		_, ok := series.ParsePeriod(label)
		assert.False(t, ok, label)
	}
}

// of reads a series with the values 1, 2, 3 … in the order of its labels.
func of(t *testing.T, labels ...string) []series.Point {
	t.Helper()
	var b strings.Builder
	b.WriteString("period,value\n")
	for i, label := range labels {
		fmt.Fprintf(&b, "%s,%d\n", label, i+1)
	}
	points, err := series.Read(strings.NewReader(b.String()), "value")
	require.NoError(t, err)
	return points
}

func TestRowsAreReadInOrderOfTime(t *testing.T) {
	for name, labels := range map[string][]string{
		"dates":           {"01/03/2024", "01/02/2024", "31/12/2023"},
		"month ends":      {"31/03/2024", "29/02/2024", "31/01/2024"},
		"months in words": {"March 2024", "Feb 2024", "Jan 2024"},
		"financial years": {"2024/25", "2023/24", "2022/23"},
		"quarters":        {"Q1 2024/25", "Q4 2023/24", "Q3 2023/24"},
	} {
		points := of(t, labels...)
		values, err := series.Values(points)
		require.NoError(t, err)
		assert.Equal(t, []float64{3, 2, 1}, values, name)
		require.NotEmpty(t, series.Notes(points), name)
		assert.Contains(t, series.Notes(points)[0], "newest first", name)
	}
	mixed := of(t, "2024-02", "2024-01", "2024-03")
	assert.Contains(t, series.Notes(mixed)[0], "put in order of time")
	assert.Empty(t, series.Notes(of(t, "31/01/2024", "29/02/2024", "31/03/2024")), "in order, though 31 is more than 29")
	assert.Empty(t, series.Notes(of(t, "10", "9", "baseline")), "labels that name no time are taken as they come")
	assert.Contains(t, series.Notes(of(t, "2024", "2023-03"))[0], "several kinds")
}

func TestGapsAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		labels []string
		want   []string
	}{
		"a month":              {[]string{"2023-03", "2023-05", "2023-06"}, []string{"2023-04 is missing"}},
		"two months":           {[]string{"Jan 2024", "Feb 2024", "May 2024"}, []string{"2 periods are missing, March 2024 to April 2024"}},
		"a month end":          {[]string{"31/01/2024", "29/02/2024", "30/04/2024"}, []string{"March 2024 is missing"}},
		"a quarter":            {[]string{"2024/25 Q1", "2024/25 Q2", "2024/25 Q4"}, []string{"Q3 2024/25 is missing"}},
		"a quarter's end":      {[]string{"31/03/2024", "30/06/2024", "31/12/2024"}, []string{"September 2024 is missing"}},
		"a year":               {[]string{"2019/20", "2021/22", "2022/23"}, []string{"2020/21 is missing"}},
		"a March":              {[]string{"31/03/2021", "31/03/2022", "31/03/2024"}, []string{"2023 is missing"}},
		"a week":               {[]string{"01/04/2024", "08/04/2024", "22/04/2024"}, []string{"15 April 2024 is missing"}},
		"two":                  {[]string{"2020", "2022", "2023", "2025"}, []string{"2021 is missing", "2024 is missing"}},
		"none over a new year": {[]string{"Q3 2023/24", "Q4 2023/24", "Q1 2024/25"}, nil},
		"none of half years":   {[]string{"31/03/2023", "30/09/2023", "31/03/2024"}, nil},
		"none of working days": {[]string{"04/04/2024", "05/04/2024", "08/04/2024"}, nil},
		"none of four weeks":   {[]string{"01/01/2024", "29/01/2024", "26/02/2024"}, nil},
		"none told of labels":  {[]string{"1", "2", "9"}, nil},
		"none of two":          {[]string{"2023", "2025"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, g := range series.Gaps(of(t, c.labels...)) {
				got = append(got, g.String())
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestRegular_SeasonsAreCountedFromTheLastGapOn(t *testing.T) {
	points := of(t, "2023-01", "2023-02", "2023-04", "2023-05", "2023-06")
	same, notes := series.Regular(points, 1)
	assert.Len(t, same, 5)
	assert.Empty(t, notes)
	rest, notes := series.Regular(points, 2)
	assert.Equal(t, "2023-04", rest[0].Period)
	require.Len(t, notes, 1)
	assert.Contains(t, notes[0], "2023-03 is missing")
	whole, notes := series.Regular(rest, 2)
	assert.Len(t, whole, 3)
	assert.Empty(t, notes)
}

func TestAPercentageIsANumberOfPerCent(t *testing.T) {
	points, err := series.Read(strings.NewReader("period,value\n2024-01,85.2%\n2024-02,\n2024-03,84.9 %\n"), "value")
	require.NoError(t, err)
	assert.Equal(t, "85.2", points[0].Value.Decimal.String())
	assert.True(t, points[2].Percent)
}
