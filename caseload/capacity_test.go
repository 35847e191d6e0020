package caseload_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestAvailablePointsDivideLast(t *testing.T) {
	// hmpps-workload CapacityCalculatorTest: 2176 × (30 − 1.8) / 37 is 1658; two ratios rounded on the way give 1656.
	c := caseload.Contract{FullTime: dec("37"), Contracted: null("30"), Reductions: []caseload.Reduction{{Reason: "union", Hours: null("1.8")}}}
	capacity, err := c.On(day("2025-01-01"))
	require.NoError(t, err)
	decimaltest.Equal(t, "1658", capacity.Points(dec("2176")))
	decimaltest.Equal(t, "28.2", capacity.Hours())
	ratio(t, "0.762", capacity.FTE(), 3)
}

func TestReductionsCountOnTheirDaysOnly(t *testing.T) {
	c := caseload.Contract{FullTime: dec("37"), Reductions: []caseload.Reduction{
		{Reason: "leave", From: day("2024-02-10"), To: day("2024-02-29")},
		{Reason: "union", Percent: null("50"), From: day("2024-02-20")},
	}}
	for on, want := range map[string]string{
		"2024-02-09": "37", "2024-02-10": "0", "2024-02-25": "0", "2024-02-29": "0", "2024-03-01": "18.5",
	} {
		capacity, err := c.On(day(on))
		require.NoError(t, err)
		decimaltest.Equal(t, want, capacity.Hours(), on)
	}
	for after, want := range map[string]string{"2024-01-01": "2024-02-10", "2024-02-10": "2024-02-20", "2024-02-20": "2024-03-01"} {
		next, ok := c.NextChange(day(after))
		require.True(t, ok)
		assert.Equal(t, want, next.Format(time.DateOnly), after)
	}
	_, ok := c.NextChange(day("2024-03-01"))
	assert.False(t, ok)
}

func TestAPartOfAPeriodCountsForThatPart(t *testing.T) {
	c := caseload.Contract{FullTime: dec("37"), Reductions: []caseload.Reduction{{Reason: "leave", From: day("2024-02-20"), To: day("2024-02-29")}}}
	mean, err := c.Mean(day("2024-02-01"), day("2024-02-29"))
	require.NoError(t, err)
	ratio(t, "0.655", mean, 3) // 19 of 29 days
	_, err = c.Mean(day("2024-02-29"), day("2024-02-28"))
	assert.ErrorIs(t, err, caseload.ErrContract)
}

func TestContractsThatCannotBe(t *testing.T) {
	full := dec("37")
	for name, c := range map[string]caseload.Contract{
		"no full-time hours":     {},
		"contracted below zero":  {FullTime: full, Contracted: null("-1")},
		"end before start":       {FullTime: full, Reductions: []caseload.Reduction{{From: day("2025-02-02"), To: day("2025-02-01")}}},
		"hours and per cent":     {FullTime: full, Reductions: []caseload.Reduction{{Hours: null("1"), Percent: null("1")}}},
		"hours below zero":       {FullTime: full, Reductions: []caseload.Reduction{{Hours: null("-1")}}},
		"per cent above 100":     {FullTime: full, Reductions: []caseload.Reduction{{Percent: null("100.1")}}},
		"a factor of sixty":      {FullTime: full, Protection: dec("60")},
		"protection stood twice": {FullTime: full, Protection: dec("0.8"), Reductions: []caseload.Reduction{{Percent: null("20"), ASYE: true}}},
	} {
		_, err := c.On(day("2025-01-01"))
		assert.ErrorIs(t, err, caseload.ErrContract, name)
	}
}

func TestReductionsTakeNoMoreThanThereIs(t *testing.T) {
	c := caseload.Contract{FullTime: dec("37"), Contracted: null("18.5"), Reductions: []caseload.Reduction{{Hours: null("20")}, {Percent: null("50")}}}
	capacity, err := c.On(day("2025-01-01"))
	require.NoError(t, err)
	decimaltest.Equal(t, "0", capacity.Hours())
	assert.Len(t, capacity.Applied, 2)
	assert.True(t, caseload.Utilisation{Load: dec("30"), Capacity: capacity.Hours()}.Over(caseload.Threshold{}), "thirty cases on leave are over, not 0 per cent")
}

func TestThreeStatesOfUtilisation(t *testing.T) {
	for _, test := range []struct {
		load, capacity string
		state          caseload.Load
		over           bool
		text           string
	}{
		{"0", "0", caseload.Idle, false, "no load and no capacity"},
		{"50", "0", caseload.NoCapacity, true, "load with no capacity"},
		{"50", "-1", caseload.NoCapacity, true, "load with no capacity"},
		{"0", "100", caseload.Measured, false, "0.0 %"},
		{"100", "100", caseload.Measured, false, "100.0 %"},
		{"100.01", "100", caseload.Measured, true, "100.0 %"},
	} {
		u := caseload.Utilisation{Load: dec(test.load), Capacity: dec(test.capacity)}
		assert.Equal(t, test.state, u.State())
		assert.Equal(t, test.over, u.Over(caseload.Threshold{}), test.text)
		assert.Equal(t, test.text, u.Text(1))
	}
	assert.Equal(t, caseload.Idle, caseload.Utilisation{}.State())
}

// 99.5 and 100 per cent read differently on four pages of one product; here the threshold decides, with its edge.
func TestOneThresholdDecidesWhatIsOver(t *testing.T) {
	u := func(load string) caseload.Utilisation {
		return caseload.Utilisation{Load: dec(load), Capacity: dec("100")}
	}
	over99 := caseload.Threshold{Percent: dec("99")}
	at100 := caseload.Threshold{Percent: dec("100"), AtIsOver: true}
	over110 := caseload.Threshold{Percent: dec("110")}
	assert.Equal(t, []bool{true, false, false, false}, []bool{u("99.5").Over(over99), u("99.5").Over(caseload.Threshold{}), u("99.5").Over(at100), u("99.5").Over(over110)})
	assert.Equal(t, []bool{true, false, true, false}, []bool{u("100").Over(over99), u("100").Over(caseload.Threshold{}), u("100").Over(at100), u("100").Over(over110)})
	assert.Equal(t, "100 % and over", at100.String())
	assert.Equal(t, "over 100 %", caseload.Threshold{}.String())
}
