package rag

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Value is a number, known exactly or only as it was printed, or the reason for having none. The zero value has none,
// and the reason is [NoData].
type Value struct {
	number decimal.Decimal
	half   decimal.Decimal // half a unit in the last printed place; zero when the number is exact
	text   string          // as printed
	digits int32           // decimal places printed, in base units: −3 for £k
	reason State           // why there is no number
	known  bool
	// measure is what its marks say it counts, a figure.Measure: per cent, pounds, or nothing.
	measure uint8
}

// ValueError is a text that is not a value.
type ValueError struct {
	Input   string
	Problem string
}

func (e *ValueError) Error() string { return fmt.Sprintf("%q %s", e.Input, e.Problem) }

// Exact is a number known exactly, such as a count of children or a line of a rule.
func Exact(number decimal.Decimal) Value { return Value{number: number, known: true} }

// Count is a whole number known exactly.
func Count(n int) Value { return Exact(decimal.NewFromInt(int64(n))) }

// Absent is a value that does not exist, and why: [NoData], [Suppressed], [NotApplicable] or [NotYetDue].
func Absent(reason State) Value {
	if reason == NoData {
		return Value{} // there is one way to say that nobody gave a value
	}
	return Value{reason: reason}
}

// Printed reads a value as a report prints it: 89.9, 53.8%, £1,152k, (279). It is known to half a unit in its last place.
// A blank, a dash and the symbols of official statistics (c, z, x, u, low) are the reason for having none; a dash is no
// data, because a scorecard that prints a nil prints 0. The error is a [*ValueError].
func Printed(text string) (Value, error) {
	f, err := figure.Parse(text)
	if err != nil {
		return Value{}, &ValueError{Input: text, Problem: problemOf(err, text)}
	}
	return valueOf(f)
}

// valueOf is [Printed] of a figure that has been read.
func valueOf(f figure.Figure) (Value, error) {
	switch f.Kind {
	case figure.Range:
		return Value{}, &ValueError{Input: f.Text, Problem: "is a range: give one value"}
	case figure.Number:
		return Value{number: f.Base(), half: fixed.Half(f.Unit.Power - f.Places), text: f.Text, digits: f.Places - f.Unit.Power, known: true, measure: uint8(f.Unit.Measure)}, nil
	}
	switch f.Reason {
	case figure.Confidential:
		return Absent(Suppressed), nil
	case figure.NotApplicable:
		return Absent(NotApplicable), nil
	}
	return Absent(NoData), nil
}

// problemOf is what the parser of figures objects to, without its own quotation of the input.
func problemOf(err error, text string) string {
	message := err.Error()
	if quoted := fmt.Sprintf("%q ", text); len(message) > len(quoted) && message[:len(quoted)] == quoted {
		return message[len(quoted):]
	}
	return message
}

// MustPrinted is [Printed] for literals. It panics on bad text.
func MustPrinted(text string) Value {
	v, err := Printed(text)
	if err != nil {
		panic(fmt.Sprintf("rag.MustPrinted(%q): %v", text, err))
	}
	return v
}

// Known reports whether there is a number.
func (v Value) Known() bool { return v.known }

// IsZero reports whether the value says no more than the zero value: no number, and no reason but that nobody gave one.
func (v Value) IsZero() bool { return v.State() == NoData }

// Decimal is the number; ok is false when there is none.
func (v Value) Decimal() (number decimal.Decimal, ok bool) { return v.number, v.known }

// State is why there is no number; [Current] when there is one.
func (v Value) State() State {
	if v.known || v.reason != Current {
		return v.reason
	}
	return NoData
}

// Interval is where the true value lies: half a unit of the last printed place to both sides, both ends included,
// because nobody prints how a figure was rounded. An exact value is its own interval.
func (v Value) Interval() (low, high decimal.Decimal, ok bool) {
	return v.number.Sub(v.half), v.number.Add(v.half), v.known
}

// Equal reports whether two values are the same number, known to the same precision, or missing for the same reason.
func (v Value) Equal(w Value) bool {
	return v.known == w.known && v.State() == w.State() && v.number.Equal(w.number) && v.half.Equal(w.half)
}

// String is the value as printed, or its number; a missing value is its reason.
func (v Value) String() string {
	switch {
	case !v.known:
		return v.State().String()
	case v.text != "":
		return v.text
	}
	return v.number.String()
}
