package propose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

const lastMonth = `# Budget monitoring: month 6

The directorate forecasts an overspend of £3.89m.

| £000 | Budget | Forecast | Variance |
|---|---:|---:|---:|
| Placements | 19,220 | 22,400 | 3,180 |
| Social work | 9,876 | 10,210 | 334 |
| Transport | 7,756 | 8,132 | 376 |
| Total | 36,852 | 40,742 | 3,890 |

| | 2023/24 | 2024/25 | 2025/26 |
|---|---:|---:|---:|
| Children looked after | 498 | 512 | 531 |
| Care leavers | 210 | 223 | 240 |
| Adoptions | 31 | 28 | 26 |
`

func held(t *testing.T, now, last string) scrutiny.Result {
	t.Helper()
	d := read(t, now)
	return scrutiny.Check(propose.Previous(propose.Document(d), d, read(t, last)), scrutiny.Options{})
}

func TestPrevious_WhatIsQuotedIsHeldToTheLastDocument(t *testing.T) {
	for _, tc := range []struct {
		name, sentence, social string
		differs                []string
	}{
		{"as it stood there", "At month 6 the forecast overspend was £3.89m.", "334", []string{}},
		{"a sentence that misquotes", "At month 6 the forecast overspend was £3.98m.", "334", []string{"£3.98m"}},
		{"a cell that misquotes", "At month 6 the forecast overspend was £3.89m.", "343", []string{"343"}},
		{"a figure of this month is not of the last", "The overspend is now £4.12m.", "334", []string{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			now := "# Budget monitoring: month 7\n\n" + tc.sentence + `

| £000 | Variance | Month 6 variance |
|---|---:|---:|
| Placements | 3,360 | 3,180 |
| Social work | 384 | ` + tc.social + ` |
| Transport | 376 | 376 |
`
			assert.Equal(t, tc.differs, differing(held(t, now, lastMonth)))
		})
	}
}

func TestPrevious_AFigureOfAPeriodPastThatIsAnotherNowIsAskedAbout(t *testing.T) {
	table := func(past, latest string) string {
		return `
| | 2023/24 | 2024/25 | 2025/26 |
|---|---:|---:|---:|
| Children looked after | 498 | ` + past + ` | ` + latest + ` |
| Care leavers | 210 | 223 | 244 |
| Adoptions | 31 | 28 | 29 |
`
	}
	for _, tc := range []struct {
		name, text string
		asked      int
	}{
		{"it stands", table("512", "531"), 0},
		{"the latest year goes on", table("512", "540"), 0},
		{"a past year changed", table("521", "540"), 1},
		{"a past year changed, and the text says so", "Figures of 2024/25 have been restated.\n" + table("521", "540"), 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			result := held(t, "# Budget monitoring: month 7\n"+tc.text, lastMonth)
			assert.Len(t, result.Questions, tc.asked)
			assert.Empty(t, differing(result))
			for _, q := range result.Questions {
				assert.Contains(t, q.Question, `512`)
				assert.Contains(t, q.Question, `521`)
			}
		})
	}
}

func TestPrevious_ADocumentOfAnotherKindSaysNothing(t *testing.T) {
	result := held(t, "# Complaints\n\n| Ward | Complaints |\n|---|---:|\n| North | 12 |\n| South | 31 |\n| Total | 43 |\n", lastMonth)
	assert.Empty(t, result.Questions)
	assert.Empty(t, differing(result))
}
