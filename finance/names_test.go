package finance_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// named is an enumeration and a pointer to another of its kind.
type named struct {
	value fmt.Stringer
	into  encoding.TextUnmarshaler
}

func namesOf[T any, P interface {
	*T
	encoding.TextUnmarshaler
}](values ...T) []named {
	var all []named
	for _, v := range values {
		all = append(all, named{any(v).(fmt.Stringer), P(new(T))})
	}
	return all
}

func TestNames_AreReadBack(t *testing.T) {
	for _, list := range [][]named{
		namesOf(finance.Pounds, finance.Thousands, finance.Millions, finance.Billions),
		namesOf(finance.Hyphen, finance.Minus, finance.EnDash, finance.Brackets),
		namesOf(finance.Nil, finance.Adverse, finance.Favourable),
		namesOf(finance.CannotCheck, finance.Agrees, finance.WithinRounding, finance.Differs),
		namesOf(finance.RowTie, finance.ColumnFoot, finance.GroupFoot, finance.BudgetTie, finance.VirementsNil, finance.SavingTie),
		namesOf(finance.InBoth, finance.Added, finance.Vanished),
		namesOf(finance.DrawnDown, finance.ContingencyReleased, finance.ContributionNotMade),
		namesOf(finance.SavingStates()...),
		namesOf(finance.Nested, finance.Flat, finance.Textbook),
		namesOf(finance.Estimates()...),
		namesOf(finance.OutturnMethods()...),
		namesOf(finance.AnnualFactors()...),
		namesOf(finance.CareDays, finance.AverageSupported, finance.MeanOfTwoCounts),
		namesOf(finance.Convention{}, finance.Convention{Variance: finance.TwoColumns, Income: finance.IncomePositive, Reserves: finance.DrawnPositive}),
		namesOf(finance.FinancialYear(0), finance.FinancialYear(2024)),
		namesOf(finance.Period{}, finance.Period{Kind: finance.Quarter, Year: 2024, Number: 2}),
	} {
		for _, n := range list {
			text, err := n.value.(encoding.TextMarshaler).MarshalText()
			require.NoError(t, err)
			assert.Equal(t, n.value.String(), string(text))
			require.NoError(t, n.into.UnmarshalText(text))
			assert.Equal(t, n.value.String(), n.into.(fmt.Stringer).String())
		}
		assert.Error(t, list[0].into.UnmarshalText([]byte("no such name")), "%T", list[0].value)
	}
}

func TestNames_OfWhatDoesNotExist(t *testing.T) {
	for _, v := range []fmt.Stringer{
		finance.Unit(-1), finance.Sign(9), finance.Direction(9), finance.Verdict(9), finance.Check(99), finance.Presence(9), finance.ReserveKind(9),
		finance.SavingState(9), finance.Decomposition(9), finance.Estimate(9), finance.OutturnMethod(99), finance.AnnualFactor(-1), finance.Denominator(9),
	} {
		assert.Regexp(t, `^\w+\(-?\d+\)$`, v.String())
		_, err := v.(encoding.TextMarshaler).MarshalText()
		assert.Error(t, err)
	}
	assert.Equal(t, "OutturnMethod(99)", finance.OutturnMethod(99).Formula())
	assert.Equal(t, "Estimate(9)", finance.Estimate(9).Formula())
	assert.Equal(t, "actual × 12 / months", finance.StraightLine.Formula())
	assert.Equal(t, "budget / CPI", finance.AtCostRate.Formula())
	assert.Equal(t, "VarianceSign(9)", finance.VarianceSign(9).String())
	assert.Equal(t, "IncomeSign(9)", finance.IncomeSign(9).String())
	assert.Equal(t, "ReservesSign(9)", finance.ReservesSign(9).String())
	assert.Equal(t, "PeriodKind(9)", finance.PeriodKind(9).String())
	assert.Equal(t, "Base(9)", finance.Base(9).String())
}
