package scrutiny

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Method names this way of checking. It changes whenever a verdict may.
const Method = "scrutineer/scrutiny 1"

// Record says how a result came about, so that another can repeat it: the same input and method give the same result.
type Record struct {
	// Input is the SHA-256 of the document as it was read, in hexadecimal.
	Input string `json:"input_sha256"`
	// Previous is that of the last report, where there was one.
	Previous string `json:"previous_sha256,omitempty"`
	Method   string `json:"method"`
	// Definitions are the rules that were used, in sentences.
	Definitions []string `json:"definitions"`
	Findings    int      `json:"findings"`
}

// RecordOf is the record of a check. Previous is the document of the last report, nil where there was none.
func RecordOf(document, previous []byte, report Report, result Result) Record {
	record := Record{Input: digest(document), Method: Method, Findings: len(result.Findings), Definitions: []string{
		"a printed figure stands for every value that prints the same; ends included",
		fmt.Sprintf("figures are taken to be printed by the rule %q", report.Rounding),
		"computed results are rounded half away from zero, once, at the printed precision",
		"Calculations 1.1 (XBRL International) for sums; GRIM (Brown and Heathers, 2016) for counts behind shares",
	}}
	if previous != nil {
		record.Previous = digest(previous)
	}
	return record
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
