package rag_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestReadActions_ReadsEveryColumn(t *testing.T) {
	actions, err := rag.ReadActions(strings.NewReader("\uFEFFStatus;Action;Area;lead;start;due;polarity;baseline;baseline_date;milestones;actual;actual_date;progress\n" +
		"In_Progress;Plans;Practice;Director;2019-04-01;2020-09-30;higher;24%;2019-04-01;\"2019-10-31:55%; 2020-06-30:70%;\";24%;2019-08-31;40\n"))
	require.NoError(t, err)
	require.Len(t, actions, 1)
	a := actions[0]
	assert.Equal(t, "Practice/Plans/Director", a.Area+"/"+a.Name+"/"+a.Lead)
	assert.Equal(t, rag.InProgress, a.Status)
	assert.Equal(t, rag.HigherBetter, a.Polarity)
	assert.Len(t, a.Trajectory.Milestones, 2)
	assert.Equal(t, "2020-06-30", a.Trajectory.Milestones[1].Date.String())
	last, _ := a.Trajectory.Milestones[1].Value.Decimal()
	decimaltest.Equal(t, "70", last)
	progress, _ := a.Progress.Decimal()
	decimaltest.Equal(t, "40", progress)
}

func TestReadActions_NamesThePlaceOfAFault(t *testing.T) {
	const header = "area,action,status,start,due,milestones,actual,polarity\n"
	for name, tc := range map[string]struct {
		text   string
		line   int
		column int
		want   string
	}{
		"empty":                     {"", 0, 0, "the file is empty"},
		"missing column":            {"area,action\n", 1, 0, "the column status is missing"},
		"column twice":              {"area,action,status,area\n", 1, 4, "stands twice"},
		"ragged":                    {header + "a,b,complete,,,,,,x\n", 2, 0, "9 fields"},
		"no name":                   {header + "a,,complete,,,,,\n", 2, 2, "the cell is blank"},
		"status":                    {header + "a,b,closed,,,,,\n", 2, 3, `status "closed"`},
		"date":                      {header + "a,b,complete,August 2019,,,,\n", 2, 4, `"August 2019" is not a date`},
		"dates of two orders":       {header + "a,b,complete,31/08/2019,08/31/2019,,,\n", 1, 0, "some dates have the day first"},
		"29 February":               {header + "a,b,complete,2019-02-29,,,,\n", 2, 4, `"2019-02-29" is no day`},
		"a number for a date":       {header + "a,b,complete,603,,,,\n", 2, 4, `"603" is not a date`},
		"due before start":          {header + "a,b,complete,2019-08-31,2019-08-30,,,\n", 2, 5, "before it starts"},
		"milestone without a value": {header + "a,b,complete,,,2019-08-31,,\n", 2, 6, "is not a milestone"},
		"milestone in words":        {header + "a,b,complete,,,2019-08-31:half,,\n", 2, 6, "its value is not a number"},
		"milestones out of order":   {header + "a,b,complete,,,2019-08-31:5;2019-07-31:4,,\n", 2, 6, "in order of date"},
		"milestones of one day":     {header + "a,b,complete,,,2019-08-31:5;2019-08-31:4,,\n", 2, 6, "in order of date"},
		"actual in words":           {header + "a,b,complete,,,,twelve,\n", 2, 7, `"twelve"`},
		"a number too large":        {header + "a,b,complete,,,,1e999999999,\n", 2, 7, `"1e999999999"`},
		"polarity":                  {header + "a,b,complete,,,,,up\n", 2, 8, `polarity "up"`},
		"second line":               {header + "a,b,complete,,,,,\n\na,b,gone,,,,,\n", 4, 3, `status "gone"`},
		"NUL":                       {header + "a,\x00,complete,,,,,\n", 2, 0, "control character"},
		"half of UTF-16":            {"\xff\xfea\x00b", 0, 0, "UTF-16"},
		"quote left open":           {header + "\"a,b,complete\n", 2, 0, "quotation mark"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rag.ReadActions(strings.NewReader(tc.text))
			var input *figure.Fault
			require.ErrorAs(t, err, &input)
			assert.Equal(t, [2]int{tc.line, tc.column}, [2]int{input.Place.Line, input.Place.Column})
			assert.Contains(t, err.Error(), tc.want)
		})
	}
	_, err := rag.ReadActions(strings.NewReader(header))
	var input *figure.Fault
	require.ErrorAs(t, err, &input, "a header alone is no plan")
}

func TestReadKPIs_ReadsPrintedValuesAndTolerances(t *testing.T) {
	readings, err := rag.ReadKPIs(strings.NewReader("name,actual,target,previous,polarity,tolerance,floor,date,basis,confidence,year_ago,previous_target,break\n" +
		"Visits,89.9%,95%,88%,higher,5%,75%,2019-08-31,year_end,medium,87%,94%,new definition\nAdoptions,c,,,,,,,,,,,\n"))
	require.NoError(t, err)
	require.Len(t, readings, 2)
	x := readings[0]
	assert.Equal(t, "5%", x.Tolerance.String())
	assert.Equal(t, rag.YearEnd, x.Basis)
	assert.Equal(t, "new definition", x.Break)
	low, _, _ := x.Actual.Interval()
	decimaltest.Equal(t, "89.85", low)
	assert.Equal(t, rag.Suppressed, readings[1].Actual.State())
	assert.True(t, readings[1].Tolerance.IsZero())
	for text, column := range map[string]int{"a,1,2,3,higher,-5,4\n": 6, "a,1,2,3,higher,five,4\n": 6, "a,one,2,3,higher,5,4\n": 2, ",1,2,3,higher,5,4\n": 1, "a,1,2,3,upward,5,4\n": 5} {
		_, err := rag.ReadKPIs(strings.NewReader("name,actual,target,previous,polarity,tolerance,floor\n" + text))
		var input *figure.Fault
		require.ErrorAs(t, err, &input, text)
		assert.Equal(t, column, input.Place.Column, text)
	}
}

func TestReadItems_ReadsRatings(t *testing.T) {
	items, err := rag.ReadItems(strings.NewReader("area,action,rating,state,weight,priority,date,score\nA,one,Red,,2,yes,2019-08-31,0\nA,two,unrated,no_data,,no,,\n"))
	require.NoError(t, err)
	require.Len(t, items, 2)
	assert.Equal(t, rag.Red, items[0].Rating)
	assert.True(t, items[0].Priority)
	assert.Equal(t, rag.NoData, items[1].State)
	for _, text := range []string{"rating\nred\n", "name,rating\nx,blue\n", "name,rating\nx,red\nx,green\n", "name,rating,weight\nx,red,-1\n", "name,rating,priority\nx,red,maybe\n"} {
		_, err := rag.ReadItems(strings.NewReader(text))
		var input *figure.Fault
		assert.ErrorAs(t, err, &input, text)
	}
}

func TestReadActions_DatesAsPeopleWriteThem(t *testing.T) {
	for _, tc := range []struct{ start, due, wantStart, wantDue string }{
		{"31/08/2019", "30 June 2020", "2019-08-31", "2020-06-30"},
		{"01/04/2024", "01/05/2024", "2024-04-01", "2024-05-01"},
		{"4/1/2024", "5/31/2024", "2024-04-01", "2024-05-31"},
		{"43708", "2020-06-30", "2019-08-31", "2020-06-30"},
	} {
		actions, err := rag.ReadActions(strings.NewReader("area,action,status,start,due\na,b,complete," + tc.start + "," + tc.due + "\n"))
		require.NoError(t, err)
		assert.Equal(t, tc.wantStart+" "+tc.wantDue, actions[0].Start.String()+" "+actions[0].Due.String())
	}
}
