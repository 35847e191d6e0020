package scrutiny

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// statement is a claim made ready for checking.
type statement struct {
	claim   Claim
	id      string
	kind    Kind
	printed *quantity
	inputs  map[string]*quantity
	work    *work
}

func (c *checker) newStatement(i int, claim Claim, base setting) *statement {
	s := &statement{claim: claim, id: cmp.Or(claim.ID, fmt.Sprintf("claim-%d", i+1)), kind: claim.kind(), work: c.work}
	if !s.kind.known() && claim.Formula != "" {
		c.notes = append(c.notes, fmt.Sprintf("Claim %s is of a kind that is not known, %q; it is judged by its formula.", s.id, shorten(string(s.kind))))
		s.kind = KindFormula
	}
	set := base
	set.placed = !claim.At.IsZero()
	set.unit = cmp.Or(claim.Unit, base.unit)
	s.printed = newQuantity(claim.Printed, set)
	c.register(s.id, s.printed)
	s.inputs = make(map[string]*quantity, len(claim.Inputs))
	for _, name := range sortedKeys(claim.Inputs) {
		s.inputs[name] = newQuantity(claim.Inputs[name], set)
		c.register(s.id+"/"+name, s.inputs[name])
	}
	for name, in := range map[string]Input{"value": claim.Value, "against": claim.Against, "base": claim.Base, "target": claim.Target} {
		if _, given := s.inputs[name]; !given && !in.IsZero() {
			s.inputs[name] = newQuantity(in, set)
		}
	}
	for _, name := range []string{"value", "against", "base", "target"} {
		if q := s.inputs[name]; q != nil && q.where == "" {
			c.register(s.id+"/"+name, q)
		}
	}
	if set.unit != "" && claim.Printed.Unit == "" && s.pureNumber() {
		set.unit = ""
		s.printed.reread(claim.Printed, set)
	}
	return s
}

// pureNumber says whether the claim's formula divides money away, so that its result is not in the unit of the claim.
func (s *statement) pureNumber() bool {
	text := s.claim.Formula
	if text == "" && s.kind == KindChange {
		text = "later / earlier"
	}
	formula, err := ParseFormula(text)
	if text == "" || err != nil {
		return false
	}
	money := false
	power, ok := formula.root.measurePower(func(name string) int {
		if q := s.inputs[name]; q.usable() && q.fig.Unit.Measure == figure.Pounds {
			money = true
			return 1
		}
		return 0
	})
	return ok && money && power == 0
}

// kind is the kind stated, or the one that the fields of the claim ask for.
func (c Claim) kind() Kind {
	switch {
	case c.Kind != "":
		return c.Kind
	case c.Tally != Tally{}:
		return KindOverall
	case len(c.Bands) > 0:
		return KindBand
	case isComparison(c.Printed.Value):
		return KindCompare
	case c.Formula != "":
		return KindFormula
	case c.SameAs != "":
		return KindSame
	case c.Period != "" && len(c.Inputs) == 0:
		return KindPeriod
	}
	return KindFormula
}

// kinds are all kinds of claim.
func kinds() []Kind {
	return []Kind{
		KindFormula, KindSame, KindOverall, KindPeriod, KindBand, KindCompare, KindSet, KindShare, KindSum, KindMovement,
		KindChange, KindOfWhich, KindRank, KindWeighted, KindPopulation, KindStockFlow, KindCohort, KindRAG, KindVariance, KindNeighbours,
	}
}

func (k Kind) known() bool { return slices.Contains(kinds(), k) }

func knownKinds() string {
	names := make([]string, 0, len(kinds()))
	for _, k := range kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// start is the finding of a statement before it is judged.
func (s *statement) start() Finding {
	return Finding{ID: s.id, Where: s.claim.Where, Label: cmp.Or(s.claim.Label, s.id), Kind: s.kind, Printed: s.claim.Printed.Value}
}

// checkClaim judges one statement by its kind, and says of what it found where it stands and what it is called.
func (c *checker) checkClaim(s *statement) {
	before := len(c.findings)
	c.judgeClaim(s)
	for i := before; i < len(c.findings); i++ {
		f := &c.findings[i]
		f.Kind, f.At, f.Of, f.Why = cmp.Or(s.claim.Relation, f.Kind), s.claim.At, s.claim.Of, s.claim.Why
		// A natural document prints "three" or "fewer" where the claim has the figure or the word that it stands for.
		f.Printed = cmp.Or(s.claim.At.Text, f.Printed)
	}
}

func (c *checker) judgeClaim(s *statement) {
	switch s.kind {
	case KindFormula:
		c.checkFormula(s, cmp.Or(s.claim.Formula, s.onlyInput()))
	case KindSame:
		c.checkSameClaim(s)
	case KindOverall:
		c.checkOverall(s)
	case KindPeriod:
		c.checkPeriodClaim(s)
	case KindBand:
		c.checkBand(s)
	case KindCompare:
		c.checkCompare(s)
	case KindMovement:
		c.checkFormula(s, cmp.Or(s.claim.Formula, "later - earlier"))
	case KindChange:
		c.checkFormula(s, cmp.Or(s.claim.Formula, "(later - earlier) / earlier * 100"))
	case KindStockFlow:
		c.checkFormula(s, cmp.Or(s.claim.Formula, "opening + started - ended"))
	case KindSum:
		c.checkSum(s)
	default:
		c.checkList(s)
	}
}

// onlyInput is the formula of a claim that states none and has one input: the figure is that input.
func (s *statement) onlyInput() string {
	names := sortedKeys(s.inputs)
	if len(names) != 1 {
		return ""
	}
	return "`" + names[0] + "`"
}

// checkList judges the kinds that hold a list of figures or a rule.
func (c *checker) checkList(s *statement) {
	switch s.kind {
	case KindSet:
		c.checkSet(s)
	case KindShare:
		c.checkShare(s)
	case KindOfWhich:
		c.checkOfWhich(s)
	case KindRank:
		c.checkRank(s)
	case KindWeighted:
		c.checkWeighted(s)
	case KindPopulation:
		c.checkPopulation(s)
	case KindCohort:
		c.checkCohort(s)
	case KindRAG:
		c.checkRAG(s)
	case KindVariance:
		c.checkVariance(s)
	case KindNeighbours:
		c.checkNeighbours(s)
	default:
		c.add(cannotCheck(s.start(), s.printed, fmt.Sprintf("%q is not a kind of claim: use %s", s.kind, knownKinds())))
	}
}

// equation is a formula over the statement's inputs; reason is why there is none.
func (s *statement) equation(text string) (e equation, reason string) {
	if text == "" {
		return e, "the claim has no formula"
	}
	formula, err := ParseFormula(text)
	if err != nil {
		return e, err.Error()
	}
	formula.work = s.work
	for _, name := range formula.names {
		if s.inputs[name] == nil {
			return e, fmt.Sprintf("the formula names %q, which is not among the inputs", name)
		}
	}
	return equation{formula: formula, inputs: s.inputs, printed: s.printed, asStated: true}, ""
}

func (c *checker) checkFormula(s *statement, text string) {
	f := s.start()
	e, reason := s.equation(text)
	if reason != "" {
		c.add(cannotCheck(f, s.printed, reason), s.printed)
		return
	}
	f.Notes = append(f.Notes, s.lostUnits(e)...)
	c.judge(f, e, c.previously(&hints{statement: s}, s.id))
}

// lostUnits notes figures that the report prints as pounds and means in thousands or millions: "£12.087" for £12.087m.
func (s *statement) lostUnits(e equation) []string {
	var notes []string
	for _, q := range append(usedBy(e), e.printed) {
		if note := q.lostUnit(); note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return notes
}
