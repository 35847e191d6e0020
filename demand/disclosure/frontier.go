package disclosure

// reached is a sum and what it costs to come there.
type reached struct{ cost, node int }

func (r reached) before(o reached) bool {
	return r.cost < o.cost || r.cost == o.cost && r.node < o.node
}

// frontier is the sums from which a search goes on, as a heap: the cheapest comes first, and the first of equal ones. It is
// container/heap without a value on the heap of the program for each push, which were half of a suppression.
type frontier []reached

func (f *frontier) push(r reached) {
	h := append(*f, r)
	at := len(h) - 1
	for at > 0 && r.before(h[(at-1)/2]) {
		h[at] = h[(at-1)/2]
		at = (at - 1) / 2
	}
	h[at] = r
	*f = h
}

func (f *frontier) pop() reached {
	h := *f
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*f = h
	at := 0
	for child := 1; child < len(h); child = 2*at + 1 {
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(last) {
			break
		}
		h[at] = h[child]
		at = child
	}
	if len(h) > 0 {
		h[at] = last
	}
	return first
}
