package finance_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

func TestWriteCSV_IsReadBack(t *testing.T) {
	text := "service,group,kind,budget,forecast,reserves,original_budget,actual,commitments,variance,source,reserves_kind\n" +
		"Care,A,,\"41,300\",\"53,387\",-5,41000,\"£1.2m\",3,\"12,082\",table 1,contribution_not_made\n" +
		"Grant,A,income,300,350,,300,1,,(50),,\n" +
		"All,,total,\"41,000\",\"53,037\",-5,40700,,,\"12,032\",,\n"
	for _, words := range []string{
		"overspend_positive,income_positive", "overspend_positive", "underspend_positive,income_positive,reserves_positive", "two_columns", "",
	} {
		first, err := finance.ReadStatement(strings.NewReader(text), finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.OverspendPositive, Income: finance.IncomePositive}})
		require.NoError(t, err)
		c, err := finance.ParseConvention(words)
		require.NoError(t, err)
		first.Convention = c
		var out strings.Builder
		require.NoError(t, first.WriteCSV(&out))
		again, err := finance.ReadStatement(strings.NewReader(out.String()), finance.StatementFormat{Unit: finance.Thousands, Convention: c})
		require.NoError(t, err, out.String())
		if c.Variance == finance.SignNotStated {
			for i := range first.Lines {
				first.Lines[i].PrintedVariance = decimal.NullDecimal{}
			}
			first.PrintedTotals[0].PrintedVariance = decimal.NullDecimal{}
		}
		assert.True(t, first.Equal(again), "%s:\n%s", words, out.String())
	}
}

func TestWriteCSV_AFormulaIsMadeHarmless(t *testing.T) {
	var out strings.Builder
	s := finance.Statement{Lines: []finance.Line{{Service: "=cmd()"}, {Service: "A <b>"}}}
	require.NoError(t, s.WriteCSV(&out))
	assert.Equal(t, "service,kind,budget,forecast,reserves\n'=cmd(),line,0,0,0\nA <b>,line,0,0,0\n", out.String())
}

// Whatever the bytes, a reader gives a statement or a fault, and what it gives can be written and read again.
func FuzzReadStatement(f *testing.F) {
	f.Add(oldham2024, uint8(1))
	f.Add(oldham2019, uint8(1))
	f.Add("service,budget,forecast,reserves,overspend,underspend\nA,1,2,,1,\n", uint8(3))
	f.Add("\xef\xbb\xbfservice;budget;forecast;reserves\n\"a;b\";£1.2m;-;(3)\n", uint8(2))
	f.Add("service,budget,forecast,reserves\nA,1e30,-1e-30,0\n", uint8(0))
	f.Fuzz(func(t *testing.T, text string, sign uint8) {
		format := finance.StatementFormat{Unit: finance.Thousands, Convention: finance.Convention{Variance: finance.VarianceSign(sign % 4)}}
		s, err := finance.ReadStatement(strings.NewReader(text), format)
		if err != nil {
			return
		}
		s.Reconcile()
		s.Drivers()
		var out strings.Builder
		require.NoError(t, s.WriteCSV(&out))
		again, err := finance.ReadStatement(strings.NewReader(out.String()), format)
		require.NoError(t, err, out.String())
		assert.True(t, s.Total().Variance().Equal(again.Total().Variance()))
		assert.Len(t, again.Lines, len(s.Lines))
	})
}
