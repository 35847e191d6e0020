package prose

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Figure is one number of a text, or what looks like one.
type Figure struct {
	// Text is the figure as it stands, with its unit and without words that bound or hedge it; Start and End are its bytes.
	Text       string
	Start, End int
	// Class is Quantity, or what the number is instead. Only a quantity and a duration have a value.
	Class Class
	// Form is how the number is written.
	Form Form
	// Value is the number in the printed unit, 12.3 for "£12.3m"; for a fraction its quotient to sixteen places.
	Value decimal.Decimal
	// High is the upper end of a range, and Value otherwise.
	High decimal.Decimal
	// Over is the denominator of a fraction, and Under its numerator: 2 and 3 for "two thirds", 1 and 8 for "one in eight".
	Under, Over int64
	// Places is the number of decimal places printed.
	Places int32
	Unit   figure.Unit
	// Bound is the side that words beside the figure draw: "over", "at least".
	Bound figure.Bound
	// Hedge is the word that makes the figure approximate, "around"; empty for a plain figure.
	Hedge string
	// Time is the unit of a duration in the singular: "week".
	Time string
}

// Base is the value in base units: pounds, per cent, children.
func (f Figure) Base() decimal.Decimal { return f.Value.Shift(f.Unit.Power) }

// Exact says that the figure is its number: neither hedged, nor one-sided, nor a range.
func (f Figure) Exact() bool {
	return f.Hedge == "" && f.Bound == figure.Exactly && f.Value.Equal(f.High)
}

// Class says what a number in a text is.
type Class int

const (
	// Quantity is a figure that something is said of, and the zero value.
	Quantity Class = iota
	// Duration is a number of days, weeks, months or years below 200.
	Duration
	// Date is a day, a month, a period or a financial year.
	Date
	// Year is a calendar year.
	Year
	// Paragraph is the number of a paragraph, a section, a table, a page or of what else a text is divided into.
	Paragraph
	// Age is an age or a range of ages.
	Age
	// Time is a time of day.
	Time
	// Telephone is a telephone number.
	Telephone
	// Postcode is a postcode.
	Postcode
	// Reference is a code with digits in it: "CS05", "47/23".
	Reference
	// Label is a name with a number in it: "Area 3", "Year 7", "4-bed".
	Label
	// Base is what a rate is for: "per 1,000", "every £1".
	Base
	// Rating is a mark out of so many.
	Rating
	// Ordinal is a place in an order: "3rd".
	Ordinal
	// Other is a number in a unit that is not read here.
	Other
)

var classNames = [...]string{
	Quantity: "quantity", Duration: "duration", Date: "date", Year: "year", Paragraph: "paragraph", Age: "age", Time: "time", Telephone: "telephone",
	Postcode: "postcode", Reference: "reference", Label: "label", Base: "base", Rating: "rating", Ordinal: "ordinal", Other: "other",
}

func (c Class) String() string {
	if c >= 0 && int(c) < len(classNames) {
		return classNames[c]
	}
	return fmt.Sprintf("Class(%d)", int(c))
}

// Form says how a quantity is written.
type Form int

const (
	// Digits is "1,204", and the zero value.
	Digits Form = iota
	// Words is "twenty-one".
	Words
	// Fraction is "a third", "two thirds", "half", "one in eight".
	Fraction
	// Multiple is "twice", "doubled", "10.1 times".
	Multiple
)
