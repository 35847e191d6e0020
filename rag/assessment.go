package rag

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Note is what a reader of a result must know.
type Note string

// Working is one line of working: "miss", "90 − 88", "2".
type Working struct {
	Label      string `json:"label"`
	Expression string `json:"expression"`
	Value      string `json:"value"`
}

// Assessment is a rating with everything that led to it. Reason and Working are made when asked for.
type Assessment struct {
	Name   string
	Rating Rating
	State  State
	// Band is the label of the band, or the letter of the quartile; empty under a rule without either.
	Band string
	// Possible are all colours that the value may have, best first, when its printed precision, or a value that nobody gave,
	// leaves more than one open; nil otherwise.
	Possible []Rating
	// Position is where the value stands between the red line (0) and the green one (1); undefined without two lines.
	Position Ratio
	// Margin is how far it is from the next colours.
	Margin Margin
	// Short is the direction since the previous period, Long since the same period last year.
	Short, Long Direction
	// MetButWorsening flags a Green whose value has got materially worse since the period before.
	MetButWorsening bool
	Basis           Basis
	Confidence      string
	Rule            RuleRef
	Notes           []Note

	rule    Rule
	reading Reading
	judged  judgement
	said    string // the reason, where it is already made
	worked  []Working
}

// Assess rates a reading and keeps what is needed to explain it.
func (r Rule) Assess(x Reading) Assessment {
	var a Assessment
	r.assess(&a, &x)
	return a
}

func (r *Rule) assess(a *Assessment, x *Reading) {
	j := r.judge(x, x.Actual.number)
	*a = Assessment{
		Name: x.Name, Rating: j.rating, State: j.state, Band: j.band, Basis: x.Basis, Confidence: x.Confidence,
		Rule: r.Ref(), Notes: j.notes, rule: *r, reading: *x, judged: j,
	}
	if j.lined {
		a.Position = j.lines.position()
	}
	switch {
	case j.lined && j.rating == j.lines.rating():
		a.Margin = j.lines.margin()
	case j.rating != Unrated:
		a.Margin = r.margin(x)
	}
	a.Possible = r.possible(x, &j)
	if len(a.Possible) > 1 {
		a.Notes = append(a.Notes, a.openNote())
	}
	if j.also != Unrated {
		a.Possible = append(a.Possible, j.also, j.rating)
		slices.Sort(a.Possible)
		a.Possible = slices.Compact(a.Possible)
	}
	a.Short = Travel(x.Previous, x.Actual, r.travel(x, true))
	a.Long = Travel(x.YearAgo, x.Actual, r.travel(x, false))
	a.MetButWorsening = a.Rating == Green && a.Short == Worsening
	if a.MetButWorsening {
		a.Notes = append(a.Notes, Note(fmt.Sprintf("met but worsening: %s before, %s now", x.Previous, x.Actual)))
	}
	if !x.Date.IsZero() && x.Date < r.Since {
		a.Notes = append(a.Notes, Note(fmt.Sprintf("rule %s applies from %s, after the reading of %s", r, r.Since.Long(), x.Date.Long())))
	}
	for _, f := range r.validateFor(x) {
		a.Notes = append(a.Notes, Note(f.Problem))
	}
}

// Reading is what was rated.
func (a Assessment) Reading() Reading { return a.reading }

// Equal reports whether two assessments come to the same result for the same reason.
func (a Assessment) Equal(b Assessment) bool {
	return a.Name == b.Name && a.Rating == b.Rating && a.State == b.State && a.Band == b.Band && a.Rule == b.Rule &&
		a.Basis == b.Basis && a.Confidence == b.Confidence && a.Short == b.Short && a.Long == b.Long &&
		a.MetButWorsening == b.MetButWorsening && slices.Equal(a.Possible, b.Possible) && slices.Equal(a.Notes, b.Notes) &&
		a.Position.Equal(b.Position) && a.Margin.Equal(b.Margin) && a.Reason() == b.Reason()
}

// possible are the colours over the interval of a printed value: at its ends, on every line inside it, and between
// them, since a colour only changes on a line.
func (r *Rule) possible(x *Reading, j *judgement) []Rating {
	if r.settled(x, j) {
		return nil
	}
	low, high, ok := x.Actual.Interval()
	if !ok || low.Equal(high) || r.Method == nil {
		return nil
	}
	points := []decimal.Decimal{low, high}
	for _, cut := range r.Method.cuts(r, x, r.polarity(x)) {
		if cut.GreaterThan(low) && cut.LessThan(high) {
			points = append(points, cut)
		}
	}
	slices.SortFunc(points, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	two := decimal.NewFromInt(2)
	var found []Rating
	for i, point := range points {
		try := []decimal.Decimal{point}
		if i > 0 {
			try = append(try, point.Add(points[i-1]).Div(two))
		}
		for _, value := range try {
			if rating := r.judge(x, value).rating; !slices.Contains(found, rating) {
				found = append(found, rating)
			}
		}
	}
	slices.Sort(found)
	if len(found) < 2 {
		return nil
	}
	return found
}

// settled says that a tolerance leaves no doubt: half a unit of the last printed place leads over neither line, as with nearly
// every figure. The miss changes by no more than the value does, and its lines are those of the target.
func (r *Rule) settled(x *Reading, j *judgement) bool {
	if _, tolerance := r.Method.(Tolerance); !tolerance || !j.lined || r.Round != nil {
		return false
	}
	half, small := fixed.Of(x.Actual.half)
	for _, line := range [...]decimal.Decimal{j.lines.green, j.lines.red} {
		away, done := farFrom(j.lines.miss, line, half)
		small = small && done && away
	}
	return small
}

// farFrom says whether a number is further from a line than half a unit.
func farFrom(d, line decimal.Decimal, half fixed.Number) (far, ok bool) {
	n, small := fixed.Of(d)
	m, fits := fixed.Of(line)
	gap, done := n.Minus(m)
	if !small || !fits || !done {
		return false, false
	}
	if gap.Units < 0 {
		gap.Units = -gap.Units
	}
	order, ok := gap.Cmp(half)
	return order > 0, ok
}

func (a *Assessment) openNote() Note {
	names := make([]string, len(a.Possible))
	for i, rating := range a.Possible {
		names[i] = rating.Title()
	}
	low, high, _ := a.reading.Actual.Interval()
	return Note(fmt.Sprintf("%s: %s printed may be %s to %s", strings.Join(names, " or "), a.reading.Actual, low, high))
}
