package finance

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// TypePart is the price part of one type.
type TypePart struct {
	Type  string
	Price decimal.Decimal
}

// Bridge is a difference of cost between two positions and its parts, in pounds, adverse positive. Mix describes the
// change, it passes no judgement: proportions between placements are only partly a choice.
type Bridge struct {
	Method Decomposition
	// From and To are the two costs.
	From, To decimal.Decimal
	// Number is the part of more or fewer children, Calendar that of more or fewer days, Mix that of other proportions
	// between the types, Price that of other prices. They add to To − From.
	Number, Calendar, Mix, Price decimal.Decimal
	// PriceByType adds to Price, in the order of the first position, then of the second.
	PriceByType []TypePart
}

// Total is to − from.
func (b Bridge) Total() decimal.Decimal { return b.To.Sub(b.From) }

// Round rounds the bridge to so many places so that it still adds up: from, plus the parts, is to, and the price parts add
// to the price. Units left over go to the parts that lost most by rounding down.
func (b Bridge) Round(places int32) Bridge {
	b.From, b.To = b.From.Round(places), b.To.Round(places)
	parts := roundToTotal(rats([]decimal.Decimal{b.Number, b.Calendar, b.Mix, b.Price}), b.Total(), places)
	b.Number, b.Calendar, b.Mix, b.Price = parts[0], parts[1], parts[2], parts[3]
	types := make([]decimal.Decimal, len(b.PriceByType))
	for i, t := range b.PriceByType {
		types[i] = t.Price
	}
	rounded := roundToTotal(rats(types), b.Price, places)
	b.PriceByType = append([]TypePart(nil), b.PriceByType...)
	for i := range b.PriceByType {
		b.PriceByType[i].Price = rounded[i]
	}
	return b
}

// Printed is the bridge rounded to what a table in a unit prints, so that it still adds up.
func (b Bridge) Printed(u Unit) Bridge { return b.Round(u.Places(TableStyle(u).Places)) }

// Equal reports whether two bridges have the same method and amounts.
func (b Bridge) Equal(o Bridge) bool {
	same := b.Method == o.Method && b.From.Equal(o.From) && b.To.Equal(o.To) && b.Number.Equal(o.Number) &&
		b.Calendar.Equal(o.Calendar) && b.Mix.Equal(o.Mix) && b.Price.Equal(o.Price) && len(b.PriceByType) == len(o.PriceByType)
	for i := range b.PriceByType {
		same = same && b.PriceByType[i].Type == o.PriceByType[i].Type && b.PriceByType[i].Price.Equal(o.PriceByType[i].Price)
	}
	return same
}

// Working is the bridge in one sentence, in a unit.
func (b Bridge) Working(u Unit) string {
	shown, text := b.Printed(u), TextStyle(u)
	var parts []string
	for _, p := range []struct {
		name   string
		amount decimal.Decimal
	}{{"number", shown.Number}, {"calendar", shown.Calendar}, {"mix", shown.Mix}, {"price", shown.Price}} {
		if p.name != "calendar" || !p.amount.IsZero() {
			parts = append(parts, p.name+" "+text.Print(p.amount))
		}
	}
	return fmt.Sprintf("from %s to %s: %s (%s)", text.Print(shown.From), text.Print(shown.To), strings.Join(parts, ", "), b.Method)
}
