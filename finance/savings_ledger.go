package finance

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// SavingsLedger is a programme of very many savings in columns: amounts are whole numbers of one power of ten, and a [Saving] with
// its decimals is made when somebody asks for one. What it says is what [Savings] says of the same savings.
type SavingsLedger struct {
	// Unit, PrintedTotal, Rates and Notes are as in [Savings].
	Unit         Unit
	PrintedTotal *Saving
	Rates        DeliveryRates
	Notes        []string

	n       int
	rows    []int32 // where each saving stands in the columns; nil is at its own number
	columns savingColumns
	items   []Saving // where it was made of values
	// amounts are the target and what is in the states, in the order of the columns; see savingAmounts.
	amounts  [savingAmounts]amounts
	factors  [savingAmounts]int64 // to one power of ten
	exponent int32
	quick    bool // all amounts and their sums fit 64 bits there
	total    Saving
}

// The amounts of a saving by their place.
const (
	targetAt = iota
	achievedAt
	onTrackAt
	delayedAt
	atRiskAt
	notAchievableAt
	pressuresAt
	savingAmounts
)

// SavingsLedgerOf reads a table as [SavingsOf] does, into columns: the savings keep to the table, which is not to be changed as long
// as the ledger is used.
func SavingsLedgerOf(g *table.Grid, unit Unit, o table.Options) (*SavingsLedger, error) {
	t, err := SavingsSchema(unit).Read(g, o)
	if err != nil {
		return nil, err
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	l := &SavingsLedger{Unit: unitOf(t, "target", unit), Notes: t.Notes, n: t.Len(), columns: savingColumnsOf(t)}
	if !t.AllLines() {
		l.rows = []int32{}
		for i := range t.Len() {
			switch t.Role(i) {
			case table.RoleLine:
				l.rows = append(l.rows, int32(i))
			case table.RoleTotal:
				if l.PrintedTotal != nil {
					return nil, t.Fault(i, "saving", "second_total", quoted(l.columns.name.Text(i))+" is a second total", "remove one")
				}
				total := l.columns.saving(i)
				l.PrintedTotal = &total
			}
		}
		l.n = len(l.rows)
	}
	if l.n == 0 {
		return nil, noLines(t, "saving", "give one row a saving")
	}
	for j, v := range l.columns.values() {
		l.amounts[j] = amountsOf(v, false)
	}
	l.level()
	l.total = l.sum("Total", func(int) bool { return true })
	return l, nil
}

// Ledger is the programme in columns.
func (s Savings) Ledger() *SavingsLedger {
	l := &SavingsLedger{Unit: s.Unit, PrintedTotal: s.PrintedTotal, Rates: s.Rates, Notes: s.Notes, n: len(s.Items), items: s.Items}
	for i := range s.Items {
		item := &s.Items[i]
		for j, amount := range [savingAmounts]decimal.Decimal{item.Target, item.Achieved, item.OnTrack, item.Delayed, item.AtRisk, item.NotAchievable, item.Pressures} {
			l.amounts[j].add(amount)
		}
	}
	l.level()
	l.total = s.Total()
	return l
}

// level brings the columns to one power of ten.
func (l *SavingsLedger) level() {
	for j := range l.amounts {
		l.exponent = min(l.exponent, l.amounts[j].exponent())
	}
	const most = 1 << 58 // eight of them fit
	l.quick = true
	for j := range l.amounts {
		a := &l.amounts[j]
		one, ok := fixed.Number{Units: 1, Exponent: a.exponent()}.At(l.exponent)
		if !ok || !a.exact() || a.most() > uint64(most/one.Units) {
			l.quick = false
			return
		}
		l.factors[j] = one.Units
	}
}

// at is the row of the columns in which a saving stands.
func (l *SavingsLedger) at(i int) int {
	if l.rows == nil {
		return i
	}
	return int(l.rows[i])
}

// Len is how many savings there are.
func (l *SavingsLedger) Len() int { return l.n }

// Saving is one saving, from 0.
func (l *SavingsLedger) Saving(i int) Saving {
	if l.items != nil {
		return l.items[i]
	}
	return l.columns.saving(l.at(i))
}

// Savings is the programme with its savings as values.
func (l *SavingsLedger) Savings() Savings {
	s := l.frame()
	s.Items = make([]Saving, l.n)
	for i := range s.Items {
		s.Items[i] = l.Saving(i)
	}
	return s
}

// frame is the programme without its savings.
func (l *SavingsLedger) frame() Savings {
	return Savings{Unit: l.Unit, PrintedTotal: l.PrintedTotal, Rates: l.Rates, Notes: l.Notes}
}

// savingUnits are the amounts of a saving at one power of ten.
type savingUnits [savingAmounts]int64

func (l *SavingsLedger) units(i int) (u savingUnits) {
	row := l.at(i)
	for j := range l.amounts {
		if l.amounts[j].given() {
			u[j] = l.amounts[j].numbers.Units()[row] * l.factors[j]
		}
	}
	return u
}

func (u *savingUnits) unstated() int64 {
	return u[targetAt] - u[achievedAt] - u[onTrackAt] - u[delayedAt] - u[atRiskAt] - u[notAchievableAt]
}

func (u *savingUnits) netAtRisk() int64 { return u[targetAt] - u[achievedAt] - u[pressuresAt] }

// rating is [Saving.Rating].
func (u *savingUnits) rating() rag.Rating {
	switch {
	case u[notAchievableAt] > 0:
		return rag.Red
	case u[pressuresAt] < 0, u[delayedAt] > 0, u[atRiskAt] > 0:
		return rag.Amber
	case u[achievedAt] <= 0 && u[onTrackAt] <= 0, u.unstated() > 0:
		return rag.Unrated
	}
	return rag.Green
}

// Total is the sum of all savings.
func (l *SavingsLedger) Total() Saving { return l.total }

// sum adds up those savings that count.
func (l *SavingsLedger) sum(name string, counts func(i int) bool) Saving {
	total := Saving{Name: name}
	if !l.quick {
		plain := l.Savings()
		at := -1
		return plain.sum(name, func(Saving) bool {
			at++
			return counts(at)
		})
	}
	var sums [savingAmounts]wideSum
	for i := range l.n {
		if !counts(i) {
			continue
		}
		row := l.at(i)
		for j := range l.amounts {
			if l.amounts[j].given() {
				sums[j].add(l.amounts[j].numbers.Units()[row])
			}
		}
	}
	for j, into := range [...]*decimal.Decimal{&total.Target, &total.Achieved, &total.OnTrack, &total.Delayed, &total.AtRisk, &total.NotAchievable, &total.Pressures} {
		*into = sums[j].decimal(l.amounts[j].exponent())
	}
	return total
}

// parts are the sums of the savings of this year and of the full-year effects.
func (l *SavingsLedger) parts() (fresh, effects Saving) {
	if l.items != nil {
		s := l.Savings()
		return s.New(), s.FullYearEffects()
	}
	yes := l.columns.fullYear
	if !yes.Present() {
		fresh = l.total
		fresh.Name = "New savings"
		return fresh, Saving{Name: "Full-year effects"}
	}
	return l.sum("New savings", func(i int) bool { return !yes.Yes(l.at(i)) }), l.sum("Full-year effects", func(i int) bool { return yes.Yes(l.at(i)) })
}

// Questions are what [Savings.Questions] asks.
func (l *SavingsLedger) Questions() []string {
	if !l.quick {
		return l.Savings().Questions()
	}
	var questions []string
	given := statesGiven(l.total)
	for i := range l.n {
		u := l.units(i)
		if unstated := u.unstated(); unstated < 0 && u[targetAt] >= 0 || given && unstated > 0 {
			questions = append(questions, l.frame().question(l.Saving(i), unstated < 0))
		}
	}
	return questions
}

// Reconcile holds what is printed against the savings, as [Savings.Reconcile] does.
func (l *SavingsLedger) Reconcile() Findings {
	if l.PrintedTotal == nil && l.items == nil && !l.columns.atRisk.Present() {
		return nil
	}
	return l.Savings().Reconcile()
}

// Answer says in one sentence how far the programme has come, as [Savings.Answer] does.
func (l *SavingsLedger) Answer() string { return l.frame().answer(l.total) }

// Delivery is what the programme is expected to save, as [Savings.Delivery] has it.
func (l *SavingsLedger) Delivery() Delivery { return l.frame().delivery(l.total) }

// Expectation says it in a sentence, as [Savings.Expectation] does.
func (l *SavingsLedger) Expectation() string { return l.frame().expectation(l.total) }

// Append writes the cells of a saving behind a text, as a table prints them: its name, the target, the amount in each of the
// [SavingStates], pressures and the net saving at risk; and where each ends.
func (l *SavingsLedger) Append(text []byte, ends []int, i int) ([]byte, []int, rag.Rating) {
	if !l.quick || l.items != nil {
		return l.AppendSaving(text, ends, l.Saving(i))
	}
	u := l.units(i)
	text = l.columns.name.AppendText(text, l.at(i))
	ends = append(ends, len(text))
	style, power := TableStyle(l.Unit), l.Unit.power()
	for _, units := range [...]int64{
		u[targetAt], u[achievedAt], u[onTrackAt], u[delayedAt], u[atRiskAt], u[notAchievableAt], u.unstated(), u[pressuresAt], u.netAtRisk(),
	} {
		text = appendUnits(text, units, l.exponent, power, style)
		ends = append(ends, len(text))
	}
	return text, ends, u.rating()
}

// AppendSaving writes any saving in the same way, as the total.
func (l *SavingsLedger) AppendSaving(text []byte, ends []int, s Saving) ([]byte, []int, rag.Rating) {
	style := TableStyle(l.Unit)
	text = append(text, s.Name...)
	ends = append(ends, len(text))
	amounts := []decimal.Decimal{s.Target}
	for _, state := range SavingStates() {
		amounts = append(amounts, s.In(state))
	}
	for _, amount := range append(amounts, s.Pressures, s.NetAtRisk()) {
		text = append(text, style.Print(amount)...)
		ends = append(ends, len(text))
	}
	return text, ends, s.Rating()
}

// Equal reports whether two ledgers are equal programmes.
func (l *SavingsLedger) Equal(o *SavingsLedger) bool { return l.Savings().Equal(o.Savings()) }

// exponents are those of the amounts of a saving, by which its step is known; the least is of none.
func (c savingColumns) exponents(row int) (exponents [savingAmounts]int32) {
	for j, v := range c.values() {
		exponents[j] = math.MinInt32
		if _, exponent, ok := v.Fixed(row); ok {
			exponents[j] = exponent
		}
	}
	return exponents
}

// values are the columns of amounts in their order.
func (c savingColumns) values() [savingAmounts]*table.Values {
	return [savingAmounts]*table.Values{c.target, c.states[0], c.states[1], c.states[2], c.states[3], c.states[4], c.states[5]}
}
