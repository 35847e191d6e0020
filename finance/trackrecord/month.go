package trackrecord

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// places are those of a mean or a ratio: far below a penny, and few enough to read back.
const places = 16

// Month is how the forecasts of one month of the financial year did.
type Month struct {
	Month int `json:"month"`
	// Years is how many years have a forecast of the month and an outturn.
	Years  int     `json:"years"`
	Errors []Error `json:"errors"`
	// Bias is the mean error: negative where forecasts were too high on average.
	Bias decimal.Decimal `json:"bias"`
	// MeanAbsoluteError is the mean size of an error, whichever way.
	MeanAbsoluteError decimal.Decimal `json:"mean_absolute_error"`
	MedianError       decimal.Decimal `json:"median_error"`
	Lowest            decimal.Decimal `json:"lowest"`
	Highest           decimal.Decimal `json:"highest"`
	// TooHigh is in how many years the forecast was above the outturn, and TooLow in how many it was below.
	TooHigh int `json:"too_high"`
	TooLow  int `json:"too_low"`
	// ChanceAllOneWay is 2·(1/2)ⁿ where all n errors, of two years or more, went one way: how often that would happen if each
	// way were even. Otherwise it is absent.
	ChanceAllOneWay decimal.NullDecimal `json:"chance_all_one_way_if_even"`
	// RelativeToNoVariance is the mean size of an error over the mean size of an outturn's variance, absent where all
	// outturns were on budget.
	RelativeToNoVariance decimal.NullDecimal `json:"relative_to_no_variance"`
	// RelativeToLastYear is the mean size of an error over the mean size of the change of the outturn's variance from the
	// year before, over the years that have one before them.
	RelativeToLastYear decimal.NullDecimal `json:"relative_to_last_year"`
	// MAPE is the mean size of an error as per cent of the outturn's budget; WAPE is all sizes as per cent of all budgets.
	MAPE decimal.NullDecimal `json:"mape"`
	WAPE decimal.NullDecimal `json:"wape"`
}

// Error is the outturn's variance less the forecast's of one year.
type Error struct {
	Year  finance.FinancialYear `json:"year"`
	Error decimal.Decimal       `json:"error"`
	// Percent is the error as per cent of the outturn's budget, absent where that is not known or not above zero.
	Percent decimal.NullDecimal `json:"percent"`
}

var hundred = decimal.NewFromInt(100)

func (c comparison) month(m int, pairs []pair) Month {
	out := Month{Month: m, Years: len(pairs), Errors: []Error{}}
	var sorted []decimal.Decimal
	var size, total, scale, budgets, percents, step, stepped decimal.Decimal
	based := true
	for _, p := range pairs {
		e := p.error()
		one := Error{Year: p.forecast.Year, Error: e}
		if b := p.outturn.Budget; b.Valid && b.Decimal.IsPositive() {
			one.Percent = over(e.Mul(hundred), b.Decimal)
			budgets = budgets.Add(b.Decimal)
			percents = percents.Add(one.Percent.Decimal.Abs())
		} else {
			based = false
		}
		out.Errors = append(out.Errors, one)
		sorted = append(sorted, e)
		total, size, scale = total.Add(e), size.Add(e.Abs()), scale.Add(p.outturn.Variance.Abs())
		if before, known := c.lastYear(p.outturn); known {
			step, stepped = step.Add(p.outturn.Variance.Sub(before).Abs()), stepped.Add(e.Abs())
		}
		switch e.Sign() {
		case -1:
			out.TooHigh++
		case 1:
			out.TooLow++
		}
	}
	n := decimal.NewFromInt(int64(len(pairs)))
	slices.SortFunc(sorted, decimal.Decimal.Cmp)
	out.Bias, out.MeanAbsoluteError = total.DivRound(n, places), size.DivRound(n, places)
	out.MedianError, out.Lowest, out.Highest = median(sorted), sorted[0], sorted[len(sorted)-1]
	if len(pairs) > 1 && (out.TooHigh == len(pairs) || out.TooLow == len(pairs)) {
		half := decimal.New(5, -1)
		out.ChanceAllOneWay = decimal.NewNullDecimal(half.Pow(n.Sub(decimal.NewFromInt(1))))
	}
	out.RelativeToNoVariance, out.RelativeToLastYear = over(size, scale), over(stepped, step)
	if based {
		out.MAPE, out.WAPE = over(percents, n), over(size.Mul(hundred), budgets)
	}
	return out
}

// lastYear is the variance of the outturn of the year before, alike or, where that was asked for, of any perimeter.
func (c comparison) lastYear(outturn Forecast) (decimal.Decimal, bool) {
	outturn.Year--
	before, found, _ := c.outturnOf(outturn)
	return before.Variance, found
}

// over is a over b, absent where b is zero.
func over(a, b decimal.Decimal) decimal.NullDecimal {
	if b.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(a.DivRound(b, places))
}

// median is the middle of sorted numbers, or the mean of the two in the middle; it is exact.
func median(sorted []decimal.Decimal) decimal.Decimal {
	n := len(sorted)
	return sorted[(n-1)/2].Add(sorted[n/2]).Mul(decimal.New(5, -1))
}

// Equal reports whether two months say the same.
func (m Month) Equal(o Month) bool {
	return m.Month == o.Month && m.Years == o.Years && m.TooHigh == o.TooHigh && m.TooLow == o.TooLow &&
		slices.EqualFunc(m.Errors, o.Errors, func(a, b Error) bool {
			return a.Year == b.Year && a.Error.Equal(b.Error) && equal(a.Percent, b.Percent)
		}) &&
		m.Bias.Equal(o.Bias) && m.MeanAbsoluteError.Equal(o.MeanAbsoluteError) && m.MedianError.Equal(o.MedianError) && m.Lowest.Equal(o.Lowest) && m.Highest.Equal(o.Highest) &&
		equal(m.ChanceAllOneWay, o.ChanceAllOneWay) && equal(m.RelativeToNoVariance, o.RelativeToNoVariance) && equal(m.RelativeToLastYear, o.RelativeToLastYear) &&
		equal(m.MAPE, o.MAPE) && equal(m.WAPE, o.WAPE)
}

func equal(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
}
