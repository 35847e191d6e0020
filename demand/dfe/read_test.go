package dfe_test

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

const lookedAfter = "\uFEFFtime_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,population_type,population_estimate,children_count,rate_per_10000\r\n" +
	"2025,Reporting year,National,E92000001,England,,,,,,On 31 March,12183016,81770,67\r\n" +
	"2025,Reporting year,Regional,E92000001,England,E12000002,North West,,,,On 31 March,1627558,14620,90\r\n" +
	"2025,Reporting year,Local authority,E92000001,England,E12000002,North West,353,Oldham,E08000004,On 31 March,64069,582,91\r\n" +
	"2025,Reporting year,Local authority,E92000001,England,E12000002,North West,354,Rochdale,E08000005,On 31 March,58087,594,102\r\n" +
	"2025,Reporting year,Local authority,E92000001,England,E12000002,North West,350,Bolton,E08000001,On 31 March,75599,c,c\r\n"

func value(t *testing.T, d *dfe.Data, indicator, period, area string) demand.Value {
	t.Helper()
	figures, _, _, err := d.Figures(indicator, period)
	require.NoError(t, err)
	return figures[area]
}

func TestRead_ExploreEducationStatistics(t *testing.T) {
	d, err := dfe.Read(strings.NewReader(lookedAfter), dfe.Options{})
	require.NoError(t, err)
	assert.Equal(t, dfe.ExploreEducationStatistics, d.Layout)
	assert.Equal(t, []string{"population_estimate", "children_count", "rate_per_10000"}, d.Indicators())
	assert.Equal(t, []string{"population_type"}, d.Filters)
	assert.Equal(t, 5, d.Rows)
	assert.Len(t, d.Areas(dfe.LocalAuthority), 3)

	figures, regions, england, err := d.Figures("Rate_Per_10000", "2025")
	require.NoError(t, err)
	assert.True(t, figures["353"].Equal(demand.Whole(91)))
	assert.True(t, figures["350"].Equal(demand.Absent(demand.Confidential)))
	assert.True(t, regions["North West"].Equal(demand.Whole(90)))
	assert.True(t, england.Equal(demand.Whole(67)))
	oldham, ok := d.Area("oldham")
	require.True(t, ok)
	assert.Equal(t, dfe.Area{Level: dfe.LocalAuthority, Code: "353", GSS: "E08000004", Name: "Oldham", Region: "North West", RegionCode: "E12000002"}, oldham)
}

func TestRead_TheSameFileInOtherShapes(t *testing.T) {
	plain := strings.NewReplacer("\r", "", "\uFEFF", "").Replace(lookedAfter)
	var backwards strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(plain), "\n") {
		cells := strings.Split(line, ",")
		for i := len(cells) - 1; i >= 0; i-- {
			backwards.WriteString(cells[i])
			if i > 0 {
				backwards.WriteByte(',')
			}
		}
		backwards.WriteByte('\n')
	}
	shapes := map[string]string{
		"line feeds, no mark":        plain,
		"semicolons":                 strings.ReplaceAll(plain, ",", ";"),
		"tabs":                       strings.ReplaceAll(plain, ",", "\t"),
		"columns in another order":   backwards.String(),
		"quoted fields":              strings.ReplaceAll(plain, "On 31 March", `"On 31 March"`),
		"a comma inside quotes":      strings.ReplaceAll(plain, "On 31 March", `"On 31 March, of each year"`),
		"a doubled quotation mark":   strings.ReplaceAll(plain, "On 31 March", `"On ""31"" March"`),
		"a line end inside quotes":   strings.ReplaceAll(plain, "On 31 March", "\"On 31\nMarch\""),
		"no final line end":          strings.TrimSpace(plain),
		"blank lines":                strings.ReplaceAll(plain, "\n", "\n\n"),
		"rows of nothing but commas": plain + strings.Repeat(",", 13) + "\n",
		"headers in capitals":        strings.ToUpper(plain[:strings.IndexByte(plain, '\n')]) + plain[strings.IndexByte(plain, '\n'):],
		"separators of thousands":    strings.ReplaceAll(plain, "64069", `"64,069"`),
	}
	for name, text := range shapes {
		t.Run(name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
				d, err := dfe.Read(r, dfe.Options{})
				require.NoError(t, err)
				figures, _, england, err := d.Figures("rate_per_10000", "2025")
				require.NoError(t, err)
				assert.Len(t, figures, 3)
				assert.True(t, figures["353"].Equal(demand.Whole(91)))
				assert.True(t, england.Equal(demand.Whole(67)))
				assert.True(t, value(t, d, "population_estimate", "2025", "353").Equal(demand.Whole(64069)))
			}
		})
	}
}

func TestRead_RatesAreMadeAsTheFileIsRead(t *testing.T) {
	d, err := dfe.Read(strings.NewReader(lookedAfter), dfe.Options{Rates: []dfe.RateColumn{
		{Name: "rate", Count: "children_count", Population: "population_estimate", Places: 1},
	}})
	require.NoError(t, err)
	assert.Equal(t, []string{"rate"}, d.Indicators())
	// 582 / 64,069 × 10,000 = 90.8396; 594 / 58,087 × 10,000 = 102.2604.
	assert.Equal(t, "90.8", value(t, d, "rate", "2025", "353").String())
	assert.Equal(t, "102.3", value(t, d, "rate", "2025", "354").String())
	assert.True(t, value(t, d, "rate", "2025", "350").Equal(demand.Absent(demand.Confidential)))
}

func TestRead_FiltersKeepTheRowsTheyName(t *testing.T) {
	text := strings.ReplaceAll(lookedAfter, "\r", "") +
		"2025,Reporting year,Local authority,E92000001,England,E12000002,North West,353,Oldham,E08000004,Starting,64069,197,31\n"
	all, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	_, _, _, err = all.Figures("rate_per_10000", "2025")
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, "filter", ask.What)
	assert.ElementsMatch(t, []string{"On 31 March", "Starting"}, ask.Have)
	assert.Equal(t, []string{"On 31 March", "Starting"}, all.FilterValues("population_type"))

	some, err := dfe.Read(strings.NewReader(text), dfe.Options{Filters: []dfe.Filter{{Column: "POPULATION_TYPE", Value: "starting"}}})
	require.NoError(t, err)
	assert.Equal(t, "31", value(t, some, "rate_per_10000", "2025", "353").String())
}

const longFile = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n" +
	"LAC,Children looked after rate,2025,England,67,970,\n" +
	"LAC,Children looked after rate,2025,London (Outer),49,988,\n" +
	"LAC,Children looked after rate,2025,Barking and Dagenham,51.300000000000004,301,Outer London\n" +
	"LAC,Children looked after rate,2025,Barnet,-,302,Outer London\n" +
	"LAC,Children looked after rate,2016-17 (OT),Barnet,315.60000000000002,302,Outer London\n" +
	"CIN,Children in need rate,2025,Barnet,300,302,Outer London\n"

func TestRead_LAITLongFile(t *testing.T) {
	d, err := dfe.Read(strings.NewReader(longFile), dfe.Options{Indicators: []string{"lac"}})
	require.NoError(t, err)
	assert.Equal(t, dfe.LongFile, d.Layout)
	assert.Equal(t, []string{"LAC"}, d.Indicators())
	figures, regions, england, err := d.Figures("LAC", "2025")
	require.NoError(t, err)
	assert.True(t, england.Equal(demand.Whole(67)))
	assert.True(t, regions["London (Outer)"].Equal(demand.Whole(49)))
	assert.Equal(t, "51.300000000000004", figures["301"].String(), "another double than 51.3 is another number")
	assert.True(t, figures["302"].Equal(demand.Absent(demand.Unavailable)), "a dash is missing, not nil")
	old, _, _, err := d.Figures("LAC", "2016/17 (OT)")
	require.NoError(t, err)
	assert.Equal(t, "315.6", old["302"].String(), "the long print of a double is the decimal that was meant")

	rows, err := d.Compare(dfe.Query{Areas: []string{"Barking and Dagenham"}})
	require.NoError(t, err)
	assert.Equal(t, "49", rows[0].Region().String(), "Outer London is London (Outer)")

	byItem, err := dfe.Read(strings.NewReader(longFile), dfe.Options{Indicators: []string{"Children in need rate"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"Children in need rate"}, byItem.Indicators())
	byFilter, err := dfe.Read(strings.NewReader(longFile), dfe.Options{Indicators: []string{"Values"}, Filters: []dfe.Filter{{Column: "Short Desc", Value: "CIN"}}})
	require.NoError(t, err)
	assert.Equal(t, []string{"CIN"}, byFilter.Indicators())
}

func TestRead_SymbolsAreTyped(t *testing.T) {
	for symbol, want := range map[string]demand.Missing{
		"c": demand.Confidential, "z": demand.NotApplicable, "x": demand.Unavailable, "u": demand.Unreliable, "low": demand.Low,
		"k": demand.Low, "~": demand.Low, ":": demand.Unavailable, "..": demand.Unavailable, "-": demand.Unavailable, "": demand.Blank, "[c]": demand.Confidential,
	} {
		d, err := dfe.Read(strings.NewReader(strings.ReplaceAll(lookedAfter, ",582,", ","+symbol+",")), dfe.Options{})
		require.NoError(t, err, symbol)
		assert.True(t, value(t, d, "children_count", "2025", "353").Equal(demand.Absent(want)), symbol)
	}
}

func TestRead_NumbersOfEverySize(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-5": "-5", "007": "7", "1.50": "1.5", ".5": "0.5", "999999999999999999": "999999999999999999",
		"12345678901234567890": "12345678901234567890", "1e3": "1000", "-0.25": "-0.25", " 7 ": "7", "0.1": "0.1",
	} {
		d, err := dfe.Read(strings.NewReader(strings.ReplaceAll(lookedAfter, ",582,", ","+text+",")), dfe.Options{})
		require.NoError(t, err, text)
		got, ok := value(t, d, "children_count", "2025", "353").Decimal()
		require.True(t, ok, text)
		decimaltest.Equal(t, want, got, text)
	}
}

func TestRead_FaultsNameTheirPlace(t *testing.T) {
	header := strings.SplitAfter(lookedAfter, "\n")[0]
	for name, c := range map[string]struct {
		text           string
		line, column   int
		header, phrase string
	}{
		"empty":                       {"", 0, 0, "", "the file is empty"},
		"a mark and nothing":          {"\uFEFF", 0, 0, "", "the file is empty"},
		"header only":                 {header, 1, 0, "", "no rows"},
		"a word for a number":         {strings.ReplaceAll(lookedAfter, ",582,", ",many,"), 4, 13, "children_count", `"many" is not a number`},
		"an exponent":                 {strings.ReplaceAll(lookedAfter, ",582,", ",1e999999999,"), 4, 13, "children_count", "exponent beyond"},
		"not a number":                {strings.ReplaceAll(lookedAfter, ",582,", ",NaN,"), 4, 13, "children_count", "not a finite number"},
		"too many digits":             {strings.ReplaceAll(lookedAfter, ",582,", ","+strings.Repeat("9", 41)+","), 4, 13, "children_count", "more than 40 digits"},
		"a short row":                 {lookedAfter + "2025,Reporting year\n", 7, 0, "", "the row has 2 fields, the header has 14"},
		"a quotation mark left open":  {lookedAfter + "2025,\"Reporting\n", 7, 0, "", "never closed"},
		"text after a quotation mark": {lookedAfter + "2025,\"Reporting\" year,a\n", 7, 0, "", "out of place"},
		"NUL":                         {strings.ReplaceAll(lookedAfter, "Oldham", "Old\x00ham"), 4, 0, "", "NUL"},
		"not UTF-8":                   {strings.ReplaceAll(lookedAfter, "Oldham", "Old\xE9ham"), 4, 0, "", "not UTF-8"},
		"UTF-16":                      {"\xFF\xFEt\x00i\x00", 1, 0, "", "UTF-16"},
		"a workbook":                  {"PK\x03\x04\x14\x00", 1, 0, "", "workbook or a zip archive"},
		"gzip":                        {"\x1F\x8B\x08\x00", 1, 0, "", "compressed"},
		"a web page":                  {"<!DOCTYPE html>\n<html>", 1, 0, "", "web page"},
		"a column twice":              {strings.Replace(lookedAfter, "la_name", "time_period", 1), 1, 9, "time_period", "stands twice"},
		"years that do not follow":    {strings.ReplaceAll(lookedAfter, "2025,", "201719,"), 2, 1, "time_period", "not two years in a row"},
		"a period of five digits":     {strings.ReplaceAll(lookedAfter, "2025,", "20251,"), 2, 1, "time_period", "not a year"},
		"an authority without a code": {strings.ReplaceAll(lookedAfter, "353,Oldham,E08000004", ",Oldham,"), 4, 10, "old_la_code", "has no code"},
		"neighbours":                  {"old_la_code,la_name,SN_1,SN_1P\n", 1, 0, "", "looks like a list of statistical neighbours"},
		"meta":                        {"col_name,col_type,label\n", 1, 0, "", "looks like the meta-data"},
		"a misnamed level":            {"time_period,geographical_level,old_la_code\n", 1, 0, "", "should be called geographic_level"},
		"no authorities":              {"time_period,geographic_level,number\n", 1, 0, "", "no local authority columns"},
		"a child-level return":        {"CHILD,SEX,DOB\n", 1, 0, "", "child-level return"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := dfe.Read(strings.NewReader(c.text), dfe.Options{})
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.line, fault.Place.Line)
			assert.Equal(t, c.column, fault.Place.Column)
			assert.Equal(t, c.header, fault.Heading)
			assert.Contains(t, fault.Error(), c.phrase)
		})
	}
}

func TestRead_ALineWithoutEndIsRefusedBeforeItFillsTheMemory(t *testing.T) {
	endless := io.MultiReader(strings.NewReader(lookedAfter), iotest.TimeoutReader(strings.NewReader(strings.Repeat("x", 4<<20))))
	_, err := dfe.Read(endless, dfe.Options{})
	require.Error(t, err)
	_, err = dfe.Read(io.MultiReader(strings.NewReader(lookedAfter), strings.NewReader(strings.Repeat("x", 4<<20))), dfe.Options{})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Problem, "longer than 1 MB")
}

func TestRead_WhatTheReaderReturnedIsPassedOn(t *testing.T) {
	_, err := dfe.Read(iotest.ErrReader(io.ErrClosedPipe), dfe.Options{})
	require.ErrorIs(t, err, io.ErrClosedPipe)
	_, err = dfe.Read(io.MultiReader(strings.NewReader(lookedAfter), iotest.ErrReader(io.ErrClosedPipe)), dfe.Options{})
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

func TestRead_QuestionsTheFileCannotAnswer(t *testing.T) {
	d, err := dfe.Read(strings.NewReader(lookedAfter), dfe.Options{})
	require.NoError(t, err)
	ask := func(err error) *dfe.AskError {
		t.Helper()
		var e *dfe.AskError
		require.ErrorAs(t, err, &e)
		return e
	}
	_, _, _, err = d.Figures("rate", "2025")
	assert.Equal(t, d.Indicators(), ask(err).Have)
	_, _, _, err = d.Figures("rate_per_10000", "2031")
	assert.Equal(t, []string{"2025"}, ask(err).Have)
	_, err = d.Compare(dfe.Query{Areas: []string{"999"}})
	assert.Equal(t, "area", ask(err).What)
	_, err = dfe.Read(strings.NewReader(lookedAfter), dfe.Options{Indicators: []string{"nothing"}})
	assert.Equal(t, "indicator", ask(err).What)
	_, err = dfe.Read(strings.NewReader(lookedAfter), dfe.Options{Filters: []dfe.Filter{{Column: "sex", Value: "x"}}})
	assert.Equal(t, "filter", ask(err).What)
	_, err = dfe.Read(strings.NewReader(longFile), dfe.Options{Indicators: []string{"nothing"}})
	assert.Equal(t, []string{"LAC", "CIN"}, sorted(ask(err).Have, "LAC"))
	_, err = dfe.Read(strings.NewReader(lookedAfter+strings.SplitAfter(lookedAfter, "\n")[3]), dfe.Options{})
	require.NoError(t, err)
	twice, err := dfe.Read(strings.NewReader(lookedAfter+strings.SplitAfter(lookedAfter, "\n")[3]), dfe.Options{})
	require.NoError(t, err)
	_, err = twice.Compare(dfe.Query{})
	assert.Contains(t, ask(err).Problem, "353 (Oldham) has two rows")
}

// sorted puts first first.
func sorted(items []string, first string) []string {
	out := []string{first}
	for _, item := range items {
		if item != first {
			out = append(out, item)
		}
	}
	return out
}

func TestRead_AJointReturnIsNobodysNeighbour(t *testing.T) {
	text := strings.ReplaceAll(lookedAfter, "354,Rochdale,E08000005", "940 / 941,North and West Northamptonshire,E06000061 / E06000062")
	d, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	list, err := demand.Chosen("mine", "353", "940", "350")
	require.NoError(t, err)
	rows, err := d.Compare(dfe.Query{Areas: []string{"353"}, Indicators: []string{"rate_per_10000"}, Neighbours: list})
	require.NoError(t, err)
	assert.Equal(t, 0, rows[0].N)
	assert.Equal(t, 2, rows[0].Of, "the joint return is ranked")
	_, err = d.Compare(dfe.Query{Areas: []string{"940"}})
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, []string{"940 / 941"}, ask.Have)
	assert.Equal(t, []string{"940", "941"}, dfe.Area{Code: "940 / 941"}.Codes())
}

func TestPeriod_Year(t *testing.T) {
	for text, want := range map[string]int{"2025": 2025, "202425": 2025, "2016-17": 2017, "2016-17 (OT)": 2017, "2016/2017": 2017} {
		year, ok := dfe.Period{Text: text}.Year()
		require.True(t, ok, text)
		assert.Equal(t, want, year, text)
	}
	_, ok := dfe.Period{Text: "Autumn"}.Year()
	assert.False(t, ok)
}

func TestReadMeta(t *testing.T) {
	columns, err := dfe.ReadMeta(strings.NewReader("col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n" +
		"sex,Filter,Sex,,,,,\npercent,Indicator,Per cent,,%,1,,\nnumber,Indicator,Number,,,,,\n"))
	require.NoError(t, err)
	assert.Equal(t, []dfe.Column{
		{Name: "sex", Label: "Sex", Filter: true, Places: 2},
		{Name: "percent", Label: "Per cent", Unit: "%", Places: 1},
		{Name: "number", Label: "Number", Places: 2},
	}, columns)
	var fault *figure.Fault
	_, err = dfe.ReadMeta(strings.NewReader("col_name,col_type,label\nsex,Colour,Sex\n"))
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, 2, fault.Place.Line)
	_, err = dfe.ReadMeta(strings.NewReader(lookedAfter))
	require.ErrorAs(t, err, &fault)
}

// TestRead_RowsOfOnePlaceThatDifferInTheirFilters is the order of most published files, whose leading columns are cut and
// looked up once: the same rows in any other order must say the same.
func TestRead_RowsOfOnePlaceThatDifferInTheirFilters(t *testing.T) {
	header := "time_period,geographic_level,country_code,old_la_code,la_name,kind,count\n"
	var byPlace, byKind strings.Builder
	byPlace.WriteString(header)
	byKind.WriteString(header)
	row := func(b *strings.Builder, place, kind int) {
		level := "Local authority"
		if place == 3 {
			level = "School"
		}
		name := []string{"Oldham", `"Kingston, upon Hull"`, "Bath", "A school", "Derby"}[place]
		b.WriteString("2025," + level + ",E92000001," + string(rune('a'+place)) + "00," + name + ",kind " + string(rune('0'+kind)) + "," + string(rune('0'+place)) + string(rune('0'+kind)) + "\n")
	}
	for i := range 5 * 4 {
		row(&byPlace, i/4, i%4)
		row(&byKind, i%5, i/5)
	}
	first, err := dfe.Read(strings.NewReader(byPlace.String()), dfe.Options{})
	require.NoError(t, err)
	second, err := dfe.Read(strings.NewReader(byKind.String()), dfe.Options{})
	require.NoError(t, err)
	assert.Equal(t, 4, first.Skipped)
	a, err := first.Compare(dfe.Query{})
	require.NoError(t, err)
	b, err := second.Compare(dfe.Query{})
	require.NoError(t, err)
	require.Len(t, a, 16)
	require.Len(t, b, 16)
	for i := range a {
		assert.Equal(t, a[i].Area, b[i].Area)
		assert.Equal(t, a[i].Filters, b[i].Filters)
		assert.True(t, a[i].Value().Equal(b[i].Value()))
	}
	assert.Equal(t, "Kingston, upon Hull", a[1].Area.Name)
}

// A field of many quoted lines takes as long as it is long: half a megabyte of them once took half a minute.
func TestRead_ALongQuotedField(t *testing.T) {
	header := "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,v\n"
	start := time.Now()
	_, err := dfe.Read(strings.NewReader(header+`"`+strings.Repeat("a\n", 250_000)+"\"\n"), dfe.Options{})
	require.Error(t, err)
	assert.Less(t, time.Since(start), 5*time.Second)
}
