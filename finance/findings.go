package finance

import (
	"encoding/json"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/shopspring/decimal"
)

// Findings are what a reconciliation found, in the order of the table.
type Findings []Finding

// Count is how many findings have a verdict.
func (fs Findings) Count(v Verdict) int {
	n := 0
	for _, f := range fs {
		if f.Verdict == v {
			n++
		}
	}
	return n
}

// FindingsSummary counts findings by verdict.
type FindingsSummary struct {
	Agrees         int `json:"agrees"`
	WithinRounding int `json:"within_rounding"`
	Differs        int `json:"differs"`
	CannotCheck    int `json:"cannot_check"`
}

// Summary counts the findings by verdict.
func (fs Findings) Summary() FindingsSummary {
	return FindingsSummary{fs.Count(Agrees), fs.Count(WithinRounding), fs.Count(Differs), fs.Count(CannotCheck)}
}

// findingsJSON is what findings marshal to.
type findingsJSON struct {
	Findings []findingJSON   `json:"findings"`
	Summary  FindingsSummary `json:"summary"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (fs Findings) JSONShape() any { return findingsJSON{} }

// MarshalJSON writes {"findings": [...], "summary": {...}}.
func (fs Findings) MarshalJSON() ([]byte, error) { return marshal.JSON(fs.json()) }

func (fs Findings) json() findingsJSON {
	out := findingsJSON{Findings: []findingJSON{}, Summary: fs.Summary()}
	for _, f := range fs {
		out.Findings = append(out.Findings, findingJSON(f))
	}
	return out
}

// UnmarshalJSON reads the findings of what MarshalJSON wrote.
func (fs *Findings) UnmarshalJSON(data []byte) error {
	var in struct {
		Findings []Finding `json:"findings"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*fs = in.Findings
	return nil
}

type findingJSON struct {
	Check    Check           `json:"check"`
	Row      string          `json:"row"`
	Column   string          `json:"column"`
	Printed  decimal.Decimal `json:"printed"`
	Computed decimal.Decimal `json:"computed"`
	Gap      decimal.Decimal `json:"gap"`
	Allowed  decimal.Decimal `json:"allowed"`
	Verdict  Verdict         `json:"verdict"`
	Working  string          `json:"working"`
}

// MarshalJSON writes the finding, decimals as strings.
func (f Finding) MarshalJSON() ([]byte, error) { return marshal.JSON(findingJSON(f)) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *Finding) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, (*findingJSON)(f))
}
