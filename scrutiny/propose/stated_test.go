package propose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Each form is told twice: with the figures as they are, of which nothing differs, and with one that is wrong.
func TestDocument_WhatSentencesState(t *testing.T) {
	const services = `
| £000 | Revised budget | Forecast | Variance |
|---|---:|---:|---:|
| Placements | 19,220 | 22,580 | 3,360 |
| Transport | 7,756 | 8,435 | 679 |
| Early help | 3,710 | 3,540 | (170) |
| Total | 30,686 | 34,555 | 3,869 |

`
	const months = `
| Month | Contacts |
|---|---:|
| April | 1,498 |
| May | 1,428 |
| June | 1,157 |
| Total | 4,083 |

`
	const indicators = `
| Indicator | Actual | Rating |
|---|---:|---|
| Visits in time | 93% | Amber |
| Reviews in time | 97% | Green |
| Health assessments | 79% | Red |
| Assessments in time | 81% | Amber |

`
	for _, tc := range []struct {
		name, holds, wrong string
		differs            []string
	}{
		{"a share of the whole that opens the sentence", "Of the 117 households, 75 are mainstream carers and 42 are connected persons (36%).", "Of the 117 households, 75 are mainstream carers and 42 are connected persons (56%).", []string{"56%"}},
		{"a share of these", "There were 320 pupils on roll. Of these, 112 (35%) have a plan and 82 (26%) have support.", "There were 320 pupils on roll. Of these, 112 (35%) have a plan and 82 (39%) have support.", []string{"39%"}},
		{"a rate drawn as a conclusion", "There were 4,597 contacts and 1,133 of these became referrals, a conversion rate of 25%.", "There were 4,597 contacts and 1,133 of these became referrals, a conversion rate of 21%.", []string{"21%"}},
		{"a share behind a colon", "724 of the 898 assessments were finished within 45 working days: 80.6%.", "724 of the 898 assessments were finished within 45 working days: 86.0%.", []string{"86.0%"}},
		{"what remains", "724 of the 898 assessments were in time. The remaining 174 took longer.", "724 of the 898 assessments were in time. The remaining 185 took longer.", []string{"185"}},
		{"what is left of a plan", "The plan has 12 actions. Eight have been completed, leaving four.", "The plan has 12 actions. Eight have been completed, leaving six.", []string{"six"}},
		{"the rest behind a share", "1,438 reviews were held. 1,358 (94.4%) were on time and 80 were late.", "1,438 reviews were held. 1,358 (94.4%) were on time and 100 were late.", []string{"100"}},
		{"opposites", "4,164 children had an open case. 2,249 (54%) are boys and 1,915 are girls.", "4,164 children had an open case. 2,249 (54%) are boys and 2,015 are girls.", []string{"2,015"}},
		{"parts that share a verb", "Of 88 replies, 61 were in favour, 19 against and 8 undecided.", "Of 88 replies, 61 were in favour, 19 against and 12 undecided.", []string{"88"}},
		{"parts that may leave others unsaid", "Of 88 replies, 41 were in favour and 19 against.", "", nil},
		{"parts behind a colon", "The group makes eleven recommendations: six for the council, three for the NHS and two for schools.", "The group makes eleven recommendations: six for the council, three for the NHS and four for schools.", []string{"eleven"}},
		{"a list under its total", "88 complaints were decided:\n\n- upheld: 22\n- partly upheld: 32\n- not upheld: 34\n", "88 complaints were decided:\n\n- upheld: 22\n- partly upheld: 38\n- not upheld: 34\n", []string{"88"}},
		{"a sum that words join", "Underspends in early help (£168k), youth justice (£52k) and commissioning (£75k) together come to £295k.", "Underspends in early help (£168k), youth justice (£52k) and commissioning (£75k) together come to £325k.", []string{"£325k"}},
		{"a sum of the sentence before", "Schools made 43% of contacts and the police 18%. Together these two sources account for 61%.", "Schools made 43% of contacts and the police 18%. Together these two sources account for 77%.", []string{"77%"}},
		{"a share by the noun of its whole", "An overspend of £4.12m is forecast against a net budget of £42.9m, or 9.6% of the budget.", "An overspend of £4.12m is forecast against a net budget of £42.9m, or 7.4% of the budget.", []string{"7.4%"}},
		{"the movement of an overspend", "The forecast is an overspend of £4.12m. At month 6 the forecast overspend was £3.89m, so it has risen by £0.23m.", "The forecast is an overspend of £4.12m. At month 6 the forecast overspend was £3.89m, so it has risen by £0.32m.", []string{"£0.32m"}},
		{"a variance beside its budget", "Budget: £1,670k; spend: £1,607k; underspend: £63k.", "Budget: £1,670k; spend: £1,607k; underspend: £93k.", []string{"£93k"}},
		{"a budget that the row has", services + "Transport is forecast to spend £8.44m against a budget of £7.76m.", services + "Transport is forecast to spend £8.44m against a budget of £7.85m.", []string{"£7.85m"}},
		{"another budget than the table's", services + "Transport is forecast to spend £8.44m against an original budget of £7.25m.", "", nil},
		{"a change that the bracket repeats", "There were 184 allegations, down from 213 in the previous year (14%).", "There were 184 allegations, down from 213 in the previous year (24%).", []string{"24%"}},
		{"this fall", "56 children entered the system in 2025-26, against 75 in 2024-25. This 25.3% fall is welcome.", "56 children entered the system in 2025-26, against 75 in 2024-25. This 25.3% rise is welcome.", []string{"rise"}},
		{"the base of a change", "The price went from £4,900 to £6,350, a rise of 29.6%.", "The price went from £4,900 to £6,350, a rise of 22.8%.", []string{"22.8%"}},
		{"a change beside its bracket", "Suspensions: 4,227 (2023/24: 3,761), up 12.4%.", "Suspensions: 4,227 (2023/24: 3,761), down 12.4%.", []string{"down"}},
		{"a target beaten", "The service worked with 549 families. The target of 466 families was exceeded by 83.", "The service worked with 549 families. The target of 466 families was exceeded by 103.", []string{"103"}},
		{"more than, in brackets", "More episodes were closed (424) than opened (288).", "More episodes were closed (424) than opened (828).", []string{"More"}},
		{"gains and losses", "The year began with 123 households. Fifteen were approved and 21 resigned, leaving 117, a net loss of 6.", "The year began with 123 households. Fifteen were approved and 21 resigned, leaving 119, a net loss of 6.", []string{"119"}},
		{"a gain for a loss", "In the year 44 social workers joined and 34 left, a net gain of 10.", "In the year 44 social workers joined and 34 left, a net loss of 10.", []string{"loss"}},
		{"an average by its noun", "In 6 cases payments of £2,100 were made, an average of £350 a case.", "In 6 cases payments of £2,100 were made, an average of £450 a case.", []string{"£450"}},
		{"an average that is a whole number by rounding", "Over three years the service handled 8,221 contacts, an average of 2,740 a year.", "", nil},
		{"between them", "11 children reoffended. Between them they committed 44 offences, or 4.0 each.", "11 children reoffended. Between them they committed 44 offences, or 3.5 each.", []string{"3.5"}},
		{"an average of the months", months + "On average there were 1,361 contacts a month.", months + "On average there were 1,631 contacts a month.", []string{"1,631"}},
		{"a price by week and year", "A place costs £5,346 a week, or £277,992 a year.", "A place costs £5,346 a week, or £305,791 a year.", []string{"£305,791"}},
		{"a year of 365 days", "A place costs £5,346 a week, or £278,756 a year.", "", nil},
		{"what was paid to each", "The allowance of £3,000 was paid to 19 young people at a cost of £57,000.", "The allowance of £3,000 was paid to 19 young people at a cost of £62,000.", []string{"£62,000"}},
		{"a fraction", "40 of the 60 standards were met, or two thirds.", "40 of the 60 standards were met, or three quarters.", []string{"three quarters"}},
		{"a hedged fraction within its interval", "58 of the 154 children were looked after: over a third.", "58 of the 154 children were looked after: more than half.", []string{"half"}},
		{"a multiple", "Suspensions more than doubled, from 39 in 2024/25 to 79 in 2025/26.", "Suspensions more than doubled, from 79 in 2024/25 to 39 in 2025/26.", []string{"doubled"}},
		{"a multiple within its interval", "Places have roughly doubled, from 412 to 786.", "Places have roughly doubled, from 412 to 486.", []string{"doubled"}},
		{"lines of one state", indicators + "Two of the four indicators are amber and one is red.", indicators + "Three of the four indicators are amber and one is red.", []string{"Three"}},
		{"the month that is the highest", months + "The busiest month was April with 1,498 contacts.", months + "The busiest month was May with 1,498 contacts.", []string{"1,498"}},
		{"over a time is no direction", "Absence fell by 2.2 percentage points over the two years, from 21.3% to 19.1%.", "", nil},
		{"what is counted by distance is no part", "Of the 66 children, 37 live within 20 miles (56%).", "", nil},
		{"a list that only names how many", "The four most frequent reasons were delay (38%), planning (27%), health (19%) and education (16%), which together make 100%.", "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Empty(t, differing(check(t, tc.holds+"\n")), "as it is")
			if tc.wrong != "" {
				assert.Equal(t, tc.differs, differing(check(t, tc.wrong+"\n")), "with one figure wrong")
			}
		})
	}
}
