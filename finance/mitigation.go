package finance

import "github.com/shopspring/decimal"

// Mitigation is a pressure and what was done about it, both unsigned, in pounds. The zero value is neither.
type Mitigation struct {
	// Gross is the pressure before action.
	Gross decimal.Decimal
	// Mitigated is what the action takes off.
	Mitigated decimal.Decimal
}

// Net is what remains: gross less mitigated. More mitigated than there was is favourable. Oldham's month 4 of 2024/25
// has new demand of £1.442m and mitigation of £1.458m, a net −£0.016m, and prints 0.019.
func (m Mitigation) Net() Variance { return Variance{m.Gross.Sub(m.Mitigated)} }

// Covered is what was mitigated as per cent of the gross pressure.
func (m Mitigation) Covered() Percentage { return Percentage{Part: m.Mitigated, Whole: m.Gross} }
