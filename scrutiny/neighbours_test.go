package scrutiny_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// Children looked after per 10,000 on 31 March 2025, DfE: Oldham and its ten neighbours of May 2025, whose mean is 95.8 and
// median 89.
func TestCheck_AClaimAboutNeighboursIsTriedUnderBothAverages(t *testing.T) {
	rates := map[string]int{"353": 91, "889": 90, "350": 78, "354": 102, "380": 96, "335": 81, "831": 88, "861": 170, "331": 82, "330": 79, "333": 92}
	figures := map[string]demand.Value{}
	for code, rate := range rates {
		figures[code] = demand.Whole(rate)
	}
	may2025, err := demand.Chosen("DfE May 2025", "353", "889", "350", "354", "380", "335", "831", "861", "331", "330", "333")
	require.NoError(t, err)
	check := func(word, area string) scrutiny.Finding {
		t.Helper()
		report := scrutiny.Report{Claims: []scrutiny.Claim{{ID: "cla", Kind: scrutiny.KindNeighbours, Printed: scrutiny.Print(word)}}}
		data := scrutiny.Neighbours{Question: demand.Question{Area: area, Figures: figures}, Lists: []*demand.List{may2025}}
		result := scrutiny.Check(report, scrutiny.Options{Neighbours: map[string]scrutiny.Neighbours{"cla": data}})
		require.Len(t, result.Findings, 1)
		return result.Findings[0]
	}

	depends := check("above", "353")
	assert.Equal(t, scrutiny.CannotCheck, depends.Verdict, "91 is above the median of 89 and below the mean of 95.8")
	assert.True(t, depends.Question)
	assert.Contains(t, depends.Reason, "it depends on the definition")
	assert.Equal(t, scrutiny.Differs, check("10 points higher", "353").Verdict)
	assert.Equal(t, scrutiny.CannotCheck, check("above", "999").Verdict, "an authority that is not in the data")
	assert.Equal(t, scrutiny.CannotCheck, check("nearly", "353").Verdict, "a word that is no claim")

	figures["353"] = demand.Whole(97)
	agrees := check("above", "353")
	assert.Equal(t, scrutiny.Agrees, agrees.Verdict, agrees.Reason)
	assert.Equal(t, "scrutiny.neighbours", agrees.Definition)
	assert.NotEmpty(t, agrees.Notes, "each way to compare is worked out")
}
