package caseload

import (
	"slices"

	"github.com/shopspring/decimal"
)

// BandCount is how many workers fall in one band, and what they hold.
type BandCount struct {
	Band    Band
	Workers int
	FTE     decimal.Decimal
	Cases   int
	// Share is this band alone: of workers, or of FTE when the bands are over cases per FTE.
	Share Ratio
	// Cumulative is this band and all above it: "30 % high" with the 3 % very high inside.
	Cumulative Ratio
}

// Banding is a set of workers parted into bands. Workers holding = the bands + Below + Above + NoCapacity.
type Banding struct {
	Bands  Bands
	Counts []BandCount
	// Below and Above hold who falls under the lowest and over the highest band, where the bands have such ends: DfE leaves
	// out who holds more than 50 cases per FTE.
	Below, Above Outside
	// NoCapacity holds who has a load and no limit at all, when the bands are over per cent of limit.
	NoCapacity Outside
}

// Outside are workers whom no band holds. They are in no share.
type Outside struct {
	Workers int             `json:"workers"`
	FTE     decimal.Decimal `json:"fte"`
	Cases   int             `json:"cases"`
}

func (o *Outside) add(fte decimal.Decimal, cases, workers int) {
	o.Workers += workers
	o.FTE = o.FTE.Add(times(fte, workers))
	o.Cases += cases * workers
}

// times is a number so many times.
func times(d decimal.Decimal, n int) decimal.Decimal {
	if n == 1 {
		return d
	}
	return d.Mul(count(n))
}

// Equal reports whether two groups outside the bands are the same.
func (o Outside) Equal(other Outside) bool {
	return o.Workers == other.Workers && o.FTE.Equal(other.FTE) && o.Cases == other.Cases
}

// Equal reports whether two bandings have the same bands and the same counts.
func (b Banding) Equal(other Banding) bool {
	return b.Bands.Equal(other.Bands) && b.Below.Equal(other.Below) && b.Above.Equal(other.Above) &&
		b.NoCapacity.Equal(other.NoCapacity) && slices.EqualFunc(b.Counts, other.Counts, BandCount.equal)
}

func (c BandCount) equal(other BandCount) bool {
	return c.Workers == other.Workers && c.FTE.Equal(other.FTE) && c.Cases == other.Cases &&
		c.Share.Equal(other.Share) && c.Cumulative.Equal(other.Cumulative)
}

func newBanding(bands Bands) Banding {
	b := Banding{Bands: bands, Counts: make([]BandCount, bands.Len())}
	for i, band := range bands.bands {
		b.Counts[i].Band = band
	}
	return b
}

// add puts workers into a band who hold the same load in the same FTE each.
func (b *Banding) add(value Ratio, fte decimal.Decimal, cases, workers int) {
	if !value.Defined() {
		b.NoCapacity.add(fte, cases, workers)
		return
	}
	switch i := b.Bands.position(value); {
	case i < 0:
		b.Below.add(fte, cases, workers)
	case i >= len(b.Counts):
		b.Above.add(fte, cases, workers)
	default:
		c := &b.Counts[i]
		c.Workers += workers
		c.FTE = c.FTE.Add(times(fte, workers))
		c.Cases += cases * workers
	}
}

// finish works out the shares of the counts.
func (b *Banding) finish() {
	definition, weight := "workers in band / workers in all bands", func(c BandCount) decimal.Decimal { return count(c.Workers) }
	if b.Bands.basis == CasesPerFTE {
		definition, weight = "FTE in band / FTE in all bands", func(c BandCount) decimal.Decimal { return c.FTE }
	}
	total := decimal.Zero
	for _, c := range b.Counts {
		total = total.Add(weight(c))
	}
	above := decimal.Zero
	for i := len(b.Counts) - 1; i >= 0; i-- {
		c := &b.Counts[i]
		above = above.Add(weight(*c))
		c.Share = Ratio{Definition: definition, Numerator: weight(*c), Denominator: total, Percent: true}
		c.Cumulative = Ratio{Definition: definition + ", this band and above", Numerator: above, Denominator: total, Percent: true}
	}
}
