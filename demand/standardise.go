package demand

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// Stratum is one age band (or another part) of a population: how many events and people it has, and the standard or the
// reference that it is held to.
type Stratum struct {
	// Count is the events, Population the people that had them.
	Count, Population decimal.Decimal
	// Standard is the people of the standard population in the band, for [DirectlyStandardised].
	Standard decimal.Decimal
	// ReferenceCount and ReferencePopulation are those of the reference area, for [IndirectlyStandardised].
	ReferenceCount, ReferencePopulation decimal.Decimal
}

// fewestStandardised is the number of events under which a directly standardised rate is not given: its interval strays
// (PHEindicatormethods v2.1.0, R/DSR.R).
const fewestStandardised = 10

// DirectlyStandardised is the rate that the standard population would have at the area's rates, per so many people, with
// Dobson's interval around Byar's limits: value = Σ(w·x/n)/Σw, variance = Σ x·(w/n)²/(Σw)², limits = value +
// √(variance/O)·(Byar's limit of O − O). A band without people, a negative number, no standard population and fewer than
// 10 events in all are a [*SampleError]. (Dobson and others 1991; PHEindicatormethods v2.1.0, R/DSR.R.)
func DirectlyStandardised(strata []Stratum, per int, c Confidence) (Interval, error) {
	c, err := checkStandardised(len(strata), per, c)
	if err != nil {
		return Interval{}, err
	}
	var events, weights, rate, variance float64
	for i, s := range strata {
		x, n, w := s.Count.InexactFloat64(), s.Population.InexactFloat64(), s.Standard.InexactFloat64()
		if n <= 0 || x < 0 || w < 0 {
			return Interval{}, &SampleError{"n", fmt.Sprintf("band %d has %s events, %s people and a standard of %s: a rate needs people, and none may be negative", i+1, s.Count, s.Population, s.Standard)}
		}
		events, weights, rate, variance = events+x, weights+w, rate+w*x/n, variance+x*(w/n)*(w/n)
	}
	switch {
	case weights == 0:
		return Interval{}, &SampleError{"n", "the standard population is 0"}
	case events < fewestStandardised:
		return Interval{}, &SampleError{"x", fmt.Sprintf("there are %v events: under 10 a directly standardised rate says too little to be given", events)}
	}
	value, scale := rate/weights, math.Sqrt(variance/(weights*weights)/events)
	low, high := byar(events, c)
	m := float64(per)
	return Interval{
		Value: fromFloat(value * m), Lower: fromFloat((value + scale*(low-events)) * m), Upper: fromFloat((value + scale*(high-events)) * m),
		Confidence: c, Method: Byar,
	}, nil
}

// Standardised is an area's events held to those that it would have at the rates of a reference.
type Standardised struct {
	Observed, Expected decimal.Decimal
	// Ratio is observed over expected with its interval, Rate the same times the crude rate of the reference.
	Ratio, Rate Interval
}

// IndirectlyStandardised is the ratio of an area's events to those expected at the reference's rates, Σ reference count /
// reference population × population, and the rate that goes with it, per so many people. The interval is exact under 10
// events and Byar's from 10. A reference without people, a negative number and an expectation of 0 are a [*SampleError].
// (PHEindicatormethods v2.1.0, R/ISRate.R and R/ISRatio.R.)
func IndirectlyStandardised(strata []Stratum, per int, c Confidence) (Standardised, error) {
	c, err := checkStandardised(len(strata), per, c)
	if err != nil {
		return Standardised{}, err
	}
	var s Standardised
	var count, people decimal.Decimal
	for i, band := range strata {
		if band.ReferencePopulation.Sign() <= 0 || band.Population.IsNegative() || band.Count.IsNegative() || band.ReferenceCount.IsNegative() {
			return s, &SampleError{"n", fmt.Sprintf("band %d: the reference needs people, and no number may be negative", i+1)}
		}
		s.Observed = s.Observed.Add(band.Count)
		s.Expected = s.Expected.Add(band.ReferenceCount.Mul(band.Population).DivRound(band.ReferencePopulation, precision))
		count, people = count.Add(band.ReferenceCount), people.Add(band.ReferencePopulation)
	}
	if s.Expected.Sign() <= 0 {
		return s, &SampleError{"n", "no event is expected: a ratio needs some"}
	}
	sample := Sample{X: s.Observed, N: s.Expected, Kind: RateKind, Confidence: c}
	if s.Ratio, err = sample.Interval(); err != nil {
		return s, err
	}
	sample.Multiplier = count.Mul(decimal.NewFromInt(int64(per))).DivRound(people, precision)
	if sample.Multiplier.Sign() <= 0 {
		return s, &SampleError{"n", "the reference has no event: a rate needs some"}
	}
	s.Rate, err = sample.Interval()
	return s, err
}

func checkStandardised(bands, per int, c Confidence) (Confidence, error) {
	if c == 0 {
		c = Confidence95
	}
	switch {
	case bands == 0:
		return c, &SampleError{"n", "there is no band: standardisation needs one at least"}
	case per <= 0:
		return c, &SampleError{"multiplier", fmt.Sprintf("the base is %d: give the number of people the rate is per, such as 10,000", per)}
	case !(c > 0 && c < 1):
		return c, &SampleError{"confidence", fmt.Sprintf("the confidence is %v: write 0.95 for 95 per cent", float64(c))}
	}
	return c, nil
}
