package disclosure

import (
	"cmp"
	"slices"
)

// Options say how to suppress.
type Options struct {
	// Rule defaults to DfE's, 1 to 5.
	Rule Rule
	// ZerosMayHide says that a hidden cell may be 0 for all an attacker knows. Defaults to false: true zeros are printed,
	// so that everybody knows a hidden cell to be at least 1, and the table is made safe against that.
	ZerosMayHide bool
}

// Result is a table that can be published.
type Result struct {
	Published Table
	// Primary are the cells the rule hides, Secondary those hidden so that nobody can work the primary ones out.
	Primary, Secondary []Cell
	// Exposures are what the audit could find out about each.
	Exposures []Exposure
}

// Suppress hides the counts that the rule finds too small, margins among them, and then what [Protect] hides.
func Suppress(c Counts, o Options) (Result, error) {
	if err := c.check(); err != nil {
		return Result{}, err
	}
	if len(c.ColumnGroups) > 0 {
		r, err := Suppress(c.transpose(), o)
		return r.turned(c), err
	}
	var small []Cell
	for r, row := range c.sums() {
		for j, n := range row {
			if o.Rule.Hides(n) {
				small = append(small, Cell{r, j})
			}
		}
	}
	return protect(c, small, o)
}

// Protect hides the named cells, and as few and as small others as it takes that none of the hidden can be recovered from
// the totals, all of which are printed but those that are themselves too small. The choice of the others is by the cheapest closed path through an exposed cell:
// good, not always the least there is. A zero is never hidden for another's sake. A table that is wrong, and a cell that
// is not in it, are a [*TableError]; a table that cannot be made safe is [ErrUnprotected].
func Protect(c Counts, primary []Cell, o Options) (Result, error) {
	if _, err := c.Hide(primary...); err != nil {
		return Result{}, err
	}
	if len(c.ColumnGroups) > 0 {
		turned := make([]Cell, len(primary))
		for i, cell := range primary {
			turned[i] = Cell{cell.Column, cell.Row}
		}
		r, err := protect(c.transpose(), turned, o)
		return r.turned(c), err
	}
	return protect(c, primary, o)
}

// turned is a result of the transposed counts, for the counts themselves.
func (r Result) turned(c Counts) Result {
	if len(r.Published.Rows) == 0 {
		return r
	}
	over := func(cells []Cell) []Cell {
		turned := make([]Cell, len(cells))
		for i, cell := range cells {
			turned[i] = Cell{cell.Column, cell.Row}
		}
		return turned
	}
	r.Published = r.Published.transpose()
	r.Published.Notes = c.Notes
	r.Primary, r.Secondary = over(r.Primary), over(r.Secondary)
	exposures := make([]Exposure, len(r.Exposures))
	for i, e := range r.Exposures {
		e.Cell, e.Row, e.Column = Cell{e.Cell.Column, e.Cell.Row}, e.Column, e.Row
		exposures[i] = e
	}
	slices.SortFunc(exposures, func(a, b Exposure) int { return compareCells(a.Cell, b.Cell) })
	r.Exposures = exposures
	return r
}

// protect works on a table of which at most the rows have subtotals.
func protect(c Counts, primary []Cell, o Options) (Result, error) {
	known := Knowledge{AtLeast: 1}
	if o.ZerosMayHide {
		known.AtLeast = 0
	}
	sums := c.sums()
	hidden := hiddenCells{}
	for _, cell := range primary {
		if sums[cell.Row][cell.Column] < known.AtLeast {
			return Result{}, &TableError{Row: c.Rows[cell.Row], Column: c.Columns[cell.Column], Problem: "a zero is to be hidden while every zero is known to be printed: set ZerosMayHide"}
		}
		hidden[cell] = true
	}
	result := Result{Primary: primary}
	for {
		result.Published = c.publish(hidden)
		exposures, err := Audit(result.Published, known)
		if err != nil {
			return Result{}, err
		}
		found := Recovered(exposures)
		if len(found) == 0 {
			result.Exposures = exposures
			return result, nil
		}
		n, err := result.Published.network(int64(known.AtLeast), false)
		if err != nil {
			return Result{}, err
		}
		more := n.cheapest(c, sums, hidden, found[0].Cell, known.AtLeast)
		if len(more) == 0 {
			return Result{}, ErrUnprotected
		}
		for _, cell := range more {
			hidden[cell] = true
		}
		result.Secondary = append(result.Secondary, more...)
	}
}

// cheapest is the printed cells, of the least sum, that must be hidden so that an exposed figure can vary: those on the
// cheapest closed path through it. Along such a path figures rise and fall in turn, so the ones that fall must be above
// their floor.
func (n *network) cheapest(c Counts, sums [][]int, hidden hiddenCells, exposed Cell, floor int) []Cell {
	at := slices.IndexFunc(n.edges, func(e edge) bool { return e.cell == exposed })
	p := paths{n, c, sums, hidden, floor, at}
	rise := p.cheapest(n.edges[at].to, n.edges[at].from)
	if sums[exposed.Row][exposed.Column] <= floor {
		return rise.cells
	}
	fall := p.cheapest(n.edges[at].from, n.edges[at].to)
	if len(rise.cells) == 0 || len(fall.cells) > 0 && fall.cost < rise.cost {
		return fall.cells
	}
	return rise.cells
}

// route is a path and the sum of the printed cells on it.
type route struct {
	cells []Cell
	cost  int
}

// paths are the ways through a network past one figure.
type paths struct {
	*network
	counts  Counts
	sums    [][]int
	hidden  hiddenCells
	floor   int
	exposed int
}

// price is what it costs to let a figure rise or fall; ok is false where it cannot: a printed margin stays printed, unless it
// is a margin that is to be protected, a zero is not hidden, and what falls must be above its floor.
func (p paths) price(half int) (price int, ok bool) {
	e := p.edges[half/2]
	value, falls := p.sums[e.cell.Row][e.cell.Column], half%2 == 1
	inside := func(c Cell) bool { return c.Row < len(p.counts.Rows) && c.Column < len(p.counts.Columns) }
	everything := e.cell.Row == len(p.sums)-1 && e.cell.Column == len(p.counts.Columns)
	switch {
	case half/2 == p.exposed, value == 0, falls && value <= p.floor:
		return 0, false
	case p.hidden[e.cell]:
		return 0, true
	}
	return value, inside(e.cell) || !inside(p.edges[p.exposed].cell) && !everything
}

// cheapest finds the cheapest way between two sums by Dijkstra's method. Along a pipe a figure rises, against it it falls.
func (p paths) cheapest(from, to int) route {
	const far = int(^uint(0) >> 1)
	cost, by, done := make([]int, p.nodes), make([]int, p.nodes), make([]bool, p.nodes)
	for i := range cost {
		cost[i], by[i] = far, -1
	}
	cost[from] = 0
	for {
		node := -1
		for i := range cost {
			if !done[i] && cost[i] < far && (node < 0 || cost[i] < cost[node]) {
				node = i
			}
		}
		if node < 0 || node == to {
			break
		}
		done[node] = true
		for _, half := range p.out[node] {
			price, ok := p.price(half)
			next := p.edges[half/2].to
			if half%2 == 1 {
				next = p.edges[half/2].from
			}
			if ok && cost[node]+price < cost[next] {
				cost[next], by[next] = cost[node]+price, half
			}
		}
	}
	if by[to] < 0 {
		return route{}
	}
	r := route{cost: cost[to]}
	for node := to; node != from; {
		half := by[node]
		e := p.edges[half/2]
		if !p.hidden[e.cell] {
			r.cells = append(r.cells, e.cell)
		}
		if node = e.from; half%2 == 1 {
			node = e.to
		}
	}
	slices.SortFunc(r.cells, compareCells)
	return r
}

// compareCells orders cells row by row.
func compareCells(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}
