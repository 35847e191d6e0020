package compare

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// exact is a published figure as it is printed, with commas between the thousands; a missing one says what its symbol
// means.
func exact(v demand.Value) string {
	if m, missing := v.Missing(); missing {
		return absent(m)
	}
	d, _ := v.Decimal()
	return demand.Display{Places: max(0, -d.Exponent()), Fixed: true, Full: true}.Write(d)
}

// absent is a missing figure in words, with its symbol.
func absent(m demand.Missing) string {
	if m == demand.Blank {
		return "no figure"
	}
	return m.String() + " (" + m.Symbol() + ")"
}

// short is a figure that was worked out, to two decimal places at most.
func short(v demand.Value) string {
	d, ok := v.Decimal()
	if !ok {
		return exact(v)
	}
	return brief(d)
}

func brief(d decimal.Decimal) string {
	return trimmed(demand.Display{Places: 2, Fixed: true, Full: true}.Write(d))
}

// trimmed takes the zeros off the end of a decimal fraction.
func trimmed(digits string) string {
	if !strings.Contains(digits, ".") {
		return digits
	}
	digits = strings.TrimRight(strings.TrimRight(digits, "0"), ".")
	if digits == "-0" {
		return "0"
	}
	return digits
}

// float is a statistic in binary floating point, to two decimal places at most.
func float(v float64) string { return brief(decimal.NewFromFloat(v)) }

// signed is a difference: with a plus, or the word for none.
func signed(v demand.Value) string {
	d, ok := v.Decimal()
	if !ok {
		return exact(v)
	}
	if d.IsZero() {
		return "0"
	}
	return trimmed(demand.Display{Places: 2, Fixed: true, Full: true, Plus: true}.Write(d))
}

// between is an interval in words.
func between(i demand.Interval) string { return short(i.Lower) + " to " + short(i.Upper) }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return brief(decimal.NewFromInt(int64(n))) + " " + many
}

func pick(first bool, yes, no string) string {
	if first {
		return yes
	}
	return no
}

func cells(texts ...string) form.Row {
	var row form.Row
	for _, text := range texts {
		row.Cells = append(row.Cells, form.Cell{Text: text})
	}
	return row
}

// columns are headings of which the first n are words and the others numbers.
func columns(words int, texts ...string) []form.Heading {
	var list []form.Heading
	for i, text := range texts {
		list = append(list, form.Heading{Text: text, Number: i >= words})
	}
	return list
}

// possessive is a name with its apostrophe.
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

// title is the name of an indicator as people read it: from the file of meta-data, or its own with the underscores taken
// out.
func (s *source) title(indicator string) string {
	if column, ok := s.columns[indicator]; ok && column.Label != "" {
		return column.Label
	}
	words := strings.Join(strings.Fields(strings.ReplaceAll(indicator, "_", " ")), " ")
	if words == "" {
		return indicator
	}
	return upperName(words)
}

// isPercentage reports a percentage, whose differences are in percentage points.
func (s *source) isPercentage(indicator string) bool {
	if column, ok := s.columns[indicator]; ok && column.Unit != "" {
		return column.Unit == "%"
	}
	name := strings.ToLower(indicator)
	return strings.Contains(name, "percent") || strings.Contains(name, "%") || strings.Contains(name, "_perc")
}

// unit is what the axis of an indicator says.
func (s *source) unit(indicator string) string {
	if s.isPercentage(indicator) {
		return "Per cent"
	}
	if s.pack != nil {
		return upperName(s.columns[indicator].Unit)
	}
	if base, ok := s.data.BaseOf(indicator); ok {
		return "Per " + brief(decimal.NewFromInt(int64(base.Per)))
	}
	if strings.Contains(strings.ReplaceAll(s.title(indicator), ",", ""), "10000") {
		return "Per 10,000"
	}
	return "Figure as published"
}

func yearOf(p dfe.Period) (int, bool) { return p.Year() }

// last is the last of a list that is not empty.
func last[E any](list []E) (e E) {
	for _, e = range list {
	}
	return e
}

func whole(n int) string { return strconv.Itoa(n) }
