package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Edge says to which side a value on a line belongs. Vendors differ: Google and OBIEE give it to the worse side, most
// councils ("on or within") to the better.
type Edge int

const (
	// Better gives the line itself to the better colour.
	Better Edge = iota
	// Worse gives the line itself to the worse colour.
	Worse
)

var edgeNames = enum.Of("Edge", "better", "worse")

// String is better or worse.
func (e Edge) String() string { return edgeNames.String(int(e)) }

// MarshalText writes better or worse.
func (e Edge) MarshalText() ([]byte, error) { return edgeNames.Marshal(int(e)) }

// UnmarshalText reads better or worse; empty text is Better.
func (e *Edge) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(edgeNames, text, e) }

// Edges are the sides of the two lines of a rule.
type Edges struct {
	// Green is the line between green and amber. Defaults to Better: on the line is green.
	Green Edge `json:"green,omitzero"`
	// Red is the line between amber and red. Defaults to Better: on the line is amber.
	Red Edge `json:"red,omitzero"`
}

// lines is a miss held against a green and a red line: the common form of every family with two lines. All three are
// multiplied by scale, so that a required value such as 1234/184 is compared without dividing.
type lines struct {
	miss, green, red decimal.Decimal
	scale            decimal.Decimal
	edges            Edges
}

func newLines(miss, green, red decimal.Decimal, edges Edges) lines {
	return lines{miss: miss, green: green, red: red, scale: decimal.NewFromInt(1), edges: edges}
}

func (l lines) rating() Rating {
	switch {
	case within(l.miss, l.green, l.edges.Green):
		return Green
	case within(l.miss, l.red, l.edges.Red):
		return Amber
	}
	return Red
}

func within(miss, line decimal.Decimal, edge Edge) bool {
	c := miss.Cmp(line)
	return c < 0 || c == 0 && edge == Better
}

// position is 1 on the green line and 0 on the red one.
func (l lines) position() Ratio { return NewRatio(l.red.Sub(l.miss), l.red.Sub(l.green)) }
