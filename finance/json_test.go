package finance_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// A statement of every kind of line, in each unit and convention, reads back as it was.
func TestStatement_ItsJSONReadsBackEqual(t *testing.T) {
	given := func(pounds int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(pounds)) }
	for _, convention := range []string{"", "overspend_positive", "underspend_positive", "two_columns", "overspend_positive,income_positive,reserves_positive"} {
		for _, unit := range []finance.Unit{finance.Pounds, finance.Thousands, finance.Millions} {
			t.Run(convention+" "+unit.String(), func(t *testing.T) {
				c, err := finance.ParseConvention(convention)
				require.NoError(t, err)
				period, err := finance.ParsePeriod("2024/25 M4")
				require.NoError(t, err)
				s := finance.Statement{
					Unit: unit, Convention: c, Period: period, Notes: []string{"a note"},
					Lines: []finance.Line{
						{Service: "Children in Care", Group: "Social care", Budget: decimal.NewFromInt(41_300_000), Forecast: decimal.NewFromInt(53_387_000), PrintedVariance: given(12_087_000), OriginalBudget: given(40_000_000), Actual: given(17_000_000), Commitments: given(2)},
						{Service: "Grants & <fees>", Budget: decimal.NewFromInt(-50), Forecast: decimal.NewFromInt(-60), Income: true, PrintedVariance: given(-10), Source: "1.2 table"},
						{Service: "Integration", Budget: decimal.NewFromInt(3_425), Forecast: decimal.NewFromInt(3_386), Reserves: decimal.NewFromInt(-315), ReserveKind: finance.ContingencyReleased},
					},
					PrintedTotals: []finance.Line{{Service: "Total", Budget: decimal.NewFromInt(41_303_375), Forecast: decimal.NewFromInt(53_390_326), PrintedVariance: given(12_086_636)}},
				}
				text, err := json.Marshal(s)
				require.NoError(t, err)
				var back finance.Statement
				require.NoError(t, json.Unmarshal(text, &back))
				assert.True(t, s.Equal(back), "%s\n%+v", text, back)
			})
		}
	}
}

func TestFindings_ReadBackAsTheyWere(t *testing.T) {
	findings := finance.Findings{{Check: finance.ColumnFoot, Row: "Total", Column: "budget", Printed: decimal.RequireFromString("1.5"), Computed: decimal.NewFromInt(2), Gap: decimal.RequireFromString("-0.5"), Allowed: decimal.NewFromInt(1), Verdict: finance.WithinRounding, Working: "1 + 1 = 2"}}
	text, err := json.Marshal(findings)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"summary":{"agrees":0,"within_rounding":1,"differs":0,"cannot_check":0}`)
	var back finance.Findings
	require.NoError(t, json.Unmarshal(text, &back))
	require.Len(t, back, 1)
	assert.Equal(t, finance.WithinRounding, back[0].Verdict)
	assert.True(t, back[0].Gap.Equal(findings[0].Gap))
	assert.Equal(t, findings[0].Working, back[0].Working)
}
