package compare_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/examples/national/england"
	"github.com/scrutineer-dev/scrutineer/wasm/compare"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

func withPack(t *testing.T) *compare.Session {
	t.Helper()
	var s compare.Session
	opened, err := s.Open("england.pack", bytes.NewReader(england.Pack))
	require.NoError(t, err)
	assert.Equal(t, compare.National, opened.Kind)
	return &s
}

func place(s *compare.Session, settings ...string) form.Place {
	in := form.PlaceExample()
	for i := 0; i < len(settings); i += 2 {
		in.Settings[settings[i]] = settings[i+1]
	}
	return s.Place(in)
}

func lineOf(t *testing.T, p form.Place, id string) form.PlaceLine {
	t.Helper()
	for _, g := range p.Groups {
		for _, l := range g.Measures {
			if l.ID == id {
				return l
			}
		}
	}
	t.Fatalf("no line %s", id)
	return form.PlaceLine{}
}

func TestPlace_WithoutTheNationalPictureItSaysSo(t *testing.T) {
	assert.Equal(t, form.Place{Lacking: true}, place(new(compare.Session)))
	var s compare.Session
	assert.True(t, s.Answer(form.DemandExample()).Lacking, "the page fetches it")
	assert.False(t, withPack(t).Answer(form.DemandExample()).Lacking)
	_, err := s.Open("national.txt", bytes.NewReader(england.Pack[:len(england.Pack)/2]))
	require.Error(t, err)
	assert.True(t, place(&s).Lacking, "a damaged one is not taken")
}

func TestPlace_TheProfileOfLeeds(t *testing.T) {
	p := place(withPack(t), "area", "Leeds")
	require.Empty(t, p.Problem)
	assert.Equal(t, "Leeds is in the worst quarter of all authorities on 6 and in the best on 4 of the 14 measures on which more or less is better.", p.Answer)
	assert.Contains(t, p.More, "Best: Children under 16")
	assert.Contains(t, p.More, "Neighbours: DfE May 2025.")
	assert.Len(t, p.Authorities, 153)
	assert.Equal(t, []string{"DfE May 2025", "DfE April 2021"}, p.Lists)
	assert.Equal(t, "Yorkshire and The Humber", p.Heads[3].Text)
	assert.Len(t, p.Groups, 6)

	rate := lineOf(t, p, "looked_after_rate")
	assert.Equal(t, []string{"31 March 2025"}, rate.Under)
	assert.Equal(t, []form.PlaceCell{
		{Text: "85", Under: "1,498 of 176,239"},
		{Text: "67"},
		{Text: "77"},
		{Text: "77.5", Under: "10 of 10"},
		{Text: "75.1", Under: "10 of 10"},
		{Text: "second-highest quarter"},
		{Text: "down 4"}, // nobody says that fewer is better
	}, rate.Cells)
	assert.Len(t, p.Heads, len(rate.Cells)+2)
	require.NotNil(t, rate.Spark)

	long := lineOf(t, p, "long_plans_percent")
	assert.Equal(t, form.PlaceCell{Text: "5.0%", Under: "32 of 634"}, long.Cells[0])
	assert.Equal(t, form.PlaceCell{Text: "4.31%", Under: "8 of 10"}, long.Cells[4])
	assert.Equal(t, "Averages without Portsmouth: confidential; Kirklees: confidential.", long.Under[1])
	assert.Equal(t, form.PlaceCell{Text: "worst quarter", Tag: "worse", Under: "rank 74 of 94"}, long.Cells[5])

	population := lineOf(t, p, "population")
	assert.Equal(t, form.PlaceCell{Text: "176,239", Under: "children"}, population.Cells[0])
	assert.False(t, population.Looked, "a count is not judged")
	assert.Equal(t, make([]form.PlaceCell, 3), population.Cells[3:6], "it has no averages, no rank and no quarter")

	years := p.Groups[0].Years
	assert.Len(t, years.Columns, 12, "the measure, the place, and ten years")
	assert.Equal(t, "England", years.Rows[1].Cells[1].Text)
	for _, row := range years.Rows {
		assert.Len(t, row.Cells, len(years.Columns))
	}
}

func TestPlace_NoInternalNameIsShown(t *testing.T) {
	s := withPack(t)
	for _, in := range [][]string{{}, {"measure", "plans_rate"}, {"measure", "long_plans_percent", "view", "funnel"}, {"measure", "caseload", "view", "time"}, {"measure", "caseload", "view", "forecast"}} {
		p := place(s, in...)
		p.Groups = append(p.Groups[:0:0], p.Groups...)
		text, err := json.Marshal(p.Measure)
		require.NoError(t, err)
		for _, id := range []string{"looked_after", "population 1 before", "_rate\"", "long_plans\"", "national.txt"} {
			assert.NotContains(t, strings.ReplaceAll(string(text), `"ID":"plans_rate"`, ""), id, in)
		}
	}
}

func TestPlace_FromAMeasureToItsComparisonInOneStep(t *testing.T) {
	s := withPack(t)
	p := place(s, "area", "383", "measure", "looked_after_rate")
	require.NotNil(t, p.Measure)
	assert.Equal(t, form.CompareView, p.Measure.View)
	assert.Contains(t, p.Answer, "Leeds’ figure of 85 (Children looked after per 10,000; 2025) is above both its neighbours’ median (77.5) and their mean (75.1).")
	ids := func(r form.Result) (list []string) {
		for _, s := range r.Sections {
			list = append(list, s.ID)
		}
		return list
	}
	assert.Equal(t, []string{"comparison", "claim", "significance"}, ids(p.Measure.Result))
	claim := p.Measure.Result.Sections[1]
	assert.GreaterOrEqual(t, len(claim.Rows), 4, "both lists, both averages")
	assert.Contains(t, claim.Intro, "Leeds is above")

	p = place(s, "area", "383", "measure", "looked_after_rate", "view", form.TimeView)
	assert.Equal(t, []string{"trend", "changes", "xmr", "runs"}, ids(p.Measure.Result))
	assert.Len(t, p.Measure.Result.Sections[0].Rows, 10)
	p = place(s, "area", "383", "measure", "looked_after_rate", "view", form.ForecastView)
	assert.Equal(t, []string{"forecast", "backtest"}, ids(p.Measure.Result))
	p = place(s, "area", "383", "measure", "looked_after_rate", "view", form.FunnelView)
	assert.Equal(t, "Leeds (number 62, 85): Within the limits.", p.Answer)
	assert.Contains(t, p.More, "Of 151 authorities 4 lie outside the 99.8 % limits.")
	assert.Contains(t, p.Measure.Result.Notes, "2 authorities have no count that is published, and no place in the funnel.")
	p = place(s, "area", "383", "measure", "caseload", "view", form.FunnelView)
	assert.Contains(t, p.Answer, "There is no funnel")
	p = place(s, "area", "383", "measure", "nothing")
	assert.Nil(t, p.Measure, "an address of another edition shows the profile")
}

func TestPlace_WhatIsNotPublishedIsSaid(t *testing.T) {
	s := withPack(t)
	p := place(s, "area", "North Northamptonshire")
	assert.Equal(t, "unavailable (x)", lineOf(t, p, "caseload").Cells[0].Text)
	assert.Contains(t, lineOf(t, p, "caseload").Under[1], "Published only for North Northamptonshire / West Northamptonshire together")
	assert.Equal(t, form.PlaceCell{Text: "confidential (c)", Under: "number confidential"}, lineOf(t, p, "long_plans_percent").Cells[0])
	p = place(s, "area", "North Northamptonshire", "measure", "caseload")
	assert.Contains(t, p.Answer, "North Northamptonshire has no figure of its own")

	p = place(s, "area", "Herefordshire", "list", "DfE April 2021")
	assert.Contains(t, strings.Join(p.Notes, " "), "Its neighbour Cumbria was abolished in 2023")
	assert.Equal(t, "9 of 10", lineOf(t, p, "looked_after_rate").Cells[3].Under)
	assert.Contains(t, lineOf(t, p, "looked_after_rate").Under[1], "Cumbria: abolished in 2023")

	p = place(s, "area", "Atlantis")
	assert.Contains(t, p.Problem, "is no local authority of England")
	assert.Empty(t, p.Groups)
	assert.Len(t, p.Authorities, 153)
	p = place(s, "area", "Cumbria", "measure", "looked_after_rate")
	assert.Contains(t, p.Answer, "Cumbria’s figure of 82 (Children looked after per 10,000; 2023)")
}

// Authorities all over the country, every measure, every way, under both lists: nothing fails and nothing is left without words.
func TestPlace_AnyAuthorityHasAProfile(t *testing.T) {
	s := withPack(t)
	authorities := place(s).Authorities
	for i, a := range authorities {
		if i%3 != 0 {
			continue
		}
		p := place(s, "area", a[0], "list", []string{"DfE May 2025", "DfE April 2021"}[i%2])
		require.Empty(t, p.Problem, a[1])
		require.Equal(t, a[1], p.Name)
		require.NotEmpty(t, p.Answer)
	}
	lines := place(s).Groups
	at := 0
	for _, g := range lines {
		for _, l := range g.Measures {
			for _, view := range [][2]string{form.PlaceViews()[at%4], form.PlaceViews()[(at+1)%4]} {
				at += 7
				p := place(s, "area", authorities[at%len(authorities)][0], "measure", l.ID, "view", view[0])
				require.NotNil(t, p.Measure)
				require.NotEmpty(t, p.Answer, l.ID+" "+view[0])
			}
		}
	}
}

const ownRates = `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,population_type,rate_per_10000
2026,Reporting year,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,E08000035,Leeds,Children looked after on 31 March each year,83
`

func TestPlace_APersonsOwnFileAndListGoBeforeThePack(t *testing.T) {
	s := withPack(t)
	_, err := s.Open("mine.csv", strings.NewReader(ownRates))
	require.NoError(t, err)
	_, err = s.Open("core cities.csv", strings.NewReader("old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n383,Leeds,801,,352,\n"))
	require.NoError(t, err)
	p := place(s, "area", "383")
	assert.Equal(t, "83", lineOf(t, p, "looked_after_rate").Cells[0].Text)
	assert.Equal(t, "31 March 2026", lineOf(t, p, "looked_after_rate").Under[0])
	assert.Equal(t, []string{"core cities", "DfE May 2025", "DfE April 2021"}, p.Lists)
	assert.Equal(t, "2 of 2", lineOf(t, p, "caseload").Cells[3].Under)
	p = place(s, "area", "383", "measure", "looked_after_rate")
	assert.Contains(t, p.More, "From your file mine.csv.")
	s.Answer(form.DemandExample()) // the page has nothing open: the files are closed
	assert.Equal(t, "85", lineOf(t, place(s, "area", "383"), "looked_after_rate").Cells[0].Text)
}

func TestPlaceCSV_HasEveryYearOfEveryMeasure(t *testing.T) {
	s := withPack(t)
	text, err := s.PlaceCSV(form.Inputs{Settings: map[string]string{"area": "383"}})
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n")
	assert.Greater(t, len(lines), 380)
	assert.Contains(t, text, `Leeds,383,Children looked after,"Children looked after per 10,000","per 10,000 children",31 March,2025,85,1498,176239,67,77,75.1,77.5,10,10,DfE May 2025,"Department for Education, Children looked after in England including adoptions, reporting year 2025"`)
	text, err = new(compare.Session).PlaceCSV(form.PlaceExample())
	require.NoError(t, err)
	assert.Empty(t, text)
	_, err = s.PlaceCSV(form.Inputs{Settings: map[string]string{"area": "nowhere"}})
	assert.Error(t, err)
}

// The page of demand has every authority too, as long as no file of figures is open.
func TestAnswer_TheNationalPictureTakesThePlaceOfTheExample(t *testing.T) {
	in := form.DemandExample()
	in.Settings["authority"] = "383"
	a := withPack(t).Answer(in)
	published := a.Parts[form.PublishedPart]
	assert.Contains(t, published.Answer, "Leeds’ figure of 85")
	assert.Empty(t, a.Files)
	for _, f := range a.Fields {
		if f.Name == "authority" {
			assert.Len(t, f.Options, 153)
		}
	}
}
