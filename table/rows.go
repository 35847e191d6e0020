package table

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Bits of evidence that a row without a word for it, or with one that a line may have too, adds up others: a sum that holds in a
// figure of n printable values has log2(n), and one row of some thousand would pass by chance with ten.
const (
	bitsPerhaps = 5
	bitsSilent  = 12
	bitsOfTwo   = 16 // where the sum has two members only
	bitsOfCell  = 14 // no figure says more
)

// longestRun is how many rows above a total are tried as its members, where it adds up neither all nor those of its part.
const longestRun = 200

// mostAveraged is how many rows a row called an average is held against: nobody prints the average below more.
const mostAveraged = 20_000

// teller tells lines from totals.
type teller struct {
	r        *Records
	label    int               // the column of the grid that names the rows
	called   map[int32]string  // what names a record in place of its label
	wordings map[int32]Wording // of records whose labels say anything
	sums     []*Values         // columns that add up
	settled  map[int]bool
	group    *Values
	adds     map[int]bool // the totals that add rows up
	asked    figure.Faults
	out      int // rows left out so far

	// What has gone before the record in hand: its lines, where its part begins among them, and their sums.
	above  []int32
	begin  int
	all    running
	groups map[string]*running
}

// tellRows gives each record its role, from its words, its place and its figures. Where they leave more than one reading it
// asks: the error is a fault that is a question, and names the flag that settles it.
func (r *Records) tellRows(o Options) error {
	at := -1
	if i := r.schema.at(r.schema.Label); i >= 0 {
		at = r.header.columns[i]
	}
	if at < 0 {
		return nil
	}
	t := &teller{r: r, label: at, wordings: r.wordings(at), settled: map[int]bool{}, adds: map[int]bool{}, group: r.Column(r.schema.Group)}
	t.readBeside(r.schema.Group)
	t.readBeside(r.schema.Within)
	t.findSums()
	if len(t.wordings) == 0 && len(o.Totals) == 0 && len(o.Lines) == 0 && !r.Has(r.schema.Kind) {
		return t.tellAllSilent()
	}
	r.roles = make([]Role, len(r.rows))
	if err := t.obey(o); err != nil {
		return err
	}
	t.all, t.groups = t.none(), map[string]*running{}
	for i := range r.rows {
		if !t.settled[i] {
			r.roles[i] = t.tell(i)
		}
		t.passed(i)
	}
	t.demote()
	t.noteOut()
	return t.asked.Err()
}

// noteOut says how many rows were left out without a note of their own.
func (t *teller) noteOut() {
	if t.out > mostNotes {
		t.r.note("and %s", plural(t.out-mostNotes, "more such row", "more such rows"))
	}
}

// tellAllSilent is [Records.tellRows] of a table in which no label says anything, as nearly all long ones are: its rows are lines
// but for those that head a group, and the first and the last may be the sum of the others.
func (t *teller) tellAllSilent() error {
	r := t.r
	ends := len(t.sums) == 0 || r.schema.Group == "" || t.group.Present() // no row heads a group
	for i := 0; i < len(r.rows); i++ {
		if ends && i > 0 {
			i = len(r.rows) - 1
		}
		role := RoleLine
		switch {
		case t.headsGroup(i):
			role = RoleGroup
		case t.atEnd(i):
			t.all = t.none()
			if r.roles == nil {
				t.withRows(&t.all, 0, i)
			}
			for j := 0; r.roles != nil && j < i; j++ {
				if r.roles[j] == RoleLine {
					t.with(&t.all, j)
				}
			}
			role = t.tellSilent(i)
		}
		if role == RoleLine {
			continue
		}
		if r.roles == nil {
			r.roles = make([]Role, len(r.rows))
		}
		r.roles[i] = role
	}
	return t.asked.Err()
}

// text is what a record is called.
func (t *teller) text(i int) string {
	if called, other := t.called[int32(i)]; other {
		return called
	}
	return t.r.text(i, t.label)
}

// call gives a record another name.
func (t *teller) call(i int, text string, w Wording) {
	if t.called == nil {
		t.called = map[int32]string{}
	}
	t.called[int32(i)] = text
	if delete(t.wordings, int32(i)); w != (Wording{}) {
		t.wordings[int32(i)] = w
	}
}

// wordings are what the labels say that say anything.
func (r *Records) wordings(at int) map[int32]Wording {
	said := map[int32]Wording{}
	say := func(i int) {
		if w := rowWording(r.text(i, at)); w != (Wording{}) {
			said[int32(i)] = w
		}
	}
	if v := r.Column(r.schema.Label); v.heard && v.at == at {
		for _, i := range v.telling {
			say(int(i))
		}
		return said
	}
	var text []byte
	for i := range r.rows {
		if text = r.appendText(text[:0], i, at); !silent(text) {
			say(i)
		}
	}
	return said
}

// demote makes a subtotal of what adds up all rows above it where a total of these lines and more stands below, or one of the
// same that adds them up as well. Two totals of the same lines that differ stay what they are, for the caller to refuse.
func (t *teller) demote() {
	below := map[string]int{} // the total below, by group
	lines := 0                // seen from the bottom
	seen := map[string]int{}  // how many of them there were at that total
	for i := len(t.r.roles) - 1; i >= 0; i-- {
		switch {
		case t.r.roles[i] == RoleLine:
			lines++
			continue
		case t.r.roles[i] != RoleTotal || t.settled[i]:
			continue
		}
		group := ""
		if t.group.Present() {
			group = t.group.Text(i)
		}
		if lower, ok := below[group]; ok && t.adds[i] && (lines > seen[group] || t.adds[lower]) {
			t.r.roles[i] = RoleSubtotal
		}
		below[group], seen[group] = i, lines
	}
}

// mostNotes is how many rows that are left out are named each.
const mostNotes = 20

// obey settles the rows that a person or the table itself says.
func (t *teller) obey(o Options) error {
	for _, said := range [...]struct {
		labels []string
		role   Role
		flag   string
	}{{o.Totals, RoleTotal, "-total"}, {o.Lines, RoleLine, "-line"}} {
		for _, label := range said.labels {
			found := false
			for i := range t.r.rows {
				if text := t.text(i); strings.EqualFold(text, strings.TrimSpace(label)) || plainName(PlainLabel(text)) == plainName(label) {
					t.settle(i, said.role)
					found = true
				}
			}
			if !found {
				return &figure.Fault{Code: "unknown_row", Value: label, Problem: fmt.Sprintf("no row is called %q", label), Remedy: "give " + said.flag + " a label as it stands in the table"}
			}
		}
	}
	kind := t.r.Column(t.r.schema.Kind)
	for i := range t.r.rows {
		if !kind.Present() || t.settled[i] {
			continue
		}
		switch word := kind.Text(i); word {
		case "":
		case "total":
			t.settle(i, RoleTotal)
		case "subtotal":
			t.settle(i, RoleSubtotal)
		default:
			t.settle(i, RoleLine)
		}
	}
	return nil
}

func (t *teller) settle(i int, role Role) { t.settled[i], t.r.roles[i] = true, role }

// findSums takes out the columns whose figures add up; not a number is none.
func (t *teller) findSums() {
	for _, v := range t.r.values {
		if v == nil || v.numbers == nil {
			continue
		}
		sums := v.column.Kind == KindMoney || v.column.Kind == KindCount || v.column.Kind == KindNumber || v.column.Kind == KindFigure
		if !sums || v.column.Rate {
			continue
		}
		t.sums = append(t.sums, v)
	}
}

// cell is the figure of a column that adds up; not a number is none.
func (t *teller) cell(v *Values, i int) float64 {
	switch n := v.number(i); {
	case n.State == column.Value && (n.Measure == uint8(figure.Plain) || n.Measure == uint8(figure.Pounds)):
		return n.float()
	case n.State == column.Nil:
		return 0
	case n.State == column.None && v.column.Kind == KindMoney && figure.Reason(n.Reason) == figure.Blank:
		return 0
	}
	return math.NaN()
}

// tell says what a record is that nobody has settled.
func (t *teller) tell(i int) Role {
	w := t.wordings[int32(i)]
	if t.percentRow(i) && w.Role == RoleRate {
		return t.leaveOut(i, RoleRate, "its figures are percentages")
	}
	if t.headsGroup(i) {
		return RoleGroup
	}
	switch w.Role {
	case RoleTotal, RoleSubtotal, RoleNet:
		return t.tellTotal(i, w)
	case RoleAverage:
		return t.tellAverage(i, w)
	case RoleOfWhich:
		return t.leaveOut(i, RoleOfWhich, "it is a part of the row above it")
	case RoleRate, RoleChange, RoleTarget, RolePrevious, RoleRank:
		if w.Strength == Plainly && !t.r.schema.Mixed && len(t.sums) > 0 {
			return t.ask(i, fmt.Sprintf("the row is called %q and stands among lines", t.text(i)))
		}
		return RoleLine
	}
	return t.tellSilent(i)
}

// tellTotal decides on a row that is called a total, or may be.
func (t *teller) tellTotal(i int, w Wording) Role {
	found := t.bestSum(i)
	role := RoleTotal
	switch {
	case w.Role == RoleNet:
		role = RoleNet
	case w.Role == RoleSubtotal, found.holds() && found.part:
		role = RoleSubtotal
	}
	if found.holds() {
		t.adds[i] = true
	}
	switch {
	case found.holds() && (w.Strength >= Likely || found.bits >= bitsPerhaps && !t.r.schema.Mixed):
		return t.leaveOut(i, role, "it adds up "+found.of)
	case found.holds() && found.bits >= bitsPerhaps:
		return t.ask(i, fmt.Sprintf("the row is called %q and adds up %s", t.text(i), found.of))
	case w.Strength == Plainly && !t.r.schema.Mixed:
		if found.tested() && role != RoleNet && !t.isArea(i) {
			return t.leaveOut(i, role, "it is called so, though it does not add up the rows beside it")
		}
		return t.leaveOut(i, role, "it is called so")
	case w.Strength >= Likely:
		return t.ask(i, fmt.Sprintf("the row is called %q and adds up no rows beside it", t.text(i)))
	case !t.r.schema.Mixed && found.near():
		return t.ask(i, fmt.Sprintf("the row is called %q and nearly adds up %s", t.text(i), found.of))
	}
	return RoleLine
}

// isArea says whether a row is that of the country, which holds more than the rows beside it.
func (t *teller) isArea(i int) bool {
	name := plainName(PlainLabel(t.text(i)))
	return strings.Contains(name, "england") || strings.Contains(name, "national") || strings.Contains(name, "united kingdom")
}

// tellAverage decides on a row that is called an average, or may be.
func (t *teller) tellAverage(i int, w Wording) Role {
	mean := t.isMean(i)
	switch {
	case mean && (w.Strength >= Likely || t.bits(i) >= bitsPerhaps):
		return t.leaveOut(i, RoleAverage, "it is the average of the rows above it")
	case w.Strength == Plainly && !t.r.schema.Mixed:
		return t.leaveOut(i, RoleAverage, "it is called so")
	case w.Strength >= Likely:
		return t.ask(i, fmt.Sprintf("the row is called %q and stands among lines", t.text(i)))
	}
	return RoleLine
}

// tellSilent decides on a row whose words say nothing: one at either end whose figures are the sums of all others is asked about.
func (t *teller) tellSilent(i int) Role {
	if !t.atEnd(i) {
		return RoleLine
	}
	found := t.try(i, t.all, "all rows above it", false)
	if i == 0 {
		rest, _ := t.below(i)
		found = t.try(i, rest, "the rows below it", false)
	}
	if !found.holds() || found.members < 2 || found.bits < bitsSilent || found.members == 2 && found.bits < bitsOfTwo {
		return RoleLine
	}
	return t.ask(i, fmt.Sprintf("the row %q adds up %s in every figure", t.text(i), found.of))
}

// atEnd says whether a row whose words say nothing may be the sum of all others by its place.
func (t *teller) atEnd(i int) bool {
	n := len(t.r.rows)
	// A row that names another group than one beside it adds up no other group.
	grouped := t.group.Present() && !t.group.Blank(i)
	return !t.r.schema.Mixed && (i == 0 || i == n-1) && n >= 3 && !grouped
}

// leaveOut notes that a row is no line.
func (t *teller) leaveOut(i int, role Role, why string) Role {
	if t.out++; t.out <= mostNotes {
		t.r.note("%q on line %d is taken for %s, not for a line: %s", t.text(i), t.r.Line(i), role.article(), why)
	}
	return role
}

// ask puts the question to the person who gave the table. A row whose label is empty can be no line, whatever is said.
func (t *teller) ask(i int, problem string) Role {
	remedy := fmt.Sprintf("say which it is with -total %q or -line %q", t.text(i), t.text(i))
	if t.r.Column(t.r.schema.Label).Blank(i) {
		remedy = fmt.Sprintf("say that it is one with -total %q, or fill in its %s", t.text(i), t.r.schema.Label)
	}
	f := t.r.Fault(i, t.r.schema.Label, "total_or_line", problem, remedy)
	f.Question, f.Label = true, t.text(i)
	t.asked = append(t.asked, f)
	return RoleTotal
}

// headsGroup says whether a row is the heading of those below it: it has a label and nothing else, and begins a part of the
// table, or is marked as a heading.
func (t *teller) headsGroup(i int) bool {
	r := t.r
	if len(t.sums) == 0 || r.schema.Group == "" || i == len(r.rows)-1 || t.group.Present() {
		return false
	}
	for _, v := range t.sums {
		if v.numbers.Form(i) != (column.Form{Reason: uint8(figure.Blank)}) {
			return false // it has a figure, or a symbol for one
		}
	}
	text := t.text(i)
	if text == "" || !r.hasOnly(i, t.label) {
		return false
	}
	label, row := t.label, int(r.rows[i])
	begins := i == 0 || r.Role(i-1) != RoleLine || r.rows[i-1] < r.rows[i]-1
	mark := r.grid.Mark(row, label)
	return begins || mark.Bold || mark.Heading || strings.HasSuffix(text, ":") || r.grid.Mark(int(r.rows[i+1]), label).Indent > mark.Indent
}

// hasOnly says whether a record has nothing but one cell.
func (r *Records) hasOnly(i, only int) bool {
	row := int(r.rows[i])
	if t := r.uncut(); t != nil {
		for at, cell := range t.Fields(row, nil) {
			if at != only && len(trimmed(cell)) > 0 {
				return false
			}
		}
		return true
	}
	for at := range r.grid.Width(row) {
		if at != only && strings.TrimSpace(r.grid.Text(row, at)) != "" {
			return false
		}
	}
	return true
}

// percentRow says whether all figures of a row are percentages, in columns that are not.
func (t *teller) percentRow(i int) bool {
	n := 0
	for _, v := range t.sums {
		switch f := v.numbers.Form(i); {
		case f.State == column.Value && f.Measure == uint8(figure.Percent):
			n++
		case f.State == column.Value:
			return false
		}
	}
	return n > 0
}

// running is the sums of some rows, a column each; not a number where a row has no figure there.
type running struct {
	members int
	totals  []float64
}

func (t *teller) none() running { return running{totals: make([]float64, len(t.sums))} }

func (t *teller) with(s *running, i int) {
	s.members++
	for j, v := range t.sums {
		s.totals[j] += t.cell(v, i)
	}
}

// withRows adds the rows from one to before another, a column at a time where every cell of it is a plain number.
func (t *teller) withRows(s *running, from, to int) {
	s.members += to - from
	for j, v := range t.sums {
		n := v.numbers
		if !n.Exact() || !n.Full() || slices.ContainsFunc(n.Forms(), func(f column.Form) bool {
			return f.Measure != uint8(figure.Plain) && f.Measure != uint8(figure.Pounds)
		}) {
			for i := from; i < to; i++ {
				s.totals[j] += t.cell(v, i)
			}
			continue
		}
		units := 0.0
		for _, u := range n.Units()[from:to] {
			units += float64(u)
		}
		s.totals[j] += units * math.Pow10(int(n.Exponent()))
	}
}

// passed takes a record that has its role into the sums of those that follow.
func (t *teller) passed(i int) {
	switch role := t.r.roles[i]; {
	case role == RoleLine:
		t.with(&t.all, i)
		t.above = append(t.above, int32(i))
		if t.group.Present() {
			name := t.group.Text(i)
			s := t.groups[name]
			if s == nil {
				none := t.none()
				s = &none
				t.groups[name] = s
			}
			t.with(s, i)
		}
	case role != RoleOfWhich:
		t.begin = len(t.above)
	}
}

// below are the sums of the rows below one, down to the next that is called a total; all of them where every one is a line.
func (t *teller) below(i int) (s running, all bool) {
	s = t.none()
	if len(t.wordings) == 0 && len(t.settled) == 0 {
		t.withRows(&s, i+1, len(t.r.rows))
		return s, true
	}
	for i++; i < len(t.r.rows); i++ {
		if t.wordings[int32(i)].Strength >= Likely || t.settled[i] && t.r.Role(i) != RoleLine {
			return s, false
		}
		t.with(&s, i)
	}
	return s, true
}

// sum is a set of rows held against one that may be their total.
type sum struct {
	members int
	held    int     // columns in which it holds, and is not zero
	failed  int     // columns in which it does not
	widest  float64 // the largest gap, as a share of the figure
	bits    float64
	of      string
	part    bool // it adds up some rows and not all
}

func (s sum) holds() bool  { return s.members >= 1 && s.held > 0 && s.failed == 0 }
func (s sum) tested() bool { return s.held+s.failed > 0 }

// near says that the sum holds in some figures, or is missed by little in all.
func (s sum) near() bool {
	return s.members >= 2 && s.tested() && (s.held > 0 && s.failed > 0 || s.widest <= 0.05)
}

// bestSum is the set of rows that a total adds up, of those that totals do add up; the nearest where none does.
func (t *teller) bestSum(i int) sum {
	best := t.try(i, t.all, "all rows above it", false)
	if best.holds() {
		return best
	}
	consider := func(s sum) {
		if s.holds() || s.tested() && (!best.tested() || s.widest < best.widest) {
			best = s
		}
	}
	if t.group.Present() && !t.group.Blank(i) {
		if s := t.groups[t.group.Text(i)]; s != nil {
			consider(t.try(i, *s, "the rows of its group", true))
		}
	}
	part, run := t.above[t.begin:], t.none()
	for n := 1; n <= len(part) && !best.holds(); n++ {
		t.with(&run, int(part[len(part)-n]))
		switch {
		case n == len(part):
			consider(t.try(i, run, "the rows of its part", true))
		case n > 1 && n < longestRun:
			// A run shorter than its part has to stand in more than chance; see bitsPerhaps.
			if s := t.try(i, run, fmt.Sprintf("the %d rows above it", n), true); s.holds() && s.bits >= bitsPerhaps {
				return s
			}
		}
	}
	if !best.holds() && len(part) == 0 {
		s, all := t.below(i)
		of := "the rows below it"
		if all {
			of = "all rows below it"
		}
		consider(t.try(i, s, of, !all || len(t.above) > 0))
	}
	return best
}

// try holds a row against the sums of others, in every column in which all of them have a figure.
func (t *teller) try(i int, run running, of string, part bool) sum {
	s := sum{members: run.members, of: of, part: part}
	if run.members == 0 {
		return s
	}
	for j, v := range t.sums {
		total, cell := run.totals[j], t.cell(v, i)
		if math.IsNaN(total) || math.IsNaN(cell) {
			continue
		}
		if v.numbers.Form(i).State == column.None {
			continue // a total may leave a column out
		}
		step := v.Step(i).InexactFloat64()
		// Each member may be half a step off, and most such errors cancel out; what is counted is exact.
		slack := step * 0.51
		if v.column.Kind != KindCount {
			slack = step * min(float64(run.members+1)/2, 0.51+0.9*math.Sqrt(float64(run.members)))
		}
		gap := math.Abs(total - cell)
		switch {
		case cell == 0 && total == 0:
		case gap <= slack+1e-9*math.Abs(total):
			s.held++
			s.bits += min(bitsOfCell, math.Log2(1+math.Abs(cell)/max(2*gap, step, 1e-9)))
		default:
			s.failed++
			s.widest = max(s.widest, gap/max(math.Abs(cell), 1e-9))
		}
	}
	return s
}

// isMean says whether every figure of a row is the mean of the lines above it, at its printed precision.
func (t *teller) isMean(i int) bool {
	above, held := t.above, 0
	if len(above) > mostAveraged {
		return false
	}
	for _, v := range t.r.values {
		if v == nil || v.numbers == nil || v.numbers.Form(i).State != column.Value || len(above) < 2 {
			continue
		}
		total, n := 0.0, 0
		for _, j := range above {
			if member := v.number(int(j)); member.State == column.Value || member.State == column.Nil {
				total, n = total+member.float(), n+1
			}
		}
		if n != len(above) {
			continue
		}
		if math.Abs(total/float64(n)-v.number(i).float()) > 0.51*v.Step(i).InexactFloat64() {
			return false
		}
		held++
	}
	return held > 0
}

// bits is how much a row's figures can say.
func (t *teller) bits(i int) float64 {
	bits := 0.0
	for _, v := range t.r.values {
		if v != nil && v.numbers != nil && v.numbers.Form(i).State == column.Value {
			bits += min(bitsOfCell, math.Log2(1+math.Abs(v.number(i).float())/max(v.Step(i).InexactFloat64(), 1e-9)))
		}
	}
	return bits
}

// carryGroups writes a group that is named once, as a merged cell is, into the rows that follow. A name that stands in two
// rows running was written for each, and an empty cell is then no group.
func (r *Records) carryGroups() {
	i := r.schema.at(r.schema.Group)
	if i < 0 {
		return
	}
	if r.values[i] == nil {
		r.groupsFromHeadings(i)
		return
	}
	v := r.values[i]
	codes := v.Codes()
	v.codes = codes
	blanks, previous := 0, ""
	carried := column.NewCodes(len(r.rows))
	for j := range r.rows {
		text := codes.Text(j)
		if r.Role(j) != RoleLine {
			carried.AddText(text)
			continue
		}
		switch {
		case text == "" && previous == "":
			return
		case text == "":
			blanks++
			text = previous
		case text == previous:
			return
		}
		carried.AddText(text)
		previous = text
	}
	if blanks == 0 {
		return
	}
	v.codes = column.NewCodes(len(r.rows))
	before := ""
	for j := range r.rows {
		text := carried.Text(j)
		// The total of a group stands below its lines, and may leave the group's name to them.
		if r.Role(j) == RoleSubtotal && text == "" {
			text = before
		}
		v.codes.AddText(text)
		before = text
	}
	r.note("the group of %s is empty and carried down from the row above", plural(blanks, "row", "rows"))
}

// groupsFromHeadings takes the groups from rows that head them.
func (r *Records) groupsFromHeadings(group int) {
	if !slices.Contains(r.roles, RoleGroup) {
		return
	}
	label := r.values[r.schema.at(r.schema.Label)]
	codes := column.NewCodes(len(r.rows))
	name := ""
	for i, role := range r.roles {
		word := ""
		switch role {
		case RoleGroup:
			name = PlainLabel(label.Text(i))
			r.note("%q on line %d has no figures and is read as the heading of the rows below it", label.Text(i), r.Line(i))
		case RoleLine:
			word = name
		case RoleSubtotal:
			word, name = name, ""
		}
		codes.AddText(word)
	}
	r.values[group] = &Values{column: r.schema.Columns[group], records: r, at: label.at, codes: codes}
}
