// Package validate shows how a council's own pipeline refuses a report whose figures do not hold: the report is data
// beside its test, and go test checks it before it is published.
package validate_test

import (
	"os"
	"testing"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// TestReport fails with one line for each figure that differs. Put your own document in place of report.json.
func TestReport(t *testing.T) {
	file, err := os.Open("report.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	report, err := scrutiny.ReadReport(file)
	if err != nil {
		t.Fatalf("report.json: %v", err)
	}
	result := scrutiny.Check(report, scrutiny.Options{})
	for _, finding := range result.Differing() {
		t.Error(finding.Sentence())
	}
	if result.Summary.Agrees == 0 {
		t.Error("nothing was checked: does the report state its formulas and totals?")
	}
}
