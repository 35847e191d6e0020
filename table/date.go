package table

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dayOne makes 1 January of the year 1 day 1, so that 0 is no day.
const dayOne = 719_163

func toDays(t time.Time) int32 { return int32(t.Unix()/86_400 + dayOne) }

func fromDays(days int32) time.Time { return time.Unix((int64(days)-dayOne)*86_400, 0).UTC() }

// newDay is a day from its parts; ok is false for one that the calendar does not have.
func newDay(year, month, day int) (days int32, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || month < 1 || month > 12 || t.Day() != day {
		return 0, false
	}
	return toDays(t), true
}

// dateOrder is how the days of a column are written in digits.
type dateOrder int

const (
	dayFirst   dateOrder = iota // 31/03/2024, as in Britain
	monthFirst                  // 03/31/2024
)

// readDates reads a column of days. Figures with strokes, points or hyphens are read with the day first, as Britain writes
// them, unless a cell of the column can only be read with the month first; then all are, and a note says so. A cell that
// contradicts is a fault. ISO dates, days in words and the serial numbers of Excel need no order.
func (r *Records) readDates(v *Values) {
	v.dates = make([]int32, len(r.rows))
	order := dayFirst
	var day, month, either string
	for i := range r.rows {
		a, b, _, ok := strokes(v.Text(i))
		switch {
		case !ok:
		case a > 12 && b <= 12 && day == "":
			day = v.Text(i)
		case b > 12 && a <= 12 && month == "":
			month = v.Text(i)
		case a <= 12 && b <= 12 && a != b && either == "":
			either = v.Text(i)
		}
	}
	switch {
	case month != "" && day == "":
		order = monthFirst
		r.note("the dates of %s are read with the month first, as %s must be", v.column.ID, month)
	case either != "" && day == "":
		r.note("the dates of %s are read with the day first, as Britain writes them: %s", v.column.ID, either)
	}
	serial := false
	for i := range r.rows {
		text := v.Text(i)
		if mark := r.grid.Mark(int(r.rows[i]), v.at).Date; mark != "" {
			text = mark
		}
		days, fromSerial, ok := parseDay(text, order)
		serial = serial || fromSerial && ok
		if text == "" {
			continue
		}
		if v.dates[i] = days; !ok {
			v.dates[i] = badDay
		}
	}
	if serial {
		r.note("whole numbers under %s are read as the days that Excel counts from 30 December 1899", v.column.ID)
	}
}

// badDay marks a cell that is no day.
const badDay = -1

// strokes reads three numbers with a stroke, a point or a hyphen between them, the year last.
func strokes(text string) (first, second, year int, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 2 && len(parts[2]) != 4 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, part := range parts {
		value, err := strconv.Atoi(part)
		if err != nil || value < 0 || part[0] == '+' {
			return 0, 0, 0, false
		}
		n[i] = value
	}
	if len(parts[2]) == 2 {
		// Two digits are those of a child's or a placement's life: 68 is 2068 to nobody.
		n[2] += 2000
		if n[2] >= 2060 {
			n[2] -= 100
		}
	}
	return n[0], n[1], n[2], true
}

// parseDay reads a day: 2024-07-30, with a time of midnight behind it or not, 30/07/2024, 30.7.24, 30 July 2024, 30-Jul-24,
// July 30, 2024, and 45503, the number that Excel has for it.
func parseDay(text string, order dateOrder) (days int32, serial, ok bool) {
	text = strings.TrimSpace(text)
	for _, midnight := range [...]string{" 00:00:00", "T00:00:00", " 00:00", "T00:00:00Z"} {
		text = strings.TrimSuffix(text, midnight)
	}
	if len(text) == 10 && text[4] == '-' && text[7] == '-' {
		year, e1 := strconv.Atoi(text[:4])
		month, e2 := strconv.Atoi(text[5:7])
		day, e3 := strconv.Atoi(text[8:])
		if e1 == nil && e2 == nil && e3 == nil {
			days, ok = newDay(year, month, day)
			return days, false, ok
		}
	}
	if a, b, year, found := strokes(text); found {
		if order == monthFirst {
			a, b = b, a
		}
		days, ok = newDay(year, b, a)
		return days, false, ok
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(text, ".0")); err == nil && n >= 10_000 && n < 80_000 {
		t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
		return toDays(t), true, true
	}
	if days, ok = dayInWords(text); ok {
		return days, false, true
	}
	return 0, false, false
}

// dayInWords reads 30 July 2024, 30th July 2024, Tuesday 30 July 2024, 30-Jul-24 and July 30, 2024.
func dayInWords(text string) (int32, bool) {
	day, month, year := 0, 0, 0
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '/' || r == '\u00a0' }) {
		if m := monthOf(part); m > 0 {
			if month > 0 {
				return 0, false
			}
			month = m
			continue
		}
		if weekday(part) && day == 0 && month == 0 {
			continue
		}
		for _, ending := range [...]string{"st", "nd", "rd", "th"} {
			part = strings.TrimSuffix(part, ending)
		}
		n, err := strconv.Atoi(part)
		switch {
		case err != nil || n < 0:
			return 0, false
		case day == 0 && len(part) <= 2:
			day = n
		case year == 0 && len(part) == 4:
			year = n
		case year == 0 && len(part) == 2 && day > 0:
			if year = 2000 + n; year >= 2060 {
				year -= 100
			}
		default:
			return 0, false
		}
	}
	if month == 0 || day == 0 || year == 0 {
		return 0, false
	}
	return newDay(year, month, day)
}

// monthOf is a month by its name or the first three letters or more of it; 0 is none.
func monthOf(word string) int {
	word = strings.TrimSuffix(word, ".")
	if len(word) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); strings.HasPrefix(name, word) || word == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

func weekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); len(word) >= 3 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// dateProblem says what is wrong with the day of a cell, if anything.
func (v *Values) dateProblem(i int) (code, problem, remedy string) {
	switch {
	case v.dates[i] == badDay:
		return "not_a_date", fmt.Sprintf("%q is not a date", v.Text(i)), "write 2024-07-30 or 30/07/2024"
	case v.dates[i] == 0 && !v.column.Blank:
		return "blank", "the cell is blank", "give the day, as 2024-07-30"
	}
	return "", "", ""
}
