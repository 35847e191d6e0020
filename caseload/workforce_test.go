package caseload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

const workforceHeader = "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders,days_lost\n"

func areas(t *testing.T, rows string) []caseload.Workforce {
	t.Helper()
	all, err := caseload.ReadWorkforce(strings.NewReader(workforceHeader + rows))
	require.NoError(t, err)
	return all
}

// DfE, "Children's social work workforce" 2024, Oldham: inputs and printed ratios.
func TestOldhamsWorkforceRatiosOf2024(t *testing.T) {
	oldham := areas(t, "Oldham,169.8,107,81,75,31,2727,141.9,1350.5\n")[0]
	for kind, want := range map[caseload.WorkforceRatio]string{
		caseload.AverageCaseload: "19.2", caseload.Turnover: "18.3", caseload.AgencyRate: "32.3", caseload.VacancyRate: "38.7",
		caseload.AgencyCover: "92.6", caseload.VacanciesCovered: "70.1", caseload.Absence: "3.1",
	} {
		ratio(t, want, oldham.Ratio(kind), caseload.DfEPlaces)
		interval, ok := oldham.Interval(kind, dec("0.1"))
		require.True(t, ok)
		assert.True(t, interval.Allows(dec(want), dec("0.1")), kind)
		assert.False(t, interval.Allows(dec(want).Add(dec("0.3")), dec("0.1")), kind)
	}
	assert.Equal(t, "agency / (agency + in post), fte", oldham.Ratio(caseload.AgencyRate).Definition)
}

func TestRatiosThatAreNotDefinedSayWhy(t *testing.T) {
	rows := areas(t, "a,,1,z,low,c,u,x,\nb,0,0,0,0,0,5,0,\n")
	for kind, why := range map[caseload.WorkforceRatio]string{
		caseload.AverageCaseload: "cases is missing", caseload.Turnover: "leavers is missing", caseload.VacancyRate: "in post is missing",
	} {
		_, ok := rows[0].Ratio(kind).Round(1)
		assert.False(t, ok)
		assert.Equal(t, why, rows[0].Why(kind))
	}
	assert.Equal(t, "case holders is 0", rows[1].Why(caseload.AverageCaseload))
	assert.Equal(t, "agency and in post are both 0", rows[1].Why(caseload.AgencyRate))
	_, ok := rows[0].Interval(caseload.Turnover, dec("0.1"))
	assert.False(t, ok)
}

func TestHeadcountsAreExact(t *testing.T) {
	rows, err := caseload.ReadWorkforce(strings.NewReader("area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders,measure\nOldham,183,,81,,32,,,headcount\n"))
	require.NoError(t, err)
	ratio(t, "17.5", rows[0].Ratio(caseload.Turnover), 1) // 32/183, printed 17.5 (DfE 2024)
	ratio(t, "30.7", rows[0].Ratio(caseload.AgencyRate), 1)
	interval, ok := rows[0].Interval(caseload.Turnover, dec("0.1"))
	require.True(t, ok)
	assert.False(t, interval.Allows(dec("17.6"), dec("0.1")))
}

func TestWorkforceFilesThatCannotBeRead(t *testing.T) {
	for name, row := range map[string]string{
		"below zero":   "a,-1,,,,,,,\n",
		"a dash":       "a,-,,,,,,,\n",
		"words":        "a,many,,,,,,,\n",
		"enormous":     "a,1e999999999,,,,,,,\n",
		"no area":      ",1,,,,,,,\n",
		"too long":     "a,1,2,3,4,5,6,7,8,9,10\n",
		"no row":       "",
		"not a number": "a,NaN,,,,,,,\n",
	} {
		_, err := caseload.ReadWorkforce(strings.NewReader(workforceHeader + row))
		var input *figure.Fault
		require.ErrorAs(t, err, &input, name)
	}
}

func TestTotalOfAreasIsTheRatioOfSums(t *testing.T) {
	rows := areas(t, "a,100,10,0,0,10,300,20,\nb,50,,10,5,10,100,10,\n")
	total := caseload.TotalWorkforce("both", rows)
	ratio(t, "13.3", total.Ratio(caseload.AverageCaseload), 1)
	ratio(t, "13.3", total.Ratio(caseload.Turnover), 1) // 20/150, where the mean of 10 and 20 is 15
	assert.Equal(t, "vacancies is missing", total.Why(caseload.VacancyRate))
}
