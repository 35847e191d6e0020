package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestPlan_HasTheActionsOfAppendix2(t *testing.T) {
	actions, err := rag.ReadActions(bytes.NewReader(planActions))
	require.NoError(t, err)
	byArea := map[string]int{}
	for _, a := range actions {
		byArea[a.Area]++
	}
	assert.Equal(t, map[string]int{"Standards of Practice": 6, "Practice Improvement": 10, "Learning and Development": 3, "Quality Assurance": 6}, byArea)
}

func TestPlan_PrintedTableAddsUpToItsTotal(t *testing.T) {
	var total rag.Tally
	for _, area := range table1() {
		total = total.Plus(area.tally)
	}
	assert.Equal(t, rag.Tally{Green: 1, Amber: 22, Red: 2}, total)
}

func TestPlan_StandsBesideThePrintedTally(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, writePlan(&out))
	_, table, _ := strings.Cut(out.String(), "can be compared.\n\n")
	assert.Equal(t, `Plan area                 Green, printed  Amber, printed  Red, printed  Unrated
Standards of Practice     0, 0            6, 6            0, 0          0
Practice Improvement      1, 1            7, 8            2, 1          0
Learning and Development  0, 0            3, 3            0, 0          0
Quality Assurance         0, 0            5, 5            0, 1          1
Total                     1, 1            21, 22          2, 2          1

Practice Improvement differs: two actions report baseline audits and nothing since: 24% and 30% judged good, where the way to 55% in October 2019 requires more by August; the table has one red.
Quality Assurance differs: the young inspectors programme starts in September 2019 and is not yet due; and no action is red: paragraph 5.5 calls an area red until the auditing schedule is approved, which paragraph 5.3 rates amber, awaiting sign-off.

Overall: Amber by plurality, as printed (paragraph 5.4). 21 of 24 rated items are amber, more than any other colour.
`, table)
	assert.Contains(t, out.String(), "24% on 31 August 2019; the line from 24% on 1 April 2019 to 55% on 31 October 2019 requires 46.1%: below the required rate")
}

// The calculations are shown with the plan as it stands here, and with its ratings of two months.
func TestPlan_TheExamplesOfTheOperationsAreThePlan(t *testing.T) {
	assert.Equal(t, string(planActions), operation.RAGActions().Example.Inputs["actions"])
	actions, err := rag.ReadActions(bytes.NewReader(planActions))
	require.NoError(t, err)
	for input, on := range map[string]string{"earlier": "2019-07-31", "later": "2019-08-31"} {
		printed, err := rag.ReadItems(strings.NewReader(operation.RAGMovement().Example.Inputs[input]))
		require.NoError(t, err)
		rated := rag.Plan{On: rag.MustParseDate(on), Actions: actions}
		m := rag.MovementOf(printed, rated.Items())
		assert.Empty(t, m.Changed, on)
		assert.Empty(t, append(m.New, m.Vanished...), on)
	}
}
