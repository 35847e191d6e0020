package succession

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Count is a number of children, or the least and the most that it may be.
type Count struct{ Lower, Upper decimal.Decimal }

// Exactly is a count that is known.
func Exactly(n decimal.Decimal) Count { return Count{n, n} }

// Suppressed is a count that is printed as c: 1 to 5.
func Suppressed() Count { return Count{decimal.NewFromInt(1), decimal.NewFromInt(5)} }

// Rounded is a count that was rounded to ten: 5 either way, and never below 0.
func Rounded(n decimal.Decimal) Count {
	five := decimal.NewFromInt(5)
	return Count{decimal.Max(n.Sub(five), decimal.Decimal{}), n.Add(five)}
}

// Known says whether a count is one number.
func (c Count) Known() bool { return c.Lower.Equal(c.Upper) }

// OfPercent is the counts of a base that print as a per cent with so many places: 14 % of 458 is 62 to 66.
func OfPercent(percent decimal.Decimal, places int32, base decimal.Decimal) (Count, error) {
	if !base.IsPositive() {
		return Count{}, &figure.Fault{Code: "base", Value: base.String(), Problem: "the base is not above 0", Remedy: "give the number that the per cent is of"}
	}
	half := decimal.New(5, -places-1)
	hundred := decimal.NewFromInt(100)
	// Half away from zero: the lower edge prints as the per cent and the upper one does not.
	low := percent.Sub(half).Mul(base).DivRound(hundred, 16).Ceil()
	edge := percent.Add(half).Mul(base)
	high := edge.DivRound(hundred, 16).Floor()
	if high.Mul(hundred).Equal(edge) {
		high = high.Sub(decimal.NewFromInt(1))
	}
	low, high = decimal.Max(low, decimal.Decimal{}), decimal.Min(high, base)
	if low.GreaterThan(high) {
		return Count{}, &figure.Fault{Code: "percent", Value: percent.String(), Problem: fmt.Sprintf("no whole number of %s is %s %%", base, percent), Remedy: "look at the per cent and its base again"}
	}
	return Count{low, high}, nil
}

// Part is the count and the population, or base, of one council in a year.
type Part struct {
	Code       string
	Year       int
	Count      Count
	Population decimal.Decimal
	// PopulationYear is the year of the population, 0 for that of the count.
	PopulationYear int
}

// Pooled is several councils as one.
type Pooled struct {
	Count      Count
	Population decimal.Decimal
	Parts      []string
}

// Pool adds parts. One part is itself, and pooling pools is pooling all. The error is a [*figure.Fault]: no part, no population, or
// populations or counts of different years.
func Pool(parts []Part) (Pooled, error) {
	refuse := func(code, problem, remedy string) (Pooled, error) {
		return Pooled{}, &figure.Fault{Code: code, Path: "parts", Problem: problem, Remedy: remedy}
	}
	if len(parts) == 0 {
		return refuse("no_parts", "there is nothing to pool", "give the parts")
	}
	var p Pooled
	year := func(x Part) int {
		if x.PopulationYear == 0 {
			return x.Year
		}
		return x.PopulationYear
	}
	for _, x := range parts {
		if x.Year != parts[0].Year || year(x) != year(parts[0]) {
			return refuse("years", fmt.Sprintf("the figures of %s and %s are of different years", parts[0].Code, x.Code), "pool figures of one year, over populations of one year")
		}
		if !x.Population.IsPositive() {
			return refuse("population", fmt.Sprintf("the population of %s is %s: a rate needs a population", x.Code, x.Population), "give a population above 0")
		}
		p.Count.Lower, p.Count.Upper = p.Count.Lower.Add(x.Count.Lower), p.Count.Upper.Add(x.Count.Upper)
		p.Population = p.Population.Add(x.Population)
		p.Parts = append(p.Parts, x.Code)
	}
	slices.Sort(p.Parts)
	return p, nil
}

// Rate is the pooled rate per so many, as its lower and upper ends; they are one where the count is known.
func (p Pooled) Rate(per int) (lower, upper figure.Ratio) {
	base := decimal.NewFromInt(int64(per))
	return figure.NewRatio(p.Count.Lower.Mul(base), p.Population), figure.NewRatio(p.Count.Upper.Mul(base), p.Population)
}

// Between is what is known of a median, a quartile or a rank of several councils together: it lies between the smallest and the
// largest of theirs, and no value can be given. ok is false without any.
func Between(parts ...decimal.Decimal) (lower, upper decimal.Decimal, ok bool) {
	if len(parts) == 0 {
		return lower, upper, false
	}
	return slices.MinFunc(parts, decimal.Decimal.Cmp), slices.MaxFunc(parts, decimal.Decimal.Cmp), true
}

// Flow is starts, or ends, of several councils as one: moves between the parts are none of the whole. Without their number, the
// sum is the most that it can be.
func Flow(parts []decimal.Decimal, between decimal.NullDecimal) (number decimal.Decimal, atMost bool) {
	for _, p := range parts {
		number = number.Add(p)
	}
	return number.Sub(between.Decimal), !between.Valid
}

// Apportion shares a count out by weights in whole numbers by largest remainder, in the order of the weights. By population it
// gives every part the rate of the whole, so no rate, rank or comparison can be made of it.
func Apportion(count int, weights []decimal.Decimal) ([]int, error) {
	var total decimal.Decimal
	for _, w := range weights {
		if w.IsNegative() {
			return nil, &figure.Fault{Code: "weights", Value: w.String(), Problem: "a weight is negative", Remedy: "use 0 or more"}
		}
		total = total.Add(w)
	}
	if !total.IsPositive() || count < 0 {
		return nil, &figure.Fault{Code: "weights", Problem: "the weights make nothing, or the count is negative", Remedy: "give a weight above 0 and a count of 0 or more"}
	}
	whole := make([]int, len(weights))
	lost := make([]decimal.Decimal, len(weights))
	order := make([]int, len(weights))
	left := count
	for i, w := range weights {
		quotient, rest := decimal.NewFromInt(int64(count)).Mul(w).QuoRem(total, 0)
		whole[i], lost[i], order[i] = int(quotient.IntPart()), rest, i
		left -= whole[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	for _, i := range order[:left] {
		whole[i]++
	}
	return whole, nil
}

// Link is old values in terms of a new definition: × new / old of the one period for which both are known.
func Link(old, oldThen, newThen decimal.Decimal) figure.Ratio {
	return figure.NewRatio(old.Mul(newThen), oldThen)
}
