package disclosure

// most is the greatest count a table may hold, and mostTotal the greatest total, so that no sum overflows.
const (
	most      = 1_000_000_000
	mostTotal = 1_000_000_000_000_000
)

// endless is a capacity that no sum of counts reaches.
const endless = int64(1) << 60

// edge is a variable of the table, a cell or a total, as a pipe of the network between the two sums in which it stands. A
// printed figure is a pipe whose flow is fixed.
type edge struct {
	from, to  int
	low, high int64
	flow      int64
	hidden    bool
	// cell is which figure it is, and audited says that whoever hid it wants to know whether it can be recovered.
	cell    Cell
	audited bool
}

// network is a table as a circulation: at every node as much comes in as goes out, which is what totals say.
type network struct {
	nodes int
	edges []edge
	out   [][]int // by node: 2·edge for forwards, 2·edge + 1 for backwards
	// loose are those of out whose flow is not fixed: of a published table a few in a hundred, and the only ones that
	// anything can be pushed along.
	loose [][]int
	moves []move
}

// move is what was pushed along a half edge.
type move struct {
	half int
	by   int64
}

func newNetwork(nodes int) *network {
	return &network{nodes: nodes, out: make([][]int, nodes), loose: make([][]int, nodes)}
}

func (n *network) add(e edge) {
	i := len(n.edges)
	n.edges = append(n.edges, e)
	n.out[e.from] = append(n.out[e.from], 2*i)
	n.out[e.to] = append(n.out[e.to], 2*i+1)
	if e.low < e.high {
		n.loose[e.from] = append(n.loose[e.from], 2*i)
		n.loose[e.to] = append(n.loose[e.to], 2*i+1)
	}
}

// room is how much more can go along a half edge, and where it leads.
func (n *network) room(half int) (room int64, to int) {
	e := &n.edges[half/2]
	if half%2 == 0 {
		return e.high - e.flow, e.to
	}
	return e.flow - e.low, e.from
}

// push sends what it can, at most limit, from one node to another without using the edge at skip; it is breadth-first
// augmentation (Edmonds and Karp 1972), which ends after few paths on tables of this size.
func (n *network) push(from, to, skip int, limit int64) int64 {
	sent := int64(0)
	by := make([]int, n.nodes)
	for sent < limit {
		for i := range by {
			by[i] = -1
		}
		queue := []int{from}
		reached := false
		for len(queue) > 0 && !reached {
			node := queue[0]
			queue = queue[1:]
			for _, half := range n.loose[node] {
				room, next := n.room(half)
				if half/2 == skip || room <= 0 || next == from || by[next] >= 0 {
					continue
				}
				by[next] = half
				if next == to {
					reached = true
					break
				}
				queue = append(queue, next)
			}
		}
		if !reached {
			break
		}
		sent += n.augment(from, to, by, limit-sent)
	}
	return sent
}

// augment sends as much as one path takes.
func (n *network) augment(from, to int, by []int, limit int64) int64 {
	back := func(node int) int {
		e := n.edges[by[node]/2]
		if by[node]%2 == 0 {
			return e.from
		}
		return e.to
	}
	least := limit
	for node := to; node != from; node = back(node) {
		room, _ := n.room(by[node])
		least = min(least, room)
	}
	for node := to; node != from; node = back(node) {
		n.shift(by[node], least)
		n.moves = append(n.moves, move{by[node], least})
	}
	return least
}

// shift adds to the flow along a half edge.
func (n *network) shift(half int, by int64) {
	if half%2 == 0 {
		n.edges[half/2].flow += by
	} else {
		n.edges[half/2].flow -= by
	}
}

// undo takes back what has been pushed since the moves were forgotten last.
func (n *network) undo() {
	for _, m := range n.moves {
		n.shift(m.half, -m.by)
	}
	n.moves = n.moves[:0]
}

// feasible finds figures that agree with everything printed, or says that there are none.
func (n *network) feasible() bool {
	excess := make([]int64, n.nodes)
	for i := range n.edges {
		e := &n.edges[i]
		e.flow = e.low
		excess[e.to] += e.low
		excess[e.from] -= e.low
	}
	// A node with too much coming in is fed from a new source; one with too little drains into a new sink.
	aid := newNetwork(n.nodes + 2)
	source, sink := n.nodes, n.nodes+1
	for _, e := range n.edges {
		aid.add(edge{from: e.from, to: e.to, high: e.high - e.low})
	}
	needed := int64(0)
	for node, x := range excess {
		switch {
		case x > 0:
			aid.add(edge{from: source, to: node, high: x})
			needed += x
		case x < 0:
			aid.add(edge{from: node, to: sink, high: -x})
		}
	}
	if aid.push(source, sink, -1, endless) != needed {
		return false
	}
	for i := range n.edges {
		n.edges[i].flow = n.edges[i].low + aid.edges[i].flow
	}
	return true
}

// bounds are the least and the greatest value that an edge can have. unbounded says that there is no greatest.
func (n *network) bounds(i int) (low, high int64, unbounded bool) {
	n.moves = n.moves[:0]
	e := n.edges[i]
	up := n.push(e.to, e.from, i, e.high-e.flow)
	n.undo()
	down := n.push(e.from, e.to, i, e.flow-e.low)
	n.undo()
	return e.flow - down, e.flow + up, up >= endless/4
}
