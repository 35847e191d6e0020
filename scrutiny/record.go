package scrutiny

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/scrutineer-dev/scrutineer/internal/version"
)

// Record says how a result came about, so that another can repeat it: the same input, method and version give the same
// result.
type Record struct {
	// Input is the SHA-256 of the document as it was read, in hexadecimal.
	Input string `json:"input_sha256"`
	// Previous is that of the last report, where there was one.
	Previous string `json:"previous_sha256,omitempty"`
	Method   string `json:"method"`
	// Version is the semantic version of this library.
	Version string `json:"version"`
	// Rounding is how the report is taken to print its figures.
	Rounding string `json:"rounding"`
	// Definitions are those by which the verdicts were reached, as [Result.Definitions] gives them; the register in package
	// definitions says what each is.
	Definitions []DefinitionUsed `json:"definitions"`
	Findings    int              `json:"findings"`
}

// DefinitionUsed names a definition of the register as it stood at the run.
type DefinitionUsed struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// RecordOf is the record of a check. Previous is the document of the last report, nil where there was none.
func RecordOf(document, previous []byte, report Report, result Result) Record {
	record := Record{
		Input: digest(document), Method: Method, Version: version.Version, Rounding: report.Rounding.String(),
		Definitions: []DefinitionUsed{}, Findings: len(result.Findings),
	}
	if previous != nil {
		record.Previous = digest(previous)
	}
	for _, d := range result.Definitions() {
		record.Definitions = append(record.Definitions, DefinitionUsed{d.ID, d.Version})
	}
	return record
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
