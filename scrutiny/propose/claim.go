package propose

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// operand is a figure that a relation uses: a cell or a figure of a sentence.
type operand struct {
	value value
	input scrutiny.Input
	at    scrutiny.At
	cell  *cell
	said  *said
}

func ofCell(c *cell) operand {
	return operand{value: c.value, input: c.value.input(c.text), at: c.at(), cell: c}
}

func ofSaid(q *said) operand {
	return operand{value: q.value, input: q.value.input(q.figure.Text), at: q.at(), said: q}
}

// input is a value for the format: as printed where that says all, and in canonical form with its unit otherwise.
func (v value) input(text string) scrutiny.Input {
	in := scrutiny.Input{Value: v.printed.StringFixed(max(0, v.places)), Exact: v.exact}
	if f, err := figure.Parse(text); err == nil && f.Kind == figure.Number && f.Value.Equal(v.printed) && f.Places == v.places {
		if f.Unit == v.unit || f.In(v.unit).Unit == v.unit {
			in.Value = f.Text
		}
		if f.Unit != v.unit {
			in.Unit = v.unit.String()
		}
	} else {
		in.Unit = v.unit.String()
		if v.unit.Measure == figure.Pounds && v.unit.Power == -2 {
			in.Value, in.Unit = v.printed.Shift(-2).StringFixed(v.places+2), "£"
		}
		if v.unit.Measure == figure.Plain && v.unit.Power != 0 {
			in.Value, in.Unit = v.printed.Shift(v.unit.Power).StringFixed(max(0, v.places-v.unit.Power)), ""
			if v.places < v.unit.Power {
				in.Step = "1" + strings.Repeat("0", int(v.unit.Power-v.places))
			}
		}
	}
	switch {
	case !v.step.IsZero():
		in.Step = v.step.String()
	case v.half == 500 && v.unit == (figure.Unit{Measure: figure.Pounds}):
		in.Step = "1000"
	}
	return in
}

// negated is the same figure with its sign turned.
func (o operand) negated() operand {
	v := o.value
	v.printed, v.base = v.printed.Neg(), -v.base
	o.input = v.input("")
	if v.unit == (figure.Unit{}) {
		o.input.Unit = ""
	}
	o.value = v
	return o
}

// minus marks an operand as taken away.
func (o operand) minus() operand {
	o.at.Sign = -1
	return o
}

// proposal is a claim that a sentence makes, and what the proposer expects of it.
type proposal struct {
	claim scrutiny.Claim
	// accuses says that the proposer has let a difference stand; any other proposal that turns out to differ is withdrawn.
	accuses bool
}

// proposer gathers what a document claims.
type proposer struct {
	page      *page
	proposals []proposal
	questions []scrutiny.Question
	ids       map[string]int
}

// names of operands in a formula.
const operandNames = "abcdefghijklmnopqrstuvwxyz"

// propose adds a claim of a relation. The formula names the operands a, b, c in order.
func (p *proposer) propose(relation scrutiny.Kind, at scrutiny.At, printed scrutiny.Input, formula string, why string, accuses bool, operands ...operand) {
	claim := scrutiny.Claim{
		Relation: relation, Kind: scrutiny.KindFormula, Printed: printed, Formula: formula, At: at, Why: why + compounded(relation, operands),
		Where: whereOf(at), Label: at.Text, Inputs: map[string]scrutiny.Input{},
	}
	for i, o := range operands {
		claim.Inputs[nameOf(i)] = o.input
		claim.Of = append(claim.Of, o.at)
		// A figure in a relation that holds is no slip; of one that does not, the result is accused and nothing else.
		if o.said != nil {
			o.said.supported = true
		}
	}
	p.add(claim, accuses)
}

// compounded names an average of averages and a percentage of percentages, which say less than they seem to.
func compounded(relation scrutiny.Kind, operands []operand) string {
	for _, o := range operands {
		if !o.value.rate && o.value.unit.Measure != figure.Percent {
			return ""
		}
	}
	switch {
	case len(operands) < 2:
		return ""
	case relation == scrutiny.RelationAverage:
		return " It is an average of averages: the plain mean of rates is that of all together only where each is of as many."
	case relation == scrutiny.KindShare || relation == scrutiny.RelationPercentChange:
		return " It is a percentage of percentages, and not of what they are of."
	}
	return ""
}

func nameOf(i int) string {
	if i < len(operandNames) {
		return operandNames[i : i+1]
	}
	return operandNames[i%26:i%26+1] + operandNames[i/26:i/26+1]
}

// compare adds a claim that a word makes of the sign of a formula.
func (p *proposer) compare(at scrutiny.At, word, formula, why string, accuses bool, operands ...operand) {
	claim := scrutiny.Claim{
		Relation: scrutiny.KindCompare, Kind: scrutiny.KindCompare, Printed: scrutiny.Print(word), Formula: formula, At: at, Why: why,
		Where: whereOf(at), Label: at.Text, Inputs: map[string]scrutiny.Input{},
	}
	for i, o := range operands {
		claim.Inputs[nameOf(i)] = o.input
		claim.Of = append(claim.Of, o.at)
	}
	p.add(claim, accuses)
}

func (p *proposer) add(claim scrutiny.Claim, accuses bool) {
	id := claim.At.ID(string(claim.Relation), claim.Of...)
	p.ids[id]++
	if n := p.ids[id]; n > 1 {
		id += "-" + string(rune('0'+min(n, 9)))
	}
	claim.ID = id
	p.proposals = append(p.proposals, proposal{claim, accuses})
}

// retract takes back what was proposed of a figure without accusing it.
func (p *proposer) retract(q *said) {
	at := q.at()
	p.proposals = slices.DeleteFunc(p.proposals, func(x proposal) bool { return x.claim.At == at && !x.accuses })
	q.tie = nil
}

// accused says whether a difference has been let stand of a figure.
func (p *proposer) accused(q *said) bool {
	at := q.at()
	return slices.ContainsFunc(p.proposals, func(x proposal) bool { return x.accuses && x.claim.At == at })
}

func whereOf(at scrutiny.At) string { return at.Place.String() }

// tieTo proposes that a figure repeats a cell.
func (p *proposer) tieTo(q *said, c *cell, why string, accuses bool) {
	o := ofCell(c)
	if (q.value.base < 0) != (o.value.base < 0) && q.value.base != 0 && o.value.base != 0 {
		o = o.negated()
		why += " The sign is said in words."
	}
	p.same(q, o, why, accuses)
	if !accuses {
		q.tie = c
	}
}

func (p *proposer) same(q *said, o operand, why string, accuses bool) {
	printed := ofSaid(q).input
	if q.value.unit == (figure.Unit{}) && o.value.unit.Measure == figure.Percent {
		printed.Unit = "%"
	}
	claim := scrutiny.Claim{
		Relation: scrutiny.RelationTie, Kind: scrutiny.KindSame, Printed: printed, At: q.at(), Of: []scrutiny.At{o.at}, Why: why,
		Where: whereOf(q.at()), Label: q.figure.Text, Inputs: map[string]scrutiny.Input{o.source(q): o.input},
	}
	p.add(claim, accuses)
	q.claimed = true
}

// source is where an operand stands, in words of the sentence of a figure.
func (o operand) source(q *said) string {
	switch {
	case o.at.File != q.in.place.File:
		return o.at.File
	case o.cell != nil:
		return "the table"
	}
	return "another sentence"
}

// question asks what the document does not settle.
func (p *proposer) question(q *said, kind scrutiny.Kind, text, settle string, of ...scrutiny.At) {
	at := q.at()
	p.questions = append(p.questions, scrutiny.Question{
		ID: at.ID(string(kind)) + "?", At: at, Of: of, Kind: string(kind), Printed: q.figure.Text, Question: text, Settle: settle,
	})
	q.claimed = true
}
