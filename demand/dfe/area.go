package dfe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Level is the kind of area a row is about.
type Level int

const (
	// OtherLevel is a level the package does not compare: schools, wards, constituencies. It is the zero value.
	OtherLevel Level = iota
	National
	Regional
	LocalAuthority
)

var levelNames = enum.Of("Level", "Other", "National", "Regional", "Local authority")

// String is the level as the data standard writes it.
func (l Level) String() string { return levelNames.String(int(l)) }

// MarshalText writes the level.
func (l Level) MarshalText() ([]byte, error) { return levelNames.Marshal(int(l)) }

// UnmarshalText reads a level; one that is not compared is [OtherLevel].
func (l *Level) UnmarshalText(text []byte) error {
	*l = parseLevel(text)
	return nil
}

func parseLevel(text []byte) Level {
	switch {
	case strings.EqualFold(string(text), "Local authority"):
		return LocalAuthority
	case strings.EqualFold(string(text), "Regional"):
		return Regional
	case strings.EqualFold(string(text), "National"):
		return National
	}
	return OtherLevel
}

// Area is a local authority, a region or England.
type Area struct {
	Level Level
	// Code is the three-digit DfE code of an authority ("353"; "940 / 941" for a joint return), and the GSS code of a
	// region or of England.
	Code string
	// GSS is the nine-character code of an authority; empty where a file does not have it.
	GSS  string
	Name string
	// Region is the name of an authority's region, RegionCode its GSS code where a file has it.
	Region, RegionCode string
}

// Codes are the authorities of a joint return, "940 / 941", each by itself; of any other area its own code. A joint return
// belongs to none of them alone, so it is not anybody's statistical neighbour: DfE's dashboard leaves it out too.
func (a Area) Codes() []string {
	codes := strings.Split(a.Code, "/")
	for i := range codes {
		codes[i] = strings.TrimSpace(codes[i])
	}
	return codes
}

// Period is a year, a school year or a part of one, as the file writes it.
type Period struct {
	// Text is the period in the file: 2025, 202425, "2016-17 (OT)".
	Text string
	// Identifier is the kind: "Reporting year", "Financial year"; empty where a file does not say.
	Identifier string
}

// Year is the calendar year in which the period ends: 2025 for 2025 and for 202425. ok is false when the text is neither.
func (p Period) Year() (year int, ok bool) {
	digits := p.digits()
	if len(digits) < 4 {
		return 0, false
	}
	for _, r := range digits[:4] {
		year = year*10 + int(r-'0')
	}
	switch len(digits) {
	case 4:
		return year, true
	case 6, 8:
		return year + 1, true
	}
	return 0, false
}

// digits are the digits before any blank, without the stroke or dash between two years.
func (p Period) digits() string {
	first, _, _ := strings.Cut(strings.TrimSpace(p.Text), " ")
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, first)
}

// same reports whether a period as a person writes it, "2024/25", is this one.
func (p Period) same(text string) bool {
	if p.Text == text {
		return true
	}
	other := Period{Text: text}
	_, rest, _ := strings.Cut(p.Text, " ")
	_, otherRest, _ := strings.Cut(strings.TrimSpace(text), " ")
	return p.digits() != "" && p.digits() == other.digits() && strings.TrimSpace(rest) == strings.TrimSpace(otherRest)
}

// checkPeriod refuses six digits that are not two years in a row: 201718 is, 201719 is not.
func checkPeriod(text string) (problem string) {
	if len(text) == 6 && strings.Trim(text, "0123456789") == "" {
		first, second := text[2:4], text[4:6]
		if next := (int(first[0]-'0')*10 + int(first[1]-'0') + 1) % 100; fmt.Sprintf("%02d", next) != second {
			return fmt.Sprintf("period %q is not two years in a row: write 201718 for 2017 to 2018", text)
		}
	}
	if strings.Trim(text, "0123456789") == "" && len(text) != 4 && len(text) != 6 {
		return fmt.Sprintf("period %q is not a year: write four digits (2025) or six (202425)", text)
	}
	return ""
}

// regionKey matches the names that two publications give one region: "Outer London" and "London (Outer)".
func regionKey(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
	slices.Sort(words)
	return strings.Join(words, " ")
}
