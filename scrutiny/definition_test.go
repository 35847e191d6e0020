package scrutiny_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/version"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
)

// Every kind of claim is judged by a definition that stands in the register.
func TestEveryKindHasItsDefinition(t *testing.T) {
	kinds := []scrutiny.Kind{
		scrutiny.KindFormula, scrutiny.KindSame, scrutiny.KindOverall, scrutiny.KindPeriod, scrutiny.KindBand, scrutiny.KindCompare, scrutiny.KindSet,
		scrutiny.KindShare, scrutiny.KindSum, scrutiny.KindMovement, scrutiny.KindChange, scrutiny.KindOfWhich, scrutiny.KindRank, scrutiny.KindWeighted,
		scrutiny.KindPopulation, scrutiny.KindStockFlow, scrutiny.KindCohort, scrutiny.KindRAG, scrutiny.KindVariance, scrutiny.KindNeighbours,
	}
	if source, err := os.ReadFile("kind.go"); err == nil { // no sources beside the test in a browser
		assert.Equal(t, strings.Count(string(source), " Kind = "), len(kinds)+2, "a kind is missing here; vanished and table are no kinds of claim")
	}
	for _, kind := range kinds {
		result := scrutiny.Check(scrutiny.Report{Claims: []scrutiny.Claim{{Kind: kind, Period: "2024/25"}}}, scrutiny.Options{})
		f, ok := result.Finding("claim-1")
		require.True(t, ok, kind)
		_, ok = definitions.Of(f.Definition)
		assert.True(t, ok, "%s is judged by %q, which the register does not have", kind, f.Definition)
	}
	for _, id := range []string{
		"scrutiny.table", "scrutiny.vanished", "rag.policies", "rag.delivery", "rag.trajectory", "rag.tolerance_trend", "rag.target_floor", "rag.budget",
		"rag.range", "rag.quartile",
	} {
		_, ok := definitions.Of(id)
		assert.True(t, ok, id)
	}
}

func TestRecordOf_NamesTheDefinitionsOfItsVerdicts(t *testing.T) {
	record := func(claims string) scrutiny.Record {
		t.Helper()
		document := `{"claims": [` + claims + `]}`
		report, err := scrutiny.ReadReport(strings.NewReader(document))
		require.NoError(t, err)
		return scrutiny.RecordOf([]byte(document), nil, report, scrutiny.Check(report, scrutiny.Options{}))
	}
	ids := func(r scrutiny.Record) (ids []string) {
		for _, d := range r.Definitions {
			assert.Positive(t, d.Version)
			ids = append(ids, d.ID)
		}
		return ids
	}
	basic := []string{"scrutiny.interval", "scrutiny.verdict", "scrutiny.rounding"}

	variance := record(`{"kind": "variance", "convention": "overspend_positive", "printed": "12,087", "inputs": {"forecast": "53,387", "budget": "41,300"}}`)
	assert.ElementsMatch(t, append([]string{"finance.variance", "scrutiny.telling"}, basic...), ids(variance))
	assert.Equal(t, "finance.variance", ids(variance)[0], "in the order of the register")
	assert.Equal(t, version.Version, variance.Version)
	assert.Equal(t, "nearest", variance.Rounding)

	band := record(`{"kind": "band", "printed": "high", "value": {"value": "21", "exact": true}}`)
	assert.ElementsMatch(t, append([]string{"caseload.bands"}, basic...), ids(band), "bands that are not stated are Oldham's")
	own := record(`{"kind": "band", "printed": "good", "value": "5", "bands": [{"name": "good", "below": 10}]}`)
	assert.ElementsMatch(t, append([]string{"scrutiny.band"}, basic...), ids(own))
	overall := record(`{"printed": "red", "tally": {"green": 1, "amber": 22, "red": 2}, "policy": "worst"}`)
	assert.ElementsMatch(t, append([]string{"rag.policies"}, basic...), ids(overall))
	rated := record(`{"kind": "rag", "printed": "amber", "value": "82%", "target": "85%", "rule": {"kind": "target_floor", "id": "x", "floor": "80", "polarity": "higher"}}`)
	assert.ElementsMatch(t, append([]string{"rag.target_floor"}, basic...), ids(rated))

	none := record(`{"printed": "5", "formula": "a", "inputs": {"a": {"missing": true}}}`)
	assert.Empty(t, none.Definitions, "what cannot be checked used none")
	text, err := json.Marshal(none)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"definitions":[]`, "an empty list, never null")
}
