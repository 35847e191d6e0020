package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// monitoring is a workbook as a council keeps it: a title, the unit in words, a heading of two rows with merged groups, groups of
// services with their subtotals, figures in brackets, and a second sheet with another year.
func monitoring(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "Month 4"))
	rows := [][]any{
		{"Children's services: budget monitoring (£000)"},
		{},
		{"", "Revised", "Forecast", "Use of"},
		{"Service", "budget", "outturn", "reserves"},
		{"Residential", 12400, 13900, -200},
		{"Fostering", 8100, 8050, 0},
		{"Placements total", 20500, 21950, -200},
		{"Fieldwork", 9870, 10400, -279},
		{"Total", 30370, 32350, -479},
		{},
		{"Source: general ledger at 31 July"},
	}
	write := func(sheet string) {
		for i, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			require.NoError(t, err)
			require.NoError(t, f.SetSheetRow(sheet, cell, &row))
		}
	}
	write("Month 4")
	_, err := f.NewSheet("Month 3")
	require.NoError(t, err)
	rows[4][2] = 13000
	write("Month 3")
	name := filepath.Join(t.TempDir(), "monitoring.xlsx")
	require.NoError(t, f.SaveAs(name))
	return name
}

func TestFinanceStatement_AWorkbookAsCouncilsKeepIt(t *testing.T) {
	name := monitoring(t)
	var out, errs bytes.Buffer
	require.Equal(t, exitUsage, run([]string{"finance", "statement", name}, nil, &out, &errs))
	assert.Empty(t, out.String())
	assert.Contains(t, errs.String(), `"Month 4"`)
	assert.Contains(t, errs.String(), "-sheet NAME", "which of two sheets is asked")

	errs.Reset()
	require.Equal(t, exitDone, run([]string{"finance", "statement", "-format", "json", "-sheet", "month 4", name}, nil, &out, &errs), errs.String())
	var got struct {
		Unit  string
		Lines []struct{ Service, Budget string }
		Total struct{ Budget, Forecast, Reserves, Variance string }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	assert.Equal(t, "£k", got.Unit, "the title says thousands")
	require.Len(t, got.Lines, 3, "the subtotal and the total are no services")
	assert.Equal(t, "12400", got.Lines[0].Budget)
	// 13,900 + 8,050 + 10,400 − 479 − 30,370 = 1,501
	assert.Equal(t, "1501", got.Total.Variance)

	for _, args := range [][]string{{"-sheet", "Month 9"}, {"-table", "7"}, {"-table", "none"}, {"-map", "budget"}, {"-sheet", "Month 4", "-map", "bugdet=Revised budget"}} {
		out.Reset()
		errs.Reset()
		assert.Equal(t, exitUsage, run(append([]string{"finance", "statement", name}, args...), nil, &out, &errs), args)
		assert.Empty(t, out.String(), args)
		assert.Equal(t, 1, bytes.Count(errs.Bytes(), []byte("\n")), errs.String())
	}
	_, err := os.Stat(name)
	require.NoError(t, err)
}
