package reserves_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/reserves"
)

// How long would the usable reserves last if overspends go on as they did?
func Example() {
	list, err := reserves.Read(strings.NewReader(`name,kind,on,balance
General fund,unallocated,2025-03-31,9.1
Transformation,earmarked,2025-03-31,7.4
Schools,ring_fenced,2025-03-31,6.0
`), finance.Millions)
	if err != nil {
		fmt.Println(err)
		return
	}
	draws, err := reserves.ReadDraws(strings.NewReader("year,overspend\n2022/23,2.2\n2023/24,3.0\n2024/25,4.1\n"), finance.Millions)
	if err != nil {
		fmt.Println(err)
		return
	}
	position, err := reserves.New(finance.Millions, list, draws, reserves.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(position.Answer())
	// Output:
	// If each year overspends by the average of the last three (£3.1m), the £16.5m of usable reserves would last 63 months; if by last year's, 48. This is arithmetic, not a forecast: whether reserves are adequate is for the chief finance officer to report.
}

func position(t *testing.T, list, draws string, s reserves.Settings) reserves.Position {
	t.Helper()
	r, err := reserves.Read(strings.NewReader("name,kind,on,balance\n"+list), finance.Millions)
	require.NoError(t, err)
	var d []reserves.Draw
	if draws != "" {
		d, err = reserves.ReadDraws(strings.NewReader(draws), finance.Millions)
		require.NoError(t, err)
	}
	p, err := reserves.New(finance.Millions, r, d, s)
	require.NoError(t, err)
	return p
}

func pounds(millions string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(millions).Shift(6))
}

func TestLast_AtTheLineAndOnBothSides(t *testing.T) {
	d := decimal.RequireFromString
	for _, tc := range []struct {
		balance, draw, floor string
		state                reserves.State
		months               string
		whole                int
	}{
		{"18.5", "5.2", "0", reserves.Falls, "42.6923076923076923", 42},
		{"12", "6", "0", reserves.Falls, "24", 24},
		{"11.99", "6", "0", reserves.Falls, "23.98", 23},
		{"15", "1", "15", reserves.Falls, "0", 0},
		{"14.99", "1", "15", reserves.AlreadyBelow, "0", 0},
		{"0", "1", "0", reserves.Falls, "0", 0},
		{"-0.01", "0", "0", reserves.AlreadyBelow, "0", 0},
		{"5", "0", "0", reserves.NotFalling, "0", 0},
		{"5", "-0.1", "0", reserves.NotFalling, "0", 0},
		{"5", "0.1", "0", reserves.Falls, "600", 600},
	} {
		state, _, months, whole := reserves.Last(d(tc.balance), d(tc.draw), d(tc.floor))
		assert.Equal(t, tc.state, state, tc)
		assert.True(t, d(tc.months).Equal(months), "%v: %s", tc, months)
		assert.Equal(t, tc.whole, whole, tc)
	}
}

func TestNew_ReadingsCountWhatTheySay(t *testing.T) {
	p := position(t, "A,unallocated,2025-03-31,12\nB,earmarked,2025-03-31,6.5\nC,committed,2025-03-31,8\nD,ring-fenced,2025-03-31,11\nE,override,2025-03-31,-20\nOld,earmarked,2024-03-31,9\n", "", reserves.Settings{})
	var got []string
	for _, b := range p.Balances {
		got = append(got, b.Reading.String()+" "+b.Balance.String())
	}
	assert.Equal(t, []string{"unallocated 12", "usable 18.5", "usable_and_committed 26.5"}, got)
	assert.Equal(t, "-20", p.Apart.DSG.Decimal.String())
	assert.Equal(t, "-1.5", p.Apart.UsableLessDSG.Decimal.String())
	assert.Equal(t, "11", p.Apart.RingFenced.Decimal.String())
	assert.Len(t, p.Questions, 1) // of the reserve that is not there any more
}

func TestNew_ExactlyUsedUpIsNotBelow(t *testing.T) {
	const list = "A,unallocated,2026-03-31,12\n"
	for draw, month := range map[string]string{"6": "", "6.01": "2028-03"} {
		p := position(t, list, "year,planned_use\n2026/27,6\n2027/28,"+draw+"\n", reserves.Settings{Minimum: pounds("0")})
		assert.Equal(t, month, p.FirstMonthBelowNil, draw)
		assert.Equal(t, month, p.FirstMonthBelowMinimum, draw)
		assert.Len(t, p.Path, 2)
	}
}

func TestNew_ADatedPathGoesUnderEachLineInItsMonth(t *testing.T) {
	// 18 less 0.7 a month: below 8 after 15 months, in June 2027; below nil after 26, in May 2028.
	p := position(t, "A,unallocated,2026-04-01,18\n", "year,planned_use,contribution\n2026/27,9,0.6\n2027/28,8.4,\n2028/29,8.4,\n", reserves.Settings{Minimum: pounds("8")})
	assert.Equal(t, "2027-06", p.FirstMonthBelowMinimum)
	assert.Equal(t, "2028-05", p.FirstMonthBelowNil)
}

func TestNew_AYearThatHasNotEndedIsNoDraw(t *testing.T) {
	p := position(t, "A,unallocated,2025-12-31,18\n", "year,overspend\n2024/25,2\n2025/26,9\n", reserves.Settings{})
	require.Len(t, p.Cover, 9)
	assert.Equal(t, "2", p.Cover[0].Draw.String())
	assert.NotEmpty(t, p.Notes)
}

func TestNew_FallsOfTheBalancesThemselves(t *testing.T) {
	p := position(t, "A,earmarked,2024-03-31,30\nA,earmarked,2025-03-31,28\nA,earmarked,2026-03-31,24\n", "", reserves.Settings{})
	found := map[string]string{}
	for _, c := range p.Cover {
		if c.Reading == reserves.Usable {
			found[c.DrawBasis] = c.Draw.String()
		}
	}
	assert.Equal(t, map[string]string{"mean_fall": "3", "last_fall": "4"}, found)
	assert.Equal(t, "-20", p.Balances[0].Change.Decimal.String())
}

func TestNew_RefusesAPathWithAGap(t *testing.T) {
	r, err := reserves.Read(strings.NewReader("name,kind,on,balance\nA,unallocated,2026-03-31,12\n"), finance.Millions)
	require.NoError(t, err)
	d, err := reserves.ReadDraws(strings.NewReader("year,planned_use\n2026/27,1\n2028/29,1\n"), finance.Millions)
	require.NoError(t, err)
	_, err = reserves.New(finance.Millions, r, d, reserves.Settings{})
	var fault *figure.Fault
	require.True(t, errors.As(err, &fault))
	assert.Equal(t, "gap", fault.Code)
}

func TestRead_RefusesWithPlace(t *testing.T) {
	for name, text := range map[string]string{
		"an unknown kind": "name,kind,on,balance\nA,spare,2026-03-31,12\n",
		"the same twice":  "name,kind,on,balance\nA,earmarked,2026-03-31,12\nA,earmarked,2026-03-31,12\n",
		"no balance":      "name,kind,on,balance\nA,earmarked,2026-03-31,\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := reserves.Read(strings.NewReader(text), finance.Millions)
			var fault *figure.Fault
			require.True(t, errors.As(err, &fault), "%v", err)
			assert.NotZero(t, fault.Place)
		})
	}
}

func TestPosition_SaysNothingThatIsNotArithmeticAndReadsBackEqual(t *testing.T) {
	for _, tc := range [][2]string{
		{"A,unallocated,2025-03-31,-3\n", "year,overspend\n2024/25,2\n"},
		{"A,unallocated,2025-03-31,9\nB,override,2025-03-31,-30\n", "year,overspend\n2024/25,2\n2025/26,30\n"},
		{"A,unallocated,2025-03-31,9\n", "year,contribution\n2024/25,2\n"},
	} {
		p := position(t, tc[0], tc[1], reserves.Settings{Minimum: pounds("5")})
		text, err := json.Marshal(p)
		require.NoError(t, err)
		said := strings.ToLower(string(text) + p.Answer())
		for _, forbidden := range []string{"section 114", "s.114", "s114", "bankrupt", "fail", "safe"} {
			assert.NotContains(t, said, forbidden)
		}
		var back reserves.Position
		require.NoError(t, json.Unmarshal(text, &back))
		assert.True(t, p.Equal(back))
	}
}
