package rag

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Policy makes one rating of many. Those of this package are [Plurality], [Worst], [Cap], [Priority], [Average],
// [Weighted], [Scores] and [Latest]; any other type with these methods serves as well.
type Policy interface {
	// Name is how the policy is called in files, "plurality".
	Name() string
	// Overall is the rating of items that all have a colour, at least one, and why in one sentence. The items are the
	// caller's own, and left as they are.
	Overall(items []Item) (Rating, string)
}

// tallied is a policy that needs to know of items no more than how many are of each colour.
type tallied interface {
	Policy
	ofTally(t Tally) (Rating, string)
}

// byTally is the overall of items by their tally; ok is false for a policy that has to see them one by one.
func byTally(p Policy, t Tally) (rating Rating, reason string, ok bool) {
	switch p := p.(type) {
	case tallied:
		rating, reason = p.ofTally(t)
		return rating, reason, true
	case Cap:
		if rating, reason, ok = byTally(p.then(), t); ok {
			rating, reason = p.capped(rating, reason, t)
		}
		return rating, reason, ok
	}
	return Unrated, "", false
}

// Plurality takes the colour that most items have; a tie takes the worse. It gives the seed report's Amber from 1 green, 22
// amber and 2 red.
type Plurality struct{}

// Name is plurality.
func (Plurality) Name() string { return "plurality" }

// Overall takes the commonest colour.
func (p Plurality) Overall(items []Item) (Rating, string) { return p.ofTally(TallyOf(items)) }

func (Plurality) ofTally(t Tally) (Rating, string) {
	best := Red
	for _, r := range []Rating{Amber, Green} {
		if t.Of(r) > t.Of(best) {
			best = r
		}
	}
	for _, r := range []Rating{Green, Amber} {
		if r < best && t.Of(r) == t.Of(best) {
			return best, fmt.Sprintf("%s %s and as many %s: a tie takes the worse", countedItems(t.Of(r)), r, best)
		}
	}
	return best, fmt.Sprintf("%d of %d rated items %s %s, more than any other colour", t.Of(best), t.Rated(), isAre(t.Of(best)), best)
}

// countedItems is "1 item is" or "2 items are".
func countedItems(n int) string {
	if n == 1 {
		return "1 item is"
	}
	return fmt.Sprintf("%d items are", n)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// Worst takes the worst colour that any item has.
type Worst struct{}

// Name is worst.
func (Worst) Name() string { return "worst" }

// Overall takes the worst colour.
func (w Worst) Overall(items []Item) (Rating, string) { return w.ofTally(TallyOf(items)) }

func (Worst) ofTally(t Tally) (Rating, string) {
	worst := Green
	for _, r := range []Rating{Amber, Red} {
		if t.Of(r) > 0 {
			worst = r
		}
	}
	n := t.Of(worst)
	return worst, fmt.Sprintf("%d of %d items %s %s, the worst there is", n, t.Items(), isAre(n), worst)
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
	rating, reason := c.then().Overall(items)
	return c.capped(rating, reason, TallyOf(items))
}

func (c Cap) capped(rating Rating, reason string, t Tally) (Rating, string) {
	if t.Red > 0 && rating == Green {
		return Amber, fmt.Sprintf("green by %s, capped at amber because %s red", c.then().Name(), countedItems(t.Red))
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
	for i := range items {
		if items[i].Priority && items[i].Rating > worst.Rating {
			worst = items[i]
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
func (a Average) Overall(items []Item) (Rating, string) { return a.ofTally(TallyOf(items)) }

func (a Average) ofTally(t Tally) (Rating, string) {
	sum := int64(0)
	for _, r := range []Rating{Green, Amber, Red} {
		sum += int64(t.Of(r)) * points(r)
	}
	return a.cut(NewRatio(decimal.NewFromInt(sum), decimal.NewFromInt(int64(t.Items()))))
}

// points are green 3, amber 2, red 1.
func points(r Rating) int64 { return int64(4 - r) }

func (a Average) cut(mean Ratio) (Rating, string) {
	green, amber := a.GreenFrom.or(Exact(decimal.New(25, -1))), a.AmberFrom.or(Exact(decimal.New(15, -1)))
	return cutMean(mean, green.number, amber.number, "green 3, amber 2, red 1")
}

// Weighted is Average with each item's weight.
type Weighted Average

// Name is weighted.
func (Weighted) Name() string { return "weighted" }

// Overall cuts the weighted mean.
func (w Weighted) Overall(items []Item) (Rating, string) {
	sum, weights := decimal.Zero, decimal.Zero
	bare := [Red + 1]int64{} // how many of each rating weigh 1, as most do
	for i := range items {
		if item := &items[i]; !item.Weight.Known() && item.Rating >= Unrated && item.Rating <= Red {
			bare[item.Rating]++
		} else {
			weight := item.weight()
			sum, weights = sum.Add(decimal.NewFromInt(points(item.Rating)).Mul(weight)), weights.Add(weight)
		}
	}
	for rating, n := range bare {
		sum, weights = sum.Add(decimal.NewFromInt(n*points(Rating(rating)))), weights.Add(decimal.NewFromInt(n))
	}
	return Average(w).cut(NewRatio(sum, weights))
}

// Scores averages each item's Score, or the score of its position, by weight, and cuts it at Spider Impact's lines:
// green from 20/3, amber from 10/3. Items without either are left out; without any, the overall is Unrated.
type Scores struct{}

// Name is scores.
func (Scores) Name() string { return "scores" }

// Overall cuts the mean score.
func (s Scores) Overall(items []Item) (Rating, string) { return s.ofMean(MeanScore(items)) }

func (Scores) ofMean(mean Ratio) (Rating, string) {
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
	sum := newScoreSum()
	for i := range items {
		sum.addItem(&items[i])
	}
	return sum.mean()
}

// scoreSum adds up scores as fractions. While both parts are small they are whole numbers, over and under, and the number
// of scores; from the first that is not they are decimals, to the same fractions.
type scoreSum struct {
	small       bool
	over, under fixed.Number
	scores      int64

	sum     Ratio
	weights decimal.Decimal
}

func newScoreSum() scoreSum { return scoreSum{small: true, under: fixed.Number{Units: 1}} }

// addItem adds the score of an item, or that of its position.
func (s *scoreSum) addItem(item *Item) {
	if s.small && !item.Score.Known() && !item.Weight.Known() && s.addSmall(item.Position) {
		return
	}
	score := Score(item.Position)
	if d, ok := item.Score.Decimal(); ok {
		score = NewRatio(d, decimal.NewFromInt(1))
	}
	if score.Defined() {
		s.add(score, item.weight())
	}
}

// mean is the weighted mean of what was added.
func (s *scoreSum) mean() Ratio {
	s.enlarge()
	return NewRatio(s.sum.Numerator, s.sum.Denominator.Mul(s.weights))
}

// addSmall adds the score of a position with a weight of 1, as [Score] gives it, unless a number would become too large.
func (s *scoreSum) addSmall(position Ratio) bool {
	if !position.Defined() {
		return true
	}
	over, fits := fixed.Of(position.Numerator)
	under, ok := fixed.Of(position.Denominator)
	return fits && ok && s.addPosition(over, under)
}

// addPosition is addSmall of a position that is over / under.
func (s *scoreSum) addPosition(over, under fixed.Number) bool {
	if !s.small {
		return false
	}
	over, under, ok := smallScore(over, under)
	if !ok {
		return false
	}
	sum, product := s.over, s.under
	if order, fits := product.Cmp(under); !fits {
		return false
	} else if order != 0 {
		left, fits1 := s.over.Times(under)
		right, fits2 := over.Times(s.under)
		both, fits3 := s.under.Times(under)
		if sum, product, over = left, both, right; !fits1 || !fits2 || !fits3 {
			return false
		}
	}
	if sum, ok = sum.Plus(over); !ok {
		return false
	}
	s.over, s.under = sum, product
	s.scores++
	return true
}

// smallScore is [Score] of a position that is defined, where its parts are small.
func smallScore(over, under fixed.Number) (_, _ fixed.Number, ok bool) {
	if under.Units < 0 {
		return over, under, false
	}
	one, ten := fixed.Number{Units: 1}, fixed.Number{Units: 10}
	sum, fits1 := under.Plus(over)
	over, fits2 := ten.Times(sum)
	under, fits3 := fixed.Number{Units: 3}.Times(under)
	most, fits4 := ten.Times(under)
	beyond, fits5 := over.Cmp(most)
	switch {
	case over.Units < 0:
		over, under = fixed.Number{}, one
	case beyond > 0:
		over, under = ten, one
	}
	return over, under, fits1 && fits2 && fits3 && fits4 && fits5
}

// enlarge goes over to decimals.
func (s *scoreSum) enlarge() {
	if s.small {
		s.small, s.sum, s.weights = false, NewRatio(s.over.Decimal(), s.under.Decimal()), decimal.NewFromInt(s.scores)
	}
}

func (s *scoreSum) add(score Ratio, weight decimal.Decimal) {
	s.enlarge()
	sum := s.sum
	if sum.Denominator.Equal(score.Denominator) {
		sum.Numerator = sum.Numerator.Add(score.Numerator.Mul(weight))
	} else {
		sum = NewRatio(sum.Numerator.Mul(score.Denominator).Add(score.Numerator.Mul(weight).Mul(sum.Denominator)), sum.Denominator.Mul(score.Denominator))
	}
	if sum.Denominator.NumDigits() > maxScoreDigits {
		rounded, _ := sum.Round(cutPlaces)
		sum = NewRatio(rounded, decimal.NewFromInt(1))
	}
	s.sum, s.weights = sum, s.weights.Add(weight)
}

func (i Item) weight() decimal.Decimal { return i.Weight.or(Count(1)).number }

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
func (l Latest) Overall(items []Item) (Rating, string) {
	newest := &items[0]
	for i := range items {
		if newer(&items[i], newest) {
			newest = &items[i]
		}
	}
	return l.of(newest)
}

// newer says whether an item is of a later day, or of the same and worse.
func newer(a, b *Item) bool { return a.Date > b.Date || a.Date == b.Date && a.Rating > b.Rating }

func (Latest) of(newest *Item) (Rating, string) {
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
