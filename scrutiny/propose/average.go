package propose

import (
	"fmt"
	"math"
	"regexp"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// quotients proposes averages, rates and products: "an average of 15.2", "£2,585 for each child", "19.8 per 100,000",
// "412 families at £800 each, worth £329,600".
func (p *proposer) quotients(s *sentence) {
	for _, q := range s.said {
		if q.claimed || !q.exact() || q.figure.Class != prose.Quantity || q.value.unit.Measure == figure.Percent || q.value.unit.Measure == figure.Points {
			continue
		}
		if q.figure.Form == prose.Multiple {
			p.timesAsMuch(q)
			continue
		}
		if q.figure.Form > prose.Words {
			continue
		}
		if p.rate(q) || p.average(q) || p.product(q) {
			continue
		}
	}
}

var perBase = regexp.MustCompile(`(?i)^(?:per|for every|in every|every|of every)\s+£?([\d,]+|hundred|thousand|ten thousand)$`)

// perOf is the base of the rate that a figure is: 10,000 where "per 10,000" stands within four words behind it.
func (q *said) perOf() (float64, string) {
	s := q.in
	for i := q.token + 1; i <= q.token+5 && i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.said != nil || t.text == ";" || t.text == "." {
			return 0, ""
		}
		if t.masked == nil || t.masked.Class != prose.Base {
			continue
		}
		m := perBase.FindStringSubmatch(t.text)
		if m == nil {
			return 0, ""
		}
		switch m[1] {
		case "hundred":
			return 100, "100"
		case "thousand":
			return 1000, "1000"
		case "ten thousand":
			return 10000, "10000"
		}
		digits := ""
		for _, d := range m[1] {
			if d >= '0' && d <= '9' {
				digits += string(d)
			}
		}
		n := 0.0
		for _, d := range digits {
			n = 10*n + float64(d-'0')
		}
		return n, digits
	}
	return 0, ""
}

// rate proposes a count for each so many of a population that the paragraph or a table states.
func (p *proposer) rate(q *said) bool {
	per, text := q.perOf()
	if per < 2 {
		return false
	}
	counts, populations := q.countsAround(), q.populations(per)
	var stated []pair
	for _, a := range counts {
		for _, b := range populations {
			if b.value.base <= a.value.base || a.value.base == 0 {
				continue
			}
			computed := a.value.base / b.value.base * per
			off := computed * (a.value.slack()/math.Abs(a.value.base) + b.value.slack()/math.Abs(b.value.base))
			if q.value.fits(computed, off) {
				p.propose(scrutiny.RelationRate, q.at(), ofSaid(q).input, "a / b * "+text, "A count for each so many of a population.", false, a, b)
				q.claimed = true
				return true
			}
			stated = append(stated, pair{a: a, b: b})
		}
	}
	if len(stated) > 1 && len(counts) > 0 {
		// The count nearest to the rate, where one population alone is large enough.
		first := slices.DeleteFunc(stated, func(x pair) bool { return x.a.said != counts[0].said || x.b.value.base < 1000 })
		if len(first) == 1 && counts[0].said.in == q.in && q.value.digits() >= 3 {
			stated = first
		}
	}
	if len(counts) > 0 && len(stated) == 1 && stated[0].a.said != nil && stated[0].b.said != nil && stated[0].b.value.base >= 1000 && q.value.digits() >= 2 &&
		similarTo(q.value, stated[0].a.value.base/stated[0].b.value.base*per, 0) {
		p.propose(scrutiny.RelationRate, q.at(), ofSaid(q).input, "a / b * "+text, "The paragraph states one count and one population.", true, stated[0].a, stated[0].b)
		q.claimed = true
		return true
	}
	return false
}

// countsAround are the counts that a rate or an average can be of, the nearest first.
func (q *said) countsAround() []operand {
	var found []operand
	seen := map[float64]bool{}
	add := func(f *said) {
		if f == q || !f.exact() || f.figure.Class != prose.Quantity || f.figure.Form > prose.Words || f.value.unit.Measure != figure.Plain || f.form() != formPlain || seen[f.value.base] || f.value.base < 2 {
			return
		}
		const most = 5
		if len(found) < most {
			seen[f.value.base] = true
			found = append(found, ofSaid(f))
		}
	}
	for i := q.index - 1; i >= 0; i-- {
		add(q.in.said[i])
	}
	for i := q.index + 1; i < len(q.in.said); i++ {
		add(q.in.said[i])
	}
	for _, f := range q.figuresBefore() {
		add(f)
	}
	for _, f := range q.saidEarlier(2) {
		add(f)
	}
	return found
}

// populations are the large counts of the paragraph, of what was said before it, and of cells that the sentence names.
func (q *said) populations(per float64) []operand {
	found := q.countsAround()
	for i := len(q.in.page.sentences) - 1; i >= 0 && len(found) < 9; i-- {
		s := q.in.page.sentences[i]
		if s.block > q.in.block || s.section != q.in.section && s.section != 0 && len(q.in.page.sections) > 4 {
			continue
		}
		for _, f := range s.said {
			if f.value.unit.Measure == figure.Plain && f.value.base >= 1000 && f.exact() && f.figure.Class == prose.Quantity && s.block != q.in.block && len(found) < 9 {
				found = append(found, ofSaid(f))
			}
		}
	}
	near, _ := q.in.scope()
	for _, v := range near {
		v.each(func(c *cell) {
			if c.value.unit.Measure == figure.Plain && !c.value.rate && c.rowAxis().isTotal() && len(found) < 14 {
				found = append(found, ofCell(c))
			}
		})
	}
	return found
}

// saysMean says whether words right before a figure, or "each" behind it, make it an average and nothing else.
func (q *said) saysMean() bool {
	return q.around(4, 0, "average of", "an average", "averaging", "averages", "averaged", "mean of", "median of", "on average") || q.around(6, 0, "average caseload") || q.in.word(q.token+1) == "each"
}

// saysAverage says whether the words beside a figure call it an average.
func (q *said) saysAverage() bool {
	s := q.in
	if q.around(0, 6, "between them", "in all", "in total", "altogether") {
		return false
	}
	if q.around(5, 0, "average of", "averages", "averaged", "averaging", "on average", "an average", "average", "mean of", "average is", "average was", "typically", "mean") || q.around(0, 6, "on average", "each", "a head", "apiece") {
		return true
	}
	// "7,500 contacts, an average of 2,500 a year": the word is of the figure behind it.
	if q.around(0, 6, "average") && !q.around(0, 7, "an average", "average of", "the average") {
		return true
	}
	switch s.word(q.token + 1) {
	case "a", "an", "per", "each", "every":
		switch s.word(q.token + 2) {
		default:
			return s.word(q.token+1) != "each" && q.value.unit.Measure == figure.Pounds && s.word(q.token+2) != "" && s.word(q.token+2) != "budget" && s.word(q.token+2) != "total"
		case "week", "day", "month", "year", "night", "hour", "head", "place", "pupil", "child", "children", "case", "worker", "placement", "team", "family", "household", "home", "visit", "session", "person", "post", "school", "ward", "quarter", "carer", "bed", "referral", "social":
			return true
		}
	case "for":
		return s.word(q.token+2) == "each" || s.word(q.token+2) == "every"
	}
	return false
}

// average proposes one figure divided by another where words call the result an average or an amount for each.
func (p *proposer) average(q *said) bool {
	if !q.saysAverage() {
		return false
	}
	if p.averageOfPeriods(q) {
		return true
	}
	tops, bottoms := q.dividends(), append(q.countsAround(), q.divisors()...)
	type quotientPair struct {
		pair
		computed float64
	}
	var near []quotientPair
	for i, a := range tops {
		for k, b := range bottoms {
			if b.value.base == 0 || a.value.base == b.value.base || a.said != nil && a.said == b.said || a.value.base < b.value.base && a.value.unit.Measure == figure.Plain || b.value.base <= 1 {
				continue
			}
			computed := a.value.base / b.value.base
			off := math.Abs(computed) * (a.value.slack()/math.Max(1e-9, math.Abs(a.value.base)) + b.value.slack()/math.Abs(b.value.base))
			if q.value.fits(computed, off) && (i < 4 && k < 4 || q.value.digits() >= 3) {
				p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The figure is called an average, or an amount for each.", false, a, b)
				q.claimed = true
				return true
			}
			near = append(near, quotientPair{pair{a: a, b: b}, computed})
		}
	}
	for _, x := range near {
		for _, ten := range []float64{10, 100, 1000, 0.1, 0.01, 0.001} {
			v := q.value
			v.base *= ten
			v.half *= ten
			if q.value.digits() >= 2 && v.fits(x.computed, 0) && !q.in.supposes() && x.a.said != nil && x.b.said != nil && !x.a.said.saysAverage() {
				p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The figure is called an average, or an amount for each; it fits but for a power of ten.", true, x.a, x.b)
				q.claimed = true
				return true
			}
		}
	}
	if q.value.digits() >= 3 {
		var slips []quotientPair
		for _, x := range near {
			if x.a.said != nil && x.b.said != nil && x.a.said.in == q.in && x.b.said.in == q.in && similarTo(q.value, x.computed, 0) {
				slips = append(slips, x)
			}
		}
		if len(slips) == 1 {
			p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The sentence calls the figure an average of these, and it is but for a slip.", true, slips[0].a, slips[0].b)
			q.claimed = true
			return true
		}
	}
	near = slices.DeleteFunc(near, func(x quotientPair) bool {
		return x.a.said == nil || x.b.said == nil || x.a.said.in != q.in || x.b.said.in != q.in || x.a.said.token > q.token || x.b.said.token > q.token ||
			x.b.said.figure.Form != prose.Digits || x.computed > 20*q.value.base || q.value.base > 20*x.computed
	})
	if len(near) == 1 && q.around(4, 0, "average of", "an average", "averages", "averaging") {
		p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, "a / b", "The sentence gives one amount and one count, and calls the figure their average.", true, near[0].a, near[0].b)
		q.claimed = true
		return true
	}
	return false
}

// dividends are the figures that an average can be of.
func (q *said) dividends() []operand {
	var found []operand
	add := func(o operand) {
		const most = 10
		if o.value.unit.Measure == q.value.unit.Measure && !o.value.guessed && len(found) < most && o.value.base > q.value.base {
			found = append(found, o)
		}
	}
	for i := len(q.in.said) - 1; i >= 0; i-- {
		if f := q.in.said[i]; f != q && f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words {
			add(ofSaid(f))
		}
	}
	for _, f := range q.figuresBefore() {
		if f.in != q.in && f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words {
			add(ofSaid(f))
		}
	}
	near, _ := q.in.scope()
	for _, v := range near {
		v.each(func(c *cell) {
			row, col := q.holdTo(c.rowAxis()), q.holdTo(c.colAxis())
			if !c.value.rate && (row.share >= 0.5 || c.rowAxis().isTotal()) && (col.share >= 0.5 || c.colAxis().unit.money && q.value.unit.Measure == figure.Pounds || c.colAxis().isTotal()) {
				add(ofCell(c))
			}
		})
	}
	return found
}

// divisors are cells of the lines that the sentence names, by which an amount can be divided.
func (q *said) divisors() []operand {
	var found []operand
	near, _ := q.in.scope()
	for _, v := range near {
		v.each(func(c *cell) {
			const most = 6
			row := q.holdTo(c.rowAxis())
			if c.value.unit.Measure == figure.Plain && !c.value.rate && (row.share >= 0.5 || c.rowAxis().isTotal()) && len(found) < most {
				found = append(found, ofCell(c))
			}
		})
	}
	return found
}

// averageOfPeriods proposes the mean of the periods of a line that the sentence names: "contacts average 2,156 a month".
func (p *proposer) averageOfPeriods(q *said) bool {
	near, _ := q.in.scope()
	for _, v := range near {
		if p.averageAlong(q, v.rows, v.cols, v.cell) || p.averageAlong(q, v.cols, v.rows, func(line, across int) *cell { return v.cell(across, line) }) {
			return true
		}
	}
	return false
}

// averageAlong proposes the mean of one of some lines across the periods that cross it.
func (p *proposer) averageAlong(q *said, lines, across []axis, at func(line, across int) *cell) bool {
	for i := range lines {
		h := q.holdTo(&lines[i])
		if !h.same || h.share < 0.5 {
			continue
		}
		var parts []operand
		sum, off := 0.0, 0.0
		for k := range across {
			x := at(i, k)
			if x == nil || across[k].isTotal() || across[k].period.key == "" || !compatible(q, x) || across[k].period.previous {
				continue
			}
			parts = append(parts, ofCell(x))
			sum += x.value.base
			off += x.value.slack()
		}
		n := float64(len(parts))
		if n < 2 {
			continue
		}
		fits := q.value.fits(sum/n, off/n)
		// The percentage of all periods together is no plain mean, and rightly another figure.
		sure := q.value.unit.Measure != figure.Percent && h.strength >= 0.75 && h.share > 0.99 && similarTo(q.value, sum/n, off/n)
		if !fits && !sure {
			continue
		}
		formula := "(" + sumFormula(len(parts)) + fmt.Sprintf(") / %d", len(parts))
		p.propose(scrutiny.RelationAverage, q.at(), ofSaid(q).input, formula, "The sentence names the line, and these are its periods.", !fits, parts...)
		q.claimed = true
		return true
	}
	return false
}

func sumFormula(n int) string {
	text := nameOf(0)
	for i := 1; i < n; i++ {
		text += " + " + nameOf(i)
	}
	return text
}

// product proposes a number of things times a price: "412 families at £800 each, worth £329,600".
func (p *proposer) product(q *said) bool {
	if q.value.unit.Measure != figure.Pounds {
		return false
	}
	var prices, counts []*said
	for _, f := range append(q.figuresBefore(), q.in.said[q.index+1:]...) {
		if !f.exact() || f.figure.Form > prose.Words {
			continue
		}
		switch {
		case f.value.unit.Measure == figure.Pounds && f != q && f.saysAverage() && f.value.base < q.value.base:
			prices = append(prices, f)
		case f.value.unit.Measure == figure.Plain && f.value.base > 1:
			counts = append(counts, f)
		}
	}
	for _, price := range prices[:min(len(prices), 3)] {
		for _, n := range counts[:min(len(counts), 4)] {
			computed := price.value.base * n.value.base
			off := price.value.slack()*n.value.base + n.value.slack()*price.value.base
			if n.in != q.in || price.in != q.in {
				off = math.Min(off, q.value.half) // figures from further off must give it as printed
			}
			if q.value.fits(computed, off) {
				p.propose(scrutiny.RelationProduct, q.at(), ofSaid(q).input, "a * b", "A number of things times the price of each.", false, ofSaid(n), ofSaid(price))
				q.claimed = true
				return true
			}
		}
	}
	if p.paidTo(q) {
		return true
	}
	if len(prices) == 1 && !q.saysAverage() && prices[0].in == q.in && len(counts) > 0 && counts[0].in == q.in && q.around(3, 0, "worth", "costing", "totalling", "or", "at a cost of", "making") {
		inSentence := 0
		for _, n := range counts {
			if n.in == q.in {
				inSentence++
			}
		}
		if inSentence == 1 {
			p.propose(scrutiny.RelationProduct, q.at(), ofSaid(q).input, "a * b", "A number of things times the price of each.", true, ofSaid(counts[0]), ofSaid(prices[0]))
			q.claimed = true
			return true
		}
	}
	return false
}

// paidTo proposes "£3,000 was paid to 19 young people at a cost of £57,000": the sentence has one price, one count and their product.
func (p *proposer) paidTo(q *said) bool {
	if !q.around(5, 0, "at a cost of", "at a total cost of", "costing", "costing in all", "at an overall cost of", "a total cost of", "at a combined cost of") || q.in.supposes() || q.firmlyTied() {
		return false
	}
	var price, count *said
	for _, f := range q.in.said[:q.index] {
		switch {
		case f.figure.Class != prose.Quantity:
		case !f.exact() || f.changed() || f.figure.Form > prose.Words:
			return false
		case f.value.unit.Measure == figure.Pounds && price == nil:
			price = f
		case f.value.unit.Measure == figure.Plain && count == nil && price != nil:
			count = f
		default:
			return false
		}
	}
	if price == nil || count == nil || count.value.base <= 1 || !q.in.ledBy(count, "to", "for") || q.value.base < price.value.base {
		return false
	}
	computed := price.value.base * count.value.base
	holds := q.value.fits(computed, 0.5*count.value.base)
	if !holds && (computed > 3*q.value.base || q.value.base > 3*computed) && !similarTo(q.value, computed, 0) {
		return false
	}
	each := ofSaid(price)
	each.input.Step = "" // a price of each is no sum in thousands
	p.propose(scrutiny.RelationRatio, q.at(), ofSaid(q).input, "a * b", "A number of things times the price of each.", !holds, ofSaid(count), each)
	q.claimed = true
	return true
}

// timesAsMuch proposes how many times one figure is another: "£5,331, 11.5 times a week with our own carers (£465)".
func (p *proposer) timesAsMuch(q *said) bool {
	var figures []*said
	for _, f := range q.in.said {
		if f != q && f.exact() && f.figure.Class == prose.Quantity && f.figure.Form <= prose.Words {
			figures = append(figures, f)
		}
	}
	plain := q.figure.Form == prose.Multiple && q.value.places > 0 || q.value.base > 4
	if !plain {
		return false
	}
	var pairs []pair
	for _, a := range figures {
		for _, b := range figures {
			if a == b || a.value.unit.Measure != b.value.unit.Measure || a.value.base <= b.value.base || b.value.base == 0 {
				continue
			}
			x := pair{a: ofSaid(a), b: ofSaid(b)}
			computed := a.value.base / b.value.base
			off := computed * (a.value.slack()/a.value.base + b.value.slack()/b.value.base)
			if q.value.fits(computed, off) {
				q.timesClaim(p, x, false)
				return true
			}
			pairs = append(pairs, x)
		}
	}
	if len(pairs) == 1 && len(figures) == 2 {
		q.timesClaim(p, pairs[0], true)
		return true
	}
	return false
}

func (q *said) timesClaim(p *proposer, x pair, accuses bool) {
	in := scrutiny.Input{Value: q.value.printed.StringFixed(q.value.places)}
	p.propose(scrutiny.RelationRatio, q.at(), in, "a / b", "The sentence says how many times one figure is the other.", accuses, x.a, x.b)
	q.claimed = true
}
