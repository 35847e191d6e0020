package scrutiny

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// member is one figure of a list: an item, or an input under its name.
type member struct {
	label  string
	value  *quantity
	weight *quantity
	count  *quantity
}

// members are the items of a claim, or its inputs in the order of their names.
func (c *checker) members(s *statement, percent bool) []member {
	set := setting{unit: cmp.Or(s.claim.Unit, c.report.Unit), rounding: c.report.Rounding, placed: !s.claim.At.IsZero()}
	var found []member
	for i, item := range s.claim.Items {
		m := member{label: cmp.Or(item.Label, fmt.Sprintf("item %d", i+1))}
		reference := fmt.Sprintf("%s/%s", s.id, m.label)
		m.value = c.itemFigure(item.Value, set, reference)
		m.weight = c.itemFigure(item.Weight, set, reference+"/weight")
		m.count = c.itemFigure(item.Count, set, reference+"/count")
		found = append(found, m)
	}
	for _, name := range sortedKeys(s.inputs) {
		switch name {
		case "value", "against", "base", "target":
			continue
		}
		found = append(found, member{label: name, value: s.inputs[name]})
	}
	if percent {
		for i := range found {
			found[i].value = asPercent(found[i].value)
		}
	}
	return found
}

// itemFigure is a figure of an item: the cell it refers to, or its own.
func (c *checker) itemFigure(in Input, set setting, reference string) *quantity {
	if in.IsZero() {
		return nil
	}
	if target := c.named[in.SameAs]; in.SameAs != "" && in.Value == "" && target != nil {
		return target
	}
	q := newQuantity(in, set)
	c.register(reference, q)
	return q
}

// asPercent reads a bare number in a set of shares as a percentage.
func asPercent(q *quantity) *quantity {
	if q == nil || !q.usable() || q.fig.Unit != (figure.Unit{}) {
		return q
	}
	q.fig.Unit.Measure = figure.Percent
	return q
}

func figuresOf(members []member) []*quantity {
	var all []*quantity
	for _, m := range members {
		for _, q := range []*quantity{m.value, m.weight, m.count} {
			if q != nil {
				all = append(all, q)
			}
		}
	}
	return all
}

func obstacleOf(members []member) string {
	for _, m := range members {
		if problem := m.value.obstacle(); problem != "" {
			return m.label + " " + problem
		}
	}
	return ""
}

// maxShares is the largest set of shares that is judged.
const maxShares = 200

// checkSet judges shares of one whole: together they must be able to make 100 per cent, and where whole things were counted
// and the base is known, there must be counts that print so.
func (c *checker) checkSet(s *statement) {
	f := s.start()
	members := c.members(s, true)
	if len(members) == 0 {
		c.add(cannotCheck(f, nil, "the set has no shares"))
		return
	}
	if obstacle := obstacleOf(members); obstacle != "" || len(members) > maxShares {
		c.add(cannotCheck(f, nil, cmp.Or(obstacle, fmt.Sprintf("the set has more than %d shares", maxShares))))
		return
	}
	sum, all, spelt := new(ratio), point(new(ratio)), make([]string, len(members))
	for i, m := range members {
		sum.Add(sum, m.value.best().value)
		all = all.add(m.value.all())
		spelt[i] = m.value.spell(m.value.fig.Unit)
	}
	like := members[0].value
	hundred := newRatio(100, 1)
	f.Computed, f.Low, f.High = like.decimal(sum), like.decimalEnd(all.lo), like.decimalEnd(all.hi)
	f.Printed = cmp.Or(f.Printed, strings.Join(spelt, ", "))
	working := strings.Join(spelt, " + ") + " = " + like.show(sum, 3)
	switch {
	case s.claim.Open && (all.lo.v == nil || all.lo.v.Cmp(hundred) <= 0):
		f.Verdict, f.Working = Agrees, working+", which leaves room for what is not printed"
	case s.claim.Open:
		f.Verdict, f.Working = Differs, working+": more than the whole"
	case sum.Cmp(hundred) == 0:
		f.Verdict, f.Working = Agrees, working
	case all.contains(hundred):
		f.Verdict, f.Working = WithinRounding, working+": within rounding of 100%"
	default:
		f.Verdict = Differs
		f.Working = fmt.Sprintf("%s: the shares as printed allow %s, and not 100%%", working, like.showSpan(all))
	}
	if f.Verdict == Differs {
		f.size, _ = new(ratio).Abs(new(ratio).Sub(sum, hundred)).Float64()
	} else if s.claim.Whole {
		c.countSet(s, &f, members, spelt)
	}
	c.add(f, figuresOf(members)...)
}

// countSet asks whether whole counts can stand behind the set.
func (c *checker) countSet(s *statement, f *Finding, members []member, spelt []string) {
	spans := make([]span, len(members))
	for i, m := range members {
		if spans[i] = m.value.all(); !spans[i].bounded() {
			return
		}
	}
	base := s.inputs["base"]
	if base == nil {
		if n, ok := smallestBase(spans, s.claim.Open); ok {
			f.Notes = append(f.Notes, fmt.Sprintf("Whole counts can print so from a base of %d.", n))
		}
		return
	}
	first, last, ok := wholeBases(base)
	if !ok {
		f.Notes = append(f.Notes, "The base is not known well enough to count.")
		return
	}
	var joint Joint
	for n := first; n <= last; n++ {
		if joint = jointWithin(spans, n, s.claim.Open); joint.Possible {
			break
		}
	}
	switch {
	case !joint.Possible:
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("No whole counts of %s print as %s together", base.text, strings.Join(spelt, ", "))
	case joint.Determined && first == last:
		counts := make([]string, len(joint.Ranges))
		for i, r := range joint.Ranges {
			counts[i] = fmt.Sprint(r.Min)
		}
		f.Working += fmt.Sprintf("; the only whole counts of %s behind it are %s", base.text, strings.Join(counts, ", "))
	}
}

func smallestBase(spans []span, open bool) (int, bool) {
	for n := 1; n <= 2000; n++ {
		if jointWithin(spans, n, open).Possible {
			return n, true
		}
	}
	return 0, false
}

// wholeBases are the whole numbers that a base may be, where they are few enough to try.
func wholeBases(q *quantity) (first, last int, ok bool) {
	if !q.usable() || !q.span.bounded() {
		return 0, 0, false
	}
	low, high := ceilWhole(q.all().lo.v), floorWhole(q.all().hi.v)
	if q.step == nil || q.step.Cmp(newRatio(1, 1)) == 0 {
		// A whole number printed to the nearest whole is that number: its ties are no counts.
		low = floorWhole(q.best().value)
		high = low
	}
	first, last = clampInt(low), clampInt(high)
	return first, last, first >= 1 && last <= maxBase && last-first <= 10_000
}

// checkShare judges a share of a base of whole things: some whole count must print so.
func (c *checker) checkShare(s *statement) {
	f := s.start()
	q, base := asPercent(s.printed), s.inputs["base"]
	switch {
	case !q.usable():
		c.add(cannotCheck(f, q, "the printed share "+q.obstacle()), q)
		return
	case base == nil || base.obstacle() != "":
		c.add(cannotCheck(f, q, "the base "+base.obstacle()), q)
		return
	case !s.claim.Whole && !s.claim.Base.Exact && !s.claim.Inputs["base"].Exact:
		c.add(cannotCheck(f, q, "nothing says that whole things were counted"), q)
		return
	}
	first, last, ok := wholeBases(base)
	if !ok || !q.span.bounded() {
		c.add(cannotCheck(f, q, "the base is not known well enough to count"), q, base)
		return
	}
	counts, n := Counts{0, -1}, first
	for ; n <= last; n++ {
		if counts = countsWithin(q.span, n); counts.Possible() {
			break
		}
	}
	share := Share{Percent: q.fig.Value, Places: q.places()}
	reachable, printable := Reachable(last, share.Places)
	f.Telling = &Telling{Passing: reachable, Of: printable, Window: "from 0% to 100%"}
	switch {
	case reachable >= printable && counts.Possible():
		f = cannotCheck(f, q, fmt.Sprintf("no possible figure could have failed: every share to %d places occurs among counts of %s", share.Places, base.text))
	case !counts.Possible():
		f.Verdict, f.size = Differs, 1
		f.Working = noCount(share, last, base.text, q.text)
	default:
		f.Working = countWorking(share, counts, n, q.text)
		f.Verdict = Agrees
		if !share.Counts(n, TiesAway).Possible() && q.setting.step == "" {
			f.Verdict = WithinRounding
		}
	}
	c.add(f, q, base)
}

func noCount(share Share, n int, base, printed string) string {
	working := fmt.Sprintf("no whole count of %s prints as %s", base, printed)
	below, above, hasBelow, hasAbove := share.Nearest(n)
	at := countsWithin(Nearest.span(fraction(below.Percent), below.step()), n)
	switch {
	case hasBelow && hasAbove:
		return fmt.Sprintf("%s: %d prints %s%% and %d prints %s%%", working, at.Min, below.Percent.StringFixed(below.Places), at.Min+1, above.Percent.StringFixed(above.Places))
	case hasBelow:
		return fmt.Sprintf("%s: the most is %s%%", working, below.Percent.StringFixed(below.Places))
	}
	return working
}

func countWorking(share Share, counts Counts, n int, printed string) string {
	if counts.Determined() {
		exact, _ := Printed(counts.Min, n, share.Places+1)
		return fmt.Sprintf("%d of %d is %s%%, which rounds to %s; no other whole count does", counts.Min, n, exact.Percent.StringFixed(exact.Places), printed)
	}
	return fmt.Sprintf("%d to %d of %d print as %s", counts.Min, counts.Max, n, printed)
}
