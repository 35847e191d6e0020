package scrutiny

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// checkOfWhich judges parts that cannot exceed their whole. Where something can be negative they can: the pressures that a
// report lists may exceed the variance they explain. There the remainder is shown without a verdict.
func (c *checker) checkOfWhich(s *statement) {
	f := s.start()
	whole := s.inputs["value"]
	parts := c.members(s, false)
	switch {
	case whole == nil || len(parts) == 0:
		c.add(cannotCheck(f, nil, "the whole (value) or its parts are not stated"))
		return
	case whole.obstacle() != "":
		c.add(cannotCheck(f, whole, "the whole "+whole.obstacle()))
		return
	}
	if obstacle := obstacleOf(parts); obstacle != "" {
		c.add(cannotCheck(f, whole, obstacle))
		return
	}
	e := sumOf(parts)
	e.printed = whole
	sum, signed := new(ratio), whole.fig.Unit.Measure == figure.Pounds || whole.best().value.Sign() < 0
	greatest := parts[0]
	for _, p := range parts {
		v := p.value.best().value
		sum.Add(sum, v)
		signed = signed || v.Sign() < 0 || p.value.fig.Unit.Measure == figure.Pounds
		if v.Cmp(greatest.value.best().value) > 0 {
			greatest = p
		}
	}
	used := append(figuresOf(parts), whole)
	spelt := e.formula.spell(texts(e.formula.names, e.inputs, whole))
	if len(parts) > 1 {
		spelt = "(" + spelt + ")"
	}
	if signed {
		remainder := new(ratio).Sub(whole.best().value, sum)
		f = cannotCheck(f, whole, "amounts can be negative, so parts may exceed what they explain")
		f.Working = fmt.Sprintf("%s − %s = %s is left; amounts can be negative, so this is no contradiction", whole.shown().spell(whole.fig.Unit), spelt, whole.show(remainder, 3))
		f.Computed = whole.decimal(remainder)
		c.add(f, used...)
		return
	}
	f.Printed = whole.text
	over := greatest.value.all()
	switch {
	case greatest.value.best().value.Cmp(whole.best().value) <= 0:
		f.Verdict, f.Working = Agrees, fmt.Sprintf("%s is within %s", greatest.value.spell(greatest.value.fig.Unit), whole.spell(whole.fig.Unit))
	case over.lo.v != nil && whole.all().hi.v != nil && over.lo.v.Cmp(whole.all().hi.v) > 0:
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("%s (%s) is more than the whole, %s", greatest.value.text, greatest.label, whole.text)
	default:
		f.Verdict, f.Working = WithinRounding, fmt.Sprintf("%s and the whole, %s, may be the same within rounding", greatest.value.text, whole.text)
	}
	c.add(f, used...)
}

// checkWeighted judges an average of groups: the ratio of the sums, or without weights at least no less than the least
// and no more than the greatest.
func (c *checker) checkWeighted(s *statement) {
	f := s.start()
	members := c.members(s, false)
	if len(members) == 0 {
		c.add(cannotCheck(f, s.printed, "the average has no items"), s.printed)
		return
	}
	if obstacle := obstacleOf(members); obstacle != "" || !s.printed.usable() {
		c.add(cannotCheck(f, s.printed, cmp.Or(obstacle, "the printed figure "+s.printed.obstacle())), s.printed)
		return
	}
	if members[0].weight == nil {
		c.checkBetween(s, f, members)
		return
	}
	e := equation{inputs: map[string]*quantity{}, labels: map[string]string{}, printed: s.printed}
	top, bottom := make([]string, len(members)), make([]string, len(members))
	for i, m := range members {
		if m.weight.obstacle() != "" {
			c.add(cannotCheck(f, s.printed, "the weight of "+m.label+" "+m.weight.obstacle()), s.printed)
			return
		}
		v, w := fmt.Sprintf("v%d", i), fmt.Sprintf("w%d", i)
		top[i], bottom[i] = v+" * "+w, w
		e.inputs[v], e.inputs[w], e.labels[v], e.labels[w] = m.value, m.weight, m.label, "the weight of "+m.label
	}
	formula, err := ParseFormula("(" + strings.Join(top, " + ") + ") / (" + strings.Join(bottom, " + ") + ")")
	if err != nil {
		c.add(cannotCheck(f, s.printed, "there are too many items"), s.printed)
		return
	}
	formula.work = c.work
	e.formula = formula
	c.judge(f, e, &hints{statement: s})
}

func (c *checker) checkBetween(s *statement, f Finding, members []member) {
	all := members[0].value.all()
	for _, m := range members[1:] {
		all = all.hull(m.value.all())
	}
	q := s.printed
	f.Low, f.High = q.decimalEnd(all.lo), q.decimalEnd(all.hi)
	f.Printed, f.Verdict = q.text, Agrees
	f.Working = fmt.Sprintf("an average of members must lie within %s; printed %s", q.showSpan(all), q.text)
	if _, meets := all.meet(q.span); !meets {
		f.Verdict, f.size = Differs, 1
		f.Working += ": differs"
	}
	c.add(f, append(figuresOf(members), q)...)
}

// checkPopulation asks whether one population can stand behind all counts and rates of a table.
func (c *checker) checkPopulation(s *statement) {
	f := s.start()
	members := c.members(s, false)
	per := newRatio(10_000, 1)
	if base := s.inputs["base"]; base.usable() {
		per = base.best().value
	}
	f.Label = cmp.Or(s.claim.Label, "One population behind all rates")
	var implied []span
	for _, m := range members {
		switch {
		case m.count == nil || m.value == nil:
			c.add(cannotCheck(f, nil, m.label+" needs a count and, as its value, a rate"))
			return
		case m.count.obstacle() != "" || m.value.obstacle() != "":
			continue
		case m.value.all().holdsZero():
			continue
		}
		implied = append(implied, m.count.all().mul(m.value.all().inverse()).scale(per))
	}
	if len(implied) < 2 {
		c.add(cannotCheck(f, nil, "fewer than two rates can be compared"))
		return
	}
	shared, ok := meetAll(implied, -1)
	like := &quantity{fig: figure.Figure{Style: figure.Style{Grouped: true}}}
	if ok {
		f.Verdict = Agrees
		f.Low, f.High = like.decimalEnd(shared.lo), like.decimalEnd(shared.hi)
		f.Working = fmt.Sprintf("a population of %s gives all %d rates", like.showWhole(shared), len(implied))
		c.populationPrinted(s, &f, shared)
	} else {
		f.Verdict, f.size = Differs, 1
		f.Working = "no one population gives all the rates" + oddOneOut(members, implied, like)
	}
	c.add(f, figuresOf(members)...)
}

// populationPrinted holds the population that the text prints against the one implied.
func (c *checker) populationPrinted(s *statement, f *Finding, shared span) {
	if !s.printed.usable() {
		return
	}
	f.Printed = s.printed.text
	if _, ok := shared.meet(s.printed.all()); !ok {
		f.Verdict, f.size = Differs, 1
		f.Working += fmt.Sprintf("; printed %s: differs", s.printed.text)
	}
}

func meetAll(spans []span, except int) (span, bool) {
	shared := everything()
	for i, s := range spans {
		if i == except {
			continue
		}
		var ok bool
		if shared, ok = shared.meet(s); !ok {
			return shared, false
		}
	}
	return shared, true
}

// oddOneOut names the one rate without which the others agree, where there is only one such.
func oddOneOut(members []member, implied []span, like *quantity) string {
	odd := -1
	for i := range implied {
		if _, ok := meetAll(implied, i); ok {
			if odd >= 0 {
				return ""
			}
			odd = i
		}
	}
	if odd < 0 || len(implied) < 3 || len(implied) != len(members) {
		return ""
	}
	rest, _ := meetAll(implied, odd)
	return fmt.Sprintf(": the others give %s, %s gives %s", like.showWhole(rest), members[odd].label, like.showWhole(implied[odd]))
}

// showWhole is a span of whole things, its ends drawn inwards to whole numbers.
func (q *quantity) showWhole(s span) string {
	if !s.bounded() {
		return q.showSpan(s)
	}
	low, high := new(ratio).SetInt(ceilWhole(s.lo.v)), new(ratio).SetInt(floorWhole(s.hi.v))
	if low.Cmp(high) >= 0 {
		return q.show(low, 0)
	}
	return q.show(low, 0) + " to " + q.show(high, 0)
}

// checkRank judges a place among others: "highest", "3rd", "second lowest", or by polarity "best" and "worst".
func (c *checker) checkRank(s *statement) {
	f := s.start()
	value := s.inputs["value"]
	place, fromTop, reason := parsePlace(s.claim.Printed.Value, s.claim.Polarity)
	members := c.members(s, false)
	switch {
	case reason != "":
		c.add(cannotCheck(f, nil, reason))
		return
	case value == nil || len(members) == 0:
		c.add(cannotCheck(f, nil, "the value, or the items it is placed among, are not stated"))
		return
	case value.obstacle() != "":
		c.add(cannotCheck(f, nil, "the value "+value.obstacle()))
		return
	}
	if obstacle := obstacleOf(members); obstacle != "" {
		c.add(cannotCheck(f, nil, obstacle))
		return
	}
	// ahead by the printed values, surely ahead and possibly ahead by their intervals.
	ahead, level, surely, possibly := 0, 0, 0, 0
	mine := value.all()
	for _, m := range members {
		order := m.value.best().value.Cmp(value.best().value)
		theirs := m.value.all()
		above := theirs.lo.v != nil && mine.hi.v != nil && theirs.lo.v.Cmp(mine.hi.v) > 0
		below := theirs.hi.v != nil && mine.lo.v != nil && theirs.hi.v.Cmp(mine.lo.v) < 0
		if !fromTop {
			order, above, below = -order, below, above
		}
		switch {
		case order > 0:
			ahead++
		case order == 0:
			level++
		}
		if above {
			surely++
		}
		if !below {
			possibly++
		}
	}
	way := map[bool]string{true: "from the highest", false: "from the lowest"}[fromTop]
	text := value.spell(value.fig.Unit)
	switch {
	case place > ahead && place <= ahead+level+1:
		f.Verdict, f.Working = Agrees, fmt.Sprintf("%s is number %d of %d %s, as printed", text, ahead+1, len(members)+1, way)
	case place > surely && place <= possibly+1:
		f.Verdict, f.Working = WithinRounding, fmt.Sprintf("%s is number %d of %d %s, and may be number %d within rounding", text, ahead+1, len(members)+1, way, place)
	default:
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("%s is number %d of %d %s; printed %q: differs", text, ahead+1, len(members)+1, way, s.word())
		f.Material = "the place changes"
	}
	c.add(f, append(figuresOf(members), value)...)
}

// parsePlace reads a place: a number or an ordinal, counted from the highest unless it says lowest, best or worst.
func parsePlace(text, polarity string) (place int, fromTop bool, reason string) {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("-", " ", ",", " ", "=", " ").Replace(text)))
	place, fromTop = 0, true
	superlative, last := false, false
	higher, known := higherIsBetter(polarity)
	for _, word := range words {
		switch word {
		case "highest", "largest", "most", "greatest", "top":
			superlative = true
		case "lowest", "smallest", "least", "fewest", "bottom":
			superlative, fromTop = true, false
		case "best", "worst":
			if !known {
				return 0, false, "the polarity is not stated: say whether higher or lower is better"
			}
			superlative, fromTop = true, higher == (word == "best")
		case "last":
			last = true
		case "of":
			// "3rd of 11": what follows is how many there are.
			if place > 0 {
				return place, fromTop, ""
			}
		default:
			if n := ordinal(word); n > 0 && place == 0 {
				place = n
			}
		}
	}
	switch {
	case last && place == 0:
		return 1, !fromTop, ""
	case place == 0 && superlative:
		return 1, fromTop, ""
	case place == 0:
		return 0, false, fmt.Sprintf("%q is no place: write 3rd, highest, second lowest", text)
	}
	return place, fromTop, ""
}

func ordinal(word string) int {
	for i, name := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"} {
		if word == name {
			return i + 1
		}
	}
	digits := strings.TrimRight(strings.TrimPrefix(word, "joint"), "stndrh")
	n := 0
	for _, r := range digits {
		if r < '0' || r > '9' || n > 100_000 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}
