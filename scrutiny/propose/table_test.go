package propose_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/table"
)

// cells takes a table apart at line ends and bars.
func cells(text string) [][]string {
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		row := strings.Split(line, "|")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		rows = append(rows, row)
	}
	return rows
}

func TestTables_MeetEachKindOfRelation(t *testing.T) {
	for _, tc := range []struct {
		name, text  string
		row, column int
		kind        scrutiny.Kind
		verdict     scrutiny.Verdict
		of          int
	}{
		{"a total of the rows above", "x|2023|2024\nA|310|420\nB|290|330\nTotal|600|750", 4, 2, scrutiny.KindSum, scrutiny.Agrees, 2},
		{"a total that stands first", "x|2023|2024\nTotal|600|750\nA|310|420\nB|290|330", 2, 3, scrutiny.KindSum, scrutiny.Agrees, 2},
		{"a total of the columns", "Area|Total|Boys|Girls\nA|301|160|141\nB|402|210|192\nC|123|70|53", 3, 2, scrutiny.KindSum, scrutiny.Agrees, 2},
		{"a group whose head is the sum", "Service|Budget|Forecast\nChildren|303|322\n- Fostering|101|112\n- Residential|202|210\nAdults|805|862\n- Home care|503|541\n- Nursing|302|321\nTotal|1108|1184", 8, 2, scrutiny.KindSum, scrutiny.Agrees, 4},
		{"part of the row above is not added again", "x|n|m\nLooked after|1,003|905\nof which UASC|207|99\nCare leavers|502|411\nTotal|1,505|1,316", 5, 2, scrutiny.KindSum, scrutiny.Agrees, 2},
		{"a variance", "Service|Budget|Forecast|Variance\nA|11,615|12,288|673\nB|2,902|2,757|(145)\nC|3,425|3,386|(39)", 3, 4, scrutiny.RelationDifference, scrutiny.Agrees, 2},
		{"a variance after reserves", "Service|Budget|Forecast|Reserves|Variance\nA|11,615|12,288|(300)|373\nB|2,902|2,757|150|5\nC|3,425|3,386|(315)|(354)\nD|7,001|7,555|(120)|434", 2, 5, scrutiny.RelationDifference, scrutiny.Agrees, 3},
		{"income taken from expenditure", "£k|Budget|Forecast|Actual\nExpenditure|5,031|5,377|5,102\nIncome|1,207|1,155|1,311\nNet|3,824|4,222|3,791", 4, 3, scrutiny.RelationDifference, scrutiny.Agrees, 2},
		{"a per cent of a column", "Area|Children|In time|% in time\nA|412|310|75.2%\nB|287|199|69.3%\nC|366|301|82.2%", 3, 4, scrutiny.RelationRatio, scrutiny.Agrees, 2},
		{"a rate", "Area|Population|Referrals|Rate per 10,000\nA|64,069|3,112|485.7\nB|51,220|2,019|394.2\nC|48,873|2,755|563.7", 4, 4, scrutiny.RelationRatio, scrutiny.Agrees, 2},
		{"a per cent change", "Area|2023|2024|% change\nA|412|431|4.6%\nB|287|263|-8.4%\nC|366|402|9.8%", 2, 4, scrutiny.RelationPercentChange, scrutiny.Agrees, 2},
		{"a share of a total below", "Placement|Children|%\nFostering|214|40.5%\nResidential|97|18.4%\nKinship|120|22.7%\nOther|97|18.4%\nTotal|528|100.0%", 2, 3, scrutiny.KindShare, scrutiny.Agrees, 2},
		{"a part of the sum of two", "Team|In post|Vacant|Vacancy rate %\nA|18.0|6.3|25.9\nB|38.0|15.9|29.5\nC|44.4|16.7|27.3\nD|31.7|4.5|12.4", 2, 4, scrutiny.RelationRatio, scrutiny.Agrees, 3},
		{"a gap that rounding makes", "x|2023|2024\nA|14.3|20.4\nB|15.4|31.3\nC|17.4|11.2\nTotal|47.2|62.9", 5, 2, scrutiny.KindSum, scrutiny.WithinRounding, 3},
		{"an error that other columns bear witness against", "x|2022|2023|2024\nA|310|420|517\nB|291|333|488\nC|105|207|311\nTotal|706|960|1,361", 5, 4, scrutiny.KindSum, scrutiny.Differs, 3},
		{"a total stated plainly in one column", "x|n\nA|3,112|\nB|4,009|\nTotal|7,921", 4, 2, scrutiny.KindSum, scrutiny.Differs, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			result := checkRows(cells(tc.text))
			for _, f := range result.Findings {
				if f.At.Row == tc.row && f.At.Column == tc.column && f.Kind == tc.kind {
					assert.Equal(t, tc.verdict, f.Verdict, "%s; %s", f.Working, f.Why)
					assert.Len(t, f.Of, tc.of)
					assert.NotEmpty(t, f.Why)
					return
				}
			}
			require.Fail(t, "not met", "%v %v", result.Findings, result.Questions)
		})
	}
}

func TestTables_AccuseNoTableThatMayBeHonest(t *testing.T) {
	for name, text := range map[string]string{
		"an average called a total":              "Area|Days 2023|Days 2024\nNorth|80|81\nSouth|90|92\nTotal|87|88",
		"rates are not added":                    "Area|Rate per 10,000\nNorth|60\nSouth|100\nTotal|84",
		"rounded to tens without a word":         "x|n\nA|120\nB|230\nC|340\nD|1450\nTotal|2150",
		"rounded to hundreds":                    "x|n\nA|12,100\nB|23,200\nC|34,300\nD|5,500\nTotal|75,200",
		"a total of something else":              "Indicator|2023|2024\nOn a plan|310|320\nContacts|42|45\nTotal no. of referrals|4196|4250\nRe-referrals|887|900",
		"a service whose name begins with total": "Service|Budget\nFostering|310\nHomes|420\nTotal Place programme|95\nStaffing|77",
		"several answers to one question":        "Need|Children\nNeglect|310\nAbuse|220\nAbsent parents|97\nTotal children|402",
		"two subtotals together":                 "x|n\nA|3,112\nB|4,009\nC|1,200\nSubtotal AB|7,121\nSubtotal C|1,200\nTotal|8,321",
		"a member is withheld":                   "x|n|m\nA|12|14\nB|c|9\nTotal|40|23",
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range checkRows(cells(text)).Differing() {
				assert.Fail(t, "accused", "%s; %s", f.Working, f.Why)
			}
		})
	}
}

func TestTables_WhatWordsPromiseAndNothingBearsOutIsAsked(t *testing.T) {
	result := checkRows(cells("x|2022|2023|2024\nA|310|420|517\nB|291|333|488\nTotal|900|1,000|1,400"))
	assert.Zero(t, result.Summary.Differs)
	require.NotEmpty(t, result.Questions)
	assert.Contains(t, result.Questions[0].Question, `The row is called "Total"; no reading of the table adds up to it; the nearest misses by`)
}

func TestTables_HostileTablesAreAnswered(t *testing.T) {
	long := [][]string{{"x", "n"}}
	for k := range 3_000 {
		long = append(long, []string{fmt.Sprintf("row %d", k), fmt.Sprint(k * 7919 % 1000)})
	}
	wide := make([]string, 300)
	for k := range wide {
		wide[k] = fmt.Sprint(k * k % 97)
	}
	for name, rows := range map[string][][]string{
		"nothing":            nil,
		"an empty row":       {{}},
		"text only":          {{"a", "b"}, {"c", "d"}},
		"one cell":           {{"1"}},
		"ragged":             {{"a", "1", "2"}, {"b"}, {"c", "3", "4", "5", "6"}, {"Total", "4"}},
		"very large":         {{"x", "1e30"}, {"y", "2e30"}, {"Total", "3e30"}},
		"very small":         {{"x", "1e-30"}, {"y", "2e-30"}, {"Total", "3e-30"}},
		"both":               {{"x", "1e30", "1e-30"}, {"y", "2e30", "1"}, {"Total", "3e30", "2"}},
		"all zeros":          {{"a", "0", "0"}, {"b", "0", "0"}, {"Total", "0", "0"}},
		"formulas as text":   {{"a", "=SUM(A1)"}, {"b", "#REF!"}, {"Total", "#N/A"}},
		"long":               long,
		"wide":               {wide, wide, wide},
		"control characters": {{"a\x00", "1\x1b"}, {"Total", "\u202e1"}},
	} {
		t.Run(name, func(t *testing.T) {
			result := scrutiny.Check(propose.Tables(table.FromRows(rows)), scrutiny.Options{})
			assert.Zero(t, result.Summary.Differs)
		})
	}
}

func TestTables_ALongTotalIsCheckedWithoutAFormula(t *testing.T) {
	rows, sum := [][]string{{"x", "n"}}, 0
	for k := range 900 {
		v := k * 7919 % 1000
		sum += v
		rows = append(rows, []string{fmt.Sprintf("row %d", k), fmt.Sprint(v)})
	}
	result := checkRows(append(rows, []string{"Total", fmt.Sprint(sum)}))
	assert.Equal(t, 1, result.Summary.Agrees)
	assert.Zero(t, result.Summary.CannotCheck)
}
