package marshal

import (
	"fmt"
	"math"
	"strconv"
)

// Float is a number as JSON has it: the shortest decimal text that reads back as the same float. What is not finite is null.
func Float(v float64) *string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	text := FloatText(v)
	return &text
}

// FloatText is the shortest decimal text that reads back as the same finite float. Zero has no sign.
func FloatText(v float64) string {
	if v == 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// ParseFloat reads what [Float] wrote: null is not a number.
func ParseFloat(text *string) (float64, error) {
	if text == nil {
		return math.NaN(), nil
	}
	v, err := strconv.ParseFloat(*text, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no number", *text)
	}
	return v, nil
}

// Floats reads texts that [FloatText] wrote into the numbers they belong to, until one cannot be read.
type Floats struct{ Err error }

// Read is the number of a text, or 0 after the first text that is none.
func (f *Floats) Read(text string) float64 {
	if f.Err != nil {
		return 0
	}
	var v float64
	v, f.Err = ParseFloat(&text)
	return v
}
