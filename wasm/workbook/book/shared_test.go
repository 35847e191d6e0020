package book_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The workbook that every local authority sends in: Ofsted's Annex A, as Excel saved it.
func TestShared_AWorkbookAsExcelSavesIt(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	data, err := os.ReadFile(filepath.Join(shared, "data", "child_level", "Annex_A_2024_Jan.xlsx"))
	require.NoError(t, err)
	_, csv, err := read(t, data, "List 1")
	require.NoError(t, err)
	lines := strings.Split(csv, "\n")
	assert.Equal(t, "Child Unique ID,Gender,Ethnicity,Date of Birth,Age,Date of Contact,Contact Source", lines[0])
	assert.Equal(t, "9212044,Female,a) WBRI,2015-01-25,6.13826146475017,2020-09-16,q) 6: Police", lines[1])
}
