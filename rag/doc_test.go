package rag_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

//go:embed doc.go
var documentation string

// documentedRules are the JSON objects of the package documentation.
func documentedRules() (rules []string) {
	var object strings.Builder
	for line := range strings.Lines(documentation) {
		text, code := strings.CutPrefix(strings.TrimRight(line, "\n"), "//\t")
		if code && (strings.HasPrefix(text, "{") || object.Len() > 0) {
			object.WriteString(text)
			continue
		}
		if object.Len() > 0 {
			rules = append(rules, object.String())
			object.Reset()
		}
	}
	return rules
}

func TestDoc_ShowsAValidRuleOfEachFamily(t *testing.T) {
	kinds := map[rag.Kind]int{}
	for _, text := range documentedRules() {
		rule, err := rag.ReadRule(strings.NewReader(text))
		require.NoError(t, err, text)
		assert.Empty(t, rule.Validate(), text)
		kinds[rule.Method.Kind()]++
	}
	assert.Equal(t, map[rag.Kind]int{
		rag.KindDelivery: 1, rag.KindTrajectory: 1, rag.KindTolerance: 1, rag.KindToleranceTrend: 1,
		rag.KindTargetFloor: 1, rag.KindBudget: 1, rag.KindRange: 2, rag.KindQuartile: 1,
	}, kinds)
}
