package figure

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Reason says why a value is missing. The symbols are those of the GSS and the DfE's "explore education statistics"
// (analysts' guide, "Data symbols"), and the older ones still found in files.
type Reason int

const (
	// NotMissing is the reason of every figure that is not [Missing].
	NotMissing Reason = iota
	// Blank is an empty cell.
	Blank
	// Confidential is "c" or "*": suppressed, so that nobody can be identified.
	Confidential
	// NotApplicable is "z", "n/a".
	NotApplicable
	// Unavailable is "x", ":", "..", ".".
	Unavailable
	// Unreliable is "u": there is a figure, too unreliable to print.
	Unreliable
	// Low is "low", "k", "~": rounds to zero but is not zero.
	Low
	// SpreadsheetError is what a spreadsheet shows where a formula failed, "#REF!" or "#DIV/0!", and the "####" of a
	// column too narrow for its number.
	SpreadsheetError
)

var reasonNames = enum.Of("Reason",
	"", "blank", "confidential", "not applicable", "unavailable", "unreliable",
	"rounds to zero but is not zero", "spreadsheet error",
)

// String is the reason in words: "confidential", "rounds to zero but is not zero". It is empty for a figure that is there.
func (r Reason) String() string { return reasonNames.String(int(r)) }

// MarshalText is the reason in words.
func (r Reason) MarshalText() ([]byte, error) { return reasonNames.Marshal(int(r)) }

// UnmarshalText reads the words.
func (r *Reason) UnmarshalText(text []byte) error { return enum.Unmarshal(reasonNames, text, r) }

// ParseReason reads a symbol that stands for a missing value. Letters are read in either case and in the square
// brackets that the GSS recommends.
func ParseReason(s string) (Reason, bool) {
	s = trim(s)
	if s == "" {
		return Blank, true
	}
	const longest = len("to be confirmed")
	if len(s) > longest+len("[]") || isDigit(s[0]) {
		return NotMissing, false
	}
	s = strings.ToLower(strings.ReplaceAll(s, "\u00a0", " "))
	if s[0] == '#' || strings.HasPrefix(s, "err:") {
		return SpreadsheetError, isSpreadsheetError(s)
	}
	if len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']' {
		s = s[1 : len(s)-1]
	}
	switch s {
	case "c", "*", "suppressed":
		return Confidential, true
	case "z", "n/a", "not applicable":
		return NotApplicable, true
	case "x", ":", "..", "...", "…", ".", "na", "null", "not available", "tbc", "tbd", "to be confirmed", "n/k", "not known", "unknown":
		return Unavailable, true
	case "u":
		return Unreliable, true
	case "low", "k", "~":
		return Low, true
	}
	return NotMissing, false
}

// isSpreadsheetError knows the error values of Excel and of LibreOffice, in lower case.
func isSpreadsheetError(s string) bool {
	switch s {
	case "#ref!", "#div/0!", "#n/a", "#value!", "#name?", "#num!", "#null!",
		"#spill!", "#calc!", "#field!", "#blocked!", "#connect!", "#busy!", "#unknown!", "#getting_data":
		return true
	}
	if code, ok := strings.CutPrefix(s, "err:"); ok {
		return code != "" && strings.Trim(code, "0123456789") == ""
	}
	return len(s) > 1 && strings.Trim(s, "#") == ""
}
