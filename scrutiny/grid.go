package scrutiny

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// grid is a table made ready for checking.
type grid struct {
	table   Table
	id      string
	columns []gridColumn
	lines   []*line
	// rounding is how its figures are printed.
	rounding Rounding
	// repeats says that a cell of it is stated to be the same as another figure of the report.
	repeats bool
}

type gridColumn struct {
	Column
	formula Formula
	// broken is set when there is a formula that cannot be read.
	broken bool
	linear bool
	sums   bool
	unit   figure.Unit
}

// line is a row or a total.
type line struct {
	label string
	total *Total
	cells map[string]*quantity
	// of and less are the lines a total adds up and takes away; ambiguous says why they cannot be told.
	of, less  []*line
	ambiguous string
}

func (c *checker) newGrid(i int, t Table, base setting) *grid {
	g := &grid{table: t, id: cmp.Or(t.ID, fmt.Sprintf("table-%d", i+1)), rounding: base.rounding}
	if t.Rounding != Nearest {
		g.rounding = t.Rounding
	}
	g.columns = gridColumns(t)
	for i := range g.columns {
		g.columns[i].formula.work = c.work
	}
	settings := g.settings(base)
	for _, row := range t.Rows {
		g.lines = append(g.lines, c.newLine(g, row.Label, row.Unit, row.Cells, settings))
	}
	for k := range t.Totals {
		total := &t.Totals[k]
		l := c.newLine(g, total.Label, total.Unit, total.Cells, settings)
		l.total = total
		g.lines = append(g.lines, l)
	}
	g.resolveTotals()
	return g
}

// gridColumns are the columns as listed, or the ids of the cells where none are.
func gridColumns(t Table) []gridColumn {
	columns := t.Columns
	if len(columns) == 0 {
		ids := map[string]bool{}
		for _, row := range t.Rows {
			for id := range row.Cells {
				ids[id] = true
			}
		}
		for _, id := range sortedKeys(ids) {
			columns = append(columns, Column{ID: id})
		}
	}
	ready := make([]gridColumn, len(columns))
	for i, column := range columns {
		g := gridColumn{Column: column, sums: column.sums(t) && !t.wordsOnly(column.ID)}
		g.unit, _ = readUnit(cmp.Or(column.Unit, t.Unit))
		if column.Formula != "" {
			formula, err := ParseFormula(column.Formula)
			g.formula, g.broken = formula, err != nil
			if err == nil {
				_, _, g.linear = formula.linear()
			}
		}
		ready[i] = g
	}
	return ready
}

// sums says whether totals add the column up: not a ratio, a percentage, a rate or an average, unless it says so.
func (c Column) sums(t Table) bool {
	if c.Sums != nil {
		return *c.Sums
	}
	if c.Formula != "" {
		formula, err := ParseFormula(c.Formula)
		if err != nil {
			return false
		}
		if _, constant, linear := formula.linear(); !linear || constant.Sign() != 0 {
			return false
		}
	}
	if unit, _ := readUnit(cmp.Or(c.Unit, t.Unit)); unit.Measure == figure.Percent || unit.Measure == figure.Points {
		return false
	}
	return !looksLikeRate(c.Unit) && !looksLikeRate(c.Label) && !looksLikeRate(c.ID) && !looksLikeRate(t.Unit)
}

// looksLikeRate recognises by its name a column that does not add up.
func looksLikeRate(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r != '%' && (r < 'a' || r > 'z') })
	for _, word := range words {
		switch word {
		case "rate", "average", "mean", "median", "per", "percent", "percentage", "pct", "pc", "%", "proportion", "ratio", "share", "rank", "avg":
			return true
		}
	}
	return false
}

// settings are what each column says of its cells.
func (g *grid) settings(base setting) map[string]setting {
	settings := make(map[string]setting, len(g.columns))
	for _, column := range g.columns {
		s := base
		s.rounding = g.rounding
		s.unit = cmp.Or(column.Unit, g.table.Unit, base.unit)
		if column.Unit == "" && g.pureNumber(column) {
			s.unit = ""
		}
		s.step = string(cmp.Or(column.Step, g.table.Step))
		ratio := column.Formula != "" && !column.whole()
		s.exact = g.table.Exact && !ratio && column.unit.Measure != figure.Percent && column.unit.Measure != figure.Points && column.Step == ""
		if column.Exact != nil {
			s.exact = *column.Exact
		}
		s.places = g.finest(column.ID)
		unit := s.measure()
		s.parsed = &unit
		settings[column.ID] = s
	}
	return settings
}

// whole says whether the column's formula gives whole numbers of whole numbers: one that only adds and takes away.
func (c gridColumn) whole() bool {
	if !c.linear {
		return false
	}
	weights, constant, _ := c.formula.linear()
	for _, weight := range weights {
		if !weight.IsInt() {
			return false
		}
	}
	return constant.IsInt()
}

// pureNumber says whether a column's formula divides the measure of its table away: the "variance / budget * 100" of a
// table in £k is no amount of £k, whether or not the column says that it is a percentage.
func (g *grid) pureNumber(column gridColumn) bool {
	if column.Formula == "" || column.broken || column.linear {
		return false
	}
	degree, ok := column.formula.root.measurePower(func(name string) int {
		for _, c := range g.columns {
			if c.ID == name && (c.Unit == "" || c.unit.Measure == figure.Pounds) {
				return 1
			}
		}
		return 0
	})
	return ok && degree == 0
}

// finest is the most decimal places printed in a column.
func (g *grid) finest(id string) int32 {
	places := int32(0)
	look := func(cells map[string]Input) { places = max(places, decimalsOf(cells[id].Value)) }
	for _, row := range g.table.Rows {
		look(row.Cells)
	}
	for _, total := range g.table.Totals {
		look(total.Cells)
	}
	return places
}

// decimalsOf is the number of decimal places that a text prints.
func decimalsOf(text string) int32 {
	_, decimals, _ := strings.Cut(text, ".")
	digits := len(decimals) - len(strings.TrimLeft(decimals, "0123456789"))
	return int32(min(digits, figure.MaxExponent))
}

// nilPlaces is the precision of a dash for nil: that of its column, or of its line where that is coarser, as in a total
// printed in whole millions under rows in tenths.
func (g *grid) nilPlaces(column int32, cells map[string]Input) int32 {
	line, printed := int32(0), false
	for _, c := range g.columns {
		text := cells[c.ID].Value
		if c.unit.Measure == figure.Percent || (c.Formula != "" && !c.linear) || strings.Contains(text, "%") || !strings.ContainsAny(text, "0123456789") {
			continue
		}
		line, printed = max(line, decimalsOf(text)), true
	}
	if !printed {
		return column
	}
	return min(column, line)
}

func (c *checker) newLine(g *grid, label, unit string, cells map[string]Input, settings map[string]setting) *line {
	l := &line{label: label, cells: make(map[string]*quantity, len(cells))}
	for _, column := range g.columns {
		in, given := cells[column.ID]
		if !given {
			continue
		}
		g.repeats = g.repeats || in.SameAs != ""
		s := settings[column.ID]
		if s.places > 0 {
			s.places = g.nilPlaces(s.places, cells)
		}
		if unit != "" && column.Unit == "" && !g.pureNumber(column) {
			s.unit, s.parsed = unit, nil
		}
		q := newQuantity(in, s)
		if s.exact && g.table.Exact && column.Exact == nil && q.percent() {
			s.exact = false
			q = newQuantity(in, s)
		}
		l.cells[column.ID] = q
		c.register(g.id+"/"+label+"/"+column.ID, q)
	}
	return l
}

// resolveTotals finds the lines that each total adds up.
func (g *grid) resolveTotals() {
	for _, l := range g.lines {
		if l.total == nil {
			continue
		}
		l.of = g.named(l, l.total.Of)
		l.less = g.named(l, l.total.Less)
	}
}

func (g *grid) named(total *line, labels []string) (found []*line) {
	// A row named twice, or by its name beside "*", is one row of the total.
	defer func() { found = once(found) }()
	for _, label := range labels {
		if label == "*" {
			for _, l := range g.lines {
				if l.total == nil && len(l.cells) > 0 {
					found = append(found, l)
				}
			}
			continue
		}
		matches := slices.Collect(func(yield func(*line) bool) {
			for _, l := range g.lines {
				if l.label == label && l != total && !yield(l) {
					return
				}
			}
		})
		switch len(matches) {
		case 1:
			found = append(found, matches[0])
		case 0:
			total.ambiguous = fmt.Sprintf("no row is labelled %q", label)
		default:
			total.ambiguous = fmt.Sprintf("%d rows are labelled %q", len(matches), label)
		}
	}
	return found
}

// once keeps the first of each line.
func once(lines []*line) []*line {
	seen := make(map[*line]bool, len(lines))
	return slices.DeleteFunc(lines, func(l *line) bool {
		again := seen[l]
		seen[l] = true
		return again
	})
}

// checkTable judges every formula and every total, and then the table whole.
func (c *checker) checkTable(g *grid) {
	first := len(c.findings)
	c.judged = c.judged[:0]
	for _, l := range g.lines {
		for _, column := range g.columns {
			if column.Formula != "" {
				c.checkCell(g, l, column)
			}
		}
	}
	for _, l := range g.lines {
		if l.total == nil {
			continue
		}
		sum := l.sum()
		for _, column := range g.columns {
			c.checkTotal(g, l, column, sum)
		}
	}
	c.explainTable(c.judged)
	if !c.options.SingleOnly {
		c.checkWhole(g, first)
	}
}

func (g *grid) name(l *line, column gridColumn) string {
	return l.label + ", " + cmp.Or(column.Label, column.ID)
}

// checkCell judges a row's formula.
func (c *checker) checkCell(g *grid, l *line, column gridColumn) {
	printed, given := l.cells[column.ID]
	if !given {
		return
	}
	f := Finding{ID: g.id + "/" + l.label + "/" + column.ID, Where: g.table.Where, Label: g.name(l, column), Kind: KindFormula}
	if column.broken {
		c.add(cannotCheck(f, printed, "the formula of "+column.ID+" cannot be read"))
		return
	}
	e := equation{formula: column.formula, inputs: l.cells, printed: printed}
	if unstated := g.unstated(column); len(unstated) > 0 {
		if told, _ := e.finding(); told.Verdict == Differs {
			f = cannotCheck(f, printed, "the unit of "+strings.Join(unstated, " and ")+" is not stated, and as money like the rest of the table it does not fit the formula")
			f.Question = true
			c.add(f, printed)
			return
		}
	}
	if note := g.averageOfAverages(l, column); note != "" && e.judge().verdict == Differs {
		f.Notes = append(f.Notes, note)
	}
	c.judge(f, e, c.previously(nil, f.ID))
}

// averageOfAverages says that a total's ratio is the plain mean of those of its rows, which forgets that the rows are of
// different size: 15.0 of rows of 10.0 and 20.0, whose 40 workers hold 17.5 each.
func (g *grid) averageOfAverages(l *line, column gridColumn) string {
	printed := l.cells[column.ID]
	if l.total == nil || column.linear || len(l.of) < 2 || len(l.less) > 0 || !printed.usable() {
		return ""
	}
	sum := new(ratio)
	for _, part := range l.of {
		cell := part.cells[column.ID]
		if !cell.usable() || cell.value == nil {
			return ""
		}
		sum.Add(sum, cell.value)
	}
	if !printed.prints(new(ratio).Quo(sum, newRatio(int64(len(l.of)), 1))) {
		return ""
	}
	what := "an average of averages"
	if printed.percent() {
		what = "an average of percentages"
	}
	return fmt.Sprintf("%s is %s: the plain mean of the %d rows, which forgets that they are of different size", printed.text, what, len(l.of))
}

// unstated names the columns that a formula takes for money only because their table is in money, where the result that
// the column states is then no amount of money: cost / children is pounds only when the children are counted in ones.
func (g *grid) unstated(column gridColumn) []string {
	if column.linear || column.Unit == "" || column.unit.Measure != figure.Pounds {
		return nil
	}
	var unstated []string
	degree, ok := column.formula.root.measurePower(func(name string) int {
		i := slices.IndexFunc(g.columns, func(c gridColumn) bool { return c.ID == name })
		if i < 0 || g.columns[i].unit.Measure != figure.Pounds {
			return 0
		}
		if g.columns[i].Unit == "" && !slices.Contains(unstated, name) {
			unstated = append(unstated, name)
		}
		return 1
	})
	if ok && degree == 1 {
		return nil
	}
	return unstated
}

// judge completes a finding from an equation.
func (c *checker) judge(f Finding, e equation, hint *hints) {
	told, o := e.finding()
	told.ID, told.Where, told.Label, told.Kind = f.ID, f.Where, f.Label, f.Kind
	told.Notes = append(f.Notes, told.Notes...)
	if o.verdict == Differs {
		e.explain(&told, o, hint)
	}
	e.weigh(&told, o)
	if hint != nil && hint.statement != nil {
		hint.statement.weighTarget(&told, o)
	}
	used := make([]*quantity, 0, len(e.formula.names)+1)
	for _, name := range e.formula.names {
		used = append(used, e.inputs[name])
	}
	c.judged = append(c.judged, judged{finding: len(c.findings), e: e, o: o, h: hint})
	c.add(told, append(used, e.printed)...)
}

// cannotCheck completes a finding that has no verdict.
func cannotCheck(f Finding, printed *quantity, reason string) Finding {
	if printed != nil {
		f.Printed = printed.text
	}
	f.Verdict, f.Reason = CannotCheck, reason
	f.Working = "Cannot be checked: " + reason + "."
	return f
}

// checkTotal judges one column of a total by the sum of its rows.
func (c *checker) checkTotal(g *grid, l *line, column gridColumn, sum rowSum) {
	printed, given := l.cells[column.ID]
	if !given || printed.text == "" && printed.missing {
		return
	}
	f := Finding{ID: g.id + "/" + l.label + "/" + column.ID + "/sum", Where: g.table.Where, Label: g.name(l, column) + ", sum of rows", Kind: KindSum}
	switch {
	case !column.sums && !g.sharesOfOne(l, column, printed):
		return
	case l.ambiguous != "":
		c.add(cannotCheck(f, printed, l.ambiguous))
		return
	}
	if sum.formula.root == nil {
		return
	}
	e := sum.equation(column.ID, printed)
	if column.Sums == nil && e.looksAveraged() {
		c.add(cannotCheck(f, printed, "it is no sum of its rows but lies between them, as an average does: say whether the column sums"), printed)
		return
	}
	c.judge(f, e, c.previously(&hints{grid: g, line: l, column: column.ID}, printed.where))
	c.addChance(e)
}

// sharesOfOne recognises a column of percentages that adds up to 100.
func (g *grid) sharesOfOne(l *line, column gridColumn, printed *quantity) bool {
	if column.Sums != nil || column.Formula != "" && !column.linear && column.unit.Measure != figure.Percent {
		return false
	}
	if !printed.usable() || !printed.percent() || printed.value.Cmp(newRatio(100, 1)) != 0 {
		return false
	}
	sum := new(ratio)
	for _, part := range l.of {
		q := part.cells[column.ID]
		// "108% of its budget" is no share of a whole, and neither is a fall of 3%.
		if !q.usable() || q.value.Sign() < 0 || q.value.Cmp(newRatio(100, 1)) > 0 {
			return false
		}
		sum.Add(sum, q.value)
	}
	// A column of percentages of different wholes is nowhere near 100.
	return sum.Cmp(newRatio(90, 1)) >= 0 && sum.Cmp(newRatio(110, 1)) <= 0
}

// looksAveraged recognises the average caseload at the foot of a column of average caseloads: all of it is printed with
// decimals, none of it is money, and what stands for the total is no sum but between the least and the greatest.
func (e equation) looksAveraged() bool {
	averaged := func(q *quantity) bool {
		return q.usable() && q.step != nil && q.places() > 0 && q.fig.Unit.Measure != figure.Pounds && q.value.Sign() > 0
	}
	if len(e.inputs) < 2 || !averaged(e.printed) {
		return false
	}
	below, above := false, false
	for _, q := range e.inputs {
		if !averaged(q) {
			return false
		}
		below = below || q.value.Cmp(e.printed.value) <= 0
		above = above || q.value.Cmp(e.printed.value) >= 0
	}
	return below && above && e.judge().verdict == Differs
}

// rowSum is what a total adds up: the formula, which is the same for every column, the lines that its names stand for, and
// what they are called.
type rowSum struct {
	formula Formula
	lines   []*line
	labels  map[string]string
}

// sum is the sum of the rows that a total adds up; its formula has no root where there are none.
func (l *line) sum() rowSum {
	s := rowSum{lines: slices.Concat(l.of, l.less)}
	if len(s.lines) == 0 {
		return s
	}
	s.formula.names, s.labels = make([]string, len(s.lines)), make(map[string]string, len(s.lines))
	root := (*node)(nil)
	for i, part := range s.lines {
		name := "r" + strconv.Itoa(i)
		s.formula.names[i], s.labels[name] = name, part.label
		leaf, taken := &node{op: '@', name: name}, i >= len(l.of)
		switch {
		case root == nil && taken:
			root = &node{op: 'n', args: []*node{leaf}}
		case root == nil:
			root = leaf
		case taken:
			root = &node{op: '-', args: []*node{root, leaf}}
		default:
			root = &node{op: '+', args: []*node{root, leaf}}
		}
	}
	s.formula.root = root
	s.formula.weigh()
	return s
}

// equation holds the sum against one column of the total.
func (s rowSum) equation(column string, printed *quantity) equation {
	inputs := make(map[string]*quantity, len(s.lines))
	for i, name := range s.formula.names {
		inputs[name] = s.lines[i].cells[column]
	}
	return equation{formula: s.formula, inputs: inputs, labels: s.labels, printed: printed}
}

// addChance says how rare a gap within rounding is in an honest column.
func (c *checker) addChance(e equation) {
	f := &c.findings[len(c.findings)-1]
	if f.Verdict != WithinRounding || e.printed.step == nil || f.Telling == nil {
		return
	}
	computed := new(ratio)
	for _, name := range e.formula.names {
		q := e.inputs[name].best()
		if !q.sameStep(e.printed) || q.group != nil {
			return
		}
		computed.Add(computed, q.value)
	}
	gap := new(ratio).Sub(e.printed.value, computed)
	units := gap.Quo(gap.Abs(gap), e.printed.step)
	if !units.IsInt() || !units.Num().IsInt64() {
		return
	}
	n, k := len(e.formula.names), int(units.Num().Int64())
	if n > 200 {
		return
	}
	rarity := c.rarityOf(n, k)
	f.Telling.Chance = &rarity.chance
	if rarity.sentence != "" {
		f.Notes = append(f.Notes, rarity.sentence)
	}
}

// rarity is how rare a gap is, and the sentence that says so where fewer than one honest column in twenty shows it.
type rarity struct {
	chance   decimal.Decimal
	sentence string
}

func (c *checker) rarityOf(n, k int) rarity {
	key := [2]int{n, k}
	if known, ok := c.rarities[key]; ok {
		return known
	}
	chance := gapChance(n, k)
	r := rarity{chance: toDecimal(chance, 6)}
	switch {
	case chance.Sign() == 0:
		r.sentence = "Possible only if every figure was a tie."
	case chance.Cmp(newRatio(1, 20)) < 0:
		r.sentence = fmt.Sprintf("Possible, but only 1 in %s columns of %d honest figures shows such a gap.", roundWhole(new(ratio).Inv(chance)), n)
	}
	c.rarities[key] = r
	return r
}
