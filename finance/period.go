package finance

import (
	"fmt"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// PeriodKind is what a period is. The zero value is [NoPeriod].
type PeriodKind int

const (
	// NoPeriod is not stated.
	NoPeriod PeriodKind = iota
	// Month is the position at the end of a month of the financial year: M1 is April, M12 March.
	Month
	// Quarter is the position at the end of a financial quarter: Q1 is April to June.
	Quarter
	// Day is the position on a date.
	Day
	// WholeYear is a financial year: a budget, or an amount a year.
	WholeYear
	// Outturn is what was spent in a financial year, known after it has ended.
	Outturn
)

var periodKindNames = enum.Of("PeriodKind", "not_stated", "month", "quarter", "day", "year", "outturn")

// String is not_stated, month, quarter, day, year or outturn.
func (k PeriodKind) String() string { return periodKindNames.String(int(k)) }

// Period is what a financial figure covers. Read one with [ParsePeriod]. The zero value is not stated.
type Period struct {
	Kind PeriodKind
	// Year is 0 when not stated: "M04" alone.
	Year FinancialYear
	// Number is the month, 1 to 12, or the quarter, 1 to 4; 0 for the other kinds.
	Number int
	// Date is the date of a Day, at midnight in UTC.
	Date time.Time
}

// String is "2024/25 M4", "2024/25 Q1", "2024/25", "2024/25 outturn", "30 July 2024", and "M4" without a year. Every one
// of them is read back by [ParsePeriod]. It is empty when not stated.
func (p Period) String() string {
	year := p.Year.String()
	if year != "" {
		year += " "
	}
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%sM%d", year, p.Number)
	case Quarter:
		return fmt.Sprintf("%sQ%d", year, p.Number)
	case Day:
		return p.Date.Format("2 January 2006")
	case WholeYear:
		if p.Year == 0 {
			return "forecast outturn" // the only words that name a year without saying which
		}
		return p.Year.String()
	case Outturn:
		return year + "outturn"
	}
	return ""
}

// MarshalText writes the period as [Period.String] does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what [ParsePeriod] does; empty text is not stated.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	read, err := ParsePeriod(string(text))
	if err == nil {
		*p = read
	}
	return err
}

// In is the period in a year, when it does not state one itself: the "M04" of a 2024/25 report.
func (p Period) In(year FinancialYear) Period {
	if p.Year == 0 && p.Kind != NoPeriod {
		p.Year = year
	}
	return p
}

// Start is the first day that the period covers: for all but a day, of the month, quarter or year itself. ok is false
// when the year is not stated.
func (p Period) Start() (first time.Time, ok bool) {
	if p.Year == 0 {
		return time.Time{}, false
	}
	switch p.Kind {
	case Month:
		return p.Year.month(p.Number), true
	case Quarter:
		return p.Year.month(3*p.Number - 2), true
	case Day:
		return p.Date, true
	case WholeYear, Outturn:
		return p.Year.Start(), true
	}
	return time.Time{}, false
}

// End is the day after the last day that the period covers. ok is false when the year is not stated.
func (p Period) End() (after time.Time, ok bool) {
	if p.Year == 0 {
		return time.Time{}, false
	}
	switch p.Kind {
	case Month:
		return p.Year.month(p.Number + 1), true
	case Quarter:
		return p.Year.month(3*p.Number + 1), true
	case Day:
		return p.Date.AddDate(0, 0, 1), true
	case WholeYear, Outturn:
		return p.Year.End(), true
	}
	return time.Time{}, false
}

// MonthsElapsed is how many whole months of the financial year have passed at the end of the period: 4 for M4, 6 for
// Q2, 12 for an outturn, 3 for 30 July. ok is false for a period that is not stated.
func (p Period) MonthsElapsed() (months int, ok bool) {
	switch p.Kind {
	case Month:
		return p.Number, true
	case Quarter:
		return 3 * p.Number, true
	case WholeYear, Outturn:
		return 12, true
	case Day:
		after := p.Date.AddDate(0, 0, 1)
		return (12*(after.Year()-int(p.Year)) + int(after.Month()) - int(time.April)), true
	}
	return 0, false
}

// Compare orders two periods by the day on which they end; of two that end together an outturn comes last, because it
// is known last. It is negative when p is the earlier. Two periods without a year compare within one year; ok is false
// when only one has a year, or one is not stated.
func (p Period) Compare(o Period) (order int, ok bool) {
	if p.Year == 0 && o.Year == 0 {
		const anyYear = 2000
		p, o = p.In(anyYear), o.In(anyYear)
	}
	a, aKnown := p.End()
	b, bKnown := o.End()
	if !aKnown || !bKnown {
		return 0, false
	}
	if order := a.Compare(b); order != 0 {
		return order, true
	}
	return p.rank() - o.rank(), true
}

func (p Period) rank() int {
	if p.Kind == Outturn {
		return 1
	}
	return 0
}

// Equal reports whether two periods are the same kind, year, number and date.
func (p Period) Equal(o Period) bool {
	return p.Kind == o.Kind && p.Year == o.Year && p.Number == o.Number && p.Date.Equal(o.Date)
}

// OrderError is a figure of a period that had not ended when it was printed.
type OrderError struct {
	// Claimed is the period that the figure is said to be of.
	Claimed Period
	// Latest is the latest position of the report, when that is what contradicts it.
	Latest Period
	// Printed is the date of the report, when that is what contradicts it.
	Printed time.Time
}

func (e *OrderError) Error() string {
	if e.Latest.Kind != NoPeriod {
		return fmt.Sprintf("a figure of %s cannot stand in a report whose latest position is %s: the period had not ended", e.Claimed, e.Latest)
	}
	return fmt.Sprintf("a figure of %s cannot stand in a report of %s: the period had not ended", e.Claimed, e.Printed.Format("2 January 2006"))
}

// KnownOn reports whether an actual figure of the period can be printed on a date: the period must have ended. A whole
// year is a budget or a forecast, which may be printed at any time. A period without a year can always be. The error is
// an [*OrderError].
//
// Councils close a month's books a little early, and print "30 July 2024 (month 4)": a month and a quarter count as known
// five days before their end.
func (p Period) KnownOn(printed time.Time) error {
	after, ok := p.End()
	if !ok || p.Kind == WholeYear {
		return nil
	}
	if p.Kind == Month || p.Kind == Quarter {
		after = after.AddDate(0, 0, -earlyClose)
	}
	if p.Kind == Day {
		after = p.Date
	}
	if day(printed).Before(after) {
		return &OrderError{Claimed: p, Printed: day(printed)}
	}
	return nil
}

// earlyClose is how many days before its end a month may be reported.
const earlyClose = 5

// KnownAt reports whether an actual figure of the period can stand in a report whose latest position is another period:
// it must not end later. "The final 2024/25 position" cannot stand in a report on month 4 of 2024/25. A whole year is
// never refused, and nothing is refused that cannot be ordered. The error is an [*OrderError].
func (p Period) KnownAt(latest Period) error {
	if p.Kind == WholeYear || p.Year == 0 || latest.Year == 0 {
		return nil
	}
	claimedEnd, ok := p.End()
	latestEnd, known := latest.End()
	if !ok || !known || !claimedEnd.After(latestEnd) {
		return nil
	}
	if sameMonth(p, latest) {
		return nil
	}
	return &OrderError{Claimed: p, Latest: latest}
}

// sameMonth reports whether a date and a month of a year are the same position: 30 July 2024 and 2024/25 M4.
func sameMonth(a, b Period) bool {
	if a.Kind != Day {
		a, b = b, a
	}
	return a.Kind == Day && b.Kind == Month && monthOf(a.Date) == Period{Kind: Month, Year: b.Year, Number: b.Number}
}

// monthOf is the month of the financial year that a day falls in.
func monthOf(d time.Time) Period {
	return Period{Kind: Month, Year: FinancialYearOf(d), Number: int(d.Month()+8)%12 + 1}
}
