package figure

// quickDays reads the two forms that nearly all dates of a file have, 2024-03-31 and 31/03/2024, in both orders, as candidates
// does at thirty times the cost. ok is false for every other text, and for a day that the calendar lacks.
func quickDays(text string) (dayFirst, monthFirst Date, ok bool) {
	if len(text) != len("2024-03-31") {
		return 0, 0, false
	}
	if text[4] == '-' && text[7] == '-' {
		d, ok := dayOf(text[:4], text[5:7], text[8:])
		return d, d, ok
	}
	if text[2] != '/' || text[5] != '/' {
		return 0, 0, false
	}
	dayFirst, ok = dayOf(text[6:], text[3:5], text[:2])
	monthFirst, other := dayOf(text[6:], text[:2], text[3:5])
	return dayFirst, monthFirst, ok || other
}

// dayOf is the day of a year of four digits from 1800 to 2199, a month and a day of two.
func dayOf(year, month, day string) (Date, bool) {
	y, digits := digitsOf(year)
	m, digits2 := digitsOf(month)
	d, digits3 := digitsOf(day)
	if !digits || !digits2 || !digits3 || y < 1800 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	if d > 28 {
		leap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
		switch {
		case m == 2 && (d > 29 || !leap), d == 31 && (m == 4 || m == 6 || m == 9 || m == 11):
			return 0, false
		}
	}
	// Years begin in March, so that the day that a leap year adds is its last.
	if m -= 3; m < 0 {
		m, y = m+12, y-1
	}
	days := y*365 + y/4 - y/100 + y/400 + (153*m+2)/5 + d
	const marchOfYear0 = 306 // days from 1 March of the year 0 to the end of it
	return Date(days - marchOfYear0), true
}

func digitsOf(text string) (n int, ok bool) {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}
