package rag

import (
	"fmt"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Date is a day of the calendar; the zero value is "not stated".
type Date = figure.Date

// NewDate is a day from its parts; 29 February 2019 and the year 10000 are refused.
func NewDate(year int, month time.Month, day int) (Date, error) {
	return figure.NewDate(year, month, day)
}

// DateOf is the day of a time, in the time's own zone.
func DateOf(t time.Time) Date { return figure.DateOf(t) }

// ParseDate reads a date as people write it: 2019-08-31, 31/08/2019, 31 August 2019. See [figure.ParseDate].
func ParseDate(text string) (Date, error) { return figure.ParseDate(text) }

// MustParseDate is [ParseDate] for literals. It panics on bad text.
func MustParseDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(fmt.Sprintf("rag.MustParseDate(%q): %v", text, err))
	}
	return d
}
