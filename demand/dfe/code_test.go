package dfe_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

const places = "time_period,geographic_level,country_code,region_code,region_name,old_la_code,la_name,new_la_code,rate\n"

// rates reads rows under the header above.
func rates(t *testing.T, rows ...string) *dfe.Data {
	t.Helper()
	d, err := dfe.Read(strings.NewReader(places+strings.Join(rows, "\n")+"\n"), dfe.Options{Indicators: []string{"rate"}})
	require.NoError(t, err)
	return d
}

// row is the one row of an authority.
func row(t *testing.T, d *dfe.Data, q dfe.Query) (area, value, mean, region string) {
	t.Helper()
	require.NoError(t, d.Each(q, func(r *dfe.Row) error {
		area, value, mean, region = r.Area.Code, r.Value().String(), r.Mean().String(), r.Region().String()
		return nil
	}))
	return area, value, mean, region
}

func TestACodeMayCarryTheZeroOfASpreadsheet(t *testing.T) {
	d := rates(t,
		"2025.0,Local authority,E92000001,E12000002,North West,353.0,Oldham,E08000004,91",
		"2025.0,Local authority,E92000001,E12000002,North West,350.00,Bolton,E08000001,80",
		"2025.0,Local authority,E92000001,E12000002,North West,354.5,Elsewhere,E08000005,7")
	list, err := dfe.ReadNeighbours(strings.NewReader("old_la_code,SN_1\n353.0,350.0\n"), dfe.ListOptions{})
	require.NoError(t, err)
	for _, name := range []string{"353", "353.0", " 353.0 ", "E08000004", "oldham"} {
		area, value, mean, _ := row(t, d, dfe.Query{Areas: []string{name}, Periods: []string{"2025"}, Neighbours: list})
		assert.Equal(t, []string{"353", "91", "80"}, []string{area, value, mean}, name)
	}
	_, found := d.Area("354.5")
	assert.True(t, found, "what is no whole number stays as it is")
	_, found = d.Area("354")
	assert.False(t, found)
}

func TestANameIsFoundInAnyOfItsSpellings(t *testing.T) {
	d := rates(t,
		"2025,Local authority,E92000001,E12000009,South West,801,\"Bristol, City of\",E06000023,1",
		"2025,Local authority,E92000001,E12000002,North West,342,St. Helens,E08000013,2",
		"2025,Local authority,E92000001,E12000001,North East,840,County Durham,E06000047,3",
		"2025,Local authority,E92000001,E12000008,South East,846,Brighton & Hove,E06000043,4",
		"2025,Local authority,E92000001,E12000003,Yorkshire,810,\"Kingston upon Hull, City of\",E06000010,5",
		"2025,Local authority,E92000001,E12000007,London,201,City of London,E09000001,6")
	for name, code := range map[string]string{
		"Bristol": "801", "City of Bristol": "801", "bristol city council": "801", "St Helens": "342", "Durham": "840",
		"Brighton and Hove": "846", "Kingston-upon-Hull": "810", "City of London": "201",
	} {
		a, found := d.Area(name)
		assert.True(t, found, name)
		assert.Equal(t, code, a.Code, name)
	}
	_, found := d.Area("London")
	assert.False(t, found)
}

func TestANameThatSeveralHaveIsRefused(t *testing.T) {
	d := rates(t,
		"2025,Local authority,E92000001,E12000001,North,101,Newtown,E06000101,1",
		"2025,Local authority,E92000001,E12000002,South,102,\"Newtown, City of\",E06000102,2")
	err := d.Each(dfe.Query{Areas: []string{"Newtown"}}, func(*dfe.Row) error { return nil })
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, []string{"101", "102"}, ask.Have)
	_, found := d.Area("Newtown")
	assert.False(t, found)
}

func TestAnAuthorityThatIsNoMoreIsRefusedWithTheCodesToUse(t *testing.T) {
	d := rates(t, "2025,Local authority,E92000001,E12000004,East Midlands,940,North Northamptonshire,E06000061,1")
	for name, phrase := range map[string]string{
		"928":              "abolished in 2021: use 940 (North Northamptonshire) or 941",
		"Northamptonshire": "abolished in 2021",
		"Cumbria":          "use 942 (Cumberland) or 943",
		"943":              "has figures since 2023: before that its area was in 909 (Cumbria)",
		"839":              "835 (Dorset (before 2019)), 836 (Poole), 837 (Bournemouth)",
		"999":              "give its three-digit code",
	} {
		err := d.Each(dfe.Query{Areas: []string{name}}, func(*dfe.Row) error { return nil })
		require.Error(t, err)
		assert.Contains(t, err.Error(), phrase, name)
	}
}

func TestARegionIsJoinedByItsCode(t *testing.T) {
	d := rates(t,
		"2025,Regional,E92000001,E12000002,North West,,,,70",
		"2025,Regional,E92000001,E12000003,Yorkshire,,,,50",
		"2025,Local authority,E92000001,E12000003,North West,353,Oldham,E08000004,91",
		"2025,Local authority,E92000001,,North West,350,Bolton,E08000001,80")
	_, _, _, region := row(t, d, dfe.Query{Areas: []string{"353"}})
	assert.Equal(t, "50", region, "the code tells, whatever the name")
	_, _, _, region = row(t, d, dfe.Query{Areas: []string{"350"}})
	assert.Equal(t, "70", region, "without a code the name does")

	same := rates(t,
		"2025,Regional,E92000001,E12000001,North,,,,70",
		"2025,Regional,E92000001,E12000002,North,,,,50",
		"2025,Local authority,E92000001,,North,353,Oldham,E08000004,91")
	err := same.Each(dfe.Query{}, func(*dfe.Row) error { return nil })
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Contains(t, ask.Problem, "two regions are called")
}

func TestNeighboursMayStandByName(t *testing.T) {
	d := rates(t,
		"2025,Local authority,E92000001,E12000002,North West,353,Oldham,E08000004,91",
		"2025,Local authority,E92000001,E12000002,North West,354,Rochdale,E08000005,100",
		"2025,Local authority,E92000001,E12000009,South West,801,\"Bristol, City of\",E06000023,60")
	list, err := dfe.ReadNeighbours(strings.NewReader("Local authority,SN1,SN2,SN3\nOldham,Rochdale,Bristol,Cumbria\n"), dfe.ListOptions{Name: "ours"})
	require.NoError(t, err)
	coded, err := d.Neighbours(list)
	require.NoError(t, err)
	set, ok := coded.Of("353")
	require.True(t, ok)
	assert.Equal(t, []demand.Neighbour{{Code: "354"}, {Code: "801"}, {Code: "909"}}, set)
	_, _, mean, _ := row(t, d, dfe.Query{Areas: []string{"353"}, Neighbours: list})
	assert.Equal(t, "80", mean, "of 100 and 60; Cumbria has no figure any more")

	misspelt, err := dfe.ReadNeighbours(strings.NewReader("old_la_code,SN1\n353,Rochdail\n"), dfe.ListOptions{})
	require.NoError(t, err)
	err = d.Each(dfe.Query{Areas: []string{"353"}, Neighbours: misspelt}, func(*dfe.Row) error { return nil })
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Contains(t, ask.Problem, "Rochdail")
	none, err := d.Neighbours(nil)
	require.NoError(t, err)
	assert.Nil(t, none)
}

func TestALongFileAsPeopleDownloadItFromTheTool(t *testing.T) {
	d, err := dfe.Read(strings.NewReader("LA Number,LA and Regions,Topic,Measure,Years,Values\n353.0,Oldham,Children,CLA rate,2025,91\n970,England,Children,CLA rate,2025,67\n"), dfe.Options{})
	require.NoError(t, err)
	assert.Equal(t, dfe.LongFile, d.Layout)
	q, err := d.Question("353", "CLA rate", "2025")
	require.NoError(t, err)
	assert.Equal(t, "91", q.Figures["353"].String())
	assert.Equal(t, "67", q.England.String())
}
