package propose

import (
	"regexp"
	"strings"
)

// period is when a figure is of, as far as words tell.
type period struct {
	// key is the period in one spelling: "2024", "2023/24", "q2", "jul", "m7".
	key string
	// year is the calendar year in which it ends, 0 where that is not said.
	year int
	// previous says that it is an earlier one than the report's: "last year".
	previous bool
}

var (
	financialYear = regexp.MustCompile(`\b(?:19|20)(\d\d)\s?[/–-]\s?(?:(?:19|20))?(\d\d)\b`)
	calendarYear  = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	quarterName   = regexp.MustCompile(`(?i)\b(?:q|quarter\s)([1-4])\b`)
	monthNumber   = regexp.MustCompile(`(?i)\b(?:m|p|month\s|period\s)(\d{1,2})\b`)
	yearNumber    = regexp.MustCompile(`(?i)\byear\s(\d{1,2})\b`)
	monthWord     = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b`)
	earlier       = regexp.MustCompile(`(?i)\b(?:last|previous|prior|preceding)\s+(?:financial\s+|school\s+|academic\s+|calendar\s+)?(?:year|month|quarter|period|term|autumn|spring|summer|time)\b|\b(?:a|one|the)\s+year\s+(?:earlier|before|ago)|\byear\s+before\b|\bsame\s+(?:quarter|month|period|time|point)\s+(?:of\s+|in\s+)?(?:last|the\s+previous|a\s+year)|\b(?:month|quarter)\s+before\b|\b(?:twelve|12)\s+months\s+(?:earlier|before|ago)|\bpreviously\b`)
)

// readPeriod reads the period that a label names; ok is false where it names none.
func readPeriod(label string) (p period, ok bool) {
	lower := strings.ToLower(label)
	p.previous = earlier.MatchString(lower) || lower == "previous" || lower == "prior"
	var parts []string
	if m := monthWord.FindStringSubmatch(lower); m != nil && (len(m[0]) > 3 || len(lower) < 14) && m[0] != "march on" {
		parts = append(parts, m[1])
	}
	if m := quarterName.FindStringSubmatch(lower); m != nil {
		parts = append(parts, "q"+m[1])
	}
	if m := monthNumber.FindStringSubmatch(lower); m != nil {
		parts = append(parts, "m"+m[1])
	}
	if m := yearNumber.FindStringSubmatch(lower); m != nil {
		parts = append(parts, "y"+m[1])
	}
	if m := financialYear.FindStringSubmatch(lower); m != nil {
		parts = append(parts, m[1]+"/"+m[2])
		p.year = 2000 + atoi(m[2])
	} else if m := calendarYear.FindString(lower); m != "" {
		parts = append(parts, m)
		p.year = atoi(m)
	}
	p.key = strings.Join(parts, " ")
	return p, p.key != "" || p.previous
}

func atoi(digits string) int {
	n := 0
	for _, d := range digits {
		n = 10*n + int(d-'0')
	}
	return n
}

// matches says whether a period named in a sentence is that of a label: every part of one is in the other.
func (p period) matches(label period) bool {
	if p.key == "" || label.key == "" {
		return false
	}
	if p.key == label.key {
		return true
	}
	return containsAll(strings.Fields(p.key), strings.Fields(label.key)) || (p.year > 0 && p.year == label.year && containsAll(strings.Fields(label.key), strings.Fields(p.key)))
}

func containsAll(all, some []string) bool {
	for _, s := range some {
		found := false
		for _, a := range all {
			found = found || a == s
		}
		if !found {
			return false
		}
	}
	return true
}
