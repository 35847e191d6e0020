package propose

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// view is a table as sentences speak of it: cells with their values and units, under labels made of words.
type view struct {
	grid    *table.Grid
	number  int // of the document's tables, from 1
	section int
	heads   int // rows of heading
	labels  int // columns of labels
	rows    []axis
	cols    []axis
	cells   [][]*cell // nil where there is no figure
	title   []string  // the stems of what stands above
	step    decimal.Decimal
	// guessed says that the table states no scale for its money.
	guessed bool
}

// axis is a row or a column of a view: its label and what the words of it say.
type axis struct {
	at     int
	row    bool
	label  string
	words  []string
	weight []float64
	// group and leaf are the stems of the upper and of the last row of a heading of several rows.
	group, leaf []string
	// unique says of each word that no other label of the axis has it.
	unique []bool
	total  float64
	role   table.Role
	// plain is how surely the role is said.
	plain  table.Strength
	period period
	unit   unitOf
	used   bool // it has figures
	prior  bool // of the year before the latest of its table
	// quarter says that one quarter alone is named along the axis, so that "the quarter" is that one.
	quarter bool
}

// cell is a figure of a table.
type cell struct {
	in       *view
	row, col int
	text     string
	value    value
	// missing figures ("x", "<5") take no part.
	bound figure.Bound
}

func (c *cell) rowAxis() *axis { return &c.in.rows[c.row] }
func (c *cell) colAxis() *axis { return &c.in.cols[c.col] }

// at is where the cell stands, for a finding.
func (c *cell) at() scrutiny.At {
	return scrutiny.At{Place: c.in.grid.Place(c.row, c.col), RowLabel: c.in.rows[c.row].label, ColLabel: c.in.cols[c.col].label, Text: c.text}
}

// unitOf is what a label says of the unit of its figures.
type unitOf struct {
	unit figure.Unit
	// stated says that a mark of a unit stands there; money that words alone speak of it; count that the figures are things
	// that are counted; rate that they are quotients.
	stated, money, count, rate bool
}

var (
	poundScale = regexp.MustCompile(`£\s?['’]?(?:000s?\b|k\b|thousands?\b|m\b|mn\b|millions?\b|bn\b|billions?\b)|(?i:\b(?:thousands|millions)\s+of\s+pounds\b)|\((?:000s|'000s?)\)`)
	inPounds   = regexp.MustCompile(`£(?:\)|\s|$|/)|\(£\)|(?i:\bpounds\b)`)
)

// readUnit is what the words of a label say of a unit.
func readUnit(label string) unitOf {
	lower := strings.ToLower(label)
	if mark := poundScale.FindString(label); mark != "" {
		u := unitOf{stated: true, money: true, unit: figure.Unit{Measure: figure.Pounds, Power: 3}}
		switch {
		case strings.Contains(strings.ToLower(mark), "bn"), strings.Contains(strings.ToLower(mark), "billion"):
			u.unit.Power = 9
		case strings.Contains(strings.ToLower(mark), "m"):
			u.unit.Power = 6
		}
		return u
	}
	switch {
	case strings.Contains(lower, "percentage point"):
		return unitOf{stated: true, unit: figure.Unit{Measure: figure.Points}, rate: true}
	case strings.Contains(lower, "%"), strings.Contains(lower, "per cent"), strings.Contains(lower, "percent"):
		return unitOf{stated: true, unit: figure.Unit{Measure: figure.Percent}, rate: true}
	case inPounds.MatchString(label):
		return unitOf{stated: true, money: true, unit: figure.Unit{Measure: figure.Pounds}, rate: strings.Contains(lower, "per ") || strings.Contains(lower, "average") || strings.Contains(lower, "each")}
	}
	u := unitOf{}
	for _, word := range split(lower) {
		switch stem(word) {
		case "rate", "average", "averag", "mean", "median", "ratio", "share", "per":
			u.rate = true
		case "budget", "forecast", "varianc", "spend", "cost", "incom", "overspend", "underspend", "saving", "outturn", "grant", "pressur", "reserv", "balanc", "fund", "price", "fee", "grow", "growth", "financ", "virement", "contribution":
			u.money = true
		case "child", "pupil", "place", "placement", "fte", "post", "staff", "home", "household", "case", "plan", "referral", "contact", "hour", "day", "week", "family", "person", "worker", "carer", "school", "number",
			"enquiry", "assessment", "visit", "session", "bed", "night", "attendance", "incident", "episod", "complaint", "caseload", "vacant", "headcount", "application", "count":
			u.count = true
		}
	}
	return u
}

// newView reads a grid.
func newView(g *table.Grid, number, section int) *view {
	v := &view{grid: g, number: number, section: section}
	rows, cols := g.Size()
	// A data file is no table that sentences speak of, and would be held against each of them.
	const most = 6000
	if rows < 2 || cols < 2 || rows*cols > most {
		return nil
	}
	parsed := make([][]figure.Figure, rows)
	bounds := make([][]figure.Bound, rows)
	isFigure := make([][]bool, rows)
	for r := range rows {
		parsed[r], bounds[r], isFigure[r] = make([]figure.Figure, cols), make([]figure.Bound, cols), make([]bool, cols)
		for c := range cols {
			text := cleanCell(g.Text(r, c))
			f, bound, err := figure.ParseBound(text)
			parsed[r][c], bounds[r][c] = f, bound
			isFigure[r][c] = err == nil && text != ""
		}
	}
	v.findLabels(parsed, isFigure)
	v.findHeads(parsed, isFigure)
	if v.heads >= rows || v.labels >= cols {
		return nil
	}
	v.headings()
	v.measure(parsed, bounds, isFigure)
	v.findTotals()
	v.findPrior()
	v.weigh()
	return v
}

// cleanCell strips the marks of emphasis and of notes from a cell.
func cleanCell(text string) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "*†‡_ "))
}

// yearLike says whether a cell is the name of a period.
func yearLike(text string) bool {
	_, ok := readPeriod(text)
	return ok
}

// findLabels counts the leading columns that hold names.
func (v *view) findLabels(parsed [][]figure.Figure, isFigure [][]bool) {
	rows, cols := v.grid.Size()
	v.labels = 1
	if v.allFigures(isFigure) {
		v.labels = 0
		return
	}
	for c := 1; c < cols-1; c++ {
		texts, figures := 0, 0
		for r := 1; r < rows; r++ {
			text := cleanCell(v.grid.Text(r, c))
			switch {
			case text == "":
			case isFigure[r][c]:
				figures++
			default:
				texts++
			}
		}
		if texts <= figures*3 || texts == 0 {
			break
		}
		v.labels = c + 1
	}
}

// allFigures says whether a table has no column of names: its first column is headed by a period and holds figures alone.
func (v *view) allFigures(isFigure [][]bool) bool {
	rows, _ := v.grid.Size()
	head := cleanCell(v.grid.Text(0, 0))
	if !yearLike(head) || rows > 4 {
		return false
	}
	for r := 1; r < rows; r++ {
		if !isFigure[r][0] || yearLike(v.grid.Text(r, 0)) {
			return false
		}
	}
	return true
}

// findHeads counts the rows of heading: those before the first row of figures.
func (v *view) findHeads(parsed [][]figure.Figure, isFigure [][]bool) {
	rows, cols := v.grid.Size()
	for r := range min(rows, 4) {
		figures, texts := 0, 0
		for c := v.labels; c < cols; c++ {
			text := cleanCell(v.grid.Text(r, c))
			switch {
			case text == "":
			case isFigure[r][c] && !yearLike(text) && parsed[r][c].Kind != figure.Missing:
				figures++
			case parsed[r][c].Kind == figure.Missing && isFigure[r][c] && r > 0:
				figures++
			default:
				texts++
			}
		}
		if figures > 0 && (r > 0 || texts <= figures) || (r > 0 && texts == 0) {
			break
		}
		v.heads = r + 1
	}
	v.heads = max(v.heads, 1)
}

// headings makes the labels of rows and columns.
func (v *view) headings() {
	rows, cols := v.grid.Size()
	v.cols, v.rows = make([]axis, cols), make([]axis, rows)
	for c := range cols {
		var words []string
		for r := range v.heads {
			text := cleanCell(v.grid.Text(r, c))
			if text == "" && r+1 < v.heads && c >= v.labels {
				for left := c - 1; left >= v.labels && text == ""; left-- {
					text = cleanCell(v.grid.Text(r, left))
				}
			}
			if text != "" && !slices.Contains(words, text) {
				words = append(words, text)
			}
		}
		v.cols[c] = newAxis(c, false, strings.Join(words, " "))
		if n := len(words); n > 1 {
			v.cols[c].group, v.cols[c].leaf = keyWords(strings.Join(words[:n-1], " ")), keyWords(words[n-1])
			if w := table.ColumnWording(words[n-1]); w.Role == table.RoleTotal || strings.EqualFold(words[n-1], "both") {
				v.cols[c].role, v.cols[c].plain = table.RoleTotal, table.Likely
			}
		}
	}
	for r := v.heads; r < rows; r++ {
		var words []string
		for c := range v.labels {
			if text := cleanCell(v.grid.Text(r, c)); text != "" {
				words = append(words, text)
			}
		}
		v.rows[r] = newAxis(r, true, strings.Join(words, " "))
	}
}

func newAxis(at int, row bool, label string) axis {
	a := axis{at: at, row: row, label: label, words: keyWords(label), unit: readUnit(label)}
	w := table.ColumnWording(label)
	if row {
		w = table.RowWording(label)
	}
	a.role, a.plain = w.Role, w.Strength
	a.period, _ = readPeriod(label)
	if a.period.previous {
		a.role = table.RolePrevious
	}
	return a
}

// measure gives every cell its value, in the unit that its text, its labels or its table state.
func (v *view) measure(parsed [][]figure.Figure, bounds [][]figure.Bound, isFigure [][]bool) {
	rows, cols := v.grid.Size()
	corner := cleanCell(v.grid.Text(0, 0))
	whole := unitOf{}
	for _, text := range append([]string{corner, v.grid.Title}, v.grid.Notes...) {
		if u := readUnit(text); u.stated && (len(text) < 200 || u.unit.Power > 0) && !whole.stated && (text == corner || u.unit.Measure == figure.Pounds) {
			whole = u
		}
	}
	v.title = append(keyWords(v.grid.Title), keyWords(corner)...)
	moneyTable, countTable := readUnit(v.grid.Title).money, false
	for c := v.labels; c < cols; c++ {
		u := v.cols[c].unit
		moneyTable = moneyTable || u.money
		countTable = countTable || u.count && !u.money
	}
	for c := v.labels; c < cols; c++ {
		if u := &v.cols[c].unit; moneyTable && !countTable && !u.money && !u.count && !u.rate && !u.stated {
			u.money = true
		}
	}
	for _, text := range append([]string{v.grid.Title}, v.grid.Notes...) {
		if r, ok := table.StatedRounding(text); ok && !r.Pounds {
			v.step = r.Step
		}
	}
	v.cells = make([][]*cell, rows)
	for r := v.heads; r < rows; r++ {
		v.cells[r] = make([]*cell, cols)
		for c := v.labels; c < cols; c++ {
			f := parsed[r][c]
			if !isFigure[r][c] || !f.HasValue() || v.grid.Hidden(r, c) {
				continue
			}
			if f.Kind == figure.Range {
				continue
			}
			x := &cell{in: v, row: r, col: c, text: strings.TrimSpace(v.grid.Text(r, c)), bound: bounds[r][c]}
			x.value = v.valueOf(f, v.cols[c], v.rows[r], whole)
			v.cells[r][c] = x
			v.rows[r].used, v.cols[c].used = true, true
		}
	}
}

// valueOf settles the unit of a cell: what it prints itself, then its column, its row, its table.
func (v *view) valueOf(f figure.Figure, col, row axis, whole unitOf) value {
	u := unitOf{unit: f.Unit, stated: f.Unit != figure.Unit{} || f.Style.Pound}
	for _, from := range []unitOf{col.unit, row.unit} {
		if !from.stated || u.unit.Power != 0 {
			continue
		}
		if u.unit.Measure == figure.Plain || u.unit.Measure == from.unit.Measure {
			u.unit, u.stated = from.unit, true
		}
		break
	}
	money := col.unit.money || row.unit.money
	counts := (col.unit.count && !col.unit.money) || (row.unit.count && !row.unit.money && !col.unit.money && !whole.stated)
	rate := col.unit.rate || row.unit.rate || col.role == table.RoleRate || row.role == table.RoleRate
	guessed := false
	if !u.stated && whole.stated {
		if whole.unit.Measure == figure.Pounds && !counts && (!rate || money) {
			u = whole
		} else if whole.unit.Measure == figure.Percent && !counts {
			u = whole
		}
	} else if !u.stated && money && !counts && !rate {
		u.unit.Measure, guessed = figure.Pounds, true
		v.guessed = true
	} else if u.unit.Measure == figure.Pounds && u.unit.Power == 0 && whole.stated && whole.unit.Measure == figure.Pounds && !col.unit.stated && !f.Style.Pound {
		u.unit = whole.unit
	}
	x := newValue(f.Value, f.Places, u.unit)
	x.guessed = guessed
	x.exact = u.unit.Measure == figure.Plain && f.Places == 0 && !rate
	if x.exact && !v.step.IsZero() {
		x.exact, x.step = false, v.step
		x.half = v.step.InexactFloat64() / 2
	}
	x.rate = rate
	return x
}

// findTotals makes a total of the first or the last row that adds up all others in its columns of amounts, and of the first or
// last column likewise, whatever it is called; a line that words call a total stays one.
func (v *view) findTotals() {
	rows, cols := len(v.rows), len(v.cols)
	if last := v.lastUsed(v.rows); last >= 0 {
		for _, i := range []int{last, v.firstUsed(v.rows)} {
			if !v.hasTotal(v.rows) && v.addsUp(i, rows, cols, func(a, b int) *cell { return v.cell(a, b) }) {
				v.rows[i].role, v.rows[i].plain = table.RoleTotal, table.Plainly
			}
		}
	}
	v.runningTotals()
	if last := v.lastUsed(v.cols); last >= 0 {
		for _, i := range []int{last, v.firstUsed(v.cols)} {
			if !v.hasTotal(v.cols) && v.addsUp(i, cols, rows, func(a, b int) *cell { return v.cell(b, a) }) {
				v.cols[i].role, v.cols[i].plain = table.RoleTotal, table.Plainly
			}
		}
	}
}

// runningTotals makes a total of a column that adds up the columns directly before it, as a quarter does its months.
func (v *view) runningTotals() {
	for c := v.labels + 2; c < len(v.cols); c++ {
		if !v.cols[c].used || v.cols[c].period.key != "" || v.cols[c].isTotal() {
			continue
		}
		held, failed := 0, 0
		for r := range v.rows {
			x := v.cell(r, c)
			if x == nil || x.value.rate || x.value.unit.Measure == figure.Percent {
				continue
			}
			sum, off, n := 0.0, x.value.slack(), 0
			for k := v.labels; k < c; k++ {
				if y := v.cell(r, k); y != nil && v.cols[k].period.key != "" {
					sum += y.value.base
					off += y.value.slack()
					n++
				}
			}
			if gap := sum - x.value.base; n >= 2 && gap <= off && gap >= -off {
				held++
			} else {
				failed++
			}
		}
		if held >= 2 && held > 2*failed {
			v.cols[c].role, v.cols[c].plain = table.RoleTotal, table.Plainly
		}
	}
}

func (v *view) hasTotal(list []axis) bool {
	return slices.ContainsFunc(list, func(a axis) bool { return a.used && a.isTotal() })
}

func (v *view) lastUsed(list []axis) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].used {
			return i
		}
	}
	return -1
}

func (v *view) firstUsed(list []axis) int {
	return slices.IndexFunc(list, func(a axis) bool { return a.used })
}

// addsUp says whether a line is the sum of all others where they are amounts: in two cross lines at least, and in most.
func (v *view) addsUp(line, lines, across int, at func(line, across int) *cell) bool {
	held, failed := 0, 0
	for k := range across {
		total := at(line, k)
		if total == nil || total.value.rate || total.value.unit.Measure == figure.Percent {
			continue
		}
		sum, off, n := 0.0, total.value.slack(), 0
		for i := range lines {
			if x := at(i, k); x != nil && i != line {
				sum += x.value.base
				off += x.value.slack()
				n++
			}
		}
		switch gap := sum - total.value.base; {
		case n < 2:
		case gap <= off && gap >= -off && total.value.base != 0:
			held++
		default:
			failed++
		}
	}
	return held >= 2 && held > failed
}

// findPrior marks the year before the latest.
func (v *view) findPrior() {
	for _, list := range [][]axis{v.rows, v.cols} {
		latest := 0
		for _, a := range list {
			if a.used && a.role != table.RoleTarget {
				latest = max(latest, a.period.year)
			}
		}
		for i := range list {
			list[i].prior = list[i].period.year > 0 && list[i].period.year == latest-1
		}
	}
}

// weigh gives each word of a label a weight by how few labels of the axis have it.
func (v *view) weigh() {
	for _, list := range [][]axis{v.rows, v.cols} {
		count := map[string]int{}
		for _, a := range list {
			seen := map[string]bool{}
			for _, w := range a.words {
				if a.used && !seen[w] {
					count[w]++
					seen[w] = true
				}
			}
		}
		quarters := 0
		for i := range list {
			a := &list[i]
			for _, w := range a.words {
				weight := 1.0
				if n := count[w]; n > 1 {
					weight = 1 / float64(n)
				}
				digits := strings.Trim(w, "0123456789") == ""
				if commonWords[w] {
					weight *= 0.5
				}
				if digits && len(a.words) > 1 {
					weight *= 0.3
				}
				a.weight = append(a.weight, weight)
				a.unique = append(a.unique, count[w] == 1 && !digits && !quarterKey(w))
				if quarterKey(w) {
					quarters++
				}
				a.total += weight
			}
		}
		for i := range list {
			list[i].quarter = quarters == 1
		}
	}
}

func quarterKey(w string) bool { return len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' }

// commonWords say little of which row or column is meant.
var commonWords = map[string]bool{"year": true, "net": true, "servic": true, "other": true, "child": true, "revis": true, "current": true, "cost": true, "new": true, "rate": true, "team": true, "start": true}

// each calls f for every cell that has a figure.
func (v *view) each(f func(c *cell)) {
	for _, row := range v.cells {
		for _, c := range row {
			if c != nil {
				f(c)
			}
		}
	}
}

// cell is the figure at a row and column; nil where there is none.
func (v *view) cell(row, col int) *cell {
	if row < 0 || row >= len(v.cells) || col < 0 || col >= len(v.cells[row]) {
		return nil
	}
	return v.cells[row][col]
}

// totals says whether words or figures make an axis a total, a net or a subtotal.
func (a *axis) totals() bool {
	return a.role == table.RoleTotal || a.role == table.RoleNet || a.role == table.RoleSubtotal
}

// isPrevious says whether an axis is of the period before the table's own: it is called so, or it is of the year before its
// latest.
func (a *axis) isPrevious() bool {
	return a.period.previous || a.role == table.RolePrevious || a.prior
}

// isAverage says whether a line is called an average.
func (a *axis) isAverage() bool {
	return a.role == table.RoleAverage || slices.ContainsFunc(a.words, func(w string) bool { return w == stem("average") || w == "mean" || w == "median" })
}

// isTotal says whether an axis is surely the total of the others.
func (a *axis) isTotal() bool {
	return (a.role == table.RoleTotal || a.role == table.RoleNet) && a.plain >= table.Likely
}
