package compare

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// result is the part about published figures.
func (v *view) result() form.Result {
	if v.now == nil {
		return form.Result{Answer: v.problem, More: "Choose another authority or figure, or open a file that has it.", Sections: v.glance()}
	}
	r := form.Result{}
	r.Answer, r.More = v.answer()
	r.Sections = append(r.Sections, v.claim()...)
	r.Sections = append(r.Sections, v.glance()...)
	r.Sections = append(r.Sections, v.ranked(), v.significance(), v.trend())
	r.Sections = append(r.Sections, v.changes()...)
	if v.source.counts[v.indicator] {
		r.Notes = append(r.Notes, "This is a count: it says how large an authority is more than how it does. Where the file has no rate, open the mid-year population estimates beside it, and each count is also there per 10,000.")
	}
	for _, n := range v.comparison.Notes {
		r.Notes = append(r.Notes, upper(n.Text))
	}
	return r
}

// upper begins a text as a sentence.
func upper(text string) string {
	if text == "" {
		return ""
	}
	text = upperName(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// answer says in a sentence how the authority stands, and in another what that rests on.
func (v *view) answer() (first, more string) {
	c := v.comparison
	first = possessive(v.area.Name) + " figure of " + exact(c.Value) + " (" + v.subject() + "; " + v.now.Period.Text + ")"
	if m, missing := c.Value.Missing(); missing {
		return possessive(v.area.Name) + " figure for " + v.now.Period.Text + " (" + v.subject() + ") is missing: " + absent(m) + ".", v.basis()
	}
	mean, median := side(c.Difference(demand.Mean)), side(c.Difference(demand.Median))
	switch {
	case mean == "" || median == "":
		first += " has no neighbours with data to stand beside."
	case mean == median && mean == "equal to":
		first += " equals its neighbours’ mean and median."
	case mean == median:
		first += " is " + mean + " both its neighbours’ median (" + short(c.Median) + ") and their mean (" + short(c.Mean) + ")."
	default:
		first += " is " + median + " its neighbours’ median (" + short(c.Median) + ") and " + mean + " their mean (" + short(c.Mean) + "): which average is used decides."
	}
	return first, v.basis()
}

// side is where a difference lies, nothing for a missing one.
func side(difference demand.Value) string {
	d, ok := difference.Decimal()
	switch {
	case !ok:
		return ""
	case d.IsPositive():
		return "above"
	case d.IsNegative():
		return "below"
	}
	return "equal to"
}

// basis says what the comparison rests on.
func (v *view) basis() string {
	c := v.comparison
	words := "From " + v.source.origin(v.indicator, v.now.Period) + "."
	if v.list != nil {
		words = "Neighbours: " + c.List + ", " + whole(c.N) + " of " + whole(c.In) + " with data. " + words
	}
	if _, ok := c.England.Decimal(); ok {
		words = "England: " + exact(c.England) + ". " + words
	}
	if _, ok := c.Region.Decimal(); ok {
		words = v.area.Region + ": " + exact(c.Region) + ". " + words
	}
	return words
}

// claim tries the claim under every list and average.
func (v *view) claim() []form.Section {
	claim, err := demand.ParseClaim(v.settings["claim"])
	if err != nil || len(v.lists) == 0 {
		return nil
	}
	var lists []*demand.List
	for _, l := range v.lists {
		lists = append(lists, v.local(l.List))
	}
	checked := demand.CheckClaim(claim, v.question, lists...)
	s := section("claim", "Does the claim hold?")
	words := "“" + upperName(v.area.Name) + " is " + claim.String() + " its neighbours”: "
	switch checked.Robustness {
	case demand.HoldsUnderAll:
		words += "holds whichever list and average is meant."
	case demand.HoldsUnderNone:
		words += "holds under no list and no average."
	case demand.Depends:
		words += "depends on the list and the average. A report that says so must name them."
	default:
		words += "cannot be told: a figure is missing."
	}
	s.Intro = words
	s.Columns = []form.Heading{{Text: "List"}, {Text: "Average"}, {Text: "Outcome"}, {Text: "Figure", Number: true}, {Text: "Neighbours", Number: true}, {Text: "Difference", Number: true}, {Text: "With data", Number: true}}
	tags := map[demand.Outcome]string{demand.Holds: "agrees", demand.Fails: "differs", demand.TooClose: "rounding", demand.CannotTell: "unchecked"}
	for _, x := range checked.Cases {
		row := cells(x.List, statistic(x.Statistic))
		row.Cells = append(row.Cells, form.Cell{Text: upperName(x.Outcome.String()), Tag: tags[x.Outcome]})
		row.Cells = append(row.Cells, cells(exact(x.Value), short(x.Comparator), signed(x.Difference), whole(x.N)+" of "+whole(x.In)).Cells...)
		s.Rows = append(s.Rows, row)
		s.Working = append(s.Working, x.Working)
	}
	return []form.Section{s}
}

func statistic(s demand.Statistic) string {
	switch s {
	case demand.Mean:
		return "mean (as in DfE's LAIT)"
	case demand.Median:
		return "median (as on DfE's dashboard)"
	}
	return "pooled rate (all their children)"
}

// upperName begins a word with a capital.
func upperName(text string) string {
	if text == "" {
		return ""
	}
	return strings.Join([]string{strings.ToUpper(text[:1]), text[1:]}, "")
}

// significance says what chance explains of the difference to each comparator.
func (v *view) significance() form.Section {
	s := section("significance", "Is the difference more than chance?")
	sample, ok := v.sample(v.area.Code)
	if !ok {
		s.Intro = "The file does not have the count and the population that " + v.source.title(v.indicator) + " was made of, so no interval can be made."
		return s
	}
	s.Columns = []form.Heading{{Text: "Against"}, {Text: "Verdict"}, {Text: "Comparator", Number: true}, {Text: "95 % interval", Number: true}, {Text: "99.8 % interval", Number: true}}
	var told []string
	for _, against := range []struct {
		name  string
		value demand.Value
	}{
		{"England", v.comparison.England},
		{v.regionName(), v.comparison.Region},
		{"neighbours’ median", v.comparison.Median},
		{"neighbours’ mean", v.comparison.Mean},
		{"neighbours’ pooled rate", v.comparison.Pooled},
	} {
		comparator, ok := against.value.Decimal()
		if !ok {
			continue
		}
		judged, err := demand.Judge(sample, comparator, v.polarity)
		if err != nil {
			s.Intro = "The count and the population do not make an interval: " + err.Error() + "."
			return s
		}
		words := verdict(judged)
		row := cells(upperName(against.name))
		row.Cells = append(row.Cells, form.Cell{Text: upperName(words), Tag: judged.Verdict.String()})
		row.Cells = append(row.Cells, cells(short(against.value), between(judged.At95), between(judged.At998)).Cells...)
		s.Rows = append(s.Rows, row)
		told = append(told, words+" against "+against.name)
		if len(s.Working) == 0 {
			part := v.question.Parts[v.area.Code]
			s.Working = append(s.Working, exact(part.Count)+" ÷ "+exact(part.Base)+" × "+brief(decimal.NewFromInt(int64(v.base.Per)))+" = "+short(judged.At95.Value)+" ("+v.source.title(v.base.Count)+" ÷ "+v.source.title(v.base.Population)+")",
				"95 % interval by "+judged.At95.Method.String()+": "+between(judged.At95)+"; 99.8 % interval: "+between(judged.At998)+". A comparator on a limit is inside.")
		}
	}
	s.Intro = upperName(v.area.Name) + " is " + strings.Join(told, "; ") + "."
	return s
}

func (v *view) regionName() string {
	if v.area.Region == "" {
		return "the region"
	}
	return v.area.Region
}

// verdict is a judgement in words with the confidence at which it holds.
func verdict(j demand.Significance) string {
	words := j.Verdict.String()
	switch j.Confidence {
	case demand.Confidence998:
		return words + " (99.8 %)"
	case demand.Confidence95:
		return words + " (95 %)"
	}
	return words
}
