package figure_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
)

func TestPlace_IsSaidAsAPersonWould(t *testing.T) {
	for want, place := range map[string]figure.Place{
		"":                                  {},
		"statement.csv, line 4, column 2":   {File: "statement.csv", Row: 3, Line: 4, Column: 2},
		`month.xlsx, sheet "Budget", row 4`: {File: "month.xlsx", Sheet: "Budget", Row: 4},
		"page 3, table 2, row 1":            {Page: 3, Table: 2, Row: 1},
		"paragraph 12":                      {Paragraph: 12},
	} {
		assert.Equal(t, want, place.String())
	}
}

func TestFault_IsOneLineWithPlaceProblemAndRemedy(t *testing.T) {
	_, err := figure.Parse("twelve")
	var refusal *figure.Error
	require.ErrorAs(t, err, &refusal)
	fault := refusal.Fault()
	assert.Equal(t, err.Error(), fault.Error())
	fault.Place, fault.Heading = figure.Place{File: "a\nb.csv", Line: 4, Column: 2}, "Budget\n£k\x1b[31m\u202e"
	assert.Equal(t, `a b.csv, line 4, column 2 (Budget £k [31m): "twelve" is not a number: write digits, as in 12,087 or £12.261m`, fault.Error())
	assert.Equal(t, "not_a_number", fault.Code)
	assert.Equal(t, "twelve", fault.Value)

	assert.Equal(t, "tables[0].unit: no such unit", (&figure.Fault{Path: "tables[0].unit", Problem: "no such unit"}).Error())
	assert.Equal(t, "budget: blank", (&figure.Fault{Heading: "budget", Problem: "blank"}).Error())
	assert.Equal(t, "line 4 (tables[0].unit): no such unit", (&figure.Fault{Place: figure.Place{Line: 4}, Path: "tables[0].unit", Problem: "no such unit"}).Error())
	assert.Equal(t, "no such unit: write £", (&figure.Fault{Place: figure.Place{Line: 4}, Problem: "no such unit", Remedy: "write £"}).Detail())
	assert.Equal(t, "blank", (&figure.Fault{Problem: "blank"}).Error())
}

func TestFaults_TheFirstInWordsAndTheOthersByLine(t *testing.T) {
	at := func(lines ...int) figure.Faults {
		var all figure.Faults
		for _, line := range lines {
			all = append(all, &figure.Fault{Place: figure.Place{Line: line}, Problem: "blank"})
		}
		return all
	}
	assert.Equal(t, "line 2: blank", at(2).Error())
	assert.Equal(t, "line 2: blank; and 1 more (line 4)", at(2, 4).Error())
	assert.Equal(t, "line 2: blank; and 4 more (lines 4, 7, 9)", at(2, 4, 7, 7, 9).Error())
	assert.Equal(t, "line 2: blank; and 1 more (line 2)", at(2, 2).Error())
	assert.Equal(t, "line 1: blank; and 10 more (lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", at(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).Error())
	assert.Equal(t, "line 1: blank; and 11 more (lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)", at(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).Error())
	assert.Equal(t, "blank; and 1 more", at(0, 0).Error())
	rows := figure.Faults{{Place: figure.Place{Row: 3}, Problem: "blank"}, {Place: figure.Place{Row: 5}, Problem: "blank"}, {Place: figure.Place{Row: 6}, Problem: "blank"}}
	assert.Equal(t, "row 3: blank; and 2 more (rows 5, 6)", rows.Error())

	assert.NoError(t, at().Err())
	one, many := at(2), at(2, 4)
	assert.Same(t, one[0], one.Err())
	var fault *figure.Fault
	require.True(t, errors.As(fmt.Errorf("reading: %w", many.Err()), &fault))
	assert.Same(t, many[0], fault)
}
