package flow

import (
	"fmt"
	"strings"
	"time"
)

// ParseDate reads a date as the SSDA903 return writes it: 31/03/2018 in national files, 2018-03-31 in regional ones. A
// time of midnight behind it, as databases export, is ignored. Years run from 1900 to 2199.
func ParseDate(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	day := text
	for _, midnight := range [...]string{" 00:00:00", "T00:00:00", " 00:00"} {
		day = strings.TrimSuffix(day, midnight)
	}
	for _, layout := range [...]string{"02/01/2006", time.DateOnly, "2/1/2006"} {
		if d, err := time.Parse(layout, day); err == nil && d.Year() >= 1900 && d.Year() < 2200 {
			return d, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date: write 31/03/2018 or 2018-03-31", text)
}

// midnight is the day of t, so that counting days is exact whatever the caller's clock says.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// daysBetween counts the days from a to b.
func daysBetween(a, b time.Time) int { return int(b.Sub(a) / (24 * time.Hour)) }

// birthday is the day on which one born on a day reaches an age. Who was born on 29 February has it on 1 March in a
// common year, as the law of England counts.
func birthday(born time.Time, age int) time.Time { return born.AddDate(age, 0, 0) }
