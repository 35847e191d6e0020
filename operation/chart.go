package operation

import "github.com/shopspring/decimal"

// Chart is a picture of figures as data: what is to be seen, not how it is drawn. Whoever draws it needs no domain, and who
// cannot draw loses nothing: the section's table has the same figures.
type Chart struct {
	Kind ChartKind
	// Title is the head of the picture, and Description what a person who cannot see it is told.
	Title, Description string
	// Unit is what the amounts are in, the title of their axis, and Across the title of the other axis. Defaults to none.
	Unit, Across string
	// Bars are the bars in their order, for every kind but [Lines].
	Bars []Bar
	// Periods are the places of the lines in their order, and Lines up to four lines over them, for [Lines].
	Periods []string
	Lines   []ChartLine
	// Marks are lines across the amounts, such as an average or a limit.
	Marks []Mark
}

// ChartKind is a kind of picture.
type ChartKind int

const (
	// Waterfall is bars that each begin where the one before ended; a [Bar] that is a total begins at zero. A part above zero is
	// adverse, one below favourable. It is the zero value.
	Waterfall ChartKind = iota
	// Ranked is bars from zero, one under another, with their intervals where they have them.
	Ranked
	// Lines is series over periods.
	Lines
	// Stacked is for each label the amounts of its parts in one bar.
	Stacked
	// Histogram is how often each whole number stands, by [Bar.At].
	Histogram
)

// Bar is one bar, or one part of one.
type Bar struct {
	// Label names the bar, and Printed is its amount as it is read.
	Label, Printed string
	Amount         decimal.Decimal
	// Of is what the bar is one of, told by its colour: a rating, a band, "a neighbour". Defaults to none.
	Of string
	// Total is true of a bar of a waterfall that begins at zero.
	Total bool
	// At is the place of a bar in a histogram.
	At int
	// Lower and Upper are the interval of the amount. Default to none.
	Lower, Upper decimal.NullDecimal
}

// ChartLine is a series: a value for each period, and a gap where there is none.
type ChartLine struct {
	Name   string
	Values []decimal.NullDecimal
}

// Mark is a line at an amount, or in a histogram at a place. Its label stands after it, or before.
type Mark struct {
	Label  string
	At     decimal.Decimal
	Before bool
}
