package operation_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/examples/national/england"
	"github.com/scrutineer-dev/scrutineer/operation"
)

func TestDemandProfile_EveryAuthorityHasOne(t *testing.T) {
	op := operation.DemandProfile()
	for name, want := range map[string]string{
		"Leeds": "Leeds beside 10 statistical neighbours (DfE May 2025). Of the 14 measures on which more or less is better, it is in the best quarter of all authorities on 4 (",
		"801":   "Bristol, City of beside 10 statistical neighbours",
	} {
		call := operation.Call{Operation: op, Settings: map[string]string{"area": name}, Sources: map[string]operation.Source{"pack": {Name: "england.pack", Content: england.Pack}}}
		require.NoError(t, call.Check())
		result, err := op.Run(context.Background(), call)
		require.NoError(t, err)
		assert.Contains(t, result.View.Answer, want)
		assert.Len(t, result.View.Sections, 6)
		for _, s := range append(result.View.Sections, result.View.Further()...) {
			count := 0
			for row := range s.Rows {
				assert.Len(t, row.Cells, len(s.Columns))
				count++
			}
			assert.Equal(t, s.Count, count, s.ID)
		}
		assert.Contains(t, result.View.Notes, "Contains public sector information licensed under the Open Government Licence v3.0.")
	}
}
