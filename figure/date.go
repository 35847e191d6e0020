package figure

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time or a zone. Dates compare with < and ==, and the zero value is "not
// stated".
type Date int32

// dayOne makes 1 January of the year 1 the first Date: that many days lie between it and the Unix epoch, plus one.
const dayOne = 719_163

// NewDate is a day from its parts; 29 February 2019 and the year 10000 are refused.
func NewDate(year int, month time.Month, day int) (Date, error) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != month || t.Day() != day || year < 1 || year > 9999 {
		return 0, fmt.Errorf("%d-%02d-%02d is not a date", year, int(month), day)
	}
	return DateOf(t), nil
}

// DateOf is the day of a time, in the time's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86_400 + dayOne)
}

// ParseISODate reads a date as programs write it, 2019-08-31.
func ParseISODate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return 0, &Fault{
			Code: NotDate, Value: text, Problem: fmt.Sprintf("%q is not a date", abbreviate(text)),
			Remedy: "write year-month-day, as in 2019-08-31",
		}
	}
	return DateOf(t), nil
}

// IsZero reports whether the date is not stated.
func (d Date) IsZero() bool { return d == 0 }

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix((int64(d)-dayOne)*86_400, 0).UTC() }

// String is the ISO date; empty when not stated.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Long is the date as a sentence has it, 31 August 2019.
func (d Date) Long() string {
	if d.IsZero() {
		return "no date"
	}
	return d.Time().Format("2 January 2006")
}

// MarshalText writes the ISO date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO date; empty text is not stated.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseISODate(string(text))
	return err
}
