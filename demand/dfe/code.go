package dfe

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// whole is a code without the ".0" that a spreadsheet or pandas puts behind whole numbers when a cell of the column is
// blank: 353.0 is 353. What is no whole number stays as it is.
func whole(code []byte) []byte {
	at := bytes.IndexByte(code, '.')
	if at < 0 {
		return code
	}
	number, zeros := code[:at], bytes.TrimSpace(code[at+1:])
	if trimmed := bytes.TrimSpace(number); len(trimmed) > 0 && len(zeros) > 0 && digits(trimmed) && len(bytes.Trim(zeros, "0")) == 0 {
		return number
	}
	return code
}

func digits(text []byte) bool { return len(bytes.Trim(text, "0123456789")) == 0 }

func wholeText(code string) string { return strings.TrimSpace(string(whole([]byte(code)))) }

// nameKey is what the spellings of one authority's name have in common: "Bristol, City of" and "Bristol", "St. Helens" and
// "St Helens", "Kingston upon Hull, City of" and "Kingston-upon-Hull", "Herefordshire, County of", "County Durham" and
// "Durham", "Brighton & Hove". The City of London keeps its name: without it, it would be London.
func nameKey(name string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(name, "&", " and ")), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f || r == '\'' || r == '.')
	})
	for i, w := range words {
		words[i] = strings.NewReplacer("'", "", ".", "").Replace(w)
	}
	key := strings.Join(words, " ")
	if key == "city of london" {
		return key
	}
	for _, part := range [...]string{" city of", " county of", " city council", " county council", " borough council", " council", " ua"} {
		key = strings.TrimSuffix(key, part)
	}
	for _, part := range [...]string{"city of ", "county of ", "county ", "london borough of ", "royal borough of ", "metropolitan borough of "} {
		key = strings.TrimPrefix(key, part)
	}
	return key
}

// reorganisation is an authority that was abolished, and those that took its place.
type reorganisation struct {
	code, name string
	year       int
	successors []Area
}

// successions are the reorganisations since 2009, by DfE's codes. A figure of one before is no figure of one after.
// Source: the structural changes orders; the look-up of codes that DfE publishes with its figures.
var successions = []reorganisation{
	{"820", "Bedfordshire", 2009, []Area{{Code: "822", Name: "Bedford"}, {Code: "823", Name: "Central Bedfordshire"}}},
	{"875", "Cheshire", 2009, []Area{{Code: "895", Name: "Cheshire East"}, {Code: "896", Name: "Cheshire West and Chester"}}},
	{"835", "Dorset (before 2019)", 2019, []Area{{Code: "838", Name: "Dorset"}, {Code: "839", Name: "Bournemouth, Christchurch and Poole"}}},
	{"836", "Poole", 2019, []Area{{Code: "839", Name: "Bournemouth, Christchurch and Poole"}}},
	{"837", "Bournemouth", 2019, []Area{{Code: "839", Name: "Bournemouth, Christchurch and Poole"}}},
	{"928", "Northamptonshire", 2021, []Area{{Code: "940", Name: "North Northamptonshire"}, {Code: "941", Name: "West Northamptonshire"}}},
	{"909", "Cumbria", 2023, []Area{{Code: "942", Name: "Cumberland"}, {Code: "943", Name: "Westmorland and Furness"}}},
}

// Successors are the authorities that took the place of one that was abolished, and the year, by its code or its name. ok is
// false for an authority that stands, and for one that was never heard of.
func Successors(name string) (year int, successors []Area, ok bool) {
	for _, s := range successions {
		if s.code == name || nameKey(s.name) == nameKey(name) {
			return s.year, slices.Clone(s.successors), true
		}
	}
	return 0, nil, false
}

// Predecessors are the authorities in whose place one has come, and the year, by its code. ok is false for an authority that
// none was abolished for.
func Predecessors(code string) (year int, predecessors []Area, ok bool) {
	for _, s := range successions {
		if slices.ContainsFunc(s.successors, func(a Area) bool { return a.Code == code }) {
			year, ok = s.year, true
			predecessors = append(predecessors, Area{Code: s.code, Name: s.name})
		}
	}
	return year, predecessors, ok
}

// formerName is the name of an authority that was abolished, by its code; empty for others.
func formerName(code string) string {
	for _, s := range successions {
		if s.code == code {
			return s.name
		}
	}
	return ""
}

// KnownChanges are the reorganisations since 2009 that this package knows, by DfE's codes, each on the 1 April of its year.
func KnownChanges() []succession.Change {
	var changes []succession.Change
	for _, s := range successions {
		kind := succession.Split
		if len(s.successors) == 1 {
			kind = succession.Merge
		}
		for _, a := range s.successors {
			changes = append(changes, succession.Change{Kind: kind, From: s.code, To: a.Code, On: figure.DateOf(time.Date(s.year, time.April, 1, 0, 0, 0, 0, time.UTC))})
		}
	}
	return changes
}

// SameName reports whether two spellings are of one authority's name: "Bristol, City of" and "Bristol".
func SameName(a, b string) bool { return nameKey(a) == nameKey(b) }

// reorganised says what became of an authority that a file does not have, or what it was before; nothing when neither is
// known.
func reorganised(asked string) string {
	is := func(code, name string) bool { return asked == code || nameKey(asked) == nameKey(name) }
	for _, s := range successions {
		if is(s.code, s.name) {
			var use []string
			for _, a := range s.successors {
				use = append(use, a.Code+" ("+a.Name+")")
			}
			return fmt.Sprintf("%s (%s) was abolished in %d: use %s", s.name, s.code, s.year, strings.Join(use, " or "))
		}
	}
	var before []string
	name, year := "", 0
	for _, s := range successions {
		for _, a := range s.successors {
			if is(a.Code, a.Name) {
				before = append(before, s.code+" ("+s.name+")")
				name, year = a.Name+" ("+a.Code+")", s.year
			}
		}
	}
	if len(before) == 0 {
		return ""
	}
	return fmt.Sprintf("%s has figures since %d: before that its area was in %s", name, year, strings.Join(before, ", "))
}
