package compare_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/forecast"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	example "github.com/scrutineer-dev/scrutineer/examples/oldham/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/compare"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// answer is what the page says to the example's inputs with some settings changed.
func answer(settings ...string) form.DemandAnswer {
	in := form.DemandExample()
	for i := 0; i < len(settings); i += 2 {
		in.Settings[settings[i]] = settings[i+1]
	}
	var s compare.Session
	return s.Answer(in)
}

func sectionOf(t *testing.T, a form.DemandAnswer, part, id string) form.Section {
	t.Helper()
	for _, s := range a.Parts[part].Sections {
		if s.ID == id {
			return s
		}
	}
	require.Failf(t, "no section", "%s has no section %s", part, id)
	return form.Section{}
}

// row is the texts of the row whose first cell is label.
func row(t *testing.T, s form.Section, label string) []string {
	t.Helper()
	for _, r := range s.Rows {
		if r.Cells[0].Text == label {
			var texts []string
			for _, c := range r.Cells {
				texts = append(texts, c.Text)
			}
			return texts
		}
	}
	require.Failf(t, "no row", "%s has no row %q", s.ID, label)
	return nil
}

// Oldham's 91 at 31 March 2025 lies above the median (89) and below the mean (95.8) of its neighbours of May 2025
// (METHODS part B, 3).
func TestAnswer_OldhamsRateHangsOnTheAverage(t *testing.T) {
	a := answer()
	published := a.Parts[form.PublishedPart]
	assert.Equal(t, "Oldham’s figure of 91 (Children looked after per 10,000; 2025) is above its neighbours’ median (89) and below their mean (95.8): which average is used decides.", published.Answer)
	assert.Contains(t, published.More, "DfE May 2025, 10 of 10 with data")
	claim := sectionOf(t, a, form.PublishedPart, "claim")
	assert.Contains(t, claim.Intro, "depends on the list and the average")
	assert.Len(t, claim.Rows, 6, "two lists under mean, median and pooled rate")
	assert.Equal(t, "Holds", claim.Rows[0].Cells[2].Text)
	assert.Equal(t, "Fails", claim.Rows[1].Cells[2].Text)
	assert.Contains(t, sectionOf(t, answer("claim", "above"), form.PublishedPart, "claim").Intro, "depends")
	assert.Empty(t, a.Files, "the example is no file of the person's")
}

// What the page says of every figure and period is what package dfe says, as the command line prints it.
func TestAnswer_SaysWhatPackageDfeSays(t *testing.T) {
	data, err := dfe.Read(strings.NewReader(example.Figures), dfe.Options{})
	require.NoError(t, err)
	list, err := dfe.ReadNeighbours(strings.NewReader(example.Neighbours2025), dfe.ListOptions{Name: "DfE May 2025"})
	require.NoError(t, err)
	rows, err := data.Compare(dfe.Query{Areas: []string{"353"}, Neighbours: list, Polarity: rag.LowerBetter})
	require.NoError(t, err)
	require.Len(t, rows, 50)
	for i := range rows {
		r := &rows[i]
		source := "the example (DfE figures at 31 March for Oldham and its neighbours)|" + r.Indicator
		a := answer("indicator", source, "period", r.Period.Text+" "+r.Period.Identifier, "better "+source, "lower")
		comparison := sectionOf(t, a, form.PublishedPart, "comparison")
		assert.Equal(t, plain(r.Value()), bare(row(t, comparison, "Oldham")[1]), r.Indicator)
		assert.Equal(t, plain(r.Median()), bare(row(t, comparison, "Median")[1]), r.Indicator)
		assert.Equal(t, plain(r.Mean()), bare(row(t, comparison, "Mean")[1]), r.Indicator)
		assert.Contains(t, comparison.Intro, "Rank "+decimal.NewFromInt(int64(r.Rank)).String()+" of 15 ")
		assert.Contains(t, comparison.Intro, "quartile band "+r.Band.String()+" of")
		trend := row(t, sectionOf(t, a, form.PublishedPart, "trend"), r.Period.Text)
		assert.Equal(t, plain(r.Value()), bare(trend[1]))
		assert.Equal(t, plain(r.England()), bare(trend[6]))
	}
}

// plain is a value to two places, bare a printed one without its commas.
func plain(v demand.Value) string { return v.Round(2).String() }

func bare(text string) string { return strings.ReplaceAll(text, ",", "") }

func TestAnswer_SaysWhatDemandSaysOfIntervalsAndSignificance(t *testing.T) {
	a := answer()
	judged, err := demand.Judge(demand.Count(582, 64_069, demand.RateKind, 10_000), decimal.NewFromInt(67), rag.Neutral)
	require.NoError(t, err)
	england := row(t, sectionOf(t, a, form.PublishedPart, "significance"), "England")
	assert.Equal(t, "Higher (99.8 %)", england[1])
	assert.Equal(t, demand.Higher, judged.Verdict)
	assert.Equal(t, plain(judged.At95.Lower)+" to "+plain(judged.At95.Upper), england[3])
	assert.Equal(t, plain(judged.At998.Lower)+" to "+plain(judged.At998.Upper), england[4])
	assert.Equal(t, "Similar", row(t, sectionOf(t, a, form.PublishedPart, "significance"), "Neighbours’ mean")[1])
	assert.Equal(t, england[3], row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "Oldham")[2])
}

// A percentage is judged by the counts behind it, in points.
func TestAnswer_APercentageHasWilsonsIntervalAndChangesInPoints(t *testing.T) {
	a := answer("indicator", "the example (DfE figures at 31 March for Oldham and its neighbours)|rereferral_percent")
	interval, err := demand.Count(887, 4_196, demand.Proportion, 100).Interval()
	require.NoError(t, err)
	assert.Equal(t, plain(interval.Lower)+" to "+plain(interval.Upper), row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "Oldham")[2])
	changes := sectionOf(t, a, form.PublishedPart, "changes")
	assert.Equal(t, "Change in percentage points", changes.Columns[3].Text)
	assert.Equal(t, []string{"2024 to 2025", "25.3", "21.1", "-4.2", "–"}, row(t, changes, "2024 to 2025"))
}

// A rate of which the file lacks the count says so and has no interval.
func TestAnswer_WithoutCountsThereIsNoInterval(t *testing.T) {
	var s compare.Session
	_, err := s.Open("rates.csv", strings.NewReader("time_period,time_identifier,geographic_level,old_la_code,la_name,rate\n2025,Reporting year,Local authority,353,Oldham,91\n2025,Reporting year,Local authority,350,Bolton,c\n2023,Reporting year,Local authority,353,Oldham,86\n"))
	require.NoError(t, err)
	in := form.DemandExample()
	in.Settings["files"] = "rates.csv"
	a := s.Answer(in)
	assert.Contains(t, sectionOf(t, a, form.PublishedPart, "significance").Intro, "does not have the count")
	assert.Equal(t, "confidential (c)", row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "Bolton")[1], "a symbol is said in words")
	assert.Contains(t, sectionOf(t, a, form.PublishedPart, "changes").Intro, "not taken across a gap")
	assert.Equal(t, []form.DemandFile{{Name: "rates.csv", Kind: compare.Figures, Words: "Figures of 2 local authorities, 1 column of figures, 2023 to 2025."}}, a.Files)
	in.Settings["files"] = ""
	assert.Empty(t, s.Answer(in).Files, "what the page no longer names is closed")
}

// Counts say how large an authority is: they are left out of the glance, and can still be chosen.
func TestAnswer_TheGlanceHasWhatCanBeCompared(t *testing.T) {
	a := answer()
	glance := sectionOf(t, a, form.PublishedPart, "glance")
	assert.Len(t, glance.Rows, 4)
	assert.Contains(t, glance.Intro, "6 columns that are counts are left out")
	assert.Equal(t, []string{"Re-referrals, % of referrals", "21.1", "second-highest quarter", "fell by 4.2", "20.85 (+0.25)", "20.78 (+0.32)", "10 of 10", "not ranked", "2025"}, row(t, glance, "Re-referrals, % of referrals"))
	require.NotNil(t, glance.Chart)
	for _, f := range a.Fields {
		if f.Name == "indicator" {
			assert.Len(t, f.Options, 10)
			assert.Contains(t, f.Options[9][1], "a count")
		}
	}
}

func TestAnswer_ChangesAreInWordsByPolarity(t *testing.T) {
	source := "the example (DfE figures at 31 March for Oldham and its neighbours)|rereferral_percent"
	glance := sectionOf(t, answer("better "+source, "lower"), form.PublishedPart, "glance")
	cells := row(t, glance, "Re-referrals, % of referrals")
	assert.Equal(t, "fell by 4.2, better", cells[3])
	assert.Equal(t, "C: second-worst quarter", cells[2])
	assert.Contains(t, cells[7], " of 15")
}

func TestAnswer_SaysWhatSpcAndForecastSay(t *testing.T) {
	values := []float64{1961, 2120, 2171, 2732, 3447, 5323, 4751, 3871, 4524, 5107, 5708, 5481, 4196} // DfE, children in need, C1
	a := answer("target", "5,000", "series_better", "lower")
	target := 5000.0
	chart, err := spc.XmR(values, spc.Settings{Polarity: rag.LowerBetter, Target: &target})
	require.NoError(t, err)
	xmr := sectionOf(t, a, form.SeriesTable, "xmr")
	require.Len(t, xmr.Rows, len(values))
	for i, p := range chart.Points {
		cells := xmr.Rows[i].Cells
		assert.Equal(t, decimal.NewFromFloat(p.Value).Round(2).String(), bare(cells[3].Text))
		assert.Equal(t, decimal.NewFromFloat(chart.Last().Lower).Round(2).String(), bare(cells[4].Text))
		assert.Equal(t, decimal.NewFromFloat(chart.Last().Upper).Round(2).String(), bare(cells[6].Text))
		assert.Equal(t, p.Rule == spc.NoRule, cells[2].Text == "none")
	}
	assert.Equal(t, spc.Inconsistent, chart.Assurance)
	assert.Contains(t, a.Parts[form.SeriesTable].More, "met or missed by chance")

	choice, err := forecast.Choose(values, forecast.Settings{Horizon: 3, Season: 1})
	require.NoError(t, err)
	made, err := forecast.Predict(values, choice.Best, forecast.Settings{Horizon: 3, Season: 1})
	require.NoError(t, err)
	carried := sectionOf(t, a, form.SeriesTable, "forecast")
	require.Len(t, carried.Rows, 3)
	for i, p := range made.Points {
		assert.Equal(t, decimal.NewFromFloat(p.Mean).Round(2).String(), bare(carried.Rows[i].Cells[1].Text))
		assert.Equal(t, decimal.NewFromFloat(p.Lower95).Round(2).String()+" to "+decimal.NewFromFloat(p.Upper95).Round(2).String(), bare(carried.Rows[i].Cells[3].Text))
	}
	assert.Len(t, sectionOf(t, a, form.SeriesTable, "backtest").Rows, len(choice.Trials))
}

func TestAnswer_SaysWhatTheFunnelSays(t *testing.T) {
	a := answer()
	points, err := demand.ReadFunnel(strings.NewReader(example.Funnel))
	require.NoError(t, err)
	placed, err := demand.Funnel{Points: points, Kind: demand.RateKind, Multiplier: decimal.NewFromInt(10_000)}.Place()
	require.NoError(t, err)
	funnel := sectionOf(t, a, form.FunnelTable, "funnel")
	for i, p := range placed.Places() {
		assert.Equal(t, p.Value().Round(2).String(), funnel.Rows[i].Cells[2].Text)
		assert.Equal(t, p.Limits().Lower998.Round(2).String()+" to "+p.Limits().Upper998.Round(2).String(), funnel.Rows[i].Cells[4].Text)
		assert.Equal(t, p.Verdict == demand.Similar, strings.HasPrefix(funnel.Rows[i].Cells[1].Text, "Within"))
	}
	assert.Contains(t, a.Parts[form.FunnelTable].Answer, "Stoke-on-Trent (higher)")
}

// 428 of 2,202 contacts of July 2024 were referrals: 19 % (Oldham, report of 2 October 2024, 2.3).
func TestAnswer_FollowsTheStages(t *testing.T) {
	a := answer()
	assert.Equal(t, "19.4 % of contacts came to referrals.", a.Parts[form.StagesTable].Answer)
	assert.Equal(t, "17.8 to 21.1", sectionOf(t, a, form.StagesTable, "steps").Rows[0].Cells[4].Text)
}

func TestAnswer_FaultsStandAtTheirCellAndLeaveTheRest(t *testing.T) {
	for name, tc := range map[string]struct {
		table    string
		rows     [][]string
		row, col int
		text     string
	}{
		"a word for a value":            {form.SeriesTable, [][]string{{"2024", "12"}, {"2025", "lots"}}, 1, 1, "lots"},
		"a missing value":               {form.SeriesTable, [][]string{{"2024", "12"}, {"2025", "c"}, {"2026", "3"}}, 1, 1, "missing"},
		"a period twice":                {form.SeriesTable, [][]string{{"2024", "12"}, {}, {"2024", "13"}}, 2, 0, "twice"},
		"one value":                     {form.SeriesTable, [][]string{{"2024", "12"}}, -1, 0, "too few"},
		"nothing":                       {form.SeriesTable, nil, -1, 0, "is empty"},
		"a denominator of zero":         {form.FunnelTable, [][]string{{"A", "1", "0"}, {"B", "1", "2"}}, 0, 2, "above 0"},
		"a negative count":              {form.FunnelTable, [][]string{{"A", "-1", "5"}, {"B", "1", "2"}}, 0, 1, "negative"},
		"one place":                     {form.FunnelTable, [][]string{{"A", "1", "5"}}, -1, 0, "two"},
		"a stage without a name":        {form.StagesTable, [][]string{{"Contacts", "5"}, {"", "3"}}, 1, 0, "name the stage"},
		"a stage that is not a number":  {form.StagesTable, [][]string{{"Contacts", "5.5"}, {"Referrals", "3"}}, 0, 1, "whole number"},
		"a number beyond all bounds":    {form.SeriesTable, [][]string{{"2024", "1e999999999"}, {"2025", "2"}}, 0, 1, ""},
		"nothing can come from nothing": {form.StagesTable, [][]string{{"Contacts", "0"}, {"Referrals", "3"}}, -1, 0, "0"},
	} {
		t.Run(name, func(t *testing.T) {
			in := form.DemandExample()
			in.Tables[tc.table] = tc.rows
			var s compare.Session
			a := s.Answer(in)
			problems := a.Parts[tc.table].Problems
			require.Len(t, problems, 1)
			assert.Equal(t, tc.table, problems[0].Table)
			assert.Equal(t, tc.row, problems[0].At.Row)
			assert.Equal(t, tc.col, problems[0].At.Col)
			assert.Contains(t, problems[0].Text, tc.text)
			for _, part := range []string{form.PublishedPart, form.SeriesTable, form.FunnelTable, form.StagesTable} {
				if part != tc.table {
					assert.NotEmpty(t, a.Parts[part].Answer, part)
				}
			}
		})
	}
}

func TestAnswer_SettingsThatCannotBeAreTold(t *testing.T) {
	a := answer("target", "soon", "horizon", "0", "method", "guess")
	fields := []string{}
	for _, p := range a.Parts[form.SeriesTable].Problems {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"target", "horizon", "method"}, fields)
	for _, bad := range []string{"NaN", "Inf", "-inf"} {
		problems := answer("target", bad).Parts[form.SeriesTable].Problems
		require.Len(t, problems, 1, bad)
		assert.Equal(t, "target", problems[0].Field)
	}
}

func TestAnswer_IsDataThatAPageCanKeep(t *testing.T) {
	a := answer()
	text, err := json.Marshal(a)
	require.NoError(t, err)
	assert.Less(t, len(text), 100_000, "it is handed to every page")
	var again form.DemandAnswer
	require.NoError(t, json.Unmarshal(text, &again))
	assert.Equal(t, a, again)
	for part, r := range a.Parts {
		for _, s := range r.Sections {
			assert.NotEmpty(t, a.Definitions[s.ID], "%s %s says where its definition comes from", part, s.ID)
			for _, x := range s.Rows {
				assert.Len(t, x.Cells, len(s.Columns), "%s %s", part, s.ID)
			}
			if s.Chart != nil {
				assert.True(t, json.Valid([]byte(s.Chart.Spec)), s.ID)
			}
		}
	}
}

func TestOpen_TellsFilesByTheirColumns(t *testing.T) {
	for name, tc := range map[string]struct{ text, kind, words string }{
		"figures":                 {example.Figures, compare.Figures, "15 local authorities, 10 columns of figures, 2021 to 2025"},
		"LAIT's dictionary":       {"Measure_code,Measure_short,Polarity\n1,ReReferral,Low\n2,LAC,-\n", compare.Measures, "1 measure of which"},
		"names":                   {example.Meta, compare.Labels, "10 columns"},
		"the list of 2025":        {example.Neighbours2025, compare.Neighbours, "1 authority"},
		"the list of 2021":        {example.Neighbours2021, compare.Neighbours, "1 authority"},
		"a series":                {example.Series, compare.Series, "13 rows"},
		"a series with a mark":    {"\uFEFFPeriod;Value\n2024;1\n", compare.Series, "1 row "},
		"a funnel":                {example.Funnel, compare.Funnel, "11 rows"},
		"stages":                  {example.Stages, compare.Stages, "2 rows"},
		"samples":                 {"x,n,kind,multiplier\n582,64069,rate,10000\n", compare.Samples, "1 sample"},
		"a list, tabs and quotes": {"\"old_la_code\"\t\"SN_1\"\n353\t354\n", compare.Neighbours, "1 authority"},
	} {
		t.Run(name, func(t *testing.T) {
			var s compare.Session
			opened, err := s.Open("folder/file.csv", strings.NewReader(tc.text))
			require.NoError(t, err)
			assert.Equal(t, tc.kind, opened.Kind)
			assert.Equal(t, "file.csv", opened.Name)
			assert.Contains(t, opened.Words, tc.words)
			if slices.Contains([]string{compare.Series, compare.Funnel, compare.Stages}, tc.kind) {
				assert.Equal(t, tc.kind, opened.Table)
				assert.NotEmpty(t, opened.Rows)
			}
		})
	}
}

func TestOpen_SaysWhatWasFoundAndWhatIsNeeded(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"nothing":            {"", "empty"},
		"another table":      {"service,budget\nA,1\n", "old_la_code"},
		"what else it opens": {"service,budget\nA,1\n", "This page also opens"},
		"a workbook":         {"PK\x03\x04rest", "workbook"},
		"a web page":         {"<!DOCTYPE html><p>", "web page"},
		"UTF-16":             {"\xFF\xFEt\x00", "UTF-16"},
		"a header alone":     {"time_period,time_identifier,geographic_level,old_la_code,la_name,rate\n", "no rows"},
		"ragged":             {"time_period,time_identifier,geographic_level,old_la_code,la_name,rate\n2025,y,Local authority,353,Oldham\n", "line 2"},
		"an empty list":      {"old_la_code,SN_1\n353,999999\n", "999999"},
	} {
		t.Run(name, func(t *testing.T) {
			var s compare.Session
			_, err := s.Open("file.csv", strings.NewReader(tc.text))
			require.ErrorContains(t, err, tc.want)
			assert.Empty(t, s.Answer(form.Inputs{Settings: map[string]string{"files": "file.csv"}}).Files, "nothing has been changed")
		})
	}
}

// A file of samples is shown with its intervals.
func TestOpen_SamplesHaveTheirIntervals(t *testing.T) {
	var s compare.Session
	_, err := s.Open("counts.csv", strings.NewReader("x,n,kind,multiplier\n582,64069,rate,10000\n"))
	require.NoError(t, err)
	a := s.Answer(form.Inputs{Settings: map[string]string{"files": "counts.csv"}})
	assert.Equal(t, []string{"582", "64,069", "90.84", "83.61", "98.53", "0.95"}, row(t, sectionOf(t, a, form.SamplesPart, "intervals"), "582")[:6])
}

// A list published with the codes of the Government Statistical Service is used beside figures with DfE's.
func TestAnswer_AListMayHaveOtherCodes(t *testing.T) {
	var s compare.Session
	for name, text := range map[string]string{"figures.csv": example.Figures, "ons.csv": "AREACD,1,2\nE08000004,E08000001,E06000008\n"} {
		_, err := s.Open(name, strings.NewReader(text))
		require.NoError(t, err)
	}
	in := form.DemandExample()
	in.Settings["files"] = "figures.csv; ons.csv"
	a := s.Answer(in)
	assert.Equal(t, "84", row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "Mean")[1], "Bolton 78 and Blackburn with Darwen 90")
}

// Children in need at 31 March 2025 with the population of mid-2024 give DfE's rate: Oldham 2,653 / 64,069 = 414.1.
func TestAnswer_APopulationFileMakesRatesOfCounts(t *testing.T) {
	const counts = "time_period,time_identifier,geographic_level,old_la_code,la_name,At31_episodes\n2025,Reporting year,National,,,402400\n" +
		"2025,Reporting year,Local authority,353,Oldham,2653\n2025,Reporting year,Local authority,350,Bolton,2184\n2025,Reporting year,Local authority,354,Rochdale,2672\n2025,Reporting year,Local authority,889,Blackburn with Darwen,1806\n"
	const populations = "time_period,time_identifier,geographic_level,old_la_code,la_name,age_group,population_estimate\n2024,Reporting year,National,,,0 to 17,12183016\n" +
		"2024,Reporting year,Local authority,353,Oldham,0 to 17,64069\n2024,Reporting year,Local authority,350,Bolton,0 to 17,75599\n2024,Reporting year,Local authority,354,Rochdale,0 to 17,58087\n2024,Reporting year,Local authority,889,Blackburn with Darwen,0 to 17,41804\n"
	for _, order := range [][]string{{counts, populations}, {populations, counts}} {
		var s compare.Session
		for i, text := range order {
			_, err := s.Open([]string{"a.csv", "b.csv"}[i], strings.NewReader(text))
			require.NoError(t, err)
		}
		in := form.DemandExample()
		in.Settings[form.OpenFiles] = "a.csv; b.csv"
		a := s.Answer(in)
		assert.Contains(t, a.Parts[form.PublishedPart].Answer, "figure of 414.1 (At31 episodes per 10,000 made with the populations opened; 2025)")
		assert.Equal(t, "288.9", row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "Bolton")[1])
		assert.Equal(t, "330.3", row(t, sectionOf(t, a, form.PublishedPart, "comparison"), "England")[1])
	}
}

// LAIT says which way is better; the person's own choice goes before.
func TestAnswer_TheDictionarySaysWhichWayIsBetter(t *testing.T) {
	var s compare.Session
	for name, text := range map[string]string{"figures.csv": example.Figures, "measures.csv": "measure_code,Measure_short,polarity,Measure,y_axis_name\n1,rereferral_percent,Low,Re-referrals within a year,% of referrals\n"} {
		_, err := s.Open(name, strings.NewReader(text))
		require.NoError(t, err)
	}
	in := form.DemandExample()
	in.Settings[form.OpenFiles] = "figures.csv; measures.csv"
	in.Settings["indicator"] = "figures.csv|rereferral_percent"
	assert.Contains(t, sectionOf(t, s.Answer(in), form.PublishedPart, "comparison").Intro, "quartile band C of")
	assert.Contains(t, s.Answer(in).Parts[form.PublishedPart].Answer, "(Re-referrals within a year; 2025)")
	assert.Len(t, s.Answer(in).Files, 2)
	in.Settings["better figures.csv|rereferral_percent"] = "higher"
	assert.Contains(t, sectionOf(t, s.Answer(in), form.PublishedPart, "comparison").Intro, "quartile band B of")
	in.Settings["better figures.csv|rereferral_percent"] = "none"
	assert.Contains(t, sectionOf(t, s.Answer(in), form.PublishedPart, "comparison").Intro, "not ranked")
}

// A file with filters asks which, and takes what most people ask for.
func TestAnswer_FiltersAreChoices(t *testing.T) {
	var s compare.Session
	text := "time_period,time_identifier,geographic_level,old_la_code,la_name,population_type,rate\n" +
		"2025,Reporting year,Local authority,353,Oldham,Children ceasing to be looked after each year,32\n" +
		"2025,Reporting year,Local authority,353,Oldham,Children looked after on 31 March each year,91\n"
	_, err := s.Open("cla.csv", strings.NewReader(text))
	require.NoError(t, err)
	in := form.DemandExample()
	in.Settings["files"] = "cla.csv"
	a := s.Answer(in)
	assert.Contains(t, a.Parts[form.PublishedPart].Answer, "figure of 91 (Children looked after on 31 March each year: rate; 2025)")
	in.Settings["filter population_type"] = "Children ceasing to be looked after each year"
	assert.Contains(t, s.Answer(in).Parts[form.PublishedPart].Answer, "figure of 32")
	assert.Len(t, sectionOf(t, a, form.PublishedPart, "glance").Rows, 2)
}
