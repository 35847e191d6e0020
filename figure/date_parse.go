package figure

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// The codes of a [Fault] in a date.
const (
	// NotDate is a text that names no day: "soon", "March 2024", "31/03".
	NotDate = "not_a_date"
	// NoSuchDay is a day that the calendar lacks, 31/02/2024, or a year that cannot be meant.
	NoSuchDay = "no_such_day"
	// AmbiguousDate is a date whose order cannot be told, 03/04/2024 alone. It is a question, not an error of the input.
	AmbiguousDate = "ambiguous_date"
)

// DateOrder is whether the day or the month of 03/04/2024 stands first.
type DateOrder int

const (
	// OrderNotKnown asks.
	OrderNotKnown DateOrder = iota
	// DayFirst is the British order: 03/04/2024 is 3 April.
	DayFirst
	// MonthFirst is the American order: 03/04/2024 is 4 March.
	MonthFirst
)

var orderNames = enum.Of("DateOrder", "not_known", "day_first", "month_first")

// String is not_known, day_first or month_first.
func (o DateOrder) String() string { return orderNames.String(int(o)) }

// MarshalText is the name.
func (o DateOrder) MarshalText() ([]byte, error) { return orderNames.Marshal(int(o)) }

// UnmarshalText reads a name.
func (o *DateOrder) UnmarshalText(text []byte) error { return enum.Unmarshal(orderNames, text, o) }

// DateReading is what a text alone does not tell about a date; its column or file does. The zero value takes nothing for
// granted.
type DateReading struct {
	// Order settles 03/04/2024. Defaults to asking.
	Order DateOrder
	// Serials reads a whole number from 20000 to 80000 as the day count of a spreadsheet: 45382 is 31 March 2024. Only a
	// column that is known to hold dates has those. Defaults to refusing numbers.
	Serials bool
}

// ParseDate reads a date as people write it: 2024-03-31, 31/03/2024, 31/3/24, 31.03.2024, 31 March 2024, 31st Mar 2024,
// 31-Mar-24, March 31, 2024, Sunday 31 March 2024; a time of day behind it is left out. A year of two digits lies from
// 1950 to 2049; years run from 1800 to 2199. 31/03/2024 has one meaning, 03/04/2024 has two, and the [Fault] that says so
// is a question. Every error is a [*Fault].
func ParseDate(text string) (Date, error) { return DateReading{}.Parse(text) }

// MustParseDate is [ParseDate] for literals. It panics on bad text.
func MustParseDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(fmt.Sprintf("figure.MustParseDate(%q): %v", text, err))
	}
	return d
}

// Parse reads a date as [ParseDate] does, in a column of which more is known.
func (r DateReading) Parse(text string) (Date, error) {
	dayFirst, monthFirst, err := r.candidates(text)
	switch {
	case err != nil:
		return 0, err
	case dayFirst == monthFirst, r.Order == DayFirst && dayFirst != 0:
		return dayFirst, nil
	case r.Order == MonthFirst && monthFirst != 0:
		return monthFirst, nil
	case r.Order != OrderNotKnown:
		return 0, dateFault(NoSuchDay, text, "has no such month where the other dates stand", "write it as the others, or as 2024-03-31")
	case dayFirst == 0:
		return monthFirst, nil
	case monthFirst == 0:
		return dayFirst, nil
	}
	fault := dateFault(AmbiguousDate, text, fmt.Sprintf("is %s or %s", dayFirst.Long(), monthFirst.Long()), fmt.Sprintf("write %s or %s", dayFirst, monthFirst))
	fault.Question = true
	return 0, fault
}

// DateCandidates are the days that a text may mean by either order: equal where it has one meaning, and zero where it
// has none in that order (31/03/2024 has no month 31).
func DateCandidates(text string) (dayFirst, monthFirst Date, err error) {
	return DateReading{}.candidates(text)
}

// DateOrders gathers in which order the dates of one file are written, from all of them together: that of any that has one
// meaning alone. The zero value has seen none.
type DateOrders struct {
	dayFirst, monthFirst bool
	either               string
}

// Add takes in a text and its [DateCandidates].
func (o *DateOrders) Add(text string, dayFirst, monthFirst Date) {
	switch {
	case dayFirst == monthFirst:
	case monthFirst == 0:
		o.dayFirst = true
	case dayFirst == 0:
		o.monthFirst = true
	case o.either == "":
		o.either = text
	}
}

// Settle is the order, and in words what a reader should know of how it was found; empty where the dates say it themselves.
// Where none has one meaning alone the day stands first, as an English council writes. Dates of both orders are a question.
func (o DateOrders) Settle() (order DateOrder, note string, err error) {
	switch {
	case o.dayFirst && o.monthFirst:
		return OrderNotKnown, "", &Fault{
			Code: AmbiguousDate, Question: true, Problem: "some dates have the day first and others the month",
			Remedy: "write them all as 2024-03-31",
		}
	case o.monthFirst:
		return MonthFirst, "dates are read with the month first, as some of them must be", nil
	case !o.dayFirst && o.either != "":
		return DayFirst, "dates are read with the day first, as Britain writes them: " + o.either, nil
	}
	return DayFirst, "", nil
}

func dateFault(code, text, problem, remedy string) *Fault {
	return &Fault{Code: code, Value: text, Problem: fmt.Sprintf("%q %s", abbreviate(text), problem), Remedy: remedy}
}

// candidates reads a date in both orders.
func (r DateReading) candidates(text string) (dayFirst, monthFirst Date, err error) {
	if dayFirst, monthFirst, ok := quickDays(text); ok {
		return dayFirst, monthFirst, nil
	}
	notDate := func() (Date, Date, error) {
		return 0, 0, dateFault(NotDate, text, "is not a date", "write 2024-03-31, 31/03/2024 or 31 March 2024")
	}
	const longest = 60
	if len(text) > longest {
		return notDate()
	}
	parts, ok := dateParts(withoutTime(trim(text)))
	if !ok {
		return notDate()
	}
	one := func(year, month, day string) (Date, Date, error) {
		d, ok := calendarDay(year, month, day)
		if !ok {
			return 0, 0, dateFault(NoSuchDay, text, "is no day of the calendar", "write 2024-03-31")
		}
		return d, d, nil
	}
	a, b, c := parts.number[0], parts.number[1], parts.number[2]
	switch {
	case parts.numbers == 1 && parts.month == 0 && r.Serials:
		d, ok := serialDay(a)
		if !ok {
			return notDate()
		}
		return d, d, nil
	case parts.numbers == 2 && parts.month != 0:
		month := strconv.Itoa(parts.month)
		if len(a) == 4 { // 2024 March 31
			return one(a, month, b)
		}
		return one(b, month, a)
	case parts.numbers == 3 && parts.month == 0 && len(a) == 4:
		return one(a, b, c)
	case parts.numbers == 3 && parts.month == 0:
		dayFirst, _ = calendarDay(c, b, a)
		monthFirst, _ = calendarDay(c, a, b)
		if dayFirst == 0 && monthFirst == 0 {
			return one(c, b, a)
		}
		return dayFirst, monthFirst, nil
	}
	return notDate()
}

// partsOfDate are the numbers of a date in their order, and the month where it is named.
type partsOfDate struct {
	number  [3]string
	numbers int
	month   int
}

// dateParts takes a text apart: numbers and words, between which stand one space, stroke, hyphen or point, or a comma and a
// space. Names of weekdays, "of", and the ending of "31st" say nothing.
func dateParts(s string) (p partsOfDate, ok bool) {
	separator := ""
	for i := 0; s != ""; i++ {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		letters := 0
		if digits == 0 {
			letters = len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }))
		}
		token := s[:digits+letters]
		s = s[digits+letters:]
		switch {
		case digits > 0 && p.numbers == len(p.number), digits > 5, token == "":
			return p, false
		case digits > 0:
			p.number[p.numbers] = token
			p.numbers++
			for _, ending := range [...]string{"st", "nd", "rd", "th"} {
				if rest, found := strings.CutPrefix(s, ending); found && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
					s = rest
				}
			}
		case strings.EqualFold(token, "of") && i > 0, i == 0 && isWeekday(token):
		case p.month != 0:
			return p, false
		default:
			if p.month = monthOf(token); p.month == 0 {
				return p, false
			}
		}
		rest := strings.TrimLeft(s, " \u00a0,/-.\u2010\u2011–")
		found := strings.ReplaceAll(s[:len(s)-len(rest)], "\u00a0", " ")
		s = rest
		if s == "" {
			// A full stop may end it; anything else would be a part that is missing.
			return p, found == "" || found == "."
		}
		if p.month == 0 && p.numbers > 0 {
			// Numbers alone are held by one mark throughout: 31/03-24 is no date. A month may touch them, 31MAR2024.
			if (found == "" && s[0] <= '9') || (p.numbers > 1 && separator != found) {
				return p, false
			}
			separator = found
		}
		if strings.Trim(found, " ,.") == "" {
			continue
		}
		if len([]rune(found)) != 1 {
			return p, false
		}
	}
	return p, p.numbers > 0
}

// withoutTime drops a time of day from the end: "T00:00:00Z", " 00:00", " 12:30:00 PM".
func withoutTime(s string) string {
	i := strings.IndexByte(s, ':')
	if i < 0 {
		return s
	}
	day := strings.TrimRight(s[:i], "0123456789")
	if hours := i - len(day); hours < 1 || hours > 2 || day == "" {
		return s
	}
	tail := strings.ToUpper(s[i:])
	tail = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(tail, "AM"), "PM"), " ")
	if strings.Trim(tail, "0123456789:.Z+-") != "" {
		return s
	}
	switch last := day[len(day)-1]; last {
	case ' ', 'T':
		return strings.TrimRight(strings.TrimSuffix(day, "T"), " ,")
	}
	return s
}

// calendarDay is a day from its parts as written; a year has two digits or four.
func calendarDay(year, month, day string) (Date, bool) {
	if len(month) > 2 || len(day) > 2 || (len(year) != 2 && len(year) != 4) {
		return 0, false
	}
	y, m, d := atoi(year), atoi(month), atoi(day)
	if len(year) == 2 {
		if y += 2000; y >= 2050 {
			y -= 100
		}
	}
	if y < 1800 || y > 2199 {
		return 0, false
	}
	date, err := NewDate(y, time.Month(m), d)
	return date, err == nil
}

// serialDay is the day that a spreadsheet counts as n. Excel's day 60 is 29 February 1900, which did not exist; the
// numbers that are taken lie behind it, so the count is from 30 December 1899.
func serialDay(n string) (Date, bool) {
	const first, last = 20_000, 80_000 // 3 October 1954 to 11 January 2119
	days := atoi(n)
	if days < first || days > last {
		return 0, false
	}
	return DateOf(time.Date(1899, time.December, 30+days, 0, 0, 0, 0, time.UTC)), true
}

// atoi reads at most five digits.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// monthOf is the month of a name or of its first three letters ("Sept" too), 0 where there is none.
func monthOf(word string) int {
	word = strings.ToLower(word)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] || word == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

func isWeekday(word string) bool {
	word = strings.ToLower(word)
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if word == name || word == name[:3] {
			return true
		}
	}
	switch word {
	case "tues", "weds", "thur", "thurs":
		return true
	}
	return false
}
