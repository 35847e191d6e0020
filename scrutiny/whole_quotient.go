package scrutiny

// quotient is a formula of one division: scale × numerator / denominator + offset, both linear. "variance / budget * 100"
// and "(later - earlier) / earlier * 100" are of that form.
type quotient struct {
	numerator, denominator map[string]*ratio
	above, below           *ratio // the constants of both
	scale, offset          *ratio
}

// quotient takes a formula apart; ok is false when it is not of that form.
func (n *node) quotient() (q quotient, ok bool) {
	switch n.op {
	case '/':
		if q.numerator, q.above, ok = n.args[0].linear(); !ok {
			return q, false
		}
		if q.denominator, q.below, ok = n.args[1].linear(); !ok || len(q.denominator) == 0 {
			return q, false
		}
		q.scale, q.offset = newRatio(1, 1), new(ratio)
		return q, true
	case 'n':
		return n.args[0].times(newRatio(-1, 1), new(ratio))
	case '*':
		for i, arg := range n.args {
			if arg.op == '#' {
				return n.args[1-i].times(arg.number, new(ratio))
			}
		}
	case '+':
		for i, arg := range n.args {
			if arg.op == '#' && len(n.args) == 2 {
				return n.args[1-i].times(newRatio(1, 1), arg.number)
			}
		}
	case '-':
		switch {
		case n.args[1].op == '#':
			return n.args[0].times(newRatio(1, 1), new(ratio).Neg(n.args[1].number))
		case n.args[0].op == '#':
			return n.args[1].times(newRatio(-1, 1), n.args[0].number)
		}
	}
	return q, false
}

// times is a quotient times a factor, plus what is added.
func (n *node) times(factor, added *ratio) (quotient, bool) {
	q, ok := n.quotient()
	if !ok || factor.Sign() == 0 {
		return q, false
	}
	q.scale = new(ratio).Mul(q.scale, factor)
	q.offset = new(ratio).Add(new(ratio).Mul(q.offset, factor), added)
	return q, true
}

// limit says that weighted cells come to at least a value. printed is the ratio whose rounding set the weights.
type limit struct {
	balance // its constant is the value that the cells must reach
	printed *quantity
}

// limits are what the printed ratios say of the cells that they are made of. A ratio stands in no other relation, so that
// all it says is that its numerator lies between its two ends times its denominator: two straight lines.
func (g *grid) limits() []limit {
	var found []limit
	for _, column := range g.columns {
		if column.linear || column.broken || column.Formula == "" {
			continue
		}
		q, ok := column.formula.root.quotient()
		if !ok {
			continue
		}
		for _, l := range g.lines {
			if l.ambiguous == "" {
				found = append(found, q.limits(l, column.ID)...)
			}
		}
	}
	return found
}

func (q quotient) limits(l *line, column string) []limit {
	printed := l.cells[column]
	if !printed.usable() {
		return nil
	}
	base := point(q.below)
	for _, weights := range [...]map[string]*ratio{q.numerator, q.denominator} {
		for name := range weights {
			if !l.cells[name].usable() {
				return nil
			}
		}
	}
	for name, weight := range q.denominator {
		base = base.add(l.cells[name].all().scale(weight))
	}
	if base.holdsZero() {
		return nil
	}
	span := printed.all().sub(point(q.offset)).scale(new(ratio).Inv(q.scale))
	var found []limit
	for i, e := range [...]end{span.lo, span.hi} {
		if e.v == nil {
			continue
		}
		// numerator − end × denominator is at least 0 for the lower end, at most 0 for the upper; a negative base turns both.
		sign := newRatio(1, 1)
		if (i == 1) != (base.hi.v != nil && base.hi.v.Sign() < 0) {
			sign = newRatio(-1, 1)
		}
		b := balance{constant: new(ratio).Mul(sign, new(ratio).Sub(new(ratio).Mul(e.v, q.below), q.above))}
		for name, weight := range q.numerator {
			b.put(l.cells[name], new(ratio).Mul(sign, weight))
		}
		for name, weight := range q.denominator {
			b.put(l.cells[name], new(ratio).Neg(new(ratio).Mul(sign, new(ratio).Mul(e.v, weight))))
		}
		found = append(found, limit{b, printed})
	}
	return found
}

// maxProgram bounds the size of a table that is decided with its ratios: cells times relations.
const maxProgram = 40_000

// withRatios decides whether true values exist that print as all the cells, satisfy the balances and give the printed
// ratios. It is a linear program, decided exactly by the simplex method of Dutertre and de Moura (2006), whose steps are
// those of Bland and therefore end. Open ends are taken as closed, so that nothing is accused that could be. Where there
// are no true values it names the cells that contradict each other; a table beyond the bound is taken to be feasible.
func withRatios(balances []balance, limits []limit) (cells []*quantity, feasible bool) {
	all := make([]balance, 0, len(balances)+len(limits))
	all = append(all, balances...)
	for _, l := range limits {
		all = append(all, l.balance)
	}
	unknowns := cellsOf(all)
	if len(unknowns)*len(all) > maxProgram {
		return nil, true
	}
	index := make(map[*quantity]int, len(unknowns))
	p := program{width: len(unknowns)}
	for i, q := range unknowns {
		index[q] = i
		s := q.all()
		p.add(s.lo.v, s.hi.v)
	}
	for i, b := range all {
		row := make([]*ratio, len(unknowns), len(unknowns)+len(all))
		for k, q := range b.cells {
			row[index[q]] = b.weights[k]
		}
		var most *ratio // a limit has none
		if i < len(balances) {
			most = b.constant
		}
		p.rows = append(p.rows, row)
		p.add(b.constant, most)
	}
	conflict := p.solve()
	if conflict == nil {
		return nil, true
	}
	seen := map[*quantity]bool{}
	put := func(q *quantity) {
		if !seen[q] {
			seen[q] = true
			cells = append(cells, q)
		}
	}
	for _, v := range conflict {
		if v < len(unknowns) {
			put(unknowns[v])
			continue
		}
		at := v - len(unknowns)
		for k, q := range all[at].cells {
			if all[at].weights[k].Sign() != 0 {
				put(q)
			}
		}
		if at >= len(balances) {
			put(limits[at-len(balances)].printed)
		}
	}
	return cells, false
}

// program is a set of variables within bounds, of which the later ones are weighted sums of the first: those of width.
type program struct {
	width int
	low   []*ratio // nil is no bound
	high  []*ratio
	value []*ratio
	rows  [][]*ratio // of each sum by the variables that stand outside the basis; nil is 0
	basic []int      // by row: the variable that it gives
	free  []int      // by column: the variable that stands there
}

func (p *program) add(low, high *ratio) { p.low, p.high = append(p.low, low), append(p.high, high) }

// solve moves the variables until all are within their bounds and gives nil, or gives the variables of a row that cannot be.
func (p *program) solve() []int {
	p.value = make([]*ratio, len(p.low))
	for v := range p.width {
		p.free = append(p.free, v)
		p.value[v] = new(ratio)
		switch {
		case p.low[v] != nil:
			p.value[v] = p.low[v]
		case p.high[v] != nil:
			p.value[v] = p.high[v]
		}
	}
	for r, row := range p.rows {
		p.basic = append(p.basic, p.width+r)
		sum := new(ratio)
		for c, weight := range row {
			if weight != nil {
				sum.Add(sum, new(ratio).Mul(weight, p.value[c]))
			}
		}
		p.value[p.width+r] = sum
	}
	for {
		row, up := p.violated()
		if row < 0 {
			return nil
		}
		column := p.mover(row, up)
		if column < 0 {
			conflict := []int{p.basic[row]}
			for c, weight := range p.rows[row] {
				if weight != nil && weight.Sign() != 0 {
					conflict = append(conflict, p.free[c])
				}
			}
			return conflict
		}
		to := p.high[p.basic[row]]
		if up {
			to = p.low[p.basic[row]]
		}
		p.exchange(row, column, to)
	}
}

// violated is the row of the first variable that is beyond a bound, and whether it must rise; −1 when there is none.
func (p *program) violated() (row int, up bool) {
	row = -1
	for r, v := range p.basic {
		if row >= 0 && v > p.basic[row] {
			continue
		}
		switch {
		case p.low[v] != nil && p.value[v].Cmp(p.low[v]) < 0:
			row, up = r, true
		case p.high[v] != nil && p.value[v].Cmp(p.high[v]) > 0:
			row, up = r, false
		}
	}
	return row, up
}

// mover is the column of the first variable outside the basis that can move the row's the way it must go.
func (p *program) mover(row int, up bool) int {
	column := -1
	for c, weight := range p.rows[row] {
		if weight == nil || weight.Sign() == 0 || column >= 0 && p.free[c] > p.free[column] {
			continue
		}
		v := p.free[c]
		rises := (weight.Sign() > 0) == up
		if rises && (p.high[v] == nil || p.value[v].Cmp(p.high[v]) < 0) || !rises && (p.low[v] == nil || p.value[v].Cmp(p.low[v]) > 0) {
			column = c
		}
	}
	return column
}

// exchange moves the row's variable to a value by the column's, and lets the two change places.
func (p *program) exchange(row, column int, to *ratio) {
	leaves, enters := p.basic[row], p.free[column]
	pivot := p.rows[row][column]
	step := new(ratio).Quo(new(ratio).Sub(to, p.value[leaves]), pivot)
	p.value[leaves] = to
	p.value[enters] = new(ratio).Add(p.value[enters], step)
	for r := range p.rows {
		if weight := p.rows[r][column]; r != row && weight != nil && weight.Sign() != 0 {
			v := p.basic[r]
			p.value[v] = new(ratio).Add(p.value[v], new(ratio).Mul(weight, step))
		}
	}
	// leaves = Σ weight · free, so enters = leaves / pivot − Σ weight / pivot · the others.
	inverse := new(ratio).Inv(pivot)
	for c, weight := range p.rows[row] {
		if c != column && weight != nil && weight.Sign() != 0 {
			p.rows[row][c] = new(ratio).Neg(new(ratio).Mul(weight, inverse))
		}
	}
	p.rows[row][column] = inverse
	for r := range p.rows {
		weight := p.rows[r][column]
		if r == row || weight == nil || weight.Sign() == 0 {
			continue
		}
		for c, w := range p.rows[row] {
			if w == nil || w.Sign() == 0 {
				continue
			}
			product := new(ratio).Mul(weight, w)
			if c == column {
				p.rows[r][c] = product
			} else if p.rows[r][c] == nil {
				p.rows[r][c] = product
			} else {
				p.rows[r][c] = new(ratio).Add(p.rows[r][c], product)
			}
		}
	}
	p.basic[row], p.free[column] = enters, leaves
}
