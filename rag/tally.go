package rag

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Item is one rated thing in a roll-up.
type Item struct {
	Area   string `json:"area"`
	Name   string `json:"name"`
	Rating Rating `json:"rating"`
	State  State  `json:"state,omitzero"`
	// Weight counts in a weighted average. Defaults to 1.
	Weight Value `json:"weight,omitzero"`
	// Priority marks the item that a priority policy follows.
	Priority bool `json:"priority,omitempty"`
	// Date is the day of the reading; the latest policy follows the newest.
	Date Date `json:"date,omitzero"`
	// Score is a score of 0 to 10; an average of scores uses it.
	Score Value `json:"score,omitzero"`
	// Position is that of its assessment: reds are listed by it, worst first.
	Position Ratio `json:"position,omitzero"`
	// Basis is of what the rating is: a tally holds one.
	Basis Basis `json:"basis,omitzero"`
	// Rule is the rule and version that rated it.
	Rule string `json:"rule,omitempty"`
}

// pair is what an item is known by.
type pair struct{ area, name string }

func pairOf(i *Item) pair { return pair{i.Area, i.Name} }

// Item is the assessment as one item of an area.
func (a Assessment) Item(area string) Item {
	return Item{Area: area, Name: a.Name, Rating: a.Rating, State: a.State, Position: a.Position, Date: a.reading.Date, Basis: a.Basis, Rule: a.Rule.String()}
}

// Tally counts items by rating. Tallies add up with Plus, so that halves merged are the whole.
type Tally struct {
	Green   int `json:"green"`
	Amber   int `json:"amber"`
	Red     int `json:"red"`
	Unrated int `json:"unrated"`
	// Complete are those of the green that are finished: what a BRAG scheme shows blue.
	Complete int `json:"complete,omitempty"`
}

// TallyOf counts items.
func TallyOf(items []Item) (t Tally) {
	for i := range items {
		t.Add(items[i].Rating, items[i].State)
	}
	return t
}

// Add counts one more item. A rating that does not exist counts as unrated.
func (t *Tally) Add(r Rating, s State) {
	switch r {
	case Green:
		t.Green++
		if s == Complete {
			t.Complete++
		}
	case Amber:
		t.Amber++
	case Red:
		t.Red++
	default:
		t.Unrated++
	}
}

// Plus is two tallies together.
func (t Tally) Plus(u Tally) Tally {
	return Tally{t.Green + u.Green, t.Amber + u.Amber, t.Red + u.Red, t.Unrated + u.Unrated, t.Complete + u.Complete}
}

// String is the tally as a sentence has it, "1 green, 22 amber, 2 red"; what is unrated follows where there is any.
func (t Tally) String() string {
	text := fmt.Sprintf("%d green, %d amber, %d red", t.Green, t.Amber, t.Red)
	if t.Unrated > 0 {
		text += fmt.Sprintf(", %d unrated", t.Unrated)
	}
	return text
}

// Of is the count of one rating.
func (t Tally) Of(r Rating) int {
	switch r {
	case Green:
		return t.Green
	case Amber:
		return t.Amber
	case Red:
		return t.Red
	}
	return t.Unrated
}

// Rated is how many items have a colour: the base of every percentage.
func (t Tally) Rated() int { return t.Green + t.Amber + t.Red }

// Items is how many there are in all.
func (t Tally) Items() int { return t.Rated() + t.Unrated }

// Percentages are shares of the rated items, in per cent.
type Percentages struct {
	Green decimal.Decimal `json:"green"`
	Amber decimal.Decimal `json:"amber"`
	Red   decimal.Decimal `json:"red"`
}

// Equal reports whether two sets of shares are the same numbers.
func (p Percentages) Equal(q Percentages) bool {
	return p.Green.Equal(q.Green) && p.Amber.Equal(q.Amber) && p.Red.Equal(q.Red)
}

// Percent gives each colour's share of the rated items, each rounded half away from zero: 71, 8 and 22 print a sum of 101,
// and are right. ok is false when nothing is rated.
func (t Tally) Percent(places int32) (p Percentages, ok bool) {
	rated := decimal.NewFromInt(int64(t.Rated()))
	if rated.IsZero() {
		return p, false
	}
	share := func(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)).Shift(2).DivRound(rated, places) }
	return Percentages{share(t.Green), share(t.Amber), share(t.Red)}, true
}

// PercentTo100 gives shares that add up to 100 by the largest remainder: all rounded down, and what is left over given to
// the largest remainders; of equal ones, to the worse colour. ok is false when nothing is rated.
func (t Tally) PercentTo100(places int32) (p Percentages, ok bool) {
	rated := int64(t.Rated())
	if rated == 0 || places < 0 || places > 12 {
		return p, false
	}
	units := decimal.New(100, places)
	type share struct {
		whole, rest decimal.Decimal
		into        *decimal.Decimal
	}
	shares := make([]share, 0, 3)
	left := units
	for i, n := range [...]int{t.Red, t.Amber, t.Green} {
		whole, rest := decimal.NewFromInt(int64(n)).Mul(units).QuoRem(decimal.NewFromInt(rated), 0)
		left = left.Sub(whole)
		shares = append(shares, share{whole, rest, [...]*decimal.Decimal{&p.Red, &p.Amber, &p.Green}[i]})
	}
	slices.SortStableFunc(shares, func(a, b share) int { return b.rest.Cmp(a.rest) })
	for i, s := range shares {
		if left.GreaterThan(decimal.NewFromInt(int64(i))) {
			s.whole = s.whole.Add(decimal.NewFromInt(1))
		}
		*s.into = s.whole.Shift(-places)
	}
	return p, true
}

// AreaTally is the tally of one area.
type AreaTally struct {
	Area  string `json:"area"`
	Tally Tally  `json:"tally"`
}

// ByArea tallies items area by area, in the order in which the areas first occur.
func ByArea(items []Item) []AreaTally {
	var areas []AreaTally
	at := map[string]int{}
	for k := range items {
		item := &items[k]
		i, ok := at[item.Area]
		if !ok {
			i = len(areas)
			at[item.Area] = i
			areas = append(areas, AreaTally{Area: item.Area})
		}
		areas[i].Tally.Add(item.Rating, item.State)
	}
	return areas
}

// OfBasis are the items of one basis.
func OfBasis(items []Item, basis Basis) (list []Item) {
	for i := range items {
		if items[i].Basis == basis {
			list = append(list, items[i])
		}
	}
	return list
}

// Reds are the red items, worst first: by position, and in their own order where positions are equal or there is none.
func Reds(items []Item) []Item {
	var at []int32 // of the red items; an item is moved once, when its place is known
	for i := range items {
		if items[i].Rating == Red {
			at = append(at, int32(i))
		}
	}
	if len(at) == 0 {
		return nil
	}
	positions := make([]position, len(at))
	for i, place := range at {
		positions[i] = positionOf(items[place].Position)
	}
	worse := func(i, j int) bool {
		order, ok := positions[i].cmp(positions[j])
		if !ok {
			order = items[at[i]].Position.Cmp(items[at[j]].Position)
		}
		return order < 0
	}
	reds := make([]Item, len(at))
	for to, from := range order.Places(len(at), worse) {
		reds[to] = items[at[from]]
	}
	return reds
}

// position is the position of an item where it is of small numbers, taken out once for all comparisons of a sort.
type position struct {
	over, under fixed.Number
	small       bool
}

func positionOf(q Ratio) (p position) {
	over, fits := fixed.Of(q.Numerator)
	under, ok := fixed.Of(q.Denominator)
	return position{over, under, fits && ok && under.Units > 0}
}

func (p position) cmp(q position) (order int, ok bool) {
	if !p.small || !q.small {
		return 0, false
	}
	return fixed.CmpRatio(p.over, p.under, q.over, q.under)
}

// near is the float nearest to a position of whole numbers that are floats themselves, and NaN for others: since it is rounded
// once, no greater position has a smaller one.
func (p position) near() float64 {
	const exact = 1 << 53
	if !p.small || p.over.Exponent != p.under.Exponent || max(p.over.Units, -p.over.Units, p.under.Units) > exact {
		return math.NaN()
	}
	return float64(p.over.Units) / float64(p.under.Units)
}

// StateCount is how many items are unrated for one reason.
type StateCount struct {
	State State `json:"state"`
	Count int   `json:"count"`
}

// UnratedBy counts unrated items by why they are, most first.
func UnratedBy(items []Item) []StateCount {
	counts := map[State]int{}
	for i := range items {
		if items[i].Rating == Unrated {
			counts[items[i].State]++
		}
	}
	var list []StateCount
	for state, n := range counts {
		list = append(list, StateCount{state, n})
	}
	order.Stable(list, func(a, b StateCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.State, b.State))
	})
	return list
}
