package caseload_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// shared is the folder of data that is published elsewhere and not kept in the repository.
func shared(t *testing.T, path ...string) []byte {
	t.Helper()
	folder := os.Getenv("SCRUTINEER_SHARED")
	if folder == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(append([]string{folder}, path...)...))
	require.NoError(t, err)
	return bytes.TrimPrefix(text, []byte("\uFEFF"))
}

// published is one row of DfE's file, with its workforce in FTE and in headcount.
type published struct {
	cells     map[string]string
	fte, head caseload.Workforce
}

func (p published) level() string { return p.cells["geographic_level"] }

func (p published) figure(name string) decimal.NullDecimal {
	value, err := decimal.NewFromString(p.cells[name])
	return decimal.NullDecimal{Decimal: value, Valid: err == nil}
}

func readIndicators(t *testing.T) []published {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(shared(t, "data", "ees", "csww_indicators_2017_to_2025.csv"))).ReadAll()
	require.NoError(t, err)
	var all []published
	for _, row := range rows[1:] {
		p := published{cells: map[string]string{}}
		for i, name := range rows[0] {
			p.cells[name] = row[i]
		}
		p.fte = caseload.Workforce{
			Area: p.cells["la_name"], InPost: p.figure("inpost_fte"), Vacancies: p.figure("vacancy_fte"), Agency: p.figure("agency_fte"),
			AgencyCovering: p.figure("agency_cover_fte"), Leavers: p.figure("leavers_fte"), Cases: p.figure("cases"),
			CaseHolders: p.figure("case_holders_fte"), DaysLost: p.figure("working_days_lost_fte"),
		}
		p.head = caseload.Workforce{
			Area: p.cells["la_name"], Measure: caseload.Headcount, InPost: p.figure("inpost_headcount"),
			Agency: p.figure("agency_headcount"), Leavers: p.figure("leavers_headcount"),
		}
		all = append(all, p)
	}
	return all
}

// columnsInFTE are where DfE prints each ratio.
func columnsInFTE() map[caseload.WorkforceRatio]string {
	return map[caseload.WorkforceRatio]string{
		caseload.AverageCaseload: "caseload_fte", caseload.Turnover: "turnover_rate_fte", caseload.AgencyRate: "agency_rate_fte",
		caseload.VacancyRate: "vacancy_rate_fte", caseload.AgencyCover: "agency_cover_rate_fte", caseload.VacanciesCovered: "vacancy_agency_cover_rate_fte",
	}
}

// Every ratio that DfE prints for an authority from 2017 to 2025 lies in the interval that its printed inputs allow.
func TestEveryPublishedRatioLiesInTheIntervalOfItsInputs(t *testing.T) {
	step := dec("0.1")
	checked, allowed, sameToOnePlace := 0, 0, 0
	for _, p := range readIndicators(t) {
		if p.level() != "Local authority" {
			continue
		}
		for kind, column := range columnsInFTE() {
			printed := p.figure(column)
			interval, ok := p.fte.Interval(kind, step)
			if !printed.Valid || !ok {
				continue
			}
			checked++
			if assert.True(t, interval.Allows(printed.Decimal, step), "%s %s: %v printed %s", p.fte.Area, p.cells["time_period"], kind, printed.Decimal) {
				allowed++
			}
			if got, ok := p.fte.Ratio(kind).Round(caseload.DfEPlaces); ok && got.Equal(printed.Decimal) {
				sameToOnePlace++
			}
		}
	}
	t.Logf("%d of %d published ratios lie in their interval; %d come out the same from the printed inputs", allowed, checked, sameToOnePlace)
	assert.Equal(t, 7984, checked)
}

// Regions and England do not always recompute from what is printed beside them: 27 of 647 ratios, of 2017, 2018 and 2022 to
// 2024, lie outside the interval of their inputs.
func TestRegionsAndEnglandThatDoNotRecompute(t *testing.T) {
	step, outside, checked := dec("0.1"), map[caseload.WorkforceRatio]int{}, 0
	for _, p := range readIndicators(t) {
		for kind, column := range columnsInFTE() {
			printed := p.figure(column)
			interval, ok := p.fte.Interval(kind, step)
			if p.level() == "Local authority" || !printed.Valid || !ok {
				continue
			}
			checked++
			if !interval.Allows(printed.Decimal, step) {
				outside[kind]++
			}
		}
	}
	assert.Equal(t, 647, checked)
	assert.Equal(t, map[caseload.WorkforceRatio]int{
		caseload.Turnover: 4, caseload.AgencyRate: 5, caseload.AgencyCover: 9, caseload.VacanciesCovered: 9,
	}, outside)
}

// Headcounts are whole, so their ratios must come out the same. Those that do not are rows whose printed headcount and
// printed ratio disagree in the data itself.
func TestEveryPublishedRatioOfHeadcountsComesOutTheSame(t *testing.T) {
	checked, differ := map[string]int{}, map[string]int{}
	for _, p := range readIndicators(t) {
		for kind, column := range map[caseload.WorkforceRatio]string{caseload.Turnover: "turnover_rate_headcount", caseload.AgencyRate: "agency_rate_headcount"} {
			printed := p.figure(column)
			got, ok := p.head.Ratio(kind).Round(caseload.DfEPlaces)
			if !printed.Valid || !ok {
				continue
			}
			checked[p.level()]++
			if !got.Equal(printed.Decimal) {
				differ[p.level()]++
				t.Logf("%s %s %s: %v printed %s, %s", p.level(), p.cells["region_name"], p.cells["time_period"], kind, printed.Decimal, p.head.Ratio(kind).Working(2))
			}
		}
	}
	t.Logf("checked %v, differ %v", checked, differ)
	assert.Equal(t, map[string]int{"Local authority": 2699, "Regional": 198, "National": 18}, checked)
	assert.Equal(t, map[string]int{"Regional": 2, "National": 2}, differ)
}
