package national_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// figures reads "383: 85 89 c, 370: . 12" as the cells of authorities; a dot is no row.
func figures(text string) map[string][]*demand.Value {
	all := map[string][]*demand.Value{}
	for part := range strings.SplitSeq(text, ", ") {
		code, cells, _ := strings.Cut(part, ": ")
		for _, cell := range strings.Fields(cells) {
			if cell == "." {
				all[code] = append(all[code], nil)
				continue
			}
			v, err := demand.ParseValue(cell)
			if err != nil {
				panic(err)
			}
			all[code] = append(all[code], &v)
		}
	}
	return all
}

// made is a small pack of made-up figures: two lists, a council that was abolished and its successors, a joint return.
func made(t *testing.T) *national.Pack {
	t.Helper()
	authority := func(code, name string) dfe.Area {
		return dfe.Area{Level: dfe.LocalAuthority, Code: code, GSS: "E0" + code, Name: name, RegionCode: "E12000002"}
	}
	p := &national.Pack{
		Edition: "2021 to 2025", Licence: "Open Government Licence v3.0", LicenceAddress: "https://example.org/licence", Attribution: "Contains made-up figures.",
		Sources: []national.Source{{ID: "made", Title: "Made up", Publisher: "Nobody", Edition: "2025", Date: "2026-01-01", File: "made.csv"}},
		Areas: []dfe.Area{
			{Level: dfe.National, Code: "E92000001", Name: "England"},
			{Level: dfe.Regional, Code: "E12000002", Name: "North West"},
			authority("383", "Leeds"), authority("801", "Bristol, City of"), authority("909", "Cumbria"), authority("942", "Cumberland"), authority("943", "Westmorland and Furness"),
			authority("940", "North Northamptonshire"), authority("941", "West Northamptonshire"), authority("940 / 941", "North and West Northamptonshire"),
		},
	}
	list := demand.NewList("DfE May 2025", time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC), "made")
	require.NoError(t, list.Add("383", []demand.Neighbour{{Code: "801", Closeness: demand.VeryClose}, {Code: "909"}, {Code: "942", Closeness: demand.NotClose}, {Code: "940"}}))
	older := demand.NewList("DfE April 2021", time.Date(2021, 4, 1, 0, 0, 0, 0, time.UTC), "made")
	require.NoError(t, older.Add("383", []demand.Neighbour{{Code: "801", Closeness: demand.Close}}))
	p.Lists = []*demand.List{list, older}
	part := func(column string, from, to int) []national.Part {
		return []national.Part{{From: from, To: to, Source: "made", Column: column, Filters: []dfe.Filter{{Column: "kind", Value: "on the day"}}}}
	}
	p.Series = []national.Series{
		{
			ID: "rate", Group: "Looked after", Name: "Children looked after per 10,000", Kind: national.Rate, Unit: "per 10,000 children", Polarity: rag.LowerBetter, When: "31 March", First: 2023, Parts: part("rate", 2023, 2025),
			Made:    national.Made{Count: "number", Population: "population", Per: 10_000, Lag: 1, Since: 2024},
			Figures: figures("E92000001: 60 61 62, E12000002: 70 71 72, 383: 80 89 85, 801: 50 c 60, 909: 90 . ., 942: . 100 80, 943: . 70 70, 940: 40 40 40, 941: 45 45 45"),
			Notes:   []string{"Made up."},
		},
		{
			ID: "number", Group: "Looked after", Name: "Children looked after", Kind: national.Count, Unit: "children", When: "31 March", First: 2023, Parts: part("number", 2023, 2025),
			Figures: figures("E92000001: 600 610 620, 383: 800 890 850, 801: 500 c 600"),
		},
		{
			ID: "caseload", Group: "Workforce", Name: "Cases for each worker", Kind: national.Average, Unit: "cases", Places: 1, Polarity: rag.LowerBetter, When: "30 September", First: 2024, Parts: part("caseload", 2024, 2025),
			Figures: figures("E92000001: 15.4 15.2, 383: 14.5 14.8, 801: 16 17, 942: 18 17.8, 940 / 941: 15 14.9"),
		},
		{
			ID: "population", Group: "Population", Name: "Children aged 0 to 17", Kind: national.Count, Unit: "children", When: "30 June", First: 2022, Parts: part("population", 2022, 2024),
			Figures: figures("383: 100000 100000 100000, 801: 100000 100000 100000"),
		},
	}
	return p
}

func read(t *testing.T) *national.Pack {
	t.Helper()
	text, err := made(t).Bytes()
	require.NoError(t, err)
	p, err := national.Read(text)
	require.NoError(t, err)
	return p
}

func TestAPackReadsBackAsItWasWritten(t *testing.T) {
	text, err := made(t).Bytes()
	require.NoError(t, err)
	p, err := national.Read(text)
	require.NoError(t, err)
	again, err := p.Bytes()
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	assert.Len(t, p.Digest, 64)
	leeds, err := p.Area("Leeds")
	require.NoError(t, err)
	assert.Equal(t, "North West", leeds.Region)
	s, ok := p.Of("rate")
	require.True(t, ok)
	assert.Equal(t, 2025, s.Last())
	v, ok := s.At("801", 2024)
	require.True(t, ok)
	assert.Equal(t, "c", v.String(), "a missing figure keeps its reason")
	_, ok = s.At("909", 2025)
	assert.False(t, ok, "no row is not a missing figure")
	_, ok = s.At("383", 2022)
	assert.False(t, ok)
	_, ok = s.At("383", 2026)
	assert.False(t, ok)
	set, _ := p.Lists[0].Of("383")
	assert.Equal(t, demand.VeryClose, set[0].Closeness)
	assert.Equal(t, demand.ClosenessUnstated, set[1].Closeness)
}

func TestADamagedPackIsRefused(t *testing.T) {
	whole, err := made(t).Bytes()
	require.NoError(t, err)
	for name, tc := range map[string]struct {
		text []byte
		code string
	}{
		"empty":             {nil, national.NotAPack},
		"a CSV file":        {[]byte("time_period,la\n2025,1\n"), national.NotAPack},
		"another version":   {bytes.Replace(whole, []byte("picture\t1\n"), []byte("picture\t2\n"), 1), national.NotAPack},
		"cut short":         {whole[:len(whole)/2], national.DamagedPack},
		"without the end":   {whole[:len(whole)-1], national.DamagedPack},
		"a figure changed":  {bytes.Replace(whole, []byte("\t89\t"), []byte("\t98\t"), 1), national.DamagedPack},
		"a byte at the end": {append(bytes.Clone(whole), 'x'), national.DamagedPack},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := national.Read(tc.text)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tc.code, fault.Code)
		})
	}
}

func TestEveryCutAndEveryChangedByteIsRefused(t *testing.T) {
	whole, err := made(t).Bytes()
	require.NoError(t, err)
	for at := range whole {
		_, err := national.Read(whole[:at])
		require.Error(t, err, "cut at %d", at)
		changed := bytes.Clone(whole)
		changed[at] ^= 1
		_, err = national.Read(changed)
		require.Error(t, err, "changed at %d", at)
	}
}

func TestAPackThatSaysWhatCannotBeIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(p *national.Pack){
		"no licence":                  func(p *national.Pack) { p.Licence = "" },
		"no attribution":              func(p *national.Pack) { p.Attribution = "" },
		"no series":                   func(p *national.Pack) { p.Series = nil },
		"an area twice":               func(p *national.Pack) { p.Areas = append(p.Areas, p.Areas[2]) },
		"an area of no level":         func(p *national.Pack) { p.Areas[2].Level = dfe.OtherLevel },
		"a series twice":              func(p *national.Pack) { p.Series = append(p.Series, p.Series[0]) },
		"a series of no kind":         func(p *national.Pack) { p.Series[0].Kind = national.UnknownKind },
		"a year that is none":         func(p *national.Pack) { p.Series[0].First = 12 },
		"a rate of nothing known":     func(p *national.Pack) { p.Series[0].Made.Count = "nothing" },
		"a rate per nothing":          func(p *national.Pack) { p.Series[0].Made.Per = 0 },
		"a year without a source":     func(p *national.Pack) { p.Series[0].Parts[0].To = 2024 },
		"a source that is not known":  func(p *national.Pack) { p.Series[0].Parts[0].Source = "nowhere" },
		"areas of different years":    func(p *national.Pack) { p.Series[0].Figures["383"] = p.Series[0].Figures["383"][:2] },
		"a source twice":              func(p *national.Pack) { p.Sources = append(p.Sources, p.Sources[0]) },
		"a list of an unknown source": func(p *national.Pack) { p.Lists[0].Source = "nowhere" },
		"a neighbour not known":       func(p *national.Pack) { _ = p.Lists[0].Add("801", []demand.Neighbour{{Code: "999"}}) },
		"no name":                     func(p *national.Pack) { p.Areas[3].Name = "" },
	} {
		t.Run(name, func(t *testing.T) {
			p := made(t)
			spoil(p)
			_, err := p.Bytes()
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, national.BadPackEntry, fault.Code)
		})
	}
}

func TestAnAuthorityIsFoundAsPeopleWriteIt(t *testing.T) {
	p := read(t)
	for asked, code := range map[string]string{
		"383": "383", "Leeds": "383", " leeds ": "383", "Bristol": "801", "Bristol, City of": "801", "City of Bristol": "801", "E0801": "801", "Cumbria": "909", "Leeds City Council": "383",
	} {
		a, err := p.Area(asked)
		require.NoError(t, err, asked)
		assert.Equal(t, code, a.Code, asked)
	}
	for asked, remedy := range map[string]string{"": "give its name", "Bris": "Bristol, City of (801)", "Atlantis": "give its name", "England": "give its name"} {
		_, err := p.Area(asked)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, asked)
		assert.Contains(t, fault.Remedy, remedy)
	}
	var found []string
	for _, a := range p.Search("land") {
		found = append(found, a.Name)
	}
	assert.Equal(t, []string{"Cumberland", "Westmorland and Furness"}, found)
	for _, a := range p.Authorities() {
		assert.NotEqual(t, "909", a.Code, "a council that was abolished is not offered")
		assert.NotContains(t, a.Code, "/", "nor is a joint return")
	}
}

func measure(t *testing.T, p national.Profile, id string) national.Measure {
	t.Helper()
	for _, m := range p.Measures {
		if m.ID == id {
			return m
		}
	}
	t.Fatalf("no measure %s", id)
	return national.Measure{}
}

func TestAProfileStandsAPlaceBesideItsNeighbours(t *testing.T) {
	p, err := read(t).Profile(national.Settings{Area: "Leeds"})
	require.NoError(t, err)
	assert.Equal(t, "DfE May 2025", p.List)
	assert.Equal(t, "North West", p.Region)
	rate := measure(t, p, "rate")
	assert.Equal(t, 2025, rate.Now.Year)
	assert.Equal(t, "85", rate.Now.Value.String())
	assert.Equal(t, "62", rate.Now.England.String())
	assert.Equal(t, "72", rate.Now.Region.String())
	// Of the four neighbours Bristol (60), Cumberland (80) and North Northamptonshire (40) have a figure; Cumbria is no more.
	assert.Equal(t, "60", rate.Now.Mean.String())
	assert.Equal(t, "60", rate.Now.Median.String())
	assert.Equal(t, 3, rate.Now.N)
	assert.Equal(t, 4, rate.Now.In)
	assert.Equal(t, []string{"Cumbria: abolished in 2023"}, rate.Without)
	// 85 is the highest of 85, 60, 80, 70, 40, 45, and lower is better.
	assert.Equal(t, [4]int{6, 6, 4, int(demand.BandD)}, [4]int{rate.Rank, rate.Of, rate.Quarter, int(rate.Band)})
	assert.Equal(t, "850", rate.Now.Count.String())
	assert.Equal(t, "100000", rate.Now.Population.String())
	require.NotNil(t, rate.Change)
	assert.Equal(t, "-4", rate.Change.Absolute.String())
	assert.Equal(t, "-4.5", rate.Change.Percent.Decimal.String(), "(85 − 89) ÷ 89")
	assert.Len(t, rate.Years, 3)
	assert.Equal(t, []string{"Made up."}, rate.Notes)
	assert.Equal(t, "Nobody, Made up, 2025", rate.Source)
	require.Len(t, p.Notes, 2)
	assert.Contains(t, p.Notes[0], "Its neighbour Cumbria was abolished in 2023")
	require.Len(t, p.Earlier, 1)
	assert.Contains(t, p.Earlier[0], "Its neighbour Cumberland has figures since 2023 only")
	assert.Contains(t, p.Notes[1], "North Northamptonshire publishes its workforce together")
}

func TestACountIsNotJudged(t *testing.T) {
	p, err := read(t).Profile(national.Settings{Area: "383"})
	require.NoError(t, err)
	number := measure(t, p, "number")
	assert.Equal(t, "850", number.Now.Value.String())
	assert.Equal(t, "620", number.Now.England.String())
	assert.Zero(t, number.Rank)
	assert.Zero(t, number.Quarter)
	assert.Zero(t, number.Now.In)
	_, has := number.Now.Mean.Decimal()
	assert.False(t, has, "counts are not averaged")
	assert.Equal(t, "rate", number.CountOf)
	assert.Empty(t, measure(t, p, "population").CountOf, "a population stands by itself")
}

func TestTheOtherListAndAnotherYearCanBeAskedFor(t *testing.T) {
	pack := read(t)
	for _, list := range []string{"DfE April 2021", "dfe april 2021", "2021"} {
		p, err := pack.Profile(national.Settings{Area: "383", List: list, Year: 2023})
		require.NoError(t, err)
		rate := measure(t, p, "rate")
		assert.Equal(t, "80", rate.Now.Value.String())
		assert.Equal(t, "50", rate.Now.Mean.String())
		assert.Len(t, rate.Years, 1)
		assert.Nil(t, rate.Change, "no year before it")
		caseload := measure(t, p, "caseload")
		_, has := caseload.Now.Value.Decimal()
		assert.False(t, has, "caseload begins in 2024")
	}
	for name, s := range map[string]national.Settings{"unknown_area": {Area: "x"}, "unknown_list": {Area: "383", List: "1999"}, "unknown_period": {Area: "383", Year: 1999}} {
		_, err := pack.Profile(s)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, name, fault.Code)
	}
}

func TestAbolishedNewAndJointCouncilsAreTold(t *testing.T) {
	pack := read(t)
	cumbria, err := pack.Profile(national.Settings{Area: "909"})
	require.NoError(t, err)
	assert.Equal(t, 2023, measure(t, cumbria, "rate").Now.Year, "the last year that it has")
	assert.Contains(t, cumbria.Notes[0], "Cumbria was abolished in 2023, and Cumberland and Westmorland and Furness took its place")

	cumberland, err := pack.Profile(national.Settings{Area: "942", List: "2021"})
	require.NoError(t, err)
	assert.Contains(t, cumberland.Notes[0], "Cumberland has figures since 2023 only. Before that its area was in Cumbria.")
	assert.Contains(t, cumberland.Notes[1], "The list DfE April 2021 has no neighbours of Cumberland")

	north, err := pack.Profile(national.Settings{Area: "940"})
	require.NoError(t, err)
	caseload := measure(t, north, "caseload")
	_, has := caseload.Now.Value.Decimal()
	assert.False(t, has, "a joint figure is not one of its authorities'")
	assert.Equal(t, []string{"Published only for North and West Northamptonshire together: 14.9 in 2025. That belongs to neither alone."}, caseload.Notes)
	assert.Equal(t, "15.2", caseload.Now.England.String())

	leeds, err := pack.Profile(national.Settings{Area: "383"})
	require.NoError(t, err)
	assert.Contains(t, measure(t, leeds, "caseload").Without, "North Northamptonshire: published only together with another authority")

	suppressed, err := pack.Profile(national.Settings{Area: "801", Year: 2024})
	require.NoError(t, err)
	rate := measure(t, suppressed, "rate")
	assert.Equal(t, "c", rate.Now.Value.String())
	assert.Zero(t, rate.Rank)
	assert.Nil(t, rate.Change)
}

func TestAProfileReadsBackEqual(t *testing.T) {
	for _, s := range []national.Settings{{Area: "383"}, {Area: "801", Year: 2024}, {Area: "940"}, {Area: "909", List: "2021"}} {
		p, err := read(t).Profile(s)
		require.NoError(t, err)
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var back national.Profile
		require.NoError(t, json.Unmarshal(text, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(text), string(again))
		for i, m := range p.Measures {
			assert.True(t, m.Now.Equal(back.Measures[i].Now), m.ID)
		}
	}
	text, err := json.Marshal(national.Point{Year: 2025, Value: demand.Absent(demand.Confidential), England: demand.Whole(3)})
	require.NoError(t, err)
	assert.JSONEq(t, `{"period":2025,"value":null,"england":"3","region":null,"mean":null,"median":null,"count":null,"population":null,"n":0,"in":0,"reasons":{"value":"c"}}`, string(text))
}

const own = `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,kind,rate
2025,Reporting year,National,E92000001,England,,,,,,on the day,63
2025,Reporting year,Local authority,E92000001,England,E12000002,North West,383,E0383,Leeds,on the day,86
2026,Reporting year,Local authority,E92000001,England,E12000002,North West,383,E0383,Leeds,on the day,88
2026,Reporting year,Local authority,E92000001,England,E12000002,North West,801,E0801,Bristol,on the day,x
2026,Reporting year,Local authority,E92000001,England,E12000002,North West,383,E0383,Leeds,starting,12
`

func TestAPersonsOwnFileGoesBeforeThePack(t *testing.T) {
	pack := read(t)
	file, err := dfe.Read(strings.NewReader(own), dfe.Options{})
	require.NoError(t, err)
	with, taken := pack.With("mine.csv", file)
	assert.Equal(t, []string{"rate"}, taken)
	p, err := with.Profile(national.Settings{Area: "383"})
	require.NoError(t, err)
	rate := measure(t, p, "rate")
	assert.Equal(t, "88", rate.Now.Value.String())
	assert.Equal(t, "your file mine.csv", rate.Source)
	assert.Contains(t, rate.Notes[1], "what the file does not have is of the picture")
	assert.Len(t, measure(t, p, "number").Notes, 0, "a series that the file does not have")
	require.Len(t, rate.Years, 4)
	assert.Equal(t, "86", rate.Years[2].Value.String())
	assert.Equal(t, "63", rate.Years[2].England.String())
	assert.Equal(t, "89", rate.Years[1].Value.String(), "a year that the file does not have is the pack's")
	assert.Contains(t, rate.Without, "Bristol, City of: unavailable")

	before, ok := pack.Of("rate")
	require.True(t, ok)
	v, _ := before.At("383", 2025)
	assert.Equal(t, "85", v.String(), "the pack itself stays")

	other, err := dfe.Read(strings.NewReader(strings.ReplaceAll(own, "on the day", "at noon")), dfe.Options{})
	require.NoError(t, err)
	_, taken = pack.With("other.csv", other)
	assert.Empty(t, taken, "the filter has another value")
}

func TestTheDataOfAPackSaysWhatRatesWereMadeOf(t *testing.T) {
	pack := read(t)
	data, err := pack.Data()
	require.NoError(t, err)
	_, ok := pack.Base("rate", 2023)
	assert.False(t, ok, "before 2024 the count and the population do not give the rate")
	base, ok := pack.Base("rate", 2024)
	require.True(t, ok)
	assert.Equal(t, 10_000, base.Per)
	rows, err := data.Compare(dfe.Query{Areas: []string{"383"}, Indicators: []string{base.Population}, Periods: []string{"2025"}})
	require.NoError(t, err)
	require.Len(t, rows, 1, "the population of 2024 stands beside the count of 2025")
	_, ok = pack.Base("caseload", 2025)
	assert.False(t, ok)
	_, ok = pack.Base("nothing", 2025)
	assert.False(t, ok)
}
