package scrutiny

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// hints are what an explanation may look at beside the equation.
type hints struct {
	grid      *grid
	line      *line
	column    string
	statement *statement
	// previous is the same figure in the last report.
	previous *quantity
}

// candidate is one slip that would account for a difference.
type candidate struct {
	slip Slip
	// key tells apart the figures it could be of, so that the columns of one total can be compared.
	key      string
	sentence string
}

// explain puts the one simplest slip that fits into the finding; where several of the first kind fit, none is shown.
func (e equation) explain(f *Finding, o outcome, h *hints) {
	if one, ok := simplest(e.candidates(o, h)); ok {
		f.Slip, f.Explanation = one.slip, one.sentence
	}
}

// simplest is the only candidate of the first kind of slip that has any.
func simplest(all []candidate) (candidate, bool) {
	for _, slip := range slipOrder() {
		var found []candidate
		for _, c := range all {
			if c.slip == slip {
				found = append(found, c)
			}
		}
		if len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	return candidate{}, false
}

// maxExplained is the longest sum whose slips are looked for: in a longer one some row always fits by chance.
const maxExplained = 200

// candidates are all slips that would account for the difference.
func (e equation) candidates(o outcome, h *hints) []candidate {
	if o.computed == nil || e.printed.oneSided() || e.printed.isRange() || len(e.formula.names) > maxExplained {
		return nil
	}
	found := e.signSlips()
	found = append(found, e.scaleSlips(o)...)
	found = append(found, e.rowSlips(h)...)
	found = append(found, e.digitSlips(o)...)
	found = append(found, e.printingSlips(o)...)
	if h != nil && h.previous.usable() && h.previous.value.Cmp(e.printed.value) == 0 {
		found = append(found, candidate{SlipStale, "", fmt.Sprintf("Printed %s is the figure of the last report.", e.printed.text)})
	}
	found = append(found, e.pointsSlips()...)
	if e.formula.work != nil && e.formula.work.stopped {
		return nil
	}
	return found
}

// holdsWith says whether the printed figure is possible when some inputs are changed.
func (e equation) holdsWith(change func(values)) bool {
	all := values{}
	for _, name := range e.formula.names {
		all[name] = e.inputs[name].all()
	}
	if !e.formula.try(all) {
		return false
	}
	change(all)
	possible, err := e.formula.possible(all)
	if err != nil {
		return false
	}
	_, meets := possible.meet(e.printed.all())
	return meets
}

// movable are the inputs whose sign or presence makes a difference: zeros do not.
func (e equation) movable() []string {
	var names []string
	for _, name := range e.formula.names {
		if e.inputs[name].best().value.Sign() != 0 {
			names = append(names, name)
		}
	}
	return names
}

// signSlips turn over one sign, and where that does not do, two.
func (e equation) signSlips() []candidate {
	weights, _, linear := e.formula.linear()
	if !linear {
		return nil
	}
	var found []candidate
	if e.holdsWith(func(all values) {
		for name := range all {
			all[name] = all[name].neg()
		}
	}) {
		found = append(found, candidate{SlipSign, "printed", fmt.Sprintf("Printed %s; with the other sign it agrees.", e.printed.text)})
	}
	names := e.movable()
	turn := func(all values, name string) { all[name] = all[name].neg() }
	for _, name := range names {
		if len(weights) > 1 && e.holdsWith(func(all values) { turn(all, name) }) {
			found = append(found, candidate{SlipSign, e.label(name), fmt.Sprintf("With the sign of %s (%s) turned over it agrees.", e.inputs[name].text, e.label(name))})
		}
	}
	if len(found) > 0 || len(names) > 60 {
		return found
	}
	for i, a := range names {
		for _, b := range names[i+1:] {
			if len(weights) > 2 && e.holdsWith(func(all values) { turn(all, a); turn(all, b) }) {
				found = append(found, candidate{
					SlipTwoSigns, e.label(a) + "\x00" + e.label(b),
					fmt.Sprintf("With the signs of %s (%s) and %s (%s) turned over it agrees.", e.inputs[a].text, e.label(a), e.inputs[b].text, e.label(b)),
				})
			}
		}
	}
	return found
}

// scaleNames are the factors that a lost or doubled unit makes.
func scaleNames() map[int32]string {
	return map[int32]string{1: "ten", 2: "a hundred", 3: "a thousand", 6: "a million"}
}

// scaleSlips hold the printed figure, times a power of ten, against what is possible.
func (e equation) scaleSlips(o outcome) []candidate {
	var found []candidate
	for _, power := range []int32{1, 2, 3, 6} {
		for _, sign := range []int32{1, -1} {
			scaled := e.printed.all().scale(powerOfTen(sign * power))
			if sign > 0 && significantDigits(e.printed.fig) < 2 {
				scaled = point(new(ratio).Mul(e.printed.value, powerOfTen(power)))
			}
			if _, meets := scaled.meet(o.possible); meets && e.printed.value.Sign() != 0 && o.computed.Sign() != 0 {
				found = append(found, candidate{SlipScale, "printed", fmt.Sprintf("Printed %s; the figures give %s: a factor of %s.",
					e.printed.text, e.printed.show(o.computed, 3), scaleNames()[power])})
			}
		}
	}
	return found
}

// significantDigits is how many digits of a figure say something.
func significantDigits(f figure.Figure) int {
	digits := strings.Trim(f.Value.Coefficient().String(), "-")
	return len(strings.TrimRight(digits, "0"))
}

// rowSlips leave a row out of a total, or count one twice.
func (e equation) rowSlips(h *hints) []candidate {
	if _, _, linear := e.formula.linear(); !linear || len(e.formula.names) < 2 {
		return nil
	}
	var found []candidate
	for _, name := range e.movable() {
		if len(e.formula.names) > 2 && e.holdsWith(func(all values) { all[name] = point(new(ratio)) }) {
			found = append(found, candidate{SlipOmitted, e.label(name), fmt.Sprintf("Without %s (%s) it agrees: the total leaves it out.", e.label(name), e.inputs[name].text)})
		}
		if e.holdsWith(func(all values) { all[name] = all[name].scale(newRatio(2, 1)) }) {
			found = append(found, candidate{SlipTwice, e.label(name), fmt.Sprintf("With %s (%s) counted twice it agrees.", e.label(name), e.inputs[name].text)})
		}
	}
	if h == nil || h.grid == nil || h.line == nil {
		return found
	}
	for _, other := range h.grid.lines {
		q := other.cells[h.column]
		if other.total == nil || other == h.line || !q.usable() || q.value.Sign() == 0 {
			continue
		}
		first := e.formula.names[0]
		if e.holdsWith(func(all values) { all[first] = all[first].add(q.all()) }) {
			found = append(found, candidate{SlipTwice, other.label, fmt.Sprintf("With the subtotal %s (%s) added to its own rows it agrees: they are counted twice.", other.label, q.text)})
		}
	}
	return found
}

// digitSlips look for the printed figure with two neighbouring digits changed round, or one digit mistaken.
func (e equation) digitSlips(o outcome) []candidate {
	slip := digitSlip(e.printed, o.possible)
	if slip == "" {
		return nil
	}
	given := e.printed.show(o.computed, 0)
	if slip == SlipTransposed {
		return []candidate{{slip, "printed", fmt.Sprintf("Printed %s; the figures give %s: two digits are changed round.", e.printed.text, given)}}
	}
	return []candidate{{slip, "printed", fmt.Sprintf("Printed %s; the figures give %s: one digit differs.", e.printed.text, given)}}
}

// digitSlip says whether the printed digits, with a small slip mended, are possible. Figures of fewer than three digits
// are left out: there any figure is one digit from any other.
func digitSlip(q *quantity, possible span) Slip {
	if q.fig.Kind != figure.Number {
		return ""
	}
	digits := []byte(strings.TrimPrefix(q.fig.Value.Shift(q.fig.Places).Truncate(0).Coefficient().String(), "-"))
	if q.fig.Places < 0 || len(digits) < 3 {
		return ""
	}
	fits := func(changed []byte) bool {
		n, ok := new(big.Int).SetString(string(changed), 10)
		if !ok {
			return false
		}
		v := new(ratio).SetInt(n)
		v.Mul(v, powerOfTen(q.fig.Unit.Power-q.fig.Places))
		if q.value.Sign() < 0 {
			v.Neg(v)
		}
		s := point(v)
		if q.step != nil {
			s = q.setting.rounding.span(v, q.step)
		}
		_, meets := s.meet(possible)
		return meets
	}
	for i := 0; i+1 < len(digits); i++ {
		if digits[i] != digits[i+1] {
			changed := []byte(string(digits))
			changed[i], changed[i+1] = changed[i+1], changed[i]
			if fits(changed) {
				return SlipTransposed
			}
		}
	}
	for i := range digits {
		changed := []byte(string(digits))
		for d := byte('0'); d <= '9'; d++ {
			if changed[i] = d; d != digits[i] && fits(changed) {
				return SlipDigit
			}
		}
	}
	return ""
}

// printingSlips ask whether the figure was cut and not rounded.
func (e equation) printingSlips(o outcome) []candidate {
	if e.printed.step == nil || e.printed.setting.rounding != Nearest {
		return nil
	}
	if Truncated.span(e.printed.value, e.printed.step).contains(o.computed) {
		return []candidate{{SlipTruncated, "printed", fmt.Sprintf("%s cut, not rounded, gives %s.", e.printed.show(o.computed, 3), e.printed.text)}}
	}
	return nil
}

// pointsSlips ask whether a change in per cent was printed as points, or the other way.
func (e equation) pointsSlips() []candidate {
	if len(e.formula.names) != 2 || !e.printed.percent() && e.printed.fig.Unit.Measure != figure.Points {
		return nil
	}
	a, b := e.inputs[e.formula.names[0]], e.inputs[e.formula.names[1]]
	if !a.percent() || !b.percent() {
		return nil
	}
	var found []candidate
	for _, pair := range [][2]*quantity{{a, b}, {b, a}} {
		later, earlier := pair[0].all(), pair[1].all()
		points := later.sub(earlier)
		if _, _, linear := e.formula.linear(); !linear {
			if _, meets := points.meet(e.printed.all()); meets {
				found = append(found, candidate{SlipPoints, "printed", fmt.Sprintf("Printed %s is the change in percentage points, not in per cent.", e.printed.text)})
			}
			continue
		}
		if earlier.holdsZero() {
			continue
		}
		if _, meets := points.mul(earlier.inverse()).scale(newRatio(100, 1)).meet(e.printed.all()); meets {
			found = append(found, candidate{SlipPoints, "printed", fmt.Sprintf("Printed %s is the change in per cent, not in percentage points.", e.printed.text)})
		}
	}
	return found
}

// weigh says how large a difference is and what it changes.
func (e equation) weigh(f *Finding, o outcome) {
	if !e.printed.usable() || o.verdict != Differs && o.verdict != WithinRounding {
		return
	}
	if o.computed != nil {
		f.size, _ = e.printed.gapShare(o.computed).Float64()
		f.gap = new(ratio).Sub(e.printed.value, o.computed)
		f.gap.Abs(f.gap)
		f.measure = e.printed.fig.Unit.Measure
	}
	if o.verdict != Differs {
		return
	}
	if crosses(e.printed.value, new(ratio), o.possible) && e.printed.value.Sign() != 0 {
		f.Material = "the sign changes"
	}
}

// weighTarget says whether a difference puts a figure on the other side of its target.
func (s *statement) weighTarget(f *Finding, o outcome) {
	target := s.inputs["target"]
	if f.Verdict != Differs || !target.usable() || !s.printed.usable() {
		return
	}
	line := target.best().value
	if crosses(s.printed.value, line, o.possible) {
		f.Material = fmt.Sprintf("printed %s stands on one side of the target of %s, what the figures give on the other", s.printed.text, target.text)
	}
}

// crosses says that a printed figure lies on one side of a line and all that is possible on the other.
func crosses(printed, line *ratio, possible span) bool {
	switch printed.Cmp(line) {
	case 1:
		return possible.hi.v != nil && possible.hi.v.Cmp(line) < 0
	case -1:
		return possible.lo.v != nil && possible.lo.v.Cmp(line) > 0
	}
	return possible.bounded() && !possible.contains(line)
}
