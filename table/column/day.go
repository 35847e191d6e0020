package column

import "github.com/scrutineer-dev/scrutineer/figure"

// daysBefore are the days of a common year before each month.
var daysBefore = [...]int32{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// ISODay reads a day as programs write it, 2024-03-31, of the years 1800 to 2199, and nothing else.
func ISODay(text []byte) (day figure.Date, ok bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	var digits [10]int32
	for i, c := range text {
		if c -= '0'; c > 9 && i != 4 && i != 7 {
			return 0, false
		}
		digits[i] = int32(c)
	}
	y, m, d := digits[0]*1000+digits[1]*100+digits[2]*10+digits[3], digits[5]*10+digits[6], digits[8]*10+digits[9]
	if y < 1800 || y > 2199 || m < 1 || m > 12 {
		return 0, false
	}
	leap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
	length := daysBefore[m] - daysBefore[m-1]
	if leap && m == 2 {
		length++
	}
	if d < 1 || d > length {
		return 0, false
	}
	past := y - 1
	n := past*365 + past/4 - past/100 + past/400 + daysBefore[m-1] + d
	if leap && m > 2 {
		n++
	}
	return figure.Date(n), true
}
