package finance

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Reconcile holds each printed net saving at risk against its row, and the printed total against the savings.
func (s Savings) Reconcile() Findings {
	table := Statement{Unit: s.Unit}
	var findings Findings
	rows := s.Items
	if s.PrintedTotal != nil {
		rows = append(append([]Saving(nil), rows...), *s.PrintedTotal)
	}
	for _, i := range rows {
		if !i.PrintedAtRisk.Valid {
			continue
		}
		f := table.finding(SavingTie, i.Name, "net_at_risk", i.PrintedAtRisk.Decimal, i.Step, i.NetAtRisk(), i.Step.Mul(decimal.NewFromInt(3)), same)
		f.Working = table.term(i.Target, true) + " " + table.term(i.Achieved.Neg(), false) + " " + table.term(i.Pressures.Neg(), false) + f.outcome()
		findings = append(findings, f)
	}
	if s.PrintedTotal != nil {
		findings = append(findings, s.foots(*s.PrintedTotal)...)
	}
	return findings
}

// foots checks the columns of the printed total.
func (s Savings) foots(total Saving) []Finding {
	table := Statement{Unit: s.Unit}
	columns := []struct {
		name   string
		amount func(Saving) decimal.NullDecimal
	}{
		{"target", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.Target) }},
		{"achieved", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.Achieved) }},
		{"on_track", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.OnTrack) }},
		{"delayed", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.Delayed) }},
		{"at_risk", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.AtRisk) }},
		{"not_achievable", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.NotAchievable) }},
		{"pressures", func(i Saving) decimal.NullDecimal { return decimal.NewNullDecimal(i.Pressures) }},
		{"net_at_risk", func(i Saving) decimal.NullDecimal { return i.PrintedAtRisk }},
	}
	var findings []Finding
	for _, c := range columns {
		var sum, steps decimal.Decimal
		var terms []string
		printed, whole := c.amount(total), true
		for _, i := range s.Items {
			amount := c.amount(i)
			whole = whole && amount.Valid
			sum, steps = sum.Add(amount.Decimal), steps.Add(i.Step)
			terms = append(terms, table.term(amount.Decimal, len(terms) == 0))
		}
		if !printed.Valid || !whole || (sum.IsZero() && printed.Decimal.IsZero()) {
			continue
		}
		f := table.finding(ColumnFoot, total.Name, c.name, printed.Decimal, total.Step, sum, steps, same)
		f.Working = strings.Join(terms, " ") + f.outcome()
		findings = append(findings, f)
	}
	return findings
}
