package scrutiny

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// relation is what a word says of two values.
type relation int

const (
	noRelation relation = iota
	isAbove
	isBelow
	isNotAbove
	isNotBelow
	isLevel
	isBetter
	isWorse
	isMet
	isMissed
)

// relations are the words of comparison, longer phrases before the words they contain.
func relations() []struct {
	words string
	is    relation
} {
	type entry = struct {
		words string
		is    relation
	}
	return []entry{
		{"in line with", isLevel},
		{"in line", isLevel},
		{"the same as", isLevel},
		{"same as", isLevel},
		{"unchanged", isLevel},
		{"no change", isLevel},
		{"equal to", isLevel},
		{"equal", isLevel},
		{"level with", isLevel},
		{"stable", isLevel},
		{"similar to", isLevel},
		{"consistent with", isLevel},
		{"no more than", isNotAbove},
		{"not above", isNotAbove},
		{"at most", isNotAbove},
		{"at or below", isNotAbove},
		{"within", isNotAbove},
		{"no less than", isNotBelow},
		{"not below", isNotBelow},
		{"at least", isNotBelow},
		{"at or above", isNotBelow},
		{"not met", isMissed},
		{"missed", isMissed},
		{"not achieved", isMissed},
		{"off target", isMissed},
		{"met", isMet},
		{"achieved", isMet},
		{"on target", isMet},
		{"improved", isBetter},
		{"improvement", isBetter},
		{"improving", isBetter},
		{"better", isBetter},
		{"worsened", isWorse},
		{"worsening", isWorse},
		{"deteriorated", isWorse},
		{"declined in performance", isWorse},
		{"worse", isWorse},
		{"overspend", isAbove},
		{"overspent", isAbove},
		{"pressure", isAbove},
		{"underspend", isBelow},
		{"underspent", isBelow},
		{"above", isAbove},
		{"higher", isAbove},
		{"greater", isAbove},
		{"more", isAbove},
		{"exceeds", isAbove},
		{"exceeded", isAbove},
		{"over", isAbove},
		{"increased", isAbove},
		{"increase", isAbove},
		{"risen", isAbove},
		{"rise", isAbove},
		{"rose", isAbove},
		{"up", isAbove},
		{"grown", isAbove},
		{"growth", isAbove},
		{"below", isBelow},
		{"lower", isBelow},
		{"fewer", isBelow},
		{"less", isBelow},
		{"under", isBelow},
		{"decreased", isBelow},
		{"decrease", isBelow},
		{"fallen", isBelow},
		{"fall", isBelow},
		{"fell", isBelow},
		{"reduced", isBelow},
		{"reduction", isBelow},
		{"down", isBelow},
		{"dropped", isBelow},
		{"drop", isBelow},
		{"decline", isBelow},
		{"declined", isBelow},
	}
}

// spaces parts words that other marks part.
var spaces = strings.NewReplacer("_", " ", "-", " ", ",", " ")

// parseRelation finds the word of comparison in a phrase without figures.
func parseRelation(text string) relation {
	padded := " " + strings.Join(strings.Fields(strings.ToLower(spaces.Replace(text))), " ") + " "
	for _, entry := range relations() {
		if strings.Contains(padded, " "+entry.words+" ") {
			return entry.is
		}
	}
	return noRelation
}

// isComparison says whether a printed result is a word of comparison and not a figure.
func isComparison(text string) bool {
	if _, _, err := figure.ParseBound(text); err == nil {
		return false
	}
	return parseRelation(text) != noRelation
}

// checkCompare judges a word between two values, or of the sign of a formula.
func (c *checker) checkCompare(s *statement) {
	f := s.start()
	is := parseRelation(cmp.Or(s.claim.Printed.Value, s.claim.Label))
	if is == noRelation {
		c.add(cannotCheck(f, nil, fmt.Sprintf("%q is no word of comparison: use above, below, in line with, met, improved", s.claim.Printed.Value)))
		return
	}
	direct, reason := is.direct(s.claim.Polarity)
	if reason != "" {
		c.add(cannotCheck(f, nil, reason))
		return
	}
	e, reason := s.difference()
	if reason != "" {
		c.add(cannotCheck(f, nil, reason))
		return
	}
	// Nothing is printed as a figure here, so the values stand in for it when the working is spelt.
	first := e.inputs[e.formula.names[0]]
	e.printed = alone(first)
	if obstacle := e.obstacle(); obstacle != "" {
		c.add(cannotCheck(f, nil, obstacle))
		return
	}
	o := e.judge()
	if o.reason != "" {
		c.add(cannotCheck(f, nil, o.reason))
		return
	}
	c.add(s.tellCompare(f, e, o, direct), usedBy(e)...)
}

func usedBy(e equation) []*quantity {
	used := make([]*quantity, 0, len(e.formula.names))
	for _, name := range e.formula.names {
		used = append(used, e.inputs[name])
	}
	return used
}

// direct turns a word of judgement into above or below by the polarity of the measure.
func (is relation) direct(polarity string) (relation, string) {
	judged := is == isBetter || is == isWorse || is == isMet || is == isMissed
	if !judged {
		return is, ""
	}
	higher, ok := higherIsBetter(polarity)
	if !ok {
		return is, "the polarity is not stated: say whether higher or lower is better"
	}
	switch {
	case is == isBetter && higher, is == isWorse && !higher:
		return isAbove, ""
	case is == isBetter, is == isWorse:
		return isBelow, ""
	case is == isMet && higher:
		return isNotBelow, ""
	case is == isMet:
		return isNotAbove, ""
	case higher:
		return isBelow, ""
	}
	return isAbove, ""
}

func higherIsBetter(polarity string) (higher, ok bool) {
	switch strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSpace(polarity))) {
	case "higher", "high", "h", "higher better", "higher is better":
		return true, true
	case "lower", "low", "l", "lower better", "lower is better":
		return false, true
	}
	return false, false
}

// difference is the formula whose sign the word states: the claim's own, or value less against.
func (s *statement) difference() (equation, string) {
	if s.claim.Formula != "" {
		return s.equation(s.claim.Formula)
	}
	value := s.firstNamed("value", "actual", "later", "after", "this", "now", "ours", "area", "oldham", "current")
	against := s.firstNamed("against", "than", "target", "limit", "threshold", "earlier", "before", "last", "previous", "neighbours", "comparator", "other", "england", "national", "base")
	names := sortedKeys(s.inputs)
	if len(names) == 2 {
		// One of two names is enough to know the other.
		switch {
		case value == "" && against != "":
			value = names[0]
			if value == against {
				value = names[1]
			}
		case against == "" && value != "":
			against = names[0]
			if against == value {
				against = names[1]
			}
		}
	}
	if value == "" || against == "" {
		return equation{}, "which value is compared with which is not stated: give value and against, or a formula"
	}
	return s.equation("`" + value + "` - `" + against + "`")
}

func (s *statement) firstNamed(names ...string) string {
	for _, name := range names {
		if s.inputs[name] != nil {
			return name
		}
	}
	return ""
}

// tellCompare holds the word against the sign of the difference, at the values printed and over all they may stand for.
func (s *statement) tellCompare(f Finding, e equation, o outcome, is relation) Finding {
	f.Low, f.High = e.printed.decimalEnd(o.possible.lo), e.printed.decimalEnd(o.possible.hi)
	tolerance, stated := s.tolerance(e)
	if is == isLevel && !stated {
		tolerance = new(ratio)
	}
	now := o.possible
	if o.computed != nil {
		now = point(o.computed)
		f.Computed = e.printed.decimal(o.computed)
	}
	switch {
	case is.holds(now, tolerance):
		f.Verdict = Agrees
	case is.holds(o.possible, tolerance):
		f.Verdict = WithinRounding
	case is == isLevel && !stated:
		f = cannotCheck(f, nil, "how near counts as in line is not stated; the gap is "+e.printed.showSpan(now))
		f.Printed, f.Question = s.claim.Printed.Value, true
		return f
	default:
		f.Verdict, f.size = Differs, 1
		f.Material = fmt.Sprintf("the figures do not bear out %q", s.word())
	}
	f.Working = s.compareWorking(e, f.Verdict)
	return f
}

// word is the word of a claim as the text has it: of a natural document "fell" where the claim says below.
func (s *statement) word() string { return cmp.Or(s.claim.At.Text, s.claim.Printed.Value) }

func (s *statement) compareWorking(e equation, verdict Verdict) string {
	word := s.word()
	ending := map[Verdict]string{Agrees: "as printed", WithinRounding: "possible within rounding", Differs: "the word and the figures differ"}[verdict]
	spelt := texts(e.formula.names, e.inputs, e.printed)
	root := e.formula.root
	if root.op == '-' && root.args[0].op == '@' && root.args[1].op == '@' {
		a, b := e.inputs[root.args[0].name], e.inputs[root.args[1].name]
		sign := map[int]string{-1: "is below", 0: "equals", 1: "is above"}[a.best().value.Cmp(b.best().value)]
		return fmt.Sprintf("%s %s %s: %q, %s", spelt(root.args[0].name), sign, spelt(root.args[1].name), word, ending)
	}
	return fmt.Sprintf("%s: %q, %s", e.formula.spell(spelt), word, ending)
}

// tolerance is how far apart two values in line may be, in the unit of the values or as a per cent of the second.
func (s *statement) tolerance(e equation) (*ratio, bool) {
	if s.claim.Tolerance == "" {
		return nil, false
	}
	fig, err := figure.Parse(string(s.claim.Tolerance))
	if err != nil || fig.Kind != figure.Number {
		return nil, false
	}
	amount := fraction(fig.Value)
	if fig.Unit.Measure == figure.Percent && len(e.formula.names) == 2 && !e.inputs[e.formula.names[1]].percent() {
		of := new(ratio).Abs(e.inputs[e.formula.names[1]].best().value)
		return amount.Mul(amount, of).Quo(amount, newRatio(100, 1)), true
	}
	return amount.Mul(amount, powerOfTen(e.printed.fig.Unit.Power)), true
}

// holds says whether some value of the difference bears the relation out.
func (is relation) holds(difference span, tolerance *ratio) bool {
	zero := new(ratio)
	positive := difference.hi.v == nil || difference.hi.v.Sign() > 0
	negative := difference.lo.v == nil || difference.lo.v.Sign() < 0
	switch is {
	case isAbove:
		return positive
	case isBelow:
		return negative
	case isNotAbove:
		return negative || difference.contains(zero)
	case isNotBelow:
		return positive || difference.contains(zero)
	case isLevel:
		_, meets := difference.meet(span{end{v: new(ratio).Neg(tolerance)}, end{v: tolerance}})
		return meets
	}
	return false
}
