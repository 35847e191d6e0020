package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// lastDay is the serial number of 31 December 9999, behind which Excel has no dates.
const lastDay = 2_958_466

// moment is the point in time of a serial number: days since 30 December 1899, or since 1 January 1904. Before March 1900 the
// count is one off, because Excel has a 29 February in that year, day 60, which there was not; it is taken for the 28th.
func moment(serial float64, from1904 bool) (time.Time, bool) {
	if serial < 0 || serial >= lastDay || math.IsNaN(serial) {
		return time.Time{}, false
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	days := math.Floor(serial)
	switch {
	case from1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days > 0 && days < 60:
		start = start.AddDate(0, 0, 1)
	}
	seconds := math.Round((serial - days) * 86_400)
	return start.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second), true
}

// asDate writes a number in a format of dates. Iso is the date, or the date and the time, that the cell stands for; empty for a
// time of day and for hours that are counted.
func (s *section) asDate(n number, from1904 bool) (text, iso string, ok bool) {
	serial := n.float()
	t, ok := moment(serial, from1904)
	if !ok {
		return "", "", false
	}
	days, clock := false, false
	for _, p := range s.parts {
		if p.kind == dateWord {
			days = days || p.text[0] == 'y' || p.text[0] == 'd' || strings.HasPrefix(p.text, "mmm")
			clock = clock || p.text[0] == 'h' || p.text[0] == 's' || p.text[0] == '['
		}
	}
	if iso = t.Format(time.DateOnly); !days && (clock || serial < 1) {
		iso = ""
	} else if clock && (t.Hour() > 0 || t.Minute() > 0 || t.Second() > 0) {
		iso = t.Format("2006-01-02T15:04:05")
	}
	var b strings.Builder
	for i, p := range s.parts {
		switch p.kind {
		case dateWord:
			b.WriteString(s.dateText(i, t, serial))
		case literal:
			b.WriteString(p.text)
		}
	}
	return strings.TrimSpace(b.String()), iso, true
}

// dateText is what one word of a date's format shows.
func (s *section) dateText(i int, t time.Time, serial float64) string {
	word := s.parts[i].text
	two := func(n int) string {
		if len(word) > 1 {
			return fmt.Sprintf("%02d", n)
		}
		return strconv.Itoa(n)
	}
	switch word[0] {
	case 'y':
		if len(word) > 2 {
			return t.Format("2006")
		}
		return t.Format("06")
	case 'm':
		if len(word) < 3 && s.minutes(i) {
			return two(t.Minute())
		}
		switch len(word) {
		case 1, 2:
			return two(int(t.Month()))
		case 3:
			return t.Format("Jan")
		case 5:
			return t.Format("Jan")[:1]
		}
		return t.Format("January")
	case 'd':
		switch len(word) {
		case 1, 2:
			return two(t.Day())
		case 3:
			return t.Format("Mon")
		}
		return t.Format("Monday")
	case 'h':
		hour := t.Hour()
		if s.twelve() {
			hour = (hour+11)%12 + 1
		}
		return two(hour)
	case 's':
		return two(t.Second())
	case '[':
		return elapsed(word, serial)
	case 'a':
		if len(word) < 5 {
			return t.Format("PM")[:1]
		}
		return t.Format("PM")
	}
	return ""
}

// elapsed is a count of hours, minutes or seconds: "[h]" of a day and a half is 36.
func elapsed(word string, serial float64) string {
	units := map[string]float64{"[h]": 24, "[m]": 24 * 60, "[s]": 24 * 60 * 60}[word]
	return strconv.FormatInt(int64(math.Floor(serial*units+1e-6)), 10)
}

// minutes says whether an m means minutes: behind hours or before seconds.
func (s *section) minutes(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if p := s.parts[j]; p.kind == dateWord {
			if p.text[0] == 'h' || p.text == "[h]" {
				return true
			}
			break
		}
	}
	for _, p := range s.parts[i+1:] {
		if p.kind == dateWord {
			return p.text[0] == 's' || p.text == "[s]"
		}
	}
	return false
}

// twelve says whether the hours are those of a clock with AM and PM.
func (s *section) twelve() bool {
	for _, p := range s.parts {
		if p.kind == dateWord && p.text[0] == 'a' {
			return true
		}
	}
	return false
}
