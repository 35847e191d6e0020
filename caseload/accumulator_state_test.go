package caseload_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// A half that was counted in another process and came as JSON merges like one that was counted here.
func TestAnAccumulatorTravelsAsJSON(t *testing.T) {
	workers := made(11, 2000)
	for name, s := range settings() {
		t.Run(name, func(t *testing.T) {
			here, there := stream(t, s, workers[:700]), stream(t, s, workers[700:])
			text, err := json.Marshal(there)
			require.NoError(t, err)
			var came caseload.Accumulator
			require.NoError(t, json.Unmarshal(text, &came))
			assert.True(t, there.Profile().Equal(came.Profile()))
			require.NoError(t, here.Merge(&came))
			assert.True(t, stream(t, s, workers).Profile().Equal(here.Profile()))
			require.NoError(t, came.Add(3, dec("1")), "it goes on counting")
		})
	}
}

func TestAnAccumulatorRefusesAStateThatNobodyWrote(t *testing.T) {
	good, err := json.Marshal(stream(t, caseload.Settings{}, made(3, 50)))
	require.NoError(t, err)
	for name, edit := range map[string][2]string{
		"no JSON":           {`{`, ``},
		"negative workers":  {`"counts":[`, `"counts":[[1,-1],`},
		"negative cases":    {`"counts":[`, `"counts":[[-1,1],`},
		"too many cases":    {`"counts":[`, `"counts":[[99999999999,1],`},
		"huge limit":        {`"ordinary":"18"`, `"ordinary":"1e999999999"`},
		"huge FTE":          {`"all":{"micro":`, `"all":{"rest":"1e999999999","micro":`},
		"too few tallies":   {`"over":[`, `"over":[],"was":[`},
		"absent below zero": {`"absent":`, `"absent":-1,"was":`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(string(good), edit[0], edit[1], 1)
			require.NotEqual(t, string(good), bad)
			a := stream(t, caseload.Settings{}, made(3, 10))
			before := a.Profile()
			assert.Error(t, json.Unmarshal([]byte(bad), a))
			assert.True(t, before.Equal(a.Profile()), "it is as it was")
		})
	}
}
