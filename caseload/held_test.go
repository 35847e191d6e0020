package caseload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// 1 with none, 2 × 18, 1 × 21, 1 × 30: 87 cases of 4 holders, 21.75 on average.
func TestAHistogramSaysWhatItsWorkersWould(t *testing.T) {
	held, err := caseload.ReadHeld(strings.NewReader("Cases held,Workers\n0,1\n18,2\n21,1\n30,1\n"))
	require.NoError(t, err)
	h, err := caseload.NewHistogram(held, caseload.Settings{})
	require.NoError(t, err)
	mean, _ := h.Group.MeanPerWorker().Round(2)
	assert.Equal(t, "21.75", mean.String())
	assert.Equal(t, "19.5", h.Median.Decimal.String())
	assert.Equal(t, 2, h.Group.OverLimit, "18 is at the limit")
	assert.Equal(t, 1, h.Group.WithNone)
	for i, want := range []int{2, 1, 1} {
		assert.Equal(t, want, h.Banding.Counts[i].Workers)
	}
	workers := []caseload.Worker{{Name: "a", FTE: dec("1")}, {Name: "b", FTE: dec("1"), Cases: 18}, {Name: "c", FTE: dec("1"), Cases: 18}, {Name: "d", FTE: dec("1"), Cases: 21}, {Name: "e", FTE: dec("1"), Cases: 30}}
	p, err := caseload.Describe(workers, caseload.Settings{})
	require.NoError(t, err)
	assert.Equal(t, held, caseload.Roster{Workers: workers}.Held())
	assert.True(t, p.Excess.Equal(h.Group.Excess))
	assert.Equal(t, p.OverOptimum, h.Group.OverOptimum)
}

func TestHistogramsThatCannotBe(t *testing.T) {
	for rows, says := range map[string]string{
		"10000,1\n": "line 2, column 1 (cases)", "1,1000001\n": "line 2, column 2 (workers)", "1,-1\n": "negative", "1,a few\n": "a few", ",1\n": "write a number of cases",
	} {
		_, err := caseload.ReadHeld(strings.NewReader("cases,workers\n" + rows))
		require.ErrorAs(t, err, new(*figure.Fault), rows)
		assert.ErrorContains(t, err, strings.ReplaceAll(says, "negative", "workers"), rows)
	}
	for _, s := range []caseload.Settings{{Bands: caseload.DfEBands()}, {Bands: caseload.UtilisationBands()}, {Limits: caseload.Limits{PerFTE: true}}} {
		_, err := caseload.NewHistogram(nil, s)
		assert.ErrorIs(t, err, caseload.ErrStream)
	}
	_, err := caseload.NewHistogram([]caseload.Held{{Cases: -1, Workers: 1}}, caseload.Settings{})
	assert.ErrorIs(t, err, caseload.ErrStream)
}

// Oldham, report of 10 September 2019, 7.4 and 7.5.
func TestLoadsAgainstTheirStandards(t *testing.T) {
	s, err := caseload.ReadStandardLoads(strings.NewReader("Who,Load,Standard\nOfficers,70,IRO\nOfficers in summer,70.1,reviewing officer\nChairs,77,chair\nManagers,7,span\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"Officers in summer", "Chairs"}, s.Over())
	for rows, says := range map[string]string{"A,74,none\n": "standard", "A,-1,iro\n": "below zero", "A,many,iro\n": "many", ",7,iro\n": "say who it is"} {
		_, err := caseload.ReadStandardLoads(strings.NewReader("role,load,standard\n" + rows))
		require.ErrorAs(t, err, new(*figure.Fault), rows)
		assert.ErrorContains(t, err, says)
	}
}
