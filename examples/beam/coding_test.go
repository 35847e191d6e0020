package main

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// What travels is what arrives: amounts of any size and sign, few workers and many, and merged halves are the whole.
func TestACodedAccumulatorIsTheSame(t *testing.T) {
	amounts := []string{"0", "-0.01", "12.50", "1e30", "-123456789012345678901234567890.123", "999999999999999999", "0.000000000000000000001"}
	for _, text := range amounts {
		want := Money{finance.Line{Budget: decimal.RequireFromString(text), Forecast: decimal.NewFromInt(1), Reserves: decimal.RequireFromString(text).Neg()}}
		coded, err := encodeMoney(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeMoney(coded)
		if err != nil || !got.Budget.Equal(want.Budget) || !got.Forecast.Equal(want.Forecast) || !got.Reserves.Equal(want.Reserves) || got.Budget.Exponent() != want.Budget.Exponent() {
			t.Errorf("%s arrives as %v (%v)", text, got, err)
		}
	}
	profile := func(c Caseloads) string {
		line, err := printProfile("x", c)
		if err != nil {
			t.Fatal(err)
		}
		return line
	}
	travel := func(c Caseloads) Caseloads {
		coded, err := encodeCaseloads(c)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.few) > 0 && len(coded) > 1+8*len(c.few) {
			t.Errorf("%d bytes for %d workers", len(coded), len(c.few))
		}
		arrived, err := decodeCaseloads(coded)
		if err != nil {
			t.Fatal(err)
		}
		return arrived
	}
	for _, n := range []int{0, 1, few - 1, few, few + 1, 3 * few} {
		var d describe
		all, halves := d.CreateAccumulator(), []Caseloads{{}, {}}
		for i := range n {
			w := Worker{Cases: i % 40, FTE: []string{"1", "0.5405", "0.123456789"}[i%3]}
			for _, into := range []*Caseloads{&all, &halves[i%2]} {
				var err error
				if *into, err = d.AddInput(*into, w); err != nil {
					t.Fatal(err)
				}
			}
		}
		want := profile(all)
		if got := profile(travel(all)); got != want {
			t.Errorf("%d workers arrive as %s, not %s", n, got, want)
		}
		before := []string{profile(halves[0]), profile(halves[1])}
		merged, err := merge(travel(halves[0]), travel(halves[1]))
		if err != nil || profile(merged) != want {
			t.Errorf("%d workers in halves are %s, not %s (%v)", n, profile(merged), want, err)
		}
		if after := []string{profile(halves[0]), profile(halves[1])}; !slices.Equal(before, after) {
			t.Errorf("merging changed its halves: %v", after)
		}
	}
}

func TestBytesOfNoAccumulatorAreRefused(t *testing.T) {
	for _, bytes := range []string{"", "\x07", "\x00\x02", "\x00\x02\x00", "\x00\x02\x00\x01\x7f", "\x00\x02\x00\x01\x01!", "\x01{", "\x00\x80"} {
		if c, err := decodeCaseloads([]byte(bytes)); err == nil {
			t.Errorf("%q is taken for %v", bytes, c)
		}
		if m, err := decodeMoney([]byte(bytes)); err == nil {
			t.Errorf("%q is taken for %v", bytes, m)
		}
	}
}
