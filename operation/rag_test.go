package operation_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// ask runs an operation on settings and on one text an input.
func ask(op operation.Operation, settings, inputs map[string]string) (operation.Result, error) {
	call := operation.Call{Operation: op, Settings: settings, Sources: map[string]operation.Source{}}
	for name, text := range inputs {
		call.Sources[name] = operation.Source{Content: []byte(text)}
	}
	if err := call.Check(); err != nil {
		return operation.Result{}, err
	}
	return op.Run(context.Background(), call)
}

func TestRAG_WhatIsWrongNamesTheInputOrTheSetting(t *testing.T) {
	const plan, kpis = "area,action,status\nA,b,complete\n", "name,actual\nx,1\n"
	for name, tc := range map[string]struct {
		op               operation.Operation
		settings, inputs map[string]string
		input, path      string
		says             string
	}{
		"no day":                       {operation.RAGActions(), nil, map[string]string{"actions": plan}, "", "on", "it is missing"},
		"no date":                      {operation.RAGActions(), map[string]string{"on": "31 August"}, map[string]string{"actions": plan}, "", "on", "is not a date"},
		"a policy nobody knows":        {operation.RAGActions(), map[string]string{"on": "2019-08-31", "policy": "best"}, map[string]string{"actions": plan}, "", "policy", "is none of its values"},
		"a rule of another kind":       {operation.RAGActions(), map[string]string{"on": "2019-08-31"}, map[string]string{"actions": plan, "rule": `{"kind":"tolerance"}`}, "rule", "kind", "does not rate actions"},
		"a rule for actions":           {operation.RAGKPIs(), nil, map[string]string{"kpis": kpis, "rule": `{"kind":"delivery"}`}, "rule", "kind", "use rag actions"},
		"a rule with a gap":            {operation.RAGKPIs(), nil, map[string]string{"kpis": kpis, "rule": `{"kind":"range","bands":[{"rating":"green","at_least":90},{"rating":"red","at_most":89}]}`}, "rule", "bands", "values between 89 and 90 are in no band"},
		"no rule":                      {operation.RAGKPIs(), nil, map[string]string{"kpis": kpis}, "", "rule", "or a kind"},
		"two rules":                    {operation.RAGKPIs(), map[string]string{"kind": "tolerance"}, map[string]string{"kpis": kpis, "rule": `{"kind":"tolerance"}`}, "", "kind", "leave one of them out"},
		"an allowance that counts not": {operation.RAGKPIs(), map[string]string{"kind": "target_floor", "amber_within": "5"}, map[string]string{"kpis": kpis}, "", "amber_within", "leave it out"},
		"an amber within the green":    {operation.RAGKPIs(), map[string]string{"kind": "tolerance", "green_within": "5", "amber_within": "4"}, map[string]string{"kpis": kpis}, "", "amber_within", "unreachable"},
		"a share beyond 100":           {operation.RAGRollup(), map[string]string{"coverage": "101"}, map[string]string{"ratings": "name,rating\na,red\n"}, "", "coverage", "from 0 to 100"},
		"a rating nobody knows":        {operation.RAGMovement(), nil, map[string]string{"earlier": "name,rating\na,red\n", "later": "name,rating\na,blue\n"}, "later", "", `rating "blue"`},
		"no JSON":                      {operation.RAGValidate(), nil, map[string]string{"rule": "{"}, "rule", "", "the JSON is broken"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ask(tc.op, tc.settings, tc.inputs)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), tc.says)
			var in *operation.InputError
			if tc.input != "" {
				require.ErrorAs(t, err, &in)
				assert.Equal(t, tc.input, in.Input)
			}
			if tc.path != "" {
				assert.Equal(t, tc.path, fault.Path)
			}
		})
	}
}

func TestRAGKPIs_TheSettingsAreTheRuleOfTheFile(t *testing.T) {
	const kpis = "name,actual,target,polarity\na,88,90,higher\nb,84,90,higher\nc,91,90,higher\n"
	for kind, rule := range map[string]string{
		"tolerance":        `{"kind":"tolerance","id":"x","green_within":"1","amber_within":"5"}`,
		"tolerance_trend":  `{"kind":"tolerance_trend","id":"x","green_within":"1","amber_within":"5"}`,
		"budget":           `{"kind":"budget","id":"x","green_within":"1","amber_within":"5"}`,
		"budget_two_sided": `{"kind":"budget","id":"x","sides":"two","green_within":"1","amber_within":"5"}`,
	} {
		set, err := ask(operation.RAGKPIs(), map[string]string{"kind": kind, "green_within": "1", "amber_within": "5"}, map[string]string{"kpis": kpis})
		require.NoError(t, err)
		read, err := ask(operation.RAGKPIs(), nil, map[string]string{"kpis": kpis, "rule": rule})
		require.NoError(t, err)
		assert.Equal(t, reasons(read), reasons(set), kind)
	}
}

func reasons(r operation.Result) (said []string) {
	for _, a := range r.Value.(rag.Scorecard).Assessments() {
		said = append(said, a.Rating.String()+" "+a.Reason())
	}
	return said
}

// Which indicators miss their target, and what is their overall rating?
func ExampleRAGKPIs() {
	op := operation.RAGKPIs()
	result, err := op.Run(context.Background(), operation.Call{
		Operation: op,
		Settings:  map[string]string{"kind": "tolerance", "amber_within": "5%", "policy": "cap"},
		Sources: map[string]operation.Source{"kpis": {
			Name:    "kpis.csv",
			Content: []byte("name,actual,target,polarity\nVisits in time,88%,90%,higher\nAverage caseload,21,18,lower\nPlans up to date,96%,95%,higher\n"),
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.View.Answer)
	for row := range result.View.Sections[0].Rows {
		fmt.Println(row.Cells[1].Text+":", row.Cells[0].Text+",", row.Cells[3].Text)
	}
	// Output:
	// Overall Red by cap of 3 indicators: 1 green, 1 amber, 1 red. 1 item is green and as many red: a tie takes the worse.
	// Amber: Visits in time, 88% against a target of 90%: short by 2 points, within the 5% (4.5 points) allowed for amber
	// Red: Average caseload, 21 against a target of 18: over by 3, more than the 5% (0.9) allowed for amber
	// Green: Plans up to date, 96% against a target of 95%: better by 1 point
}

func TestRAGActions_TheNotesBeneathNameEveryRed(t *testing.T) {
	op := operation.RAGActions()
	result, err := ask(op, op.Example.Settings, op.Example.Inputs)
	require.NoError(t, err)
	beneath := slices.Collect(result.View.Sections[1].Beneath)
	assert.Contains(t, beneath, "Red: Practice Improvement: Quality of written plans (audits judged good or outstanding)")
	assert.Contains(t, beneath, "Unrated: 1, not yet due")
	further := result.View.Further()
	require.Len(t, further, 3)
	for _, s := range further {
		count := 0
		for row := range s.Rows {
			assert.Len(t, row.Cells, len(s.Columns))
			count++
		}
		assert.Equal(t, s.Count, count, s.ID)
	}
}
