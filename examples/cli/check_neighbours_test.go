package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// neighbourClaims are three about children looked after, and one about children who started to be.
const neighbourClaims = `{"claims": [
	{"id": "point", "kind": "neighbours", "printed": "1 point higher"},
	{"id": "points", "kind": "neighbours", "printed": "13 points higher"},
	{"id": "below", "kind": "neighbours", "printed": "below"},
	{"id": "count", "kind": "neighbours", "printed": "below"},
	{"id": "sum", "printed": "2", "formula": "1 + 1"}]}`

func TestCheck_ClaimsAboutNeighboursAreTriedByTheData(t *testing.T) {
	args := []string{
		"check", "-figures", "DIR/wrong.csv", "-neighbours", "DIR/list.csv", "-area", "353", "-period", "2025",
		"-filter", "population_type=On 31 March", "-indicator", "rate_per_10000", "-indicator", "count=children_count", "-format", "json",
	}
	code, out, errs := runDemand(t, neighbourClaims, args...)
	require.Equal(t, exitFindings, code, errs)
	verdicts := map[string]any{}
	for _, f := range decode(t, out)["findings"].([]any) {
		finding := f.(map[string]any)
		verdicts[finding["id"].(string)] = finding["verdict"]
	}
	// Oldham has 91; Rochdale 102 and Bolton 78 have the mean and median 90. Children: 582 against 592.
	assert.Equal(t, map[string]any{"point": "agrees", "points": "differs", "below": "differs", "count": "agrees", "sum": "agrees"}, verdicts)
	hashes := decode(t, out)["data_sha256"].(map[string]any)
	assert.Len(t, hashes, 2, "the list and the figures")
	for _, hash := range hashes {
		assert.Len(t, hash, 64)
	}
}

func TestCheck_WithoutDataClaimsAboutNeighboursCannotBeChecked(t *testing.T) {
	code, out, errs := runDemand(t, neighbourClaims, "check", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	summary := decode(t, out)["summary"].(map[string]any)
	assert.Equal(t, 4.0, summary["cannot_check"])
	assert.NotContains(t, out, "data_sha256")
}

func TestCheck_WhatTheDataNeedIsAskedFor(t *testing.T) {
	all := []string{"check", "-figures", "DIR/wrong.csv", "-neighbours", "DIR/list.csv", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000"}
	for name, tc := range map[string]struct {
		args []string
		says string
	}{
		"a list without figures": {[]string{"check", "-neighbours", "DIR/list.csv"}, "-figures: neighbours is given without figures"},
		"figures alone":          {[]string{"check", "-figures", "DIR/wrong.csv"}, "-neighbours: it is missing"},
		"no period":              {append(append([]string{}, all[:7]...), all[9:]...), "-period: it is missing"},
		"no such column":         {append(append([]string{}, all...), "-indicator", "point=rate"), `"rate"`},
		"rows of two kinds":      {all, "population_type"},
		"a list that is none":    {[]string{"check", "-figures", "DIR/wrong.csv", "-neighbours", "DIR/wrong.csv", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000"}, "wrong.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := runDemand(t, neighbourClaims, append([]string{}, tc.args...)...)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, out)
			assert.Contains(t, errs, tc.says)
		})
	}
}

func TestCheck_AFigureThatIsNoneIsToldWithItsPlace(t *testing.T) {
	for document, says := range map[string]string{
		"{\"claims\": [{\"formula\": \"a\",\n \"inputs\": {\"a\": true}}]}": `line 2, column 18 (claims[0].inputs.a): true is not a printed figure`,
		`{"claims": [{"printed": "5", "items": [{"value": [2]}]}]}`:         `line 1, column 50 (claims[0].items[0].value): [2] is not a printed figure`,
		`{"claims": [{"formula": ["a"]}]}`:                                  `a list stands where a text in quotation marks is needed`,
		`{"claims": {}}`:                                                    `an object stands where a list in square brackets is needed`,
	} {
		code, _, errs := runCheck(document)
		assert.Equal(t, exitUsage, code)
		assert.Contains(t, errs, says)
	}
}

func TestVersion_IsThatOfTheRecord(t *testing.T) {
	code, out, _ := runDemand(t, "", "version")
	assert.Equal(t, exitDone, code)
	_, checked, _ := runDemand(t, `{"claims": [{"printed": "2", "formula": "1 + 1"}]}`, "check", "-format", "json")
	assert.Contains(t, out, "scrutineer "+decode(t, checked)["record"].(map[string]any)["version"].(string)+",")
}
