package finance

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Ledger is a statement of very many lines, held in columns: amounts are whole numbers of one power of ten, and a [Line] with
// its decimals is made when somebody asks for one. What it says is what [Statement] says of the same lines, to the last digit, at
// a tenth of the memory; an amount that does not fit 64 bits is a decimal from then on, and so are the sums that it is in.
//
// One is read from a table by [LedgerOf], made of a statement by [Statement.Ledger], or filled line by line; those that are filled
// merge, so that parts can be filled apart. The zero value is empty and ready to use.
type Ledger struct {
	// Unit, Convention, Period, PrintedTotals and Notes are as in [Statement].
	Unit          Unit
	Convention    Convention
	Period        Period
	PrintedTotals []Line
	Notes         []string

	n      int
	rows   []int32 // where each line stands in the columns; nil is at its own number
	income []bool  // which rows of the columns are income; nil is none
	turned bool    // the columns have the amounts of income positive
	groups *column.Codes
	// line makes a whole line of a row; nil where only what was added is known.
	line                          func(row int) Line
	budget, forecast, reserves    amounts
	original, actual, commitments amounts
	columns                       *statementColumns // where it was read from a table
	total                         *Line             // where it was worked out already
}

// Ledger is the lines of the statement in columns.
func (s Statement) Ledger() *Ledger {
	l := &Ledger{Unit: s.Unit, Convention: s.Convention, Period: s.Period, PrintedTotals: s.PrintedTotals, Notes: s.Notes}
	for i := range s.Lines {
		l.Add(s.Lines[i].Group, s.Lines[i].Budget, s.Lines[i].Forecast, s.Lines[i].Reserves)
	}
	lines := s.Lines
	for _, optional := range [...]struct {
		to *amounts
		of func(*Line) decimal.NullDecimal
	}{
		{&l.original, func(line *Line) decimal.NullDecimal { return line.OriginalBudget }},
		{&l.actual, func(line *Line) decimal.NullDecimal { return line.Actual }},
		{&l.commitments, func(line *Line) decimal.NullDecimal { return line.Commitments }},
	} {
		if slices.ContainsFunc(lines, func(line Line) bool { return optional.of(&line).Valid }) {
			for i := range lines {
				optional.to.addNull(optional.of(&lines[i]))
			}
		}
	}
	if slices.ContainsFunc(lines, func(line Line) bool { return line.Income }) {
		l.income = make([]bool, len(lines))
		for i := range lines {
			l.income[i] = lines[i].Income
		}
	}
	l.line = func(row int) Line { return lines[row] }
	return l
}

// Add appends one line, in pounds, with the signs of a [Line], to a ledger that is filled line by line.
func (l *Ledger) Add(group string, budget, forecast, reserves decimal.Decimal) {
	if l.groups == nil {
		l.groups = &column.Codes{}
	}
	l.groups.AddText(group)
	l.budget.add(budget)
	l.forecast.add(forecast)
	l.reserves.add(reserves)
	l.n++
	l.total = nil
}

// Merge appends the groups and amounts of another ledger, which stays as it is.
func (l *Ledger) Merge(o *Ledger) {
	for i := range o.n {
		line := o.Line(i)
		l.Add(line.Group, line.Budget, line.Forecast, line.Reserves)
	}
	l.line, l.income, l.original, l.actual, l.commitments = nil, nil, amounts{}, amounts{}, amounts{}
}

// Len is the number of lines.
func (l *Ledger) Len() int { return l.n }

// at is the row of the columns in which a line stands.
func (l *Ledger) at(i int) int {
	if l.rows == nil {
		return i
	}
	return int(l.rows[i])
}

// isTurned says whether a row is income that is printed positive, so that its amounts have the other sign.
func (l *Ledger) isTurned(row int) bool { return l.turned && l.isIncome(row) }

// Line is one line with all that is known of it, from 0.
func (l *Ledger) Line(i int) Line {
	row := l.at(i)
	if l.line != nil {
		return l.line(row)
	}
	return Line{Group: l.groups.Text(row), Budget: l.budget.of(row), Forecast: l.forecast.of(row), Reserves: l.reserves.of(row)}
}

// Lines are all lines, each made as it is asked for.
func (l *Ledger) Lines() iter.Seq[Line] {
	return func(yield func(Line) bool) {
		line := l.line
		if l.columns != nil {
			shared := *l.columns // lines that are read one after another share what they have in common
			line = shared.line
		}
		for i := range l.n {
			made := Line{}
			if line != nil {
				made = line(l.at(i))
			} else {
				made = l.Line(i)
			}
			if !yield(made) {
				return
			}
		}
	}
}

// Statement is the ledger with its lines as values.
func (l *Ledger) Statement() Statement {
	s := l.frame()
	s.Lines = make([]Line, 0, l.n)
	s.Lines = slices.AppendSeq(s.Lines, l.Lines())
	return s
}

// frame is the statement without its lines.
func (l *Ledger) frame() Statement {
	return Statement{Unit: l.Unit, Convention: l.Convention, Period: l.Period, PrintedTotals: l.PrintedTotals, Notes: l.Notes}
}

// Total is the sum of all lines, as [Statement.Total] has it.
func (l *Ledger) Total() Line {
	if l.total != nil {
		return *l.total
	}
	return l.totals(nil, []string{""})[0]
}

// GroupTotals are the totals of the groups, in the order in which they first appear.
func (l *Ledger) GroupTotals() []Line {
	if l.n == 0 {
		return nil
	}
	if l.groups == nil {
		total := l.Total()
		total.Service = "Total "
		return []Line{total}
	}
	codes, names := l.groups.Codes(), l.groups.Names()
	totals := l.totals(codes, names)
	if l.rows == nil {
		return totals
	}
	// A group of printed totals alone has no line.
	var order []Line
	seen := make([]bool, len(names))
	for i := range l.n {
		if g := codes[l.at(i)]; !seen[g] {
			seen[g] = true
			order = append(order, totals[g])
		}
	}
	return order
}

// totals are the sums by group, or of all lines where no groups are given.
func (l *Ledger) totals(groups []int32, names []string) []Line {
	totals := make([]Line, len(names))
	budgets, forecasts, reserves := l.budget.sums(l, groups, len(names)), l.forecast.sums(l, groups, len(names)), l.reserveSums(groups, len(names))
	for g, name := range names {
		totals[g] = Line{Service: "Total", Budget: budgets[g], Forecast: forecasts[g], Reserves: reserves[g]}
		if groups != nil {
			totals[g].Service, totals[g].Group = "Total "+name, name
		}
	}
	for _, optional := range [...]struct {
		of *amounts
		in func(*Line) *decimal.NullDecimal
	}{
		{&l.original, func(t *Line) *decimal.NullDecimal { return &t.OriginalBudget }},
		{&l.actual, func(t *Line) *decimal.NullDecimal { return &t.Actual }},
		{&l.commitments, func(t *Line) *decimal.NullDecimal { return &t.Commitments }},
	} {
		if !optional.of.given() {
			continue
		}
		// An optional amount has a total only where every line of it gives one.
		lacks, lines := make([]bool, len(names)), make([]bool, len(names))
		for i := range l.n {
			g, at := int32(0), l.at(i)
			if groups != nil {
				g = groups[at]
			}
			lines[g] = true
			lacks[g] = lacks[g] || !optional.of.has(at)
		}
		for g, sum := range optional.of.sums(l, groups, len(names)) {
			if lines[g] && !lacks[g] {
				*optional.in(&totals[g]) = decimal.NewNullDecimal(sum)
			}
		}
	}
	return totals
}

// reserveSums are the sums of the uses of reserves, which have one sign whether a line is of income or not.
func (l *Ledger) reserveSums(groups []int32, n int) []decimal.Decimal {
	plain := *l
	plain.turned = false
	return l.reserves.sums(&plain, groups, n)
}

// LargestDriver is what [Statement.LargestDriver] says.
func (l *Ledger) LargestDriver() (d Driver, ok bool) {
	at := -1
	var largest Variance
	if levels, quick := l.levels(); quick {
		var most int64
		for i := range l.n {
			if size := max(levels.variance(l, i), -levels.variance(l, i)); size > most {
				at, most = i, size
			}
		}
		if at >= 0 {
			largest = Variance{decimal.New(levels.variance(l, at), levels.exponent)}
		}
	} else {
		for i := range l.n {
			if v := l.Line(i).Variance(); v.Direction() != Nil && (at < 0 || v.Size().Cmp(largest.Size()) > 0) {
				at, largest = i, v
			}
		}
	}
	if at < 0 {
		return Driver{}, false
	}
	line := l.Line(at)
	return Driver{line.Service, line.Group, largest, Percentage{largest.Amount, l.Total().Variance().Amount}}, true
}

// levels are what the units of three columns are multiplied by to stand at one power of ten.
type levels struct {
	exponent                   int32
	budget, forecast, reserves int64
}

// levels brings the columns to one power of ten; ok is false where that, or a variance, might not fit 64 bits.
func (l *Ledger) levels() (levels, bool) { return l.levelsAt(l.exponent()) }

// exponent is the finest power of ten that a column has.
func (l *Ledger) exponent() int32 {
	return min(l.budget.exponent(), l.forecast.exponent(), l.reserves.exponent())
}

func (l *Ledger) levelsAt(exponent int32) (levels, bool) {
	v := levels{exponent: exponent}
	const most = 1 << 60
	for _, c := range [...]struct {
		of     *amounts
		factor *int64
	}{{&l.budget, &v.budget}, {&l.forecast, &v.forecast}, {&l.reserves, &v.reserves}} {
		if !c.of.exact() {
			return v, false
		}
		one, ok := fixed.Number{Units: 1, Exponent: c.of.exponent()}.At(v.exponent)
		if !ok {
			return v, false
		}
		if *c.factor = one.Units; c.of.most() > uint64(most/one.Units) {
			return v, false
		}
		if c.of.turned {
			*c.factor = -*c.factor
		}
	}
	return v, true
}

// amounts are those of a line at the power of ten.
func (v *levels) amounts(l *Ledger, i int) (budget, forecast, reserves int64) {
	row := l.at(i)
	budget, forecast = l.budget.numbers.Units()[row]*v.budget, l.forecast.numbers.Units()[row]*v.forecast
	if l.reserves.given() {
		reserves = l.reserves.numbers.Units()[row] * v.reserves
	}
	if l.isTurned(row) {
		budget, forecast = -budget, -forecast
	}
	return budget, forecast, reserves
}

// variance is that of a line.
func (v *levels) variance(l *Ledger, i int) int64 {
	budget, forecast, reserves := v.amounts(l, i)
	return forecast + reserves - budget
}

// Answer says the position in one sentence, as [Statement.Answer] does.
func (l *Ledger) Answer() string { return l.frame().answer(l.Total()) }

// ReserveUses are what [Statement.ReserveUses] says.
func (l *Ledger) ReserveUses() []ReserveUse {
	if l.columns != nil && !l.columns.reservesKind.Present() {
		if amount := l.Total().Reserves.Neg(); !amount.IsZero() {
			return []ReserveUse{{Kind: DrawnDown, Amount: amount}}
		}
		return nil
	}
	return reserveUses(l.Lines())
}

// Equal reports whether two ledgers are equal statements.
func (l *Ledger) Equal(o *Ledger) bool {
	if l.n != o.n || !l.frame().Equal(o.frame()) {
		return false
	}
	for i := range l.n {
		if !l.Line(i).Equal(o.Line(i)) {
			return false
		}
	}
	return true
}
