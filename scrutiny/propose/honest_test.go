package propose_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// What is true in all of these looks, read in haste, as if it differed from something.
func TestDocument_TrueFiguresAreNotAccused(t *testing.T) {
	for name, text := range map[string]string{
		"years of the form 2026/27 above a table are no amounts": `
| £m | 2026/27 | 2027/28 | 2028/29 | 2029/30 |
|---|---:|---:|---:|---:|
| Opening budget | 80.3 | 85.7 | 89.0 | 93.6 |
| Pay award | 0.5 | 0.8 | 1.1 | 0.9 |
| Inflation | 6.0 | 3.7 | 4.4 | 3.9 |
| Total pressures | 6.5 | 4.5 | 5.5 | 4.8 |
| Savings |  |  |  |  |
| Step-down | (0.2) | (0.1) | (0.2) | (0.1) |
| Contracts | (0.4) | (0.7) | (0.5) | (0.3) |
| Vacancies | (0.4) | (0.4) | (0.3) | (0.5) |
| Total savings | (1.1) | (1.1) | (0.9) | (0.8) |
| Net change | 5.4 | 3.3 | 4.6 | 4.0 |
`,
		"what several years come to is not the figure of the last": `
| £m | 2026/27 | 2027/28 | 2028/29 |
|---|---:|---:|---:|
| Total pressures | 6.5 | 4.5 | 5.5 |
| Total savings | 2.1 | 1.9 | 1.6 |

Over the three years pressures are met in part by savings of £5.6m.
`,
		"the base of a table is no row of it": `
Base: 585 assessments.

| Factor | Assessments |
|---|---:|
| Domestic abuse | 303 |
| Neglect | 240 |
| Child mental health | 185 |

Domestic abuse was the commonest factor, recorded in 303 of the 585 assessments.
`,
		"an average over the months is not the last of them": `
| Month | Open at month end | New |
|---|---:|---:|
| January | 341 | 12 |
| February | 379 | 17 |
| March | 366 | 9 |

The average at month end was 362.
`,
		"a rate of two figures may be that of one and the sum of two": `
| Team | Establishment FTE | In post FTE | Vacant FTE | Agency FTE | Vacancy rate | Agency rate |
|---|---:|---:|---:|---:|---:|---:|
| North | 14.0 | 13.5 | 0.5 | 0.5 | 3.6% | 3.6% |
| South | 23.0 | 20.5 | 2.5 | 1.3 | 10.9% | 5.7% |
| East | 10.0 | 8.0 | 2.0 | 2.0 | 20.0% | 20.0% |
| West | 12.5 | 11.3 | 1.3 | 0.5 | 10.0% | 4.3% |
| Disability | 8.5 | 7.5 | 1.0 | 1.0 | 11.8% | 11.8% |
| Duty | 21.0 | 18.5 | 2.5 | 2.3 | 11.9% | 10.8% |
| Coast | 8.5 | 8.0 | 0.5 | 0.5 | 5.9% | 5.9% |
| Total | 97.5 | 87.3 | 10.3 | 8.0 | 10.5% | 8.4% |
`,
		"what becomes of one stage stands behind it, and the next share has its own": `
| Stage | Number |
|---|---:|
| Contacts | 8,057 |
| Referrals | 2,014 |
| Assessments | 1,813 |

25% of contacts became referrals and 90% of referrals led to an assessment.
`,
		"an age that no row has is made of several": `
| Age group | Boys | Girls | Total |
|---|---:|---:|---:|
| Under 1 | 16 | 21 | 37 |
| 1-4 | 38 | 31 | 69 |
| 5-9 | 50 | 47 | 97 |
| Total | 104 | 99 | 203 |

Boys make up 51% and girls 49% of the 203 children, and 106 are under five.
`,
		"the price of a year for each is not that of all in a week": `
We have 10 children in residential care at an average cost of £4,854 a week, or £252,408 a year each.
`,
		"a change may lie between a figure further back and the last": `
The Council received £767,000 from the Department. £325,000 is set aside for recruitment, £392,000 for the new team and the remaining £50,000 for evaluation. In 2023/24 the grant was £702,000, so it has gone up by £65,000.
`,
		"a base is no slip from a row that shares a word with the one that is named": `
| Factor | Assessments |
|---|---:|
| Parental substance misuse | 444 |
| Parental mental ill health | 437 |
| Neglect | 240 |

Parental substance misuse was the commonest factor, recorded in 444 of the 637 assessments.
`,
		"overspends and what offsets them are sums of one sign": `
| Service | Budget £k | Forecast £k | Variance £k |
|---|---:|---:|---:|
| Placements | 4,100 | 5,260 | 1,160 |
| Fostering | 3,900 | 4,466 | 566 |
| Staffing | 6,020 | 5,152 | (868) |
| Total | 14,020 | 14,878 | 858 |

Overspends add up to £1,726k, offset by underspends of £868k.
`,
		"a price in what would be is no slip from an average": `
We have 15 children in residential care. Moving four children from residential to in-house fostering (£598 a week) would save £897,520 in a full year.
`,
		"an average stands behind the sum that it is of": `
| | 2022/23 | 2023/24 | 2024/25 |
|---|---:|---:|---:|
| Contacts | 2,724 | 2,371 | 2,405 |

Over three years the service handled 7,500 contacts, an average of 2,500 a year.
`,
		"the fifth highest of six is one before the lowest": `
| Authority | Rate per 10,000 |
|---|---:|
| Ambleford | 80.0 |
| Brackwell | 99.4 |
| Cranmoor | 118.1 |
| Dunvale | 69.1 |
| Elmstead | 96.1 |
| Farholt | 88.2 |

Ambleford's rate of 80.0 is the fifth highest of the six.
`,
	} {
		t.Run(name, func(t *testing.T) {
			assert.Empty(t, differing(check(t, "# Report\n"+text)))
		})
	}
}

func TestDocument_ASentenceOfThousandsOfFiguresIsReadInReasonableTime(t *testing.T) {
	text := "There were 117"
	for k := range 2000 {
		text += fmt.Sprintf(", %d", 100+k*7919%900)
	}
	started := time.Now()
	check(t, text+" cases.\n")
	assert.Less(t, time.Since(started), 10*time.Second)
}

func TestDocument_AWordIsHeldAgainstTheTargetBehindADuration(t *testing.T) {
	const report = "# Timeliness\n\n82.2% of assessments were completed within 45 working days, WORD the target of 90%.\n"
	assert.Empty(t, differing(check(t, strings.Replace(report, "WORD", "below", 1))))
	assert.Equal(t, []string{"above"}, differing(check(t, strings.Replace(report, "WORD", "above", 1))))
}

// One figure of a true table is changed by one slip, which may lead far from what was meant.
func TestDocument_OneSlipInATableIsFoundHoweverFarItLeads(t *testing.T) {
	const table = `
| Sector | Physical | Emotional | Sexual | Total |
|---|---:|---:|---:|---:|
| Education | 171 | 258 | 104 | 533 |
| Health | 118 | 164 | 139 | 421 |
| Police | 149 | 126 | 113 | 388 |
| Total | 438 | 548 | 356 | 1,342 |
`
	assert.Empty(t, differing(check(t, "# Referrals\n"+table)))
	for _, tc := range []struct{ name, printed, slip string }{
		{"the first digit", "| 533 |", "| 833 |"},
		{"the last digit", "| 533 |", "| 539 |"},
		{"two digits changed round", "| 421 |", "| 241 |"},
		{"ten times as much", "| 388 |", "| 3,880 |"},
		{"a tenth", "| 1,342 |", "| 134 |"},
		{"a part of a total", "| 126 |", "| 926 |"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.NotEmpty(t, differing(check(t, "# Referrals\n"+strings.Replace(table, tc.printed, tc.slip, 1))))
		})
	}
	t.Run("the mean of ten in a row of totals is no tenth of their sum", func(t *testing.T) {
		text := "\n| Ward | Children | Referrals | Visits |\n|---|---:|---:|---:|\n"
		for k := range 10 {
			text += fmt.Sprintf("| Ward %c | %d | %d | %d |\n", 'A'+k, 1130+37*k*k, 210+11*k*k, 300+7*k)
		}
		assert.Empty(t, differing(check(t, "# Wards\n"+text+"| Total | 21,845 | 5,235 | 331.5 |\n")))
	})
}
