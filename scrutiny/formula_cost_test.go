package scrutiny_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// heavy is a claim over n figures of 40 digits.
func heavy(n int, formula string) string {
	inputs := make([]string, n)
	for i := range inputs {
		inputs[i] = fmt.Sprintf(`"v%d": "1.%038d"`, i, 7919*(i+1))
	}
	return fmt.Sprintf(`{"printed": "5", "inputs": {%s}, "formula": %q}`, strings.Join(inputs, ", "), formula)
}

// join writes a term for each figure, over and over, within 4,096 characters.
func join(n int, term, between string) string {
	var b strings.Builder
	for i := 0; b.Len() < 4000; i++ {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(strings.ReplaceAll(term, "#", fmt.Sprintf("v%d", i%n)))
	}
	return b.String()
}

func TestCheck_AFormulaIsCostedBeforeItIsWorkedOut(t *testing.T) {
	deep := strings.Repeat("1/(v0+", 60) + "v1" + strings.Repeat(")", 60)
	for name, claim := range map[string]string{
		"reciprocals of forty figures":       heavy(40, join(40, "1/#", "+")),
		"reciprocals of two figures":         heavy(2, join(2, "1/#", "+")),
		"reciprocals of three hundred":       heavy(300, join(300, "1/#", "+")),
		"reciprocals of sums":                heavy(60, join(60, "1/(#+v0)", "-")),
		"shares within shares":               heavy(2, deep),
		"products that rise and fall":        heavy(8, join(8, "#*(1-#)*v0", "+")),
		"the least of quotients":             heavy(30, "min("+join(30, "1/#", ",")+")"),
		"a quotient with a thousand digits":  heavy(12, "(v0*v1*v2*v3*v4*v5*v6)/(v7*v8*v9*v10*v11*v6*v5)"),
		"quotients rounded":                  heavy(40, join(40, "round(1/#,12)", "+")),
		"a long sum, which is no work":       heavy(200, join(200, "#", "+")),
		"the same quotient over and over":    heavy(2, join(1, "v0/v1", "+")),
		"a percentage of nested percentages": heavy(2, "100*"+deep),
	} {
		t.Run(name, func(t *testing.T) {
			report, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [` + claim + `]}`))
			require.NoError(t, err)
			started := time.Now()
			result := scrutiny.Check(report, scrutiny.Options{})
			took := time.Since(started)
			t.Logf("%s: %s", took.Round(time.Millisecond), result.Findings[0].Working[:min(120, len(result.Findings[0].Working))])
			assert.Less(t, took, time.Minute, "a quarter of a second is meant; the rest is for a slow machine under the race detector")
		})
	}
}

func TestCheck_AReportOfHeavyFormulasEndsSoon(t *testing.T) {
	for name, formula := range map[string]string{
		"reciprocals": join(6, "1/#", "+"),
		"products":    join(6, "#*(1-#)*v0", "+"),
	} {
		t.Run(name, func(t *testing.T) {
			claims := make([]string, 60)
			for i := range claims {
				claims[i] = heavy(6, formula)
			}
			report, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [` + strings.Join(claims, ",") + `]}`))
			require.NoError(t, err)
			started := time.Now()
			result := scrutiny.Check(report, scrutiny.Options{})
			took := time.Since(started)
			t.Log(took.Round(time.Millisecond), result.Summary)
			assert.Less(t, took, 20*time.Second, "two seconds are meant")
			assert.Len(t, result.Findings, 60)
		})
	}
}

// What costs too much is not worked out, and a sum however long is no work.
func TestCheck_WhatCostsTooMuchIsSaid(t *testing.T) {
	report, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [` + heavy(300, join(300, "1/#", "+")) + `,` + heavy(200, join(200, "#", "+")) + `]}`))
	require.NoError(t, err)
	result := scrutiny.Check(report, scrutiny.Options{})
	assert.Equal(t, 1, result.Summary.CannotCheck)
	assert.Equal(t, 1, result.Summary.Differs)
	for reason := range result.Summary.Why {
		assert.Contains(t, reason, "too much work")
	}
}
