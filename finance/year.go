package finance

import (
	"fmt"
	"time"
)

// FinancialYear is a council's year, 1 April to 31 March, named by the calendar year it begins in: 2024 is 2024/25. The
// zero value is not stated.
type FinancialYear int

// FinancialYearOf is the financial year that a day falls in: 31 March 2025 is in 2024/25, 1 April 2025 in 2025/26.
func FinancialYearOf(day time.Time) FinancialYear {
	if day.Month() < time.April {
		return FinancialYear(day.Year() - 1)
	}
	return FinancialYear(day.Year())
}

// Start is 1 April.
func (y FinancialYear) Start() time.Time { return date(int(y), time.April, 1) }

// End is the day after 31 March: the year is the days from Start up to, and without, End.
func (y FinancialYear) End() time.Time { return date(int(y)+1, time.April, 1) }

// Days is 365, or 366 when the year holds a 29 February: 2019/20, 2023/24, 2027/28.
func (y FinancialYear) Days() int { return nights(y.Start(), y.End()) }

// MonthDays are the days of April to March.
func (y FinancialYear) MonthDays() [12]int {
	var days [12]int
	for m := range days {
		days[m] = nights(y.month(m+1), y.month(m+2))
	}
	return days
}

// month is the first day of a month of the year: 1 is April, 12 March, 13 the April after.
func (y FinancialYear) month(m int) time.Time { return date(int(y), time.April+time.Month(m-1), 1) }

// PayDays is how many times a weekday falls in the year: 52 or 53. A year whose pay day falls 53 times pays 53 weeks in
// cash, although it costs 365 or 366 days.
func (y FinancialYear) PayDays(weekday time.Weekday) int {
	count := 0
	for day := y.Start(); day.Before(y.End()); day = day.AddDate(0, 0, 1) {
		if day.Weekday() == weekday {
			count++
		}
	}
	return count
}

// LongPayDays are the weekdays that fall 53 times: that of 1 April, and in a year of 366 days the next one too.
func (y FinancialYear) LongPayDays() []time.Weekday {
	first := y.Start().Weekday()
	if y.Days() == 366 {
		return []time.Weekday{first, (first + 1) % 7}
	}
	return []time.Weekday{first}
}

// String is 2024/25; empty when not stated.
func (y FinancialYear) String() string {
	if y == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%02d", int(y), (int(y)+1)%100)
}

// MarshalText writes the year as [FinancialYear.String] does.
func (y FinancialYear) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText reads 2024/25, 2024-25 or 2024/2025; empty text is not stated.
func (y *FinancialYear) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*y = 0
		return nil
	}
	read, err := ParseFinancialYear(string(text))
	if err == nil {
		*y = read
	}
	return err
}

// ParseFinancialYear reads 2024/25, 2024-25, 2024/2025, 24/25 and the same with a dash of another length. The second
// year must follow the first.
func ParseFinancialYear(text string) (FinancialYear, error) {
	p, err := ParsePeriod(text)
	if err != nil {
		return 0, err
	}
	if p.Kind != WholeYear {
		return 0, &PeriodError{Input: text, Problem: "is not a financial year: write 2024/25"}
	}
	return p.Year, nil
}

// date is a day at midnight in UTC, as every day in this package is held.
func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// day drops the time of day and the zone.
func day(t time.Time) time.Time { return date(t.Year(), t.Month(), t.Day()) }

// nights is the number of nights from one day to another, negative when it is earlier. Seconds are counted, because a
// time.Duration ends after 292 years.
func nights(from, to time.Time) int {
	const secondsOfDay = 24 * 60 * 60
	return int((day(to).Unix() - day(from).Unix()) / secondsOfDay)
}
