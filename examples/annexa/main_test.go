package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// workbook builds an Annex A workbook with the columns that matter, and the rows given by list.
func workbook(t *testing.T, lists map[string][][]any) []byte {
	t.Helper()
	headers := map[string][]any{
		"List 3": {"Child Unique ID", "Referral NFA?", "Allocated Team", "Allocated Worker"},
		"List 4": {"Child Unique ID", "Continuous Assessment  Date of Authorisation", "Allocated Team", "Allocated Worker"},
		"List 5": {"Child Unique ID", "Allocated Team", "Allocated Worker"},
		"List 6": {"Child Unique ID", "CIN Closure Date", "Allocated Team", "Allocated Worker"},
		"List 7": {"Child Unique ID", "Child Protection Plan End Date", "Allocated Team", "Allocated Worker"},
		"List 8": {"Child Unique ID", "Date Ceased to be Looked After", "Allocated Team", "Allocated Worker"},
	}
	book := excelize.NewFile()
	defer book.Close()
	for sheet, rows := range lists {
		_, err := book.NewSheet(sheet)
		require.NoError(t, err)
		for i, row := range append([][]any{headers[sheet]}, rows...) {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			require.NoError(t, err)
			require.NoError(t, book.SetSheetRow(sheet, cell, &row))
		}
	}
	var out bytes.Buffer
	require.NoError(t, book.Write(&out))
	return out.Bytes()
}

func sample(t *testing.T) []byte {
	return workbook(t, map[string][][]any{
		"List 3": {{"1", "a) Yes", "Hub", "Ann Lee"}, {"2", "No", "Hub", "Ann Lee"}},
		"List 4": {{"3", "2024-01-05", "North", "Ben"}, {"4", "", "North", "Ben"}},
		"List 6": {{"5", "", "North", "#N/A"}, {"6", "2024-01-02", "North", "Ben"}, {"2", "", "North", "Ben"}},
		"List 7": {{"7", "", "North", "Ann\u00a0Lee"}},
		"List 8": {{"7", "", "Care", "Cy"}, {"8", "2023-12-31", "Care", "Cy"}, {"", "", "Care", "Cy"}},
	})
}

func TestEachChildIsOneCaseOfTheLastListItIsOn(t *testing.T) {
	roster, err := Workers(bytes.NewReader(sample(t)), map[string]decimal.Decimal{"ben": decimal.New(5, -1)})
	require.NoError(t, err)
	held := map[string]int{}
	for _, w := range roster.Workers {
		held[w.Name] = w.Cases
	}
	// 2 moves from Ann's referral to Ben's child in need, 7 from Ann's plan to Cy's child looked after; 4 is Ben's assessment.
	assert.Equal(t, map[string]int{"Ben": 2, "Cy": 1}, held)
	assert.Equal(t, "0.5", roster.Workers[0].FTE.String())
	assert.Equal(t, []caseload.Unallocated{{Team: "North", Cases: 1}}, roster.Unallocated)
}

func TestWorkersCSVIsReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annexa.xlsx")
	require.NoError(t, os.WriteFile(path, sample(t), 0o600))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-csv", path}, &out))
	roster, err := caseload.ReadWorkers(&out)
	require.NoError(t, err)
	require.NoError(t, roster.Err())
	assert.Len(t, roster.Workers, 2)
	assert.Len(t, roster.Unallocated, 1)

	out.Reset()
	require.NoError(t, run([]string{path}, &out))
	assert.Contains(t, out.String(), "children: 3, and 1 allocated to nobody\nmean per worker: 3 / 2 = 1.5\n")
}

func TestWorkbooksThatCannotBeRead(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "a CSV file": "worker,fte\n", "a broken archive": "PK\x03\x04"} {
		_, err := Workers(strings.NewReader(text), nil)
		assert.Error(t, err, name)
	}
	_, err := Workers(bytes.NewReader(workbook(t, nil)), nil)
	assert.ErrorContains(t, err, "none of List 3 to List 8")
	book := excelize.NewFile()
	_, err = book.NewSheet("List 8")
	require.NoError(t, err)
	require.NoError(t, book.SetSheetRow("List 8", "A1", &[]any{"Child Unique ID"}))
	var out bytes.Buffer
	require.NoError(t, book.Write(&out))
	_, err = Workers(&out, nil)
	assert.ErrorContains(t, err, `List 8: the column "allocated team" is missing`)
	assert.Error(t, run(nil, &out))
	assert.Error(t, run([]string{"nowhere.xlsx"}, &out))
	_, err = readFTEs(strings.NewReader("worker,fte\nBen,37\n"))
	assert.ErrorContains(t, err, "line 2")
}

// The synthetic sample of LIIA: four to seven children a list.
func TestTheSharedSample(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	file, err := os.Open(filepath.Join(shared, "data", "child_level", "Annex_A_2024_Jan.xlsx"))
	require.NoError(t, err)
	defer file.Close()
	roster, err := Workers(file, nil)
	require.NoError(t, err)
	p, err := caseload.NewProfile(roster, caseload.Settings{})
	require.NoError(t, err)
	t.Logf("%d workers, %d children, %d unallocated", p.Holding, p.Cases, p.UnallocatedCases)
	assert.Empty(t, roster.Faults)
	// Counted apart from the XML of the workbook; List 6 gives #N/A for every worker.
	assert.Equal(t, []int{11, 16, 5}, []int{p.Holding, p.Cases, p.UnallocatedCases})
}
