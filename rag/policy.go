package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Policy makes one rating of many. Those of this package are [Plurality], [Worst], [Cap], [Priority], [Average],
// [Weighted], [Scores] and [Latest]; any other type with these methods serves as well.
type Policy interface {
	// Name is how the policy is called in files, "plurality".
	Name() string
	// Overall is the rating of items that all have a colour, at least one, and why in one sentence.
	Overall(items []Item) (Rating, string)
}

// Plurality takes the colour that most items have; a tie takes the worse. It gives the seed report's Amber from 1 green, 22
// amber and 2 red.
type Plurality struct{}

// Name is plurality.
func (Plurality) Name() string { return "plurality" }

// Overall takes the commonest colour.
func (Plurality) Overall(items []Item) (Rating, string) {
	t := TallyOf(items)
	best := Red
	for _, r := range []Rating{Amber, Green} {
		if t.Of(r) > t.Of(best) {
			best = r
		}
	}
	for _, r := range []Rating{Green, Amber} {
		if r < best && t.Of(r) == t.Of(best) {
			return best, fmt.Sprintf("%d items are %s and as many %s: a tie takes the worse", t.Of(r), r, best)
		}
	}
	return best, fmt.Sprintf("%d of %d rated items are %s, more than any other colour", t.Of(best), t.Rated(), best)
}

// Worst takes the worst colour that any item has.
type Worst struct{}

// Name is worst.
func (Worst) Name() string { return "worst" }

// Overall takes the worst colour.
func (Worst) Overall(items []Item) (Rating, string) {
	worst := Green
	for _, i := range items {
		worst = max(worst, i.Rating)
	}
	return worst, fmt.Sprintf("%d of %d items are %s, the worst there is", TallyOf(items).Of(worst), len(items), worst)
}

// Cap follows another policy, but is at best Amber when any item is red.
type Cap struct {
	// Then is the policy it follows. Defaults to Plurality.
	Then Policy
}

// Name is cap.
func (Cap) Name() string { return "cap" }

// Overall caps the other policy's rating.
func (c Cap) Overall(items []Item) (Rating, string) {
	then := c.then()
	rating, reason := then.Overall(items)
	if red := TallyOf(items).Red; red > 0 && rating == Green {
		return Amber, fmt.Sprintf("green by %s, capped at amber because %d items are red", then.Name(), red)
	}
	return rating, reason
}

func (c Cap) then() Policy {
	if c.Then == nil {
		return Plurality{}
	}
	return c.Then
}

// Priority follows the priority items: the worst of them decides.
type Priority struct {
	// Then is the policy without a rated priority item. Defaults to none: the overall is Unrated.
	Then Policy
	// UnlessGreen lets Then, or Plurality, decide when the priority items are green.
	UnlessGreen bool
}

// Name is priority.
func (Priority) Name() string { return "priority" }

// Overall takes the worst priority item.
func (p Priority) Overall(items []Item) (Rating, string) {
	var worst Item
	for _, i := range items {
		if i.Priority && i.Rating > worst.Rating {
			worst = i
		}
	}
	switch {
	case worst.Rating == Unrated && p.Then == nil:
		return Unrated, "no rated item is a priority item"
	case worst.Rating == Unrated, worst.Rating == Green && p.UnlessGreen:
		return Cap{Then: p.Then}.then().Overall(items)
	}
	return worst.Rating, fmt.Sprintf("the priority item %q is %s", worst.Name, worst.Rating)
}

// Average scores green 3, amber 2 and red 1, and cuts the plain mean: from GreenFrom green, from AmberFrom amber (Wovex:
// 2.5 and 1.5). An average hides reds, which is why every overall names them.
type Average struct {
	// GreenFrom defaults to 2.5, AmberFrom to 1.5.
	GreenFrom, AmberFrom Value
}

// Name is average.
func (Average) Name() string { return "average" }

// Overall cuts the mean.
func (a Average) Overall(items []Item) (Rating, string) {
	even := make([]Item, len(items))
	for i, item := range items {
		item.Weight = Value{}
		even[i] = item
	}
	return a.cut(even)
}

func (a Average) cut(items []Item) (Rating, string) {
	points := func(i Item) (decimal.Decimal, bool) { return decimal.NewFromInt(int64(4 - i.Rating)), true }
	mean := weightedMean(items, points)
	green, amber := a.GreenFrom.or(Exact(decimal.New(25, -1))), a.AmberFrom.or(Exact(decimal.New(15, -1)))
	return cutMean(mean, green.number, amber.number, "green 3, amber 2, red 1")
}

// Weighted is Average with each item's weight.
type Weighted Average

// Name is weighted.
func (Weighted) Name() string { return "weighted" }

// Overall cuts the weighted mean.
func (w Weighted) Overall(items []Item) (Rating, string) { return Average(w).cut(items) }

// Scores averages each item's Score, or the score of its position, by weight, and cuts it at Spider Impact's lines:
// green from 20/3, amber from 10/3. Items without either are left out; without any, the overall is Unrated.
type Scores struct{}

// Name is scores.
func (Scores) Name() string { return "scores" }

// Overall cuts the mean score.
func (Scores) Overall(items []Item) (Rating, string) {
	mean := MeanScore(items)
	if !mean.Defined() {
		return Unrated, "no item has a score"
	}
	three := decimal.NewFromInt(3)
	tripled := NewRatio(mean.Numerator.Mul(three), mean.Denominator)
	rating, _ := cutMean(tripled, decimal.NewFromInt(20), decimal.NewFromInt(10), "")
	return rating, fmt.Sprintf("the mean score is %s (green from 6.67, amber from 3.33)", mean)
}

// maxScoreDigits bounds the common denominator of a sum of scores: fractions of thousands of unlike denominators would
// otherwise have a sum of as many digits.
const maxScoreDigits = 200

// MeanScore is the weighted mean of the scores of items: an item's Score, or the score of its position. Items without
// either are left out. It is exact, until the common denominator passes 200 digits; from there to 40 decimal places. It
// is undefined when no score has a weight.
func MeanScore(items []Item) Ratio {
	sum := NewRatio(decimal.Zero, decimal.NewFromInt(1))
	weights := decimal.Zero
	for _, i := range items {
		score := Score(i.Position)
		if d, ok := i.Score.Decimal(); ok {
			score = NewRatio(d, decimal.NewFromInt(1))
		}
		if !score.Defined() {
			continue
		}
		w := i.weight()
		if sum.Denominator.Equal(score.Denominator) {
			sum.Numerator = sum.Numerator.Add(score.Numerator.Mul(w))
		} else {
			sum = NewRatio(sum.Numerator.Mul(score.Denominator).Add(score.Numerator.Mul(w).Mul(sum.Denominator)), sum.Denominator.Mul(score.Denominator))
		}
		if sum.Denominator.NumDigits() > maxScoreDigits {
			rounded, _ := sum.Round(cutPlaces)
			sum = NewRatio(rounded, decimal.NewFromInt(1))
		}
		weights = weights.Add(w)
	}
	return NewRatio(sum.Numerator, sum.Denominator.Mul(weights))
}

func (i Item) weight() decimal.Decimal { return i.Weight.or(Count(1)).number }

// weightedMean is the exact mean of the points of items, by weight.
func weightedMean(items []Item, points func(Item) (decimal.Decimal, bool)) Ratio {
	sum, weights := decimal.Zero, decimal.Zero
	for _, i := range items {
		if p, ok := points(i); ok {
			sum, weights = sum.Add(p.Mul(i.weight())), weights.Add(i.weight())
		}
	}
	return NewRatio(sum, weights)
}

func cutMean(mean Ratio, green, amber decimal.Decimal, scored string) (Rating, string) {
	if !mean.Defined() {
		return Unrated, "all weights are 0"
	}
	rating := Red
	switch {
	case mean.CmpDecimal(green) >= 0:
		rating = Green
	case mean.CmpDecimal(amber) >= 0:
		rating = Amber
	}
	return rating, fmt.Sprintf("the mean is %s with %s (green from %s, amber from %s)", mean, scored, green, amber)
}

// Latest takes the newest item: for a cumulative measure, which holds all before it. Of several on one day the worst
// counts. Items without a date count as older than any other; without any date the overall is Unrated.
type Latest struct{}

// Name is latest.
func (Latest) Name() string { return "latest" }

// Overall takes the newest rating.
func (Latest) Overall(items []Item) (Rating, string) {
	newest := items[0]
	for _, i := range items[1:] {
		if i.Date > newest.Date || i.Date == newest.Date && i.Rating > newest.Rating {
			newest = i
		}
	}
	if newest.Date.IsZero() {
		return Unrated, "no item has a date"
	}
	return newest.Rating, fmt.Sprintf("the latest, %q of %s, is %s", newest.Name, newest.Date.Long(), newest.Rating)
}

// Policies are those of this package with their defaults.
func Policies() []Policy {
	return []Policy{Plurality{}, Worst{}, Cap{}, Priority{}, Average{}, Weighted{}, Scores{}, Latest{}}
}

// PolicyNamed is the policy of a name, with its defaults.
func PolicyNamed(name string) (Policy, error) {
	for _, p := range Policies() {
		if p.Name() == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("policy %q: use plurality, worst, cap, priority, average, weighted, scores or latest", name)
}

// DatedWeight is a weight and the day from which it counts.
type DatedWeight struct {
	Since  Date
	Weight decimal.Decimal
}

// WeightOn is the weight in force on a day; ok is false before the first.
func WeightOn(weights []DatedWeight, on Date) (w decimal.Decimal, ok bool) {
	var since Date
	for _, dated := range weights {
		if dated.Since <= on && (!ok || dated.Since >= since) {
			w, since, ok = dated.Weight, dated.Since, true
		}
	}
	return w, ok
}
