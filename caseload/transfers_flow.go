package caseload

// network is the flow of cases from workers over their limit to workers with room. excess and room are what is left of
// both while it is solved.
type network struct {
	over, takers []string
	excess, room []int
	// edges are the takers that each worker over may send to, in the order of names.
	edges [][]int
	// senders are, for each taker, the workers over who send to them; filled as flow is sent.
	senders [][]int
	flow    map[edgeKey]int
	first   cutSums
	// anyone says that there are no rules: takers that are full stay full, and need not be looked at again.
	anyone bool
}

type edgeKey struct{ over, taker int }

// cutSums are excess and room before anything moved.
type cutSums struct{ excess, room []int }

func (n *network) connect(may func(from, to string) bool) {
	n.flow, n.anyone = map[edgeKey]int{}, may == nil
	n.senders = make([][]int, len(n.takers))
	n.first = cutSums{append([]int(nil), n.excess...), append([]int(nil), n.room...)}
	everyone := make([]int, len(n.takers))
	for j := range everyone {
		everyone[j] = j
	}
	n.edges = make([][]int, len(n.over))
	for i, from := range n.over {
		if may == nil {
			n.edges[i] = everyone
			continue
		}
		for j, to := range n.takers {
			if may(from, to) {
				n.edges[i] = append(n.edges[i], j)
			}
		}
	}
}

// solve sends what goes directly, in the order of names, and then finds augmenting paths until there is none.
func (n *network) solve() {
	full := 0
	for i := range n.over {
		for _, j := range n.edges[i][full:] {
			if n.excess[i] == 0 {
				break
			}
			n.send(i, j, min(n.excess[i], n.room[j]))
			if n.anyone && n.room[j] == 0 {
				full++
			}
		}
	}
	for !n.anyone && n.augment() {
	}
}

func (n *network) send(i, j, cases int) {
	if cases == 0 {
		return
	}
	if _, known := n.flow[edgeKey{i, j}]; !known {
		n.senders[j] = append(n.senders[j], i)
	}
	n.flow[edgeKey{i, j}] += cases
	n.excess[i] -= cases
	n.room[j] -= cases
}

// reach searches breadth first from every worker with cases left. It returns, for each worker over, the taker it was reached
// through (−1 for a start, −2 when not reached), for each taker the worker over it was reached from (−2 when not), and the
// first taker with room, −1 when there is none.
func (n *network) reach() (through, from []int, end int) {
	through, from = make([]int, len(n.over)), make([]int, len(n.takers))
	var queue []int
	for i := range through {
		through[i] = -2
		if n.excess[i] > 0 {
			through[i] = -1
			queue = append(queue, i)
		}
	}
	for j := range from {
		from[j] = -2
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, j := range n.edges[i] {
			if from[j] != -2 {
				continue
			}
			from[j] = i
			if n.room[j] > 0 {
				return through, from, j
			}
			for _, back := range n.senders[j] {
				if through[back] == -2 && n.flow[edgeKey{back, j}] > 0 {
					through[back] = j
					queue = append(queue, back)
				}
			}
		}
	}
	return through, from, -1
}

// augment sends along one path: it takes back what other workers sent to a full taker, and sends that elsewhere.
func (n *network) augment() bool {
	through, from, end := n.reach()
	if end < 0 {
		return false
	}
	cases, start := n.room[end], 0
	for j := end; ; {
		i := from[j]
		if through[i] == -1 {
			cases, start = min(cases, n.excess[i]), i
			break
		}
		j = through[i]
		cases = min(cases, n.flow[edgeKey{i, j}])
	}
	n.room[end] -= cases
	for j := end; ; {
		i := from[j]
		if _, known := n.flow[edgeKey{i, j}]; !known {
			n.senders[j] = append(n.senders[j], i)
		}
		n.flow[edgeKey{i, j}] += cases
		if i == start && through[i] == -1 {
			n.excess[i] -= cases
			return true
		}
		j = through[i]
		n.flow[edgeKey{i, j}] -= cases
	}
}

// cut is the set reached when no path is left: those over in it can send only to the takers in it, who are full. Without
// rules that is everyone.
func (n *network) cut() Cut {
	var through, from []int
	if !n.anyone {
		through, from, _ = n.reach()
	}
	var c Cut
	for i, name := range n.over {
		if n.anyone || through[i] != -2 {
			c.Over = append(c.Over, name)
			c.Excess += n.first.excess[i]
		}
	}
	for j, name := range n.takers {
		if n.anyone || from[j] != -2 {
			c.Takers = append(c.Takers, name)
			c.Room += n.first.room[j]
		}
	}
	return c
}
