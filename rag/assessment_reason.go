package rag

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Reason is why, in one plain sentence without its full stop.
func (a Assessment) Reason() string {
	if a.said != "" {
		return a.said
	}
	return reasonOf(a)
}

// reasonOf sets the assessment aside for the rule's method, which a reason that is made already does not need.
func reasonOf(a Assessment) string { return a.why() }

func (a *Assessment) why() string {
	if a.rule.Method == nil {
		return "no rule rates it"
	}
	switch {
	case a.State == Suppressed:
		return "the value is suppressed"
	case a.State == NotApplicable && !a.reading.Actual.Known():
		return "the measure does not apply"
	case a.State == NoData:
		return "no value is given"
	case !a.reading.Actual.Known():
		return "no value is given: " + strings.ReplaceAll(a.State.String(), "_", " ")
	case a.judged.units != "":
		return a.judged.units
	case a.State == NoPolarity:
		return "nobody states which way the measure gets better"
	}
	return a.rule.Method.reason(a)
}

// missSentence explains a value by its miss: "88 against a target of 90: short by 2, within the 5% (4.5) allowed for
// amber".
func (a *Assessment) missSentence(noun string, target Value, green, amber Allowance) string {
	l := a.judged.lines
	x := a.reading.Actual
	opening := x.String() + " against a " + noun + " of " + target.String() + ": "
	p := a.rule.polarity(&a.reading)
	switch {
	case l.miss.IsZero():
		opening += "on it"
	case l.miss.IsNegative():
		opening += "better by " + difference(x, l.miss.Neg())
	default:
		opening += missWords[p] + " by " + difference(x, l.miss)
	}
	if a.Rating == Green && !l.miss.IsPositive() {
		return opening
	}
	return opening + ", " + a.allowed(green, amber, target.number)
}

// missWords say on which side a miss is.
var missWords = [...]string{Neutral: "away", HigherBetter: "short", LowerBetter: "over", CloserBetter: "away"}

// allowed says what the miss is within, and what it is more than.
func (a *Assessment) allowed(green, amber Allowance, target decimal.Decimal) string {
	amount := func(al Allowance) string {
		size := difference(a.reading.Actual, al.Of(target))
		switch {
		case al.two != nil && al.two.smaller:
			return "the smaller of " + al.two.a.part() + " and " + al.two.b.part() + ", which is " + size + ","
		case al.two != nil:
			return "the larger of " + al.two.a.part() + " and " + al.two.b.part() + ", which is " + size + ","
		case al.share:
			return "the " + al.String() + " (" + size + ")"
		}
		return "the " + size
	}
	e := a.judged.lines.edges
	switch a.Rating {
	case Green:
		return edgeWords(e.Green).inside + " " + amount(green) + " allowed for green"
	case Amber:
		return edgeWords(e.Red).inside + " " + amount(amber) + " allowed for amber"
	}
	if al := amber.or(green); !al.nothing() {
		return edgeWords(e.Red).outside + " " + amount(al) + " allowed for " + colourOf(amber.Equal(green))
	}
	return "and no miss is allowed"
}

// colourOf is the colour that the last allowance is for: green where there is no other.
func colourOf(only bool) string {
	if only {
		return "green"
	}
	return "amber"
}

type words struct{ inside, outside string }

func edgeWords(e Edge) words {
	if e == Worse {
		return words{"less than", "not less than"}
	}
	return words{"within", "more than"}
}

// printLike writes a number the way a value is printed, "46%" beside "24%".
func printLike(v Value, d decimal.Decimal) string {
	f, err := figure.Parse(v.text)
	if err != nil || f.Kind != figure.Number {
		return d.String()
	}
	scaled := d.Shift(-f.Unit.Power)
	for most := f.Places + 4; f.Places < most && !scaled.Equal(scaled.Round(f.Places)); {
		f.Places++
	}
	return f.Print(scaled)
}

// difference writes a difference the way a value is printed; of two percentages it is in points.
func difference(v Value, d decimal.Decimal) string {
	text := printLike(v, d)
	if points, percent := strings.CutSuffix(text, "%"); percent {
		if points == "1" {
			return "1 point"
		}
		return points + " points"
	}
	return text
}

// Working is the calculation, line by line.
func (a Assessment) Working() []Working {
	l := a.judged.lines
	switch {
	case a.worked != nil:
		return a.worked
	case a.judged.band != "":
		return []Working{{"band", a.reading.Actual.String(), a.judged.band}}
	case !a.judged.lined:
		return nil
	}
	show := func(d decimal.Decimal) string { return NewRatio(d, l.scale).String() }
	steps := []Working{
		{"miss", "how far on the wrong side", show(l.miss)},
		{"green line", "the largest miss that is green" + onLine(l.edges.Green), show(l.green)},
		{"red line", "the largest miss that is amber" + onLine(l.edges.Red), show(l.red)},
	}
	if a.Position.Defined() {
		steps = append(steps, Working{"position", fmt.Sprintf("(%s − %s) / (%s − %s)", show(l.red), show(l.miss), show(l.red), show(l.green)), a.Position.String()})
	}
	return steps
}

func onLine(e Edge) string {
	if e == Worse {
		return ", the line itself excluded"
	}
	return ""
}
