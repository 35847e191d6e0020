package finance_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func findingOf(t *testing.T, findings []finance.Finding, check finance.Check, row, column string) finance.Finding {
	t.Helper()
	for _, f := range findings {
		if f.Check == check && f.Row == row && f.Column == column {
			return f
		}
	}
	require.Failf(t, "no finding", "%s of %s, %s", check, row, column)
	return finance.Finding{}
}

func TestReconcile_Oldham2024AgreesThroughout(t *testing.T) {
	findings := readStatement(t, oldham2024, oldhamFormat).Reconcile()
	require.Len(t, findings, 9, "five row ties and four foots")
	for _, f := range findings {
		assert.Equal(t, finance.Agrees, f.Verdict, f.Working)
	}
	assert.Equal(t, "53,387 + 0 - 41,300 = 12,087, as printed", findings[0].Working)
	assert.Equal(t, "12,087 + 673 - 145 - 354 = 12,261, as printed", findingOf(t, findings, finance.ColumnFoot, "Total Children's Social Care", "variance").Working)
}

// Fieldwork is printed 267 where its figures give 266, and the variances printed add to 472 where 471 is printed.
func TestReconcile_Oldham2019IsWithinRounding(t *testing.T) {
	findings := readStatement(t, oldham2019, oldhamFormat).Reconcile()
	fieldwork := findingOf(t, findings, finance.RowTie, "Fieldwork & Family Support", "variance")
	assert.Equal(t, finance.WithinRounding, fieldwork.Verdict)
	assert.Equal(t, "10,045 - 279 - 9,500 = 266, printed 267", fieldwork.Working)
	decimaltest.Equal(t, "1", fieldwork.Gap)
	decimaltest.Equal(t, "2", fieldwork.Allowed) // four printed figures, half a unit each

	total := findingOf(t, findings, finance.ColumnFoot, "Total", "variance")
	assert.Equal(t, finance.WithinRounding, total.Verdict)
	decimaltest.Equal(t, "-1", total.Gap)
	decimaltest.Equal(t, "2", total.Allowed) // three lines and the total
	assert.Equal(t, finance.Agrees, findingOf(t, findings, finance.ColumnFoot, "Total", "budget").Verdict)
}

// The sum of n rounded cells may miss by (n + 1)/2 units and no more: two lines by 1.
func TestReconcile_TheAllowanceIsClosedAndEndsThere(t *testing.T) {
	for printed, want := range map[string]finance.Verdict{
		"30": finance.Agrees, "31": finance.WithinRounding, "29": finance.WithinRounding, "32": finance.Differs, "28": finance.Differs,
	} {
		s := readStatement(t, "service,budget,forecast,reserves\nA,10,10,\nB,20,20,\nTotal,"+printed+",30,\n", finance.StatementFormat{Unit: finance.Thousands})
		assert.Equal(t, want, findingOf(t, s.Reconcile(), finance.ColumnFoot, "Total", "budget").Verdict, printed)
	}
}

func TestReconcile_ExactAmountsHaveNoAllowance(t *testing.T) {
	s := finance.Statement{
		Lines:         []finance.Line{{Service: "A", Budget: dec("10")}},
		PrintedTotals: []finance.Line{{Service: "Total", Budget: dec("10.01")}},
	}
	assert.Equal(t, finance.Differs, findingOf(t, s.Reconcile(), finance.ColumnFoot, "Total", "budget").Verdict)
}

// The figures are shown as an underspend-positive table works them: budget less forecast.
func TestReconcile_WorksInTheConventionOfTheTable(t *testing.T) {
	format := finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.UnderspendPositive, Reserves: finance.DrawnPositive}}
	s := readStatement(t, "service,budget,forecast,reserves,variance\nA,100,130,10,(20)\nB,50,40,,10\nC,50,40,,13\nTotal,200,210,10,3\n", format)
	findings := s.Reconcile()
	assert.Equal(t, "100 - 130 + 10 = -20, as printed", findings[0].Working)
	assert.Equal(t, finance.Differs, findings[2].Verdict)
	assert.Equal(t, "-20 + 10 + 13 = 3, as printed", findingOf(t, findings, finance.ColumnFoot, "Total", "variance").Working)
	decimaltest.Equal(t, "10", findingOf(t, findings, finance.ColumnFoot, "Total", "reserves").Printed)
}

func TestReconcile_Groups(t *testing.T) {
	s := readStatement(t, "service,group,budget,forecast,reserves,kind\nA,Care,10,12,,\nB,Care,5,4,,\nCare total,Care,15,19,,total\nNobody's,Help,1,1,,total\n", finance.StatementFormat{Unit: finance.Thousands})
	findings := s.Reconcile()
	assert.Equal(t, finance.Agrees, findingOf(t, findings, finance.GroupFoot, "Care total", "budget").Verdict)
	assert.Equal(t, finance.Differs, findingOf(t, findings, finance.GroupFoot, "Care total", "forecast").Verdict)
	last := findings[len(findings)-1]
	assert.Equal(t, finance.CannotCheck, last.Verdict)
	assert.Equal(t, `no line belongs to the group "Help"`, last.Working)
}

// Silence never looks like agreement: a total whose lines leave the column out cannot be checked, and a column of blanks
// is no check.
func TestReconcile_WhatCannotBeChecked(t *testing.T) {
	s := readStatement(t, "service,budget,forecast,reserves,variance\nA,100,120,,20\nB,100,150,,\nTotal,200,270,,70\n", oldhamFormat)
	findings := s.Reconcile()
	foot := findingOf(t, findings, finance.ColumnFoot, "Total", "variance")
	assert.Equal(t, finance.CannotCheck, foot.Verdict)
	assert.Equal(t, `"B" does not print its variance`, foot.Working)
	for _, f := range findings {
		assert.NotEqual(t, "reserves", f.Column)
	}
}

// One row printed with the wrong sign among others that are right is a finding, not another convention.
func TestReconcile_OneWrongSignIsAFinding(t *testing.T) {
	s := readStatement(t, "service,budget,forecast,reserves,variance\nA,100,120,,20\nB,100,150,,50\nC,100,70,,30\n", oldhamFormat)
	assert.Equal(t, finance.Differs, findingOf(t, s.Reconcile(), finance.RowTie, "C", "variance").Verdict)
}

func TestReconcile_TwoColumns(t *testing.T) {
	format := finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.TwoColumns}}
	s := readStatement(t, "service,budget,forecast,reserves,overspend,underspend\nA,100,120,,20,\nB,100,70,,,30\nTotal,200,190,,,10\n", format)
	for _, f := range s.Reconcile() {
		assert.Equal(t, finance.Agrees, f.Verdict, f.Working)
	}
}

// Oldham's month 4 of 2024/25, 1.3 table: the listed pressures exceed the variance they explain by 180.
func TestExplain(t *testing.T) {
	var pressures []finance.Pressure
	for name, amount := range map[string]string{"Out of Borough": "6081", "Semi Independence": "3544", "Secure- Welfare": "1467", "Independent Fostering Agency": "665", "Fostering placed with Relatives/ Friends": "510"} {
		pressures = append(pressures, finance.Pressure{Name: name, Amount: finance.Thousands.ToPounds(dec(amount))})
	}
	e := finance.Explain(finance.Variance{Amount: dec("12087000")}, pressures)
	decimaltest.Equal(t, "12267000", e.Listed)
	decimaltest.Equal(t, "-180000", e.Residual.Amount)
	assert.Equal(t, finance.Favourable, e.Residual.Direction())
	assert.Len(t, e.Shares, 5)
	nothing := finance.Explain(finance.Variance{}, pressures[:1])
	_, ok := nothing.Shares[0].Value(1)
	assert.False(t, ok, "a share of nil is undefined")
}

// The three meanings relieve a position alike and leave different reserves behind.
func TestReserveUse(t *testing.T) {
	tests := []struct {
		kind                    finance.ReserveKind
		onBalances, againstPlan string
	}{
		{finance.DrawnDown, "-315000", "-315000"},
		{finance.ContingencyReleased, "0", "0"},
		{finance.ContributionNotMade, "0", "-315000"},
	}
	for _, tt := range tests {
		u := finance.ReserveUse{Kind: tt.kind, Amount: dec("315000")}
		decimaltest.Equal(t, "-315000", u.Effect(), tt.kind)
		decimaltest.Equal(t, tt.onBalances, u.OnBalances(), tt.kind)
		decimaltest.Equal(t, tt.againstPlan, u.AgainstPlan(), tt.kind)
	}
}

// Oldham's month 4 of 2024/25, 1.3: new demand of £1.442m, mitigated by £1.458m, printed as a net 0.019.
func TestMitigation(t *testing.T) {
	m := finance.Mitigation{Gross: dec("1442000"), Mitigated: dec("1458000")}
	decimaltest.Equal(t, "-16000", m.Net().Amount)
	assert.Equal(t, finance.Favourable, m.Net().Direction())
	assert.Equal(t, "101.1%", m.Covered().String())
	_, ok := finance.Mitigation{}.Covered().Value(1)
	assert.False(t, ok)
}

func TestReconcileBudgets(t *testing.T) {
	builds := []finance.BudgetBuild{
		{Service: "Care", Original: dec("100"), Virements: dec("7"), CarriedForward: dec("3"), PrintedRevised: decimal.NewNullDecimal(dec("110"))},
		{Service: "Help", Original: dec("50"), Virements: dec("-7"), Supplementary: dec("2"), PrintedRevised: decimal.NewNullDecimal(dec("46"))},
	}
	findings := finance.ReconcileBudgets(builds, finance.Pounds)
	require.Len(t, findings, 3)
	assert.Equal(t, finance.Agrees, findings[0].Verdict)
	assert.Equal(t, "100 + 7 + 0 + 3 = 110, as printed", findings[0].Working)
	assert.Equal(t, finance.Differs, findings[1].Verdict)
	assert.Equal(t, finance.Agrees, findings[2].Verdict)

	builds[1].Virements = dec("-6")
	findings = finance.ReconcileBudgets(builds, finance.Pounds)
	assert.Equal(t, finance.VirementsNil, findings[2].Check)
	assert.Equal(t, finance.Differs, findings[2].Verdict)
	assert.Equal(t, "7 - 6 = 1, and should be nil", findings[2].Working)

	builds[0].Step, builds[1].Step = dec("1"), dec("1")
	assert.Equal(t, finance.WithinRounding, finance.ReconcileBudgets(builds, finance.Pounds)[2].Verdict)
	assert.Empty(t, finance.ReconcileBudgets(nil, finance.Pounds))
}

func TestReadBudgets(t *testing.T) {
	builds, err := finance.ReadBudgets(strings.NewReader("service,original,virements,supplementary,carried_forward,revised\nCare,100,(7),,3,96\nHelp,50,7,2,,59\n"), finance.Thousands)
	require.NoError(t, err)
	require.Len(t, builds, 2)
	decimaltest.Equal(t, "96000", builds[0].Revised())
	decimaltest.Equal(t, "155000", finance.TotalBudget(builds).Revised())
	for _, f := range finance.ReconcileBudgets(builds, finance.Thousands) {
		assert.Equal(t, finance.Agrees, f.Verdict, f.Working)
	}
	for name, text := range map[string]string{
		"header only": "service,original\n", "a total": "service,original\nTotal,5\n", "no name": "service,original\n,5\n",
		"a blank": "service,original\nA,\n", "a word": "service,original,virements\nA,1,some\n",
	} {
		_, err := finance.ReadBudgets(strings.NewReader(text), finance.Thousands)
		var fault *figure.Fault
		assert.ErrorAs(t, err, &fault, name)
	}
}

func TestStatement_ReserveUses(t *testing.T) {
	s := readStatement(t, "service,budget,forecast,reserves,reserves_kind\nA,1,1,(5),\nB,1,1,(7),contingency_released\nC,1,1,(1),drawn_down\nD,1,1,,\n", finance.StatementFormat{})
	uses := s.ReserveUses()
	require.Len(t, uses, 2)
	assert.Equal(t, finance.DrawnDown, uses[0].Kind)
	decimaltest.Equal(t, "6", uses[0].Amount)
	decimaltest.Equal(t, "7", uses[1].Amount)
	_, err := finance.ReadStatement(strings.NewReader("service,budget,forecast,reserves,reserves_kind\nA,1,1,(5),some\n"), finance.StatementFormat{})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "reserves_kind", fault.Heading)
}

func TestMoney_Doubt(t *testing.T) {
	table := []decimal.Decimal{dec("12087000"), dec("4170000"), dec("315000")}
	tests := []struct {
		text   string
		doubt  bool
		factor string
	}{
		{"£12.087", true, "1000000"}, // Oldham's month 4 of 2024/25, 1.3
		{"£4.170k", true, "1000"},
		{"£12.087m", false, "0"},
		{"£12,087k", false, "0"},
		{"£12.1m", false, "0"},
		{"£0.315m", false, "0"},
		{"£31.5k", true, "10"},
		{"£999.999", true, "0"}, // no pounds have thousandths
		{"£999.99", false, "0"},
		{"-", false, "0"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			m, err := finance.ParseMoney(tt.text, finance.Pounds)
			require.NoError(t, err)
			doubt, ok := m.Doubt(table...)
			assert.Equal(t, tt.doubt, ok, doubt.Reason)
			decimaltest.Equal(t, tt.factor, doubt.Factor)
		})
	}
	m, err := finance.ParseMoney("£12.087", finance.Pounds)
	require.NoError(t, err)
	doubt, _ := m.Doubt(table...)
	assert.Equal(t, `"£12.087" is £12.087, the table says £12,087,000: a unit is missing or wrong`, doubt.Reason)
}
