package table

import (
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// content says what a cell holds for the arithmetic of its table.
type content uint8

const (
	// cellBlank is an empty cell, or one to which no figure applies: both add nothing.
	cellBlank content = iota
	// cellText is a text that promises no figure.
	cellText
	// cellMissing is a figure that is not shown (suppressed, not available) or that cannot be read: what is made of it cannot be
	// worked out again.
	cellMissing
	// cellNil is a dash or a "nil" that stands for zero.
	cellNil
	// cellNumber is a figure.
	cellNumber
)

// Marks of a cell beside its content.
const (
	percentMark uint8 = 1 << iota
	moneyMark
	// ordinalMark is a year, a serial number, a code: a number that measures nothing.
	ordinalMark
	// exportMark is a figure that a program wrote out with more places than it is known to.
	exportMark
	// groupedMark is a figure whose thousands are parted by commas, as those of no year are.
	groupedMark
)

// most is the bound on the sum of the sizes of all values of a table, so that no sum of its cells can overflow.
const most = 1 << 61

// numbers are the figures of a grid, compact: a coefficient a cell at one power of ten for the whole table, and the number of
// places to which it is known. A value that has more places than the scale holds is cut to it, its step being widened, which
// serves to find relations; what is said of a cell is worked out exactly from its text where cut is set.
type numbers struct {
	rows, columns int
	value         []int64
	places        []int8 // a step is 10^-places
	content       []content
	marks         []uint8
	// scale is the number of places of the coefficients; negative where the table has very large figures.
	scale int
	cut   bool
	// round is the step to which the whole numbers of a column round, in units of the scale, where that is more than one; 0
	// elsewhere.
	round []int64
	// rounds says that any column does.
	rounds bool
	// stated is the step of whole numbers that a title or a note of the table says; 0 where none does.
	stated int64
	// coarse is the largest usual step above one of which every whole number of the table is a multiple, in units of the scale:
	// what it may be rounded to, however few figures say so; 0 for none.
	coarse int64
	// figures counts the cells that hold one.
	figures int
	// units are the steps that places come to in units of the scale, by the places as a byte.
	units [256]int64
}

// pow10 are the powers of ten of an int64.
func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// maxSignificant is how many digits of a figure count: a binary fraction that a workbook writes out with 17 digits means the
// number that it shows with 15.
const maxSignificant = 15

// readNumbers parses every cell of a grid once. Hidden rows and columns hold nothing: they are named, not judged.
func readNumbers(g *Grid) *numbers {
	rows, columns := g.Size()
	n := &numbers{
		rows: rows, columns: columns,
		value: make([]int64, rows*columns), places: make([]int8, rows*columns),
		content: make([]content, rows*columns), marks: make([]uint8, rows*columns), round: make([]int64, columns),
	}
	size, finest := 0.0, 0
	for r := range rows {
		for c := range g.Width(r) {
			i := r*columns + c
			text := g.Text(r, c)
			if text == "" || g.Hidden(r, c) {
				continue
			}
			n.read(i, text)
			if n.content[i] == cellNumber {
				n.figures++
				size += math.Abs(float64(n.value[i])) * math.Pow10(-int(n.places[i]))
				finest = max(finest, int(n.places[i]))
			}
		}
	}
	n.scale = finest
	for n.scale > -30 && size*math.Pow10(n.scale) >= most/2 {
		n.scale--
	}
	n.cut = n.scale < finest
	for places := -128; places < 128; places++ {
		n.units[uint8(int8(places))] = pow10(min(max(0, n.scale-places), 18))
	}
	for i, kind := range n.content {
		if kind == cellNumber {
			n.value[i] = rescale(n.value[i], n.scale-int(n.places[i]))
		}
	}
	n.settleMarkers(g)
	n.settlePlaces()
	return n
}

// settleMarkers takes a letter or two among the figures of a column ("F": too unreliable to publish) for a figure that is not
// shown: what is made of it cannot be worked out again.
func (n *numbers) settleMarkers(g *Grid) {
	for c := range n.columns {
		figures := 0
		var marks []int
		for r := range n.rows {
			switch i := r*n.columns + c; n.content[i] {
			case cellNumber:
				figures++
			case cellText:
				if text := strings.TrimSpace(g.Text(r, c)); figures > 0 && len(text) <= 2 {
					marks = append(marks, i)
				}
			}
		}
		if 2*len(marks) <= figures {
			for _, i := range marks {
				n.content[i] = cellMissing
			}
		}
	}
}

// rescale multiplies a coefficient by a power of ten, or divides it and rounds.
func rescale(v int64, power int) int64 {
	if power >= 0 {
		return v * pow10(min(power, 18))
	}
	if power < -18 {
		return 0
	}
	d := pow10(-power)
	half := d / 2
	if v < 0 {
		half = -half
	}
	return (v + half) / d
}

// read takes one cell. The coefficient stands at the cell's own places until all are known.
func (n *numbers) read(i int, text string) {
	f, state := readFigure(text)
	n.content[i] = state
	switch f.Unit.Measure {
	case figure.Percent, figure.Points:
		n.marks[i] |= percentMark
	case figure.Pounds:
		n.marks[i] |= moneyMark
	}
	if state != cellNumber {
		return
	}
	if f.Style.Grouped {
		n.marks[i] |= groupedMark
	}
	value := f.Value
	exponent := int(value.Exponent()) + int(f.Unit.Power)
	coefficient := value.CoefficientInt64()
	if digits := value.NumDigits(); digits > maxSignificant {
		value = value.Round(int32(maxSignificant-digits) - value.Exponent())
		exponent = int(value.Exponent()) + int(f.Unit.Power)
		big := value.Coefficient()
		for !big.IsInt64() || big.BitLen() > 60 {
			value = value.Shift(-1).Truncate(0)
			big, exponent = value.Coefficient(), exponent+1
		}
		coefficient = big.Int64()
		for coefficient%10 == 0 && coefficient != 0 {
			coefficient, exponent = coefficient/10, exponent+1
		}
	}
	for exponent > 0 && exponent <= 18 && bits.Len64(uint64(abs(coefficient))) < 56 {
		coefficient, exponent = coefficient*10, exponent-1
	}
	n.value[i] = coefficient
	n.places[i] = int8(max(-100, min(100, -exponent)))
}

// foreignMoney are marks of currencies that council figures are not in: the amounts are read for what they add up to.
var foreignMoney = strings.NewReplacer("$", "", "€", "")

// readFigure reads a cell: its figure, and what it holds. Marks of currencies other than the pound do not matter to a sum.
func readFigure(text string) (figure.Figure, content) {
	if !promising(text) {
		return figure.Figure{}, cellText
	}
	text = strings.TrimSpace(text)
	f, err := figure.Parse(text)
	if err != nil && strings.ContainsAny(text, "$€") {
		f, err = figure.Parse(strings.TrimSpace(foreignMoney.Replace(text)))
	}
	switch {
	case err != nil && unreadable(text):
		return f, cellMissing
	case err != nil:
		return f, cellText
	case f.Kind == figure.Number:
		return f, cellNumber
	case isFinancialYear(f):
		return f, cellText
	case f.Kind == figure.Nil:
		return f, cellNil
	case f.Kind == figure.Range:
		// 2023/24 is a financial year more often than a range of figures.
		return f, cellText
	case f.Kind == figure.Missing && (f.Reason == figure.Blank || f.Reason == figure.NotApplicable):
		return f, cellBlank
	}
	return f, cellMissing
}

// isFinancialYear says whether a pair of values names a year, as 2026/27 does, and is no range of amounts as 522/3 is.
func isFinancialYear(f figure.Figure) bool {
	low := f.Value.IntPart()
	return f.Kind == figure.Range && f.Value.IsInteger() && low >= 1900 && low <= 2100 && f.High.IntPart() == low+1 &&
		f.Unit.Measure == figure.Plain && !f.Style.Grouped
}

// promising says quickly whether a text may be a figure or a mark that stands for one.
func promising(text string) bool {
	if len(text) <= 8 {
		return true
	}
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			return len(text) <= 48
		}
	}
	return len(text) < 20 && (strings.Contains(text, "suppressed") || strings.Contains(text, "avail") || strings.Contains(text, "applicable"))
}

// unreadable says whether a text that is no figure was meant for one: an error of a spreadsheet, or more digits than letters
// and nothing that a date or a range of ages has.
func unreadable(text string) bool {
	if strings.HasPrefix(text, "#") && strings.ToUpper(text) == text {
		return true
	}
	digits, letters := 0, 0
	for k, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '/' || r == '-' && digits > 0 && k < len(text)-1 || r == ':' || r == ' ' || r == '–':
			return false
		case r > ' ' && r != ',' && r != '.':
			letters++
		}
	}
	return digits > letters
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// settlePlaces makes steps of places. A program that exports "7974.00000" knows nothing of its hundred-thousandths, so a
// figure with four places and more, of which the last are all zeros, is known to as many as its column is.
func (n *numbers) settlePlaces() {
	var own []int8
	for c := range n.columns {
		own = own[:0]
		long := false
		for r := range n.rows {
			i := r*n.columns + c
			if n.content[i] != cellNumber {
				continue
			}
			if n.places[i] >= 4 {
				long = true
			}
			own = append(own, n.stripped(i))
		}
		if !long {
			continue
		}
		slices.Sort(own)
		middle := own[len(own)/2]
		for r := range n.rows {
			if i := r*n.columns + c; n.content[i] == cellNumber && n.places[i] >= 4 {
				if known := max(n.stripped(i), min(middle, n.places[i])); known < n.places[i] {
					n.places[i] = known
					n.marks[i] |= exportMark
				}
			}
		}
	}
}

// stripped is how many places a figure has when zeros at its end are left away.
func (n *numbers) stripped(i int) int8 {
	p, v := n.places[i], n.value[i]
	if int(p) > n.scale {
		p = int8(n.scale)
	}
	if v == 0 {
		return min(p, 0)
	}
	for v = rescale(v, int(p)-n.scale); p > 0 && v%10 == 0; p-- {
		v /= 10
	}
	return p
}

// settleRounding sees that a column of whole numbers is rounded to tens, hundreds or thousands: three figures and more all of
// which end so do it once in a thousand times by chance. Fives need seven. Where the table states its step, a column of which all
// figures are multiples of it is rounded, however few they are.
func (n *numbers) settleRounding() {
	n.coarse = 0
	if n.scale < 0 {
		return
	}
	unit := pow10(n.scale)
	all, total := int64(0), 0
	for c := range n.columns {
		seen, fractions, common := 0, 0, int64(0)
		distinct := map[int64]bool{}
		for r := range n.rows {
			i := r*n.columns + c
			if n.content[i] != cellNumber || n.value[i] == 0 || n.marks[i]&ordinalMark != 0 {
				continue
			}
			if n.value[i]%unit != 0 || n.places[i] > 0 || n.marks[i]&percentMark != 0 {
				fractions++
				continue
			}
			seen++
			n.coarse = gcd(n.coarse, abs(n.value[i])/unit)
			if len(distinct) < 4 {
				distinct[n.value[i]] = true
			}
			common = gcd(common, abs(n.value[i])/unit)
			if common == 1 && n.coarse == 1 {
				break
			}
		}
		if step := n.stated * unit; step > 0 && common > 0 && common%n.stated == 0 && fractions == 0 {
			n.round[c], n.rounds = step, true
		}
		if 3*fractions > seen || len(distinct) < 3 {
			continue
		}
		for _, step := range []int64{1_000_000, 100_000, 10_000, 1000, 100, 10, 5} {
			if common > 0 && common%step == 0 && (seen >= 7 || seen >= 3 && step != 5) {
				n.round[c], n.rounds = max(n.round[c], step*unit), true
				break
			}
		}
		all, total = gcd(all, common), total+seen
	}
	whole := n.coarse
	n.coarse = 0
	for _, step := range []int64{1000, 100, 10, 5} {
		if whole > 0 && whole%step == 0 {
			n.coarse = step * unit
			break
		}
	}
	// Columns too short to tell follow the table, where it is of one mind.
	for _, step := range []int64{1000, 100, 10, 5} {
		if total >= 12 && all > 0 && all%step == 0 {
			for c := range n.round {
				n.round[c], n.rounds = max(n.round[c], step*unit), true
			}
			return
		}
	}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// step is one unit in the last place to which a cell is known, in units of the scale, never below 1.
func (n *numbers) step(i int) int64 {
	own := n.ownStep(i)
	if !n.rounds {
		return own
	}
	if round := n.round[i%n.columns]; round > own && n.value[i]%round == 0 {
		return round
	}
	return own
}

// ownStep is one unit in the last place of a cell, whatever its column seems to be rounded to.
func (n *numbers) ownStep(i int) int64 { return n.units[uint8(n.places[i])] }

// printedStep is one unit in the last place that a cell prints.
func (n *numbers) printedStep(i int) int64 {
	if n.marks[i]&exportMark != 0 {
		return 1
	}
	return n.step(i)
}

// amount says whether a cell holds a figure that measures something.
func (n *numbers) amount(i int) bool {
	return n.content[i] == cellNumber && n.marks[i]&ordinalMark == 0
}
