package dfe_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// published makes a file of figures with gaps, regions and a filter, and a list of neighbours.
func published(t *testing.T, random *rand.Rand) (text string, list *demand.List) {
	t.Helper()
	var b strings.Builder
	b.WriteString("time_period,time_identifier,geographic_level,country_code,region_name,old_la_code,la_name,sex,rate,percent\n")
	cell := func() string {
		switch random.IntN(8) {
		case 0:
			return []string{"c", "z", "x", "u", "low"}[random.IntN(5)]
		case 1:
			return fmt.Sprintf("%d.%d", random.IntN(90), random.IntN(10))
		}
		return fmt.Sprint(random.IntN(150))
	}
	list = demand.NewList("made", time.Time{}, "")
	for _, year := range []int{2023, 2024} {
		for _, sex := range []string{"Total", "Female"} {
			fmt.Fprintf(&b, "%d,Reporting year,National,E92000001,,,,%s,%s,%s\n", year, sex, cell(), cell())
			fmt.Fprintf(&b, "%d,Reporting year,Regional,E92000001,North,,,%s,%s,%s\n", year, sex, cell(), cell())
			for code := 301; code < 309; code++ {
				fmt.Fprintf(&b, "%d,Reporting year,Local authority,E92000001,North,%d,\"Council, %d\",%s,%s,%s\n", year, code, code, sex, cell(), cell())
			}
		}
	}
	for code := 301; code < 309; code++ {
		var set []demand.Neighbour
		for other := 301; other < 309; other++ {
			if other != code && len(set) < 4 {
				set = append(set, demand.Neighbour{Code: fmt.Sprint(other)})
			}
		}
		require.NoError(t, list.Add(fmt.Sprint(code), set))
	}
	return b.String(), list
}

func TestComparisons_ReadBackEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	for range 20 {
		text, list := published(t, random)
		data, err := dfe.Read(strings.NewReader(text), dfe.Options{})
		require.NoError(t, err)
		q := dfe.Query{Polarity: rag.Polarity(random.IntN(3))}
		if random.IntN(3) > 0 {
			q.Neighbours = list
		}
		made, err := data.Comparisons(q)
		require.NoError(t, err)
		made.Notes = []string{"a note"}
		encoded, err := json.Marshal(made)
		require.NoError(t, err)
		var back dfe.Comparisons
		require.NoError(t, json.Unmarshal(encoded, &back))
		require.True(t, made.Equal(back), string(encoded))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(encoded), string(again))
	}
}

func TestComparisons_AreThoseOfCompare(t *testing.T) {
	text, list := published(t, rand.New(rand.NewPCG(1, 2)))
	data, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	q := dfe.Query{Neighbours: list, Polarity: rag.LowerBetter, Areas: []string{"303", "305"}}
	rows, err := data.Compare(q)
	require.NoError(t, err)
	made, err := data.Comparisons(q)
	require.NoError(t, err)
	all := slices.Collect(made.All())
	require.Len(t, all, len(rows))
	assert.Equal(t, len(rows), made.Count)
	for i := range rows {
		assert.True(t, rows[i].Compared().Equal(all[i]))
	}
	for range made.All() { // a walk may end early, and the next begins anew
		break
	}
	assert.Len(t, slices.Collect(made.All()), len(rows))
}

func TestComparisons_ARowThatStandsTwiceIsRefusedBeforeTheFirstIsWalked(t *testing.T) {
	data, err := dfe.Read(strings.NewReader("time_period,geographic_level,old_la_code,age,rate\n2024,Local authority,301,5,1\n2024,Local authority,301,6,2\n"), dfe.Options{Indicators: []string{"rate", "age"}})
	require.NoError(t, err)
	_, err = data.Comparisons(dfe.Query{})
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, "filter", ask.What)
}

func TestDataOf_ATableBelowATitleIsReadAsTheFileIs(t *testing.T) {
	text, list := published(t, rand.New(rand.NewPCG(3, 4)))
	want, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	whole, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	rows, _ := whole.Size()
	cells := [][]string{{"Children looked after"}, {"Source: made up", ""}}
	for row := range rows {
		cells = append(cells, whole.Row(row))
	}
	cells = append(cells, []string{"1. A note below the table"})
	got, err := dfe.DataOf(table.FromRows(cells), dfe.Options{})
	require.NoError(t, err)
	a, err := want.Comparisons(dfe.Query{Neighbours: list})
	require.NoError(t, err)
	b, err := got.Comparisons(dfe.Query{Neighbours: list})
	require.NoError(t, err)
	assert.True(t, a.Equal(b))
}

func TestDataOf_AWordInTheTableIsToldAtItsCell(t *testing.T) {
	_, err := dfe.DataOf(table.FromRows([][]string{
		{"A title"}, {"time_period", "geographic_level", "old_la_code", "rate"}, {"2024", "Local authority", "301", "1"}, {"2024", "Local authority", "302", "1"}, {"2024", "Local authority", "303", "one"},
	}), dfe.Options{})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, 5, fault.Place.Row)
	assert.Equal(t, 4, fault.Place.Column)
	for name, rows := range map[string][][]string{"nothing": {{""}}, "a list": {{"old_la_code", "SN1"}, {"301", "302"}}} {
		_, err := dfe.DataOf(table.FromRows(rows), dfe.Options{})
		require.ErrorAs(t, err, &fault, name)
	}
}

func TestNeighboursOf_ATableIsReadAsTheFileIs(t *testing.T) {
	list, err := dfe.NeighboursOf(table.FromRows([][]string{{"Statistical neighbours"}, {"old_la_code", "SN1", "SNP", "SN2", "SNP"}, {"301", "302", "Close", "303", "Close"}}), dfe.ListOptions{Name: "x"})
	require.NoError(t, err)
	set, ok := list.Of("301")
	require.True(t, ok)
	assert.Equal(t, "303", set[1].Code)
}

func TestIsFigures_OnlyPlainTextWithItsColumnsOnTheFirstLine(t *testing.T) {
	const header = "time_period,geographic_level,old_la_code,rate\n"
	for head, want := range map[string]bool{
		header: true, "\uFEFF" + header: true, "\n" + header: true, "A title\n" + header: false, "PK\x03\x04": false, "": false, "old_la_code,SN1\n": false,
		header + "2024,Local authority,301,\xC3": true, header + "2024,Local authority,301,\xE9\n": false,
	} {
		assert.Equal(t, want, dfe.IsFigures([]byte(head)), "%q", head)
	}
	assert.True(t, dfe.IsNeighbours([]byte("old_la_code,SN1\n301,302\n")))
	assert.False(t, dfe.IsNeighbours([]byte(header)))
}

func TestRow_WhatItAppendsIsWhatItsValuesSay(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		text, list := published(t, random)
		data, err := dfe.Read(strings.NewReader(text+"2024,Reporting year,Local authority,E92000001,North,399,Wide,Total,123456789012345678901234567890.5,1\n"), dfe.Options{})
		require.NoError(t, err)
		c, err := data.Comparisons(dfe.Query{Neighbours: list, Polarity: rag.HigherBetter})
		require.NoError(t, err)
		shown := func(v demand.Value) string {
			if d, ok := v.Decimal(); ok {
				return d.String()
			}
			return ""
		}
		for r := range c.Rows() {
			assert.Equal(t, shown(r.Value()), string(r.AppendValue(nil)))
			assert.Equal(t, shown(r.Region()), string(r.AppendRegion(nil)))
			assert.Equal(t, shown(r.England()), string(r.AppendEngland(nil)))
			assert.Equal(t, shown(r.Mean().Round(2)), string(r.AppendMean(nil, 2)))
			assert.Equal(t, shown(r.Median().Round(2)), string(r.AppendMedian(nil, 2)))
		}
	}
}
