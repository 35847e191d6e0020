package table

import (
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// Outcome is what a relation comes to for one figure. The zero value is no statement.
type Outcome int

const (
	// Untold: a figure that takes part is suppressed, missing or cannot be read.
	Untold Outcome = iota
	// Agrees: the members as printed give the figure as printed.
	Agrees
	// WithinRounding: not so, but some values that print as they do.
	WithinRounding
	// Misses: no values do, and nothing but this figure speaks for the relation here: it is no accusation.
	Misses
	// Differs: no values do, and the relation stands without the figure.
	Differs
)

var outcomeNames = [...]string{"untold", "agrees", "within_rounding", "misses", "differs"}

func (o Outcome) String() string {
	if o >= 0 && int(o) < len(outcomeNames) {
		return outcomeNames[o]
	}
	return fmt.Sprintf("Outcome(%d)", int(o))
}

// Check is one figure held against those that it follows from.
type Check struct {
	Relation *Relation
	// Row and Column are those of the figure in the grid, from 0.
	Row, Column int
	Of          []Operand
	// Above is how many of the operands of a quotient stand above the line.
	Above   int
	Outcome Outcome
}

// Operand is a cell that takes part, from 0, and its sign: -1 where it is taken away.
type Operand struct{ Row, Column, Sign int }

// Checks walks every figure that follows from others by the relations of the table, relation by relation.
func (s Structure) Checks() iter.Seq[Check] {
	return func(yield func(Check) bool) {
		for k := range s.Relations {
			if !s.walk(&s.Relations[k], yield) {
				return
			}
		}
	}
}

func (s *Structure) walk(r *Relation, yield func(Check) bool) bool {
	v := s.viewOf(r)
	for l := range v.lines {
		accused := r.accused[int32(l)]
		if (l < r.From || l >= r.To) && !accused {
			continue
		}
		c := Check{Relation: r}
		switch got := v.try(r.fit.pattern, int32(l), -1); got.outcome {
		case noTarget, idle:
			continue
		case exact, zeros:
			if s.addedRates(v, r, int32(l)) {
				continue
			}
			c.Outcome = Agrees
		case rounded:
			c.Outcome = WithinRounding
			if accused {
				c.Outcome = Differs
			}
		case missed:
			c.Outcome = Misses
			if accused {
				c.Outcome = Differs
			}
		}
		c.Row, c.Column = v.place(int32(r.Target), int32(l))
		if r.Kind == Running {
			row, column := v.place(int32(r.Base), v.before(r.fit.pattern, int32(l)))
			c.Of = append(c.Of, Operand{row, column, 1})
		}
		c.Of = s.operands(c.Of, v, r, r.Members, l)
		c.Above = len(c.Of)
		below := l
		if r.Kind == Share {
			below = r.Base
		}
		c.Of = s.operands(c.Of, v, r, r.Over, below)
		if !yield(c) {
			return false
		}
	}
	return true
}

// operands are the cells of some members on a line that take part.
func (s *Structure) operands(of []Operand, v *view, r *Relation, members []Member, line int) []Operand {
	if of == nil {
		of = make([]Operand, 0, len(r.Members)+len(r.Over))
	}
	for _, m := range members {
		row, column := v.place(int32(m.Position), int32(line))
		i := row*s.numbers.columns + column
		if kind := s.numbers.content[i]; kind == cellBlank || kind == cellText || kind == cellNil && r.Kind == Average || s.numbers.marks[i]&ordinalMark != 0 {
			continue
		}
		of = append(of, Operand{row, column, m.Sign})
	}
	return of
}

// Step is the step to which a figure is rounded where it is not one unit in its last printed place: the table rounds to tens,
// or a program wrote out more places than it knows. Ok is false where the figure is what it looks like.
func (s Structure) Step(row, column int) (step decimal.Decimal, ok bool) {
	n := s.numbers
	i := row*n.columns + column
	if n.content[i] != cellNumber {
		return decimal.Decimal{}, false
	}
	f, _ := readFigure(s.grid.Text(row, column))
	printed := int(f.Places) - int(f.Unit.Power)
	own := decimal.New(1, -int32(n.places[i]))
	if round := n.round[column]; round > 0 && !n.cut && n.value[i]%round == 0 {
		own = decimal.Max(own, decimal.New(n.round[column], -int32(n.scale)))
	}
	if own.Equal(decimal.New(1, -int32(printed))) {
		return decimal.Decimal{}, false
	}
	return own.Shift(-f.Unit.Power), true
}

// Rounded says whether a column rounds to tens, hundreds or thousands.
func (s Structure) Rounded(column int) bool { return s.numbers.round[column] > 0 }

// Gap is how far a sum misses its figure, without a sign, in the figure's printed unit; ok is false for what is no sum.
func (s Structure) Gap(c Check) (gap decimal.Decimal, ok bool) {
	if c.Relation.Kind != Sum {
		return decimal.Decimal{}, false
	}
	return s.distance(c.Row, c.Column, c.Of), true
}

// Distance is how far the nearest reading of a question misses, in the printed unit of its figure.
func (s Structure) Distance(q Question) decimal.Decimal { return s.distance(q.Row, q.Column, q.Of) }

func (s Structure) distance(row, column int, of []Operand) decimal.Decimal {
	value := func(row, column int) decimal.Decimal {
		f, kind := readFigure(s.grid.Text(row, column))
		if kind != cellNumber {
			return decimal.Decimal{}
		}
		return f.Base()
	}
	total := value(row, column).Neg()
	for _, o := range of {
		total = total.Add(value(o.Row, o.Column).Mul(decimal.NewFromInt(int64(o.Sign))))
	}
	f, _ := readFigure(s.grid.Text(row, column))
	return total.Abs().Shift(-f.Unit.Power)
}

// Unrelated counts the figures that nothing uses, by what they are: years and codes ("identifier"), and figures that follow
// from no others and from which none follows ("no_relation").
func (s Structure) Unrelated(used func(row, column int) bool) map[string]int {
	reasons := map[string]int{}
	n := s.numbers
	for i, kind := range n.content {
		switch {
		case kind != cellNumber && kind != cellNil || used(i/n.columns, i%n.columns):
		case n.marks[i]&ordinalMark != 0:
			reasons["identifier"]++
		default:
			reasons["no_relation"]++
		}
	}
	return reasons
}

// Printed is a figure as it stands, without the mark of a currency other than the pound, on which no sum depends. A binary
// fraction that a program wrote out with 17 digits is the number that it shows with 15.
func Printed(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, "$€") {
		text = strings.TrimSpace(foreignMoney.Replace(text))
	}
	if len(text) <= maxSignificant || strings.ContainsAny(text, ", ") {
		return text
	}
	f, kind := readFigure(text)
	if digits := f.Value.NumDigits(); kind == cellNumber && digits > maxSignificant && f.Places > 0 && f.Style.Suffix == "" {
		return f.Value.Round(int32(maxSignificant-digits) - f.Value.Exponent()).String()
	}
	return text
}

// RowLabel is the words at the head of a row.
func (s Structure) RowLabel(row int) string { return s.labels.row[row].text }

// ColumnLabel is the words, or the years, above a cell.
func (s Structure) ColumnLabel(row, column int) string { return s.heads.above(row, column) }
