package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// made is a small set of files with made-up figures.
var made = map[string]string{
	"list": "old_la_code,SN_1,SN_2\n353,354,350\n",
	"workforce": "time_period,geographic_level,country_code,old_la_code,la_name,caseload_fte,turnover_rate_fte,agency_rate_fte,vacancy_rate_fte\n" +
		"2025,National,E92000001,,,15.2,11.8,13,14.2\n" +
		"2025,Local authority,E92000001,353,Oldham,17.7,14.2,15.2,17.7\n2025,Local authority,E92000001,354,Rochdale,15.4,8,u,12\n2025,Local authority,E92000001,350,Bolton,20.8,9,11,12.4\n",
	"in-need":    "time_period,geographic_level,country_code,old_la_code,la_name,At31_episodes\n2025,Local authority,E92000001,353,Oldham,2653\n2025,Local authority,E92000001,354,Rochdale,2000\n",
	"population": "time_period,geographic_level,country_code,old_la_code,la_name,population_estimate\n2024,Local authority,E92000001,353,Oldham,64069\n2024,Local authority,E92000001,354,Rochdale,58087\n",
}

func TestReport(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.csv")
	require.NoError(t, os.WriteFile(list, []byte(made["list"]), 0o600))
	var out bytes.Buffer
	require.NoError(t, run(&out, "353", list, func(name string) (io.ReadCloser, error) {
		if text, ok := made[name]; ok {
			return io.NopCloser(strings.NewReader(text)), nil
		}
		return nil, nil
	}))
	assert.Equal(t, strings.TrimLeft(`
indicator                    year  value  mean   median  n  England  rank    against mean  against median
Children in need per 10,000  2025  414.1  344.3  344.3   1  x                above         above
Average caseload             2025  17.7   18.1   18.1    2  15.2     2 of 3  below         below
Social worker turnover, %    2025  14.2   8.5    8.5     2  11.8     3 of 3  above         above
Agency social workers, %     2025  15.2   11     11      1  13       2 of 2  above         above
Social worker vacancies, %   2025  17.7   12.2   12.2    2  14.2     3 of 3  above         above
`, "\n"), out.String())
}

func TestReport_SaysWhichIndicatorItCouldNotRead(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.csv")
	require.NoError(t, os.WriteFile(list, []byte(made["list"]), 0o600))
	err := run(io.Discard, "353", list, func(name string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("a,b\n")), nil
	})
	require.ErrorContains(t, err, "Children looked after per 10,000: line 1:")
	require.Error(t, run(io.Discard, "353", filepath.Join(t.TempDir(), "none.csv"), nil))
}
