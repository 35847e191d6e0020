package scrutiny

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// equation is one printed figure and the formula that should give it.
type equation struct {
	formula Formula
	inputs  map[string]*quantity
	printed *quantity
	// asStated says that the formula is the claim's own: what it divides by, it divides by.
	asStated bool
	// labels are what a sentence calls the inputs; the name where there is none.
	labels map[string]string
}

// outcome is what an equation gives, before it is told.
type outcome struct {
	verdict  Verdict
	reason   string
	computed *ratio // nil where the inputs do not name one value
	possible span
	note     string
}

// errNegativeBase is why a percentage of a negative base is not checked, unless the claim's own formula takes it.
const errNegativeBase = "the base is negative: a percentage of it has no meaning"

// judge holds the printed figure against the formula.
func (e equation) judge() outcome {
	if reason := e.obstacle(); reason != "" {
		return outcome{reason: reason}
	}
	possible, err := e.possible()
	if err != nil {
		return outcome{reason: err.Error()}
	}
	o := outcome{possible: possible}
	switch reason := e.badBase(); {
	case reason == errNegativeBase && e.asStated:
		o.note = "the base of the percentage is negative, so that its sign says nothing: checked as the formula stands"
	case reason != "":
		return outcome{reason: reason}
	}
	if e.plain() {
		if o.computed, err = e.compute(); err != nil {
			return outcome{reason: err.Error()}
		}
	}
	o.verdict = e.verdict(o)
	if o.verdict != Differs && !possible.bounded() && possible.lo.v == nil && possible.hi.v == nil {
		return outcome{reason: "no possible figure could have failed: the inputs bound nothing"}
	}
	return o
}

// possible is every value that the formula can take. The error is that of [Formula.possible].
func (e equation) possible() (span, error) {
	if sum, linear := e.formula.weighed(func(name string) span { return e.inputs[name].all() }); linear {
		return sum, nil
	}
	return e.formula.possible(e.all())
}

// all is every value that each input may have.
func (e equation) all() values {
	all := make(values, len(e.formula.names))
	for _, name := range e.formula.names {
		all[name] = e.inputs[name].all()
	}
	return all
}

// plain says whether the text of each input names one value.
func (e equation) plain() bool {
	for _, name := range e.formula.names {
		if !e.inputs[name].best().asPrinted().isPoint() {
			return false
		}
	}
	return true
}

// compute is the formula at the one value of each input. The error is errZeroBase.
func (e equation) compute() (*ratio, error) {
	if sum, linear := e.formula.weighed(func(name string) span { return point(e.inputs[name].best().value) }); linear {
		return sum.lo.v, nil
	}
	single := make(map[string]*ratio, len(e.formula.names))
	for _, name := range e.formula.names {
		single[name] = e.inputs[name].best().value
	}
	return e.formula.root.at(single)
}

// asPrinted is the values that the text of each input names.
func (e equation) asPrinted() values {
	named := make(values, len(e.formula.names))
	for _, name := range e.formula.names {
		named[name] = e.inputs[name].best().asPrinted()
	}
	return named
}

func (e equation) verdict(o outcome) Verdict {
	if o.computed != nil && e.printed.prints(o.computed) {
		return Agrees
	}
	if o.computed == nil {
		named, err := e.formula.possible(e.asPrinted())
		if _, meets := named.meet(e.printed.span); err == nil && meets {
			return Agrees
		}
	}
	if _, meets := o.possible.meet(e.printed.all()); meets {
		return WithinRounding
	}
	return Differs
}

// obstacle is why the equation cannot be judged: the first figure that cannot take part, by the order of the formula.
func (e equation) obstacle() string {
	for _, name := range e.formula.names {
		if problem := e.inputs[name].obstacle(); problem != "" {
			return e.label(name) + " " + problem
		}
	}
	if !e.printed.usable() {
		return "the printed figure " + e.printed.problem
	}
	if problem := e.printed.obstacle(); problem != "" {
		return "the printed figure " + problem
	}
	return ""
}

func (e equation) label(name string) string {
	if label := e.labels[name]; label != "" {
		return label
	}
	return name
}

// badBase finds a percentage of a negative base: it turns the sign over and says nothing. A claim that states it as its
// own formula is checked all the same, with a note. A base that is zero, or may
// be, has been refused before.
func (e equation) badBase() string {
	if !e.printed.percent() && !e.formula.root.timesHundred() {
		return ""
	}
	all := e.all()
	cost := int64(0)
	for _, base := range e.formula.root.bases(nil) {
		// Divisions within divisions are worked out once for each.
		if cost += base.cost(all); cost > maxFormulaCost {
			return errCostly.Error()
		}
		if s, err := base.over(all); err == nil && s.hi.v != nil && s.hi.v.Sign() < 0 {
			return errNegativeBase
		}
	}
	return ""
}

func (n *node) bases(found []*node) []*node {
	if n.op == '/' {
		found = append(found, n.args[1])
	}
	for _, arg := range n.args {
		found = arg.bases(found)
	}
	return found
}

func (n *node) timesHundred() bool {
	if n.op == '*' {
		for _, arg := range n.args {
			if arg.op == '#' && arg.number.Cmp(newRatio(100, 1)) == 0 {
				return true
			}
		}
	}
	for _, arg := range n.args {
		if arg.timesHundred() {
			return true
		}
	}
	return false
}

// finding tells the outcome.
func (e equation) finding() (Finding, outcome) {
	o := e.judge()
	f := Finding{Printed: e.printed.text, Verdict: o.verdict, Reason: o.reason}
	if o.reason != "" {
		f.Working = "Cannot be checked: " + o.reason + "."
		return f, o
	}
	f.Low, f.High = e.printed.decimalEnd(o.possible.lo), e.printed.decimalEnd(o.possible.hi)
	f.LowOpen, f.HighOpen = f.Low != nil && o.possible.lo.open, f.High != nil && o.possible.hi.open
	if o.computed != nil {
		f.Computed = e.printed.decimal(o.computed)
	}
	if o.verdict != Agrees && o.computed != nil {
		gap := toDecimal(e.printed.inUnit(new(ratio).Sub(e.printed.value, o.computed)), e.printed.places()+3)
		f.Gap = &gap
	}
	f.Working = e.working(o)
	f.Telling = e.telling(o)
	if o.note != "" {
		f.Notes = append(f.Notes, o.note)
	}
	return f, o
}

// decimal is a base value in the printed unit, to three places more than printed.
func (q *quantity) decimal(v *ratio) *decimal.Decimal {
	d := toDecimal(q.inUnit(v), q.places()+3)
	return &d
}

// decimalEnd is one end of what was possible, exact where it ends within twelve places more than printed.
func (q *quantity) decimalEnd(e end) *decimal.Decimal {
	if e.v == nil {
		return nil
	}
	if d, ok := q.inUnit(e.v).decimal(q.places() + 12); ok {
		return &d
	}
	d := toDecimal(q.inUnit(e.v), q.places()+12)
	if fraction(d).Cmp(q.inUnit(e.v)) != 0 {
		d = toDecimal(q.inUnit(e.v), q.places()+6)
	}
	return &d
}

// working is the sentence: "53,387 + 0 − 41,300 = 12,087, as printed".
func (e equation) working(o outcome) string {
	sum := e.formula.spell(texts(e.formula.names, e.inputs, e.printed))
	printed := e.printed.text
	if e.printed.usable() {
		printed = e.printed.spell(e.printed.fig.Unit)
	}
	allowed := func() string { return e.printed.showSpan(o.possible) }
	if o.computed == nil {
		switch o.verdict {
		case Agrees:
			return fmt.Sprintf("%s = %s; printed %s, as it may be", sum, allowed(), printed)
		case WithinRounding:
			return fmt.Sprintf("%s = %s with rounding; printed %s, within rounding", sum, allowed(), printed)
		}
		return fmt.Sprintf("%s = %s; printed %s: differs", sum, allowed(), printed)
	}
	result := e.printed.show(o.computed, 3)
	switch o.verdict {
	case Agrees:
		switch {
		case e.printed.oneSided():
			return fmt.Sprintf("%s = %s, which is %s, as printed", sum, result, printed)
		case e.printed.value.Cmp(o.computed) == 0 && result == printed && sum == result:
			return result + ", as printed"
		case e.printed.value.Cmp(o.computed) == 0 && result == printed:
			return fmt.Sprintf("%s = %s, as printed", sum, result)
		case e.printed.value.Cmp(o.computed) == 0:
			return fmt.Sprintf("%s = %s, printed as %s", sum, result, printed)
		}
		if e.printed.setting.rounding == Truncated {
			return fmt.Sprintf("%s = %s, which is cut to %s, as printed", sum, result, printed)
		}
		return fmt.Sprintf("%s = %s, which rounds to %s, as printed", sum, result, printed)
	case WithinRounding:
		return fmt.Sprintf("%s = %s, printed %s: within rounding, since the inputs as printed allow %s", sum, result, printed, allowed())
	}
	if e.printed.oneSided() {
		return fmt.Sprintf("%s = %s, printed %s: differs", sum, result, printed)
	}
	gap := new(ratio).Sub(o.computed, e.printed.value)
	differs := fmt.Sprintf("printed %s: differs by %s", printed, e.printed.show(gap.Abs(gap), 3))
	if span := allowed(); span != "only "+result && span != result+" to "+result {
		// Of figures that were not rounded the result is the only one there is.
		differs += ", and the inputs as printed allow " + span
	}
	if sum == result {
		return result + ", " + differs
	}
	return fmt.Sprintf("%s = %s, %s", sum, result, differs)
}

// showSpan is a span in words: "264.5 to 267.5".
func (q *quantity) showSpan(s span) string {
	switch {
	case s.lo.v == nil && s.hi.v == nil:
		return "any value"
	case s.lo.v == nil:
		return "at most " + q.show(s.hi.v, 3)
	case s.hi.v == nil:
		return "at least " + q.show(s.lo.v, 3)
	case s.isPoint():
		return "only " + q.show(s.lo.v, 3)
	}
	return q.show(s.lo.v, 3) + " to " + q.show(s.hi.v, 3)
}

// isFormulaFault unwraps the place of a fault in a formula.
func isFormulaFault(err error) (*FormulaError, bool) {
	var fault *FormulaError
	return fault, errors.As(err, &fault)
}
