package caseload_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestStandardsAtTheirEdges(t *testing.T) {
	tests := []struct {
		standard caseload.Standard
		load     string
		want     caseload.Standing
		over     string
	}{
		{caseload.IROStandard(), "49.99", caseload.BelowStandard, "0"},
		{caseload.IROStandard(), "50", caseload.WithinStandard, "0"},
		{caseload.IROStandard(), "70", caseload.WithinStandard, "0"},
		{caseload.IROStandard(), "70.01", caseload.OverStandard, "0.01"},
		// Oldham, report of 10 September 2019, 7.5: reviewing officers average 74, chairs 77.
		{caseload.IROStandard(), "74", caseload.OverStandard, "4"},
		{caseload.ChairStandard(), "77", caseload.OverStandard, "7"},
		{caseload.SpanOfControl(), "7", caseload.WithinStandard, "0"},
		{caseload.SpanOfControl(), "10", caseload.OverStandard, "3"},
		{caseload.WesternAustralia(), "15", caseload.WithinStandard, "0"},
		{caseload.WesternAustralia(), "15.1", caseload.Exceptional, "0.1"},
		{caseload.WesternAustralia(), "18", caseload.Exceptional, "3"},
		{caseload.WesternAustralia(), "18.1", caseload.OverStandard, "3.1"},
		{caseload.Standard{}, "5", caseload.NotJudged, "0"},
	}
	for _, test := range tests {
		standing, over := test.standard.Judge(dec(test.load))
		assert.Equal(t, test.want, standing, "%s at %s", test.standard.Name, test.load)
		decimaltest.Equal(t, test.over, over, test.standard.Name)
	}
}

// CWLA: no more than 1 new case for 6 open ones.
func TestIntakeRule(t *testing.T) {
	rule := caseload.IntakeRule{New: 1, Open: 6}
	for open, want := range map[int]int{-6: 0, 0: 0, 5: 0, 6: 1, 11: 1, 12: 2} {
		assert.Equal(t, want, rule.Allowed(open), open)
	}
	assert.Equal(t, []int{0, 1}, []int{rule.Over(2, 12), rule.Over(3, 12)})
	assert.Zero(t, caseload.IntakeRule{}.Allowed(10))
}

// CWLA: 12 investigations or 17 families; 10 families and 4 investigations are a full load together.
func TestMixedCaseloadAgainstSeveralStandards(t *testing.T) {
	mixed, err := caseload.Mixed(caseload.MixedPart{Kind: "families", Cases: 10, Standard: dec("17")}, caseload.MixedPart{Kind: "investigations", Cases: 4, Standard: dec("12")})
	require.NoError(t, err)
	ratio(t, "92.157", mixed, 3) // 10/17 + 1/3 = 47/51
	exact, err := caseload.Mixed(caseload.MixedPart{Cases: 6, Standard: dec("12")}, caseload.MixedPart{Cases: 1, Standard: dec("3")}, caseload.MixedPart{Cases: 1, Standard: dec("6")})
	require.NoError(t, err)
	order, _ := exact.Cmp(dec("100"))
	assert.Zero(t, order, "1/2 + 1/3 + 1/6 is exactly a full load")
	for _, bad := range []caseload.MixedPart{{Cases: 1}, {Cases: -1, Standard: dec("12")}, {Cases: 1, Standard: dec("-2")}} {
		_, err := caseload.Mixed(bad)
		assert.ErrorIs(t, err, caseload.ErrStandard)
	}
}

func TestWorkersThatCasesNeed(t *testing.T) {
	needed, err := caseload.WorkersByStandard(caseload.MixedPart{Cases: 120, Standard: dec("12")}, caseload.MixedPart{Cases: 170, Standard: dec("17")})
	require.NoError(t, err)
	ratio(t, "20", needed, 2)
	// Virginia, House Document 11 of 2001: cases × hours a case / 104 hours a month. 50 × 5.2 + 20 × 7.8 = 416 hours.
	byTime, err := caseload.WorkersByTime(dec("104"), caseload.TimedPart{Cases: 50, Hours: dec("5.2")}, caseload.TimedPart{Cases: 20, Hours: dec("7.8")})
	require.NoError(t, err)
	ratio(t, "4", byTime, 2)
	_, err = caseload.WorkersByTime(dec("0"))
	assert.ErrorIs(t, err, caseload.ErrStandard)
}

func TestWhoIsOverAndByHowMuch(t *testing.T) {
	limits := caseload.Limits{Ordinary: dec("15"), Exceptional: dec("18"), PerFTE: true, ASYE: caseload.Protection{Factor: dec("0.6")}}
	over, excess, err := caseload.Overloads([]caseload.Worker{
		{Name: "within", FTE: dec("1"), Cases: 15},
		{Name: "exceptional", FTE: dec("1"), Cases: 17},
		{Name: "half", FTE: dec("0.5"), Cases: 12},
		{Name: "new", FTE: dec("1"), Cases: 11, ASYE: true},
		{Name: "agreed", FTE: dec("1"), Cases: 11, Limit: null("8")},
		{Name: "absent", FTE: dec("0"), Cases: 0},
	}, caseload.Cases, limits)
	require.NoError(t, err)
	var names []string
	var standings []caseload.Standing
	for _, o := range over {
		names, standings = append(names, o.Worker.Name), append(standings, o.Standing)
	}
	assert.Equal(t, []string{"half", "agreed", "exceptional", "new"}, names, "4.5, 3, 2 and 2 over; equals by name")
	assert.Equal(t, caseload.Exceptional, standings[2])
	decimaltest.Equal(t, "11.5", excess)
	assert.Equal(t, 5, over[0].Whole, "12 cases on a limit of 7.5: five must move")
}
