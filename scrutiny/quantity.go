package scrutiny

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// setting is what a report, a table and a column say of the figures inside them.
type setting struct {
	unit string
	// parsed is the unit read, by whoever set it; nil where it is still to be read.
	parsed   *figure.Unit
	step     string
	exact    bool
	rounding Rounding
	// places is the precision that a dash for nil is printed with: the finest of its column.
	places int32
	// placed says that the figure stands in a natural document, where figures are counted by their places.
	placed bool
}

// quantity is a printed figure made ready for checking: its value, and every value that prints the same.
type quantity struct {
	text string
	fig  figure.Figure
	// value is the figure as printed, in base units (pounds, per cent, children).
	value *ratio
	// span is every true value that prints so.
	span span
	// step is one unit of the last printed place in base units; nil for an exact figure.
	step *ratio
	// problem is why the figure cannot take part in a check; empty when it can.
	problem string
	// missing says that the problem is a figure not printed or suppressed.
	missing bool
	setting setting
	group   *group
	where   string
	// used says that the figure took part in a check.
	used bool
}

func (q *quantity) usable() bool { return q != nil && q.problem == "" }

// newQuantity reads one printed figure under the settings of its column or claim.
func newQuantity(in Input, s setting) *quantity {
	if in.Unit != "" {
		s.unit, s.parsed = in.Unit, nil
	}
	if in.Step != "" {
		s.step, s.exact = in.Step, false
	}
	if in.Exact {
		s.exact = true
	}
	if in.Rounded {
		s.exact = false
	}
	q := &quantity{text: in.Value, setting: s}
	if in.Missing != "" {
		q.problem, q.missing = "is missing: "+in.Missing, true
		return q
	}
	fig, bound, approximate, err := readFigure(in.Value)
	switch {
	case err != nil:
		q.problem = "cannot be read: " + err.Error()
		return q
	case approximate:
		q.problem = "is approximate as printed: " + in.Value
		return q
	}
	q.fig = fig.In(s.measure())
	if !fig.HasValue() {
		q.problem, q.missing = "is missing: "+fig.Reason.String(), true
		return q
	}
	if fig.Kind == figure.Nil {
		q.fig.Places = s.places
	}
	q.measure(bound)
	return q
}

// measure is the unit of figures that print none.
func (s setting) measure() figure.Unit {
	if s.parsed != nil {
		return *s.parsed
	}
	unit, ok := readUnit(s.unit)
	if !ok {
		return figure.Unit{}
	}
	return unit
}

// measure finds the value, the step and the span.
func (q *quantity) measure(bound figure.Bound) {
	scale := powerOfTen(q.fig.Unit.Power)
	q.value = fraction(q.fig.Value)
	q.value.Mul(q.value, scale)
	high := q.value
	if q.fig.Kind == figure.Range {
		high = new(ratio).Mul(fraction(q.fig.High), scale)
	}
	switch {
	case q.setting.exact:
		q.step = nil
	case q.setting.step != "":
		step, err := figure.ParseDecimal(q.setting.step)
		if err != nil || step.Sign() <= 0 {
			q.problem = fmt.Sprintf("has %q for its rounding step: write a positive number, such as 10", q.setting.step)
			return
		}
		q.step = new(ratio).Mul(fraction(step), scale)
		if !new(ratio).Quo(q.value, q.step).IsInt() {
			q.problem = fmt.Sprintf("has more digits than its stated precision of %s", q.setting.step)
			return
		}
	default:
		q.step = powerOfTen(q.fig.Unit.Power - q.fig.Places)
	}
	q.span = q.around(q.value, q.setting.rounding)
	if q.fig.Kind == figure.Range {
		q.span = q.span.hull(q.around(high, q.setting.rounding))
	}
	q.span = bounded(q.span, bound, q.value)
}

// around is every value that prints as v.
func (q *quantity) around(v *ratio, rounding Rounding) span {
	if q.step == nil {
		return point(v)
	}
	return rounding.span(v, q.step)
}

// bounded is the span of a one-sided figure: "under 5" is everything below 5, "over 90%" everything above. The number in
// it is a line drawn by the writer, so it is not itself rounded.
func bounded(s span, bound figure.Bound, line *ratio) span {
	switch bound {
	case figure.Under:
		return span{end{open: true}, end{line, true}}
	case figure.AtMost:
		return span{end{open: true}, end{v: line}}
	case figure.Over:
		return span{end{line, true}, end{open: true}}
	case figure.AtLeast:
		return span{end{v: line}, end{open: true}}
	}
	return s
}

// bound says whether the figure draws one side only.
func (q *quantity) oneSided() bool { return !q.span.bounded() }

// isRange says whether two values were printed as one, "522/3".
func (q *quantity) isRange() bool { return q.fig.Kind == figure.Range }

// asPrinted is the values that the text itself names: one, or for a range or a one-sided figure more.
func (q *quantity) asPrinted() span {
	switch {
	case q.oneSided():
		return q.span
	case q.isRange():
		high := new(ratio).Mul(fraction(q.fig.High), powerOfTen(q.fig.Unit.Power))
		return span{end{v: q.value}, end{v: high}}
	}
	return point(q.value)
}

// places is the number of decimal places of the figure in its printed unit.
func (q *quantity) places() int32 { return max(q.fig.Places, 0) }

// inUnit is a base value in the printed unit of the figure; v itself where the unit is that of the base.
func (q *quantity) inUnit(v *ratio) *ratio {
	if q.fig.Unit.Power == 0 {
		return v
	}
	return new(ratio).Quo(v, powerOfTen(q.fig.Unit.Power))
}

// prints reports whether v prints as the figure does.
func (q *quantity) prints(v *ratio) bool {
	switch {
	case q.oneSided():
		return q.span.contains(v)
	case q.step == nil:
		return q.asPrinted().contains(v)
	}
	return q.asPrinted().contains(q.setting.rounding.round(v, q.step))
}

// percent says whether the figure is a percentage.
func (q *quantity) percent() bool { return q.fig.Unit.Measure == figure.Percent }

// gapShare is how far a computed value is from the printed one, against the larger of the two.
func (q *quantity) gapShare(computed *ratio) *ratio {
	gap := new(ratio).Sub(q.value, computed)
	larger := new(ratio).Abs(q.value)
	if other := new(ratio).Abs(computed); other.Cmp(larger) > 0 {
		larger = other
	}
	if larger.Sign() == 0 {
		return larger
	}
	return gap.Quo(gap.Abs(gap), larger)
}

// lostUnit is the note on a figure printed with a pound sign, with decimals and without the unit that it is in.
func (q *quantity) lostUnit() string {
	if !q.usable() || !q.fig.Style.Pound || q.fig.Style.Suffix != "" || q.fig.Unit.Power == 0 || q.fig.Places == 0 {
		return ""
	}
	return fmt.Sprintf("%s is printed without its unit and read as %s%s.", q.text, q.text, strings.TrimPrefix(q.fig.Unit.String(), "£"))
}
