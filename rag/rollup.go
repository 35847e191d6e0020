package rag

import (
	"fmt"
	"sync"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// MissingData says what an unrated item does to the overall.
type MissingData int

const (
	// LeaveOut rates what is rated.
	LeaveOut MissingData = iota
	// CountRed counts what is unrated as red, as the Sustainable Development Commission did in 2008.
	CountRed
	// Block gives no overall while anything is unrated.
	Block
)

var missingNames = enum.Of("MissingData", "leave_out", "red", "block")

// String is leave_out, red or block.
func (m MissingData) String() string { return missingNames.String(int(m)) }

// MarshalText writes leave_out, red or block.
func (m MissingData) MarshalText() ([]byte, error) { return missingNames.Marshal(int(m)) }

// UnmarshalText reads leave_out, red or block; empty text is leave_out.
func (m *MissingData) UnmarshalText(text []byte) error {
	return enum.UnmarshalOrZero(missingNames, text, m)
}

// excused reports a state in which nothing could be rated yet, or any more: such an item is not missing data.
func (s State) excused() bool {
	switch s {
	case NotYetDue, Deferred, Ongoing, Discontinued, NotApplicable:
		return true
	}
	return false
}

// Settings are how a roll-up treats what it cannot rate.
type Settings struct {
	// Missing defaults to LeaveOut. An item that is not yet due, deferred, ongoing, discontinued or does not apply is never
	// missing: it is left out whatever the policy.
	Missing MissingData `json:"missing"`
	// Coverage is the share of items, in per cent, that must be rated for an overall to be given (the SDG Index gives none
	// below 80). The items that are never missing do not count. Defaults to 0.
	Coverage Value `json:"coverage,omitzero"`
}

// Overall is one rating of many, with what it must not hide.
type Overall struct {
	Rating Rating `json:"rating"`
	// State is Blocked when the settings refuse an overall, NoData when there is nothing to rate.
	State  State  `json:"state,omitzero"`
	Policy string `json:"policy"`
	Reason string `json:"reason"`
	Tally  Tally  `json:"tally"`
	// Reds are all red items, worst first, whatever the rating.
	Reds []Item `json:"reds"`
	// Unrated counts what has no colour, by why.
	Unrated []StateCount `json:"unrated_by"`
	// Covered is the share of items, without those that are never missing, that are rated.
	Covered Ratio `json:"covered"`
}

// RollUp makes one rating of items by a policy.
func RollUp(items []Item, policy Policy, settings Settings) Overall {
	return gather(items, settings).overall(policy)
}

// gathered is what every policy needs to know of some items, found once for all of them: the reds of a scorecard of 300,000
// indicators were sorted anew under each of eight policies, and that was most of its time.
type gathered struct {
	settings Settings
	counts   counts
	counted  func() []Item // what a policy is asked about that needs more than their tally
	overalls Overall       // what all overalls of the items have in common
}

// counts are how many items there are of each colour, how many of those that are unrated are missing data, and which a policy is
// asked about.
type counts struct {
	tally, counted Tally
	missing        int
}

// add counts one item.
func (c *counts) add(r Rating, s State, missing MissingData) {
	c.tally.Add(r, s)
	switch {
	case r.known() != Unrated:
		c.counted.Add(r, s)
	case s.excused():
	default:
		c.missing++
		if missing == CountRed {
			c.counted.Red++
		}
	}
}

func gather(items []Item, settings Settings) gathered {
	var c counts
	for i := range items {
		c.add(items[i].Rating, items[i].State, settings.Missing)
	}
	g := gatheredOf(c, settings)
	g.overalls.Reds, g.overalls.Unrated = Reds(items), UnratedBy(items)
	g.counted = sync.OnceValue(func() []Item { return counted(items, c, settings) })
	return g
}

// gatheredOf is what is known of items by their counts alone: their reds, and those that a policy is asked about one by one, are
// left out.
func gatheredOf(c counts, settings Settings) gathered {
	g := gathered{settings: settings, counts: c, overalls: Overall{Tally: c.tally}}
	rated := c.tally.Rated()
	g.overalls.Covered = NewRatio(decimal.NewFromInt(int64(rated)).Shift(2), decimal.NewFromInt(int64(rated+c.missing)))
	return g
}

// counted are the items that a policy is asked about: all where all are rated.
func counted(items []Item, c counts, settings Settings) []Item {
	if c.tally.Rated() == len(items) {
		return items
	}
	list := make([]Item, 0, c.counted.Rated())
	for i := range items {
		switch item := &items[i]; {
		case item.Rating.known() != Unrated:
			list = append(list, *item)
		case settings.Missing == CountRed && !item.State.excused():
			red := *item
			red.Rating = Red
			list = append(list, red)
		}
	}
	return list
}

// overall is that of one policy.
func (g gathered) overall(policy Policy) Overall {
	o, rated, missing := g.overalls, g.counts.tally.Rated(), g.counts.missing
	o.Policy = policy.Name()
	switch floor, ok := g.settings.Coverage.Decimal(); {
	case g.settings.Missing == Block && missing > 0:
		o.State, o.Reason = Blocked, fmt.Sprintf("%d of %d items %s no rating", missing, rated+missing, hasHave(missing))
	case ok && o.Covered.Defined() && o.Covered.CmpDecimal(floor) < 0:
		o.State, o.Reason = Blocked, fmt.Sprintf("%s%% of the items are rated, fewer than the %s%% needed", o.Covered, floor)
	case g.counts.counted.Items() == 0:
		o.State, o.Reason = NoData, "no item is rated"
	default:
		var known bool
		if o.Rating, o.Reason, known = byTally(policy, g.counts.counted); !known {
			o.Rating, o.Reason = policy.Overall(g.counted())
		}
		if g.settings.Missing == CountRed && missing > 0 {
			o.Reason += fmt.Sprintf("; %s unrated and counted as red", countedItems(missing))
		}
	}
	return o
}

func hasHave(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// Comparison is the overall under many policies.
type Comparison struct {
	Overalls []Overall `json:"overalls"`
	// Survives reports whether every policy that gives a rating gives the same.
	Survives bool `json:"survives"`
	// Best and Worst are the ends of what the policies give.
	Best  Rating `json:"best"`
	Worst Rating `json:"worst"`
}

// UnderEvery rolls items up by every policy, or by those given.
func UnderEvery(items []Item, settings Settings, policies ...Policy) Comparison {
	if len(policies) == 0 {
		policies = Policies()
	}
	var c Comparison
	found := gather(items, settings)
	for _, p := range policies {
		c.take(found.overall(p))
	}
	return c
}

// take takes one more overall in.
func (c *Comparison) take(o Overall) {
	c.Overalls = append(c.Overalls, o)
	if o.Rating != Unrated {
		if c.Best == Unrated || o.Rating < c.Best {
			c.Best = o.Rating
		}
		c.Worst = max(c.Worst, o.Rating)
	}
	c.Survives = c.Best == c.Worst && c.Best != Unrated
}

// Under is the overall of one policy; ok is false where the policy was not among them.
func (c Comparison) Under(policy string) (o Overall, ok bool) {
	for _, o := range c.Overalls {
		if o.Policy == policy {
			return o, true
		}
	}
	return Overall{}, false
}
