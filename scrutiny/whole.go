package scrutiny

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// balance is one linear equation over the cells of a table: the weighted cells add up to a constant.
type balance struct {
	cells    []*quantity
	weights  []*ratio
	constant *ratio
}

func (b *balance) put(q *quantity, weight *ratio) {
	if i := slices.Index(b.cells, q); i >= 0 {
		b.weights[i] = new(ratio).Add(b.weights[i], weight)
		return
	}
	b.cells, b.weights = append(b.cells, q), append(b.weights, weight)
}

// checkWhole judges the table whole: every sum of it may pass alone while no true figures print as all of it. It is asked
// only when every sum has passed alone, and some only within rounding; a table that agrees throughout is its own proof.
func (c *checker) checkWhole(g *grid, first int) {
	within := false
	for _, f := range c.findings[first:] {
		// A table that was cut, not rounded, has no intervals of rounding to contradict each other.
		if f.Verdict == Differs || f.Slip == SlipTruncated {
			return
		}
		within = within || f.Verdict == WithinRounding
	}
	c.wholeTables++
	if !within {
		return
	}
	balances := g.balances()
	cells, feasible := contradiction(balances)
	if limits := g.limits(); feasible && len(limits) > 0 {
		cells, feasible = withRatios(balances, limits)
	}
	if feasible {
		return
	}
	names := make([]string, len(cells))
	for i, q := range cells {
		names[i] = fmt.Sprintf("%s (%s)", strings.TrimPrefix(q.where, g.id+"/"), strings.TrimSpace(q.text))
	}
	f := Finding{
		ID: g.id + "/whole", Where: g.table.Where, Label: "The table as a whole", Kind: KindTable, Verdict: Differs, size: 1,
		Working: fmt.Sprintf("Every sum of the table passes alone, but no true figures print as these %d cells together: %s", len(cells), strings.Join(names, "; ")),
	}
	c.add(f, cells...)
}

// place is one column of one line.
type place struct {
	line   *line
	column string
}

// balances are the table's linear formulas and totals. A total row's own formula follows from those of its rows, so it is
// left out: what remains is a network wherever the formulas only add and subtract.
func (g *grid) balances() []balance {
	var found []balance
	summed := map[place]bool{} // total line and column whose sum is among the balances
	for _, l := range g.lines {
		if l.total == nil || l.ambiguous != "" {
			continue
		}
		for _, column := range g.columns {
			if b, ok := g.totalBalance(l, column); ok {
				found = append(found, b)
				summed[place{l, column.ID}] = true
			}
		}
	}
	holds := map[place]bool{}
	for _, column := range g.columns {
		if !column.linear || column.broken {
			continue
		}
		weights, constant, _ := column.formula.linear()
		for _, l := range g.lines {
			b := balance{constant: new(ratio).Neg(constant)}
			ok := l.cells[column.ID].usable()
			for name, weight := range weights {
				ok = ok && l.cells[name].usable()
				b.put(l.cells[name], weight)
			}
			if !ok {
				continue
			}
			b.put(l.cells[column.ID], newRatio(-1, 1))
			key := place{l, column.ID}
			holds[key] = true
			if l.total != nil && constant.Sign() == 0 && follows(l, column, weights, summed, holds) {
				continue
			}
			found = append(found, b)
		}
	}
	return found
}

// follows says whether a total row's formula is implied by those of its rows and the sums of its columns.
func follows(l *line, column gridColumn, weights map[string]*ratio, summed, holds map[place]bool) bool {
	if !summed[place{l, column.ID}] {
		return false
	}
	for name := range weights {
		if !summed[place{l, name}] {
			return false
		}
	}
	for _, parts := range [][]*line{l.of, l.less} {
		for _, part := range parts {
			if !holds[place{part, column.ID}] {
				return false
			}
		}
	}
	return true
}

// totalBalance is one column of a total. Rows that a subtotal already adds up are taken through the subtotal.
func (g *grid) totalBalance(l *line, column gridColumn) (balance, bool) {
	b := balance{constant: new(ratio)}
	if !column.sums || !l.cells[column.ID].usable() || len(l.of)+len(l.less) == 0 {
		return b, false
	}
	for _, part := range slices.Concat(l.of, l.less) {
		if !part.cells[column.ID].usable() {
			return b, false
		}
	}
	for _, part := range g.throughSubtotals(l, column) {
		b.put(part.cells[column.ID], newRatio(1, 1))
	}
	for _, part := range l.less {
		b.put(part.cells[column.ID], newRatio(-1, 1))
	}
	b.put(l.cells[column.ID], newRatio(-1, 1))
	return b, true
}

// throughSubtotals replaces the rows of a total by the subtotals that add up some of them, the largest first.
func (g *grid) throughSubtotals(l *line, column gridColumn) []*line {
	rest := slices.Clone(l.of)
	var subtotals []*line
	for _, t := range g.lines {
		if t != l && t.total != nil && len(t.less) == 0 && len(t.of) > 1 && len(t.of) < len(l.of) && t.ambiguous == "" && t.cells[column.ID].usable() {
			subtotals = append(subtotals, t)
		}
	}
	order.Stable(subtotals, func(a, b *line) int { return len(b.of) - len(a.of) })
	for _, t := range subtotals {
		all := !slices.Contains(rest, t)
		for _, part := range t.of {
			all = all && slices.Contains(rest, part) && part.cells[column.ID].usable()
		}
		if all {
			rest = append(slices.DeleteFunc(rest, func(r *line) bool { return slices.Contains(t.of, r) }), t)
		}
	}
	return rest
}

// contradiction decides whether true values exist that print as all the cells and satisfy all the balances. Where they do
// not, it names a set of cells that contradict each other, none of which can be spared. A network is decided exactly, by a flow; another
// system is tightened until nothing moves, which finds no contradiction that is not there but may miss one.
func contradiction(balances []balance) (cells []*quantity, feasible bool) {
	if net, ok := newNetwork(balances); ok {
		if net.feasible(nil) {
			return nil, true
		}
		return net.shortest(), false
	}
	if tightens(balances, nil) {
		return nil, true
	}
	if cells = cellsOf(balances); len(cells) > maxSpared {
		return cells, false
	}
	return spare(cells, func(free map[*quantity]bool) bool { return tightens(balances, free) }), false
}

func cellsOf(balances []balance) []*quantity {
	most := 0
	for _, b := range balances {
		most += len(b.cells)
	}
	seen, cells := make(map[*quantity]bool, most), make([]*quantity, 0, most)
	for _, b := range balances {
		for _, q := range b.cells {
			if !seen[q] {
				seen[q] = true
				cells = append(cells, q)
			}
		}
	}
	return cells
}

// spare frees one cell after another as long as the contradiction stands, and returns those it needs.
func spare(cells []*quantity, feasible func(free map[*quantity]bool) bool) []*quantity {
	free := map[*quantity]bool{}
	var needed []*quantity
	for _, q := range cells {
		free[q] = true
		if feasible(free) {
			delete(free, q)
			needed = append(needed, q)
		}
	}
	return needed
}

// maxTightenings bounds the passes over a system that keeps moving by ever smaller steps.
const maxTightenings = 50

// tightens narrows each cell by its balances until nothing moves; false when a cell has no value left.
func tightens(balances []balance, free map[*quantity]bool) bool {
	spans := map[*quantity]span{}
	for _, q := range cellsOf(balances) {
		spans[q] = q.all()
		if free[q] {
			spans[q] = everything()
		}
	}
	for range maxTightenings {
		moved := false
		for _, b := range balances {
			for i, q := range b.cells {
				if b.weights[i].Sign() == 0 {
					continue
				}
				rest := point(b.constant)
				for k, other := range b.cells {
					if k != i {
						rest = rest.sub(spans[other].scale(b.weights[k]))
					}
				}
				narrowed, ok := spans[q].meet(rest.scale(new(ratio).Inv(b.weights[i])))
				if !ok {
					return false
				}
				if compareLow(narrowed.lo, spans[q].lo) != 0 || compareHigh(narrowed.hi, spans[q].hi) != 0 {
					spans[q], moved = narrowed, true
				}
			}
		}
		if !moved {
			return true
		}
	}
	return true
}
