package form_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// DfE, Children's social work workforce: the rates that it prints for Oldham at 30 September of 2023 and 2024.
func TestReadWorkforce_GivesWhatTheDfEPrints(t *testing.T) {
	example := form.CaseloadExample()
	r := form.ReadWorkforce(exampleTables(example), example.Settings)
	require.Empty(t, r.Problems)
	s := sectionOf(t, r, "rates")
	assert.Equal(t, []string{"Oldham 2023", "16.4", "21.3%", "42.8%", "44.6%", "98.3%", "91.2%", "4.4%"}, rowOf(t, s, "Oldham 2023"))
	assert.Equal(t, []string{"Oldham 2024", "19.2", "18.3%", "32.3%", "38.7%", "92.6%", "70.1%", "3.1%"}, rowOf(t, s, "Oldham 2024"))
	assert.Contains(t, r.Answer, "Oldham 2025: 15.2% of social workers are agency workers")
	assert.Contains(t, s.Working, "Oldham 2024, Agency rate = agency / (agency + in post), fte: 81 / 250.8 × 100 = 32.3 %")
}

func TestReadWorkforce_WhatIsSuppressedIsUndefinedAndBadCellsAreTold(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	table := tables[form.WorkforceTable]
	table.Type(at(table, 1, "agency"), "c")
	r := form.ReadWorkforce(tables, example.Settings)
	require.Empty(t, r.Problems)
	assert.Equal(t, "undefined", rowOf(t, sectionOf(t, r, "rates"), "Oldham 2024")[3])
	table.Type(at(table, 0, "leavers"), "-3")
	table.Type(at(table, 2, "in_post"), "many")
	r = form.ReadWorkforce(tables, example.Settings)
	require.Len(t, r.Problems, 2)
	assert.Equal(t, at(table, 0, "leavers"), r.Problems[0].At)
	assert.Equal(t, at(table, 2, "in_post"), r.Problems[1].At)
}

// Oldham, report of 10 September 2019, 7.4 and 7.5: officers average 74 and chairs 77, above the 70; managers have 7, up to 10 before.
func TestReadStandards_OldhamsPrintedLoads(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	s := sectionOf(t, form.ReadStandards(tables, example.Settings), "standings")
	assert.Equal(t, "over, by 4", rowOf(t, s, "Independent reviewing officers, on average")[3])
	assert.Equal(t, "over, by 7", rowOf(t, s, "Child protection chairs, on average")[3])
	assert.Equal(t, "within", rowOf(t, s, "Managers in field work teams")[3])
	table := tables[form.StandardsTable]
	table.Type(at(table, 0, "load"), "lots")
	table.Type(at(table, 1, "standard"), "judge")
	table.Type(at(table, 2, "role"), " ")
	problems := form.ReadStandards(tables, example.Settings).Problems
	require.Len(t, problems, 3)
	assert.Equal(t, at(table, 0, "load"), problems[0].At)
}

// 510 cases at an average of 15 take 34 full-time workers: 4 more than the 30 of the example.
func TestReadRecruiting_SaysWhatWouldFollow(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	example.Settings["recruit_asye"] = "0"
	r := form.ReadRecruiting(tables, example.Settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "4 more full-time workers the average goes from 17.0 to 15.0")
	assert.Contains(t, r.More, "34.0 FTE: 4 more full-time workers")
	s := sectionOf(t, r, "recruiting")
	assert.Equal(t, []string{"More full-time workers needed", "4", "0"}, rowOf(t, s, "More full-time workers needed"))
	example.Settings["recruit_asye"] = "4" // at 0.6 they count as 2.4: 510 / 32.4 = 15.74
	assert.Contains(t, form.ReadRecruiting(tables, example.Settings).Answer, "from 17.0 to 15.7")
}

// The Assessment team holds 218 cases where ten workers may hold 180: within the team 38 find no place, and three new workers
// with 18 each leave none.
func TestReadRecruiting_WhoIsStillOverWhenCasesStayInTheirTeam(t *testing.T) {
	example := form.CaseloadExample()
	example.Settings["move"], example.Settings["recruit"], example.Settings["recruit_asye"] = "team", "2", "0"
	s := sectionOf(t, form.ReadRecruiting(exampleTables(example), example.Settings), "still-over")
	assert.Equal(t, "38", rowOf(t, s, "When cases have moved")[2])
	assert.Equal(t, "2", rowOf(t, s, "When cases have moved, to new workers too")[2])
	example.Settings["recruit"] = "3"
	s = sectionOf(t, form.ReadRecruiting(exampleTables(example), example.Settings), "still-over")
	assert.Equal(t, []string{"When cases have moved, to new workers too", "0", "0", "nobody"}, rowOf(t, s, "When cases have moved, to new workers too"))
	example.Settings["ceiling"] = "10"
	s = sectionOf(t, form.ReadRecruiting(exampleTables(example), example.Settings), "still-over")
	assert.Equal(t, "8", rowOf(t, s, "When cases have moved, to new workers too")[2])
}

func TestReadRecruiting_BadNumbersAreToldAtTheirFields(t *testing.T) {
	example := form.CaseloadExample()
	for field, bad := range map[string]string{
		"recruit": "-1", "recruit_asye": "5", "leaving": "many", "opening": "1.5", "ending": "1e9", "ceiling": "few", "recruit_share": "2%",
	} {
		settings := form.CaseloadExample().Settings
		settings[field] = bad
		problems := form.ReadRecruiting(exampleTables(example), settings).Problems
		require.NotEmpty(t, problems, field)
		var fields []string
		for _, p := range problems {
			fields = append(fields, p.Field)
		}
		assert.Contains(t, fields, field)
	}
	settings := form.CaseloadExample().Settings
	settings["leaving"] = "99"
	assert.Equal(t, "leaving", form.ReadRecruiting(exampleTables(example), settings).Problems[0].Field)
}

func TestReadTransfers_SayWhoGivesToWhomOrWhyNobodyCan(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	r := form.ReadTransfers(tables, example.Settings)
	assert.Contains(t, r.Answer, "57 cases would have to move")
	assert.Len(t, sectionOf(t, r, "moves").Rows, 19)
	example.Settings["move"] = "team"
	r = form.ReadTransfers(tables, example.Settings)
	assert.Contains(t, r.Answer, "38 find no place")
	assert.Contains(t, r.More, "have room for 6")
	example.Settings["with_recruits"] = "yes"
	r = form.ReadTransfers(tables, example.Settings)
	assert.NotContains(t, r.Answer, "find no place", "four new workers take them")
	assert.Equal(t, "new", sectionOf(t, r, "moves").Rows[3].Cells[4].Text)
	workers := tables[form.WorkersTable]
	workers.Type(at(workers, 0, "cases"), "-1")
	assert.Contains(t, form.ReadTransfers(tables, example.Settings).Answer, "Correct the table of workers")
	assert.Empty(t, form.ReadTransfers(tables, example.Settings).Problems, "they are told once, at the table")
}

// The histogram counts the same thirty workers.
func TestReadHistogram_AgreesWithTheWorkers(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	r := form.ReadHistogram(tables, example.Settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "17.0 per worker holding a case; 12 of 30 workers hold more than 18")
	one, other := sectionOf(t, form.ReadCaseload(tables, example.Settings), "bands"), sectionOf(t, r, "histogram-bands")
	assert.Equal(t, one.Rows, other.Rows)
	table := tables[form.HistogramTable]
	table.Type(at(table, 0, "cases"), "")
	table.Type(at(table, 1, "workers"), "a few")
	table.Type(at(table, 2, "cases"), "10000")
	problems := form.ReadHistogram(tables, example.Settings).Problems
	require.Len(t, problems, 3)
	assert.Equal(t, at(table, 1, "workers"), problems[1].At)
	tables[form.HistogramTable] = grid.New(form.HistogramColumns(), [][]string{{"1", "100000"}, {"2", "1"}})
	assert.Contains(t, form.ReadHistogram(tables, example.Settings).Problems[0].Text, "in all")
}

// Oldham, report of 10 September 2019, 7.3: 30% high and 3% very high is 67% manageable, or 70%.
func TestReadShares_BothReadings(t *testing.T) {
	example := form.CaseloadExample()
	assert.Contains(t, form.ReadShares(nil, example.Settings).Answer, "Either 67% or 70%")
	assert.Contains(t, form.ReadShares(nil, map[string]string{"high": "3", "very_high": "30"}).Answer, "one way only")
	assert.Contains(t, form.ReadShares(nil, map[string]string{"high": "50", "very_high": "60"}).Answer, "cannot be right")
	assert.Len(t, form.ReadShares(nil, map[string]string{"high": "101", "very_high": "x"}).Problems, 2)
}

func TestReadCaseload_LimitsProtectAndOwnLimitsGoFirst(t *testing.T) {
	example := form.CaseloadExample()
	tables := exampleTables(example)
	workers := tables[form.WorkersTable]
	workers.Type(at(workers, 9, "asye"), "yes") // holds 14, and may hold 0.6 × 18 = 10.8
	workers.Type(at(workers, 0, "limit"), "31")
	example.Settings["asye"] = "0.6"
	s := sectionOf(t, form.ReadCaseload(tables, example.Settings), "over")
	assert.Equal(t, []string{"Assessment J", "Assessment", "14", "10.8", "3.2", "129.6%"}, rowOf(t, s, "Assessment J"))
	for _, row := range s.Rows {
		assert.NotEqual(t, "Assessment A", row.Cells[0].Text, "at their own limit is within it")
	}
	assert.Equal(t, "1", rowOf(t, sectionOf(t, form.ReadCaseload(tables, example.Settings), "groups"), "Newly qualified (ASYE)")[1])
}

func TestReadCaseload_EveryChoiceOfBandsIsComputed(t *testing.T) {
	for _, choice := range form.BandChoices() {
		example := form.CaseloadExample()
		example.Settings["bands"] = choice[0]
		r := form.ReadCaseload(exampleTables(example), example.Settings)
		if choice[0] == "points" {
			require.Len(t, r.Problems, 1, "nobody has points")
			continue
		}
		require.Empty(t, r.Problems, choice[0])
		assert.NotEmpty(t, sectionOf(t, r, "bands").Rows)
	}
	example := form.CaseloadExample()
	example.Settings["bands"], example.Settings["optimum"] = "limits", "18"
	assert.Equal(t, "bands", form.ReadCaseload(exampleTables(example), example.Settings).Problems[0].Field)
}

func TestReadCaseload_PointsAreALoadOfTheirOwn(t *testing.T) {
	example := form.CaseloadExample()
	example.Settings["bands"], example.Settings["limit"], example.Settings["optimum"] = "points", "100", "90"
	tables := exampleTables(example)
	tables[form.WorkersTable] = grid.New(form.WorkerColumns(), [][]string{{"a", "T", "1", "10", "", "", "", "", "104"}, {"b", "T", "1", "9", "", "", "", "", "80"}})
	r := form.ReadCaseload(tables, example.Settings)
	require.Empty(t, r.Problems)
	assert.Equal(t, []string{"a", "T", "104", "100", "4", "104.0%"}, rowOf(t, sectionOf(t, r, "over"), "a"))
	assert.Contains(t, form.ReadTransfers(tables, example.Settings).Answer, "Points do not say")
}

func TestReadCaseload_AnExceptionalLimitBelowTheOrdinaryIsRefused(t *testing.T) {
	example := form.CaseloadExample()
	example.Settings["exceptional"] = "17"
	assert.Equal(t, "exceptional", form.ReadCaseload(exampleTables(example), example.Settings).Problems[0].Field)
	example.Settings["exceptional"] = "22"
	s := sectionOf(t, form.ReadCaseload(exampleTables(example), example.Settings), "over")
	assert.Equal(t, "4, within the exceptional limit", rowOf(t, s, "Fieldwork A")[4])
}

func TestRateChoices_StandInTheOrderOfTheRatios(t *testing.T) {
	for i, k := range caseload.WorkforceRatios() {
		assert.Equal(t, k.String(), form.RateChoices()[i][0])
	}
}

// The words of a long table come before what stands under them, and are the same.
func TestAnswers_AreThoseOfTheWholeResult(t *testing.T) {
	for page, c := range map[string]struct {
		in           form.Inputs
		table        string
		columns      []grid.Column
		answer, read func(form.Tables, map[string]string) form.Result
	}{
		"caseload": {form.CaseloadExample(), form.WorkersTable, form.WorkerColumns(), form.AnswerCaseload, form.ReadCaseload},
	} {
		for name, rows := range map[string][][]string{"example": c.in.Tables[c.table], "fault": {{"A", "lots", "lots", "lots"}}, "empty": nil} {
			tables := form.Tables{c.table: grid.New(c.columns, rows)}
			answer, whole := c.answer(tables, c.in.Settings), c.read(tables, c.in.Settings)
			whole.Sections = nil
			assert.Equal(t, whole, answer, "%s, %s", page, name)
		}
	}
}
