package dfe

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Base says what a published rate or percentage was made of: Count / Population × Per.
type Base struct {
	// Count and Population are the columns; of a percentage, the part and the whole.
	Count, Population string
	// Per is 100 for a percentage, otherwise 1,000, 10,000 or 100,000.
	Per int
}

// leastSameRates is how many figures must come out before two columns are believed to be behind a third: with fewer it
// could be chance.
const leastSameRates = 3

// BaseOf finds the columns of the file that an indicator was made of: those two whose quotient, rounded half away from
// zero to the places that the indicator is printed with, is the printed figure of every authority in every period. Rates
// of DfE's come out without exception (11,193 of 11,193). Regions and England are left out, because their counts are
// rounded to 10. ok is false when no two columns do: then the file does not say what is behind the rate, and no interval
// can be made.
func (d *Data) BaseOf(indicator string) (b Base, ok bool) {
	rate, err := d.indicator(indicator)
	if err != nil {
		return b, false
	}
	rates := d.of(rate)
	places := d.printedPlaces(rates)
	trial, ok := d.trial(rates)
	if !ok || int(places) > finestRate {
		return b, false
	}
	for _, per := range []int{10_000, 100, 1_000, 100_000} {
		scaled := int64(per) * powersOfTen[places]
		for count, x := range trial.cells {
			for population, n := range trial.cells {
				if count == population || count == int(rate) || population == int(rate) || !trial.passes(x, n, scaled, places) {
					continue
				}
				if d.makes(rates, int32(count), int32(population), scaled, places) {
					return Base{Count: d.indicators[count], Population: d.indicators[population], Per: per}, true
				}
			}
		}
	}
	return b, false
}

// finestRate is the most decimal places that a rate is tried with.
const finestRate = 6

// baseTrial is a few figures of a rate, and what every indicator has for the same areas: enough to refuse almost all pairs
// of columns at once.
type baseTrial struct {
	rates []cell
	cells [][]cell // by indicator; nil where it has none
}

// trial takes the first period in which the rate has enough figures.
func (d *Data) trial(rates []*block) (t baseTrial, ok bool) {
	for _, b := range rates {
		t = baseTrial{cells: make([][]cell, len(d.indicators))}
		for _, c := range b.cells {
			if c.kind == fixed && c.mantissa != 0 && d.areas[c.area].Level == LocalAuthority && len(t.rates) < leastSameRates {
				t.rates = append(t.rates, c)
			}
		}
		if len(t.rates) < leastSameRates {
			continue
		}
		for i := range d.blocks {
			if other := &d.blocks[i]; other.period == b.period && slices.Equal(other.filters, b.filters) {
				for _, c := range t.rates {
					t.cells[other.indicator] = append(t.cells[other.indicator], other.cellOf(c.area))
				}
			}
		}
		return t, true
	}
	return t, false
}

// passes reports whether two columns give the figures of the trial, as far as they have any.
func (t baseTrial) passes(counts, populations []cell, scaled int64, places uint8) bool {
	if counts == nil || populations == nil {
		return false
	}
	for i, c := range t.rates {
		if same, known := sameRate(c, counts[i], populations[i], scaled, places); known && !same {
			return false
		}
	}
	return true
}

// sameRate reports whether a count and a population give a rate; known is false when one of them is missing.
func sameRate(rate, count, population cell, scaled int64, places uint8) (same, known bool) {
	if count.kind != fixed || population.kind != fixed {
		return false, false
	}
	made := cell{places: places}
	made.rate(count, population, scaled)
	return made.kind == fixed && made.mantissa == rate.mantissa*powersOfTen[places-rate.places], true
}

// of is the blocks of an indicator.
func (d *Data) of(indicator int32) []*block {
	var blocks []*block
	for i := range d.blocks {
		if d.blocks[i].indicator == indicator {
			blocks = append(blocks, &d.blocks[i])
		}
	}
	return blocks
}

// printedPlaces is the most decimal places that a figure of an authority has: 432 beside 414.1 is 432.0.
func (d *Data) printedPlaces(blocks []*block) uint8 {
	var places uint8
	for _, b := range blocks {
		for _, c := range b.cells {
			if c.kind == fixed && d.areas[c.area].Level == LocalAuthority {
				places = max(places, c.places)
			}
		}
	}
	return places
}

// makes reports whether a count and a population give every figure of the blocks.
func (d *Data) makes(rates []*block, count, population int32, scaled int64, places uint8) bool {
	told := 0
	for _, b := range rates {
		counts, bases := d.beside(b, count), d.beside(b, population)
		if counts == nil || bases == nil {
			continue
		}
		for _, c := range b.cells {
			if c.kind != fixed || d.areas[c.area].Level != LocalAuthority {
				continue
			}
			same, known := sameRate(c, counts.cellOf(c.area), bases.cellOf(c.area), scaled, places)
			if known && !same {
				return false
			}
			if known && c.mantissa != 0 {
				told++
			}
		}
	}
	return told >= leastSameRates
}

// beside is the block of another indicator for the same period and filters.
func (d *Data) beside(b *block, indicator int32) *block {
	for i := range d.blocks {
		other := &d.blocks[i]
		if other.indicator == indicator && other.period == b.period && slices.Equal(other.filters, b.filters) {
			return other
		}
	}
	return nil
}

func (b *block) cellOf(area int32) cell {
	for _, c := range b.cells {
		if c.area == area {
			return c
		}
	}
	return cell{kind: missing, mantissa: unavailable}
}

// leastAdded is how many authorities must have a figure before their sum tells a count from a rate.
const leastAdded = 4

// IsCount reports whether an indicator adds up over the country: in every period and combination of filters the
// authorities' figures add to less than twice England's, where rates of as many authorities add to many times the rate of
// England. (England is rounded to 10 and some authorities are suppressed, so the sum is seldom exact.) Such counts say how
// large an authority is, and are not compared with others'. It is false where fewer than four authorities or England have
// no figure.
func (d *Data) IsCount(indicator string) bool {
	wanted, err := d.indicator(indicator)
	if err != nil {
		return false
	}
	compared := false
	for _, b := range d.of(wanted) {
		var sum, england decimal.Decimal
		added := 0
		for _, c := range b.cells {
			v, ok := d.value(c).Decimal()
			switch level := d.areas[c.area].Level; {
			case !ok:
			case level == National:
				england = v
			case level == LocalAuthority:
				sum = sum.Add(v)
				added++
			}
		}
		if added < leastAdded || !england.IsPositive() {
			continue
		}
		if sum.GreaterThanOrEqual(england.Add(england)) {
			return false
		}
		compared = true
	}
	return compared
}
