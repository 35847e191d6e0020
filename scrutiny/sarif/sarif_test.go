package sarif_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/sarif"
)

func TestWrite_WhatDiffersIsAnErrorAndWhatIsOpenANote(t *testing.T) {
	at := scrutiny.At{Place: figure.Place{File: "my report.csv", Table: 1, Row: 4, Column: 2, Line: 6}, Text: "9"}
	finding := func(id string, verdict scrutiny.Verdict) scrutiny.Finding {
		return scrutiny.Finding{ID: id, Kind: "sum", Verdict: verdict, Working: "3 + 4 = 7, printed 9.", At: at}
	}
	result := scrutiny.Result{
		Findings:  []scrutiny.Finding{finding("a", scrutiny.Differs), finding("b", scrutiny.Agrees), finding("c", scrutiny.WithinRounding), finding("d", scrutiny.CannotCheck)},
		Accepted:  []scrutiny.AcceptedFinding{{Acceptance: scrutiny.Acceptance{ID: "e", Reason: "published so", Who: "J Smith", Date: "2024-10-02"}, Finding: finding("e", scrutiny.Differs)}},
		Questions: []scrutiny.Question{{ID: "q", Question: "Is it a total?"}},
	}
	var b bytes.Buffer
	require.NoError(t, sarif.Write(&b, result, "-", "1.0"))
	var got struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID, Level string
				Message       struct{ Text string }
				Suppressions  []struct{ Justification string }
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &got))
	assert.Equal(t, "2.1.0", got.Version)
	results := got.Runs[0].Results
	require.Len(t, results, 3, "what agrees is left out")
	assert.Equal(t, "error", results[0].Level)
	assert.Equal(t, "3 + 4 = 7, printed 9.", results[0].Message.Text)
	assert.Equal(t, "my%20report.csv", results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI)
	assert.Equal(t, 6, results[0].Locations[0].PhysicalLocation.Region.StartLine)
	assert.Equal(t, "published so (J Smith, 2024-10-02)", results[1].Suppressions[0].Justification)
	assert.Equal(t, "note", results[2].Level)
}

func TestWrite_NothingFoundIsAnEmptyList(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, sarif.Write(&b, scrutiny.Result{}, "", "1.0"))
	assert.Contains(t, b.String(), `"results": []`)
	assert.Contains(t, b.String(), `"rules": []`)
}
