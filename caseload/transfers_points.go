package caseload

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// PointsHolder is a worker in a plan of transfers in points.
type PointsHolder struct {
	Name  string
	Limit decimal.Decimal
	Cases []PointsCase
}

// PointsCase is one case and what it counts. It moves whole.
type PointsCase struct {
	ID     string
	Points decimal.Decimal
}

// PointsMove is one case moved.
type PointsMove struct {
	Case     PointsCase
	From, To string
}

// Outcome is how far a search got.
type Outcome int

const (
	// Undecided is a search that reached its bound without a plan: there may be one.
	Undecided Outcome = iota
	// Fewest is a plan, and the proof that none has fewer moves.
	Fewest
	// BestFound is a plan found before the bound was reached; there may be one with fewer moves.
	BestFound
	// Impossible is the proof that there is no plan.
	Impossible
)

// String is the outcome in words.
func (o Outcome) String() string {
	switch o {
	case Undecided:
		return "undecided"
	case Fewest:
		return "fewest"
	case BestFound:
		return "best found"
	case Impossible:
		return "impossible"
	}
	return fmt.Sprintf("Outcome(%d)", int(o))
}

// PointsPlan is how everyone comes within their own limit in points, as far as the search got.
type PointsPlan struct {
	Outcome Outcome
	Moves   []PointsMove
	// AtLeast is a number of moves that no plan is under; when the outcome is [Fewest] it is the number of moves.
	AtLeast int
	// Why says what the outcome means.
	Why string
}

// PointsRules bound a search.
type PointsRules struct {
	// May says who may take which case. Defaults to anyone any.
	May func(from, to string, c PointsCase) bool
	// Steps is how many positions are looked at before the search gives up. Defaults to 200,000, less than a second.
	Steps int
}

// PointsTransfers searches for the fewest moves that bring everyone within their own limit in points. Each case moves at most
// once, and whole. Cases in points do not divide, so that room enough in all does not mean that a plan exists; and someone within
// their limit may have to give a case to take another. The problem is hard, so the search is exact up to a bound and then
// says what it has: "best found, at least m". The same input gives the same plan. The error is [ErrHolder].
func PointsTransfers(holders []PointsHolder, rules PointsRules) (PointsPlan, error) {
	s, err := newPointsSearch(holders, rules)
	if err != nil {
		return PointsPlan{}, err
	}
	load, limit := int64(0), int64(0)
	for i := range s.load {
		load, limit = load+s.load[i], limit+s.limit[i]
	}
	if load > limit {
		return PointsPlan{Outcome: Impossible, Why: fmt.Sprintf("all hold %s points together, more than the %s of their limits", s.points(load), s.points(limit))}, nil
	}
	return s.run(), nil
}

// pointsSearch is a depth-first search with growing depth. Points are whole numbers at one exponent.
type pointsSearch struct {
	names       []string
	load, limit []int64
	cases       [][]heldCase
	exponent    int32
	may         func(from, to string, c PointsCase) bool
	steps       int
	// moved are the moves of the branch being looked at.
	moved []PointsMove
	// cut says that a branch was left because the depth ran out: a greater depth may find more.
	cut bool
}

// heldCase is a case with its points as a whole number. fixed cases have moved, or stay in this branch.
type heldCase struct {
	PointsCase
	points int64
	fixed  bool
}

// maxPoints keeps sums of points within 63 bits.
const maxPoints = 1_000_000_000_000

func newPointsSearch(holders []PointsHolder, rules PointsRules) (*pointsSearch, error) {
	sorted := slices.SortedStableFunc(slices.Values(holders), func(a, b PointsHolder) int { return cmp.Compare(a.Name, b.Name) })
	s := &pointsSearch{may: rules.May, steps: rules.Steps}
	if s.steps <= 0 {
		s.steps = 200_000
	}
	for _, h := range sorted {
		s.exponent = min(s.exponent, h.Limit.Exponent())
		for _, c := range h.Cases {
			s.exponent = min(s.exponent, c.Points.Exponent())
		}
	}
	for i, h := range sorted {
		if strings.TrimSpace(h.Name) == "" || i > 0 && h.Name == sorted[i-1].Name {
			return nil, fmt.Errorf("%w: the name %q is blank or stands twice", ErrHolder, h.Name)
		}
		if err := s.add(h); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *pointsSearch) add(h PointsHolder) error {
	limit, ok := s.whole(h.Limit)
	if !ok {
		return fmt.Errorf("%w: %q has a limit of %s", ErrHolder, h.Name, h.Limit)
	}
	var load int64
	cases := make([]heldCase, len(h.Cases))
	for i, c := range h.Cases {
		points, ok := s.whole(c.Points)
		if !ok || load+points > maxPoints {
			return fmt.Errorf("%w: %q holds case %q of %s points", ErrHolder, h.Name, c.ID, c.Points)
		}
		// A case of no points brings nobody within a limit.
		cases[i] = heldCase{PointsCase: c, points: points, fixed: points == 0}
		load += points
	}
	slices.SortStableFunc(cases, func(a, b heldCase) int { return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.ID, b.ID)) })
	s.names, s.load, s.limit, s.cases = append(s.names, h.Name), append(s.load, load), append(s.limit, limit), append(s.cases, cases)
	return nil
}

// whole is points as a whole number at the common exponent.
func (s *pointsSearch) whole(d decimal.Decimal) (int64, bool) {
	if d.IsNegative() || d.Exponent() > 12 || s.exponent < -12 || d.Shift(-s.exponent).GreaterThan(decimal.NewFromInt(maxPoints)) {
		return 0, false
	}
	return d.Shift(-s.exponent).IntPart(), true
}

func (s *pointsSearch) points(n int64) decimal.Decimal { return decimal.New(n, s.exponent) }

func (s *pointsSearch) run() PointsPlan {
	best, found := s.greedy()
	least, possible := s.bound()
	most := 0
	for _, cases := range s.cases {
		most += len(cases)
	}
	for depth := least; possible && depth <= most; depth++ {
		if found && len(best) == depth {
			return PointsPlan{Outcome: Fewest, Moves: best, AtLeast: depth, Why: fmt.Sprintf("no plan has fewer than %d moves", depth)}
		}
		s.cut = false
		solved := s.search(depth)
		switch {
		case solved:
			return PointsPlan{Outcome: Fewest, Moves: slices.Clone(s.moved), AtLeast: depth, Why: fmt.Sprintf("no plan has fewer than %d moves", depth)}
		case s.steps <= 0 && found:
			return PointsPlan{Outcome: BestFound, Moves: best, AtLeast: depth, Why: fmt.Sprintf("best found, at least %d", depth)}
		case s.steps <= 0:
			return PointsPlan{Outcome: Undecided, AtLeast: depth, Why: fmt.Sprintf("the search gave up without a plan; one has at least %d moves", depth)}
		case !s.cut:
			possible = false
		}
	}
	return PointsPlan{Outcome: Impossible, Why: "there is room enough in all, but every way to move whole cases leaves somebody over"}
}

// bound is a number of moves that no plan from here is under: each worker over must lose their largest free cases. ok is false
// when somebody cannot come within their limit at all.
func (s *pointsSearch) bound() (moves int, ok bool) {
	for i := range s.load {
		over := s.load[i] - s.limit[i]
		for k := 0; over > 0; k++ {
			if k == len(s.cases[i]) {
				return moves, false
			}
			if c := s.cases[i][k]; !c.fixed {
				over -= c.points
				moves++
			}
		}
	}
	return moves, true
}

// search looks for a plan with at most depth further moves. Whoever is over must lose one of their free cases: each is
// tried in turn with every taker, and after that it stays, so that no set of moves is looked at twice.
func (s *pointsSearch) search(depth int) bool {
	s.steps--
	least, ok := s.bound()
	switch {
	case !ok || s.steps <= 0:
		return false
	case least > depth:
		s.cut = true
		return false
	}
	i := s.firstOver()
	if i < 0 {
		return true
	}
	var stays []int
	solved := false
	for k := 0; k < len(s.cases[i]) && !solved && s.steps > 0; k++ {
		c := &s.cases[i][k]
		if c.fixed {
			continue
		}
		c.fixed = true
		stays = append(stays, k)
		// Of cases that count the same and may go anywhere, the first stands for all that stay.
		if s.may == nil && len(stays) > 1 && s.cases[i][stays[len(stays)-2]].points == c.points {
			continue
		}
		solved = s.try(i, *c, depth)
	}
	if !solved {
		for _, k := range stays {
			s.cases[i][k].fixed = false
		}
	}
	return solved
}

// firstOver is the first worker over their limit, −1 when nobody is.
func (s *pointsSearch) firstOver() int {
	for i := range s.load {
		if s.load[i] > s.limit[i] {
			return i
		}
	}
	return -1
}

// try moves one case to every taker in turn, those with room for it first.
func (s *pointsSearch) try(i int, c heldCase, depth int) bool {
	for _, fits := range []bool{true, false} {
		for j := range s.names {
			room := s.limit[j] - s.load[j]
			if j == i || (room >= c.points) != fits || s.may != nil && !s.may(s.names[i], s.names[j], c.PointsCase) {
				continue
			}
			s.move(i, j, c)
			if s.search(depth - 1) {
				return true
			}
			s.undo(i, j, c)
		}
	}
	return false
}

func (s *pointsSearch) move(i, j int, c heldCase) {
	s.load[i] -= c.points
	s.load[j] += c.points
	s.moved = append(s.moved, PointsMove{Case: c.PointsCase, From: s.names[i], To: s.names[j]})
}

func (s *pointsSearch) undo(i, j int, c heldCase) {
	s.load[i] += c.points
	s.load[j] -= c.points
	s.moved = s.moved[:len(s.moved)-1]
}

// greedy is a plan without going back, if that gives one: from whoever is most over, the smallest case that is enough and fits
// somewhere, or else the largest that fits. It leaves the search as it was.
func (s *pointsSearch) greedy() (plan []PointsMove, ok bool) {
	type step struct{ i, j, k int }
	var steps []step
	for {
		i := 0
		for k := range s.load {
			if s.load[k]-s.limit[k] > s.load[i]-s.limit[i] {
				i = k
			}
		}
		if len(s.names) == 0 || s.load[i] <= s.limit[i] {
			ok = true
			break
		}
		j, k := s.greedyMove(i)
		if j < 0 {
			break
		}
		s.cases[i][k].fixed = true
		s.move(i, j, s.cases[i][k])
		steps = append(steps, step{i, j, k})
	}
	plan = slices.Clone(s.moved)
	for _, m := range slices.Backward(steps) {
		s.undo(m.i, m.j, s.cases[m.i][m.k])
		s.cases[m.i][m.k].fixed = false
	}
	return plan, ok
}

// greedyMove is the case of i to move and who takes it; j is −1 when nothing fits.
func (s *pointsSearch) greedyMove(i int) (j, k int) {
	j = -1
	over := s.load[i] - s.limit[i]
	for n, c := range s.cases[i] {
		if c.fixed || j >= 0 && c.points < over {
			continue
		}
		for taker := range s.names {
			if taker != i && s.limit[taker]-s.load[taker] >= c.points && (s.may == nil || s.may(s.names[i], s.names[taker], c.PointsCase)) {
				j, k = taker, n
				break
			}
		}
	}
	return j, k
}
