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

// Oldham, Children and Young People Scrutiny Board, 2 October 2024, 1.2 table.
const oldham2024 = `service,budget,forecast,reserves,variance
Children in Care,"41,300","53,387",0,"12,087"
Fieldwork & Family Support,"11,615","12,288",0,673
Children's Safeguarding,"2,902","2,757",0,-145
Children's Services - Integration,"3,425","3,386",-315,-354
Total Children's Social Care,"59,242","71,818",-315,"12,261"
`

// Oldham, Overview and Scrutiny Board, 10 September 2019, 8.1 table.
const oldham2019 = `service,budget,forecast,reserves,variance
Children in Care,"24,681","24,886",-,205
Children's Safeguarding,"1,476","1,476",-,-
Fieldwork & Family Support,"9,500","10,045",(279),267
Total,"35,657","36,407",(279),471
`

var oldhamFormat = finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.OverspendPositive}}

func readStatement(t *testing.T, text string, format finance.StatementFormat) finance.Statement {
	t.Helper()
	s, err := finance.ReadStatement(strings.NewReader(text), format)
	require.NoError(t, err)
	return s
}

func TestReadStatement_Oldham2024(t *testing.T) {
	s := readStatement(t, oldham2024, oldhamFormat)
	require.Len(t, s.Lines, 4)
	want := []struct {
		variance  string
		direction finance.Direction
		percent   string
	}{
		{"12087000", finance.Adverse, "29.3"},
		{"673000", finance.Adverse, "5.8"},
		{"-145000", finance.Favourable, "-5.0"},
		{"-354000", finance.Favourable, "-10.3"},
	}
	for i, w := range want {
		v := s.Lines[i].Variance()
		decimaltest.Equal(t, w.variance, v.Amount)
		assert.Equal(t, w.direction, v.Direction())
		percent, ok := s.Lines[i].Percent().Value(1)
		require.True(t, ok)
		decimaltest.Equal(t, w.percent, percent)
	}
	total := s.Total()
	decimaltest.Equal(t, "59242000", total.Budget)
	decimaltest.Equal(t, "71818000", total.Forecast)
	decimaltest.Equal(t, "-315000", total.Reserves)
	decimaltest.Equal(t, "12261000", total.Variance().Amount)
	assert.Equal(t, []string{`"Total Children's Social Care" on line 6 is taken for a total, not for a line: it adds up all rows above it`}, s.Notes)

	drivers := s.Drivers()
	require.Len(t, drivers, 4)
	assert.Equal(t, "Children in Care", drivers[0].Service)
	assert.Equal(t, "98.6%", drivers[0].Share.String())
	assert.Equal(t, "Fieldwork & Family Support", drivers[1].Service)
	assert.Equal(t, "Children's Services - Integration", drivers[2].Service)
}

// 10,045 − 279 − 9,500 is 266; the report prints 267, and a total of 471 where its lines add to 472 printed and 471
// computed.
func TestReadStatement_Oldham2019(t *testing.T) {
	s := readStatement(t, oldham2019, oldhamFormat)
	decimaltest.Equal(t, "266000", s.Lines[2].Variance().Amount)
	decimaltest.Equal(t, "267000", s.Lines[2].PrintedVariance.Decimal)
	assert.Equal(t, finance.Nil, s.Lines[1].Variance().Direction())
	decimaltest.Equal(t, "471000", s.Total().Variance().Amount)
}

func TestReadStatement_TheConventionIsNeverInferred(t *testing.T) {
	_, err := finance.ReadStatement(strings.NewReader(oldham2024), finance.StatementFormat{Unit: finance.Thousands})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "variance", fault.Heading)

	opposite := oldhamFormat
	opposite.Convention = opposite.Convention.Opposite()
	_, err = finance.ReadStatement(strings.NewReader(oldham2024), opposite)
	var contradiction *finance.ConventionError
	require.ErrorAs(t, err, &contradiction)
	assert.Contains(t, contradiction.Rows, "Children in Care")
	assert.Len(t, contradiction.Rows, 5)
	assert.Zero(t, contradiction.Supporting)
}

// Isle of Wight: variance = budget − forecast, so that a bracket is an overspend, and the percentage of a negative
// budget comes out with the other sign: an adverse 119 on −3,810 is printed 3.1%.
func TestReadStatement_UnderspendPositive(t *testing.T) {
	format := finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.UnderspendPositive}}
	s := readStatement(t, "service,budget,forecast,reserves,variance\nHousing,\"(3,810)\",\"(3,691)\",,(119)\nSchools,100,90,,10\n", format)
	assert.Equal(t, finance.Adverse, s.Lines[0].Variance().Direction())
	decimaltest.Equal(t, "119000", s.Lines[0].Variance().Size())
	row := s.Row(s.Lines[0])
	decimaltest.Equal(t, "-119", row.Variance)
	percent, ok := row.Percent.Value(1)
	require.True(t, ok)
	decimaltest.Equal(t, "3.1", percent)
	assert.Equal(t, finance.NegativeBase, row.Percent.Base())
	assert.Equal(t, finance.Favourable, s.Lines[1].Variance().Direction())
}

// Bath & North East Somerset: over and under in two columns without a sign.
func TestReadStatement_TwoColumns(t *testing.T) {
	format := finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.TwoColumns}}
	s := readStatement(t, "service,forecast,budget,reserves,overspend,underspend\nChildren,120,100,,20,\nAdults,70,100,,,30\n", format)
	assert.Equal(t, finance.Adverse, s.Lines[0].Variance().Direction())
	decimaltest.Equal(t, "20000", s.Lines[0].PrintedVariance.Decimal)
	decimaltest.Equal(t, "-30000", s.Lines[1].PrintedVariance.Decimal)
	decimaltest.Equal(t, "30", s.Row(s.Lines[1]).Variance)

	for name, text := range map[string]string{
		"both filled":    "service,forecast,budget,reserves,overspend,underspend\nChildren,120,100,,20,1\n",
		"a sign":         "service,forecast,budget,reserves,overspend,underspend\nChildren,120,100,,-20,\n",
		"one column":     "service,forecast,budget,reserves,overspend\nChildren,120,100,,20\n",
		"signed instead": "service,forecast,budget,reserves,variance\nChildren,120,100,,20\n",
	} {
		_, err := finance.ReadStatement(strings.NewReader(text), format)
		var fault *figure.Fault
		assert.ErrorAs(t, err, &fault, name)
	}
	_, err := finance.ReadStatement(strings.NewReader("service,forecast,budget,reserves,overspend,underspend\nChildren,120,100,,,20\n"), format)
	var contradiction *finance.ConventionError
	assert.ErrorAs(t, err, &contradiction, "the amount stands in the wrong column")
}

func TestReadStatement_IncomeAndReservesPositive(t *testing.T) {
	c, err := finance.ParseConvention("overspend_positive,income_positive,reserves_positive")
	require.NoError(t, err)
	s := readStatement(t, "service,budget,forecast,reserves,kind\nPlacements,1000,1100,40,\nGrant,300,350,,income\n", finance.StatementFormat{Unit: finance.Thousands, Convention: c})
	decimaltest.Equal(t, "60000", s.Lines[0].Variance().Amount)
	decimaltest.Equal(t, "-300000", s.Lines[1].Budget)
	assert.Equal(t, finance.Favourable, s.Lines[1].Variance().Direction(), "more income than planned")
	decimaltest.Equal(t, "700000", s.Total().Budget)
	decimaltest.Equal(t, "350", s.Row(s.Lines[1]).Forecast)
	decimaltest.Equal(t, "40", s.Row(s.Lines[0]).Reserves)
}

func TestReadStatement_Groups(t *testing.T) {
	s := readStatement(t, "service,group,budget,forecast,reserves,kind\nA,Care,10,12,,\nB,Help,5,4,,\nC,Care,1,1,,\nCare,Care,11,13,,total\nAll,,16,17,,total\n", finance.StatementFormat{})
	groups := s.Groups()
	require.Len(t, groups, 2)
	assert.Equal(t, "Care", groups[0].Name)
	decimaltest.Equal(t, "2", groups[0].Total.Variance().Amount)
	decimaltest.Equal(t, "-1", groups[1].Total.Variance().Amount)
	assert.Len(t, s.PrintedTotals, 2)
	assert.Empty(t, s.Notes)
}

func TestReadStatement_BadInput(t *testing.T) {
	tests := []struct {
		name, text   string
		line, column int
	}{
		{"empty", "", 0, 0},
		{"header only", "service,budget,forecast,reserves\n", 1, 0},
		{"a missing column", "service,budget,reserves\nA,1,2\n", 1, 0},
		{"a column twice", "service,budget,budget,forecast,reserves\nA,1,1,2,3\n", 1, 3},
		{"a row too long", "service,budget,forecast,reserves\nA,1,300,2,0\n", 2, 0},
		{"a word for a number", "service,budget,forecast,reserves\nA,1,lots,0\n", 2, 3},
		{"a blank budget", "service,budget,forecast,reserves\nA,,2,0\n", 2, 2},
		{"a suppressed budget", "service,budget,forecast,reserves\nA,c,2,0\n", 2, 2},
		{"a number too long", "service,budget,forecast,reserves\nA,1e999999999,2,0\n", 2, 2},
		{"a percentage", "service,budget,forecast,reserves\nA,19%,2,0\n", 2, 2},
		{"not a number", "service,budget,forecast,reserves\nA,NaN,2,0\n", 2, 2},
		{"two totals", "service,budget,forecast,reserves\nA,1,2,0\nTotal,1,2,0\nTotal,1,9,0\n", 4, 1},
		{"no service", "service,budget,forecast,reserves\n,1,2,0\n", 2, 1},
		{"an unknown kind", "service,budget,forecast,reserves,kind\nA,1,2,0,sum\n", 2, 5},
		{"UTF-16", "\xff\xfes\x00", 1, 0},
		{"NUL", "service,budget,forecast,reserves\nA\x00,1,2,0\n", 2, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := finance.ReadStatement(strings.NewReader(tt.text), finance.StatementFormat{})
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.line, fault.Place.Line)
			assert.Equal(t, tt.column, fault.Place.Column)
		})
	}
}

func TestLine_Percent(t *testing.T) {
	tests := []struct {
		name, budget, forecast string
		base                   finance.Base
		want                   string
	}{
		{"a positive budget", "1000", "1025", finance.PositiveBase, "2.5%"},
		{"a zero budget", "0", "6", finance.ZeroBase, "undefined on a zero base"},
		{"a negative budget", "-3810", "-3691", finance.NegativeBase, "-3.1% of a negative base"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := finance.Line{Budget: dec(tt.budget), Forecast: dec(tt.forecast)}.Percent()
			assert.Equal(t, tt.base, p.Base())
			assert.Equal(t, tt.want, p.String())
			_, ok := p.Value(1)
			assert.Equal(t, tt.base != finance.ZeroBase, ok)
		})
	}
}

func TestDirection_CutAtNil(t *testing.T) {
	for amount, want := range map[string]finance.Direction{"0.01": finance.Adverse, "0": finance.Nil, "-0.01": finance.Favourable} {
		assert.Equal(t, want, finance.Variance{Amount: dec(amount)}.Direction(), amount)
	}
	assert.Equal(t, "Direction(9)", finance.Direction(9).String())
	assert.Equal(t, "£12,087k adverse", finance.Variance{Amount: dec("12087000")}.Describe(finance.Thousands))
	assert.Equal(t, "£354k favourable", finance.Variance{Amount: dec("-354000")}.Describe(finance.Thousands))
	assert.Equal(t, "nil", finance.Variance{}.Describe(finance.Millions))
}

func TestZeroValues(t *testing.T) {
	assert.Equal(t, finance.Nil, finance.Line{}.Variance().Direction())
	assert.True(t, finance.Statement{}.Total().Budget.IsZero())
	assert.Empty(t, finance.Statement{}.Drivers())
	assert.Empty(t, finance.Statement{}.Groups())
	assert.True(t, finance.Statement{}.Equal(finance.Statement{}))
	_, ok := finance.Percentage{}.Value(1)
	assert.False(t, ok)
	_, ok = finance.Line{}.BudgetChange()
	assert.False(t, ok)
}

func TestParseConvention(t *testing.T) {
	for _, text := range []string{"", "overspend_positive", "underspend_positive", "two_columns", "overspend_positive,income_positive,reserves_positive"} {
		c, err := finance.ParseConvention(text)
		require.NoError(t, err)
		assert.Equal(t, text, c.String())
	}
	for _, text := range []string{"positive", "overspend_positive,underspend_positive", "income_positive,income_negative"} {
		_, err := finance.ParseConvention(text)
		assert.Error(t, err, text)
	}
	stated, err := finance.ParseConvention("income_negative")
	require.NoError(t, err)
	assert.Equal(t, finance.IncomeNegative, stated.Income)
	assert.Equal(t, "income_negative", stated.String())
	assert.Equal(t, "income_not_stated", finance.IncomeNotStated.String())
	c, err := finance.ParseConvention("adverse-positive")
	require.NoError(t, err)
	assert.Equal(t, finance.OverspendPositive, c.Variance)
}

// More income than planned is favourable, however a table writes it.
func TestReadStatement_ExtraIncomeIsFavourable(t *testing.T) {
	const header = "service,budget,forecast,reserves,kind\n"
	for name, c := range map[string]struct {
		rows, convention string
		total            string
		direction        finance.Direction
		notes            int
	}{
		"positive, not stated":  {"Grants,1000,1200,0,income\nStaff,5000,5100,0,line\n", "", "4000", finance.Favourable, 1},
		"negative, not stated":  {"Grants,(1000),(1200),0,income\nStaff,5000,5100,0,line\n", "", "4000", finance.Favourable, 0},
		"positive, stated":      {"Grants,1000,1200,0,income\nStaff,5000,5100,0,line\n", "income_positive", "4000", finance.Favourable, 0},
		"less of it":            {"Grants,1000,900,0,income\nStaff,5000,5100,0,line\n", "", "4000", finance.Adverse, 1},
		"nil in the budget":     {"Grants,0,200,0,income\nStaff,5000,5100,0,line\n", "", "5000", finance.Favourable, 1},
		"nil in both":           {"Grants,0,0,0,income\nStaff,5000,5100,0,line\n", "", "5000", finance.Nil, 0},
		"a refund, said to be":  {"Grants,1000,1200,0,income\nStaff,5000,5100,0,line\n", "income_negative", "6000", finance.Adverse, 0},
		"no kind, so a service": {"Grants,1000,1200,0,\nStaff,5000,5100,0,line\n", "", "6000", finance.Adverse, 0},
	} {
		convention, err := finance.ParseConvention(c.convention)
		require.NoError(t, err)
		s, err := finance.ReadStatement(strings.NewReader(header+c.rows), finance.StatementFormat{Convention: convention})
		require.NoError(t, err, name)
		assert.Equal(t, c.total, s.Total().Budget.String(), name)
		assert.Equal(t, c.direction, s.Lines[0].Variance().Direction(), name)
		assert.Len(t, s.Notes, c.notes, name)
	}
	_, err := finance.ReadStatement(strings.NewReader(header+"Grants,1000,1200,0,income\nFees,(300),(200),0,income\n"), finance.StatementFormat{})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.True(t, fault.Question)
	assert.Equal(t, 3, fault.Place.Row)
	assert.Contains(t, fault.Problem, "both signs")
}

// The sum of the lines is the total, the sum of the groups too, and flipping the convention twice is the identity.
func FuzzStatement(f *testing.F) {
	f.Add(int64(41300), int64(53387), int64(-315), int64(12), int64(-5), uint8(3))
	f.Add(int64(-1), int64(0), int64(1), int64(1<<62), int64(1<<62), uint8(0))
	f.Fuzz(func(t *testing.T, a, b, c, d, e int64, shift uint8) {
		exp := -int32(shift % 6)
		line := func(service, group string, budget, forecast, reserves int64) finance.Line {
			return finance.Line{Service: service, Group: group, Budget: decimal.New(budget, exp), Forecast: decimal.New(forecast, exp), Reserves: decimal.New(reserves, 0)}
		}
		s := finance.Statement{Lines: []finance.Line{line("1", "x", a, b, c), line("2", "y", b, d, e), line("3", "x", c, e, a)}}
		lines, groups := decimal.Zero, decimal.Zero
		for _, l := range s.Lines {
			lines = lines.Add(l.Variance().Amount)
		}
		for _, g := range s.Groups() {
			groups = groups.Add(g.Total.Variance().Amount)
		}
		assert.True(t, lines.Equal(s.Total().Variance().Amount))
		assert.True(t, groups.Equal(lines))

		v := s.Total().Variance()
		for _, sign := range []finance.VarianceSign{finance.OverspendPositive, finance.UnderspendPositive} {
			convention := finance.Convention{Variance: sign}
			assert.Equal(t, convention, convention.Opposite().Opposite())
			back, ok := convention.Read(convention.Print(v))
			assert.True(t, ok)
			assert.True(t, v.Equal(back))
			assert.True(t, convention.Opposite().Print(v).Equal(convention.Print(v).Neg()))
		}
	})
}

// Reserves printed positive although negative was stated, and income printed positive although negative was stated: each
// is named by the rows that show it, while the rest of the table agrees.
func TestReadStatement_EveryPartOfTheConventionCanBeContradicted(t *testing.T) {
	for question, text := range map[string]string{
		"reserves": "service,budget,forecast,reserves,variance\nA,100,130,10,20\nB,100,150,,50\nC,10,20,,10\n",
		"income":   "service,budget,forecast,reserves,variance,kind\nA,100,130,,30,\nB,100,150,,50,\nGrant,100,120,,-20,income\n",
	} {
		format := oldhamFormat
		format.Convention.Income = finance.IncomeNegative
		_, err := finance.ReadStatement(strings.NewReader(text), format)
		var fault *finance.ConventionError
		require.ErrorAs(t, err, &fault, question)
		assert.Equal(t, question, fault.Question)
		assert.Len(t, fault.Rows, 1)
	}
}

func TestLine_AgainstTheOriginalBudget(t *testing.T) {
	l := finance.Line{Budget: dec("110"), Forecast: dec("115"), OriginalBudget: decimal.NewNullDecimal(dec("100")), Actual: decimal.NewNullDecimal(dec("55"))}
	decimaltest.Equal(t, "5", l.Variance().Amount)
	v, ok := l.AgainstOriginal()
	require.True(t, ok)
	decimaltest.Equal(t, "15", v.Amount)
	change, ok := l.BudgetChange()
	require.True(t, ok)
	decimaltest.Equal(t, "10", change)
	spent, ok := l.Spent()
	require.True(t, ok)
	assert.Equal(t, "50.0%", spent.String())
	_, ok = finance.Line{}.AgainstOriginal()
	assert.False(t, ok)
	_, ok = finance.Line{}.Spent()
	assert.False(t, ok)
}

func TestStatement_Working(t *testing.T) {
	s := readStatement(t, oldham2024, oldhamFormat)
	assert.Equal(t, "3,386 - 315 - 3,425 = -354", s.Working(s.Lines[3]))
	s.Convention = s.Convention.Opposite()
	assert.Equal(t, "3,425 - 3,386 + 315 = 354", s.Working(s.Lines[3]))
}

func TestReadStatement_ATotalOfSomeAboveTheTotalOfAllIsASubtotal(t *testing.T) {
	s, err := finance.ReadStatement(strings.NewReader("service,budget,forecast\nFostering,100,120\nResidential,200,260\nTotal placements,300,380\nStaffing,400,410\nTotal,700,790\n"), finance.StatementFormat{})
	require.NoError(t, err)
	assert.Len(t, s.Lines, 3)
	decimaltest.Equal(t, "90", s.Total().Variance().Amount)
	require.Len(t, s.PrintedTotals, 1)
	assert.Equal(t, "Total", s.PrintedTotals[0].Service)
}
