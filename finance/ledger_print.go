package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// LedgerPrinter writes the lines of a [Ledger] as its table prints them, without a decimal or a string for each amount.
type LedgerPrinter struct {
	l      *Ledger
	levels levels
	quick  bool
	style  MoneyStyle
	power  int32
}

// Printer is a printer of the ledger as it is now.
func (l *Ledger) Printer() LedgerPrinter {
	p := LedgerPrinter{l: l, style: TableStyle(l.Unit), power: l.Unit.power()}
	p.levels, p.quick = l.levels()
	return p
}

// Append writes the cells of a line behind a text: service, budget, forecast, reserves, variance and its per cent of the budget, and
// the place where each ends behind those in hand. The direction is that of its variance.
func (p LedgerPrinter) Append(text []byte, ends []int, i int) ([]byte, []int, Direction) {
	if !p.quick {
		return p.AppendLine(text, ends, p.l.Line(i))
	}
	row := p.l.at(i)
	text = p.l.appendService(text, row)
	ends = append(ends, len(text))
	budget, forecast, reserves := p.levels.amounts(p.l, i)
	variance := forecast + reserves - budget
	shown := p.l.Convention.sign(variance)
	percent := budget
	if p.l.isIncome(row) && p.l.Convention.Income == IncomePositive {
		budget, forecast = -budget, -forecast
	}
	if p.l.Convention.Reserves == DrawnPositive {
		reserves = -reserves
	}
	for _, units := range [...]int64{budget, forecast, reserves, shown} {
		text = p.appendAmount(text, units)
		ends = append(ends, len(text))
	}
	text = appendPercent(text, shown, percent)
	return text, append(ends, len(text)), directionOf(variance)
}

// AppendLine writes any line in the same way, as a total.
func (p LedgerPrinter) AppendLine(text []byte, ends []int, line Line) ([]byte, []int, Direction) {
	row := p.l.frame().Row(line)
	text = append(text, row.Service...)
	ends = append(ends, len(text))
	for _, amount := range [...]decimal.Decimal{row.Budget, row.Forecast, row.Reserves, row.Variance} {
		text = append(text, p.style.Print(p.l.Unit.ToPounds(amount))...)
		ends = append(ends, len(text))
	}
	text = append(text, row.Percent.String()...)
	return text, append(ends, len(text)), row.Direction
}

// appendService writes the name of a line.
func (l *Ledger) appendService(text []byte, row int) []byte {
	if l.columns != nil {
		return l.columns.service.AppendText(text, row)
	}
	return append(text, l.Line(row).Service...)
}

// isIncome says whether a row is income.
func (l *Ledger) isIncome(row int) bool { return l.income != nil && l.income[row] }

// sign is [Convention.Print] of units.
func (c Convention) sign(variance int64) int64 {
	switch c.Variance {
	case UnderspendPositive:
		return -variance
	case TwoColumns:
		return max(variance, -variance)
	}
	return variance
}

func directionOf(variance int64) Direction {
	switch {
	case variance > 0:
		return Adverse
	case variance < 0:
		return Favourable
	}
	return Nil
}

// appendAmount writes an amount in the style of a table.
func (p *LedgerPrinter) appendAmount(text []byte, units int64) []byte {
	return appendUnits(text, units, p.levels.exponent, p.power, p.style)
}

// appendUnits is [MoneyStyle.Print] of units × 10^exponent pounds in the style of a table ([TableStyle]) that prints in units of
// 10^power pounds.
func appendUnits(text []byte, units int64, exponent, power int32, style MoneyStyle) []byte {
	if text, ok := (fixed.Number{Units: units, Exponent: exponent - power}).Append(text, style.Places, true); ok {
		return text
	}
	return append(text, style.Print(decimal.New(units, exponent))...)
}

// appendPercent is [Percentage.String] of two amounts of one power of ten.
func appendPercent(text []byte, part, whole int64) []byte {
	hundredths := fixed.Number{Units: part, Exponent: 2}
	if value, ok := hundredths.Quotient(fixed.Number{Units: whole}, 1); ok {
		if text, ok := value.Append(text, 1, false); ok {
			if whole < 0 {
				return append(text, "% of a negative base"...)
			}
			return append(text, '%')
		}
	}
	return append(text, Percentage{decimal.New(part, 0), decimal.New(whole, 0)}.String()...)
}
