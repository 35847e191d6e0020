package caseload_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// scheme is made up, in the shape of Wirral's (15 stable points) and Slough's (4 to 10 a case).
func scheme() caseload.PointsScheme {
	return caseload.PointsScheme{
		Fixed: dec("15"),
		Tables: []caseload.PointsTable{
			{Since: day("2024-04-01"), Weights: map[string]decimal.Decimal{"protection": dec("10"), "in need": dec("4")}},
			{Since: day("2025-04-01"), Weights: map[string]decimal.Decimal{"protection": dec("9"), "in need": dec("5"), "looked after": dec("7.5")}},
		},
		Dormant: null("50"), Siblings: null("40"),
	}
}

func TestPointsOfALoad(t *testing.T) {
	load, err := scheme().Load(day("2025-06-01"), []caseload.Holding{
		{Type: "protection", Children: 3, Siblings: true}, // 1 + 0.4 + 0.4 of 9
		{Type: "in need", Children: 4, Dormant: 2},        // 2 + 2 × 0.5 of 5
		{Type: "looked after", Children: 2},
	}, caseload.Adjustment{Label: "student", Points: dec("3")}, caseload.Adjustment{Label: "contacts done by others", Points: dec("-2.2")})
	require.NoError(t, err)
	decimaltest.Equal(t, "62", load.Total) // 15 + 16.2 + 15 + 15 + 3 − 2.2
	assert.Equal(t, 9, load.Children, "each child is one case, whatever they count")
	assert.Len(t, load.Lines, 6)
	decimaltest.Equal(t, "1.8", load.Lines[1].Units)
	assert.Equal(t, day("2025-04-01"), load.Since)
}

func TestTheTableInForceOnTheDay(t *testing.T) {
	for on, want := range map[string]string{"2024-04-01": "25", "2025-03-31": "25", "2025-04-01": "24"} {
		load, err := scheme().Load(day(on), []caseload.Holding{{Type: "protection", Children: 1}})
		require.NoError(t, err)
		decimaltest.Equal(t, want, load.Total, on)
	}
	_, err := scheme().Load(day("2024-03-31"), nil)
	assert.ErrorIs(t, err, caseload.ErrScheme)
}

func TestAnUnknownTypeIsRefusedByName(t *testing.T) {
	_, err := scheme().Load(day("2024-06-01"), []caseload.Holding{{Type: "looked after", Children: 1}})
	var unknown *caseload.UnknownTypeError
	require.True(t, errors.As(err, &unknown))
	assert.Equal(t, "looked after", unknown.Type)
	assert.Equal(t, []string{"in need", "protection"}, unknown.Known)
}

func TestSiblingsAndDormantTogether(t *testing.T) {
	for _, test := range []struct {
		holding caseload.Holding
		units   string
	}{
		{caseload.Holding{Children: 3, Dormant: 1, Siblings: true}, "1.6"}, // 1 + 0.4 + 0.4 × 0.5
		{caseload.Holding{Children: 2, Dormant: 2, Siblings: true}, "0.7"}, // (1 + 0.4) × 0.5
		{caseload.Holding{Children: 1, Siblings: true}, "1"},
		{caseload.Holding{}, "0"},
	} {
		test.holding.Type = "in need"
		load, err := scheme().Load(day("2025-06-01"), []caseload.Holding{test.holding})
		require.NoError(t, err)
		decimaltest.Equal(t, test.units, load.Lines[1].Units)
	}
	plain := caseload.PointsScheme{Tables: scheme().Tables}
	load, err := plain.Load(day("2025-06-01"), []caseload.Holding{{Type: "in need", Children: 3, Dormant: 1, Siblings: true}})
	require.NoError(t, err)
	decimaltest.Equal(t, "15", load.Total, "without a rule each child counts in full")
}

func TestSchemesAndHoldingsThatCannotBe(t *testing.T) {
	on := day("2025-06-01")
	twice := scheme()
	twice.Tables = append(twice.Tables, twice.Tables[0])
	for name, s := range map[string]caseload.PointsScheme{
		"no table": {}, "two of one date": twice,
		"dormant above 100": {Tables: scheme().Tables, Dormant: null("101")}, "siblings below zero": {Tables: scheme().Tables, Siblings: null("-1")},
	} {
		_, err := s.Load(on, nil)
		assert.ErrorIs(t, err, caseload.ErrScheme, name)
	}
	for _, h := range []caseload.Holding{{Type: "in need", Children: -1}, {Type: "in need", Children: 1, Dormant: 2}, {Type: "in need", Dormant: -1}} {
		_, err := scheme().Load(on, []caseload.Holding{h})
		assert.ErrorIs(t, err, caseload.ErrHolding)
	}
}

func TestPointsTablesFromAFile(t *testing.T) {
	tables, err := caseload.ReadPointsTables(strings.NewReader("type,points,since,source\nin need,5,2025-04-01,scheme 2\nin need,4,2024-04-01,scheme 1\nlooked after,7.5,2025-04-01,\n"))
	require.NoError(t, err)
	require.Len(t, tables, 2)
	assert.Equal(t, []string{"scheme 1", "scheme 2"}, []string{tables[0].Source, tables[1].Source})
	load, err := caseload.PointsScheme{Tables: tables}.Load(day("2025-06-01"), []caseload.Holding{{Type: "in need", Children: 2}, {Type: "looked after", Children: 1}})
	require.NoError(t, err)
	decimaltest.Equal(t, "17.5", load.Total)
	for name, text := range map[string]string{
		"empty": "", "header only": "since,type,points\n", "no date": "since,type,points\nyesterday,a,1\n", "29 February": "since,type,points\n2025-02-29,a,1\n",
		"blank type": "since,type,points\n2025-04-01,,1\n", "twice": "since,type,points\n2025-04-01,a,1\n2025-04-01,a,2\n",
		"below zero": "since,type,points\n2025-04-01,a,-1\n", "blank": "since,type,points\n2025-04-01,a,\n", "words": "since,type,points\n2025-04-01,a,ten\n",
	} {
		_, err := caseload.ReadPointsTables(strings.NewReader(text))
		assert.True(t, errors.As(err, new(*figure.Fault)), name)
	}
}
