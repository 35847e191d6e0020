package column

import "math/bits"

// State says what a cell of a column of figures is.
type State uint8

const (
	// None is empty, or a symbol for a figure that is not shown, and the zero value.
	None State = iota
	// Value is a number.
	Value
	// Nil is a dash for zero.
	Nil
	// Other is a range, or more digits than 64 bits have: its figure is kept elsewhere.
	Other
	// Bad is no figure at all.
	Bad
)

// Form is how a figure is written, beside its digits.
type Form struct {
	State State
	// Places are the decimal places that are printed, and Power the power of ten of the unit: 6 of "£1.2m".
	Places, Power int8
	// Measure and Reason are those of package figure.
	Measure, Reason uint8
}

// exponent is that of one printed unit in base units.
func (f Form) exponent() int32 { return int32(f.Power) - int32(f.Places) }

// Numbers is a column of figures: whole numbers at one power of ten, in base units (pounds, per cent, children). The zero
// value is an empty column.
type Numbers struct {
	units    []int64
	exponent int32
	settled  bool // the exponent is that of some cell
	forms    []scaledForm
	last     uint16          // the form of the cell before
	form     []uint16        // of each cell; nil while all have the first
	wide     map[int32]int64 // coefficients that do not fit at the exponent
	others   int             // cells of State Other or Bad
}

// scaledForm is a form and what its coefficients are multiplied by; 0 where they do not fit.
type scaledForm struct {
	Form
	factor int64
}

// NewNumbers is an empty column with room for so many cells.
func NewNumbers(room int) *Numbers { return &Numbers{units: make([]int64, 0, room)} }

// Len is how many cells there are.
func (n *Numbers) Len() int { return len(n.units) }

// Add adds a cell: its digits as a whole number, and its form. The coefficient of what has no value is zero.
func (n *Numbers) Add(coefficient int64, f Form) {
	if int(n.last) >= len(n.forms) || n.forms[n.last].Form != f {
		n.last = n.formOf(f)
	}
	if n.form == nil && n.last > 0 {
		n.form = make([]uint16, len(n.units), cap(n.units))
	}
	if n.form != nil {
		n.form = append(n.form, n.last)
	}
	factor := n.forms[n.last].factor
	if factor == 1 {
		n.units = append(n.units, coefficient)
		return
	}
	units, ok := times(coefficient, factor)
	if !ok || factor == 0 {
		if n.wide == nil {
			n.wide = map[int32]int64{}
		}
		n.wide[int32(len(n.units))] = coefficient
		units = 0
	}
	if f.State >= Other {
		n.others++
	}
	n.units = append(n.units, units)
}

// formOf is the place of a form, which is taken in where it is new.
func (n *Numbers) formOf(f Form) uint16 {
	for i := range n.forms {
		if n.forms[i].Form == f {
			return uint16(i)
		}
	}
	s := scaledForm{Form: f, factor: 1}
	switch e := f.exponent(); {
	case f.State == Other || f.State == Bad:
		s.factor = 2 // of nothing: such cells are counted as they are added
	case f.State != Value:
	case !n.settled:
		n.exponent, n.settled = e, true
	case e >= n.exponent:
		s.factor = power(e - n.exponent)
	case n.refine(e):
	default:
		s.factor = 0
	}
	n.forms = append(n.forms, s)
	return uint16(len(n.forms) - 1)
}

// refine lowers the exponent of the column; it changes nothing where a cell would not fit.
func (n *Numbers) refine(exponent int32) bool {
	by := power(n.exponent - exponent)
	if by == 0 {
		return false
	}
	var most uint64
	for _, u := range n.units {
		most = max(most, magnitude(u))
	}
	for _, f := range n.forms {
		if _, fits := times(f.factor, by); f.State == Value && f.factor > 0 && !fits {
			return false
		}
	}
	if high, low := bits.Mul64(most, uint64(by)); high > 0 || low > 1<<63-1 {
		return false
	}
	for i := range n.units {
		n.units[i] *= by
	}
	for i := range n.forms {
		if n.forms[i].State == Value {
			n.forms[i].factor *= by
		}
	}
	n.exponent = exponent
	return true
}

// Form is how a cell is written.
func (n *Numbers) Form(i int) Form {
	if n.form == nil {
		return n.forms[0].Form
	}
	return n.forms[n.form[i]].Form
}

// Forms are the forms that cells have.
func (n *Numbers) Forms() []Form {
	forms := make([]Form, len(n.forms))
	for i := range forms {
		forms[i] = n.forms[i].Form
	}
	return forms
}

// Cell is a cell as it was added.
func (n *Numbers) Cell(i int) (coefficient int64, f Form) {
	s := n.forms[0]
	if n.form != nil {
		s = n.forms[n.form[i]]
	}
	switch {
	case s.State != Value:
		return 0, s.Form
	case n.wide != nil:
		if coefficient, wide := n.wide[int32(i)]; wide {
			return coefficient, s.Form
		}
	}
	if s.factor == 1 {
		return n.units[i], s.Form
	}
	return n.units[i] / s.factor, s.Form
}

// Exponent is the power of ten of [Numbers.Units]: −2 where they are pence.
func (n *Numbers) Exponent() int32 { return n.exponent }

// Units are the values of all cells in units of the power of ten of the column; zero where a cell has none. They are not
// to be changed. They are all of the column where it is [Numbers.Exact].
func (n *Numbers) Units() []int64 { return n.units }

// Exact says that every cell that has a value has it in Units: none is a range, no figure at all or too long.
func (n *Numbers) Exact() bool { return n.wide == nil && n.others == 0 }

// Full says that every cell is a number: none is blank, a dash or a symbol.
func (n *Numbers) Full() bool {
	for _, f := range n.forms {
		if f.State != Value {
			return false
		}
	}
	return true
}

// powers are those of ten that an int64 holds.
var powers = [...]int64{
	1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// power is a power of ten; 0 where no int64 holds it.
func power(exponent int32) int64 {
	if exponent < 0 || int(exponent) >= len(powers) {
		return 0
	}
	return powers[exponent]
}

// times is a product, unless it leaves 63 bits.
func times(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
