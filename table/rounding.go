package table

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Rounding is the step to which the figures of a table are rounded, where that is more than one unit of their last place.
type Rounding struct {
	Step decimal.Decimal
	// Pounds says that the step is in pounds, whatever unit the figures are printed in. Defaults to the printed unit.
	Pounds bool
}

// StatedRounding is what a title or a note says of it: 5 where figures are "rounded to the nearest 5" or to "multiples of five",
// £1,000 for "to the nearest £1,000" and "rounded to the nearest thousand". ok is false where it says nothing, and for whole
// numbers, pounds and per cent, which the printed places tell.
func StatedRounding(text string) (r Rounding, ok bool) {
	words := strings.Fields(strings.ToLower(text))
	for i := range words {
		if i+1 < len(words) && introducesStep(words[:i+1]) {
			if r, ok = stepOf(words[i+1:]); ok {
				return r, true
			}
		}
	}
	return Rounding{}, false
}

// introducesStep says whether words lead to the step of a rounding: "to the nearest", "rounded to multiples of".
func introducesStep(words []string) bool {
	last := len(words) - 1
	is := func(back int, any ...string) bool {
		if back > last {
			return false
		}
		for _, word := range any {
			if strings.Trim(words[last-back], "(,;:") == word {
				return true
			}
		}
		return false
	}
	// Eight words lie between "rounded" and what it is rounded to at most: "rounded independently, where shown, to the nearest".
	round := false
	for _, word := range words[max(0, last-8):] {
		round = round || strings.Contains(word, "round")
	}
	switch {
	case is(0, "nearest"):
		return round || is(1, "to") || is(1, "the") && is(2, "to")
	case is(0, "of"):
		return round && is(1, "multiple", "multiples")
	}
	return false
}

// stepWords are the steps that are written in words.
var stepWords = map[string]int64{"five": 5, "ten": 10, "fifty": 50, "hundred": 100, "thousand": 1000, "million": 1_000_000}

// stepOf reads the step that stands first in some words.
func stepOf(words []string) (r Rounding, ok bool) {
	word := func(i int) string {
		if i >= len(words) {
			return ""
		}
		return strings.Trim(words[i], ".,;:()[]’'\"")
	}
	first, next := word(0), word(1)
	switch next {
	case "%", "per", "percent", "percentage", "decimal":
		return Rounding{}, false
	}
	if n, named := stepWords[first]; named {
		return Rounding{Step: decimal.NewFromInt(n), Pounds: n >= 1000 || next == "pounds"}, true
	}
	f, err := figure.Parse(first)
	if err != nil || f.Kind != figure.Number || f.Unit.Measure != figure.Plain && f.Unit.Measure != figure.Pounds {
		return Rounding{}, false
	}
	r = Rounding{Step: f.Base(), Pounds: f.Unit != figure.Unit{} || f.Style.Pound}
	if scale, named := stepWords[next]; named && scale >= 1000 {
		r = Rounding{Step: r.Step.Mul(decimal.NewFromInt(scale)), Pounds: true}
	}
	return r, r.Step.GreaterThan(decimal.NewFromInt(1))
}

// In is the step in base units for figures of a unit.
func (r Rounding) In(unit figure.Unit) decimal.Decimal {
	if r.Pounds {
		return r.Step
	}
	return r.Step.Shift(unit.Power)
}

// findRounding takes up what the texts around the records say of rounding.
func (r *Records) findRounding(head *Grid) {
	for _, text := range r.around(head) {
		if rounding, ok := StatedRounding(text); ok {
			r.rounding = rounding
			const most = 120
			if said := []rune(text); len(said) > most {
				text = string(said[:most]) + "…"
			}
			r.note("the table says how its figures are rounded, and they are held no closer: %q", text)
			return
		}
	}
}

// around are the texts that stand outside of the records: the title, the rows above the heading and below the records, the notes.
// Head is the grid, or as much of it as has the heading.
func (r *Records) around(head *Grid) []string {
	texts := []string{r.grid.Title}
	for row := range r.header.first {
		for at := range head.Width(row) {
			texts = append(texts, head.Text(row, at))
		}
	}
	return append(append(texts, r.below...), r.grid.Notes...)
}

// statedStep is the step of whole numbers, in the printed unit, that the title, a note or a row of words alone states; 0 where
// none does. One in pounds is that of the largest unit in which it is a whole number: £5k is 5 in thousands.
func (g *Grid) statedStep() int64 {
	texts := append([]string{g.Title}, g.Notes...)
	rows, _ := g.Size()
	for row := range rows {
		if text, ok := g.loneText(row); ok {
			texts = append(texts, text)
		}
	}
	for _, text := range texts {
		r, ok := StatedRounding(text)
		if !ok || !r.Step.IsInteger() || r.Step.GreaterThan(decimal.NewFromInt(1_000_000_000)) {
			continue
		}
		step := r.Step.IntPart()
		for r.Pounds && step%1000 == 0 && step > 1000 {
			step /= 1000
		}
		return step
	}
	return 0
}

// rounded says whether the rounding that the table states is that of a column: counts and amounts, and no rates.
func (v *Values) rounded() bool {
	switch v.column.Kind {
	case KindCount, KindMoney, KindNumber, KindFigure:
		return !v.column.Rate && !v.records.rounding.Step.IsZero()
	}
	return false
}
