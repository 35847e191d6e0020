package caseload

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Holder is a worker in a plan of transfers: whole cases, and the most that are within the limit.
type Holder struct {
	Name        string
	Load, Limit int
}

// mostHeld is more than all the children there are. A limit above it limits nobody, and sums of what is below it fit.
const mostHeld = 1_000_000_000

// WholeLimit is the most whole cases within a limit: 10 of 10.8. A limit above 1,000,000,000 is as good as none, and that.
func WholeLimit(limit decimal.Decimal) int {
	n, ok := checked.Int(decimal.Max(limit, decimal.Zero).Floor())
	if !ok || n > mostHeld {
		return mostHeld
	}
	return n
}

// HolderOf is a worker as a holder, with their limit in whole cases.
func HolderOf(w Worker, l Limits) Holder {
	return Holder{Name: w.Name, Load: w.Cases, Limit: WholeLimit(l.Of(w))}
}

// Move is so many cases from one worker to another.
type Move struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Cases int    `json:"cases"`
}

// TransferPlan is how everyone comes within their own limit, or the proof that they cannot. Cases move directly, from who
// is over to who has room; nobody passes on what they were given.
type TransferPlan struct {
	Feasible bool
	// Moves are in the order of names. When the plan is not feasible they are as many as can be made.
	Moves []Move
	// Moved is the number of cases in Moves, and when the plan is feasible the fewest that do: Σ max(0, load − limit).
	Moved int
	// Unplaced is how many cases above somebody's limit find no place; zero when the plan is feasible.
	Unplaced int
	// Proof is why, when the plan is not feasible.
	Proof Cut
	// Notes say what reading the table of workers supposed.
	Notes []string
}

// Cut is a set of workers over their limit and all who may take from them: what the first hold above their limits is more
// than the room of the others. It is the minimum cut of the flow.
type Cut struct {
	Over   []string
	Takers []string
	// Excess is what Over hold above their limits, Room what Takers have below theirs. Unplaced = Excess − Room.
	Excess, Room int
}

// String is the proof in a sentence; empty when there is none.
func (c Cut) String() string {
	if c.Excess == 0 {
		return ""
	}
	takers := "nobody may take from them"
	if len(c.Takers) > 0 {
		takers = fmt.Sprintf("who may take from them, %s, have room for %d", strings.Join(c.Takers, ", "), c.Room)
	}
	return fmt.Sprintf("%s hold %d cases above their limits, and %s", strings.Join(c.Over, ", "), c.Excess, takers)
}

// ErrHolder is a holder that cannot be: without a name, twice, with a load or limit below zero or above 1,000,000,000.
var ErrHolder = errors.New("the holder cannot be used")

// Transfers plans the fewest moves that bring everyone within their own limit. may says who may take whose cases; nil is
// anyone anyone's, and then a plan exists exactly when Σ load ≤ Σ limit. The error is [ErrHolder].
//
// With rules it is a maximum flow from who is over to who has room: when the flow leaves cases unplaced, its minimum cut is the
// proof that no plan exists. Ties are broken by name, so that the same input gives the same plan.
func Transfers(holders []Holder, may func(from, to string) bool) (TransferPlan, error) {
	if err := checkHolders(holders); err != nil {
		return TransferPlan{}, err
	}
	sorted := slices.Clone(holders)
	order.Stable(sorted, func(a, b Holder) int { return cmp.Compare(a.Name, b.Name) })
	n := network{}
	for _, h := range sorted {
		switch {
		case h.Load > h.Limit:
			n.over, n.excess = append(n.over, h.Name), append(n.excess, h.Load-h.Limit)
		case h.Load < h.Limit:
			n.takers, n.room = append(n.takers, h.Name), append(n.room, h.Limit-h.Load)
		}
	}
	n.connect(may)
	n.solve()
	return n.plan(), nil
}

func checkHolders(holders []Holder) error {
	seen := map[string]bool{}
	for _, h := range holders {
		switch {
		case strings.TrimSpace(h.Name) == "":
			return fmt.Errorf("%w: one has no name", ErrHolder)
		case seen[h.Name]:
			return fmt.Errorf("%w: %q stands twice", ErrHolder, h.Name)
		case h.Load < 0 || h.Limit < 0 || h.Load > mostHeld || h.Limit > mostHeld:
			return fmt.Errorf("%w: %q has a load of %d and a limit of %d: each is 0 to 1,000,000,000", ErrHolder, h.Name, h.Load, h.Limit)
		}
		seen[h.Name] = true
	}
	return nil
}

func (n *network) plan() TransferPlan {
	var p TransferPlan
	for key, cases := range n.flow {
		if cases > 0 {
			p.Moves = append(p.Moves, Move{From: n.over[key.over], To: n.takers[key.taker], Cases: cases})
			p.Moved += cases
		}
	}
	order.Stable(p.Moves, func(a, b Move) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	for _, left := range n.excess {
		p.Unplaced += left
	}
	p.Feasible = p.Unplaced == 0
	if !p.Feasible {
		p.Proof = n.cut()
	}
	return p
}
