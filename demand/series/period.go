package series

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Grain is how long the periods of a series are.
type Grain int

const (
	// NoGrain is a label that names no time ("baseline"), and the zero value.
	NoGrain Grain = iota
	// Days are dates.
	Days
	// Months are calendar months, whatever day of them a date names.
	Months
	// Quarters are those of the calendar, or of the financial year where the label says one.
	Quarters
	// Years are calendar, financial or academic years.
	Years
)

// Period is where a label lies in time.
type Period struct {
	Grain Grain
	// Index counts days, months, quarters or years, so that those of one grain that follow each other differ by 1.
	Index int
	// Split says that the year, or the quarter's year, is of two calendar years: 2024/25.
	Split bool
	iso   bool
}

// ParsePeriod reads a label: dates as they are written in England, day first (31/03/2024, 31 March 2024) or by ISO 8601
// (2024-03-31), months (2024-03, 03/2024, Mar 2024, Mar-24), quarters (2024 Q1, Q1 2024/25) and years (2024, 2024/25,
// 2024-25, 202425, 2024/2025). A year of two that follow each other is one year and never a month: 2011/12. ok is false
// for other labels.
func ParsePeriod(label string) (p Period, ok bool) {
	if !mayName(strings.TrimSpace(label)) {
		return p, false
	}
	label = strings.Join(strings.Fields(label), " ")
	if len(label) < 4 || len(label) > len("30 September 2024 00:00:00") {
		return p, false
	}
	if p, ok = parseYear(label); ok {
		return p, true
	}
	if p, ok = parseQuarter(label); ok {
		return p, true
	}
	if !startsDate(label) {
		return p, false
	}
	if label[0] <= '9' && len(label) == len(time.DateOnly) {
		// A day in full, which no form of a month is as long as.
		if d, ok := parseDay(label); ok {
			return Period{Grain: Days, Index: dayIndex(d), iso: label[4] == '-'}, true
		}
	}
	for _, layout := range [...]string{"2006-01", "01/2006", "1/2006", "Jan 2006", "January 2006", "Jan-06", "Jan 06", "Jan-2006", "2006 Jan", "2006 January"} {
		if d, err := time.Parse(layout, label); err == nil {
			return Period{Grain: Months, Index: monthIndex(d), iso: layout == "2006-01"}, true
		}
	}
	if d, ok := parseDay(label); ok {
		return Period{Grain: Days, Index: dayIndex(d), iso: label[4] == '-'}, true
	}
	return p, false
}

// startsDate says that a label begins as a day or a month does, with a digit or the name of a month: trying twenty forms on each
// label that names no time was half of a chart of a long series.
func startsDate(label string) bool {
	if label[0] >= '0' && label[0] <= '9' {
		return true
	}
	for month := time.January; month <= time.December; month++ {
		if strings.EqualFold(label[:3], month.String()[:3]) {
			return true
		}
	}
	return false
}

// mayName reports whether a label begins as one that names a time can: with a digit, or with the first letter of a month, of a
// day of the week or of a quarter, or with a mark before it. Most labels of a long series that names no time do not.
func mayName(label string) bool {
	return label != "" && (label[0] >= '0' && label[0] <= '9' || strings.IndexByte("JFMASONDTWQjfmasondtwq-/,", label[0]) >= 0)
}

// parseDay reads a date, the day first.
func parseDay(label string) (time.Time, bool) {
	d, err := figure.DateReading{Order: figure.DayFirst}.Parse(label)
	if err != nil {
		return time.Time{}, false
	}
	return d.Time(), true
}

// looksLikeDate reports whether a label that is no date is written like one: 03/31/2024, 31/02/2024.
func looksLikeDate(label string) bool {
	if strings.Trim(label, "0123456789/-.") != "" {
		return false
	}
	parts := strings.FieldsFunc(label, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	return len(parts) == 3
}

// strokes parts the two halves of a year by one mark.
var strokes = strings.NewReplacer("-", "/", "–", "/")

func parseYear(label string) (p Period, ok bool) {
	first, second, two := strings.Cut(strokes.Replace(label), "/")
	if !two && len(first) == 6 {
		first, second, two = first[:4], first[4:], true
	}
	year, err := strconv.Atoi(first)
	if err != nil || len(first) != 4 || year < 1900 || year > 2199 {
		return p, false
	}
	if !two {
		return Period{Grain: Years, Index: year}, true
	}
	next := strconv.Itoa(year + 1)
	if second != next && second != next[2:] {
		return p, false
	}
	return Period{Grain: Years, Index: year + 1, Split: true}, true
}

// parseQuarter reads a quarter before or behind its year.
func parseQuarter(label string) (p Period, ok bool) {
	upper := strings.ToUpper(label)
	at := strings.IndexByte(upper, 'Q')
	if at < 0 || at+1 >= len(upper) || upper[at+1] < '1' || upper[at+1] > '4' {
		return p, false
	}
	year, ok := parseYear(strings.Trim(upper[:at]+" "+upper[at+2:], " -/,"))
	if !ok {
		return p, false
	}
	start := year.Index
	if year.Split {
		start-- // the first quarter of 2024/25 begins in 2024
	}
	return Period{Grain: Quarters, Index: 4*start + int(upper[at+1]-'1'), Split: year.Split}, true
}

func monthIndex(d time.Time) int { return 12*d.Year() + int(d.Month()) - 1 }

func dayIndex(d time.Time) int { return int(d.Unix() / (24 * 60 * 60)) }

// String names the period as a person would.
func (p Period) String() string {
	switch p.Grain {
	case Days:
		d := time.Unix(int64(p.Index)*24*60*60, 0).UTC()
		if p.iso {
			return d.Format(time.DateOnly)
		}
		return d.Format("2 January 2006")
	case Months:
		d := time.Date(p.Index/12, time.Month(p.Index%12+1), 1, 0, 0, 0, 0, time.UTC)
		if p.iso {
			return d.Format("2006-01")
		}
		return d.Format("January 2006")
	case Quarters:
		if p.Split {
			return fmt.Sprintf("Q%d %d/%02d", p.Index%4+1, p.Index/4, (p.Index/4+1)%100)
		}
		return fmt.Sprintf("Q%d %d", p.Index%4+1, p.Index/4)
	case Years:
		if p.Split {
			return fmt.Sprintf("%d/%02d", p.Index-1, p.Index%100)
		}
		return strconv.Itoa(p.Index)
	}
	return ""
}
