package prose

import (
	"regexp"
	"strconv"
	"strings"
)

// mask is a pattern of what looks like a figure and is none.
type mask struct {
	class   Class
	pattern *regexp.Regexp
	// holds judges a match further; nil is yes. The groups are those of the pattern.
	holds func(text string, groups []string, start, end int) bool
}

const (
	monthName = `(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|May|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)`
	dayNumber = `[0-3]?\d(?:st|nd|rd|th)?`
	yearName  = `(?:19|20)\d\d`
	wordOrTwo = `(?:\d{1,3}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Tt]wenty-five|[Tt]wenty-one)`
)

var masks = []mask{
	{Reference, regexp.MustCompile(`(?:https?://|www\.)[^\s)>\]]+`), nil},
	{Reference, regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.]+`), nil},
	{Postcode, regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]?\s?\d{1,2}[A-Z]{2}\b`), nil},
	{Telephone, regexp.MustCompile(`(?:\+\d{1,3}[\s-]?)(?:\(0\)\s?)?\d[\d\s/-]{5,}\d`), nil},
	{Telephone, regexp.MustCompile(`\b0\d{2,4}(?:[\s-]\d{2,8}){1,3}(?:\s\d{1,2})?\b`), nil},
	{Telephone, regexp.MustCompile(`\b0\d{9,10}\b`), nil},

	{Date, regexp.MustCompile(`\b` + dayNumber + `(?:\s+day)?\s*(?:-|–|/|to|and|until|till)\s*(?:the\s+)?` + dayNumber + `\s+(?:of\s+)?` + monthName + `\b\.?(?:,?\s+(?:of\s+)?(?:` + yearName + `|'?\d\d\b))?`), nil},
	{Date, regexp.MustCompile(`\b` + dayNumber + `(?:\s+day)?(?:\s+of)?[\s/-]{0,2}` + monthName + `\b\.?(?:[,\s/-]{1,2}(?:of\s+|in\s+)?(?:` + yearName + `|'\d\d\b))?`), nil},
	{Date, regexp.MustCompile(`\b` + monthName + `\.?\s*(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)\b(?:(?:,|\s+of|\s+in)?\s+` + yearName + `)?`), nil},
	{Date, regexp.MustCompile(`\b` + monthName + `\.?[\s/-]?[0-3]?\d\s?(?:,|\s|/|-)\s?` + yearName + `\b`), nil},
	{Date, regexp.MustCompile(`\b` + monthName + `[,\s/'’–-]{1,2}(?:of\s+|in\s+)?` + yearName + `\b`), nil},
	{Date, regexp.MustCompile(`\b` + monthName + `\s?['’]?\d\d\b`), func(text string, groups []string, _, end int) bool {
		return strings.ContainsAny(groups[0], "'’") || (!strings.Contains(groups[0], " ") && !followsNumber(text, end))
	}},
	{Date, regexp.MustCompile(`\b\d{1,2}/\d{1,2}\s?[-–]\s?\d{1,2}/\d{1,2}(?:(?:/|,\s)` + yearName + `)\b`), nil},
	{Date, regexp.MustCompile(`\b\d{1,2}[/.-]\d{1,2}[/.-](?:` + yearName + `|\d\d)\b`), nil},
	{Date, regexp.MustCompile(`\b` + yearName + `[-/](?:0?[1-9]|1[0-2])(?:[-/][0-3]?\d)\b`), nil},
	{Date, regexp.MustCompile(`\b` + yearName + `[-/](?:[a-z]{3}|[A-Z][a-z]{2})[-/]\d{1,2}\b`), nil},
	{Date, regexp.MustCompile(`\b` + yearName + `\s?[/–—-]\s?(?:` + yearName + `|\d\d)\b`), func(_ string, groups []string, _, _ int) bool {
		years := strings.FieldsFunc(groups[0], func(r rune) bool { return r < '0' || r > '9' })
		return len(years) == 2 && years[1] != "00" || len(years) == 2 && len(years[1]) == 2 && strings.HasPrefix(years[0], "1999")
	}},
	{Date, regexp.MustCompile(`\b(\d\d)/(\d\d)\b`), func(text string, groups []string, start, end int) bool {
		from, _ := strconv.Atoi(groups[1])
		to, _ := strconv.Atoi(groups[2])
		return to == (from+1)%100
	}},
	{Date, regexp.MustCompile(`\bFY\s?\d\d(?:\d\d)?(?:[/-]\d\d)?\b`), nil},
	{Date, regexp.MustCompile(`\b[QHPMW][1-9]\d?\b`), nil},
	{Date, regexp.MustCompile(`(?i)\b(?:quarter|month|period|half|term|week|year)s?\s+(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?:\s*(?:-|–|to|and)\s*\d{1,2}\b)?`), periodHolds},
	{Date, regexp.MustCompile(`(?i)\bday\s+[1-9]\b`), nil},

	{Paragraph, regexp.MustCompile(`(?i)\b(?:paragraphs?|paras?\.?|sub-?sections?|sections?|ss?\.|appendix|appendices|annexe?s?|pages?|pp?\.|tables?|figures?|charts?|minutes?(?:\s+no\.?)?|(?:agenda\s+)?items?|chapters?|clauses?|regulations?|articles?|schedules?|slides?|footnotes?|notes?|questions?|recommendations?|volume|issue)\s+(?:nos?\.?\s*)?([A-Z]?\d+(?:[./]\d+)*(?:\([a-z0-9]+\))?)(?:\s*(?:,|-|–|to|and)\s*\d+(?:\.\d+)+)*`), referenceHolds},
	{Reference, regexp.MustCompile(`(?i)\b(?:ref(?:erence)?\.?|no\.|nos\.|number|case\s+no\.?)\s*:?\s*([A-Z]*\d[\w/.-]*\d|\d+)\b`), referenceHolds},
	// A list may follow the name of several, "stages 1 and 2"; behind one it goes on about something else: "12 at stage 1 and 32 at stage 2".
	{Label, regexp.MustCompile(`(?i)\b(?:key\s+stages|stages|phases|tiers|bands|levels|grades|steps|options|priorities|objectives|outcomes|themes|strands|principles|pillars|parts|wards|areas|zones|rooms|blocks|lots|waves|tranches|rounds|goals|aims|pledges)\s+(\d{1,2}[a-z]?|one|two|three|four)\b(?:(?:\s*,\s*\d{1,2}\b)*\s*(?:-|–|to|and)\s*\d{1,2}\b)?`), labelHolds},
	{Label, regexp.MustCompile(`(?i)\b(?:key\s+stages?|stages?|phases?|tiers?|bands?|levels?|grades?|steps?|options?|priorit(?:y|ies)|objectives?|outcomes?|themes?|strands?|principles?|pillars?|parts?|wards?|areas?|zones?|rooms?|blocks?|lots?|waves?|tranches?|rounds?|version|entry|goals?|aims?|pledges?)\s+(\d{1,2}[a-z]?|one|two|three|four)\b(?:\s*[-–]\s*\d{1,2}\b)?`), labelHolds},
	{Label, regexp.MustCompile(`\b(?:Year|Team|Group|Panel|Risk|Action|Cohort|Site|Home|Provider|Unit|Region|District|Locality|Cluster|House|School|Scheme|Measure|Indicator|Box|Room|Class|Type|Category|Route|Line|Domain|Standard|Criterion|Test|Form|Programme|Project|Council|Authority|Ofsted|Level|Band)\s+(\d{1,2}[A-Za-z]?)\b`), labelHolds},

	{Rating, regexp.MustCompile(`\b\d+\.\d+\s+out\s+of\s+(?:\d+|five|ten)\b`), nil},
	{Rating, regexp.MustCompile(`(?i)\b(?:plus\s+or\s+minus|\+/-|±)\s*£?[\d.,]+\s?(?:%|per cent|percentage points)?`), nil},
	{Base, regexp.MustCompile(`(?i)\b(?:per|for\s+(?:each|every)|out\s+of\s+every|in\s+every|of\s+every|every|each)\s+(?:£1\b|\d{1,3}(?:,\d{3})+|1(?:0){2,6}\b|100\b|hundred\b|thousand\b|ten\s+thousand\b)`), nil},
	{Base, regexp.MustCompile(`(?i)\b(?:per|every|each)\s+(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|twelve)\s+(?:minutes?|hours?|days?|weeks?|months?|years?|children|pupils|people)\b`), nil},

	{Age, regexp.MustCompile(`(?i)\b(?:aged?|ages)\s+(?:of\s+|from\s+|between\s+)?` + wordOrTwo + `\b(?:\s*(?:-|–|to|and|or)\s*` + wordOrTwo + `\b)?`), nil},
	{Age, regexp.MustCompile(`(?i)\b` + wordOrTwo + `(?:\s*(?:-|–|to|and|or)\s*` + wordOrTwo + `)?[\s-]+(?:years?|yrs?|months?)[\s-]+olds?\b`), nil},
	{Age, regexp.MustCompile(`(?i)\b` + wordOrTwo + `(?:\s*(?:-|–|to|and|or)\s*` + wordOrTwo + `)?\s+years?\s+of\s+age\b`), nil},
	{Age, regexp.MustCompile(`(?i)\b(?:under|over)[\s-]+(?:\d{1,2}|five|ten|eighteen)['’]?s\b`), nil},
	{Age, regexp.MustCompile(`(?i)\b(?:under|over)-(?:\d{1,2}|fives?|eighteens?)\b`), nil},
	{Age, regexp.MustCompile(`(?i)\b(?:children|young\s+people|pupils|babies|infants|those|girls|boys|residents|people|adults|population)\s+(?:are\s+|were\s+|aged?\s+)?(?:under|over|below)\s+(?:the\s+age\s+of\s+)?(?:one|two|three|four|five|ten|eleven|sixteen|eighteen|(?:1?\d|2[0-5]))\b`), ageHolds},
	{Age, regexp.MustCompile(`\b(?:0|1[0-9]|[1-9])\s?[-–]\s?(?:[1-9]|1[0-9]|2[0-5])(?:\s?s)?\b`), ageRange},
	{Age, regexp.MustCompile(`(?i)\b(?:turn(?:s|ed|ing)?|reach(?:es|ed|ing)?)\s+(?:16|17|18|21|25|eighteen|sixteen)\b`), nil},
	{Age, regexp.MustCompile(`(?i)\bbirth\s+to\s+(?:\d{1,2}|five)\b`), nil},

	{Time, regexp.MustCompile(`(?i)\b\d{1,2}(?:[.:]\d{2,3})?\s?(?:am|pm|a\.m\.|p\.m\.)(?:\W|$)`), nil},
	{Time, regexp.MustCompile(`\b\d{1,2}:\d{2}\b`), nil},

	{Year, regexp.MustCompile(`\b` + yearName + `s?\b`), func(text string, _ []string, start, end int) bool {
		return !followsNumber(text, end) && !strings.HasSuffix(strings.TrimRight(text[:start], " \u00a0"), "£")
	}},
	{Reference, regexp.MustCompile(`\b[A-Z]{1,6}[-/]?\d[A-Za-z0-9/.-]*\b`), nil},
	{Reference, regexp.MustCompile(`\b\d{1,4}/\d{2,4}\b`), nil},
	{Reference, regexp.MustCompile(`\b\d+(?:\.\d+){2,}\b`), nil},
	{Base, regexp.MustCompile(`£\s?['’]?000s?\b`), nil},
}

// followsNumber says whether what follows makes a number of what looked like a year: a decimal, a per cent sign.
func followsNumber(text string, end int) bool {
	rest := text[end:]
	switch {
	case rest == "":
		return false
	case rest[0] == '%', strings.HasPrefix(rest, " %"), strings.HasPrefix(rest, " per cent"):
		return true
	case (rest[0] == '.' || rest[0] == ',') && len(rest) > 1 && isDigit(rest[1]):
		return true
	}
	return rest[0] == 'k' || rest[0] == 'm' || isDigit(rest[0])
}

// before is the last word in front of a place, in lower case.
func before(text string, start int) string {
	rest := strings.TrimRight(text[:start], " ")
	return strings.ToLower(strings.Trim(rest[strings.LastIndexAny(rest, " (")+1:], "*_\"'"))
}

// sameYear are words before "year" or "quarter" with which the number behind it is a figure: "in the year 390 families".
func countsTime(word string) bool {
	switch word {
	case "last", "this", "the", "each", "a", "per", "every", "previous", "next", "same", "one", "current", "that", "first", "second", "third", "fourth", "final", "financial",
		"past", "half", "full", "prior", "whole", "two", "three", "four", "five", "school", "mid", "that's":
		return true
	}
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}

func periodHolds(text string, groups []string, start, end int) bool {
	return !countsTime(before(text, start)) && !followsNumber(text, end)
}

func referenceHolds(text string, groups []string, start, end int) bool {
	return !followsNumber(text, end) && before(text, start) != "these" && !strings.HasPrefix(text[end:], "-")
}

// labelHolds leaves "in each area 12 children" a count: a number behind a label has no article before the label.
func labelHolds(text string, groups []string, start, end int) bool {
	switch before(text, start) {
	case "the", "each", "this", "that", "a", "an", "every", "one", "per", "any", "in-house", "other", "another":
		return false
	}
	return !followsNumber(text, end)
}

func ageHolds(text string, _ []string, _, end int) bool { return !followsNumber(text, end) }

// ageRange takes 0-4 and 16–25 for ages where no unit makes them a range of something else.
func ageRange(text string, groups []string, start, end int) bool {
	if followsNumber(text, end) || strings.HasPrefix(strings.TrimLeft(text[end:], " "), "%") || (start > 0 && (text[start-1] == '.' || text[start-1] == ',' || text[start-1] == '-' || isDigit(text[start-1]))) ||
		strings.HasSuffix(text[:start], "£") || strings.HasSuffix(text[:start], "–") {
		return false
	}
	ends := strings.FieldsFunc(groups[0], func(r rune) bool { return r < '0' || r > '9' })
	if len(ends) != 2 {
		return false
	}
	from, _ := strconv.Atoi(ends[0])
	to, _ := strconv.Atoi(ends[1])
	if from >= to {
		return false
	}
	word, _, _ := wordAt(text, end)
	switch strings.ToLower(word) {
	case "per", "percent", "percentage", "points", "million", "weeks", "days", "months", "hours", "cases", "more", "fewer":
		return false
	case "year", "years", "age", "population":
		return true
	}
	near := strings.ToLower(text[max(0, start-40):start] + text[end:min(len(text), end+25)])
	return strings.Contains(near, "age") || strings.Contains(near, "child") || strings.Contains(near, "young") || from == 0 || strings.Contains(near, "pupil")
}
