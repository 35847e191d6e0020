package finance

import (
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (l *SavingsLedger) JSONShape() any { return savingsJSON{} }

// MarshalJSON writes what [Savings.MarshalJSON] does.
func (l *SavingsLedger) MarshalJSON() ([]byte, error) { return l.Savings().MarshalJSON() }

// UnmarshalJSON reads what MarshalJSON wrote.
func (l *SavingsLedger) UnmarshalJSON(data []byte) error {
	var s Savings
	if err := s.UnmarshalJSON(data); err != nil {
		return err
	}
	*l = *s.Ledger()
	return nil
}

// JSONStream is what MarshalJSON writes, in parts: the rows are made as they are written.
func (l *SavingsLedger) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	fresh, effects := l.parts()
	return l.frame().jsonOf(l.total, fresh, effects, l.Questions(), l.Reconcile()), map[string]iter.Seq[any]{"rows": l.rowParts}
}

// rowParts are the rows of the JSON.
func (l *SavingsLedger) rowParts(yield func(any) bool) {
	frame := l.frame()
	part := savingPart{l: l}
	for part.i = range l.n {
		if l.quick && l.items == nil && !l.columns.atRisk.Present() {
			if !yield(&part) {
				return
			}
			continue
		}
		made := frame.savingJSON(l.Saving(part.i))
		if !yield(&made) {
			return
		}
	}
}

// savingPart is one saving as its JSON has it: what savingJSON says, written at once.
type savingPart struct {
	l    *SavingsLedger
	i    int
	room []byte
	// step is that of the saving before, which had amounts of these exponents.
	exponents [savingAmounts]int32
	step      decimal.Decimal
	known     bool
}

// AppendJSON writes the saving behind a text.
func (part *savingPart) AppendJSON(text []byte, indent string) []byte {
	l := part.l
	row, u := l.at(part.i), l.units(part.i)
	o := marshal.Open(text, indent)
	amount := func(key string, units int64) {
		o.Fixed(key, fixed.Number{Units: units, Exponent: l.exponent - l.Unit.power()})
	}
	part.room = l.columns.name.AppendText(part.room[:0], row)
	o.String("saving", part.room)
	if part.room = l.columns.group.AppendText(part.room[:0], row); len(part.room) > 0 {
		o.String("group", part.room)
	}
	amount("target", u[targetAt])
	amount("achieved", u[achievedAt])
	amount("on_track", u[onTrackAt])
	amount("delayed", u[delayedAt])
	amount("at_risk", u[atRiskAt])
	amount("not_achievable", u[notAchievableAt])
	amount("unstated", u.unstated())
	amount("pressures", u[pressuresAt])
	amount("net_at_risk", u.netAtRisk())
	appendShare(&o, "achieved_percent", u[achievedAt], u[targetAt])
	appendShare(&o, "net_at_risk_percent", u.netAtRisk(), u[targetAt])
	o.Word("rating", u.rating().String())
	o.Key("full_year_effect")
	if l.columns.fullYear.Yes(row) {
		o.Text = append(o.Text, "true"...)
	} else {
		o.Text = append(o.Text, "false"...)
	}
	if exponents := l.columns.exponents(row); !part.known || exponents != part.exponents {
		part.exponents, part.known = exponents, true
		part.step = l.Unit.FromPounds(l.columns.step(row))
	}
	if !part.step.IsZero() {
		o.Word("step", part.step.String())
	}
	return o.Close()
}
