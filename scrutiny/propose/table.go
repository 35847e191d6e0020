package propose

import (
	"fmt"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Tables is a report of all that the tables of a document claim of themselves. Each claim carries where its figure and its
// operands stand, the name of the relation, and why it is proposed; totals that words announce and no reading bears out are
// questions; figures that no claim uses are counted by the reason.
func Tables(grids ...*table.Grid) scrutiny.Report {
	return tables(grids, nil)
}

// tables is [Tables] where sentences have claimed some of the cells already, by the place of each.
func tables(grids []*table.Grid, claimed map[figure.Place]bool) scrutiny.Report {
	var report scrutiny.Report
	taken := map[string]int{}
	for _, g := range grids {
		t := reader{grid: g, structure: table.Understand(g), used: map[[2]int]bool{}, taken: taken, report: &report}
		t.claims()
		t.questions()
		t.claimed(claimed)
		t.unclaimed()
	}
	return report
}

// claimed marks the cells that sentences use.
func (t *reader) claimed(places map[figure.Place]bool) {
	rows, columns := t.grid.Size()
	for row := range rows {
		for column := range columns {
			if places[t.grid.Place(row, column)] {
				t.used[[2]int{row, column}] = true
			}
		}
	}
}

// reader makes claims of one table.
type reader struct {
	grid      *table.Grid
	structure table.Structure
	report    *scrutiny.Report
	// used are the cells that a claim uses, and taken counts the ids given so far.
	used  map[[2]int]bool
	taken map[string]int
}

// at is the place of a cell with its labels.
func (t *reader) at(row, column, sign int) scrutiny.At {
	a := scrutiny.At{
		Place: t.grid.Place(row, column), RowLabel: t.structure.RowLabel(row), ColLabel: t.structure.ColumnLabel(row, column),
		Text: t.text(row, column),
	}
	if sign < 0 {
		a.Sign = sign
	}
	return a
}

// id is a name for a claim or question that no other has.
func (t *reader) id(at scrutiny.At, kind string, of ...scrutiny.At) string {
	id := at.ID(kind, of...)
	t.taken[id]++
	if n := t.taken[id]; n > 1 {
		return id + "-" + strconv.Itoa(n)
	}
	return id
}

// Limits on what is listed of a very long table: a rule that holds in a hundred thousand rows is listed with the first of them,
// and with each that does not simply agree. The rest was worked out as well and is counted.
const (
	// maxListed is how many figures of one relation are listed of a table of more than listedWhole rows.
	maxListed   = 2_000
	listedWhole = 10_000
	maxOperands = 200_000
	// maxOwn is how many operands the claims of one relation may have, its first claim apart.
	maxOwn = 50_000
	// maxFormula is how many operands a formula of a claim may have.
	maxFormula = 250
)

// leave counts a figure that agrees and is not listed.
func (t *reader) leave(c table.Check) {
	if t.report.Unclaimed == nil {
		t.report.Unclaimed = map[string]int{}
	}
	if cell := [2]int{c.Row, c.Column}; !t.used[cell] {
		t.used[cell] = true
		t.report.Unclaimed["agrees_not_listed"]++
	}
}

// claims makes a claim of every figure that follows from others.
func (t *reader) claims() {
	listed, own, operands := map[*table.Relation]int{}, map[*table.Relation]int{}, 0
	rows, _ := t.grid.Size()
	for c := range t.structure.Checks() {
		if c.Outcome == table.Misses || len(c.Of) == 0 {
			continue
		}
		if kind := relationKind(*c.Relation); len(c.Of) > maxFormula && kind != scrutiny.KindSum {
			t.leave(c)
			continue
		}
		listed[c.Relation]++
		many := listed[c.Relation] > 1 && own[c.Relation]+len(c.Of) > maxOwn
		if c.Outcome == table.Agrees && (many || rows > listedWhole && listed[c.Relation] > maxListed || operands+len(c.Of) > maxOperands) {
			t.leave(c)
			continue
		}
		own[c.Relation] += len(c.Of)
		operands += len(c.Of)
		claim := t.claim(c)
		t.report.Claims = append(t.report.Claims, claim)
		t.used[[2]int{c.Row, c.Column}] = true
		for _, o := range c.Of {
			t.used[[2]int{o.Row, o.Column}] = true
		}
	}
}

func (t *reader) claim(c table.Check) scrutiny.Claim {
	kind := relationKind(*c.Relation)
	at := t.at(c.Row, c.Column, 0)
	claim := scrutiny.Claim{
		Where: at.Place.String(), Label: label(at), Kind: scrutiny.KindFormula, Relation: kind,
		Printed: t.input(c.Row, c.Column, c.Outcome), Inputs: make(map[string]scrutiny.Input, len(c.Of)), At: at, Why: t.why(c),
	}
	if kind == scrutiny.KindSum && !c.Relation.Across {
		// A figure may be the sum of its column and the difference of its row: the labels say which.
		claim.Label += ", sum of rows"
	}
	names := make([]string, len(c.Of))
	for k, o := range c.Of {
		names[k] = name(k)
		claim.Inputs[names[k]] = t.input(o.Row, o.Column, c.Outcome)
		claim.Of = append(claim.Of, t.at(o.Row, o.Column, o.Sign))
	}
	claim.ID = t.id(at, string(kind), claim.Of...)
	if len(c.Of) > maxFormula {
		// A formula has a greatest length; a plain sum needs none.
		claim.Kind = scrutiny.KindSum
		return claim
	}
	claim.Formula = formula(c, names)
	return claim
}

// name is the k-th name of a formula: x1, x2.
func name(k int) string { return "x" + strconv.Itoa(k+1) }

// label says of what a figure is.
func label(at scrutiny.At) string {
	switch {
	case at.RowLabel == "":
		return at.ColLabel
	case at.ColLabel == "":
		return at.RowLabel
	}
	return at.RowLabel + ", " + at.ColLabel
}

// text is a cell as it is printed, without the mark of another currency, which no sum depends on.
func (t *reader) text(row, column int) string { return table.Printed(t.grid.Text(row, column)) }

// input is a cell as the input of a claim, with the step to which it is known where its places do not tell.
func (t *reader) input(row, column int, outcome table.Outcome) scrutiny.Input {
	in := scrutiny.Print(t.text(row, column))
	if step, ok := t.structure.Step(row, column); ok && (outcome != table.Differs || step.IsPositive() && t.structure.Rounded(column)) {
		in.Step = step.String()
	}
	if in.Value == "" {
		in.Missing = "not given"
	}
	return in
}

// relationKind is what a finding of a relation calls itself.
func relationKind(r table.Relation) scrutiny.Kind {
	switch r.Kind {
	case table.Average:
		return scrutiny.RelationAverage
	case table.Share:
		return scrutiny.KindShare
	case table.Ratio:
		return scrutiny.RelationRatio
	case table.Product:
		return scrutiny.RelationProduct
	case table.Change:
		return scrutiny.RelationPercentChange
	}
	for _, m := range r.Members {
		if m.Sign < 0 {
			return scrutiny.RelationDifference
		}
	}
	return scrutiny.KindSum
}

// questions hands on the totals that no reading bears out.
func (t *reader) questions() {
	for _, q := range t.structure.Questions {
		at := t.at(q.Row, q.Column, 0)
		said := scrutiny.Question{ID: t.id(at, "question"), At: at, Kind: string(scrutiny.KindSum), Printed: at.Text}
		for _, o := range q.Of {
			said.Of = append(said.Of, t.at(o.Row, o.Column, o.Sign))
		}
		t.ask(&said, q)
		t.report.Questions = append(t.report.Questions, said)
	}
}

// ask words a question of a table.
func (t *reader) ask(said *scrutiny.Question, q table.Question) {
	subject, heading, lines := "row", said.At.RowLabel, "column"
	if q.Across {
		subject, heading, lines = "column", said.At.ColLabel, "row"
	}
	switch q.Doubt {
	case table.DoubtAdded:
		said.Question = fmt.Sprintf("The figure of the %s %q adds up rates or percentages; that of all lies among those of its parts, unless all have one base.", subject, heading)
		said.Settle = "Work it out from the counts, or say that the parts have one base."
	case table.DoubtMean:
		said.Kind = string(scrutiny.RelationAverage)
		said.Question = fmt.Sprintf("The figure of the %s %q is the plain mean of the %ss before it, not the quotient of the figures of its own %s: each weighs as much as the largest.", subject, heading, lines, lines)
		said.Settle = "Work it out from the totals, or say that it is a mean of the parts."
	default:
		said.Question = fmt.Sprintf("The %s is called %q; no reading of the table adds up to it; the nearest misses by %s.", subject, heading, t.structure.Distance(q))
		said.Settle = "Say which figures it adds up, or that it counts something else."
	}
}

// unclaimed counts the figures that no claim uses.
func (t *reader) unclaimed() {
	for reason, n := range t.structure.Unrelated(func(row, column int) bool { return t.used[[2]int{row, column}] }) {
		if t.report.Unclaimed == nil {
			t.report.Unclaimed = map[string]int{}
		}
		t.report.Unclaimed[reason] += n
	}
}
