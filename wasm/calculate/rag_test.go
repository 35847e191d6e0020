package calculate_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

func TestRun_OldhamsPlan(t *testing.T) {
	r := worked(t, "rag/actions", nil)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "Overall Amber by plurality on 31 August 2019")
	assert.Contains(t, r.More, "Red whatever the policy: Quality of written plans")
	assert.Equal(t, "tally", r.Sections[1].ID)
	require.NotNil(t, r.Sections[1].Chart)
	assert.Contains(t, strings.Join(r.Sections[1].Notes, "\n"), "Red: Practice Improvement: Quality of written plans")

	r = worked(t, "rag/actions", func(_ *form.Inputs, tables map[string]*grid.Table) {
		cell(tables["actions"], 0, "status", "closed")
		cell(tables["actions"], 1, "due", "2019-02-31")
	})
	require.Len(t, r.Problems, 2)
	described := tool(t, "rag/actions")
	actions := described.Input("actions").Table(described.Example)
	assert.ElementsMatch(t, []grid.Position{{Row: 0, Col: actions.ColumnOf("status")}, {Row: 1, Col: actions.ColumnOf("due")}}, []grid.Position{r.Problems[0].At, r.Problems[1].At})
}

func TestRun_OldhamsIndicators(t *testing.T) {
	r := worked(t, "rag/kpis", nil)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "3 green, 2 amber, 5 red, 3 unrated")
	require.NotNil(t, r.Sections[0].Chart)
	own := worked(t, "rag/kpis", func(in *form.Inputs, _ map[string]*grid.Table) {
		in.Settings["kind"], in.Settings["amber_within"], in.Settings[form.TextName("rule")] = "", "", `{"kind": "tolerance", "green_within": "4"}`
	})
	require.Empty(t, own.Problems)
	assert.Contains(t, own.Answer, "4 green", "a rule of one's own, as JSON")
	wrong := worked(t, "rag/kpis", func(in *form.Inputs, _ map[string]*grid.Table) { in.Settings["amber_within"] = "soon" })
	require.Len(t, wrong.Problems, 1)
	assert.Equal(t, "amber_within", wrong.Problems[0].Field)
	none := worked(t, "rag/kpis", func(in *form.Inputs, _ map[string]*grid.Table) {
		in.Settings["kind"], in.Settings["amber_within"] = "", ""
	})
	require.Len(t, none.Problems, 1)
	assert.Contains(t, none.Problems[0].Text, "or a kind")
}

func TestRun_WhatMovedInAugust(t *testing.T) {
	r := worked(t, "rag/movement", nil)
	assert.Contains(t, r.Answer, "1 improved, 2 worsened, 0 new and 0 gone")
	r = worked(t, "rag/movement", func(_ *form.Inputs, tables map[string]*grid.Table) {
		cell(tables["earlier"], 1, "name", "Another action")
		cell(tables["earlier"], 0, "rating", "R") // as councils print it
	})
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "2 improved, 2 worsened, 1 new and 1 gone")
}
