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
		// All that is exposed is mended before the table is audited again. What one mend hides often lets the next vary as
		// well, which its cheapest path tells: it costs nothing.
		p := n.paths(c, sums, hidden, known.AtLeast)
		for _, exposed := range found {
			mend, ok := p.mend(exposed.Cell)
			if !ok {
				return Result{}, ErrUnprotected
			}
			for _, cell := range mend.cells {
				hidden[cell] = true
				p.hide(p.at(cell))
			}
			result.Secondary = append(result.Secondary, mend.cells...)
		}
	}
}

// route is a path, and the printed cells on it with their sum.
type route struct {
	cells []Cell
	cost  int
}

// paths are the ways through a network past one figure. What is asked of a figure millions of times stands by its edge.
type paths struct {
	*network
	columns int
	floor   int
	value   []int
	hidden  []bool
	inside  []bool // a cell, and no margin
	margin  []bool // a margin, and not the total of all
	exposed int
	// By node: the half edges of hidden figures, and all in the order of their figures. A search that goes so far and no
	// further leaves out the dear ones without a look at them, of the thousands that a column has.
	free, byValue [][]int
}

func (n *network) paths(c Counts, sums [][]int, hidden hiddenCells, floor int) *paths {
	p := &paths{network: n, columns: len(c.Columns), floor: floor}
	for _, e := range n.edges {
		inside := e.cell.Row < len(c.Rows) && e.cell.Column < len(c.Columns)
		everything := e.cell.Row == len(sums)-1 && e.cell.Column == len(c.Columns)
		p.value, p.hidden = append(p.value, sums[e.cell.Row][e.cell.Column]), append(p.hidden, hidden[e.cell])
		p.inside, p.margin = append(p.inside, inside), append(p.margin, !inside && !everything)
	}
	p.free, p.byValue = make([][]int, n.nodes), make([][]int, n.nodes)
	for node, halves := range n.out {
		p.byValue[node] = slices.Clone(halves)
		slices.SortStableFunc(p.byValue[node], func(a, b int) int { return cmp.Compare(p.value[a/2], p.value[b/2]) })
	}
	for i, is := range p.hidden {
		if is {
			p.hide(i)
		}
	}
	return p
}

// hide makes a figure free to move.
func (p *paths) hide(i int) {
	e := &p.edges[i]
	p.hidden[i] = true
	p.free[e.from], p.free[e.to] = append(p.free[e.from], 2*i), append(p.free[e.to], 2*i+1)
}

// at is the edge of a figure: a network has a row after another, each with its total.
func (p *paths) at(cell Cell) int { return cell.Row*(p.columns+1) + cell.Column }

// mend is the printed cells, of the least sum, that must be hidden so that an exposed figure can vary: those on the
// cheapest closed path through it, none where it can vary as it is. Along such a path figures rise and fall in turn, so the ones
// that fall must be above their floor. ok is false where there is no such path.
func (p *paths) mend(exposed Cell) (mend route, ok bool) {
	p.exposed = p.at(exposed)
	e := &p.edges[p.exposed]
	rise, rises := p.cheapest(e.to, e.from)
	if p.value[p.exposed] <= p.floor {
		return rise, rises
	}
	if fall, falls := p.cheapest(e.from, e.to); falls && (!rises || fall.cost < rise.cost) {
		return fall, true
	}
	return rise, rises
}

// price is what it costs to let a figure rise or fall; ok is false where it cannot: a printed margin stays printed, unless it
// is a margin that is to be protected, a zero is not hidden, and what falls must be above its floor.
func (p *paths) price(half int) (price int, ok bool) {
	i := half / 2
	value, falls := p.value[i], half%2 == 1
	switch {
	case i == p.exposed, value == 0, falls && value <= p.floor:
		return 0, false
	case p.hidden[i]:
		return 0, true
	}
	return value, p.inside[i] || !p.inside[p.exposed] && p.margin[i]
}

// cheapest finds the cheapest way between two sums. Nearly all ways cost little, so that dear ones are not looked at until there
// is no other.
func (p *paths) cheapest(from, to int) (r route, ok bool) {
	for most := 16; ; most *= 8 {
		r, ok, more := p.within(from, to, most)
		if ok || !more {
			return r, ok
		}
	}
}

// within finds the cheapest way of at most a cost by Dijkstra's method; more says that there are dearer ones. Along a pipe a
// figure rises, against it it falls.
func (p *paths) within(from, to, most int) (r route, ok, more bool) {
	const far = int(^uint(0) >> 1)
	cost, by := make([]int, p.nodes), make([]int32, p.nodes)
	for i := range cost {
		cost[i], by[i] = far, -1
	}
	cost[from] = 0
	next := frontier{{0, from}}
	for len(next) > 0 {
		at := next.pop()
		if at.node == to {
			break
		}
		if at.cost > cost[at.node] {
			continue // it was reached for less since
		}
		step := func(half int) {
			price, ok := p.price(half)
			if !ok {
				return
			}
			beyond := p.edges[half/2].to
			if half%2 == 1 {
				beyond = p.edges[half/2].from
			}
			if at.cost+price < min(cost[beyond], cost[to]) {
				cost[beyond], by[beyond] = at.cost+price, int32(half)
				next.push(reached{cost[beyond], beyond})
			}
		}
		for _, half := range p.free[at.node] {
			step(half)
		}
		for _, half := range p.byValue[at.node] {
			if at.cost+p.value[half/2] > most {
				more = true
				break
			}
			step(half)
		}
	}
	if by[to] < 0 {
		return route{}, false, more
	}
	r = route{cost: cost[to]}
	for node := to; node != from; {
		half := int(by[node])
		e := &p.edges[half/2]
		if !p.hidden[half/2] {
			r.cells = append(r.cells, e.cell)
		}
		if node = e.from; half%2 == 1 {
			node = e.to
		}
	}
	slices.SortFunc(r.cells, compareCells)
	return r, true, more
}

// compareCells orders cells row by row.
func compareCells(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}
