package scrutiny

import "slices"

// network is a table whose every cell stands in at most two balances, once on each side: a flow with bounds. By Hoffman's
// theorem true values exist exactly when no cut has more to pass than it can, which a maximal flow decides in whole
// numbers of the smallest half step.
type network struct {
	nodes int
	edges []edge
}

// edge is a cell: what it adds to one balance it takes from another. Node 0 is the ground, where cells of one balance end.
type edge struct {
	cell      *quantity
	from, to  int
	low, high int64
	noLow     bool
	noHigh    bool
}

// maxFlowValue keeps sums of all bounds within 64 bits.
const maxFlowValue = 1 << 52

// newNetwork builds the network; ok is false when the balances are none, or their numbers too large.
func newNetwork(balances []balance) (*network, bool) {
	// A cell stands in at most two balances: here is which, and with which sign.
	type standing struct {
		balances, signs [2]int
		count           int
	}
	cells := cellsOf(balances)
	index := make(map[*quantity]int, len(cells))
	for i, q := range cells {
		index[q] = i
	}
	standings := make([]standing, len(cells))
	one := newRatio(1, 1)
	for i, b := range balances {
		if b.constant.Sign() != 0 {
			return nil, false
		}
		for k, q := range b.cells {
			w := b.weights[k]
			s := &standings[index[q]]
			switch {
			case w.Sign() == 0:
				continue
			case s.count == 2 || new(ratio).Abs(w).Cmp(one) != 0:
				return nil, false
			}
			s.balances[s.count], s.signs[s.count] = i, w.Sign()
			s.count++
		}
	}
	// Each balance may be multiplied by −1: walk from one to the next and see whether the signs come out.
	sides := make([]int, len(balances))
	neighbours := make([][]int, len(balances))
	relation := map[[2]int]int{}
	for _, s := range standings {
		if s.count == 2 {
			a, b, same := s.balances[0], s.balances[1], -s.signs[0]*s.signs[1]
			if known, seen := relation[[2]int{a, b}]; seen && known != same {
				return nil, false
			}
			relation[[2]int{a, b}], relation[[2]int{b, a}] = same, same
			neighbours[a], neighbours[b] = append(neighbours[a], b), append(neighbours[b], a)
		}
	}
	for start := range balances {
		if sides[start] != 0 {
			continue
		}
		sides[start] = 1
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			for _, next := range neighbours[queue[0]] {
				want := sides[queue[0]] * relation[[2]int{queue[0], next}]
				if sides[next] == 0 {
					sides[next] = want
					queue = append(queue, next)
				}
				if sides[next] != want {
					return nil, false
				}
			}
		}
	}
	net := &network{nodes: len(balances) + 1}
	for i, s := range standings {
		e := edge{cell: cells[i]}
		for k := range s.count {
			if sides[s.balances[k]]*s.signs[k] > 0 {
				e.to = s.balances[k] + 1
			} else {
				e.from = s.balances[k] + 1
			}
		}
		if s.count > 0 {
			net.edges = append(net.edges, e)
		}
	}
	return net, net.setBounds()
}

// setBounds brings all ends to whole numbers of one unit. An open end is drawn in by less than any sum of whole units can
// notice: one part in more than there are edges.
func (n *network) setBounds() bool {
	anyOpen := false
	ends := func(visit func(e end)) {
		for _, edge := range n.edges {
			s := edge.cell.all()
			for _, e := range []end{s.lo, s.hi} {
				if e.v != nil {
					visit(e)
				}
			}
		}
	}
	scale, small := int64(1), true
	ends(func(e end) {
		anyOpen = anyOpen || e.open
		if e.v.b != nil {
			small = false
			return
		}
		if d := e.v.den(); small && scale%d != 0 {
			scale, small = mul64(scale, d/gcd64(scale, d))
		}
	})
	if !small {
		return false
	}
	if anyOpen {
		if scale, small = mul64(scale, int64(len(n.edges)+1)); !small {
			return false
		}
	}
	total, fits := int64(0), true
	whole := func(e end) int64 {
		v, ok := mul64(e.v.n, scale/e.v.den())
		if !ok || max(v, -v) > maxFlowValue {
			fits = false
			return 0
		}
		if total += max(v, -v); total > maxFlowValue {
			fits = false
		}
		return v
	}
	for i := range n.edges {
		s := n.edges[i].cell.all()
		if n.edges[i].noLow = s.lo.v == nil; !n.edges[i].noLow {
			n.edges[i].low = whole(s.lo)
			if s.lo.open {
				n.edges[i].low++
			}
		}
		if n.edges[i].noHigh = s.hi.v == nil; !n.edges[i].noHigh {
			n.edges[i].high = whole(s.hi)
			if s.hi.open {
				n.edges[i].high--
			}
		}
	}
	return fits
}

// feasible says whether the network has a flow when some cells are free.
func (n *network) feasible(free map[*quantity]bool) bool {
	f := newFlow(n.nodes + 2)
	source, sink := n.nodes, n.nodes+1
	excess := make([]int64, n.nodes)
	// Beyond all bounds together a free cell gains nothing.
	limit := int64(1)
	for _, e := range n.edges {
		limit += max(e.low, -e.low) + max(e.high, -e.high) + 1
	}
	for _, e := range n.edges {
		low, high := e.low, e.high
		if free[e.cell] || e.noLow {
			low = -limit
		}
		if free[e.cell] || e.noHigh {
			high = limit
		}
		if low > high {
			return false
		}
		f.connect(e.from, e.to, high-low)
		excess[e.to] += low
		excess[e.from] -= low
	}
	need := int64(0)
	for node, x := range excess {
		if x > 0 {
			f.connect(source, node, x)
			need += x
		}
		if x < 0 {
			f.connect(node, sink, -x)
		}
	}
	return f.most(source, sink) == need
}

// maxSpared is the largest network in which cells are spared one by one.
const maxSpared = 1000

// shortest is the smallest set of contradicting cells found by sparing cells from either end and by precision.
func (n *network) shortest() []*quantity {
	cells := make([]*quantity, len(n.edges))
	for i, e := range n.edges {
		cells[i] = e.cell
	}
	if len(cells) > maxSpared {
		return cells
	}
	best := spare(cells, n.feasible)
	slices.Reverse(cells)
	if other := spare(cells, n.feasible); len(other) < len(best) {
		slices.Reverse(other)
		best = other
	}
	return best
}

// flow is a maximal flow by shortest augmenting layers (Dinic, 1970).
type flow struct {
	arcs   []arc
	of     [][]int
	level  []int
	cursor []int
}

type arc struct {
	to   int
	room int64
}

func newFlow(nodes int) *flow {
	return &flow{of: make([][]int, nodes), level: make([]int, nodes), cursor: make([]int, nodes)}
}

// connect adds an arc and, behind it, the way back.
func (f *flow) connect(from, to int, room int64) {
	f.of[from] = append(f.of[from], len(f.arcs))
	f.of[to] = append(f.of[to], len(f.arcs)+1)
	f.arcs = append(f.arcs, arc{to, room}, arc{from, 0})
}

func (f *flow) most(source, sink int) int64 {
	total := int64(0)
	for f.layers(source, sink) {
		clear(f.cursor)
		for {
			pushed := f.push(source, sink, int64(1)<<62)
			if pushed == 0 {
				break
			}
			total += pushed
		}
	}
	return total
}

func (f *flow) layers(source, sink int) bool {
	for i := range f.level {
		f.level[i] = -1
	}
	f.level[source] = 0
	for queue := []int{source}; len(queue) > 0; queue = queue[1:] {
		for _, a := range f.of[queue[0]] {
			if next := f.arcs[a].to; f.arcs[a].room > 0 && f.level[next] < 0 {
				f.level[next] = f.level[queue[0]] + 1
				queue = append(queue, next)
			}
		}
	}
	return f.level[sink] >= 0
}

func (f *flow) push(node, sink int, room int64) int64 {
	if node == sink {
		return room
	}
	for ; f.cursor[node] < len(f.of[node]); f.cursor[node]++ {
		a := f.of[node][f.cursor[node]]
		next := f.arcs[a].to
		if f.arcs[a].room <= 0 || f.level[next] != f.level[node]+1 {
			continue
		}
		if pushed := f.push(next, sink, min(room, f.arcs[a].room)); pushed > 0 {
			f.arcs[a].room -= pushed
			f.arcs[a^1].room += pushed
			return pushed
		}
	}
	return 0
}
