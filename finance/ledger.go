package finance

import (
	"math/big"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Ledger holds the budgets, forecasts and reserves of very many lines in columns, for totals that cost little more than
// adding machine integers: a column is int64 at one exponent, sums are kept in 128 bits, and a column in which an amount
// does not fit holds decimals from then on. What it says is the same as [Statement.Total], to the last digit. Ledgers
// merge, so that parts can be filled apart. The zero value is empty and ready to use.
type Ledger struct {
	names  nameIndex
	groups []int32
	// columns are budget, forecast and reserves.
	columns [3]ledgerColumn
}

// ledgerColumn is one amount of every line.
type ledgerColumn struct {
	// exponent is that of every entry of scaled.
	exponent int32
	scaled   []int64
	// wide holds the column instead, once an amount did not fit.
	wide   []decimal.Decimal
	isWide bool
}

// Ledger is the lines of the statement in columns.
func (s Statement) Ledger() *Ledger {
	l := &Ledger{}
	l.grow(len(s.Lines))
	for i := range s.Lines {
		l.Add(s.Lines[i].Group, s.Lines[i].Budget, s.Lines[i].Forecast, s.Lines[i].Reserves)
	}
	return l
}

func (l *Ledger) grow(lines int) {
	l.groups = slices.Grow(l.groups, lines)
	for c := range l.columns {
		l.columns[c].scaled = slices.Grow(l.columns[c].scaled, lines)
	}
}

// Add appends one line, in pounds, with the signs of a [Line].
func (l *Ledger) Add(group string, budget, forecast, reserves decimal.Decimal) {
	l.groups = append(l.groups, l.names.of(group))
	l.columns[0].add(budget)
	l.columns[1].add(forecast)
	l.columns[2].add(reserves)
}

// Merge appends the lines of another ledger, which stays as it is.
func (l *Ledger) Merge(o *Ledger) {
	for i, g := range o.groups {
		l.Add(o.names.names[g], o.columns[0].at(i), o.columns[1].at(i), o.columns[2].at(i))
	}
}

// Len is the number of lines.
func (l *Ledger) Len() int { return len(l.groups) }

// GroupTotals are the totals of the groups, in the order in which they were first added.
func (l *Ledger) GroupTotals() []Line {
	totals := make([]Line, len(l.names.names))
	for g, name := range l.names.names {
		totals[g] = Line{Service: "Total " + name, Group: name}
	}
	if l.columns[0].isWide || l.columns[1].isWide || l.columns[2].isWide {
		l.addPlainly(totals)
		return totals
	}
	sums := make([][3]wideSum, len(l.names.names))
	budget, forecast, reserves := l.columns[0].scaled, l.columns[1].scaled, l.columns[2].scaled
	budget, forecast, reserves = budget[:len(l.groups)], forecast[:len(l.groups)], reserves[:len(l.groups)]
	for i, g := range l.groups {
		s := &sums[g]
		s[0].add(budget[i])
		s[1].add(forecast[i])
		s[2].add(reserves[i])
	}
	for g := range totals {
		totals[g].Budget = sums[g][0].decimal(l.columns[0].exponent)
		totals[g].Forecast = sums[g][1].decimal(l.columns[1].exponent)
		totals[g].Reserves = sums[g][2].decimal(l.columns[2].exponent)
	}
	return totals
}

// addPlainly adds line by line into the totals of the groups.
func (l *Ledger) addPlainly(totals []Line) {
	for i, g := range l.groups {
		t := &totals[g]
		t.Budget = t.Budget.Add(l.columns[0].at(i))
		t.Forecast = t.Forecast.Add(l.columns[1].at(i))
		t.Reserves = t.Reserves.Add(l.columns[2].at(i))
	}
}

// Total is the sum of all lines.
func (l *Ledger) Total() Line {
	total := Line{Service: "Total"}
	for _, g := range l.GroupTotals() {
		total.Budget = total.Budget.Add(g.Budget)
		total.Forecast = total.Forecast.Add(g.Forecast)
		total.Reserves = total.Reserves.Add(g.Reserves)
	}
	return total
}

// at is one amount of the column.
func (c *ledgerColumn) at(i int) decimal.Decimal {
	if c.isWide {
		return c.wide[i]
	}
	return decimal.New(c.scaled[i], c.exponent)
}

func (c *ledgerColumn) add(d decimal.Decimal) {
	if c.isWide {
		c.wide = append(c.wide, d)
		return
	}
	if d.Exponent() < c.exponent && !c.refine(d.Exponent()) {
		c.widen()
		c.wide = append(c.wide, d)
		return
	}
	n, ok := scaledTo(d, c.exponent)
	if !ok {
		c.widen()
		c.wide = append(c.wide, d)
		return
	}
	c.scaled = append(c.scaled, n)
}

// scaledTo is the coefficient of d at an exponent that is not above its own; ok is false when it does not fit.
func scaledTo(d decimal.Decimal, exponent int32) (n int64, ok bool) {
	if d.NumDigits() > fixed.Digits {
		return 0, false
	}
	return timesPow10(d.CoefficientInt64(), d.Exponent()-exponent)
}

// timesPow10 is n × 10^power; ok is false when it does not fit.
func timesPow10(n int64, power int32) (product int64, ok bool) {
	if n == 0 {
		return 0, true
	}
	for ; power > 0; power-- {
		high, low := bits.Mul64(magnitude(n), 10)
		if high != 0 || low > 1<<63-1 {
			return 0, false
		}
		n *= 10
	}
	return n, true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// refine lowers the exponent of the column; it reports false, and changes nothing, when an entry would not fit.
func (c *ledgerColumn) refine(exponent int32) bool {
	finer := make([]int64, len(c.scaled), cap(c.scaled))
	for i, n := range c.scaled {
		scaled, ok := timesPow10(n, c.exponent-exponent)
		if !ok {
			return false
		}
		finer[i] = scaled
	}
	c.scaled, c.exponent = finer, exponent
	return true
}

// widen turns the column into decimals.
func (c *ledgerColumn) widen() {
	c.wide = make([]decimal.Decimal, len(c.scaled))
	for i, n := range c.scaled {
		c.wide[i] = decimal.New(n, c.exponent)
	}
	c.scaled, c.isWide = nil, true
}

// wideSum is a sum of int64 in 128 bits, which 2^63 of them do not overflow.
type wideSum struct {
	low  uint64
	high int64
}

func (s *wideSum) add(n int64) {
	low, carry := bits.Add64(s.low, uint64(n), 0)
	s.low, s.high = low, s.high+n>>63+int64(carry)
}

func (s *wideSum) decimal(exponent int32) decimal.Decimal {
	if s.high == int64(s.low)>>63 {
		return decimal.New(int64(s.low), exponent)
	}
	sum := new(big.Int).Lsh(big.NewInt(s.high), 64)
	return decimal.NewFromBigInt(sum.Add(sum, new(big.Int).SetUint64(s.low)), exponent)
}
